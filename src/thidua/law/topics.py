"""The closed list of topics a law file may hold: their dimensions, words and the shape of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from .errors import nearest
from .types import KINDS_OF_INSTRUMENT, FormFacts, InstrumentFacts, Rounding, TimeLimit, VoteRule

AWARDS: Final[Mapping[str, str]] = {
    "giay-khen": "Giấy khen",
    "bang-khen": "Bằng khen",
    "cstd-toan-quoc": "Chiến sĩ thi đua toàn quốc",
    "cstd-bo-tinh": "Chiến sĩ thi đua cấp bộ, cấp tỉnh",
    "cstd-co-so": "Chiến sĩ thi đua cơ sở",
    "lao-dong-tien-tien": "Lao động tiên tiến",
    "tap-the-xuat-sac": "Tập thể lao động xuất sắc",
    "tap-the-tien-tien": "Tập thể lao động tiên tiến",
    "co-chinh-phu": "Cờ thi đua của Chính phủ",
    "co-bo-tinh": "Cờ thi đua cấp bộ, cấp tỉnh",
    "xa-tieu-bieu": "Xã, phường, đặc khu tiêu biểu",
    "thon-van-hoa": "Thôn, tổ dân phố văn hóa",
    "gia-dinh-van-hoa": "Gia đình văn hóa",
    "anh-hung": "Danh hiệu Anh hùng",
}
AUTHORITIES: Final[Mapping[str, str]] = {
    "xa": "Chủ tịch UBND cấp xã",
    "huyen": "Chủ tịch UBND cấp huyện",
    "so": "Thủ trưởng cơ quan chuyên môn thuộc UBND cấp tỉnh",
    "doanh-nghiep": "Người đứng đầu doanh nghiệp, hợp tác xã",
    "phong": "Trưởng phòng thuộc UBND cấp xã, cấp huyện",
    "tinh": "Chủ tịch UBND cấp tỉnh",
    "thu-tuong": "Thủ tướng Chính phủ",
}
# Titles carry the same money whoever decides them; only their rows may use this word.
ANY_AUTHORITY: Final = "any"
KINDS: Final[Mapping[str, str]] = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
TIERS: Final[Mapping[str, str]] = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
PURPOSES: Final[Mapping[str, str]] = {
    "to_trinh": "Tờ trình đề nghị khen thưởng",
    "bao_cao_tap_the": "Báo cáo thành tích công trạng của tập thể",
    "bao_cao_ca_nhan": "Báo cáo thành tích công trạng của cá nhân",
    "bao_cao_cong_hien": "Báo cáo thành tích có quá trình cống hiến",
    "bao_cao_anh_hung_tap_the": "Báo cáo thành tích Anh hùng của tập thể",
    "bao_cao_anh_hung_ca_nhan": "Báo cáo thành tích Anh hùng của cá nhân",
    "bao_cao_dot_xuat": "Báo cáo thành tích đột xuất",
    "bao_cao_chuyen_de": "Báo cáo thành tích thi đua theo chuyên đề",
    "bao_cao_co_chinh_phu": "Báo cáo thành tích đề nghị Cờ thi đua của Chính phủ",
    "bao_cao_cstd_toan_quoc": "Báo cáo thành tích Chiến sĩ thi đua toàn quốc",
    "bao_cao_doi_ngoai_tap_the": "Báo cáo thành tích đối ngoại, tổ chức nước ngoài",
    "bao_cao_doi_ngoai_ca_nhan": "Báo cáo thành tích đối ngoại, cá nhân nước ngoài",
    "xac_nhan_sang_kien": "Giấy xác nhận hiệu quả áp dụng, phạm vi ảnh hưởng của sáng kiến",
    "bien_ban": "Biên bản",
}
ACTS: Final[Mapping[str, str]] = {
    "giay_khen_commune": "Thẩm định và trình Giấy khen cấp xã",
    "cstd_co_so_commune": "Thẩm định và trình Chiến sĩ thi đua cơ sở ở cấp xã",
    "state_return": "Trả hồ sơ cấp Nhà nước chưa đúng quy định",
    "state_submit": "Trình khen thưởng cấp Nhà nước",
    "state_result": "Gửi kết quả khen thưởng cấp Nhà nước",
    "public_comment": "Lấy ý kiến Nhân dân đối với danh hiệu cấp Nhà nước",
    "media_list": "Đăng danh sách trước khi Hội đồng cấp bộ, cấp tỉnh họp",
}


class WrongValue(ValueError):
    """The text of a value cannot be read; the message is half a sentence."""


def read_date(raw: object) -> date:
    """``2026-07-01`` → date."""
    try:
        return date.fromisoformat(_text(raw))
    except ValueError as error:
        raise WrongValue(f"ngày “{raw}” không đúng, hãy ghi như 2026-07-01") from error


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise WrongValue("cần một dòng chữ")
    return raw.strip()


def _whole(raw: object) -> int:
    text = _text(raw)
    if not re.fullmatch(r"[1-9][0-9]*", text):
        raise WrongValue(f"“{text}” không phải số nguyên dương, hãy ghi như 2340000")
    return int(text)


def _decimal(raw: object) -> Decimal:
    text = _text(raw)
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise WrongValue(f"“{text}” không phải số thập phân, hãy ghi như 0.15")
    return Decimal(text)


def _truth(raw: object) -> bool:
    if raw not in ("true", "false"):
        raise WrongValue(f"“{raw}” không đúng, hãy ghi true hoặc false")
    return raw == "true"


def _share(raw: object) -> Fraction:
    text = _text(raw)
    match = re.fullmatch(r"([1-9][0-9]*)/([1-9][0-9]*)", text)
    if not match or int(match[1]) > int(match[2]):
        raise WrongValue(f"“{text}” không phải một phần của 1, hãy ghi như 2/3")
    return Fraction(int(match[1]), int(match[2]))


def fields(raw: object, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, object]:
    """A mapping with exactly these keys; anything else is named in the refusal."""
    if not isinstance(raw, dict):
        raise WrongValue(f"cần các khóa {', '.join(required)}")
    for key in raw:
        if key not in required + optional:
            raise WrongValue(f"khóa lạ “{key}”; {nearest(str(key), required + optional)}")
    for key in required:
        if key not in raw:
            raise WrongValue(f"thiếu khóa “{key}”")
    return dict(raw)


def one_of(raw: object, words: Mapping[str, str]) -> str:
    """The word itself when it is in the list."""
    text = _text(raw)
    if text not in words:
        raise WrongValue(f"không có “{text}”; {nearest(text, words)}")
    return text


def _instrument(raw: object) -> InstrumentFacts:
    data = fields(raw, ("kind", "issuer"), ("title", "issued", "replaced_by", "amends", "unsure_after"))
    return InstrumentFacts(
        kind=one_of(data["kind"], KINDS_OF_INSTRUMENT),
        issuer=_text(data["issuer"]),
        title=_text(data["title"]) if "title" in data else "",
        issued=read_date(data["issued"]) if "issued" in data else None,
        replaced_by=_text(data["replaced_by"]) if "replaced_by" in data else "",
        amends=_text(data["amends"]) if "amends" in data else "",
        unsure_after=read_date(data["unsure_after"]) if "unsure_after" in data else None,
    )


def _rounding(raw: object) -> Rounding:
    data = fields(raw, ("mode", "step"))
    mode = data["mode"]
    if mode not in ("up", "down", "nearest", "none"):
        raise WrongValue(f"không có cách làm tròn “{mode}”; {nearest(str(mode), ('up', 'down', 'nearest', 'none'))}")
    return Rounding(mode, _whole(data["step"]))


def _form(raw: object) -> FormFacts:
    data = fields(raw, ("decree", "title"), ("number",))
    return FormFacts(_text(data["decree"]), _text(data["number"]) if "number" in data else "", _text(data["title"]))


def _vote(raw: object) -> VoteRule:
    data = fields(raw, ("share", "strict", "base", "secret"))
    base = data["base"]
    if base not in ("all", "present"):
        raise WrongValue(f"“{base}” không đúng, hãy ghi all (tổng số) hoặc present (có mặt)")
    return VoteRule(_share(data["share"]), _truth(data["strict"]), base, _truth(data["secret"]))


def _limit(raw: object) -> TimeLimit:
    data = fields(raw, ("days", "unit"))
    unit = data["unit"]
    if unit not in ("working_days", "days"):
        raise WrongValue(f"“{unit}” không đúng, hãy ghi working_days hoặc days")
    return TimeLimit(_whole(data["days"]), unit)


@dataclass(frozen=True, slots=True)
class Topic:
    """``dims``: name of each dimension → its words (``None``: free text)."""

    label: str
    dims: Mapping[str, Mapping[str, str] | None]
    read: Callable[[object], object]


TOPICS: Final[Mapping[str, Topic]] = {
    "instrument": Topic("Văn bản", {"number": None}, _instrument),
    "regime": Topic(
        "Văn bản áp dụng",
        {"part": {"law": "luật", "decree": "nghị định", "circular": "thông tư"}},
        _text,
    ),
    "base_salary": Topic("Mức lương cơ sở", {}, _whole),
    "award_coefficient": Topic(
        "Hệ số tiền thưởng",
        {"form": AWARDS, "authority": {**AUTHORITIES, ANY_AUTHORITY: "mọi thẩm quyền"}, "kind": KINDS},
        _decimal,
    ),
    "award_factor": Topic("Số lần so với cá nhân", {"form": AWARDS, "kind": KINDS}, _decimal),
    "award_rounding": Topic("Cách làm tròn tiền thưởng", {}, _rounding),
    "form": Topic("Mẫu văn bản", {"purpose": PURPOSES}, _form),
    "may_award": Topic("Thẩm quyền khen thưởng", {"form": AWARDS, "authority": AUTHORITIES}, _truth),
    "level": Topic("Cấp chính quyền địa phương", {"tier": TIERS}, _truth),
    "council_quorum": Topic("Số thành viên tối thiểu dự họp Hội đồng", {}, _share),
    "vote_rule": Topic("Tỷ lệ phiếu đồng ý của Hội đồng", {"form": AWARDS}, _vote),
    "time_limit": Topic("Thời hạn giải quyết", {"act": ACTS}, _limit),
    "template": Topic("Mẫu trình bày", {"form": AWARDS}, _text),
}
