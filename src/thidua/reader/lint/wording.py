"""Slips of the pen and of the scanner: what stands on the paper is looked at, not what reading made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypedDict

from thidua.documents.vietnamese import fold

from ..grammar.lexicon import load
from ..model import Block
from .remark import Look, Remark, Severity, first_words, quoted

_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
_INITIALS: Final = re.compile(r"[.;]\s*[*_]*\s*(?P<stray>[A-ZĐa-zđ]{1,4})[*_]*\s*$")
_LEFT_OVER: Final = re.compile(r"^\s*(?P<stray>[\])}>|\\~^]+)\s*\S")
_CLOSING_SIGN: Final = re.compile(r"\./\.?\s*$")
_AT_LEAST_ALL: Final = re.compile(r"(?:tối thiểu|ít nhất|không dưới)\s+100\s*%|100\s*%\s+trở lên", re.IGNORECASE)
_TIGHT_HYPHEN: Final = re.compile(r"[^\W\d_]+(?:- | -)[^\W\d_]+", re.UNICODE)


class Collocations(TypedDict):
    """Folded phrase → right spelling; abbreviations as written."""

    phrases: dict[str, str]
    also: frozenset[str]
    abbreviations: dict[str, str]
    longest: int


@lru_cache(maxsize=1)
def collocations() -> Collocations:
    """``data/collocations.yaml``, indexed by the form without marks."""
    raw = load("collocations")
    plain = {" ".join(_WORD.findall(fold(each))): each for each in raw["phrases"]}
    return {
        "phrases": plain,
        "also": frozenset(_bare(each) for each in (*raw["also"], *raw["phrases"])),
        "abbreviations": {fold(each): each for each in raw["abbreviations"]},
        "longest": max(len(each.split()) for each in plain),
    }


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def scan_slips(look: Look) -> Iterator[Remark]:
    """Words that are a fixed phrase but for their marks, and abbreviations that lost the bar of Đ."""
    for block in look.reading.blocks:
        told: list[tuple[int, int]] = []
        for start, end, now in slips(block.original):
            was = block.original[start:end]
            told.append((start, end))
            yield on_words(
                look, block, "ocr.word", start, end,
                f"“{was}” có lẽ là “{now}” (lỗi gõ hoặc lỗi quét chữ).", f"Sửa thành “{now}”.",
            )  # fmt: skip
        for repair in block.repairs if look.reading.pages.origin != "scan" else ():  # there the scanner misread
            if not repair.now.strip():
                continue  # a stray mark: the next rule
            at = block.original.find(repair.was)
            if at < 0 or any(start < at + len(repair.was) and at < end for start, end in told):
                continue
            if fold(repair.was) == fold(repair.now) and _same_letters(repair.was, repair.now):
                continue  # another placing of the tone mark is a habit, not a fault
            yield on_words(
                look, block, "ocr.word", at, at + len(repair.was),
                f"“{repair.was}” đã được hiểu là “{repair.now}”: {repair.why.rstrip('.')}.", f"Sửa thành “{repair.now}”.",
            )  # fmt: skip


def slips(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and right spelling of each phrase whose marks are wrong; capitals as on the paper."""
    known = collocations()
    words = [*_WORD.finditer(text)]
    plain = [fold(word[0]) for word in words]
    settled: set[int] = set()  # words of a phrase that is written right are no part of another, wrong one
    doubtful: list[tuple[int, int, str]] = []
    for at in range(len(words)):
        for size in range(min(known["longest"], len(words) - at), 1, -1):
            right = known["phrases"].get(" ".join(plain[at : at + size]))
            if right is None:
                continue
            if _right(text[words[at].start() : words[at + size - 1].end()], right, known["also"]):
                settled.update(range(at, at + size))
            else:
                doubtful.append((at, size, right))
            break
    told = -1
    for at, size, right in doubtful:
        if at > told and not settled.intersection(range(at, at + size)):
            told = at + size - 1
            start, end = words[at].start(), words[told].end()
            yield start, end, _in_case_of(text[start:end], right)
    for word, bare in zip(words, plain, strict=True):
        short = known["abbreviations"].get(bare)
        if short and word[0].isupper() and word[0] != short and len(word[0]) == len(short) > 2:
            yield word.start(), word.end(), short


def _right(found: str, right: str, also: frozenset[str]) -> bool:
    if found.isupper() or "\n" in found:
        found = found.lower()
    if not any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", found)) and "đ" not in found.lower():
        return True  # no mark at all: a text written without marks, not a slip
    words, wanted = _bare(unicodedata.normalize("NFC", found)).split(), _bare(right).split()
    return " ".join(words) in also or all(_same_letters(a, b) for a, b in zip(words, wanted, strict=True))


def _same_letters(was: str, now: str) -> bool:
    """The same letters and the same tone, wherever the tone mark is put (hoà, hòa; qui, quy; i, y)."""
    return _letters(was) == _letters(now)


def _letters(word: str) -> list[str]:
    spelt = unicodedata.normalize("NFD", word.lower()).replace("y", "i")
    return sorted(spelt)


def _in_case_of(found: str, right: str) -> str:
    if found.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if found[:1].isupper() else right


def stray_marks(look: Look) -> Iterator[Remark]:
    """Initials of a clerk, single letters and brackets that belong to no sentence."""
    for block in look.reading.blocks:
        for repair in block.repairs:
            was = repair.was.strip()
            if was and not repair.now.strip():
                at = max(block.original.find(repair.was), 0) + repair.was.find(was)
                yield _stray(look, block, at, at + len(was))
        if any(not repair.now.strip() for repair in block.repairs):
            continue
        if (left := _LEFT_OVER.match(block.original)) is not None:
            yield _stray(look, block, left.start("stray"), left.end("stray"))
        path = look.paths.get(block.index, "")
        last = _INITIALS.search(block.original)
        if last and path.startswith(("closing", "recipients")) and not _CLOSING_SIGN.search(block.original):
            yield _stray(look, block, last.start("stray"), last.end("stray"))


def _stray(look: Look, block: Block, start: int, end: int) -> Remark:
    what = block.original[start:end]
    message = f"“{what}” đứng lạc trong văn bản, có lẽ là chữ ký nháy hoặc vết quét."
    return on_words(look, block, "ocr.stray", start, end, message, f"Bỏ “{what}”.")


def at_least_all(look: Look) -> Iterator[Remark]:
    """ "At least 100 %" asks for more than everything."""
    for block in look.reading.blocks:
        for found in _AT_LEAST_ALL.finditer(block.original):
            yield on_words(
                look, block, "logic.at-least-all", found.start(), found.end(),
                f"“{found[0]}”: không thể nhiều hơn 100%.", "Ghi “100%” hoặc một tỷ lệ thấp hơn kèm “tối thiểu”.",
            )  # fmt: skip


def council_hyphen(look: Look) -> Iterator[Remark]:
    """A hyphen between names needs a space on both sides or on none (``Thi đua- Khen thưởng``)."""
    found = [(block, m) for block in look.reading.blocks for m in _TIGHT_HYPHEN.finditer(block.original)]
    if found:
        block, match = found[0]
        yield on_words(
            look, block, "format.hyphen", match.start(), match.end(),
            f"Dấu gạch nối viết lệch ở {len(found)} chỗ, chỗ đầu: “{match[0]}”.", "Viết cách đều hai bên.", severity="info",
        )  # fmt: skip


def on_words(
    look: Look, block: Block, code: str, start: int, end: int, message: str, cure: str, severity: Severity = "warning"
) -> Remark:
    """A remark on characters of the paper as printed; its span is where the same words stand in the text read."""
    words = block.original[start:end]
    place = block.text.find(words)
    path, span = (
        look.at(block.index, place, place + len(words)) if place >= 0 else (look.paths.get(block.index, ""), None)
    )
    shown = quoted(block.original, start, end) if end - start < 40 else first_words(words)
    return Remark(code, severity, path, shown, message, cure, span=span)
