"""Plan ⇄ plain data (JSON-able) ⇄ YAML, strict: what the model does not know is refused with a sentence.

Written once for all dataclasses of ``model.py`` from their type hints. Optional keys may be left out; what is
left out is empty, never guessed, except for the few fixed words of ``DEFAULTS``.
"""

from __future__ import annotations

import dataclasses
import types
import typing
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from . import expressions, model, references
from .errors import Place, PlanError, nearest
from .vocabulary import CHOICES, ROLES, STAFF_GROUPS, UNIT_KINDS
from .yamltext import Reader

# What an omitted key means where neither None nor an empty list can stand.
DEFAULTS: Final[Mapping[tuple[str, str], object]] = {
    ("MovementName", "thematic"): False,
    ("MovementName", "cycle"): "single",
    ("DocRef", "relation"): "cited",
    ("Criterion", "base"): "",
    ("Criterion", "exception"): "",
    ("Quota", "scope"): "",
    ("PaperItem", "per"): "dossier",
    ("PaperItem", "made_by"): "unit",
    ("Deadline", "late"): "to_decider",  # the plan says nothing about lateness
    ("Duty", "mode"): "order",
    ("Recipient", "delivery"): "send",
    ("Cascade", "lower_required"): False,
    ("Plan", "cascade"): model.Cascade(None, False, (), None, None, None),
}

# field name -> words it may hold, wherever it stands
_FIELD_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "unit_kinds": UNIT_KINDS,
    "lower_kinds": UNIT_KINDS,
    "staff_groups": STAFF_GROUPS,
    "role": ROLES,
}

_MISSING: Final = object()
_DUMPER: Final = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # ten times the speed where libyaml is there


def to_data(plan: model.Plan) -> dict[str, object]:
    """The whole plan as JSON-able data, every key present; :func:`from_data` gives an equal plan back."""
    return _encode_object(plan, short=False)


def from_data(data: object, name: str = "") -> model.Plan:
    """Data → checked plan. Raises :class:`PlanError` (one Vietnamese sentence; ``name`` is the file it names)."""
    try:
        plan = _decode(model.Plan, data, (), "", "")
        assert isinstance(plan, model.Plan)
        plan = _with_leaf_ids(plan)
        references.check(plan)
    except PlanError as error:
        raise error.located(name, error.line) from None
    return plan


def to_yaml(plan: model.Plan) -> str:
    """The plan as a short YAML text: empty and default keys are left out."""
    data = _encode_object(plan, short=True)
    return str(yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110))


def loads(text: str, name: str = "kế hoạch") -> model.Plan:
    """YAML text → plan. Raises :class:`PlanError` naming ``name``, line, place and cure."""
    reader = Reader()
    try:
        return from_data(reader.read(text))
    except PlanError as error:
        line = error.line if error.line is not None else reader.line(error.place)
        raise error.located(name, line) from None


def load(path: str | Path) -> model.Plan:
    """File → plan. Raises :class:`PlanError`, also when the file is not there or not UTF-8."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PlanError("không mở được tệp; hãy kiểm tra đường dẫn và quyền đọc", name=str(path)) from error
    except UnicodeDecodeError as error:
        raise PlanError("tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8", name=str(path)) from error
    return loads(text, file.name)


# ---------------------------------------------------------------- data -> model


@cache
def hints(cls: type) -> dict[str, Any]:
    """Field name → resolved type of a dataclass of the model."""
    return typing.get_type_hints(cls)


# By identity: types that compare equal may list their words in another order, and the order shows in the schema.
_split: dict[int, tuple[Any, Any, bool]] = {}


def split_optional(hint: Any) -> tuple[Any, bool]:
    """``X | None`` → (X, True); anything else → (itself, False)."""
    kept = _split.get(id(hint))
    if kept is None or kept[0] is not hint:
        kept = _split[id(hint)] = (hint, *_without_none(hint))
    return kept[1], kept[2]


def _without_none(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        rest = [part for part in typing.get_args(hint) if part is not type(None)]
        if len(rest) == 1:
            return rest[0], True
    return hint, False


def default(cls: type, field: dataclasses.Field[Any]) -> object:
    """Value of an omitted key, or ``MISSING`` (compare with :func:`required`)."""
    fixed = DEFAULTS.get((cls.__name__, field.name), _MISSING)
    if fixed is not _MISSING:
        return fixed
    if field.default is not dataclasses.MISSING:
        return field.default
    hint, optional = split_optional(hints(cls)[field.name])
    if optional:
        return None
    return () if typing.get_origin(hint) is tuple else _MISSING


def required(cls: type, field: dataclasses.Field[Any]) -> bool:
    """True when a plan file must write this key."""
    return default(cls, field) is _MISSING


def words(owner: str, name: str) -> Mapping[str, str] | None:
    """Word → Vietnamese name for a text field of the model that takes only listed words, else None."""
    return CHOICES.get((owner, name)) or _FIELD_WORDS.get(name)


def _decode(hint: Any, value: object, place: Place, owner: str, name: str) -> object:
    hint, optional = split_optional(hint)
    if value is None and optional:
        return None
    if hint is model.Expr:
        return expressions.decode(value, place)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _decode_object(hint, value, place)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _decode_list(typing.get_args(hint)[0], value, place, owner, name)
    if origin is typing.Literal:
        return _decode_word(value, typing.get_args(hint), place)
    return _decode_scalar(hint, value, place, owner, name)


@cache
def _fields(cls: Any) -> Mapping[str, tuple[Any, object, bool]]:
    """Of every field: type, value of an omitted key, and whether any text may stand in it."""
    return {
        field.name: (hints(cls)[field.name], default(cls, field), _is_free(cls, field.name))
        for field in dataclasses.fields(cls)
    }


def _is_free(cls: type, name: str) -> bool:
    return split_optional(hints(cls)[name])[0] is str and words(cls.__name__, name) is None


@cache
def _names(cls: Any) -> tuple[str, ...]:
    """Names of the fields; none of what is no dataclass."""
    return tuple(field.name for field in dataclasses.fields(cls)) if dataclasses.is_dataclass(cls) else ()


def _decode_object(cls: type, value: object, place: Place) -> object:
    if cls is model.Source and isinstance(value, str):  # short form: source: III.2.a
        value = {"path": value}
    if not isinstance(value, dict):
        raise PlanError("phải là một nhóm “tên: nội dung”; hãy viết các mục con thụt vào bên dưới", place)
    fields = _fields(cls)
    for key in value:
        if key not in fields:
            raise PlanError(f"không có mục tên “{key}”; {nearest(str(key), fields)}", (*place, str(key)))
    made: dict[str, object] = {}
    for name, (hint, fallback, free) in fields.items():
        if free and type(part := value.get(name)) is str:  # most values
            made[name] = unicodedata.normalize("NFC", part)
        elif name in value:
            made[name] = _decode(hint, value[name], (*place, name), cls.__name__, name)
        elif fallback is not _MISSING:
            made[name] = fallback
        elif name == "source":
            raise PlanError(
                "thiếu “source”; hãy ghi mục của văn bản nêu điều này, ví dụ source: {path: III.2.a}", place
            )
        else:
            raise PlanError(f"thiếu mục “{name}”; hãy thêm vào", place)
    return cls(**made)


def _decode_list(item: Any, value: object, place: Place, owner: str, name: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise PlanError("phải là một danh sách; hãy viết [a, b] hoặc mỗi dòng một gạch “- ”", place)
    return tuple(_decode(item, part, (*place, index), owner, name) for index, part in enumerate(value))


def _decode_word(value: object, listed: tuple[object, ...], place: Place) -> object:
    if value not in listed:
        raise PlanError(f"không nhận “{value}”; {nearest(str(value), map(str, listed))}", place)
    return value


def _decode_scalar(hint: Any, value: object, place: Place, owner: str, name: str) -> object:
    if type(value) is not hint:
        raise PlanError(_wrong_type(hint, value), place)
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value)
    listed = words(owner, name)
    if listed is not None and text not in listed:
        raise PlanError(f"không nhận “{text}”; {nearest(text, listed)}", place)
    return text


def _wrong_type(hint: Any, value: object) -> str:
    if hint is str and isinstance(value, int):
        return f"phải là chữ, đang là {value}; hãy đặt trong dấu nháy"
    wanted = {str: "chữ", int: "số nguyên", bool: "true hoặc false"}.get(hint, str(hint))
    shown = "để trống" if value is None else f"“{value}”"
    return f"phải là {wanted}, đang là {shown}; hãy sửa lại hoặc bỏ mục này nếu văn bản không nêu"


def _with_leaf_ids(plan: model.Plan) -> model.Plan:
    standards = tuple(dataclasses.replace(each, expr=expressions.named(each.expr, each.id)) for each in plan.standards)
    exclusions = tuple(
        each if each.expr is None else dataclasses.replace(each, expr=expressions.named(each.expr, each.id))
        for each in plan.exclusions
    )
    return dataclasses.replace(plan, standards=standards, exclusions=exclusions)


# ---------------------------------------------------------------- model -> data


_EXPRESSIONS: Final = frozenset({model.Leaf, model.All, model.Any, model.Not})


def _encode_object(value: Any, *, short: bool) -> dict[str, object]:
    cls: Any = type(value)
    if not short:
        every = ((name, getattr(value, name)) for name in _names(cls))
        return {name: part if type(part) is str else _encode(part, short=False) for name, part in every}
    data: dict[str, object] = {}
    for field in dataclasses.fields(cls):
        part = getattr(value, field.name)
        if not required(cls, field) and part == default(cls, field):
            continue
        if field.name == "expr":
            part = expressions.unnamed(part, value.id)
        data[field.name] = _encode(part, short=True)
    return data


def _encode(value: Any, *, short: bool) -> object:
    cls: Any = type(value)
    if cls is str or value is None:  # most values
        return value
    if cls is tuple:
        return [_encode(part, short=short) for part in value]
    if cls in _EXPRESSIONS:
        return expressions.encode(value, short=short)
    return _encode_object(value, short=short) if _names(cls) else value
