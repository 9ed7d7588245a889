"""Setting up a council: its founding decision, rules and members, for the standing office and the administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.councils import actions, permissions, queries
from thidua.councils.forms_setup import CouncilForm, DutyForm, LastDayForm, MemberForm, typed
from thidua.councils.models import Council, CouncilMember
from thidua.councils.showing import law_defaults
from thidua.org.answering import form_page, today
from thidua.org.middleware import SignedIn
from thidua.org.models import Unit
from thidua.rules.findings import refuse_if_any

BOTH = require_http_methods(["GET", "POST"])


def find(request: SignedIn, pk: int) -> Council:
    """A council of a body the user sets up councils for: foreign is 404, without the role a reason."""
    council = get_object_or_404(queries.councils(request.roles), pk=pk)
    refuse_if_any(permissions.can_set_up(request.roles, council.body_id))
    return council


def find_member(request: SignedIn, pk: int, member_pk: int) -> CouncilMember:
    """A seat of such a council."""
    council = find(request, pk)
    member = get_object_or_404(CouncilMember.objects.select_related("person"), pk=member_pk, council=council)
    member.council = council
    return member


def posted(request: SignedIn) -> Any:
    """What a form is bound to: nothing while it is only looked at."""
    return request.POST if request.method == "POST" else None


def crumbs(council: Council | None = None) -> list[tuple[str, str]]:
    """The way back."""
    way = [("Hội đồng", reverse("councils:list"))]
    return [*way, (council.name, reverse("councils:council", args=[council.pk]))] if council else way


def _body(request: SignedIn) -> Unit:
    """``?co-quan=`` where somebody works for several bodies, else the first; foreign is 404."""
    found = request.roles.body_ids(*permissions.FOUNDERS)
    if not found:
        refuse_if_any(permissions.can_set_up(request.roles, None))
    wanted = request.GET.get("co-quan", "")
    bodies = Unit.objects.filter(pk__in=found).order_by("pk")
    for body in bodies:
        if not wanted or str(body.pk) == wanted:
            return body
    raise Http404


@BOTH
def found(request: SignedIn) -> HttpResponse:
    """Enter a council; its page then asks for members."""
    body = _body(request)
    law = law_defaults(today(request))
    place = body.name.removeprefix("UBND ")
    start = {"name": f"Hội đồng Thi đua - Khen thưởng {place}", **law.initial}
    form = CouncilForm(posted(request), initial=start)
    known = [("Đã có", each.name) for each in queries.councils(request.roles) if each.body_id == body.pk]
    made: list[Council] = []

    def act() -> None:
        made.append(actions.found_council(body=body, facts=form.facts(), by=request.user, at=request.now))

    def done() -> HttpResponse:
        messages.success(request, f"Đã lập {made[0]}. Thêm thành viên theo quyết định.")
        return redirect("councils:council", pk=made[0].pk)

    return form_page(
        request,
        form,
        act,
        title="Lập Hội đồng",
        lede="Ghi theo quyết định thành lập và quy chế hoạt động của Hội đồng.",
        button="Lập Hội đồng",
        back=reverse("councils:list"),
        crumbs=crumbs(),
        eyebrow=body.name,
        notes=[*known, *law.notes],
        done=done,
        template="councils/found.html",
        more={"body": body},
    )


@BOTH
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Change name, decision and rules."""
    council = find(request, pk)
    form = CouncilForm(posted(request), initial=typed(council))
    return form_page(
        request,
        form,
        lambda: actions.edit_council(
            council=council,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts(),
            by=request.user,
            at=request.now,
        ),
        title=f"Sửa quy tắc: {council.name}",
        lede="Phiên họp đã khai mạc vẫn theo quy tắc lúc khai mạc; phiên họp sau theo quy tắc mới.",
        button="Lưu quy tắc",
        back=reverse("councils:council", args=[pk]),
        crumbs=crumbs(council),
        notes=law_defaults(today(request)).notes,
        said="Đã lưu quyết định thành lập, quy tắc.",
    )


@BOTH
def member_new(request: SignedIn, pk: int) -> HttpResponse:
    """Give somebody a seat."""
    council = find(request, pk)
    form = MemberForm(posted(request), council=council, day=today(request))
    return form_page(
        request,
        form,
        lambda: actions.add_member(council=council, **form.cleaned_data, by=request.user, at=request.now),
        title="Thêm thành viên Hội đồng",
        button="Thêm thành viên",
        back=reverse("councils:council", args=[pk]),
        crumbs=crumbs(council),
        suggestions=queries.likely_members(council, today(request)),
        said="Đã thêm thành viên.",
    )


@BOTH
def member_duty(request: SignedIn, pk: int, member_pk: int) -> HttpResponse:
    """Give a member another duty."""
    member = find_member(request, pk, member_pk)
    form = DutyForm(posted(request), member=member, day=today(request))
    return form_page(
        request,
        form,
        lambda: actions.change_duty(member=member, **form.cleaned_data, by=request.user, at=request.now),
        title=f"Đổi chức danh: {member.person}",
        lede=f"Đang là {member.get_duty_display()} của {member.council.name}.",
        button="Đổi chức danh",
        back=reverse("councils:council", args=[pk]),
        crumbs=crumbs(member.council),
        said="Đã đổi chức danh.",
    )


@BOTH
def member_end(request: SignedIn, pk: int, member_pk: int) -> HttpResponse:
    """End a seat."""
    member = find_member(request, pk, member_pk)
    form = LastDayForm(posted(request), member=member, day=today(request))
    return form_page(
        request,
        form,
        lambda: actions.end_member(member=member, **form.cleaned_data, by=request.user, at=request.now),
        title=f"Thôi thành viên: {member.person}",
        lede="Các phiên họp đã qua giữ nguyên tên và phiếu. Ghi nhầm thì điền ngày liền trước ngày bắt đầu.",
        button="Ghi ngày cuối",
        back=reverse("councils:council", args=[pk]),
        crumbs=crumbs(member.council),
        said="Đã ghi ngày cuối.",
    )
