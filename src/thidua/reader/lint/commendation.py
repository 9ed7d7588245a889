"""Period, quotas, awards, dossiers and deadlines: what is missing, what contradicts, what cannot be in time."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from thidua.documents.vietnamese import date_short, fold

from ..model import Fact
from .citations import iso
from .remark import Look, Remark, first_words, on_fact

_NAMES: Final = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
_LAW: Final = "Luật 06/2022/QH15, Điều 17"
_YEAR_END: Final = (
    "xep loai",
    "chi so",
    "xep hang",
    "ket qua danh gia",
    "hoan thanh tot nhiem vu",
    "hoan thanh xuat sac",
)
_YEAR_RESULT: Final = re.compile(r"kết quả[^.;]{0,80}năm\s+(20\d\d)", re.IGNORECASE)
_DAY_ONLY: Final = re.compile(r"\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}", re.IGNORECASE)
_SAYS_YEAR: Final = re.compile(r"\d{4}|năm", re.IGNORECASE)
_NEXT_YEAR_VAGUE: Final = re.compile(r"năm\s+liền\s+kề(?!\s*(?:trước|sau))|(?<!trước )liền kề$", re.IGNORECASE)


def period_missing(look: Look) -> Iterator[Remark]:
    """No clause says from when until when."""
    if not look.facts("period"):
        yield Remark(
            "missing.period", "warning", "", "", "Không có điều khoản nào nói phong trào bắt đầu và kết thúc khi nào.",
            "Thêm mục “Thời gian thi đua”.", _LAW,
        )  # fmt: skip


def deadline_missing(look: Look) -> Iterator[Remark]:
    """No day by which dossiers are due."""
    if any(f.value.get("what") == "dossier" for f in look.facts("deadline")):
        return
    papers = look.facts("paper")
    if papers or look.facts("award"):
        first = (papers or look.facts("award"))[0]
        heading = _heading(look, first)
        yield Remark(
            "missing.deadline", "warning", first.path, heading, "Không ghi hạn nộp hồ sơ đề nghị khen thưởng và nơi nhận hồ sơ.",
            "Ghi “gửi về … trước ngày …”.", span=first.spans[0] if first.spans else None,
        )  # fmt: skip


def _heading(look: Look, fact: Fact) -> str:
    above = [s for s in look.sections() if s.title and fact.path.startswith(s.path + ".")]
    if not above:
        return first_words(fact.quote)
    section = above[-1]
    for candidate in reversed(above):
        if "ho so" in fold(candidate.title):
            section = candidate
    return f"{section.label}. {section.title}"


def quota_missing(look: Look) -> Iterator[Remark]:
    """Awards in own power, and nothing says how many; awards whose form nobody names."""
    awards, quotas = look.facts("award"), look.facts("quota")
    unnamed = [f for f in awards if not f.value.get("name")]
    if unnamed:
        also = ", và không ấn định số lượng" if not quotas else ""
        yield Remark(
            "missing.award-form", "warning", unnamed[0].path, look.sentence(unnamed[0]), f"Không nêu hình thức khen thưởng (Giấy khen, Bằng khen…){also}.",
            "Ghi rõ hình thức và cấp khen.", "Luật 06/2022/QH15, Điều 9", span=unnamed[0].spans[0] if unnamed[0].spans else None,
        )  # fmt: skip
    elif awards and not quotas:
        yield Remark(
            "missing.quota", "info", awards[0].path.split(".")[0], "", "Không ấn định số lượng khen thưởng cho hình thức nào.",
            "Ghi số lượng tối đa cho tập thể và cá nhân, hoặc nói rõ không giới hạn.", span=awards[0].spans[0] if awards[0].spans else None,
        )  # fmt: skip


def quota_bare(look: Look) -> Iterator[Remark]:
    """A plain number beside a ceiling: fixed, or at most?"""
    quotas = look.facts("quota")
    if any(f.value.get("op") == "max" for f in quotas):
        for fact in quotas:
            if fact.value.get("op") == "exact":
                yield on_fact(
                    fact, "ambiguous.quota", "info", f"“{fact.value.get('surface')}” không có “tối đa” như chỗ khác: đúng số đó hay nhiều nhất?",
                    "Ghi “tối đa” nếu là mức cao nhất.",
                )  # fmt: skip


def quota_split(look: Look) -> Iterator[Remark]:
    """Two authorities award, one number: whose certificates does it count?"""
    awards, quotas = look.facts("award"), look.facts("quota")
    authorities = {fold(str(f.value.get("authority"))) for f in awards}
    if len(authorities) > 1 and quotas and not any(f.value.get("award") for f in quotas):
        yield on_fact(
            quotas[0], "ambiguous.quota-award", "info", "Có hai cấp khen nhưng số lượng không nói tính cho cấp nào.",
            "Ghi số lượng riêng cho từng cấp khen.",
        )  # fmt: skip


def subjects_agree(look: Look) -> Iterator[Remark]:
    """Kinds of candidate foreseen by the award clause that quota and dossier leave out."""
    quotas, awards = look.facts("quota"), look.facts("award")
    stated = {str(f.value.get("target")) for f in quotas}
    if not stated or "either" in stated:
        return
    wanted = {
        target
        for f in awards
        for target in _targets(str(f.value.get("target") or ""), f"{f.quote} {look.text_of_path(f.path)}")
    }
    asked = fold(" ".join(look.text_of_path(f.path) for f in look.facts("paper")))
    left_out = sorted(each for each in wanted - stated - {"household"} if fold(_NAMES[each]) not in asked)
    if left_out:
        names = ", ".join(_NAMES[each] for each in left_out)
        yield on_fact(
            quotas[0], "contradictory.subjects", "error", f"Phần hình thức khen cả {names}, phần số lượng chỉ có {', '.join(_NAMES.get(s, s) for s in sorted(stated))}.",
            f"Ghi số lượng cho {names}, hoặc bỏ {names} khỏi hình thức khen thưởng.",
        )  # fmt: skip


def _targets(target: str, quote: str) -> set[str]:
    plain = fold(quote)
    found = {target} if target in _NAMES else set()
    if target == "either" or ("tap the" in plain and "ca nhan" in plain):
        found |= {"collective", "individual"}
    return found


def award_twice(look: Look) -> Iterator[Remark]:
    """The form of commendation laid down in two headed sections."""
    headed = [
        s for s in look.sections()
        if s.style not in ("roman", "part", "chapter") and fold(s.title).startswith(("hinh thuc", "cac hinh thuc")) and s.path.count(".") <= 2
    ]  # fmt: skip
    if len(headed) > 1:
        second = headed[1]
        index = second.blocks[0] if second.blocks else None
        yield Remark(
            "repeated.award", "warning", second.path, f"{second.label}. {second.title}", f"Hình thức khen thưởng quy định hai lần: mục {headed[0].path} và mục {second.path}.",
            "Gộp vào một mục.", span=look.at(index, 0, len(look.block(index).text))[1] if index is not None else None,
        )  # fmt: skip


def same_thing_twice(look: Look) -> Iterator[Remark]:
    """Two deadlines for one act of one round, or two quotas for one kind, award and body, that differ."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in look.facts("deadline"):
        v = fact.value
        groups[
            "deadline", v.get("what"), v.get("round"), fold(str(v.get("by") or "")), fold(str(v.get("recipient") or ""))
        ].append(fact)
    for fact in look.facts("quota"):
        v = fact.value
        groups["quota", v.get("target"), fold(str(v.get("award") or "")), fold(str(v.get("scope") or ""))].append(fact)
    for key, facts in groups.items():
        values = {(f.value.get("date"), f.value.get("rule"), f.value.get("value"), f.value.get("unit")) for f in facts}
        if (
            len(values) > 1
            and facts[0].path != facts[1].path
            and all(f.value.get("date") or f.value.get("rule") or f.value.get("value") for f in facts)
        ):
            what = "Thời hạn" if key[0] == "deadline" else "Số lượng"
            yield on_fact(
                facts[1], f"contradictory.{key[0]}", "error", f"{what} nêu hai nơi khác nhau: mục {facts[0].path} “{first_words(facts[0].quote, 8)}” và mục {facts[1].path}.",
                "Thống nhất một giá trị.",
            )  # fmt: skip


def _apart(one: str, other: str) -> bool:
    """Brothers under one heading are told apart by it (rounds, levels); only different headings contradict."""
    return one != other and one.rpartition(".")[0] != other.rpartition(".")[0]


def money_missing(look: Look) -> Iterator[Remark]:
    """A clause on money that names neither source nor rule."""
    money = look.facts("money")
    if money and not any(f.value.get(key) for f in money for key in ("decree", "law", "source", "amounts")):
        yield Remark(
            "missing.money", "info", money[0].path, _heading_of(look, money[0]), "Không nêu nguồn kinh phí và căn cứ mức tiền thưởng.",
            "Ghi nguồn kinh phí và nghị định quy định mức tiền.", span=money[0].spans[0] if money[0].spans else None,
        )  # fmt: skip


def _heading_of(look: Look, fact: Fact) -> str:
    section = next((s for s in look.sections() if s.path == fact.path), None)
    return f"{section.label}. {section.title}" if section and section.title else first_words(fact.quote)


def lower_plans(look: Look) -> Iterator[Remark]:
    """Bodies told to make a plan of their own: until when, sent to whom?"""
    for fact in look.facts("cascade"):
        if fact.value.get("relation") == "lower_plan" and not fact.value.get("deadline"):
            also = "" if fact.value.get("sent_to") else " và nơi gửi"
            yield on_fact(
                fact,
                "missing.lower-plan-deadline",
                "info",
                f"Giao đơn vị xây dựng kế hoạch nhưng không ghi hạn{also}.",
                "Ghi hạn và nơi gửi kế hoạch.",
                quote=look.sentence(fact, 60),
            )
            return


def council_missing(look: Look) -> Iterator[Remark]:
    """Minutes of a council that no clause of the procedure names, or no council at all."""
    minutes = next(
        (
            f
            for f in look.facts("paper")
            if "bien ban" in fold(str(f.value.get("name"))) and "hoi dong" in fold(str(f.value.get("name")))
        ),
        None,
    )
    steps = [fold(f"{f.value.get('body')} {f.value.get('act')}") for f in look.facts("route_step")]
    if minutes and steps and not any("hoi dong" in s or "hd" in s.split() for s in steps):
        owner = re.search(
            r"(của|cấp|đơn vị|cơ quan|xã|phường|huyện|tỉnh)\s+\S+",
            str(minutes.value.get("name")).partition("Hội đồng")[2],
        )
        if not owner:
            yield on_fact(
                minutes,
                "ambiguous.council",
                "info",
                "Hồ sơ có biên bản Hội đồng nhưng không nói Hội đồng nào và xét ở bước nào.",
                "Ghi tên Hội đồng.",
            )


def deadline_in_time(look: Look) -> Iterator[Remark]:
    """Dossiers due before the period ends, before the year they judge is over, or before its data exist."""
    period = next(iter(look.facts("period")), None)
    end = iso(period.value.get("end")) if period else None
    event = str(period.value.get("end_rule") or "") if period and period.value.get("end_op") == "event" else ""
    filing = [fact for fact in look.facts("deadline") if fact.value.get("what") == "dossier"]
    last = max((str(fact.value.get("date") or "") for fact in filing), default="")
    for fact in filing:
        day = iso(fact.value.get("date"))
        if str(fact.value.get("rule") or "").startswith("event "):
            continue  # it moves with the event it counts from
        if str(fact.value.get("round") or "").startswith("round_") and str(fact.value.get("date") or "") < last:
            continue  # a round in the middle of the movement is filed before its end
        if event or (fact.value.get("rule") and _needs_index(look)):
            yield on_fact(
                fact, "logic.before-data", "warning", "Hạn nộp đã ấn định, còn việc xét dựa vào kết quả công bố sau; công bố muộn thì hồ sơ không kịp dùng.",
                "Ghi rõ dùng số liệu nào, hoặc tính hạn từ ngày công bố.",
            )  # fmt: skip
            return
        if day and end and day < end:
            yield on_fact(
                fact, "logic.before-end", "warning", f"Hạn nộp {date_short(day)} đến trước ngày cuối của phong trào {date_short(end)}.",
                "Lùi hạn nộp, hoặc nói thành tích tính đến ngày nào.",
            )  # fmt: skip
            return
        if day and not end and _year_judged(look, day):
            yield on_fact(
                fact, "logic.before-year-end", "warning", f"Hạn nộp {date_short(day)} trong khi xét trên kết quả cả năm {day.year}.", "Nói thành tích tính đến ngày nào.",
            )  # fmt: skip
            return


def data_in_time(look: Look) -> Iterator[Remark]:
    """Yearly classes and rankings decided at the end of the year, asked for before it."""
    days = [iso(f.value.get("date")) for f in look.facts("deadline") if f.value.get("what") == "dossier"]
    day = max((d for d in days if d), default=None)
    if day is None or day.month >= 12 or day.month <= 2:
        return
    for fact in look.facts("criterion", "standard"):
        said = fold(str(fact.value.get("text") or fact.quote))
        if "xep loai" in said and str(day.year) in look.text_of_path(fact.path):
            yield on_fact(
                fact, "logic.class-not-yet", "warning", f"Cần kết quả xếp loại năm {day.year}, thường có vào cuối năm, sau hạn nộp {date_short(day)}.",
                "Ghi dùng kết quả xếp loại năm nào.",
            )  # fmt: skip
            return


def _needs_index(look: Look) -> bool:
    return any("công bố" in f.quote.lower() or "tăng điểm" in f.quote.lower() for f in look.facts("event", "standard"))


def _year_judged(look: Look, day: dt.date) -> bool:
    if (day.month, day.day) >= (12, 1):
        return False
    return any(m[1] == str(day.year) for b in look.reading.blocks for m in _YEAR_RESULT.finditer(b.text))


def year_of_deadline(look: Look) -> Iterator[Remark]:
    """ "Before 10/12" without a year, and "the adjoining year" without saying which side."""
    for fact in look.facts("deadline"):
        surface, rule = str(fact.value.get("surface") or ""), str(fact.value.get("rule") or "")
        if rule.startswith("next_year") and _NEXT_YEAR_VAGUE.search(surface):
            yield on_fact(
                fact,
                "ambiguous.adjoining-year",
                "info",
                "“năm liền kề” không nói là năm trước hay năm sau; chương trình hiểu là năm sau.",
                "Ghi rõ năm.",
            )
        elif rule.startswith("annual") and not re.search(r"hằng năm|hàng năm|mỗi năm", surface):
            yield on_fact(
                fact,
                "ambiguous.no-year",
                "info",
                f"“{surface}” không ghi năm; chương trình hiểu là mỗi năm của phong trào.",
                "Ghi “hằng năm” hoặc ghi năm.",
            )
        elif (day := iso(fact.value.get("date"))) and _DAY_ONLY.search(surface) and not _SAYS_YEAR.search(surface):
            yield on_fact(
                fact,
                "ambiguous.no-year",
                "info",
                f"“{surface}” không ghi năm; chương trình hiểu là năm {day.year}.",
                "Ghi rõ năm.",
            )


def never_met(look: Look) -> Iterator[Remark]:
    """A rise over last year that a unit already at the maximum can never show."""
    for fact in look.facts("standard"):
        said = fold(fact.quote)
        rises = re.search(r"(tang diem|cao hon|tang so voi)[^.;]{0,60}(nam truoc|nam lien ke)", said)
        if rises and not re.search(r"toi da|duy tri|hoac bang|giu vung", said):
            yield on_fact(
                fact, "logic.never-met", "warning", "Đơn vị năm trước đã đạt mức tối đa thì không thể cao hơn nữa, nên không bao giờ đạt.",
                "Thêm “hoặc duy trì mức tối đa”.",
            )  # fmt: skip
