"""The check of a plan's text: one list of plain functions, each ``(Look) -> Iterator[Remark]``, each with a test.

Drafting faults rest on Nghị định 30/2020/NĐ-CP, legal faults on the dated values of ``thidua.law``. A remark never
changes anything; a person repairs the paper or waives the remark with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final

from thidua import law
from thidua.plans import Plan

from ..model import Reading
from . import citations, commendation, days, doubles, header, legal, measures, money, numbering, wording
from .remark import Look, Remark

__all__ = ["RULES", "Look", "Remark", "check"]

RULES: Final[tuple[Callable[[Look], Iterator[Remark]], ...]] = (
    header.number,
    header.issue_date,
    header.signer_matches,
    numbering.series,
    numbering.without_number,
    days.impossible_dates,
    doubles.repeated_words,
    wording.scan_slips,
    wording.stray_marks,
    wording.at_least_all,
    wording.council_hyphen,
    citations.bases,
    citations.laws_without_number,
    citations.decrees_without_date,
    citations.sets_without_number,
    citations.in_force,
    citations.form_numbers,
    commendation.period_missing,
    commendation.deadline_missing,
    commendation.quota_missing,
    commendation.quota_bare,
    commendation.quota_split,
    commendation.subjects_agree,
    commendation.award_twice,
    commendation.same_thing_twice,
    commendation.money_missing,
    money.amounts,
    money.scale_aside,
    commendation.lower_plans,
    commendation.council_missing,
    commendation.deadline_in_time,
    commendation.data_in_time,
    commendation.year_of_deadline,
    commendation.never_met,
    measures.share_over_all,
    measures.rank_below_first,
    measures.points_over_most,
    legal.authority,
    legal.levels,
    legal.year_before,
    header.closing_sign,
    header.signing_block,
    header.recipients,
)
_OF_MOVEMENTS: Final = frozenset(
    rule for rule in RULES if rule.__module__ in (commendation.__name__, measures.__name__, money.__name__)
)
"""What only a plan that launches a movement has to say: period, quotas, dossiers, deadlines."""
_RANK: Final = {"error": 0, "warning": 1, "info": 2}


def check(
    reading: Reading,
    *,
    plan: Plan | None = None,
    on: dt.date | None = None,
    book: law.LawBook | None = None,
    insist: bool = False,
) -> list[Remark]:
    """All remarks, most serious first, then in the order of the text. ``on``: day of issue when it is known from
    elsewhere (the launch form); ``book``: the law of the office, the built-in one by default. A paper that launches
    nothing is not asked for period and commendation, unless somebody insists that it is such a plan."""
    look = Look(reading, plan, on, book or law.book())
    asked = [rule for rule in RULES if insist or reading.verdict.launches or rule not in _OF_MOVEMENTS]
    found = [remark for rule in asked for remark in rule(look)]
    return sorted(found, key=lambda each: (_RANK[each.severity], each.span.block if each.span else -1))
