"""Forms of drafts other than those of single facts (``kinds``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from thidua.documents import vietnamese
from thidua.documents.files import MAX_SIZE
from thidua.drafting.uploads import ACCEPT
from thidua.movements.forms import LaunchForm
from thidua.org.models import Unit
from thidua.ui.forms import FileField, ReasonField, UiForm


class VersionForm(UiForm):
    """Nothing but the version a person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class UploadForm(UiForm):
    """The document, and the body where the person works for several."""

    body = forms.TypedChoiceField(label="Cơ quan ban hành kế hoạch", coerce=int)
    file = FileField(
        label="Tệp kế hoạch",
        help_text="DOCX, PDF, bản quét PDF, ảnh JPG hoặc PNG, tệp chữ TXT. Tối đa 20 MB, 60 trang.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, bodies: Sequence[Unit]) -> None:
        super().__init__(data, files, initial={"body": bodies[0].pk} if len(bodies) == 1 else None)
        self.fields["body"].choices = [(body.pk, body.name) for body in bodies]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
        self.fields["file"].widget.attrs |= {"accept": ACCEPT, "data-most": MAX_SIZE}

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read into memory."""
        return _small(self.cleaned_data["file"])


def _small(file: Any) -> Any:
    if file and file.size > MAX_SIZE:
        size = vietnamese.decimal(file.size / 2**20, 1)
        raise ValidationError(f"Tệp nặng {size} MB, vượt giới hạn 20 MB. Giảm dung lượng hoặc tách tệp.")
    return file


class InsistForm(VersionForm):
    """Why a document is reviewed although it seemed to launch nothing."""

    reason = ReasonField(label="Vì sao vẫn duyệt như kế hoạch phát động")


class WaiveForm(UiForm):
    """Why a remark may stand."""

    reason = ReasonField(label="Lý do bỏ qua")


class DraftLaunchForm(LaunchForm):
    """As for any plan, with the signed PDF."""

    signed = FileField(label="Bản PDF đã ký", required=False)

    def __init__(self, data: Any = None, files: Any = None, *, has_pdf: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if files is not None:
            self.files = files
        field = self.fields["signed"]
        field.widget.attrs |= {"accept": ".pdf", "data-most": MAX_SIZE}
        field.help_text = "Tối đa 20 MB, giữ đúng nguyên tệp đã ký cùng hồ sơ phong trào." + (
            " Để trống thì lấy tệp PDF đã tải lên." if has_pdf else ""
        )

    def clean_signed(self) -> Any:
        """Refuse what is too large before it is read into memory."""
        return _small(self.cleaned_data.get("signed"))
