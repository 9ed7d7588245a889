"""Phú Lương 2023: decided, paid, proposed upward; a late dossier is barred; a second session is still voting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.config.demo import office_acts as office
from thidua.config.demo.bodies import Stage
from thidua.config.demo.chronicle import Story
from thidua.config.demo.facts import Facts
from thidua.config.demo.office_acts import Deed, Sitting, Upward
from thidua.config.demo.unit_acts import Case, life, refused_filing

ROUND = "single-2023"
ABOVE = "giay-khen-quan"


def facts(stage: Stage) -> None:
    """Tasks decide over collectives, initiatives recognised by the district over people."""
    known = Facts(stage)
    known.ratings((2021, 2022))
    for unit, assigned, on_time in (("hcc", 46, 46), ("tp", 31, 31), ("vh", 22, 22), ("vp", 40, 40), ("ld", 18, 18)):
        known.tasks(unit, 2023, assigned, on_time)
    known.tasks("tc", 2023, 24, 21, done=24)  # three were late
    district = "Hội đồng khoa học, sáng kiến quận Hà Đông"
    known.initiative("dc", 2, "Tra cứu tình trạng hồ sơ đất đai bằng tin nhắn", 2023, level="district", by=district)
    known.initiative("hcc", 1, "Phiếu hẹn có mã tra cứu", 2023)
    known.initiative(
        "tp", 2, "Trả kết quả chứng thực tại tổ dân phố", 2023, level="commune", by="UBND phường Phú Lương"
    )
    merit = "Hoàn thành xuất sắc nhiệm vụ năm 2022"
    chair = "Chủ tịch UBND phường Phú Lương"
    known.commended("hcc", None, "giay-khen", "commune", chair, "212/QĐ-UBND", date(2022, 12, 21), merit)
    known.commended("tp", 0, "giay-khen", "commune", chair, "212/QĐ-UBND", date(2022, 12, 21), merit)
    known.disciplined("ld", 2, "Khiển trách", date(2023, 4, 11), "Quyết định số 61/QĐ-UBND ngày 11/04/2023")
    known.complaint(
        "dc",
        3,
        date(2023, 6, 8),
        "Phản ánh chậm trả kết quả đo đạc.",
        "rejected",
        "Chậm do hồ sơ thiếu, đã giải thích.",
    )


def stories(stage: Stage) -> Iterable[Story]:
    """From the plan of 22/02/2023 to the answer of the district."""
    yield office.launch(stage, "2023-02-20 14:00", "2023-02-22 09:00", number=26, signer=1, capacity="KT")
    yield office.budget(stage, "2023-02-24 10:00", 45_000_000)
    yield office.duties(stage, "2023-03-15 08:30", without=("ld", "dai"))
    yield from _dossiers(stage)
    yield refused_filing(stage, "ld", ROUND, "2023-10-03 08:05")
    yield office.session(stage, _first_session(stage))
    yield office.decision(stage, _decision(stage))
    yield office.proposal(stage, _upward(stage))
    yield office.session(stage, _second_session())


def _dossiers(stage: Stage) -> Iterable[Story]:
    yield life(stage, Case(ROUND, "hcc", "2023-09-18 08:40", "2023-09-22 15:10", people=(0, 1)))
    yield life(stage, Case(ROUND, "tp", "2023-09-19 09:00", "2023-09-25 10:20", people=(2, 3)))
    yield life(stage, Case(ROUND, "tc", "2023-09-20 08:30", "2023-09-26 16:05", people=(1,)))
    yield life(stage, Case(ROUND, "dc", "2023-09-21 10:00", "2023-09-28 09:45", people=(2,)))
    yield life(stage, Case(ROUND, "vh", "2023-09-21 14:00", "2023-09-29 11:00", people=(0,), award=ABOVE))
    defects = (
        {
            "paper": "Trích ngang thành tích",
            "what": "Trích ngang mới nêu nhiệm vụ được giao, chưa nêu kết quả.",
            "clause": "II.5/4/3.2",
            "fix": "Bổ sung số liệu kết quả của từng người.",
        },
    )
    yield life(
        stage,
        Case(
            ROUND, "vp", "2023-09-27 08:20", "2023-10-02 16:50", collective=False, people=(0, 4),
            received="2023-10-04 08:10", returned=defects, returned_at="2023-10-04 10:30",
            answer_by="2023-11-01 00:00", refiled="2023-10-30 09:20", appraised="2023-11-06 14:00",
        ),
    )  # fmt: skip
    # The papers were ready, the day was missed.
    yield life(stage, Case(ROUND, "ld", "2023-09-29 15:00", upto="confirmed", people=(0,)))


def _first_session(stage: Stage) -> Sitting:
    return Sitting(
        ROUND, "2023-10-10 09:00", "2023-10-17 14:00",
        absent={6: "đi công tác"},
        against={stage.staff["tp"][3].full_name: 5, stage.staff["vh"][0].full_name: 1},
        remarks=f"{stage.staff['ubnd'][1].full_name}: đề nghị ưu tiên người trực tiếp tiếp dân.",
    )  # fmt: skip


def _decision(stage: Stage) -> Deed:
    return Deed(
        ROUND, "2023-10-23 09:00", "2023-10-24 15:00", "2023-10-26 10:30", "2023-10-27 08:45", "2023-11-08 09:00",
        number=231,
        refuse={stage.staff["hcc"][1].full_name: "Đã được cấp quận khen chuyên đề cùng thành tích."},
        opinion="Đồng ý; trao tại hội nghị giao ban tháng 11.",
    )  # fmt: skip


def _upward(stage: Stage) -> Upward:
    collective, person = stage.units["vh"].name, stage.staff["vh"][0].full_name
    return Upward(
        ROUND, ABOVE, "Chủ tịch UBND quận Hà Đông", (collective, person),
        "2023-10-30 14:00", "2023-11-02 09:30", "2023-12-22 15:00",
        {collective: ("awarded", "6125/QĐ-UBND", "2023-12-20"), person: ("refused", "", "")},
    )  # fmt: skip


def _second_session() -> Sitting:
    return Sitting(ROUND, "2023-11-09 09:00", "2023-11-15 14:00", upto="voting", cast=4)
