"""The one strict way from YAML files to rows. Whatever is not understood is refused, with file and place.

A file holds topics, a topic a list of rows. A row has the dimensions of its topic and ``value``,
``since``, optionally ``until`` (last day, inclusive), ``source`` (``instrument``, ``place``), then
either ``checked`` (day of checking) or ``status: unverified``, optionally ``note``. A row of an extra
directory that takes the place of a row below it says ``overrides: true``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Final

import yaml

from .errors import LawError, nearest
from .topics import TOPICS, Topic, WrongValue, fields, one_of, read_date
from .types import Row, Source, Value

_ROW_KEYS: Final = ("value", "since", "until", "source", "checked", "status", "note", "overrides")


_Base: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]  # the C loader where libyaml is there, else the Python one
    """Everything stays text: no date, number or yes/no is guessed. A key written twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        data: dict[Hashable, object] = {}
        for key_node, value_node in node.value:
            key = str(self.construct_object(key_node, deep=True))
            if key in data:
                raise LawError(f"khóa “{key}” ghi hai lần (dòng {key_node.start_mark.line + 1}); hãy bỏ một dòng")
            data[key] = self.construct_object(value_node, deep=True)
        return data


def read_directory(directory: Path) -> list[Row]:
    """Rows of all ``*.yaml`` files of one directory, in order of file name. Raises :class:`LawError`."""
    if not directory.is_dir():
        raise LawError(f"không có thư mục {directory}; hãy kiểm tra đường dẫn")
    rows = [row for path in sorted(directory.glob("*.yaml")) for row in read_file(path)]
    refuse_overlaps(rows)
    return rows


def read_file(path: Path) -> list[Row]:
    """Rows of one file. Raises :class:`LawError`."""
    name = path.name
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # BaseLoader: builds text only
    except LawError as error:
        raise LawError(error.problem, file=name) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (dòng {mark.line + 1})" if mark is not None else ""
        raise LawError(f"không đọc được YAML{where}; hãy xem lại thụt dòng và dấu hai chấm", file=name) from error
    if not isinstance(data, dict):
        raise LawError("tệp phải gồm các chủ đề, mỗi chủ đề một danh sách", file=name)
    rows: list[Row] = []
    for topic, items in data.items():
        if topic not in TOPICS:
            raise LawError(f"không có chủ đề “{topic}”; {nearest(topic, TOPICS)}", file=name, place=topic)
        if not isinstance(items, list):
            raise LawError("chủ đề phải là một danh sách", file=name, place=topic)
        rows += [_row(topic, item, name, f"{topic}[{index}]") for index, item in enumerate(items)]
    return rows


def _row(topic_name: str, item: object, file: str, place: str) -> Row:
    """One row. Positions are counted from 0, as in the data."""
    topic = TOPICS[topic_name]
    known = (*topic.dims, *_ROW_KEYS)
    if not isinstance(item, dict):
        raise LawError("mỗi dòng phải gồm các khóa", file=file, place=place)
    for key in item:
        if key not in known:
            raise LawError(f"khóa lạ “{key}”; {nearest(key, known)}", file=file, place=f"{place}.{key}")
    optional_since = topic_name == "instrument"  # the first day of some internal decisions is not known
    for key in (*topic.dims, "value", *(() if optional_since else ("since",)), "source"):
        if key not in item:
            raise LawError(f"thiếu khóa “{key}”", file=file, place=place)
    step = ""
    try:
        dims = []
        for step, words in topic.dims.items():
            dims.append(one_of(item[step], words) if words is not None else str(item[step]))
        step = "value"
        value = topic.read(item["value"])
        step = "since"
        since = read_date(item["since"]) if "since" in item else None
        step = "until"
        until = read_date(item["until"]) if "until" in item else None
        if since and until and until < since:
            raise WrongValue("ngày hết hiệu lực đứng trước ngày có hiệu lực")
        step = "source"
        source = _source(item["source"])
        step = "checked"
        checked = read_date(item["checked"]) if "checked" in item else None
        step = "status"
        if item.get("status", "unverified") != "unverified":
            raise WrongValue("chỉ ghi được “unverified”; giá trị đã kiểm tra thì ghi ngày ở “checked”")
        if (checked is None) == ("status" not in item):
            raise WrongValue("phải ghi đúng một trong hai: “checked: ngày kiểm tra” hoặc “status: unverified”")
        if checked is not None and not source.instrument:
            raise WrongValue("giá trị không có văn bản nguồn (source.instrument) thì phải ghi “status: unverified”")
        step = "overrides"
        if item.get("overrides", "true") != "true":
            raise WrongValue("chỉ ghi được “true”")
    except WrongValue as error:
        raise LawError(str(error), file=file, place=f"{place}.{step}") from error
    found: Value[object] = Value(
        key=".".join((topic_name, *dims)),
        label=_label(topic, dims),
        value=value,
        since=since,
        until=until,
        source=source,
        checked=checked,
        status="verified" if checked else "unverified",
        note=str(item.get("note", "")),
        origin=file,
    )
    return Row(topic_name, tuple(dims), found, file, place, "overrides" in item)


def _source(raw: object) -> Source:
    data = fields(raw, ("place",), ("instrument",))
    return Source(str(data.get("instrument", "")).strip(), str(data["place"]).strip())


def _label(topic: Topic, dims: list[str]) -> str:
    """``Hệ số tiền thưởng: Giấy khen, Chủ tịch UBND cấp xã, cá nhân``."""
    words = [known[word] if known else word for word, known in zip(dims, topic.dims.values(), strict=True)]
    return f"{topic.label}: {', '.join(words)}" if words else topic.label


def overlap(a: Value[object], b: Value[object]) -> bool:
    """Whether two periods share a day; an unknown first day shares all."""
    return not (
        (a.until is not None and b.since is not None and a.until < b.since)
        or (b.until is not None and a.since is not None and b.until < a.since)
    )


def refuse_overlaps(rows: Iterable[Row]) -> None:
    """Two rows of one key on one day: the book could answer two things, so neither is taken."""
    seen: dict[str, list[Row]] = {}
    for row in rows:
        for other in seen.setdefault(row.value.key, []):
            if overlap(row.value, other.value):
                raise LawError(
                    f"thời gian hiệu lực chồng lên {other.file}, mục {other.place}; "
                    "hãy sửa “since” hoặc “until” để mỗi ngày chỉ có một giá trị",
                    file=row.file,
                    place=row.place,
                )
        seen[row.value.key].append(row)
