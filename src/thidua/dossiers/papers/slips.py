"""Receipt (paper 20), appraisal sheet (9a) and supplement slip (9c)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from thidua.documents.base import Signer
from thidua.documents.papers import (
    AppraisalSheet,
    Defect,
    FiledPaper,
    FilingReceipt,
    PaperCheck,
    StandardCheck,
    SupplementRequest,
)
from thidua.dossiers.models import Appraisal, Candidate, Dossier, DossierReturn, Submission
from thidua.dossiers.papers import common
from thidua.dossiers.required import Need
from thidua.org.models import Unit, User
from thidua.org.queries import grants_of_body, post_on
from thidua.plans import calendar

ORIGINS = {"generated": "Bản điện tử lập trên hệ thống", "uploaded": "Bản điện tử tải lên"}


def office_of(dossier: Dossier, day: date) -> Unit:
    """The unit that is the standing office of the body on a day; the body itself where none is named."""
    body = dossier.round.movement.body
    grant = grants_of_body(body.pk, "office", day).order_by("unit_id", "id").first()
    return grant.unit if grant else body


def code_of(dossier: Dossier) -> str:
    """What a dossier is called on papers: the number of its first receipt."""
    numbers = sorted((s.filed_at, s.number) for s in dossier.submissions.all())
    return numbers[0][1] if numbers else f"HS-{dossier.pk}"


def receipt(submission: Submission, *, day: date) -> FilingReceipt:
    """The receipt of one filing, with the second it came in and the check sums of the papers."""
    dossier = submission.dossier
    plan = dossier.plan_version.plan
    closing = calendar.closing_at(submission.closes_at) if submission.closes_at else None
    office = office_of(dossier, day)
    return FilingReceipt(
        heading=common.heading(office, day=day),
        dossier_code=submission.number,
        unit=dossier.unit.name,
        filer=submission.filed_by.display_name,
        movement=common.movement_phrase(plan),
        round_label=dossier.round.label,
        papers=tuple(
            FiledPaper(
                name=str(p["name"]),
                extent=f"{p['pages']} trang" if p.get("pages") else "01 tệp",
                nature=ORIGINS[str(p["origin"])],
                digest=str(p["sha256"]),
            )
            for p in submission.papers
        ),
        received_at=submission.filed_at,
        receiver=Signer(post="Người nhận"),
        deadline=closing.last_moment_text if closing else "",
        in_time=None if closing is None else not submission.late,
    )


def supplement(slip: DossierReturn, *, day: date) -> SupplementRequest:
    """Every defect of a return, with the instant to answer before."""
    dossier = slip.dossier
    return SupplementRequest(
        heading=common.heading(office_of(dossier, day), symbol="PYC", day=day),
        unit=dossier.unit.name,
        dossier_code=code_of(dossier),
        movement=common.movement_phrase(dossier.plan_version.plan),
        defects=tuple(
            Defect(
                paper=row["paper"] or "Hồ sơ",
                what=row["what"].rstrip("."),
                clause=row["clause"],
                cure=row["fix"].rstrip(".") or "bổ sung, nộp lại",
            )
            for row in slip.defects
        ),
        signer=_signer(slip.by, day),
        answer_by=slip.answer_by,
    )


def appraisal_sheet(
    candidate: Candidate,
    appraisal: Appraisal | None,
    snapshot: Sequence[dict[str, Any]],
    owed: Sequence[Need],
    *,
    day: date,
) -> AppraisalSheet:
    """Phiếu thẩm định of one candidate; without a conclusion it says so."""
    dossier = candidate.dossier
    plan = dossier.plan_version.plan
    award = next((a.label for a in plan.awards if a.id == candidate.award_id), "")
    office = office_of(dossier, day)
    return AppraisalSheet(
        heading=common.heading(office, day=day),
        dossier_code=code_of(dossier),
        unit=dossier.unit.name,
        candidate=", ".join(filter(None, [candidate.name, candidate.position])),
        papers=tuple(
            PaperCheck(
                name=n.name,
                asked=(n.item.form_number and f"Mẫu số {n.item.form_number}") or "",
                present=n.status == "done",
            )
            for n in owed
            if n.candidate is None or n.candidate.pk == candidate.pk
        ),
        standards=tuple(_check(row) for row in snapshot if not row["barring"]),
        exclusions=tuple(_check(row) for row in snapshot if row["barring"]),
        conclusion=_conclusion(appraisal),
        appraiser=_signer(appraisal.by, day, "Người thẩm định") if appraisal else Signer(post="Người thẩm định"),
        head=common.head_signer(office, day),
        received_at=dossier.received_at,
        movement=common.movement_phrase(plan),
        award=award,
    )


def _check(row: dict[str, Any]) -> StandardCheck:
    reasons = [leaf["reason"] for leaf in row["leaves"] if leaf.get("reason")]
    clause = f"mục {row['source']['path']}" + (f", {row['source']['note']}" if row["source"]["note"] else "")
    return StandardCheck(
        standard=row["label"],
        clause=clause,
        asked=row["asked"],
        found=row["found"],
        finding=row["outcome"],
        remark=" ".join(reasons),
    )


def _conclusion(appraisal: Appraisal | None) -> str:
    if appraisal is None:
        return "Chưa kết luận."
    if appraisal.conclusion == "ineligible":
        return f"Không đủ điều kiện đề nghị khen thưởng. {appraisal.reason}".strip()
    waiting = " ".join(f"{c['label']}: {c['note']}." for c in appraisal.open_conditions)
    told = f" với điều kiện: {waiting}" if waiting else "."
    return f"Đủ điều kiện đề nghị khen thưởng{told} {appraisal.reason}".strip()


def _signer(user: User, day: date, post: str = "") -> Signer:
    held = post_on(user.person, day) if user.person else None
    return Signer(name=user.display_name, post=post or (held.title if held else "Người lập phiếu"))
