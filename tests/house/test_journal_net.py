"""The net itself: it catches what it is for and lets the rest pass."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.support import journal_net
from thidua.audit import journal
from thidua.org.models import Unit
from thidua.ui import clock

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def unit(name: str) -> Unit:
    return Unit.objects.create(code=name, name=name, kind="ubnd", level="commune")


@login_not_required
def silent(request: HttpRequest) -> HttpResponse:
    unit("Lặng lẽ")
    return HttpResponse("xong")


@login_not_required
def changed_in_place(request: HttpRequest) -> HttpResponse:
    Unit.objects.update(place="Nơi khác")
    return HttpResponse("xong")


@login_not_required
def written(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        made = unit("Có sổ")
        journal.record(by=None, at=clock.now(), act="test", thing=made, sentence="Lập đơn vị")
    return HttpResponse("xong")


@login_not_required
def rolled_back(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        unit("Bỏ")
        transaction.set_rollback(True)
    return HttpResponse("thôi")


@login_not_required
def visited(request: HttpRequest) -> HttpResponse:
    request.session["seen"] = datetime(2026, 1, 1).isoformat()
    return HttpResponse(str(Unit.objects.filter(pk=0).update(place="x")))


urlpatterns = [
    path("silent/", silent, name="silent"),
    path("in-place/", changed_in_place),
    path("written/", written),
    path("rolled-back/", rolled_back),
    path("visited/", visited),
]


def test_a_change_without_an_entry_fails(client: Client) -> None:
    with pytest.raises(journal_net.Unjournalled, match=r"POST /silent/ changed org_unit "):
        client.post("/silent/")


def test_a_change_of_one_field_is_seen(client: Client) -> None:
    unit("Có sẵn")
    with pytest.raises(journal_net.Unjournalled, match="org_unit"):
        client.post("/in-place/")


def test_reading_that_writes_fails(client: Client) -> None:
    with pytest.raises(journal_net.ChangedByReading, match=r"GET /silent/ wrote to org_unit"):
        client.get("/silent/")


def test_reading_that_writes_the_journal_fails_too(client: Client) -> None:
    with pytest.raises(journal_net.ChangedByReading, match="audit_journalentry"):
        client.get("/written/")


def test_what_is_journalled_or_undone_passes(client: Client) -> None:
    assert client.post("/written/").content == b"xong"
    assert client.post("/rolled-back/").content == "thôi".encode()
    assert not Unit.objects.filter(name="Bỏ").exists()


def test_sessions_and_empty_updates_do_not_count(client: Client) -> None:
    assert client.get("/visited/").content == b"0"
    assert client.post("/visited/").content == b"0"


def test_an_allowed_name_passes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_net, "ALLOWED", {"silent": "for this test"})
    assert client.post("/silent/").status_code == 200


def test_the_net_is_no_query_of_the_page(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        client.post("/nowhere/")


def test_every_table_of_ours_is_watched() -> None:
    with connection.cursor() as cursor:
        stored = set(connection.introspection.table_names(cursor))
    assert stored - set(journal_net.tables()) == {*journal_net.NOT_OURS, journal_net.JOURNAL}
