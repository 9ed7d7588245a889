"""Forms of commendation with the one who awards, and whether the plan awards or proposes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from thidua.reader.letters import UPPER

from . import bodies
from .bodies import Authority
from .folded import Seeker, any_of, fold, pattern, remembered
from .lexicon import choice, load

Mode = Literal["award", "propose"]


@dataclass(frozen=True, slots=True)
class Form:
    """``name`` in its official spelling, or None where only ``khen thưởng`` is said."""

    start: int
    end: int
    name: str | None


@dataclass(frozen=True, slots=True)
class Award:
    """``proposed`` says that the words themselves ask a higher body; else the level must decide."""

    start: int
    end: int
    name: str | None
    authority: Authority | None
    proposed: bool


@cache
def _names() -> Seeker:
    names = load("awards")["names"]
    return Seeker(
        [form for forms in names.values() for form in forms],
        "|".join(f"(?P<n{n}>{any_of(forms)})" for n, forms in enumerate(names.values())),
    )


@remembered
def names(text: str) -> Iterator[Form]:
    """Every named form of commendation or title, left to right."""
    folded = fold(text)
    own = list(_own_names(text, folded)) if '"' in folded else []
    yield from own
    if not _names().may(folded):
        return
    official = list(load("awards")["names"])
    for found in _names().pattern.finditer(folded):
        if not any(each.start <= found.start() < each.end for each in own):
            yield Form(found.start(), found.end(), official[int((found.lastgroup or "n0")[1:])])


def _own_names(text: str, folded: str) -> Iterator[Form]:
    """``giải “Công chức được yêu mến”``, ``Bằng “Lao động sáng tạo”``: a form with a name of its own."""
    for found in re.finditer(choice("awards", "own_names") + r'\s+"[^"]{3,80}"', folded):
        if text[found.start()].isupper() or re.search(r"\d\s+$|(?:tang|trao)\s+$", folded[: found.start()]):
            name = " ".join(text[found.start() : found.end()].split())
            yield Form(found.start(), found.end(), name[:1].upper() + name[1:])


@remembered
def find(text: str) -> Iterator[Award]:
    """Awards of a clause: each form with each authority told for it (``Giấy khen của A, B`` are two)."""
    for start, end in _clauses(text):
        yield from _clause(text, start, end)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(r"[;.](?=\s|$)|\n", text):
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _clause(text: str, start: int, end: int) -> Iterator[Award]:
    clause = text[start:end]
    forms = list(names(clause))
    offices = list(bodies.authorities(clause))
    folded = fold(clause)
    before: Form | None = None
    shared: list[Authority] = []
    if not forms:
        yield from _unnamed(folded, offices, start)
        return
    for form in forms:
        mine = _together(clause, folded, _offices_of(folded, form, forms, offices))
        joint = folded[before.end : form.start] if before else "."
        if not mine and re.fullmatch(r"\s*(?:,|va|hoac|,\s*va|/)\s*(?:tang\s+)?", joint):
            mine = shared
        if not mine and (other := _other_giver(clause, form)) is not None:
            mine = [other]
        before, shared = form, mine
        proposed = _proposed(folded, form, mine)
        if not mine:
            yield Award(start + form.start, start + form.end, form.name, None, proposed)
        for office in mine:
            first, last = min(form.start, office.start), max(form.end, office.end)
            asks = proposed if len(mine) == 1 else _proposed(folded, form, [office])
            yield Award(start + first, start + last, form.name, office, asks)
    tail = folded[forms[-1].end :]
    if "de nghi" in tail and "khen" in tail:
        later = [each for each in offices if each.start >= forms[-1].end]
        yield from (award for award in _unnamed(folded, later, start) if award.proposed)


def _unnamed(folded: str, offices: list[Authority], start: int) -> Iterator[Award]:
    """``Chủ tịch … khen thưởng hoặc đề nghị cấp trên khen thưởng``."""
    if not offices:
        return
    for verb in pattern(choice("awards", "verbs")).finditer(folded):
        before = [each for each in offices if each.end <= verb.start() and verb.start() - each.end < 40]
        if before and not re.search(r"khong\s+de\s+nghi\s*$", folded[: before[-1].start]):
            office = before[-1]
            yield Award(start + office.start, start + verb.end(), None, office, _asked(folded, office.start))


_JOINT: Final = r"\s*(?:,|va|hoac|,\s*va|/)\s*"
_HEADS: Final = re.compile(r"(?:giam doc|thu truong|truong) (?:cac )?(?:so|ban|nganh|phong|co quan|don vi)\b")


def _together(clause: str, folded: str, offices: list[Authority]) -> list[Authority]:
    """``Giám đốc các sở, Chủ tịch UBND các huyện``: heads of many bodies, each for its own, are told as one."""
    if len(offices) < 2 or not any(_HEADS.match(fold(each.name)) for each in offices):
        return offices
    if not all(re.fullmatch(_JOINT, folded[a.end : b.start]) for a, b in pairwise(offices)):
        return offices
    first, last = offices[0], offices[-1]
    return [Authority(first.start, last.end, bodies.short(clause[first.start : last.end]), last.level)]


def _offices_of(folded: str, form: Form, forms: list[Form], offices: list[Authority]) -> list[Authority]:
    following = min([each.start for each in forms if each.start >= form.end] + [len(folded)])
    leading = max([each.end for each in forms if each.end <= form.start] + [0])
    behind = [each for each in offices if form.end <= each.start < following]
    linked: list[Authority] = []
    at = form.end
    for office in behind:
        joint = folded[at : office.start]
        first = r"(?:[^,;:]{0,60}?\bcua|[^,;:]{0,30}?\bdo)?\s*"
        if not linked and not re.fullmatch(first, joint):
            break
        if linked and not re.fullmatch(r"\s*(?:,|va|hoac|,\s*va|/)\s*(?:cua\s+)?", joint):
            break
        linked.append(office)
        at = office.end
    if linked:
        return linked
    ahead = [each for each in offices if leading <= each.start and each.end <= form.start]
    if ahead and re.search(choice("awards", "gives"), folded[ahead[-1].end : form.start]):
        begin = len(ahead) - 1
        while begin and re.fullmatch(_JOINT, folded[ahead[begin - 1].end : ahead[begin].start]):
            begin -= 1
        heads = any(_HEADS.match(fold(each.name)) for each in ahead[begin:])
        return ahead[begin:] if heads else ahead[-1:]
    if ahead and form.start - ahead[-1].end < 12:
        return ahead[-1:]
    return []


_GIVER = re.compile(
    rf"(?P<who>[{UPPER}][^,.;:()]{{2,60}}?)\s+(?:(?:xem xét|quyết định|xét),?\s+)*(?:tặng|trao|khen tặng)(?:\s+thưởng)?\s*$"
)
_OF: Final = re.compile(
    rf"\s*của\s+(?P<who>[{UPPER}][^,.;:()”\"]{{1,60}}?)(?=”|\s+(?:cho|theo|và|để|tặng|được|năm|\d)\b|[,.;:()]|$)"
)
_ASKING: Final = re.compile(r"(?i)^(?:.*\b(?:đề nghị|trình|đề xuất)\s+)")


_RECEIVES: Final = re.compile(
    r"(?:cac\s+)?(?:tap the|ca nhan|don vi|ho\b|nguoi|truong hop|moi|chon\b|lua chon|binh chon)|.*\b(?:duoc|da|dat|xet)$"
)


def _other_giver(clause: str, form: Form) -> Authority | None:
    """A body of no known kind that gives: ``Ban Tổ chức tặng Giấy khen``, ``Giấy khen của Tổng cục …``."""
    behind = _OF.match(clause, form.end)
    ahead = _GIVER.search(clause[: form.start]) if behind is None else None
    found, begin = (behind, 0) if behind is not None else (ahead, 0)
    if found is None:
        return None
    words, start = found.group("who"), found.start("who")
    if asking := _ASKING.match(words):
        begin = asking.end()
    name = bodies.tidy(words[begin:])
    if not name[:1].isupper() or (len(name.split()) < 2 and name not in ("Bộ", "Tỉnh")) or _RECEIVES.match(fold(name)):
        return None
    return Authority(start + begin, found.end("who"), name, "")


def _proposed(folded: str, form: Form, offices: list[Authority]) -> bool:
    first = min([form.start, *(each.start for each in offices)])
    return _asked(folded, first)


def _asked(folded: str, at: int) -> bool:
    lead = folded[max(0, at - 60) : at]
    found = list(re.finditer(choice("awards", "asks"), lead))
    return bool(found) and not re.search(r"[;.:]|theo tham quyen|\bcua\b.*\bcua\b", lead[found[-1].end() :])
