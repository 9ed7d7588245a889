"""Which papers the plan asks of a dossier, and how far each one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from thidua.dossiers import audience
from thidua.dossiers.models import Candidate, Dossier, Paper, UnitMeeting
from thidua.dossiers.queries import candidates_of
from thidua.plans import Plan, model
from thidua.rules.audiences import criteria_for
from thidua.rules.completeness import PaperFacts, required_papers

Status = Literal["done", "doing", "todo"]
SHORTEST = 30  # characters of a report's results: fewer say nothing


@dataclass(frozen=True, slots=True)
class Need:
    """One paper to be there: of the dossier, or of one candidate. ``missing`` says what is still to do."""

    item: model.PaperItem
    candidate: Candidate | None
    paper: Paper | None
    status: Status
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        """The paper by name, with whose it is."""
        return f"{self.item.name} của {self.candidate.name}" if self.candidate else self.item.name

    @property
    def uploaded(self) -> bool:
        return self.paper is not None and self.paper.origin == "uploaded"

    @property
    def anchor(self) -> str:
        """Link target, as the findings of ``rules.completeness`` name it."""
        return f"paper:{self.item.id}" + (f":{self.candidate.pk}" if self.candidate else "")

    def facts(self, confirmed: bool) -> PaperFacts | None:
        """The paper as the rules see it; None when it is not there."""
        if self.status == "todo":
            return None
        own = None if self.uploaded else frozenset(_told(self.paper)) if self.item.type == "report" else None
        return PaperFacts(
            self.item.id,
            self.candidate.pk if self.candidate else None,
            empty=self.status == "doing" and self.item.type != "minutes" and not own,
            confirmed=confirmed or bool(self.paper and self.paper.confirmed_at),
            filled_criteria=own,
        )


def needs(dossier: Dossier, candidates: Sequence[Candidate] | None = None) -> list[Need]:
    """Every paper the unit owes, in the order of the plan; papers of the office's own are not the unit's.

    Before anybody is proposed the papers of the whole dossier are listed, still to do.
    """
    plan, round_ = dossier.plan_version.plan, dossier.round
    people = {c.pk: c for c in (candidates_of(dossier) if candidates is None else candidates)}
    papers = {(p.item_id, p.candidate_id): p for p in dossier.papers.all()}
    if not people:
        return [Need(i, None, papers.get((i.id, None)), "todo", ("Chưa chọn tập thể, cá nhân nào.",))
                for i in plan.papers if _of_dossier(i, round_.round_id)]  # fmt: skip
    facts = tuple(audience.facts_of(c, {}) for c in people.values())
    meeting = meeting_of(dossier)
    found = []
    for wanted in required_papers(plan, round_.key, facts):
        candidate = people[wanted.candidate.key] if wanted.candidate else None
        paper = papers.get((wanted.item.id, candidate.pk if candidate else None))
        concerned = [c for c in people.values() if asked_of(plan, wanted.item, c)]
        found.append(_need(plan, wanted.item, candidate, paper, concerned, meeting))
    return found


def _of_dossier(item: model.PaperItem, round_id: str) -> bool:
    return item.made_by == "unit" and item.per == "dossier" and (not item.rounds or round_id in item.rounds)


def asked_of(plan: Plan, item: model.PaperItem, candidate: Candidate) -> bool:
    """Whether an item is asked for a candidate: by kind, and by the branch (award or propose) of its award."""
    if candidate.kind not in item.kinds:
        return False
    return not item.modes or any(a.id == candidate.award_id and a.mode in item.modes for a in plan.awards)


def meeting_of(dossier: Dossier) -> UnitMeeting | None:
    """The recorded meeting, None before there is one."""
    try:
        return dossier.meeting
    except UnitMeeting.DoesNotExist:
        return None


def _need(
    plan: Plan,
    item: model.PaperItem,
    candidate: Candidate | None,
    paper: Paper | None,
    concerned: Sequence[Candidate],
    meeting: UnitMeeting | None,
) -> Need:
    if paper is not None and paper.origin == "uploaded":
        return Need(item, candidate, paper, "done", ())
    status: Status = "done"
    missing: tuple[str, ...] = ()
    match item.type:
        case "submission":
            pass  # made from the list of candidates
        case "extract":
            blank = [c.name for c in ([candidate] if candidate else concerned) if not c.summary.strip()]
            missing = tuple(f"Chưa ghi tóm tắt thành tích của {name}." for name in blank)
            status = "todo" if missing else "done"
        case "minutes":
            status, missing = _minutes(concerned, meeting)
        case "report":
            status, missing = _report(plan, item, candidate, paper)
    return Need(item, candidate, paper, status, missing)


def _minutes(concerned: Sequence[Candidate], meeting: UnitMeeting | None) -> tuple[Status, tuple[str, ...]]:
    if meeting is None:
        return "todo", ("Chưa ghi buổi họp và chưa tải biên bản đã ký.",)
    voted = {vote.candidate_id for vote in meeting.votes.all()}
    blank = tuple(f"Chưa có kết quả biểu quyết về {c.name}." for c in concerned if c.pk not in voted)
    return ("doing", blank) if blank else ("done", ())


def _report(
    plan: Plan, item: model.PaperItem, candidate: Candidate | None, paper: Paper | None
) -> tuple[Status, tuple[str, ...]]:
    content: dict[str, Any] = paper.content if paper else {}
    missing = []
    if len(str(content.get("results", "")).strip()) < SHORTEST:
        missing.append(f"Mục “Kết quả đạt được” cần ít nhất {SHORTEST} ký tự.")
    if candidate is not None and "by_criterion" in item.rules:
        told = _told(paper)
        blank = [c for c in criteria_for(plan, candidate.audience_ids) if c.id not in told]
        if blank:
            missing.append(f"Còn {len(blank):02d} tiêu chí chưa có kết quả, bắt đầu từ “{blank[0].label}”.")
    if not missing:
        return "done", ()
    return ("doing" if content else "todo"), tuple(missing)


def _told(paper: Paper | None) -> set[str]:
    """Ids of the criteria whose result is written."""
    rows = (paper.content if paper else {}).get("criteria", {})
    return {key for key, row in rows.items() if str(row.get("result", "")).strip()}
