"""What the styles of a DOCX say about a paragraph: bold, italic, centred, heading, list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from thidua.reader.sources.numbering import W

_OFF: Final = frozenset({"0", "false", "off", "none"})
_HEADING: Final = re.compile(r"(?:heading|tiêu đề)\s*(\d)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """Properties that go down from style to style; ``None`` is "not said"."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    align: str | None = None
    heading: int | None = None
    num: str | None = None
    depth: int | None = None

    def over(self, other: Look) -> Look:
        """This look where it says something, the other for the rest."""
        if self is NOTHING or other is NOTHING:
            return other if self is NOTHING else self
        return _over(self, other)


@lru_cache(maxsize=1024)  # looks are few
def _over(mine: Look, theirs: Look) -> Look:
    return Look(
        bold=_first(mine.bold, theirs.bold),
        italic=_first(mine.italic, theirs.italic),
        caps=_first(mine.caps, theirs.caps),
        hidden=_first(mine.hidden, theirs.hidden),
        align=_first(mine.align, theirs.align),
        heading=_first(mine.heading, theirs.heading),
        num=_first(mine.num, theirs.num),
        depth=_first(mine.depth, theirs.depth),
    )


def _first[T](mine: T | None, theirs: T | None) -> T | None:
    return theirs if mine is None else mine


NOTHING: Final = Look()


_VALUE: Final = f"{W}val"
_SWITCHES: Final = tuple(f"{W}{name}" for name in ("b", "i", "caps", "vanish"))


@cache
def _switched(bold: bool | None, italic: bool | None, caps: bool | None, hidden: bool | None) -> Look:
    """One object for each of the looks runs have: most runs of a paper have the same."""
    return Look(bold, italic, caps, hidden)


def flag(properties: Element, name: str) -> bool | None:
    """A switch such as ``w:b``: present without value means on."""
    found = properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def run_look(properties: Element | None) -> Look:
    """What ``w:rPr`` says."""
    if properties is None or not len(properties):
        return NOTHING
    said = {node.tag: node.get(_VALUE, "1") not in _OFF for node in reversed(properties) if node.tag in _SWITCHES}
    return _switched(*map(said.get, _SWITCHES)) if said else NOTHING


def paragraph_look(properties: Element | None) -> Look:
    """What ``w:pPr`` says, its runs aside."""
    if properties is None:
        return NOTHING
    align = properties.find(f"{W}jc")
    outline = properties.find(f"{W}outlineLvl")
    level = outline.get(f"{W}val", "") if outline is not None else ""
    listed = properties.find(f"{W}numPr")
    num, depth = None, None
    if listed is not None:
        number, level_of = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
        num = number.get(f"{W}val") if number is not None else None
        depth = int(level_of.get(f"{W}val", "0")) if level_of is not None else None
    return Look(
        align=align.get(f"{W}val") if align is not None else None,
        heading=int(level) + 1 if level.isdigit() and int(level) < 9 else None,
        num=num,
        depth=depth,
    )


@dataclass(frozen=True, slots=True)
class Styles:
    """Looks by style, what they are based on already worked in."""

    looks: Mapping[str, Look]
    default: str = ""
    borders: frozenset[str] = frozenset()  # table styles that draw lines

    def look(self, style: str | None) -> Look:
        """The look of a style; that of the default paragraph style where none is named."""
        return self.looks.get(style or self.default, NOTHING)


_STYLE: Final = b"<w:style "
_ID: Final = re.compile(rb"""w:styleId=["']([^"'&]*)["']""")
_BASE: Final = re.compile(rb"""<w:basedOn w:val=["']([^"'&]*)["']""")


def named(main: Element | None) -> set[bytes]:
    """Ids of the styles the main part names, in UTF-8."""
    tags = {f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"}
    found = () if main is None else main.iter()
    return {node.get(f"{W}val", "").encode() for node in found if node.tag in tags}


def only(xml: bytes, wanted: set[bytes]) -> bytes:
    """``styles.xml`` with the wanted styles, what they are based on and the defaults.

    Word writes some two hundred styles into every file, and taking them apart costs more than the text. A file
    written in another way (another prefix, another encoding) stays whole.
    """
    head, *rest = xml.split(_STYLE)
    if not rest or b"</w:style>" not in rest[-1]:
        return xml
    last, closing, tail = rest[-1].rpartition(b"</w:style>")
    rest[-1] = last + closing
    found = [(_ID.search(each, 0, each.find(b">")), each) for each in rest]
    known = {name[1]: each for name, each in found if name}
    asked = [each for name, each in found if not name or b"w:default=" in each[: each.find(b">")]]
    asked += [known[name] for name in wanted if name in known]
    kept: dict[bytes, None] = {}
    while asked:
        kept[each := asked.pop()] = None
        base = _BASE.search(each)
        if base and base[1] in known and known[base[1]] not in kept:
            asked.append(known[base[1]])
    start, _, latent = head.partition(b"<w:latentStyles")
    _, ended, after = latent.partition(b"</w:latentStyles>")
    return (start + after if ended else head) + b"".join(_STYLE + each for each in kept) + tail


def styles(root: Element | None) -> Styles:
    """The styles of ``styles.xml``."""
    if root is None:
        return Styles({})
    own: dict[str, tuple[Look, str]] = {}
    default, ruled, based = "", set(), {}
    start = run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    for item in root.iter(f"{W}style"):
        name = item.get(f"{W}styleId", "")
        parent = item.find(f"{W}basedOn")
        above = parent.get(f"{W}val", "") if parent is not None else ""
        if item.get(f"{W}type") == "table":
            based[name] = above
            if has_borders(item.find(f"{W}tblPr/{W}tblBorders")):
                ruled.add(name)
            continue
        label = item.find(f"{W}name")
        look = run_look(item.find(f"{W}rPr")).over(paragraph_look(item.find(f"{W}pPr")))
        called = _HEADING.match(label.get(f"{W}val", "")) if label is not None else None
        own[name] = (replace(look, heading=int(called[1])) if called and look.heading is None else look, above)
        if item.get(f"{W}default") == "1" and item.get(f"{W}type") == "paragraph":
            default = name
    looks = {name: _resolve(name, own).over(start) for name in own}
    return Styles(looks, default, frozenset(name for name in based if _ruled(name, ruled, based)))


def _resolve(name: str, own: Mapping[str, tuple[Look, str]]) -> Look:
    look, seen = NOTHING, set()
    while name in own and name not in seen:
        seen.add(name)
        found, above = own[name]
        look, name = look.over(found), above
    return look


def _ruled(name: str, ruled: set[str], based: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        if name in ruled:
            return True
        seen.add(name)
        name = based.get(name, "")
    return False


def has_borders(item: Element | None) -> bool:
    """Does a ``w:tblBorders`` or ``w:tcBorders`` draw any line?"""
    return item is not None and any(edge.get(f"{W}val", "none") not in {"none", "nil"} for edge in item)
