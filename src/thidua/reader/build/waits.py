"""Deadlines that hang on an event: the words of the fact as a rule of the plan, and the events they wait for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua.plans import model as m
from thidua.plans.after_event import DOSSIER_CLOSED, AfterEvent
from thidua.reader.build.material import Material, sentence, source, text_of
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact

_RULE: Final = re.compile(r"(?i)event\s+(\d{1,3})(?:\s*\([^)]*\))?\s+ngày(\s+làm\s+việc)?\s*,?\s*(.*)", re.DOTALL)
_LEAD: Final = re.compile(r"(?i)^(?:(?:kể\s+)?từ|sau)\s+(?:ngày|khi|thời\s+điểm|lúc)\s+(?:có\s+)?")
_CLOSED: Final = re.compile(
    r"(?:ngay\s+|khi\s+)?(?:het|ket\s+thuc)\s+(?:thoi\s+)?(?:han|thoi\s+gian)\b"
    r"(?:\s+(?:nop|nhan|gui|tiep\s+nhan)\b.*|\s*$|\s+ho\s+so.*)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """``event`` in the words of the plan, empty for the last day for dossiers."""

    days: int
    working: bool
    event: str


def told(fact: Fact) -> Told | None:
    """The count of days and its event; None where the fact says no such rule."""
    found = _RULE.fullmatch((text_of(fact, "rule") or "").strip())
    if found is None or not 1 <= int(found[1]) <= 999:
        return None
    words = " ".join(found[3].split()).rstrip(" .,;")
    folded = fold(_LEAD.sub("", words))
    if not folded or folded.startswith("tiep theo") or _CLOSED.match(folded):
        return None if fact.value.get("what") == "dossier" else Told(int(found[1]), bool(found[2]), "")
    return Told(int(found[1]), bool(found[2]), _LEAD.sub("", words))


def events(material: Material, known: tuple[m.Event, ...], acts: Sequence[str]) -> tuple[m.Event, ...]:
    """The events of the plan with those its deadlines wait for; one that the plan names nowhere else is asked."""
    out = list(known)
    for fact in material.all("deadline"):
        said = told(fact)
        if said is None or not said.event or fact.value.get("what") not in acts or _same(said.event, out):
            continue
        label = sentence(said.event[:1].upper() + said.event[1:], 140)
        out.append(m.Event(material.id(f"su-kien {fold(label)[:24]}"), label, source(fact)))
        text = (
            f"Thời hạn tính từ ngày “{sentence(said.event, 80)}”; văn bản nào cho biết ngày đó, lấy chung cho cả đợt?"
        )
        material.ask("su-kien-cua-han", text, "ambiguous", "Chưa có ngày thì hạn chưa tính và chưa chặn.", source(fact))
    return tuple(out)


def rule(fact: Fact, known: Sequence[m.Event]) -> str | None:
    """The rule of a deadline of the plan, None where the fact says none or its event is not among the plan's."""
    said = told(fact)
    if said is None:
        return None
    event = _same(said.event, known) if said.event else None
    if said.event and event is None:
        return None
    return AfterEvent(event.id if event else DOSSIER_CLOSED, said.days, said.working).rule


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d|(?:annual|next_year) \d\d-\d\d|event [\w.-]+ \+\d+(?: working)?", re.ASCII)


def rule_or_day(fact: Fact, known: Sequence[m.Event]) -> str | None:
    """As ``rule``, or the day itself; None where the fact gives neither in a form the plan can hold."""
    found = rule(fact, known) or text_of(fact, "rule") or text_of(fact, "date")
    return found if found and _DAY.fullmatch(found) else None


def _same(words: str, known: Sequence[m.Event]) -> m.Event | None:
    """The event these words mean: the same words, else both about publishing the index, else the only publishing."""
    asked = fold(words)
    for each in known:
        name = fold(each.label)
        if asked in name or name in asked or (_index(asked) and _index(name)):
            return each
    published = [each for each in known if "cong bo" in fold(each.label)]
    return published[0] if re.fullmatch(r"(?:duoc\s+)?cong bo(?:\s+ket qua)?", asked) and len(published) == 1 else None


def _index(folded: str) -> bool:
    return "cong bo" in folded and "chi so" in folded
