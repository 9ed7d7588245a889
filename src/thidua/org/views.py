"""Signing in and out, the person's own page, the training clock."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.org import training
from thidua.org.forms import SignInForm
from thidua.org.middleware import SignedIn
from thidua.org.models import User
from thidua.ui import clock
from thidua.ui import views as ui_views


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The sign-in page."""

    template_name = "org/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The demo shows its accounts and their one password."""
        shown = training.password()
        more = {"demo_password": shown, "demo_accounts": training.accounts(clock.today()) if shown else []}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            user = form.get_user()
            journal.record(by=user, at=clock.now(), act="user.sign_in", thing=user, sentence=f"{user} đăng nhập")
        return response


@require_POST
def sign_out(request: SignedIn) -> HttpResponse:
    """Sign out; the session is gone."""
    user = request.user
    with transaction.atomic():
        journal.record(by=user, at=clock.now(), act="user.sign_out", thing=user, sentence=f"{user} đăng xuất")
        logout(request)
    return redirect("org:login")


@require_GET
def profile(request: SignedIn) -> HttpResponse:
    """Who I am here: person, posts, roles."""
    user = User.objects.select_related("person").get(pk=request.user.pk)
    posts = user.person.posts.select_related("unit") if user.person else []
    return render(request, "org/profile.html", {"account": user, "posts": posts, "grants": request.roles.grants})


@require_http_methods(["GET", "POST"])
def training_clock(request: SignedIn) -> HttpResponse:
    """The frame's page of the training clock, with the journal entry that every change leaves."""
    before = clock.now()
    response = ui_views.training_clock(request)
    if request.method == "POST" and response.status_code == 302:
        after = clock.now()
        with transaction.atomic():
            journal.record(
                by=request.user,
                at=before,
                act="clock.set",
                thing=request.user,
                sentence=f"Đặt đồng hồ tập luyện tới {after:%H:%M} ngày {vietnamese.date_short(after.date())}",
            )
    return response
