"""What waits for the standing office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count
from django.utils import timezone

from thidua.decisions.models import Decision, Proposal
from thidua.dossiers.models import Dossier
from thidua.drafting.models import Draft
from thidua.movements.models import Duty
from thidua.plans import calendar
from thidua.reports.worklist.desk import Desk, Item, closing_of, deadline_source, link, round_name, takes_part, until


def office_launch(desk: Desk) -> Iterator[Item]:
    """Drafts to be launched."""
    for movement in desk.movements:
        if movement.state == "draft" and desk.roles.in_body(movement.body_id, "office"):
            yield Item(
                f"Phát động: {movement.short}",
                "Kế hoạch đã lập, chờ số, ngày và người ký.",
                link("movements:launch", movement.slug),
                "Phát động",
                rank=4,
            )


def office_drafts(desk: Desk) -> Iterator[Item]:
    """Plans that were read and wait for somebody to decide."""
    texts = {
        "failed": ("Không đọc được", "Xem lý do"),
        "other": ("Không phải kế hoạch phát động", "Xem lý do"),
        "review": ("Dữ kiện đang chờ duyệt.", "Duyệt kế hoạch"),
        "ready": ("Đã duyệt, chờ số, ngày và người ký.", "Phát động"),
    }
    drafts = Draft.objects.filter(state__in=texts, body_id__in=desk.roles.body_ids("office"))
    for draft in drafts.defer("reading", "base", "plan"):
        text, act = texts[draft.state]
        yield Item(
            f"Kế hoạch: {draft}",
            draft.reason or text if draft.state in ("failed", "other") else text,
            link("drafting:detail", draft.pk),
            act,
            rank=4,
        )


def office_intake(desk: Desk) -> Iterator[Item]:
    """Filed dossiers to receive, received ones to appraise."""
    mine = [d for d in desk.dossiers if desk.roles.in_body(d.round.movement.body_id, "office")]
    by_round: dict[int, list[Dossier]] = defaultdict(list)
    for dossier in mine:
        if dossier.state == "filed":
            by_round[dossier.round_id].append(dossier)
    for group in by_round.values():
        names = " · ".join(
            f"{d.unit.name}, nộp lúc {timezone.localtime(d.filed_at):%H:%M:%S %d/%m/%Y}"
            for d in group[:3]
            if d.filed_at
        )
        single = len(group) == 1
        url = (
            link("dossiers:detail", group[0].pk)
            if single
            else link("dossiers:list", trang_thai="filed", dot=group[0].round_id)
        )
        yield Item(
            f"Tiếp nhận {len(group)} hồ sơ đã nộp" if not single else f"Tiếp nhận hồ sơ của {group[0].unit.name}",
            f"{round_name(group[0].round)}. {names}",
            url,
            "Tiếp nhận",
            day=desk.today,
            rank=1,
        )
    for dossier in mine:
        if dossier.state == "received":
            due = calendar.closing_at(dossier.round.appraise_by) if dossier.round.appraise_by else None
            yield Item(
                f"Thẩm định hồ sơ của {dossier.unit.name}",
                f"{round_name(dossier.round)}." + (f" {until(due, desk.now)}" if due else ""),
                link("dossiers:appraise", dossier.pk),
                "Thẩm định",
                closing=due,
                rank=2,
            )


def office_missing(desk: Desk) -> Iterator[Item]:
    """Units that have not filed while the round is still open."""
    handed = defaultdict(set)
    for dossier in desk.dossiers:
        if dossier.state not in ("draft", "confirmed"):
            handed[dossier.round_id].add(dossier.unit_id)
    for round, movement in desk.rounds:
        closing = closing_of(round)
        if not closing or desk.now >= closing.closes_at or not desk.roles.in_body(movement.body_id, "office"):
            continue
        if (closing.closes_at - desk.now).days > 45:
            continue
        plan = desk.plan_of[movement.pk]
        units = [u for u in desk.units if u.body_id == movement.body_id and not u.is_body and takes_part(plan, u)]
        late = [u for u in units if u.pk not in handed[round.pk]]
        if late:
            yield Item(
                f"{len(late)} trong {len(units)} đơn vị chưa nộp hồ sơ",
                f"{round_name(round, movement)}. {until(closing, desk.now)}",
                link("boards:movement", movement.slug) + "#don-vi",
                "Xem đơn vị",
                closing=closing,
                source=deadline_source(plan, round),
                rank=6,
            )


def office_onward(desk: Desk) -> Iterator[Item]:
    """Candidates ready for the decision, approved decisions to issue, proposals to send."""
    for round, movement in desk.rounds:
        if not desk.roles.in_body(movement.body_id, "office"):
            continue
        states = desk.candidate_states[round.pk]
        council = any(step.act == "council" for step in desk.plan_of[movement.pk].route)
        ready = states["recommended"] if council else states["eligible"]
        if ready:
            yield Item(
                f"Lập tờ trình khen thưởng cho {ready} tập thể, cá nhân",
                f"{round_name(round, movement)}.",
                link("decisions:new", dot=round.pk),
                "Lập dự thảo",
                rank=3,
            )
    for decision in Decision.objects.filter(
        body_id__in=desk.roles.body_ids("office"), state__in=("draft", "approved")
    ).select_related("round__movement"):
        name = round_name(decision.round)
        if decision.state == "approved":
            yield Item(
                "Ban hành quyết định khen thưởng",
                f"{name}. Đã duyệt, chờ số và ngày.",
                link("decisions:detail", decision.pk),
                "Ban hành",
                rank=1,
            )
        else:
            why = f" Bị trả lại: {decision.returned_reason}" if decision.returned_reason else ""
            yield Item(
                "Trình dự thảo quyết định khen thưởng",
                f"{name}.{why}",
                link("decisions:detail", decision.pk),
                "Xem dự thảo",
                rank=3,
            )
    for proposal in Proposal.objects.filter(
        body_id__in=desk.roles.body_ids("office"), state__in=("draft", "sent")
    ).select_related("round__movement"):
        text = f"{round_name(proposal.round)}. Gửi {proposal.addressee}."
        title = (
            "Gửi tờ trình đề nghị cấp trên khen thưởng"
            if proposal.state == "draft"
            else "Ghi kết quả cấp trên khen thưởng"
        )
        yield Item(title, text, link("decisions:proposal", proposal.pk), "Mở tờ trình", rank=6)


def office_lower_plans(desk: Desk) -> Iterator[Item]:
    """Bodies that owe a plan of their own."""
    rows = (
        Duty.objects.filter(
            type="lower_plan",
            done_on=None,
            movement__state="launched",
            movement__body_id__in=desk.roles.body_ids("office"),
        )
        .values_list("movement__slug", "movement__short")
        .annotate(n=Count("unit_id", distinct=True))
        .order_by("movement__slug")
    )
    for slug, short, n in rows:
        yield Item(
            f"{n} đơn vị chưa gửi kế hoạch của mình",
            f"{short}.",
            link("movements:lower_plans", slug),
            "Xem đơn vị",
            rank=9,
        )
