"""The gate for zip packages (DOCX, XLSX) that come from outside: nothing is parsed before its true size is known.

Sizes written in a zip are claims. Every entry is decompressed in small pieces and counted, so a bomb, an overlap or a
second archive hidden in the first is met here and not in the memory of a parser.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

MAX_ENTRIES: Final = 2_000
MAX_UNPACKED: Final = 200 * 2**20
MAX_RATIO: Final = 100
_RATIO_COUNTS_FROM: Final = 4 * 2**20  # small files of blanks compress very well and do no harm
_MAX_DIRECTORY: Final = 2**20
_PIECE: Final = 2**16
_END: Final = b"PK\x05\x06"
_ZIP64: Final = b"PK\x06\x07"
# External entities and billion laughs need a document type; office packages never have one.
_DOCTYPES: Final = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_XML: Final = (".xml", ".rels", ".vml")


class UnsafeArchive(Exception):
    """The package must not be opened; the text is one Vietnamese clause that says why, without a full stop."""


def ends_with_archive(data: bytes) -> bool:
    """Tell whether `data` ends as a zip archive does, whatever it begins with (a polyglot)."""
    at = data.rfind(_END, max(0, len(data) - 65_557))
    return at >= 0 and len(data) >= at + 22 and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open a zip package after counting every byte in it. Raises UnsafeArchive."""
    _check_directory(data)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
        _check_names([entry.orig_filename for entry in entries])
        total = 0
        for entry in entries:
            total += _measure(data, entry, MAX_UNPACKED - total)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        UnicodeDecodeError,
        ValueError,
        EOFError,
    ):
        raise UnsafeArchive("gói dữ liệu bên trong bị hỏng") from None
    return package


def _check_directory(data: bytes) -> None:
    at = data.rfind(_END, max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise UnsafeArchive("gói dữ liệu bên trong bị hỏng hoặc tải lên chưa hết")
    entries, size = struct.unpack("<HL", data[at + 10 : at + 16])
    if entries > MAX_ENTRIES or size > _MAX_DIRECTORY or data[at - 20 : at - 16] == _ZIP64:
        raise UnsafeArchive(f"bên trong có quá nhiều tệp (tối đa {MAX_ENTRIES})")


def _check_names(names: list[str]) -> None:
    if len(names) > MAX_ENTRIES:
        raise UnsafeArchive(f"bên trong có quá nhiều tệp (tối đa {MAX_ENTRIES})")
    for name in names:
        if "\x00" in name or "\\" in name or name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise UnsafeArchive("bên trong có đường dẫn trỏ ra ngoài")
    if len({name.lower() for name in names}) != len(names):
        raise UnsafeArchive("bên trong có hai tệp trùng tên")


def _measure(data: bytes, entry: zipfile.ZipInfo, room: int) -> int:
    """Return the true size of one entry. Raises UnsafeArchive if it is encrypted, false, too large, has a DOCTYPE."""
    if entry.flag_bits & 0x1:
        raise UnsafeArchive("nội dung bị khóa bằng mật khẩu")
    is_xml = entry.filename.lower().endswith(_XML)
    size, check, tail = 0, 0, b""
    for piece in _pieces(data, entry):
        size, check = size + len(piece), zlib.crc32(piece, check)
        if size > room or size > max(_RATIO_COUNTS_FROM, MAX_RATIO * entry.compress_size):
            raise UnsafeArchive("nội dung nén phình to bất thường khi mở (bom nén)")
        if is_xml:
            window = tail + piece
            if any(word in window for word in _DOCTYPES):
                raise UnsafeArchive("bên trong có khai báo DOCTYPE không được phép")
            tail = window[-32:]
    if size != entry.file_size or check != entry.CRC:
        raise UnsafeArchive("gói dữ liệu bên trong bị hỏng")
    return size


def _pieces(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of an entry in bounded pieces, trusting only its place and its compressed size."""
    header = data[entry.header_offset : entry.header_offset + 30]
    if header[:4] != b"PK\x03\x04" or len(header) < 30:
        raise zipfile.BadZipFile
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    start = entry.header_offset + 30 + name_length + extra_length
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[i : i + _PIECE]) for i in range(0, len(packed), _PIECE))
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise UnsafeArchive("kiểu nén bên trong không được hỗ trợ")
    inflate = zlib.decompressobj(-15)
    waiting: bytes | memoryview = packed
    while not inflate.eof:
        piece = inflate.decompress(waiting, _PIECE)
        waiting = inflate.unconsumed_tail
        if not piece and not waiting and not inflate.eof:
            raise zipfile.BadZipFile
        yield piece
    if inflate.unused_data:
        raise zipfile.BadZipFile
