"""Prescribed forms (``mẫu số 07``, ``Mẫu 1.1``) and numbers of documents (``98/2023/NĐ-CP``), with slips of a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .folded import fold, remembered


@dataclass(frozen=True, slots=True)
class Form:
    """``number`` as printed; ``decree`` is the number of the document named with it, else None."""

    start: int
    end: int
    number: str
    decree: str | None


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number such as ``60/KH-UBND``; ``number`` in its true spelling, ``legal`` for law, decree, circular."""

    start: int
    end: int
    number: str
    legal: bool


_NUMBER: Final = re.compile(
    r"(?<![\w/.\-])(?P<no>[\dlo]{1,5})\s*/\s*(?:(?P<year>(?:19|20)[\dlo]{2})\s*/\s*)?"
    r"(?P<kind>[a-z]{1,8}\d{0,2})(?:\s*-\s*(?P<by>[a-z]{1,10}(?:\s?&\s?[a-z]{1,6})?(?:\s*-\s*[a-z]{1,8})?))?(?![\w/])"
)
_PARTY: Final = re.compile(
    r"(?<![\w/.\-])(?P<no>[\dlo]{1,5})\s*-\s*(?P<kind>[a-z]{1,5})\s*/\s*(?P<by>[a-z]{2,8}(?:-[a-z]{2,8})?)(?![\w/])"
)
_LEGAL: Final = re.compile(r"(?:nd\s*-\s*cp|qh\d*|tt(?:lt)?-|qd-ttg|nq-cp)", re.ASCII)
_FORM: Final = re.compile(
    r"(?<!\w)(?:bieu\s+mau|mau|phu\s+luc|bieu)\s+(?P<so>so\s*:?\s*)?(?P<n>\d{1,2}(?:\.\d{1,2}){0,2}(?:[a-z](?!\w))?|[ivx]{1,4}(?!\w))(?!\w|/|%)"
)
_MORE: Final = re.compile(
    r"\s*(?:,|va|hoac|;)\s*(?:mau\s+)?(?:so\s+)?(?P<n>\d{1,2}(?:\.\d{1,2})?)(?![\w/%]|\s+(?:tap|ca|ngay|thang|nam)\b)"
)
_NEAR: Final = 220  # characters between a form and the document it belongs to
_TRUE: Final = {"nd-cp": "NĐ-CP", "qd-ttg": "QĐ-TTg", "nq-cp": "NQ-CP"}


@remembered
def numbers(text: str) -> Iterator[DocumentNumber]:
    """Every number of a document. A letter of the kind keeps its print; figures misread as letters are figures."""
    if "/" not in text:
        return
    folded = fold(text)
    every: list[DocumentNumber] = []
    for found in _NUMBER.finditer(folded):
        if not any(char.isdigit() for char in found.group("no")):
            continue
        kind = text[found.start("kind") : found.end("kind")]
        if not kind[:1].isupper() and not found.group("by"):
            continue
        number = re.sub(r"\s+", "", text[found.start() : found.end()])
        figures = found.group("no").translate(str.maketrans("lo", "10"))
        tail = number.partition("/")[2]
        if year := found.group("year"):
            fixed = year.translate(str.maketrans("lo", "10"))
            tail = f"{fixed}/{tail.partition('/')[2]}"
        head, _, letters = tail.rpartition("/")
        letters = _letters(letters)
        whole = "/".join(part for part in (figures, head, letters) if part)
        every.append(DocumentNumber(found.start(), found.end(), whole, _LEGAL.search(fold(letters)) is not None))
    for found in _PARTY.finditer(folded):
        if text[found.start("kind")].isupper() and any(char.isdigit() for char in found.group("no")):
            whole = re.sub(r"\s+", "", text[found.start() : found.end()])
            every.append(DocumentNumber(found.start(), found.end(), whole, False))
    yield from sorted(every, key=lambda each: each.start)


def _letters(letters: str) -> str:
    """``ND-CP``, ``NÐ-CP`` → ``NĐ-CP``; anything else stays as printed."""
    letters = letters.replace("Ð", "Đ").replace("ð", "đ")
    folded = fold(letters)
    return _TRUE.get(folded, letters)


@remembered
def forms(text: str) -> Iterator[Form]:
    """Every prescribed form with the document named after it in the same clause."""
    folded = fold(text)
    if "mau" not in folded and "phu" not in folded and "bieu" not in folded:
        return
    found = [
        each for each in _FORM.finditer(folded) if each.group("so") or "." in each.group("n") or _by_law(folded, each)
    ]
    documents = list(numbers(text))
    for form in found:
        near = [each for each in documents if 0 <= each.start - form.end() < _NEAR]
        decree = near[0].number if near else None
        yield Form(form.start(), form.end(), text[form.start("n") : form.end("n")], decree)
        at = form.end()
        while more := _MORE.match(folded, at):
            at = more.end()
            yield Form(more.start("n"), at, text[more.start("n") : at], decree)


def _by_law(folded: str, found: re.Match[str]) -> bool:
    if folded.startswith(("phu luc", "bieu "), found.start()) and not folded.startswith("bieu mau", found.start()):
        return False
    return (
        re.match(r"\s*(?:,|\)|\.|;|$|ban\s+hanh|kem\s+theo|theo|tai|cua|nghi|phu\s+luc)", folded[found.end() :])
        is not None
    )


_GIVEN: Final = re.compile(
    r"(?<!\w)(?:cac\s+)?(?:bieu\s+mau|mau\s+bieu|mau\s+(?:bao\s+cao|ho\s+so|van\s+ban|to\s+trinh)|mau)(?!\s+so)[^.;]{0,120}?(?:theo|ban\s+hanh|quy\s+dinh|tai|cua)"
)


def given_for_all(text: str) -> str | None:
    """``Các mẫu … thực hiện theo Nghị định số …``: the document whose forms are meant throughout, or None."""
    found = _GIVEN.search(fold(text)) if "/" in text else None
    if found is None:
        return None
    after = [each for each in numbers(text) if each.start >= found.end() and each.legal]
    return after[0].number if after else None
