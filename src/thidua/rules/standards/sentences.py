"""One leaf, one answer → what was found, what is asked, the sentence. Plain Vietnamese for the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.plans import model, vocabulary

from .context import Context, params
from .evaluation import LeafResult
from .figures import target
from .outcome import Outcome
from .wording import FORM_NAMES, TIER_NAMES, asked, day, number, percent, span


@dataclass(frozen=True, slots=True)
class Words:
    """``found`` and ``asked`` as short phrases, ``sentence`` complete."""

    found: str
    asked: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A leaf's answer with its parameters and the frame."""

    result: LeafResult
    context: Context
    params: Mapping[str, object]

    def whole(self, name: str) -> int:
        """A count that was found."""
        return int(str(self.result.found[name]))

    def maybe(self, name: str, unit: int = 1) -> Decimal | None:
        """A number that was found, or None; ``unit`` 10000 for ten-thousandths."""
        value = self.result.found[name]
        return None if value is None else Decimal(str(value)) / unit

    @property
    def within(self) -> str:
        """The leaf's span in words."""
        return span(str(self.params["within"]), self.context)


def words(result: LeafResult, context: Context) -> Words:
    """Phrases for one answered leaf."""
    return SAY[result.leaf.leaf](Answered(result, context, params(result.leaf)))


def _rating(a: Answered) -> Words:
    scale = vocabulary.RATING_SCALES[str(a.params["scale"])]
    names = {n: vocabulary.GRADE_NAMES[key] for key, n in scale.items()}
    lines = []
    for name, value in sorted(a.result.found.items()):
        grade = "chưa có kết quả xếp loại" if value is None else f"“{names.get(int(str(value)), str(value))}”"
        lines.append(f"Năm {name.removeprefix('grade_')}: {grade}.")
    need = f"từ “{vocabulary.GRADE_NAMES[str(a.params['grade'])]}” trở lên"
    years = int(str(a.params["years"]))
    if years > 1:
        need += f" trong {years} năm liền"
    found = " ".join(lines)
    return Words(found, need, f"{found} Cần {need}.")


def _who(a: Answered) -> str:
    return " của người trong đơn vị" if a.params["of"] == "staff" else ""


def _discipline(a: Answered) -> Words:
    least = str(a.params["least"])
    form = f" từ {vocabulary.DISCIPLINES[least]} trở lên" if least != "khien_trach" else ""
    count, need = a.whole("count"), f"không bị kỷ luật{form} trong {a.within}"
    if not count:
        none = f"Không có quyết định kỷ luật{form}{_who(a)} trong sổ, {a.within}."
        return Words("Không có", need, none)
    found = f"Có {count} quyết định kỷ luật{form}{_who(a)} trong {a.within}. Cần không có."
    return Words(f"{count} quyết định", need, found)


def _complaint(a: Answered) -> Words:
    upheld, pending = a.whole("upheld"), a.whole("pending")
    need = f"không có phản ánh {'đúng' if a.params['upheld'] else 'của người dân'} trong {a.within}"
    parts = [f"{upheld} phản ánh đã kết luận đúng"] if upheld else []
    parts += [f"{pending} phản ánh đang xác minh"] if pending else []
    found = ", ".join(parts)
    if not found:
        return Words("Không có", need, f"Không có phản ánh, kiến nghị{_who(a)} trong sổ, {a.within}.")
    rest = "." if a.result.outcome is Outcome.MET else ". Cần không có."
    return Words(found, need, f"Có {found}{_who(a)} trong {a.within}{rest}")


def _need_of_index(a: Answered) -> str:
    before = a.context.year - 1
    what = "tỷ lệ điểm" if a.params["by"] == "share" else "điểm"
    return f"{what} cao hơn năm {before}" + (", hoặc giữ mức tối đa" if a.params["or_max"] else "")


def _value(a: Answered, prefix: str, when: str) -> str | None:
    points, top = a.maybe(f"{prefix}points_{when}", 10000), a.maybe(f"{prefix}maximum_{when}", 10000)
    if points is None:
        return None
    if a.params["by"] == "share":
        return percent(points, top) if top else None
    return f"{number(points)} điểm" + (f" trên {number(top)}" if top else "")


def _compared(a: Answered, prefix: str) -> str:
    year = a.context.year
    before, now = _value(a, prefix, "before"), _value(a, prefix, "now")
    return f"Năm {year - 1}: {before or 'không có số liệu để so sánh'}. Năm {year}: {now or 'chưa công bố'}."


def _improved(a: Answered) -> Words:
    need, parts = _need_of_index(a), []
    if a.params["target"] != "overall":
        parts.append(_components(a))
    if a.params["target"] != "component":
        label = "Chỉ số chung. " if parts else ""
        parts.append(label + _compared(a, ""))
    found = " ".join(parts)
    return Words(found, need, f"{found} Cần {need}.")


def _components(a: Answered) -> str:
    owned = a.maybe("owned")
    if not owned:
        return f"Chưa ghi chỉ số thành phần được giao phụ trách năm {a.context.year}."
    if owned == 1:
        return _compared(a, "one_")
    return f"{a.maybe('met')} trên {owned} chỉ số thành phần được giao đã đạt."


def _rank(a: Answered) -> Words:
    now, need = a.maybe("now"), f"hạng {a.params['n']} hoặc cao hơn"
    found = "chưa công bố" if now is None else f"hạng {now}"
    return Words(found, need, f"Năm {a.context.year}: {found}. Cần {need}.")


def _rank_improved(a: Answered) -> Words:
    year, need = a.context.year, f"tăng ít nhất {a.params['by']} bậc"
    now, before = a.maybe("now"), a.maybe("before")
    last = "không có thứ hạng để so sánh" if before is None else f"hạng {before}"
    this = "chưa công bố" if now is None else f"hạng {now}"
    found = f"Năm {year - 1}: {last}. Năm {year}: {this}."
    return Words(found, need, f"{found} Cần {need}.")


def _counted(a: Answered, what: str) -> Words:
    count, need = a.whole("count"), f"ít nhất {a.params['min']}"
    return Words(str(count), need, f"Có {count} {what} trong {a.within}, cần {need}.")


def _initiative(a: Answered) -> Words:
    level = TIER_NAMES[str(a.params["level"])]
    return _counted(a, f"sáng kiến được công nhận từ {level} trở lên")


def _awards(a: Answered) -> Words:
    form = FORM_NAMES.get(str(a.params["form"]), str(a.params["form"]))
    return _counted(a, f"{form} {TIER_NAMES.get(str(a.params['authority_tier']), '')}")


def _plan_issued(a: Answered) -> Words:
    filed, need = a.result.found["filed_on"], "có kế hoạch riêng gửi về"
    if filed is None:
        return Words("Chưa gửi", need, f"Chưa có kế hoạch riêng của đơn vị năm {a.context.year} gửi về.")
    return Words(f"Gửi ngày {day(filed)}", need, f"Kế hoạch riêng của đơn vị đã gửi ngày {day(filed)}.")


def _duty(a: Answered) -> Words:
    total, done = a.whole("asked"), a.whole("done")
    if not total:
        return Words("Chưa có", "làm xong việc được giao", f"Chưa ghi việc được giao năm {a.context.year}.")
    return Words(f"{done} trên {total}", f"{total} việc", f"Đã xong {done} trên {total} việc được giao. Cần xong cả.")


def _tasks(a: Answered) -> Words:
    total, done, on_time = a.maybe("assigned"), a.maybe("done"), a.maybe("on_time")
    need = f"{a.params['share']}%"
    if not total:
        none = "chưa có số liệu" if total is None else "không được giao nhiệm vụ nào"
        return Words(none, need, f"Nhiệm vụ năm {a.context.year}: {none}. Cần {need}.")
    found = f"{done} trên {total} nhiệm vụ"
    more = f", {on_time} việc đúng hoặc trước hạn" if a.params["on_time"] else ""
    how = " đúng hoặc trước hạn" if a.params["on_time"] and on_time != total else ""
    return Words(found + more, need, f"Có {found}{more}. Cần {need}{how}.")


def _target(a: Answered) -> Words:
    criterion = a.context.criteria[str(a.params["criterion"])]
    need, found = target_words(criterion), _figure(a, criterion)
    if found is None:
        return Words("Chưa có số liệu", need, f"{criterion.label}: chưa có số liệu năm {a.context.year}. Cần {need}.")
    return Words(found, need, f"{criterion.label}: {found}. Cần {need}.")


def target_words(criterion: model.Criterion) -> str:
    """What a criterion asks, in words."""
    goal = target(criterion)
    if goal is None or criterion.measure == "judgement":
        return "người có trách nhiệm kết luận"
    if criterion.measure == "document":
        return "có văn bản"
    if criterion.measure == "class":
        return asked(goal[0], f"“{vocabulary.GRADE_NAMES.get(str(criterion.value), str(criterion.value))}”")
    value = number(Decimal(str(criterion.value)))
    unit = "%" if criterion.measure == "share" else f" {criterion.unit}" if criterion.unit else ""
    return asked(goal[0], f"{value}{unit}")


def _figure(a: Answered, criterion: model.Criterion) -> str | None:
    top, base = a.maybe("numerator", 10000), a.maybe("denominator", 10000)
    value = a.maybe("value", 10000)
    if criterion.measure == "share":
        if top is None or base is None:
            return None
        if base == 0:
            return "không phát sinh trong năm, không áp dụng"
        return f"{number(top)} trên {number(base)}, bằng {percent(top, base)}"
    if value is None:
        return None
    if criterion.measure == "document":
        return "đã có" if value >= 1 else "chưa có"
    return number(value) + (f" {criterion.unit}" if criterion.unit else "")


def _all_targets(a: Answered) -> Words:
    total, met, unmet, judge = (a.whole(name) for name in ("total", "met", "unmet", "judge"))
    need = "mọi chỉ tiêu" if a.params["min_share"] == 100 else f"ít nhất {a.params['min_share']}% số chỉ tiêu"
    open_ones = total - met - unmet - judge
    parts = [f"{met} trên {total} chỉ tiêu đạt"]
    for count, text in ((unmet, "không đạt"), (open_ones, "chưa có số liệu"), (judge, "cần người xét")):
        parts += [f"{count} {text}"] if count else []
    found = ", ".join(parts)
    return Words(found, need, f"{found[0].upper()}{found[1:]}. Cần đạt {need}.")


JUDGES = {"office": "Cơ quan thường trực", "council": "Hội đồng", "unit_head": "Thủ trưởng đơn vị"}


def _judgement(a: Answered) -> Words:
    who = JUDGES.get(str(a.params["by"]), "Người có trách nhiệm")
    need = str(a.params["text"])
    if a.result.outcome is Outcome.JUDGE:
        sentence = f"Hệ thống không chấm tiêu chuẩn này. {who} sẽ kết luận và ghi lý do."
        return Words("Chưa kết luận", need, sentence)
    verdict = "đạt" if a.result.outcome is Outcome.MET else "không đạt"
    return Words(f"Đã kết luận {verdict}", need, f"{who} đã kết luận: {verdict}.")


SAY: Mapping[str, Callable[[Answered], Words]] = {
    "rating_at_least": _rating,
    "no_discipline": _discipline,
    "no_complaint": _complaint,
    "index_improved": _improved,
    "rank_at_least": _rank,
    "rank_improved": _rank_improved,
    "initiative_recognised": _initiative,
    "initiative_registered": lambda a: _counted(a, "mô hình, sáng kiến đã đăng ký"),
    "prior_awards": _awards,
    "target_met": _target,
    "all_targets_met": _all_targets,
    "plan_issued": _plan_issued,
    "duty_done": _duty,
    "tasks_done": _tasks,
    "judgement": _judgement,
}
