"""Addresses for the tests of the frame: the style guide, a form, and views that fail in each way."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

from thidua.plans.model import Source
from thidua.rules.findings import Finding, Refused
from thidua.ui import sample

FORM_PAGE = """{% extends "ui/base.html" %}{% block title %}Ghi quyết định{% endblock %}
{% block heading %}Ghi quyết định{% endblock %}
{% block content %}{% error_summary form "trước khi ghi" %}
<form method="post" enctype="multipart/form-data" class="form" id="mau" data-guard data-autosave="/luu/">{% csrf_token %}
<p class="saved" data-saved="mau"></p>{% fields form %}
<div class="form-foot"><button class="btn primary">Ghi quyết định</button></div></form>{% endblock %}"""
RULE = Finding("quota.over", "error", "Đề nghị 5 tập thể, chỉ có 04 chỗ.", {}, Source("III.2.a"))
SECOND = Finding("paper.missing", "error", "Thiếu biên bản họp.", {}, Source("IV.2.b"))
RACE = Finding("dossier.stale", "error", "Bà Ngân vừa tiếp nhận hồ sơ này lúc 08:41.")
SEEN: list[str] = []


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        SEEN.append(request.POST.get("name", ""))
    page = engines["django"].from_string(FORM_PAGE)
    bound = sample.SampleForm(request.POST, request.FILES) if request.method == "POST" else sample.SampleForm()
    return HttpResponse(page.render({"form": bound}, request))


@login_not_required
def save(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"saved": "08:40", "name": request.POST.get("name")})


@login_not_required
def refuse(request: HttpRequest) -> HttpResponse:
    raise Refused([RULE, SECOND])


@login_not_required
def race(request: HttpRequest) -> HttpResponse:
    raise Refused([RACE])


@login_not_required
def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Việc này của thư ký Hội đồng.")


@login_not_required
def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("x")


@login_not_required
def crash(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("bí mật của máy chủ")


@login_not_required
def login(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/login.html", {"form": sample.SampleForm()})


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/base.html")


movements = ([path("", empty, name="list")], "movements")
urlpatterns = [
    path("", include("thidua.ui.urls")),
    path("", empty, name="home"),
    path("phong-trao/", include(movements)),
    path("mau/", form),
    path("luu/", save),
    path("tu-choi/", refuse),
    path("cham/", race),
    path("cam/", forbid),
    path("la/", suspicious),
    path("hong/", crash),
    path("dang-nhap/", login),
]
handler400 = "thidua.ui.views.bad_request"
handler403 = "thidua.ui.views.forbidden"
handler404 = "thidua.ui.views.not_found"
handler500 = "thidua.ui.views.server_error"
