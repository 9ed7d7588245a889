"""Numbers of papers from a body's register: one series per year and kind, 01, 02, … without gaps."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, models, transaction

from thidua.org.models import Unit, User
from thidua.records.models import PaperNumber


def take(body: Unit, series: str, *, on: date, subject: str, by: User | None) -> PaperNumber:
    """Take the next number of a series for the year of ``on`` (Nghị định 30/2020, Điều 15: 01 from 01/01).

    Call inside the act's transaction: when the act fails, the number is not used up.
    """
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


def text(number: int, symbol: str) -> str:
    """``5`` and ``QĐ-UBND`` → ``05/QĐ-UBND`` (numbers under 10 get a leading zero)."""
    return f"{number:02d}/{symbol}"
