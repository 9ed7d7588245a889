"""Which prescribed form a paper follows on a day, and why it is not the one the plan cites."""

from __future__ import annotations

from datetime import date

from thidua.documents.base import FormMark
from thidua.documents.vietnamese import date_short
from thidua.law import FormRef, NotInForce, book
from thidua.plans import model

PURPOSES = {"submission": "to_trinh", "report": "bao_cao_chuyen_de"}


def form_of(item: model.PaperItem, day: date) -> FormRef | None:
    """The form in force on the day for what the item is for; None where the law has none for it.

    The purpose follows from the form the plan cites (number and decree together), else from the type of paper.
    """
    purpose = PURPOSES.get(item.type)
    if item.form_number and item.form_decree:
        purpose = book().form_purpose(item.form_decree, item.form_number) or purpose
    if purpose is None:
        return None
    try:
        return book().form(purpose, day)
    except NotInForce:
        return None


def form_mark(item: model.PaperItem, day: date) -> FormMark | None:
    """Number and decree to print at the top of the paper; None where no form is prescribed on the day."""
    form = form_of(item, day)
    return FormMark(number=form.number, decree=form.decree) if form and form.number else None


def form_note(item: model.PaperItem, day: date) -> str:
    """Which form is used, in one sentence; says why when the plan cites another."""
    form = form_of(item, day)
    if form is None:
        return ""
    now = f"Mẫu số {form.number} Nghị định {form.decree}" if form.number else ""
    cited = item.form_number and item.form_decree
    if not cited:
        return f"Theo {now}." if now else ""
    if form.number == item.form_number and form.decree == item.form_decree:
        return f"Theo {now}, như kế hoạch ghi."
    old = f"Kế hoạch ghi mẫu số {item.form_number} Nghị định {item.form_decree}"
    since = f" từ ngày {date_short(form.since)}" if form.since else ""
    return f"{old}; nay dùng {now or 'thể thức chung'} đang có hiệu lực{since}."
