"""The law of the day: who may award, which levels exist, whether the body existed in the year it compares with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from thidua.documents.vietnamese import date_short, fold
from thidua.law import NotInForce, UnknownWord

from ..model import Fact
from .citations import iso, issue_day
from .remark import Look, Remark, on_fact

_FORMS: Final = {"giay khen": "giay-khen", "bang khen": "bang-khen", "co thi dua": "co-thi-dua"}
_TIER: Final = {
    "xa": "commune", "phuong": "commune", "thi_tran": "commune", "dac_khu": "commune",
    "huyen": "district", "quan": "district", "thi_xa": "district", "tinh": "province",
}  # fmt: skip
_HEAD: Final = re.compile(r"^(?:thủ trưởng|người đứng đầu|trưởng phòng|trưởng ban|các phòng)", re.IGNORECASE)
_TWO_TIER: Final = dt.date(2025, 7, 1)


def authority(look: Look) -> Iterator[Remark]:
    """A Giấy khen or Bằng khen by somebody who cannot decide it on the day."""
    on = issue_day(look)
    if on is None:
        return
    for fact in look.facts("award"):
        form = next(
            (key for name, key in _FORMS.items() if fold(str(fact.value.get("name") or "")).startswith(name)), None
        )
        if form is None:
            continue
        who = str(fact.value.get("authority") or "")
        if fact.value.get("mode") == "award" and _HEAD.match(who) and _local(look):
            yield on_fact(
                fact,
                "legal.no-power",
                "error",
                f"“{who}” không có thẩm quyền tặng {fact.value.get('name')}.",
                "Ghi người có thẩm quyền theo luật.",
                "Luật 06/2022/QH15, Điều 75, Điều 80",
            )
            continue
        tier = tier_of(fact)
        if tier is None:
            continue
        try:
            allowed = look.book.may_award(form, look.book.authority_key(tier, on), on)
        except (NotInForce, UnknownWord):
            continue
        if not allowed.value:
            source = f"{allowed.source.instrument}, {allowed.source.place}"
            yield on_fact(
                fact,
                "legal.no-power",
                "error",
                f"Ngày {date_short(on)} {who} không có thẩm quyền tặng {fact.value.get('name')}.",
                "Ghi cấp có thẩm quyền.",
                source,
            )


def _local(look: Look) -> bool:
    """Of a commune or district: ministries and departments have heads who may award."""
    return any(f.value.get("tier") in ("commune", "district") for f in look.facts("issuer"))


def levels(look: Look) -> Iterator[Remark]:
    """A district that awards, receives or issues after the district level has ended, or when it will have ended."""
    on = issue_day(look)
    if on is None or not _levels(look, on):
        return
    last = max(
        [d for f in look.facts("period", "deadline") for d in (iso(f.value.get("end") or f.value.get("date")),) if d],
        default=on,
    )
    issuer = next(iter(look.facts("issuer")), None)
    for fact in [*([issuer] if issuer else []), *look.facts("award")]:
        if (fact.value.get("tier") or tier_of(fact)) != "district":
            continue
        if "district" not in _levels(look, on):
            yield on_fact(
                fact,
                "legal.level-ended",
                "error",
                f"Ngày {date_short(on)} không còn cấp huyện.",
                "Ghi cơ quan cấp xã hoặc cấp tỉnh kế thừa.",
                "Luật 72/2025/QH15",
            )
        elif last > on and "district" not in _levels(look, last):
            yield on_fact(
                fact, "stale.level-ends", "info", f"Cấp huyện kết thúc trước khi phong trào kết thúc ({date_short(last)}).",
                "Ghi cơ quan kế thừa cho những đợt xét sau.", "Luật 72/2025/QH15",
            )  # fmt: skip
        else:
            continue
        return


def _levels(look: Look, on: dt.date) -> tuple[str, ...]:
    try:
        return look.book.levels(on)
    except NotInForce:  # older than the book
        return ()


def year_before(look: Look) -> Iterator[Remark]:
    """A commune made by the reform of 1 July 2025 has no result of the year before under its own name."""
    issuer = next(iter(look.facts("issuer")), None)
    on = issue_day(look)
    movement = next(iter(look.facts("movement")), None)
    year = movement.value.get("year") if movement else None
    new = issuer is not None and tier_of(issuer) == "commune" and ((on and on >= _TWO_TIER) or _after_reform(look))
    if not new or year not in (2025, None):
        return
    for fact in look.facts("standard"):
        if fact.value.get("across_years") and re.search(r"nam truoc|lien ke", fold(fact.quote)):
            yield on_fact(
                fact, "logic.no-year-before", "warning", "Xã, phường tổ chức lại từ ngày 01/07/2025 chưa có kết quả năm trước dưới tên mình.",
                "Ghi so với số liệu của đơn vị nào trước sắp xếp.", "Luật 72/2025/QH15",
            )  # fmt: skip
            return


def _after_reform(look: Look) -> bool:
    return any((day := iso(f.value.get("date"))) is not None and day >= _TWO_TIER for f in look.facts("basis"))


def tier_of(fact: Fact) -> str | None:
    """Tier of a body: the fact's own, else that of its level; None where neither tells."""
    if fact.value.get("tier"):
        return str(fact.value["tier"])
    return _TIER.get(str(fact.value.get("level") or ""))
