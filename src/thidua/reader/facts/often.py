"""Names a scan spoiled in one place, read as the rest of the paper spells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from thidua.reader import spelling
from thidua.reader.facts.document import Document
from thidua.reader.grammar.bodies import short
from thidua.reader.grammar.folded import fold

_WORD = re.compile(r"[^\s,.;:()“”\"*|]+")


def as_often(doc: Document, name: str) -> str:
    """The spelling of a name in the body of the text where it differs by a letter or two, else the name itself.

    Once is enough where the name holds a word that can be none (``Bìn H Lạc``); else it must stand there twice.
    """
    found: Counter[str] = Counter()
    for words in _near(doc, name):
        found[words] += 1
    if not found or name in found:
        return name
    best, times = found.most_common(1)[0]
    return best if times > 1 or (spoiled(name) and not spoiled(best)) else name


def spoiled(name: str) -> bool:
    """Some word of the name is no syllable: letters were lost, or a space came between them."""
    return any(
        word.isalpha()
        and not spelling.is_syllable(spelling.key(word.lower()))
        and not (word.isupper() and len(word) > 1)
        for word in _WORD.findall(name)
    )


def _near(doc: Document, name: str) -> Iterator[str]:
    """Stretches of the body that differ from the name by few letters, with capitals where the name has them."""
    wanted, count = _bare(name), len(name.split())
    allowed = 1 + len(wanted) // 9
    begin, large, length = fold(name)[:1], name.split()[-1][0].isupper(), len(name) - count
    if len(wanted) < 4:
        return
    for section in doc.walk():
        if section.path == "header":
            continue
        for piece in doc.whole(section):
            text = short(piece.text)
            words = list(_WORD.finditer(text))
            for at, first in enumerate(words):
                if first.group()[0] != name[0] and fold(first.group()[0])[:1] != begin:
                    continue
                for last in words[max(at, at + count - 3) : at + count + 2]:
                    if last.group()[0].isupper() != large or last.end() - first.start() - length > allowed + count + 9:
                        continue  # most stretches: not worth taking their marks away
                    told = text[first.start() : last.end()]
                    bare = _bare(told)
                    if (
                        abs(len(bare) - len(wanted)) <= allowed
                        and told.split()[-1][0].isupper() == large
                        and not told.isupper()
                        and _apart(bare, wanted, allowed)
                    ):
                        yield told


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(name))


def _apart(one: str, other: str, allowed: int) -> bool:
    """Not more than ``allowed`` letters changed, lost or added."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        last, row[0] = row[0], number
        for at, each in enumerate(other, start=1):
            last, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, last + (letter != each))
        if min(row) > allowed:
            return False
    return row[-1] <= allowed
