"""Cited documents: without number or date, later than the plan, not in force, forms of another decree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from thidua.documents.vietnamese import date_short, fold
from thidua.law import UnknownWord

from ..model import Fact
from .remark import Look, Remark, first_words, on_fact, quoted

_RULES: Final = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II khoản 6"
_BOOK: Final = "Cơ sở dữ liệu pháp luật của chương trình"
# A law named inside the title of another document is not cited by itself.
_INSIDE: Final = re.compile(
    r"(?:một số điều|chi tiết|hướng dẫn thi hành|sửa đổi, bổ sung[^.;]{0,30}) (?:của )?$", re.IGNORECASE
)
_LAW: Final = re.compile(
    r"(?<!pháp )(?<!kỷ )\b[Ll]uật\s+(?P<name>[A-ZĐ][^\s,;.():]*(?:,?\s+(?!số|ngày|năm|và|được|có|hiện)[^\s;.():]+){0,5})|\bLuật\s+(?P<low>[a-zđ]\S*(?:\s+(?!số|ngày|năm|và)[^\s;.():,]+){0,5})",
    re.UNICODE,
)
_NUMBER_NEAR: Final = re.compile(r"\d+\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]+|số\s*\d+", re.UNICODE)
_DATE_NEAR: Final = re.compile(r"ngày\s*\d|\d{1,2}[/.]\d{1,2}[/.]\d{4}", re.IGNORECASE)
_SET: Final = re.compile(r"\bBộ (?:chỉ số|tiêu chí|Chỉ số|Tiêu chí)\b[^.;:]{0,80}", re.UNICODE)
_PROGRAMME: Final = re.compile(
    r"\b(?:Kế hoạch thực hiện [Cc]hương trình|(?:Kế hoạch|Chương trình|Đề án) (?:tổng thể|hành động))[^.;:]{0,90}",
    re.UNICODE,
)
_DECREE: Final = re.compile(
    r"\b(?:Nghị định|Thông tư|Quyết định|Nghị quyết)\s+(?:số\s*)?(?P<number>\d+/\d{4}/[A-ZĐ][\w-]*)", re.UNICODE
)
_NO_SO: Final = re.compile(r"\b(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Kế hoạch|Chỉ thị)\s+(?=\d+/)", re.UNICODE)
_OWNER: Final = re.compile(
    r"\bcủa\s+(?:Chính phủ|Thủ tướng|UBND|Ủy ban|Bộ|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Ban|HĐND|Hội đồng|Sở|tỉnh|thành phố|huyện|xã|phường)",
    re.UNICODE,
)
_EMULATION: Final = ("thi dua, khen thuong", "thi dua khen thuong", "thi dua - khen thuong")


def laws_without_number(look: Look) -> Iterator[Remark]:
    """A law of which no passage of the plan gives number or day of issue: said once for each law, at its first place."""
    named: dict[str, list[tuple[int, int, int, bool]]] = {}
    for block in look.reading.blocks:
        for found in _LAW.finditer(block.text):
            if _INSIDE.search(block.text[: found.start()]) or (found["low"] or "").startswith("sửa"):
                continue
            name = _law_name(found["name"] or found["low"])
            after = block.text[found.end() : found.end() + 45]
            named.setdefault(name, []).append(
                (block.index, found.start(), found.end(), bool(_NUMBER_NEAR.search(found[0] + after)))
            )
    for name, places in named.items():
        if name and not any(numbered for *_, numbered in places):
            index, start, end, _ = places[0]
            text = look.block(index).text
            path, span = look.at(index, start, end)
            yield Remark(
                "missing.law-number", "info", path, quoted(text, start, end, 30), f"“{text[start:end]}” được viện dẫn mà không có số.",
                "Ghi đủ số, ngày ban hành và tên luật.", _RULES, span=span,
            )  # fmt: skip


def _law_name(text: str) -> str:
    words = fold(text).replace(",", " ").replace("-", " ").split()
    return " ".join(words[:4])


def decrees_without_date(look: Look) -> Iterator[Remark]:
    """A decree or circular whose date no passage of the plan gives, and "số" left out before a number."""
    dated: dict[str, bool] = {}
    first: dict[str, tuple[int, int, int]] = {}
    for block in look.reading.blocks:
        for found in _DECREE.finditer(block.text):
            near = block.text[found.end() : found.end() + 30]
            dated[found["number"]] = dated.get(found["number"], False) or bool(_DATE_NEAR.search(near))
            first.setdefault(found["number"], (block.index, found.start(), found.end()))
        for found in _NO_SO.finditer(block.text):
            path, span = look.at(block.index, found.start(), found.end())
            yield Remark(
                "format.so", "info", path, quoted(block.text, found.start(), found.end() + 18),
                f"Thiếu chữ “số” trước số văn bản: “{quoted(block.text, found.start(), found.end() + 14, 0)}”.", "Thêm chữ “số”.", _RULES, span=span,
            )  # fmt: skip
    for number, (index, start, end) in first.items():
        if not dated[number]:
            path, span = look.at(index, start, end)
            yield Remark(
                "missing.decree-date", "info", path, quoted(look.block(index).text, start, end), f"Văn bản {number} được viện dẫn mà không có ngày.",
                "Ghi đủ ngày, tháng, năm ban hành.", _RULES, span=span,
            )  # fmt: skip


def sets_without_number(look: Look) -> Iterator[Remark]:
    """An index set or criteria set, or a programme of nobody in particular, cited without number or date."""
    for pattern, code, what in (
        (_SET, "missing.set-number", "Bộ chỉ số, tiêu chí"),
        (_PROGRAMME, "missing.programme-number", "Kế hoạch, chương trình"),
    ):
        for block in look.reading.blocks:
            path = look.paths.get(block.index, "")
            if path.startswith(("title", "header", "closing", "recipients")):
                continue
            found = next(
                (m for m in pattern.finditer(block.text) if _unnamed(m, block.text, pattern is _PROGRAMME)), None
            )
            if found is None:
                continue
            path, span = look.at(block.index, found.start(), found.end())
            yield Remark(
                code, "info", path, first_words(found[0], 12), f"{what} được viện dẫn mà không có số, ngày ban hành.",
                "Ghi đủ số, ký hiệu, ngày và cơ quan ban hành.", _RULES, span=span,
            )  # fmt: skip
            break


def _unnamed(found: re.Match[str], text: str, owner_counts: bool) -> bool:
    around = text[found.start() : found.end() + 60]
    if _NUMBER_NEAR.search(around) or _DATE_NEAR.search(around):
        return False
    return not (owner_counts and _OWNER.search(text[found.start() : found.end() + 90]))


def bases(look: Look) -> Iterator[Remark]:
    """A basis later than the plan; one without issuer; no basis in the law on emulation; day that does not exist."""
    issued = _day(look)
    facts = look.facts("basis")
    for fact in [*facts, *look.facts("cited")]:
        day = _iso(fact.value.get("date"))
        if issued and day and day > issued:
            yield on_fact(
                fact, "date.basis-later", "error", f"{_name(fact)} đề ngày {date_short(day)}, sau ngày của kế hoạch ({_issued_words(look)}).",
                "Kiểm tra lại ngày của văn bản được căn cứ.",
            )  # fmt: skip
    nameless = [f for f in facts if str(f.value.get("number") or "").endswith("-UBND") and _unstated(f)]
    if nameless:
        yield on_fact(
            nameless[0],
            "missing.issuer",
            "info",
            f"Không ghi cơ quan ban hành {', '.join(_name(f) for f in nameless)}.",
            "Thêm tên cơ quan ban hành.",
        )
    if facts and not any(
        word in fold(f"{f.value.get('doc_type')} {f.value.get('subject')} {f.quote}")
        for f in facts
        for word in _EMULATION
    ):
        cites = look.facts("money", "form")
        decree = next((str(f.value["decree"]) for f in cites if f.value.get("decree")), None)
        if decree and not any(f.value.get("number") == decree for f in facts):
            yield Remark(
                "missing.law-basis", "info", facts[-1].path, _after_bases(look, facts[-1]), f"Phần căn cứ không có Luật Thi đua, khen thưởng và {decree}, trong khi tiền thưởng hoặc mẫu theo văn bản đó.",
                "Thêm Luật và Nghị định đang có hiệu lực vào căn cứ.", "Luật 06/2022/QH15, Điều 17", span=facts[-1].spans[0] if facts[-1].spans else None,
            )  # fmt: skip


def _after_bases(look: Look, last: Fact) -> str:
    if not last.spans:
        return ""
    following = last.spans[0].block + 1
    return first_words(look.block(following).text, 12) if following < len(look.reading.blocks) else last.quote


def _unstated(fact: Fact) -> bool:
    return not fact.value.get("issuer") or fact.value.get("issuer_stated") is False


def in_force(look: Look) -> Iterator[Remark]:
    """State instruments: in force on the day of the plan, and still when its last papers are due."""
    issued = _day(look)
    if issued is None:
        return
    last = _last_day(look)
    told: set[str] = set()
    for fact in look.facts("basis", "cited", "money", "form"):
        number = str(fact.value.get("number") if fact.kind in ("basis", "cited") else fact.value.get("decree") or "")
        if number in told or not re.search(r"\d{4}/(NĐ-CP|QH\d+|TT-)", number):
            continue
        told.add(number)
        standing = look.book.in_force(number, issued)
        if standing is False:
            yield on_fact(
                fact, "stale.not-in-force", "error", f"{number} không có hiệu lực vào ngày {date_short(issued)}{_instead(look, number)}.",
                "Căn cứ văn bản đang có hiệu lực.", _BOOK,
            )  # fmt: skip
        elif standing and last and last > issued and look.book.in_force(number, last) is False:
            yield on_fact(
                fact, "stale.ends", "info", f"{number} hết hiệu lực trước khi phong trào kết thúc ({date_short(last)}){_instead(look, number)}; mẫu và mức tiền khi đó theo văn bản mới.",
                "Ghi thêm “hoặc văn bản thay thế”.", _BOOK,
            )  # fmt: skip


def _instead(look: Look, number: str) -> str:
    try:
        follower = look.book.instrument(number).replaced_by
    except UnknownWord:
        return ""
    return f", đã có {follower} thay thế" if follower else ""


def form_numbers(look: Look) -> Iterator[Remark]:
    """A form number that means another paper in the decree named beside it."""
    for fact in look.facts("paper"):
        number, decree = fact.value.get("form_number"), fact.value.get("form_decree")
        if not number or not decree:
            continue
        try:
            known = {form.number for form in look.book.forms(str(decree))}
        except UnknownWord:
            continue
        if not known:
            continue
        wanted = _purpose(str(fact.value.get("name") or ""))
        purpose = look.book.form_purpose(str(decree), str(number))
        if purpose is None and str(number).zfill(2) not in known:
            continue  # the book holds only the forms it was given
        if wanted and purpose and not purpose.startswith(wanted):
            yield on_fact(
                fact, "stale.form", "warning", f"Mẫu số {number} của {decree} dùng cho việc khác, không phải “{fact.value.get('name')}”.",
                "Kiểm tra lại số mẫu trong phụ lục của nghị định.", _BOOK,
            )  # fmt: skip


def _purpose(name: str) -> str:
    plain = fold(name)
    if plain.startswith("to trinh"):
        return "to_trinh"
    return "bao_cao" if plain.startswith("bao cao") else ""


def _name(fact: Fact) -> str:
    return (
        f"{fact.value.get('doc_type')} số {fact.value.get('number')}"
        if fact.value.get("number")
        else str(fact.value.get("doc_type"))
    )


def _day(look: Look) -> dt.date | None:
    if look.on is not None:
        return look.on
    stated = [f.value.get("date") for f in look.facts("date")]
    text = str(stated[0]) if stated and stated[0] else ""
    if len(text) == 10:
        return _iso(text)
    if len(text) == 7:  # the last day the blank may mean
        year, month = int(text[:4]), int(text[5:])
        return (dt.date(year + month // 12, month % 12 + 1, 1)) - dt.timedelta(days=1)
    return None


def _issued_words(look: Look) -> str:
    stated = str(look.facts("date")[0].value.get("date")) if look.facts("date") else ""
    return f"tháng {stated[5:]}/{stated[:4]}" if len(stated) == 7 else date_short(_day(look) or dt.date.min)


def _iso(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)) if value and len(str(value)) == 10 else None
    except ValueError:
        return None


def _last_day(look: Look) -> dt.date | None:
    ends = [_iso(f.value.get("end")) for f in look.facts("period")] + [
        _iso(f.value.get("date")) for f in look.facts("deadline")
    ]
    return max((day for day in ends if day), default=None)


issue_day, iso = _day, _iso
