"""Standards nobody can ever meet, because what they measure does not go that far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from thidua.documents.vietnamese import fold

from ..model import Fact
from .remark import Look, Remark, on_fact

_SHARE: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_MAY_EXCEED: Final = re.compile(
    r"vuot|tang|so voi|ke hoach|chi tieu|du toan|dinh muc|muc luong|nam truoc|cung ky|chi giao"
)
_RANK: Final = re.compile(r"\b(?:hang|thu|vi tri|vi thu|top)\s+(?:thu\s+|so\s+)?0+(?![\d/.,])")
_POINTS: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/\s*\d+\s*)?diem")
# read with its marks: "thang điểm" is a scale, "tháng" a month
_MOST: Final = re.compile(
    r"\bthang\s+(?:điểm\s+)?(\d+)\b|tổng\s+(?:số\s+)?điểm\s+(?:tối\s+đa\s+)?(?:là\s+)?(\d+)", re.IGNORECASE
)
_MORE: Final = re.compile(r"diem (?:thuong|cong them|cong)\b")
_ASKS: Final = (">=", ">", "=", "exact", "min")
_MEASURED: Final = ("standard", "criterion", "target")


def share_over_all(look: Look) -> Iterator[Remark]:
    """More than 100 per cent of something that is not a plan, a budget or the year before."""
    for fact in look.facts(*_MEASURED):
        said = fold(fact.quote)
        over = next((m for m in _SHARE.finditer(said) if _number(m[1]) > 100), None)
        if over and not _MAY_EXCEED.search(said):
            yield _never(fact, f"Không tỷ lệ nào vượt được 100%, văn bản đòi {over[0]}.", "Ghi tỷ lệ từ 0% đến 100%.")


def rank_below_first(look: Look) -> Iterator[Remark]:
    """A place in a ranking before the first one."""
    for fact in look.facts(*_MEASURED):
        if found := _RANK.search(fold(fact.quote)):
            yield _never(fact, f"Thứ hạng đầu tiên là 1, văn bản ghi “{found[0]}”.", "Ghi thứ hạng từ 1 trở lên.")


def points_over_most(look: Look) -> Iterator[Remark]:
    """More points than the scale, or the whole table, can give."""
    most = _most(look)
    if not most:
        return
    for fact in look.facts(*_MEASURED):
        if fact.value.get("unit") != "điểm" or str(fact.value.get("op")) not in _ASKS:
            continue
        over = next((m for m in _POINTS.finditer(fold(fact.quote)) if _number(m[1]) > most), None)
        if over:
            yield _never(fact, f"Điểm cao nhất có thể đạt là {most:g}, văn bản đòi {over[1]} điểm.", "Hạ mức điểm, hoặc sửa thang điểm.")  # fmt: skip


def _most(look: Look) -> float:
    """The highest score: the scale the paper states, else the sum of its table; 0 where points may be added."""
    text = [block.text for block in look.reading.blocks]
    if any(_MORE.search(fold(each)) for each in text):
        return 0
    stated = [_number(next(filter(None, m.groups()))) for each in text for m in _MOST.finditer(each)]
    points = [fact.value.get("points") for fact in look.facts("criterion")]
    table = sum(float(each) for each in points if isinstance(each, int | float))
    return max([*stated, table])


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _never(fact: Fact, message: str, cure: str) -> Remark:
    return on_fact(fact, "logic.never-met", "error", message, cure)
