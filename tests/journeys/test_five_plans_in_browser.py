"""The five real plans as Word file, as PDF and as a poor scan, from the upload to the running movement, by keyboard.

One of the fifteen runs every day; ``HYPOTHESIS_PROFILE=long`` runs them all. What a clerk corrects stands below, each
with its reason: the paper is silent or wrong. Everything else is accepted as it was read.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from tests.drafting.test_five_plans import DIFFERS, FILES, FORMATS, SEEDS, summary
from tests.factories.world import ISSUED
from tests.journeys import five_offices
from tests.journeys.actor import Actor, begins
from tests.journeys.test_plan_from_file import READ, WORD, accept_all
from tests.support import serving
from tests.support.drawing import PROFILE
from tests.support.ocr import need_tesseract
from thidua import plans

SCANNED: Final = 600_000  # milliseconds at most until a long scan was read on a busy machine
PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a clerk writes: the kind of fact, its boxes, and why the paper does not say it."""

    kind: str
    boxes: dict[str, str]
    why: str


CORRECTIONS: Final[dict[str, tuple[Correction, ...]]] = {
    "phu-luong-2023": (),
    "truc-ninh-2021-2025": (
        Correction("Ngày ban hành", {"Ngày": "15/11/2021"}, "the day is blank, the month printed"),
    ),
    "phan-rang-2024": (Correction("Ngày ban hành", {"Ngày": "12/03/2024"}, "the day is blank, the month printed"),),
    "hoa-phong-2025": (),
    "soc-trang-2025": (
        Correction("Số, ký hiệu", {"Ký hiệu": "KH-UBND"}, "neither number nor symbol is printed"),
        Correction("Ngày ban hành", {"Ngày": "24/10/2025"}, "no date is printed"),
        Correction("Nơi ban hành", {"Nơi": "Sóc Trăng"}, "no place is printed"),
    ),
}
ACCOUNTS: Final = {
    "phu-luong-2023": "pl",
    "truc-ninh-2021-2025": "tn",
    "phan-rang-2024": "pr",
    "hoa-phong-2025": "hp",
    "soc-trang-2025": "st",
}
DAILY: Final = ("phan-rang-2024", "docx")  # with a correction and a remark let pass
ALL: Final = [(code, ending) for code in sorted(FILES) for ending in FORMATS]
# What the check calls wrong in the signed paper, and so is let stand with a reason.
LET_STAND: Final[dict[str, list[str]]] = {
    "hoa-phong-2025": ["Phần hình thức khen cả tập thể, phần số lượng chỉ có cá nhân."],
    "phan-rang-2024": ["Kế hoạch số 408/KH-UBND đề ngày 07/12/2024, sau ngày của kế hoạch (12/03/2024)."],
}
REASON: Final = "Bản đã ký ghi như vậy, đã hỏi người soạn."


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with the five offices; nothing has happened in them."""
    home = tmp_path_factory.mktemp("five") / "home"
    home.mkdir()
    asked = [sys.executable, "-m", "tests.journeys.five_offices", str(home)]
    done = subprocess.run(asked, env=serving.environment(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return home


@pytest.fixture
def server(offices: Path, tmp_path: Path, code: str) -> Iterator[serving.Server]:
    """A server of this plan alone, in the morning of the day of issue."""
    five_offices.stand_at(offices, ISSUED[code])
    with serving.served(offices, tmp_path) as running:
        yield running
        assert running.troubles() == []


@pytest.fixture
def clerk(browser: Any, server: serving.Server, code: str) -> Iterator[Actor]:
    """The clerk of the plan's office at a browser."""
    actor = Actor(browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN"), server.url)
    actor.sign_in(f"{ACCOUNTS[code]}.vanthu")
    yield actor
    assert actor.complaints == []
    actor.context.close()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five texts do not lie beside the repository")
@pytest.mark.parametrize(("code", "ending"), ALL if PROFILE == "long" else [DAILY])
def test_a_real_plan_is_launched_by_keyboard(code: str, ending: str, clerk: Actor, server: serving.Server) -> None:
    if ending == "scan":
        need_tesseract()
    page = clerk.page
    data = FORMATS[ending]((SEEDS / FILES[code]).read_text(encoding="utf-8"))
    upload(clerk, data, ending)
    troubles = look(clerk, f"{code}-{ending}-review")

    for each in CORRECTIONS[code]:
        correct(clerk, each)
    sure = page.get_by_role("button", name=re.compile(r"^Duyệt \d+ mục chắc chắn"))
    if sure.count():
        clerk.enter(sure)
    accept_all(page)
    assert page.evaluate("document.activeElement.textContent").strip() == "Kiểm tra và phát động"
    clerk.keys("Enter")
    page.get_by_role("heading", name="Kiểm tra trước khi phát động").wait_for()
    troubles += look(clerk, f"{code}-{ending}-check")
    assert let_stand(clerk) == LET_STAND.get(code, [])
    clerk.enter(page.get_by_role("button", name="Duyệt xong, sang bước phát động"))

    troubles += look(clerk, f"{code}-{ending}-launch")
    plan = plans.builtin()[code]
    day = f"{ISSUED[code]:%d/%m/%Y}"
    assert clerk.box("Ngày ban hành").input_value() == day
    assert plan.signer.name in clerk.box("Người ký").locator("option:checked").inner_text()
    assert page.locator("input[name=capacity]:checked").get_attribute("value") == plan.signer.capacity
    ticked = page.locator("input[name=numbering]:checked").get_attribute("value")
    assert ticked == ("printed" if plan.identity.number else "next")
    clerk.enter(page.get_by_role("button", name="Phát động phong trào"))
    clerk.reads("Đã phát động", f"/KH-UBND ngày {day}")
    assert troubles + look(clerk, f"{code}-{ending}-movement") == []
    if ending != "docx":
        assert clerk.download("Bản đã ký") == data
    launched, paper_number = version(server)
    assert paper_number == f"{int(plan.identity.number or 1):02d}"
    wanted, found = summary(plan, ISSUED[code]), summary(launched, ISSUED[code])
    for group, rows in wanted.items():
        lacking, extra = set(rows) - set(found[group]), set(found[group]) - set(rows)
        assert (lacking, extra) == DIFFERS.get((code, group), (set(), set())), group


def look(clerk: Actor, name: str) -> list[str]:
    """In long runs, what is wrong with the page by day and by night, wide and narrow; other journeys look every day."""
    return clerk.look(name) if PROFILE == "long" else []


def upload(clerk: Actor, data: bytes, ending: str) -> None:
    """Bring the file in, see the progress, wait for the review."""
    page = clerk.page
    clerk.open("/ke-hoach/moi/")
    file = {"name": f"ke-hoach.{'docx' if ending == 'docx' else 'pdf'}", "buffer": data}
    page.get_by_label("Tệp kế hoạch").set_input_files([{**file, "mimeType": WORD if ending == "docx" else PDF}])
    clerk.enter(page.get_by_role("button", name="Tải lên và đọc"))
    read = page.get_by_role("heading", name="Duyệt kế hoạch")
    if ending == "scan":
        page.get_by_text(re.compile(r"Đã đọc \d\d trong \d\d trang")).or_(read).first.wait_for(timeout=SCANNED)
    read.wait_for(timeout=SCANNED if ending == "scan" else READ)


def correct(clerk: Actor, wanted: Correction) -> None:
    """Correct the fact of this kind from the list by its key, or add it where the paper has none."""
    page = clerk.page
    fact = page.locator("[data-fact]", has=page.locator(".k", has_text=begins(wanted.kind))).first
    if fact.count():
        go_to(clerk, fact)
        clerk.keys("e")
    else:
        clerk.enter(page.get_by_role("link", name="Thêm dữ kiện").first)
        clerk.enter(page.get_by_role("link", name=wanted.kind, exact=True))
    for label, text in wanted.boxes.items():
        clerk.box(label).first.fill(text)
    clerk.enter(page.get_by_role("button", name=re.compile("^(Ghi và duyệt|Thêm dữ kiện)$")))
    page.get_by_role("heading", name="Duyệt kế hoạch").wait_for()


def go_to(clerk: Actor, fact: Any) -> None:
    """From the first fact that waits, step by step to this one."""
    page = clerk.page
    page.get_by_role("link", name="Tới mục cần xem").press("Enter")
    order = page.locator("[data-fact]").evaluate_all("all => all.map(fact => fact.dataset.number)")
    here = page.locator("[data-fact]:focus").get_attribute("data-number")
    steps = order.index(fact.get_attribute("data-number")) - order.index(here)
    for _ in range(abs(steps)):
        page.keyboard.press("j" if steps > 0 else "k")


def let_stand(clerk: Actor) -> list[str]:
    """Let pass what the check calls wrong in a signed paper, with the reason; what it said, in order."""
    page, said = clerk.page, []
    waive = page.locator("#nhan-xet, section[aria-labelledby=nhan-xet]").locator("li", has_text="Cần sửa")
    while waive.count():
        said.append(waive.first.locator(".say").inner_text())
        clerk.enter(waive.first.get_by_role("link", name=begins("Bỏ qua, ghi lý do")))
        clerk.fill({"Lý do bỏ qua": REASON})
        clerk.enter(page.get_by_role("button", name="Bỏ qua nhận xét này"))
        clerk.enter(page.locator("#xong"))
    return said


def version(server: serving.Server) -> tuple[plans.Plan, str]:
    """The plan in force as the launch kept it, and its number on paper."""
    with sqlite3.connect(server.home / "thidua.sqlite3") as rows:
        found = rows.execute("SELECT data, paper_number FROM movements_planversion").fetchall()
    assert len(found) == 1
    return plans.from_data(json.loads(found[0][0])), found[0][1]
