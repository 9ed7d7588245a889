"""The layouts of an office's papers: which are prescribed, which only reconstructed, which are the office's own."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.documents.template_fields import FIELDS
from thidua.documents.templates import MEANINGS
from thidua.org.middleware import SignedIn
from thidua.org.models import Unit
from thidua.records import files, layouts
from thidua.records.models import PaperTemplate
from thidua.rules.findings import Refused
from thidua.ui.forms import FileField, UiForm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STANDINGS = {
    "L": "Theo quy định",
    "L?": "Mẫu tham khảo, dựng lại từ mô tả, chưa đối chiếu nguyên văn",
    "C": "Theo thông lệ",
    "P": "Theo quy định của tỉnh hoặc của kế hoạch",
    "P/C": "Theo quy định của tỉnh, của kế hoạch hoặc thông lệ",
}


class TemplateForm(UiForm, forms.Form):
    """One DOCX file."""

    file = FileField(label="Tệp Word (.docx)", help_text="Các ô viết dạng {{ ten_o }}, tên ô ở bảng bên dưới.")


def _body(request: SignedIn) -> Unit:
    """The body whose administrator this is; 404 for everybody else."""
    bodies = request.roles.body_ids("admin")
    if not bodies:
        raise Http404
    return Unit.objects.get(pk=min(bodies))


@require_GET
def layouts_list(request: SignedIn) -> HttpResponse:
    """All papers the program prints, with the standing of each layout."""
    body = _body(request)
    own = {t.kind: t for t in PaperTemplate.objects.filter(body=body, withdrawn_at=None)}
    # Names, not classes: a template calls whatever can be called.
    rows = [
        (kind, paper.NAME, paper.STANDING, STANDINGS.get(paper.STANDING, ""), own.get(kind))
        for kind, paper in layouts.KINDS.items()
    ]
    return render(request, "records/layouts.html", {"rows": rows, "body": body})


@require_http_methods(["GET", "POST"])
def layout(request: SignedIn, kind: str) -> HttpResponse:
    """One paper: its placeholders, the office's own layout, and the act that puts one in use."""
    body = _body(request)
    if kind not in layouts.KINDS:
        raise Http404
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            layouts.use_template(
                body=body, kind=kind, name=upload.name, data=upload.read(), by=request.user, at=request.now
            )
        except Refused as refused:
            for finding in refused.findings:
                form.add_error("file" if finding.field == "file" else None, finding.message)
        else:
            messages.success(request, f"Từ nay {layouts.KINDS[kind].NAME} in theo mẫu của cơ quan.")
            return redirect("records:layout", kind)
    paper = layouts.KINDS[kind]
    context = {
        "form": form,
        "kind": kind,
        "name": paper.NAME,
        "standing": STANDINGS.get(paper.STANDING, ""),
        "fields": [(name, MEANINGS[name]) for name in FIELDS[kind]],
        "history": PaperTemplate.objects.filter(body=body, kind=kind).select_related("by__person"),
    }
    return render(request, "records/layout.html", context)


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """Back to the program's own layout."""
    template = get_object_or_404(PaperTemplate, pk=pk, body=_body(request))
    layouts.withdraw_template(template=template, by=request.user, at=request.now)
    messages.success(request, "Đã trở về mẫu của chương trình.")
    return redirect("records:layout", template.kind)


@require_GET
def download(request: SignedIn, pk: int) -> HttpResponse:
    """The office's own file, as it was uploaded."""
    template = get_object_or_404(PaperTemplate.objects.select_related("file"), pk=pk, body=_body(request))
    response = HttpResponse(files.read(template.file), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="mau-{template.pk}.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
