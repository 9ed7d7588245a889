"""JSON Schema (2020-12) of a plan file, generated from the dataclasses, so that editors can complete and check.

``thidua plan schema`` prints it; ``plan.schema.json`` is the committed copy and a test holds it current.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from pathlib import Path
from typing import Any, Final

from . import codec, model
from .vocabulary import LEAVES

FILE: Final = Path(__file__).with_name("plan.schema.json")

_TYPES: Final = {str: "string", int: "integer", bool: "boolean"}


def schema() -> dict[str, object]:
    """The schema of a whole plan; every dataclass is a ``$defs`` entry."""
    definitions: dict[str, object] = {"Expr": _expression()}
    top = _object(model.Plan, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kế hoạch phát động phong trào thi đua",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def text() -> str:
    """The committed form of the schema."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(cls: type, definitions: dict[str, object]) -> dict[str, object]:
    hints = codec.hints(cls)
    fields = dataclasses.fields(cls)
    return {
        "type": "object",
        "description": " ".join((cls.__doc__ or "").split()),
        "properties": {each.name: _any(hints[each.name], cls, each.name, definitions) for each in fields},
        "required": [each.name for each in fields if codec.required(cls, each)],
        "additionalProperties": False,
    }


def _any(hint: Any, cls: type, name: str, definitions: dict[str, object]) -> dict[str, object]:
    hint, optional = codec.split_optional(hint)
    found = _plain(hint, cls, name, definitions)
    return {"anyOf": [found, {"type": "null"}]} if optional else found


def _plain(hint: Any, cls: type, name: str, definitions: dict[str, object]) -> dict[str, object]:
    if hint is model.Expr:
        return {"$ref": "#/$defs/Expr"}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # a place holder, should a class ever contain itself
            definitions[hint.__name__] = _object(hint, definitions)
        reference: dict[str, object] = {"$ref": f"#/$defs/{hint.__name__}"}
        return {"anyOf": [reference, {"type": "string"}]} if hint is model.Source else reference
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _plain(typing.get_args(hint)[0], cls, name, definitions)}
    if typing.get_origin(hint) is typing.Literal:
        return {"enum": list(typing.get_args(hint))}
    words = codec.words(cls.__name__, name)
    return {"enum": list(words)} if words else {"type": _TYPES[hint]}


def _expression() -> dict[str, object]:
    itself = {"$ref": "#/$defs/Expr"}
    several = {"type": "array", "items": itself, "minItems": 1}
    parts: list[object] = [
        {"type": "object", "properties": {word: body}, "required": [word], "additionalProperties": False}
        for word, body in (("all", several), ("any", several), ("not", itself))
    ]
    return {"description": "Điều kiện: all, any, not hoặc một câu hỏi (leaf).", "oneOf": [*parts, *map(_leaf, LEAVES)]}


def _leaf(name: str) -> dict[str, object]:
    properties: dict[str, object] = {"leaf": {"const": name}, "id": {"type": "string"}}
    for key, (kind, _, fallback) in LEAVES[name].items():
        properties[key] = {"type": _TYPES[kind]} | ({} if fallback is None else {"default": fallback})
    needed = ["leaf", *(key for key, (_, must, _) in LEAVES[name].items() if must)]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}
