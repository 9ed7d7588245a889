"""Who is inside which audience (đối tượng thi đua) of a plan, and why somebody is in none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from thidua.plans import model, vocabulary

from .findings import Finding

KIND_NAMES: Final[Mapping[str, str]] = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}

# need of an audience -> what is missing, after "chưa"
NEED_NAMES: Final[Mapping[str, str]] = {
    "reform_task": "có nhiệm vụ cải cách hành chính được giao",
    "index_component": "được giao tham mưu chỉ số thành phần",
    "contribution": "nêu đóng góp trong cải cách hành chính",
}


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """One collective or person proposed.

    ``key`` is the caller's number of the candidate; ``unit_kind`` the kind of the collective or of the
    body the person works in; ``staff_group`` and ``head`` only for persons; ``award_id`` the award of
    the plan asked for; ``has`` need → whether it is fulfilled (absent: nobody knows yet); ``person``
    anything that tells persons apart (a person may not stand twice).
    """

    key: int
    name: str
    kind: model.Kind
    unit_kind: str
    award_id: str | None = None
    staff_group: str | None = None
    head: bool | None = None
    has: Mapping[str, bool] = field(default_factory=dict)
    person: object = None

    @property
    def anchor(self) -> str:
        """Link target of the findings about this candidate."""
        return f"candidate:{self.key}"


@dataclass(frozen=True, slots=True)
class Membership:
    """Audiences a candidate belongs to; ``findings`` says why in none, or what is still to be shown."""

    audience_ids: tuple[str, ...]
    findings: tuple[Finding, ...]


def audiences_of(plan: model.Plan, candidate: CandidateFacts) -> Membership:
    """Every audience of the plan the candidate belongs to; when none, one finding with every reason."""
    same_kind = [a for a in plan.audiences if a.kind == candidate.kind]
    reasons = {a.id: _why_not(a, candidate) for a in same_kind}
    inside = [a for a in same_kind if not reasons[a.id]]
    if inside:
        return Membership(tuple(a.id for a in inside), tuple(_unknown_needs(inside, candidate)))
    if not same_kind:
        kind = KIND_NAMES[candidate.kind]
        message = f"{candidate.name}: kế hoạch không có đối tượng thi đua là {kind}."
        none = Finding("candidate.no_audience", "error", message, {"candidate": candidate.key}, None, candidate.anchor)
        return Membership((), (none,))
    return Membership((), (_outside(same_kind, reasons, candidate),))


def criteria_for(plan: model.Plan, audience_ids: Collection[str]) -> list[model.Criterion]:
    """Criteria that members of these audiences answer for themselves, in the plan's order."""
    own = [c for c in plan.criteria if c.of == "participant"]
    return [c for c in own if not c.audiences or set(c.audiences) & set(audience_ids)]


def _why_not(audience: model.Audience, candidate: CandidateFacts) -> list[str]:
    reasons = []
    if audience.unit_kinds and candidate.unit_kind not in audience.unit_kinds:
        kind = vocabulary.UNIT_KINDS.get(candidate.unit_kind, candidate.unit_kind)
        what = "là" if candidate.kind == "collective" else "thuộc"
        reasons.append(f"{what} loại “{kind}”, ngoài các loại cơ quan, đơn vị của đối tượng này")
    if audience.staff_groups and candidate.staff_group not in audience.staff_groups:
        group = vocabulary.STAFF_GROUPS.get(candidate.staff_group or "", "chưa ghi nhóm").lower()
        wanted = ", ".join(vocabulary.STAFF_GROUPS[g].lower() for g in audience.staff_groups)
        reasons.append(f"là {group}, trong khi đối tượng này gồm {wanted}")
    if audience.heads is True and not candidate.head:
        reasons.append("không phải người đứng đầu")
    if audience.heads is False and candidate.head:
        reasons.append("là người đứng đầu")
    return reasons + [f"chưa {NEED_NAMES.get(n, n)}" for n in audience.needs if candidate.has.get(n) is False]


def _outside(audiences: list[model.Audience], reasons: Mapping[str, list[str]], candidate: CandidateFacts) -> Finding:
    """One finding for all audiences missed, at the clause of the nearest."""
    nearest = min(audiences, key=lambda a: len(reasons[a.id]))
    why = " ".join(f"“{a.label}”: {'; '.join(reasons[a.id])}." for a in audiences)
    message = f"{candidate.name} không thuộc đối tượng thi đua nào của kế hoạch. {why}"
    params = {"candidate": candidate.key, "audiences": [a.id for a in audiences]}
    return Finding("candidate.outside", "error", message, params, nearest.source, candidate.anchor)


def _unknown_needs(inside: list[model.Audience], candidate: CandidateFacts) -> list[Finding]:
    """Needs nobody has answered, unless the candidate stands in an audience without open needs."""
    open_needs = {a.id: [n for n in a.needs if n not in candidate.has] for a in inside}
    if not all(open_needs.values()):
        return []
    found: dict[str, Finding] = {}
    for audience in inside:
        for need in open_needs[audience.id]:
            message = f"{candidate.name}: chưa rõ có {NEED_NAMES.get(need, need).removeprefix('có ')} hay không."
            found.setdefault(
                need,
                Finding(
                    "candidate.need_unknown",
                    "warning",
                    message,
                    {"candidate": candidate.key, "need": need},
                    audience.source,
                    candidate.anchor,
                ),
            )
    return list(found.values())
