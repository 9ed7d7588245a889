"""Forms of decisions, payments and proposals. Rules stand in the acts; forms only read what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from thidua.decisions.models import Award
from thidua.dossiers.models import Candidate
from thidua.org.models import User
from thidua.plans.vocabulary import AWARD_FORMS
from thidua.ui.forms import DateField, IntegerField, MoneyField, NameField, TextField, UiForm, VersionField


class VersionForm(UiForm):
    """Only the version the person saw."""

    version = VersionField()


class NewForm(UiForm):
    """Round and award are those of the row pressed; ``form`` only where the plan leaves it open."""

    dot = forms.IntegerField(widget=forms.HiddenInput)
    award = forms.CharField(widget=forms.HiddenInput, max_length=60)
    form = forms.ChoiceField(
        label="Hình thức khen thưởng", choices=[("", "Chọn"), *AWARD_FORMS.items()], required=False
    )


class DraftForm(VersionForm):
    """Words of a draft."""

    merit = TextField(
        label="Nội dung thành tích ghi trên Giấy khen",
        max_length=250,
        help_text="Một câu, tối đa 250 ký tự; in giống nhau trên mọi tờ.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    fund = NameField(label="Nguồn kinh phí", max_length=250)
    quota_reason = TextField(
        label="Lý do khen ít hơn số lượng của kế hoạch", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    departure_reason = TextField(
        label="Lý do khác ý kiến của Hội đồng", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class LineForm(VersionForm):
    """Why a case is laid before the decider without being proposed."""

    reason = TextField(label="Lý do không đề nghị", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class AddForm(VersionForm):
    """One more candidate; the cleaned value is the candidate."""

    candidate = forms.TypedChoiceField(label="Tập thể, cá nhân")

    def __init__(self, *args: Any, candidates: Iterable[Candidate], **kwargs: Any) -> None:
        known = {each.pk: each for each in candidates}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["candidate"]
        field.choices = [("", "Chọn"), *((pk, each.name) for pk, each in known.items())]
        field.coerce = lambda pk: known[int(pk)]
        field.empty_value = None


class ApproveForm(VersionForm):
    """The decider's word: each line stays as submitted unless ticked; the opinion is the reason of a return."""

    seen = forms.BooleanField(label="Tôi đã xem các điều kiện còn ngỏ", required=False)
    opinion = TextField(label="Ý kiến", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, lines: Iterable[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line_ids = []
        for line in lines:
            self.line_ids.append(line.pk)
            word = "Vẫn khen trường hợp này" if line.verdict == "refused" else "Không khen trường hợp này"
            self.fields[f"turn_{line.pk}"] = forms.BooleanField(label=word, required=False)
            if line.verdict != "refused":
                self.fields[f"reason_{line.pk}"] = TextField(
                    label="Lý do, nếu không khen", required=False, widget=forms.Textarea(attrs={"rows": 2})
                )

    def refusals(self) -> dict[int, str]:
        """Line id → reason, for lines ticked as refused."""
        data = self.cleaned_data
        return {pk: data[f"reason_{pk}"] for pk in self.line_ids if data.get(f"turn_{pk}") and f"reason_{pk}" in data}

    def taken_in(self) -> set[int]:
        """Ids of left-out lines the decider takes in."""
        data = self.cleaned_data
        return {pk for pk in self.line_ids if data.get(f"turn_{pk}") and f"reason_{pk}" not in data}


class IssueForm(VersionForm):
    """Date of the decision, and its number where the paper was numbered outside."""

    decided_on = DateField(label="Ngày quyết định")
    number = IntegerField(
        label="Số đã cấp ngoài hệ thống",
        required=False,
        min_value=1,
        help_text="Để trống: hệ thống lấy số tiếp theo của sổ.",
    )


class PayForm(UiForm):
    """Whom, when, and who signed for a collective."""

    paid_on = DateField(label="Ngày chi")

    def __init__(self, *args: Any, lines: Sequence[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"pay_{line.pk}"] = forms.BooleanField(label=line.recipient_name, required=False)
            label = f"Người nhận thay {line.recipient_name}"
            self.fields[f"receiver_{line.pk}"] = NameField(label=label, max_length=120, required=False)

    def chosen(self) -> set[int]:
        """Ids of lines ticked."""
        return {line.pk for line in self.lines if self.cleaned_data.get(f"pay_{line.pk}")}

    def receivers(self) -> dict[int, str]:
        """Line id → who received it."""
        return {line.pk: self.cleaned_data.get(f"receiver_{line.pk}", "") for line in self.lines}


class RevokeForm(VersionForm):
    """Ground, reason and paper of a revocation; ``return_by`` only where money was paid."""

    ground = forms.ChoiceField(label="Căn cứ thu hồi", widget=forms.RadioSelect)
    reason = TextField(label="Lý do", max_length=1000, help_text="Ghi trong quyết định, ít nhất 20 ký tự.")
    evidence = NameField(
        label="Kết luận, văn bản làm căn cứ", max_length=300, help_text="Loại văn bản, số, ngày, cơ quan."
    )
    decided_on = DateField(label="Ngày quyết định")
    number = IntegerField(
        label="Số đã cấp ngoài hệ thống", required=False, min_value=1, help_text="Để trống: lấy số tiếp theo của sổ."
    )
    return_by = DateField(label="Hạn nộp lại tiền thưởng")

    def __init__(self, *args: Any, grounds: Mapping[str, str], paid: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(key, words[:1].upper() + words[1:]) for key, words in grounds.items()]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if not paid:
            del self.fields["return_by"]


class ReturnedForm(UiForm):
    """When the money of a revoked award came back."""

    returned_on = DateField(label="Ngày nộp lại")


class BudgetForm(UiForm):
    """Fund of a year."""

    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    name = NameField(label="Tên nguồn", max_length=200, required=False)
    amount = MoneyField(label="Dự toán")


class ProposalForm(UiForm):
    """Whom to propose, to whom."""

    addressee = NameField(label="Kính gửi", max_length=200)
    candidates = forms.ModelMultipleChoiceField(
        label="Tập thể, cá nhân", queryset=Candidate.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Candidate.objects.filter(pk__in=[c.pk for c in candidates]).select_related("person", "unit")
        field: Any = self.fields["candidates"]
        field.queryset = rows.order_by("kind", "unit_id", "person__name_key")


class SendForm(VersionForm):
    """Date, signer, and the number where the paper was numbered outside."""

    sent_on = DateField(label="Ngày tờ trình")
    signer = forms.ModelChoiceField(label="Người ký", queryset=User.objects.none(), empty_label="Chọn")
    number = IntegerField(
        label="Số đã cấp ngoài hệ thống",
        required=False,
        min_value=1,
        help_text="Để trống: hệ thống lấy số tiếp theo của sổ.",
    )

    def __init__(self, *args: Any, signers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["signer"]
        field.queryset = signers
        field.label_from_instance = lambda user: user.display_name


class OutcomeForm(UiForm):
    """What the higher level answered on one line."""

    outcome = forms.ChoiceField(
        label="Kết quả",
        choices=[("awarded", "Được khen thưởng"), ("refused", "Không khen thưởng")],
        widget=forms.RadioSelect,
    )
    decision_number = NameField(label="Số quyết định của cấp trên", max_length=40, required=False)
    decided_on = DateField(label="Ngày", required=False)
    form = forms.ChoiceField(label="Hình thức", choices=[("", "Chọn"), *AWARD_FORMS.items()], required=False)

    def __init__(self, *args: Any, form_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not form_open:
            del self.fields["form"]
