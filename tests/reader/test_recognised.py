"""Letters we took from a picture: our own misreadings are no slips of the paper."""

from __future__ import annotations

import pytest

from thidua.reader.blocks import blocks
from thidua.reader.model import Line, Pages
from thidua.reader.repair import recognised
from thidua.reader.sources.layout import Margins, Piece
from thidua.reader.sources.paragraphs import lines


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("đấy mạnh cải cách", "đẩy mạnh cải cách"),
        ("THỊ ĐUA và Tố chức", "THI ĐUA và Tổ chức"),
        ("HI. NỘI DUNG", "III. NỘI DUNG"),
        ("cố gắng vì tập thể", "cố gắng vì tập thể"),
        ("HI vọng", "HI vọng"),
        ("2, Tiêu chuẩn", "2. Tiêu chuẩn"),
        ("§. Số hóa kết quả", "8. Số hóa kết quả"),
        ("2,5 điểm", "2,5 điểm"),
    ],
)
def test_lost_hooks_and_bars(read: str, meant: str) -> None:
    assert recognised(read) == meant


def block(origin: str) -> tuple[str, str]:
    pages = Pages(origin, "a", "", 1, (Line("Phong trào đấy mạnh cải cách.", 1, whole=True),))
    [found] = blocks(pages)
    return found.text, found.original


def test_only_a_scan_is_corrected_and_a_typed_slip_stays_the_papers_own() -> None:
    assert block("scan") == ("Phong trào đẩy mạnh cải cách.",) * 2
    assert "đấy mạnh" in block("docx")[1]


def test_dust_behind_a_line_does_not_end_its_sentence() -> None:
    pieces = [
        Piece("Tổ chức phong trào thi đua.", 200, 423, 100, 114, 12, sure=0.9),
        Piece("đẩy mạnh cải cách", 240, 383, 116, 130, 12, sure=0.9),
    ]
    assert [line.text for line in lines(pieces, 1, Margins(85, 538))] == [
        "Tổ chức phong trào thi đua đẩy mạnh cải cách"
    ]
