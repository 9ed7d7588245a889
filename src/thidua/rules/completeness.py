"""Is a dossier complete by the plan's list? Every defect at once, each with its clause and link target.

Link targets (``Finding.field``): ``candidates``, ``candidate:<key>``, ``paper:<item id>`` and
``paper:<item id>:<candidate key>``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from thidua.plans import model
from thidua.plans.calendar import split_key

from .audiences import KIND_NAMES, CandidateFacts, Membership, audiences_of, criteria_for
from .findings import Finding, Severity

type Maker = Literal["unit", "office"]
type Act = Literal["confirm", "file"]


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper that is in the dossier.

    ``candidate``: key of the candidate it is about, None for the whole dossier. ``empty``: nothing is
    written yet. ``confirmed``: by the head of the unit. What the program cannot read in an uploaded
    file is None: ``filled_criteria`` (ids with a result written), ``stated`` (kind → number named in
    the letter), ``covers`` (keys of the candidates the minutes vote on).
    """

    item_id: str
    candidate: int | None = None
    empty: bool = False
    confirmed: bool = False
    filled_criteria: frozenset[str] | None = None
    stated: Mapping[str, int] | None = None
    covers: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A dossier as the rules see it: who is proposed and what is there."""

    candidates: tuple[CandidateFacts, ...]
    papers: tuple[PaperFacts, ...]


@dataclass(frozen=True, slots=True)
class Required:
    """A paper the plan asks for in this dossier; ``candidate`` None: one for the whole dossier."""

    item: model.PaperItem
    candidate: CandidateFacts | None

    @property
    def anchor(self) -> str:
        """Link target of the findings about this paper."""
        return f"paper:{self.item.id}" + (f":{self.candidate.key}" if self.candidate else "")

    @property
    def name(self) -> str:
        """Name of the paper, with the candidate's name where it is about one."""
        return self.item.name + (f" của {self.candidate.name}" if self.candidate else "")


def dossier_findings(
    plan: model.Plan, round_key: str, facts: DossierFacts, *, before: Act = "file", made_by: Maker = "unit"
) -> list[Finding]:
    """Everything that is missing or wrong, in the order of the plan; empty when the dossier is complete.

    ``before``: the act that is about to happen; until the head's confirmation a report that waits for
    it is a warning. KeyError: the plan has no such round.
    """
    round_id, _ = split_key(plan, round_key)
    members = {c.key: audiences_of(plan, c) for c in facts.candidates}
    found = list(_candidates(plan, round_id, facts, members))
    there = {(p.item_id, p.candidate): p for p in facts.papers}
    for wanted in required_papers(plan, round_key, facts.candidates, made_by=made_by):
        paper = there.get((wanted.item.id, wanted.candidate.key if wanted.candidate else None))
        if paper is None or paper.empty:
            found.append(_missing(wanted, paper))
        else:
            found += _content(plan, wanted, paper, facts, members, before)
    return found


def required_papers(
    plan: model.Plan, round_key: str, candidates: tuple[CandidateFacts, ...], *, made_by: Maker = "unit"
) -> list[Required]:
    """Papers the plan asks for, by round, kind of candidate and branch (own award or proposed upward)."""
    round_id, _ = split_key(plan, round_key)
    found: list[Required] = []
    for item in plan.papers:
        if item.made_by != made_by or (item.rounds and round_id not in item.rounds):
            continue
        about = concerned(plan, item, candidates)
        if item.per == "candidate":
            found += [Required(item, c) for c in about]
        elif about:
            found.append(Required(item, None))
    return found


def concerned(plan: model.Plan, item: model.PaperItem, candidates: tuple[CandidateFacts, ...]) -> list[CandidateFacts]:
    """Candidates a paper has to deal with, by kind and branch."""
    modes = {a.id: a.mode for a in plan.awards}
    same_kind = [c for c in candidates if c.kind in item.kinds]
    return [c for c in same_kind if not item.modes or modes.get(c.award_id or "") in item.modes]


def _candidates(
    plan: model.Plan, round_id: str, facts: DossierFacts, members: Mapping[int, Membership]
) -> Iterator[Finding]:
    if not facts.candidates:
        message = "Hồ sơ chưa có tập thể, cá nhân nào được đề nghị."
        source = plan.audiences[0].source if plan.audiences else None
        yield Finding("candidates.none", "error", message, {}, source, "candidates")
    persons = Counter(c.person for c in facts.candidates if c.person is not None)
    for candidate in facts.candidates:
        yield from members[candidate.key].findings
        yield from _award(plan, round_id, candidate)
        if persons[candidate.person] > 1:
            message = f"{candidate.name} có {persons[candidate.person]} lần trong danh sách đề nghị."
            yield Finding("candidate.twice", "error", message, {"candidate": candidate.key}, None, candidate.anchor)


def _award(plan: model.Plan, round_id: str, candidate: CandidateFacts) -> Iterator[Finding]:
    def wrong(code: str, message: str, source: model.Source | None) -> Finding:
        params: dict[str, object] = {"candidate": candidate.key, "award": candidate.award_id}
        return Finding(f"candidate.{code}", "error", f"{candidate.name}: {message}", params, source, candidate.anchor)

    award = next((a for a in plan.awards if a.id == candidate.award_id), None)
    if award is None:
        yield wrong("award_unknown", "chưa chọn hình thức khen thưởng có trong kế hoạch.", None)
        return
    if candidate.kind not in award.kinds:
        yield wrong("award_kind", f"{award.label} không dành cho {KIND_NAMES[candidate.kind]}.", award.source)
    if award.rounds and round_id not in award.rounds:
        yield wrong("award_round", f"{award.label} không thuộc đợt xét này.", award.source)


def _missing(wanted: Required, paper: PaperFacts | None) -> Finding:
    if paper is None:
        code, message = "paper.missing", f"Thiếu {wanted.name[0].lower()}{wanted.name[1:]}."
    else:
        code, message = "paper.empty", f"{wanted.name} chưa có nội dung."
    return _about(wanted, code, "error", message)


def _about(wanted: Required, code: str, severity: Severity, message: str, **more: object) -> Finding:
    params: dict[str, object] = {"item": wanted.item.id, **more}
    if wanted.candidate:
        params["candidate"] = wanted.candidate.key
    return Finding(code, severity, message, params, wanted.item.source, wanted.anchor)


def _content(
    plan: model.Plan,
    wanted: Required,
    paper: PaperFacts,
    facts: DossierFacts,
    members: Mapping[int, Membership],
    before: Act,
) -> Iterator[Finding]:
    rules = wanted.item.rules
    if "confirmed_by_head" in rules and not paper.confirmed:
        severity: Severity = "warning" if before == "confirm" else "error"
        message = f"{wanted.name} chưa được thủ trưởng đơn vị xác nhận."
        yield _about(wanted, "paper.unconfirmed", severity, message)
    if "by_criterion" in rules and wanted.candidate:
        yield from _by_criterion(plan, wanted, paper, members[wanted.candidate.key])
    if "counts_stated" in rules:
        yield from _counts(wanted, paper, facts)
    if wanted.item.type == "minutes" and paper.covers is not None:
        left_out = [c for c in concerned(plan, wanted.item, facts.candidates) if c.key not in paper.covers]
        if left_out:
            names = ", ".join(c.name for c in left_out)
            message = f"{wanted.name} chưa có kết quả bình xét đối với: {names}."
            yield _about(wanted, "paper.not_covering", "error", message, candidates=[c.key for c in left_out])


def _by_criterion(plan: model.Plan, wanted: Required, paper: PaperFacts, member: Membership) -> Iterator[Finding]:
    if paper.filled_criteria is None:
        message = f"{wanted.name} là bản tải lên: cơ quan thường trực kiểm tra kết quả theo từng tiêu chí."
        yield _about(wanted, "paper.criteria_unread", "warning", message)
        return
    empty = [c for c in criteria_for(plan, member.audience_ids) if c.id not in paper.filled_criteria]
    if empty:
        labels = "; ".join(c.label for c in empty)
        message = f"{wanted.name} chưa nêu kết quả của {len(empty)} tiêu chí: {labels}."
        yield _about(wanted, "paper.criteria_empty", "error", message, criteria=[c.id for c in empty])


def _counts(wanted: Required, paper: PaperFacts, facts: DossierFacts) -> Iterator[Finding]:
    if paper.stated is None:
        message = f"{wanted.name} là bản tải lên: cơ quan thường trực đối chiếu số lượng ghi trong tờ trình."
        yield _about(wanted, "paper.counts_unread", "warning", message)
        return
    listed = Counter(c.kind for c in facts.candidates)
    for kind in sorted(set(listed) | set(paper.stated)):
        stated, real = paper.stated.get(kind, 0), listed[kind]  # type: ignore[index]  # a kind of the vocabulary
        if stated != real:
            message = f"{wanted.name} ghi {stated} {KIND_NAMES[kind]}, danh sách có {real}."
            yield _about(wanted, "paper.counts_differ", "error", message, kind=kind, stated=stated, listed=real)
