"""Numbers of one kind of candidate put together: parts for different bodies add up, only the same thing contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from thidua.plans import model as m
from thidua.reader.build.material import Material, sentence
from thidua.reader.grammar.folded import fold

KIND_WORDS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number the text states and the body or kind of body it is for; empty where it is for all."""

    quota: m.Quota
    scope: str


def joined(material: Material, told: Sequence[Number]) -> list[m.Quota]:
    """One quota for each kind, award and round, with what was unclear about its numbers asked once."""
    groups: dict[tuple[str, str | None, tuple[str, ...]], list[Number]] = {}
    for each in told:
        groups.setdefault((each.quota.kind, each.quota.award, each.quota.rounds), []).append(each)
    out = []
    for group in groups.values():
        made = _join(material, _of_one_scope(material, group))
        if made.op == "exact":
            _ask_exact(material, made)
        out.append(made)
    return out


def _of_one_scope(material: Material, group: list[Number]) -> list[Number]:
    """Of two clauses about the same thing the smaller number, asked; numbers of one clause stay."""
    kept: list[Number] = []
    for each in group:
        at = next((n for n, other in enumerate(kept) if fold(other.scope) == fold(each.scope)), None)
        if at is None or (not each.scope and kept[at].quota.source.path == each.quota.source.path):
            kept.append(each)
            continue
        first, second = kept[at].quota, each.quota
        if (first.value, first.op) == (second.value, second.op):
            continue
        kept[at] = min(kept[at], each, key=lambda number: number.quota.value)
        what = f"{KIND_WORDS[first.kind]}{f' ({each.scope})' if each.scope else ''}"
        text = (
            f"Mục {first.source.path} ghi {first.value:02} {what}, mục {second.source.path} ghi {second.value:02}; "
            "số nào đúng?"
        )
        assumed = f"Lấy số nhỏ hơn, {kept[at].quota.value:02} {what}."
        material.ask(f"hai-so-{KIND_WORDS[first.kind]}", text, "contradictory", assumed, second.source)
    return kept


def _join(material: Material, group: list[Number]) -> m.Quota:
    """The total of the parts; a number for all that is no smaller than its parts, in another clause, is the total."""
    first = group[0]
    scoped = [each for each in group if each.scope]
    if not scoped or len(group) == 1:
        return _sum_of_all(material, [each.quota for each in group]) if len(group) > 1 else _one(material, first)
    whole = [each for each in group if not each.scope]
    parts, kind = sum(each.quota.value for each in scoped), KIND_WORDS[first.quota.kind]
    rows = "; ".join(f"{_capital(each.scope)}: {each.quota.value:02}" for each in scoped)
    apart = bool(whole) and all(each.quota.source.path != whole[0].quota.source.path for each in scoped)
    op: Literal["exact", "max"] = "max" if any(each.quota.op == "max" for each in group) else "exact"
    if len(whole) == 1 and apart and whole[0].quota.value >= parts:
        total = whole[0].quota
        text = f"Kế hoạch ghi {total.value:02} {kind}, lại ghi riêng ({sentence(rows, 140)}); số riêng nằm trong hay ngoài số chung?"
        material.ask(
            f"so-rieng-{kind}", text, "ambiguous",
            f"Số riêng nằm trong số chung; khóa theo {total.value:02} {kind}, số riêng hiện để người xét đối chiếu.",
            scoped[0].quota.source,
        )  # fmt: skip
        return replace(total, scope=sentence(rows if parts == total.value else f"{total.scope} (trong đó {rows})", 400))
    total_value = parts + sum(each.quota.value for each in whole)
    if whole:
        rows += "".join(f"; Còn lại: {each.quota.value:02}" for each in whole)
    material.ask(
        f"phan-bo-{kind}",
        f"Số {kind} được ghi riêng ({sentence(rows, 140)}); nơi không dùng hết có chuyển được không?",
        "ambiguous",
        f"Khóa theo tổng {total_value:02} {kind}; từng số hiện để người xét đối chiếu.",
        first.quota.source,
    )
    return replace(first.quota, op=op, value=total_value, scope=sentence(rows, 400))


def _one(material: Material, each: Number) -> m.Quota:
    """A number alone; one for a kind of body only is held for all of its kind of candidate, and asked."""
    if each.scope:
        kind = KIND_WORDS[each.quota.kind]
        material.ask(
            f"pham-vi-{kind}",
            f"Số {each.quota.value:02} {kind} chỉ ghi cho {each.scope}; {kind} khác có được khen không?",
            "ambiguous",
            f"Khóa {each.quota.value:02} cho mọi {kind}; phạm vi “{each.scope}” hiện để người xét đối chiếu.",
            each.quota.source,
        )
    return each.quota


def _sum_of_all(material: Material, group: list[m.Quota]) -> m.Quota:
    """Several numbers of one clause without a body of their own."""
    total, kind = sum(each.value for each in group), KIND_WORDS[group[0].kind]
    text = f"Kế hoạch ghi nhiều số {kind} cho cùng một hình thức khen; cộng lại hay tính riêng?"
    assumed = f"Khóa theo tổng {total:02} {kind}; từng số hiện để người xét đối chiếu."
    material.ask(f"cong-so-{kind}", text, "ambiguous", assumed, group[-1].source)
    scope = sentence("; ".join(f"{each.scope}: {each.value:02}" for each in group), 400)
    op: Literal["exact", "max"] = "max" if any(each.op == "max" for each in group) else "exact"
    return replace(group[0], op=op, value=total, scope=scope)


def _ask_exact(material: Material, made: m.Quota) -> None:
    kind = KIND_WORDS[made.kind]
    material.ask(
        f"so-{kind}",
        f"Số {kind} ghi {made.value:02}, không có chữ tối đa; phải đủ hay được ít hơn?",
        "ambiguous",
        f"Là đúng {made.value:02}; ít hơn phải ghi lý do, nhiều hơn thì không nhận.",
        made.source,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
