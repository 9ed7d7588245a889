"""A fact is called sure only where its letters and its meaning are."""

from __future__ import annotations

import pytest

from tests.reader.score.noise import spoiled
from thidua import reader
from thidua.reader import certainty, spelling
from thidua.reader.certainty import SURE
from thidua.reader.model import Block, Fact, Line, Pages, Repair, Span
from thidua.reader.repair import SPOILED, STRAY


def doc(text: str, *, origin: str = "text", sure: float = 1.0, repairs: tuple[Repair, ...] = ()) -> reader.Document:
    lines = (Line(text, 1, sure=sure),)
    block = Block(0, text, text, 1, 1, repairs=repairs)
    return reader.Document(Pages(origin, "x", "", 1, lines), (block,), (), {})


def fact(kind: str, quote: str, **value: object) -> Fact:
    return Fact("", kind, value, (Span(0, 0, len(quote)),), "1", quote, 0.95)


def weighed(text: str, told: Fact, **given: object) -> Fact:
    (found,) = certainty.weighed(doc(text, **given), [told])
    return found


TWICE = "UBND phường Phú Lương, phường Phú Lương"


@pytest.mark.parametrize(
    ("text", "told", "said"),
    [
        ("đẩy mạnh phoung tliào", fact("content", "đẩy mạnh phoung tliào"), "“phoung”, “tliào”"),
        ("UBND phường Phú Lượng", fact("place", "Phú Lượng", place="Phú Lượng"), "“Phú Lượng”"),
        ("ngày 2 6/12/2025", fact("date", "ngày 2 6/12/2025", date="2025-12-06"), "“2 6/1"),
        ("Kế hoạch số 40/K", fact("basis", "số 40/K", number="40/K"), "“K”"),
        ("Nghị định số 3/NĐ-CP", fact("basis", "số 3/NĐ-CP", number="3/NĐ-CP"), "“3/NĐ-CP”"),
        (
            "số 87 6/QĐ-UBND",
            Fact("", "basis", {"number": "6/QĐ-UBND"}, (Span(0, 6, 15),), "1", "6/QĐ-UBND", 0.95),
            "“7 6/”",
        ),
        (
            "Các phòng. Trung tâm;",
            fact("recipient", "Các phòng. Trung tâm;", line="Các phòng. Trung tâm"),
            "“phòng. Trung”",
        ),
        (TWICE, fact("place", "Phú Lương", place="Phú Lương"), ""),
        ("Số 26/KH-UBND", fact("number", "26/KH-UBND", number="26/KH-UBND"), ""),
    ],
)
def test_on_a_scan_words_and_numbers_must_be_known(text: str, told: Fact, said: str) -> None:
    found = weighed(text, told, origin="scan")
    assert (found.confidence < SURE) == bool(said)
    assert said in found.doubt
    assert weighed(text, told) == told  # a clean text is taken as typed


def test_a_repair_inside_a_fact_and_a_dim_line_are_told() -> None:
    repairs = (Repair(0, "hànli", "hành", SPOILED), Repair(5, "~", "", STRAY))
    found = weighed("hành chính", fact("content", "hành chính"), repairs=repairs)
    assert (found.confidence < SURE, "“hànli” (đọc là “hành”)" in found.doubt) == (True, True)
    assert weighed("hành chính", fact("content", "chính"), repairs=repairs[1:]).confidence > SURE
    dim = weighed(TWICE, fact("place", "Phú Lương", place="Phú Lương"), origin="scan", sure=0.4)
    assert "mờ" in dim.doubt


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (fact("deadline", "17 giờ ngày 14/9", surface="17 giờ ngày 14/9", time=None), "giờ"),
        (fact("deadline", "17 giờ ngày 14/9", surface="17 giờ ngày 14/9", time="17:00"), ""),
        (fact("deadline", "14/9", surface="14/9", what="dossier"), "gửi về đâu"),
        (fact("quota", "02 tổ", scope="tổ tự quản"), "tổ tự quản"),
        (fact("quota", "02 tổ", scope="hằng năm"), ""),
        (fact("money", "800.000 đồng", amounts=[{"amount": 800_000}]), "mức tiền"),
        (fact("criterion", "đạt 30 điểm", value=30, unit="điểm"), "điểm chấm"),
        (fact("audience", "x", name="những ai " * 12), "câu"),
    ],
)
def test_what_reading_leaves_open_is_told(told: Fact, said: str) -> None:
    found = weighed(told.quote, told)
    assert (found.confidence < SURE, said in found.doubt) == (bool(said), True)


def test_a_doubt_told_already_stays() -> None:
    told = Fact("", "quota", {"scope": "tổ"}, (), "1", "02", 0.75, "Câu không nói số này cho ai.")
    assert weighed("02", told).doubt.startswith("Câu không nói số này cho ai. Số này chỉ ghi cho “tổ”")


def test_a_spoiled_text_is_noticed_without_being_told() -> None:
    text = "Các cơ quan đơn vị đẩy mạnh cải cách hành chính và phát động phong trào thi đua. " * 20
    assert not certainty._Look(doc(text), ()).poor
    assert certainty._Look(doc(spoiled(text, 3, 1)), ()).poor


def test_quoc_is_a_syllable() -> None:
    assert spelling.is_syllable("quốc")
