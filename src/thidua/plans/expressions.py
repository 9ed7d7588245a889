"""Standards as written in YAML ⇄ expression trees: ``{leaf: …}``, ``{all: […]}``, ``{any: […]}``, ``{not: …}``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from . import model
from .errors import Place, PlanError, nearest
from .vocabulary import AWARD_FORMS, DISCIPLINES, DUTY_TYPES, GRADE_NAMES, LEAVES, RATING_SCALES, ROLES, SPANS, TIERS

_TYPE_NAMES: Final = {str: "chữ", int: "số nguyên", bool: "true hoặc false"}

# (leaf, parameter) -> words it may take; a criterion is checked against the plan in references.py
_WORDS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("rating_at_least", "scale"): tuple(RATING_SCALES),
    ("rating_at_least", "grade"): tuple(GRADE_NAMES),
    ("no_discipline", "of"): ("self", "staff"),
    ("no_discipline", "least"): tuple(DISCIPLINES),
    ("no_complaint", "of"): ("self", "staff"),
    ("index_improved", "target"): ("component", "overall", "either"),
    ("index_improved", "by"): ("share", "points"),
    ("initiative_recognised", "level"): tuple(TIERS),
    ("prior_awards", "form"): tuple(AWARD_FORMS),
    ("prior_awards", "authority_tier"): tuple(TIERS),
    ("duty_done", "type"): tuple(DUTY_TYPES),
    ("judgement", "by"): tuple(ROLES),
}


def leaves(expr: model.Expr) -> Iterator[model.Leaf]:
    """The leaves in the order in which they are written."""
    match expr:
        case model.Leaf():
            yield expr
        case model.Not(item):
            yield from leaves(item)
        case model.All(items) | model.Any(items):
            for item in items:
                yield from leaves(item)


def named(expr: model.Expr, owner: str) -> model.Expr:
    """The same tree with every leaf named: ``owner`` for a single leaf, ``owner.1``, ``owner.2``… otherwise."""
    single = isinstance(expr, model.Leaf)
    numbers = iter(range(1, 10_000))

    def walk(part: model.Expr) -> model.Expr:
        match part:
            case model.Leaf():
                default = owner if single else f"{owner}.{next(numbers)}"
                return part if part.id else replace(part, id=default)
            case model.Not(item):
                return model.Not(walk(item))
            case model.All(items):
                return model.All(tuple(walk(item) for item in items))
            case model.Any(items):
                return model.Any(tuple(walk(item) for item in items))

    return walk(expr)


def unnamed(expr: model.Expr, owner: str) -> model.Expr:
    """The tree without the leaf ids that :func:`named` would give again; other ids stay."""

    def walk(part: model.Expr, given: Iterator[str]) -> model.Expr:
        match part:
            case model.Leaf():
                return replace(part, id="") if part.id == next(given) else part
            case model.Not(item):
                return model.Not(walk(item, given))
            case model.All(items):
                return model.All(tuple(walk(item, given) for item in items))
            case model.Any(items):
                return model.Any(tuple(walk(item, given) for item in items))

    count = sum(1 for _ in leaves(expr))
    given = [owner] if isinstance(expr, model.Leaf) else [f"{owner}.{n}" for n in range(1, count + 1)]
    return walk(expr, iter(given))


def decode(value: object, place: Place) -> model.Expr:
    """Data → tree. Raises :class:`PlanError` for anything outside the closed vocabulary."""
    if not isinstance(value, dict) or not value:
        raise PlanError("điều kiện phải viết dạng {leaf: …}, {all: […]}, {any: […]} hoặc {not: …}", place)
    if "leaf" in value:
        return _leaf(value, place)
    if len(value) > 1:
        raise PlanError("một điều kiện chỉ có một từ nối; hãy tách thành các phần của all hoặc any", place)
    (word, body), *_ = value.items()
    match word:
        case "all":
            return model.All(_items(body, (*place, word)))
        case "any":
            return model.Any(_items(body, (*place, word)))
        case "not":
            return model.Not(decode(body, (*place, word)))
    raise PlanError(f"không có từ nối “{word}”; {nearest(str(word), ('leaf', 'all', 'any', 'not'))}", place)


def encode(expr: model.Expr, *, short: bool = False) -> dict[str, object]:
    """Tree → data. ``short`` leaves out parameters that have their default value and empty ids."""
    match expr:
        case model.Leaf(leaf, params, id_):
            known = LEAVES.get(leaf, {})
            kept = {k: v for k, v in params.items() if not (short and k in known and known[k][2] == v)}
            return {"leaf": leaf, **({"id": id_} if id_ else {}), **kept}
        case model.All(items):
            return {"all": [encode(item, short=short) for item in items]}
        case model.Any(items):
            return {"any": [encode(item, short=short) for item in items]}
        case model.Not(item):
            return {"not": encode(item, short=short)}


def _items(body: object, place: Place) -> tuple[model.Expr, ...]:
    if not isinstance(body, list) or not body:
        raise PlanError("phải là danh sách có ít nhất một điều kiện", place)
    return tuple(decode(item, (*place, index)) for index, item in enumerate(body))


def _leaf(value: dict[str, object], place: Place) -> model.Leaf:
    name, own_id = value["leaf"], value.get("id") or ""
    if not isinstance(name, str) or name not in LEAVES:
        raise PlanError(f"không có câu hỏi “{name}” trong vốn tiêu chuẩn; {nearest(str(name), LEAVES)}", place)
    if not isinstance(own_id, str):
        raise PlanError("mã của câu hỏi phải là chữ; hãy đặt trong dấu nháy", (*place, "id"))
    known = LEAVES[name]
    for key in value:
        if key not in known and key not in {"leaf", "id"}:
            raise PlanError(f"“{name}” không có tham số “{key}”; {nearest(key, known)}", (*place, key))
    params = {key: _parameter(name, key, value, place) for key in known}
    if name == "rating_at_least" and params["grade"] not in RATING_SCALES[str(params["scale"])]:
        raise PlanError(
            f"thang xếp loại “{params['scale']}” không có mức “{params['grade']}”; "
            f"{nearest(str(params['grade']), RATING_SCALES[str(params['scale'])])}",
            (*place, "grade"),
        )
    return model.Leaf(name, params, own_id)


def _parameter(leaf: str, key: str, given: dict[str, object], place: Place) -> object:
    wanted, required, default = LEAVES[leaf][key]
    if key not in given:
        if required:
            raise PlanError(f"“{leaf}” thiếu tham số “{key}”; hãy thêm vào", place)
        return default
    value = given[key]
    if type(value) is not wanted:  # a bool is no int here
        raise PlanError(f"tham số “{key}” phải là {_TYPE_NAMES[wanted]}, đang là “{value}”", (*place, key))
    words = SPANS if key == "within" else _WORDS.get((leaf, key))
    if words is not None and value not in words:
        raise PlanError(f"tham số “{key}” không nhận “{value}”; {nearest(str(value), words)}", (*place, key))
    return value
