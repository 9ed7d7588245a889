"""Papers 11, 12 and 14 from rows: the decision, the certificates, the payment list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from thidua.decisions import codes, names, weighing
from thidua.decisions.letters import HEAD_POST, bases, kind_of, minutes_references
from thidua.decisions.models import Award, Decision, Revocation
from thidua.documents import papers, vietnamese
from thidua.documents.base import Mode
from thidua.movements.queries import current_version

# ---------------------------------------------------------------- paper 11


def award_decision(decision: Decision, lines: Sequence[Award]) -> papers.AwardDecision:
    """The decision; a draft (not yet issued) has no number and day, and the law of the day it is printed for."""
    version = current_version(decision.round.movement)
    plan = version.plan
    body, day = decision.body, decision.decided_on
    on = day or timezone.localdate(decision.submitted_at or decision.created_at)
    given = [line for line in lines if line.verdict != "refused"]
    motions = weighing.advice(line.candidate_id for line in lines)
    grounds = list(bases(version, body, on))
    grounds += [f"Căn cứ {text} của Hội đồng Thi đua - Khen thưởng" for text in minutes_references(motions.values())]
    if decision.submission_number and decision.submitted_at:
        when = vietnamese.date_words(timezone.localdate(decision.submitted_at))
        grounds.append(
            f"Theo đề nghị của {decision.submission_office} tại Tờ trình số {decision.submission_number} {when}"
        )
    payer = plan.money.responsible or "bộ phận Tài chính - Kế toán"
    return papers.AwardDecision(
        heading=papers.Heading(
            issuer=names.issuer(body),
            symbol=decision.symbol,
            number=decision.number or None,
            place=body.place,
            day=day,
            year=on.year,
        ),
        authority=names.chair(body),
        award_form=names.form_name(decision.form),
        movement=names.movement_phrase(plan, decision.round),
        merit=_after(decision.merit),
        bases=tuple(grounds),
        awardees=tuple(awardee(line) for line in given),
        executors=tuple(part for part in (decision.submission_office, payer) if part),
        fund=decision.fund,
        recipients=("Như Điều 3", f"Chủ tịch, các Phó Chủ tịch {names.full_name(body)}", "Lưu: VT"),
        signer=signer(decision.signer_name, decision.signer_title, decision.capacity),
    )


def _after(merit: str) -> str:
    """The words after "đã có thành tích", whatever the office wrote before them."""
    lowered = merit.lower()
    at = lowered.find("thành tích ")
    return merit[at + len("thành tích ") :] if 0 <= at <= 12 else merit


def signer(name: str, title: str, capacity: str) -> papers.Signer:
    """The signature: the chairman, or a deputy for the chairman (never for the committee)."""
    mode: Mode = "KT" if capacity == "KT" else "own"
    return papers.Signer(name=name, post=title or HEAD_POST, mode=mode, head_post=HEAD_POST if mode == "KT" else "")


def awardee(line: Award) -> papers.Awardee:
    """One line of the printed list."""
    candidate = line.candidate
    person = candidate.person
    return papers.Awardee(
        kind=kind_of(candidate),
        name=line.recipient_name,
        seq=line.order,
        honorific=person.honorific if person else "",
        post=candidate.position if person else "",
        unit=candidate.unit.name if person else "",
        amount=line.amount or None,
    )


# ---------------------------------------------------------------- paper 19


def revocation(made: Revocation, ground: str) -> papers.RevocationDecision:
    """The decision that takes one award back; ``ground`` with its place in the law."""
    award, decision = made.award, made.award.decision
    body, version = decision.body, current_version(decision.round.movement)
    first = vietnamese.date_words(decision.decided_on) if decision.decided_on else ""
    person = award.candidate.person
    name = f"{person.honorific} {award.recipient_name}" if person else award.recipient_name
    law_bases = [each for each in bases(version, body, made.decided_on) if not _is_plan(each)]
    payer = version.plan.money.responsible or "bộ phận Tài chính - Kế toán"
    return papers.RevocationDecision(
        heading=papers.Heading(
            issuer=names.issuer(body),
            symbol=made.symbol,
            number=made.number,
            place=body.place,
            day=made.decided_on,
            year=made.decided_on.year,
        ),
        authority=names.chair(body),
        award_form=names.form_name(award.form),
        decision=f"số {decision} {first}".strip(),
        recipient=name,
        seq=award.order,
        ground=ground,
        reason=made.reason,
        bases=(*law_bases, f"Căn cứ {made.evidence}"),
        amount=made.amount,
        until=made.return_by,
        executors=tuple(part for part in (decision.submission_office, payer) if part),
        recipients=("Như Điều 3", f"Chủ tịch, các Phó Chủ tịch {names.full_name(body)}", "Lưu: VT"),
        signer=signer(made.signer_name, made.signer_title, made.capacity),
    )


def _is_plan(basis: papers.Basis | str) -> bool:
    return isinstance(basis, papers.Basis) and basis.kind == "Kế hoạch"


# ---------------------------------------------------------------- paper 12


def check_url(code: str) -> str:
    """Public address at which a certificate is checked; the QR mark holds it."""
    return f"{settings.THIDUA_PUBLIC_URL}{reverse('portal:certificate', args=[code])}"


def certificate(line: Award, decision: Decision) -> papers.Certificate:
    """Giấy khen of one awardee of an issued decision."""
    person = line.candidate.person
    return papers.Certificate(
        kind=kind_of(line.candidate),
        recipient=line.recipient_name,
        authority=names.chair(decision.body),
        merit=line.merit,
        signer=signer(decision.signer_name, decision.signer_title, decision.capacity),
        seq=line.order,
        symbol=decision.symbol,
        number=decision.number,
        day=decision.decided_on,
        place=decision.body.place,
        honorific=person.honorific if person else "",
        detail=line.recipient_line if person else names.full_name(decision.body),
        form=names.form_name(line.form),
        check_code=codes.shown(line.code),
        check_url=check_url(line.code),
    )


# ---------------------------------------------------------------- paper 14


def payment_list(
    decision: Decision, lines: Sequence[Award], day: date, preparer: str = "", approver: str = ""
) -> papers.PaymentList:
    """Danh sách chi tiền thưởng of an issued decision."""
    plan = current_version(decision.round.movement).plan
    when = vietnamese.date_words(decision.decided_on) if decision.decided_on else ""
    return papers.PaymentList(
        heading=papers.Heading(issuer=names.issuer(decision.body), place=decision.body.place, day=day),
        movement=names.movement_phrase(plan, decision.round),
        decision=f"Quyết định số {decision} {when}".strip(),
        payees=tuple(payee(line, decision) for line in lines if owed(line)),
        preparer=papers.Signer(name=preparer, post="Người lập"),
        accountant=papers.Signer(post="Kế toán"),
        approver=papers.Signer(name=approver, post="Thủ trưởng đơn vị"),
    )


def owed(line: Award) -> bool:
    """Whether a line stands on the list of payment: approved, and not taken back before it was paid."""
    return line.verdict == "approved" and (line.candidate.state != "revoked" or line.paid_on is not None)


def payee(line: Award, decision: Decision) -> papers.Payee:
    """One line of the payment list."""
    candidate = line.candidate
    return papers.Payee(
        kind=kind_of(candidate),
        name=line.recipient_name,
        unit=candidate.unit.name if candidate.person else decision.body.name,
        coefficient=coefficient(line, decision),
        amount=line.amount,
        representative=line.receiver,
    )


def coefficient(line: Award, decision: Decision) -> str:
    """Coefficient as printed (``0,3``), from the values stored with the decision."""
    stored = decision.law.get("money", {}).get(f"{line.form}.{line.candidate.kind}", {})
    return vietnamese.number(Decimal(stored["coefficient"])) if stored else ""
