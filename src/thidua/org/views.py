"""Signing in and out, the person's own page, the training clock."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.org.forms import ClockForm, SignInForm
from thidua.org.models import User
from thidua.ui import clock


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The sign-in page."""

    template_name = "org/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:
        with transaction.atomic():
            response = super().form_valid(form)
            user = form.get_user()
            journal.record(by=user, at=clock.now(), act="user.sign_in", thing=user, sentence=f"{user} đăng nhập")
        return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; the session is gone."""
    user = request.user
    with transaction.atomic():
        journal.record(by=user, at=clock.now(), act="user.sign_out", thing=user, sentence=f"{user} đăng xuất")  # type: ignore[arg-type]
        logout(request)
    return redirect("org:login")


@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here: person, posts, roles."""
    user = User.objects.select_related("person").get(pk=request.user.pk)
    posts = user.person.posts.select_related("unit") if user.person else []
    return render(request, "org/profile.html", {"account": user, "posts": posts, "grants": request.roles.grants})  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def set_clock(request: HttpRequest) -> HttpResponse:
    """Move the training clock; absent outside demo and tests."""
    if not settings.THIDUA_TRAINING_CLOCK:
        raise Http404
    now = clock.now()
    local = timezone.localtime(now)
    form = ClockForm(request.POST or None, initial={"day": local.date(), "time": local.strftime("%H:%M")})
    if request.method == "POST" and form.is_valid():
        target = datetime.combine(form.cleaned_data["day"], form.cleaned_data["time"], timezone.get_default_timezone())
        with transaction.atomic():
            journal.record(
                by=request.user,  # type: ignore[arg-type]
                at=now,
                act="clock.set",
                thing=request.user,  # type: ignore[arg-type]
                sentence=f"Đặt đồng hồ tập luyện tới {vietnamese.date_short(target.date())} {target:%H:%M}",
            )
        clock.set_to(target)
        messages.success(
            request, f"Đồng hồ tập luyện đang ở {target:%H:%M} ngày {vietnamese.date_short(target.date())}."
        )
        return redirect("home")
    return render(request, "org/clock.html", {"form": form})
