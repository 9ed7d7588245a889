"""The flat form, the kept form, and what every fact owes the text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.reader.sample import STYLES, Style, Values, plan
from thidua import reader
from thidua.reader.flat import KEYS


def test_every_key_of_the_contract_is_there_also_for_an_empty_paper() -> None:
    for text in (plan(), "Xin chào."):
        flat = reader.flat(reader.read_text(text))
        assert tuple(flat) == KEYS
        json.dumps(flat)


def test_what_the_text_does_not_say_is_null_or_empty() -> None:
    flat = reader.flat(
        reader.read_text(
            "KẾ HOẠCH\n\nPhát động phong trào thi đua\n\nI. ĐỐI TƯỢNG\n\nCông chức.\n\nII. NỘI DUNG THI ĐUA\n\nLàm tốt."
        )
    )
    assert flat["launches_movement"]
    for key in ("issuer", "tier", "number", "place", "date", "money_decree"):
        assert flat[key] is None, key
    for key in (
        "legal_bases",
        "cited_elsewhere",
        "quotas",
        "award_forms",
        "dossier",
        "forms",
        "deadlines",
        "recipients",
    ):
        assert flat[key] == [], key
    assert flat["period"] == dict.fromkeys(("start", "start_rule", "end", "end_rule", "end_op"))
    assert flat["signer"] == dict.fromkeys(("name", "position", "capacity"))


def test_findings_are_given_through() -> None:
    row = {
        "code": "missing.number",
        "place": "header",
        "quote": "",
        "message": "Thiếu số.",
        "suggestion": "",
        "severity": "warning",
    }
    assert reader.flat(reader.read_text(plan()), [row])["findings"] == [row]


@pytest.mark.parametrize("style", STYLES)
def test_every_fact_quotes_the_text_and_has_a_shape(style: Style) -> None:
    reading = reader.read_text(plan(Values(), style))
    sections = {section.path for section in reader.document(reading).walk()}
    assert len({fact.id for fact in reading.facts}) == len(reading.facts)
    for fact in reading.facts:
        kind = reader.KINDS[fact.kind]
        assert kind.group in reader.GROUPS
        assert set(kind.shape) <= set(fact.value) | optional(kind.shape), fact.id
        assert fact.path in sections, fact.id
        assert fact.doubt or fact.confidence >= 0.8, fact.id
        for span in fact.spans:
            text = reading.blocks[span.block].text
            assert 0 <= span.start < span.end <= len(text), fact.id
            assert text[span.start : span.end] in fact.quote, fact.id


def optional(shape: Any) -> set[str]:
    return {key for key, form in shape.items() if form.endswith("?")}


def test_a_reading_survives_json() -> None:
    reading = reader.read_text(plan())
    kept = reader.from_data(json.loads(json.dumps(reader.to_data(reading))))
    assert (kept.blocks, kept.outline, kept.verdict) == (reading.blocks, reading.outline, reading.verdict)
    assert reader.flat(kept) == reader.flat(reading)
    assert reader.document(kept).meanings == reader.document(reading).meanings


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="dạng 0"):
        reader.from_data({"format": 0})
