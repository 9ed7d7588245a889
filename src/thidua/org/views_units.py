"""Administration: the overview, and units with what they carry on."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.org import actions, queries
from thidua.org.answering import form_page, need_admin, one_body, paged, today
from thidua.org.forms_admin import AboveForm, EndForm, OriginForm, UnitForm
from thidua.org.middleware import SignedIn
from thidua.org.models import UNIT_ROLES, Unit, in_force

BOTH = require_http_methods(["GET", "POST"])


def find(request: SignedIn, pk: int) -> Unit:
    """A unit of a body the user administers: foreign is 404, without the role a reason."""
    rows = Unit.objects.select_related("body", "parent").filter(body_id__in=request.roles.all_body_ids)
    unit = get_object_or_404(rows, pk=pk)
    need_admin(request, unit.body_id)
    return unit


def posted(request: SignedIn) -> object:
    """What a form is bound to: nothing while it is only looked at."""
    return request.POST if request.method == "POST" else None


@require_GET
def overview(request: SignedIn) -> HttpResponse:
    """What is set up in the body and what is still missing."""
    body, day = one_body(request), today(request)
    context = {
        "body": body,
        "several": len(request.roles.body_ids("admin")) > 1,
        "units": queries.live_units(body, day).count(),
        "people": body.people.count(),
        "accounts": queries.listed_accounts(body, day).filter(is_active=True).count(),
        "roles": queries.role_holders(body, day),
        "without_head": queries.units_without(body, day, "unit_head").count(),
        "without_clerk": queries.units_without(body, day, "unit_clerk").count(),
    }
    return render(request, "org/admin.html", context)


@require_GET
def listing(request: SignedIn) -> HttpResponse:
    """Units of the body by name, live or ended."""
    body, text = one_body(request), request.GET.get("tim", "").strip()[:100]
    ended = request.GET.get("tinh-trang") == "cu"
    rows = queries.listed_units(body, today(request), text=text, ended=ended)
    context = {"body": body, "page": paged(request, rows), "text": text, "ended": ended}
    return render(request, "org/units.html", context)


@require_GET
def show(request: SignedIn, pk: int) -> HttpResponse:
    """One unit: facts, what it carries on, people and roles of today."""
    unit, day = find(request, pk), today(request)
    context = {
        "unit": unit,
        "origins": unit.origins.select_related("predecessor").order_by("on", "pk"),
        "successions": unit.successions.select_related("successor").order_by("on", "pk"),
        "staff": queries.staff_of(unit, day),
        "grants": unit.grants.filter(in_force(day)).select_related("user__person").order_by("role", "pk"),
        "over": bool(unit.dissolved_on and unit.dissolved_on < day),
    }
    return render(request, "org/unit.html", context)


@BOTH
def new(request: SignedIn) -> HttpResponse:
    """Add a unit."""
    body = one_body(request)
    form = UnitForm(posted(request), body=body, units=queries.live_units(body, today(request)))
    back = reverse("org:units") + f"?co-quan={body.pk}"
    return form_page(
        request,
        form,
        lambda: actions.add_unit(body=body, facts=form.facts(), by=request.user, at=request.now),
        title="Thêm đơn vị",
        button="Thêm đơn vị",
        back=back,
        crumbs=[("Quản trị", reverse("org:admin")), ("Đơn vị", back)],
        eyebrow=body.name,
        said="Đã thêm đơn vị.",
    )


@BOTH
def above(request: SignedIn) -> HttpResponse:
    """Enter the body over the body of the page."""
    body = one_body(request)
    form = AboveForm(posted(request), body=body)
    return form_page(
        request,
        form,
        lambda: actions.set_above(
            body=body,
            version=form.cleaned_data["version"] or 0,
            above=form.cleaned_data["above"],
            by=request.user,
            at=request.now,
        ),
        title="Cơ quan cấp trên",
        lede="Kế hoạch hai cấp chỉ tự nối với nhau khi cơ quan cấp trên đã ghi ở đây, vì nhiều nơi có xã, phường trùng tên. "
        "Phong trào đã nối trước đó giữ nguyên.",
        button="Ghi cơ quan cấp trên",
        back=f"{reverse('org:admin')}?co-quan={body.pk}",
        crumbs=[("Quản trị", reverse("org:admin"))],
        eyebrow=body.name,
        said="Đã ghi cơ quan cấp trên.",
    )


@BOTH
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Correct what is known about a unit."""
    unit = find(request, pk)
    assert unit.body is not None  # it was found through its body
    form = UnitForm(posted(request), body=unit.body, unit=unit, units=queries.live_units(unit.body, today(request)))
    return form_page(
        request,
        form,
        lambda: actions.edit_unit(
            unit=unit, version=form.cleaned_data["version"] or 0, facts=form.facts(), by=request.user, at=request.now
        ),
        title=f"Sửa thông tin: {unit}",
        button="Lưu thông tin",
        back=reverse("org:unit", args=[pk]),
        crumbs=[("Quản trị", reverse("org:admin")), ("Đơn vị", reverse("org:units"))],
        said="Đã lưu thông tin đơn vị.",
    )


@BOTH
def dissolve(request: SignedIn, pk: int) -> HttpResponse:
    """End a unit on a day."""
    unit, day = find(request, pk), today(request)
    form = EndForm(posted(request), day=day, label="Ngày cuối hoạt động", version=unit.version)
    open_ = Q(until=None) | Q(until__gt=day)
    return form_page(
        request,
        form,
        lambda: actions.dissolve_unit(unit=unit, **form.cleaned_data, by=request.user, at=request.now),
        title=f"Ghi giải thể: {unit}",
        lede="Chức vụ và vai trò tại đơn vị kết thúc cùng ngày. Hồ sơ và lịch sử vẫn còn nguyên.",
        button="Ghi giải thể",
        back=reverse("org:unit", args=[pk]),
        crumbs=[("Quản trị", reverse("org:admin")), ("Đơn vị", reverse("org:units"))],
        notes=[
            ("Chức vụ sẽ kết thúc", unit.posts.filter(open_).count()),
            ("Vai trò sẽ kết thúc", unit.grants.filter(open_, role__in=UNIT_ROLES).count()),
        ],
        said="Đã ghi giải thể.",
    )


@BOTH
def origin(request: SignedIn, pk: int) -> HttpResponse:
    """Record what a unit carries on."""
    unit = find(request, pk)
    assert unit.body is not None  # it was found through its body
    units = queries.all_units(unit.body).exclude(pk=pk)
    form = OriginForm(posted(request), units=units, day=unit.formed_on)

    def done() -> HttpResponse:
        messages.success(request, "Đã ghi đơn vị tiền thân.")
        return redirect("org:unit", pk=pk)

    return form_page(
        request,
        form,
        lambda: actions.add_origin(unit=unit, **form.cleaned_data, by=request.user, at=request.now),
        title=f"Đơn vị tiền thân của {unit}",
        lede="Khi so với năm trước, đơn vị có đúng một tiền thân được so với kết quả của tiền thân đó; có nhiều tiền thân thì không có cơ sở so sánh.",
        button="Ghi đơn vị tiền thân",
        back=reverse("org:unit", args=[pk]),
        crumbs=[("Quản trị", reverse("org:admin")), ("Đơn vị", reverse("org:units"))],
        done=done,
    )
