"""Plain text and Markdown: which bytes are letters."""

from __future__ import annotations

import codecs
from dataclasses import replace
from hashlib import sha256
from typing import Final

from thidua.documents.files.names import split_extension
from thidua.reader.errors import Unreadable
from thidua.reader.model import Pages
from thidua.reader.plain import text_pages

_ENDINGS: Final = frozenset({"txt", "md", "markdown", "text"})
_OTHER_KINDS: Final = (b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_PAGE: Final = 5_000  # letters; a full page of an official paper holds about 3,000


def is_text(shown: str, data: bytes) -> bool:
    """True for a name of a text whose bytes do not show another kind."""
    return split_extension(shown)[1] in _ENDINGS and not data.startswith(_OTHER_KINDS)


def read_text_file(shown: str, data: bytes) -> Pages:
    """The lines of a text. Raises ``Unreadable`` for an empty file and for letters in an old Vietnamese code."""
    text = letters(shown, data)
    found = text_pages(text, shown)
    return replace(found, sha256=sha256(data).hexdigest(), count=max(found.count, -(-len(text) // _PAGE)))


def letters(shown: str, data: bytes) -> str:
    """The words of a text in UTF-8 or UTF-16; raises as ``read_text_file``."""
    text = _decode(shown, data)
    if not text.strip():
        raise Unreadable(f"Tệp “{shown}” rỗng. Kiểm tra lại tệp rồi thử lại.")
    return text


def _decode(shown: str, data: bytes) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        start = data[1:200:2]
        if start.count(0) * 5 > len(start) * 2:  # Latin letters in UTF-16 without its mark
            return data.decode("utf-16-le")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(
            f"Tệp “{shown}” không dùng bảng mã Unicode (có thể là TCVN3, VNI hoặc tệp nhị phân) nên không đọc được. "
            "Mở tệp, lưu lại với mã UTF-8 rồi thử lại."
        ) from None
    if "\x00" in text:
        raise Unreadable(f"Tệp “{shown}” không phải văn bản thuần. Gửi bản Word (.docx) hoặc PDF.")
    return text
