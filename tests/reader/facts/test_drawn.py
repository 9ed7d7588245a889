"""Facts follow the text: drawn plans give what was drawn, also after changes that do not change their meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.facts.drawn import Drawn, plans
from tests.support.drawing import times
from thidua import reader
from thidua.reader.grammar.bodies import short
from thidua.reader.grammar.folded import with_marks
from thidua.reader.model import Reading

LOOK = settings(max_examples=times(40))
FEW = settings(max_examples=times(12))


def read(text: str) -> Reading:
    return reader.read_text(text, "ke-hoach.txt")


def of(reading: Reading, kind: str) -> list[dict[str, object]]:
    return [dict(fact.value) for fact in reading.facts if fact.kind == kind]


def same(text: object) -> str:
    return with_marks(re.sub(r"\s+", " ", short(unicodedata.normalize("NFC", str(text)))))


def check(reading: Reading, drawn: Drawn) -> None:
    """Everything drawn stands among the facts and nothing else of its kind."""
    assert [(q["target"], q["op"], q["value"]) for q in of(reading, "quota")] == list(drawn.quotas)
    (deadline,) = [each for each in of(reading, "deadline") if each["what"] == "dossier"]
    assert (deadline["op"], deadline["date"]) == drawn.deadline
    assert same(deadline["recipient"]) == same(drawn.recipient)
    assert (same(deadline["via"]) if deadline["via"] else None) == (same(drawn.via) if drawn.via else None)
    assert [same(each["name"]) for each in of(reading, "paper")] == [same(each) for each in drawn.papers]
    (period,) = of(reading, "period")
    assert (period["start"], period["start_rule"]) == (drawn.start, None if drawn.start else "issue_date")
    assert (period["end_op"], period["end"]) == drawn.end
    assert [(each["op"], each["value"]) for each in of(reading, "criterion")] == list(drawn.figures)
    assert [same(each["text"]).strip(".") for each in of(reading, "content")] == [same(each) for each in drawn.contents]
    found = [(each["name"], same(each["authority"]), each["mode"]) for each in of(reading, "award")]
    assert found == [(name, same(who), mode) for name, who, mode in drawn.awards]
    told = [(each["target"], same(each["text"])) for each in of(reading, "standard")]
    assert told == [(kind, same(text)) for kind, text in drawn.standards]
    assert [same(each["text"]) for each in of(reading, "exclusion")] == [same(each) for each in drawn.exclusions]
    (money,) = of(reading, "money")
    assert money["decree"] == drawn.money


@LOOK
@given(plans())
def test_facts_are_what_was_drawn(drawn: Drawn) -> None:
    check(read(drawn.text), drawn)


def _tones(text: str) -> str:
    """The old place of the tone: hoà, thuỷ, khoẻ."""
    for new, old in (("òa", "oà"), ("óa", "oá"), ("ỏe", "oẻ"), ("ủy", "uỷ"), ("úy", "uý"), ("Ủy", "Uỷ")):
        text = text.replace(new, old)
    return text


CHANGES: dict[str, Callable[[str], str]] = {
    "phân tách dấu (NFD)": lambda text: unicodedata.normalize("NFD", text),
    "dấu thanh kiểu cũ": _tones,
    "hai dấu cách": lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text),
    "dòng Windows": lambda text: text.replace("\n", "\r\n"),
    "đậm Markdown": lambda text: re.sub(r"(?m)^((?:[IVX]+|[A-H]|\d|Điều \d)\. ?.+)$", r"**\1**", text),
    "viết đủ Ủy ban nhân dân": lambda text: text.replace("UBND", "Ủy ban nhân dân").replace(
        "KH-Ủy ban nhân dân", "KH-UBND"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@FEW
@given(drawn=plans())
def test_changes_of_dress_change_no_fact(change: str, drawn: Drawn) -> None:
    check(read(CHANGES[change](drawn.text)), drawn)


@FEW
@given(drawn=plans(), data=st.data())
def test_a_page_break_inside_a_sentence_changes_no_fact(drawn: Drawn, data: st.DataObject) -> None:
    lines = drawn.text.split("\n\n")
    long = [
        n
        for n, line in enumerate(lines)
        if len(line.split()) > 14
        and not line.startswith("Phát động")
        and any(word[:1].islower() for word in line.split(" ")[6:-3])
    ]
    chosen = data.draw(st.sampled_from(long))
    words = lines[chosen].split(" ")
    places = [n for n in range(6, len(words) - 3) if words[n][:1].islower()]
    at = data.draw(st.sampled_from(places))
    lines[chosen] = " ".join(words[:at]) + "\n\n\f" + " ".join(words[at:])
    check(read("\n\n".join(lines)), drawn)


@FEW
@given(plans())
def test_the_same_text_gives_the_same_facts(drawn: Drawn) -> None:
    assert read(drawn.text).facts == read(drawn.text).facts


@FEW
@given(plans())
def test_every_fact_stands_where_it_says(drawn: Drawn) -> None:
    reading = read(drawn.text)
    for fact in reading.facts:
        for span in fact.spans:
            assert 0 <= span.start < span.end <= len(reading.blocks[span.block].text), fact
        assert (
            fact.confidence >= 0.8
            or fact.doubt
            or fact.kind in ("issuer", "movement", "date", "signer", "title", "quota")
        ), fact


@LOOK
@given(drawn=plans(), data=st.data())
def test_a_spoilt_text_is_read_all_the_same(drawn: Drawn, data: st.DataObject) -> None:
    """Paragraphs lost, doubled or out of order: facts or none, but no failure, and the plan is built or refused."""
    lines = drawn.text.split("\n\n")
    order = data.draw(st.lists(st.sampled_from(range(len(lines))), max_size=len(lines)))
    reading = read("\n\n".join(lines[n] for n in order))
    built = reader.build(reading.facts, code="x", verdict=reading.verdict)
    assert (built.plan is None) == any(each.severity == "error" for each in built.problems)
