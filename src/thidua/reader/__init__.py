"""PURE: from a file to the facts of a plan, each with the sentence it was read from. See ``model`` for the shapes.

Nothing here reads the clock, the network or the database; the same file always gives the same reading.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from thidua.reader import blocks, certainty, meaning, outline, verdict
from thidua.reader.build import Built, build
from thidua.reader.codec import fact_from_data, from_data, to_data
from thidua.reader.errors import Unreadable
from thidua.reader.facts import GROUPS, KINDS, Document, Kind, extract
from thidua.reader.flat import flat
from thidua.reader.model import Fact, Pages, Reading, Verdict
from thidua.reader.plain import text_pages

if TYPE_CHECKING:
    from thidua.law import LawBook
    from thidua.plans.model import Plan
    from thidua.reader.lint import Remark

__all__ = [
    "GROUPS",
    "KINDS",
    "Built",
    "Document",
    "Fact",
    "Kind",
    "Reading",
    "Unreadable",
    "Verdict",
    "build",
    "check",
    "check_all",
    "document",
    "fact_from_data",
    "flat",
    "from_data",
    "read",
    "read_pages",
    "read_text",
    "to_data",
]


def read(data: bytes, name: str, *, progress: Callable[[int, int], None] | None = None) -> Reading:
    """Read a file of any supported kind; ``progress`` is told (pages done, pages in all).

    Raises ``Unreadable`` with one Vietnamese sentence: what, why and what to do instead.
    """
    from thidua.reader import sources  # only here: opening a PDF library costs more than reading a text

    return read_pages(sources.open_file(data, name, progress=progress))


def read_text(text: str, name: str = "van-ban.txt") -> Reading:
    """Read a plain text or Markdown."""
    return read_pages(text_pages(text, name))


def read_pages(pages: Pages) -> Reading:
    """Every step after the file itself."""
    doc = document(pages)
    return Reading(pages, doc.blocks, doc.outline, verdict.judge(doc), tuple(certainty.weighed(doc, extract(doc))))


def document(pages: Pages | Reading) -> Document:
    """Blocks, outline and meanings; of a ``Reading`` they are not read again."""
    if isinstance(pages, Reading):
        return Document(pages.pages, pages.blocks, pages.outline, meaning.meanings(pages.outline, pages.blocks))
    found = blocks.blocks(pages)
    sections = outline.outline(found)
    return Document(pages, found, sections, meaning.meanings(sections, found))


def check(
    reading: Reading,
    *,
    plan: Plan | None = None,
    on: date | None = None,
    book: LawBook | None = None,
    insist: bool = False,
) -> list[Remark]:
    """Drafting and legal faults, in the order of the text; see ``reader.lint``."""
    from thidua.reader import lint

    return lint.check(reading, plan=plan, on=on, book=book, insist=insist)


def check_all(
    reading: Reading | None, *, plan: Plan | None = None, book: LawBook | None = None, insist: bool = False
) -> list[Remark]:
    """``check`` and what the plan itself shows, each fault once: what the page and the command line list.

    ``reading`` is None for a plan written here, which has no text; ``insist``: a person takes the paper for a plan
    that launches, whatever the verdict says.
    """
    from thidua import law
    from thidua.reader.lint import whole

    found = check(reading, plan=plan, book=book, insist=insist) if reading is not None else []
    return whole.with_plan(found, plan, book or law.book()) if plan is not None else found
