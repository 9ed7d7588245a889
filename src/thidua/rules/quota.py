"""How many may be commended (số lượng khen thưởng), by the quotas of the plan.

A bare number is exact: more is refused, fewer is a departure that needs a reason, not an error.
"tối đa" is a ceiling. Parts for kinds of bodies (``Khối phố: 03; Tổ tự quản: 02``) stand in the scope: the total is
held, and each part by the units of those chosen (``quota_parts``); where a unit does not say which part it belongs to,
the parts are told to those who choose. A quota with an award counts that award, one without all awards of the kind. A choice whose award is not known (``None``) counts for every quota of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from thidua.plans.model import Plan, Quota, Source

from . import quota_parts
from .findings import Finding
from .quota_parts import Pick

type Chosen = Mapping[tuple[str, str | None], int]

_PART: Final = re.compile(r"([^;:]+):\s*(\d+)\s*(?:;\s*|$)")
_KINDS: Final = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}


@dataclass(frozen=True, slots=True)
class Places:
    """The places one quota gives, to be drawn as seats: ``taken`` of ``value``, ``over`` beyond them."""

    quota_id: str
    kind: str
    award: str | None
    op: Literal["exact", "max"]
    value: int
    taken: int
    label: str
    scope: str
    source: Source

    @property
    def left(self) -> int:
        return max(0, self.value - self.taken)

    @property
    def over(self) -> int:
        return max(0, self.taken - self.value)

    @property
    def parts(self) -> dict[str, int]:
        """Numbers of single bodies inside this one, empty where the plan gives one number only."""
        return parts(self.scope)

    @property
    def slots(self) -> tuple[bool, ...]:
        """One entry a place, True when it is taken."""
        return tuple(index < self.taken for index in range(self.value))


def parts(scope: str) -> dict[str, int]:
    """``Khối phố: 03; Tổ tự quản: 02`` → number by body, also after ``trong đó``; empty for any other scope."""
    told = scope.rpartition("(trong đó ")[2].removesuffix(")")
    found = list(_PART.finditer(told))
    return {each[1].strip(): int(each[2]) for each in found} if "".join(each[0] for each in found) == told else {}


def quotas_of(plan: Plan, round_key: str) -> tuple[Quota, ...]:
    """Quotas that hold in a round (``<round id>-<year>``). Raises ``KeyError`` for a round the plan has not."""
    round_id = round_key.rpartition("-")[0]
    if round_id not in {each.id for each in plan.rounds}:
        raise KeyError(round_key)
    return tuple(quota for quota in plan.quotas if not quota.rounds or round_id in quota.rounds)


def places(plan: Plan, round_key: str, chosen: Chosen | None = None) -> list[Places]:
    """Places of every quota of the round with what is taken; empty when the plan sets no numbers."""
    return [
        Places(
            quota_id=quota.id,
            kind=quota.kind,
            award=quota.award,
            op=quota.op,
            value=quota.value,
            taken=_taken(quota, chosen or {}),
            label=_label(plan, quota),
            scope=quota.scope,
            source=quota.source,
        )
        for quota in quotas_of(plan, round_key)
    ]


def check(
    plan: Plan, round_key: str, chosen: Chosen, reason: str | None = None, picks: Collection[Pick] = ()
) -> list[Finding]:
    """Findings on numbers chosen by (kind, award id); ``picks``: the same choices with their units, for the parts.

    More than a quota: ``quota.exceeded``, an error. Fewer than an exact quota: with ``reason`` None
    (only looking) the warning ``quota.fewer``; with an empty text the error ``quota.reason_missing``,
    because the act needs a reason; with a text the information ``quota.fewer_reasoned``. More than a part:
    ``quota.part_exceeded``, an error; ``quota.parts`` tells of parts that cannot be told apart.
    """
    findings = []
    for place in places(plan, round_key, chosen):
        params: dict[str, object] = {
            "quota": place.quota_id,
            "kind": place.kind,
            "award": place.award,
            "value": place.value,
            "chosen": place.taken,
        }
        kind = _KINDS[place.kind]
        clause = f" (mục {place.source.path})" if place.source.path else ""
        if place.over:
            message = (
                f"Đã chọn {place.taken:02d} {kind}, nhiều hơn số lượng của kế hoạch: {place.label}{clause}. "
                f"Phải bớt {place.over:02d}."
            )
            findings.append(Finding("quota.exceeded", "error", message, params, place.source, place.quota_id))
        elif place.op == "exact" and place.left:
            findings.append(
                _fewer(place, f"Mới chọn {place.taken:02d} {kind}, kế hoạch ghi {place.label}{clause}", params, reason)
            )
        if place.parts and place.taken:
            findings += _parts(place, clause, params, [each for each in picks if _counts(place, each.kind, each.award)])
    return findings


def _parts(place: Places, clause: str, params: dict[str, object], picks: Collection[Pick]) -> Iterator[Finding]:
    """More than a part gives is refused like more than the whole; who belongs to no sure part is left to a person."""
    by_part, unsure = quota_parts.taken(place.parts, picks)
    for part, value in place.parts.items():
        if (over := by_part[part] - value) > 0:
            message = (
                f"Đã chọn {by_part[part]:02d} {_KINDS[place.kind]} thuộc phần “{part}”, nhiều hơn số lượng của kế hoạch: "
                f"{value:02d} trong {place.label}{clause}. Phải bớt {over:02d}."
            )
            given = {**params, "part": part, "value": value, "chosen": by_part[part]}
            yield Finding("quota.part_exceeded", "error", message, given, place.source, place.quota_id)
    if unsure or len(picks) < place.taken:
        message = f"Kế hoạch chia {place.label}{clause}; hội đồng đối chiếu số đã chọn với từng phần."
        yield Finding("quota.parts", "info", message, {**params, "parts": place.parts}, place.source)


def _fewer(place: Places, start: str, params: dict[str, object], reason: str | None) -> Finding:
    if reason is None:
        text = f"{start}; chọn ít hơn thì phải nêu lý do."
        return Finding("quota.fewer", "warning", text, params, place.source, place.quota_id)
    stated = reason.strip()
    if not stated:
        text = f"{start}; hãy nêu lý do chọn ít hơn {place.left:02d}."
        return Finding("quota.reason_missing", "error", text, params, place.source, "quota_reason")
    return Finding(
        "quota.fewer_reasoned",
        "info",
        f"{start}. Lý do chọn ít hơn: {stated}",
        {**params, "reason": stated},
        place.source,
        place.quota_id,
    )


def _taken(quota: Quota, chosen: Chosen) -> int:
    return sum(number for (kind, award), number in chosen.items() if _counts(quota, kind, award))


def _counts(quota: Quota | Places, kind: str, award: str | None) -> bool:
    """Whether a choice takes a place of the quota."""
    return kind == quota.kind and (quota.award is None or award in (None, quota.award))


def _label(plan: Plan, quota: Quota) -> str:
    """``04 tập thể``, ``tối đa 07 cá nhân được tặng Giấy khen của Chủ tịch UBND xã``."""
    number = f"{'tối đa ' if quota.op == 'max' else ''}{quota.value:02d} {_KINDS[quota.kind]}"
    told = ", ".join(f"{body[:1].lower()}{body[1:]} {value:02d}" for body, value in parts(quota.scope).items())
    whole = f": {told}" if told else ""
    if quota.award is None:
        return number + whole
    award = next((each.label for each in plan.awards if each.id == quota.award), quota.award)
    return f"{number} ({award}){whole}"
