"""Words of the components: places in a plan and in the law, people, reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from thidua.rules.findings import Finding

KINDS = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
NOTICES = {
    "error": {"style": "bad", "icon": "circle-x"},
    "warning": {"style": "warn", "icon": "triangle-alert"},
    "info": {"style": "", "icon": "info"},
}
# Places of a plan outside its numbered sections.
PARTS = {
    "header": "Phần đầu",
    "title": "Tên kế hoạch",
    "preamble": "Phần mở đầu",
    "body": "Toàn văn",
    "closing": "Phần kết",
    "recipients": "Nơi nhận",
    "signature": "Phần ký",
    "appendix": "Phụ lục",
}
MALE = frozenset({"male", "m", "nam"})
FEMALE = frozenset({"female", "f", "nu", "nữ"})


def _get(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def place_of(source: Any, note: str = "") -> dict[str, str]:
    """``lead`` (Mục), ``path`` and ``note`` of a place in a plan; empty path where there is no source."""
    path = source if isinstance(source, str) else (_get(source, "path") if source is not None else "")
    note = note or ("" if isinstance(source, str) or source is None else str(_get(source, "note") or ""))
    path, finer = _finer(str(path or ""))
    note = note or finer
    if path in PARTS:
        return {"lead": "", "path": PARTS[path], "note": note}
    return {"lead": "Mục" if path else "", "path": path, "note": note}


_FINER = re.compile(r"(?P<sign>[-+*•]|p|bang)(?P<number>\d+)(?:~\d+)?$")
_FINER_WORDS = {"-": "gạch", "+": "dấu cộng", "*": "dấu sao", "•": "chấm", "p": "đoạn", "bang": "bảng"}


def _finer(path: str) -> tuple[str, str]:
    """A path of a plan read from a file, apart from what has no printed label: ``III.3.-2`` → III.3, gạch 2."""
    labels, notes = [], []
    for part in path.split("."):
        found = _FINER.fullmatch(part)
        if found:
            notes.append(f"{_FINER_WORDS[found['sign']]} {found['number']}")
        else:
            labels.append(re.sub(r"~\d+$", "", part))
    return ".".join(labels), ", ".join(notes)


def law_place(source: Any) -> str:
    """Place and instrument of the law in one line."""
    if source is None or isinstance(source, str):
        return source or ""
    if isinstance(source, Sequence):
        instrument, place = (*source, "")[:2]
    else:
        instrument, place = _get(source, "instrument"), _get(source, "place")
    if not isinstance(instrument, str):
        instrument = getattr(instrument, "title", None) or getattr(instrument, "number", None) or instrument
    return ", ".join(str(part) for part in (place, instrument) if part)


def person_name(person: Any) -> str:
    """``Bà Đặng Thị Thu Ngân``: a known form of address first, never a guessed one."""
    name = str(_get(person, "full_name") or _get(person, "display_name") or _get(person, "name") or person or "")
    address = _get(person, "honorific")
    if not address:
        gender = str(_get(person, "gender") or _get(person, "sex") or "").lower()
        address = "Ông" if gender in MALE else "Bà" if gender in FEMALE else ""
    return f"{address} {name}".strip()


def anchored(address: str) -> str:
    """An address whose part after ``#`` is a valid id: ``#Phụ lục 1`` → ``#Phụ-lục-1``; a bare text is taken as an id."""
    page, mark, anchor = address.rpartition("#")
    return f"{page}{mark}{re.sub(r'[^\w.:-]+', '-', anchor).strip('-')}"


def reason(finding: Finding, base: str = "", anchor: str = "") -> dict[str, Any]:
    """A finding as the component shows it: sentence, clause, and where on this page to mend it."""
    path = place_of(finding.source)["path"]
    return {
        "message": finding.message,
        "severity": finding.severity,
        "source": finding.source,
        "has_source": bool(path),
        "clause_href": anchored(f"{base}#{path}") if base and path else "",
        "href": f"#{anchor}{finding.field}" if anchor and finding.field else "",
    }


def heading_for(rows: Sequence[Mapping[str, Any]], severity: str) -> str:
    """A first line that says how much there is."""
    count = len(rows)
    if severity == "error":
        return "Chưa làm được việc này" if count == 1 else f"Chưa làm được việc này, có {count} lý do"
    return "Cần xem lại" if severity == "warning" else "Cần biết"
