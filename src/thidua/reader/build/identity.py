"""Header, bases, name of the movement, signer, recipients and the links up and down."""

from __future__ import annotations

import re
from collections.abc import Mapping

from thidua.plans import model as m
from thidua.reader.build.material import Material, sentence, source, text_of
from thidua.reader.grammar import bodies
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact

TIERS: dict[str, m.Tier] = {"commune": "commune", "district": "district", "province": "province", "ministry": "central", "central": "central"}  # fmt: skip
_LEVELS = ("xa", "phuong", "thi_tran", "huyen", "quan", "thi_xa", "thanh_pho", "tinh", "dac_khu", "bo")


def issuer(material: Material) -> m.Issuer | None:
    """The issuing body, or None where the text names none."""
    fact = material.one("issuer")
    if fact is None or not text_of(fact, "name"):
        return None
    tier = TIERS.get(str(fact.value.get("tier")))
    if tier is None:
        return None
    parent = fact.value.get("parent")
    up: Mapping[str, object] = parent if isinstance(parent, Mapping) else {}
    name = str(fact.value["name"])
    return m.Issuer(
        name=name,
        level=_level(text_of(fact, "level"), name, tier),
        tier=tier,
        parent_name=str(up["name"]) if up.get("name") else None,
        parent_level=_known(up.get("level")),
        parent_tier=TIERS.get(str(up.get("tier"))),
        source=source(fact),
    )


def _known(level: object) -> str | None:
    return str(level) if level in _LEVELS else None


def _level(level: str | None, name: str, tier: m.Tier) -> str:
    if level in _LEVELS:
        return level
    if fold(name).startswith(("so ", "ban ", "chi cuc", "cuc ")):
        return "so"
    return {"commune": "xa", "district": "huyen", "province": "tinh", "central": "bo"}[tier]


def identity(material: Material) -> m.Identity:
    """Number, symbol, place and day; what is blank is asked."""
    number, date, place = material.one("number"), material.one("date"), material.one("place")
    printed = text_of(number, "number") if number else None
    symbol = text_of(number, "symbol") if number else None
    head, _, tail = (printed or "").partition("/")
    day = text_of(date, "date") if date else None
    day = day if day and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", day) else None  # a year alone is no day
    found = m.Identity(
        number=head or None,
        symbol=symbol or tail or None,
        place=text_of(place, "place") if place else None,
        date=day,
        date_not_before=None if day else _not_before(material),
        source=source(number or date or place, path="header"),
    )
    missing = [
        name
        for name, value in (
            ("số", found.number),
            ("địa danh", found.place),
            ("ngày", day if day and len(day) == 10 else None),
        )
        if not value
    ]
    if missing:
        material.ask(
            "so-ngay",
            f"Văn bản chưa ghi đủ {', '.join(missing)}; ban hành số nào, ngày nào?",
            "missing",
            "Chưa phát động khi chưa có số và ngày đầy đủ; số lấy từ sổ công văn.",
            found.source,
        )
    return found


def _not_before(material: Material) -> str | None:
    days = [str(fact.value["date"]) for fact in material.all("basis") if len(str(fact.value.get("date") or "")) == 10]
    return max(days) if days else None


def documents(material: Material) -> tuple[tuple[m.DocRef, ...], tuple[m.DocRef, ...], dict[str, str]]:
    """Bases, documents cited elsewhere, and number → id of the bases."""
    ids: dict[str, str] = {}
    bases = tuple(
        _document(material, fact, str(fact.value.get("relation") or "can_cu"), ids) for fact in material.all("basis")
    )
    cited = tuple(_document(material, fact, "cited", {}) for fact in material.all("cited"))
    return bases, cited, ids


def _document(material: Material, fact: Fact, relation: str, ids: dict[str, str]) -> m.DocRef:
    number = text_of(fact, "number")
    kind = text_of(fact, "doc_type") or "Văn bản"
    name = material.id(f"{_SHORT.get(kind, kind)} {number or text_of(fact, 'subject') or ''}")
    if number:
        ids[number] = name
    return m.DocRef(
        id=name,
        relation=relation if relation in ("can_cu", "thuc_hien", "cited") else "can_cu",
        doc_type=kind,
        number=number,
        date=text_of(fact, "date"),
        issuer=text_of(fact, "issuer"),
        subject=text_of(fact, "subject"),
        source=source(fact),
    )


_SHORT = {
    "Kế hoạch": "kh",
    "Quyết định": "qd",
    "Nghị định": "nd",
    "Thông tư": "tt",
    "Nghị quyết": "nq",
    "Tờ trình": "ttr",
}


def movement(material: Material, years: tuple[int, int]) -> m.MovementName:
    """Title, proper name and years."""
    fact, title = material.one("movement"), material.one("title")
    words = re.sub(r"\s+", " ", str(title.value["title"])) if title else ""
    name = text_of(fact, "name") if fact else None
    yearly = fact is not None and fact.value.get("cycle") in ("annual", "annual_and_period")
    yearly = yearly or any(each.value.get("round") == "annual" for each in material.all("round"))
    return m.MovementName(
        title=words[:300],
        name=name,
        short=_short(name or words, years),
        themes=(),
        thematic="chuyên đề" in words.lower(),
        year_from=years[0],
        year_to=years[1],
        cycle="annual_and_period" if yearly and years[1] > years[0] else "single",
        source=source(title or fact, path="title"),
    )


def _short(words: str, years: tuple[int, int]) -> str:
    plain = re.sub(
        r"(?i)^(?:phát động|tổ chức|triển khai|hưởng ứng|thực hiện)(?: và (?:triển khai|tổ chức))?\s+", "", words
    )
    plain = re.sub(r"(?i)^(?:tổ chức\s+)?phong trào\s+thi đua\s*", "Thi đua ", plain)
    return sentence(plain or f"Phong trào thi đua năm {years[1]}", 150)


def signer(material: Material) -> m.Signer:
    """Who signed, with the capacity of the block; an unread block is asked."""
    fact = material.one("signer")
    printed = (text_of(fact, "capacity") or "") if fact else ""
    for_all, for_head = "TM" in printed.upper(), "KT" in printed.upper()
    name = (text_of(fact, "name") or "") if fact else ""
    position = (text_of(fact, "position") or "") if fact else ""
    if not name or not position:
        text = "Không đọc được tên hoặc chức vụ người ký; ai ký kế hoạch?"
        material.ask("nguoi-ky", text, "missing", "Người ký được chọn khi phát động.", source(fact, path="signature"))
    return m.Signer(
        name=name or "(chưa rõ)",
        position=position.capitalize().replace("chủ tịch", "Chủ tịch")
        if position.isupper()
        else position or "(chưa rõ)",
        capacity="TM_KT" if for_all and for_head else "KT" if for_head else "TM" if for_all else "own",
        source=source(fact, path="signature"),
    )


def recipients(material: Material) -> tuple[m.Recipient, ...]:
    """Lines of Nơi nhận in order."""
    return tuple(_recipient(material, fact) for fact in material.all("recipient"))


def _recipient(material: Material, fact: Fact) -> m.Recipient:
    line = str(fact.value["line"])
    folded = fold(line)
    publish = re.search(r"cong\s+(?:thong\s+tin|ttdt|tt)|trang\s+thong\s+tin|website|dang\s+tai", folded)
    archive = folded.startswith("luu")
    kinds = () if archive or publish else _recipient_kinds(line)
    return m.Recipient(material.id("noi-nhan-1") if not material.ids & {"noi-nhan-1"} else material.id("noi-nhan"), line, kinds, "archive" if archive else "publish" if publish else "send", source(fact, path="recipients"))  # fmt: skip


def _recipient_kinds(line: str) -> tuple[str, ...]:
    folded = fold(line)
    if re.search(r"dang uy|huyen uy|thanh uy|tinh uy|thi uy|quan uy", folded):
        return ("dang",)
    if re.match(r"(?:so|bo|vu|van phong|ubnd tinh|ubnd huyen)\b", folded) and "cac" not in folded:
        return ("cap_tren",)
    kinds = bodies.unit_kinds(line)
    return ("hdnd", *kinds) if "hdnd" in folded else kinds


def cascade(material: Material, ids: Mapping[str, str]) -> m.Cascade:
    """The plan carried out and who must make one of its own."""
    higher = next((fact for fact in material.all("cascade") if fact.value.get("relation") == "higher_plan"), None)
    lower = next((fact for fact in material.all("cascade") if fact.value.get("relation") == "lower_plan"), None)
    kinds = bodies.unit_kinds(str(lower.value.get("by") or "")) if lower else ()
    if higher is not None and not text_of(higher, "number"):
        by = text_of(higher, "issuer") or "cấp trên"
        material.ask(
            "ke-hoach-cap-tren",
            f"Kế hoạch nói thực hiện kế hoạch của {by} nhưng không ghi số, ngày; là văn bản nào?",
            "missing",
            "Chưa nối với kế hoạch nào; không so được yêu cầu của cấp trên.",
            source(higher),
        )
    if lower is not None and not lower.value.get("deadline") and not _plan_deadline(material):
        material.ask(
            "han-ke-hoach-cap-duoi",
            "Đơn vị, địa phương phải xây dựng kế hoạch riêng nhưng kế hoạch không ghi hạn; gửi chậm nhất khi nào?",
            "missing",
            "Không đặt hạn; danh sách nơi chưa có kế hoạch luôn hiện.",
            source(lower),
        )
    return m.Cascade(
        higher=ids.get(str(higher.value.get("number"))) if higher else None,
        lower_required=lower is not None,
        lower_kinds=kinds,
        lower_to=text_of(lower, "sent_to") if lower else None,
        lower_via=text_of(lower, "via") if lower else None,
        source=source(lower or higher) if lower or higher else None,
    )


def _plan_deadline(material: Material) -> bool:
    return any(fact.value.get("what") == "sub_plan" for fact in material.all("deadline"))
