"""Amendments, letters, difficulties, inspections, higher plans."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from thidua.dossiers.models import Dossier
from thidua.movements.models import Amendment, Difficulty, Inspection, LowerPlan, Movement, ReminderLine
from thidua.records.models import PaperNumber
from thidua.reports.invariants.registry import check
from thidua.rules import lifecycle


@check("Bản sửa đổi đã ban hành có số, ngày, người ký, ngày hiệu lực và bản kế hoạch của nó")
def amendments_lead_to_versions() -> Iterator[str]:
    for row in Amendment.objects.select_related("base", "made", "movement"):
        if row.state in ("draft", "dropped"):
            if row.made is not None or row.number:
                yield f"Dự thảo sửa đổi của {row.movement.slug} đã có số hoặc bản kế hoạch."
            continue
        if row.state not in lifecycle.AMENDMENT.states:
            yield f"Bản sửa đổi {row} của {row.movement.slug} ở trạng thái lạ “{row.state}”."
        if not (row.number and row.issued_on and row.effective_on and row.signer_name and row.made):
            yield f"Bản sửa đổi {row} của {row.movement.slug} thiếu số, ngày, người ký hoặc bản kế hoạch."
        elif row.effective_on < row.issued_on or row.made.number != row.base.number + 1:
            yield f"Bản sửa đổi {row} của {row.movement.slug} có ngày hoặc thứ tự bản không đúng."
        elif row.made.in_force and row.state != "in_force":
            yield f"Bản sửa đổi {row} của {row.movement.slug} chưa có hiệu lực mà kế hoạch đã theo."


@check("Bản kế hoạch từ thứ hai trở đi đều do một bản sửa đổi lập ra")
def later_versions_come_from_amendments() -> Iterator[str]:
    made = set(Amendment.objects.exclude(made=None).values_list("made_id", flat=True))
    for movement in Movement.objects.prefetch_related("plan_versions"):
        for version in movement.plan_versions.all():
            if version.number > 1 and version.pk not in made:
                yield f"Bản thứ {version.number} của {movement.slug} không có văn bản sửa đổi."


@check("Hồ sơ chưa nộp theo bản kế hoạch đang hiệu lực; hồ sơ nào cũng theo một bản của chính phong trào")
def dossiers_follow_a_version_of_their_movement() -> Iterator[str]:
    rows = Dossier.objects.select_related("plan_version", "round", "unit")
    for row in rows.exclude(plan_version__movement=F("round__movement")):
        yield f"Hồ sơ của {row.unit} theo bản kế hoạch của phong trào khác."
    for row in rows.filter(state__in=("draft", "confirmed"), plan_version__in_force=False):
        yield f"Hồ sơ chưa nộp của {row.unit} còn theo bản kế hoạch cũ (bản thứ {row.plan_version.number})."


@check("Công văn đôn đốc có số trong sổ và chỉ nhắc đơn vị trong địa bàn")
def reminders_are_numbered_and_stay_inside() -> Iterator[str]:
    numbers = set(PaperNumber.objects.filter(series="CV").values_list("body_id", "year", "number"))
    for line in ReminderLine.objects.select_related("reminder__movement", "unit"):
        letter = line.reminder
        if line.unit.body_id != letter.movement.body_id:
            yield f"Công văn {letter} nhắc {line.unit}, ngoài địa bàn."
        key = (letter.movement.body_id, letter.issued_on.year, int(letter.number) if letter.number.isdecimal() else 0)
        if key not in numbers:
            yield f"Công văn {letter} không có trong sổ số văn bản."


@check("Vướng mắc và yêu cầu sau kiểm tra là của đơn vị trong địa bàn; đã trả lời thì có câu trả lời")
def difficulties_and_inspections_are_whole() -> Iterator[str]:
    for row in Difficulty.objects.select_related("unit", "movement", "answer"):
        if row.unit.body_id != row.movement.body_id:
            yield f"Vướng mắc của {row.unit} nằm ngoài địa bàn của {row.movement.slug}."
        if row.state not in lifecycle.DIFFICULTY.states or (row.state == "open") != (row.answer is None):
            yield f"Vướng mắc của {row.unit}: trạng thái “{row.state}” không khớp với câu trả lời."
        if row.state == "amended" and (row.answer is None or row.answer.amendment_id is None):
            yield f"Vướng mắc của {row.unit} ghi đã sửa kế hoạch mà không có bản sửa đổi."
    for each in Inspection.objects.select_related("unit", "movement"):
        if each.unit.body_id != each.movement.body_id or (each.done_on and each.done_on < each.on):
            yield f"Sổ kiểm tra, {each.unit}: ngoài địa bàn hoặc xong trước ngày kiểm tra."


@check("Kế hoạch cấp trên là của cơ quan khác, và kế hoạch đơn vị là của đơn vị trong địa bàn")
def higher_and_lower_plans_are_of_others() -> Iterator[str]:
    for movement in Movement.objects.filter(higher__body_id=F("body_id")):
        yield f"Phong trào {movement.slug} thực hiện kế hoạch của chính cơ quan mình."
    for row in LowerPlan.objects.exclude(unit__body_id=F("movement__body_id")).select_related("unit"):
        yield f"Kế hoạch số {row.number} của {row.unit} ghi vào phong trào ngoài địa bàn."
