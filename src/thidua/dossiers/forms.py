"""Forms of dossiers. They read what was typed; whether an act may go on is for the action to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from thidua.dossiers.criteria import Known, target_text
from thidua.dossiers.facts import Assessment
from thidua.dossiers.models import Candidate, UnitMeeting
from thidua.dossiers.preparing import MeetingFacts, meeting_mark
from thidua.plans import calendar, model
from thidua.rules.standards import Outcome
from thidua.ui.forms import (
    DateField,
    FileField,
    IntegerField,
    NameField,
    ReasonField,
    TextField,
    TimeField,
    UiForm,
    VersionField,
    speak_vietnamese,
)


class QuietForm(UiForm):
    """A form whose boxes may stay empty without each of them saying so: a page of many boxes would be all remarks.

    What may not stay empty is for the action to say.
    """

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        self.quiet: set[str] = set()
        super().__init__(data, **kwargs)

    def add(self, name: str, field: forms.Field, *, quiet: bool = False) -> None:
        """Add a field made for this very page, with the messages of the others."""
        speak_vietnamese(field, str(field.label or ""))
        self.fields[name] = field
        if quiet:
            self.quiet.add(name)
            field.required = True  # for the label only, see full_clean

    def full_clean(self) -> None:
        """Clean with quiet fields as what they are: free to stay empty."""
        for name in self.quiet:
            self.fields[name].required = False
        super().full_clean()
        for name in self.quiet:
            self.fields[name].required = True


type Choices = Sequence[tuple[str, str]]


class OpenForm(UiForm):
    """Which round a dossier is for, and of which unit."""

    target = forms.ChoiceField(label="Đợt xét và đơn vị", widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, choices: Choices) -> None:
        super().__init__(data, initial={"target": choices[0][0]} if len(choices) == 1 else None)
        self.fields["target"].choices = list(choices)  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class CandidateForm(UiForm):
    """Award and main achievements of a candidate."""

    award_id = forms.ChoiceField(label="Hình thức đề nghị", widget=forms.RadioSelect)
    summary = TextField(
        label="Tóm tắt thành tích",
        required=False,
        max_length=3000,
        help_text="Vài câu về thành tích, đóng góp chính; được in vào danh sách và bản trích ngang.",
    )
    version = VersionField()

    def __init__(self, data: Any = None, *, awards: Sequence[model.Award], candidate: Candidate | None = None) -> None:
        initial: dict[str, Any] = {"award_id": awards[0].id} if len(awards) == 1 else {}
        if candidate is not None:
            initial = {
                "award_id": candidate.award_id,
                "summary": candidate.summary,
                "version": candidate.version,
            }
        super().__init__(data, initial=initial)
        self.fields["award_id"].choices = [(a.id, a.label) for a in awards]  # type: ignore[attr-defined]  # a choice field; the stubs know Field only


class MeetingForm(QuietForm):
    """The meeting of the unit with the votes on each candidate."""

    version = VersionField()
    day = DateField(label="Ngày họp")
    started = TimeField(label="Bắt đầu lúc")
    ended = TimeField(label="Kết thúc lúc")
    place = NameField(label="Địa điểm", max_length=160)
    chair = NameField(label="Chủ trì", max_length=120)
    secretary = NameField(label="Thư ký", max_length=120)
    total = IntegerField(label="Tổng số người", min_value=1, max_value=9999)
    present = IntegerField(label="Số người có mặt", min_value=1, max_value=9999)
    absent = NameField(label="Người vắng mặt, lý do", required=False, max_length=300)
    secret = forms.ChoiceField(
        label="Cách biểu quyết", widget=forms.RadioSelect, choices=[("1", "Bỏ phiếu kín"), ("0", "Giơ tay")]
    )
    remarks = TextField(label="Ý kiến tại cuộc họp", required=False, max_length=4000)

    def __init__(self, data: Any = None, *, people: Sequence[Candidate], meeting: UnitMeeting | None = None) -> None:
        super().__init__(data, initial={**_meeting_initial(meeting), "version": meeting_mark(meeting)})
        self.people = list(people)
        for candidate in self.people:
            for name, label in (("yes", "Đồng ý"), ("no", "Không đồng ý"), ("other", "Ý kiến khác")):
                # Not "required" with a sentence each: an empty box is 0, except the yes votes.
                box = IntegerField(label=f"{label}: {candidate.name}", min_value=0, max_value=9999)
                self.add(f"{name}_{candidate.pk}", box, quiet=name != "yes")

    def vote_rows(self) -> list[tuple[Candidate, list[Any]]]:
        """Each candidate with its three boxes."""
        return [(c, [self[f"{name}_{c.pk}"] for name in ("yes", "no", "other")]) for c in self.people]

    def facts(self) -> MeetingFacts:
        """The meeting as the action takes it; only on a valid form."""
        given = self.cleaned_data
        votes = {
            c.pk: (given[f"yes_{c.pk}"], given.get(f"no_{c.pk}") or 0, given.get(f"other_{c.pk}") or 0)
            for c in self.people
        }
        started, ended = (
            timezone.make_aware(datetime.combine(given["day"], given[name])) for name in ("started", "ended")
        )
        plain = {name: given[name] for name in ("place", "chair", "secretary", "total", "present", "absent", "remarks")}
        return MeetingFacts(started_at=started, ended_at=ended, votes=votes, secret=given["secret"] == "1", **plain)


def _meeting_initial(meeting: UnitMeeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    started, ended = timezone.localtime(meeting.started_at), timezone.localtime(meeting.ended_at)
    initial: dict[str, Any] = {
        name: getattr(meeting, name)
        for name in ("place", "chair", "secretary", "total", "present", "absent", "remarks")
    }
    initial |= {"day": started.date(), "started": started.time(), "ended": ended.time()}
    initial["secret"] = "1" if meeting.secret else "0"
    for vote in meeting.votes.all():
        initial |= {f"{name}_{vote.candidate_id}": getattr(vote, name) for name in ("yes", "no", "other")}
    return initial


RESULTS = "Kết quả đạt được"
COLLECTIVE_LINES = (
    ("structure", "Cơ cấu tổ chức", 2),
    ("functions", "Chức năng, nhiệm vụ được giao", 3),
)
INDIVIDUAL_LINES = (
    ("qualification", "Trình độ chuyên môn, nghiệp vụ", 1),
    ("assigned_tasks", "Quyền hạn, nhiệm vụ được giao", 3),
    ("unit_result", "Kết quả của tập thể do cá nhân phụ trách", 2),
)
COMMON_LINES = (
    ("results", RESULTS, 6),
    ("measures", "Biện pháp, giải pháp, cách làm", 4),
    ("impact", "Ý nghĩa, hiệu quả, phạm vi ảnh hưởng", 3),
    ("compliance", "Chấp hành chủ trương, chính sách, pháp luật", 3),
)
OUTCOMES = (("", "Chưa có số liệu"), ("met", "Đạt"), ("unmet", "Không đạt"))


class ReportForm(QuietForm):
    """The achievement report: lines of the form, and a row for each criterion of the plan."""

    version = VersionField()

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        criteria: Sequence[model.Criterion],
        known: Mapping[str, Known],
        content: Mapping[str, Any],
        version: int,
        by_criterion: bool,
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.criteria, self.by_criterion = list(criteria), by_criterion
        self.lines = (COLLECTIVE_LINES if kind == "collective" else INDIVIDUAL_LINES) + COMMON_LINES
        for name, label, rows in self.lines:
            box = TextField(label=label, required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": rows}))
            self.add(name, box, quiet=name == "results")
            self.initial[name] = content.get(name, "")
        self.fields["results"].help_text = "Mỗi ý một dòng, có số liệu và so với chỉ tiêu. Ít nhất 30 ký tự."
        if kind == "collective":
            for name, label in (("staff_total", "Tổng số người"), ("staff_female", "Trong đó nữ")):
                self.add(name, IntegerField(label=label, required=False, min_value=0, max_value=99999))
                self.initial[name] = int(content[name]) if str(content.get(name, "")).isdecimal() else None
        told = content.get("criteria", {})
        for criterion in self.criteria:
            self._criterion(criterion, told.get(criterion.id, {}), known.get(criterion.id, Known()))

    def _criterion(self, criterion: model.Criterion, told: Mapping[str, str], known: Known) -> None:
        for part, label, longest in (
            ("result", "Kết quả", 300),
            ("previous", "Năm trước", 120),
            ("evidence", "Minh chứng", 300),
        ):
            name = f"{part}:{criterion.id}"
            box = NameField(label=f"{label}: {criterion.label}", required=False, max_length=longest)
            self.add(name, box, quiet=True)
            self.initial[name] = told.get(part) or getattr(known, part)
        name = f"outcome:{criterion.id}"
        judged = forms.ChoiceField(label=f"Đánh giá: {criterion.label}", required=False, choices=OUTCOMES)
        self.add(name, judged, quiet=True)
        first = told.get("outcome") or (known.outcome if known.outcome != "nodata" else "")
        self.initial[name] = first

    def criterion_rows(self) -> list[dict[str, Any]]:
        """Each criterion with its target and boxes."""
        return [
            {
                "criterion": c,
                "target": target_text(c),
                **{part: self[f"{part}:{c.id}"] for part in ("result", "previous", "evidence", "outcome")},
            }
            for c in self.criteria
        ]

    def text_fields(self) -> list[Any]:
        """Lines of text of the form, in order."""
        return [self[name] for name, _, _ in self.lines]

    def content(self) -> dict[str, Any]:
        """What is stored; only on a valid form."""
        given = self.cleaned_data
        found: dict[str, Any] = {name: given.get(name, "") for name, _, _ in self.lines}
        for name in ("staff_total", "staff_female"):
            if given.get(name) is not None:
                found[name] = str(given[name])
        found["criteria"] = {
            c.id: {part: given.get(f"{part}:{c.id}", "") for part in ("result", "previous", "evidence", "outcome")}
            for c in self.criteria
        }
        return found


class UploadForm(UiForm):
    """A signed file; size and content are judged by the action."""

    version = VersionField()
    file = FileField(label="Tệp đã ký", help_text="PDF, Word (.docx), ảnh JPG hoặc PNG, tối đa 20 MB.")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"].widget.attrs["accept"] = ".pdf,.docx,.jpg,.jpeg,.png"


class AnswerDayForm(QuietForm):
    """The last day on which the unit may answer; the day itself is in time."""

    answer_day = DateField(label="Ngày cuối đơn vị trả lời")

    def answer_by(self) -> datetime:
        """First instant that is too late; only on a valid form."""
        return calendar.day_start(self.cleaned_data["answer_day"] + timedelta(days=1))


class ReturnForm(AnswerDayForm):
    """Every defect: those found by the program to tick, and lines of one's own."""

    OWN = 3
    version = VersionField()

    def __init__(
        self, data: Any = None, *, found: Sequence[Mapping[str, Any]], papers: Sequence[str], version: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.found = list(found)
        for number, row in enumerate(self.found):
            self.add(f"found_{number}", forms.BooleanField(label=row["what"], required=False, initial=row["chosen"]))
        for number in range(1, self.OWN + 1):
            names = [("", "Cả hồ sơ"), *((p, p) for p in papers)]
            area = forms.Textarea(attrs={"rows": 2})
            self.add(f"paper_{number}", forms.ChoiceField(label="Giấy tờ", required=False, choices=names), quiet=True)
            self.add(f"what_{number}", TextField(label="Thiếu sót", max_length=500, widget=area), quiet=True)
            self.add(f"fix_{number}", NameField(label="Cách khắc phục", max_length=300), quiet=True)

    def found_rows(self) -> list[tuple[Mapping[str, Any], Any]]:
        """Defects of the program with their tick boxes."""
        return [(row, self[f"found_{number}"]) for number, row in enumerate(self.found)]

    def own_rows(self) -> list[list[Any]]:
        """Lines to write defects oneself."""
        return [[self[f"{part}_{n}"] for part in ("paper", "what", "fix")] for n in range(1, self.OWN + 1)]

    def defects(self) -> list[dict[str, str]]:
        """All chosen and written defects; only on a valid form."""
        given = self.cleaned_data
        chosen = [
            {part: str(row[part]) for part in ("paper", "what", "clause", "fix")}
            for number, row in enumerate(self.found)
            if given.get(f"found_{number}")
        ]
        own = [
            {"paper": given.get(f"paper_{n}", ""), "what": given[f"what_{n}"], "clause": "", "fix": given[f"fix_{n}"]}
            for n in range(1, self.OWN + 1)
            if given.get(f"what_{n}")
        ]
        return chosen + own


class ExtendForm(AnswerDayForm):
    """More time to answer, with the reason. ``version`` is the mark of the day now set (``intake.mark``)."""

    version = VersionField()
    reason = ReasonField(label="Lý do gia hạn")


class ReasonForm(UiForm):
    """Why something is taken back."""

    version = VersionField()
    reason = ReasonField(label="Lý do")


ASK = "ask"  # nothing is recorded, the question stays open
VERDICTS = (("met", "Đạt"), ("unmet", "Không đạt"), (ASK, "Cần hỏi thêm"))


class AppraiseForm(QuietForm):
    """Verdict and reason on every question that needs a person; a note where our registers lack data."""

    reason = TextField(label="Ghi chú thêm cho kết luận", required=False, max_length=2000)
    version = VersionField()

    def __init__(
        self, data: Any = None, *, assessment: Assessment, verdicts: Mapping[str, tuple[str, str]], version: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.assessment, self.verdicts = assessment, verdicts
        for answer in assessment.answers:
            for leaf, part in answer.leaves:
                if leaf.leaf == "judgement":
                    self._judged(leaf.id, part.title)
            if answer.outcome is Outcome.NODATA:
                box = TextField(
                    label="Sẽ bổ sung gì, khi nào",
                    max_length=1000,
                    widget=forms.Textarea(attrs={"rows": 2}),
                    help_text="Ghi thì kết luận được có điều kiện; người quyết định sẽ thấy điều kiện này.",
                )
                self.add(f"note-{answer.id}", box, quiet=True)

    def _judged(self, leaf_id: str, title: str) -> None:
        verdict, reason = self.verdicts.get(leaf_id, (None, ""))
        choice = forms.ChoiceField(label=f"Kết luận: {title}", choices=VERDICTS, widget=forms.RadioSelect)
        box = TextField(
            label=f"Lý do: {title}",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Vài câu, để nhiều năm sau còn giải thích được. Ít nhất 10 ký tự.",
        )
        self.add(f"verdict-{leaf_id}", choice, quiet=True)
        self.add(f"reason-{leaf_id}", box, quiet=True)
        self.initial[f"verdict-{leaf_id}"] = verdict
        self.initial[f"reason-{leaf_id}"] = reason

    def changed_judgements(self) -> list[tuple[str, str, str]]:
        """(leaf, verdict, reason) of every answer that is new or changed; only on a valid form."""
        given = self.cleaned_data
        rows = []
        for name in self.fields:
            if not name.startswith("verdict-"):
                continue
            leaf = name.removeprefix("verdict-")
            verdict, reason = given.get(name, ""), given.get(f"reason-{leaf}", "")
            if verdict in ("met", "unmet") and (verdict, reason) != self.verdicts.get(leaf):
                rows.append((leaf, verdict, reason))
        return rows

    def notes(self) -> dict[str, str]:
        """Standard id → note; only on a valid form."""
        return {k.removeprefix("note-"): v for k, v in self.cleaned_data.items() if k.startswith("note-") and v}
