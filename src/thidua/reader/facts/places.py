"""Names of places and of the bodies that bear them: level, tier, and how they read in ordinary print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from thidua.reader.grammar.folded import fold
from thidua.reader.grammar.lexicon import load, words
from thidua.reader.letters import UPPER
from thidua.reader.marks import upper

_NAME = rf"(?:[{UPPER}][\w'’]*|\d{{1,2}})(?:\s*[-–]?\s*[{UPPER}][\w'’]*){{0,5}}"
_LEVEL = r"(?:phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|TP\.?|tỉnh)"
_PLACE = re.compile(rf"(?<!\w)(?P<level>(?i:{_LEVEL}))\s+(?P<name>{_NAME})")
_UBND = re.compile(
    rf"(?i:[uưủ][yỷ] ban nhân dân|UBND)(?:\s*\(UBND\))?\s+(?P<level>(?i:{_LEVEL}))(?:\s+(?P<name>{_NAME}))?"
)
_PARTY = re.compile(rf"(?<!\w)(?P<level>(?i:huyện|tỉnh|thành|quận|thị)) (?i:[uưủ][yỷ])\s+(?P<name>{_NAME})")
_NOT_NAMES = frozenset(
    [
        "căn",
        "kế",
        "giấy",
        "bằng",
        "ủy",
        "uỷ",
        "chủ",
        "hội",
        "theo",
        "thực",
        "cchc",
        "ubnd",
        "hđnd",
        "sở",
        "trong",
        "phát",
        "tổ",
        "triển",
        "tặng",
        "đảng",
        "mặt",
        "phòng",
        "ban",
        "kính",
        "nơi",
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """``name`` is "" where only the level is told ("UBND xã")."""

    level: str
    name: str
    start: int
    end: int

    @property
    def tier(self) -> str | None:
        return tier_of(self.level, self.name)


@cache
def _levels() -> dict[str, tuple[str, str]]:
    return {str(word): (str(entry["level"]), str(entry["tier"])) for word, entry in load("issuers")["levels"].items()}


@cache
def _central() -> frozenset[str]:
    return frozenset(fold(name) for name in words("issuers", "central_cities"))


def level_word(word: str) -> str:
    """``TP.`` and ``THÀNH PHỐ`` as the key of the list."""
    low = word.lower().strip()
    return "thành phố" if low.startswith("tp") else low


def word_of(level: str) -> str:
    """Key of a level back to its word."""
    return next((word for word, (key, _) in _levels().items() if key == level), "")


def tier_of(level: str, name: str) -> str | None:
    """Tier of a level; a city of the list is of the province tier."""
    if level == "thanh_pho" and fold(name) in _central():
        return "province"
    return next((tier for key, tier in _levels().values() if key == level), None)


def _place(found: re.Match[str]) -> Place | None:
    key = _levels().get(level_word(found.group("level")))
    if key is None:
        return None
    name = found.group("name") or ""
    if name and name.lower().split()[0] in _NOT_NAMES:
        name = ""
    end = found.end() if name or not found.group("name") else found.start("name")
    return Place(key[0], re.sub(r"\s+", " ", name), found.start(), end)


def places(text: str) -> Iterator[Place]:
    """``xã Hòa Phong``, ``thành phố Phan Rang - Tháp Chàm``: every named place."""
    for found in _PLACE.finditer(text):
        if (place := _place(found)) is not None and place.name:
            yield place
    for found in _PARTY.finditer(text):
        word = {"thành": "thành phố", "thị": "thị xã"}.get(found.group("level").lower(), found.group("level").lower())
        yield Place(_levels()[word][0], found.group("name"), found.start(), found.end())


def committees(text: str) -> Iterator[Place]:
    """``UBND xã Hòa Phong`` and ``UBND xã``: every people's committee of one place."""
    low = text.lower()
    for found in _UBND.finditer(text) if "ubnd" in low or "nhân dân" in low else ():
        place = _place(found)
        if place is not None and not re.match(r"\s*,\s*(?:phường|xã|thị trấn|quận|huyện)", text[found.end() :]):
            yield place


def common(text: str) -> str:
    """A name in capitals as it reads in a sentence: ``ỦY BAN NHÂN DÂN XÃ HÒA PHONG`` → ``UBND xã Hòa Phong``."""
    line = re.sub(r"\s+", " ", text).strip(" .,:;-–*_|")
    line = re.sub(r"(?i)(?<!\w)[uưủ][yỷ] ban nhân dân(?:\s*\(UBND\))?", "UBND", line)
    if not upper(line.replace("UBND", "")):
        return line
    low = line.replace("UBND", "\0").lower().replace("\0", "UBND")
    for phrase in sorted(words("issuers", "bodies"), key=len, reverse=True):
        if low.lower().startswith(phrase.lower()):
            low = phrase + low[len(phrase) :]
            if phrase not in ("UBND", "Trường", "Công an"):
                low = re.sub(rf"^({re.escape(phrase)}\s+)(\w)", lambda m: m.group(1) + m.group(2).upper(), low)
            break
    low = low[:1].upper() + low[1:]
    low = re.sub(r"([“\"‘(]|\s[-–]\s)(\w)", lambda m: m.group(1) + m.group(2).upper(), low)
    low = re.sub(r"(?i)(?<!\w)(thcs|thpt|th|mn|lhpn|tncs|cchc|hcm|tw)(?!\w)", lambda m: m.group().upper(), low)
    low = re.sub(r"(?i)(?<!\w)hồ chí minh(?!\w)", "Hồ Chí Minh", low)
    low = re.sub(r"(?i)(?<!\w)mặt trận tổ quốc(?!\w)", "Mặt trận Tổ quốc", low)
    low = re.sub(
        r"((?<!\w)(?:THCS|THPT|TH|MN|mầm non|tiểu học)\s+)(.+)$", lambda m: m.group(1) + _titled(m.group(2)), low
    )
    low = re.sub(r"(?<!\w)việt nam(?!\w)", "Việt Nam", low)
    low = re.sub(r"(?<!\w)trung ương(?!\w)", "Trung ương", low)
    named = re.sub(
        rf"(?<!\w)((?i:{_LEVEL}|[uưủ][yỷ]))\s+(?!nhân|ban|phường|xã|thị|huyện|quận|tỉnh|thành)([^“\"(,]+)$",
        lambda m: f"{m.group(1).lower()} {_titled(m.group(2))}",
        low,
    )
    named = re.sub(r"^(?i:(huyện|tỉnh|thành|quận|thị) [uưủ][yỷ])(?=\s)", lambda m: m.group().capitalize(), named)
    return re.sub(rf"(?<=ủy )(?i:{_LEVEL})(?=\s)", lambda m: m.group().lower(), named)


def _titled(words_of: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in words_of.split(" "))


def tier_by_head(name: str) -> tuple[str | None, str | None]:
    """Level and tier of a body by its first words; a level word inside the name decides before them."""
    if re.match(r"(?i)(?:sở|tỉnh ủy|thành ủy)\s", name):  # only the province tier has them
        return "tinh", "province"
    inside = list(places(name)) or [
        Place(_levels()[word][0], "", 0, 0) for word in _levels() if re.search(rf"(?<!\w){word}$", name.lower())
    ]
    if inside:
        return inside[-1].level, inside[-1].tier
    if re.search(r"(?i)việt nam$", name) and not re.match(r"(?i)bộ ", name):
        return "trung_uong", "central"
    for entry in load("issuers")["heads"]:
        if any(re.match(rf"{fold(str(word))}(?!\w)", fold(name)) for word in entry["words"]):
            return str(entry["level"]), str(entry["tier"])
    return None, None
