"""Where a heading ends and its text begins: colon, capitals, a known heading that runs into its sentence."""

from __future__ import annotations

import re
from functools import cache

from thidua.reader.grammar.folded import any_of, fold
from thidua.reader.grammar.lexicon import words
from thidua.reader.letters import LOWER, UPPER
from thidua.reader.marks import Mark, closed, mark, upper
from thidua.reader.model import Block

_COLON = re.compile(r"([^:;.?!]{2,110}?(?:\([^)]{1,80}\)[^:;.?!]{0,40})?)\s*:\s*")
_CAPITALS = re.compile(rf"([^{LOWER}]{{6,}}?)[\s.:;–-]+(?=[{UPPER}][{LOWER}])")
_LONGEST = 150


@cache
def _known() -> re.Pattern[str]:
    return re.compile(any_of(words("headings", "run_in")))


def split_heading(block: Block, found: Mark, following: Block | None) -> tuple[str, int, bool]:
    """Title, where the words of the section begin in the block, and whether what follows hangs under it as its text."""
    text = block.text
    rest = text[found.end :]
    if found.style == "appendix" and not rest.strip():
        return "", len(text), True
    if upper(rest) and len(rest) <= 300:
        return _trim(rest), len(text), True
    if found.rank <= 4 and (caps := _CAPITALS.match(rest)) and upper(caps.group(1)):
        return _trim(caps.group(1)), found.end + caps.end(), True
    if ":" in rest and (colon := _COLON.match(rest)):
        return _trim(colon.group(1)), found.end + colon.end(), rest.rstrip().endswith(":")
    if rest.rstrip().endswith(":"):
        return "", found.end, True
    if known := _run_in(rest):
        return _trim(rest[:known]), found.end + known, False
    asked = rest.rstrip().endswith("?") and len(rest) <= 80  # "Ai được xét?"
    if (asked or not closed(rest)) and len(rest) <= _LONGEST and _carries(block, found, following):
        return _trim(rest), len(text), True
    if found.rank <= 3 and len(rest) <= 250:
        return _trim(rest), len(text), True
    return "", found.end, False


def _carries(block: Block, found: Mark, following: Block | None) -> bool:
    """What comes next hangs below: no marker, or one of a deeper style."""
    if following is None:
        return False
    if following.cell is not None:
        return True
    under = mark(following.text)
    if under is None:
        return not upper(following.text)
    return under.rank > found.rank or (block.bold and not following.bold and under.key != found.key)


def _run_in(rest: str) -> int:
    """``Hình thức khen thưởng Chủ tịch … tặng``: length of a known heading that runs into a sentence, else 0."""
    known = _known().match(fold(rest))
    if known is None or known.end() > _LONGEST:
        return 0
    after = rest[known.end() :]
    begins = re.match(rf"\s*[.–-]?\s+(?=[{UPPER}])", after)
    return known.end() + begins.end() if begins and len(after) > 30 else 0


def _trim(title: str) -> str:
    return title.strip().rstrip(".:;–- ").strip()
