"""The review page: numbered facts by group, hard ones first, beside the document they were read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from typing import Final

from thidua.drafting import building, checking, effects, queries, sheet
from thidua.drafting.deciding import SURE
from thidua.drafting.kinds import complete, group_of, groups, kind_of
from thidua.drafting.models import Draft, DraftFact
from thidua.drafting.saying import place, say
from thidua.rules.findings import Finding

HARD: Final = 0.6  # below it a person has to look, says the page; from SURE on the reader has no doubt
HARD_KEY: Final = "kho"
SHOWN: Final = {"cho": "pending", "da-duyet": "accepted", "da-bo": "rejected"}  # word in the address → state
LEVELS: Final = {1: "Cần xem", 2: "Khá chắc", 3: "Chắc chắn"}


@dataclass(frozen=True, slots=True)
class Item:
    """One fact as the page shows it."""

    row: DraftFact
    number: int
    kind: str
    said: str
    was: str
    does: str
    level: int
    problems: tuple[Finding, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether nobody decided yet."""
        return self.row.state == "pending"

    @property
    def sure(self) -> bool:
        """Whether it waits and may be accepted together with others: no doubt, nothing to fill in."""
        return self.waits and self.row.confidence >= SURE and not self.lacks

    @property
    def lacks(self) -> bool:
        """Whether something has to be filled in before it can be accepted."""
        return not complete(kind_of(self.row.kind), self.row.value)

    @property
    def short(self) -> bool:
        """Whether one line is enough: decided, and nothing is wrong with it."""
        return not self.waits and not self.problems

    @property
    def source(self) -> dict[str, str]:
        """Its clause."""
        return place(self.row.path)

    @property
    def long(self) -> bool:
        """Whether it is prose of the document rather than a value."""
        return len(self.said) > 140

    @property
    def word(self) -> str:
        """How sure the reader is."""
        return LEVELS[self.level]


class Counted:
    """What stands in ``items``, counted."""

    __slots__ = ()
    items: Sequence[Item]

    @property
    def waiting(self) -> int:
        """Facts nobody decided about."""
        return sum(item.waits for item in self.items)

    @property
    def sure(self) -> int:
        """Waiting facts the reader has no doubt about: they may be accepted together."""
        return sum(item.sure for item in self.items)


@dataclass(frozen=True, slots=True)
class Group(Counted):
    """Facts that stand together under one heading; folded when nobody has to look."""

    key: str
    name: str
    items: Sequence[Item]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Review(Counted):
    """Everything the page needs, worked out once."""

    draft: Draft
    items: Sequence[Item]
    groups: Sequence[Group]
    paragraphs: Sequence[sheet.Paragraph]
    loose: Sequence[sheet.Sentence]
    seen: int
    built: building.Built
    remarks: Sequence[checking.Remark]
    elsewhere: Sequence[Finding]

    @property
    def hard(self) -> int:
        """Waiting facts a person has to look at one by one."""
        return self.waiting - self.sure

    @property
    def urgent(self) -> int:
        """Remarks that stop the launch."""
        return sum(remark.stands and remark.severity == "error" for remark in self.remarks)

    @property
    def decided(self) -> int:
        """Facts somebody decided about."""
        return len(self.items) - self.waiting

    @property
    def next(self) -> int:
        """Number of the waiting fact that comes first on the page, 0 when none waits."""
        return next((item.number for group in self.groups for item in group.items if item.waits), 0)

    @property
    def loose_parts(self) -> list[tuple[str, list[sheet.Sentence]]]:
        """Unseen sentences without a fact by part of the document, each part's own clause before them."""
        return [(part, list(found)) for part, found in groupby(self.loose, key=lambda each: each.part)]

    @property
    def together(self) -> tuple[datetime, int] | None:
        """The last act, where it accepted several facts at once: its moment and how many, to be taken back."""
        decided = [item.row for item in self.items if item.row.at]
        last = max((row.at for row in decided if row.at), default=None)
        count = sum(row.at == last and row.state == "accepted" for row in decided)
        return (last, count) if last and count > 1 and self.draft.origin != "copy" else None

    @property
    def counts(self) -> dict[str, int]:
        """State of facts → how many."""
        return {state: sum(item.row.state == state for item in self.items) for state, _ in DraftFact.STATES}


def item_of(
    row: DraftFact,
    does: str = "",
    problems: Sequence[Finding] = (),
    events: Mapping[str, str] = MappingProxyType({}),
) -> Item:
    """One fact for the page; ``events``: id → words, of a copied plan."""
    level = 3 if row.confidence >= SURE else 2 if row.confidence >= HARD else 1
    was = say(row.kind, row.was, events) if row.was is not None else ""
    said = say(row.kind, row.value, events)
    return Item(row, row.place + 1, kind_of(row.kind).label, said, was, does, level, tuple(problems))


def review(draft: Draft, today: date, show: str = "") -> Review:
    """The page of a draft; ``show`` keeps only facts of one state."""
    rows = queries.rows_of(draft)
    standing = [row for row in rows if row.state != "rejected"]
    built = building.build(draft, standing)
    does = effects.effects_of(built.plan, standing, today)
    at_fact, elsewhere = _at_facts(built.problems, standing)
    events = {str(row.value.get("id")): str(row.value.get("label")) for row in standing if row.kind == "plan.events"}
    items = [item_of(row, does.get(row.pk, ""), at_fact.get(row.pk, ()), events) for row in rows]
    places = [sheet.Place(i.number, i.row.pk, i.waits, i.row.spans) for i in items if i.row.state != "rejected"]
    reading = draft.reading or {"blocks": [], "outline": []}
    loose = sheet.untouched(reading, places)
    seen = queries.seen(draft)
    unseen = [s for s in loose if (s.block, s.start) not in seen]
    remarks = checking.remarks(draft, rows, built.plan, today)
    notes: dict[tuple[int, int], tuple[str, ...]] = {}
    for remark in remarks:
        if remark.at:
            notes[remark.at] = (*notes.get(remark.at, ()), remark.key)
    return Review(
        draft=draft,
        items=items,
        groups=_grouped(
            [i for i in items if not show or i.row.state == show],
            bool(show),
            "Cần điền" if draft.origin == "new" else "Cần xem, chỗ khó trước",
        ),
        paragraphs=sheet.paragraphs(reading, places, unseen, notes),
        loose=unseen,
        seen=len(loose) - len(unseen),
        built=built,
        remarks=remarks,
        elsewhere=elsewhere,
    )


def _grouped(items: Sequence[Item], unfold: bool, name: str) -> list[Group]:
    """What is hard comes first, then the groups of facts; open are those, and the first group that waits."""
    hard = sorted((i for i in items if i.waits and not i.sure), key=lambda i: (i.level, i.row.confidence, i.number))
    rest: dict[str, list[Item]] = {group: [] for group in groups()}
    for item in items:
        if not item.waits or item.sure:
            rest.setdefault(group_of(item.row.kind), []).append(item)
    found = [Group(HARD_KEY, name, hard, open=True)] if hard else []
    shut = not hard
    for key, part in rest.items():
        waits = any(item.waits for item in part)
        if part:
            wrong = any(item.problems for item in part)
            found.append(
                Group(
                    key,
                    groups().get(key, key),
                    sorted(part, key=lambda i: not i.waits),
                    unfold or wrong or (waits and shut),
                )
            )
            shut = shut and not waits
    return found


def _at_facts(
    problems: Sequence[Finding], rows: Sequence[DraftFact]
) -> tuple[Mapping[int, Sequence[Finding]], list[Finding]]:
    """Problems of the plan beside the fact that causes them: by id of the fact, else by clause; and the others."""
    by_id = {f"{row.kind}-{row.pk}": row.pk for row in rows}
    by_path: dict[str, int] = {}
    for row in rows:
        by_path.setdefault(row.path, row.pk)
    found: dict[int, list[Finding]] = {}
    elsewhere = []
    for each in problems:
        place = by_id.get(each.field) or (by_path.get(each.source.path) if each.source and each.source.path else None)
        if place:
            found.setdefault(place, []).append(each)
        else:
            elsewhere.append(each)
    return found, elsewhere
