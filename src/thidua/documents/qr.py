"""QR marks for certificates: SVG for PDF pages, PNG for DOCX packages.

One fixed mask is used instead of trying all eight: any mask is readable, and trying costs six times as much.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

import segno

_MASK = 2
_SCALE = 6


def _code(url: str) -> segno.QRCode:
    return segno.make(url, error="m", micro=False, mask=_MASK, boost_error=False)


@lru_cache(maxsize=512)
def svg(url: str) -> str:
    """The mark as an SVG with one path, two modules of quiet zone around it."""
    matrix = _code(url).matrix
    side = len(matrix) + 4
    parts = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                parts.append(f"M{start + 2} {y + 2}h{x - start}v1h{start - x}z")
            x = max(x, start + 1)
    path = "".join(parts)
    box = f'viewBox="0 0 {side} {side}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path d="{path}"/></svg>'


@lru_cache(maxsize=512)
def png(url: str) -> bytes:
    """The mark as a black and white PNG of one bit a dot, six dots a module, two modules of quiet zone."""
    matrix = _code(url).matrix
    side = (len(matrix) + 4) * _SCALE
    length = (side + 7) // 8
    blank = b"\0" + b"\xff" * length  # a leading byte names the filter of the line: none
    lines = [blank] * (2 * _SCALE)
    for row in matrix:
        dots = "1" * (2 * _SCALE) + "".join(("0" if dark else "1") * _SCALE for dark in row)
        bits = int(dots.ljust(length * 8, "1"), 2).to_bytes(length, "big")
        lines += [b"\0" + bits] * _SCALE
    lines += [blank] * (2 * _SCALE)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    data = zlib.compress(b"".join(lines), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
