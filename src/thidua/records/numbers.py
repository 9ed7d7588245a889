"""Numbers of papers from a body's register: one series per year and kind, 01, 02, … without gaps."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, models, transaction

from thidua.org.models import Unit, User
from thidua.records.models import PaperNumber
from thidua.rules.findings import Finding, Refused


def take(body: Unit, series: str, *, on: date, subject: str, by: User | None, number: int | None = None) -> PaperNumber:
    """Take the next number of a series for the year of ``on`` (Nghị định 30/2020, Điều 15: 01 from 01/01).

    Call inside the act's transaction: when the act fails, the number is not used up. ``number`` enters
    a paper already numbered outside the program: it must be higher than all the register knows, and a
    gap it leaves is reported by the invariants only after the first number of the series.
    """
    if number is not None:
        return _enter(body, series, number, on=on, subject=subject, by=by)
    for _ in range(5):
        last = PaperNumber.objects.filter(body=body, year=on.year, series=series).aggregate(n=models.Max("number"))["n"]
        try:
            with transaction.atomic():
                return PaperNumber.objects.create(
                    body=body,
                    year=on.year,
                    series=series,
                    number=(last or 0) + 1,
                    subject=subject[:250],
                    issued_on=on,
                    by=by,
                )
        except IntegrityError:  # PostgreSQL: somebody took the same number a moment earlier
            continue
    raise RuntimeError(f"Không lấy được số tiếp theo của sổ {series} năm {on.year}; thử lại.")


def _enter(body: Unit, series: str, number: int, *, on: date, subject: str, by: User | None) -> PaperNumber:
    last = PaperNumber.objects.filter(body=body, year=on.year, series=series).aggregate(n=models.Max("number"))["n"]
    if last is not None and number <= last:
        message = f"Số {number:02d} đã qua: sổ năm {on.year} đang ở số {last:02d}. Nhập số lớn hơn hoặc để trống để lấy số tiếp theo."
        raise Refused([Finding("number_used", "error", message, field="number")])
    return PaperNumber.objects.create(
        body=body, year=on.year, series=series, number=number, subject=subject[:250], issued_on=on, by=by
    )


def text(number: int, symbol: str) -> str:
    """``5`` and ``QĐ-UBND`` → ``05/QĐ-UBND`` (numbers under 10 get a leading zero)."""
    return f"{number:02d}/{symbol}"
