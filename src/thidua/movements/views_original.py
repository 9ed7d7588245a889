"""The signed paper of a plan: what is kept of each version, attaching it, and files that were replaced."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.documents import vietnamese
from thidua.documents.files import MAX_SIZE
from thidua.movements import originals, permissions
from thidua.movements.answering import attachment, attempt, find
from thidua.movements.models import FormerOriginal, Movement, PlanVersion
from thidua.org.middleware import SignedIn
from thidua.records import files
from thidua.rules.findings import refuse_if_any
from thidua.ui.forms import FileField, TextField, UiForm


class OriginalForm(UiForm):
    """The signed PDF; with one there already, why it is replaced. ``seen``: hash of the one the page shows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    signed = FileField(label="Bản PDF đã ký", help_text="Tối đa 20 MB, giữ đúng nguyên tệp đã ký.")
    reason = TextField(label="Lý do thay bản đang lưu", required=False, max_length=1000, help_text="Ít nhất 10 ký tự.")

    def __init__(self, data: Any = None, files: Any = None, *, version: PlanVersion) -> None:
        shown = version.original.sha256 if version.original else ""
        super().__init__(data, files, initial={"seen": shown})
        self.fields["signed"].widget.attrs |= {"accept": ".pdf", "data-most": MAX_SIZE}
        if version.original is None:
            del self.fields["reason"]

    def clean_signed(self) -> Any:
        """Refuse what is too large before it is read into memory."""
        file = self.cleaned_data["signed"]
        if file and file.size > MAX_SIZE:
            size = vietnamese.decimal(file.size / 2**20, 1)
            raise ValidationError(f"Tệp nặng {size} MB, vượt giới hạn 20 MB. Giảm dung lượng rồi chọn lại.")
        return file


@require_http_methods(["GET", "POST"])
def original(request: SignedIn, slug: str) -> HttpResponse:
    """Signed papers of every version; the office attaches or replaces the one of the version in force (or ``?ban=``)."""
    movement = find(request, slug)
    may = movement.state != "draft" and not permissions.can_run(request.roles, movement)
    if request.method == "POST":
        refuse_if_any(permissions.can_run(request.roles, movement))
    versions = movement.plan_versions.select_related("original", "amendment").prefetch_related(
        "former_originals__file", "former_originals__by__person"
    )
    issued = [each for each in versions if each.issued_on]
    asked = request.GET.get("ban", "")
    chosen = next((each for each in issued if str(each.number) == asked), None)
    version = chosen or next((each for each in issued if each.in_force), None)
    if version is None:
        messages.info(request, "Kế hoạch chưa phát động; bản đã ký được gắn khi phát động hoặc sau đó.")
        return redirect("boards:movement", slug=slug)
    version.movement = movement
    form = OriginalForm(request.POST or None, request.FILES or None, version=version)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        status = attempt(form, lambda: _attach(request, version, form.cleaned_data))
        if not status:
            messages.success(request, "Đã gắn bản đã ký.")
            return redirect(f"{reverse('movements:original', args=[slug])}?ban={version.number}")
    context = {"movement": movement, "versions": issued, "version": version, "form": form, "may": may}
    return render(request, "movements/original.html", context, status=status)


def _attach(request: SignedIn, version: PlanVersion, given: dict[str, Any]) -> None:
    file = given["signed"]
    originals.attach(
        version=version,
        name=file.name,
        data=file.read(),
        seen=given["seen"],
        reason=given.get("reason", ""),
        by=request.user,
        at=request.now,
    )


@require_GET
def former(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """A signed paper that was replaced, byte by byte, for everybody who sees the movement."""
    movement: Movement = find(request, slug)
    row = get_object_or_404(FormerOriginal.objects.select_related("file"), pk=pk, version__movement=movement)
    return attachment(files.read(row.file), f"ke-hoach-{slug}-cu-{pk}.pdf", "pdf")
