"""Tables of phrases and what they say; the forms are those that plans of any office use."""

from __future__ import annotations

import re

import pytest

from thidua.reader.grammar import awards, bodies, counts, dates, figures, forms, limits
from thidua.reader.grammar.folded import Seeker, fold, needle
from thidua.reader.grammar.lexicon import load


@pytest.mark.parametrize(
    ("text", "iso", "rule"),
    [
        ("ngày 28/10/2021 của UBND", "2021-10-28", None),
        ("15.10.2025", "2025-10-15", None),
        ("15-11-2025", "2025-11-15", None),
        ("15 tháng 10 năm 2025", "2025-10-15", None),
        ("ngày 09 tháng 7, năm 2024", "2024-07-09", None),
        ("NGÀY 5 THÁNG 9 NĂM 2025", "2025-09-05", None),
        ("ngày l5/l2/2024", "2024-12-15", None),
        ("ngày 2O/11/2024", "2024-11-20", None),
        ("ngày tháng 11 năm 2021", "2021-11", None),
        ("tháng 12/2025", "2025-12", None),
        ("trước ngày 10/12 hằng năm", None, "annual 12-10"),
        ("ngày 05 tháng 12 hàng năm", None, "annual 12-05"),
        ("ngày 30 tháng 01 năm liền kề", None, "next_year 01-30"),
        ("ngày 15/01 năm sau", None, "next_year 01-15"),
        ("ngày 20/01 của năm tiếp theo", None, "next_year 01-20"),
        ("ngày 10/12", None, None),
    ],
)
def test_days(text: str, iso: str | None, rule: str | None) -> None:
    (day,) = dates.find(text)
    assert (day.iso, day.rule) == (iso, rule)


@pytest.mark.parametrize(
    "text", ["Nghị định số 98/2023/NĐ-CP", "31/13/2025", "tỷ lệ 15/20", "giai đoạn 2021 - 2025", "Điều 12.3"]
)
def test_no_day(text: str) -> None:
    assert list(dates.find(text)) == []


@pytest.mark.parametrize("text", ["31/02/2025", "ngày 30 tháng 02 năm 2025", "ngày 29/02/2025"])
def test_a_day_its_month_has_not(text: str) -> None:
    (day,) = dates.find(text)
    assert day.impossible
    assert (day.iso, day.first(), day.last()) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "op", "date"),
    [
        ("trước ngày 25/11/2024", "before", "2024-11-25"),
        ("xong trước ngày 03/10/2023", "before", "2023-10-03"),
        ("đến trước ngày 30 tháng 11 năm 2024", "before", "2024-11-30"),
        ("chậm nhất là ngày 20/11/2024", "no_later_than", "2024-11-20"),
        ("muộn nhất vào ngày 20/11/2024", "no_later_than", "2024-11-20"),
        ("không muộn hơn ngày 20/11/2024", "no_later_than", "2024-11-20"),
        ("không quá ngày 20/11/2024", "no_later_than", "2024-11-20"),
        ("trước hoặc trong ngày 20/11/2024", "no_later_than", "2024-11-20"),
        ("hạn cuối: 20/11/2024", "no_later_than", "2024-11-20"),
        ("đến hết tháng 12 năm 2025", "no_later_than", "2025-12-31"),
        ("trước 17 giờ 00 ngày 20/11/2025", "no_later_than", "2025-11-20"),
        ("chậm nhất trước ngày 05/12/2025", "before", "2025-12-05"),
    ],
)
def test_limits(text: str, op: str, date: str) -> None:
    (limit,) = limits.find(text)
    assert (limit.op, limit.date()) == (op, date)


def test_a_date_of_a_document_is_no_limit() -> None:
    assert list(limits.find("theo Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ")) == []


def test_mixed_words_of_limit_are_doubted() -> None:
    (limit,) = limits.find("gửi chậm nhất trước ngày 05/12/2025")
    assert limit.doubt
    (plain,) = limits.find("gửi xong trước ngày 05/12/2025")
    assert not plain.doubt


@pytest.mark.parametrize(
    ("text", "issue", "first", "last", "op"),
    [
        ("Từ ngày ban hành Kế hoạch đến ngày 31/12/2025", True, None, "2025-12-31", "until"),
        ("kể từ ngày ban hành Kế hoạch này đến trước ngày 30 tháng 11 năm 2024.", True, None, "2024-11-30", "before"),
        ("Kể từ ngày ký ban hành đến hết tháng 12 năm 2025", True, None, "2025-12-31", "until"),
        ("từ ngày 01/3/2025 đến hết ngày 30/11/2025", False, "2025-03-01", "2025-11-30", "until"),
        ("từ tháng 01/2025 đến tháng 12/2025", False, "2025-01", "2025-12-31", "until"),
        ("từ 15/3 đến 15/11/2025", False, None, "2025-11-15", "until"),
    ],
)
def test_stretches(text: str, issue: bool, first: str | None, last: str, op: str) -> None:
    (span,) = limits.stretches(text)
    assert span.last is not None
    end = span.last.last()
    assert (span.issue, span.first.iso if span.first else None, end.isoformat() if end else None, span.end_op) == (
        issue,
        first,
        last,
        op,
    )


def test_a_stretch_may_end_with_an_event() -> None:
    (span,) = limits.stretches("Từ ngày ban hành Kế hoạch đến thời điểm công bố chỉ số của xã năm 2025.")
    assert (span.end_op, span.event) == ("event", "công bố chỉ số của xã năm 2025")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tối đa 05 tập thể", [("collective", "max", 5, "count", "")]),
        ("04 tập thể.", [("collective", "exact", 4, "count", "")]),
        ("02 (hai) cá nhân", [("individual", "exact", 2, "count", "")]),
        ("ít nhất hai cá nhân", [("individual", "min", 2, "count", "")]),
        ("không quá 20% số đơn vị", [("collective", "max", 20, "percent", "")]),
        ("10 hộ gia đình", [("household", "exact", 10, "count", "")]),
        ("từ 03 - 05 tập thể", [("collective", "min", 3, "count", ""), ("collective", "max", 5, "count", "")]),
        ("Tập thể: 04; Cá nhân: 10", [("collective", "exact", 4, "count", ""), ("individual", "exact", 10, "count", "")]),
        ("tối đa 01 tập thể và 02 cá nhân", [("collective", "max", 1, "count", ""), ("individual", "max", 2, "count", "")]),
        ("tối đa 01 tập thể; 02 cá nhân", [("collective", "max", 1, "count", ""), ("individual", "exact", 2, "count", "")]),
        ("10 Giấy khen (04 tập thể, 06 cá nhân)", [("collective", "exact", 4, "count", ""), ("individual", "exact", 6, "count", "")]),
        ("Mỗi cụm, khối thi đua chọn 02 tập thể", [("collective", "exact", 2, "count", "cụm, khối thi đua")]),
        ("không quá 10% số tập thể, 5% số cá nhân", [("collective", "max", 10, "percent", ""), ("individual", "max", 5, "percent", "")]),
        ("TỐI ĐA 05 TẬP THỂ", [("collective", "max", 5, "count", "")]),
        ("06 (sáu) lĩnh vực", []),
        ("Nghị định số 98/2023/NĐ-CP", []),
        ("giai đoạn 2021-2025 đơn vị", []),
    ],
)  # fmt: skip
def test_counts(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(each.target, each.op, each.value, each.unit, each.each) for each in counts.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("đạt tối thiểu 96%", ">=", 96, "%"),
        ("từ 95% trở lên", ">=", 95, "%"),
        ("không dưới 60%", ">=", 60, "%"),
        ("dưới 5%", "<", 5, "%"),
        ("trên 90%", ">", 90, "%"),
        ("100% số thủ tục", "=", 100, "%"),
        ("không vượt quá 1,5 %", "<=", 1.5, "%"),
        ("từ 88 điểm trở lên", ">=", 88, "điểm"),
        ("không quá 15 phút", "<=", 15, "phút"),
        ("từ 200 hồ sơ trở lên", ">=", 200, "hồ sơ"),
        ("trong thời hạn không quá 05 ngày làm việc", "<=", 5, "ngày làm việc"),
        ("thuộc top 10 các phường", "<=", 10, "rank"),
        ("nằm trong 10 xã dẫn đầu huyện", "<=", 10, "rank"),
        ("xếp loại khá trở lên", ">=", "khá", "class"),
        ("đạt từ “Hoàn thành tốt nhiệm vụ” trở lên", ">=", "Hoàn thành tốt nhiệm vụ", "class"),
    ],
)
def test_figures(text: str, op: str, value: object, unit: str) -> None:
    (figure,) = figures.find(text)
    assert (figure.op, figure.value, figure.unit) == (op, value, unit)


def test_a_range_has_two_ends() -> None:
    (figure,) = figures.find("Từ 30% đến 40% thủ tục")
    assert (figure.op, figure.value, figure.upper) == ("range", 30, 40)


def test_forms_and_numbers() -> None:
    text = "theo Mẫu số 07, 08 ban hành kèm theo Nghị định số 91/2017/ND-CP"
    assert [(each.number, each.decree) for each in forms.forms(text)] == [
        ("07", "91/2017/NĐ-CP"),
        ("08", "91/2017/NĐ-CP"),
    ]
    text = "Kế hoạch số 6O/KH-UBND; Luật số 06/2022/QH15; 125-KH/TU; 1826/QĐ-UBND; 10/12; tỷ lệ 5/7"
    assert [each.number for each in forms.numbers(text)] == ["60/KH-UBND", "06/2022/QH15", "125-KH/TU", "1826/QĐ-UBND"]
    assert forms.given_for_all("Các mẫu nêu trên ban hành kèm theo Nghị định số 152/2025/NĐ-CP.") == "152/2025/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giấy khen của Chủ tịch UBND phường, Chủ tịch UBND quận", [("Giấy khen", "Chủ tịch UBND phường", False), ("Giấy khen", "Chủ tịch UBND quận", False)]),
        ("Xét đề nghị Chủ tịch UBND tỉnh tặng Bằng khen", [("Bằng khen", "Chủ tịch UBND tỉnh", True)]),
        ("Chủ tịch UBND xã tặng Giấy khen theo thẩm quyền và xét đề nghị Chủ tịch UBND thị xã tặng Giấy khen", [("Giấy khen", "Chủ tịch UBND xã", False), ("Giấy khen", "Chủ tịch UBND thị xã", True)]),
        ("Chủ tịch Ủy ban nhân dân thành phố khen thưởng hoặc đề nghị cấp trên khen thưởng", [(None, "Chủ tịch UBND thành phố", False), (None, "cấp trên", True)]),
        ("Trình Chủ tịch UBND tỉnh tặng Bằng khen, Cờ thi đua", [("Bằng khen", "Chủ tịch UBND tỉnh", True), ("Cờ thi đua", "Chủ tịch UBND tỉnh", True)]),
        ("Bằng khen của Thủ tướng Chính phủ", [("Bằng khen", "Thủ tướng Chính phủ", False)]),
    ],
)  # fmt: skip
def test_awards(text: str, expected: list[tuple[object, ...]]) -> None:
    found = [(each.name, each.authority.name if each.authority else None, each.proposed) for each in awards.find(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "recipient", "via"),
    [
        ("gửi về UBND huyện (qua Phòng Nội vụ) trước ngày 10/12", "UBND huyện", "Phòng Nội vụ"),
        ("gửi hồ sơ đề nghị về Văn phòng UBND xã xong trước ngày 3/10", "Văn phòng UBND xã", None),
        ("gửi về Hội đồng thi đua khen thưởng phường (qua Văn phòng để tổng hợp)", "Hội đồng thi đua khen thưởng phường", "Văn phòng"),
        ("gửi về Phòng Văn hóa - Xã hội tổng hợp trước ngày 30", "Phòng Văn hóa - Xã hội", None),
        ("nộp về Sở Nội vụ qua Ban Thi đua - Khen thưởng tỉnh trước ngày 15/11", "Sở Nội vụ", "Ban Thi đua - Khen thưởng tỉnh"),
    ],
)  # fmt: skip
def test_recipients(text: str, recipient: str, via: str | None) -> None:
    (found,) = bodies.sent(text)
    assert (found.recipient, found.via) == (recipient, via)


def test_kinds_of_unit_and_staff() -> None:
    assert bodies.unit_kinds("trên địa bàn thành phố") == ()
    assert "mat_tran" in bodies.unit_kinds("Uỷ ban MTTQ phường")
    assert bodies.staff_groups("Cán bộ, công chức và người lao động") == ("can_bo", "cong_chuc", "nguoi_lao_dong")


def test_ranges_are_ranges_of_the_text() -> None:
    text = "Gửi hồ sơ TRƯỚC NGÀY 10/12/2025 và tối đa 05 tập thể"
    assert len(fold(text)) == len(text)
    (limit,) = limits.find(text)
    assert text[limit.start : limit.end] == "TRƯỚC NGÀY 10/12/2025"
    (count,) = counts.find(text)
    assert text[count.start : count.end] == "tối đa 05 tập thể"


@pytest.mark.parametrize(
    ("words", "fixed"),
    [
        ("tổng kết … năm", "tong ket"),
        ("trình (UBND|Giám đốc)", "trinh"),
        ("[hồ sơ] khen thưởng [của (xã|phường)]", "khen thuong"),
        ("trở lên.", "tro len."),
        ("(a|b)", ""),
    ],
)
def test_stretch_that_tells_a_text_off(words: str, fixed: str) -> None:
    assert needle(words) == fixed


def test_no_phrase_is_told_off_in_a_text_that_holds_it() -> None:
    for phrases in load("clauses").values():
        for words in phrases:
            said = re.sub(r"\(([^|)]*)[^)]*\)", r"\1", re.sub(r"[\[\]…]", " ", str(words)))
            for text in (said, " ".join(said.split()), said.replace(" ", "  ")):
                assert Seeker([str(words)]).may(fold(text)), words


def test_the_quick_way_of_folding_gives_what_the_slow_one_gives() -> None:
    for text in ("Đặng Thị Ý – “thi đua”…", "a\tb\u00a0c", "≥ 95%", "1\u0301", "\u0130\u00bd\u1e9e"):
        assert fold(text) == "".join(map(fold, text))
        assert len(fold(text)) == len(text)
