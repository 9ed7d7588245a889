"""A ``Reading`` as JSON and back, for keeping it beside the uploaded file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from thidua.reader.model import Block, Cell, Fact, Line, Pages, Reading, Repair, Section, Span, Verdict

FORMAT = 1
"""Raised when an older kept reading can no longer be understood."""


def to_data(reading: Reading) -> dict[str, Any]:
    """JSON-able data of the reading. The lines of the file are not kept: the blocks hold all their words."""
    data = asdict(reading)
    data["pages"]["lines"] = []
    return {"format": FORMAT, **data}


def from_data(data: Mapping[str, Any]) -> Reading:
    """The reading again; ``ValueError`` where the data are of another format."""
    if data.get("format") != FORMAT:
        raise ValueError(f"Bản đọc đã lưu thuộc dạng {data.get('format')!r}, chương trình chỉ đọc được dạng {FORMAT}.")
    pages = dict(data["pages"])
    pages["lines"] = tuple(_line(line) for line in pages["lines"])
    pages["notes"] = tuple(pages["notes"])
    return Reading(
        pages=Pages(**pages),
        blocks=tuple(_block(block) for block in data["blocks"]),
        outline=_sections(data["outline"]),
        verdict=Verdict(**data["verdict"]),
        facts=tuple(fact_from_data(fact) for fact in data["facts"]),
    )


def fact_from_data(data: Mapping[str, Any]) -> Fact:
    """One fact from its data."""
    values = dict(data)
    values["spans"] = tuple(Span(**span) for span in values["spans"])
    return Fact(**values)


def _line(data: Mapping[str, Any]) -> Line:
    values = dict(data)
    values["cell"] = Cell(**values["cell"]) if values["cell"] else None
    return Line(**values)


def _block(data: Mapping[str, Any]) -> Block:
    values = dict(data)
    values["cell"] = Cell(**values["cell"]) if values["cell"] else None
    values["repairs"] = tuple(Repair(**repair) for repair in values["repairs"])
    return Block(**values)


def _sections(data: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    return tuple(
        Section(
            path=item["path"],
            style=item["style"],
            label=item["label"],
            title=item["title"],
            blocks=tuple(item["blocks"]),
            children=_sections(item["children"]),
            starts=tuple(item["starts"]),
        )
        for item in data
    )
