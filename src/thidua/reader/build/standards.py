"""Standards and exclusions of the plan from the facts of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua.plans import model as m
from thidua.reader.build.awarding import rounds_of
from thidua.reader.build.leaves import barring, conditions, expression
from thidua.reader.build.material import Material, sentence, source, text_of
from thidua.reader.facts.clauses import has
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact

_STEMS = {"collective": "tap-the", "individual": "ca-nhan", "household": "ho"}


def standards(material: Material, issuer: m.Issuer, known: Sequence[m.Round]) -> tuple[m.Standard, ...]:
    """One standard for each kind of candidate a clause binds; branches of an OR become one."""
    out: list[m.Standard] = []
    for group in _groups(material.all("standard")):
        for kind in _kinds(material, group[0]):
            out.append(_standard(material, group, kind, issuer, known))
    out += _from_criteria(material, issuer, out)
    if out and not any(fact.value.get("alternative") for fact in material.all("standard")) and len(out) > 2:
        material.ask(
            "moi-tieu-chuan",
            "Kế hoạch không nói các tiêu chuẩn phải đạt đồng thời hay chỉ cần một số; áp dụng thế nào?",
            "ambiguous",
            "Phải đạt tất cả tiêu chuẩn của nhóm mình.",
            out[0].source,
        )
    return tuple(out)


def _groups(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Branches of one OR stand together: same place, same letter."""
    out: list[list[Fact]] = []
    for fact in facts:
        letter = fact.value.get("alternative")
        if out and letter and out[-1][0].value.get("alternative") == letter and out[-1][0].path == fact.path:
            out[-1].append(fact)
        else:
            out.append([fact])
    return out


def _kinds(material: Material, fact: Fact) -> tuple[m.Kind, ...]:
    target = fact.value.get("target")
    if target == "collective":
        return ("collective",)
    if target == "individual":
        return ("individual",)
    if target == "household" or (
        re.match(r"ho\b", fold(str(fact.value.get("text")))) and "hộ" in str(fact.value.get("text")).lower()[:4]
    ):
        return ("household",)
    named = {str(each.value.get("target")) for each in material.all("quota")}
    if named == {"individual"} and target == "any":
        return ("individual", "collective")
    return ("collective", "individual")


def _standard(
    material: Material, group: list[Fact], kind: m.Kind, issuer: m.Issuer, known: Sequence[m.Round]
) -> m.Standard:
    first = group[0]
    final = first.value.get("target") == "multi_year"
    parts = tuple(_expression(material, fact, kind, issuer, multi_year=final) for fact in group)
    label = " hoặc ".join(str(fact.value["text"]) for fact in group)
    rule = first.value.get("round") or ("final" if final else None)
    return m.Standard(
        id=material.id(f"{'tong-ket-' if final else 'tieu-chuan-'}{_STEMS[kind]}"),
        label=sentence(label),
        kind=kind,
        audiences=(),
        rounds=rounds_of(rule, known),
        expr=parts[0] if len(parts) == 1 else m.Any(parts),
        source=source(first),
    )


def _expression(material: Material, fact: Fact, kind: m.Kind, issuer: m.Issuer, *, multi_year: bool) -> m.Expr:
    """The condition of one fact with every figure it asks; what only a person can judge is asked."""
    also = fact.value.get("also")
    text, further = str(fact.value["text"]), len(also) if isinstance(also, list | tuple) else 0
    expr, left = conditions(text, further, kind=kind, issuer=issuer, multi_year=multi_year)
    for words in left:
        material.ask(
            "muc-khac",
            f"“{sentence(words, 160)}” là mức chương trình chưa tự tính được; ai xác nhận?",
            "ambiguous",
            "Người thẩm định xem xét phần này và ghi lý do; các mức khác của tiêu chuẩn vẫn được đối chiếu.",
            source(fact),
        )
    return expr


def _from_criteria(material: Material, issuer: m.Issuer, have: Sequence[m.Standard]) -> list[m.Standard]:
    """A plan that names no standards of its own but asks for a yearly class: the class is a standard, and is asked."""
    if any(fact.value.get("target") in ("collective", "individual") for fact in material.all("standard")):
        return []
    out: list[m.Standard] = []
    for fact in material.all("criterion"):
        if fact.value.get("unit") != "class":
            continue
        kind: m.Kind = "individual" if fact.value.get("group") in ("staff", "head") else "collective"
        expr = expression(f"xếp loại {fact.value.get('text')}", kind=kind, issuer=issuer)
        if isinstance(expr, m.Leaf) and expr.leaf == "rating_at_least":
            label = sentence(str(fact.value["text"]))
            out.append(m.Standard(material.id(f"tieu-chuan-{_STEMS[kind]}"), label, kind, (), (), expr, source(fact)))
    if out:
        material.ask(
            "tieu-chi-la-tieu-chuan",
            "Kế hoạch không nêu tiêu chuẩn khen thưởng riêng; dùng các tiêu chí thi đua làm tiêu chuẩn?",
            "ambiguous",
            "Mức xếp loại nêu trong tiêu chí được dùng làm tiêu chuẩn; tiêu chí khác chỉ theo dõi.",
            out[0].source,
        )
    return out


def exclusions(material: Material) -> tuple[m.Exclusion, ...]:
    """What bars: a late or missing dossier, or a candidate in the case the clause names."""
    return tuple(_exclusion(material, fact) for fact in material.all("exclusion"))


def _exclusion(material: Material, fact: Fact) -> m.Exclusion:
    text = str(fact.value["text"])
    rule = "late" if has(text, "late") else "missing" if has(text, "missing") else None
    target = fact.value.get("target")
    kind: m.Kind | None = {"collective": "collective", "individual": "individual", "household": "household"}.get(
        str(target)
    )  # type: ignore[assignment]  # the words are the kinds
    return m.Exclusion(
        id=material.id({"late": "loai-nop-muon", "missing": "loai-khong-ho-so"}.get(rule or "", "loai")),
        label=sentence(text),
        on="dossier" if rule else "candidate",
        kind=None if rule else kind,
        audiences=(),
        rounds=(),
        rule=rule,
        expr=None if rule else barring(text, kind=kind),
        source=source(fact),
    )


def bars_late(material: Material) -> bool:
    """The text says that late dossiers are not considered."""
    return any(has(str(fact.value["text"]), "late") for fact in material.all("exclusion"))


__all__ = ["bars_late", "exclusions", "standards", "text_of"]
