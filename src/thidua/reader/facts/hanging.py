"""Limits without a day of their own: so many days behind an event, or again every month or quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.dues import meeting, named, recipient_of, round_in, what_for
from thidua.reader.facts.roles import Placed
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import choice
from thidua.reader.model import Fact


def hanging(doc: Document, each: Placed, sentence: Piece, part: Piece) -> Iterator[Fact]:
    """The limit of one part of a sentence that hangs on an event or comes again within the year."""
    if after := _AFTER.search(fold(part.text)):
        yield from _relative(doc, each, part, after)
    elif again := _AGAIN.search(fold(part.text)):
        yield from _periodic(doc, each, sentence, part, again)


_AFTER = re.compile(
    r"(?:cham\s+nhat(?:\s+la)?|khong\s+qua|trong\s+(?:thoi\s+han|vong)?|sau)\s*(?:sau\s+|khong\s+qua\s+)?"
    r"(\d{1,2})\s+(?:\([^()]{1,20}\)\s+)?ngay(\s+lam\s+viec)?"
    r"(?:,?\s+(?:(?:ke\s+)?tu|sau)\s+(?:ngay|khi|thoi\s+diem)\s+[^.;,]{4,80}|\s+tiep\s+theo)"
    r"|(?P<event>sau\s+khi\s+[^.;,\d]{4,60}?)\s+(?P<days>\d{1,2}\s+ngay(?:\s+lam\s+viec)?)(?!\w)"
)


def _relative(doc: Document, each: Placed, sentence: Piece, after: re.Match[str]) -> Iterator[Fact]:
    """``trong 03 ngày làm việc kể từ ngày …``: hangs on an event."""
    if after.group("event"):
        words = " ".join(sentence.text[slice(*after.span(name))] for name in ("days", "event"))
    else:
        words = sentence.text[after.start(1) : after.end()].strip()
    clause = sentence.text
    lead = clause[: after.start()]
    what = what_for(each, lead if named(lead) else clause)
    if what not in ("appraisal", "review", "dossier", "report"):
        return
    recipient, via = recipient_of(what, clause)
    if what == "review" and recipient is None:
        recipient = meeting(clause)
    value = {
        "what": what,
        "round": round_in(each, clause, what, doc),
        "op": "no_later_than",
        "date": None,
        "rule": f"event {words}",
        "recipient": recipient,
        "via": via,
        "by": None,
        "surface": words,
        "time": None,
    }
    yield doc.fact(
        "deadline",
        value,
        each.item.section,
        sentence.span(after.start(), after.end()),
        confidence=0.75,
        doubt="Thời hạn tính từ một sự kiện, chưa có ngày.",
    )


_AGAIN = re.compile(
    rf"(?P<op>(?<!\w)truoc|{choice('limits', 'no_later_than')})\s+(?:la\s+)?"
    r"(?P<day>ngay\s+(?:mong\s+)?\d{1,2}\s+(?:(?:cua\s+)?thang\s+(?:cuoi|dau|thu\s+ba)\s+(?:cua\s+)?(?:moi\s+|hang\s+|tung\s+)?quy(?:\s+(?:sau|tiep\s+theo))?"
    r"|(?:cua\s+)?(?:hang|moi|tung|cac)\s+thang(?:\s+(?:sau|cuoi|dau)\s+quy)?|(?:cua\s+)?thang\s+(?:sau|tiep\s+theo|lien\s+ke)|hang\s+quy))(?!\w)"
)


def _periodic(doc: Document, each: Placed, sentence: Piece, part: Piece, again: re.Match[str]) -> Iterator[Fact]:
    """``trước ngày 20 của tháng cuối quý``: comes again within the year, so that no one day can be given."""
    what = what_for(each, part.text)
    if what not in ("report", "task", "review", "dossier"):
        return
    recipient, via = recipient_of(what, part.text)
    if recipient is None and what == "report":
        recipient, via = recipient_of(what, sentence.text)
    words = part.text[again.start("day") : again.end("day")]
    value = {
        "what": what, "round": None, "op": "before" if again.group("op") == "truoc" else "no_later_than", "date": None,
        "rule": f"event {words}", "recipient": recipient, "via": via, "by": None,
        "surface": part.text[again.start() : again.end()], "time": None,
    }  # fmt: skip
    doubt = "Thời hạn lặp lại theo tháng hoặc quý, không phải một ngày."
    yield doc.fact(
        "deadline", value, each.item.section, part.span(again.start(), again.end()), confidence=0.75, doubt=doubt
    )
