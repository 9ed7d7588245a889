"""Does the document launch an emulation movement? The words that decided are quoted; neighbours are told apart."""

from __future__ import annotations

import re
from functools import cache

from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.header import section, title
from thidua.reader.grammar.folded import any_of, fold
from thidua.reader.grammar.lexicon import load, words
from thidua.reader.model import Verdict
from thidua.reader.zones import paper_type


@cache
def _any(key: str) -> re.Pattern[str]:
    return re.compile(any_of(words("verdict", key)))


@cache
def _not() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (str(key), re.compile(any_of(map(str, phrases)))) for key, phrases in load("verdict")["not_launching"].items()
    )


def paper_kind(doc: Document) -> str:
    """Key of the kind of paper: by its title line, the letter without one, else ""."""
    zone = section(doc, "title")
    if zone is not None:
        for piece in doc.pieces(zone)[:1]:
            if kind := paper_type(piece.text)[0]:
                return kind
    number = next((p.text for z in ("header",) if (s := section(doc, z)) for p in doc.pieces(s) if "/" in p.text), "")
    found = re.search(r"/\s*([A-ZĐ]{2,4})\s*-", number)
    by_symbol = {
        "KH": "ke-hoach",
        "CĐ": "cong-dien",
        "HD": "huong-dan",
        "BC": "bao-cao",
        "QĐ": "quyet-dinh",
        "TB": "thong-bao",
        "CT": "chi-thi",
        "TTR": "to-trinh",
        "NQ": "nghi-quyet",
        "CTR": "chuong-trinh",
    }
    if found and found.group(1).upper() in by_symbol:
        return by_symbol[found.group(1).upper()]
    head = fold(
        " ".join(p.text for z in ("header", "title", "preamble") if (s := section(doc, z)) for p in doc.pieces(s)[:12])
    )
    return "cong-van" if re.search(r"kinh gui|\bv\s*/\s*v\b", head) else ""


def judge(doc: Document) -> Verdict:
    """The verdict; a doubtful paper is judged by whether it has the parts of a movement."""
    kind = paper_kind(doc)
    name = str(load("frame")["type_names"].get(kind, "văn bản"))
    subject = next((str(fact.value["title"]) for fact in doc.once(title)), "")
    folded = fold(subject)
    parts = {meaning for each in doc.walk() for meaning in doc.own(each)} & set(words("verdict", "parts"))
    awards = parts & {"award", "award_forms", "quota", "standards"}
    hit = _any("launching").search(folded)
    for key, pattern in _not():
        found = pattern.search(folded)
        if found is None or folded.startswith(" dua", found.end()) or (hit is not None and found.start() >= hit.end()):
            continue  # "phát động phong trào thi đua … và tổ chức hội thi"
        return Verdict(
            False,
            f"Đây là {name} “{_cut(subject)}”, {load('verdict')['why_names'][key]}.",
            kind if kind not in ("ke-hoach", "") else "ke-hoach-khac",
        )
    spoken = _spoken(doc)
    spoken_fold = fold(spoken)
    says_so = "phat dong" in spoken_fold and awards and parts & {"content", "criteria", "targets"}
    if says_so and kind not in words("verdict", "never"):
        return Verdict(True, f"Văn bản ghi “{spoken}” và có mục {_named(doc, parts)}.", "ke-hoach-thi-dua")
    if kind not in words("verdict", "may_launch"):
        about = f" “{_cut(subject)}”" if subject else ""
        return Verdict(False, f"Đây là {name}{about}, loại văn bản không dùng để phát động phong trào thi đua.", kind)
    open_kind = kind in ("ke-hoach", "chuong-trinh", "phuong-an", "") or "phat dong" in folded
    launched = hit is not None and "phat dong" in hit.group() and "thi dua" in hit.group()
    if hit is not None and (launched or ((parts or spoken) and (open_kind or "phat dong" in spoken_fold))):
        quote = subject[hit.start() : hit.end()] if hit.end() - hit.start() > 8 else subject
        more = f" và có mục {_named(doc, parts)}" if parts else ""
        return Verdict(True, f"Tên văn bản là “{_cut(quote)}”{more}.", "ke-hoach-thi-dua")
    if (
        open_kind
        and _any("perhaps").search(folded)
        and awards
        and len(parts) >= (2 if spoken else 4)
        and (spoken or "thi dua" in folded)
    ):
        return Verdict(True, f"Tên văn bản là “{_cut(subject)}” và có mục {_named(doc, parts)}.", "ke-hoach-thi-dua")
    says = "thi dua" in folded or not subject or awards or "phat dong" in spoken_fold
    if open_kind and "phat dong" in spoken_fold and (awards or "thi dua" in folded):
        return Verdict(True, f"Văn bản ghi “{spoken}”.", "ke-hoach-thi-dua")
    if open_kind and spoken and len(parts) >= 2 and says:
        return Verdict(True, f"Văn bản ghi “{spoken}” và có mục {_named(doc, parts)}.", "ke-hoach-thi-dua")
    whole = awards and parts & {"content", "criteria", "targets"} and parts & {"audience", "period", "registration"}
    heads = sum("thi dua" in fold(each.title) for each in doc.walk())
    said = sum(len(re.findall(r"thi dua(?!\s*[,-]?\s*khen)", fold(block.text))) for block in doc.blocks)
    enough = heads >= 2 or said >= 4 or (heads and (not subject or "thi dua" in folded))
    if open_kind and whole and enough:
        return Verdict(True, f"Văn bản có mục {_named(doc, parts)}.", "ke-hoach-thi-dua")
    about = f" “{_cut(subject)}”" if subject else ""
    mentioned = "; thi đua chỉ được nhắc đến" if any("thi dua" in fold(b.text) for b in doc.blocks) else ""
    return Verdict(
        False,
        f"Đây là {name}{about}, không phát động phong trào thi đua{mentioned}.",
        "ke-hoach-khac" if kind == "ke-hoach" else kind or "khac",
    )


def _spoken(doc: Document) -> str:
    """The words by which a body launches in preamble or closing; "" where none does."""
    for path in ("preamble", "closing"):
        zone = section(doc, path)
        for piece in doc.pieces(zone) if zone is not None else ():
            if quote := _launches(piece):
                return quote
    for each in list(doc.walk())[:8]:  # the sentence may stand below a first heading
        if each.path not in ("header", "title", "preamble"):
            for piece in doc.pieces(each):
                if "phat dong" in fold(piece.text) and (quote := _launches(piece)) and "phat dong" in fold(quote):
                    return quote
    return ""


def _launches(piece: Piece) -> str:
    folded = fold(piece.text)
    for found in _any("spoken").finditer(folded):
        begin = max(folded.rfind(mark, 0, found.start()) for mark in (";", ". ", ",")) + 1
        before = folded[begin : found.start()]
        cites = re.search(r"\d+/|(?<!\w)so\s+\d", before) or (
            re.search(r"(?<!\w)(?:ve|viec)(?!\w)[^,;]*$", before)
            and not re.search(r"(?:ban hanh|xay dung|lap|de ra)\s+ke hoach", before)
        )
        if cites:
            continue
        if _any("later").search(before):
            continue
        return re.sub(r"\s+", " ", piece.text[found.start() : found.end()])
    return ""


def _named(doc: Document, parts: set[str]) -> str:
    """Headings of the document that carry the parts, in its own words."""
    titles = [each.title for each in doc.walk() if each.title and parts & set(doc.own(each)) and len(each.title) < 70]
    return "; ".join(f"“{each}”" for each in titles[:3]) or "về thi đua, khen thưởng"


def _cut(text: str) -> str:
    plain = text.replace("“", "‘").replace("”", "’").replace('"', "'")
    return plain if len(plain) <= 160 else plain[:157].rsplit(" ", 1)[0] + "…"
