"""Lists to Excel and back (rows A17, A36, A52, A69, B16, B20, B23 of the faults and expectations)."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drawing import times
from thidua.documents.spreadsheet import Column, Sheet, read_table, sheet_name, write_xlsx

COLUMNS = (
    Column("ma", "Mã", required=True),
    Column("ho_ten", "Họ và tên", required=True, also=("Tên cá nhân",)),
    Column("so", "Số hồ sơ", "integer"),
    Column("diem", "Điểm", "decimal"),
    Column("thuong", "Tiền thưởng", "money", total=True),
    Column("ngay", "Ngày ký", "date"),
    Column("nop", "Nộp lúc", "datetime"),
    Column("loai", "Xếp loại", choices=("Hoàn thành tốt nhiệm vụ", "Không hoàn thành nhiệm vụ")),
)
ROW = (
    "001099012345",
    "Nguyễn Thị Hòa",
    1204,
    Decimal("96.75"),
    1_410_000,
    date(2026, 12, 9),
    datetime(2026, 12, 9, 16, 42),
    "Hoàn thành tốt nhiệm vụ",
)


def raw_xlsx(rows: list[list[Any]], name: str = "Danh sách") -> bytes:
    """Make a file as Excel itself would: numbers as numbers, dates as date cells, texts as texts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page, day = book.add_worksheet(name), book.add_format({"num_format": "dd/mm/yyyy"})
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            match value:
                case None:
                    pass
                case date():
                    page.write_datetime(r, c, datetime(value.year, value.month, value.day), day)
                case str() if value.startswith("#"):
                    page.write_formula(r, c, "=NA()", None, value)
                case _:
                    page.write(r, c, value)
    book.close()
    return out.getvalue()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_round_trip() -> None:
    sheet = Sheet(
        "Danh sách", COLUMNS, [ROW, (*ROW[:2], None, None, None, None, None, None)], numbered=True, total=True
    )
    table = read_table(write_xlsx([sheet]), COLUMNS)
    assert table.problems == ()
    assert [tuple(row.values.values()) for row in table.rows] == [ROW, (*ROW[:2], None, None, None, None, None, None)]
    assert [row.number for row in table.rows] == [2, 3]
    assert {type(value) for value in table.rows[0].values.values()} == {str, int, Decimal, date, datetime}


def test_titles_total_and_page_set_up() -> None:
    titles = ("ỦY BAN NHÂN DÂN XÃ AN HÒA", "DANH SÁCH KHEN THƯỞNG")
    data = write_xlsx(
        [Sheet("Chi tiền", COLUMNS, [ROW, ROW], titles=titles, numbered=True, total=True, landscape=True)]
    )
    page = part(data, "xl/worksheets/sheet1.xml")
    assert 'topLeftCell="A5" activePane="bottomLeft" state="frozen"' in page
    assert '<autoFilter ref="A4:I6"/>' in page
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in page
    assert "'Chi tiền'!$4:$4" in part(data, "xl/workbook.xml")  # header repeated on every page
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == titles[0]
    assert rows[3][0] == "STT"
    assert rows[6][1] == "Cộng"
    assert rows[6][5] == 2_820_000
    assert len(read_table(data, COLUMNS).rows) == 2  # the total row does not come back as a person


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "'=", "=HYPERLINK(", "{=", "http://", "5", "1e3"]
)
def test_text_never_becomes_a_formula(start: str) -> None:
    text = f"{start}1+1"
    data = write_xlsx([Sheet("A", (COLUMNS[0], COLUMNS[1]), [(text, "x")], titles=(text,))])
    page = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert "<hyperlink" not in page
    assert re.search(r'<c r="A4"[^>]*t="s"', page)
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[3][0] == text.replace("\r", "\n") or rows[3][0] == text


def test_text_in_a_column_of_numbers_stays_text() -> None:
    columns = (Column("a", "A", "money"), Column("b", "B", "date"))
    data = write_xlsx([Sheet("A", columns, [("=1+1", "không rõ")])])
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert [problem.row for problem in read_table(data, columns).problems] == [2, 2]


def test_numbers_stay_numbers_and_moments_are_vietnamese() -> None:
    columns = (Column("a", "A", "money"), Column("b", "B", "datetime"))
    data = write_xlsx([Sheet("A", columns, [(-5, datetime(2026, 12, 9, 17, 30, tzinfo=UTC))])])
    row = read_table(data, columns).rows[0]
    assert row.values == {"a": -5, "b": datetime(2026, 12, 10, 0, 30)}


def test_equal_lists_are_equal_byte_by_byte() -> None:
    assert write_xlsx([Sheet("A", COLUMNS, [ROW])]) == write_xlsx([Sheet("A", COLUMNS, [ROW])])


def test_marked_cells_carry_their_reason() -> None:
    data = write_xlsx([Sheet("A", COLUMNS, [ROW], marks={(0, "diem"): "Điểm vượt quá 100."})])
    assert "Điểm vượt quá 100." in part(data, "xl/comments1.xml")
    assert 'ref="D2"' in part(data, "xl/comments1.xml")


def test_choices_become_a_list_in_excel() -> None:
    assert "Không hoàn thành nhiệm vụ" in part(write_xlsx([Sheet("A", COLUMNS, [])]), "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Danh sách khen thưởng năm 2026 của xã An Hòa", "Danh sách khen thưởng năm 2026"),
        ("Quý I/2026 [dự thảo]", "Quý I 2026 dự thảo"),
        ("'Tổ 1'", "Tổ 1"),
        ("", "Trang tính"),
        ("History", "History (2)"),
        ("Đã có", "Đã có (2)"),
        ("đã CÓ", "đã CÓ (2)"),
    ],
)
def test_sheet_names(name: str, expected: str) -> None:
    assert sheet_name(name, {"Đã có"}) == expected


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_name_becomes_a_name_of_its_own(names: list[str]) -> None:
    taken: list[str] = []
    for name in names:
        taken.append(sheet_name(name, taken))
    assert len({name.lower() for name in taken}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 and not set(name) & set("[]:*?/\\") for name in taken)
    assert all(name[0] != "'" != name[-1] for name in taken)


def test_the_writer_takes_the_names_it_made() -> None:
    names = ["Tổ 1/2", "tổ 1 2", "[x]", "x" * 50, "x" * 40, "\U0001f600", "'", "", "History"]
    data = write_xlsx([Sheet(name, COLUMNS[:2], []) for name in names])
    assert len(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names) == len(names)


# Reading -------------------------------------------------------------------------------------------------------------


def test_the_header_is_found_under_titles_in_any_order_case_and_spelling() -> None:
    data = raw_xlsx(
        [
            ["DANH SÁCH"],
            [],
            ["stt", "TÊN CÁ NHÂN", "ghi chú", "ma"],
            [1, " Nguyễn\u00a0 An ", "x", 12345.0],
            [],
            ["2", "B", None, "C"],
        ]
    )
    table = read_table(data, COLUMNS[:4])
    assert table.problems == ()
    assert table.ignored == ("ghi chú",)
    assert [(row.number, row.values["ma"], row.values["ho_ten"]) for row in table.rows] == [
        (4, "12345", "Nguyễn An"),
        (6, "C", "B"),
    ]
    assert table.rows[0].values["diem"] is None


def test_ten_december_is_ten_december_as_text_and_as_date_cell() -> None:
    data = raw_xlsx(
        [
            ["Mã", "Họ và tên", "Ngày ký"],
            ["1", "A", "10/12/2026"],
            ["2", "B", "10.12.26"],
            ["3", "C", "ngày 10 tháng 12 năm 2026"],
        ]
    )
    assert {row.values["ngay"] for row in read_table(data, COLUMNS).rows} == {date(2026, 12, 10)}
    data = raw_xlsx([["Mã", "Họ và tên", "Ngày ký"], ["1", "A", date(2026, 12, 10)]])
    assert read_table(data, COLUMNS).rows[0].values["ngay"] == date(2026, 12, 10)


def test_a_column_read_month_first_by_excel_is_refused() -> None:
    data = raw_xlsx([["Mã", "Họ và tên", "Ngày ký"], ["1", "A", date(2026, 10, 12)], ["2", "B", "31/12/2026"]])
    (problem,) = read_table(data, COLUMNS).problems
    assert (problem.row, problem.column) == (2, "C")
    assert "tháng trước ngày" in problem.message
    assert "12/10/2026" in problem.message
    data = raw_xlsx([["Mã", "Họ và tên", "Ngày ký"], ["1", "A", date(2026, 10, 13)], ["2", "B", "31/12/2026"]])
    assert read_table(data, COLUMNS).problems == ()  # a date cell after the 12th proves that Excel reads day first


BAD = [
    ("Mã", None, "để trống"),
    ("Mã", 1234567890123456.0, "Excel đã làm tròn"),
    ("Số hồ sơ", "1,000", "Viết 1.000 "),
    ("Số hồ sơ", 1.5, "phải là số nguyên"),
    ("Số hồ sơ", True, "không phải số"),
    ("Số hồ sơ", date(2026, 1, 2), "không phải số"),
    ("Tiền thưởng", "1,000,000", "Viết 1.000.000"),
    ("Tiền thưởng", "một triệu", "Không đọc được số"),
    ("Tiền thưởng", 1e16, "quá lớn"),
    ("Điểm", "96.75", "Viết 96,75"),
    ("Điểm", "#N/A", "lỗi công thức"),
    ("Ngày ký", "12/31/2026", "không có tháng 31"),
    ("Ngày ký", 46_000, "46.000 là số, không phải ngày"),
    ("Ngày ký", "9/12", "thiếu năm"),
    ("Nộp lúc", "25:00 09/12/2026", "không phải là giờ"),
    ("Xếp loại", "Tốt", "không có trong các giá trị được phép: Hoàn thành tốt nhiệm vụ; Không"),
]


@pytest.mark.parametrize(("title", "value", "reason"), BAD)
def test_every_bad_cell_is_one_sentence_with_its_place(title: str, value: object, reason: str) -> None:
    titles = [column.title for column in COLUMNS]
    row: list[Any] = ["1", "A", *[None] * 6]
    row[titles.index(title)] = value
    table = read_table(raw_xlsx([titles, ["0", "Tốt lành"], row]), COLUMNS)
    (problem,) = table.problems
    letter = "ABCDEFGH"[titles.index(title)]
    assert problem.message.startswith(f"Trang tính “Danh sách”, dòng 3, cột {letter} “{title}”: ")
    assert reason in problem.message
    assert problem.message.endswith(".")
    assert ".." not in problem.message
    assert (problem.sheet, problem.row, problem.column) == ("Danh sách", 3, letter)
    assert table.bad_rows == {3}
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    ("title", "value", "expected"),
    [
        ("Mã", 912345678.0, "912345678"),
        ("Mã", 1.5, "1,5"),
        ("Mã", date(2026, 12, 9), "09/12/2026"),
        ("Số hồ sơ", 1204.0, 1204),
        ("Số hồ sơ", "1.204", 1204),
        ("Tiền thưởng", "1.410.000 đ", 1_410_000),
        ("Điểm", 96.75, Decimal("96.75")),
        ("Điểm", 0.1, Decimal("0.1")),
        ("Điểm", "96,75", Decimal("96.75")),
        ("Nộp lúc", "09/12/2026 16:42", datetime(2026, 12, 9, 16, 42)),
        ("Nộp lúc", "7:05 09/12/2026", datetime(2026, 12, 9, 7, 5)),
        ("Nộp lúc", date(2026, 12, 9), datetime(2026, 12, 9)),
        ("Xếp loại", "HOAN THANH TOT  nhiem vu", "Hoàn thành tốt nhiệm vụ"),
    ],
)
def test_what_is_repaired_without_asking(title: str, value: object, expected: object) -> None:
    titles = [column.title for column in COLUMNS]
    row: list[Any] = ["1", "A", *[None] * 6]
    row[titles.index(title)] = value
    table = read_table(raw_xlsx([titles, row]), COLUMNS)
    assert table.problems == ()
    assert table.rows[0].values[COLUMNS[titles.index(title)].key] == expected


def test_all_problems_at_once() -> None:
    titles = [column.title for column in COLUMNS]
    rows = [[str(n), f"Người {n}", n, 90.5, n * 1000, date(2026, 1, 13), None, None] for n in range(1, 501)]
    rows[15][2], rows[98][4], rows[497][1] = "x", "1,5", None
    table = read_table(raw_xlsx([titles, *rows]), COLUMNS)
    assert [(p.row, p.column) for p in table.problems] == [(17, "C"), (100, "E"), (499, "B")]
    assert len(table.rows) == 500


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["a", "b"], ["1", "2"]], "không có dòng tiêu đề với các cột “Mã”, “Họ và tên”"),
        ([["Mã", "x"], ["1", "2"]], "thiếu cột “Họ và tên”"),
        ([["Mã", "Họ và tên", "MA"], ["1", "2", "3"]], "có nhiều cột “Mã” (A và C)"),
        ([["Mã", "Họ và tên"]], "chưa có dòng dữ liệu nào"),
        ([], "không có dòng tiêu đề"),
    ],
)
def test_a_sheet_that_is_not_the_list(rows: list[list[Any]], reason: str) -> None:
    assert reason in " ".join(problem.message for problem in read_table(raw_xlsx(rows), COLUMNS).problems)


def test_the_sheet_asked_for() -> None:
    data = write_xlsx([Sheet("Hướng dẫn", COLUMNS[:1], []), Sheet("Dữ liệu", COLUMNS, [ROW])])
    assert len(read_table(data, COLUMNS, sheet="du lieu").rows) == 1
    assert "không có trang tính “Khác”" in read_table(data, COLUMNS, sheet="Khác").problems[0].message


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry).decode()
            if entry == name:
                assert old in content
                content = content.replace(old, new)
            target.writestr(entry, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "không phải .xlsx"),
        (b"Ma;Ho ten\n1;A\n", "không phải .xlsx"),
        (b"PK\x03\x04" + bytes(60), "hỏng"),
        (raw_xlsx([["Mã"]])[:-200], "hỏng"),
    ],
)
def test_no_xlsx(data: bytes, reason: str) -> None:
    table = read_table(data, COLUMNS)
    assert table.rows == ()
    assert reason in table.problems[0].message


def test_hostile_sheets_are_refused_before_they_are_opened() -> None:
    good, page = raw_xlsx([["Mã", "Họ và tên"], ["1", "A"]]), "xl/worksheets/sheet1.xml"
    far = replaced(good, page, 'r="B2"', 'r="XFD1048576"')
    assert "quá xa vùng dữ liệu" in read_table(far, COLUMNS).problems[0].message
    for reference in (
        "B99999999999",
        "ZZZZZZZ2",
        "B0",
        "2",
        "B-1",
    ):  # the last cell decides how much the reader reserves
        false = replaced(good, page, 'r="B2"', f'r="{reference}"')
        assert "không đúng dạng" in read_table(false, COLUMNS).problems[0].message
    laughs = replaced(good, page, "<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet')
    assert "DOCTYPE" in read_table(laughs, COLUMNS).problems[0].message
    bomb = replaced(good, page, "</worksheet>", " " * 6_000_000 + "</worksheet>")
    assert "bom nén" in read_table(bomb, COLUMNS).problems[0].message


@given(st.binary(max_size=40), st.integers(0, 6000), st.integers(0, 40))
@settings(max_examples=times(40))
def test_damaged_files_never_crash_the_reader(noise: bytes, at: int, cut: int) -> None:
    good = write_xlsx([Sheet("A", COLUMNS, [ROW])])
    at %= len(good)
    read_table(good[:at] + noise + good[at + cut :], COLUMNS)
