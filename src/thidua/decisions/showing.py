"""What pages show of a decision: cases with their reasons, seats, money, council, documents. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.councils.models import Motion, Session
from thidua.decisions import facts, letters, weighing
from thidua.decisions.models import Award, Decision
from thidua.documents import vietnamese
from thidua.movements.models import Round
from thidua.plans import Plan
from thidua.rules import money, quota
from thidua.rules.findings import Finding, Refused
from thidua.rules.lifecycle import DECISION, acts


@dataclass(frozen=True, slots=True)
class Case:
    """One line with everything that explains it."""

    award: Award
    motion: Motion | None
    reasons: Sequence[Mapping[str, Any]]
    open: list[weighing.Open]

    @property
    def votes(self) -> str:
        """``8 trên 9 tán thành``."""
        if self.motion is None or self.motion.yes is None:
            return ""
        return f"{self.motion.yes} trên {self.motion.base or self.motion.eligible} tán thành"


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one kind."""

    key: str
    title: str
    cases: list[Case]


def cases(lines: Sequence[Award], motions: Mapping[int, Motion]) -> list[Case]:
    """Lines with the account kept at the appraisal and the council's result."""
    found = []
    for line in lines:
        appraisal = getattr(line.candidate, "appraisal", None)
        reasons = [item for item in (appraisal.snapshot if appraisal else []) if isinstance(item, dict)]
        opens = weighing.open_conditions([line])
        found.append(Case(line, motions.get(line.candidate_id), reasons, opens))
    return found


def groups(found: Sequence[Case]) -> list[Group]:
    """Collectives, people, and those laid before the decider without being proposed."""
    asked = [case for case in found if case.award.verdict != "refused"]
    parts = [
        Group("tt", "Tập thể", [c for c in asked if c.award.candidate.kind == "collective"]),
        Group("cn", "Cá nhân", [c for c in asked if c.award.candidate.kind != "collective"]),
        Group("kd", "Không đề nghị khen", [c for c in found if c.award.verdict == "refused"]),
    ]
    return [part for part in parts if part.cases]


def taken_back(lines: Sequence[Award]) -> list[str]:
    """Of each kind, how many awards of the decision were taken back and how many stand; empty when none was."""
    found = []
    for kinds, word in ((("collective",), "tập thể"), (("individual", "household"), "cá nhân")):
        given = [a for a in lines if a.verdict == "approved" and a.candidate.kind in kinds]
        gone = sum(a.candidate.state == "revoked" for a in given)
        if gone:
            found.append(f"Đã thu hồi {gone:02d} trong {len(given):02d} {word}, còn hiệu lực {len(given) - gone:02d}.")
    return found


@dataclass(frozen=True, slots=True)
class Seats:
    """One quota as places with its sentence; ``value`` None where the plan sets no number."""

    title: str
    taken: int
    value: int | None
    sentence: str
    source: object


def seats(plan: Plan, known: Sequence[quota.Places], counted: Mapping[tuple[str, str | None], int]) -> list[Seats]:
    """Seats of every quota; for a kind without one, the plain number."""
    found = [_seat(plan, place, counted) for place in known]
    limited = {place.kind for place in known}
    for kind, word in (("collective", "Tập thể"), ("individual", "Cá nhân")):
        number = sum(n for (each, _), n in counted.items() if each == kind)
        if kind not in limited and number:
            found.append(Seats(word, number, None, "Kế hoạch không ấn định số lượng.", None))
    return found


def _seat(plan: Plan, place: quota.Places, counted: Mapping[tuple[str, str | None], int]) -> Seats:
    title = letters.KIND_NAMES[place.kind]
    if place.over:
        said = f"Vượt {place.over:02d} so với số lượng {place.value:02d}."
    elif place.op == "exact":
        said = (
            f"Đúng số lượng {place.value:02d}."
            if not place.left
            else f"Kế hoạch ghi {place.value:02d}, còn thiếu {place.left:02d}."
        )
    else:
        left = f", còn {place.left:02d}" if place.left else ""
        said = f"Trong số lượng tối đa {place.value:02d}{left}."
    here = sum(n for (kind, award), n in counted.items() if kind == place.kind and place.award in (None, award))
    if counted and place.taken > here:  # the number of the plan holds for the round, not for one decision
        said += f" Gồm {here:02d} ở quyết định này, {place.taken - here:02d} ở quyết định hoặc tờ trình khác cùng đợt."
    return Seats(title, place.taken, place.value, said, place.source)


@dataclass(frozen=True, slots=True)
class MoneyView:
    """The sum of a decision and how it came about; ``refused`` when the law of the day gives none."""

    total: int
    words: str
    rows: list[tuple[str, int, str, int, int, int]]
    steps: list[tuple[str, tuple[str, ...]]]
    notes: tuple[str, ...]
    findings: list[Finding]
    fund: facts.Fund | None
    base: int | None

    @property
    def missing(self) -> bool:
        """The law of the day gives no sum: nothing may be shown as one."""
        return bool(self.findings)

    @property
    def short(self) -> str:
        """``4 × 1.410.000 đ và 6 × 710.000 đ``."""
        return " và ".join(f"{count} × {vietnamese.dong(each)}" for _, count, _, _, each, _ in self.rows)


def money_view(decision: Decision, lines: Sequence[Award], on: date, fund: facts.Fund | None = None) -> MoneyView:
    """Money by the law of a day: for an issued decision its own, else the day shown."""
    given = [line for line in lines if line.verdict != "refused"]
    day = decision.decided_on or on
    fund = fund or facts.fund(decision.body, day.year, besides=decision)
    try:
        known = facts.answers(given, decision.body, day)
    except Refused as refused:
        return MoneyView(0, "", [], [], (), [*refused.findings, _cure(refused, decision, day)], fund, None)
    total = money.total(known.values())
    grouped: dict[tuple[str, str], list[money.MoneyAnswer]] = {}
    for line in given:
        grouped.setdefault((line.form, line.candidate.kind), []).append(known[line.pk])
    rows = [
        (
            letters.KIND_NAMES[kind],
            len(each),
            vietnamese.number(each[0].coefficient),
            each[0].base,
            each[0].amount,
            len(each) * each[0].amount,
        )
        for (_, kind), each in grouped.items()
    ]
    steps = [(letters.KIND_NAMES[kind], each[0].steps) for (_, kind), each in grouped.items()]
    base = next((answer.base for answer in known.values()), None)
    words = vietnamese.money_words(total.amount) if total.amount else ""
    return MoneyView(total.amount, words, rows, steps, total.notes, [], fund, base)


def _cure(refused: Refused, decision: Decision, day: date) -> Finding:
    """What a person can do where the law of the day gives no sum."""
    on = vietnamese.date_short(day)
    if any(finding.code.startswith("competence") for finding in refused.findings):
        text = (
            f"Ngày {on} {decision.body.name} không còn là cấp quyết định được. Trả lại dự thảo để cơ quan thường trực "
            "chuyển hồ sơ đến cơ quan có thẩm quyền, hoặc bỏ dự thảo."
        )
    else:
        text = (
            f"Cần giá trị này có hiệu lực ngày {on}: quản trị bổ sung vào thư mục luật của cơ quan rồi mở lại trang, "
            "hoặc trả lại dự thảo. Chưa có thì chưa duyệt, chưa ban hành được."
        )
    return Finding("money.cure", "info", text)


@dataclass(frozen=True, slots=True)
class CouncilView:
    """The sessions that advised, in one sentence."""

    sessions: list[Session]
    present: int
    members: int
    cases: int
    chosen: int


def council_view(motions: Mapping[int, Motion]) -> CouncilView | None:
    """What the council did about these candidates; None where it was not asked."""
    if not motions:
        return None
    first = {motion.session_id: motion for motion in motions.values()}
    return CouncilView(
        sessions=[motion.session for motion in first.values()],
        present=sum(motion.came for motion in first.values()),  # type: ignore[attr-defined]  # set by weighing.advice
        members=sum(motion.members for motion in first.values()),  # type: ignore[attr-defined]  # set by weighing.advice
        cases=len(motions),
        chosen=sum(bool(motion.chosen) for motion in motions.values()),
    )


def states_allowed(decision: Decision, roles: Any) -> set[str]:
    """Acts of the table that this person may do now."""
    held = {g.role for g in roles.grants if g.unit.body_id == decision.body_id}
    return {row.act for row in acts(DECISION, decision.state, held)}


def round_seats(plan: Plan, round_: Round) -> list[Seats]:
    """Seats of a round before a draft, for choosing a round."""
    chosen = facts.chosen_elsewhere(facts.around(round_.pk))
    return seats(plan, quota.places(plan, round_.key, chosen), {})
