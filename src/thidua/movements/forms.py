"""Forms of movements. They read what was typed; whether an act may go on is for the action to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from thidua import plans
from thidua.documents import vietnamese
from thidua.movements import before_launch, figures, launching
from thidua.movements.models import CriterionFigure
from thidua.org.models import Post, Unit
from thidua.plans import Plan
from thidua.plans import model as m
from thidua.rules.findings import Finding
from thidua.ui.forms import (
    DateField,
    DecimalField,
    FileField,
    IntegerField,
    NameField,
    ReasonField,
    TextField,
    UiForm,
    speak_vietnamese,
)

MAX_PLAN = 1024 * 1024  # bytes
OWN_FILE = "tep"
CAPACITIES = [
    ("TM", "TM. ỦY BAN NHÂN DÂN, người đứng đầu ký"),
    ("TM_KT", "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, cấp phó ký thay"),
    ("KT", "KT. CHỦ TỊCH, cấp phó ký thay, không có dòng TM."),
]


class PrepareForm(UiForm):
    """A plan that comes with the program, or a plan file of the office."""

    body = forms.TypedChoiceField(label="Cơ quan phát động", coerce=int)
    code = forms.ChoiceField(label="Bản kế hoạch", widget=forms.RadioSelect)
    file = FileField(label="Tệp kế hoạch", required=False, help_text="Tệp YAML, tối đa 1 MB. Chỉ chọn khi dùng tệp.")

    def __init__(self, data: Any = None, files: Any = None, *, bodies: Sequence[Unit]) -> None:
        super().__init__(data, files, initial={"body": bodies[0].pk} if len(bodies) == 1 else None)
        self.fields["body"].choices = [(body.pk, body.name) for body in bodies]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if len(bodies) == 1:
            self.fields["body"].widget = forms.HiddenInput()
        known = [(code, f"{plan.movement.title} ({plan.issuer.name})") for code, plan in plans.builtin().items()]
        self.fields["code"].choices = [*known, (OWN_FILE, "Dùng tệp kế hoạch của cơ quan")]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        self.fields["file"].widget.attrs["accept"] = ".yaml,.yml"

    def clean(self) -> dict[str, Any]:
        """Read the plan into ``plan``; a plan that cannot be read is one sentence at the file."""
        data = super().clean() or self.cleaned_data
        code, file = data.get("code"), data.get("file")
        if code == OWN_FILE:
            data["plan"] = self._read(file)
        elif code:
            if file:
                self.add_error("code", "Đã chọn tệp thì đánh dấu “Dùng tệp kế hoạch của cơ quan”, hoặc bỏ tệp.")
            data["plan"] = plans.builtin()[code]
        return data

    def _read(self, file: Any) -> Plan | None:
        if not file:
            if "file" not in self.errors:
                self.add_error("file", "Chọn tệp kế hoạch.")
            return None
        if file.size > MAX_PLAN:
            self.add_error("file", f"Tệp nặng {vietnamese.number(-(-file.size // 1024))} KB, chỉ nhận tối đa 1 MB.")
            return None
        try:
            return plans.loads(file.read().decode("utf-8-sig"), file.name)
        except UnicodeDecodeError:
            self.add_error("file", "Tệp không phải chữ UTF-8; lưu lại với bảng mã UTF-8 rồi chọn lại.")
        except plans.PlanError as error:
            self.add_error("file", str(error))
        return None


class LaunchForm(UiForm):
    """Number, day, signer and capacity of the signed plan."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # warnings the page has shown
    numbering = forms.ChoiceField(label="Số kế hoạch", widget=forms.RadioSelect)
    number = IntegerField(
        label="Số đã cấp ở nơi khác",
        required=False,
        min_value=1,
        max_value=99999,
        help_text="Chỉ điền khi chọn số đã cấp ở nơi khác. Phần số thôi, ví dụ 31, lớn hơn mọi số sổ đã có.",
    )
    issued_on = DateField(label="Ngày ban hành")
    signer = forms.TypedChoiceField(label="Người ký", coerce=int)
    capacity = forms.ChoiceField(label="Cách ký", widget=forms.RadioSelect, choices=CAPACITIES)
    issuer_right = forms.BooleanField()

    def __init__(
        self, data: Any = None, *, plan: Plan, body: Unit, signers: Iterable[Post], version: int, day: date
    ) -> None:
        self.printed = printed_number(plan)
        posts = list(signers)
        super().__init__(data, initial=_first_values(plan, posts, version, day, self.printed))
        choices = [("next", "Lấy số tiếp theo của sổ"), ("given", "Số đã cấp ở nơi khác")]
        if self.printed is not None:
            choices.insert(0, ("printed", f"Số ghi trên bản kế hoạch: {self.printed:02d}"))
        self.fields["numbering"].choices = choices  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        named = [(post.person_id, f"{post.person.honorific} {post.person}, {post.title}") for post in posts]
        self.fields["signer"].choices = [("", "Chọn người ký"), *named]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only
        if before_launch.issuer(body, plan):
            field = self.fields["issuer_right"]
            field.label = f"Đúng là kế hoạch của {body.name}, dù văn bản ghi {plan.issuer.name}"
            field.error_messages["required"] = "Văn bản ghi cơ quan khác; đúng kế hoạch này thì đánh dấu xác nhận."
        else:
            del self.fields["issuer_right"]
        if plan.signer.name:
            self.fields["signer"].help_text = f"Văn bản ghi: {plan.signer.name}, {plan.signer.position}."

    def clean(self) -> dict[str, Any]:
        """``number`` becomes what the action takes: None for the next one of the register."""
        data = super().clean() or self.cleaned_data
        match data.get("numbering"):
            case "printed":
                data["number"] = self.printed
            case "next":
                data["number"] = None
            case "given" if data.get("number") is None and "number" not in self.errors:
                self.add_error("number", "Nhập số đã cấp, hoặc chọn lấy số tiếp theo của sổ.")
        return data


def day_of[Day: date | None](form: LaunchForm, otherwise: Day) -> date | Day:
    """The day of issue as the form stands: what was sent, else what it proposes, else the other one."""
    day = getattr(form, "cleaned_data", {}).get("issued_on") if form.is_bound else form.initial["issued_on"]
    return day if isinstance(day, date) else otherwise


def show(form: LaunchForm, found: Sequence[Finding]) -> None:
    """Write down in the form which warnings its page shows."""
    names = before_launch.marks(found)
    form.initial["seen"] = names
    if form.is_bound:
        form.data = dict(form.data.items()) | {"seen": names}


def printed_number(plan: Plan) -> int | None:
    """The number printed on the plan, when it is a plain number."""
    text = plan.identity.number or ""
    return int(text) if text.isdecimal() and 0 < len(text) <= 5 and int(text) else None


def _first_values(plan: Plan, posts: list[Post], version: int, day: date, printed: int | None) -> dict[str, Any]:
    whole = launching.printed_day(plan)
    named = next((post for post in posts if vietnamese.same(post.person.full_name, plan.signer.name)), None)
    head = named or next((post for post in posts if post.is_head), None)
    fit = plan.signer.capacity if head and head.is_head == (plan.signer.capacity in ("TM", "own")) else "TM"
    return {
        "version": version,
        "numbering": "printed" if printed is not None else "next",
        "issued_on": whole or (day if not plan.identity.date and day.year <= plan.movement.year_to else None),
        "signer": head.person_id if head else None,
        "capacity": "TM_KT" if head and not head.is_head and fit == "TM" else fit,
    }


class EventForm(UiForm):
    """The day of an event and the paper that says so."""

    on = DateField(label="Ngày của sự kiện")
    source = NameField(
        label="Văn bản làm căn cứ",
        max_length=200,
        help_text="Số, ngày, cơ quan. Ví dụ: Quyết định số 9/QĐ-UBND ngày 20/01/2026",
    )


class MomentField(forms.CharField):
    """Hidden: the moment an object had when the page was drawn; empty for an object that was not there."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def prepare_value(self, value: Any) -> Any:
        """ISO text with the zone, to the microsecond."""
        return value.isoformat() if isinstance(value, datetime) else value

    def to_python(self, value: Any) -> Any:
        """Aware moment or None; what nobody's page ever held is refused."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or timezone.is_naive(moment):
            raise forms.ValidationError("Trang này đã cũ, mở lại để xem bản mới.")
        return moment


class DeadlineForm(UiForm):
    """The last day for dossiers of a round."""

    seen = MomentField()
    last_day = DateField(label="Ngày cuối nhận hồ sơ", help_text="Chính ngày này vẫn còn kịp, đến 23 giờ 59 phút.")
    reason = ReasonField(label="Văn bản hoặc lý do ấn định hạn")


class DutyForm(UiForm):
    """What has been done for a duty, and when."""

    done_on = DateField(label="Ngày thực hiện xong")
    report = TextField(label="Việc đã làm", max_length=5000, help_text="Vài câu, ít nhất 10 ký tự.")


class FigureForm(UiForm):
    """The figure of one criterion; which fields there are follows from how the criterion is measured."""

    seen = MomentField()
    numerator = DecimalField(label="Số đạt", max_digits=14, decimal_places=3, required=False)
    denominator = DecimalField(label="Tổng số", max_digits=14, decimal_places=3, required=False)
    value = DecimalField(label="Số liệu", max_digits=14, decimal_places=3, required=False)
    text = TextField(label="Nội dung", max_length=300, required=False)
    source = NameField(label="Nguồn số liệu", max_length=200, help_text="Văn bản, sổ hoặc hệ thống đã lấy số.")

    def __init__(self, data: Any = None, *, criterion: m.Criterion, figure: CriterionFigure | None) -> None:
        names = ("numerator", "denominator", "value", "text", "source")
        initial = {name: getattr(figure, name) for name in names} if figure else {}
        if initial.get("value") is not None and criterion.measure == "class":
            initial["value"] = int(initial["value"])
        super().__init__(data, initial={**initial, "seen": figure.recorded_at if figure else None})
        asked = figures.FIELDS[criterion.measure]
        for name in set(names[:4]) - {*asked, "text"}:
            del self.fields[name]
        self._word(criterion, asked)
        for name in asked:
            self.fields[name].required = True
            speak_vietnamese(self.fields[name], str(self.fields[name].label))

    def _word(self, criterion: m.Criterion, asked: tuple[str, ...]) -> None:
        if criterion.measure == "class":
            self.fields["value"] = forms.TypedChoiceField(
                label="Xếp loại",
                choices=[("", "Chọn mức"), *figures.scale_of(criterion)],
                coerce=Decimal,
                empty_value=None,
                required=False,
            )
            self.order_fields(["seen", "value", "text", "source"])
        elif "value" in asked:
            labels = {"rank": "Thứ hạng", "change": "Thay đổi so với năm trước"}
            self.fields["value"].label = labels.get(criterion.measure, "Trị số")
            self.fields["value"].help_text = f"Đơn vị tính: {criterion.unit}" if criterion.unit else ""
        if criterion.measure == "share":
            self.fields["numerator"].help_text = criterion.base
        self.fields["text"].label = {
            "document": "Số, ngày văn bản chứng minh",
            "judgement": "Việc đã làm, để người xét kết luận",
        }.get(criterion.measure, "Ghi chú")

    def values(self) -> dict[str, Decimal | None]:
        """Numbers as the action takes them."""
        return {name: self.cleaned_data.get(name) for name in ("numerator", "denominator", "value")}
