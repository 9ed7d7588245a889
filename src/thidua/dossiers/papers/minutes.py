"""Biên bản họp bình xét of the unit (paper 5)."""

from __future__ import annotations

from datetime import date

from thidua.documents.base import counts
from thidua.documents.papers import Attendant, Remark, UnitMinutes, Vote
from thidua.dossiers.models import Dossier, UnitMeeting
from thidua.dossiers.papers import common
from thidua.dossiers.queries import candidates_of
from thidua.plans import model

COUNCIL = "Hội đồng Thi đua - Khen thưởng"


def minutes(dossier: Dossier, item: model.PaperItem, meeting: UnitMeeting, *, day: date) -> UnitMinutes:
    """The minutes as recorded; everybody still in the dossier is proposed."""
    plan, unit = dossier.plan_version.plan, dossier.unit
    people = {c.pk: c for c in candidates_of(dossier)}
    votes = [v for v in meeting.votes.all() if v.candidate_id in people]
    order = {pk: place for place, pk in enumerate(people)}
    shown = tuple(
        Vote(
            kind=people[v.candidate_id].kind,  # type: ignore[arg-type]  # one of the two kinds by the model
            name=people[v.candidate_id].name,
            yes=v.yes,
            no=v.no,
            other=v.other,
            base=meeting.present,
            proposed=True,
        )
        for v in sorted(votes, key=lambda v: order[v.candidate_id])
    )
    who = f"{COUNCIL} {unit.name}" if item.meeting == "unit_council" else unit.name
    told = counts([vote.kind for vote in shown])
    return UnitMinutes(
        heading=common.heading(unit, symbol=common.symbol("BB", unit), year=day.year),
        unit=who,
        movement=common.movement_phrase(plan),
        place=meeting.place,
        chair=Attendant(name=meeting.chair),
        secretary=Attendant(name=meeting.secretary),
        present=(),
        present_count=meeting.present,
        absent_note=meeting.absent,
        total_members=meeting.total,
        plan=common.plan_reference(dossier),
        method="bỏ phiếu kín" if meeting.secret else "biểu quyết giơ tay",
        votes=shown,
        conclusion=f"{who} thống nhất đề nghị khen thưởng {told}." if told else "Chưa có kết quả biểu quyết.",
        started_at=meeting.started_at,
        ended_at=meeting.ended_at,
        remarks=(Remark(person="Ý kiến tại cuộc họp", text=meeting.remarks),) if meeting.remarks else (),
    )
