"""Difficulties against a clause: a unit reports, the office answers several at once or promises an amendment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua import plans
from thidua.audit import journal
from thidua.movements import permissions, plan_page, queries
from thidua.movements.acting import hold_running, roles, stale
from thidua.movements.models import Difficulty, DifficultyAnswer, Movement
from thidua.notices.actions import tell
from thidua.org import standing
from thidua.org.models import Unit, User
from thidua.org.queries import accounts_of, holders
from thidua.plans import Plan, compare
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any
from thidua.ui import words

SHORTEST = 10


def clauses(plan: Plan) -> list[tuple[str, str]]:
    """(element id, what it is about) of everything a difficulty may be reported against, in the order of the paper."""
    found: list[tuple[plan_page.Key, str, str]] = []
    for name, each in plans.elements(plan):
        word = compare.GROUP_WORDS.get(type(each).__name__)
        if word is None or each.source is None or type(each).__name__ in ("DocRef", "Recipient", "MovementName"):
            continue
        title = compare.title(each, plan)
        about = title if title == word else f"{word}: {title}"
        text = f"{_place(each.source.path)}. {about}" if each.source.path else about
        found.append((plan_page.paper_order(each.source), name, text))
    return [(name, text) for _, name, text in sorted(found, key=lambda each: each[0])]


def _place(path: str) -> str:
    """``Mục III.3, gạch 2``, or the name of a part without number."""
    found = words.place_of(path)
    return ", ".join(filter(None, (f"{found['lead']} {found['path']}".strip(), found["note"])))


def report(*, movement: Movement, unit: Unit, element_id: str, text: str, by: User, at: datetime) -> Difficulty:
    """A unit says what it finds hard about a clause; the office is told."""
    refuse_if_any(permissions.can_report_difficulty(roles(by, at), movement, unit))
    plan = queries.current_version(movement).plan
    known = dict(clauses(plan))
    found = []
    if element_id not in known:
        found.append(Finding("unknown_clause", "error", "Chọn mục của kế hoạch trong danh sách.", field="element"))
    if len(text.strip()) < SHORTEST:
        message = f"Nêu rõ khó khăn, vướng mắc, ít nhất {SHORTEST} ký tự."
        found.append(Finding("text_short", "error", message, field="text"))
    refuse_if_any(found)
    source = plans.element(plan, element_id).source
    with transaction.atomic():
        hold_running(movement, "gửi vướng mắc")
        made = Difficulty.objects.create(
            movement=movement,
            unit=unit,
            element_id=element_id,
            clause=(source.path if source else "")[:60],
            about=known[element_id][:300],
            text=text.strip(),
            by=by,
            at=at,
        )
        tell(
            holders("office", movement.body, timezone.localdate(at)),
            at=at,
            title=f"{unit.name}: vướng mắc khi thực hiện kế hoạch"[:200],
            text=f"{made.about}. {made.text[:300]}",
            url=f"/phong-trao/{movement.slug}/vuong-mac/",
        )
        journal.record(
            by=by,
            at=at,
            act="difficulty.report",
            thing=made,
            body_id=movement.body_id,
            sentence=f"{unit}: báo vướng mắc về {made.about}",
            data={"element": element_id, "text": made.text},
        )
    return made


def answer(
    *, movement: Movement, chosen: Sequence[Difficulty], text: str, amends: bool, by: User, at: datetime
) -> DifficultyAnswer:
    """One answer to one or several difficulties; ``amends``: the plan will be amended. Every reporter is told.

    Whoever comes second with one of them is refused and nothing is written.
    """
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    found = standing.findings(movement.body, timezone.localdate(at), "trả lời vướng mắc")
    if not chosen:
        found.append(Finding("nobody", "error", "Chọn ít nhất một vướng mắc để trả lời.", field="chosen"))
    if len(text.strip()) < SHORTEST:
        found.append(Finding("text_short", "error", f"Ghi nội dung trả lời, ít nhất {SHORTEST} ký tự.", field="text"))
    refuse_if_any(found)
    act = "promise" if amends else "answer"
    after = {each.pk: lifecycle.transition(lifecycle.DIFFICULTY, each.state, act).after for each in chosen}
    with transaction.atomic():
        hold_running(movement, "trả lời vướng mắc")
        made = DifficultyAnswer.objects.create(movement=movement, text=text.strip(), amends=amends, by=by, at=at)
        for each in chosen:
            if not Difficulty.objects.filter(pk=each.pk, movement=movement, state=each.state).update(
                state=after[each.pk], answer=made
            ):
                raise Refused([stale("trả lời")])
        day = timezone.localdate(at)
        for each in chosen:
            tell(
                [each.by_id, *accounts_of([each.unit], day)],
                at=at,
                title=f"{'Sẽ sửa kế hoạch' if amends else 'Trả lời vướng mắc'}: {each.about}"[:200],
                text=made.text,
                url=f"/phong-trao/{movement.slug}/vuong-mac/",
            )
        journal.record(
            by=by,
            at=at,
            act="difficulty.answer",
            thing=made,
            body_id=movement.body_id,
            sentence=f"{'Ghi sẽ sửa kế hoạch cho' if amends else 'Trả lời'} {len(chosen):02d} vướng mắc",
            data={"difficulties": [each.pk for each in chosen], "text": made.text, "amends": amends},
        )
    return made
