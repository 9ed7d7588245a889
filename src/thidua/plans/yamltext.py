"""YAML text → plain data and the line of every place. Numbers with a leading zero and dates stay text."""

from __future__ import annotations

import re
from typing import Final

import yaml

from .errors import Place, PlanError

MAX_NODES: Final = 60_000  # the longest real plan has about 3.000; more is a bomb of aliases
MAX_DEPTH: Final = 30
MAX_DIGITS: Final = 18  # Python refuses to read numbers of some thousands of digits

_Base: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]  # the C loader where libyaml is there, else the Python one
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


class Reader:
    """Builds data from YAML nodes and remembers ``lines[place]`` (counted from 1)."""

    def __init__(self) -> None:
        self.lines: dict[Place, int] = {}

    def read(self, text: str) -> object:
        """Data of one YAML document. Raises :class:`PlanError` for text that is not YAML."""
        try:
            _check_depth(text)
            node = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise PlanError(
                "không đọc được YAML; hãy xem lại thụt dòng, dấu hai chấm và dấu nháy ở chỗ này",
                line=mark.line + 1 if mark is not None else None,
            ) from error
        if node is None:
            raise PlanError("tệp trống; hãy chép một kế hoạch mẫu rồi sửa")
        return self._value(node, ())

    def line(self, place: Place) -> int | None:
        """Line of the place, or of the nearest part above it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)

    def _value(self, node: yaml.Node, place: Place) -> object:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if len(self.lines) > MAX_NODES or len(place) > MAX_DEPTH:
            raise PlanError("nội dung quá lớn hoặc lồng quá sâu; hãy bỏ các tham chiếu &, * lặp lại", place)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*place, index)) for index, item in enumerate(node.value)]
        return _scalar(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                raise PlanError("tên mục phải là một từ; hãy viết “tên: nội dung”", place)
            if key in data:
                raise PlanError(f"“{key}” được khai hai lần; hãy bỏ một", (*place, key))
            self.lines[(*place, key)] = key_node.start_mark.line + 1
            data[key] = self._value(value_node, (*place, key))
        return data


def _check_depth(text: str) -> None:
    """Refuse deep nesting before nodes are composed: libyaml composes by recursion and would end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH + 1:
                line = event.start_mark.line + 1 if event.start_mark is not None else None
                raise PlanError("nội dung lồng quá sâu; hãy xem lại dấu ngoặc và thụt dòng ở chỗ này", line=line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _scalar(node: yaml.Node, place: Place) -> object:
    text: str = node.value
    match node.tag.rpartition(":")[2]:
        case "str":
            return text
        case "null":
            return None
        case "bool":
            return text == "true"
        case "int":
            if len(text) > MAX_DIGITS:
                raise PlanError(f"số này dài {len(text)} chữ số; hãy xem lại", place)
            return int(text)
    raise PlanError(f"kiểu {node.tag} không dùng trong kế hoạch; hãy viết chữ thường", place)
