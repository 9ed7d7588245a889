"""Paper 1, kế hoạch phát động phong trào thi đua (NĐ 30/2020, model 1.4): head, title, bases, sections, closing.

The content of a launched plan is its text: the paper prints what it is given and adds no clause of its own.
``plan_text`` makes it from a typed text, ``plan_draft`` from a plan as data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from thidua.documents.base import Paper, Standing
from thidua.documents.model import (
    AnnexHead,
    Bases,
    Block,
    Closing,
    Document,
    Heading,
    Paragraph,
    Section,
    Signature,
    Signatures,
    SubHead,
    Table,
    Text,
    Title,
    plain,
)

NO_SIGNATURE: Final = Signature(())

type PlanBlock = SubHead | Paragraph | Table | AnnexHead


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper(Paper):
    """A plan ready to print.

    ``subject`` is what stands under "KẾ HOẠCH", a line break where the paper has one; ``bases`` are printed with
    their closing marks, ``lead`` are the paragraphs before the first section, ``body`` headings, paragraphs and
    tables with their own labels, the closing paragraph last. ``recipients`` may be empty in a draft.
    """

    STANDING: ClassVar[Standing] = "L"
    NAME: ClassVar[str] = "Kế hoạch phát động phong trào thi đua"

    heading: Heading
    subject: str
    body: tuple[PlanBlock, ...]
    bases: tuple[str, ...] = ()
    lead: tuple[Text, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature = NO_SIGNATURE
    name: str = "KẾ HOẠCH"

    @property
    def title(self) -> str:
        """Kế hoạch with its subject in one line."""
        name = self.name.capitalize() or "Kế hoạch"
        return " ".join(f"{name} {self.subject[:1].lower()}{self.subject[1:]}".split())

    def to_document(self) -> Document:
        """All blocks in the order of the model."""
        blocks: list[Block] = [self.heading, Title(self.name, self.subject)]
        if self.bases:
            blocks.append(Bases(self.bases))
        blocks += [Paragraph(text) for text in self.lead]
        blocks += self.body
        if self.recipients:
            blocks.append(Closing(self.recipients, self.signature))
        elif self.signature.lines or self.signature.name:
            blocks.append(Signatures((self.signature,)))
        return Document(self.title, (Section(tuple(blocks)),))

    def own_fields(self) -> dict[str, object]:
        """``phong_trao`` and every line of the sections, headings among them."""
        return {"phong_trao": self.subject, "cac_phan": [*map(plain, self.lead), *_lines(self.body)]}


def _lines(body: tuple[PlanBlock, ...]) -> list[str]:
    """Headings and paragraphs as text; tables are among ``bang``."""
    return [plain(block.text) for block in body if isinstance(block, SubHead | Paragraph)]
