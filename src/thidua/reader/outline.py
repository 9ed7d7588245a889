"""From paragraphs to a tree of sections, by the style of their markers and not by exact sequence.

Wrong, mixed and repeated numbers are kept as printed; a path that would stand twice gets ``~2``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from thidua.reader.headings import split_heading
from thidua.reader.marks import Mark, mark, upper
from thidua.reader.meaning import MAIN, is_heading_phrase, of_paragraph, of_title
from thidua.reader.model import Block, Section
from thidua.reader.zones import Zones, zones


@dataclass
class _Node:
    style: str
    key: str
    label: str
    rank: float
    title: str = ""
    step: str = ""
    blocks: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    heading: bool = False
    opens: bool = False  # a heading with words of its own that announce a list


_PLAIN_RANK = 8.5
_PREFIX = {
    "division": "Mục ",
    "article": "Điều ",
    "part": "Phần ",
    "chapter": "Chương ",
    "appendix": "Phụ lục ",
    "step": "Bước ",
}


def outline(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """The sections of the whole document: header, title, preamble, numbered body, closing, recipients, signature."""
    found = zones(blocks)
    root = _Node("plain", "", "", -1)
    for name in ("header", "title", "preamble"):
        _zone(root, name, blocks, found)
    _body(root, [blocks[i] for i in found.body])
    for name in ("closing", "recipients", "signature"):
        _zone(root, name, blocks, found)
    if found.tail:
        _body(root, [blocks[i] for i in found.tail])
    return _finish(root, "", set())


def _zone(root: _Node, name: str, blocks: tuple[Block, ...], found: Zones) -> None:
    places = getattr(found, name)
    if not places:
        return
    node = _Node("plain", name, name, 3, step=name)
    for index in places:
        marked = mark(blocks[index].text) if name == "recipients" else None
        node.blocks.append(index)
        node.starts.append(marked.end if marked and marked.style in ("bullet", "star") else 0)
    root.children.append(node)


def _body(root: _Node, blocks: list[Block]) -> None:
    stack = [root]
    ahead = _next_marks(blocks)
    for place, block in enumerate(blocks):
        if block.cell is not None:
            _table(stack, block)
            continue
        found = mark(block.text)
        if found is None and upper(block.text) and _names_part(stack[-1], block):
            continue
        if found is None and _is_loose_heading(block, blocks, place):
            found = _loose_mark(block)
        if found is None and all(node.style == "plain" for node in stack[1:]) and (lead := _lead(block.text)):
            _led(stack, block, lead)
        elif found is None:
            _paragraph(stack, block, ahead[place])
        else:
            _marked(stack, block, found, blocks[place + 1] if place + 1 < len(blocks) else None)


def _loose_mark(block: Block) -> Mark:
    """A heading without number; a sentence that only opens a list hangs below a heading that names a part."""
    if upper(block.text):
        return Mark("plain", "plain-upper", "", 3, 0)
    if block.text.rstrip().endswith(":") and not block.bold and not _is_known_heading(block.text.strip()):
        return Mark("plain", "plain-lead", "", _PLAIN_RANK + 0.2, 0)
    return Mark("plain", "plain", "", _PLAIN_RANK, 0)


def _names_part(top: _Node, block: Block) -> bool:
    """``PHẦN I`` with its name on the line below."""
    if top.style not in ("part", "chapter", "appendix", "roman") or top.title or top.children or len(top.blocks) > 1:
        return False
    top.title = block.text.strip(" .:")
    top.blocks.append(block.index)
    top.starts.append(len(block.text))
    return True


def _next_marks(blocks: list[Block]) -> list[Mark | None]:
    out: list[Mark | None] = [None] * len(blocks)
    upcoming: Mark | None = None
    for place in range(len(blocks) - 1, -1, -1):
        out[place] = upcoming
        if blocks[place].cell is None and (found := mark(blocks[place].text)):
            upcoming = found
    return out


def _is_loose_heading(block: Block, blocks: list[Block], place: int) -> bool:
    text = block.text.strip()
    if len(text) > 120 or text.endswith((";", ".", ",")):
        return False
    if upper(text) and len(text) > 5:
        return True
    if len(text) <= 60 and not block.bold and _is_known_heading(text) and place + 1 < len(blocks):
        return True
    following = place + 1 < len(blocks) and mark(blocks[place + 1].text) is not None
    return ((block.bold or block.italic) and (text.endswith(":") or place + 1 < len(blocks)) and len(text) <= 90) or (
        text.endswith(":") and len(text) <= 60 and following
    )


def _is_known_heading(text: str) -> bool:
    """A short line that says nothing but what a section is about."""
    return text[:1].isupper() and is_heading_phrase(text)


def _marked(stack: list[_Node], block: Block, found: Mark, following: Block | None) -> None:
    if found.style == "roman" and found.label == "I" and any(n.key == "capital" and n.label == "H" for n in stack[1:]):
        found = replace(found, style="capital", key="capital", rank=2)  # the letter behind H
    depth = _depth(stack, found)
    del stack[depth:]
    title, start, heading = split_heading(block, found, following)
    node = _Node(found.style, found.key, found.label, found.rank, title, heading=heading)
    node.opens = bool(title) and heading and start < len(block.text)
    node.blocks.append(block.index)
    node.starts.append(start)
    stack[-1].children.append(node)
    stack.append(node)


def _depth(stack: list[_Node], found: Mark) -> int:
    """How many levels of the stack stay open above the new section."""
    same = [level for level, node in enumerate(stack) if level and node.key == found.key]
    top = stack[-1]
    if same:
        level = same[-1]
        if level == len(stack) - 1 or found.label not in ("1", "a") or found.style in ("bullet", "star", "plain"):
            return level
        # A list that begins anew under a deeper item which opens it ("a) … gồm:" / "1. …") hangs there.
        opener = top.rank > found.rank and top.heading and top.style not in ("bullet", "star")
        return len(stack) if opener and stack[level].label not in ("", "1", "a") else level
    opens = found.label in ("1", "a") and found.rank >= 5
    opens |= found.label in ("A", "I") and top.style == "roman" and not top.children
    if found.rank < top.rank and opens and top.heading:
        return len(stack)
    for level in range(1, len(stack)):
        if stack[level].rank > found.rank or (
            stack[level].rank == found.rank and found.style == stack[level].style != "bullet"
        ):
            return level
    return len(stack)


def _lead(text: str) -> int:
    """``Đối tượng tham gia: …`` without number: where its words begin, 0 where the lead names no part of a plan."""
    found = re.match(r"([^:;.]{4,60}):\s+(?=\S)", text)
    return found.end() if found and text[0].isupper() and is_heading_phrase(found.group(1)) else 0


def _led(stack: list[_Node], block: Block, start: int) -> None:
    """Only where nothing is numbered: below a number such a lead is a sentence of its item."""
    title = block.text[:start].strip(" :")
    main = bool(MAIN.intersection(of_title(title)[:1]))
    while stack[-1].key == "led" or (main and len(stack) > 1):
        stack.pop()
    node = _Node("plain", "led", "", _PLAIN_RANK, title, blocks=[block.index], starts=[start])
    stack[-1].children.append(node)
    stack.append(node)


def _paragraph(stack: list[_Node], block: Block, ahead: Mark | None) -> None:
    """A paragraph without marker belongs to the heading above it, to an item that goes on, or to the item's parent."""
    top = stack[-1]
    while len(stack) > 1 and not (top.heading or (ahead is not None and ahead.key == top.key and top.rank < 9)):
        stack.pop()
        top = stack[-1]
    if _turns(stack, block):
        del stack[1:]
        top = _Node("plain", "told", "", _PLAIN_RANK, blocks=[block.index], starts=[0])
        stack[0].children.append(top)
        stack.append(top)
        return
    if len(stack) > 1 and not top.opens and not (top.heading and top.children):
        top.blocks.append(block.index)
        top.starts.append(0)
    else:
        top.children.append(_Node("plain", "paragraph", "", 20, blocks=[block.index], starts=[0]))


def _turns(stack: list[_Node], block: Block) -> bool:
    """Where nothing is numbered, a paragraph of its own subject (``Hồ sơ gồm …``) leaves the heading above it."""
    top = stack[-1]
    if any(node.style != "plain" for node in stack[1:]) or not (top.children or top.blocks[1:] or top.key == "told"):
        return False
    about = of_paragraph(block.text)
    return bool(about) and about not in of_title(top.title)


def _table(stack: list[_Node], block: Block) -> None:
    assert block.cell is not None
    key = f"table{block.cell.table}"
    top = stack[-1]
    if not top.children or top.children[-1].key != key:
        top.children.append(_Node("table", key, "", 21))
    top.children[-1].blocks.append(block.index)
    top.children[-1].starts.append(0)


def _finish(node: _Node, above: str, taken: set[str]) -> tuple[Section, ...]:
    out = []
    counts: dict[str, int] = {}
    for child in node.children:
        step = child.step or _step(child, node, counts)
        path = wanted = f"{above}.{step}" if above else step
        again = 2
        while path in taken:
            path, again = f"{wanted}~{again}", again + 1
        taken.add(path)
        out.append(
            Section(
                path,
                child.style,
                child.label,
                child.title,
                tuple(child.blocks),
                _finish(child, path, taken),
                tuple(child.starts),
            )
        )
    return tuple(out)


def _step(child: _Node, parent: _Node, counts: dict[str, int]) -> str:
    if child.style in ("bullet", "star"):
        sign = child.label
    elif child.style == "plain":
        sign = "p"
    elif child.style == "table":
        sign = "bang"
    elif child.style == "decimal" and parent.label and child.label.startswith(parent.label + "."):
        return child.label.removeprefix(parent.label + ".")
    else:
        return (_PREFIX.get(child.style, "") + child.label).strip()
    counts[sign] = counts.get(sign, 0) + 1
    return f"{sign}{counts[sign]}"
