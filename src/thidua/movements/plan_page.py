"""The plan as a page: every element in the order of the paper, with what the program does about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from thidua import law, plans
from thidua.plans import Plan, check, effects, model
from thidua.plans.vocabulary import CHOICES, DRAFTING_KINDS
from thidua.rules.findings import Finding

HOW = {"enforce": "Chương trình kiểm tra khi làm", "compute": "Chương trình tính", "document": "", "show": ""}
_BEFORE = {"header": 0, "title": 1, "preamble": 2}
_AFTER = {"recipients": 4, "signature": 5, "appendix": 6}
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

type Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One element beside its clause. ``anchor`` is the id ``III.2.a`` on the first row of a clause, else empty."""

    id: str
    kind: str
    anchor: str
    source: model.Source | None
    title: str
    detail: str
    how: str
    questions: tuple[model.OpenQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """A cited document and whether it was in force on the day of the plan (None: the law book does not know)."""

    document: model.DocRef
    relation: str
    dated: str
    in_force: bool | None


def paper_order(source: model.Source | None) -> Key:
    """Where a clause stands on the paper: head, sections by Roman number, letters with đ after d, foot."""
    if source is None:
        return (9,)
    outside = {**_BEFORE, **_AFTER}
    if source.path in outside:
        return (outside[source.path], (), _numbers(source.note))
    parts = [part for part in re.split(r"[./ ]+", source.path, maxsplit=8) if part]
    return (3, tuple(_part(part, first=not n) for n, part in enumerate(parts)), _numbers(source.note))


def _part(text: str, *, first: bool) -> tuple[int, int, str]:
    if text.isdecimal():
        return (0, int(text[:9]), "")
    if first and re.fullmatch(r"[IVXLC]+", text):
        return (0, _roman(text), "")
    if len(text) == 1 and text.lower() in _LETTERS:
        return (1, _LETTERS.index(text.lower()), "")
    return (2, 0, text)


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _numbers(note: str) -> tuple[int, ...]:
    return tuple(int(number[:9]) for number in re.findall(r"[0-9]+", note))


def rows(plan: Plan, *, issued: date | None, year: int) -> list[Row]:
    """Every element of the plan but the open questions, which stand on the rows of their clause, in paper order."""
    asked: dict[str, list[model.OpenQuestion]] = {}
    for question in plan.questions:
        asked.setdefault(question.source.path, []).append(question)
    found = [_row(plan, name, each, issued, year) for name, each in plans.elements(plan)]
    if plan.money.fund_source is not None:
        fund = plan.money.fund or "Nguồn chi"
        detail = "Nguồn chi in trên quyết định khen thưởng và bảng chi tiền."
        found.append(Row("money-fund", "Money", "", plan.money.fund_source, fund, detail, HOW["document"]))
    for path in asked.keys() - {row.source.path for row in found if row.source and row.kind != "OpenQuestion"}:
        first = asked[path][0]  # a clause that holds nothing but the question still has its place on the page
        found.append(Row(f"at-{first.id}", "Blank", "", first.source, "Còn câu hỏi ngỏ", first.text, HOW["show"]))
    kept = sorted((row for row in found if row.kind != "OpenQuestion"), key=lambda row: paper_order(row.source))
    return _anchored(kept, asked)


def _row(plan: Plan, name: str, each: plans.Element, issued: date | None, year: int) -> Row:
    effect = effects.effect(plan, each, issued=issued, year=year)
    return Row(name, type(each).__name__, "", each.source, effect.title, effect.detail, HOW[effect.how])


def _anchored(found: Iterable[Row], asked: dict[str, list[model.OpenQuestion]]) -> list[Row]:
    seen: set[str] = set()
    made = []
    for row in found:
        path = row.source.path if row.source else ""
        new = bool(path) and path not in seen
        seen.add(path)
        questions = tuple(asked.get(path, ())) if new else ()
        anchor = path if new else ""
        made.append(Row(row.id, row.kind, anchor, row.source, row.title, row.detail, row.how, questions))
    return made


def groups(found: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows by section of the paper, with the heading of each."""
    return [(heading, list(part)) for heading, part in groupby(found, key=_heading)]


def _heading(row: Row) -> str:
    if row.source is None:
        return "Không ghi ở mục riêng"
    if row.source.path in _BEFORE:
        return "Phần đầu văn bản"
    if row.source.path in _AFTER:
        return "Phần cuối văn bản"
    return f"Mục {re.split(r'[./ ]', row.source.path, maxsplit=1)[0]}"


EXCERPT = ("Audience", "Standard", "Deadline", "PaperItem", "Quota", "Money", "RouteStep")


def excerpt(found: Sequence[Row], most: int = 5) -> list[Row]:
    """A few telling rows for the page of the movement: one of a kind, quoted ones and open questions first."""
    best: dict[str, Row] = {}
    for row in found:
        if row.kind not in EXCERPT or row.id == "money-fund":
            continue
        known = best.get(row.kind)
        if known is None or _telling(row) > _telling(known):
            best[row.kind] = row
    chosen = [best[kind] for kind in EXCERPT if kind in best][:most]
    return sorted(chosen, key=lambda row: paper_order(row.source))


def _telling(row: Row) -> tuple[bool, bool, bool]:
    return (bool(row.source and row.source.quote), bool(row.questions), "chỉ số" in row.detail)


def bases(plan: Plan, issued: date | None) -> list[Basis]:
    """Documents the plan rests on, then those it only cites, each with its standing on the day of the plan.

    A draft without a day is read on the first day it may have.
    """
    book, day = law.book(), issued or check.issue_day(plan)
    return [
        Basis(
            document=each,
            relation=CHOICES["DocRef", "relation"][each.relation],
            dated=_dated(each.date),
            in_force=book.in_force(each.number, day) if each.number and day else None,
        )
        for each in (*plan.bases, *plan.references)
    ]


def _dated(text: str | None) -> str:
    """``15/10/2025``, ``11/2021`` where the day is blank, empty where nothing is printed."""
    return "/".join(reversed(text.split("-"))) if text else ""


def questions(plan: Plan) -> list[tuple[model.OpenQuestion, str]]:
    """Open questions in the order of the paper, each with the name of its kind."""
    found = sorted(plan.questions, key=lambda each: paper_order(each.source))
    return [(each, DRAFTING_KINDS.get(each.kind, each.kind)) for each in found]


def remarks(plan: Plan, events: dict[str, date] | None = None) -> list[Finding]:
    """What the check of plans finds, as findings. They bar nothing, so the worst of them is a warning here."""
    found = check.findings(plan, in_force=law.book().in_force, events=events)
    return [
        Finding(each.code, "info" if each.severity == "info" else "warning", each.message, source=each.source)
        for each in found
    ]
