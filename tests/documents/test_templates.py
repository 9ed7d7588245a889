"""Layouts brought by an office: filled, or refused with one sentence."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest

from thidua.documents import templates
from thidua.documents.templates import TemplateError, render_with_template

from . import samples

PAPERS = samples.every_paper()


def template(*paragraphs: str) -> bytes:
    document = python_docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def said(data: bytes) -> str:
    return "\n".join(p.text for p in python_docx.Document(io.BytesIO(data)).paragraphs)


@pytest.mark.parametrize("name", PAPERS)
def test_every_placeholder_is_explained(name: str) -> None:
    paper = PAPERS[name]
    assert set(paper.fields()) <= set(templates.MEANINGS)
    assert set(templates.placeholders(paper)) == set(paper.fields())


def test_no_meaning_without_a_placeholder() -> None:
    used = {field for paper in PAPERS.values() for field in paper.fields()}
    assert set(templates.MEANINGS) <= used


def test_fills_fields_and_lists() -> None:
    layout = template(
        "{{ so_ky_hieu }} – {{ dia_danh_ngay }}",
        "{%p for n in ca_nhan %}",
        "{{ n.tt }}. {{ n.ten }}: {{ n.tien_thuong }}",
        "{%p endfor %}",
        "Tổng: {{ tong_tien }}",
    )
    text = said(render_with_template(samples.decision(), layout))
    assert "Số: 512/QĐ-UBND – Thanh Bình Đông, ngày 22 tháng 12 năm 2026" in text
    assert "1. Trần Thị Minh An: 760.000" in text
    assert "Tổng: 13.680.000 đồng" in text


def test_signs_of_markup_stay_text() -> None:
    text = said(render_with_template(samples.certificate(recipient="A & <B>"), template("{{ ten }}")))
    assert "A & <B>" in text


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (b"xin chao", "không phải là văn bản Word"),
        (template("{{ ten_khong_co }}"), "ten_khong_co"),
        (template("{{ ten"), "sai cú pháp"),
        (template("{% for %}"), "sai cú pháp"),
        (template("{{ ten.__class__.__mro__ }}"), "không được phép"),
    ],
)
def test_bad_templates_get_one_sentence(layout: bytes, words: str) -> None:
    with pytest.raises(TemplateError) as refused:
        render_with_template(samples.certificate(), layout)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_files_that_are_no_template_are_refused_before_they_are_opened() -> None:
    with pytest.raises(TemplateError, match="quá nhiều dữ liệu"):
        render_with_template(samples.certificate(), packed(word__document_xml=b" " * 41_000_000))
    with pytest.raises(TemplateError, match="không phải"):
        render_with_template(samples.certificate(), packed(other_xml=b"<a/>"))
    with pytest.raises(TemplateError, match="lớn hơn"):
        render_with_template(samples.certificate(), b"x" * 5_000_001)
    with pytest.raises(TemplateError, match="Không đọc được"):
        render_with_template(samples.certificate(), packed(word__document_xml=b"<a/>"))
