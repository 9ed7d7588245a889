"""Amounts the paper states beside those the law of its day gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from thidua.documents.vietnamese import date_short, fold
from thidua.law import UnknownWord
from thidua.rules.findings import Refused
from thidua.rules.money import MoneyAnswer, award_money, dong

from ..model import Fact, Span
from .citations import issue_day
from .legal import tier_of
from .remark import Look, Remark, on_fact

_FORMS: Final = {"giay khen": "giay-khen", "bang khen": "bang-khen"}
_KINDS: Final = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}


def amounts(look: Look) -> Iterator[Remark]:
    """An amount that is not the one of the law on the day of issue; each kind and form once."""
    on = issue_day(look)
    for fact in look.facts("money"):
        rows = fact.value.get("amounts")
        told = set()
        for row in rows if on and isinstance(rows, list | tuple) else ():
            assert on is not None
            law = _law(look, row, on) if isinstance(row, Mapping) else None
            if law is None or not isinstance(row.get("amount"), int):
                continue
            most = row.get("op") == "max"
            if (row["amount"] >= law.amount if most else row["amount"] == law.amount) or str(row) in told:
                continue
            told.add(str(row))
            whom = f"{row.get('form') or 'Khen thưởng'} {_KINDS[law.kind]}"
            base = law.values[0]
            words, at = _words(fact, row["amount"])
            yield replace(
                on_fact(
                    fact,
                    "inconsistent.amount",
                    "warning",
                    f"{whom}: kế hoạch ghi {'không quá ' if most else ''}{dong(row['amount'])}, mức theo quy định ngày "
                    f"{date_short(on)} là {dong(law.amount)} ({law.sentence}).",
                    "Ghi mức theo nghị định, hoặc nêu quy định cho phép mức riêng và nguồn chi. Chương trình tính theo quy định.",
                    f"{base.source.instrument}, {base.source.place}",
                    quote=words,
                ),
                span=at,
            )


def scale_aside(look: Look) -> Iterator[Remark]:
    """A plan that sets the scale of the decree aside, while the program goes by it."""
    for fact in look.facts("money"):
        if aside := str(fact.value.get("aside") or ""):
            on = issue_day(look) or look.on
            source = look.book.regime(on).decree.number if on else ""
            yield replace(
                on_fact(
                    fact,
                    "contradictory.scale-aside",
                    "warning",
                    "Kế hoạch không áp dụng mức thưởng của nghị định, trong khi tiền thưởng kèm theo hình thức khen do nghị "
                    "định quy định; chương trình vẫn tính theo nghị định có hiệu lực ngày ký quyết định.",
                    "Nêu văn bản cho phép mức riêng, hoặc bỏ câu này.",
                    source,
                    quote=aside,
                ),
                span=fact.spans[-1] if fact.spans else None,
            )


def _law(look: Look, row: Mapping[str, object], on: dt.date) -> MoneyAnswer | None:
    """The law's amount for the row; None where form, authority or kind is not clear or the book has none."""
    form = _FORMS.get(fold(str(row.get("form") or "")))
    kind = str(row.get("target"))
    given = [
        each for each in look.facts("award") if fold(str(each.value.get("name") or "")) == fold(str(row.get("form")))
    ]
    tiers = {tier for each in given if (tier := _tier(look, each))}
    if form is None or kind not in _KINDS or len(tiers) != 1:
        return None
    try:
        authority = look.book.authority_key(tiers.pop(), on)
        return award_money(look.book, form=form, authority=authority, kind=kind, on=on)
    except (Refused, UnknownWord, KeyError, ValueError):
        return None


def _tier(look: Look, award: Fact) -> str | None:
    """Tier of who gives an award; its own head where the paper only says so."""
    if (tier := tier_of(award)) or award.value.get("mode") != "award":
        return tier
    issuer = next(iter(look.facts("issuer")), None)
    return tier_of(issuer) if issuer is not None and award.value.get("level") is None else None


def _words(fact: Fact, amount: int) -> tuple[str, Span | None]:
    """The piece of the quote that holds the amount, and its place."""
    written = dong(amount).removesuffix(" đ")
    pieces = zip(fact.quote.split(" … "), fact.spans, strict=False)
    return next(
        ((words, span) for words, span in pieces if written in words), ("", fact.spans[0] if fact.spans else None)
    )
