"""The components in Chromium: reachable, not wider than the screen, and the small scripts do what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import browser as chromium
from tests.ui import urls

PAGES = {"/kieu/": 200, "/mau/": 200, "/dang-nhap/": 200, "/tu-choi/": 422, "/khong-co/": 404}
pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.urls")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium.started() as running:
        yield running


@pytest.fixture(autouse=True)
def training(settings: Any, tmp_path: Path) -> None:
    settings.THIDUA_TRAINING_CLOCK = True
    settings.THIDUA_HOME = tmp_path


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-US", timezone_id="America/New_York"
    )
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert [text for text in page.complaints if "status of 4" not in text] == []
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_stands_in_anyones_way(page: Any, live_server: Any, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    for path, status in PAGES.items():
        assert page.goto(live_server.url + path).status == status
        assert chromium.violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_errors_take_the_focus_and_lead_to_the_field(page: Any, live_server: Any) -> None:
    page.goto(live_server.url + "/mau/")
    page.fill("#id_day", "31/02/2026")
    page.click("text=Ghi quyết định >> nth=-1")
    page.wait_for_selector("#loi")
    assert page.evaluate("document.activeElement.id") == "loi"
    assert page.title().startswith("Lỗi: ")
    assert page.input_value("#id_day") == "31/02/2026"
    page.click("#loi a[href='#id_day']")
    assert page.evaluate("document.activeElement.id") == "id_day"


def test_two_clicks_send_once(page: Any, live_server: Any) -> None:
    urls.SEEN.clear()
    page.goto(live_server.url + "/mau/")
    page.fill("#id_name", "Bà Ngân")
    page.evaluate("() => { const b = document.querySelector('#mau button.primary'); b.click(); b.click(); b.click(); }")
    page.wait_for_selector("#loi")
    assert urls.SEEN == ["Bà Ngân"]


def test_typing_is_saved_without_being_asked(page: Any, live_server: Any) -> None:
    page.goto(live_server.url + "/mau/")
    with page.expect_response(lambda answer: answer.url.endswith("/luu/")) as waiting:
        page.locator("#id_reason").press_sequentially("Biên bản ghi rõ")
    assert waiting.value.json()["saved"] == "08:40"
    page.wait_for_function("document.querySelector('[data-saved]').textContent === 'Đã lưu lúc 08:40'")


def test_leaving_unsaved_text_is_asked_about(page: Any, live_server: Any) -> None:
    page.route("**/luu/", lambda route: route.abort())
    page.goto(live_server.url + "/mau/")
    page.locator("#id_name").press_sequentially("chưa lưu")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(live_server.url + "/")
    assert asked == ["beforeunload"]
    page.complaints.clear()


def test_chosen_files_are_named(page: Any, live_server: Any) -> None:
    page.goto(live_server.url + "/mau/")
    page.set_input_files("#id_papers", [{"name": "biên bản.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2048}])
    assert page.locator(".file-list li").inner_text().split("\n") == ["biên bản.pdf", "2 kB"]


def test_a_dialog_opens_and_closes_by_keyboard(page: Any, live_server: Any) -> None:
    page.goto(live_server.url + "/kieu/")
    page.focus("[data-dialog]")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_without_scripts_the_form_still_works(browser: Any, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/mau/")
    page.click("#mau button.primary")
    assert page.title().startswith("Lỗi: ")
    page.goto(live_server.url + "/kieu/")
    page.click("[data-dialog]")
    assert page.url.endswith("#bieu-mau")
    context.close()


def test_a_dark_page_prints_black_on_white(page: Any, live_server: Any) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(live_server.url + "/kieu/")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.rail')).display") == "none"


def test_document_letters_are_fetched_only_where_a_document_speaks(page: Any, live_server: Any) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.goto(live_server.url + "/dang-nhap/")
    page.wait_for_load_state("networkidle")
    fonts = [name for name in fetched if name.endswith(".woff2")]
    assert fonts
    assert not [name for name in fonts if name.startswith("tinos")]
    assert len(fetched) <= 12, fetched
