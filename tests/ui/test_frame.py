"""The frame of a page and the pages of trouble."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import resolve

from thidua.rules.findings import Finding
from thidua.ui.context import Shell
from thidua.ui.kept import kept
from thidua.ui.middleware import status_of

pytestmark = pytest.mark.urls("tests.ui.urls")
SAME = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {"name": "Thạch Ngọc Linh", "csrfmiddlewaretoken": "t-cũ", "reason": "Ba dòng <b> chữ"}


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


class Someone:
    is_authenticated = True
    display_name = "Nguyễn Thị Hạnh Dung"
    role_line = "Chuyên viên, cơ quan thường trực"


def shell_at(path: str, user: Any = None) -> Shell:
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    request.resolver_match = resolve(path)
    return Shell(request)


def test_missing_pages_leave_the_rail_instead_of_breaking_it() -> None:
    assert [item.name for item in shell_at("/").rail] == ["home", "movements:list"]


@pytest.mark.parametrize(("path", "active"), [("/", "home"), ("/phong-trao/", "movements:list"), ("/mau/", None)])
def test_one_word_of_the_rail_is_here(path: str, active: str | None) -> None:
    assert [item.name for item in shell_at(path).rail if item.active] == ([active] if active else [])


def test_the_person_is_shown_as_people_know_her() -> None:
    shell = shell_at("/", Someone())
    assert (shell.user_name, shell.initials) == ("Nguyễn Thị Hạnh Dung", "HD")
    assert shell_at("/").user_name == ""


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/khong-co/", 404, "Không có trang này"),
        ("/cam/", 403, "Việc này của thư ký Hội đồng."),
        ("/la/", 400, "Chưa đọc được yêu cầu"),
        ("/hong/", 500, "Máy chủ gặp lỗi"),
    ],
)
def test_trouble_speaks_vietnamese_and_has_a_code(
    client: Client, caplog: pytest.LogCaptureFixture, path: str, status: int, words: str
) -> None:
    with caplog.at_level(logging.WARNING, logger="thidua.errors"):
        response = client.get(path)
    text = response.content.decode()
    assert response.status_code == status
    assert words in text
    code = text.split('<strong class="nowrap">')[1].split("<")[0]
    assert len(code) == 9
    assert any(f"code={code}" in record.getMessage() for record in caplog.records)
    assert "bí mật" not in text


def test_a_crash_is_logged_with_its_trace(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.get("/hong/")
    assert any(record.exc_info for record in caplog.records if record.name == "thidua.errors")


def test_a_refusal_shows_every_reason_and_keeps_what_was_typed(client: Client) -> None:
    response = client.post("/tu-choi/", TYPED, **SAME)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Đề nghị 5 tập thể" in text
    assert "Thiếu biên bản họp." in text
    assert "III.2.a" in text
    assert 'name="reason" value="Ba dòng &lt;b&gt; chữ"' in text


def test_a_secret_is_never_put_on_the_page(client: Client) -> None:
    text = client.post("/tu-choi/", {**TYPED, "old_password": "mật khẩu dài"}, **SAME).content.decode()
    assert "mật khẩu dài" not in text
    assert "Thạch Ngọc Linh" in text
    assert "Gửi lại" not in text


def test_the_loser_of_a_race_is_told_409(client: Client) -> None:
    response = client.post("/cham/", **SAME)
    assert response.status_code == 409
    assert "Bà Ngân vừa tiếp nhận" in response.content.decode()


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        (["stale"], 409),
        (["wrong_state", "x"], 409),
        (["permission"], 403),
        (["permission", "paper"], 422),
        (["x"], 422),
    ],
)
def test_each_kind_of_no_has_its_status(codes: list[str], status: int) -> None:
    assert status_of([Finding(code, "error", "Lý do.") for code in codes]) == status


def test_a_script_gets_its_reasons_as_data(client: Client) -> None:
    response = client.post("/tu-choi/", headers={"Accept": "application/json"})
    assert response.status_code == 422
    assert [each["code"] for each in response.json()["reasons"]] == ["quota.over", "paper.missing"]


def test_a_page_open_too_long_gives_the_form_back() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/mau/", TYPED, **SAME)
    text = response.content.decode()
    assert response.status_code == 403
    assert "đã mở quá lâu" in text
    assert 'name="name" value="Thạch Ngọc Linh"' in text
    assert 'action="/mau/"' in text
    assert "t-cũ" not in text


def test_a_form_sent_by_another_site_is_not_offered_for_a_second_try() -> None:
    strict = Client(enforce_csrf_checks=True)
    text = strict.post("/mau/", TYPED, HTTP_ORIGIN="https://la.example").content.decode()
    assert "Thạch Ngọc Linh" not in text


def test_only_a_post_of_ours_is_kept() -> None:
    factory = RequestFactory()
    assert kept(factory.get("/", {"a": "1"})).fields == ()
    assert kept(factory.post("/", {"a": "1"})).fields == ()
    assert kept(factory.post("/x/?y=1", {"a": ["1", "2"]}, **SAME)).fields == (("a", "1"), ("a", "2"))


@pytest.mark.parametrize(("debug", "training", "status"), [(True, False, 200), (False, True, 200), (False, False, 404)])
def test_the_page_of_components_is_absent_in_production(
    client: Client, settings: Any, debug: bool, training: bool, status: int
) -> None:
    settings.DEBUG = debug
    settings.THIDUA_TRAINING_CLOCK = training
    assert client.get("/kieu/").status_code == status


def test_the_title_says_that_there_are_errors(client: Client) -> None:
    assert "<title>Ghi quyết định – Thi Đua</title>" in client.get("/mau/").content.decode()
    assert "<title>Lỗi: Ghi quyết định – Thi Đua</title>" in client.post("/mau/", {}).content.decode()


def test_the_clock_stands_on_pages_in_training_only(client: Client, settings: Any) -> None:
    settings.THIDUA_TRAINING_CLOCK = True
    assert 'class="clock"' in client.get("/").content.decode()
    settings.THIDUA_TRAINING_CLOCK = False
    assert 'class="clock"' not in client.get("/").content.decode()
