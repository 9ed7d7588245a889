"""Papers, deadlines, the way to the decision and the money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thidua.plans import model as m
from thidua.plans.after_event import HOUR
from thidua.reader.build import amounts, dated, waits
from thidua.reader.build.awarding import rounds_of
from thidua.reader.build.material import Material, no_such_day, sentence, source, text_of
from thidua.reader.grammar import hours
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact

# ---------------------------------------------------------------- papers

_TYPES = (
    ("minutes", re.compile(r"^(?:trich\s+)?bien ban")),
    ("extract", re.compile(r"^(?:danh sach\s+)?trich ngang|^danh sach trich ngang")),
    ("report", re.compile(r"^(?:ban\s+)?(?:bao cao|tom tat|ban tom tat)")),
    ("submission", re.compile(r"^(?:to trinh|to de xuat|to xuat|cong van|van ban|phieu de xuat|danh sach)")),
)


def papers(material: Material, issuer: m.Issuer, known: Sequence[m.Round]) -> tuple[m.PaperItem, ...]:
    """Parts of the dossier. A paper of a kind the program does not write is asked for as an attachment."""
    out: list[m.PaperItem] = []
    for fact in material.all("paper"):
        out += _papers(material, fact, issuer)
    if not out:
        material.ask(
            "ho-so",
            "Không đọc được thành phần hồ sơ; hồ sơ gồm những giấy tờ nào?",
            "missing",
            "Nhận đề nghị chưa kèm giấy tờ bắt buộc.",
            m.Source("body", "không có mục hồ sơ"),
        )
    return tuple(out)


def _papers(material: Material, fact: Fact, issuer: m.Issuer) -> Iterator[m.PaperItem]:
    name = str(fact.value["name"])
    folded, condition = fold(name), fold(text_of(fact, "condition") or "")
    kind = next((kind for kind, words in _TYPES if words.search(folded)), "")
    if not kind:
        kind = "extract"
        material.ask(
            "giay-to-khac",
            f"“{sentence(name, 90)}” là giấy tờ ngoài bộ mẫu của chương trình; nộp bản nào?",
            "ambiguous",
            "Đơn vị tự lập và đính kèm; người thẩm định xem bản đính kèm.",
            source(fact),
        )
    yield _paper(material, fact, issuer, kind, name, folded, condition)
    if kind == "submission" and re.search(r"kem\s+(?:theo\s+)?(?:ban\s+)?trich ngang", folded):
        yield _paper(material, fact, issuer, "extract", "Trích ngang thành tích", "trich ngang", condition)


def _paper(
    material: Material, fact: Fact, issuer: m.Issuer, kind: str, name: str, folded: str, condition: str
) -> m.PaperItem:
    council = _meeting(folded, issuer) if kind == "minutes" else None
    target = fact.value.get("target")
    named = {each.value.get("target") for each in material.all("paper")} - {None}
    if target is None and len(named) == 1:
        target = named.pop()  # every other paper is for one kind only
    kinds: tuple[m.Kind, ...] = (
        ("individual",)
        if target == "individual"
        else ("collective",)
        if target == "collective"
        else ("collective", "individual")
    )
    if (
        material.one("quota") is not None
        and any(each.value.get("target") == "household" for each in material.all("quota"))
        and len(kinds) == 2
    ):
        kinds = (*kinds, "household")
    upward = re.search(
        r"(?:de xuat|de nghi|trinh)\s+(?:hdtdkt|hoi dong|chu tich|cap tren)[^.;]{0,40}(?:quan|huyen|tinh|thanh pho|thi xa|cap tren)",
        condition,
    )
    return m.PaperItem(
        id=material.id({"submission": "to-trinh", "report": "bao-cao-thanh-tich", "minutes": "bien-ban", "extract": "trich-ngang"}[kind] if folded.startswith(("to ", "bao cao", "bien ban", "trich")) else name),
        name=sentence(name, 200),
        type=kind,  # type: ignore[arg-type]  # words of the model
        per="candidate" if kind == "report" or (kind == "extract" and "trich ngang" in folded) else "dossier",
        kinds=kinds,
        rounds=(),
        modes=("propose",) if upward and council == "own_council" else (),
        form_number=text_of(fact, "form_number") if kind != "extract" or folded.startswith("trich") is False else None,
        form_decree=text_of(fact, "form_decree"),
        rules=_rules(condition),
        meeting=council,
        made_by="office" if council == "own_council" else "unit",
        source=source(fact),
    )  # fmt: skip


def _meeting(folded: str, issuer: m.Issuer) -> str:
    if "hoi dong" not in folded:
        return "unit_meeting"
    level = fold(
        {
            "xa": "xã",
            "phuong": "phường",
            "thi_tran": "thị trấn",
            "huyen": "huyện",
            "quan": "quận",
            "thi_xa": "thị xã",
            "thanh_pho": "thành phố",
            "tinh": "tỉnh",
        }.get(issuer.level, "\0")
    )
    return (
        "own_council"
        if re.search(rf"\b{level}\b\s*$", folded) or re.search(rf"cua {level}\b", folded)
        else "unit_council"
    )


def _rules(condition: str) -> tuple[str, ...]:
    found = (
        ("short", r"ngan gon|tom tat"), ("by_criterion", r"tung tieu chi|tren tung"),
        ("confirmed_by_head", r"xac nhan"), ("counts_stated", r"ghi ro so luong"),
    )  # fmt: skip
    return tuple(rule for rule, words in found if re.search(words, condition))


# ---------------------------------------------------------------- deadlines

ACTS = {"dossier": "dossier", "appraisal": "appraisal", "sub_plan": "lower_plan", "plan": "lower_plan"}
"""Limits the program keeps itself, by the word of the fact."""
_STEMS = {"dossier": "han-nop-ho-so", "appraisal": "han-tham-dinh", "lower_plan": "han-ke-hoach"}
TOLD = {
    "registration": "han-dang-ky", "review": "han-binh-xet", "voting": "han-binh-chon", "initiative": "han-sang-kien",
    "report": "han-bao-cao", "ceremony": "han-trao-thuong", "task": "han-viec",
}  # fmt: skip
"""Limits the program tells whom they concern, with the stem of their ids."""


def deadlines(
    material: Material, known: Sequence[m.Round], issuer: m.Issuer, events: Sequence[m.Event], *, barred: bool
) -> tuple[m.Deadline, ...]:
    """Limits of the plan but for those that are days of duties; a round without one for its dossiers is asked."""
    out: list[m.Deadline] = []
    told: list[m.Deadline] = []
    taken = {each.id for each in dated.days_of_duties(material, events).values()}
    for fact in material.all("deadline"):
        what = str(fact.value.get("what"))
        rule = waits.rule_or_day(fact, events)
        if rule is None or fact.id in taken:
            continue
        if (act := ACTS.get(what)) is not None:
            out.append(_deadline(material, fact, act, rule, known, issuer, barred))
        elif what in TOLD and not any(_same(fact, rule, each) for each in told):
            told.append(_deadline(material, fact, what, rule, known, issuer, barred=False))
    return (*_held(material, out), *told)


def _same(fact: Fact, rule: str, each: m.Deadline) -> bool:
    """One day told in two clauses is one limit."""
    return (each.act, each.rule, each.op) == (fact.value.get("what"), rule, _op(fact))


def _held(material: Material, out: list[m.Deadline]) -> list[m.Deadline]:
    """The limits the program keeps, one each; where dossiers have none, that is asked."""
    out = _one_each(material, out)
    told = [fact for fact in material.all("deadline") if fact.value.get("what") == "dossier"]
    no_limit = "Không đặt hạn, nên không chặn hồ sơ nào vì muộn."
    for fact in told:
        words = sentence(text_of(fact, "surface") or fact.quote, 80)
        if text_of(fact, "date") is None and no_such_day(fact):
            text = f"Kế hoạch ghi “{words}”, ngày không có trong lịch; nhận hồ sơ đến ngày nào?"
            material.ask("han-ho-so", text, "date", no_limit, source(fact))
        elif not any(each.act == "dossier" for each in out) and text_of(fact, "rule"):
            text = f"Hạn nộp hồ sơ tính theo “{words}”, chưa thành ngày; nhận hồ sơ đến ngày nào?"
            material.ask("han-ho-so", text, "ambiguous", no_limit, source(fact))
    if not told and not any(each.act == "dossier" for each in out):
        material.ask(
            "han-ho-so",
            "Kế hoạch không ghi hạn nộp hồ sơ; nhận hồ sơ đến ngày nào?",
            "missing",
            no_limit,
            m.Source("body", "không có hạn hồ sơ"),
        )
    return out


def _one_each(material: Material, out: list[m.Deadline]) -> list[m.Deadline]:
    """One limit for each act and round: of two to one body the later, of two on the way the first; both are asked."""
    kept: dict[tuple[str, tuple[str, ...]], m.Deadline] = {}
    for each in out:
        key = (each.act, each.rounds)
        first = kept.get(key)
        if first is None or (first.rule, first.op) == (each.rule, each.op):
            kept.setdefault(key, each)
            continue
        same = fold(first.recipient) == fold(each.recipient)
        kept[key] = (
            max(first, each, key=lambda limit: limit.rule) if same else min(first, each, key=lambda limit: limit.rule)
        )
        text = (
            f"Kế hoạch ghi hai thời hạn cho một việc (mục {first.source.path} và mục {each.source.path}); theo hạn nào?"
        )
        where = "vì cùng gửi một nơi nên theo hạn sau" if same else f"theo hạn gửi về {kept[key].recipient}"
        material.ask("hai-thoi-han", text, "contradictory" if same else "ambiguous", f"Tạm thời {where}.", each.source)
    return list(kept.values())


def _op(fact: Fact) -> str:
    return "before" if fact.value.get("op") == "before" else "no_later_than"


def _deadline(
    material: Material, fact: Fact, act: str, rule: str, known: Sequence[m.Round], issuer: m.Issuer, barred: bool
) -> m.Deadline:
    surface = fold(text_of(fact, "surface") or fact.quote)
    op = _op(fact)
    time = text_of(fact, "time") if "time" in fact.value else hours.find(surface)
    time = time if time and HOUR.fullmatch(time) else None
    if time is not None:
        op = "no_later_than"  # until that hour the day itself is in time
    elif hours.unread(surface):
        material.ask(
            "gio-het-han",
            f"Hạn ghi giờ mà không rõ giờ nào (“{sentence(fact.quote, 60)}”); nhận hồ sơ đến mấy giờ?",
            "ambiguous",
            "Nhận đến hết ngày đó.",
            source(fact),
        )
    if rule.startswith("next_year") and "lien ke" in surface:
        text = "Năm liền kề trong hạn hồ sơ là năm trước hay năm sau?"
        material.ask("nam-lien-ke", text, "ambiguous", "Là năm sau.", source(fact))
    return m.Deadline(
        id=material.id(TOLD.get(act) or _STEMS[act]),
        act=act,
        rounds=rounds_of(fact.value.get("round"), known),
        op=op,  # type: ignore[arg-type]  # words of the model
        rule=rule,
        recipient=text_of(fact, "recipient") or ("" if act in TOLD else issuer.name),
        via=text_of(fact, "via"),
        late="barred" if barred and act == "dossier" else "to_decider",
        source=source(fact),
        time=time,
        by=(text_of(fact, "by") or (text_of(fact, "recipient") if act == "review" else "") or "")
        if act in TOLD
        else "",
    )


# ---------------------------------------------------------------- route and money


def office_body(material: Material) -> tuple[str | None, Fact | None]:
    """The body that receives and checks: through which or to which dossiers go, else who collates."""
    for fact in material.all("deadline"):
        if fact.value.get("what") in ("dossier", "appraisal"):
            for key in ("by", "via", "recipient"):
                name = text_of(fact, key)
                if name and not re.match(r"(?i)(?:UBND|Chủ tịch|Hội đồng|HĐ)", name):
                    return name, fact
    for act in ("appraise", "collate"):
        for fact in material.all("route_step"):
            if fact.value.get("act") == act and fact.value.get("track") == "filing":
                return text_of(fact, "body"), fact
    return None, None


def route(material: Material, given: Sequence[m.Award], wanted: Sequence[m.PaperItem]) -> tuple[m.RouteStep, ...]:
    """Steps in order; ``appraise`` stands in every route, for the office that receives has to check."""
    steps = {
        (str(fact.value.get("track")), str(fact.value.get("act"))): fact
        for fact in reversed(material.all("route_step"))
    }
    office, office_fact = office_body(material)
    files = steps.get(("filing", "file"))
    decides = steps.get(("filing", "decide"))
    meeting = next((paper for paper in wanted if paper.meeting in ("unit_meeting", "unit_council")), None)
    council = steps.get(("filing", "council"))
    own = next((paper for paper in wanted if paper.meeting == "own_council"), None)
    out: list[m.RouteStep] = []

    def step(stem: str, act: str, role: str, body: str, where: m.Source) -> None:
        out.append(m.RouteStep(material.id(f"buoc-{stem}"), act, role, sentence(body, 160), where))

    default = m.Source("body", "suy từ trình tự chung")
    if meeting is not None:
        step("don-vi-xet", "unit_review", "unit_head", "Đơn vị đề nghị", meeting.source)
    step(
        "nop",
        "file",
        "unit_clerk",
        text_of(files, "body") or "Các cơ quan, đơn vị" if files else "Các cơ quan, đơn vị",
        source(files) if files else default,
    )
    body = office or "Cơ quan thường trực"
    where = source(office_fact) if office_fact else default
    step("tham-dinh", "appraise", "office", body, where)
    if council is not None or own is not None:
        named = text_of(council, "body") if council else None
        step(
            "hoi-dong",
            "council",
            "council_secretary",
            named or "Hội đồng Thi đua - Khen thưởng",
            source(council) if council else own.source if own else default,
        )
    if council is None and own is None:
        step("trinh", "submit", "office", body, where)
    top = next((award for award in given if award.mode == "award"), None)
    decider = text_of(decides, "body") if decides else None
    step(
        "quyet-dinh",
        "decide",
        "decider",
        decider or (top.authority if top else "Người có thẩm quyền"),
        source(decides) if decides else top.source if top else default,
    )
    up = next((award for award in given if award.mode == "propose"), None)
    if up is not None:
        step("trinh-cap-tren", "propose", "office", body, up.source)
    if office is None:
        text = "Kế hoạch không nêu cơ quan nhận và thẩm định hồ sơ; giao cơ quan nào?"
        material.ask(
            "co-quan-tham-dinh",
            text,
            "missing",
            "Cơ quan thường trực về thi đua, khen thưởng nhận và thẩm định.",
            default,
        )
    return tuple(out)


def money(material: Material) -> m.Money:
    """Rule of the amounts and the fund; what is not said is asked."""
    fact = material.one("money")
    decree = text_of(fact, "decree") if fact else None
    law = fact is not None and bool(fact.value.get("law"))
    fund = text_of(fact, "source") if fact else None
    where = source(fact, path="body")
    own = amounts.ask(material)
    if decree is None and (fact is None or not fact.value.get("law")) and not own:
        text = "Kế hoạch không nêu căn cứ tính mức tiền thưởng; áp dụng văn bản nào?"
        material.ask("muc-thuong", text, "missing", "Theo nghị định có hiệu lực ngày ký quyết định khen thưởng.", where)
    if fund is None:
        material.ask(
            "nguon-chi",
            "Kế hoạch không nêu nguồn chi tiền thưởng; chi từ nguồn nào?",
            "missing",
            "Để trống nguồn chi trên giấy tờ.",
            where,
        )
    return m.Money(
        decree,
        law,
        sentence(fund, 200) if fund else None,
        text_of(fact, "responsible") if fact else None,
        where,
        where if fund else None,
    )
