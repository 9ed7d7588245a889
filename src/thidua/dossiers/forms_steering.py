"""Forms of the acts on a movement that reach into its dossiers: issuing an amendment, closing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from thidua.movements.forms import CAPACITIES
from thidua.org.models import Post
from thidua.ui.forms import DateField, IntegerField, TextField, UiForm


class IssueForm(UiForm):
    """Number, days and signer of an amendment, and what becomes of dossiers already filed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = IntegerField(
        label="Số đã cấp ở nơi khác",
        required=False,
        min_value=1,
        max_value=99999,
        help_text="Để trống thì lấy số tiếp theo của sổ kế hoạch.",
    )
    issued_on = DateField(label="Ngày ban hành")
    effective_on = DateField(label="Có hiệu lực từ ngày", help_text="Từ 0 giờ ngày này. Ví dụ: 09/12/2026")
    signer = forms.TypedChoiceField(label="Người ký", coerce=int)
    capacity = forms.ChoiceField(label="Cách ký", widget=forms.RadioSelect, choices=CAPACITIES)
    filed = forms.ChoiceField(
        label="Hồ sơ đã nộp",
        widget=forms.RadioSelect,
        choices=[
            ("keep", "Giữ theo bản kế hoạch lúc nộp"),
            ("apply", "Hồ sơ chưa thẩm định xong thì xét theo bản mới"),
        ],
    )

    def __init__(self, data: Any = None, *, version: int, signers: Iterable[Post], day: date) -> None:
        posts = list(signers)
        first = posts[0].person_id if posts else None
        super().__init__(
            data,
            initial={
                "version": version,
                "issued_on": day,
                "effective_on": day,
                "signer": first,
                "capacity": "TM",
                "filed": "keep",
            },
        )
        named = [(post.person_id, f"{post.person.honorific} {post.person}, {post.title}") for post in posts]
        self.fields["signer"].choices = [("", "Chọn người ký"), *named]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class CloseForm(UiForm):
    """Why a movement is closed with things left open."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = TextField(
        label="Lý do, ghi chú khi kết thúc",
        required=False,
        max_length=2000,
        help_text="Bắt buộc khi còn việc để ngỏ, ít nhất 10 ký tự.",
    )
