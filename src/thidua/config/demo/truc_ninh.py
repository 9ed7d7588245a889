"""Trực Ninh 2021–2025: four yearly rounds decided; the round of 2025 and the final one still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.config.demo import office_acts as office
from thidua.config.demo.bodies import Stage
from thidua.config.demo.chronicle import Story
from thidua.config.demo.facts import Facts
from thidua.config.demo.office_acts import Deed, Upward
from thidua.config.demo.unit_acts import Case, life

COUNCIL = "Hội đồng Khoa học và Công nghệ huyện Trực Ninh"
COMPONENTS = {
    "vp": "Chỉ đạo, điều hành",
    "tp": "Cải cách thể chế",
    "tckh": "Tài chính công",
    "vhtt": "Chính quyền điện tử",
    "tt": "Tuyên truyền cải cách",
    "hoala": "Bộ tiêu chí cấp xã",
    "phuha": "Bộ tiêu chí cấp xã",
    "lienbinh": "Bộ tiêu chí cấp xã",
    "cogiang": "Bộ tiêu chí cấp xã",
}
# year → unit → places of people (none: the collective alone)
ROUNDS: dict[int, dict[str, tuple[int, ...]]] = {
    2021: {"tp": (1,), "hoala": (0,)},
    2022: {"tp": (), "hoala": (2,), "phuha": ()},
    2023: {"tp": (1,), "hoala": (), "lienbinh": ()},
    2024: {"hoala": (2,), "cogiang": (1,), "tckh": ()},
}
NUMBERS = {2021: 2418, 2022: 2655, 2023: 2310, 2024: 2504}


def facts(stage: Stage) -> None:
    """Components rise every year but one; initiatives for those who are proposed; one unit with a discipline."""
    known = Facts(stage)
    known.ratings((2020, 2021, 2022, 2023, 2024))
    for n, (unit, component) in enumerate(COMPONENTS.items()):
        points = {year: f"{7.1 + n * 0.06 + (year - 2020) * 0.31:.2f}" for year in range(2020, 2025)}
        if unit == "tckh":
            points[2024] = "7.90"  # below the year before
        known.results(
            unit,
            component,
            points,
            "10",
            source="Quyết định công bố kết quả theo dõi cải cách hành chính của UBND huyện",
        )
        known.owns(unit, component, range(2021, 2026))
        for year in range(2021, 2025):
            known.tasks(unit, year, 20 + n + year % 5, 20 + n + year % 5)
    titles = (
        "Họp trực tuyến với các xã",
        "Kho mẫu tờ khai điện tử",
        "Bản đồ số điểm tiếp dân",
        "Nhắc hạn hồ sơ tự động",
    )
    asked: dict[int, dict[str, tuple[int, ...]]] = ROUNDS | {2025: {"tp": (), "vp": (), "phuha": ()}}
    for n, (year, units) in enumerate(asked.items()):
        for unit, places in units.items():
            for place in (None, *places):
                known.initiative(unit, place, titles[n % 4], year, level="district", by=COUNCIL)
    known.disciplined("lienbinh", 3, "Cảnh cáo", date(2023, 7, 19), "Quyết định số 1207/QĐ-UBND ngày 19/07/2023")
    known.complaint("phuha", 2, date(2022, 5, 4), "Thái độ chưa đúng mực.", "rejected", "Không có căn cứ.")
    chair, merit = "Chủ tịch UBND huyện Trực Ninh", "Thành tích trong phong trào thi đua yêu nước năm 2021"
    known.commended("vhtt", None, "giay-khen", "district", chair, "340/QĐ-UBND", date(2021, 3, 15), merit)
    known.commended(
        "vhtt", None, "giay-khen", "district", chair, "2120/QĐ-UBND", date(2023, 11, 6), "Chuyển đổi số năm 2023"
    )
    known.commended(
        "vhtt", 1, "giay-khen", "district", chair, "2120/QĐ-UBND", date(2023, 11, 6), "Chuyển đổi số năm 2023"
    )
    known.commended(
        "hoala", 2, "giay-khen", "district", chair, "655/QĐ-UBND", date(2023, 5, 9), "Tổ công nghệ số cộng đồng"
    )


def stories(stage: Stage) -> Iterable[Story]:
    """Launched in November 2021; the last acts in June 2025, before the districts ended on 30/06/2025."""
    yield office.launch(stage, "2021-11-10 09:00", "2021-11-15 09:00", number=168, signer=0, capacity="TM")
    plans = {key: f"{n + 31}/KH-UBND" for n, key in enumerate(COMPONENTS) if key != "cogiang"}
    yield office.lower_plans(stage, "2021-12-01 08:30", plans)
    yield office.duties(stage, "2021-12-06 08:30", without=("tt", "cogiang"))
    for year, units in ROUNDS.items():
        yield office.budget(stage, f"{year}-11-20 10:00", 60_000_000)
        for n, (unit, places) in enumerate(units.items()):
            yield life(
                stage,
                Case(f"annual-{year}", unit, f"{year}-11-2{n + 2} 09:00", f"{year}-12-0{n + 1} 10:3{n}", people=places),
            )
        yield office.decision(
            stage,
            Deed(
                f"annual-{year}", f"{year}-12-14 09:00", f"{year}-12-15 10:00", f"{year}-12-17 16:00",
                f"{year}-12-20 09:00", f"{year}-12-27 14:00", number=NUMBERS[year],
            ),
        )  # fmt: skip
    yield office.proposal(stage, _upward(stage))
    yield from _open_rounds(stage)


def _upward(stage: Stage) -> Upward:
    name = stage.units["hoala"].name
    return Upward(
        "annual-2023", "bang-khen-tinh", "Chủ tịch UBND tỉnh Nam Định", (name,),
        "2024-01-04 09:00", "2024-01-08 15:00", "2024-03-15 09:00",
        {name: ("awarded", "545/QĐ-UBND", "2024-03-12")}, form="bang-khen",
    )  # fmt: skip


def _open_rounds(stage: Stage) -> Iterable[Story]:
    """Filed early because the district ends; nobody has decided them."""
    defects = (
        {
            "paper": "Báo cáo thành tích",
            "what": "Báo cáo chưa nêu kết quả theo bộ tiêu chí cấp xã của năm 2025.",
            "clause": "II.2.đ",
            "fix": "Bổ sung bảng tự đánh giá đến tháng 5 năm 2025.",
        },
    )
    year = "annual-2025"
    yield life(stage, Case(year, "tp", "2025-06-02 09:00", "2025-06-10 09:40", upto="filed"))
    yield life(stage, Case(year, "vp", "2025-06-02 14:00", "2025-06-09 15:00", upto="received", judged=3, people=(1,)))
    yield life(
        stage,
        Case(year, "phuha", "2025-06-03 08:30", "2025-06-09 10:00", upto="returned", returned=defects,
             answer_by="2025-06-21 00:00"),
    )  # fmt: skip
    yield life(stage, Case(year, "vhtt", "2025-06-05 10:00", upto="draft", meeting=False, reports=False))
    yield life(stage, Case("final-2025", "hoala", "2025-06-04 09:00", "2025-06-11 09:00", people=(0, 2)))
    yield life(stage, Case("final-2025", "tp", "2025-06-04 10:00", "2025-06-11 14:00", people=(1,)))
    yield life(stage, Case("final-2025", "tckh", "2025-06-05 09:00", "2025-06-12 08:30"))
    yield life(
        stage,
        Case("final-2025", "vhtt", "2025-06-06 09:00", "2025-06-12 16:00", upto="received", judged=0, people=(1,)),
    )
    yield life(stage, Case("final-2025", "lienbinh", "2025-06-09 09:00", upto="written"))
