"""The ballot: one candidate a page, the codes at the end, and the check that a ballot was counted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from thidua.councils import actions, ballots, facts, permissions, queries, receipts, showing
from thidua.councils.answering import attempt, find, find_motion
from thidua.councils.forms import ConflictForm, ReceiptForm
from thidua.councils.models import Ballot, Motion, Session
from thidua.movements.queries import current_version
from thidua.org.middleware import SignedIn
from thidua.rules.findings import Finding, refuse_if_any


@require_GET
def ballots_of(request: SignedIn, pk: int) -> HttpResponse:
    """To the first ballot still to be cast, or to the end."""
    session = find(request, pk)
    refuse_if_any(permissions.can_sit(request.roles, session, request.user))
    waiting = queries.open_motions(session, request.user)
    if waiting and facts.rules_of(session).secret:
        return redirect("councils:ballot", pk=pk, motion_pk=waiting[0].pk)
    return redirect("councils:done", pk=pk)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ballot(request: SignedIn, pk: int, motion_pk: int) -> HttpResponse:
    """One candidate, two answers. After the ballot the next candidate; the code goes to the voter's browser."""
    session = find(request, pk)
    motion = find_motion(session, motion_pk)
    refuse_if_any(permissions.can_sit(request.roles, session, request.user))
    waiting = queries.open_motions(session, request.user)
    if motion.pk not in {each.pk for each in waiting} or not facts.rules_of(session).secret:
        messages.info(request, "Trường hợp vừa mở không còn chờ phiếu của ông, bà.")
        return redirect("councils:ballots" if waiting else "councils:done", pk=pk)
    if request.method == "GET":
        return _ballot_page(request, session, motion, waiting)
    choice = "blank" if "blank" in request.POST else request.POST.get("choice", "")
    tokens: list[str] = []
    refusals, status = attempt(
        lambda: tokens.append(actions.cast(motion=motion, choice=choice, by=request.user, at=request.now))
    )
    if status:
        return _ballot_page(request, session, motion, waiting, refusals, status)
    response = redirect("councils:ballots", pk=pk)
    receipts.hand_over(request, response, session.pk, motion.order, tokens[0])
    return response


def _ballot_page(
    request: SignedIn,
    session: Session,
    motion: Motion,
    waiting: list[Motion],
    refusals: list[Finding] | None = None,
    status: int = 200,
) -> HttpResponse:
    plan = current_version(session.round.movement).plan
    motions = queries.agenda(session)
    seat = facts.seat_of(session, request.user)
    beads = showing.bead_marks(motions, seat.member.pk if seat else 0, motion)
    following = next((each for each in waiting if each.pk != motion.pk), None)
    people = all(each.candidate.kind == "individual" for each in motions)
    context = {
        "session": session,
        "motion": motion,
        "candidate": motion.candidate,
        "place": showing.position(motion.candidate),
        "award": showing.award_label(plan, motion.candidate),
        "summary": showing.summary(motion.candidate),
        "beads": beads,
        "cast": beads.count("on"),
        "word": "Người" if people else "Trường hợp",
        "following": following,
        "threshold": showing.threshold(facts.rules_of(session)),
        "clause": showing.council_clause(plan),
        "refusals": refusals or [],
    }
    return render(request, "councils/ballot.html", context, status=status)


@require_http_methods(["GET", "POST"])
def conflict(request: SignedIn, pk: int, motion_pk: int) -> HttpResponse:
    """A member says why not to vote on a candidate."""
    session = find(request, pk)
    motion = find_motion(session, motion_pk)
    refuse_if_any(permissions.can_sit(request.roles, session, request.user))
    form = ConflictForm(request.POST or None)
    refusals: list[Finding] = []
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        refusals, status = attempt(
            lambda: actions.declare_conflict(
                motion=motion, reason=form.cleaned_data["reason"], by=request.user, at=request.now
            ),
            form,
        )
        if not status:
            messages.success(request, f"Đã ghi: ông, bà không bỏ phiếu về {motion.candidate}.")
            return redirect("councils:ballots" if session.state == "voting" else "councils:session", pk=pk)
    context = {"session": session, "motion": motion, "form": form, "refusals": refusals}
    return render(request, "councils/conflict.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def done(request: SignedIn, pk: int) -> HttpResponse:
    """What the member has done, with the codes this browser still holds; POST takes them off the device."""
    session = find(request, pk)
    refuse_if_any(permissions.can_sit(request.roles, session, request.user))
    if request.method == "POST":
        response = redirect("councils:done", pk=pk)
        receipts.forget(request, response, pk)
        return response
    tokens = receipts.held(request, pk)
    motions = queries.agenda(session)
    seat = facts.seat_of(session, request.user)
    member = seat.member.pk if seat else 0
    rows = [
        (motion, ballots.shown(tokens[motion.order]) if motion.order in tokens else "")
        for motion in motions
        if any(cast.member_id == member for cast in motion.casts.all())
    ]
    recused = [m for m in motions if any(c.member_id == member for c in m.conflicts.all())]
    waiting = len(queries.open_motions(session, request.user))
    context = {"session": session, "rows": rows, "recused": recused, "waiting": waiting, "held": bool(tokens)}
    return render(request, "councils/done.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def receipt(request: SignedIn, pk: int) -> HttpResponse:
    """Whether a code lies in the urn. Says counted or not, never what the ballot says."""
    session = find(request, pk)
    form = ReceiptForm(request.POST or None)
    found, status = None, 200
    if request.method == "POST":
        status = 200 if form.is_valid() else 422
        if form.is_valid():
            token = ballots.read(form.cleaned_data["token"])
            urns = Ballot.objects.filter(motion__session=session).select_related("motion__candidate")
            holds = [urn for urn in urns if any(paper[0] == token for paper in urn.papers)]
            found = holds[0].motion if holds else False
    counted = session.state in ("counted", "closed")
    context = {"session": session, "form": form, "found": found, "counted": counted}
    return render(request, "councils/receipt.html", context, status=status)
