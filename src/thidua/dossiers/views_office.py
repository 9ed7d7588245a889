"""The standing office's pages: receive, return with every defect, appraise candidate by candidate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.dossiers import actions, checking, facts, intake, permissions, queries, showing, worklist
from thidua.dossiers.background import background
from thidua.dossiers.forms import AppraiseForm, ExtendForm, ReasonForm, ReturnForm
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.required import Need, needs
from thidua.dossiers.state import stale
from thidua.movements.answering import attempt
from thidua.org.middleware import SignedIn
from thidua.rules import lifecycle
from thidua.rules.findings import Finding, Refused, refuse_if_any
from thidua.rules.standards import Outcome
from thidua.ui.words import place_of

FIXES = {
    "paper.missing": "Lập hoặc tải giấy tờ này lên rồi nộp lại",
    "paper.empty": "Điền nội dung rồi nộp lại",
    "paper.unconfirmed": "Thủ trưởng đơn vị xác nhận rồi nộp lại",
    "paper.not_covering": "Bổ sung kết quả biểu quyết vào biên bản",
}


def _office(request: SignedIn, pk: int) -> Dossier:
    """A dossier for the standing office; refused for others who may only read it."""
    dossier = showing.find(request, pk)
    refuse_if_any(permissions.can_receive(request.roles, dossier))
    return dossier


@require_POST
def receive(request: SignedIn, pk: int) -> HttpResponse:
    """Take a dossier in."""
    dossier = _office(request, pk)
    actions.receive(dossier=dossier, version=showing.version(request), by=request.user, at=request.now)
    messages.success(request, "Đã tiếp nhận. Kiểm tra thành phần rồi thẩm định từng tập thể, cá nhân.")
    return redirect("dossiers:detail", pk=pk)


@require_http_methods(["GET", "POST"])
def give_back(request: SignedIn, pk: int) -> HttpResponse:
    """Every defect at once, those the program found already ticked, and the day to answer by."""
    dossier = _office(request, pk)
    if dossier.state != "received":
        lifecycle.transition(lifecycle.DOSSIER, dossier.state, "return")
    people = showing.candidates(dossier)
    owed = needs(dossier, people)
    found = _defects(dossier, people, owed, showing.day_of(request))
    form = ReturnForm(
        request.POST if request.method == "POST" else None,
        found=found,
        papers=[need.name for need in owed],
        version=dossier.version,
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(
            form,
            lambda: actions.return_for_supplement(
                dossier=dossier,
                defects=form.defects(),
                answer_by=form.answer_by(),
                version=form.cleaned_data["version"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, "Đã trả hồ sơ. Đơn vị được báo tin kèm danh sách và hạn trả lời.")
            return redirect("dossiers:detail", pk=pk)
    context = {"dossier": dossier, "form": form, "plan_url": showing.plan_url(dossier)}
    return render(request, "dossiers/return.html", context, status=status)


def _defects(dossier: Dossier, people: Sequence[Candidate], owed: Sequence[Need], day: Any) -> list[dict[str, Any]]:
    """What the program finds: errors ticked, doubts and missing data offered."""
    names = {need.anchor: need.name for need in owed}
    rows = [
        _defect(
            names.get(f.field, "Danh sách đề nghị"), f.message, f.source, FIXES.get(f.code, ""), f.severity == "error"
        )
        for f in checking.findings(dossier, before="file", confirmed=True, owed=owed)
    ]
    live = [c for c in people if showing.appraisal_of(c) is None]
    for candidate_pk, assessment in facts.evaluate(live, day).items():
        who = next(c for c in live if c.pk == candidate_pk)
        for answer in assessment.answers:
            if answer.outcome is Outcome.NODATA:
                what = f"{who.name}: {answer.label}. {answer.explanation.sentence}"
                rows.append(_defect("Minh chứng", what, answer.source, "Gửi kèm văn bản chứng minh", False))
    return rows


def _defect(paper: str, what: str, source: Any, fix: str, chosen: bool) -> dict[str, Any]:
    place = place_of(source)
    words = " ".join(filter(None, [place["lead"].lower(), place["path"]]))
    clause = ", ".join(filter(None, [words, place["note"]])) if place["path"] else ""
    return {"paper": paper, "what": what, "clause": clause, "fix": fix, "chosen": chosen, "source": source}


@require_http_methods(["GET", "POST"])
def extend(request: SignedIn, pk: int) -> HttpResponse:
    """More time for the unit to answer."""
    dossier = _office(request, pk)
    slips = list(dossier.returns.all())
    if dossier.state != "returned" or not slips:
        raise Refused([Finding("wrong_state", "error", "Hồ sơ không ở đơn vị để bổ sung nên không gia hạn được.")])
    form = ExtendForm(request.POST if request.method == "POST" else None, initial={"version": intake.mark(slips[0])})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(
            form,
            lambda: actions.extend_answer(
                dossier=dossier,
                answer_by=form.answer_by(),
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, "Đã gia hạn. Đơn vị được báo tin.")
            return redirect("dossiers:detail", pk=pk)
    return render(request, "dossiers/extend.html", {"dossier": dossier, "form": form, "slip": slips[0]}, status=status)


@require_GET
def appraise_start(request: SignedIn, pk: int) -> HttpResponse:
    """To the first candidate without a conclusion."""
    dossier = showing.find(request, pk)
    if not request.roles.in_body(dossier.unit.body_id, *queries.BODY_READERS):
        raise Http404
    people = showing.candidates(dossier)
    waiting = [c for c in people if c.state == "nominated"] or people
    if not waiting:
        return redirect("dossiers:detail", pk=pk)
    return redirect("dossiers:appraise", pk=pk, candidate_pk=waiting[0].pk)


@require_http_methods(["GET", "POST"])
def appraise(request: SignedIn, pk: int, candidate_pk: int) -> HttpResponse:
    """Facts at the left, the plan's questions at the right, the conclusion below."""
    dossier = showing.find_at_work(request, pk)
    people = showing.candidates(dossier)
    who = next((c for c in people if c.pk == candidate_pk), None) or showing.find_candidate(dossier, candidate_pk)
    if not request.roles.in_body(dossier.unit.body_id, *queries.BODY_READERS):
        raise Http404  # the unit reads conclusions on the dossier's page, not the office's work
    office = request.roles.in_body(dossier.unit.body_id, "office")
    if request.method == "POST":
        refuse_if_any(permissions.can_receive(request.roles, dossier))
    open_here = office and dossier.state == "received" and who.state == "nominated"
    status, form = 200, None
    if open_here or request.method == "POST":
        form = _form(request, who)
        if request.method == "POST":
            status = _conclude(request, who, form) if form.is_valid() else 422
            if not status:
                return _after(request, dossier, who, people)
    return render(request, "dossiers/appraise.html", _page(request, dossier, who, people, form), status=status)


def _form(request: SignedIn, who: Candidate) -> AppraiseForm:
    events = showing.events_of(who.dossier)
    assessment = facts.evaluate([who], showing.day_of(request), evidence=True, events=events)[who.pk]
    verdicts = {
        leaf.id: (part.outcome.key, answer.reasons[leaf.id])
        for answer in assessment.answers
        for leaf, part in answer.leaves
        if leaf.id in answer.reasons
    }
    data = request.POST if request.method == "POST" else None
    return AppraiseForm(data, assessment=assessment, verdicts=verdicts, version=who.version)


def _conclude(request: SignedIn, who: Candidate, form: AppraiseForm) -> int:
    """Record every changed answer, then, if asked, conclude. What was answered stays even if the conclusion must wait."""

    def act() -> None:
        if form.cleaned_data["version"] != who.version:
            raise Refused([stale("ghi kết luận")])
        for leaf, verdict, reason in form.changed_judgements():
            actions.judge(candidate=who, leaf_id=leaf, verdict=verdict, reason=reason, by=request.user, at=request.now)
        if request.POST.get("act") == "ket-luan":
            actions.appraise(
                candidate=who,
                notes=form.notes(),
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                by=request.user,
                at=request.now,
            )

    return attempt(form, act)


def _after(request: SignedIn, dossier: Dossier, who: Candidate, people: Sequence[Candidate]) -> HttpResponse:
    if request.POST.get("act") != "ket-luan":
        messages.success(request, "Đã lưu các kết luận vừa ghi. Kết luận chung còn chờ.")
        return redirect("dossiers:appraise", pk=dossier.pk, candidate_pk=who.pk)
    messages.success(request, f"Đã ghi kết quả thẩm định {who.name}.")
    rest = [c for c in people if c.pk != who.pk and c.state == "nominated"]
    if rest:
        return redirect("dossiers:appraise", pk=dossier.pk, candidate_pk=rest[0].pk)
    return redirect("dossiers:detail", pk=dossier.pk)


def _page(
    request: SignedIn, dossier: Dossier, who: Candidate, people: Sequence[Candidate], form: AppraiseForm | None
) -> dict[str, Any]:
    places = [c.pk for c in people]
    here = places.index(who.pk) if who.pk in places else 0
    appraisal = showing.appraisal_of(who)
    if form is not None:
        rows: Sequence[Any] = form.assessment.snapshot()
    else:
        rows = showing.sheets(dossier, [who], showing.day_of(request))[0].rows
    sheet = showing.Sheet(who, rows, appraisal)
    plan = dossier.plan_version.plan
    return {
        "dossier": dossier,
        "candidate": who,
        "award": next((a.label for a in plan.awards if a.id == who.award_id), ""),
        "sheet": sheet,
        "rows": [_answer_row(row, form) for row in rows],
        "form": form,
        "waiting": sum(leaf["outcome"] == "judge" for row in rows for leaf in row["leaves"]),
        "facts": background(who, dossier.round.year),
        "papers": [
            (need, worklist.paper_url(need, dossier))
            for need in needs(dossier, people)
            if need.candidate is None or need.candidate.pk == who.pk
        ],
        "appraisal": appraisal,
        "place": here + 1,
        "total": len(places),
        "before": people[here - 1] if here > 0 else None,
        "after": people[here + 1] if here + 1 < len(places) else None,
        "office": request.roles.in_body(dossier.unit.body_id, "office"),
        "may_reopen": appraisal is not None
        and dossier.state == "received"
        and request.roles.in_body(dossier.unit.body_id, "office"),
        "plan_url": showing.plan_url(dossier),
    }


def _answer_row(row: Any, form: AppraiseForm | None) -> dict[str, Any]:
    """A standard with its questions; those a person answers carry their boxes."""
    leaves = []
    for leaf in row["leaves"]:
        boxes = None
        if form is not None and f"verdict-{leaf['id']}" in form.fields:
            boxes = (form[f"verdict-{leaf['id']}"], form[f"reason-{leaf['id']}"])
        leaves.append({**leaf, "boxes": boxes})
    note = form[f"note-{row['id']}"] if form is not None and f"note-{row['id']}" in form.fields else None
    single = len(leaves) == 1
    split = note is None and not any(leaf["boxes"] for leaf in leaves)  # nothing to fill in: status at the right
    return {**row, "leaves": leaves, "note": note, "single": single, "split": split}


@require_http_methods(["GET", "POST"])
def reopen(request: SignedIn, pk: int, candidate_pk: int) -> HttpResponse:
    """Take a conclusion back, with the reason."""
    dossier = _office(request, pk)
    who = showing.find_candidate(dossier, candidate_pk)
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"version": who.version})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(
            form,
            lambda: actions.reopen(candidate=who, **form.cleaned_data, by=request.user, at=request.now),
        )
        if not status:
            messages.success(request, f"Đã mở lại kết luận về {who.name}.")
            return redirect("dossiers:appraise", pk=pk, candidate_pk=candidate_pk)
    return render(request, "dossiers/reopen.html", {"dossier": dossier, "candidate": who, "form": form}, status=status)
