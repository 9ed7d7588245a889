"""Printing a paper for a body: its own DOCX layout where it has one, ours otherwise."""

from __future__ import annotations

from thidua.documents import docx, papers, templates
from thidua.org.models import Unit
from thidua.records import files
from thidua.records.models import PaperTemplate
from thidua.rules.findings import Finding, Refused


def in_use(body_id: int | None, kind: str) -> PaperTemplate | None:
    """The body's template for a kind of paper (class name), if it has one."""
    return PaperTemplate.objects.filter(body_id=body_id, kind=kind, withdrawn_at=None).select_related("file").first()


def docx_of(paper: papers.Paper, body: Unit) -> bytes:
    """The paper as DOCX. Raises ``Refused`` with one sentence when the office's layout cannot be filled."""
    template = in_use(body.body_id, type(paper).__name__)
    if template is None:
        return docx.render(paper)
    try:
        return templates.render_with_template(paper, files.read(template.file))
    except templates.TemplateError as error:
        text = f"Mẫu riêng “{template.file_name}” của cơ quan không điền được: {error} Người quản trị sửa ở mục Mẫu giấy tờ."
        raise Refused([Finding("template_unusable", "error", text)]) from error
