"""From lines to paragraphs: sentences cut by a line end or a page are joined, slips of a scan looked through."""

from __future__ import annotations

import re
from functools import cache

from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import load
from thidua.reader.marks import closed, mark, upper
from thidua.reader.model import Block, Pages
from thidua.reader.raw import Raw, raws
from thidua.reader.repair import recognised, repair


def blocks(pages: Pages) -> tuple[Block, ...]:
    """One block for each paragraph or table cell, in reading order."""
    lines = raws(pages)
    wrap = _width(lines) if pages.origin != "docx" else 0
    groups: list[list[Raw]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, wrap):
            groups[-1].append(line)
        else:
            groups.append([line])
    scanned = pages.origin == "scan"
    return tuple(_block(index, group, scanned) for index, group in enumerate(groups))


def _block(index: int, group: list[Raw], scanned: bool) -> Block:
    first, last = group[0], group[-1]
    original = ""
    for line in group:
        glue = "" if not original or _hyphenated(original, line.text) else "\n" if line.cell else " "
        original += glue + line.text
    if scanned:
        original = recognised(original)
    text, repairs = repair(original)
    return Block(
        index,
        text,
        original,
        first.page,
        last.page,
        bold=all(line.bold or bool(line.heading) for line in group),
        italic=all(line.italic for line in group),
        centred=first.centred,
        cell=first.cell,
        repairs=repairs,
    )


def _hyphenated(before: str, after: str) -> bool:
    """A number symbol cut at its stroke (``26/KH-`` + ``UBND``) has no space."""
    return bool(re.search(r"/[A-ZĐ\d]*-?$", before)) and bool(re.match(r"[A-ZĐ]{2}", after))


def _width(lines: list[Raw]) -> int:
    """Printed width in characters when the file gives lines of print, 0 when it gives whole paragraphs."""
    lengths = sorted(len(line.text) for line in lines if line.cell is None and not line.whole)
    if len(lengths) < 12:
        return 0
    long = lengths[int(len(lengths) * 0.98) - 1]
    return long if 40 <= long <= 150 and lengths[len(lengths) // 2] > 20 else 0


@cache
def _dangling() -> frozenset[str]:
    return frozenset(str(word) for word in load("repairs")["dangling"])


@cache
def _openings() -> tuple[str, ...]:
    return tuple(fold(str(word)) for word in load("repairs")["openings"])


_WORD = re.compile(r"[^\W\d_]+")


def _goes_on(group: list[Raw], line: Raw, wrap: int) -> bool:
    last = group[-1]
    if line.cell is not None or last.cell is not None:
        return line.cell is not None and line.cell == last.cell
    if line.continues:
        return True
    if last.whole and line.page == last.page:
        return False
    text, before = line.text, last.text
    if _inside_name(before, text) or _blank_date(before, text) or _hyphenated(before, text):
        return not line.heading
    if mark(text) is not None or line.heading:
        return False
    begun = mark(group[0].text)
    if _in_capitals(before) or _in_capitals(text):
        wrapped = bool(wrap) and not line.gap
        return (
            begun is not None
            and begun.rank <= 5
            and _in_capitals(before)
            and _in_capitals(text)
            and (wrapped or before.endswith(","))
        )
    first = _WORD.search(text)
    if first is None:
        return bool(re.match(r"\d", text)) and not closed(before) and not _is_frame(before)
    if _is_frame(before) or _is_frame(text) or _BASIS.match(text):
        return False
    words = _WORD.findall(before)
    open_end = not closed(before) and (
        before.rstrip().endswith(",") or (bool(words) and words[-1].lower() in _dangling())
    )
    if first.group()[0].islower() and text[:1] not in '“"(':
        full = bool(wrap) and not line.gap and len(before) >= 0.72 * wrap
        return not closed(before) or (full and not before.endswith((".", ":")))
    if (open_end or _cut_inside(before, text)) and not last.heading:
        return True
    if not wrap or line.gap or last.whole:
        return False
    if fold(text).startswith(_openings()) and (closed(before) or len(before) < 0.8 * wrap):
        return False
    if last.bold != line.bold and len(before) < 0.8 * wrap:
        return False
    return len(before) >= (0.85 if closed(before) else 0.72) * wrap


@cache
def _named_behind() -> re.Pattern[str]:
    names = "|".join(re.escape(str(word)) for word in load("repairs")["named_behind"])
    return re.compile(rf"(?<!\w)(?:{names})$")


def _cut_inside(before: str, text: str) -> bool:
    """``… gửi về Phòng`` / ``Nội vụ`` and ``… UBND huyện`` / ``(qua Phòng Nội vụ)``: a page ends inside the sentence."""
    if closed(before) or len(before.split()) < 5:
        return False
    if text.startswith("("):
        return re.match(r"\((?:kem|ban hanh|du thao|da ky)", fold(text)) is None
    return _named_behind().search(before.rstrip()) is not None


_BASIS = re.compile(
    r"Căn cứ\s|Thực hiện\s+(?:Kế hoạch|Quyết định|Chỉ thị|Công văn|Nghị quyết|Hướng dẫn|Luật|Thông báo)\b"
)


@cache
def _dashed() -> frozenset[tuple[str, str]]:
    pairs = (str(name).split(" - ") for name in load("repairs")["dashed"])
    return frozenset((fold(first), fold(second)) for first, second in pairs)


def _inside_name(before: str, after: str) -> bool:
    """``Thi đua`` at the end of a line and ``- Khen thưởng`` at the beginning of the next are one name."""
    if not after.startswith(("-", "–")):
        if not before.rstrip().endswith((" -", " –")):
            return False
        before, after = before.rstrip()[:-1].rstrip(), "- " + after
    ends, begins = fold(before), fold(after.lstrip("-– "))
    return any(ends.endswith(first) and begins.startswith(second) for first, second in _dashed())


def _blank_date(before: str, after: str) -> bool:
    """``Hà Nội,`` over ``ngày …`` and ``ngày … tháng 3`` over ``năm 2024`` in a narrow column."""
    ends, begins = fold(before), fold(after)
    if len(before) > 60 or re.search(r"[.;:]$", ends):
        return False
    return (ends.endswith(",") and re.match(r"ngay\b.{0,16}thang\b", begins) is not None) or (
        re.search(r",\s*ngay\b.{0,8}thang\b.{0,5}$", ends) is not None
        and re.match(r"(?:thang|nam)\b", begins) is not None
    )


def _in_capitals(text: str) -> bool:
    return upper(text) and len(text) > 3


_FRAME = re.compile(
    r"(?:[\]|*\-–\s]*noi nhan|kinh gui|so\s*:|(?:tm|kt|tl|tuq|q)\s*\.\s*[a-z])|.*,\s*ngay\b.{0,14}thang\b.{0,12}nam\s*\d{0,4}\s*$"
)


def _is_frame(text: str) -> bool:
    """Lines of letterhead and signature stand alone."""
    return _FRAME.match(fold(text)) is not None and len(text) < 90
