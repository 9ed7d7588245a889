"""Limits in time: what for, in which round, to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from thidua.reader.facts import timetables
from thidua.reader.facts.clauses import Item, has, parts, sentences
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.dues import done_by, from_heads, meeting, named, recipient_of, round_in, what_for, years_of
from thidua.reader.facts.hanging import hanging
from thidua.reader.facts.roles import Placed, body, headings
from thidua.reader.grammar import bodies, hours, limits
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.limits import Limit
from thidua.reader.model import Fact

_NO_LIMIT = (
    "purpose",
    "requirement",
    "content",
    "criteria",
    "targets",
    "standards",
    "audience",
    "scoring",
)


def deadlines(doc: Document) -> Iterable[Fact]:
    """Every limit in time with what it is for, its round and to whom the papers go."""
    everywhere = _filing_place(doc)
    found: list[Fact] = []
    for each in (*body(doc), *headings(doc), *_last(doc)):
        if each.first(*_NO_LIMIT) or each.under("purpose"):
            if each.first("content"):
                for piece in each.item.pieces:
                    found += (
                        fact for fact in _of_piece(doc, each, piece, everywhere) if fact.value["what"] in _CONTEST
                    )
            continue
        for piece in each.item.pieces:
            found += _of_piece(doc, each, _opened(doc, each, piece), everywhere)
    found += _of_tables(doc)
    several = {fact.value["round"] for fact in found if fact.value["what"] == "dossier"} - {None, "single"}
    for fact in found:
        after = str(fact.value["rule"] or "").startswith("event") and fact.value["round"] in ("single", "annual")
        yield replace(fact, value={**fact.value, "round": None}) if after and len(several) > 1 else fact


def _opened(doc: Document, each: Placed, piece: Piece) -> Piece:
    """``c) Chậm nhất ngày 14/12: Văn phòng trình Hội đồng``: a heading that is a day, with the words behind it."""
    own = doc.pieces(each.item.section)
    if piece.text != each.item.section.title or not own or own[0].block != piece.block:
        return piece
    day = next(iter(limits.find(piece.text)), None)
    if day is None or day.start > 2 or len(piece.text) - day.end > 12:
        return piece
    text = doc.blocks[piece.block].text[piece.start : own[0].start + len(own[0].text)]
    return Piece(piece.block, piece.start, text)


def _of_tables(doc: Document) -> Iterator[Fact]:
    """``Nộp hồ sơ về Phòng Nội vụ | Các đơn vị | Trước 20/11/2025``: the work in one cell, the day in another."""
    for due in timetables.rows(doc):
        clause = f"{due.work.rstrip(' .;')}{f', gửi {due.to}' if due.to else ''}, {due.piece.text}"
        shift = len(clause) - len(due.piece.text)
        limit = replace(due.limit, start=due.limit.start + shift, end=due.limit.end + shift)
        value = _deadline(doc, due.place, clause, limit, clause, None)
        if value is None and not named(clause):
            value = _deadline(doc, due.place, clause, limit, clause, None, "task")
        if value is not None:
            span = due.piece.span(due.limit.start, due.limit.end)
            yield doc.fact("deadline", value, due.place.item.section, span, confidence=0.85)


NO_SUCH_DAY = "Ngày ghi trong câu không có trong lịch; hãy xem lại bản gốc."

_CONTEST = ("voting", "initiative")
"""Limits that may stand among the contents: a contest is one of them."""

_AFTERWORDS = re.compile(r"\s*(?:\([^()]*\)|,?\s*(?:đối với|cho)\s+[^;,.()]*)")


def _last(doc: Document) -> Iterator[Placed]:
    """The last paragraph, where a limit may stand as well."""
    for section in doc.outline:
        if section.path == "closing":
            for piece in doc.pieces(section):
                yield Placed(Item(section, (piece,), ()), ("implementation",), frozenset({"implementation"}))


def _of_piece(doc: Document, each: Placed, piece: Piece, everywhere: tuple[str, str | None] | None) -> Iterator[Fact]:
    for sentence in sentences(piece):
        inside = [(each.start, each.end) for each in limits.stretches(sentence.text)]
        votes = has(sentence.text, "due_voting") is not None
        found = [
            limit
            for limit in limits.find(sentence.text)
            if not any(a <= limit.day.start < b for a, b in inside)
            or any(limit.end == b and (votes or _taken_in(sentence.text, a, b)) for a, b in inside)
        ]
        previous, last = 0, None
        for number, limit in enumerate(found):
            following = found[number + 1].start if number + 1 < len(found) else len(sentence.text)
            told_before = len(sentence.text[previous : limit.start].split()) >= 4
            after = _AFTERWORDS.match(sentence.text, limit.end)
            ends = max(limit.end, after.end() if after and after.end() <= following else 0)
            begin = previous
            semicolon = sentence.text.rfind(";", previous, limit.start)
            if semicolon >= 0 and named(sentence.text[semicolon : limit.end]):
                begin = semicolon + 1  # "xây dựng kế hoạch; hằng năm báo cáo … trước ngày": the last work told
            cut = sentence.text.find(";", limit.end, following)
            clause = sentence.text[begin : ends if told_before else cut if cut >= 0 else following]
            if _told_behind(sentence.text, begin, limit, cut if cut >= 0 else len(sentence.text)):
                clause = sentence.text[begin : cut if cut >= 0 else len(sentence.text)]
            previous = ends
            context = sentence.text[: _own_end(sentence.text, found[number:])]
            value = _deadline(doc, each, context, limit, clause, everywhere, last)
            if value is not None:
                last = str(value["what"])
                yield doc.fact(
                    "deadline",
                    value,
                    each.item.section,
                    sentence.span(limit.start, limit.end),
                    confidence=0.5 if limit.day.impossible else 0.8 if limit.doubt else 0.95,
                    doubt=NO_SUCH_DAY if limit.day.impossible else limit.doubt,
                )
        for part in parts(sentence):
            begin = part.start - sentence.start
            if any(begin <= limit.start < begin + len(part.text) for limit in found):
                continue
            yield from hanging(doc, each, sentence, part)
        if not found:
            yield from _bare_date(doc, each, sentence, everywhere)


_TAKEN = re.compile(r"(?<!\w)(?:gui|nop|nhan)\b[^.;]{0,40}ho\s+so|ho\s+so[^.;]{0,90}(?:gui|nop|nhan)\b")


def _taken_in(text: str, start: int, end: int) -> bool:
    """Dossiers are taken in ``từ ngày … đến hết ngày …``: the end of the stretch is the limit."""
    if _TAKEN.search(fold(text[:start])) is not None:
        return True
    return _TAKEN.search(fold(text[end:])) is not None and next(iter(bodies.sent(text[end:])), None) is not None


_SENDS = re.compile(r"(?<!\w)(?:gui|nop|trinh|bao\s+cao|chuyen)\b")


def _told_behind(text: str, begin: int, limit: Limit, ends: int) -> bool:
    """``định kỳ 6 tháng (trước ngày 15/6), 9 tháng (…) báo cáo về X``: the work stands behind the days in brackets."""
    lead = text[begin : limit.start]
    return (
        lead.rstrip().endswith("(")
        and not named(lead)
        and _SENDS.search(fold(lead)) is None
        and re.match(r"\s*\)", text[limit.end :]) is not None
        and has(text[limit.end : ends], "due_report") is not None
    )


def _own_end(text: str, rest: list[Limit]) -> int:
    """Where what is said of the first limit ends: before the work that the next limit is for."""
    for this, following in pairwise(rest):
        between = text[this.end : following.start]
        if between.strip(" ,;") and (named(between) or _SENDS.search(fold(between))):
            return this.end
    return len(text)


def _bare_date(
    doc: Document, each: Placed, sentence: Piece, everywhere: tuple[str, str | None] | None
) -> Iterator[Fact]:
    """``Hạn cuối nhận hồ sơ: 16 giờ ngày 19/7/2024``: the word of limit stands in the heading."""
    from thidua.reader.grammar import dates

    heading = each.item.section.title
    if not heading or (
        has(heading, "no_later_than", "limits") is None
        and not re.search(r"(?:han|thoi gian)\s+(?:nop|gui|nhan|cuoi)", fold(heading))
    ):
        return
    day = next((day for day in dates.find(sentence.text) if day.precision == "day"), None)
    if day is None or (re.search(r"van ban|nghi dinh|ke hoach so|so\s", fold(sentence.text[: day.start])) is not None):
        return
    limit = Limit(0, day.end, "no_later_than", day)
    value = _deadline(doc, each, sentence.text, limit, f"{heading}: {sentence.text}", everywhere)
    if value is not None:
        yield doc.fact("deadline", value, each.item.section, sentence.span(0, day.end), confidence=0.8)


def _deadline(
    doc: Document,
    each: Placed,
    context: str,
    limit: Limit,
    clause: str,
    everywhere: tuple[str, str | None] | None,
    before: str | None = None,
) -> dict[str, object] | None:
    title = each.item.section.title if each.item.piece.block in each.item.section.blocks[:1] else ""
    unsaid = before is None and title and not named(clause)
    what = what_for(each, f"{title}: {clause}" if unsaid else clause)  # "2. Hồ sơ hằng năm: gửi X trước ngày …"
    if before is not None and not named(clause):
        what = before  # "…; tổng kết trước ngày …" goes on with the same work
    if what == "task" and (each.item.section.path == "closing" or _HOLDS.search(fold(clause))):
        return None  # how long the plan itself holds
    if what is None or (
        each.first("period", "phases", "review")
        and what in ("dossier", "appraisal")
        and "ho so" not in fold(clause)
        and (what == "dossier" or recipient_of(what, clause)[0] is None)
    ):
        return None
    recipient, via = recipient_of(what, clause)
    whole = context
    if what == "review" and recipient is None:
        recipient = meeting(clause)
    if (
        recipient is None
        and what not in ("voting", "task")
        and not ((what == "dossier" or named(clause)) and _told_for_another(whole, limit))
    ):
        recipient, via = recipient_of(what, whole)
    if recipient is None and what == "dossier":
        recipient, via = from_heads(each) or everywhere or (None, None)
    elif recipient is None and title and what == "report" and not named(clause):
        recipient, via = recipient_of(what, title)  # "3. Các phòng báo cáo UBND xã: 6 tháng trước ngày …"
    elif what == "dossier" and everywhere and recipient is not None and _better(everywhere, recipient, via):
        recipient, via = everywhere
    round_ = round_in(each, clause, what, doc)
    rule = limit.day.rule
    several = years_of(doc) is not None
    if several and round_ is None and what == "report" and str(rule).startswith("next_year"):
        round_ = "annual"
    if (
        rule is None
        and limit.day.year is None
        and limit.day.day is not None
        and not limit.day.impossible
        and (round_ == "annual" or several)
    ):
        round_ = round_ if what == "sub_plan" else "annual"
        rule = f"annual {limit.day.month:02d}-{limit.day.day:02d}"
    date = limit.date(_year_of(doc)) if rule is None else None
    if rule and rule.startswith("next_year") and round_ == "single" and (year := _year_of(doc)):
        date = f"{year + 1}-{rule[-5:]}"
    return {
        "what": what, "round": round_, "op": limit.op, "date": date, "rule": rule,
        "recipient": recipient, "via": via, "by": done_by(what, clause), "surface": context[limit.start : limit.end].strip(),
        "time": hours.find(context[limit.start : limit.end]),
    }  # fmt: skip


_HOLDS = re.compile(r"(?:phong\s+trao|dot\s+thi\s+dua)\b[^.;]{0,40}(?:bat\s+dau|dien\s+ra|ket\s+thuc|keo\s+dai)")


def _told_for_another(whole: str, limit: Limit) -> bool:
    """``khen hằng năm nộp về X trước ngày …; cuối giai đoạn nộp chậm nhất …``: X is told with the first day only."""
    before = whole.rfind(";", 0, limit.start)
    own = re.search(r"(?:gửi|nộp|nhận|trình)\s", whole[before : limit.start]) if before >= 0 else None
    return own is not None and ":" not in whole[:before] and next(iter(limits.find(whole[:before])), None) is not None


def _year_of(doc: Document) -> int | None:
    """Year of a movement of one year, for a day printed without year."""
    title = " ".join(
        doc.blocks[index].text for section in doc.outline if section.path == "title" for index in section.blocks
    )
    if re.search(r"(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}", title):
        return None
    found = re.findall(r"(?:năm|Năm|NĂM)\s+((?:19|20)\d{2})", title)
    return int(found[-1]) if found else None


def _better(everywhere: tuple[str, str | None], recipient: str, via: str | None) -> bool:
    """The clause that names a body and the way to it says more than one that names only the way."""
    return via is None and everywhere[1] is not None and fold(everywhere[1]) == fold(recipient)


_ADDRESS = re.compile(r"(?:^|[.;]\s+)Nơi (?:nhận|nộp)(?:\s+hồ sơ)?\s*:\s*([^.;]{3,80})")
_GOES = re.compile(r"ho\s+so\b[^.;:]{0,40}\b(?:gui|nop)\s+(?!de\b|kem\b)")


def _filing_place(doc: Document) -> tuple[str, str | None] | None:
    """Where dossiers go, from the clause that says it without a date."""
    for each in (*body(doc), *headings(doc)):
        if each.under("purpose", "requirement", "content"):
            continue
        for piece in each.item.pieces:
            for sentence in sentences(piece):
                folded = fold(sentence.text)
                if (address := _ADDRESS.search(sentence.text)) and each.under("award", "dossier", "deadline"):
                    return bodies.tidy(address.group(1)), None
                if "ho so" in folded and not list(limits.find(sentence.text)):
                    sent = next(iter(bodies.sent(sentence.text)), None)
                    if sent is not None:
                        return sent.recipient, sent.via
                    told = recipient_of("dossier", sentence.text) if _GOES.search(folded) else (None, None)
                    if told[0] is not None:
                        return told[0], told[1]
        if re.search(r"noi\s+nhan|dia\s+chi\s+nhan", fold(each.item.section.title)) and each.under(
            "dossier", "deadline", "award"
        ):
            if len(each.item.text.split()) > 14 or re.search(r"\d/\d", each.item.text):
                return None  # sentences about times, no address
            return bodies.tidy(each.item.text), None
    return None
