"""Sentences of a printed plan, one function for each kind of clause. The data come from the plan, never from here."""

from __future__ import annotations

from datetime import date
from typing import Final

from thidua.documents import vietnamese
from thidua.plans.model import Award, Criterion, Deadline, PaperItem, Plan, Quota, RouteStep
from thidua.plans.vocabulary import CHOICES, GRADE_NAMES

KIND_WORDS: Final = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
KIND_TITLES: Final = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}
_SENT: Final = {
    "dossier": "Hồ sơ đề nghị khen thưởng",
    "appraisal": "Kết quả thẩm định",
    "lower_plan": "Kế hoạch của cơ quan, đơn vị",
}
_OPS: Final = {">=": "từ {} trở lên", "<=": "không quá {}", ">": "trên {}", "<": "dưới {}", "=": "{}"}


def closed(text: str) -> str:
    """The sentence with its full stop."""
    text = text.strip()
    return text if text.endswith((".", ";", ":", "?", "!")) else f"{text}."


def lower(text: str) -> str:
    """The text with a small first letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def day(iso: str) -> str:
    """``2026-11-30`` → ``ngày 30 tháng 11 năm 2026``."""
    return vietnamese.date_words(date.fromisoformat(iso))


def period(plan: Plan) -> str:
    """Time of the movement; empty where the plan states none."""
    time = plan.period
    if time.end_op == "none":
        return ""
    start = "Từ ngày ban hành Kế hoạch" if time.start == "issue" else f"Từ {day(time.start)}"
    if time.end_op == "event":
        label = next((event.label for event in plan.events if event.id == time.event), "")
        return closed(f"{start} đến thời điểm {lower(label)}")
    if time.end is None:
        return ""
    return f"{start} đến {'trước' if time.end_op == 'before' else 'hết'} {day(time.end)}."


def target(criterion: Criterion) -> str:
    """``từ 90% trở lên``; empty for a criterion without a figure."""
    if criterion.value is None:
        return ""
    value = GRADE_NAMES.get(criterion.value, criterion.value.replace(".", ","))
    unit = criterion.unit or ""
    shown = f"{value}{unit if unit == '%' else f' {unit}' if unit else ''}"
    return _OPS.get(criterion.op or "=", "{}").format(shown)


def criterion(each: Criterion) -> str:
    """Label, figure and what is left out."""
    goal = target(each)
    exception = f" ({lower(each.exception)})" if each.exception else ""
    return f"{each.label}{f': {goal}' if goal else ''}{exception}"


def award(each: Award) -> str:
    """Own power or proposal to a higher body."""
    return each.label if each.mode == "award" else f"Xét, đề nghị {each.authority} tặng {lower_award(each)}"


def lower_award(each: Award) -> str:
    """Name of the form without the authority, who is named before it."""
    return CHOICES["Award", "form"].get(each.form or "", "hình thức khen thưởng phù hợp")


def quota(each: Quota, plan: Plan) -> str:
    """``Tập thể: tối đa 05 tập thể``; "tối đa" only where it is a ceiling."""
    most = "tối đa " if each.op == "max" else ""
    given = next((known.label for known in plan.awards if known.id == each.award), "")
    scope = each.scope or KIND_TITLES[each.kind]
    return f"{scope}{f' ({given})' if given else ''}: {most}{each.value:02d} {KIND_WORDS[each.kind]}"


def round_titles(plan: Plan) -> list[tuple[str | None, str]]:
    """The rounds by which standards are told apart, ``None`` alone where all standards hold for every round."""
    told_apart = [each.id for each in plan.rounds if any(each.id in known.rounds for known in plan.standards)]
    if not told_apart:
        return [(None, "")]
    names = {each.id: each.label for each in plan.rounds}
    return [(None, ""), *((which, f" ({lower(names[which])})") for which in told_apart)]


def standards(plan: Plan, kind: str, which: str | None) -> list[str]:
    """Labels of the standards of one kind and one round (``None``: those of every round)."""
    return [
        each.label
        for each in plan.standards
        if each.kind == kind and (which in each.rounds if which is not None else not each.rounds)
    ]


def money(plan: Plan) -> list[str]:
    """The rule of the amounts and the fund, as far as the plan names them."""
    out = []
    if plan.money.decree:
        out.append(f"Mức tiền thưởng: thực hiện theo quy định tại Nghị định số {plan.money.decree} của Chính phủ")
    elif plan.money.law_and_guidance:
        out.append("Mức tiền thưởng: thực hiện theo Luật Thi đua, khen thưởng và các văn bản hướng dẫn thi hành")
    if plan.money.fund:
        out.append(f"Kinh phí khen thưởng: {lower(plan.money.fund)}")
    return out


def step(each: RouteStep) -> str:
    """``Phòng Văn hóa - Xã hội: tiếp nhận, thẩm định``."""
    return f"{each.body}: {lower(CHOICES['RouteStep', 'act'][each.act])}"


def paper(each: PaperItem) -> str:
    """Name, form and what is asked of it."""
    form = f"mẫu số {each.form_number}" if each.form_number else ""
    decree = f"Nghị định số {each.form_decree}" if each.form_decree else ""
    asked = [lower(CHOICES["PaperItem", "rules"][rule]) for rule in each.rules]
    notes = "; ".join(part for part in (" theo ".join(p for p in (form, decree) if p), *asked) if part)
    return f"{each.name}{f' ({notes})' if notes else ''}"


def deadline(each: Deadline, plan: Plan) -> str:
    """What goes where, through whom, and the last day."""
    what = _SENT[each.act]
    names = {known.id: known.label for known in plan.rounds}
    which = ", ".join(lower(names[known]) for known in each.rounds if known in names)
    via = f" (qua {each.via})" if each.via else ""
    word = "trước" if each.op == "before" else "chậm nhất là"
    return f"{what}{f' ({which})' if which else ''} gửi {each.recipient}{via} {word} {_when(each.rule)}"


def _when(rule: str) -> str:
    """``annual 12-10`` → ``ngày 10/12 hằng năm``; ``next_year 01-30`` → ``ngày 30/01 năm liền kề``."""
    kind, _, rest = rule.rpartition(" ")
    if not kind:
        return day(rule)
    month, number = rest.split("-")
    return f"ngày {number}/{month} {'hằng năm' if kind == 'annual' else 'năm liền kề'}"
