"""Who may do what: every URL of the product × role × GET and POST against ``policy.yaml``.

The list of URLs comes from the resolver: a URL without a policy line fails, so does a line without a URL. A POST is
sent empty, so whoever may act is told what is missing (``invalid``) or, where nothing has to be filled in, the act is
done; whoever may not is refused before any field is looked at. A body that is not one's own does not exist: 404.

Everybody asks on the default engine. Another engine decides nothing about people, it only has to understand the
queries: there one person asks for each outcome of a URL, unless ``HYPOTHESIS_PROFILE=long`` wants everybody.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.factories.many_states import ManyStates
from tests.house import places
from tests.support import journal_net
from tests.support.built_once import shared_rows
from tests.support.drawing import PROFILE
from thidua.audit.models import JournalEntry
from thidua.ui import clock

pytestmark = pytest.mark.django_db
POLICY = Path(__file__).with_name("policy.yaml")
RESOLVED = {places.key(*each) for each in places.urls()}
URLS = sorted({*RESOLVED, *places.AGAIN})
ACTORS = {
    "anonymous": "",
    "clerk": "clerk",  # of the unit whose dossier it is
    "head": "head",
    "other_clerk": "clerk2",  # of another unit of the body
    "other_head": "head2",
    "office": "office",
    "secretary": "secretary",
    "member": "member1",
    "decider": "chair",
    "deputy": "vice",
    "finance": "finance",
    "admin": "admin",
    "foreign": "office",  # the standing office of another body
}
CLASSES = {
    200: "ok",
    302: "done",
    400: "bad",
    403: "refused",
    404: "none",
    405: "method",
    409: "conflict",
    422: "invalid",
}
METHODS = ("GET", "POST")
Row = dict[str, str]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ManyStates]:
    with shared_rows(django_db_blocker):
        made = ManyStates()
        clock.set_to(made.lines["filed"].moment)
        yield made
        clock.reset()


@pytest.fixture(scope="module")
def clients(world: ManyStates, django_db_blocker: DjangoDbBlocker) -> dict[str, Client]:
    """A signed-in browser of every actor."""
    made = {actor: Client(raise_request_exception=False) for actor in ACTORS}
    with django_db_blocker.unblock():
        for actor, name in ACTORS.items():
            if name:
                made[actor].force_login((world.foreign if actor == "foreign" else world.world).users[name])
    return made


@functools.cache
def policy() -> dict[str, dict[str, Row]]:
    return yaml.safe_load(POLICY.read_text(encoding="utf-8"))["urls"]


def expected(url: str, method: str) -> Row:
    """The class of every actor: their own word, else that of ``rest``."""
    row = policy()[url].get(method, {})
    return {actor: row.get(actor, row.get("rest", "?")) for actor in ACTORS}


def class_of(response: HttpResponse) -> str:
    if response.status_code == 302 and response["Location"].startswith("/dang-nhap/"):
        return "login"
    return CLASSES.get(response.status_code, str(response.status_code))


def ask(clients: dict[str, Client], actor: str, method: str, address: str) -> str:
    """Send one request and take back whatever it changed.

    What was done left a journal entry; what was not done left none.
    """
    before, cookies = JournalEntry.objects.count(), clients[actor].cookies.copy()
    with transaction.atomic(), journal_net.paused(), journal_net.written() as tables:
        found = class_of(clients[actor].generic(method, address))
        entries = JournalEntry.objects.count() - before
        transaction.set_rollback(True)
    clients[actor].cookies = cookies
    if found == "login" and entries:  # signing out leads there too
        found = "done"
    if found in ("done", "ok"):
        assert entries or not tables, f"{method} {address} by {actor} wrote {tables} without an entry"
    else:
        assert not entries, f"{method} {address} by {actor} is “{found}” and yet an act"
    return found


def asking(row: Row) -> Row:
    """Who asks, with what they are to get."""
    if connection.vendor == "sqlite" or PROFILE == "long":
        return row
    return {actor: word for word, actor in {word: actor for actor, word in row.items()}.items()}


@pytest.mark.parametrize("url", URLS)
def test_every_role_gets_what_the_policy_says(world: ManyStates, clients: dict[str, Client], url: str) -> None:
    address = places.address(world, url)
    wanted = {method: asking(expected(url, method)) for method in METHODS}
    found = {method: {actor: ask(clients, actor, method, address) for actor in wanted[method]} for method in METHODS}
    assert found == wanted


def test_every_url_has_a_policy_and_a_place() -> None:
    assert set(policy()) == set(URLS)
    assert set(places.AT) == {url for url in URLS if " " in url}
    assert {url.partition(" @")[0] for url in places.AGAIN} <= RESOLVED


def test_the_policy_names_known_roles_and_classes() -> None:
    for url, methods in policy().items():
        assert set(methods) == set(METHODS), url
        for row in methods.values():
            assert set(row) <= {*ACTORS, "rest"}, url
            assert set(row.values()) <= {*CLASSES.values(), "login"}, url


def test_another_body_is_never_seen() -> None:
    """Whatever the policy says: an object of a body is 404 for everybody of another one, by every method."""
    public = ("portal:",)
    no_object = {"records:layout kind", "org:import slug", "org:import_template slug"}  # one's own body's, by a word
    seen = [
        (url, method)
        for url in URLS
        for method in METHODS
        if " " in url
        and url not in no_object
        and not url.startswith(public)
        and expected(url, method)["foreign"] not in ("none", "method")
    ]
    assert seen == []


def test_nobody_signed_out_comes_in() -> None:
    open_to_all = ("portal:", "org:login", "ui:styleguide")  # the page of components is 404 outside training
    come_in = [
        (url, method)
        for url in URLS
        for method in METHODS
        if not url.startswith(open_to_all) and expected(url, method)["anonymous"] != "login"
    ]
    assert come_in == []
