"""Files made from an issued decision: certificates in one PDF or one ZIP, the payment list in Excel."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pypdfium2 as pdfium

from thidua.decisions import names, papers
from thidua.decisions.models import Award, Decision
from thidua.documents import pdf, vietnamese
from thidua.documents.base import slug
from thidua.documents.papers import Certificate, Paper
from thidua.documents.spreadsheet import Column, Sheet, write_xlsx
from thidua.records.printing import printer

COLUMNS = (
    Column("name", "Họ và tên / Tập thể", width=30),
    Column("unit", "Đơn vị", width=32),
    Column("coefficient", "Hệ số", width=8),
    Column("amount", "Mức thưởng (đồng)", "money", total=True, width=18),
    Column("paid_on", "Ngày chi", "date", width=12),
    Column("receiver", "Người nhận", width=24),
    Column("sign", "Ký nhận", width=18),
)


def certificates_pdf(decision: Decision, lines: Sequence[Award]) -> bytes:
    """All certificates in one PDF, in the order of the decision."""
    whole = pdfium.PdfDocument.new()
    for data in pdf.render_many(papers.certificate(line, decision) for line in lines):
        with pdfium.PdfDocument(data) as one:
            whole.import_pages(one)
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


def certificates_zip(decision: Decision, lines: Sequence[Award], ending: str) -> bytes:
    """One file for each certificate; names carry the order number, so equal names do not collide."""
    render: Callable[[Paper], bytes] = pdf.render if ending == "pdf" else printer(decision.body, Certificate)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for line in lines:
            pack.writestr(f"{file_name(line)}.{ending}", render(papers.certificate(line, decision)))
    return out.getvalue()


def file_name(line: Award) -> str:
    """``003-giay-khen-tran-thi-minh-an``."""
    return f"{line.order:03d}-{slug(f'{names.form_name(line.form)} {line.recipient_name}')}"


def payments_xlsx(decision: Decision, lines: Sequence[Award]) -> bytes:
    """Danh sách chi tiền thưởng in Excel: amounts are numbers, the sum is the last row."""
    rows = [
        (
            line.recipient_name,
            line.candidate.unit.name if line.candidate.person_id else "",
            papers.coefficient(line, decision),
            line.amount,
            line.paid_on,
            line.receiver,
            "",
        )
        for line in lines
    ]
    when = vietnamese.date_short(decision.decided_on) if decision.decided_on else ""
    sheet = Sheet(
        "Chi tiền thưởng",
        COLUMNS,
        rows,
        titles=(
            "DANH SÁCH CHI TIỀN THƯỞNG",
            f"Theo Quyết định số {decision} ngày {when}",
            f"Bằng chữ: {vietnamese.money_words(sum(line.amount for line in lines))}",
        ),
        numbered=True,
        total=True,
        landscape=True,
    )
    return write_xlsx([sheet])
