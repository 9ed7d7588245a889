"""Hòa Phong 2025: fifteen criteria with figures, dossiers at every stage, a decision waiting; a draft to launch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from thidua.config.demo import office_acts as office
from thidua.config.demo.bodies import Stage
from thidua.config.demo.chronicle import Story, later
from thidua.config.demo.facts import Facts
from thidua.config.demo.office_acts import Deed
from thidua.config.demo.unit_acts import Case, life
from thidua.movements import actions as movements

ROUND = "single-2025"
# criterion → (numerator, denominator) in 2024, in 2025; the whole commune
ISSUER = {
    "tieu-chi-2": ((11, 12), (14, 14)),
    "tieu-chi-14": ((19, 21), (21, 21)),
    "tieu-chi-15": ((4, 5), (5, 5)),
}
CHANGES = {"chi-tieu-cchc": ("1.25", "2.10"), "chi-tieu-papi": ("-0.35", "0.62")}
# criterion → share of the base reached in 2024 and 2025, in parts of 1000; the base is the unit's number of files
SHARES = {
    "tieu-chi-3": (960, 1000),
    "tieu-chi-4": (1000, 1000),
    "tieu-chi-5": (985, 1000),
    "tieu-chi-6": (1000, 1000),
    "tieu-chi-7": (912, 1000),
    "tieu-chi-8": (870, 1000),
    "tieu-chi-9": (803, 986),
    "tieu-chi-10": (955, 978),
    "tieu-chi-11": (990, 1000),
    "tieu-chi-12": (941, 1000),
}
FILES = {"vp": 214, "tp": 1186, "dc": 742, "tc": 168, "vhxh": 395}


def facts(stage: Stage) -> None:
    """An open complaint bars one person; a discipline another; the rest is clean."""
    known = Facts(stage)
    known.ratings((2023, 2024, 2025))
    for unit in FILES:
        known.tasks(unit, 2025, 20, 20)
        known.initiative(unit, 2, "Danh mục việc làm ngay trong ngày", 2025)
    known.complaint("pn", 1, date(2025, 9, 16), "Phản ánh thái độ khi hướng dẫn vay vốn.", "open")
    known.complaint("tp", 2, date(2025, 5, 6), "Phản ánh chờ lâu.", "rejected", "Đã xác minh, không đúng.")
    known.disciplined("dc", 3, "Khiển trách", date(2025, 4, 2), "Quyết định số 44/QĐ-UBND ngày 02/04/2025")
    known.results("ubnd", "", {2023: "81.20", 2024: "82.45"}, "100")
    chair = "Chủ tịch UBND xã Hòa Phong"
    known.commended(
        "tp", 0, "giay-khen", "commune", chair, "121/QĐ-UBND", date(2024, 12, 18), "Cải cách hành chính năm 2024"
    )


def stories(stage: Stage) -> Iterable[Story]:
    """From the plan of 16/01/2025 to the week in which the demo begins."""
    yield office.launch(stage, "2025-01-14 14:00", "2025-01-16 09:00", number=12, signer=0, capacity="TM")
    yield office.budget(stage, "2025-02-03 09:00", 20_000_000)
    yield office.duties(stage, "2025-02-17 08:30", without=("th", "tyt", "pn"))
    yield figures(stage, 2024, 0, "2025-02-10 08:30")
    yield figures(stage, 2025, 1, "2026-01-05 08:00")
    yield office.budget(stage, "2026-01-06 09:00", 25_000_000)
    yield from _dossiers(stage)
    yield office.decision(stage, Deed(ROUND, "2026-01-22 09:00", "2026-01-23 15:00"))
    yield office.practice(stage, "2026-01-26 15:10")


def figures(stage: Stage, year: int, column: int, at: str) -> Story:
    """The office enters the figures of a year: of the commune, and of each field of work."""
    when = yield at
    source = f"Báo cáo cải cách hành chính năm {year} của xã"

    def enter(criterion: str, unit: str, text: str = "", **values: Decimal) -> None:
        movements.enter_figure(
            movement=stage.movements[0], criterion_id=criterion,
            unit=stage.body if unit == "ubnd" else stage.units[unit], person=None, year=year,
            values=values, text=text, source=source, by=stage.user("vanthu"), at=when,
        )  # fmt: skip

    for criterion, columns in ISSUER.items():
        numerator, denominator = columns[column]
        enter(criterion, "ubnd", numerator=Decimal(numerator), denominator=Decimal(denominator))
    for criterion, changes in CHANGES.items():
        enter(criterion, "ubnd", value=Decimal(changes[column]))
    enter("tieu-chi-13", "ubnd", text="Đủ 11/12 nội dung bắt buộc; còn thiếu mục dữ liệu mở." if not column else "Đủ 12/12 nội dung bắt buộc.")  # fmt: skip
    for unit, base in FILES.items():
        when = yield later(when, minutes=11)
        enter("tieu-chi-1", unit, text="Đã tham mưu triển khai đủ các văn bản được giao trong năm.")
        for criterion, shares in SHARES.items():
            if unit == "vhxh" and criterion == "tieu-chi-8" and column:
                continue  # not reported yet: "no data" on its page
            reached = base * shares[column] // 1000
            enter(criterion, unit, numerator=Decimal(reached), denominator=Decimal(base))


def _dossiers(stage: Stage) -> Iterable[Story]:
    defects = (
        {
            "paper": "Báo cáo thành tích của cá nhân",
            "what": "Báo cáo chưa nêu việc làm cụ thể có minh chứng theo mục VI.2.",
            "clause": "VI.2",
            "fix": "Nêu ít nhất một việc, kèm số liệu trước và sau.",
        },
        {
            "paper": "Biên bản họp bình xét",
            "what": "Biên bản ghi thiếu số phiếu ý kiến khác.",
            "clause": "VI.4.1",
            "fix": "Ghi lại đủ số phiếu.",
        },
    )
    yield life(stage, Case(ROUND, "tp", "2026-01-06 09:00", "2026-01-12 10:00", people=(0,), collective=False))
    yield life(stage, Case(ROUND, "vp", "2026-01-07 09:00", "2026-01-13 15:20", people=(4,), collective=False))
    yield life(stage, Case(ROUND, "pn", "2026-01-08 09:00", "2026-01-14 09:00", people=(1,), collective=False))
    yield life(
        stage,
        Case(
            ROUND,
            "dc",
            "2026-01-15 09:00",
            "2026-01-21 16:00",
            upto="received",
            judged=1,
            people=(1, 3),
            collective=False,
        ),
    )
    yield life(
        stage,
        Case(ROUND, "vhxh", "2026-01-14 09:00", "2026-01-20 10:30", upto="returned", people=(0,), collective=False,
             returned=defects, answer_by="2026-02-03 00:00"),
    )  # fmt: skip
    yield life(
        stage, Case(ROUND, "nd", "2026-01-20 09:00", "2026-01-26 16:40", upto="filed", people=(0,), collective=False)
    )
    yield life(stage, Case(ROUND, "mt", "2026-01-21 09:00", upto="confirmed", people=(1,), collective=False))
    yield life(stage, Case(ROUND, "tc", "2026-01-23 09:00", upto="draft", people=(0,), reports=False, collective=False))
