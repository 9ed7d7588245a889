"""Slips of a scan looked through for reading: numbers with letters in them, lost bars and marks, stray letters.

Every repair keeps what the file says, so a name can still be shown and compared as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from thidua.reader import spelling
from thidua.reader.grammar.lexicon import load
from thidua.reader.model import Block, Repair, Span

NUMBER, LETTERS, WORD, STRAY = "chữ số bị nhận nhầm", "chữ viết tắt mất dấu", "từ bị nhận nhầm", "ký tự lạc"
SPOILED = "chữ bị nhận nhầm"

_DIGITS = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"})
_MIXED = re.compile(r"(?<![\w/.])(?=[lIOo|\d/.]*\d)[\dlIOo|]+(?:[/.][\dlIOo|]+)*(?![\w|])")
_BESIDE = re.compile(r"\d(?:[/.]?[lIOo|]|(?<=[lIOo|]\d)|(?<=[lIOo|][/.]\d))")  # a figure beside what may be one
_AFTER = re.compile(r"(?i)(?<=ngày )[lIOo|]{1,2}(?=[ /])|(?<=tháng )[lIOo|]{1,2}(?=[ /,.;])")
_TAIL = re.compile(r"(?<=[.;])\s+([A-Za-z]{1,4})$")
_HEAD = re.compile(r"^[\]\[|\\~`^«»}{_]+\s*(?=[\w“\"-])")


@cache
def _words(key: str = "words") -> tuple[re.Pattern[str], dict[str, str]]:
    table = {str(was): str(now) for was, now in load("repairs")[key].items() if was != now}
    pattern = "|".join(re.escape(was) for was in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), table


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {str(was): str(now) for was, now in load("repairs")["abbreviations"].items() if was != now}
    pattern = "|".join(re.escape(was) for was in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), table


_ROMAN_SEEN = re.compile(r"^(?:HI|IH|ILI|LII|IIL|HỊ)(?=\s*\.)")
_POINT_SEEN = re.compile(r"^(\d{1,2}|§)[.,](?=\s+\S)")


def recognised(text: str) -> str:
    """Letters we took from a picture ourselves, without the misreadings that happen most: the paper has none of them."""
    words, table = _words("scanned")
    text = _POINT_SEEN.sub(lambda m: f"{m[1].replace('§', '8')}.", text)  # the mark of a list number
    return words.sub(lambda m: _cased(m.group(), table[m.group().lower()]), _ROMAN_SEEN.sub("III", text))


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text as it is meant and what was changed, places counted in the repaired text."""
    found: list[tuple[int, int, str, str]] = []
    if head := _HEAD.match(text):
        found.append((head.start(), head.end(), "", STRAY))
    words, table = _words()
    low = text.lower()
    if any(map(low.__contains__, table)):
        found += [(m.start(), m.end(), _cased(m.group(), table[m.group().lower()]), WORD) for m in words.finditer(text)]
    short, bars = _abbreviations()
    if any(map(text.__contains__, bars)):
        found += [(m.start(), m.end(), bars[m.group()], LETTERS) for m in short.finditer(text)]
    torn = [m for m in _torn().finditer(text) if " " in m.group()]
    found = [each for each in found if not any(m.start() <= each[0] < m.end() for m in torn)]
    found += [(m.start(), m.end(), m.group().replace(" ", ""), LETTERS) for m in torn]
    found += [
        (m.start(), m.end(), _figures(m.group()), NUMBER) for m in _DATED.finditer(text) if _ODD.search(m.group())
    ]
    numbers = [_MIXED] if _BESIDE.search(text) else []
    numbers += [_AFTER] if "ngày " in low or "tháng " in low else []
    for pattern in numbers:
        for m in pattern.finditer(text):
            if (now := m.group().translate(_DIGITS)) != m.group() and not _is_label(m):
                found.append((m.start(), m.end(), now, NUMBER))
    tail = None if text.endswith((".", ";", ":", ",")) else _TAIL.search(text)
    if tail and tail.group(1).lower() not in load("repairs")["short_words"]:
        found.append((tail.start(), tail.end(), "", STRAY))
    known = [(start, end) for start, end, _, _ in found]
    found += [
        (each.start, each.end, each.now, SPOILED)
        for each in spelling.mends(text)
        if not any(start < each.end and each.start < end for start, end in known)
    ]
    return _apply(text, sorted(found))


@cache
def _torn() -> re.Pattern[str]:
    words = (" ?".join(re.escape(letter) for letter in str(word)) for word in load("repairs")["torn"])
    return re.compile(rf"(?<![\wĐ])(?:{'|'.join(words)})(?!\w)")


_F = r"[\dlIOoSB|]"
_DATED = re.compile(
    rf"(?<=[nN]gày )(?=[\dSB])(?:{_F} ?)?{_F}(?= tháng)|(?<=năm )2 ?[0Oo] ?{_F} ?{_F}(?![\w%/])"
    rf"|(?<![\w/.])(?=[\dSB]){_F}{{1,2}} ?/ ?{_F}{{1,2}} ?/ ?2 ?[0Oo] ?{_F} ?{_F}(?![\w/])"
)
"""A day, a year and a whole date, in which a scan takes figures for letters and puts spaces between them."""
_ODD = re.compile(r"[ SB]")


def _figures(text: str) -> str:
    return text.replace(" ", "").translate(_DIGITS).translate(str.maketrans("SB", "58"))


_LABEL = re.compile(r"[Il|]{1,3}(?:\.\d{1,2})*")


def _is_label(found: re.Match[str]) -> bool:
    """A label such as ``II`` or ``II.5`` is left to the outline."""
    return _LABEL.fullmatch(found.group()) is not None


def _cased(was: str, now: str) -> str:
    if was.isupper():
        return now.upper()
    return now[0].upper() + now[1:] if was[0].isupper() else now


def _apply(text: str, found: list[tuple[int, int, str, str]]) -> tuple[str, tuple[Repair, ...]]:
    out: list[str] = []
    repairs: list[Repair] = []
    at = length = 0
    for start, end, now, why in found:
        if start < at:
            continue
        out.append(text[at:start])
        length += start - at
        repairs.append(Repair(length, text[start:end], now, why))
        out.append(now)
        length += len(now)
        at = end
    out.append(text[at:])
    return "".join(out), tuple(repairs)


def as_printed(block: Block, span: Span | None = None, *, keep: Callable[[Repair], bool] | None = None) -> str:
    """The words of a span as the file prints them; stray letters stay away, ``keep`` says which repairs stay."""
    first, last = (span.start, span.end) if span else (0, len(block.text))
    out: list[str] = []
    at = first
    for each in block.repairs:
        if each.start < at or each.start + len(each.now) > last or each.why in (STRAY, NUMBER, SPOILED):
            continue
        if keep is not None and keep(each):
            continue
        out += [block.text[at : each.start], each.was]
        at = each.start + len(each.now)
    return "".join([*out, block.text[at:last]])
