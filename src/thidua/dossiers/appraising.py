"""Acts of the standing office on a candidate: judge what needs a person, conclude.

The program computes the conclusion; the office answers what only a person can answer. A candidate about whom
our own registers lack data is never refused for it: the office notes it as an open condition, and council and
decider see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.dossiers import permissions
from thidua.dossiers.facts import Answer, Assessment, evaluate, standards_of
from thidua.dossiers.models import Appraisal, Candidate, Dossier, Judgement
from thidua.dossiers.state import roles_at, step, step_candidate
from thidua.notices.actions import tell
from thidua.org.models import User
from thidua.org.queries import accounts_of
from thidua.rules.findings import Finding, Refused, refuse_if_any
from thidua.rules.standards import Outcome, leaves_of

SHORTEST_REASON = 10


def judge(*, candidate: Candidate, leaf_id: str, verdict: str, reason: str, by: User, at: datetime) -> Judgement:
    """The office's finding on one question that the program does not judge; may be changed until the conclusion."""
    dossier = candidate.dossier
    refuse_if_any(permissions.can_receive(roles_at(by, at), dossier))
    refuse_if_any(_open_findings(candidate))
    known = judged_leaves(candidate)
    found = []
    if leaf_id not in known:
        found.append(
            Finding("unknown_leaf", "error", "Tiêu chuẩn này không cần người kết luận cho người, tập thể này.")
        )
    if verdict not in ("met", "unmet"):
        found.append(Finding("verdict_missing", "error", "Chọn Đạt hoặc Không đạt.", field=f"verdict-{leaf_id}"))
    if len(reason.strip()) < SHORTEST_REASON:
        text = f"Nêu lý do kết luận, ít nhất {SHORTEST_REASON} ký tự."
        found.append(Finding("reason_short", "error", text, field=f"reason-{leaf_id}"))
    refuse_if_any(found)
    with transaction.atomic():
        row, _ = Judgement.objects.update_or_create(
            candidate=candidate,
            leaf_id=leaf_id,
            defaults={"verdict": verdict, "reason": reason.strip(), "by": by, "at": at},
        )
        word = "đạt" if verdict == "met" else "không đạt"
        journal.record(
            by=by,
            at=at,
            act="candidate.judge",
            thing=candidate,
            body_id=dossier.unit.body_id,
            sentence=f"Kết luận {word} về {candidate.name}: {known[leaf_id]}",
            basis={"leaf": leaf_id},
            data={"verdict": verdict, "reason": reason.strip()},
        )
    return row


def judged_leaves(candidate: Candidate) -> dict[str, str]:
    """Questions a person answers about a candidate: leaf id → what is asked."""
    dossier = candidate.dossier
    asked, barred = standards_of(dossier.plan_version.plan, dossier.round, candidate.kind)
    own = set(candidate.audience_ids)
    return {
        leaf.id: str(leaf.params["text"])
        for each in (*asked, *barred)
        if not each.audiences or own & set(each.audiences)
        for leaf in leaves_of(each.expr)
        if leaf.leaf == "judgement"
    }


def _open_findings(candidate: Candidate) -> list[Finding]:
    if candidate.dossier.state != "received":
        text = "Chỉ thẩm định hồ sơ đang ở trạng thái “Đã tiếp nhận”."
        return [Finding("wrong_state", "error", text, {"state": candidate.dossier.state})]
    if candidate.state != "nominated":
        return [Finding("wrong_state", "error", f"{candidate.name} đã có kết luận thẩm định.")]
    return []


def appraise(
    *,
    candidate: Candidate,
    by: User,
    at: datetime,
    notes: Mapping[str, str] | None = None,
    reason: str = "",
    version: int | None = None,
) -> Appraisal:
    """Conclude on one candidate; with the last one the whole dossier is appraised.

    Every question must be answered. ``notes`` (standard id → words of the office) is needed for each standard that
    stays without data: it becomes an open condition. Unmet standards make the candidate ineligible, with the
    reasons computed.
    """
    dossier = candidate.dossier
    refuse_if_any(permissions.can_receive(roles_at(by, at), dossier))
    refuse_if_any(_open_findings(candidate))
    assessment = evaluate([candidate], timezone.localdate(at), evidence=True)[candidate.pk]
    given = {key: text.strip() for key, text in (notes or {}).items()}
    refuse_if_any(conclusion_findings(assessment, given))
    unmet = [a for a in assessment.answers if a.outcome is Outcome.UNMET]
    conditions = [_condition(a, given[a.id]) for a in assessment.answers if a.outcome is Outcome.NODATA]
    conclusion = "ineligible" if unmet else "eligible"
    why = " ".join([*(f"{a.label}: {a.explanation.sentence}" for a in unmet), reason.strip()]).strip()
    with transaction.atomic():
        if version is not None:
            candidate.version = version
        step_candidate(candidate, "find_ineligible" if unmet else "find_eligible")
        row = Appraisal.objects.create(
            candidate=candidate,
            conclusion=conclusion,
            reason=why,
            snapshot=assessment.snapshot(),
            open_conditions=[] if unmet else conditions,
            by=by,
            at=at,
        )
        word = "không đủ điều kiện" if unmet else "đủ điều kiện" + (" có điều kiện" if conditions else "")
        journal.record(
            by=by,
            at=at,
            act="candidate.appraise",
            thing=candidate,
            body_id=dossier.unit.body_id,
            sentence=f"Kết luận {word}: {candidate.name}",
            basis={"plan": str(dossier.plan_version), "standards": [a.id for a in assessment.answers]},
            data={"conclusion": conclusion, "reason": why, "open": [c["id"] for c in row.open_conditions]},
        )
        _finish(dossier, by, at)
    return row


def conclusion_findings(assessment: Assessment, notes: Mapping[str, str]) -> list[Finding]:
    """What still has to be answered before a conclusion; an unmet standard settles the matter at once."""
    if any(a.outcome is Outcome.UNMET for a in assessment.answers):
        return []
    found = []
    for answer in assessment.answers:
        for leaf, part in answer.open_leaves(Outcome.JUDGE):
            text = f"Chưa kết luận: {part.title}."
            found.append(Finding("leaf_open", "error", text, {"leaf": leaf.id}, answer.source, f"verdict-{leaf.id}"))
        if answer.outcome is Outcome.NODATA and len(notes.get(answer.id, "")) < SHORTEST_REASON:
            text = (
                f"{answer.label}: chưa có dữ liệu. Ghi rõ sẽ bổ sung gì, khi nào (ít nhất {SHORTEST_REASON} ký tự) "
                "để kết luận có điều kiện."
            )
            found.append(Finding("note_missing", "error", text, {}, answer.source, f"note-{answer.id}"))
    return found


def _condition(answer: Answer, note: str) -> dict[str, Any]:
    return {
        "id": answer.id,
        "label": answer.label,
        "sentence": answer.explanation.sentence,
        "note": note,
        "source": {"path": answer.source.path, "note": answer.source.note},
    }


def _finish(dossier: Dossier, by: User, at: datetime) -> None:
    """With the last conclusion the dossier is appraised and its unit told; with nobody eligible it also ends."""
    if Candidate.objects.filter(dossier=dossier, state="nominated").exists():
        return
    step(dossier, "appraise", version=None, appraised_at=at)
    eligible = Candidate.objects.filter(dossier=dossier, state="eligible").count()
    total = Candidate.objects.filter(dossier=dossier).exclude(state="removed").count()
    journal.record(
        by=by,
        at=at,
        act="dossier.appraise",
        thing=dossier,
        body_id=dossier.unit.body_id,
        sentence=f"Thẩm định xong hồ sơ của {dossier.unit}: {eligible} trên {total} đủ điều kiện",
        data={"eligible": eligible, "total": total},
    )
    said = f"{eligible} trên {total} tập thể, cá nhân đủ điều kiện."
    if not eligible:
        said = _end_without(dossier, total, by, at)
    day = timezone.localdate(at)
    tell(
        accounts_of([dossier.unit], day),
        at=at,
        title="Hồ sơ đã thẩm định xong" if eligible else "Hồ sơ kết thúc, không ai đủ điều kiện",
        text=said,
        url=f"/ho-so/{dossier.pk}/",
    )


def _end_without(dossier: Dossier, total: int, by: User, at: datetime) -> str:
    """Nobody is left for a council or a decision: the dossier ends here, with the reason; what was said about it."""
    step(dossier, "end_without", version=None)
    reason = f"cả {total} tập thể, cá nhân được đề nghị đều không đủ điều kiện"
    journal.record(
        by=by,
        at=at,
        act="dossier.end_without",
        thing=dossier,
        body_id=dossier.unit.body_id,
        sentence=f"Kết thúc hồ sơ của {dossier.unit}: {reason}",
        data={"total": total},
    )
    return f"Kết thúc vì {reason}. Lý do từng trường hợp ghi ở phiếu thẩm định."


def reopen(*, candidate: Candidate, reason: str, by: User, at: datetime, version: int | None = None) -> Candidate:
    """Take a conclusion back while the dossier is still being appraised, e.g. after a slip of the hand."""
    dossier = candidate.dossier
    refuse_if_any(permissions.can_receive(roles_at(by, at), dossier))
    found = []
    if dossier.state != "received":
        found.append(Finding("wrong_state", "error", "Hồ sơ đã thẩm định xong nên không mở lại kết luận được."))
    if len(reason.strip()) < SHORTEST_REASON:
        text = f"Nêu lý do mở lại, ít nhất {SHORTEST_REASON} ký tự."
        found.append(Finding("reason_short", "error", text, field="reason"))
    refuse_if_any(found)
    with transaction.atomic():
        candidate.version = candidate.version if version is None else version
        step_candidate(candidate, "reopen")
        before = Appraisal.objects.filter(candidate=candidate).values("conclusion", "reason", "snapshot").first()
        if before is None:
            raise Refused([Finding("stale", "error", "Kết luận này vừa được người khác mở lại.")])
        Appraisal.objects.filter(candidate=candidate).delete()
        journal.record(
            by=by,
            at=at,
            act="candidate.reopen",
            thing=candidate,
            body_id=dossier.unit.body_id,
            sentence=f"Mở lại kết luận thẩm định về {candidate.name}: {reason.strip()}",
            data={"before": before},
        )
    return candidate
