"""Bodies as plans name them: to whom papers go, whose word decides, and which kinds of unit a phrase means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from thidua.reader.letters import UPPER

from .folded import any_of, fold, remembered, with_marks
from .lexicon import choice, load

_NAMES: Final = re.compile(
    r"thi\s+dua\s*[,\-]?\s*khen\s+thuong|ket\s+qua"
)  # part of a name or a noun, not "khen", "qua"


@dataclass(frozen=True, slots=True)
class Sent:
    """``gửi về X (qua Y)``: body and the one through which it goes, as printed with UBND shortened."""

    start: int
    end: int
    recipient: str
    via: str | None


@dataclass(frozen=True, slots=True)
class Authority:
    """Who awards. ``level`` is a key of ``data/bodies.yaml`` or empty where the text names none (``cấp trên``)."""

    start: int
    end: int
    name: str
    level: str


def short(text: str) -> str:
    """``Ủy ban nhân dân`` as ``UBND``, spaces single."""
    words = " ".join(text.split())
    words = re.sub(r"(?i)[uưủ][yỷ]\s+ban\s+nhân\s+dân(?:\s*\(UBND\))?", "UBND", words)
    return words


def tidy(text: str) -> str:
    """A body without marks and joining words at its ends."""
    words = re.split(r",\s*(?:địa chỉ|số điện thoại|điện thoại|email|đường|để)\b", short(text))[0].strip(
        ' ,;:.-–()“”"*'
    )
    return re.sub(r"(?i)\s+(?:để|và|của|theo|tại|bằng|từ|là)$", "", words)


_STOP: Final = (
    r"(?=\s*(?:\(|\)|[.;:,]|$)|\s+(?:de|truoc|cham|muon|xong|trong|theo|qua|thong\s+qua|dong\s+thoi|bang|kem|va\s+gui|"
    r"tong\s+hop|tham\s+dinh|thanh\s+phan|ho\s+so|gom|vao|xem\s+xet|xet|khen|trinh|dung|de\s+nghi|den\s+het|den\s+ngay|hang\s+nam|"
    r"theo\s+dung|cu\s+the|khong|phai|lam|thoi\s+han|thoi\s+gian|hoan\s+thanh|ngay\s+\d|phu\s+trach|tu\s+ngay|va\s+cap\s+nhat|bao\s+gom)\b)"
)
_GO: Final = (
    r"(?<!\w)(?:gui|nop|chuyen|phan\s+anh|kien\s+nghi|bao|trinh|bao\s+cao|goi|gui\s+bao\s+cao|trinh\s+ho\s+so)\b"
    r"(?P<what>(?:\s+(?!(?:ve|den|toi|cho|qua)\b)[^\s.;:,()]+){0,14}?(?:\s*\([^)]{0,80}\))?)\s+(?:ve|den|toi|cho|tai)\s+"
)
_ONE: Final = rf"[^.;:()]{{2,110}}?{_STOP}"


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(
        rf"{_GO}(?P<to>{_ONE})(?:\s*\(\s*(?:thong\s+)?qua\s+(?P<via>[^)]{{2,90}}?)(?:\s+(?:de\s+|tong\s+hop|tham\s+dinh)[^)]*)?\)"
        rf"|(?<=\w)\s*\(\s*(?P<via3>(?:phong|vu)\s+[^)]{{2,60}})\)"
        rf"|\s*,?\s+(?:thong\s+)?qua\s+(?P<via2>{_ONE}))?"
    )


@remembered
def sent(text: str) -> Iterator[Sent]:
    """Where papers are sent, left to right. What follows ``về`` must begin like a body."""
    folded = _NAMES.sub(lambda found: "x" * len(found.group()), fold(text))
    start = re.compile(choice("bodies", "starts").removesuffix(r"(?!\w)"))
    for found in _sent().finditer(folded):
        if not start.match(folded, found.start("to")):
            continue
        name = next((each for each in ("via", "via2", "via3") if found.group(each)), "via")
        via = tidy(text[found.start(name) : found.end(name)]) if found.group(name) else None
        yield Sent(found.start(), found.end(), tidy(text[found.start("to") : found.end("to")]), via)


_PROPER: Final = rf"(?:[{UPPER}]\w*|-|–)(?:\s+(?:[{UPPER}]\w*|-|–))*"
_PROPER_NAME: Final = re.compile(rf"\s+({_PROPER})")


_OFFICE_NAME: Final = re.compile(
    r"((?:\s+[^\s,.;:()]+|,(?=\s+Thể\s+thao)){0,9}?)(?=\s+(?:tặng|trao|khen|cho|quyết|xem|xét|theo|và(?!\s+(?:Đào|Công|Môi|Truyền|Du|Đầu|Xã|Phát|Tài|Dịch)\s)|để|ký|được|đề|phân)\b|\s*[,.;:()/]|\s*$)"
)


@remembered
def authorities(text: str) -> Iterator[Authority]:
    """Every office that may award, with its level and proper name where they follow."""
    folded = fold(text)
    taken = 0
    for found in _authority().finditer(folded):
        if found.start() < taken:
            continue
        name = next((key for key, value in found.groupdict().items() if value), "")
        level = name.rstrip("0123456789")
        end = found.end()
        if level in ("bo", "so", "don_vi") or found.group().startswith(
            ("giam doc", "thu truong", "truong ban", "hieu truong")
        ):
            more = _OFFICE_NAME.match(text, end)
            end = more.end(1) if more else end
        elif level not in ("", "cap_tren"):
            proper = _PROPER_NAME.match(text, end)
            if proper and not fold(proper.group(1)).startswith(tuple(load("bodies")["no_names"])):
                end = proper.end(1)
        taken = end
        yield Authority(
            found.start(), end, short(text[found.start() : end]).rstrip(" -–"), "" if level == "cap_tren" else level
        )


@cache
def _authority() -> re.Pattern[str]:
    levels = load("bodies")["levels"]
    committee = r"(?:(?:pho\s+)?chu\s+tich\s+)?(?:ubnd|uy\s+ban\s+nhan\s+dan)\s+"
    parts = [
        f"(?P<{key}{n}>{committee}(?:cac\\s+)?{any_of([each])})"
        for key, names in levels.items()
        for n, each in enumerate(names, start=1)
    ]
    parts += [
        f"(?P<{key}{n}9>{any_of([each])})"
        for key, names in load("bodies")["offices"].items()
        for n, each in enumerate(names, start=1)
    ]
    begins = {fold(each).split()[0] for names in load("bodies")["offices"].values() for each in names}
    first = "|".join(sorted(map(re.escape, begins | {"pho", "chu", "uy", "ubnd"})))  # most words begin none of them
    return re.compile(rf"(?<!\w)(?=(?:{first})(?!\w))(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)")


def unit_kinds(text: str) -> tuple[str, ...]:
    """Kinds of unit a phrase means, in the order of the list, each once."""
    marked = with_marks(text)
    return tuple(kind for kind, names in load("bodies")["unit_kinds"].items() if _names_any(marked, tuple(names)))


def staff_groups(text: str) -> tuple[str, ...]:
    """Groups of staff a phrase means, in the order of the list."""
    marked = with_marks(short(text))  # the people of "Ủy ban nhân dân" take part in nothing
    return tuple(group for group, names in load("bodies")["staff_groups"].items() if _names_any(marked, tuple(names)))


def _names_any(marked: str, names: tuple[str, ...]) -> bool:
    return _any_name(names).search(marked) is not None


@cache
def _any_name(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(with_marks(name)) for name in names) + r")(?!\w)")
