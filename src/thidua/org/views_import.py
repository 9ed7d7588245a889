"""Administration: lists from Excel – template, preview with every bad row, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.org import importing
from thidua.org.answering import one_body
from thidua.org.importing import Row, What
from thidua.org.middleware import SignedIn
from thidua.org.models import Unit
from thidua.org.views_units import BOTH
from thidua.rules.findings import Finding, Refused
from thidua.ui.forms import FileField, UiForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "org.import"
KEPT_FOR = 4 * 60 * 60  # seconds between preview and confirmation
SHOWN = 100
LISTS = {"don-vi": "org:units", "nguoi": "org:people"}


class ListForm(UiForm):
    """The filled-in list."""

    file = FileField(label="Tệp Excel", help_text="Tệp .xlsx theo mẫu, tối đa 2 MB và 1.000 dòng.")

    def clean_file(self) -> Any:
        """Too large a file is refused before it is opened."""
        file = self.cleaned_data["file"]
        if file.size > importing.MAX_BYTES:
            self.add_error("file", "Tệp quá lớn, chỉ nhận tối đa 2 MB.")
        return file


def _what(slug: str) -> What:
    if slug not in importing.WHAT:
        raise Http404
    return importing.WHAT[slug]


@require_GET
def template(request: SignedIn, slug: str) -> HttpResponse:
    """The empty list as an Excel file."""
    one_body(request)
    response = HttpResponse(importing.template(_what(slug)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="danh-sach-{slug}.xlsx"'
    return response


@BOTH
def upload(request: SignedIn, slug: str) -> HttpResponse:
    """Choose a file, look at what it would do, confirm. Nothing is written before the confirmation."""
    body, what = one_body(request), _what(slug)
    if request.method == "POST" and "payload" in request.POST:
        return _confirm(request, body, what)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        rows, whole = importing.read(what, form.cleaned_data["file"].read())
        if whole:
            for problem in whole:
                form.add_error("file", problem.message)
        else:
            importing.try_out(body=body, what=what, rows=rows, at=request.now)
            return _preview(request, body, what, rows)
    context = {"form": form, "body": body, "what": what, "back": reverse(LISTS[slug])}
    return render(request, "org/import.html", context, status=status)


def _preview(request: SignedIn, body: Unit, what: What, rows: list[Row]) -> HttpResponse:
    bad = [row for row in rows if row.reasons]
    good = [row for row in rows if not row.reasons]
    context = {
        "body": body,
        "what": what,
        "bad": [(row, ", ".join(text for _, text in row.cells(what) if text)) for row in bad[:SHOWN]],
        "good": [(row, row.cells(what)) for row in good[:SHOWN]],
        "bad_count": len(bad),
        "good_count": len(good),
        "shown": SHOWN,
        "payload": "" if bad else signing.dumps([what.slug, body.pk, importing.packed(rows)], salt=SALT, compress=True),
    }
    return render(request, "org/import_preview.html", context, status=422 if bad else 200)


def _confirm(request: SignedIn, body: Unit, what: What) -> HttpResponse:
    try:
        slug, body_pk, data = signing.loads(request.POST["payload"], salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        slug, body_pk, data = "", 0, []
    if (slug, body_pk) != (what.slug, body.pk):
        text = "Bản xem trước này đã cũ; chọn lại tệp để xem bản mới."
        raise Refused([Finding("stale", "error", text)])
    rows = importing.unpacked(data)
    count = importing.import_rows(body=body, what=what, rows=rows, by=request.user, at=request.now)
    messages.success(request, f"Đã nhập {count} {what.name}.")
    return redirect(reverse(LISTS[what.slug]) + f"?co-quan={body.pk}")
