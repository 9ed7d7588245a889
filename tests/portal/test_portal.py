"""What the public sees: movements, decisions by name and post, a certificate by its code, and nothing more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.decisions import stage as stages
from thidua.decisions import codes
from thidua.dossiers.models import Candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> stages.Stage:
    return stages.build("soc-trang-2025").fill(4, 2)


def get(url: str, *args: object, **query: str) -> object:
    return Client().get(reverse(f"portal:{url}", args=args), query)


def test_home_and_decisions_need_no_account(stage: stages.Stage) -> None:
    stage.issued()
    for url in ("home", "decisions"):
        page = get(url)
        text = page.content.decode()
        assert page.status_code == 200
        assert "Nguyễn Ứng Cử 01" in text
        assert "01/QĐ-UBND" in text
        assert "1.410.000" not in text
        assert not page.cookies


def test_nothing_unissued_is_public(stage: stages.Stage) -> None:
    stage.approved()
    assert "Nguyễn Ứng Cử 01" not in get("home").content.decode()


def test_empty_installation_answers() -> None:
    assert get("home").status_code == 200
    assert get("decisions").status_code == 200
    assert get("check").status_code == 200


def test_a_genuine_certificate(stage: stages.Stage) -> None:
    award = stage.issued().awards.get(recipient_name="Nguyễn Ứng Cử 01")
    page = get("certificate", award.code)
    text = page.content.decode()
    assert page.status_code == 200
    assert "có thật và đang có hiệu lực" in text
    assert "Nguyễn Ứng Cử 01" in text
    assert "01/QĐ-UBND" in text
    assert "12/02/2026" in text
    assert "710.000" not in text
    assert stage.world.people["Nguyễn Ứng Cử 01"].code not in text


def test_the_form_takes_the_code_as_printed(stage: stages.Stage) -> None:
    award = stage.issued().awards.first()
    assert award is not None
    for typed in (codes.shown(award.code), award.code.lower(), f"  {award.code[:10]} {award.code[10:]} "):
        page = get("check", ma=typed)
        assert page.status_code == 302
        assert page["Location"] == reverse("portal:certificate", args=[award.code])
    by_hand = Client().get(reverse("portal:certificate", args=[codes.shown(award.code)]))
    assert "có thật" in by_hand.content.decode()


@pytest.mark.parametrize("code", ["A" * 26, "khong-phai-ma", "'; DROP TABLE", "7" * 200, "Ấ" * 26])
def test_an_unknown_code_says_so(stage: stages.Stage, code: str) -> None:
    page = get("certificate", code)
    assert page.status_code == 404
    assert "Không có Giấy khen nào mang mã này" in page.content.decode()


def test_a_text_that_is_no_code_asks_the_database_nothing() -> None:
    with CaptureQueriesContext(connection) as seen:
        get("certificate", "x" * 80)
    assert len(seen) == 0


def test_a_revoked_certificate_is_told_without_the_name(stage: stages.Stage) -> None:
    award = stage.issued().awards.get(recipient_name="Nguyễn Ứng Cử 01")
    Candidate.objects.filter(pk=award.candidate_id).update(state="revoked")
    text = get("certificate", award.code).content.decode()
    assert "đã bị thu hồi" in text
    assert "Nguyễn Ứng Cử 01" not in text
    assert "Nguyễn Ứng Cử 01" not in get("decisions").content.decode()


def test_get_only(stage: stages.Stage) -> None:
    award = stage.issued().awards.first()
    assert award is not None
    for url, *args in (("home",), ("decisions",), ("check",), ("certificate", award.code)):
        assert Client().post(reverse(f"portal:{url}", args=args)).status_code == 405


def test_few_queries_whatever_the_rows(stage: stages.Stage) -> None:
    stage.issued()
    for tag in "bcd":
        stages.build("phu-luong-2023", tag=tag).fill(2, 5).issued()
    for url in ("home", "decisions"):
        with CaptureQueriesContext(connection) as seen:
            get(url)
        assert len(seen) <= 4


def test_codes_are_long_and_random() -> None:
    made = {codes.new() for _ in range(2_000)}
    assert len(made) == 2_000
    assert all(len(code) == 26 and codes.read(code) == code for code in made)
    assert codes.read(codes.shown(next(iter(made)))) in made
