"""From the words of a standard to the questions of the closed vocabulary; what is not clear a person judges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thidua.plans import model as m
from thidua.plans.vocabulary import DISCIPLINES, LEAVES
from thidua.reader.build.course import grade
from thidua.reader.build.material import sentence
from thidua.reader.grammar import awards, figures
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import seeker

_TIERS = (
    ("central", r"\b(?:bo|trung uong|toan quoc)\b"), ("province", r"\b(?:tinh|cap tinh)\b"),
    ("district", r"\b(?:huyen|quan|thi xa|cap huyen|cap quan)\b"), ("commune", r"\b(?:xa|phuong|thi tran|co so)\b"),
)  # fmt: skip


def leaf(name: str, **params: object) -> m.Leaf:
    """A question with every parameter, the left out ones by their default."""
    given = {key: value for key, value in params.items() if value is not None}
    return m.Leaf(name, {key: given.get(key, default) for key, (_, _, default) in LEAVES[name].items()})


def judgement(text: str, shows: str = "") -> m.Leaf:
    """A person decides, with reasons."""
    return leaf("judgement", text=sentence(text), shows=shows)


def expression(text: str, *, kind: str, issuer: m.Issuer, multi_year: bool = False) -> m.Expr:
    """The condition that the words of one standard make for a ``kind`` of candidate."""
    folded = fold(text)
    measured = _measured(text, folded, kind, issuer, multi_year)
    if not measured:
        return judgement(text, _shows(folded))
    if _says_more(folded):
        measured.append(judgement(text, measured[0].leaf))
    return measured[0] if len(measured) == 1 else m.All(tuple(measured))


def conditions(
    text: str, further: int, *, kind: str, issuer: m.Issuer, multi_year: bool = False
) -> tuple[m.Expr, list[str]]:
    """As ``expression``, for a standard that asks ``further`` figures besides the first: one condition each, and the
    words of those no question of the vocabulary holds, which a person judges."""
    whole = expression(text, kind=kind, issuer=issuer, multi_year=multi_year)
    judged = isinstance(whole, m.Leaf) and whole.leaf == "judgement"
    if further < 1 or judged:
        return whole, []  # a person who judges reads all the words
    first = whole if isinstance(whole, m.Leaf) else next(_leaves(whole))
    pieces = [each for each in _CLAUSES.split(text) if next(iter(figures.find(each)), None) is not None]
    if len(pieces) < 2 or (" hoặc " in text and re.search(r"\svà\s|;", text)):
        return judgement(text, first.leaf), [text]
    found = [_measured(each, fold(each), kind, issuer, multi_year) for each in pieces]
    if not any(each and each[0] == first for each in found):
        return m.All((whole, judgement(text))), [text]  # its words are spread over the clauses
    items: list[m.Expr] = [each[0] if each else judgement(words) for each, words in zip(found, pieces, strict=True)]
    left = [words for each, words in zip(found, pieces, strict=True) if not each]
    if _says_more(fold(text)) and " hoặc " not in text:
        items.append(judgement(text, first.leaf))
    return m.Any(tuple(items)) if " hoặc " in text else m.All(tuple(items)), left


_CLAUSES = re.compile(r"\s*[;,]\s*(?:và\s+|trong đó\s+)?|\s+(?:và|hoặc|đồng thời|trong đó)\s+")


def _leaves(expr: m.Expr) -> Iterator[m.Leaf]:
    if isinstance(expr, m.Leaf):
        yield expr
    elif isinstance(expr, m.Not):
        yield from _leaves(expr.item)
    else:
        for each in expr.items:
            yield from _leaves(each)


def _measured(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> list[m.Leaf]:
    for find in (_prior, _rating, _index, _initiative, _plan, _tasks, _risen, _rank, _discipline):
        found = find(text, folded, kind, issuer, multi_year)
        if found is not None:
            return [found]
    return []


def _hit(key: str, folded: str) -> bool:
    return seeker("leaves", key).search(folded) is not None


def _shows(folded: str) -> str:
    """Data laid before the person who judges."""
    for key, name in (
        ("shows_rank", "index_rank"),
        ("shows_tasks", "tasks_done"),
        ("shows_discipline", "no_discipline"),
        ("shows_initiative", "initiatives"),
    ):
        if _hit(key, folded):
            return name
    return ""


def _says_more(folded: str) -> bool:
    return _hit("also_judged", folded)


def _prior(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    found = re.search(
        r"(\d{1,2}|mot|hai|ba|bon|nam)\s+(?:lan|nam(?:\s+lien(?:\s+tuc)?)?)\s+(?:\w+\s+){0,3}duoc\b", folded
    )
    form = next(iter(awards.names(text)), None)
    if found is None or form is None or form.name not in ("Giấy khen", "Bằng khen"):
        return None
    number = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}.get(found.group(1)) or int(found.group(1))
    return leaf(
        "prior_awards", form="giay-khen" if form.name == "Giấy khen" else "bang-khen", min=number,
        authority_tier=_tier(folded[found.start() :], issuer), within="plan_years",
    )  # fmt: skip


def _tier(folded: str, issuer: m.Issuer) -> str:
    if re.search(r"\bthanh pho\b", folded):
        return (
            issuer.tier
            if issuer.level == "thanh_pho"
            else "province"
            if issuer.parent_tier == "province"
            else "district"
        )
    return next((tier for tier, words in _TIERS if re.search(words, folded)), issuer.tier)


def _rating(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    if not _hit("rated", folded):
        return None
    figure = next((each for each in figures.find(text) if each.unit == "class"), None)
    if figure is None:
        return None
    key = grade(str(figure.value))
    if key is None:
        return None
    scale = "nhiem_vu" if key.startswith("hoan_thanh") else "chinh_quyen_co_so"
    years = re.search(r"(\d|hai|ba)\s+nam\s+lien", folded)
    number = {"hai": 2, "ba": 3}.get(years.group(1), 0) or int(years.group(1)) if years else 1
    return leaf("rating_at_least", grade=key, scale=scale, years=number)


def _index(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    if "chi so" not in folded or not _hit("improved", folded) or not re.search(r"nam\s+(?:truoc|lien\s+ke)", folded):
        return None
    part, whole = "thanh phan" in folded, re.search(r"chi so cchc chung|chi so chung|chung\s+hoac", folded)
    target = "either" if part and whole else "component" if part else "overall"
    return leaf(
        "index_improved",
        target=target,
        by="points" if "tang diem" in folded else "share",
        or_max=_hit("or_kept", folded),
    )


def _initiative(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    if not _hit("initiative", folded):
        return None
    found = re.search(r"(?:cong\s+nhan|ghi\s+nhan)", folded)
    if found is not None:
        near = folded[max(0, found.start() - 70) : found.end() + 40]
        return leaf(
            "initiative_recognised",
            level=_tier(near, issuer),
            min=_number(text),
            within="plan_years" if multi_year else "round_year",
        )
    if re.search(r"dang\s+ky", folded):
        return leaf("initiative_registered", min=_number(text), within="round_year")
    return None


def _number(text: str) -> int:
    figure = next((each for each in figures.find(text) if each.unit in ("sáng kiến", "giải pháp", "mô hình")), None)
    return int(figure.value) if figure is not None and isinstance(figure.value, int) else 1


def _plan(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    return leaf("plan_issued") if kind == "collective" and _hit("own_plan", folded) else None


def _tasks(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    if kind != "collective" or not _hit("tasks", folded):
        return None
    share = next((each for each in figures.find(text) if each.unit == "%" and isinstance(each.value, int)), None)
    if share is None and not _hit("on_time", folded):
        return None
    return leaf("tasks_done", share=int(share.value) if share is not None else 100, on_time=_hit("on_time", folded))


def _risen(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    found = re.search(r"tang\s+(?:it\s+nhat\s+|toi\s+thieu\s+|tu\s+)?(\d{1,2})\s+(?:bac|hang|thu\s+bac)\b", folded)
    if found is None or not re.search(r"so\s+voi|nam\s+(?:truoc|lien\s+ke)", folded):
        return None
    return leaf("rank_improved", by=int(found.group(1)))


def _rank(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    figure = next((each for each in figures.find(text) if each.unit == "rank"), None)
    return leaf("rank_at_least", n=int(str(figure.value))) if figure is not None else None


def _discipline(text: str, folded: str, kind: str, issuer: m.Issuer, multi_year: bool) -> m.Leaf | None:
    if not _hit("no_discipline", folded):
        return None
    staff = kind == "collective" and _hit("staff", folded)
    return leaf(
        "no_discipline",
        within="plan_years" if multi_year else "round_year",
        of="staff" if staff else "self",
        least=_least(folded),
    )


_FROM_FORM = re.compile(r"(?<!\w)tu\s+(?:(?:hinh thuc|muc)\s+)?(?P<form>[a-z ]{7,14}?)\s+tro len(?!\w)")


def _least(folded: str) -> str | None:
    """``bị kỷ luật từ cảnh cáo trở lên``: milder forms do not count."""
    found = _FROM_FORM.search(folded)
    return next((key for key, name in DISCIPLINES.items() if found and fold(name) == found.group("form").strip()), None)


def barring(text: str, *, kind: str | None) -> m.Expr:
    """The condition under which an exclusion bars somebody."""
    folded = fold(text)
    of = "staff" if (_hit("staff", folded) and kind != "individual") or _hit("under_head", folded) else "self"
    if _hit("discipline", folded):
        return m.Not(leaf("no_discipline", within="round_year", of=of, least=_least(folded)))
    if _hit("complaint", folded):
        upheld = not re.search(r"khong\s+bi\s+(?:nguoi dan\s+)?phan\s+anh", folded)
        return m.Not(leaf("no_complaint", within="round_year", of=of, upheld=upheld))
    return judgement(f"Thuộc trường hợp: {text}")
