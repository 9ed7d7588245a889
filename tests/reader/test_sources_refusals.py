"""Files that are not read: each with one sentence that says what, why and what to do."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from PIL import Image

from thidua.reader.errors import Unreadable
from thidua.reader.sources import open_file, scan

from . import packages as w

TEXT = "KẾ HOẠCH\n\nI. MỤC ĐÍCH\n\n1. Nâng cao chất lượng phục vụ Nhân dân."


def pdf_of(count: int) -> bytes:
    """Empty pages."""
    document = pdfium.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF whose trailer asks for a password nobody gives."""
    plain = pdf_of(1)
    at = plain.rindex(b"trailer")
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>/ID[(a)(a)]"
    return plain[:at] + plain[at:].replace(b"<<", b"<<" + lock, 1)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 30_000_000)
    return out.getvalue()


def huge_png() -> bytes:
    """The head of a picture of 10^10 dots."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def blank_docx() -> bytes:
    return w.docx("<w:p/>")


CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.docx", lambda: b"", "rỗng"),
    "empty text": ("a.txt", lambda: b" \n ", "rỗng"),
    "too large": ("a.txt", lambda: b"a" * (20 * 2**20 + 1), "20 MB"),
    "unknown": ("a.bin", lambda: b"\x00\x01\x02\x03" * 9, "không nhận biết được"),
    "program": ("a.txt.exe", lambda: b"MZ\x00\x00" + bytes(99), "chương trình"),
    "old word": ("a.doc", lambda: b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), ".doc"),
    "locked word": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "macro type": ("a.docm", lambda: w.docx(w.p("x"), main="vnd.ms-word.document.macroEnabled.main"), "macro"),
    "macro part": ("a.docx", lambda: w.docx(w.p("x"), more={"word/vbaProject.bin": b"x"}), "macro"),
    "bomb": ("a.docx", bomb, "bom nén"),
    "locked pdf": ("a.pdf", locked_pdf, "mật khẩu"),
    "broken pdf": ("a.pdf", lambda: b"%PDF-1.7\nnothing", "hỏng"),
    "61 pages": ("a.pdf", lambda: pdf_of(61), "61 trang"),
    "long text": ("a.txt", lambda: ("chữ " * 80_000).encode(), "trang"),
    "long docx": ("a.docx", lambda: w.docx(w.p("x", "<w:pageBreakBefore/>") * 70), "70 trang"),
    "blank pdf": ("a.pdf", lambda: pdf_of(2), "không có chữ nào"),
    "blank docx": ("a.docx", blank_docx, "không có chữ nào"),
    "broken xml": ("a.docx", lambda: w.docx("<w:p>"), "hỏng"),
    "giant picture": ("a.png", huge_png, "ảnh"),
    "wrong ending": ("a.pdf", lambda: w.docx(w.p("x")), "đuôi"),
    "old letters": ("a.txt", lambda: "KÕ ho¹ch ph¸t ®éng".encode("latin-1"), "UTF-8"),
    "binary text": ("a.txt", lambda: b"abc\x00def" * 20, "văn bản thuần"),
    "pdf named text": ("a.txt", lambda: pdf_of(1), "đuôi"),
    "sheet": ("a.xlsx", lambda: w.docx(w.p("x"), main="spreadsheetml.sheet.main"), "Word"),
}


@pytest.mark.parametrize("case", CASES)
def test_refused_with_the_reason_and_a_cure(case: str) -> None:
    name, made, words = CASES[case]
    with pytest.raises(Unreadable) as caught:
        open_file(made(), name)
    said = str(caught.value)
    assert words in said, said
    assert name.split(".")[0] in said or "a" in said
    assert said.count(".") >= 2  # what is wrong, and what to do
    assert len(said) < 400


def test_pictures_are_refused_where_tesseract_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.reader.sources.scan.shutil.which", lambda name: None)
    out = io.BytesIO()
    Image.new("L", (300, 400), 255).save(out, "PNG")
    with pytest.raises(Unreadable, match=r"chưa cài tesseract.*apt install tesseract-ocr-vie|tesseract-ocr-vie"):
        open_file(out.getvalue(), "anh.png")


def test_pictures_are_refused_where_the_vietnamese_data_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.reader.sources.scan.shutil.which", lambda name: "/nowhere/tesseract")
    monkeypatch.setattr("thidua.reader.sources.scan._languages", lambda program: frozenset({"eng", "osd"}))
    assert "thiếu dữ liệu tiếng Việt" in scan.missing()


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_texts_in_unicode_are_read(code: str) -> None:
    pages = open_file(TEXT.encode(code), "ke-hoach.txt")
    assert [line.text for line in pages.lines if line.text] == TEXT.split("\n\n")
    assert pages.origin == "text"


def test_names_without_ending_are_judged_by_content() -> None:
    assert open_file(w.docx(w.p("x")), "ke-hoach").origin == "docx"
    with pytest.raises(Unreadable, match=r"\.txt"):
        open_file(TEXT.encode(), "ke-hoach")
