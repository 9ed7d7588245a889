"""Single facts: accept, reject, correct, add; sentences seen; remarks waived."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from thidua.drafting import building, checking, choosing, deciding, kinds, links, permissions, queries, sheet, typed
from thidua.drafting.answering import find, find_fact, page, today
from thidua.drafting.forms import WaiveForm
from thidua.drafting.models import Draft, DraftFact
from thidua.drafting.page import SHOWN, item_of, review
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


@require_POST
def undo(request: SignedIn, pk: int, fact: int) -> HttpResponse:
    """The fact waits again."""
    return _decide(request, find_fact(request, pk, fact), deciding.undo)


def _decide(request: SignedIn, row: DraftFact, act: Callable[..., DraftFact]) -> HttpResponse:
    text = request.POST.get("version", "")
    version = int(text) if text.isdecimal() and len(text) < 10 else 0
    try:
        act(fact=row, version=version, by=request.user, at=request.now)
    except deciding.Changed as changed:
        return _conflict(request, changed.fact, None)
    show = SHOWN.get(request.POST.get("xem", ""), "")
    found = review(row.draft, today(request))
    if request.headers.get("X-Part") == "fact":
        item = next(each for each in found.items if each.row.pk == row.pk)
        context = {"item": item, "draft": row.draft, "may": True, "review": found, "show": show}
        parts = {
            name: render_to_string(f"drafting/{name}.html", context, request)
            for name in ("fact", "bar", "acts", "filters")
        }
        return JsonResponse({**parts, "next": found.next})
    number = row.place + 1 if row.state == "pending" else found.next or row.place + 1
    return redirect(f"{reverse('drafting:detail', args=[row.draft_id])}#f{number}")


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int, fact: int) -> HttpResponse:
    """Correct a fact in the form of its kind."""
    row = find_fact(request, pk, fact)
    refuse_if_any(permissions.can_draft(request.roles, row.draft.body))
    if (kept := typed.answer(request)) is not None:
        return kept
    kind = kinds.kind_of(row.kind)
    given, known, rows = typed.given(request), choosing.known_of(row.draft), links.rows_of(row.draft)
    form = kinds.FactForm(kind, given.data, value=row.value, version=row.version, rows=rows, known=known)
    given.fill(form)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        value = form.value()
        version = form.cleaned_data["version"] or 0
        try:
            deciding.correct(fact=row, version=version, value=value, by=request.user, at=request.now)
        except deciding.Changed as changed:
            return _conflict(request, changed.fact, form)
        else:
            typed.forget(request)
            following = review(row.draft, today(request)).next if row.draft.origin == "new" else 0  # one by one
            return redirect(f"{reverse('drafting:detail', args=[pk])}#f{following or row.place + 1}")
    item = item_of(row, events=dict(known.events))
    return page(request, "fact_edit", {"draft": row.draft, "item": item, "form": form, "since": given.since}, status)


def _conflict(request: SignedIn, row: DraftFact, form: kinds.FactForm | None) -> HttpResponse:
    """Both texts, and who wrote the other; nothing is overwritten without a word."""
    known = choosing.known_of(row.draft)
    mine = say(row.kind, form.value(), dict(known.events)) if form else ""
    again = None
    named: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    if form is not None:
        data = request.POST.copy()
        data["version"] = str(row.version)
        rows = links.rows_of(row.draft)
        again = kinds.FactForm(form.kind, data, value=row.value, rows=rows, known=known)
        again.is_valid()
        named = links.words(row.kind, form.value(), rows), links.words(row.kind, row.value, rows)
    context: dict[str, Any] = {
        "draft": row.draft,
        "item": item_of(row, events=dict(known.events)),
        "mine": mine,
        "form": again,
    }
    context["own"] = row.by_id == request.user.pk
    context |= {"my_links": named[0], "links": named[1]}
    return page(request, "conflict", context, 409)


@require_http_methods(["GET", "POST"])
def add(request: SignedIn, pk: int) -> HttpResponse:
    """A fact the program did not see: choose its kind, then fill in the form of the kind."""
    draft = find(request, pk)
    refuse_if_any(permissions.can_draft(request.roles, draft.body))
    if (kept := typed.answer(request)) is not None:
        return kept
    sentence = _sentence(draft, request.GET.get("cau", ""))
    given = typed.given(request)
    chosen = request.GET.get("loai", "")
    known = chosen in kinds.addable(draft)
    more: dict[str, Any] = {"rows": links.rows_of(draft), "known": choosing.known_of(draft)}
    form = given.fill(kinds.FactForm(kinds.kind_of(chosen), given.data, **more)) if known else None
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form is not None and form.is_valid():
        value = form.value()
        made: list[DraftFact] = []
        status = attempt(
            form,
            lambda: made.append(
                deciding.add(
                    draft=draft,
                    kind=chosen,
                    value=value,
                    path=sentence.path if sentence else "",
                    quote=sentence.text if sentence else "",
                    spans=[(sentence.block, sentence.start, sentence.end)] if sentence else [],
                    by=request.user,
                    at=request.now,
                )
            ),
        )
        if not status:
            typed.forget(request)
            messages.success(request, "Đã thêm dữ kiện.")
            return redirect(f"{reverse('drafting:detail', args=[pk])}#f{made[0].place + 1}")
    context = {
        "draft": draft,
        "sentence": sentence,
        "form": form,
        "kind": kinds.kind_of(chosen) if known else None,
        "choices": kinds.choices(draft),
        "query": request.GET.get("cau", ""),
        "since": given.since,
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
    """All facts at once about which the reader has no doubt, or those of one group."""
    draft = find(request, pk)
    asked = request.POST.get("nhom", "")
    group = [key for key in queries.kinds_of(draft) if kinds.group_of(key) == asked] if asked else None
    deciding.accept_sure(draft=draft, by=request.user, at=request.now, group=group)
    return _on(draft, today(request))


@require_POST
def undo_together(request: SignedIn, pk: int) -> HttpResponse:
    """Take back what was accepted at once."""
    draft = find(request, pk)
    moment = _moment(request.POST.get("luc", ""))
    count = deciding.undo_together(draft=draft, moment=moment, by=request.user, at=request.now) if moment else 0
    if not count:
        refuse_if_any(permissions.can_draft(request.roles, draft.body))
        messages.info(request, "Không còn gì để hoàn tác: các dữ kiện ấy đã được quyết định lại.")
    return _on(draft, today(request))


def _moment(text: str) -> datetime | None:
    """The aware moment an address names, or None."""
    try:
        found = parse_datetime(text[:40])
    except ValueError:
        return None
    return found if found is not None and found.tzinfo else None


def _on(draft: Draft, day: date) -> HttpResponse:
    """Back to the page, at the next fact that waits, or at the way on when none is left."""
    found = review(draft, day)
    spot = f"#f{found.next}" if found.next else "" if found.waiting else "#xong"
    return redirect(reverse("drafting:detail", args=[draft.pk]) + spot)


@require_POST
def seen(request: SignedIn, pk: int) -> HttpResponse:
    """One sentence without a fact, or all of them, is right without."""
    draft = find(request, pk)
    refuse_if_any(permissions.can_draft(request.roles, draft.body))
    asked = request.POST.get("cau", "")
    if asked == "tat-ca" or asked.startswith("muc-"):
        part = asked.removeprefix("muc-")
        loose = review(draft, today(request)).loose
        places = [(s.block, s.start) for s in loose if asked == "tat-ca" or s.part == part]
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
    if (kept := typed.answer(request)) is not None:
        return kept
    rows = queries.rows_of(draft)
    built = checking_plan(draft, rows)
    remark = next((r for r in checking.remarks(draft, rows, built, today(request)) if r.key == key), None)
    if remark is None or not remark.stands:
        messages.info(request, "Nhận xét này không còn, hoặc đã có người bỏ qua.")
        return redirect("drafting:detail", pk=pk)
    given = typed.given(request)
    form = given.fill(WaiveForm(given.data))
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
            typed.forget(request)
            return redirect(f"{reverse('drafting:detail', args=[pk])}#nhan-xet")
    return page(request, "waive", {"draft": draft, "remark": remark, "form": form, "since": given.since}, status)


def checking_plan(draft: Draft, rows: list[DraftFact]) -> Any:
    """The plan the standing facts make, for the check."""
    return building.build(draft, [row for row in rows if row.state != "rejected"]).plan
