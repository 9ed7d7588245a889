"""Papers of the dossier and prescribed forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from thidua.reader.facts.clauses import Item, label, parts
from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.roles import Placed, body
from thidua.reader.grammar import forms
from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import choice
from thidua.reader.model import Fact

# ---------------------------------------------------------------- papers


def papers(doc: Document) -> Iterable[Fact]:
    """Parts of the dossier in order, names as printed."""
    decrees = _decrees(doc)
    for count, (each, piece) in enumerate(list(_papers(doc)) or list(_told_in_passing(doc)), start=1):
        yield _paper(doc, each.item, piece, decrees, count)


def _papers(doc: Document) -> Iterator[tuple[Placed, Piece]]:
    for each in body(doc):
        listed = each.under("dossier") and each.item.section.style in ("bullet", "arabic", "decimal", "letter")
        if not (each.any("dossier") or (listed and not each.first("deadline", "money", "quota", "exclusion"))):
            continue
        if _is_rule(each.item):
            continue
        yield from ((each, piece) for piece in _names(each.item))


_PASSING = re.compile(
    r"ho\s+so\b(?:[^.]{0,140}?\bgom(?:\s+co\b)?\s*:?\s*|\s+(?:de\s+nghi\s+)?(?:co\b|:)\s*:?\s*|\s*:\s*|\s*\(\s*)(?=\w)"
)


def _told_in_passing(doc: Document) -> Iterator[tuple[Placed, Piece]]:
    """``Hồ sơ …, gồm: tờ trình, báo cáo thành tích, biên bản; nộp về …`` inside a paragraph about commendation."""
    for each in body(doc):
        if not each.under("award", "award_forms", "deadline", "route", "quota"):
            continue
        told = [(piece, found) for piece in each.item.pieces for found in _PASSING.finditer(fold(piece.text))]
        for piece, found in told:
            shut = r"\)" if found.group().rstrip().endswith("(") else r"[;.](?=\s|$)|\s(?:gửi|nộp)\s"
            ends = re.search(shut, piece.text[found.end() :])
            listed = piece.cut(found.end(), found.end() + ends.start() if ends else None)
            cut = [_bare(part) for part in parts(listed, ",")]
            if cut and all(_begins(part.text) for part in cut):
                yield from ((each, part) for part in cut)
                return


def _is_rule(item: Item) -> bool:
    """Sentences about filing, not names of papers."""
    return item.text.rstrip().endswith(":")


_GIVEN = re.compile(
    r"(?:(?:ho\s+so|thuc\s+hien|theo|lap)\s+(?:de\s+nghi\s+)?[^.;:]{0,110}?)?(?:\bgom(?:\s+co\b)?|bao\s+gom)\s*(?:\d+\s+bo)?(?:[^.;:]{0,20}:)?\s*"
)


def _names(item: Item) -> Iterator[Piece]:
    piece = item.piece
    named, rest = label(piece)
    if named and re.search(r"(?:ho\s+so|gom|thanh\s+phan)", fold(named)):
        piece = rest
    elif opening := _GIVEN.match(fold(piece.text)):
        piece = piece.cut(opening.end())
    cut = [_bare(part) for part in parts(piece)]
    if (
        len(cut) == 1
        and len(commas := [_bare(part) for part in parts(piece, ",")]) > (1 if _with_forms(piece) else 2)
        and all(_begins(part.text) for part in commas)
    ):
        cut = commas
    starts = [part for part in cut if _begins(part.text)]
    if len(starts) >= 2 and len(starts) == len(cut):
        yield from starts
    elif cut and _begins(cut[0].text) and not _does(cut[0].text):
        yield cut[0]
        yield from (part for part in starts if part is not cut[0] and not _does(part.text))


def _with_forms(piece: Piece) -> bool:
    """``Tờ trình theo Mẫu số 01, báo cáo theo Mẫu số 08``: two papers, while ``Biên bản, danh sách`` may be one."""
    return len(list(forms.forms(piece.text))) > 1


_NUMBER = re.compile(r"\s*(?:\(?(?:[ivx]{1,4}|\d{1,2}|[a-zđ])\)|[-+–•]|\d{1,2}[.)])\s*")
_AMOUNT = re.compile(r"\s*\d{1,2}\s+(?:bản|bộ|tờ|quyển)\s+(?:chính\s+)?")


def _bare(piece: Piece) -> Piece:
    found = _NUMBER.match(piece.text)
    piece = piece.cut(found.end()) if found else piece
    found = _AMOUNT.match(piece.text)
    return piece.cut(found.end()) if found and _begins(piece.text[found.end() :]) else piece


_OFFICE = re.compile(r"\s*ban\b(?!\s+(?:sao|tom|ke|bao|giai|dang|cam|photo|chinh|goc|thuyet|mo))")


def _begins(text: str) -> bool:
    if _OFFICE.match(fold(text)) and re.match(r"\s*ban\b", text.lower()):
        return False  # "Ban Tổ chức tiếp nhận hồ sơ" is an office, "Bản sao" a paper
    return re.match(r"\s*" + choice("clauses", "papers"), fold(text)) is not None


def _does(text: str) -> bool:
    """A clause with a verb of filing is a rule about papers and no paper."""
    folded = fold(re.sub(r"\([^()]*\)", "", text))
    return (
        re.search(
            r"(?<!\w)(?:gui\s+ve|nop\s+ve|gui\s+cho|lap\s+thanh|duoc\s+lap|phai\s+nop|truoc\s+ngay|cham\s+nhat|thuc\s+hien\s+theo|phai\s+duoc|can\s+cu\s+ho\s+so)\b",
            folded,
        )
        is not None
    )


_END = re.compile(r"\s*\(|\s*,?\s+(?=" + choice("clauses", "paper_ends") + r")|\s*[;.]\s|\s*[;.]$|\s*:\s")


def _paper(doc: Document, item: Item, piece: Piece, decrees: _Decrees, count: int) -> Fact:
    end = _END.search(fold(piece.text), 4)
    name = piece.text[: end.start() if end else len(piece.text)].strip(" ;.,")
    if owner := re.search(r"(?<=trich ngang thanh tich)\s+cua\s", fold(name)):
        name = name[: owner.start()]
    form = next(iter(forms.forms(piece.text)), None)
    folded = fold(piece.text)
    value = {
        "ref": item.section.label if item.section.label not in ("-", "+", "*", "") else str(count),
        "name": name,
        "form_number": form.number if form else None,
        "form_decree": decrees.of(form, piece) if form else None,
        "target": _paper_target(fold(name), folded),
        "condition": _paper_condition(piece.text[len(name) :]),
        "copies": _copies(item, piece),
    }
    return doc.fact("paper", value, item.section, piece.span(0, max(len(name), 1)), confidence=0.9)


def _paper_target(name: str, folded: str) -> str | None:
    both = "tap the" in folded and "ca nhan" in folded
    if both:
        return "either"
    if "ca nhan" in folded:
        return "individual"
    return "collective" if "tap the" in folded else None


def _paper_condition(rest: str) -> str | None:
    words = re.sub(r"(?i)\(?(?:ban hành kèm\s+)?(?:theo\s+)?(?:biểu\s+)?mẫu\s+(?:số\s+)?\d[^;)]*", "", rest)
    words = re.split(r"\.\s", re.sub(r"\s+", " ", words).strip(" ;.,():"))[0]
    return words if len(words) > 5 else None


def _copies(item: Item, piece: Piece) -> int | None:
    found = re.search(r"(\d{1,2})\s*(?:\([^)]*\)\s*)?(?:bo|ban)\b", fold(item.heads + " " + piece.text))
    return int(found.group(1)) if found else None


def _decree_for_all(doc: Document) -> str | None:
    for each in body(doc):
        if each.any("dossier", "award", "deadline", "route") or each.under("dossier", "award"):
            for piece in each.item.pieces:
                if (decree := forms.given_for_all(piece.text)) is not None:
                    return decree
    return None


@dataclass(frozen=True, slots=True)
class _Decrees:
    """Where forms come from: told beside one of the same number, in a clause on all papers, or once in the plan."""

    beside: Mapping[str, str]
    clauses: Mapping[int, str]
    for_all: str | None

    def of(self, form: forms.Form, piece: Piece) -> str | None:
        return form.decree or self.beside.get(form.number) or self.clauses.get(piece.block) or self.for_all


def _decrees(doc: Document) -> _Decrees:
    return doc.kept("decrees of forms", lambda: _told_decrees(doc))


def _told_decrees(doc: Document) -> _Decrees:
    beside: dict[str, str] = {}
    clauses: dict[int, str] = {}
    for each in body(doc):
        for piece in each.item.pieces:
            named = list(forms.forms(piece.text))
            beside |= {form.number: form.decree for form in named if form.decree and form.number not in beside}
            before = f"{each.item.section.title} {piece.text[: named[0].start]}" if named else ""
            if named and each.any("dossier") and (ahead := _ahead(before)):
                clauses[piece.block] = ahead
    only = set(beside.values())
    return _Decrees(beside, clauses, _decree_for_all(doc) or (only.pop() if len(only) == 1 else None))


def _ahead(text: str) -> str | None:
    """``Hồ sơ thực hiện theo Điều 30 Nghị định số …, gồm: tờ trình (Mẫu số 01)``: the decree before its forms."""
    legal = [each for each in forms.numbers(text) if each.legal]
    return legal[-1].number if legal and re.search(r"\btheo\b", fold(text[: legal[-1].start])) else None


def prescribed_forms(doc: Document) -> Iterable[Fact]:
    """Every prescribed form once, with its decree named beside it or once for all."""
    decrees = _decrees(doc)
    seen: set[tuple[str, str | None]] = set()
    for each in body(doc):
        if each.under("purpose", "requirement"):
            continue
        for piece in each.item.pieces:
            for form in forms.forms(piece.text):
                value = {"number": form.number, "decree": decrees.of(form, piece)}
                if (form.number, value["decree"]) not in seen:
                    seen.add((form.number, value["decree"]))
                    doubt = "" if value["decree"] else "Văn bản không nói mẫu này ban hành theo văn bản nào."
                    yield doc.fact(
                        "form",
                        value,
                        each.item.section,
                        piece.span(form.start, form.end),
                        confidence=0.95 if value["decree"] else 0.7,
                        doubt=doubt,
                    )
