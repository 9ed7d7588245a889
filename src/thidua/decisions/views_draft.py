"""Pages of the standing office on a draft."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from thidua.decisions import actions, facts, queries, showing
from thidua.decisions.forms import AddForm, DraftForm, LineForm, NewForm
from thidua.decisions.models import Decision
from thidua.decisions.views import actor, answered, detail_context, fetch_own, line_of, moment, roles_of, version_of
from thidua.movements.models import Round
from thidua.movements.queries import current_version
from thidua.plans import Plan
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.rules.findings import Finding, Refused
from thidua.ui.middleware import status_of


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a round with candidates ready; one press makes the draft."""
    roles = roles_of(request)
    if not roles.body_ids("office"):
        raise Http404
    refused: tuple[Finding, ...] = ()
    choices = queries.rounds_to_decide(roles)
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = [
            row for row in choices if (row[0].pk, row[2]) == (form.cleaned_data["dot"], form.cleaned_data["award"])
        ]
        if not chosen:
            raise Http404
        try:
            decision = actions.draft_decision(
                round=chosen[0][0],
                award_id=chosen[0][2],
                form=form.cleaned_data["form"],
                by=actor(request),
                at=moment(request),
            )
        except Refused as no:
            refused = no.findings
        else:
            messages.success(request, "Đã lập dự thảo. Xem lại danh sách, số lượng và tiền thưởng rồi trình.")
            return redirect("decisions:detail", decision.pk)
    context = {"rows": _rows(request, choices), "refused": refused, "wanted": request.GET.get("dot", "")}
    return render(request, "decisions/new.html", context, status=answered(form, refused))


def _rows(request: HttpRequest, choices: list[tuple[Round, Plan, str, int]]) -> list[dict[str, object]]:
    day = timezone.localdate(moment(request))
    rows = []
    for round_, plan, award_id, number in choices:
        award = facts.award_of(plan, award_id)
        forms = [] if award.form else [(f, AWARD_FORMS[f]) for f in facts.forms_open(round_.movement.body, day)]
        asked = award.form or ("" if forms else "giay-khen")  # a form left open: say why none can be chosen
        barred = facts.competence(round_.movement.body, asked, day) if asked else []
        rows.append(
            {
                "round": round_,
                "award": award,
                "number": number,
                "forms": forms,
                "competence": barred,
                "barred": any(finding.severity == "error" for finding in barred),
                "seats": showing.round_seats(plan, round_),
                "council": facts.passes_council(plan, award_id),
            }
        )
    return rows


def _act(
    request: HttpRequest, decision: Decision, act: Callable[[], object], said: str, form: DraftForm | None = None
) -> HttpResponse:
    """Do it and go back to the page, or show the page with every reason and what was typed."""
    try:
        act()
    except Refused as no:
        context = detail_context(request, fetch_own(request, decision.pk, "office"), form=form, refused=no.findings)
        return render(request, "decisions/detail.html", context, status=status_of(no.findings))
    messages.success(request, said)
    return redirect("decisions:detail", decision.pk)


@require_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the words of a draft."""
    decision = fetch_own(request, pk, "office")
    form = DraftForm(request.POST)
    if not form.is_valid():
        return render(request, "decisions/detail.html", detail_context(request, decision, form=form), status=422)
    texts = {key: value for key, value in form.cleaned_data.items() if key != "version"}
    return _act(
        request, decision,
        lambda: actions.edit_draft(
            decision=decision, version=form.cleaned_data["version"], texts=texts, by=actor(request), at=moment(request)
        ),
        "Đã ghi nội dung dự thảo.", form,
    )  # fmt: skip


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring one more candidate in."""
    decision = fetch_own(request, pk, "office")
    plan = current_version(decision.round.movement).plan
    form = AddForm(request.POST, candidates=queries.addable(decision.round, plan, decision.award_id))
    if not form.is_valid():
        none = Finding("nobody_chosen", "error", "Chọn một tập thể hoặc cá nhân trong danh sách.")
        context = detail_context(request, decision, refused=(none,))
        return render(request, "decisions/detail.html", context, status=422)
    candidate = form.cleaned_data["candidate"]
    return _act(
        request, decision,
        lambda: actions.add_line(
            decision=decision, version=form.cleaned_data["version"], candidate=candidate, by=actor(request), at=moment(request)
        ),
        f"Đã đưa {candidate.name} vào dự thảo.",
    )  # fmt: skip


@require_POST
def remove(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Take a candidate out."""
    decision = fetch_own(request, pk, "office")
    award = line_of(decision, line)
    name = award.recipient_name
    return _act(
        request, decision,
        lambda: actions.remove_line(award=award, version=version_of(request), by=actor(request), at=moment(request)),
        f"Đã rút {name} khỏi dự thảo.",
    )  # fmt: skip


@require_POST
def leave_out(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Lay a case before the decider without proposing it."""
    decision = fetch_own(request, pk, "office")
    award = line_of(decision, line)
    form = LineForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _act(
        request, decision,
        lambda: actions.leave_out(award=award, version=version_of(request), reason=reason, by=actor(request), at=moment(request)),
        f"Không đề nghị {award.recipient_name}; lý do sẽ ghi trong tờ trình.",
    )  # fmt: skip


@require_POST
def take_in(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Propose a case again."""
    decision = fetch_own(request, pk, "office")
    award = line_of(decision, line)
    return _act(
        request, decision,
        lambda: actions.take_in(award=award, version=version_of(request), by=actor(request), at=moment(request)),
        f"Đề nghị lại {award.recipient_name}.",
    )  # fmt: skip


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the draft before the decider."""
    decision = fetch_own(request, pk, "office")
    return _act(
        request, decision,
        lambda: actions.submit(decision=decision, version=version_of(request), by=actor(request), at=moment(request)),
        "Đã trình. Người có thẩm quyền được báo tin.",
    )  # fmt: skip


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop the draft."""
    decision = fetch_own(request, pk, "office")
    return _act(
        request, decision,
        lambda: actions.cancel(decision=decision, version=version_of(request), by=actor(request), at=moment(request)),
        "Đã bỏ dự thảo; các trường hợp trở về chờ lập dự thảo khác.",
    )  # fmt: skip
