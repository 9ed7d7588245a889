"""What an uploaded file really is, read from its content: the name and the type a browser tells are only claims.

Accepted files are kept byte by byte as they came (a signature inside stays valid); nothing here changes content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from thidua.documents.files.contents import PDFIUM_LOCK, check_image, check_pdf
from thidua.documents.files.kinds import NAMES, BadUpload, Kind, kind_of, list_kinds
from thidua.documents.files.names import safe_name, split_extension
from thidua.documents.vietnamese import decimal, number

__all__ = ["ALLOWED", "MAX_SIZE", "PDFIUM_LOCK", "BadUpload", "FileInfo", "Kind", "inspect_upload", "safe_name"]

MAX_SIZE: Final = 20 * 2**20
ALLOWED: Final[frozenset[Kind]] = frozenset({"pdf", "docx", "jpg", "png"})

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_MEDIA: Final[Mapping[Kind, str]] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "jpg": "image/jpeg",
    "png": "image/png",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
}
_JPEG: Final = frozenset({"jpg", "jpeg", "jpe", "jfif"})


@dataclass(frozen=True, slots=True)
class FileInfo:
    """An accepted file. `name` is safe to show and to offer for download; `extension` without dot; `size` in bytes.

    `pages` is the number of pages of a PDF, None for other kinds.
    """

    name: str
    kind: Kind
    media_type: str
    extension: str
    pages: int | None
    size: int


def inspect_upload(name: str, data: bytes, *, allowed: frozenset[Kind] = ALLOWED, max_size: int = MAX_SIZE) -> FileInfo:
    """Return what the file is, judged by its content. Raises BadUpload with what was found and what to do.

    Refused: empty and too large files; kinds outside `allowed`; a name whose extension tells another kind; macros,
    passwords, bombs, pixel floods, files that are two kinds at once; damaged files.
    """
    shown = safe_name(name)
    if not data:
        raise BadUpload(f"Tệp “{shown}” rỗng. Kiểm tra lại tệp rồi tải lên.")
    if len(data) > max_size:
        size, limit = decimal(len(data) / 2**20, 1), number(max_size / 2**20)
        raise BadUpload(f"Tệp “{shown}” nặng {size} MB, vượt giới hạn {limit} MB. Giảm dung lượng hoặc tách tệp.")
    kind = kind_of(shown, data, allowed)
    if kind not in allowed:
        raise BadUpload(f"Tệp “{shown}” là {NAMES[kind]}. Chỉ nhận {list_kinds(allowed)}.")
    _check_extension(shown, kind)
    pages = _check_content(shown, kind, data)
    stem, extension = split_extension(shown)
    return FileInfo(safe_name(f"{stem}.{extension or kind}"), kind, _MEDIA[kind], kind, pages, len(data))


def _check_extension(shown: str, kind: Kind) -> None:
    extension = split_extension(shown)[1]
    if extension and extension not in (_JPEG if kind == "jpg" else {kind}):
        raise BadUpload(
            f"Tệp “{shown}” có đuôi .{extension} nhưng nội dung là {NAMES[kind]}. "
            f"Kiểm tra lại; nếu đúng là tệp cần gửi thì đổi đuôi thành .{kind}."
        )


def _check_content(shown: str, kind: Kind, data: bytes) -> int | None:
    if kind == "pdf":
        return check_pdf(shown, data)
    if kind in {"jpg", "png"}:
        check_image(shown, data)
    return None  # packages are measured before their kind is known
