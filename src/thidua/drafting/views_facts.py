"""Single facts: accept, reject, correct, add; sentences seen; remarks waived."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.drafting import building, checking, deciding, kinds, permissions, queries, sheet
from thidua.drafting.answering import find, find_fact, page, today
from thidua.drafting.forms import WaiveForm
from thidua.drafting.models import Draft, DraftFact
from thidua.drafting.page import item_of, review
from thidua.drafting.saying import say
from thidua.movements.answering import attempt
from thidua.org.middleware import SignedIn
from thidua.rules.findings import refuse_if_any


@require_POST
def accept(request: SignedIn, pk: int, fact: int) -> HttpResponse:
    """The fact is as the document says."""
    return _decide(request, find_fact(request, pk, fact), deciding.accept)


@require_POST
def reject(request: SignedIn, pk: int, fact: int) -> HttpResponse:
    """The document does not say this."""
    return _decide(request, find_fact(request, pk, fact), deciding.reject)


def _decide(request: SignedIn, row: DraftFact, act: Callable[..., DraftFact]) -> HttpResponse:
    text = request.POST.get("version", "")
    version = int(text) if text.isdecimal() and len(text) < 10 else 0
    try:
        act(fact=row, version=version, by=request.user, at=request.now)
    except deciding.Changed as changed:
        return _conflict(request, changed.fact, None)
    found = review(row.draft, today(request))
    if request.headers.get("X-Part") == "fact":
        item = next(each for each in found.items if each.row.pk == row.pk)
        context = {"item": item, "draft": row.draft, "may": True, "review": found}
        return JsonResponse(
            {
                "fact": render_to_string("drafting/fact.html", context, request),
                "head": render_to_string("drafting/summary.html", context, request),
                "next": found.next,
            }
        )
    return redirect(f"{reverse('drafting:detail', args=[row.draft_id])}#f{found.next or row.place + 1}")


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int, fact: int) -> HttpResponse:
    """Correct a fact in the form of its kind."""
    row = find_fact(request, pk, fact)
    refuse_if_any(permissions.can_draft(request.roles, row.draft.body))
    kind = kinds.kind_of(row.kind)
    form = kinds.FactForm(
        kind, request.POST if request.method == "POST" else None, value=row.value, version=row.version
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        value = form.value()
        version = form.cleaned_data["version"] or 0
        try:
            deciding.correct(fact=row, version=version, value=value, by=request.user, at=request.now)
        except deciding.Changed as changed:
            return _conflict(request, changed.fact, form)
        else:
            return redirect(f"{reverse('drafting:detail', args=[pk])}#f{row.place + 1}")
    return page(request, "fact_edit", {"draft": row.draft, "item": item_of(row), "form": form}, status)


def _conflict(request: SignedIn, row: DraftFact, form: kinds.FactForm | None) -> HttpResponse:
    """Both texts, and who wrote the other; nothing is overwritten without a word."""
    mine = say(row.kind, form.value()) if form else ""
    again = None
    if form is not None:
        data = {name: form.data.get(name) for name in form.fields} | {"version": str(row.version)}
        again = kinds.FactForm(form.kind, data, value=row.value)
        again.is_valid()
    context: dict[str, Any] = {"draft": row.draft, "item": item_of(row), "mine": mine, "form": again}
    return page(request, "conflict", context, 409)


@require_http_methods(["GET", "POST"])
def add(request: SignedIn, pk: int) -> HttpResponse:
    """A fact the program did not see: choose its kind, then fill in the form of the kind."""
    draft = find(request, pk)
    refuse_if_any(permissions.can_draft(request.roles, draft.body))
    sentence = _sentence(draft, request.GET.get("cau", ""))
    chosen = request.GET.get("loai", "")
    known = chosen in kinds.addable(draft)
    form = kinds.FactForm(kinds.kind_of(chosen), request.POST if request.method == "POST" else None) if known else None
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form is not None and form.is_valid():
        value = form.value()
        status = attempt(
            form,
            lambda: deciding.add(
                draft=draft,
                kind=chosen,
                value=value,
                path=sentence.path if sentence else "",
                quote=sentence.text if sentence else "",
                spans=[(sentence.block, sentence.start, sentence.end)] if sentence else [],
                by=request.user,
                at=request.now,
            ),
        )
        if not status:
            messages.success(request, "Đã thêm dữ kiện.")
            return redirect("drafting:detail", pk=pk)
    context = {
        "draft": draft,
        "sentence": sentence,
        "form": form,
        "kind": kinds.kind_of(chosen) if known else None,
        "choices": kinds.choices(draft),
        "query": request.GET.get("cau", ""),
    }
    return page(request, "fact_add", context, status)


def _sentence(draft: Draft, text: str) -> sheet.Sentence | None:
    """The sentence an address names (``c12-0``), or None."""
    block, _, start = text.removeprefix("c").partition("-")
    if draft.reading is None or not block.isdecimal() or not start.isdecimal():
        return None
    where = sheet.paths(draft.reading["outline"])
    for each in draft.reading["blocks"]:
        if each["index"] == int(block):
            found = sheet.sentences(each["index"], each["text"], where.get(each["index"], ""))
            return next((s for s in found if s.start <= int(start) < s.end), None)
    return None


@require_POST
def accept_sure(request: SignedIn, pk: int) -> HttpResponse:
    """All facts at once about which the reader has no doubt."""
    draft = find(request, pk)
    count = deciding.accept_sure(draft=draft, by=request.user, at=request.now)
    messages.success(request, f"Đã duyệt {count:02d} dữ kiện chắc chắn.")
    return redirect("drafting:detail", pk=pk)


@require_POST
def seen(request: SignedIn, pk: int) -> HttpResponse:
    """One sentence without a fact, or all of them, is right without."""
    draft = find(request, pk)
    refuse_if_any(permissions.can_draft(request.roles, draft.body))
    asked = request.POST.get("cau", "")
    if asked == "tat-ca":
        places = [(s.block, s.start) for s in review(draft, today(request)).loose]
    else:
        one = _sentence(draft, asked)
        places = [(one.block, one.start)] if one else []
    if places:
        deciding.mark_seen(draft=draft, places=places, by=request.user, at=request.now)
    return redirect(f"{reverse('drafting:detail', args=[pk])}#cau-chua-lay")


@require_http_methods(["GET", "POST"])
def waive(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Let a remark of the check stand, with the reason."""
    draft = find(request, pk)
    refuse_if_any(permissions.can_draft(request.roles, draft.body))
    rows = queries.rows_of(draft)
    built = checking_plan(draft, rows)
    remark = next((r for r in checking.remarks(draft, rows, built, today(request)) if r.key == key), None)
    if remark is None or not remark.stands:
        messages.info(request, "Nhận xét này không còn, hoặc đã có người bỏ qua.")
        return redirect("drafting:detail", pk=pk)
    form = WaiveForm(request.POST if request.method == "POST" else None)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        status = attempt(
            form,
            lambda: deciding.waive(
                draft=draft, key=key, message=remark.message, reason=reason, by=request.user, at=request.now
            ),
        )
        if not status:
            return redirect(f"{reverse('drafting:detail', args=[pk])}#nhan-xet")
    return page(request, "waive", {"draft": draft, "remark": remark, "form": form}, status)


def checking_plan(draft: Draft, rows: list[DraftFact]) -> Any:
    """The plan the standing facts make, for the check."""
    return building.build(draft, [row for row in rows if row.state != "rejected"]).plan
