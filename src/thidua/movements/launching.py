"""What a launch checks and brings to life: rounds with their closing times; duties are laid in ``laying``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from thidua.documents import vietnamese
from thidua.movements import laying, queries, round_days
from thidua.movements.models import Movement, Round
from thidua.org.models import Person, Post, Unit
from thidua.plans import Plan, calendar
from thidua.plans import model as m
from thidua.records.models import PaperNumber
from thidua.rules.findings import Finding

CAPACITIES = ("TM", "TM_KT", "KT", "own")  # as in plans.model.Signer


def findings(plan: Plan, *, issued_on: date, today: date) -> list[Finding]:
    """Reasons against launching with this date, and what to look at (warnings)."""
    found = []
    if issued_on > today:
        text = f"Ngày ban hành {vietnamese.date_short(issued_on)} ở sau hôm nay; kế hoạch chỉ phát động khi đã ký."
        found.append(Finding("issued_in_future", "error", text, field="issued_on"))
    not_before = plan.identity.date_not_before
    if not_before and issued_on < date.fromisoformat(not_before):
        text = f"Kế hoạch dựa vào văn bản ngày {vietnamese.date_short(date.fromisoformat(not_before))} nên không thể ban hành trước ngày đó."
        found.append(Finding("issued_before_basis", "error", text, field="issued_on"))
    printed = plan.identity.date
    if printed and not issued_on.isoformat().startswith(printed):
        text = (
            f"Bản kế hoạch ghi {vietnamese.partial_date_words(*map(int, printed.split('-')))}; ngày ban hành phải khớp."
        )
        found.append(Finding("issued_not_as_printed", "error", text, field="issued_on"))
    if plan.movement.year_to < issued_on.year:
        text = f"Phong trào đến năm {plan.movement.year_to}, không thể phát động năm {issued_on.year}."
        found.append(Finding("issued_after_movement", "error", text, field="issued_on"))
    if issued_on.year < plan.movement.year_from - 1:
        text = f"Phong trào từ năm {plan.movement.year_from}, ngày ban hành năm {issued_on.year} quá sớm; xem lại năm."
        found.append(Finding("issued_before_movement", "error", text, field="issued_on"))
    return found


def signer_findings(post: Post | None, signer: Person, capacity: str, body: Unit, day: date) -> list[Finding]:
    """Reasons against this signer: no leading post in the body on the day, or a capacity that does not fit it.

    The head signs for the committee (TM.); a deputy signs for the head (KT.), with or without the line TM.
    (Nghị định 30/2020/NĐ-CP, Điều 13).
    """
    name = f"{signer.honorific} {signer.full_name}"
    if post is None:
        text = (
            f"{name} không giữ chức vụ lãnh đạo nào của {body.name} vào ngày {vietnamese.date_short(day)}; "
            "chọn người ký khác hoặc sửa ngày ban hành."
        )
        return [Finding("signer_without_post", "error", text, field="signer")]
    if capacity not in CAPACITIES:
        return [Finding("capacity_unknown", "error", "Chọn cách ký trong danh sách.", field="capacity")]
    if post.is_head and capacity in ("TM_KT", "KT"):
        text = f"{name} là người đứng đầu nên không ký thay (KT.); chọn cách ký của người đứng đầu."
        return [Finding("capacity_unfit", "error", text, field="capacity")]
    if not post.is_head and capacity in ("TM", "own"):
        text = f"{name} là cấp phó nên phải ký thay người đứng đầu (KT.); chọn lại cách ký."
        return [Finding("capacity_unfit", "error", text, field="capacity")]
    return []


def printed_day(plan: Plan) -> date | None:
    """The whole date printed on the plan, or None where a part of it is blank."""
    stated = plan.identity.date
    return date.fromisoformat(stated) if stated and len(stated) == 10 else None


def make_rounds(movement: Movement, plan: Plan, issued_on: date) -> list[Round]:
    """One row per round of the plan; closing times by the one calendar function."""
    made, events = [], queries.events(movement)
    for instance in calendar.rounds(plan, issued_on):
        days = round_days.days_of(plan, instance.key, events)
        made.append(
            Round.objects.create(
                movement=movement,
                key=instance.key,
                round_id=instance.round_id,
                year=instance.year,
                label=instance.label,
                closes_at=days.closing.closes_at if days.closing else None,
                appraise_by=days.appraise_by,
                bars_late=days.barred,
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class Preview:
    """What a launch is going to do, shown before the act. ``rounds``: label and when it closes, in words.

    ``next_number`` is the register's next for plans of ``number_year``; the register begins again every year.
    """

    rounds: list[tuple[str, str]]
    duties: int
    units: int
    events: tuple[m.Event, ...]
    next_number: int
    number_year: int


def preview(movement: Movement, plan: Plan, issued_on: date, today: date) -> Preview:
    """Rounds, duties, awaited events and the next number of the register for a launch with this date."""
    rounds = []
    for instance in calendar.rounds(plan, issued_on):
        rounds.append((instance.label, round_days.words(plan, instance.key)))
    duties = laying.duties_of(movement, plan, today)
    last = PaperNumber.objects.filter(body=movement.body, year=issued_on.year, series="KH").aggregate(n=Max("number"))
    units = {duty.unit_id for duty in duties}
    return Preview(rounds, len(duties), len(units), plan.events, (last["n"] or 0) + 1, issued_on.year)
