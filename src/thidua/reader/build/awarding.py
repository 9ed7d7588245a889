"""Rounds, forms of commendation, numbers, papers, deadlines, the way to the decision and the money."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua.plans import model as m
from thidua.reader.build import parts
from thidua.reader.build.material import Material, sentence, source, text_of
from thidua.reader.grammar.folded import fold
from thidua.reader.model import Fact

FORMS = {"Giấy khen": "giay-khen", "Bằng khen": "bang-khen"}
_TIER_OF: dict[str, m.Tier] = {
    "xa": "commune", "phuong": "commune", "thi_tran": "commune", "dac_khu": "commune", "huyen": "district",
    "quan": "district", "thi_xa": "district", "tinh": "province", "bo": "central", "trung_uong": "central",
}  # fmt: skip
_UP: dict[m.Tier, m.Tier] = {"commune": "district", "district": "province", "province": "central", "central": "central"}
KIND_WORDS = parts.KIND_WORDS


# ---------------------------------------------------------------- rounds


def rounds(material: Material, years: tuple[int, int]) -> tuple[m.Round, ...]:
    """Rounds the text names; one round for the year where it names none."""
    out: list[m.Round] = []
    told = {str(fact.value.get("round")) for fact in (*material.all("deadline"), *material.all("standard"))}
    for fact in material.all("round"):
        name = str(fact.value.get("round"))
        if name == "annual" and years[1] > years[0]:
            _add(material, out, "annual", "Khen thưởng hằng năm", "annual", source(fact))
        elif name == "period":
            label = f"Khen thưởng tổng kết giai đoạn {years[0]}-{years[1]}"
            _add(material, out, "final", label, "final", source(fact))
        elif name == "phase":
            number = round_key(fold(str(fact.value.get("label") or "")))
            _add(material, out, number, sentence(str(fact.value["label"])), "single", source(fact))
    for rule in sorted(told):
        if rule == "annual" and years[1] > years[0]:
            _add(material, out, "annual", "Khen thưởng hằng năm", "annual", _deadline_source(material, rule))
        elif rule.startswith("period_") and rule[-4:].isdigit() and int(rule[-4:]) < years[1]:
            label = f"Khen thưởng sơ kết giai đoạn {rule[7:11]}-{rule[-4:]}"
            _add(material, out, f"so-ket-{rule[-4:]}", label, "single", _deadline_source(material, rule))
        elif rule.startswith(("period_", "final")):
            label = f"Khen thưởng tổng kết giai đoạn {years[0]}-{years[1]}"
            _add(material, out, "final", label, "final", _deadline_source(material, rule))
        elif rule.startswith("round_"):
            _add(material, out, f"dot-{rule[6:]}", f"Đợt {rule[6:]}", "single", _deadline_source(material, rule))
    if not out:
        label = f"Xét khen thưởng phong trào năm {years[1]}"
        if years[1] > years[0]:
            label = f"Xét khen thưởng phong trào giai đoạn {years[0]}-{years[1]}"
        first = next(iter([*material.all("award"), *material.all("deadline")]), None)
        _add(material, out, "single", label, "single", source(first, path="title"))
    return tuple(out)


def _add(material: Material, out: list[m.Round], stem: str, label: str, cycle: str, where: m.Source) -> None:
    if not any(each.id == stem for each in out):
        material.ids.add(stem)
        out.append(m.Round(stem, label, cycle, None, where))  # type: ignore[arg-type]  # words of the model


def _deadline_source(material: Material, rule: str) -> m.Source:
    fact = next((each for each in material.all("deadline") if each.value.get("round") == rule), None)
    return source(fact, path="body")


def round_key(folded: str) -> str:
    """``đợt 1`` → ``dot-1``."""
    found = re.search(r"dot\s+(\w+)", folded)
    return f"dot-{found.group(1)}" if found else "dot-1"


def rounds_of(rule: object, known: Sequence[m.Round]) -> tuple[str, ...]:
    """Ids of the rounds a fact's ``round`` means; empty where it means all."""
    ids = {each.id for each in known}
    text = str(rule or "")
    if text == "annual" and "annual" in ids:
        return ("annual",)
    if text.startswith("period_") and f"so-ket-{text[-4:]}" in ids:
        return (f"so-ket-{text[-4:]}",)
    if text.startswith(("period_", "final")) and "final" in ids:
        return ("final",)
    if text.startswith("round_") and f"dot-{text[6:]}" in ids:
        return (f"dot-{text[6:]}",)
    return ()


def rounds_of_scope(scope: str | None, known: Sequence[m.Round]) -> tuple[str, ...]:
    """Rounds by the words of a quota's scope."""
    folded = fold(scope or "")
    if "so ket" in folded and "tong ket" in folded:
        return (*rounds_of_scope("sơ kết", known), *rounds_of("final", known))
    if re.search(r"(?<!\w)(?:hang|tung|moi) nam(?!\w)", folded):
        return rounds_of("annual", known)
    if re.search(r"(?<!\w)(?:tong ket|cuoi ky|(?:cuoi|ket thuc) giai doan)(?!\w)", folded):
        return rounds_of("final", known)
    if re.search(r"(?<!\w)(?:so ket|giua ky|giua giai doan)(?!\w)", folded):
        return tuple(each.id for each in known if each.id.startswith("so-ket-"))[:1]
    if re.match(r"dot\s", folded) and any(each.id == round_key(folded) for each in known):
        return (round_key(folded),)
    return ()


# ---------------------------------------------------------------- forms of commendation


def awards(material: Material, issuer: m.Issuer) -> tuple[m.Award, ...]:
    """Forms with who gives them; none said is asked."""
    kinds = _kinds(material)
    out = tuple(_award(material, fact, issuer, kinds) for fact in material.all("award"))
    for each in out:
        if each.form is None and each.label.startswith("Khen thưởng"):
            material.ask(
                "hinh-thuc-khen",
                f"Kế hoạch nói {each.authority} khen thưởng nhưng không nêu hình thức; là Giấy khen hay Bằng khen?",
                "missing",
                "Để trống hình thức; người có thẩm quyền chọn khi quyết định.",
                each.source,
            )
    if not out:
        material.ask(
            "khen-thuong",
            "Không đọc được hình thức khen thưởng; ai khen, bằng hình thức nào?",
            "missing",
            "Chưa lập được quyết định khen thưởng cho đến khi bổ sung.",
            m.Source("body", "không có mục hình thức khen thưởng"),
        )
    return out


def _kinds(material: Material) -> tuple[m.Kind, ...]:
    named = {str(fact.value.get("target")) for kind in ("quota", "audience") for fact in material.all(kind)}
    return ("collective", "individual", "household") if "household" in named else ("collective", "individual")


def _award(material: Material, fact: Fact, issuer: m.Issuer, kinds: tuple[m.Kind, ...]) -> m.Award:
    name, authority = text_of(fact, "name"), text_of(fact, "authority") or "Người có thẩm quyền"
    mode = "propose" if fact.value.get("mode") == "propose" else "award"
    label = (
        f"{name} của {authority}"
        if name
        else (f"Đề nghị {authority} khen thưởng" if mode == "propose" else f"Khen thưởng của {authority}")
    )
    return m.Award(
        id=material.id(f"{name or 'khen'} {_short_authority(authority)}"),
        form=FORMS.get(name or ""),
        label=sentence(label, 140),
        authority=_full(authority, issuer, mode),
        authority_tier=_tier(text_of(fact, "level"), issuer, mode),
        mode=mode,  # type: ignore[arg-type]  # words of the model
        kinds=kinds,
        rounds=(),
        source=source(fact),
    )


def _short_authority(authority: str) -> str:
    return re.sub(r"(?i)chủ tịch\s+|ubnd\s+", "", authority)


def _full(authority: str, issuer: m.Issuer, mode: str) -> str:
    """``Chủ tịch UBND phường`` of the issuer or the body above, with the name of the place."""
    for body in (issuer.name, issuer.parent_name):
        if body and authority.startswith("Chủ tịch UBND"):
            bare = authority.removeprefix("Chủ tịch ")
            if body.startswith(f"{bare} ") and (mode == "award") == (body == issuer.name):
                return f"Chủ tịch {body}"
    return authority[:1].upper() + authority[1:]


def _tier(level: str | None, issuer: m.Issuer, mode: str) -> m.Tier:
    if mode == "award" and (level is None or level == issuer.level):
        return issuer.tier
    if level is not None and level == issuer.parent_level and issuer.parent_tier is not None:
        return issuer.parent_tier
    if level == "thanh_pho":
        return "district" if issuer.tier == "commune" else "province"
    if level in _TIER_OF:
        return _TIER_OF[level]
    return issuer.tier if mode == "award" else _UP[issuer.tier]


# ---------------------------------------------------------------- numbers


def quotas(
    material: Material, given: Sequence[m.Award], known: Sequence[m.Round], issuer: m.Issuer
) -> tuple[m.Quota, ...]:
    """Numbers the program can hold; per cent, minimum and numbers for each body are asked instead."""
    out: list[parts.Number] = []
    for fact in material.all("quota"):
        scope = text_of(fact, "scope") or ""
        if not _cannot(material, fact, scope):
            out.append(_number(material, fact, scope, given, known, issuer))
    made = parts.joined(material, out)
    _ask_missing(material, made, given)
    return tuple(made)


_EACH_ROUND = re.compile(r"(?i)(?<!\w)(?:mỗi|từng|hằng|hàng) (?:đợt|năm|kỳ|lần)(?!\w)")
"""A number of every round: without ``rounds`` a quota holds in each of them."""


def _cannot(material: Material, fact: Fact, scope: str) -> bool:
    """Numbers the program does not enforce, each with its question."""
    value, kind = fact.value, str(fact.value.get("target"))
    words = sentence(fact.quote, 80)
    if value.get("unit") == "percent":
        text, kept = (
            f"“{words}” là tỷ lệ; tính ra bao nhiêu?",
            "Không khóa theo tỷ lệ; hiện tỷ lệ cạnh danh sách để người xét đối chiếu.",
        )
    elif value.get("op") == "min":
        text, kept = (
            f"“{words}” là số tối thiểu; có giới hạn trên không?",
            "Không giới hạn trên; chỉ hiện số tối thiểu.",
        )
    elif kind not in KIND_WORDS:
        text, kept = (
            f"“{words}” là cho tập thể hay cá nhân?",
            "Không khóa riêng cho tập thể, cá nhân cho đến khi có trả lời.",
        )
    elif re.search(r"(?<!\w)mỗi ", _EACH_ROUND.sub("", scope)):
        text, kept = (
            f"“{words}” tính cho {scope}; có giới hạn chung không?",
            f"Không khóa số chung; người xét đối chiếu theo {scope}.",
        )
    else:
        return not isinstance(value.get("value"), int) or value["value"] == 0
    material.ask("so-luong-khong-khoa", text, "ambiguous", kept, source(fact))
    return True


def _number(
    material: Material, fact: Fact, scope: str, given: Sequence[m.Award], known: Sequence[m.Round], issuer: m.Issuer
) -> parts.Number:
    kind: m.Kind = str(fact.value["target"])  # type: ignore[assignment]  # looked at in _cannot
    when = rounds_of_scope(scope, known)
    award = _award_of(text_of(fact, "award"), given, scope, apart=_apart(material, given))
    made = m.Quota(
        id=material.id(f"so-luong-{KIND_WORDS[kind]}"), kind=kind, op="max" if fact.value.get("op") == "max" else "exact",
        value=int(str(fact.value["value"])), award=award, rounds=when,
        scope=sentence(scope) if scope else f"Toàn {issuer.name.removeprefix('UBND ')}", source=source(fact),
    )  # fmt: skip
    return parts.Number(made, _body(scope, when, next((each for each in given if each.id == award), None)))


def _body(scope: str, when: Sequence[str], award: m.Award | None) -> str:
    """The body or kind of body in a scope: ``hằng năm, khối phố`` → ``khối phố``; a round or a giver is none."""
    if when or _EACH_ROUND.match(scope):
        scope = re.split(r"[,:]\s*", scope, maxsplit=1)[1] if re.search(r"[,:]", scope) else ""
    words = [each for each in scope.split(", ") if award is None or fold(each) not in fold(award.label)]
    body = ", ".join(words)
    return "" if award is not None and _giver(award) in fold(body) else body


def _giver(award: m.Award) -> str:
    return fold(award.label.partition(" của ")[2]) or "\0"


def _apart(material: Material, given: Sequence[m.Award]) -> bool:
    """Some number names the higher award it counts."""
    scopes = [fold(text_of(fact, "scope") or "") for fact in material.all("quota")]
    return any(
        scope and (scope in fold(each.label) or _giver(each) in scope)
        for scope in scopes
        for each in given
        if each.mode == "propose"
    )


def _award_of(name: str | None, given: Sequence[m.Award], scope: str = "", *, apart: bool = False) -> str | None:
    """The award a number counts, where its name, or the one who gives it, leaves one only.

    ``apart``: numbers of the higher award are told apart, so that one without giver is the issuer's own.
    """
    if name is None:
        return None
    same = [each for each in given if each.label.startswith(name)]
    by = [each for each in same if scope and (fold(scope) in fold(each.label) or _giver(each) in fold(scope))]
    if len(by) == 1 and len(given) > 1:
        return by[0].id
    own = [each for each in same if each.mode == "award"]
    if len(same) == 1:
        return same[0].id if len(given) > 1 else None
    return own[0].id if len(own) == 1 and apart else None


def _ask_missing(material: Material, out: Sequence[m.Quota], given: Sequence[m.Award]) -> None:
    if not out and given and not material.all("quota"):
        text = "Kế hoạch không ấn định số lượng khen thưởng; có giới hạn không?"
        kept = "Không giới hạn; số lượng do người có thẩm quyền quyết định."
        material.ask("khong-so-luong", text, "missing", kept, given[0].source)
    elif len(out) == 1 and out[0].kind in ("collective", "individual"):
        other = "cá nhân" if out[0].kind == "collective" else "tập thể"
        told = {str(fact.value.get("target")) for fact in material.all("quota")}
        if told & {"either", "individual" if out[0].kind == "collective" else "collective"}:
            return  # told as a share or a minimum, and asked there
        text = f"Kế hoạch chỉ ấn định số {KIND_WORDS[out[0].kind]}; {other} có được khen không, bao nhiêu?"
        material.ask(
            "doi-tuong-khac",
            text,
            "contradictory",
            f"Vẫn nhận đề nghị cho {other}, không giới hạn số lượng.",
            out[0].source,
        )
    if (
        out
        and len([each for each in given if each.mode == "award"])
        and any(each.mode == "propose" for each in given)
        and all(each.award is None for each in out)
    ):
        text = "Có hai cấp khen nhưng một số lượng; số này tính cho cấp nào?"
        material.ask("so-luong-cap-nao", text, "ambiguous", "Tính chung cho mọi cấp khen.", out[0].source)
