"""The parts outside the numbering: letterhead, title, preamble, closing, recipients, signature, and what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from thidua.documents.vietnamese import same
from thidua.reader.grammar.folded import any_of, fold
from thidua.reader.grammar.lexicon import load, words
from thidua.reader.marks import closed, is_ward, mark, upper
from thidua.reader.meaning import is_heading_phrase
from thidua.reader.model import Block


@dataclass(frozen=True, slots=True)
class Zones:
    """Indexes of blocks, each in one part only. ``type`` is the key of the kind of paper, "" where none is printed."""

    header: tuple[int, ...]
    title: tuple[int, ...]
    preamble: tuple[int, ...]
    body: tuple[int, ...]
    closing: tuple[int, ...]
    recipients: tuple[int, ...]
    signature: tuple[int, ...]
    tail: tuple[int, ...]
    type: str = ""


@cache
def _types() -> dict[str, tuple[str, str]]:
    entries = sorted(load("frame")["types"].items(), key=lambda entry: -len(str(entry[0])))
    return {fold(str(name)): (str(name), str(key)) for name, key in entries}


@cache
def _starts(key: str) -> re.Pattern[str]:
    return re.compile(any_of(words("frame", key)))


def paper_type(text: str) -> tuple[str, int]:
    """Kind of paper a heading line names and where its subject begins in the line; ("", 0) where it names none."""
    line = (
        re.sub(r"(?<=^\w)\s(?=\w(?:\s\w)*$)|(?<=\s\w)\s(?=\w\b)", "", text)
        if re.fullmatch(r"(?:\w\s+)+\w", text)
        else text
    )
    folded = fold(line)
    if is_ward(line):
        return "", 0
    for name, (printed, key) in _types().items():
        if not folded.startswith(name):
            continue
        if not same(line[: len(name)], printed) and folded.strip(" .:*-_") != name:
            continue  # "PHƯỜNG AN …" is no "PHƯƠNG ÁN"
        rest = line[len(name) :]
        if not rest.strip(" .:*-_"):
            return (key, len(text)) if line[:1].isupper() and (upper(line) or len(line) == len(name)) else ("", 0)
        if line[: len(name)].isupper() and re.match(r"\s*[:.\-–]?\s+\S", rest) and len(text) < 500:
            return key, len(name)
    return "", 0


def zones(blocks: tuple[Block, ...]) -> Zones:
    """Part the blocks. Everything that fits nowhere stays in the body."""
    lines = [block for block in blocks if block.cell is None]
    if not lines:
        return Zones((), (), (), tuple(range(len(blocks))), (), (), (), ())
    title = _title_line(blocks)
    end = _frame_start(blocks, (title or 0) + 1)
    attached = _attached_plan(blocks, title, end)
    kind = paper_type(blocks[title].text)[0] if title is not None else ""
    if attached is not None and title is not None:
        return _with_attachment(blocks, title, attached, end)
    begin, at = (title, _title_end(blocks, title, end)) if title is not None else _untitled(blocks, end)
    first = _first_heading(blocks, at, end)
    recipients, signature, tail = _foot(blocks, end)
    closing = _closing(blocks, first, end)
    return Zones(
        tuple(range(begin)),
        tuple(range(begin, at)),
        tuple(range(at, first)),
        tuple(i for i in range(first, end) if i not in closing),
        closing,
        recipients,
        signature,
        tail,
        kind,
    )


def _title_line(blocks: tuple[Block, ...]) -> int | None:
    for block in blocks[:60]:
        if block.cell is None and paper_type(block.text)[0]:
            return block.index
        found = mark(block.text)
        if found is not None and found.rank <= 5 and upper(block.text[found.end :]):
            return None
    return None


def _title_end(blocks: tuple[Block, ...], title: int, end: int) -> int:
    """The subject runs from the line of the kind to the preamble or the first heading."""
    at = title + 1
    inline = paper_type(blocks[title].text)[1] < len(blocks[title].text)
    while at < end and at - title <= 8:
        text = blocks[at].text
        first = at == title + 1 and not inline
        if blocks[at].cell is not None or _is_heading(blocks[at]) or (at > title + 1 and mark(text)):
            break
        if not first and upper(text) and not upper(blocks[at - 1].text) and _names_office(text):
            break
        if re.match(r"(?:can cu|kinh gui)\b", fold(text)) or (not first and _is_preamble(text)):
            break
        if first and len(text) > 60 and text.rstrip().endswith((":", ";")):
            break
        at += 1
    return at


def _names_office(text: str) -> bool:
    """``ỦY BAN NHÂN DÂN TỈNH …``, ``CHỦ TỊCH …``: who decides, printed below the subject of a decision."""
    folded = fold(text)
    return folded.startswith(("uy ban", "ubnd", "hoi dong", *_posts()))


def _is_preamble(text: str) -> bool:
    if upper(text):
        return False
    return (
        _starts("preamble").match(fold(text)) is not None
        or len(text) > 280
        or text.rstrip().endswith((".", ";", ":", ","))
    )


def _untitled(blocks: tuple[Block, ...], end: int) -> tuple[int, int]:
    """No line names the kind of paper: a subject line is looked for by its words; (0, 0)-like range where none is."""
    verbs = _starts("title_verbs")
    at = 0
    for block in blocks[: min(end, 25)]:
        folded = fold(block.text)
        if _is_heading(block) or block.cell is not None:
            break
        if (
            verbs.match(folded)
            and "thi dua" in folded
            and len(block.text) < 400
            and not block.text.rstrip().endswith((":", ";"))
        ):
            return block.index, block.index + 1
        if re.match(r"(?:v\s*/\s*v|ve viec)\b", folded):
            return block.index, block.index + 1
        if re.match(r"(?:so\s*:|.{2,50},\s*ngay\b)|.*(?:cong hoa xa hoi|doc lap)", folded) or upper(block.text):
            at = block.index + 1
    return at, at


def _is_heading(block: Block) -> bool:
    found = mark(block.text)
    return found is not None and found.style not in ("bullet", "star", "letter", "subletter")


def is_bold_heading(block: Block) -> bool:
    """A short bold line without number and without closing mark."""
    text = block.text.strip()
    return block.bold and block.cell is None and len(text) <= 90 and not text.endswith((".", ";", ","))


_FOLLOWS = re.compile(
    r"(?:nhu sau|cu the|sau day|duoi day|noi dung sau|cac noi dung|noi dung chinh|chu yeu sau|sau)\s*:\s*$"
)


_SESSION = re.compile(r"khoa\s+[ivxl\d]+\b.*\bky\s+hop")
"""``KHÓA XIII, KỲ HỌP THỨ 18`` below the name of a people's council heads nothing."""


def _first_heading(blocks: tuple[Block, ...], at: int, end: int) -> int:
    """Where the body begins: at its first heading, or behind the sentence that announces it, whichever is first."""
    listed = None
    for index in range(at, end):
        block = blocks[index]
        if _is_heading(block) or block.cell is not None:
            return index
        if _SESSION.match(fold(block.text)):
            continue
        if index > at and ((upper(block.text) and 5 < len(block.text) < 120) or is_bold_heading(block)):
            return index
        if index > at and len(block.text) <= 60 and not closed(block.text) and is_heading_phrase(block.text):
            return index
        if listed is None and index > at and blocks[index - 1].text.rstrip().endswith(":") and mark(block.text):
            listed = index
        if index + 1 < end and _FOLLOWS.search(fold(block.text)) and mark(blocks[index + 1].text) is None:
            return index + 1
    if listed is not None:
        return listed
    begin = at
    while at < end and (_is_preamble_opening(blocks[at].text) or blocks[at].text.rstrip().endswith((";", ","))):
        at += 1
    return begin + 1 if at == begin and end - begin >= 3 else at


def _is_preamble_opening(text: str) -> bool:
    return _starts("preamble").match(fold(text)) is not None


_CAPACITY = re.compile(
    r"(?:t\s*[./]?\s*m|k\s*[./]?\s*t|t\s*[./]?\s*l|t\s*[./]?\s*u\s*[./]?\s*q|q)(?:\s*[.,:]\s*|\s+)(?=[a-z]{2})"
)


def is_signature(block: Block) -> bool:
    """``TM. …``, ``KT. …`` or a post in capitals."""
    text = block.text.strip()
    if block.cell is not None or len(text) > 140:
        return False
    if (found := _CAPACITY.match(fold(text))) and upper(text) and len(text) > found.end() + 2:
        return True
    return upper(text) and re.sub(r"\s*[(.].*", "", fold(text)).strip() in _posts()


@cache
def _posts() -> frozenset[str]:
    return frozenset(fold(post) for post in words("frame", "posts"))


_RECIPIENTS = re.compile(r"\W*noi nh[a-z]{1,3}\s*(?::|$|(?=-))")


def is_recipients(block: Block) -> bool:
    """The line "Nơi nhận"."""
    return _RECIPIENTS.match(fold(block.text)) is not None


def recipients_end(text: str) -> int:
    """Where the words behind "Nơi nhận:" begin."""
    found = _RECIPIENTS.match(fold(text))
    return found.end() if found else 0


def _frame_start(blocks: tuple[Block, ...], at: int) -> int:
    for block in blocks[at:]:
        if (is_recipients(block) and not _an_address(blocks, block)) or is_signature(block):
            return block.index
    return len(blocks)


def _an_address(blocks: tuple[Block, ...], block: Block) -> bool:
    """``Nơi nhận: Phòng Văn hóa - Xã hội`` among the clauses says where dossiers go; the list stands further down."""
    behind = block.text[recipients_end(block.text) :].strip(" .;")
    return bool(behind) and any(is_recipients(later) for later in blocks[block.index + 1 :])


def _foot(blocks: tuple[Block, ...], end: int) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    recipients: list[int] = []
    signature: list[int] = []
    at = end
    into: list[int] = signature
    while at < len(blocks):
        block = blocks[at]
        found = mark(block.text)
        if found is not None and found.style in ("appendix", "part", "chapter", "roman"):
            break
        if is_recipients(block):
            into = recipients
        elif is_signature(block):
            into = signature
        elif (
            paper_type(block.text)[0]
            or (upper(block.text) and into is signature and len(signature) > 6)
            or (into is signature and (len(block.text) > 90 or (found is not None and found.style == "arabic")))
        ):
            break
        into.append(at)
        at += 1
    return tuple(recipients), tuple(signature), tuple(range(at, len(blocks)))


def _closing(blocks: tuple[Block, ...], first: int, end: int) -> tuple[int, ...]:
    out: list[int] = []
    for index in range(end - 1, max(first, end - 4) - 1, -1):
        block = blocks[index]
        lead = re.match(r"([^:;.]{4,60}):\s", block.text)
        if block.cell is not None or mark(block.text) is not None or upper(block.text):
            break
        if lead is not None and is_heading_phrase(lead.group(1)):
            break
        ends = block.text.rstrip().rstrip('"”').endswith(("./.", "/."))
        opens = _starts("closing").match(fold(block.text)) is not None
        if not (opens or (ends and index == end - 1)):
            break
        out.append(index)
    return tuple(reversed(out))


def _attached_plan(blocks: tuple[Block, ...], title: int | None, end: int) -> int | None:
    """A decision that issues the plan printed behind it: where the plan's own title stands."""
    if title is None or paper_type(blocks[title].text)[0] not in ("quyet-dinh", "thong-bao"):
        return None
    for block in blocks[end:]:
        if block.cell is None and paper_type(block.text)[0] == "ke-hoach":
            return block.index
    return None


_OPENS_HEAD = re.compile(r"\W*(?:uy ban nhan dan|ubnd|cong hoa xa hoi|so\s*:|hoi dong nhan dan)\b")


def _letterhead_before(blocks: tuple[Block, ...], end: int, plan: int) -> tuple[int, ...]:
    """The letterhead of the plan itself, printed between the end of the decision and the plan's title."""
    for index in range(end, plan):
        text = blocks[index].text
        if plan - index <= 8 and mark(text) is None and upper(text) and _OPENS_HEAD.match(fold(text)):
            return tuple(range(index, plan))
    return ()


def _with_attachment(blocks: tuple[Block, ...], title: int, plan: int, end: int) -> Zones:
    recipients, signature, _ = _foot(blocks[:plan], end)
    last = _frame_start(blocks, plan + 1)
    title_end = _title_end(blocks, plan, last)
    first = _first_heading(blocks, title_end, last)
    closing = _closing(blocks, first, last)
    _, _, tail = _foot(blocks, last)
    head = tuple(range(title))
    second = _letterhead_before(blocks, end, plan)
    if second and not any(_OPENS_HEAD.match(fold(blocks[index].text)) for index in head):
        head = second  # the head of the decision was lost, that of the plan was not
    recipients, signature = (tuple(each for each in part if each not in second) for part in (recipients, signature))
    return Zones(
        head,
        tuple(range(plan, title_end)),
        tuple(range(title, end)) + tuple(range(title_end, first)),
        tuple(i for i in range(first, last) if i not in closing),
        closing,
        recipients,
        signature or _foot(blocks, last)[1],
        tail,
        "ke-hoach",
    )
