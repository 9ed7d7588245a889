"""What is to be done on a dossier, as its page shows it: tasks with their clause, and the one next act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.papers import form_note
from thidua.dossiers.queries import is_late
from thidua.dossiers.required import Need
from thidua.dossiers.state import EDITABLE
from thidua.org.models import Post, Roles
from thidua.plans import model


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the task list. ``status``: done, doing, todo or blocked."""

    title: str
    status: str
    source: model.Source | None
    meta: tuple[str, ...] = ()
    href: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class NextAct:
    """The one red button. ``post``: it is an act, not a link."""

    label: str
    href: str
    post: bool = False


def paper_url(need: Need, dossier: Dossier, name: str = "paper") -> str:
    """Address of a paper's page (or of another page of the same paper)."""
    if need.candidate is None:
        return reverse(f"dossiers:{name}", args=[dossier.pk, need.item.id])
    return reverse(f"dossiers:{name}", args=[dossier.pk, need.item.id, need.candidate.pk])


def tasks(
    dossier: Dossier, people: Sequence[Candidate], owed: Sequence[Need], head: Post | None, now: datetime, writes: bool
) -> list[Task]:
    """Tasks in the order of work: candidates, every paper of the plan, the head's word, filing.

    ``writes``: the person may work on it; otherwise the rows lead to the papers only.
    """
    day = vietnamese.local(now).date()
    found = [_choosing(dossier, people, writes)]
    found += [_paper(dossier, need, day, writes) for need in owed]
    ready = bool(people) and all(task.status == "done" for task in found)
    found.append(_confirming(dossier, ready, head, [t for t in found if t.status != "done"]))
    return found


def _choosing(dossier: Dossier, people: Sequence[Candidate], writes: bool) -> Task:
    plan = dossier.plan_version.plan
    href = reverse("dossiers:candidates", args=[dossier.pk]) if writes else ""
    return Task(
        "Chọn tập thể, cá nhân",
        "done" if people else "todo",
        plan.audiences[0].source if plan.audiences else None,
        (kinds_line(people),) if people else ("Chương trình cho biết ai thuộc đối tượng của kế hoạch và vì sao không",),
        href,
        "candidates",
    )


def kinds_line(people: Sequence[Candidate]) -> str:
    """``1 tập thể, 2 cá nhân``."""
    counts = [(sum(c.kind == kind for c in people), word) for kind, word in _KINDS]
    return ", ".join(f"{count} {word}" for count, word in counts if count)


_KINDS = (("collective", "tập thể"), ("individual", "cá nhân"))


def _paper(dossier: Dossier, need: Need, day: date, writes: bool) -> Task:
    meta = list(need.missing)
    if need.uploaded:
        meta.append("Bản đã ký, tải lên")
    elif note := form_note(need.item, day):
        meta.append(note)
    if need.item.type == "minutes" and need.status == "todo":
        meta = ["Tải bản đã ký, hoặc ghi buổi họp để hệ thống lập biên bản"]
    return Task(need.name, need.status, need.item.source, tuple(meta), paper_url(need, dossier), need.anchor)


def _confirming(dossier: Dossier, ready: bool, head: Post | None, open_tasks: Sequence[Task]) -> Task:
    who = f"{head.title}: {head.person.honorific} {head.person.full_name}" if head else "Thủ trưởng đơn vị"
    href = reverse("dossiers:check", args=[dossier.pk])
    names = ", ".join(t.title[:1].lower() + t.title[1:] for t in open_tasks[:3])
    more = f" và {len(open_tasks) - 3} việc khác" if len(open_tasks) > 3 else ""
    if dossier.state == "returned":
        if ready:
            return Task(AGAIN, "todo", None, ("Kiểm tra lần cuối rồi nộp lại.",), href)
        return Task(AGAIN, "blocked", None, (f"Mở khi xong: {names}{more}.",))
    if dossier.state != "draft":
        return Task(CONFIRM, "done", None, (who,), href)
    if ready:
        return Task(CONFIRM, "todo", None, (f"{who} xem lại rồi xác nhận.",), href)
    return Task(CONFIRM, "blocked", None, (f"Mở khi xong: {names}{more}. {who}.",))


CONFIRM, AGAIN = "Thủ trưởng đơn vị xác nhận", "Nộp lại hồ sơ"
LAST = (CONFIRM, AGAIN)


def next_act(dossier: Dossier, rows: Sequence[Task], roles: Roles, now: datetime) -> NextAct | None:
    """The next act of this person on this dossier; None when others are on turn."""
    unit, pk = dossier.unit, dossier.pk
    if roles.on_unit(unit, "unit_clerk", "unit_head"):
        if overdue(dossier, now):
            return None
        if dossier.state in EDITABLE:
            todo = next((t for t in rows if t.status in ("todo", "doing") and t.href), None)
            if todo is not None and todo.title not in LAST:
                return NextAct(f"Làm tiếp: {todo.title}", todo.href)
            check = reverse("dossiers:check", args=[pk])
            if dossier.state == "returned":
                return NextAct("Kiểm tra và nộp lại", check)
            if roles.on_unit(unit, "unit_head"):
                return NextAct("Kiểm tra và xác nhận", check)
            return NextAct("Xem lại toàn bộ hồ sơ", check)
        if dossier.state == "confirmed":
            return NextAct("Nộp hồ sơ", reverse("dossiers:check", args=[pk]))
    if roles.in_body(unit.body_id, "office"):
        if dossier.state == "filed":
            return NextAct("Tiếp nhận hồ sơ", reverse("dossiers:receive", args=[pk]), post=True)
        if dossier.state == "received":
            return NextAct("Thẩm định", reverse("dossiers:appraise", args=[pk]))
    return None


def overdue(dossier: Dossier, now: datetime) -> bool:
    """Past a barring deadline and not handed in: computed for display, the clock's own act closes it."""
    return dossier.state in ("draft", "confirmed") and dossier.round.bars_late and is_late(dossier.round, now)


WAITING = {
    "filed": "Cơ quan thường trực sẽ tiếp nhận và kiểm tra thành phần hồ sơ.",
    "received": "Cơ quan thường trực đang thẩm định từng tập thể, cá nhân.",
    "returned": "Đơn vị bổ sung rồi nộp lại trước ngày ghi trong phiếu.",
    "appraised": "Đã thẩm định xong; hồ sơ chờ xét và trình quyết định.",
    "before_council": "Hồ sơ nằm trong chương trình họp của Hội đồng.",
    "closed": "Mọi tập thể, cá nhân trong hồ sơ đã có kết quả.",
    "lapsed": "Hồ sơ quá hạn, kế hoạch không xét hồ sơ muộn. Nội dung và giấy tờ vẫn xem được.",
}
