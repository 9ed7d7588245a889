"""What waits for the clerk and the head of a unit."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.plans import calendar
from thidua.reports.worklist.desk import Desk, Item, closing_of, deadline_source, link, round_name, takes_part, until


def unit_rounds(desk: Desk) -> Iterator[Item]:
    """Rounds still open for which an own unit has no dossier."""
    begun = {(d.round_id, d.unit_id) for d in desk.dossiers}
    units = {g.unit_id: g.unit for g in desk.roles.grants if g.role == "unit_clerk"}
    for round, movement in desk.rounds:
        closing = closing_of(round)
        if closing and desk.now >= closing.closes_at:
            continue
        if round.year > desk.today.year:
            continue
        plan = desk.plan_of[movement.pk]
        for unit in units.values():
            if unit.body_id != movement.body_id or (round.pk, unit.pk) in begun or not takes_part(plan, unit):
                continue
            yield Item(
                f"Mở hồ sơ đề nghị khen thưởng: {round.label}",
                f"{round_name(round, movement)}. {until(closing, desk.now)}",
                link("dossiers:new", round=round.pk, unit=unit.pk),
                "Mở hồ sơ",
                closing=closing,
                source=deadline_source(plan, round),
                rank=3,
            )


def unit_dossiers(desk: Desk) -> Iterator[Item]:
    """Own dossiers that wait for the clerk."""
    for dossier in desk.dossiers:
        if not desk.roles.on_unit(dossier.unit, "unit_clerk"):
            continue
        closing = closing_of(dossier.round)
        url = link("dossiers:detail", dossier.pk)
        name = round_name(dossier.round)
        if dossier.state == "draft":
            yield Item(
                "Soạn tiếp hồ sơ của " + dossier.unit.name,
                f"{name}. {until(closing, desk.now)}",
                url,
                "Làm tiếp",
                closing=closing,
                rank=2,
            )
        elif dossier.state == "confirmed":
            yield Item(
                "Nộp hồ sơ của " + dossier.unit.name,
                f"{name}. Thủ trưởng đã xác nhận. {until(closing, desk.now)}",
                url,
                "Nộp hồ sơ",
                closing=closing,
                rank=1,
            )
        elif dossier.state == "returned":
            slip = dossier.open_returns[0] if dossier.open_returns else None  # type: ignore[attr-defined]  # prefetched by the query
            answer = calendar.closing_at(slip.answer_by) if slip else None
            count = len(slip.defects) if slip else 0
            yield Item(
                "Bổ sung hồ sơ của " + dossier.unit.name,
                f"{name}. Cơ quan thường trực nêu {count} chỗ cần bổ sung. {until(answer, desk.now)}",
                url,
                "Bổ sung",
                closing=answer,
                rank=0,
            )


def unit_head(desk: Desk) -> Iterator[Item]:
    """Dossiers that the head confirms; drafts of the unit as they grow."""
    for dossier in desk.dossiers:
        if dossier.state == "draft" and desk.roles.on_unit(dossier.unit, "unit_head"):
            closing = closing_of(dossier.round)
            yield Item(
                "Xác nhận hồ sơ của " + dossier.unit.name,
                f"{round_name(dossier.round)}. {until(closing, desk.now)}",
                link("dossiers:check", dossier.pk),
                "Xem và xác nhận",
                closing=closing,
                rank=2,
            )
