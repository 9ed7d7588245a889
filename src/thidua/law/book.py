"""The law as a book that is asked with a date. Nothing here knows what day it is today."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, cast

from .errors import LawError, NotInForce, UnknownWord, nearest
from .loader import overlap, refuse_overlaps
from .topics import ANY_AUTHORITY, AUTHORITIES, AWARDS, KINDS, PURPOSES, TIERS, TOPICS
from .types import (
    FormFacts,
    FormRef,
    Instrument,
    InstrumentFacts,
    Regime,
    Rounding,
    Row,
    TimeLimit,
    Value,
    VoteRule,
)

_NUMBER: Final = re.compile(r"\d+(?:/\d{4})?/[A-ZĐƯ][A-ZĐƯ0-9-]*")
_AUTHORITY_OF_TIER: Final[Mapping[str, str]] = {
    "commune": "xa",
    "district": "huyen",
    "province": "tinh",
    "central": "thu-tuong",
}


class LawBook:
    """All dated values of one or more directories; later directories stand before earlier ones.

    Every question takes the day it is asked for. A question no value answers raises
    :class:`NotInForce`; a word outside the closed lists raises :class:`UnknownWord`.
    """

    def __init__(self, layers: Iterable[Iterable[Row]]) -> None:
        self._rows: dict[str, list[Value[object]]] = {}  # key → values, the layer that counts first
        self._values: list[Value[object]] = []
        for layer in layers:
            self._add(list(layer))
        self._instruments = {
            value.key.split(".", 1)[1]: _instrument(value)
            for value in self._values
            if value.key.startswith("instrument.")
        }
        self._check_references()

    def _add(self, layer: list[Row]) -> None:
        refuse_overlaps(layer)
        below = {key: list(values) for key, values in self._rows.items()}
        for row in layer:
            hidden = [each for each in below.get(row.value.key, ()) if overlap(each, row.value)]
            if hidden and not row.overrides:
                raise LawError(
                    f"thời gian hiệu lực chồng lên giá trị đã có trong {hidden[0].origin}; nếu đúng là quy định riêng "
                    "thay cho giá trị đó thì ghi thêm “overrides: true”, nếu không thì sửa “since” hoặc “until”",
                    file=row.file,
                    place=row.place,
                )
            if row.overrides and not hidden:
                raise LawError(
                    "ghi “overrides: true” nhưng không có giá trị nào bị thay; hãy bỏ dòng đó",
                    file=row.file,
                    place=row.place,
                )
            self._rows.setdefault(row.value.key, []).insert(0, row.value)
            self._values.append(row.value)

    def _check_references(self) -> None:
        """Every instrument named as a source, successor, regime or home of a form must itself be in the book."""
        for value in self._values:
            named = [value.source.instrument]
            if isinstance(value.value, InstrumentFacts):
                named += [value.value.replaced_by, value.value.amends]
            elif isinstance(value.value, FormFacts):
                named.append(value.value.decree)
            elif value.key.startswith("regime."):
                named.append(str(value.value))
            for number in named:
                if number and number not in self._instruments:
                    raise LawError(
                        f"văn bản “{number}” chưa khai ở chủ đề instrument; {nearest(number, self._instruments)}",
                        file=value.origin,
                        place=value.key,
                    )

    # ------------------------------------------------------------ plain look-up

    def _find(self, topic: str, *dims: str, on: date) -> Value[object] | None:
        for value in self._rows.get(".".join((topic, *dims)), ()):
            if value.covers(on):
                return value
        return None

    def _get(self, topic: str, *dims: str, on: date) -> Value[object]:
        found = self._find(topic, *dims, on=on)
        if found is None:
            raise NotInForce(self._absent(topic, dims, on))
        return found

    def _absent(self, topic: str, dims: tuple[str, ...], on: date, spans_of: tuple[str, ...] | None = None) -> str:
        """The sentence of :class:`NotInForce`; the known spans may be those of another key it is computed from."""
        words = [
            allowed.get(word, word) if allowed else word
            for word, allowed in zip(dims, TOPICS[topic].dims.values(), strict=True)
        ]
        label = TOPICS[topic].label
        asked = f"{label} ({', '.join(words)})" if words else label
        known = _spans_text(self._rows.get(".".join((topic, *(spans_of or dims))), ()))
        known_spans = f"chỉ có giá trị {known}" if known else "chưa có giá trị nào cho trường hợp này"
        return (
            f"{asked}: không có quy định được biết cho ngày {_day(on)}, {known_spans}. "
            "Nếu có văn bản mới, hãy khai vào thư mục quy định."
        )

    # ------------------------------------------------------------ instruments

    def instrument(self, number: str) -> Instrument:
        """The text with this number; ``Nghị định số 98/2023/NĐ-CP`` and ``98/2023`` are understood too."""
        wanted = _bare_number(number)
        if wanted in self._instruments:
            return self._instruments[wanted]
        short = [each for known, each in self._instruments.items() if known.startswith(wanted + "/")]
        if len(short) == 1:
            return short[0]
        raise UnknownWord(f"Không có văn bản “{number}”; {nearest(wanted, self._instruments)}.")

    def instruments(self) -> tuple[Instrument, ...]:
        """All texts, oldest first; those whose first day is not known come last."""
        return tuple(sorted(self._instruments.values(), key=lambda each: (each.since or date.max, each.number)))

    def in_force(self, number: str, on: date) -> bool | None:
        """Whether the text applies on the day; ``None`` when the book does not know the text or its standing."""
        try:
            return self.instrument(number).in_force(on)
        except UnknownWord:
            return None

    def regime(self, on: date) -> Regime:
        """Law, decree and circular of the day (the circular may be unknown) and the laws that amend."""
        law = cast("Value[str]", self._get("regime", "law", on=on))
        decree = cast("Value[str]", self._get("regime", "decree", on=on))
        circular = cast("Value[str] | None", self._find("regime", "circular", on=on))
        return Regime(
            on=on,
            law=self.instrument(law.value),
            decree=self.instrument(decree.value),
            circular=self.instrument(circular.value) if circular else None,
            amendments=tuple(each for each in self.instruments() if each.amends == law.value and each.in_force(on)),
            values=tuple(value for value in (law, decree, circular) if value is not None),
        )

    # ------------------------------------------------------------ money

    def base_salary(self, on: date) -> Value[int]:
        """Lương cơ sở of the day, đồng a month."""
        return cast("Value[int]", self._get("base_salary", on=on))

    def rounding(self, on: date) -> Value[Rounding]:
        """How award money is rounded by the decree of the day."""
        return cast("Value[Rounding]", self._get("award_rounding", on=on))

    def award_coefficient(self, form: str, authority: str, kind: str, on: date) -> Value[Decimal]:
        """Multiple of the base salary, factor for collective or household included.

        ``steps``: the coefficient of the decree, the factor when one is applied, and the decree in
        force; the answer is as unsure as the least sure of them.
        """
        _known(form, AWARDS, "hình thức khen thưởng")
        _known(authority, AUTHORITIES, "thẩm quyền")
        _known(kind, KINDS, "loại đối tượng")
        steps: list[Value[object]]
        direct = self._coefficient(form, authority, kind, on)
        if direct is not None:
            steps, coefficient = [direct], cast(Decimal, direct.value)
        else:
            single = self._coefficient(form, authority, "individual", on)
            if single is None:
                single_dims = (form, authority, "individual")
                raise NotInForce(self._absent("award_coefficient", (form, authority, kind), on, single_dims))
            factor = self._get("award_factor", form, kind, on=on)
            steps, coefficient = [single, factor], cast(Decimal, single.value) * cast(Decimal, factor.value)
        steps.append(self._get("regime", "decree", on=on))
        first = steps[0]
        unsure = [each for each in steps if not each.verified]
        return Value(
            key=f"award_coefficient.{form}.{authority}.{kind}",
            label=f"Hệ số tiền thưởng: {AWARDS[form]}, {AUTHORITIES[authority]}, {KINDS[kind]}",
            value=coefficient.normalize(),
            since=max(each.since for each in steps if each.since),
            until=min((each.until for each in steps if each.until), default=None),
            source=first.source,
            checked=None if unsure else min(each.checked for each in steps if each.checked),
            status="unverified" if unsure else "verified",
            note=" ".join(each.note for each in unsure if each.note),
            steps=tuple(steps),
            origin=first.origin,
        )

    def _coefficient(self, form: str, authority: str, kind: str, on: date) -> Value[object] | None:
        own = self._find("award_coefficient", form, authority, kind, on=on)
        return own or self._find("award_coefficient", form, ANY_AUTHORITY, kind, on=on)

    # ------------------------------------------------------------ forms, authority, levels

    def form(self, purpose: str, on: date) -> FormRef:
        """The form for a purpose on a day; ``number`` is empty where the decree prescribes none."""
        _known(purpose, PURPOSES, "mục đích")
        return _form(self._get("form", purpose, on=on))

    def forms(self, decree: str) -> tuple[FormRef, ...]:
        """All forms of one decree, by number."""
        number = self.instrument(decree).number
        every = [_form(value) for value in self._values if value.key.startswith("form.")]
        return tuple(sorted((form for form in every if form.decree == number), key=lambda form: form.number))

    def form_purpose(self, decree: str, number: str) -> str | None:
        """What a form number means in one decree, e.g. 07 of 91/2017 → ``bao_cao_chuyen_de``; else ``None``."""
        wanted = number.strip().zfill(2)
        try:
            found = [form for form in self.forms(decree) if form.number == wanted]
        except UnknownWord:
            return None
        return found[0].purpose if found else None

    def may_award(self, form: str, authority: str, on: date) -> Value[bool]:
        """Whether this authority may decide this form or title on the day."""
        _known(form, AWARDS, "hình thức khen thưởng")
        _known(authority, AUTHORITIES, "thẩm quyền")
        return cast("Value[bool]", self._get("may_award", form, authority, on=on))

    def levels(self, on: date) -> tuple[str, ...]:
        """Tiers of local government of the day, highest first: ``province``, ``district``, ``commune``."""
        found = tuple(tier for tier in TIERS if self._find("level", tier, on=on) is not None)
        if not found:
            raise NotInForce(f"Không biết các cấp chính quyền địa phương vào ngày {_day(on)}.")
        return found

    def level_ended(self, tier: str, on: date) -> Value[object] | None:
        """The value by which a tier last existed, where it no longer does on the day; ``until`` is its last day."""
        _known(tier, TIERS, "cấp")
        rows = [value for value in self._rows.get(f"level.{tier}", ()) if value.value]
        before = [value for value in rows if value.until and value.until < on]
        if not before or any(value.covers(on) for value in rows):
            return None
        return max(before, key=lambda value: value.until or date.min)

    def authority_key(self, tier: str, on: date) -> str:
        """Key of the chairman of a tier: commune → xa, district → huyen, province → tinh, central → thu-tuong."""
        _known(tier, _AUTHORITY_OF_TIER, "cấp")
        if tier != "central" and tier not in self.levels(on):
            last = max((v.until for v in self._rows.get(f"level.{tier}", ()) if v.until), default=None)
            ended = f" (cấp này kết thúc ngày {_day(last)})" if last else ""
            raise NotInForce(f"Ngày {_day(on)} không có chính quyền {TIERS[tier]}{ended}; hãy chọn cấp đang có.")
        return _AUTHORITY_OF_TIER[tier]

    # ------------------------------------------------------------ council, time, template

    def quorum(self, on: date) -> Value[Fraction]:
        """Default share of members who must be present."""
        return cast("Value[Fraction]", self._get("council_quorum", on=on))

    def vote_rule(self, form: str, on: date) -> Value[VoteRule]:
        """Default share of yes votes for a form or title; no national rule is known for a Giấy khen."""
        _known(form, AWARDS, "hình thức khen thưởng")
        return cast("Value[VoteRule]", self._get("vote_rule", form, on=on))

    def time_limit(self, act: str, on: date) -> Value[TimeLimit]:
        """Time an act may take."""
        _known(act, TOPICS["time_limit"].dims["act"] or {}, "việc")
        return cast("Value[TimeLimit]", self._get("time_limit", act, on=on))

    def template(self, form: str, on: date) -> Value[str]:
        """Key of the layout of the printed certificate, and how sure it is."""
        _known(form, AWARDS, "hình thức khen thưởng")
        return cast("Value[str]", self._get("template", form, on=on))

    # ------------------------------------------------------------ everything

    def values(self) -> list[Value[object]]:
        """Every value as read, unverified first, then by key and first day."""
        return sorted(self._values, key=lambda v: (v.verified, v.key, v.since or date.min))

    def checked_until(self) -> date:
        """Latest day on which any value was checked: law made after it cannot be known here."""
        return max((value.checked for value in self._values if value.checked), default=date.min)


def _instrument(value: Value[object]) -> Instrument:
    facts = cast(InstrumentFacts, value.value)
    return Instrument(
        number=value.key.split(".", 1)[1],
        kind=facts.kind,
        title=facts.title,
        issuer=facts.issuer,
        issued=facts.issued,
        since=value.since,
        until=value.until,
        replaced_by=facts.replaced_by,
        amends=facts.amends,
        unsure_after=facts.unsure_after,
        source=value.source,
        checked=value.checked,
        status=value.status,
        note=value.note,
        key=value.key,
    )


def _form(value: Value[object]) -> FormRef:
    facts = cast(FormFacts, value.value)
    return FormRef(
        purpose=value.key.split(".", 1)[1],
        number=facts.number,
        decree=facts.decree,
        title=facts.title,
        since=value.since,
        until=value.until,
        source=value.source,
        checked=value.checked,
        status=value.status,
        note=value.note,
        key=value.key,
    )


def _bare_number(text: str) -> str:
    """``Nghị định số 98/2023/NĐ-CP`` → ``98/2023/NĐ-CP``; without a full number the digits are kept."""
    composed = unicodedata.normalize("NFC", text).strip()
    full = _NUMBER.search(composed)
    if full:
        return full[0]
    short = re.search(r"\d+/\d{4}", composed)
    return short[0] if short else composed


def _known(word: str, words: Mapping[str, str], what: str) -> None:
    if word not in words:
        raise UnknownWord(f"Không có {what} “{word}”; {nearest(word, words)}.")


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def _spans_text(values: Iterable[Value[object]]) -> str:
    """``từ 01/10/2017 đến hết 30/06/2025``; periods that touch are told as one."""
    spans: list[tuple[date, date]] = []
    for since, until in sorted((v.since, v.until or date.max) for v in values if v.since):
        if spans and (since - spans[-1][1]).days <= 1:
            spans[-1] = (spans[-1][0], max(until, spans[-1][1]))
        else:
            spans.append((since, until))
    return "; ".join(
        f"từ {_day(since)} trở đi" if until == date.max else f"từ {_day(since)} đến hết {_day(until)}"
        for since, until in spans
    )
