"""What each section is about, by its words and not by its number.

``data/meanings.yaml`` holds the phrases and their weights. A heading may mean several things at once ("HÌNH THỨC, SỐ
LƯỢNG, TIÊU CHUẨN KHEN THƯỞNG"); a section without heading is judged by its sentences where what stands above it
leaves the question open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from thidua.reader.grammar.folded import any_of, fold, needle
from thidua.reader.grammar.lexicon import load
from thidua.reader.model import Block, Section

ZONES = ("header", "title", "preamble", "closing", "recipients", "signature")
AWARDING = frozenset(
    {
        "award",
        "award_forms",
        "award_audience",
        "quota",
        "standards",
        "dossier",
        "deadline",
        "route",
        "money",
        "exclusion",
    }
)
"""Meanings that make what hangs below a matter of commendation."""

_ENOUGH = 2.0
_BODY_ENOUGH = 2.0
_OPEN = frozenset({"award", "note", "content", "implementation", "exclusion", "phases", "route", "deadline", "dossier"})
MAIN = frozenset(
    {"purpose", "requirement", "audience", "content", "criteria", "targets", "period", "award", "implementation"}
)
"""Meanings that open a part of the plan of their own."""

WHO = ("collective", "individual", "household", "annual_round", "period_round")
"""Meanings that say for whom or for which round, not what about."""


@cache
def _rules(place: str) -> tuple[tuple[str, re.Pattern[str], str, float], ...]:
    """Fixed words, pattern, meaning and weight of every phrase; the words tell most off without a search."""
    out = []
    for meaning, entry in load("meanings").items():
        for phrase, weight in (entry.get(place) or {}).items():
            found = re.compile(any_of([str(phrase)]))
            out.append((needle(str(phrase)), found, str(meaning), float(weight)))
    return tuple(out)


def _hits(place: str, folded: str) -> Iterator[tuple[re.Match[str], str, float]]:
    wide = "  " in folded
    for words, pattern, meaning, weight in _rules(place):
        if (words in folded or wide) and (hit := pattern.search(folded)) is not None:
            yield hit, meaning, weight


def label(meaning: str) -> str:
    """Vietnamese name of a meaning."""
    entry = load("meanings").get(meaning)
    return str(entry["label"]) if entry else meaning


def meanings(outline: tuple[Section, ...], blocks: tuple[Block, ...]) -> Mapping[str, tuple[str, ...]]:
    """Path of a section to its meanings, strongest first; sections whose words say nothing are left out."""
    out: dict[str, tuple[str, ...]] = {}
    for section in outline:
        if section.path in ZONES:
            out[section.path] = (section.path,)
        else:
            _judge(section, blocks, (), False, out)
    return out


def _judge(
    section: Section,
    blocks: tuple[Block, ...],
    above: tuple[str, ...],
    awarding: bool,
    out: dict[str, tuple[str, ...]],
) -> None:
    found = of_title(section.title, awarding, above) if section.title else ()
    if not found and not above and section.style in ("roman", "capital", "article", "part") and section.title:
        found = _misread(section.title)
    found = tuple(each for each in found if each not in WHO or section.style != "roman" or len(found) == 1)
    if "award" in found and awarding and above != ("award",):
        found = tuple(each for each in found if each != "award")  # "Khen thưởng hằng năm" below "Tiêu chuẩn"
    topical = tuple(each for each in found if each not in WHO)
    if not topical and section.style != "table" and (not above or len(above) > 1 or above[0] in _OPEN):
        found = tuple(each for each in found if each in WHO) + _of_body(section, blocks, above)
        topical = tuple(each for each in found if each not in WHO)
    if section.style == "appendix":
        found = (*found, "appendix") if "appendix" not in found else found
    if found:
        out[section.path] = found
    below = topical or above
    for child in section.children:
        _judge(child, blocks, below, awarding or bool(AWARDING.intersection(below)), out)


def of_title(title: str, awarding: bool = False, above: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Meanings of a heading, strongest first; ``awarding`` says that it stands below commendation."""
    folded = fold(title)
    awards = awarding or re.search(r"khen thuong|xet tang|\bkhen\b", folded) is not None
    scores: dict[str, float] = {}
    places: dict[str, int] = {}
    for place in ("title", "in_award") if awards else ("title",):
        for hit, meaning, weight in _hits(place, folded):
            if meaning not in WHO and _only_mentions(hit, folded, weight, above):
                continue
            if meaning not in WHO and hit.group() == folded.strip(" :."):
                weight = max(weight, _ENOUGH)  # "THỰC HIỆN": the heading says nothing else
            # A word far inside a long heading says less than one at its beginning.
            weight -= 0.01 * min(hit.start(), 60)
            if weight > scores.get(meaning, 0):
                scores[meaning], places[meaning] = weight, hit.start()
    _settle(scores, folded, awards)
    kept = [meaning for meaning, score in scores.items() if score >= _ENOUGH]
    return tuple(sorted(kept, key=lambda meaning: (-round(scores[meaning]), places[meaning])))


_LISTS = frozenset(
    {"criteria", "content", "targets", "standards", "purpose", "requirement", "implementation", "scoring"}
)


def _only_mentions(hit: re.Match[str], title: str, weight: float, above: tuple[str, ...]) -> bool:
    """In a list of contents or criteria a title speaks of files and times without being a section about them."""
    if not above or not set(above) <= _LISTS:
        return False
    length = hit.end() - hit.start()
    weak = 4 if "content" in above else 5  # "NỘI DUNG PHONG TRÀO" often holds its own time and people
    return (
        hit.start() > 6
        or (weight <= 2 and length < len(title))
        or (weight < weak and length < 0.5 * len(title) and not _lists(title))
        or bool(re.search(r"\d\s*%|[<>≥≤]", title))
    )


def _lists(title: str) -> bool:
    """``phạm vi, đối tượng``: a title of parts joined by comma or "và" is a heading, however long."""
    parts = re.split(r",|\bva\b|-", title)
    return len(parts) > 1 and all(len(part.split()) <= 4 for part in parts)


def is_heading_phrase(text: str) -> bool:
    """A line that begins with a heading's phrase and has at most three words more."""
    folded = re.sub(r"^ve\s+", "", fold(re.sub(r"^(?:Phần|PHẦN)\s+", "", text.strip(" :."))))
    wide = "  " in folded
    for words, pattern, _, weight in _rules("title"):
        hit = pattern.match(folded) if weight >= 3 and (words in folded or wide) else None
        if hit is not None and len(folded[hit.end() :].split()) <= 3:
            return True
    return False


_ANNOUNCED = ("dossier", "deadline", "money", "exclusion")


def of_paragraph(text: str) -> str:
    """What a paragraph that nothing heads is plainly about: files, their times, money, who is barred; else empty."""
    scores: dict[str, float] = {}
    for hit, meaning, weight in _hits("body", fold(text[:300])):
        if meaning in _ANNOUNCED and hit.start() < 60:
            scores[meaning] = max(scores.get(meaning, 0.0), weight)
    best = max(scores, key=lambda meaning: scores[meaning], default="")
    return best if best and scores[best] >= 4 else ""


@cache
def _bare_phrases() -> tuple[tuple[str, str], ...]:
    found = (
        (re.sub(r"[^a-z]", "", fold(str(phrase))), str(meaning))
        for meaning, entry in load("meanings").items()
        if meaning not in WHO
        for phrase, weight in (entry.get("title") or {}).items()
        if weight >= 3
    )
    return tuple(sorted((each for each in found if len(each[0]) >= 6), key=lambda each: -len(each[0])))


def _misread(title: str) -> tuple[str, ...]:
    """The main heading a scan spoiled (``II. NỘI DUN G THl ĐUA``): the longest phrase it begins with but for a letter
    or two. Only headings that open a part of the plan are looked at so: few, and all of them known."""
    bare = re.sub(r"[^a-z]", "", fold(title))
    for phrase, meaning in _bare_phrases():
        allowed = 1 + len(phrase) // 10
        near = phrase[:2] == bare[:2] or phrase[2:5] == bare[2:5] or phrase[-3:] in bare
        if near and abs(len(bare) - len(phrase)) <= max(allowed, 8) and _distance(phrase, bare, allowed) <= allowed:
            return (meaning,)
    return ()


def _distance(phrase: str, bare: str, allowed: int) -> int:
    """Fewest letters to change, drop or add until ``phrase`` is a beginning of ``bare``."""
    row = list(range(len(bare) + 1))
    for number, letter in enumerate(phrase, start=1):
        last, row[0] = row[0], number
        for at, other in enumerate(bare, start=1):
            last, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, last + (letter != other))
        if min(row) > allowed:
            return allowed + 1
    return min(row[max(0, len(phrase) - allowed) :], default=allowed + 1)


def _settle(scores: dict[str, float], folded: str, awards: bool) -> None:
    """General words give way to the particular ones beside them."""
    particular = [meaning for meaning in scores if meaning in AWARDING and meaning != "award"]
    if particular:
        scores.pop("award", None)
    if "standards" in scores and "hinh thuc" not in folded:
        scores.pop("award_forms", None)  # "Tiêu chuẩn tặng Giấy khen"
    if "award_audience" in scores:
        scores.pop("audience", None)
    if "standards" in scores and awards and "khen thuong" in folded:
        scores.pop("criteria", None)
    if scores.get("criteria", 0) > scores.get("standards", 99):
        scores.pop("standards")  # "Tiêu chuẩn thi đua"
    if "deadline" in scores and scores["deadline"] >= scores.get("period", 0):
        scores.pop("period", None)
    if "quota" in scores:
        scores.pop("targets", None)
    if "criteria" in scores and "standards" in scores and scores["standards"] >= scores["criteria"]:
        scores.pop("criteria", None)


def _of_body(section: Section, blocks: tuple[Block, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(blocks[i].text for i in section.blocks)[:1500]
    folded = fold(text)
    scores: dict[str, float] = {}
    for _, meaning, weight in _hits("body", folded):
        scores[meaning] = scores.get(meaning, 0.0) + weight
    kept = [meaning for meaning, score in scores.items() if score >= _BODY_ENOUGH]
    if above and above[0] in ("implementation", "content"):
        # Duties and contents speak of everything; only what cannot be meant otherwise is taken out of them.
        kept = [meaning for meaning in kept if meaning in ("exclusion", "deadline") and scores[meaning] >= 4]
        return (*above[:1], *kept) if kept else ()
    return tuple(sorted(kept, key=lambda meaning: -scores[meaning]))
