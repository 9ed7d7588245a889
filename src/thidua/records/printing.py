"""Printing a paper for a body: its own DOCX layout where it has one, ours otherwise."""

from __future__ import annotations

from collections.abc import Callable

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
    return printer(body, type(paper))(paper)


def printer(body: Unit, kind: type[papers.Paper]) -> Callable[[papers.Paper], bytes]:
    """A printer for many papers of one kind: the body's layout is looked up once."""
    template = in_use(body.body_id, kind.__name__)
    if template is None:
        return docx.render
    data, name = files.read(template.file), template.file_name

    def fill(paper: papers.Paper) -> bytes:
        try:
            return templates.render_with_template(paper, data)
        except templates.TemplateError as error:
            text = f"Mẫu riêng “{name}” của cơ quan không điền được: {error} Người quản trị sửa ở mục Mẫu giấy tờ."
            raise Refused([Finding("template_unusable", "error", text)]) from error

    return fill
