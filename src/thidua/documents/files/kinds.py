"""Which kind of file the bytes are, and the right words for those that are not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal
from zipfile import ZipFile

from thidua.documents.archives import UnsafeArchive, open_package

type Kind = Literal["pdf", "docx", "jpg", "png", "xlsx"]


class BadUpload(Exception):
    """A file that is not taken; the text is one Vietnamese sentence or two: what was found, what to do."""


NAMES: Final[Mapping[Kind, str]] = {
    "pdf": "PDF",
    "docx": "Word (.docx)",
    "jpg": "ảnh JPG",
    "png": "ảnh PNG",
    "xlsx": "Excel (.xlsx)",
}
_RESAVE: Final = "Mở tệp bằng Word, chọn Lưu dưới dạng .docx hoặc PDF rồi tải lên"
_PRINT: Final = "In lại thành PDF rồi tải lên"
# What else people send, by the first bytes: (start, offset, name, cure).
_OTHERS: Final = (
    (b"MZ", 0, "một chương trình Windows (EXE)", ""),
    (b"\x7fELF", 0, "một chương trình", ""),
    (b"Rar!", 0, "tệp nén RAR", "Giải nén rồi tải từng tệp lên"),
    (b"7z\xbc\xaf", 0, "tệp nén 7-Zip", "Giải nén rồi tải từng tệp lên"),
    (b"\x1f\x8b", 0, "tệp nén GZIP", "Giải nén rồi tải từng tệp lên"),
    (b"{\\rtf", 0, "văn bản RTF", _RESAVE),
    (b"GIF8", 0, "ảnh GIF", "Lưu lại thành ảnh PNG hoặc JPG rồi tải lên"),
    (b"BM", 0, "ảnh BMP", "Lưu lại thành ảnh PNG hoặc JPG rồi tải lên"),
    (b"II*\x00", 0, "ảnh TIFF", "Lưu lại thành PDF hoặc ảnh JPG rồi tải lên"),
    (b"MM\x00*", 0, "ảnh TIFF", "Lưu lại thành PDF hoặc ảnh JPG rồi tải lên"),
    (b"WEBP", 8, "ảnh WEBP", "Lưu lại thành ảnh PNG hoặc JPG rồi tải lên"),
    (b"ftypheic", 4, "ảnh HEIC của điện thoại", "Chọn định dạng ảnh JPG (Tương thích nhất) rồi chụp hoặc xuất lại"),
    (b"ftypmif1", 4, "ảnh HEIC của điện thoại", "Chọn định dạng ảnh JPG (Tương thích nhất) rồi chụp hoặc xuất lại"),
    (b"ftyp", 4, "tệp video", ""),
    (b"%!PS", 0, "tệp PostScript", "Xuất thành PDF rồi tải lên"),
)


def list_kinds(allowed: frozenset[Kind]) -> str:
    return ", ".join(NAMES[kind] for kind in NAMES if kind in allowed)


def kind_of(shown: str, data: bytes, allowed: frozenset[Kind]) -> Kind:
    """Return the kind its first bytes prove. Raises BadUpload for any other kind, with its name."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"PK\x03\x04"):
        return _package_kind(shown, data, allowed)
    found, cure = _foreign(data)
    raise BadUpload(f"Tệp “{shown}” là {found}. {f'{cure}. ' if cure else ''}Chỉ nhận {list_kinds(allowed)}.")


def _foreign(data: bytes) -> tuple[str, str]:
    """Return the Vietnamese name of a kind that is never taken, and the cure where there is one."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data)
    for start, offset, name, cure in _OTHERS:
        binary = len(start) > 2 or b"\x00" in data[:64]  # a text may well begin with two such letters
        if binary and data[offset : offset + len(start)] == start:
            return name, cure
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n\x00").lower()
    if b"%pdf-" in data[:2048].lower():
        return "PDF có dữ liệu lạ ở đầu", _PRINT
    if head.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<body")) or b"<html" in head:
        return "trang web (HTML)", "Mở bằng trình duyệt, in thành PDF rồi tải lên"
    if head.startswith((b"<?xml", b"<svg")):
        return ("ảnh SVG" if b"<svg" in head else "tệp XML"), "Xuất thành PDF rồi tải lên"
    if b"\x00" not in data[:2048]:
        return "tệp văn bản thuần", _RESAVE
    return "loại tệp không nhận biết được", ""


def _old_office(data: bytes) -> tuple[str, str]:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "tệp Office bị khóa bằng mật khẩu", "Gỡ mật khẩu, lưu lại rồi tải lên"
    if "WordDocument".encode("utf-16-le") in data:
        return "văn bản Word cũ (.doc)", _RESAVE
    if "Workbook".encode("utf-16-le") in data:
        return "bảng tính Excel cũ (.xls)", "Lưu lại dạng .xlsx rồi tải lên"
    return "tệp Office kiểu cũ (.doc)", _RESAVE


def _package_kind(shown: str, data: bytes, allowed: frozenset[Kind]) -> Kind:
    """Tell DOCX from XLSX and from any other zip, after the package has been measured."""
    try:
        package = open_package(data)
    except UnsafeArchive as error:
        raise BadUpload(f"Không nhận tệp “{shown}”: {error}. {_RESAVE}.") from None
    names = set(package.namelist())
    if "[Content_Types].xml" not in names:
        found = "tài liệu OpenDocument" if "mimetype" in names else "tệp nén ZIP"
        cure = _RESAVE if "mimetype" in names else "Giải nén rồi tải từng tệp lên"
        raise BadUpload(f"Tệp “{shown}” là {found}. {cure}. Chỉ nhận {list_kinds(allowed)}.")
    types = _part(package, "[Content_Types].xml").lower()
    if b"macroenabled" in types or any(n.lower().endswith(("vbaproject.bin", "vbadata.xml")) for n in names):
        raise BadUpload(f"Tệp “{shown}” có macro nên không được nhận. Lưu lại dạng .docx hoặc .xlsx không có macro.")
    if b"wordprocessingml.document.main+xml" in types and "word/document.xml" in names:
        _refuse_remote_template(shown, [_part(package, n) for n in names if n.endswith("settings.xml.rels")])
        return "docx"
    if b"spreadsheetml.sheet.main+xml" in types and "xl/workbook.xml" in names:
        return "xlsx"
    if b"presentationml" in types:
        raise BadUpload(f"Tệp “{shown}” là bản trình chiếu PowerPoint. {_PRINT}. Chỉ nhận {list_kinds(allowed)}.")
    raise BadUpload(f"Tệp “{shown}” không phải văn bản Word đúng dạng. {_RESAVE}.")


def _part(package: ZipFile, name: str) -> bytes:
    """Return a small part; one of more than 1 MiB is cut, it is no list of types or relations."""
    with package.open(name) as part:
        return part.read(2**20)


def _refuse_remote_template(shown: str, relations: Iterable[bytes]) -> None:
    """A template on the network is fetched, macros and all, when the file is opened; one on a local disk is not."""
    for xml in relations:
        for relation in re.findall(rb"<Relationship [^>]*attachedTemplate[^>]*>", xml):
            if re.search(rb"""Target=["'](?:https?:|ftp:|\\\\|file:///?/?\\\\|file://[^/])""", relation, re.IGNORECASE):
                raise BadUpload(f"Tệp “{shown}” trỏ tới một mẫu trên mạng nên không được nhận. {_PRINT}.")
