"""QR marks for certificates: dots for PDF pages, PNG for DOCX packages.

segno lays out one empty mark for each size; the marks themselves are filled here, because a pack of certificates
differs only in its data and segno takes 1.5 ms for each. One fixed mask is used instead of trying all eight: any
mask is readable. For a full mark the dots are those segno draws at correction level M (tested for every size).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

import segno
from segno import consts

_MASK = 2  # inverts every third column
_SCALE = 6
_QUIET = 2
_LARGEST = 9  # sizes from 10 on count their text in two bytes


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An empty mark: dots with the fixed patterns, places of the data bits in order, lengths of its blocks."""

    side: int
    dots: tuple[int, ...]
    places: tuple[tuple[int, int], ...]  # index of the dot, 1 where the mask inverts it
    blocks: tuple[int, ...]  # data bytes of each block
    check: int  # correction bytes of each block

    @property
    def room(self) -> int:
        return sum(self.blocks)


@cache
def _sheet(version: int) -> _Sheet:
    """The empty mark of a size, read off one made by segno."""
    code = segno.make(".", version=version, error="m", mask=_MASK, boost_error=False, mode="byte")
    kinds = [[int(kind) for kind in row] for row in cast("Iterable[bytes]", code.matrix_iter(border=0, verbose=True))]
    data = {consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT}
    kinds[8][len(kinds) - 9] = consts.TYPE_DATA_DARK  # segno names it a format dot, but fills it with data
    side = len(kinds) + 2 * _QUIET
    dots = [255] * (side * side)
    for y, row in enumerate(code.matrix):
        for x, dark in enumerate(row):
            dots[(y + _QUIET) * side + x + _QUIET] = 0 if dark else 255
    places = tuple(
        ((y + _QUIET) * side + x + _QUIET, int(x % 3 == 0)) for y, x in _path(len(kinds)) if kinds[y][x] in data
    )
    blocks: list[int] = []
    check = 0
    for block in cast("Any", consts.ECC)[version][consts.ERROR_LEVEL_M]:
        blocks += [block.num_data] * block.num_blocks
        check = block.num_total - block.num_data
    return _Sheet(side, tuple(dots), places, tuple(blocks), check)


def _path(side: int) -> list[tuple[int, int]]:
    """Dots in the order of the bits: pairs of columns from the right, up and down in turn, past the timing column."""
    path: list[tuple[int, int]] = []
    upward = True
    right = side - 1
    while right > 0:
        if right == 6:
            right -= 1
        rows = range(side - 1, -1, -1) if upward else range(side)
        path += [(y, x) for y in rows for x in (right, right - 1)]
        upward = not upward
        right -= 2
    return path


@cache
def _powers() -> tuple[list[int], list[int]]:
    """Powers and logarithms of the field of 256 with x^8 + x^4 + x^3 + x^2 + 1."""
    power, log = [0] * 512, [0] * 256
    value = 1
    for n in range(255):
        power[n], log[value] = value, n
        value = value << 1 ^ (0x11D if value & 128 else 0)
    power[255:510] = power[:255]
    return power, log


@cache
def _multiples(check: int) -> list[int]:
    """The correction polynomial of ``check`` bytes times each of the 256 values, as whole numbers."""
    power, log = _powers()
    polynomial = [1]
    for n in range(check):
        longer = [*polynomial, 0]
        for place, factor in enumerate(polynomial):
            longer[place + 1] ^= power[log[factor] + n] if factor else 0
        polynomial = longer
    table = [0]
    for factor in range(1, 256):
        table.append(int.from_bytes(power[log[factor] + log[part]] if part else 0 for part in polynomial[1:]))
    return table


def _correction(block: bytes, check: int) -> bytes:
    """Correction bytes of a block."""
    table = _multiples(check)
    top, rest = 8 * (check - 1), 0
    low = (1 << top) - 1
    for byte in block:
        rest = (rest & low) << 8 ^ table[byte ^ rest >> top]
    return rest.to_bytes(check)


def _words(data: bytes, sheet: _Sheet) -> bytes:
    """Data in byte mode, padded, with its correction, blocks woven together."""
    room = sheet.room
    head = (4 << 8 | len(data)) << 8 * len(data) | int.from_bytes(data)
    text = (head << 4).to_bytes(len(data) + 2)  # the four closing zero bits end the last byte
    text += (b"\xec\x11" * room)[: room - len(text)]
    blocks, start = [], 0
    for length in sheet.blocks:
        blocks.append(text[start : start + length])
        start += length
    checks = [_correction(block, sheet.check) for block in blocks]
    longest = max(sheet.blocks)
    woven = bytes(block[n] for n in range(longest) for block in blocks if n < len(block))
    return woven + bytes(part[n] for n in range(sheet.check) for part in checks)


@lru_cache(maxsize=512)
def dots(url: str) -> tuple[int, tuple[int, ...]]:
    """Side and grey values of the mark, one dot a module, row by row, two modules of quiet zone around it.

    Raises ``ValueError`` when the text is longer than a mark of size 9 holds (180 bytes).
    """
    data = url.encode()
    version = next((n for n in range(1, _LARGEST + 1) if _sheet(n).room >= len(data) + 2), None)
    if version is None:
        raise ValueError("Địa chỉ kiểm tra dài quá 180 ký tự, không in được mã QR.")
    sheet = _sheet(version)
    words = _words(data, sheet)
    bits = f"{int.from_bytes(words):0{8 * len(words)}b}"
    values = list(sheet.dots)
    for (place, inverted), bit in zip(sheet.places, bits.ljust(len(sheet.places), "0"), strict=True):
        values[place] = 255 if (bit == "1") == inverted else 0
    return sheet.side, tuple(values)


@lru_cache(maxsize=512)
def png(url: str) -> bytes:
    """The mark as a black and white PNG of one bit a dot, six dots a module."""
    side, values = dots(url)
    width = side * _SCALE
    length = (width + 7) // 8
    lines = []
    for y in range(side):
        row = "".join(("1" if value else "0") * _SCALE for value in values[y * side : (y + 1) * side])
        bits = int(row.ljust(length * 8, "1"), 2).to_bytes(length)
        lines += [b"\0" + bits] * _SCALE  # a leading byte names the filter of the line: none
    header = struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0)
    data = zlib.compress(b"".join(lines), 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
