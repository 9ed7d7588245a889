"""What pages show of sessions and candidates, put together from rows already read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from thidua.councils import facts
from thidua.councils.concluding import ranked
from thidua.councils.minutes import base_words, share_words, threshold_words
from thidua.councils.models import CouncilMember, Motion, Session
from thidua.dossiers.models import Candidate
from thidua.law import book
from thidua.org.models import RoleGrant
from thidua.plans import Plan, model
from thidua.rules.quota import Places
from thidua.rules.voting import VotingRules, percent

OUTCOMES = {
    "met": "tiêu chuẩn đạt",
    "unmet": "tiêu chuẩn không đạt",
    "nodata": "chưa có dữ liệu",
    "judge": "do Hội đồng nhận định",
}


def award_label(plan: Plan, candidate: Candidate) -> str:
    """The award the candidate is proposed for, in the plan's words."""
    return next((award.label for award in plan.awards if award.id == candidate.award_id), candidate.award_id)


def position(candidate: Candidate) -> str:
    """Post and unit of a person; the unit above a collective."""
    if candidate.person is None:
        return (
            f"Tập thể thuộc {candidate.dossier.unit.name}"
            if candidate.unit_id != candidate.dossier.unit_id
            else "Tập thể"
        )
    unit = candidate.unit.name
    return ", ".join(part for part in (candidate.position, "" if unit in candidate.position else unit) if part)


@dataclass(frozen=True, slots=True)
class Summary:
    """A candidate in a few lines, from the office's appraisal as it was kept."""

    achievements: str
    ratings: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str], ...]
    conclusion: str
    conditions: tuple[str, ...]
    standards: tuple[dict[str, Any], ...]


def summary(candidate: Candidate) -> Summary:
    """What the ballot page says of a candidate."""
    appraisal = getattr(candidate, "appraisal", None)
    rows: list[dict[str, Any]] = list(appraisal.snapshot) if appraisal else []
    outcomes = Counter(row["outcome"] for row in rows)
    leaves = [leaf for row in rows for leaf in row.get("leaves", ())]
    ratings = [
        (leaf["label"], leaf["found"]) for leaf in leaves if leaf.get("leaf") == "rating_at_least" and leaf["found"]
    ]
    conditions = [_condition(each) for each in (appraisal.open_conditions if appraisal else [])]
    return Summary(
        achievements=candidate.summary,
        ratings=tuple(dict.fromkeys(ratings)),
        counts=tuple((key, f"{outcomes[key]} {word}") for key, word in OUTCOMES.items() if outcomes[key]),
        conclusion=_conclusion(appraisal),
        conditions=tuple(conditions),
        standards=tuple(rows),
    )


def _conclusion(appraisal: Any) -> str:
    if appraisal is None:
        return "Chưa có kết luận thẩm định"
    word = str(appraisal.get_conclusion_display())
    return f"{word}. {appraisal.reason}" if appraisal.reason else word


def _condition(each: Any) -> str:
    """An open condition: text, or a mapping with a sentence or label and the office's note."""
    if not isinstance(each, dict):
        return str(each)
    said = str(each.get("sentence") or each.get("label") or each.get("id") or "")
    return f"{said} {each['note']}" if each.get("note") else said


def threshold(rules: VotingRules) -> str:
    """``Cần quá nửa tổng số thành viên Hội đồng tán thành.``"""
    half = rules.threshold.numerator * 2 == rules.threshold.denominator
    exact = share_words(rules.threshold)
    above = "quá nửa" if half else f"trên {exact}"
    share = above if rules.strict else f"từ {exact} trở lên"
    return f"Cần {share} {base_words(rules)} tán thành, không kể người có liên quan."


def quorum(rules: VotingRules, seats: Sequence[facts.Seat]) -> tuple[bool, str]:
    """Whether enough members are here, and the sentence: ``Có mặt 4/5, cần ít nhất 4 (2/3 tổng số)``."""
    here, needed = sum(seat.present for seat in seats), math.ceil(rules.quorum * len(seats))
    text = f"Có mặt {here}/{len(seats)}, cần ít nhất {needed} ({share_words(rules.quorum)} tổng số thành viên)"
    return bool(seats) and here >= needed, text


def council_clause(plan: Plan) -> model.Source | None:
    """Where the plan sends candidates to the council."""
    step = next((step.source for step in plan.route if step.act == "council"), None)
    return step or next((paper.source for paper in plan.papers if paper.meeting == "own_council"), None)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One motion on the agenda, with who does not vote on it."""

    motion: Motion
    place: str
    award: str
    recused: tuple[tuple[str, str], ...]
    mine_recused: bool


def agenda_rows(plan: Plan, motions: Iterable[Motion], my_member: int | None) -> list[AgendaRow]:
    """The agenda as the session page shows it to a member (or to nobody's member)."""
    return [
        AgendaRow(
            motion,
            position(motion.candidate),
            award_label(plan, motion.candidate),
            tuple((c.member.person.full_name, c.reason) for c in motion.conflicts.all()),
            any(c.member_id == my_member for c in motion.conflicts.all()),
        )
        for motion in motions
    ]


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """Results of one kind of candidate, the higher share first, with the places of the plan."""

    word: str
    rows: tuple[tuple[int, Motion, str, str], ...]  # rank, motion, place, share
    places: tuple[Places, ...]


def result_groups(plan: Plan, motions: Sequence[Motion], places: Sequence[Places]) -> list[ResultGroup]:
    """Results by kind, as the plan counts places by kind."""
    groups = []
    for kind, word in (("collective", "Tập thể"), ("individual", "Cá nhân")):
        mine = ranked([motion for motion in motions if motion.candidate.kind == kind])
        rows = tuple((rank, m, position(m.candidate), percent_of(m)) for rank, m in enumerate(mine, 1))
        if rows:
            groups.append(ResultGroup(word, rows, tuple(place for place in places if place.kind == kind)))
    return groups


def percent_of(motion: Motion) -> str:
    """``80%``, empty before the count."""
    return percent(Fraction(motion.yes or 0, motion.base)) if motion.base else ""


def bead_marks(motions: Iterable[Motion], member_id: int, here: Motion) -> list[str]:
    """One bead a motion: voted (on), the current one (here), not open to the member (off), or nothing."""
    marks = []
    for motion in motions:
        if motion.pk == here.pk:
            marks.append("here")
        elif any(cast.member_id == member_id for cast in motion.casts.all()):
            marks.append("on")
        elif any(conflict.member_id == member_id for conflict in motion.conflicts.all()):
            marks.append("off")
        else:
            marks.append("")
    return marks


def what_next(session: Session, waiting: int) -> str:
    """One sentence on where the session stands."""
    return {
        "planned": "Ghi có mặt, rồi khai mạc khi đủ số thành viên.",
        "open": "Xem xét, thảo luận; ai có liên quan thì khai trước khi mở bỏ phiếu.",
        "voting": f"Còn {waiting:02d} phiếu chưa bỏ." if waiting else "Mọi người đã bỏ phiếu, có thể kiểm phiếu.",
        "counted": "Đã có kết quả; chọn trong số lượng của kế hoạch nếu cần, rồi thông qua biên bản.",
        "closed": "Biên bản đã thông qua; ứng viên chuyển sang bước quyết định.",
        "cancelled": "Phiên họp đã hủy; ứng viên chờ phiên sau.",
    }[session.state]


@dataclass(frozen=True, slots=True)
class LawDefaults:
    """What a new council starts from, and the lines that say where that comes from."""

    initial: dict[str, Any]
    notes: list[tuple[str, str]]


def law_defaults(day: date) -> LawDefaults:
    """The usual rules for a Giấy khen on a day, with their source; the law fixes none, so they are only proposed."""
    quorum, vote = book().quorum(day), book().vote_rule("giay-khen", day)
    rules = VotingRules(quorum.value, vote.value.share, vote.value.strict, vote.value.base, vote.value.secret)
    initial = {
        "quorum": rules.quorum,
        "threshold": rules.threshold,
        "strict": "1" if rules.strict else "0",
        "base": rules.base,
        "secret": "1" if rules.secret else "0",
    }
    doubt = "" if quorum.verified and vote.verified else " (chưa kiểm chứng)"
    return LawDefaults(
        initial,
        [
            ("Thường quy định: có mặt", f"từ {share_words(rules.quorum)} tổng số thành viên"),
            ("Thường quy định: đồng ý", f"{threshold_words(rules)}"),
            ("Nguồn", f"{quorum.source.place}{doubt}"),
            ("Cần biết", "Pháp luật không ấn định tỷ lệ cho Giấy khen; hãy ghi đúng quy chế của Hội đồng."),
        ],
    )


def still_missing(members: Sequence[CouncilMember], grants: Iterable[RoleGrant]) -> list[str]:
    """What a council lacks before it can meet: a chair, a secretary in the program, accounts that can vote."""
    held = [(grant.role, grant.user.person_id) for grant in grants if grant.user.is_active]
    voters = {person for role, person in held if role == "council_member"}
    missing = [] if members else ["Chưa có thành viên nào."]
    if members and not any(member.duty == "chair" for member in members):
        missing.append("Chưa có Chủ tịch Hội đồng.")
    if not any(role == "council_secretary" for role, _ in held):
        missing.append("Chưa tài khoản nào giữ vai trò Thư ký Hội đồng, nên chưa ai mời họp được.")
    silent = [str(member.person) for member in members if member.person_id not in voters]
    if silent:
        names = ", ".join(silent[:5]) + (f" và {len(silent) - 5} người nữa" if len(silent) > 5 else "")
        missing.append(f"Chưa có tài khoản với vai trò Thành viên Hội đồng để bỏ phiếu: {names}.")
    return missing
