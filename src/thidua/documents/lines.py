"""Lines of the head of a paper: names and words that stay whole, breaks where a clerk would set them.

Widths are those of Liberation Serif, which has the measures of Times New Roman, so that DOCX and PDF break alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from typing import Final, Literal

from PIL import ImageFont

from thidua.documents.model import Block, Closing, Heading, Paragraph, Signatures, Title, plain

FONTS: Final = Path(__file__).parent / "fonts"
NO_BREAK: Final = "\u00a0"
MOST_LINES: Final = 4  # longer heads are filled line after line
MOST_WORDS: Final = 24  # of longer heads no line more than needed is tried
Look = Literal["Regular", "Bold", "Italic"]

# The first word of a place's kind; whatever follows in a head is its proper name.
_PLACE: Final = re.compile(
    r"\b(thành phố|thị xã|thị trấn|phường|xã|huyện|quận|tỉnh|đặc khu)\s+(?!hội\b)(\S.*)$", re.IGNORECASE
)
_LONGEST_NAME: Final = 26  # letters; a longer name may break as any other words
_TOGETHER: Final = frozenset(
    each
    for line in (
        "phong trào|thi đua|cải cách|cách hành|hành chính|nhà nước|khen thưởng|kế hoạch|phát động|chuyên đề|chuyển đổi",
        "giai đoạn|thực hiện|địa bàn|đẩy mạnh|nâng cao|hiệu quả|quản trị|triển khai|tổ chức|sửa đổi|bổ sung|nội dung",
        "chất lượng|công tác|chỉ số|hài lòng|nhân dân|thành phố|thị xã|thị trấn|một số|hội đồng|ủy ban|đơn vị|cơ sở",
        "doanh nghiệp|phục vụ|người dân|thủ tục|kỷ luật|kỷ cương|đô thị|nông thôn|xây dựng|dịch vụ|trực tuyến|thu hồi",
        "giấy khen|danh sách|văn hóa|xã hội|kinh tế|hạ tầng|văn phòng|trung tâm|tiểu học|trung học|hồ sơ|đề nghị|kết quả",
    )
    for each in line.split("|")
)
_BEFORE: Final = frozenset({"năm", "số", "tháng", "ngày", "về", "của", "và", "các"})
_LEVELS: Final = frozenset({"phường", "xã", "huyện", "quận", "tỉnh"})  # a place's name may stand below its kind


_LEFT: Final = 0.42  # share of the left column of a head
_LEAST_LEFT_MM: Final = 58.0
_SPARE_MM: Final = 1.0
_TITLE_SPARE_MM: Final = 10.0


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a paper in lines; ``left_mm`` is the width of its left column."""

    left_mm: float
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    about: tuple[str, ...]
    date: tuple[str, ...]


def head(item: Heading, text_mm: float) -> Head:
    """Lines of the head on a page whose text is ``text_mm`` wide. A place with a long name gets a wider right column,
    so that the date keeps to one line; where even that is too narrow the day stands under the place."""
    dated = width(item.date_line, 13, "Italic") + _SPARE_MM
    left = max(_LEAST_LEFT_MM, min(text_mm * _LEFT, text_mm - dated))
    day: tuple[str, ...] = (item.date_line,)
    if dated > text_mm - left and ", ngày" in item.date_line:
        place, _, rest = item.date_line.partition(", ")
        day = (f"{place},", rest)
    room = left - _SPARE_MM
    return Head(
        left_mm=left,
        parent=tuple(balanced(item.parent_body.upper(), room, 12, "Regular")),
        issuer=tuple(balanced(item.issuer.upper(), room, 12)),
        about=tuple(balanced(item.about, room, 12, "Regular")),
        date=day,
    )


def subject(item: Title, text_mm: float) -> str:
    """What the paper is about, with the line breaks of its title."""
    return "\n".join(balanced(item.subject, text_mm - _TITLE_SPARE_MM, 14))


def kept(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with at least two lines of text held on the page of the signature."""
    out = list(blocks)
    for at, block in enumerate(blocks):
        if at == 0 or not isinstance(block, Closing | Signatures):
            continue
        before = out[at - 1]
        if not isinstance(before, Paragraph):
            continue
        out[at - 1] = replace(before, keep=True)
        above = out[at - 2] if at > 1 else None
        if isinstance(above, Paragraph) and width(plain(before.text), 14) < _SHORT_MM:
            out[at - 2] = replace(above, keep=True)
    return tuple(out)


_SHORT_MM: Final = 140.0  # a paragraph of one line


@cache
def _face(look: Look) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"LiberationSerif-{look}.ttf", 100)


def width(text: str, points: float, look: Look = "Regular") -> float:
    """Width of a line in millimetres."""
    return _face(look).getlength(text) * points / 100 * 25.4 / 72


def held(text: str) -> str:
    """The name of a body with its place's own name in one piece: ``THÀNH PHỐ PHAN RANG - THÁP CHÀM`` may break only
    after ``PHỐ``; no line begins with a dash."""
    text = text.replace(" - ", f"{NO_BREAK}- ").replace(" – ", f"{NO_BREAK}– ")
    found = _PLACE.search(text)
    if found is None or len(found[2]) > _LONGEST_NAME:
        return text
    return text[: found.start(2)] + found[2].replace(" ", NO_BREAK)


def balanced(text: str, room_mm: float, points: float, look: Look = "Bold") -> list[str]:
    """As few lines as fit into ``room_mm``, of about the same length, parted between words that do not belong
    together; given breaks are kept. A word wider than the room stands on a line of its own."""
    return list(_balanced(text, room_mm, points, look))


@lru_cache(maxsize=512)  # one head stands on hundreds of papers
def _balanced(text: str, room: float, points: float, look: Look) -> tuple[str, ...]:
    out: list[str] = []
    for part in filter(None, text.split("\n")):
        out += _parted(held(part).split(" "), room, points, look)
    return tuple(line.replace(NO_BREAK, " ") for line in out)


def _parted(words: list[str], room: float, points: float, look: Look) -> list[str]:
    sizes = [width(word, points, look) for word in words]
    space = width(" ", points, look)
    ends = [0.0, *accumulate(size + space for size in sizes)]
    filled = _filled(words, sizes, space, room)
    if len(filled) == 1 or len(filled) > MOST_LINES:
        return filled
    most = len(filled) if len(words) > MOST_WORDS else min(len(filled) + 1, MOST_LINES)

    def cost(cuts: tuple[int, ...]) -> float:
        widths = [ends[end] - ends[begin] - space for begin, end in pairwise((0, *cuts, len(words)))]
        over = sum(max(0.0, each - room) for each in widths)
        uneven = sum((max(widths) - each) ** 2 for each in widths) / room**2
        return over * 1000 + sum(_torn(words, at) for at in cuts) + len(widths) * 1.2 + uneven

    tries = (cuts for number in range(len(filled), most + 1) for cuts in combinations(range(1, len(words)), number - 1))
    best = min(tries, key=cost)
    return [" ".join(words[begin:end]) for begin, end in pairwise((0, *best, len(words)))]


def _filled(words: list[str], sizes: list[float], space: float, room: float) -> list[str]:
    lines, left = [words[0]], room - sizes[0]
    for word, size in zip(words[1:], sizes[1:], strict=True):
        if size + space <= left:
            lines[-1] += f" {word}"
            left -= size + space
        else:
            lines.append(word)
            left = room - size
    return lines


def _torn(words: list[str], at: int) -> float:
    """How much a break before word ``at`` parts what belongs together."""
    before, after = words[at - 1].lower(), words[at].lower()
    last, first = before.rsplit(NO_BREAK, 1)[-1], after.split(NO_BREAK, 1)[0].rstrip(",;")
    if last in _LEVELS:
        return 0.3
    return 2.0 if f"{last} {first}" in _TOGETHER or last in _BEFORE or last in {"-", "–"} else 0.0
