"""Administration: accounts, one-time passwords, roles; and the own password of everybody."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.org import actions, queries
from thidua.org.accounts import suggested_name
from thidua.org.answering import form_page, need_admin, one_body, paged, today
from thidua.org.forms_admin import AccountForm, ConfirmForm, EndForm, GrantForm, OwnPasswordForm
from thidua.org.middleware import SignedIn
from thidua.org.models import RoleGrant, User
from thidua.org.views_people import find as find_person
from thidua.org.views_units import BOTH, posted
from thidua.plans.vocabulary import ROLES


def find(request: SignedIn, pk: int) -> User:
    """An account of a person of a body the user administers: foreign is 404, without the role a reason."""
    rows = User.objects.select_related("person__body").filter(person__body_id__in=request.roles.all_body_ids)
    user = get_object_or_404(rows, pk=pk)
    need_admin(request, user.person.body_id if user.person else None)
    return user


def crumbs(user: User | None = None) -> list[tuple[str, str]]:
    """The way back to the list, and to the account."""
    way = [("Quản trị", reverse("org:admin")), ("Tài khoản", reverse("org:accounts"))]
    return [*way, (user.username, reverse("org:account", args=[user.pk]))] if user else way


@require_GET
def listing(request: SignedIn) -> HttpResponse:
    """Accounts of the body by given name, those of one role when asked for."""
    body, text, role = one_body(request), request.GET.get("tim", "").strip()[:100], request.GET.get("vai-tro", "")
    rows = queries.listed_accounts(body, today(request), role=role, text=text)
    context = {"body": body, "page": paged(request, rows), "text": text, "role": role, "roles": ROLES.items()}
    return render(request, "org/accounts.html", context)


@require_GET
def show(request: SignedIn, pk: int) -> HttpResponse:
    """One account: state, roles of past, today and later."""
    user, day = find(request, pk), today(request)
    rows = user.grants.filter(unit__body_id__in=request.roles.body_ids("admin"))
    grants = [(grant, _standing(grant, day)) for grant in rows.select_related("unit").order_by("role", "-since", "pk")]
    return render(request, "org/account.html", {"account": user, "grants": grants, "own": user.pk == request.user.pk})


def _standing(grant: RoleGrant, day: date) -> str:
    """Where a role stands on a day: held, later, ended, or never (ended before it began)."""
    if grant.until and grant.until < grant.since:
        return "never"
    if grant.until and grant.until < day:
        return "ended"
    return "later" if grant.since > day else "held"


@BOTH
def new(request: SignedIn, pk: int) -> HttpResponse:
    """Open an account for a person; the password is shown on the next page, once."""
    person = find_person(request, pk)
    if request.method == "GET" and hasattr(person, "user"):
        return redirect("org:account", pk=person.user.pk)
    form = AccountForm(posted(request), initial={"username": suggested_name(person)})
    made: list[tuple[User, str]] = []

    def act() -> None:
        name = form.cleaned_data["username"]
        made.append(actions.create_account(person=person, username=name, by=request.user, at=request.now))

    return form_page(
        request,
        form,
        act,
        title=f"Lập tài khoản cho {person}",
        lede="Mật khẩu dùng một lần hiện ở trang sau và chỉ hiện một lần.",
        button="Lập tài khoản",
        back=reverse("org:person", args=[pk]),
        crumbs=crumbs(),
        done=lambda: _shown_once(request, *made[0]),
    )


def _shown_once(request: SignedIn, user: User, password: str) -> HttpResponse:
    """The only page that ever shows a password; no cache may keep it."""
    response = render(request, "org/password_once.html", {"account": user, "one_time": password})
    response["Cache-Control"] = "no-store"
    return response


@BOTH
def reset(request: SignedIn, pk: int) -> HttpResponse:
    """A new one-time password."""
    user = find(request, pk)
    form = ConfirmForm(posted(request))
    made: list[str] = []
    return form_page(
        request,
        form,
        lambda: made.append(actions.reset_password(user=user, by=request.user, at=request.now)),
        title=f"Đặt lại mật khẩu của {user.display_name}",
        lede="Mật khẩu cũ hết hiệu lực và mọi phiên đang mở kết thúc ngay. Người dùng được báo tin.",
        button="Cấp mật khẩu mới",
        back=reverse("org:account", args=[pk]),
        crumbs=crumbs(user),
        done=lambda: _shown_once(request, user, made[0]),
    )


@BOTH
def lock(request: SignedIn, pk: int) -> HttpResponse:
    """Lock an account: its sessions end at once."""
    user = find(request, pk)
    return form_page(
        request,
        ConfirmForm(posted(request)),
        lambda: actions.deactivate(user=user, by=request.user, at=request.now),
        title=f"Khóa tài khoản của {user.display_name}",
        lede="Mọi phiên đang mở kết thúc ngay và không đăng nhập lại được. Việc đã làm và vai trò đã ghi vẫn còn.",
        button="Khóa tài khoản",
        back=reverse("org:account", args=[pk]),
        crumbs=crumbs(user),
        said="Đã khóa tài khoản.",
    )


@BOTH
def unlock(request: SignedIn, pk: int) -> HttpResponse:
    """Unlock an account with a new one-time password."""
    user = find(request, pk)
    made: list[str] = []
    return form_page(
        request,
        ConfirmForm(posted(request)),
        lambda: made.append(actions.reactivate(user=user, by=request.user, at=request.now)),
        title=f"Mở khóa tài khoản của {user.display_name}",
        lede="Mật khẩu mới dùng một lần hiện ở trang sau.",
        button="Mở khóa",
        back=reverse("org:account", args=[pk]),
        crumbs=crumbs(user),
        done=lambda: _shown_once(request, user, made[0]),
    )


@BOTH
def grant_new(request: SignedIn, pk: int) -> HttpResponse:
    """Give an account a role."""
    user, day = find(request, pk), today(request)
    assert user.person is not None  # it was found through its person
    post = queries.post_on(user.person, day)
    units = [user.person.body, *queries.live_units(user.person.body, day).order_by("name_fold", "pk")]
    form = GrantForm(posted(request), units=units, unit=post.unit if post else None, day=day)
    return form_page(
        request,
        form,
        lambda: actions.grant_role(user=user, **form.cleaned_data, by=request.user, at=request.now),
        title=f"Giao vai trò cho {user.display_name}",
        lede=f"Đang là {post.title}, {post.unit}." if post else "Chưa ghi chức vụ nào đang giữ.",
        button="Giao vai trò",
        back=reverse("org:account", args=[pk]),
        crumbs=crumbs(user),
        said="Đã giao vai trò.",
    )


@BOTH
def grant_end(request: SignedIn, pk: int) -> HttpResponse:
    """End a role on a day."""
    rows = RoleGrant.objects.select_related("unit", "user__person")
    grant = get_object_or_404(rows.filter(unit__body_id__in=request.roles.all_body_ids), pk=pk)
    need_admin(request, grant.unit.body_id)
    form = EndForm(posted(request), day=today(request), label="Ngày cuối giữ vai trò", seen=grant.until)

    def act() -> None:
        grant.until = form.cleaned_data["seen"]  # the role as this person saw it
        actions.end_role(grant=grant, last_day=form.cleaned_data["last_day"], by=request.user, at=request.now)

    return form_page(
        request,
        form,
        act,
        title=f"Kết thúc vai trò: {grant.get_role_display()}",
        lede=f"{grant.user.display_name}, {grant.unit}. Ghi ngày hôm qua để vai trò hết hiệu lực ngay.",
        button="Kết thúc vai trò",
        back=reverse("org:account", args=[grant.user_id]),
        crumbs=crumbs(grant.user),
        said="Đã kết thúc vai trò.",
    )


@BOTH
def own_password(request: SignedIn) -> HttpResponse:
    """Everybody changes the own password here; after a one-time password this is the only page."""
    user = User.objects.get(pk=request.user.pk)
    form = OwnPasswordForm(posted(request))

    def act() -> None:
        given = form.cleaned_data
        actions.change_own_password(user=user, old=given["old_password"], new=given["new_password"], at=request.now)

    def done() -> HttpResponse:
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đổi mật khẩu. Các phiên khác của tài khoản này đã kết thúc.")
        return redirect("home")

    return form_page(
        request,
        form,
        act,
        title="Đổi mật khẩu",
        lede="Mật khẩu vừa dùng do người quản trị cấp, phải đổi trước khi làm việc."
        if user.must_change_password
        else "",
        button="Đổi mật khẩu",
        back=reverse("org:profile"),
        done=done,
    )
