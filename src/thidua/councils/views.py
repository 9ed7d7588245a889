"""Councils, their sessions and results; the ballot itself is in ``views_ballot``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.councils import actions, facts, permissions, queries, showing
from thidua.councils.answering import attempt, find, version
from thidua.councils.concluding import DOCX, choose_findings
from thidua.councils.forms import AttendanceForm, CancelForm, HandsForm, RemarksForm, SessionForm
from thidua.councils.minutes import build, share_words, threshold_words
from thidua.councils.models import Council, Session
from thidua.councils.sitting import opening_findings
from thidua.documents import pdf
from thidua.movements.queries import current_version
from thidua.org.middleware import SignedIn
from thidua.records import files
from thidua.records.printing import docx_of
from thidua.rules.findings import Finding, Refused

SHOWN = 20


@require_GET
def listing(request: SignedIn) -> HttpResponse:
    """Councils of my bodies, the sessions to come and past, what waits for me."""
    sessions = queries.listed(queries.visible(request.roles))
    chosen = request.GET.get("trang-thai", "")
    if chosen in dict(queries.STAGES):
        sessions = sessions.filter(state__in=queries.STAGES[chosen][1])
    context = {
        "councils": queries.councils(request.roles),
        "page": queries.paged(sessions, request.GET.get("trang"), SHOWN),
        "stages": [(key, word) for key, (word, _) in queries.STAGES.items()],
        "chosen": chosen,
        "waiting": queries.votes_waiting(request.roles, request.user),
        "rounds": queries.rounds_to_meet(request.roles),
        "reads": bool(request.roles.body_ids(*permissions.READERS)),
        "founds": bool(request.roles.body_ids(*permissions.FOUNDERS)),
        "several_bodies": len(request.roles.all_body_ids) > 1,
    }
    return render(request, "councils/list.html", context)


@require_GET
def council(request: SignedIn, pk: int) -> HttpResponse:
    """Members and rules of a council; its sessions for those who work with it."""
    found = get_object_or_404(queries.councils(request.roles), pk=pk)
    rules = facts.voting_rules(facts.snapshot(found))
    day = timezone.localdate(request.now)
    members = queries.members_with_posts(found, day)
    founds = not permissions.can_set_up(request.roles, found.body_id)
    grants = queries.council_grants(found, day) if founds else []
    context = {
        "council": found,
        "members": members,
        "others": queries.past_members(found, day),
        "founds": founds,
        "day": day,
        "missing": showing.still_missing([member for member, _ in members], grants) if founds else [],
        "administers": request.roles.in_body(found.body_id, "admin"),
        "quorum": share_words(rules.quorum),
        "threshold": threshold_words(rules),
        "secret": rules.secret,
        "sessions": queries.listed(queries.visible(request.roles).filter(council=found))[:SHOWN],
        "reads": request.roles.in_body(found.body_id, *permissions.READERS),
    }
    return render(request, "councils/council.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Call a session on a round."""
    bodies = request.roles.body_ids("council_secretary")
    councils = list(queries.councils(request.roles).filter(body_id__in=bodies))
    if not councils:
        raise Refused(permissions.can_convene(request.roles, Council()))
    rounds = queries.rounds_to_meet(request.roles)
    wanted = request.GET.get("dot", "")
    form = SessionForm(request.POST or None, rounds=rounds, councils=councils, wanted=wanted)
    refusals: list[Finding] = []
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        made: list[Session] = []

        def act() -> None:
            made.append(
                actions.create_session(
                    council=next(each for each in councils if each.pk == form.cleaned_data["council"]),
                    round=next(each for each in rounds if each.pk == form.cleaned_data["round"]),
                    planned_at=form.planned_at(),
                    place=form.cleaned_data["place"],
                    by=request.user,
                    at=request.now,
                )
            )

        refusals, status = attempt(act, form)
        if not status:
            messages.success(request, f"Đã mời họp; {made[0].motions.count():02d} trường hợp trong chương trình.")
            return redirect("councils:session", pk=made[0].pk)
    context = {"form": form, "rounds": rounds, "refusals": refusals}
    return render(request, "councils/new.html", context, status=status)


def _session_page(request: SignedIn, pk: int, refusals: list[Finding] | None = None, status: int = 200) -> HttpResponse:
    session = find(request, pk)
    plan = current_version(session.round.movement).plan
    seats, motions = facts.roster(session), queries.agenda(session)
    rules = facts.rules_of(session)
    progress = queries.progress(motions, seats)
    runs = request.roles.in_body(session.council.body_id, "council_secretary")
    me = next((seat.member.pk for seat in seats if seat.member.person_id == request.user.person_id), None)
    mine = queries.open_motions(session, request.user) if rules.secret else []
    context = {
        "session": session,
        "rows": showing.agenda_rows(plan, motions, me),
        "seats": seats,
        "present": sum(seat.present for seat in seats),
        "recorded": session.attendance.exists() if session.state == "planned" else True,
        "quorum": showing.quorum(rules, seats),
        "progress": progress,
        "missing": sum(open_to - done for _, done, open_to in progress),
        "next": showing.what_next(session, sum(open_to - done for _, done, open_to in progress)),
        "rules": rules,
        "threshold": threshold_words(rules),
        "clause": showing.council_clause(plan),
        "runs": runs,
        "sits": me is not None,
        "mine": len(mine),
        "warnings": opening_findings(session) if runs and session.state == "open" else [],
        "undecided": any(motion.chosen is None for motion in motions) if session.state == "counted" else False,
        "remarks_form": RemarksForm(initial={"text": session.remarks}),
        "cancel_form": CancelForm(),
        "refusals": refusals or [],
    }
    return render(request, "councils/session.html", context, status=status)


@require_GET
def session(request: SignedIn, pk: int) -> HttpResponse:
    """Agenda, attendance, conflicts, how far the vote is; never who voted what."""
    return _session_page(request, pk)


def _act(request: SignedIn, pk: int, act: Callable[[Session], object], done: str) -> HttpResponse:
    """Carry out an act of the session page: back to the page, or the page again with every reason."""
    found = find(request, pk)
    refusals, status = attempt(lambda: act(found))
    if status:
        return _session_page(request, pk, refusals, status)
    messages.success(request, done)
    return redirect("councils:session", pk=pk)


def _given(request: SignedIn) -> dict[str, Any]:
    return {"version": version(request), "by": request.user, "at": request.now}


@require_POST
def open_session(request: SignedIn, pk: int) -> HttpResponse:
    """Open the session."""
    return _act(
        request, pk, lambda found: actions.open_session(session=found, **_given(request)), "Phiên họp đã khai mạc."
    )


@require_POST
def start_voting(request: SignedIn, pk: int) -> HttpResponse:
    """Open the vote."""
    seen = request.POST.get("warnings_seen") == "1"
    return _act(
        request,
        pk,
        lambda found: actions.start_voting(session=found, warnings_seen=seen, **_given(request)),
        "Đã mở bỏ phiếu.",
    )


@require_POST
def count(request: SignedIn, pk: int) -> HttpResponse:
    """Close the vote and count."""
    ok = request.POST.get("unfinished_ok") == "1"
    return _act(
        request,
        pk,
        lambda found: actions.count(session=found, unfinished_ok=ok, **_given(request)),
        "Đã kiểm phiếu.",
    )


@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Adopt the minutes."""
    return _act(
        request,
        pk,
        lambda found: actions.close(session=found, **_given(request)),
        "Biên bản đã được thông qua và lấy số.",
    )


@require_POST
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    """Call the session off."""
    reason = request.POST.get("reason", "")
    return _act(
        request,
        pk,
        lambda found: actions.cancel(session=found, reason=reason, **_given(request)),
        "Phiên họp đã hủy.",
    )


@require_POST
def add_waiting(request: SignedIn, pk: int) -> HttpResponse:
    """Put candidates found eligible since the call onto the agenda."""
    return _act(
        request,
        pk,
        lambda found: actions.add_waiting(session=found, **_given(request)),
        "Đã bổ sung chương trình họp.",
    )


@require_POST
def remarks(request: SignedIn, pk: int) -> HttpResponse:
    """Keep what was said."""
    text = request.POST.get("text", "")[:20000]
    return _act(
        request,
        pk,
        lambda found: actions.write_remarks(session=found, text=text, **_given(request)),
        "Đã ghi ý kiến thảo luận.",
    )


@require_http_methods(["GET", "POST"])
def attendance(request: SignedIn, pk: int) -> HttpResponse:
    """Who came."""
    found = find(request, pk)
    if refusals := permissions.can_run(request.roles, found):
        raise Refused(refusals)
    seats, status = facts.roster(found), 200
    if request.method == "POST":
        form = AttendanceForm(request.POST, seats)
        seats = [facts.Seat(s.member, s.member.pk in form.present, form.notes[s.member.pk]) for s in seats]
        refusals, status = attempt(
            lambda: actions.record_attendance(session=found, present=form.present, notes=form.notes, **_given(request))
        )
        if not status:
            messages.success(request, f"Đã ghi {len(form.present):02d} thành viên có mặt.")
            return redirect("councils:session", pk=pk)
    recorded = found.attendance.exists() or request.method == "POST"
    context = {"session": find(request, pk), "seats": seats, "recorded": recorded, "refusals": refusals}
    return render(request, "councils/attendance.html", context, status=status)


@require_http_methods(["GET", "POST"])
def hands(request: SignedIn, pk: int) -> HttpResponse:
    """Enter the numbers of a show of hands."""
    found = find(request, pk)
    if refusals := permissions.can_run(request.roles, found):
        raise Refused(refusals)
    if found.state != "voting" or facts.rules_of(found).secret:
        return redirect("councils:session", pk=pk)
    form = HandsForm(request.POST or None, motions=queries.agenda(found))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        refusals, status = attempt(
            lambda: actions.count_hands(session=found, hands=form.hands(), **_given(request)), form
        )
        if not status:
            messages.success(request, "Đã ghi kết quả biểu quyết.")
            return redirect("councils:results", pk=pk)
    context = {"session": found, "form": form, "refusals": refusals, "version": found.version}
    return render(request, "councils/hands.html", context, status=status)


@require_http_methods(["GET", "POST"])
def results(request: SignedIn, pk: int) -> HttpResponse:
    """Votes and places; after the count the secretary or the chair chooses here."""
    found = find(request, pk)
    if found.state not in ("counted", "closed"):
        return redirect("councils:session", pk=pk)
    motions = queries.agenda(found)
    chosen = {motion.pk for motion in motions if motion.chosen}
    reason, status = found.short_quota_reason, 200
    refusals: list[Finding] = []
    if request.method == "POST":
        chosen = {int(key) for key in request.POST.getlist("chosen") if key.isascii() and key.isdecimal()}
        reason = request.POST.get("reason", "")
        refusals, status = attempt(
            lambda: actions.choose(session=found, chosen=chosen, reason=reason, **_given(request))
        )
        if not status:
            messages.success(request, f"Đã chọn {len(chosen):02d} trường hợp đề nghị khen thưởng.")
            return redirect("councils:results", pk=pk)
        found = find(request, pk)
    plan = current_version(found.round.movement).plan
    numbers = queries.chosen_numbers(found, motions, chosen)
    chooses = found.state == "counted" and not permissions.can_choose(request.roles, found, request.user)
    context = {
        "session": found,
        "groups": showing.result_groups(plan, motions, queries.places(found, plan, numbers)),
        "chosen": chosen,
        "chooses": chooses,
        "runs": request.roles.in_body(found.council.body_id, "council_secretary"),
        "undecided": any(motion.chosen is None for motion in motions),
        "reason": reason,
        "remarks": choose_findings(found, motions, chosen, None) if chooses and not refusals else [],
        "refusals": refusals,
        "threshold": threshold_words(facts.rules_of(found)),
    }
    return render(request, "councils/results.html", context, status=status)


@require_GET
def minutes(request: SignedIn, pk: int, extension: str) -> HttpResponse:
    """The minutes as DOCX or PDF: as adopted, before that as a draft without number."""
    found = find(request, pk)
    if extension not in ("pdf", "docx") or found.state in ("planned", "cancelled"):
        raise Http404
    kept = found.minutes_pdf if extension == "pdf" else found.minutes_docx
    if kept:
        data = files.read(kept)
    else:
        paper = build(found)
        data = pdf.render(paper) if extension == "pdf" else docx_of(paper, found.council.body)
    name = f"bien-ban-hop-hoi-dong-{facts.day_of(found):%Y-%m-%d}{'' if kept else '-du-thao'}.{extension}"
    response = HttpResponse(data, content_type="application/pdf" if extension == "pdf" else DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
