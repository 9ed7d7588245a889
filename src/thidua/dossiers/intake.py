"""Acts of the standing office on a dossier that came in: receive, return with every defect, give more time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.dossiers import permissions
from thidua.dossiers.models import Dossier, DossierReturn
from thidua.dossiers.queries import candidates_of
from thidua.dossiers.state import roles_at, stale, step
from thidua.notices.actions import tell
from thidua.org.models import User
from thidua.org.queries import accounts_of
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any

DEFECT_PARTS = ("paper", "what", "clause", "fix")


def receive(*, dossier: Dossier, by: User, at: datetime, version: int | None = None) -> Dossier:
    """The office takes a filed dossier in."""
    refuse_if_any(permissions.can_receive(roles_at(by, at), dossier))
    with transaction.atomic():
        step(dossier, "receive", version=version, received_at=at, received_by=by)
        journal.record(
            by=by,
            at=at,
            act="dossier.receive",
            thing=dossier,
            body_id=dossier.unit.body_id,
            sentence=f"Tiếp nhận hồ sơ của {dossier.unit}",
        )
        _tell_unit(dossier, at, "Hồ sơ đã được tiếp nhận", f"{dossier.round.movement.short}: {dossier.round}.")
    dossier.received_by = by
    return dossier


def return_for_supplement(
    *,
    dossier: Dossier,
    defects: Sequence[Mapping[str, str]],
    answer_by: datetime,
    by: User,
    at: datetime,
    version: int | None = None,
) -> DossierReturn:
    """Send a dossier back once with every defect and the instant to answer before (exclusive).

    Each defect has ``paper``, ``what``, ``clause``, ``fix``; paper and what must be filled.
    """
    refuse_if_any(permissions.can_receive(roles_at(by, at), dossier))
    lifecycle.transition(lifecycle.DOSSIER, dossier.state, "return")
    listed = [{part: str(row.get(part, "")).strip() for part in DEFECT_PARTS} for row in defects]
    listed = [row for row in listed if row["what"] or row["paper"]]
    refuse_if_any(_return_findings(dossier, listed, answer_by, at))
    with transaction.atomic():
        step(dossier, "return", version=version, confirmed_at=None, confirmed_by=None)
        slip = DossierReturn.objects.create(dossier=dossier, defects=listed, answer_by=answer_by, at=at, by=by)
        until = vietnamese.datetime_words(timezone.localtime(answer_by))
        journal.record(
            by=by,
            at=at,
            act="dossier.return",
            thing=dossier,
            body_id=dossier.unit.body_id,
            sentence=f"Trả hồ sơ của {dossier.unit} để bổ sung {len(listed):02d} nội dung, trả lời trước {until}",
            data={"defects": listed, "answer_by": answer_by},
        )
        _tell_unit(dossier, at, f"Hồ sơ cần bổ sung {len(listed):02d} nội dung", f"Nộp lại trước {until}.")
    return slip


def _return_findings(
    dossier: Dossier, listed: list[dict[str, str]], answer_by: datetime, at: datetime
) -> list[Finding]:
    found = []
    if not listed:
        text = "Nêu ít nhất một nội dung cần bổ sung; trả hồ sơ thì phải liệt kê đủ trong một lần."
        found.append(Finding("defects_missing", "error", text, field="defects"))
    for number, row in enumerate(listed, 1):
        if len(row["what"]) < 10:
            text = f"Nội dung {number:02d}: nêu rõ thiếu sót, ít nhất 10 ký tự."
            found.append(Finding("defect_short", "error", text))
    if answer_by <= at:
        found.append(Finding("answer_by_past", "error", "Ngày trả lời phải từ hôm nay trở đi.", field="answer_day"))
    done = [c.name for c in candidates_of(dossier) if c.state != "nominated"]
    if done:
        text = f"Đã kết luận {', '.join(done)} nên không trả hồ sơ được nữa; trả bổ sung phải trước khi kết luận."
        found.append(Finding("already_appraised", "error", text))
    return found


def mark(slip: DossierReturn) -> int:
    """A number that changes with the day a return sets."""
    return int(slip.answer_by.timestamp())


def extend_answer(
    *, dossier: Dossier, answer_by: datetime, reason: str, by: User, at: datetime, version: int | None = None
) -> DossierReturn:
    """Give the unit more time to answer the last return. ``version``: ``mark`` of the day the person saw."""
    refuse_if_any(permissions.can_receive(roles_at(by, at), dossier))
    slip = dossier.returns.order_by("-at", "-pk").first()
    found = []
    if dossier.state != "returned" or slip is None:
        raise Refused([Finding("wrong_state", "error", "Hồ sơ không ở đơn vị để bổ sung nên không gia hạn được.")])
    if version is not None and version != mark(slip):
        raise Refused([stale("gia hạn")])
    if answer_by <= max(at, slip.answer_by):
        found.append(Finding("answer_by_past", "error", "Hạn mới phải sau hạn cũ và sau hôm nay.", field="answer_day"))
    if len(reason.strip()) < 10:
        found.append(Finding("reason_short", "error", "Nêu lý do gia hạn, ít nhất 10 ký tự.", field="reason"))
    refuse_if_any(found)
    with transaction.atomic():
        changed = DossierReturn.objects.filter(pk=slip.pk, answer_by=slip.answer_by, answered_at=None).update(
            answer_by=answer_by
        )
        if not changed:
            raise Refused([stale("gia hạn")])
        until = vietnamese.datetime_words(timezone.localtime(answer_by))
        journal.record(
            by=by,
            at=at,
            act="dossier.extend",
            thing=dossier,
            body_id=dossier.unit.body_id,
            sentence=f"Gia hạn bổ sung hồ sơ của {dossier.unit} đến trước {until}: {reason.strip()}",
            data={"before": slip.answer_by, "after": answer_by},
        )
        _tell_unit(dossier, at, "Hạn bổ sung hồ sơ được kéo dài", f"Nộp lại trước {until}.")
    slip.answer_by = answer_by
    return slip


def _tell_unit(dossier: Dossier, at: datetime, title: str, text: str) -> None:
    day = timezone.localdate(at)
    users = accounts_of([dossier.unit], day)
    tell(users, at=at, title=title, text=text, url=f"/ho-so/{dossier.pk}/")
