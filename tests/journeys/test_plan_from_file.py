"""An office drops its own plan into the program and has a running movement: from a Word file to the launch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys import plan_in_words
from tests.journeys.actor import Actor
from tests.reader import render
from tests.support.ocr import need_tesseract
from tests.support.serving import Server

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ = 60_000  # milliseconds at most until a short file was read
SCANNED = 180_000  # the same for two scanned pages, on a busy machine


def upload(actor: Actor, name: str, data: bytes, media: str = WORD) -> str:
    """Bring a file in and wait for its review; the address of the draft."""
    actor.open("/ke-hoach/moi/")
    actor.page.get_by_label("Tệp kế hoạch").set_input_files({"name": name, "mimeType": media, "buffer": data})
    actor.press("Tải lên và đọc")
    actor.page.get_by_role("heading", name="Duyệt kế hoạch").wait_for(timeout=READ)
    return actor.page.url.partition("#")[0]


def unfold(actor: Actor) -> None:
    """Open every folded group of the review page."""
    folded = actor.page.locator(".fact-group:not([open]) > summary")
    while folded.count():
        folded.first.click()


def accept_all(page: Any) -> None:
    """What waits, one after the other, by keyboard."""
    waiting = page.locator(".fact.pending").count()
    if waiting:
        page.get_by_role("link", name="Tới mục cần xem").press("Enter")
    for each in range(waiting, 0, -1):
        page.keyboard.press("Enter")
        page.wait_for_function("n => document.querySelectorAll('.fact.pending').length < n", arg=each)


def test_a_word_file_becomes_a_running_movement(signed_in: Callable[..., Actor]) -> None:
    office = signed_in("st.vanthu")
    page = office.page
    draft = upload(office, "ke-hoach-2026.docx", plan_in_words.as_docx())
    unfold(office)
    office.reads(
        "Nộp hồ sơ: trước ngày 10/12/2026",
        "Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Tư, 09/12/2026",
        "Tối đa 5 tập thể",
    )
    troubles = office.look("plan-review")

    # by keyboard: to the first hard fact, accept, on; then back and out and in again
    page.get_by_role("link", name="Tới mục cần xem").click()
    first = page.locator("[data-fact]:focus")
    assert first.get_attribute("class") == "fact pending"
    number = first.get_attribute("data-number")
    assert page.locator(f'.sheet mark.here[data-facts~="{number}"]').count() >= 1
    page.keyboard.press("Enter")
    page.locator(f"#f{number}.accepted").wait_for()
    assert page.locator("[data-fact]:focus").get_attribute("data-number") != number
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.locator(f"#f{number}.rejected").wait_for()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.locator(f"#f{number}.accepted").wait_for()
    page.keyboard.press("k")
    page.keyboard.press("u")
    page.locator(f"#f{number}.pending").wait_for()
    page.keyboard.press("Enter")
    page.locator(f"#f{number}.accepted").wait_for()

    page.keyboard.press("a")
    page.get_by_role("heading", name="Thêm dữ kiện").wait_for()
    page.go_back()

    # a correction by its form
    unfold(office)
    quota = page.locator("[data-fact]").filter(has_text="Tối đa 5 tập thể")
    office.follow("Sửa", within=quota)
    office.fill({"Con số": "6"})
    troubles += office.look("plan-fact")
    office.press("Ghi và duyệt")
    office.reads("Tối đa 6 tập thể", "Chương trình đọc: Tối đa 5 tập thể")

    # the words lead to the fact, the rest at once, sentences without facts seen
    page.locator(".sheet mark", has_text="tối đa 10 cá nhân").get_by_role("link").first.click()
    assert "Tối đa 10 cá nhân" in page.locator("[data-fact]:focus").inner_text()
    office.press("Duyệt ")
    accept_all(page)
    page.locator("a.primary", has_text="Kiểm tra và phát động").wait_for()
    unfold(office)
    page.get_by_role("button", name=re.compile(r"Đã xem cả \d+ câu")).click()
    unfold(office)
    office.reads("00 câu chưa xem")

    # check, print, launch with the signed paper
    office.open(f"{draft}kiem-tra/")
    troubles += office.look("plan-check")
    signed = office.download("In bản PDF")
    assert signed.startswith(b"%PDF")
    office.press("Duyệt xong, sang bước phát động")
    office.reads("Từ 00:00 ngày 10/12/2026 hồ sơ vẫn nộp được nhưng bị đánh dấu muộn")
    troubles += office.look("plan-launch")
    office.choose("Lấy số tiếp theo của sổ")
    page.get_by_label("Bản PDF đã ký").set_input_files(
        {"name": "ky.pdf", "mimeType": "application/pdf", "buffer": signed}
    )
    office.press("Phát động phong trào")
    assert "/phong-trao/" in page.url
    office.reads("Đã phát động", "09/12/2026")
    assert office.download("Bản đã ký") == signed
    movement = page.url

    # the second click and the others
    office.open(f"{draft}phat-dong/")
    assert page.url == movement
    clerk = signed_in("st.canbo.hcc")
    clerk.open("/")
    clerk.reads("cải cách hành chính trên địa bàn phường Sóc Trăng năm 2026")
    assert troubles == []


def test_a_scan_becomes_a_running_movement(signed_in: Callable[..., Actor]) -> None:
    need_tesseract()
    words = "\n\n".join(plan_in_words.LINES).replace(
        "cải cách hành chính trên", "giảm thời gian chờ của người dân trên"
    )
    scan = render.to_scan(words)
    office = signed_in("st.vanthu")
    page = office.page
    office.open("/ke-hoach/moi/")
    page.get_by_label("Tệp kế hoạch").set_input_files(
        {"name": "ban-quet.pdf", "mimeType": "application/pdf", "buffer": scan}
    )
    office.press("Tải lên và đọc")
    office.reads("Đang đọc kế hoạch", "Tệp ban-quet.pdf")
    read = page.get_by_role("heading", name="Duyệt kế hoạch")
    page.get_by_text(re.compile(r"Đã đọc 0\d trong 02 trang")).or_(read).first.wait_for(timeout=SCANNED)
    read.wait_for(timeout=SCANNED)
    draft = page.url.partition("#")[0]

    # a correction; what is typed outlives a reload, and is gone once it is written down
    unfold(office)
    office.follow("Sửa", within=page.locator("[data-fact]").filter(has_text="Tối đa 10 cá nhân"))
    form = page.url
    office.box("Con số").press_sequentially("2")
    page.locator("[data-saved]", has_text="Đã lưu lúc").wait_for()
    page.reload()
    office.reads("Đã điền lại chữ gõ dở lúc")
    assert office.look("plan-typed") == []
    typed = office.box("Con số").input_value()
    assert typed != "10"
    office.fill({"Con số": "12"})
    office.press("Ghi và duyệt")
    office.reads("Tối đa 12 cá nhân", "Chương trình đọc: Tối đa 10 cá nhân")
    office.open(form)
    assert office.box("Con số").input_value() == "12"
    assert "gõ dở" not in office.text()

    # the rest is as it stands on the paper; the scan itself is the signed original
    office.open(draft)
    office.press("Duyệt ")
    accept_all(page)
    office.open(f"{draft}kiem-tra/")
    office.press("Duyệt xong, sang bước phát động")
    office.choose("Lấy số tiếp theo của sổ")
    office.press("Phát động phong trào")
    office.reads("Đã phát động", "09/12/2026")
    assert office.download("Bản đã ký") == scan


def test_a_neighbouring_document_is_said_so(signed_in: Callable[..., Actor]) -> None:
    office = signed_in("st.vanthu")
    text = (
        "ỦY BAN NHÂN DÂN PHƯỜNG SÓC TRĂNG\nSố: 12/QĐ-UBND\nSóc Trăng, ngày 20 tháng 01 năm 2026\nQUYẾT ĐỊNH\n"
        "Ban hành Quy chế làm việc của bộ phận một cửa\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\n"
        "Điều 2. Quyết định có hiệu lực từ ngày ký.\n"
    )
    office.open("/ke-hoach/moi/")
    office.page.get_by_label("Tệp kế hoạch").set_input_files(
        {"name": "quyet-dinh.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    office.press("Tải lên và đọc")
    office.page.get_by_role("heading", name="Văn bản này không phát động phong trào").wait_for(timeout=READ)
    office.reads("Chọn tệp khác", "Vẫn duyệt văn bản này")
    assert office.look("plan-other") == []


@pytest.fixture
def plain(browser: Any, server: Server) -> Iterator[Actor]:
    """A browser without scripts and with a small screen."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield Actor(context, server.url)
    context.close()


def test_facts_are_decided_without_scripts(plain: Actor) -> None:
    plain.sign_in("st.vanthu")
    plain.open("/ke-hoach/moi/")
    data = plan_in_words.as_docx()[:-1] + b"\0"  # another file with the same words
    plain.page.get_by_label("Tệp kế hoạch").set_input_files({"name": "b.docx", "mimeType": WORD, "buffer": data})
    plain.press("Tải lên và đọc")
    plain.page.get_by_role("heading", name="Duyệt kế hoạch").wait_for(timeout=READ)  # the page asks again by itself
    before = plain.page.locator(".fact.pending").count()
    plain.press("Đúng")
    assert plain.page.locator(".fact.pending").count() == before - 1
    plain.press("Duyệt ")
    plain.press("Hoàn tác duyệt")
    assert plain.page.locator(".fact.pending").count() == before - 1
    assert plain.complaints == []
