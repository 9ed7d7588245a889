"""Typed papers of a dossier, made from rows. Each function returns a paper of ``thidua.documents``; nothing is stored."""

from thidua.dossiers.papers.forms import form_mark, form_note
from thidua.dossiers.papers.letter import extract, letter, nominee
from thidua.dossiers.papers.minutes import minutes
from thidua.dossiers.papers.report import report
from thidua.dossiers.papers.slips import appraisal_sheet, receipt, supplement

__all__ = [
    "appraisal_sheet",
    "extract",
    "form_mark",
    "form_note",
    "letter",
    "minutes",
    "nominee",
    "receipt",
    "report",
    "supplement",
]
