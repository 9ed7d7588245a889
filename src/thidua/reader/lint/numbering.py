"""Numbers of headings: in order, none twice, children under the number of their parent, nothing without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..model import Section, Span
from .remark import Look, Remark, first_words

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_COUNTED: Final = ("part", "chapter", "article", "roman", "arabic", "decimal", "letter")
_SOURCE: Final = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II"


def order(section: Section) -> int | None:
    """Place of a label in its series: IV → 4, 3.2 → 2, đ → 5; None when it is no number of its style."""
    label = section.label.strip(" .):-").split(" ")[-1]
    if section.style == "letter":
        return LETTERS.find(label.lower()) + 1 or None
    if section.style in ("roman", "part", "chapter") and re.fullmatch(r"[IVXLC]+", label):
        return roman(label)
    last = label.split(".")[-1]
    return int(last) if last.isdigit() else None


def roman(label: str) -> int:
    """Value of a Roman number."""
    values = [_ROMAN[sign] for sign in label]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


def series(look: Look) -> Iterator[Remark]:
    """Siblings of one style count 1, 2, 3; a repeated, skipped or foreign number is named once for each place."""
    yield from _series(look, list(look.reading.outline), None)


def _series(look: Look, siblings: Sequence[Section], parent: Section | None) -> Iterator[Remark]:
    last: dict[str, int] = {}
    for section in siblings:
        remark = None
        if section.style == "roman" and not re.fullmatch(r"[IVXLC]+", section.label.strip(" .")):
            remark = _foreign(look, section)
        elif section.style in _COUNTED and section.style != "decimal":
            remark = _next(look, section, last)
        if remark:
            yield remark
        yield from _series(look, section.children, section)
    yield from _prefix(look, siblings, parent)


def _next(look: Look, section: Section, last: dict[str, int]) -> Remark | None:
    number = order(section)
    before = last.get(section.style)
    if number is None:
        return None
    last[section.style] = number
    if before is None:
        if number == 1 or section.style == "arabic":
            return None
        return _remark(look, section, "numbering.first", f"Dãy bắt đầu bằng “{section.label}”, không phải số đầu.")
    if number == before:
        return _remark(look, section, "numbering.repeated", f"Số “{section.label}” dùng hai lần liền nhau.")
    if number < before and number != 1:
        return _remark(look, section, "numbering.backwards", f"Số “{section.label}” đứng sau số lớn hơn.")
    if number > before + 1:
        return _remark(look, section, "numbering.skipped", f"Trước “{section.label}” thiếu ít nhất một số.")
    return None


def _foreign(look: Look, section: Section) -> Remark:
    return _remark(
        look, section, "numbering.foreign", f"Số “{section.label}” không thuộc dãy I, II, III của các mục lớn."
    )


def _prefix(look: Look, siblings: Sequence[Section], parent: Section | None) -> Iterator[Remark]:
    """``3.1`` under heading 4: said once for a family of children."""
    if parent is None or parent.style not in ("arabic", "decimal"):
        return
    wanted = parent.label.strip(" .")
    wrong = [s for s in siblings if s.style == "decimal" and s.label.strip(" .").rpartition(".")[0] != wanted]
    if wrong:
        labels = ", ".join(f"“{each.label}”" for each in wrong[:4])
        yield _remark(
            look, wrong[0], "numbering.prefix", f"Mục {wanted} có mục con đánh số {labels}, không theo số của mục mẹ."
        )


def without_number(look: Look) -> Iterator[Remark]:
    """Paragraphs that follow a lettered list, or a heading that announces a list, without a mark of their own."""
    for section in look.sections():
        if section.style not in _COUNTED or section.path.startswith(("header", "closing", "recipients", "signature")):
            continue
        own = [look.block(index) for index in section.blocks]
        announced = own[0].text.rstrip().endswith(":") if own else False
        loose = [each for each in own[1:] if _is_sentence(each.text)]
        if announced and len(loose) >= 2 and not section.children:
            yield Remark(
                "numbering.none", "warning", section.path, first_words(loose[0].text),
                f"{len(loose)} việc liệt kê sau “{first_words(own[0].text, 6)}…” không có số, chữ hay gạch đầu dòng.",
                "Đánh chữ a), b), c) hoặc gạch đầu dòng để viện dẫn được.", _SOURCE, span=_span(look, own.index(loose[0]), section),
            )  # fmt: skip
        else:
            yield from _after_letters(look, section)


def _after_letters(look: Look, parent: Section) -> Iterator[Remark]:
    """A full paragraph without a letter right after lettered ones: it cannot be cited."""
    letters: list[Section] = []
    for child in parent.children:
        if child.style == "letter":
            letters.append(child)
        loose = child.style == "plain" and child.blocks and _is_sentence(look.block(child.blocks[0]).text)
        if loose and len(letters) >= 2 and len(look.block(letters[-1].blocks[0]).text) > 60:
            last = letters[-1].label
            yield Remark(
                "numbering.none", "warning", child.path, first_words(look.block(child.blocks[0]).text),
                f"Đoạn sau điểm {last} không có chữ của mình, không rõ thuộc điểm {last} hay cả mục.",
                "Đánh chữ tiếp theo cho đoạn này, hoặc nối vào điểm trước.", _SOURCE, span=_span(look, 0, child),
            )  # fmt: skip
            return


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= 8 and text[:1].isupper()


def _span(look: Look, position: int, section: Section) -> Span:
    index = section.blocks[position]
    return look.at(index, 0, len(look.block(index).text))[1]


def _remark(look: Look, section: Section, code: str, message: str) -> Remark:
    index = section.blocks[0] if section.blocks else None
    text = look.block(index).text if index is not None else section.title
    quote = first_words(text if text.startswith(section.label) else f"{section.label}. {text}")
    span = look.at(index, 0, len(text))[1] if index is not None else None
    return Remark(code, "warning", section.path, quote, message, "Đánh lại số theo thứ tự.", _SOURCE, span=span)
