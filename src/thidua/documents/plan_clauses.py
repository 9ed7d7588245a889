"""Sentences of a printed plan, one function for each kind of clause. The data come from the plan, never from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from thidua.documents import vietnamese
from thidua.documents.vietnamese import fold
from thidua.plans.model import Award, Content, Criterion, Exclusion, Not, PaperItem, Plan, Quota, RouteStep
from thidua.plans.model import Standard as PlanStandard
from thidua.plans.vocabulary import CHOICES

KIND_WORDS: Final = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
KIND_TITLES: Final = {"collective": "Tập thể", "individual": "Cá nhân", "household": "Hộ gia đình"}


def closed(text: str) -> str:
    """The sentence with its full stop."""
    text = text.strip()
    return text if text.endswith((".", ";", ":", "?", "!", "…")) else f"{text}."


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


def distinct(texts: Iterable[str]) -> list[str]:
    """The texts in order, without those another one says too (word for word, inside a longer one)."""
    kept = list(dict.fromkeys(texts))
    folded = [fold(text).strip(" .;,") for text in kept]
    return [
        text
        for n, text in enumerate(kept)
        if not any(
            folded[n] in other and (len(other) > len(folded[n]) or at < n) for at, other in enumerate(folded) if at != n
        )
    ]


# ---------------------------------------------------------------- for whom


def whom(plan: Plan, names: Sequence[str], kind: str | None = None) -> str:
    """Labels of participants as they stand after "đối với"; empty where all are meant."""
    asked = [each for each in plan.audiences if kind in (None, each.kind)]
    named = [each for each in asked if each.id in names]
    if not named or len(named) == len(asked):
        return ""
    for one, word in KIND_WORDS.items():
        if named == [each for each in asked if each.kind == one]:
            return word
    return "; ".join(lower(each.label) for each in named)


def by_audience[Said: (Content, Criterion)](plan: Plan, items: Iterable[Said]) -> list[tuple[str, list[Said]]]:
    """The items by the participants they are for, those for all first, else in the order of the plan."""
    found: dict[str, list[Said]] = {"": []}
    for each in items:
        found.setdefault(whom(plan, each.audiences), []).append(each)
    return [(title, said) for title, said in found.items() if said]


def rounds(plan: Plan, names: Sequence[str], said: str = "") -> str:
    """`` (khen thưởng hằng năm)``; empty where every round is meant or ``said`` names it."""
    labels = [lower(each.label) for each in plan.rounds if each.id in names]
    if not labels or len(labels) == len(plan.rounds):
        return ""
    left = [each for each in labels if not _says(said, each)]
    return f" ({', '.join(left)})" if left else ""


def _says(said: str, label: str) -> bool:
    if "hang nam" in fold(label) and "cuoi nam" in fold(said):
        return True
    marks = re.findall(r"hang nam|so ket|tong ket|dot \d+|dot cuoi nam", fold(label))
    return any(mark in fold(said) for mark in marks) or fold(label) in fold(said)


def award(each: Award, plan: Plan) -> str:
    """Own power or proposal to a higher body; a plan may leave the form open."""
    when = rounds(plan, each.rounds, each.label)
    by = lower(each.authority) if fold(each.authority).startswith("cap ") else each.authority
    if each.form is None:
        return f"{f'Xét, đề nghị {by}' if each.mode == 'propose' else f'{each.authority} xét,'} khen thưởng{when}"
    if each.mode == "award":
        return f"{each.label}{when}"
    return f"Xét, đề nghị {by} tặng {CHOICES['Award', 'form'][each.form]}{when}"


def quota(each: Quota, plan: Plan) -> str:
    """``Tập thể: tối đa 05 tập thể``; "tối đa" only where it is a ceiling."""
    most = "tối đa " if each.op == "max" else ""
    given = _form_of(each, plan)
    scope = each.scope or KIND_TITLES[each.kind]
    named = f" ({given})" if given and fold(given) not in fold(scope) else ""
    when = rounds(plan, each.rounds, scope)
    return f"{scope}{named}{when}: {most}{each.value:02d} {KIND_WORDS[each.kind]}"


def _form_of(each: Quota, plan: Plan) -> str:
    """The form a number is for, where the plan gives more than one; with its authority where the form does not tell."""
    given = next((known for known in plan.awards if known.id == each.award), None)
    if given is None or len(plan.awards) < 2:
        return ""
    alone = given.form is not None and [known.form for known in plan.awards].count(given.form) == 1
    return CHOICES["Award", "form"][given.form] if alone and given.form else given.label


_SHARE: Final = re.compile(r"(?P<body>[^;:]+):\s*(?P<number>\d+)\s*(?:;\s*|$)")


def shares(each: Quota) -> dict[str, int]:
    """``Khối phòng: 04; Khối ấp: 05`` → number by body; empty where the plan gives one number only."""
    found = list(_SHARE.finditer(each.scope))
    whole = "".join(one[0] for one in found) == each.scope
    return {one["body"].strip(): int(one["number"]) for one in found} if whole else {}


@dataclass(frozen=True, slots=True)
class Allotment:
    """Numbers by body for one form and round: ``rows`` hold a body and its number of each kind, the sum last."""

    title: str
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def allotments(plan: Plan) -> list[Allotment]:
    """The quotas that are told by body, as tables."""
    groups: dict[tuple[str, str, str], list[Quota]] = {}
    for each in plan.quotas:
        if shares(each):
            key = (_form_of(each, plan), rounds(plan, each.rounds), "tối đa " if each.op == "max" else "")
            groups.setdefault(key, []).append(each)
    out = []
    for (form, when, most), given in groups.items():
        asked = {each.kind: shares(each) for each in given}
        bodies = dict.fromkeys(body for numbers in asked.values() for body in numbers)
        rows = [(body, *(_two(numbers.get(body)) for numbers in asked.values())) for body in bodies]
        rows.append(("Cộng", *(_two(next(e.value for e in given if e.kind == kind)) for kind in asked)))
        title = f"Phân bổ số lượng {most}cho từng đơn vị{f' ({form})' if form else ''}{when} như sau:"
        out.append(Allotment(title, tuple(KIND_TITLES[kind] for kind in asked), tuple(rows)))
    return out


def _two(number: int | None) -> str:
    return f"{number:02d}" if number is not None else "–"


def round_titles(plan: Plan) -> list[tuple[str | None, str]]:
    """The rounds by which standards are told apart, ``None`` alone where all standards hold for every round."""
    told_apart = [each.id for each in plan.rounds if any(each.id in known.rounds for known in plan.standards)]
    if not told_apart:
        return [(None, "")]
    names = {each.id: each.label for each in plan.rounds}
    return [(None, ""), *((which, f" ({lower(names[which])})") for which in told_apart)]


def standards(plan: Plan, kind: str, which: str | None) -> list[str]:
    """Standards of one kind and one round (``None``: those of every round), with whom a standard is for; a bar that
    the plan words as a condition ("không bị …") stands among them."""

    def here(names: Sequence[str]) -> bool:
        return which in names if which is not None else not names

    asked = [each for each in plan.standards if each.kind == kind and here(each.rounds)]
    held = [each.label for each in plan.exclusions if conditional(each) and here(each.rounds) and _binds(each, kind)]
    said = fold(" | ".join(each.label for each in asked))
    return [*dict.fromkeys(_for_whom(plan, asked, kind)), *(label for label in held if fold(label) not in said)]


def _for_whom(plan: Plan, asked: Sequence[PlanStandard], kind: str) -> Iterator[str]:
    """One line each; several for the same participants stand with "+" below a line that names them."""

    def named(each: PlanStandard) -> str:
        found = whom(plan, each.audiences, kind)
        return "" if fold(found) in fold(each.label) else found

    for who, given in groupby(asked, key=named):
        labels = [each.label for each in given]
        if not who:
            yield from labels
        elif len(labels) == 1:
            yield f"Đối với {who}: {lower(labels[0])}"
        else:
            yield f"Đối với {who}:"
            yield from (f"+ {label}" for label in labels)


def _binds(each: Exclusion, kind: str) -> bool:
    return each.kind == kind or (each.kind is None and kind != "household")


_WANTED: Final = re.compile(r"\bkhong (?:bi|de|vi pham|co|con|xay ra|mac)\b")
_BARRED: Final = re.compile(r"^(?:khong|chua) (?:xet|khen|de nghi|ap dung|dua|duoc xet)\b")


def conditional(each: Exclusion) -> bool:
    """Whether the label words the bar the other way round, as what a candidate must be free of."""
    label = fold(each.label)
    return isinstance(each.expr, Not) and _BARRED.search(label) is None and _WANTED.search(label) is not None


_BARE: Final = re.compile(r"^(?:trong |bi |co |de |vi pham|nop |dang |chua |khong (?!xet|khen|ap dung|de nghi))")


def exclusions(plan: Plan) -> list[str]:
    """What bars, each with its subject."""
    out = []
    for each in plan.exclusions:
        if conditional(each):
            continue
        who = KIND_TITLES[each.kind] if each.kind else "Tập thể, cá nhân"
        label = f"{who} {lower(each.label)}" if _BARE.match(fold(each.label)) else each.label
        out.append(f"{label}{rounds(plan, each.rounds, label)}")
    return distinct(out)


def money(plan: Plan) -> list[str]:
    """The rule of the amounts and the fund, as far as the plan names them."""
    out = []
    if plan.money.decree:
        out.append(f"Mức tiền thưởng: thực hiện theo quy định tại {cited(plan.money.decree, of=True)}")
    elif plan.money.law_and_guidance:
        out.append("Mức tiền thưởng: thực hiện theo Luật Thi đua, khen thưởng và các văn bản hướng dẫn thi hành")
    if plan.money.fund:
        fund = lower(plan.money.fund)
        named = fold(fund)
        taken = "từ nguồn " if named.startswith("kinh phi") else "từ "
        taken = "" if named.startswith(("tu ", "trich ", "chi tu", "do ", "theo ")) else taken
        out.append(f"Kinh phí khen thưởng: {taken}{fund}")
    return out


_INSTRUMENTS: Final = (
    ("NĐ-CP", "Nghị định", " của Chính phủ"), ("QĐ-TTg", "Quyết định", " của Thủ tướng Chính phủ"),
    ("/TT-", "Thông tư", ""), ("NQ-HĐND", "Nghị quyết", ""), ("QĐ-", "Quyết định", ""),
)  # fmt: skip


def cited(number: str, *, of: bool = False) -> str:
    """``Nghị định số 152/2025/NĐ-CP``; ``of`` adds who issued it."""
    for mark, word, by in _INSTRUMENTS:
        if mark in number:
            return f"{word} số {number}{by if of else ''}"
    return f"văn bản số {number}"


_STEPS: Final = {
    "unit_review": "bình xét khen thưởng",
    "file": "gửi hồ sơ đề nghị khen thưởng",
    "appraise": "tiếp nhận, thẩm định hồ sơ",
    "council": "họp, xét khen thưởng",
    "submit": "tổng hợp, trình {} xem xét, quyết định",
    "decide": "quyết định khen thưởng",
    "propose": "hoàn thiện hồ sơ, trình cấp trên",
}


def steps(plan: Plan) -> list[str]:
    """One sentence for each body on the way, in order."""
    out = []
    for _, given in groupby(enumerate(plan.route), key=lambda pair: pair[1].body):
        first, *more = [(each, _act(each, plan.route[at + 1 :])) for at, each in given]
        out.append("; ".join([_step(*first), *(act for _, act in more)]))
    return out


def step(each: RouteStep, plan: Plan) -> str:
    """``Phòng Văn hóa - Xã hội tiếp nhận, thẩm định hồ sơ``."""
    at = next((n for n, other in enumerate(plan.route) if other.id == each.id), len(plan.route))
    return _step(each, _act(each, plan.route[at + 1 :]))


def _act(each: RouteStep, later: Sequence[RouteStep]) -> str:
    return _STEPS[each.act].format(_decider(later))


def _step(each: RouteStep, act: str) -> str:
    if each.act == "unit_review" and _MEETS.match(fold(each.body)):
        return f"Bình xét khen thưởng tại {each.body if fold(each.body).startswith('hoi dong') else lower(each.body)}"
    return f"{each.body} {act}"


_MEETS: Final = re.compile(r"(?:hoi dong|cuoc hop|hoi nghi|don vi|co quan|tap the|cac )")


def _decider(later: Sequence[RouteStep]) -> str:
    return next((each.body for each in later if each.act in ("council", "decide")), "người có thẩm quyền")


_SAID_BY: Final = {
    "short": "ngan gon|tom tat|trich ngang", "by_criterion": "tung tieu chi",
    "confirmed_by_head": "xac nhan", "counts_stated": "so luong",
}  # fmt: skip


def paper(each: PaperItem, plan: Plan) -> str:
    """Name, form and what is asked of it, as far as the name does not say so."""
    name = fold(each.name)
    form = f"Mẫu số {each.form_number}" if each.form_number else ""
    decree = cited(each.form_decree) if each.form_decree else ""
    asked = [lower(CHOICES["PaperItem", "rules"][rule]) for rule in each.rules if not re.search(_SAID_BY[rule], name)]
    if each.modes == ("propose",):
        asked.append("lập khi trình cấp trên")
    if len(each.kinds) == 1 and KIND_WORDS[each.kinds[0]] not in each.name.lower():
        kinds = {kind for item in plan.papers for kind in item.kinds}
        asked += [f"đối với {KIND_WORDS[each.kinds[0]]}"] if len(kinds) > 1 else []
    notes = "; ".join(part for part in (" theo ".join(p for p in (form, decree) if p), *asked) if part)
    return f"{each.name}{f' ({notes})' if notes else ''}{rounds(plan, each.rounds, each.name)}"
