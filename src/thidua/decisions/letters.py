"""Papers 10 and 15 from rows: tờ trình of the office to the decider, and of the committee to the higher level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from django.utils import timezone

from thidua import law
from thidua.councils.models import Motion
from thidua.decisions import facts, names, weighing
from thidua.decisions.models import Award, Decision, Proposal, ProposalLine
from thidua.documents import papers, vietnamese
from thidua.documents.base import Kind, Mode
from thidua.documents.voting import Rejected
from thidua.dossiers.models import Candidate
from thidua.movements.models import PlanVersion, Round
from thidua.movements.queries import current_version
from thidua.org.models import Unit
from thidua.org.queries import head_of
from thidua.plans import Plan
from thidua.rules import money
from thidua.rules.voting import percent

HEAD_POST = "Chủ tịch"
KIND_NAMES = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}
CITY_LAW = "72/2025/QH15"  # organisation of local government


def kind_of(candidate: Candidate) -> Kind:
    """Kind of a candidate as the papers type it."""
    return "collective" if candidate.kind == "collective" else "individual"


# ---------------------------------------------------------------- bases


def bases(version: PlanVersion, body: Unit, on: date) -> list[papers.Basis | str]:
    """Law and decree in force on the day, and the plan; a law is cited by its title and day."""
    book = law.book()
    regime = book.regime(on)
    found: list[papers.Basis | str] = []
    laws = [*([book.instrument(CITY_LAW)] if book.in_force(CITY_LAW, on) else []), regime.law, *regime.amendments]
    for each in laws:
        when = f" {vietnamese.date_words(each.issued)}" if each.issued else ""
        found.append(f"Căn cứ {each.title}{when}")
    decree = regime.decree
    found.append(
        papers.Basis(
            kind="Nghị định", number=decree.number, day=decree.issued, issuer=decree.issuer, title=decree.title
        )
    )
    title = version.plan.movement.title
    found.append(
        papers.Basis(
            kind="Kế hoạch",
            number=str(version),
            day=version.issued_on,
            issuer=names.full_name(body),
            title=f"về việc {title[:1].lower()}{title[1:]}",
        )
    )
    return found


def minutes_references(motions: Iterable[Motion]) -> list[str]:
    """``Biên bản số 03/… ngày …`` of every closed session among the motions, each once."""
    sessions = {motion.session_id: motion.session for motion in motions}
    found = []
    for session in sessions.values():
        day = timezone.localdate(session.closed_at or session.planned_at)
        number = f" số {session.minutes_number}" if session.minutes_number else ""
        found.append(f"Biên bản{number} {vietnamese.date_words(day)}")
    return found


# ---------------------------------------------------------------- paper 10


def office_submission(
    decision: Decision,
    plan: Plan,
    lines: Sequence[Award],
    money_of: Mapping[int, money.MoneyAnswer],
    office: Unit,
    day: date,
) -> papers.OfficeSubmission:
    """Tờ trình of the standing office with appraisal, council, money and the cases not proposed."""
    version = current_version(decision.round.movement)
    motions = weighing.advice(line.candidate_id for line in lines)
    asked = [line for line in lines if line.verdict != "refused"]
    head = head_of(office, day)
    number, _, symbol = decision.submission_number.partition("/")
    total, suited = appraised(decision.round)
    departing = weighing.departures(lines, motions)
    return papers.OfficeSubmission(
        heading=papers.Heading(
            parent_body=names.full_name(decision.body),
            issuer=office.name.upper(),
            symbol=symbol,
            number=number,
            place=decision.body.place,
            day=day,
        ),
        addressees=(names.chair(decision.body),),
        office=office.name,
        award_form=names.form_name(decision.form),
        authority=names.chair(decision.body),
        movement=names.movement_phrase(plan, decision.round),
        bases=(
            *bases(version, decision.body, day),
            *(f"Căn cứ {text} của Hội đồng" for text in minutes_references(motions.values())),
        ),
        dossiers_total=total,
        dossiers_ok=suited,
        nominees=tuple(nominee(line.candidate, names.form_name(line.form), motions) for line in asked),
        money=money_lines(asked, money_of),
        fund=decision.fund,
        recipients=("Như trên", f"Lưu: {office.short or 'VT'}"),
        signer=papers.Signer(
            name=head.person.full_name if head else "", post=head.title if head else f"Thủ trưởng {office.name}"
        ),
        council_result=council_sentence(motions.values()),
        rejected=tuple(
            Rejected(name=line.recipient_name, reason=line.reason.rstrip("."))
            for line in lines
            if line.verdict == "refused"
        ),
        departures=tuple(
            Rejected(
                name=text.partition(":")[0],
                reason=f"{text.partition(': ')[2]}. Lý do: {decision.departure_reason.rstrip('.')}",
            )
            for text in departing
        ),
        attachments=("dự thảo Quyết định", "danh sách kèm theo", *minutes_references(motions.values())),
    )


def appraised(round_: Round) -> tuple[int, int]:
    """(dossiers appraised in the round, those with an eligible candidate)."""
    rows = Candidate.objects.filter(dossier__round=round_, appraisal__isnull=False)
    total = rows.values("dossier_id").distinct().count()
    return total, rows.filter(appraisal__conclusion="eligible").values("dossier_id").distinct().count()


def council_sentence(motions: Iterable[Motion]) -> str:
    """What the council advised, counted; empty when it was not asked."""
    known = list(motions)
    if not known:
        return ""
    where = ", ".join(minutes_references(known))
    chosen = sum(bool(motion.chosen) for motion in known)
    return f"Hội đồng đã xét {len(known):02d} trường hợp ({where}): đề nghị khen thưởng {chosen:02d} trường hợp."


def nominee(candidate: Candidate, award: str, motions: Mapping[int, Motion]) -> papers.Nominee:
    """A candidate in the lists of papers 10 and 15."""
    person, motion = candidate.person, motions.get(candidate.pk)
    votes = ""
    if motion is not None and motion.yes is not None and motion.base:
        votes = f"{motion.yes:02d}/{motion.base:02d} ({percent(Fraction(motion.yes, motion.base))})"
    return papers.Nominee(
        kind=kind_of(candidate),
        name=candidate.name,
        honorific=person.honorific if person else "",
        post=candidate.position if person else "",
        unit=candidate.unit.name if person else "",
        managing_body="" if person or candidate.unit.parent is None else names.full_name(candidate.unit.parent),
        award=award,
        summary=candidate.summary,
        birth_year=person.birth_date.year if person and person.birth_date else None,
        female=person.honorific == "Bà" if person else None,
        votes=votes,
    )


def money_lines(lines: Sequence[Award], money_of: Mapping[int, money.MoneyAnswer]) -> tuple[papers.MoneyLine, ...]:
    """Equal awards together: coefficient, base salary, money for one, number."""
    groups: dict[tuple[str, str], list[money.MoneyAnswer]] = {}
    for line in lines:
        groups.setdefault((line.form, line.candidate.kind), []).append(money_of[line.pk])
    several = len({form for form, _ in groups}) > 1
    return tuple(
        papers.MoneyLine(
            label=f"{KIND_NAMES[kind]}{', ' + names.form_name(form) if several else ''}",
            coefficient=vietnamese.number(found[0].coefficient),
            base=found[0].base,
            each=found[0].amount,
            count=len(found),
        )
        for (form, kind), found in groups.items()
    )


# ---------------------------------------------------------------- paper 15


def higher_proposal(proposal: Proposal, lines: Sequence[ProposalLine], day: date, form: str) -> papers.HigherProposal:
    """Tờ trình of the committee to the higher level; signed TM., or TM. and KT. by a deputy."""
    version = current_version(proposal.round.movement)
    plan, body = version.plan, proposal.body
    award = facts.award_of(plan, proposal.award_id)
    mark = law.book().form("to_trinh", day)
    motions = weighing.advice(line.candidate_id for line in lines)
    mode: Mode = "TM_KT" if proposal.capacity == "KT" else "TM"
    return papers.HigherProposal(
        heading=papers.Heading(
            issuer=names.issuer(body), symbol=proposal.symbol, number=proposal.number or None, place=body.place, day=day
        ),
        addressees=(proposal.addressee,),
        issuer=names.full_name(body),
        award_form=form,
        higher_authority=award.authority.replace("UBND", names.COMMITTEE),
        movement=names.movement_phrase(plan, proposal.round),
        bases=tuple(bases(version, body, day)),
        nominees=tuple(nominee(line.candidate, form, motions) for line in lines),
        recipients=("Như trên", "Lưu: VT"),
        signer=papers.Signer(
            name=proposal.signer_name,
            post=proposal.signer_title or HEAD_POST,
            mode=mode,
            head_post=HEAD_POST,
            body=names.full_name(body),
        ),
        council_minutes=proposal.minutes,
        ground=proposal.ground,
        form=papers.FormMark(number=mark.number, decree=mark.decree) if mark.number else None,
    )
