"""Lines without the marks of their file: Markdown gone, columns of the letterhead parted, tables kept as cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from thidua.documents.vietnamese import nfc
from thidua.reader.grammar.folded import fold
from thidua.reader.letters import LOWER, UPPER
from thidua.reader.marks import is_ward, upper
from thidua.reader.model import Cell, Line, Pages
from thidua.reader.typed_tables import ruled


@dataclass(frozen=True, slots=True)
class Raw:
    """A line ready to be joined. ``gap`` says that a blank line or a wider space stands above it."""

    text: str
    page: int
    whole: bool = False
    bold: bool = False
    italic: bool = False
    centred: bool = False
    heading: int = 0
    gap: bool = False
    cell: Cell | None = None
    continues: bool = False


_STRAY_MARK = re.compile("(?<=\\w)[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]+")
"""A second tone over one letter: no letter has two, a scan sees them."""
_RULE = re.compile(r"[\W_]*")
_PAGE_NUMBER = re.compile(r"(?:trang\s+)?[-–(]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–)]?", re.IGNORECASE)
_HEADING = re.compile(r"\s*(#{1,6})\s+")
_ESCAPED = re.compile(r"\\([-*#_.>\[\]()!|+])")
_SPACE = re.compile(r"[ \t\r\n\v\f]+")
_GAP = re.compile(r"\t+|\s{3,}|\s+\|\s+|\|$")
_FUSED = re.compile(
    rf"^(?P<a>[IVX]{{1,5}}(?:\.\d+)?\s*[.:)/]?\s+[^{LOWER}\n]{{4,150}}?)\s*(?P<b>(?:1|a|A)\s*[.)]\s*[{UPPER}][{LOWER}][^\n]*)$"
)
_OPEN = re.compile(r"(?:\bso\s*:?|\bngay|\bthang|\bnam|/)\s*$")
_MOTTO = re.compile(r"cong\s+hoa\s+xa\s+hoi|doc\s+lap\s*-\s*tu\s+do")
_DATED = re.compile(r"(?<=\w)\s+(?=[^\d,/]{2,40},\s*ngay\s)")
_SIGNS = re.compile(r"(?<=\S)\s+(?=(?:tm|kt|tl|tuq|q)\s*[.]\s*[a-z]{2})")


def raws(pages: Pages) -> list[Raw]:
    """The lines of the file in reading order."""
    lines = _layout_tables(ruled(pages.lines))
    bold = _bold(lines)
    out = list(_columns([each for line, strong in zip(lines, bold, strict=True) for each in _clean(line, strong)]))
    return _tidy(out)


def _bold(lines: list[Line]) -> list[bool]:
    """Which lines are bold as a whole; Markdown's bold may run over several lines."""
    out, inside = [], False
    for line in lines:
        text = line.text.strip().lstrip("#").strip()
        count = 0 if text.startswith("** ") else text.count("**")
        begins = inside or text.startswith("**")
        inside ^= bool(count % 2)
        ends = inside or text.endswith("**")
        out.append(line.bold or (begins and ends and (count < 3 or "****" in text)))
        if not text:
            inside = False
    return out


def _clean(line: Line, bold: bool) -> Iterator[Raw]:
    text = _STRAY_MARK.sub("", nfc(line.text))
    if line.number and not text.startswith(line.number):
        text = f"{line.number} {text}"
    heading = line.heading
    if found := _HEADING.match(text):
        heading, text = len(found.group(1)), text[found.end() :]
    if "\\" in text or "<br" in text:
        text = _ESCAPED.sub(r"\1", text.replace("<br>", "\n").replace("<br/>", "\n"))
    for part in re.split(r"\*{4}|\*\*\s*\*\*(?=\S)", text):
        star = re.match(r"\s*\*{1,2}\s+(?=\S)", part) is not None
        bare = part.replace("*", "").replace("#", "") if "#" in part or "*" in part else part
        for piece in bare.replace("__", "").split("\n"):
            plain = piece.rstrip()
            if star and plain.strip():
                plain, star = "* " + plain.strip(), False
            yield Raw(
                plain, line.page, line.whole, bold, line.italic, line.centred, heading, False, line.cell, line.continues
            )


def _columns(raws: list[Raw]) -> Iterator[Raw]:
    """Letterhead and signature printed side by side on one line are parted; the left column is told first."""
    title = next((i for i, raw in enumerate(raws) if _doc_type(raw.text)), 0)
    foot = next(
        (i for i, raw in reversed(list(enumerate(raws))) if fold(raw.text).lstrip(" ]|-*").startswith("noi nhan")),
        len(raws),
    )
    within = _frames_within(raws, title, foot)
    left: list[Raw] = []
    right: list[Raw] = []
    for index, raw in enumerate(raws):
        head = index < title or within.get(index) == "head"
        side = head or index >= foot or index in within
        if left and index - 1 in within and within.get(index) != within[index - 1]:
            yield from left + right
            left, right = [], []
        if raw.cell is not None or not side or not raw.text.strip():
            if side:
                (right or left).append(raw)
                continue
            yield from left + right
            left, right = [], []
            yield raw
            continue
        parts = _parts(raw.text, head)
        left.extend(replace(raw, text=part) for part in parts[:1])
        right.extend(replace(raw, text=part) for part in parts[1:])
    yield from left + right


def _frames_within(raws: list[Raw], title: int, foot: int) -> dict[int, str]:
    """Letterheads and ends of papers printed side by side in the middle of the file, as where a decision stands before
    the plan it issues: the lines of each, up to the next title or for as long as one is."""
    out: dict[int, str] = {}
    for index in range(title, foot):
        if index in out or raws[index].cell is not None:
            continue
        folded = fold(raws[index].text)
        wide = len([part for part in _GAP.split(raws[index].text.strip()) if part.strip()]) > 1
        if wide and _MOTTO.search(folded):
            kind, longest = "head", 10
        elif wide and folded.lstrip(" ]|-*").startswith("noi nhan"):
            kind, longest = "foot", 20
        else:
            continue
        for at in range(index, min(index + longest, foot)):
            if at > index and (_doc_type(raws[at].text) or (kind == "foot" and _MOTTO.search(fold(raws[at].text)))):
                break
            out[at] = kind
    return out


def _parts(text: str, head: bool) -> list[str]:
    parts: list[str] = []
    for part in _GAP.split(text.strip()):
        if parts and _OPEN.search(fold(parts[-1])):
            parts[-1] += " " + part  # a blank left for the number or the day is no column
        elif part.strip():
            parts.append(part)
    if len(parts) > 1:
        return parts
    folded = fold(text)
    numbered = re.match(r"\s*so\s*[:.]?\s*[\dlo]{0,5}[\s._]*[-/]", folded)
    where = (_MOTTO, _DATED) if head and numbered else (_MOTTO,) if head else (_SIGNS,)
    for pattern in where:
        if (found := pattern.search(folded)) and found.start() > 0 and folded[: found.start()].strip():
            return [text[: found.start()], text[found.start() :]]
    if head and (found := _MOTTO.match(folded)):
        return ["", text]
    return [text]


_TYPES = (
    "ke hoach",
    "quyet dinh",
    "huong dan",
    "cong dien",
    "thong bao",
    "quy che",
    "quy dinh",
    "chi thi",
    "nghi quyet",
    "chuong trinh",
    "de an",
    "bao cao",
    "to trinh",
    "the le",
    "phuong an",
)


def _doc_type(text: str) -> bool:
    line = text.strip(" *#")
    return line[:1].isupper() and not is_ward(line) and " ".join(fold(text).split()).strip(" .:*#") in _TYPES


def _layout_tables(lines: Iterable[Line]) -> list[Line]:
    """Tables that only place the letterhead or the signature become lines, column by column."""
    kept = list(lines)
    tables: dict[int, list[int]] = {}
    for index, line in enumerate(kept):
        if line.cell is not None:
            tables.setdefault(line.cell.table, []).append(index)
    for places in tables.values():
        cells = [kept[i] for i in places]
        words = fold(" ".join(line.text for line in cells))
        frame = _MOTTO.search(words) or "noi nhan" in words or re.search(r"(?<!\w)(?:tm|kt|tl|tuq)\s*\.", words)
        if not frame or max(line.cell.columns for line in cells if line.cell) > 3:
            continue
        ordered = sorted(cells, key=lambda line: (line.cell.column, line.cell.row) if line.cell else (0, 0))
        for place, line in zip(places, ordered, strict=True):
            kept[place] = replace(line, cell=None)
    return kept


def _tidy(raws: list[Raw]) -> list[Raw]:
    """Empty lines, rules and page numbers gone, spaces single; fused headings parted."""
    out: list[Raw] = []
    gap = True
    for raw in raws:
        blank = not raw.text.strip() or (raw.cell is None and _RULE.fullmatch(raw.text) is not None)
        if blank or _is_page_number(raw, out, gap):
            gap = True
            continue
        out.append(replace(raw, text=_single(raw.text), gap=gap or raw.gap))
        gap = raw.cell is not None
    return [part for raw in out for part in _unfuse(raw)]


def _single(text: str) -> str:
    """Spaces single, none at the ends; wide spaces of print (no-break) stay."""
    return (text if "  " not in text and text.isprintable() else _SPACE.sub(" ", text)).strip()


def _is_page_number(raw: Raw, before: list[Raw], gap: bool) -> bool:
    if raw.cell is not None or not _PAGE_NUMBER.fullmatch(raw.text.strip()):
        return False
    return gap or not before or before[-1].page != raw.page


def _unfuse(raw: Raw) -> Iterator[Raw]:
    """``I. MỤC ĐÍCH, YÊU CẦU 1. Mục đích`` is two headings."""
    found = _FUSED.match(raw.text) if raw.cell is None else None
    if found is None or not upper(found.group("a")):
        yield raw
        return
    yield replace(raw, text=found.group("a").strip())
    yield replace(raw, text=found.group("b").strip(), gap=True)
