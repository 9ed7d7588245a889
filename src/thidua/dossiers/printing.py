"""Papers of a dossier as files: made on the spot, or as they were handed in."""

from __future__ import annotations

from datetime import date

from thidua.documents import pdf as pdf_writer
from thidua.documents.base import Paper as TypedPaper
from thidua.documents.base import slug
from thidua.dossiers import papers
from thidua.dossiers.models import Candidate, Dossier
from thidua.dossiers.required import meeting_of
from thidua.plans import model
from thidua.records.printing import docx_of
from thidua.rules.findings import Finding, Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def typed(dossier: Dossier, item: model.PaperItem, candidate: Candidate | None, *, day: date) -> TypedPaper:
    """The paper an item asks for, as typed content; refused where nothing is recorded to make it from."""
    match item.type:
        case "submission":
            return papers.letter(dossier, item, day=day)
        case "extract":
            return papers.extract(dossier, item, candidate, day=day)
        case "minutes":
            if (meeting := meeting_of(dossier)) is not None:
                return papers.minutes(dossier, item, meeting, day=day)
        case "report":
            if candidate is not None:
                stored = {(p.item_id, p.candidate_id): p for p in dossier.papers.all()}
                return papers.report(dossier, item, candidate, stored.get((item.id, candidate.pk)), day=day)
    text = f"Chưa có nội dung để lập “{item.name}”; ghi buổi họp hoặc tải bản đã ký lên."
    raise Refused([Finding("nothing_to_print", "error", text, {}, item.source)])


def pdf(dossier: Dossier, item: model.PaperItem, candidate: Candidate | None, *, day: date) -> bytes:
    """The paper as PDF."""
    return pdf_writer.render(typed(dossier, item, candidate, day=day))


def word(dossier: Dossier, item: model.PaperItem, candidate: Candidate | None, *, day: date) -> bytes:
    """The paper as DOCX."""
    return docx_of(typed(dossier, item, candidate, day=day), dossier.unit)


def file_name(item: model.PaperItem, candidate: Candidate | None, extension: str = "pdf") -> str:
    """``bao-cao-thanh-tich-nguyen-van-a.pdf``."""
    name = slug(f"{item.name} {candidate.name if candidate else ''}")
    return f"{name}.{extension}"
