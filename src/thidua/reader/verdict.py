"""Does the document launch an emulation movement?"""

from __future__ import annotations

from thidua.reader.facts import Document
from thidua.reader.model import Verdict


def judge(doc: Document) -> Verdict:
    """The verdict with the words that decided."""
    return Verdict(False, "Chưa xét.", "khac")
