"""Pictures of pages to lines by tesseract with its Vietnamese data, one page at a time."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from PIL import Image, ImageOps

from thidua.reader.errors import Unreadable
from thidua.reader.model import Line, Pages
from thidua.reader.sources import layout, paragraphs
from thidua.reader.sources.layout import Piece

type Picture = Image.Image
type Box = tuple[float, float, float, float]  # left, top, right, bottom

SECONDS_A_PAGE: Final = 120
_INSTALL: Final = "Quản trị cài bằng: apt install tesseract-ocr tesseract-ocr-vie; hoặc gửi bản Word hay PDF có chữ."
_A4_WIDTH: Final = 595.0  # points
_WANTED: Final = 2_300  # dots across a page: letters of 14 points are then about 40 dots high
_LEAST_SURE: Final = 0.6
_DOUBTFUL: Final = 0.84
_MOST_AGAIN: Final = 12  # lines of a page
_EDGE: Final = 10  # dots
_BARS: Final = frozenset({"|", "||", "¦", "[", "]", "{", "}", "_"})
_DASHES: Final = frozenset({"-", "–", "—", "~", "+", "*", "•"})
_DASH_READ: Final = re.compile(r"^[~—–¬=](?=\s|[^\W\d_])\s*")  # a printed dash at the start of a line


def missing() -> str:
    """A Vietnamese sentence when pictures cannot be read on this computer, else empty."""
    program = shutil.which("tesseract")
    if program is None:
        return f"Máy chủ chưa cài tesseract nên không đọc được chữ trong ảnh. {_INSTALL}"
    if "vie" not in _languages(program):
        return f"Máy chủ có tesseract nhưng thiếu dữ liệu tiếng Việt (vie) nên không đọc được chữ trong ảnh. {_INSTALL}"
    return ""


@cache
def _languages(program: str) -> frozenset[str]:
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())


def read_picture(data: bytes, name: str, digest: str, tell: Callable[[int, int], None]) -> Pages:
    """The lines of a JPG or PNG that was already measured. Raises ``Unreadable`` without tesseract."""
    if lacking := missing():
        raise Unreadable(f"Tệp “{name}” là ảnh. {lacking}")
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            shown = _upright(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Unreadable(f"Tệp “{name}” là ảnh bị hỏng. Chụp hoặc quét lại rồi thử lại.") from None
    lines = tuple(read(shown, 1))
    tell(1, 1)
    return Pages("scan", name, digest, 1, lines)


def _upright(opened: Picture) -> Picture:
    """Grey, on white, turned as the camera says, of a size tesseract knows best."""
    turned = ImageOps.exif_transpose(opened)
    if turned.mode in {"RGBA", "LA", "PA", "P"}:
        turned = turned.convert("RGBA")
        white = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(white, turned)
    grey = turned.convert("L")
    scale = _WANTED / max(1, min(grey.size))
    if 0.6 < scale < 1.15:
        return grey
    size = (max(1, round(grey.width * min(scale, 4))), max(1, round(grey.height * min(scale, 4))))
    return grey.resize(size, Image.Resampling.LANCZOS)


def read(picture: Picture, page: int, before: Line | None = None) -> Iterator[Line]:
    """The lines of one page in reading order; ``before`` is the last line of the page before. Raises ``Unreadable`` when tesseract fails or takes too long."""
    straight = straightened(picture)
    asked = _on_its_side(straight)
    if asked and (turned := _turned(straight, page)) is not None:
        straight = straightened(turned)
    (pieces,) = _recognise([straight], page)
    if _certainty(pieces) < _LEAST_SURE and not asked:
        turned = _turned(straight, page)
        if turned is not None:
            turned = straightened(turned)
            (again,) = _recognise([turned], page)
            if _certainty(again) > _certainty(pieces):
                straight, pieces = turned, again
    pieces = _closer(straight, pieces, page)
    scale = _A4_WIDTH / straight.width if straight.height > straight.width else 842.0 / straight.width
    scaled = [
        replace(
            p,
            text=_DASH_READ.sub("- ", p.text.lstrip("_")),
            left=p.left * scale,
            right=p.right * scale,
            top=p.top * scale,
            bottom=p.bottom * scale,
            size=p.size * scale,
        )
        for p in pieces
    ]
    kept = layout.without_furniture(scaled, straight.height * scale)
    yield from paragraphs.lines(kept, page, None, before)


def _certainty(pieces: list[Piece]) -> float:
    """How sure a whole page is; none for a page of a few letters."""
    return _mean(pieces) if sum(len(piece.text) for piece in pieces) > 20 else 0.0


def _mean(pieces: list[Piece]) -> float:
    letters = sum(len(piece.text) for piece in pieces)
    return sum(len(piece.text) * piece.sure for piece in pieces) / letters if letters else 0.0


def _closer(picture: Picture, pieces: list[Piece], page: int) -> list[Piece]:
    """A second look where the first goes wrong: columns side by side are read one by one, doubtful lines alone."""
    sides = [
        ([p for p in pieces if top <= p.middle <= bottom and left <= p.middle_x < right], (left, top, right, bottom))
        for top, bottom, split in layout.columns(pieces)
        for left, right in ((0.0, split), (split, float(picture.width)))
    ]
    pieces = _better(picture, pieces, sides, "6", page)
    doubtful = [p for p in pieces if len(p.text) > 3 and (p.sure < _DOUBTFUL or p.least < _LEAST_SURE)]
    alone = [([p], (p.left, p.top, p.right, p.bottom)) for p in doubtful[:_MOST_AGAIN]]
    return _better(picture, pieces, alone, "7", page)


def _better(
    picture: Picture, pieces: list[Piece], asked: list[tuple[list[Piece], Box]], mode: str, page: int
) -> list[Piece]:
    """The pieces with those inside a box read again, box by box, where that makes them surer."""
    parts: list[Picture] = []
    places: list[tuple[list[Piece], int, int]] = []
    for old, box in asked:
        left, top = max(0, int(box[0]) - _EDGE), max(0, int(box[1]) - _EDGE)
        right, bottom = min(picture.width, int(box[2]) + _EDGE), min(picture.height, int(box[3]) + _EDGE)
        if old and right - left >= 20 and bottom - top >= 20:
            parts.append(ImageOps.expand(picture.crop((left, top, right, bottom)), _EDGE, fill=255))
            places.append((old, left - _EDGE, top - _EDGE))
    for (old, dx, dy), found in zip(places, _recognise(parts, page, mode), strict=True):
        new = [replace(p, left=p.left + dx, right=p.right + dx, top=p.top + dy, bottom=p.bottom + dy) for p in found]
        if _mean(new) > _mean(old):
            gone = set(map(id, old))
            pieces = [piece for piece in pieces if id(piece) not in gone] + new
    return pieces


# ---------------------------------------------------------------- straight pages


def straightened(picture: Picture) -> Picture:
    """The page turned by at most 3 degrees so that its lines lie level, white at the corners."""
    small = _small(picture)
    angle = max((n / 4 for n in range(-12, 13)), key=lambda a: (_levelness(small, a), -abs(a)))
    if abs(angle) < 0.2:
        return picture
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _small(picture: Picture) -> Picture:
    return ImageOps.autocontrast(picture.resize((600, max(1, round(600 * picture.height / picture.width)))), cutoff=1)


def _on_its_side(straight: Picture) -> bool:
    """Its columns are darker and lighter than its rows: lines of print run upwards (three times and more, against a
    third on an upright page, be it full of tables)."""
    small = _small(straight)
    return _levelness(small.transpose(Image.Transpose.ROTATE_90), 0) > 1.5 * _levelness(small, 0)


def _levelness(small: Picture, angle: float) -> float:
    """Lines that lie level make rows of the picture very dark or very light: the variance of their means."""
    turned = small.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    means = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    mean = sum(means) / len(means)
    return sum((value - mean) ** 2 for value in means)


def _turned(picture: Picture, page: int) -> Picture | None:
    """The page turned by a quarter or a half where tesseract sees that it lies so."""
    answer = _run([picture], ["-l", "osd", "--psm", "0"], page, strict=False)
    for line in answer.splitlines():
        key, _, value = line.partition(":")
        if key.strip() == "Rotate" and value.strip() in {"90", "180", "270"}:
            return picture.rotate(-int(value), expand=True)
    return None


# ---------------------------------------------------------------- tesseract


def _recognise(pictures: list[Picture], page: int, mode: str = "3") -> list[list[Piece]]:
    """Pieces of lines of each picture as tesseract finds them, cut where columns part; in dots. ``mode`` 6 is one
    block, 7 one line. All pictures go in one run: starting the program costs more than reading a line."""
    if not pictures:
        return []
    table = _run(pictures, ["-l", "vie", "--psm", mode, "--dpi", "300", "tsv"], page)
    lines: list[dict[tuple[str, ...], list[Piece]]] = [{} for _ in pictures]
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, wide, high = (float(cell) for cell in cells[6:10])
        sure = max(0.0, float(cells[10]) / 100)
        if _is_speck(cells[11].strip(), sure):
            continue
        word = cells[11].strip()
        least = sure if len(word) > 2 else 1.0
        piece = Piece(word, left, left + wide, top, top + high, max(high, 1.0), sure=sure, least=least)
        lines[int(cells[1]) - 1].setdefault(tuple(cells[2:5]), []).append(piece)
    return [_alone([piece for words in each.values() for piece in _cut(words)]) for each in lines]


def _alone(found: list[Piece]) -> list[Piece]:
    """Without the dirt that lies on other pieces."""
    return [piece for piece in found if not any(_within(piece, other) for other in found)]


def _is_speck(word: str, sure: float) -> bool:
    """Dirt read as a sign: short, without letters, and tesseract itself is in doubt; bars are edges of the paper."""
    if any(sign.isalnum() for sign in word):
        return False
    return word in _BARS or (sure < 0.5 and word not in _DASHES)


def _within(piece: Piece, other: Piece) -> bool:
    """A short piece that lies inside a line is dirt on it."""
    if piece is other or len(piece.text) > 2 or len(other.text) < 6:
        return False
    return other.left < piece.left and piece.right < other.right and other.top < piece.middle < other.bottom


def _cut(words: list[Piece]) -> Iterator[Piece]:
    """One tesseract line; heights are made equal first, since a word without marks is lower."""
    size = sorted(word.size for word in words)[len(words) // 2]
    line: list[Piece] = []
    for word in words:
        even = replace(word, size=size)
        listed = len(line) == 1 and layout.MARKER.match(line[0].text)  # its words may stand far from a list mark
        if line and even.left - line[-1].right > 2.2 * size and not listed:
            yield layout.join(line)
            line = []
        line.append(even)
    if line:
        yield layout.join(line)


def _run(pictures: list[Picture], options: list[str], page: int, *, strict: bool = True) -> str:
    program = shutil.which("tesseract") or "tesseract"
    out = io.BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=pictures[1:])
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", *options],
            input=out.getvalue(),
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            check=strict,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(
            f"Trang {page} đọc quá {SECONDS_A_PAGE} giây chưa xong. Quét lại ở 300 dpi, đen trắng rồi thử lại."
        ) from None
    except (subprocess.CalledProcessError, OSError):
        raise Unreadable(f"Trang {page} không nhận dạng được chữ. Quét lại rõ hơn hoặc gửi bản Word.") from None
    return done.stdout.decode("utf-8", "replace")
