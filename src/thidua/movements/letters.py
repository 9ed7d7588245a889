"""Papers of what follows a launch, from rows: the letter that reminds (16), the plan that amends (1)."""

from __future__ import annotations

from typing import cast

from thidua.documents import vietnamese
from thidua.documents.base import Mode, Signer
from thidua.documents.model import Heading
from thidua.documents.plan_amendment import Amended, issuer_lines, paper
from thidua.documents.plan_paper import PlanPaper
from thidua.documents.reminder import LateItem, ReminderLetter
from thidua.movements import queries
from thidua.movements.models import Amendment, Movement, Reminder
from thidua.plans import compare

HEAD_POST = "Chủ tịch"


def reminder(row: Reminder) -> ReminderLetter:
    """The letter as it was made: the units named then, the state of its day."""
    movement = row.movement
    version = queries.current_version(movement)
    when = f" {vietnamese.date_words(version.issued_on)}" if version.issued_on else ""
    phrase = movement_phrase(movement)
    return ReminderLetter(
        heading=Heading(
            issuer=issuer_lines(movement.body.name),
            symbol=row.symbol,
            number=row.number,
            place=movement.body.place,
            day=row.issued_on,
        ),
        about=f"đôn đốc ban hành kế hoạch thực hiện {phrase}",
        plan=f"Kế hoạch số {version}{when} của {movement.body.name}",
        movement=phrase,
        late=tuple(LateItem(body=line.unit.name, duty=line.owes, due=line.due) for line in row.lines.all()),
        on=row.issued_on,
        recipients=("Như trên", "Lưu: VT"),
        signer=Signer(name=row.signer_name, post=row.signer_title, mode=cast(Mode, row.capacity), head_post=HEAD_POST),
        new_due=row.new_due,
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
        compare.diff(base.plan, row.plan),
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
        signer=Signer(
            name=row.signer_name,
            post=row.signer_title or HEAD_POST,
            mode=cast(Mode, row.capacity or "TM"),
            head_post=HEAD_POST,
            body="Ủy ban nhân dân",
        ),
    )
