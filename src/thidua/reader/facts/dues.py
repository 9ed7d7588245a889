"""What a limit in time is for, in which round it falls and to whom the papers go."""

from __future__ import annotations

import re

from thidua.reader.facts.clauses import has, parts, round_of
from thidua.reader.facts.document import Document
from thidua.reader.facts.header import title as subject
from thidua.reader.facts.movement import movement
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar import bodies, limits
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import load, seeker


def years_of(doc: Document) -> tuple[int, int] | None:
    """Years of a movement of several years, by its title or its time."""
    fact = next(iter(doc.once(movement)), None)
    first, last = (fact.value.get("year_from"), fact.value.get("year_to")) if fact is not None else (None, None)
    return (first, last) if isinstance(first, int) and isinstance(last, int) and first < last else None


_KINDS = ("voting", "ceremony", "initiative", "registration", "sub_plan", "appraisal", "review", "dossier", "report")


def what_for(each: Placed, clause: str) -> str | None:
    """What a limit is for; files that citizens hand in (``hồ sơ tồn``, ``hồ sơ trễ hạn``) are no dossiers."""
    folded = seeker("clauses", "other_files").pattern.sub(lambda found: "x" * len(found.group()), fold(clause))
    found = [(match.start(), name) for name in _KINDS if (match := seeker("clauses", f"due_{name}").search(folded))]
    names = {name for _, name in found}
    if (
        "dossier" in names
        and re.search(r"(?<!\w)(?:gui|nop)\b[^.;]{0,60}ho\s+so|ho\s+so[^.;]{0,90}(?:gui|nop)\b", folded)
        and not names & {"registration", "voting", "initiative"}
    ):
        return "dossier"
    if (
        "voting" in names
        and ({"review"} & names or "ho so" in folded)
        and re.search(r"binh\s+chon|truc\s+tuyen|cong\b", folded) is None
    ):
        names.discard("voting")  # "họp bình xét, bỏ phiếu kín"
    for name in ("voting", "ceremony", "initiative", "registration"):
        if name in names:
            return name
    if "sub_plan" in names and not re.search(r"de\s+nghi\s+khen|ho\s+so|khen\s+thuong\s+(?:ve|cho|cua)", folded):
        return "sub_plan"
    if "report" in names and not names & {"dossier", "appraisal"}:
        return "report"
    if (
        "report" in names
        and re.search(r"bao\s+cao\s+(?:ket\s+qua|so\s+ket|tong\s+ket|6\s+thang|nam|tinh\s+hinh)", folded)
        and "ho so" not in folded
    ):
        return "report"
    if {"review", "appraisal"} <= names:
        names.discard("review" if _last_at("appraisal", folded) > _last_at("review", folded) else "appraisal")
    for name in ("review", "appraisal", "dossier", "sub_plan"):
        if name in names and (name != "dossier" or _filing(each, folded)):
            return name
    if each.under("deadline") and each.under("award", "dossier", "deadline") and "bao cao" not in folded:
        return "dossier"
    return "task" if each.under("implementation") else None


def _last_at(name: str, folded: str) -> int:
    """Where the last word for this work stands: what comes last before the limit is what the limit is for."""
    return max(found.start() for found in seeker("clauses", f"due_{name}").pattern.finditer(folded))


def named(clause: str) -> bool:
    """The clause itself says what the limit is for."""
    folded = fold(clause)
    return any(seeker("clauses", f"due_{name}").search(folded) for name in _KINDS)


def _filing(each: Placed, folded: str) -> bool:
    return re.search(r"(?<!\w)(?:gui|nop|hoan thanh|nhan)\b", folded) is not None or each.any(
        "deadline", "dossier", "route"
    )


def _starts() -> str:
    """First words of a body as printed; the words that also begin common nouns only with a capital letter."""
    both = {"Phòng", "Công chức", "Văn phòng", "Lãnh đạo", "Bộ phận", "Cơ quan"}
    words = sorted(map(str, load("bodies")["starts"]), key=len, reverse=True)
    names = [
        f"[{word[0]}{word[0].lower()}]{re.escape(word[1:])}" if word in both else re.escape(word) for word in words
    ]
    return "|".join([*names, "Uỷ ban", "Đảng uỷ"])


_COUNCIL = re.compile(r"([Tt]hi đua),( [Kk]hen thưởng)")


def recipient_of(what: str, clause: str) -> tuple[str | None, str | None]:
    """To whom and through whom, by the verb of the clause: gửi về, gửi, trình, báo cáo, đăng ký với."""
    whole = _COUNCIL.sub("\\1\u201a\\2", clause)  # the comma of a name ends no name
    found = _told(what, whole)
    to, via = (each.replace("\u201a", ",") if each else None for each in found)
    return to, via


def _told(what: str, clause: str) -> tuple[str | None, str | None]:
    if sent := next(iter(bodies.sent(clause)), None):
        return sent.recipient, sent.via
    to, others = list(_TO.finditer(clause)), _WITH.search(clause)
    if what in ("appraisal", "review", "report", "sub_plan", "registration") and to:
        return bodies.tidy(to[-1].group(1)), bodies.tidy(to[-1].group(2)) if to[-1].group(2) else None
    if others and (
        what in ("registration", "sub_plan", "report", "dossier", "initiative")
        or (what == "task" and others.group().startswith(("gửi", "nộp")))
    ):
        return bodies.tidy(others.group(1)), bodies.tidy(others.group(2)) if others.group(2) else None
    if what == "dossier" and (taken := _TAKES.search(clause)):
        return bodies.tidy(taken.group(1)), None
    if what == "dossier" and to:
        return bodies.tidy(to[-1].group(1)), bodies.tidy(to[-1].group(2)) if to[-1].group(2) else None
    if what == "dossier" and (through := _ONLY_THROUGH.search(clause)):
        return bodies.tidy(through.group(1)), None  # the way is all that the clause tells
    return None, None


_BODY = r"((?:Sở|Phòng|Bộ|Văn phòng|Hội đồng|Chủ tịch|Giám đốc|Bộ trưởng|UBND|Ủy ban|Uỷ ban|Ban|HĐ|Thường trực|Tổng Giám đốc|Thủ trưởng|lãnh đạo|Lãnh đạo|cấp có thẩm quyền|Chánh Văn phòng|Hiệu trưởng|Bí thư|Vụ trưởng|Cục trưởng)[^,.;:()]*?)"
_TO = re.compile(
    rf"(?:trình|báo cáo|Trình)\s+{_BODY}(?=\s+(?:xem xét|quyết định|trước|chậm|khen|trong|họp|xét|phê duyệt|ban hành|muộn|theo|không|tặng|đề nghị|định kỳ|sau|kể từ|để|vào)|\s*[,.;:()]|$)"
    r"(?:\s*\((?:thông\s+)?qua\s+([^()]+)\))?"
)
_WITH = re.compile(
    rf"(?:với|gửi|cho|nộp|tại|về|lên|tới|đến)\s+(?:đồng chí\s+)?((?:{_starts()})(?!\w)[^,.;:()]*?)"
    r"(?=\s+(?:trước|chậm|để|muộn|không|trong|theo|xong|tổng hợp|đến|qua|vào|kèm)(?!\w)|\s*[,.;:()/]|$)"
    r"(?:\s*\((?:thông\s+)?qua\s+([^()]+)\))?"
)
_ONLY_THROUGH = re.compile(
    rf"(?:thông\s+)?qua\s+((?:{_starts()})(?!\w)[^,.;:()]*?)(?=\s+(?:trước|chậm|muộn|không|đến)(?!\w)|\s*[,.;:()]|$)"
)

_TAKES = re.compile(rf"(?:^|[.;:]\s+){_BODY}\s+nhận(?=\s+(?:hồ sơ|đến|trước|chậm|muộn)\b)")


_AT = re.compile(
    r"(?:nhận|gửi|nộp)\s+(?:hồ sơ\s+)?(?:tại|về|cho)\s+"
    r"((?:Phòng|Sở|Vụ|Ban|Văn phòng|UBND|Ủy ban|Uỷ ban|Hội đồng|Bộ|Thường trực)[^,.;:()]*)"
)


def from_heads(each: Placed) -> tuple[str, str | None] | None:
    for title in each.item.headings:
        sent = next(iter(bodies.sent(title)), None) or next(iter(bodies.sent(title + ":")), None)
        if sent is not None and sent.via:
            return sent.recipient, sent.via
        if found := _AT.search(title):
            return bodies.tidy(found.group(1)), None
        if sent is not None:
            return sent.recipient, sent.via
        if "ho so" in fold(title) and (told := _WITH.search(title)):  # "2. Hồ sơ gửi Văn phòng Ban: Đợt 1 …"
            return bodies.tidy(told.group(1)), bodies.tidy(told.group(2)) if told.group(2) else None
    return None


def meeting(clause: str) -> str | None:
    """``Hội đồng … họp``: the body that reviews."""
    found = re.match(r"[^.;]{0,3}((?:Hội đồng|Ban)(?:\s+[^,.;]{1,60}?)?)\s+(?:họp|xét|bình)\b", clause)
    found = found or re.search(r"(?<!\w)(Hội đồng(?:\s+[^,.;()]{1,60}?)?)\s+(?:tổ chức\s+)?(?:họp|xét)\b", clause)
    found = found or re.search(
        r"(?:họp|lấy ý kiến|xin ý kiến)\s+((?:Hội đồng|Ban|[Ll]ãnh đạo)(?:\s+[^,.;()]{1,60}?)?)(?=\s+(?:trước|chậm|muộn|trong|không|để|xét|vào|sau)(?!\w)|\s*[,.;()]|$)",
        clause,
    )
    return bodies.short(found.group(1)) if found else None


_BEHIND = re.compile(r"[/.\d]\d\s*(?:\(|,?\s*(?:đối với|cho)\s+)([^();,]{3,70})\)?[^\d]*$")
"""``trước ngày 30/11 (đợt 1)``, ``… đối với khen thưởng tổng kết``: the round told behind the day."""


def round_in(each: Placed, clause: str, what: str, doc: Document) -> str | None:
    yearly = has(clause, "round_annual") is not None
    if what in ("sub_plan", "report", "registration", "task", "ceremony"):
        return "annual" if yearly and what != "sub_plan" else None
    span = years_of(doc)
    tail = _BEHIND.search(clause)
    for words in (*((tail.group(1),) if tail else ()), clause, *each.item.headings):
        rule = round_of(re.sub(r"\([^()]*\)", "", words))
        if span is None and (half := _half(words)) and doc.kept("halves", lambda: _halves(doc)):
            return half
        if rule == "final" and span is not None:
            return f"period_{span[0]}_{span[1]}"
        if rule == "interim" and span is not None:
            told = re.findall(r"so\s+ket\s+\(?(?:nam\s+)?((?:19|20)\d{2})", fold(clause))
            told = told or re.findall(r"(?:19|20)\d{2}", clause)
            return f"period_{span[0]}_{told[-1]}" if told else rule
        if rule in ("final", "interim"):
            continue
        if rule is not None:
            return rule
    return _round_of_title(doc) or (
        "annual" if span is not None and doc.kept("yearly", lambda: _yearly(doc)) else "single"
    )


_FIRST_HALF = re.compile(r"(?<!\w)(?:so\s+ket|0?6\s+thang|sau\s+thang\s+dau|giua\s+nam)(?!\w)")
_WHOLE_YEAR = re.compile(r"(?<!\w)(?:tong\s+ket|ca\s+nam|cuoi\s+nam|nam\s+(?:19|20)\d\d\s*:)")


def _half(words: str) -> str:
    """``sơ kết 06 tháng`` is the first round of a year and ``cả năm`` the second; empty where it says neither or both."""
    folded = fold(words)
    first, second = _FIRST_HALF.search(folded), _WHOLE_YEAR.search(folded)
    return "" if bool(first) == bool(second) else "round_1" if first else "round_2"


def _halves(doc: Document) -> bool:
    """Dossiers have a day for the first half and one for the whole year: the plan commends twice."""
    told: set[str] = set()
    for each in body(doc):
        if each.under("award", "award_forms", "quota", "dossier", "deadline", "route") and not each.first(
            "implementation"
        ):
            for part in (part for piece in each.item.pieces for part in parts(piece)):
                if next(iter(limits.find(part.text)), None) is not None:
                    told |= {next(filter(None, map(_half, (part.text, *each.item.headings))), "")}
    return {"round_1", "round_2"} <= told


_EACH_YEAR = re.compile(
    r"(?:xet|khen|thuong|binh)\b[^.;]{0,40}(?:hang|moi|tung)\s+nam(?!\w)"
    r"|(?<!\w)(?:hang|moi|tung)\s+nam\b[^.;]{0,60}(?:tang|khen)\b"
)


def _yearly(doc: Document) -> bool:
    """A movement of several years that commends every year."""
    texts = (
        f"{each.item.section.title} {each.item.text}" for each in body(doc) if each.under("award", "period", "quota")
    )
    return any(_EACH_YEAR.search(fold(text)) for text in texts)


def _round_of_title(doc: Document) -> str | None:
    """``… (đợt 1 năm 2025)``: the whole plan is for that round."""
    fact = next(iter(doc.once(subject)), None)
    rule = round_of(str(fact.value["title"])) if fact is not None else None
    return rule if rule is not None and rule.startswith("round_") else None


def done_by(what: str, clause: str) -> str | None:
    if what not in ("appraisal", "review"):
        return None
    found = re.match(
        r"\s*(?:Giao\s+)?((?:Phòng|Sở|Vụ|Ban|Văn phòng|Hội đồng|Công chức|Bộ phận|Tổ)[^,.;:()]*?)(?=\s+(?:có trách nhiệm|thẩm định|tổng hợp|trình|rà soát|chủ trì|tham mưu|họp)|,)",
        clause,
    )
    return bodies.tidy(found.group(1)) if found else None
