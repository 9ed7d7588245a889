"""What a number of commendations is for: the round, the body or kind of body, the kind of persons."""

from __future__ import annotations

import re

from thidua.reader.facts.clauses import Item, anchor
from thidua.reader.facts.document import Piece
from thidua.reader.grammar import lexicon
from thidua.reader.grammar.bodies import unit_kinds
from thidua.reader.grammar.counts import Count
from thidua.reader.grammar.folded import fold, pattern
from thidua.reader.grammar.lexicon import choice, load


def scope(item: Item, piece: Piece, count: Count) -> str | None:
    """The round and the body or kind that the number is for, as told beside it or above it; None for all."""
    when = _when(item, piece, count)
    whose = _whose(item, piece, count)
    if whose is None:
        kind = _kind_named(piece, count)
        return f"{when}: {kind}" if when and kind else when or kind
    return f"{when}, {whose}" if when and when != whose else whose


def _whose(item: Item, piece: Piece, count: Count) -> str | None:
    sentence = _sentence(piece, count)
    if (own := sentence.rpartition(";")[2]) != sentence and _ALONE.match(own) and (named := _before(own)):
        return named
    if count.each:
        if re.match(r"nam\b", fold(count.each)):
            return None
        told = re.search(r"(?:^|[;.]\s*)([^:;.()]{2,60}?)(?:\s*\([^()]*\))?\s*:\s*(?:mỗi|từng)\s", sentence)
        return f"{told.group(1)}: mỗi {count.each}" if told else f"mỗi {count.each}"
    near = list(re.finditer(r"(?<!\w)(?:cum\s+[^:;.,]{1,40}|khoi\s+[^:;.,]{1,60})(?=\s*:)", fold(sentence)))
    if near:
        return sentence[near[-1].start() : near[-1].end()].strip()
    rest = piece.text[count.end :]
    if behind := re.match(r"\s*(?:thuộc|của|cho)?\s*((?:khối|cụm|nhóm)\s+[^;:.()\d]{2,60})", rest):
        return anchor(behind.group(1))
    if persons := _PERSONS.match(rest):
        return anchor(_without_rest(persons.group(1)))
    if count.unit == "percent":
        block = next((anchor(title) for title in item.headings[:2] if _BLOCK.match(fold(title))), "")
        share = _share_of(piece, count) or _share_noun(piece, count) or _before(sentence) or _labelled(item, sentence)
        return f"{block}: {share}" if block and share else share or block or None
    if of := _before(sentence) or _labelled(item, sentence):
        return of
    for title in item.headings:
        if _BLOCK.match(fold(title)):
            return anchor(title)
    return None


_SIZED = re.compile(r"[^:;]{2,60}\bco\s+(?:tong\s+so\s+)?(?:tu|duoi|tren)\s+\d")
_BLOCK = re.compile(r"(?:khoi|cum|nhom|linh\s+vuc)\s")
_ALONE = re.compile(r"\s*(?:riêng|đối với|còn|các)\s+\w")
"""``…; riêng Khối đơn vị sự nghiệp không quá …``: a clause with a body of its own."""
_PERSONS = re.compile(r"\s*(?:là|không phải là|không (?=giữ))\s*([^;:.()\d]{2,80})")
"""``05 cá nhân là công chức``: a number for some kinds of persons only."""
_OF = r"\s*(?:tren\s+)?(?:tong\s+so|so|so\s+luong)?\s*(?:tap\s+the|ca\s+nhan|don\s+vi|ho|doan\s+vien)?\s*"


def _without_rest(words: str) -> str:
    ends = "|".join(map(re.escape, lexicon.words("counts", "who_ends")))
    return re.split(rf",?\s+(?:{ends})\b", words)[0]


def _of_all(folded: str) -> bool:
    return pattern(rf"{_OF}(?:{choice('counts', 'of_all')}\s*)*$").match(folded) is not None


def _share_of(piece: Piece, count: Count) -> str | None:
    """``30% tổng số phường, xã``: of whom the share is counted; None for a share of all."""
    begin = piece.text.find("%", count.start) + 1
    if begin == 0:
        return None
    words = re.split(r"[.;:(]|\s+và\s+(?=không|tối|\d)|,\s*(?=tối|không|ít|\d|trong đó)", piece.text[begin:])[0]
    if count.end > begin + len(words):
        words = piece.text[begin : count.end]
    words = words.strip(" )")
    return None if _of_all(fold(words)) or len(words.split()) > 16 else anchor(words)


def _share_noun(piece: Piece, count: Count) -> str | None:
    """``tỷ lệ lãnh đạo, quản lý không quá 30%``: the share is of this kind of persons."""
    begins = fold(piece.text[count.start :])
    if part := re.match(r"trong do,?\s+(?:so\s+)?(?:ca nhan\s+)?(?:la\s+)?", begins):
        words = re.split(choice("counts", "max") + "|" + choice("counts", "min"), begins[part.end() :])[0].rstrip()
        return anchor(piece.text[count.start + part.end() :][: len(words)]) or None
    if _PLAIN.match(count.noun):
        return None
    if begins.startswith(count.noun):
        return piece.text[count.start : count.start + len(count.noun)]
    if not begins.startswith("ty le"):
        return None
    at = fold(piece.text).find(count.noun, count.start)
    return piece.text[at : at + len(count.noun)] if at >= 0 else None


_LAST_CLAUSE = re.compile(r"[;:]\s*")
_OPENS = re.compile(
    r"^\s*(?:rieng\s+|con\s+)?(?:(?:doi\s+voi|danh\s+cho|cho)\s+)?(?P<who>.{2,60}?)\s*(?:duoc\s+)?(?:chon|xet|khen|gom|:)?\s*$"
)


def _before(sentence: str) -> str | None:
    """``Sở, ban, ngành không quá 05 tập thể, 15 cá nhân; xã, phường không quá …``: the bodies named first."""
    clause = _LAST_CLAUSE.split(sentence)[-1]
    limits = f"{choice('counts', 'max')}|{choice('counts', 'min')}"
    clause = re.split(rf"{limits}|\d", fold(clause))[0] if not _SIZED.match(fold(clause)) else fold(clause)
    clause = re.sub(
        r"\s+duoc\s+(?:phep\s+)?(?:de\s+nghi|gioi\s+thieu|lua\s+chon|binh\s+chon|xet\s+chon|xet\s+tang)\s*$", "", clause
    )
    found = _OPENS.match(clause)
    if (
        found is None
        or lexicon.seeker("counts", "names_nobody").search(clause)
        or re.match(r"(?:tap\s+the|ca\s+nhan|ho)\b", found.group("who"))
    ):
        return None
    words = _LAST_CLAUSE.split(sentence)[-1][found.start("who") : found.end("who")].strip(" ,-")
    known = unit_kinds(words) or any(
        re.match(choice("counts", kind), fold(words)) for kind in ("collective", "individual")
    )
    return anchor(words) if known and len(words.split()) <= 9 else None


_SUBJECT = re.compile(
    r"(?:(?:doi\s+voi|voi|ve|khen)\s+(?:cac\s+)?)?(?:tap\s+the|ca\s+nhan|ho(?:\s+gia\s+dinh)?|so\s+luong|nguoi|don\s+vi)\s*$"
)


def _labelled(item: Item, sentence: str) -> str | None:
    """``Đảng viên: 15 đồng chí``, ``Tổ: 03 tổ``: the kind stands before the colon, in the text or as the heading."""
    told = re.search(r"(?:^|[;.]\s*)([^:;.]{2,50}):\s*(?:\D{0,25})$", sentence)
    own = item.section.title if item.piece.block == item.section.blocks[0] else ""
    words = told.group(1).strip() if told else own
    folded = fold(words)
    kinds = "|".join(choice("counts", each) for each in ("collective", "individual", "household"))
    if (
        not words
        or len(words.split()) > (10 if _SIZED.match(folded) else 6)
        or _SUBJECT.match(folded)
        or lexicon.seeker("counts", "names_nobody").search(folded)
    ):
        return None
    return words if re.match(rf"(?:{kinds})", folded) else None


def _sentence(piece: Piece, count: Count) -> str:
    text = piece.text[: count.start]
    return text[max(text.rfind(mark) for mark in (". ", "\n")) + 1 :]


_TIMES = re.compile(
    r"(?<!\w)(?:dot\s+(?:\d{1,2}|i{1,3}|iv|nhat|hai)|moi\s+dot|tung\s+dot|hoi\s+thi|cuoc\s+thi|0?6\s+thang(?:\s+(?:dau|cuoi)\s+nam)?|(?:ca|cuoi)\s+nam)(?!\w)"
)
_ROUND_BEFORE = re.compile(r"(?<!\w)(?:so|tong)\s+ket\s+(?:phong\s+trao\s+)?$")
_OF_YEAR = re.compile(r"\s+nam\s+(?:19|20)\d\d")
_THEN = re.compile(r"[^.;]{0,60}?\bkhi\s+(?P<when>so\s+ket|tong\s+ket)\b")


def _yearly(title: str) -> str:
    """The words for every year in a heading, as printed; empty where it has none."""
    found = re.search(_ROUNDS[0][1], fold(title))
    return title[found.start() : found.end()] if found else ""


def _when(item: Item, piece: Piece, count: Count) -> str | None:
    """The round told in the sentence or in the nearest heading that tells one."""
    if re.match(r"nam\b", fold(count.each)):
        return next(filter(None, map(_yearly, item.headings)), "mỗi năm")
    if then := _THEN.match(fold(piece.text[count.end :])):
        return piece.text[count.end + then.start("when") : count.end + then.end("when")]
    sentence = _sentence(piece, count)
    last = sentence.rpartition(";")[2]  # "mỗi năm …; tổng kết giai đoạn …": the nearest clause first
    for words in (*((last,) if last != sentence else ()), sentence, *item.headings):
        folded = fold(words)
        part = _TIMES.search(folded)
        if part and (words in item.headings or not part.group().startswith("cuoi")):
            lead = _ROUND_BEFORE.search(folded[: part.start()])
            return str(words[lead.start() if lead else part.start() : part.end()])
        told = [(name, found) for name, pattern in _ROUNDS if (found := re.search(pattern, folded))]
        if told and (
            words in item.headings
            or ":" in words
            or told[0][1].start() < 3 + len(words) - len(words.lstrip())
            or [name for name, _ in told] == ["hằng năm"]
        ):
            found = told[0][1]
            year = _OF_YEAR.match(folded, found.end())
            printed = words[
                found.start() : year.end() if year else found.end()
            ].lower()  # "hàng năm", "từng năm", "cuối kỳ" as printed
            return ", ".join(name for name, _ in told) if len(told) > 1 or _SAID.match(found.group()) else printed
    return None


_ROUNDS = (
    ("hằng năm", r"(?<!\w)(?:hang|moi|tung)\s+nam(?!\w)"),
    ("sơ kết", r"(?<!\w)(?:so\s+ket(?:\s+giai\s+doan)?|giua\s+(?:ky|giai\s+doan))(?!\w)"),
    (
        "tổng kết",
        r"(?<!\w)(?:tong\s+ket(?:\s+(?:giai\s+doan|phong\s+trao))?|cuoi\s+(?:ky|giai\s+doan)|ket\s+thuc\s+(?:giai\s+doan|phong\s+trao)|(?:khen\s+thuong\s+)(?:5|nam|05)\s+nam(?!\s+\d))(?!\w)|(?<=thuong )giai\s+doan(?!\s+\d)|(?<!\w)giai\s+doan\s+\d{4}\s*-\s*\d{4}",
    ),
)
_SAID = re.compile(r"giai\s+doan\s+\d")
"""``giai đoạn 2021 - 2025``: told by the name of its round."""


_PLAIN = re.compile(
    r"(?:tap the|ca nhan|nguoi|don vi|co quan(?:, don vi)?|ho(?: gia dinh)?|gia dinh|dong chi|truong hop|em)$"
)


_WORKS = re.compile(r"(?:sang kien|mo hinh|cong trinh|tac pham|san pham|giai phap)$")


def _kind_named(piece: Piece, count: Count) -> str | None:
    """``04 phường``, ``10 người dân``: a number for one kind of body or person only."""
    share = count.unit == "percent" and not fold(piece.text[count.start :]).startswith("ty le")
    if count.target == "either":
        return piece.text[count.end - len(count.noun) : count.end] if _WORKS.match(count.noun) else None
    if _PLAIN.match(count.noun) or share:
        return None
    noun = re.sub(r"\s+", " ", count.noun)
    words: str | None = next((str(each) for each in load("counts")[count.target] if fold(str(each)) == noun), None)
    return words or anchor(count.noun_text) or None
