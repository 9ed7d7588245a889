"""One way to change a plan as data: of a draft movement, or in the draft of an amendment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from thidua import plans
from thidua.audit import journal
from thidua.movements import drafting, permissions
from thidua.movements.acting import roles, stale
from thidua.movements.models import Amendment, Movement, PlanVersion
from thidua.movements.queries import current_version
from thidua.org.models import User
from thidua.plans import Plan, compare
from thidua.rules.findings import Finding, Refused, refuse_if_any


@dataclass(frozen=True, slots=True)
class Target:
    """What is being changed: the plan of a draft movement, or of an amendment of a running one."""

    movement: Movement
    amendment: Amendment | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it reads now."""
        return self.amendment.plan if self.amendment else current_version(self.movement).plan

    @property
    def version(self) -> int:
        """The version a page was drawn from."""
        return self.amendment.version if self.amendment else self.movement.version

    @property
    def state(self) -> str:
        """``draft`` while it may be changed."""
        return self.amendment.state if self.amendment else self.movement.state

    def url(self, name: str, *args: object) -> str:
        """Address of a page of the editor: ``index``, ``element``, ``add``, ``remove``, ``text``."""
        prefix, own = ("amend", [self.amendment.pk]) if self.amendment else ("edit", [])
        return reverse(f"movements:{prefix}_{name}", args=[self.movement.slug, *own, *args])


def save(*, target: Target, version: int, plan: Plan, by: User, at: datetime) -> None:
    """Keep another text of the plan; whoever wrote on an older version is told and loses nothing typed.

    Refused when nothing changed, and when the movement already runs (there only an amendment changes the plan). What
    an amendment takes away may be in use: that is asked before it is issued (``amending.findings``).
    """
    movement, amendment = target.movement, target.amendment
    refuse_if_any(permissions.can_run(roles(by, at), movement))
    if target.state != "draft":
        raise Refused([Finding("wrong_state", "error", "Bản này không còn là dự thảo nên không sửa được.")])
    changes = [each.sentence for each in compare.diff(target.plan, plan)]
    refuse_if_any([*drafting.findings(plan), *_kept(target, plan)])
    data = plans.to_data(plan)
    if data == plans.to_data(target.plan):
        raise Refused([Finding("nothing_changed", "error", "Chưa có gì thay đổi so với bản đang có.")])
    with transaction.atomic():
        if amendment is not None:
            done = Amendment.objects.filter(pk=amendment.pk, state="draft", version=version).update(
                data=data, version=version + 1, saved_at=at
            )
        else:
            done = Movement.objects.filter(pk=movement.pk, state="draft", version=version).update(
                version=version + 1, title=plan.movement.title, short=plan.movement.short
            )
            PlanVersion.objects.filter(movement=movement, in_force=True).update(
                data=data, symbol=plan.identity.symbol or "KH-UBND"
            )
        if not done:
            raise Refused([stale("ghi thay đổi")])
        journal.record(
            by=by,
            at=at,
            act="amendment.save" if amendment else "movement.edit",
            thing=amendment or movement,
            body_id=movement.body_id,
            sentence=f"{movement}: sửa {'dự thảo sửa đổi' if amendment else 'dự thảo kế hoạch'}",
            data={"changes": changes},
        )


def _kept(target: Target, plan: Plan) -> list[Finding]:
    """What may not be changed by an amendment: when it began, whose plan it is."""
    if target.amendment is None:
        return []
    former = target.amendment.base.plan
    found = []
    if plan.movement.year_from != former.movement.year_from:
        message = "Sửa đổi không đổi được năm bắt đầu của phong trào đã phát động."
        found.append(Finding("start_changed", "error", message))
    if (plan.issuer.name, plan.code) != (former.issuer.name, former.code):
        message = "Sửa đổi không đổi được cơ quan ban hành và mã của kế hoạch."
        found.append(Finding("issuer_changed", "error", message))
    if plan.identity != former.identity:
        message = "Số, ngày của kế hoạch gốc giữ nguyên; số, ngày của bản sửa đổi ghi khi ban hành."
        found.append(Finding("identity_changed", "error", message))
    return found
