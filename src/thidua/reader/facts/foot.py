"""Recipients and signer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from thidua.documents.vietnamese import same
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.header import section
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import words
from thidua.reader.letters import LOWER, UPPER
from thidua.reader.marks import mark, upper
from thidua.reader.model import Fact, Span
from thidua.reader.repair import as_printed
from thidua.reader.zones import is_recipients, recipients_end

_END = " ;.,:*_–-"


def recipients(doc: Document) -> Iterable[Fact]:
    """Lines of "Nơi nhận" in order, without dash and end mark; several on one line are parted."""
    zone = section(doc, "recipients")
    if zone is None:
        return
    stray = _stray_name(doc)
    for index in zone.blocks:
        if stray is not None and stray.block == index:
            continue
        block = doc.blocks[index]
        text = block.text
        start = 0
        if is_recipients(block):
            start = recipients_end(text)
        elif (found := mark(text)) is not None and found.style in ("bullet", "star"):
            start = found.end
        for first, last in _parts(text, start, listed=start > 0 and not is_recipients(block)):
            # A slip of the scan is no print of the paper; a slip of the paper stays in its names.
            printed = text[first:last] if doc.pages.origin == "scan" else as_printed(block, Span(index, first, last))
            line = re.sub(r";\s*\w?\W*$", "", printed).strip(_END + "/")  # a stray letter behind the end mark
            line = re.sub(r"\s+", " ", line)
            if not line or not re.search(r"\w\w", line) or _is_frame(line):
                continue
            yield doc.fact("recipient", {"line": line}, zone, Span(index, first, last), confidence=0.95)


def _parts(text: str, start: int, *, listed: bool) -> list[tuple[int, int]]:
    """Lines run together are parted; one ``listed`` with a dash of its own is a line, whatever it holds."""
    cuts = [start]
    for found in re.finditer(r"[;.]\s*[-–+•]\s+(?=\S)", text[start:]):
        cuts.append(start + found.end())
    if not listed and len(cuts) == 1 and text[start:].count(";") > 1:
        cuts += [start + found.end() for found in re.finditer(r";\s+", text[start:])]
    return [(first, last) for first, last in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[first:last].strip()]


def _is_frame(line: str) -> bool:
    return upper(line) and len(line) > 6 and fold(line).split(".")[0] in ("tm", "kt", "tl", "tuq", "q")


_CAPACITY = re.compile(
    r"(?:T\s*[./]?\s*M|K\s*[./]?\s*T|T\s*[./]?\s*L|T\s*[./]?\s*U\s*[./]?\s*Q|Q)(?:\s*[.,:]\s*|\s+)(?=[^\W\d_]{2})"
)
_TITLES = r"(?:BSCKI{1,2}|BSCK[12]|DSCKI{1,2}|ThS|TS|PGS|GS|BS|CN|KS|LS|Thạc sĩ|Tiến sĩ|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Bác sĩ|Luật sư|NGƯT|NSND)"
_PERSON = re.compile(rf"^(?:{_TITLES}\.?\s*)*(?P<name>[{UPPER}][\w'’]*(?:\s+[{UPPER}][\w'’]*){{1,5}})$")


@cache
def _posts() -> tuple[str, ...]:
    return tuple(sorted((fold(post) for post in words("frame", "posts")), key=len, reverse=True))


def signer(doc: Document) -> Iterable[Fact]:
    """Name, post and capacity (``TM. …; KT. …``), as printed; also where the lines run together."""
    zone = section(doc, "signature")
    if zone is None:
        return
    lines: list[str] = []
    name: str | None = None
    spans: list[Span] = []
    fresh = False
    for part in (part for piece in doc.pieces(zone) for part in _lines(piece)):
        text = _official(re.sub(r"\s+", " ", part.text).strip(" *_,;"))
        capital = upper(text)
        if _CAPACITY.match(text) or _is_post(text):
            lines.append(text)
            fresh = capital
        elif (person := _PERSON.match(text)) and name is None and lines and not (capital and len(text.split()) > 5):
            name = person.group("name").title() if capital else person.group("name")
        elif lines and fresh and capital and name is None and not re.search(r"\d", text):
            lines[-1] += " " + text
        else:
            continue
        spans.append(part.span())
    if name is None and (last := _stray_name(doc)) is not None:
        name = last.text.strip()
        spans.append(last.span())
    if not lines and name is None:
        return
    posts = [line for line in lines if not _CAPACITY.match(line) or re.match(r"(?i)q\s*\.", line)]
    position = posts[-1] if posts else None
    capacities = [line for line in lines if line is not position]
    capacity = "; ".join(capacities) or None
    value = {"name": name, "position": position, "capacity": capacity}
    yield doc.fact(
        "signer",
        value,
        zone,
        *spans,
        confidence=0.95 if name and position else 0.7,
        doubt="" if name else "Không đọc được tên người ký.",
    )


def _stray_name(doc: Document) -> Piece | None:
    """The name a two-column print left below the recipients."""
    zone = section(doc, "recipients")
    pieces = doc.pieces(zone) if zone is not None else ()
    if len(pieces) < 3 or mark(doc.blocks[pieces[-1].block].text) is not None:
        return None
    last = pieces[-1]
    found = _PERSON.match(last.text.strip())
    return (
        last
        if found and len(found.group("name").split()) >= 2 and not last.text.rstrip().endswith((";", "."))
        else None
    )


_SIGNING = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "BAN THƯỜNG VỤ", "BAN CHẤP HÀNH", "BAN CHỈ ĐẠO")


@cache
def _known_lines() -> dict[str, str]:
    """Posts and bodies in capitals by their letters alone; THỦ TRƯỞNG and THỨ TRƯỞNG, of the same letters, are neither."""
    every = (*_SIGNING, *(post.upper() for post in words("frame", "posts") if len(post) > 8))
    keys = [re.sub(r"[^a-z]", "", fold(each)) for each in every]
    return {key: each for key, each in zip(keys, every, strict=True) if keys.count(key) == 1}


def _official(text: str) -> str:
    """``TM. ỦY BAN NHÂN DÀN``, ``PHO CHỦ TỊCH``: a line in capitals whose letters are a post's, as the post is written."""
    lead = _CAPACITY.match(text)
    rest = text[lead.end() :] if lead else text
    known = _known_lines().get(re.sub(r"[^a-z]", "", fold(rest)))
    if known is None or not upper(rest) or same(rest, known):
        return text
    return (text[: lead.end()] if lead else "") + known


def _is_post(text: str) -> bool:
    folded = fold(text)
    return any(folded == post or folded.startswith(post + " ") for post in _posts())


def _lines(piece: Piece) -> list[Piece]:
    """``TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH`` run together is three lines."""
    text = piece.text
    cuts = {0}
    cuts.update(found.start() for found in re.finditer(r"(?<=\s)(?:TM|KT|TL|TUQ|Q)\s*\.\s*(?=\w)", text))
    folded = fold(text)
    if upper(re.sub(rf"[{UPPER}][{LOWER}]+", "", text) or "X") and text.split()[0].isupper():
        at = 0
        while at < len(text):
            hit = next(
                (post for post in _posts() if folded.startswith(post, at) and (at == 0 or folded[at - 1] == " ")), None
            )
            if hit is None or not text[at : at + len(hit)].isupper():
                at += 1
                continue
            before = folded[:at].rstrip()
            if not re.search(r"(?:^|\s)(?:kt|tl|tuq|q|t\s*[./]?\s*m)\s*\.(?:\s*(?:ban|uy\s+ban|dang\s+uy))?$", before):
                cuts.add(at)
            at += len(hit)
            rest = text[at:].lstrip()
            if rest and rest[0].isupper() and not rest.split()[0].isupper():
                cuts.add(len(text) - len(rest))
    marks = sorted(cuts)
    return [
        piece.cut(first, last)
        for first, last in zip(marks, [*marks[1:], len(text)], strict=True)
        if text[first:last].strip()
    ]
