"""Papers of what follows a launch, from rows: the letter that reminds (16), the plan that amends (1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.db.models import Q

from thidua.documents import vietnamese
from thidua.documents.base import Mode, Signer
from thidua.documents.model import Heading
from thidua.documents.plan_amendment import Amended, issuer_lines, paper
from thidua.documents.plan_paper import PlanPaper
from thidua.documents.plan_sentence import place
from thidua.documents.reminder import LateItem, ReminderLetter
from thidua.movements import queries, queries_follow
from thidua.movements.models import Amendment, Movement, PlanVersion, Reminder
from thidua.org.models import Post, Unit
from thidua.plans import Plan, Source

HEAD_POST = "Chủ tịch"


def reminder(row: Reminder) -> ReminderLetter:
    """The letter as it was made: the units named then, the state of its day."""
    return _reminder(
        row.movement,
        number=row.number,
        symbol=row.symbol,
        issued_on=row.issued_on,
        new_due=row.new_due,
        late=[LateItem(body=line.unit.name, duty=line.owes, due=line.due) for line in row.lines.all()],
        signer=_signer(row.signer_name, row.signer_title, row.capacity),
    )


def reminder_draft(
    movement: Movement, late: Sequence[LateItem], *, issued_on: date, new_due: date | None, post: Post, capacity: str
) -> ReminderLetter:
    """The letter as it would be made; its number is taken from the register only then."""
    symbol = letter_symbol(movement.body, queries_follow.office_unit(movement.body, issued_on))
    signer = _signer(post.person.full_name, post.title, capacity)
    return _reminder(
        movement, number=None, symbol=symbol, issued_on=issued_on, new_due=new_due, late=late, signer=signer
    )


def letter_symbol(body: Unit, office: Unit) -> str:
    """``UBND-VHXH``: the body and the unit that writes the letter."""
    return f"{body.short or 'UBND'}-{office.short or 'VP'}"[:30]


def asked_at(plan: Plan) -> Source | None:
    """Where the plan asks units for plans of their own: its deadline, else the duty, else the link to plans below."""
    due = queries_follow.lower_deadline(plan)
    duty = next((each for each in plan.duties if each.type == "lower_plan"), None)
    return due[0] if due else duty.source if duty else plan.cascade.source


def _reminder(
    movement: Movement,
    *,
    number: str | None,
    symbol: str,
    issued_on: date,
    new_due: date | None,
    late: Sequence[LateItem],
    signer: Signer,
) -> ReminderLetter:
    version = _version_on(movement, issued_on)
    when = f" {vietnamese.date_words(version.issued_on)}" if version.issued_on else ""
    phrase = movement_phrase(movement)
    writer = symbol.rpartition("-")[2]
    return ReminderLetter(
        heading=Heading(
            issuer=issuer_lines(movement.body.name),
            symbol=symbol,
            number=number,
            place=movement.body.place,
            day=issued_on,
        ),
        about=f"đôn đốc ban hành kế hoạch thực hiện {phrase}",
        plan=f"Kế hoạch số {version}{when} của {issuer_lines(movement.body.name).replace(chr(10), ' ')}",
        movement=phrase,
        late=tuple(late),
        on=issued_on,
        recipients=("Như trên", f"Lưu: VT, {writer}" if writer not in ("VT", "") else "Lưu: VT"),
        signer=signer,
        new_due=new_due,
        clause=place(asked_at(version.plan)),
    )


def _version_on(movement: Movement, day: date) -> PlanVersion:
    """The plan as it stood on the day of the letter; a later amendment does not change what a letter cited.

    Every version carries number and day of the plan itself, so the day of an amended one is that on which its
    amendment takes effect: an amendment that waits for its day is not cited either.
    """
    stood = Q(amendment__isnull=True) | Q(amendment__effective_on__lte=day)
    found = movement.plan_versions.filter(stood, issued_on__lte=day).order_by("-number").first()
    return found or queries.current_version(movement)


def _signer(name: str, post: str, capacity: str) -> Signer:
    return Signer(
        name=name, post=post or HEAD_POST, mode=cast(Mode, capacity), head_post=HEAD_POST, body="Ủy ban nhân dân"
    )


def movement_phrase(movement: Movement) -> str:
    """``phong trào thi đua cải cách hành chính năm 2025``: what stands after "thực hiện"."""
    short = movement.short
    lower = short if short[:2].isupper() else short[:1].lower() + short[1:]
    return lower if lower.startswith("phong trào") else f"phong trào {lower}"


def amendment(row: Amendment) -> PlanPaper:
    """The paper of an amendment: a draft with blanks, or as it was issued."""
    movement, base = row.movement, row.base
    full = issuer_lines(movement.body.name).replace("\n", " ")
    return paper(
        Amended(number=str(base), day=base.issued_on, body=full, subject=movement.title),
        base.plan,
        row.plan,
        heading=Heading(
            issuer=issuer_lines(movement.body.name),
            symbol=row.symbol,
            number=row.number or None,
            place=movement.body.place,
            day=row.issued_on,
        ),
        effective_on=row.effective_on,
        applies_to_filed=row.applies_to_filed,
        recipients=tuple(each.label for each in base.plan.recipients) or ("Các đơn vị thực hiện", "Lưu: VT"),
        signer=_signer(row.signer_name, row.signer_title, row.capacity or "TM"),
    )
