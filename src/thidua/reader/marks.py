"""What a paragraph begins with: ``III.``, ``Điều 5.``, ``1.2.``, ``đ)``, ``-`` … and whether it looks like a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from thidua.documents.vietnamese import nfc
from thidua.reader.letters import UPPER

_ORDINALS = "nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám"


@dataclass(frozen=True, slots=True)
class Mark:
    """A list marker: ``key`` tells the styles apart that may hang under each other (``bullet-``, ``bullet+``),
    ``rank`` is the usual depth, ``end`` where the words begin."""

    style: str
    key: str
    label: str
    rank: float
    end: int


_FORMS: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("part", 0, re.compile(rf"(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+)?([IVX]+|\d+|[A-H]|(?i:{_ORDINALS}))\b\s*[.:\-–]?\s*")),
    ("chapter", 1, re.compile(r"(?:CHƯƠNG|Chương)\s+([IVXLC]+|\d+)\b\s*[.:\-–]?\s*")),
    (
        "appendix",
        0,
        re.compile(
            rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+|SỐ\s+)?([IVX]+|\d+))?\s*(?=$|[.:\-–(]|[{UPPER}]{{2}})[.:\-–]?\s*"
        ),
    ),
    ("article", 4, re.compile(r"(?:ĐIỀU|Điều)\s+(\d{1,3}[a-z]?)\s*[.:\-–]\s*")),
    ("roman", 3, re.compile(rf"([IVX]+(?:\.\d{{1,2}})+)\s*[.:)\-–]?\s+(?=[{UPPER}“\"(])")),
    ("roman", 3, re.compile(rf"([IVXLl|1]*[IVXl|][IVXLl|1]*)\s*[.:)/\-–]\s*(?=[{UPPER}“\"(])")),
    ("capital", 2, re.compile(rf"([A-HK-NĐ])\s*[.:)\-–]\s+(?=[{UPPER}“\"(])")),
    ("decimal", 6, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.):]?\s+(?=[^\W\d_]|[“\"(\d])")),
    ("decimal", 6, re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s*[.):]\s*(?=[{UPPER}“\"(])")),
    ("decimal", 5, re.compile(rf"([A-HK-NĐ]\.?\d{{1,2}})\s*[.):]\s+(?=[{UPPER}“\"(])")),
    (
        "division",
        2.5,
        re.compile(rf"(?:MỤC|Mục)\s+([IVX]+|\d{{1,2}})\s*(?:[.:\-–]\s*(?=$|[{UPPER}])|$|(?=[{UPPER}]{{2}}))"),
    ),
    ("paren", 8.1, re.compile(r"\((\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s*(?=\S)")),
    (
        "ordinal",
        7.8,
        re.compile(rf"((?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:{_ORDINALS}|chín|mười))\s*[,:.]\s*"),
    ),
    ("step", 7.5, re.compile(r"(?:BƯỚC|Bước)\s+(\d{1,2})\s*[.:\-–]?\s*")),
    ("arabic", 5, re.compile(r"(\d{1,2})\s*[.)/]\s+(?=\S)")),
    ("arabic", 5, re.compile(r"(\d{1,2})\s*[.)/]\s*(?=[^\W\d_]|[“\"(])")),
    ("arabic", 5, re.compile(rf"(\d{{1,2}})\s*[\-–]\s+(?=[{UPPER}“\"])")),
    ("subletter", 8.2, re.compile(r"([a-zđ]\.?\d{1,2})\s*[.):]\s*(?=\S)")),
    ("letter", 8, re.compile(r"([a-zđ])\s*[)/]\s*(?=\S)")),
    ("letter", 8, re.compile(rf"([a-zđ])\s*[.]\s*(?=[{UPPER}“\"(])")),
    ("letter", 8, re.compile(rf"([a-zđ])\s*[-–]\s+(?=[{UPPER}“\"])")),
    ("letter", 8, re.compile(rf"([a-zđ])\s*[\-–]\s+(?=[{UPPER}“\"(])")),
    ("star", 9, re.compile(r"([*])\s*(?=\S)")),
    ("bullet", 10, re.compile(r"([-–—−])\s*(?=\S)")),
    ("bullet", 11, re.compile(r"([+])\s*(?=\S)")),
    ("bullet", 12, re.compile(r"([•●▪·○◦§➢✓❖►▶→⇒♦■□◆✔»])\s*(?=\S)")),
)
_SIGNS = tuple(form for form in _FORMS if form[0] in ("star", "bullet"))
_SIGN = frozenset("*-–—−+•●▪·○◦§➢✓❖►▶→⇒♦■□◆✔»")  # no other form begins with them
_DASHES = dict.fromkeys("–—−", "-")


@lru_cache(maxsize=4096)
def mark(text: str) -> Mark | None:
    """The marker ``text`` begins with, or None."""
    for style, rank, form in _SIGNS if text[:1] in _SIGN else _FORMS:
        found = form.match(text)
        if found is None:
            continue
        label = found.group(1) or ""
        if style == "roman":
            label = label.replace("l", "I").replace("|", "I").replace("1", "I") if "." not in label else label
            if label in ("C", "D", "L"):
                style, rank = "capital", 2
        if style == "bullet":
            label = _DASHES.get(label, label)
        key = style + label if style == "bullet" else style
        if style == "decimal":
            depth = label.count(".")
            key, rank = f"decimal{depth}", rank + (depth - 1) * 0.5
        return Mark(style, key, label, rank, found.end())
    return None


_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def upper(text: str) -> bool:
    """Written in capitals (small words of a scan's noise are forgiven)."""
    capitals = sum(map(str.isupper, text))
    if capitals < 3 or capitals < 0.9 * sum(map(str.isalpha, text)):  # most lines; no more of them can be letters
        return False
    letters = "".join(_LETTERS.findall(text))
    return len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def closed(text: str) -> bool:
    """Ends with a mark that closes a sentence, a clause or a lead-in."""
    return text.rstrip(' ”")’»').endswith((".", ";", ":", "?", "!", "…"))


def is_ward(line: str) -> bool:
    """``PHƯỜNG AN`` above ``TÂY`` is a ward and no ``PHƯƠNG ÁN``, which reads the same without marks."""
    return nfc(line)[:6].lower() == "phường"
