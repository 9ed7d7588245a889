"""A file as the lines it holds: DOCX, PDF with text, scanned PDF, JPG and PNG, plain text and Markdown."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from thidua.documents.files import MAX_SIZE, BadUpload, inspect_upload, safe_name
from thidua.reader.errors import Unreadable
from thidua.reader.model import Pages
from thidua.reader.sources.text import is_text, read_text_file

__all__ = ["MAX_PAGES", "open_file"]

MAX_PAGES = 60

type Progress = Callable[[int, int], None]


def open_file(data: bytes, name: str, *, progress: Progress | None = None) -> Pages:
    """Read the lines of a file of at most 20 MB and 60 pages; its kind is judged by its content.

    ``progress`` is told (pages done, pages in all). Raises ``Unreadable`` for what is empty, too large, encrypted, of
    another kind, with macros, damaged or malicious, and when a scan is to be read without tesseract.
    """
    shown = safe_name(name)
    tell = progress or (lambda done, total: None)
    if is_text(shown, data):
        if len(data) > MAX_SIZE:
            raise Unreadable(f"Tệp “{shown}” vượt giới hạn {MAX_SIZE // 2**20} MB. Tách tệp rồi thử lại.")
        found = read_text_file(shown, data)
    else:
        try:
            info = inspect_upload(name, data)
        except BadUpload as error:
            raise Unreadable(f"{error} Văn bản thuần thì dùng đuôi .txt hoặc .md.") from None
        found = _read(info.kind, data, info.name, tell)
    _measure(found, shown)
    tell(found.count, found.count)
    return found


def _read(kind: str, data: bytes, name: str, tell: Progress) -> Pages:
    """Each kind loads its own libraries, so that a DOCX does not wait for those of a PDF."""
    digest = sha256(data).hexdigest()
    if kind == "docx":
        from thidua.reader.sources.word import read_docx

        return read_docx(data, name, digest)
    if kind == "pdf":
        from thidua.reader.sources.printed import read_pdf

        return read_pdf(data, name, digest, tell, most=MAX_PAGES)
    from thidua.reader.sources.scan import read_picture

    return read_picture(data, name, digest, tell)


def _measure(found: Pages, shown: str) -> None:
    if found.count > MAX_PAGES:
        raise Unreadable(
            f"Tệp “{shown}” có {found.count} trang, vượt giới hạn {MAX_PAGES} trang. "
            "Chỉ gửi phần kế hoạch, bỏ tài liệu kèm theo."
        )
    if not any(line.text.strip() for line in found.lines):
        raise Unreadable(f"Tệp “{shown}” không có chữ nào đọc được. Kiểm tra lại tệp, quét rõ hơn hoặc gửi bản Word.")
