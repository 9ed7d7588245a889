"""Award money: coefficient × base salary of the day the decision is issued, rounded as the decree says.

Rounding comes last, after the factor for a collective or household: 0,3 × 2 × 1.490.000 đ is rounded
once (NĐ 152/2025/NĐ-CP Điều 49 khoản 2; the same words in 91/2017 and 98/2023).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

from thidua.law import AUTHORITIES, AWARDS, KINDS, LawBook, NotInForce, Rounding, Value

from .findings import Finding, Refused

_MODES: Final = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "nearest": ROUND_HALF_UP}
_MODE_WORDS: Final = {"up": "làm tròn lên", "down": "làm tròn xuống", "nearest": "làm tròn đến"}
_STEP_WORDS: Final = {1_000: "nghìn", 10_000: "chục nghìn", 100_000: "trăm nghìn", 1_000_000: "triệu"}


@dataclass(frozen=True, slots=True)
class MoneyAnswer:
    """Amount of one award, in đồng, and how it came about.

    ``coefficient`` includes the factor; ``raw`` is the product before rounding. ``sentence`` is one
    clause for papers, ``steps`` the whole way in sentences, ``notes`` what a person has to check,
    ``values`` every value of the law book that was used.
    """

    amount: int
    coefficient: Decimal
    base: int
    raw: Decimal
    sentence: str
    steps: tuple[str, ...]
    values: tuple[Value[object], ...]
    unverified: bool
    notes: tuple[str, ...]
    form: str
    authority: str
    kind: str
    on: date

    def record(self) -> dict[str, object]:
        """JSON-able account of the computation, to be stored with the decision."""
        return {
            "on": self.on.isoformat(),
            "form": self.form,
            "authority": self.authority,
            "kind": self.kind,
            "coefficient": str(self.coefficient),
            "base_salary": self.base,
            "raw": str(self.raw),
            "amount": self.amount,
            "sentence": self.sentence,
            "unverified": self.unverified,
            "values": [
                {
                    "key": value.key,
                    "value": str(value.value),
                    "source": str(value.source),
                    "checked": value.checked.isoformat() if value.checked else None,
                    "status": value.status,
                }
                for value in self.values
            ],
        }


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Equal awards of a list together."""

    label: str
    count: int
    each: int
    amount: int


@dataclass(frozen=True, slots=True)
class MoneyTotal:
    """Sum of a list in đồng; ``sentence`` tells how it was added up."""

    amount: int
    count: int
    lines: tuple[MoneyLine, ...]
    sentence: str
    unverified: bool
    notes: tuple[str, ...]


def award_money(book: LawBook, *, form: str, authority: str, kind: str, on: date) -> MoneyAnswer:
    """Money of one award decided on ``on``.

    ``form``, ``authority``, ``kind`` are words of the law book (``giay-khen``, ``xa``, ``collective``).
    Raises :class:`Refused` when the law of that day gives no amount, ``law.UnknownWord`` for a word
    outside the lists.
    """
    try:
        coefficient = book.award_coefficient(form, authority, kind, on)
        base = book.base_salary(on)
        rounding = book.rounding(on)
    except NotInForce as error:
        raise Refused([Finding("money.not_in_force", "error", str(error), {"on": on.isoformat()})]) from error
    raw = coefficient.value * base.value
    amount = rounded(raw, rounding.value)
    values: tuple[Value[object], ...] = (*coefficient.steps, base, rounding)
    return MoneyAnswer(
        amount=amount,
        coefficient=coefficient.value,
        base=base.value,
        raw=raw,
        sentence=", ".join(
            part
            for part in (
                f"{decimal(coefficient.value)} lần lương cơ sở {dong(base.value)}",
                rounding_words(rounding.value),
            )
            if part
        ),
        steps=_steps(coefficient, base, rounding, raw, amount, on),
        values=values,
        unverified=not all(value.verified for value in values),
        notes=_notes(book, values, on),
        form=form,
        authority=authority,
        kind=kind,
        on=on,
    )


def rounded(raw: Decimal, rounding: Rounding) -> int:
    """``raw`` đồng brought to the step of the decree. Exact: no binary fractions are involved."""
    if rounding.mode == "none":
        return int(raw.to_integral_value(ROUND_HALF_UP))
    return int((raw / rounding.step).to_integral_value(_MODES[rounding.mode])) * rounding.step


def total(answers: Iterable[MoneyAnswer]) -> MoneyTotal:
    """Sum of a list, equal awards told together: ``04 tập thể × 1.410.000 đ + … = … đ``."""
    found = list(answers)
    counts: dict[tuple[str, int], int] = {}
    several_forms = len({answer.form for answer in found}) > 1
    for answer in found:
        label = f"{AWARDS[answer.form]} {KINDS[answer.kind]}" if several_forms else KINDS[answer.kind]
        counts[label, answer.amount] = counts.get((label, answer.amount), 0) + 1
    lines = tuple(MoneyLine(label, count, each, count * each) for (label, each), count in counts.items())
    amount = sum(line.amount for line in lines)
    parts = " + ".join(f"{line.count:02d} {line.label} × {dong(line.each)}" for line in lines)
    return MoneyTotal(
        amount=amount,
        count=len(found),
        lines=lines,
        sentence=f"{parts} = {dong(amount)}" if parts else "Không có khoản tiền thưởng nào: 0 đ",
        unverified=any(answer.unverified for answer in found),
        notes=tuple(dict.fromkeys(note for answer in found for note in answer.notes)),
    )


def paid_once(answers: Sequence[MoneyAnswer]) -> MoneyAnswer:
    """Of several awards for the same merit only the highest is paid (Luật 06/2022/QH15 Điều 5 khoản 2)."""
    return max(answers, key=lambda answer: answer.amount)


def _steps(
    coefficient: Value[Decimal], base: Value[int], rounding: Value[Rounding], raw: Decimal, amount: int, on: date
) -> tuple[str, ...]:
    numbers = [(step, step.value) for step in coefficient.steps if isinstance(step.value, Decimal)]
    single, first = numbers[0]
    lines = [f"{single.label}: hệ số {decimal(first)} ({_where(single)})."]
    lines += [
        f"{times.label}: {decimal(first)} × {decimal(factor)} = {decimal(coefficient.value)} ({_where(times)})."
        for times, factor in numbers[1:]
    ]
    lines.append(f"Mức lương cơ sở ngày {on:%d/%m/%Y}: {dong(base.value)} ({_where(base)}).")
    lines.append(f"{decimal(coefficient.value)} × {dong(base.value)} = {decimal(raw)} đ.")
    words = rounding_words(rounding.value)
    if words:
        lines.append(f"{words[:1].upper()}{words[1:]}: {dong(amount)} ({_where(rounding)}).")
    return tuple(lines)


def _notes(book: LawBook, values: Sequence[Value[object]], on: date) -> tuple[str, ...]:
    notes = []
    for value in values:
        if not value.verified:
            why = f" {value.note}" if value.note else ""
            notes.append(f"Chưa kiểm tra với bản gốc: {value.label} ({_where(value)}).{why}")
    known = book.checked_until()
    if on > known:
        notes.append(
            f"Quyết định ngày {on:%d/%m/%Y} sau lần kiểm tra văn bản gần nhất ({known:%d/%m/%Y}); "
            "hãy kiểm tra xem có văn bản mới trước khi ký."
        )
    return tuple(dict.fromkeys(notes))


def describe(form: str, authority: str, kind: str) -> str:
    """``Giấy khen, Chủ tịch UBND cấp xã, tập thể``."""
    return f"{AWARDS[form]}, {AUTHORITIES[authority]}, {KINDS[kind]}"


def _where[T](value: Value[T]) -> str:
    return str(value.source) or "chưa rõ nguồn"


def rounding_words(rounding: Rounding) -> str:
    """``làm tròn lên hàng chục nghìn đồng``; empty when nothing is rounded."""
    if rounding.mode == "none":
        return ""
    step = _STEP_WORDS.get(rounding.step, decimal(Decimal(rounding.step)))
    return f"{_MODE_WORDS[rounding.mode]} hàng {step} đồng"


def dong(amount: int) -> str:
    """``1.410.000 đ``. The rules stand below the papers, hence this small writer of their own."""
    return f"{decimal(Decimal(amount))} đ"


def decimal(number: Decimal) -> str:
    """``0,3``, ``2.340.000``, ``351.000,5``: dots for thousands, a comma before decimals, no idle zeros."""
    text = f"{number:,f}"
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
