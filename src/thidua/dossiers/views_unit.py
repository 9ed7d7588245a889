"""The dossier's page, and the unit's acts: candidates, meeting, check, confirm, file, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.dossiers import actions, audience, checking, permissions, queries, showing, worklist
from thidua.dossiers.forms import CandidateForm, MeetingForm
from thidua.dossiers.models import Dossier
from thidua.dossiers.preparing import awards_for
from thidua.dossiers.required import meeting_of, needs
from thidua.dossiers.state import EDITABLE, not_editable
from thidua.movements.answering import attempt
from thidua.org.middleware import SignedIn
from thidua.org.queries import head_of
from thidua.rules.findings import errors, refuse_if_any


@require_GET
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """Everything on one page: state, deadline, what is missing, tasks, and each candidate against the plan."""
    dossier = showing.find(request, pk)
    people = showing.candidates(dossier)
    owed = needs(dossier, people)
    own = request.roles.on_unit(dossier.unit, "unit_clerk", "unit_head")
    writes = own and dossier.state in EDITABLE
    head = head_of(dossier.unit, showing.day_of(request))
    rows = worklist.tasks(dossier, people, owed, head, request.now, writes)
    done = sum(row.status == "done" for row in rows)
    returns = list(dossier.returns.all())
    inside = request.roles.in_body(dossier.unit.body_id, *queries.BODY_READERS)
    context = {
        "dossier": dossier,
        "tasks": rows,
        "done": done,
        "missing": [row for row in rows if row.status in ("todo", "doing") and row.title not in worklist.LAST],
        "sheets": showing.sheets(dossier, people, showing.day_of(request), inside=inside),
        "deadline": showing.deadline(dossier),
        "without_deadline": showing.without_deadline(dossier),
        "next": worklist.next_act(dossier, rows, request.roles, request.now),
        "overdue": worklist.overdue(dossier, request.now),
        "waiting": worklist.WAITING.get(dossier.state, ""),
        "writes": writes,
        "own": own,
        "head_here": request.roles.on_unit(dossier.unit, "unit_head"),
        "office_here": request.roles.in_body(dossier.unit.body_id, "office"),
        "receipts": list(dossier.submissions.all()),
        "returns": returns,
        "last_return": returns[0] if returns and dossier.state == "returned" else None,
        "may_withdraw": dossier.state == "filed" and not queries.is_late(dossier.round, request.now),
        "plan_url": showing.plan_url(dossier),
    }
    return render(request, "dossiers/detail.html", context)


def writable(request: SignedIn, pk: int) -> Dossier:
    """The dossier when the person writes for its unit and it is open for writing; refused otherwise."""
    dossier = showing.find(request, pk)
    refuse_if_any(permissions.can_edit(request.roles, dossier))
    if dossier.state not in EDITABLE:
        refuse_if_any([not_editable(dossier.state)])
    return dossier


@require_GET
def candidates(request: SignedIn, pk: int) -> HttpResponse:
    """Who is proposed, who else could be, and who could not and why."""
    dossier = writable(request, pk)
    people = showing.candidates(dossier)
    plan = dossier.plan_version.plan
    chosen = {("p", c.person_id) if c.person_id else ("u", c.unit_id) for c in people}
    offered = [
        c
        for c in audience.choices(plan, dossier, showing.day_of(request))
        if (("p", c.person.pk) if c.person else ("u", c.unit.pk)) not in chosen
    ]
    context = {
        "dossier": dossier,
        "people": people,
        "awards": {a.id: a.label for a in plan.awards},
        "inside": [c for c in offered if c.inside],
        "outside": [c for c in offered if not c.inside],
        "plan_url": showing.plan_url(dossier),
    }
    return render(request, "dossiers/candidates.html", context)


@require_http_methods(["GET", "POST"])
def candidate_new(request: SignedIn, pk: int, choice: str) -> HttpResponse:
    """Propose one person or collective."""
    dossier = writable(request, pk)
    plan = dossier.plan_version.plan
    offered = {c.value: c for c in audience.choices(plan, dossier, showing.day_of(request))}
    if choice not in offered:
        raise Http404
    chosen = offered[choice]
    awards = awards_for(plan, dossier.round, chosen.kind)
    form = CandidateForm(request.POST if request.method == "POST" else None, awards=awards)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: _add(request, dossier, chosen, form.cleaned_data))
        if not status:
            messages.success(request, f"Đã đưa {chosen.name} vào hồ sơ.")
            return redirect("dossiers:candidates", pk=pk)
    context = {"dossier": dossier, "choice": chosen, "form": form, "plan_url": showing.plan_url(dossier)}
    return render(request, "dossiers/candidate_new.html", context, status=status)


def _add(request: SignedIn, dossier: Dossier, chosen: audience.Choice, given: dict[str, Any]) -> None:
    actions.add_candidate(
        dossier=dossier,
        kind=chosen.kind,
        person=chosen.person,
        unit=None if chosen.person else chosen.unit,
        award_id=given["award_id"],
        summary=given["summary"],
        by=request.user,
        at=request.now,
    )


@require_http_methods(["GET", "POST"])
def candidate(request: SignedIn, pk: int, candidate_pk: int) -> HttpResponse:
    """Award and main achievements of a candidate."""
    dossier = writable(request, pk)
    who = showing.find_candidate(dossier, candidate_pk)
    awards = awards_for(dossier.plan_version.plan, dossier.round, who.kind)
    form = CandidateForm(request.POST if request.method == "POST" else None, awards=awards, candidate=who)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        status = attempt(
            form,
            lambda: actions.save_summary(
                candidate=who,
                summary=given["summary"],
                award_id=given["award_id"],
                version=given["version"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, f"Đã lưu phần của {who.name}.")
            return redirect("dossiers:candidates", pk=pk)
    context = {"dossier": dossier, "candidate": who, "form": form}
    return render(request, "dossiers/candidate.html", context, status=status)


@require_POST
def candidate_remove(request: SignedIn, pk: int, candidate_pk: int) -> HttpResponse:
    """Take a name off."""
    dossier = writable(request, pk)
    who = showing.find_candidate(dossier, candidate_pk)
    actions.remove_candidate(candidate=who, version=showing.version(request), by=request.user, at=request.now)
    messages.success(request, f"Đã rút tên {who.name} khỏi hồ sơ.")
    return redirect("dossiers:candidates", pk=pk)


@require_http_methods(["GET", "POST"])
def meeting(request: SignedIn, pk: int) -> HttpResponse:
    """The meeting that proposed the candidates, with the votes; the minutes are made from it."""
    dossier = writable(request, pk)
    people = showing.candidates(dossier)
    form = MeetingForm(request.POST if request.method == "POST" else None, people=people, meeting=meeting_of(dossier))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(
            form,
            lambda: actions.save_meeting(
                dossier=dossier,
                meeting=form.facts(),
                version=form.cleaned_data["version"],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, "Đã ghi buổi họp. Biên bản được lập từ nội dung này.")
            return redirect("dossiers:detail", pk=pk)
    item = next((n.item for n in needs(dossier, people) if n.item.type == "minutes"), None)
    context = {"dossier": dossier, "form": form, "item": item, "plan_url": showing.plan_url(dossier)}
    return render(request, "dossiers/meeting.html", context, status=status)


@require_GET
def check(request: SignedIn, pk: int) -> HttpResponse:
    """Everything to be confirmed or filed, once more, with every reason against it."""
    dossier = showing.find(request, pk)
    people = showing.candidates(dossier)
    owed = needs(dossier, people)
    head = request.roles.on_unit(dossier.unit, "unit_head")
    found = checking.findings(dossier, before="file", confirmed=dossier.state == "draft" or head, owed=owed)
    context = {
        "dossier": dossier,
        "people": people,
        "awards": {a.id: a.label for a in dossier.plan_version.plan.awards},
        "papers": [(need, worklist.paper_url(need, dossier)) for need in owed],
        "meeting": meeting_of(dossier),
        "findings": found,
        "ready": not errors(found),
        "deadline": showing.deadline(dossier),
        "late": queries.is_late(dossier.round, request.now),
        "overdue": worklist.overdue(dossier, request.now),
        "head_here": head,
        "own": request.roles.on_unit(dossier.unit, "unit_clerk", "unit_head"),
        "writes": dossier.state in EDITABLE,
        "plan_url": showing.plan_url(dossier),
    }
    return render(request, "dossiers/check.html", context)


@require_POST
def confirm(request: SignedIn, pk: int) -> HttpResponse:
    """The head stands for the dossier."""
    dossier = showing.find(request, pk)
    actions.confirm(dossier=dossier, version=showing.version(request), by=request.user, at=request.now)
    messages.success(request, "Đã xác nhận hồ sơ. Bước cuối cùng là nộp.")
    return redirect("dossiers:check", pk=pk)


@require_POST
def unconfirm(request: SignedIn, pk: int) -> HttpResponse:
    """The head opens the dossier again."""
    dossier = showing.find(request, pk)
    actions.unconfirm(dossier=dossier, version=showing.version(request), by=request.user, at=request.now)
    messages.success(request, "Đã mở lại hồ sơ để sửa. Sửa xong thì xác nhận lại.")
    return redirect("dossiers:detail", pk=pk)


@require_POST
def file(request: SignedIn, pk: int) -> HttpResponse:
    """Hand in, or hand in again after a return; the answer is the receipt."""
    dossier = showing.find(request, pk)
    act = actions.refile if dossier.state == "returned" else actions.file
    receipt = act(dossier=dossier, version=showing.version(request), by=request.user, at=request.now)
    return redirect("dossiers:receipt", pk=pk, receipt_pk=receipt.pk)


@require_GET
def receipt(request: SignedIn, pk: int, receipt_pk: int) -> HttpResponse:
    """The number, the second, and what comes next."""
    dossier = showing.find(request, pk)
    found = get_object_or_404(dossier.submissions.select_related("filed_by__person"), pk=receipt_pk)
    steps = dossier.plan_version.plan.route
    place = next((n for n, step in enumerate(steps) if step.act == "file"), -1)
    context = {
        "dossier": dossier,
        "receipt": found,
        "steps": steps[place + 1 :],
        "deadline": showing.deadline(dossier),
        "plan_url": showing.plan_url(dossier),
    }
    return render(request, "dossiers/receipt.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Take a filed dossier back before the deadline; asked once more before it is done."""
    dossier = showing.find(request, pk)
    refuse_if_any(permissions.can_confirm(request.roles, dossier))
    if request.method == "POST":
        actions.withdraw(dossier=dossier, version=showing.version(request), by=request.user, at=request.now)
        messages.success(request, "Đã rút hồ sơ. Hồ sơ trở về đang soạn; nộp lại trước hạn.")
        return redirect("dossiers:detail", pk=pk)
    context = {"dossier": dossier, "deadline": showing.deadline(dossier)}
    return render(request, "dossiers/withdraw.html", context)
