"""What the views of dossiers share: finding one, its page's parts, files as answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from thidua.dossiers import facts, queries
from thidua.dossiers.models import Appraisal, Candidate, Dossier
from thidua.movements.answering import today
from thidua.org.middleware import SignedIn
from thidua.plans.after_event import parse
from thidua.plans.calendar import Closing
from thidua.plans.wording import deadline_text
from thidua.rules.standards import Outcome


def find(request: SignedIn, pk: int) -> Dossier:
    """A dossier the person may open, with all its parts; any other is 404."""
    return get_object_or_404(queries.whole(queries.visible(request.roles)), pk=pk)


def find_at_work(request: SignedIn, pk: int) -> Dossier:
    """As ``find``, without receipts and returns."""
    return get_object_or_404(queries.at_work(queries.visible(request.roles)), pk=pk)


def find_candidate(dossier: Dossier, pk: int) -> Candidate:
    """A candidate still in this dossier; any other is 404. The dossier is the one already read."""
    candidate = get_object_or_404(queries.with_conclusion(), dossier=dossier, pk=pk)
    candidate.dossier = dossier
    return candidate


def candidates(dossier: Dossier) -> list[Candidate]:
    """Candidates of a dossier already read, each with that very dossier."""
    found = queries.candidates_of(dossier)
    for candidate in found:
        candidate.dossier = dossier
    return found


def plan_url(dossier: Dossier) -> str:
    """Page of the plan; clauses link to its ``#III.2.a``."""
    return reverse("movements:plan", args=[dossier.round.movement.slug])


@dataclass(frozen=True, slots=True)
class Sheet:
    """The standards of one candidate as rows, live or as they stood at the conclusion."""

    candidate: Candidate
    rows: Sequence[Mapping[str, Any]]
    appraisal: Appraisal | None
    working: bool = False  # the office is at it and this reader does not see how far

    @property
    def state(self) -> str:
        """The candidate's state as this reader may see it."""
        return "nominated" if self.working else self.candidate.state

    @property
    def summary(self) -> str:
        """``2 đạt · 1 chưa có dữ liệu``."""
        keys = [str(row["outcome"]) for row in self.rows]
        order = (Outcome.MET, Outcome.UNMET, Outcome.NODATA, Outcome.JUDGE)
        return " · ".join(f"{keys.count(o.key)} {o.label.lower()}" for o in order if o.key in keys)

    @property
    def anchor(self) -> str:
        return f"candidate:{self.candidate.pk}"


def sheets(dossier: Dossier, people: Sequence[Candidate], day: date, *, inside: bool = True) -> list[Sheet]:
    """Each candidate with its standards; those with a conclusion show what it rested on.

    ``inside``: the reader works for the body. The unit sees what the office judged when the office has finished,
    by returning the dossier or with the last conclusion; not while it may still be changed.
    """
    if not inside and dossier.state == "received":
        found = facts.evaluate(people, day, events=events_of(dossier), reasons=False, judged=False)
        return [Sheet(c, found[c.pk].snapshot(), None, working=True) for c in people]
    live = [c for c in people if appraisal_of(c) is None]
    found = facts.evaluate(live, day, events=events_of(dossier), reasons=False)
    return [_sheet(c, appraisal_of(c), found) for c in people]


def events_of(dossier: Dossier) -> facts.Events:
    """Events of the dossier's movement, from the prefetch."""
    return {dossier.round.movement_id: {e.event_id: e.on for e in dossier.round.movement.events.all()}}


def _sheet(candidate: Candidate, appraisal: Appraisal | None, found: Mapping[int, facts.Assessment]) -> Sheet:
    rows = appraisal.snapshot if appraisal else found[candidate.pk].snapshot()
    return Sheet(candidate, rows, appraisal)


def appraisal_of(candidate: Candidate) -> Appraisal | None:
    """The office's conclusion, None before there is one."""
    try:
        return candidate.appraisal
    except Appraisal.DoesNotExist:
        return None


def deadline(dossier: Dossier) -> dict[str, Any]:
    """Closing, clause and words of the deadline for the component; empty where there is none."""
    closing: Closing | None = queries.closing_of(dossier.round)
    if closing is None:
        return {}
    rule = queries.deadline_of(dossier.plan_version.plan, dossier.round)
    if rule is None:
        return {"closing": closing, "why": "Hạn do cơ quan thường trực ấn định."}
    if rule.time is not None or parse(rule.rule) is not None:
        text = deadline_text(rule, dossier.plan_version.plan)
        return {"closing": closing, "source": rule.source, "quote": "", "why": f"Kế hoạch ghi: {text}."}
    late = "hồ sơ muộn không được xét" if dossier.round.bars_late else "hồ sơ nộp sau đó bị ghi là nộp muộn"
    day = f"nên nộp từ ngày {closing.closes_at:%d/%m} là muộn"
    quote_words = rule.source.quote
    why = f"{day} và {late}" if quote_words else f"{day[4:].capitalize()} và {late}."
    return {"closing": closing, "source": rule.source, "quote": quote_words, "why": why}


def without_deadline(dossier: Dossier) -> str:
    """Why a round has no day yet: the plan waits for an event, or names none and the office has set none."""
    plan = dossier.plan_version.plan
    rule = queries.deadline_of(plan, dossier.round)
    if rule is not None:
        return f"Hạn nộp {deadline_text(rule, plan)}; chưa có ngày nên chưa tính được hạn."
    return "Kế hoạch không ghi hạn nộp, và cơ quan thường trực chưa ấn định."


def attachment(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file as an answer: always to be saved, never run by the browser."""
    response = HttpResponse(data, content_type=media_type)
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "tep"
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def version(request: HttpRequest) -> int:
    """The version the page was read at; 0, which is always stale, where the form carries none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def day_of(request: SignedIn) -> date:
    """The day of the request's clock in Viet Nam."""
    return today(request)
