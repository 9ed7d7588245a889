"""The end of a session: the choice within the quota, the minutes, the candidates' way on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.councils import minutes, permissions, queries
from thidua.councils.convening import roles_at, shift, touch
from thidua.councils.models import Motion, Session
from thidua.documents import pdf
from thidua.dossiers import actions as dossier_actions
from thidua.movements.queries import current_version
from thidua.notices.actions import tell
from thidua.org.models import User
from thidua.org.queries import holders
from thidua.records import files, numbers
from thidua.records.printing import docx_of
from thidua.rules import lifecycle, quota, quota_parts
from thidua.rules.findings import Finding, Refused, refuse_if_any

SERIES = "BB-HĐ"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def share(motion: Motion) -> Fraction:
    """Yes votes of the base; 0 before the count."""
    return Fraction(motion.yes or 0, motion.base) if motion.base else Fraction(0)


def ranked(motions: Iterable[Motion]) -> list[Motion]:
    """Motions by share of yes votes, then number, then agenda; passed ones first."""
    return sorted(motions, key=lambda m: (not m.passed, -share(m), -(m.yes or 0), m.order))


def out_of_order(motions: Collection[Motion], chosen: Collection[int]) -> list[tuple[Motion, Motion]]:
    """(chosen, left out) where the one left out has the higher share, within one kind."""
    pairs = []
    for kept in motions:
        if kept.pk not in chosen:
            continue
        for left in motions:
            same_kind = left.candidate.kind == kept.candidate.kind
            if left.passed and left.pk not in chosen and same_kind and share(left) > share(kept):
                pairs.append((kept, left))
    return pairs


def choose_findings(
    session: Session, motions: list[Motion], chosen: Collection[int], reason: str | None
) -> list[Finding]:
    """Why this choice cannot stand, or what it needs. ``reason`` None: only looking."""
    found = []
    passed = {motion.pk for motion in motions if motion.passed}
    if strange := set(chosen) - passed:
        message = f"Có {len(strange):02d} trường hợp được chọn mà không đủ phiếu."
        found.append(Finding("not_passed", "error", message, {"motions": sorted(strange)}))
    plan = current_version(session.round.movement).plan
    # Leaving out somebody who passed is what needs a reason; that fewer passed is a result, not a choice.
    left_out = passed - set(chosen)
    why = reason if left_out or reason is None else (reason.strip() or "không còn trường hợp nào khác đủ phiếu")
    picks = queries.picks(session, motions, chosen)
    found += quota.check(plan, session.round.key, quota_parts.count(picks), why, picks)
    pairs = out_of_order(motions, chosen)
    if pairs and reason is not None and len(reason.strip()) < 10:
        kept, left = pairs[0]
        message = (
            f"{kept.candidate} được chọn với {kept.yes}/{kept.base} phiếu, {left.candidate} có {left.yes}/{left.base} "
            "phiếu mà không được chọn; hãy nêu lý do, ít nhất 10 ký tự."
        )
        found.append(Finding("choice_order", "error", message, {"kept": kept.pk, "left": left.pk}, field="reason"))
    return found


def choose(*, session: Session, version: int, chosen: Collection[int], reason: str, by: User, at: datetime) -> Session:
    """Mark who is proposed among those with enough votes. ``chosen``: ids of motions.

    More than the plan's quota is refused; fewer than an exact one, or a choice against the order of votes,
    needs a reason.
    """
    refuse_if_any(permissions.can_choose(roles_at(by, at), session, by))
    if session.state != "counted":
        raise Refused(
            [Finding("wrong_state", "error", "Chỉ chọn được sau khi kiểm phiếu và trước khi thông qua biên bản.")]
        )
    motions = queries.agenda(session)
    refuse_if_any(choose_findings(session, motions, chosen, reason))
    with transaction.atomic():
        touch(session, version, "chọn", short_quota_reason=reason.strip())
        for motion in motions:
            motion.chosen = motion.pk in chosen
        Motion.objects.bulk_update(motions, ["chosen"])
        journal.record(
            by=by,
            at=at,
            act="session.choose",
            thing=session,
            body_id=session.council.body_id,
            sentence=f"Chọn {len(set(chosen))} trường hợp đề nghị khen thưởng",
            data={"chosen": sorted(chosen), "reason": reason.strip()},
        )
    return session


def close(*, session: Session, version: int, by: User, at: datetime) -> Session:
    """Adopt the minutes: they get a number, are frozen as files, and the candidates go on or stay behind."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    lifecycle.transition(lifecycle.SESSION, session.state, "close")
    motions = queries.agenda(session)
    undecided = [motion for motion in motions if motion.chosen is None]
    if undecided:
        message = f"Số người đủ phiếu nhiều hơn số lượng của kế hoạch; còn {len(undecided):02d} trường hợp chưa chọn."
        raise Refused([Finding("not_chosen", "error", message)])
    chosen = {motion.pk for motion in motions if motion.chosen}
    refuse_if_any(choose_findings(session, motions, chosen, session.short_quota_reason))
    with transaction.atomic():
        day = timezone.localdate(at)
        body = session.council.body
        paper = numbers.take(body, SERIES, on=day, subject=f"Biên bản họp {session.council.name}", by=by)
        number = numbers.text(paper.number, minutes.SYMBOL)
        shift(session, version, "close", "thông qua biên bản", closed_at=at, minutes_number=number)
        _freeze_minutes(session, at)
        for motion in motions:
            act = "recommend" if motion.chosen else "not_recommend"
            dossier_actions.move_candidate(candidate=motion.candidate, act=act, by=by, at=at)
        users = holders(("office", "decider"), body, day)
        text = f"Đề nghị {len(chosen)}/{len(motions)} trường hợp. Biên bản số {number}."
        title = f"{session.council.name} đã họp"
        tell(users, at=at, title=title, text=text, url=f"/hoi-dong/phien/{session.pk}/")
        journal.record(
            by=by,
            at=at,
            act="session.close",
            thing=session,
            body_id=body.pk,
            sentence=f"Thông qua biên bản số {number}: đề nghị {len(chosen)}/{len(motions)} trường hợp",
            basis={"rules": session.rules},
            data={"chosen": sorted(chosen), "pdf": session.minutes_pdf.sha256 if session.minutes_pdf else ""},
        )
    return session


def _freeze_minutes(session: Session, at: datetime) -> None:
    paper = minutes.build(session)
    session.minutes_pdf = files.keep(pdf.render(paper), media_type="application/pdf", extension="pdf", at=at)
    session.minutes_docx = files.keep(docx_of(paper, session.council.body), media_type=DOCX, extension="docx", at=at)
    session.save(update_fields=["minutes_pdf", "minutes_docx"])
