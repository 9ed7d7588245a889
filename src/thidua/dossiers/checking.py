"""What stands between a dossier and its filing: every reason at once, each with its clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from thidua.dossiers import audience
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.queries import candidates_of
from thidua.dossiers.required import Need, meeting_of, needs
from thidua.rules.completeness import Act, DossierFacts, PaperFacts, dossier_findings
from thidua.rules.findings import Finding, ordered


def findings(
    dossier: Dossier, *, before: Act = "confirm", confirmed: bool = False, owed: Sequence[Need] | None = None
) -> list[Finding]:
    """Findings on a dossier as it stands; errors bar the act. ``confirmed``: the head stands for it by this act."""
    people = candidates_of(dossier)
    wanted = needs(dossier, people) if owed is None else list(owed)
    has = audience.known_needs(dossier.round, [c.person_id for c in people if c.person_id], [c.unit_id for c in people])
    members = tuple(audience.facts_of(c, has) for c in people)
    stands = confirmed or dossier.confirmed_at is not None
    papers = tuple(_facts(need, dossier, people, stands) for need in wanted)
    facts = DossierFacts(members, tuple(p for p in papers if p is not None))
    plan = dossier.plan_version.plan
    act: Act = "file" if confirmed else before
    found = [f for f in dossier_findings(plan, dossier.round.key, facts, before=act) if not _told_better(f)]
    found += [f for need in wanted for f in _short(need)]
    found += [_contribution(c, dossier) for c in people if _needs_contribution(c, dossier) and not c.summary.strip()]
    return ordered(found)


def _facts(need: Need, dossier: Dossier, people: Sequence[Candidate], confirmed: bool) -> PaperFacts | None:
    known = need.facts(confirmed)
    if known is None or need.uploaded:
        return known
    if need.item.type == "submission":  # made from the list, so the numbers in it are those of the list
        return replace(known, stated=Counter(c.kind for c in people))
    if need.item.type == "minutes" and (meeting := meeting_of(dossier)) is not None:
        return replace(known, covers=frozenset(v.candidate_id for v in meeting.votes.all()))
    return known


def _told_better(finding: Finding) -> bool:
    """An unanswered need that the next sentence asks for in plainer words."""
    return finding.code == "candidate.need_unknown" and finding.params.get("need") == "contribution"


def _short(need: Need) -> list[Finding]:
    """A report that is there but says too little."""
    if need.status != "doing" or need.item.type != "report" or need.facts(True) is None:
        return []
    return [
        Finding("paper.short", "error", f"{need.name}: {text}", {"item": need.item.id}, need.item.source, need.anchor)
        for text in need.missing
        if "tiêu chí" not in text
    ]


def _needs_contribution(candidate: Candidate, dossier: Dossier) -> bool:
    mine = [a for a in dossier.plan_version.plan.audiences if a.id in candidate.audience_ids]
    return bool(mine) and all("contribution" in a.needs for a in mine)


def _contribution(candidate: Candidate, dossier: Dossier) -> Finding:
    source = next(a for a in dossier.plan_version.plan.audiences if a.id in candidate.audience_ids).source
    text = f"{candidate.name}: ghi tóm tắt thành tích, nêu đóng góp mà kế hoạch đòi hỏi ở đối tượng này."
    return Finding("contribution_missing", "error", text, {}, source, f"candidate:{candidate.pk}")
