"""One plan printed in many ways: the facts follow the text and nothing else."""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.sample import STYLES, Values, plan
from tests.support.drawing import times
from thidua import reader
from thidua.documents.vietnamese import normal_tone

KEYS = (
    "issuer",
    "tier",
    "number",
    "place",
    "date",
    "title",
    "period",
    "legal_bases",
    "quotas",
    "deadlines",
    "award_forms",
    "dossier",
    "signer",
    "recipients",
)


def wrapped(text: str) -> str:
    """Printed lines of a page, form feeds and page numbers inside sentences."""
    out = ["\n".join(textwrap.wrap(line, 84)) for line in text.split("\n\n")]
    lines = "\n".join(out).split("\n")
    for place in range(15, len(lines), 16):
        lines[place] = f"\f{place // 16 + 2}\n{lines[place]}"
    return "\n".join(lines)


def old_tones(text: str) -> str:
    for new, old in (("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("Ủy", "Uỷ"), ("òe", "oè")):
        text = text.replace(new, old)
    return text


def starred(text: str) -> str:
    """Markdown as an OCR gives it."""
    return re.sub(r"(?m)^([IVX]+\. [^\n]+)$", r"## **\1**", text)


def broken(text: str) -> str:
    """A page break after every comma that a small letter follows."""
    return re.sub(r",\s(?=[a-zà-ỹ])", ",\n\n", text)


MUTATIONS: tuple[Callable[[str], str], ...] = (
    wrapped,
    old_tones,
    starred,
    broken,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("\n\n", "\n"),
    lambda text: text.replace("-", "–"),
    lambda text: text.replace("Ủy ban nhân dân", "Uỷ ban nhân dân").replace(" ", "\N{NO-BREAK SPACE}"),
    lambda text: "\r\n".join(text.split("\n")),
)


def told(text: str) -> dict[str, Any]:
    """The flat form with dashes and tones of one kind."""

    def even(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: even(each) for key, each in value.items()}
        if isinstance(value, list):
            return [even(each) for each in value]
        return normal_tone(value).replace("–", "-") if isinstance(value, str) else value

    flat = reader.flat(reader.read_text(text))
    return {key: even(flat[key]) for key in KEYS}


def test_the_plan_itself_is_read_right() -> None:
    flat = told(plan())
    assert flat["issuer"] == "UBND xã Bình Trung"
    assert flat["tier"] == "commune"
    assert (flat["number"], flat["place"], flat["date"]) == ("37/KH-UBND", "Bình Trung", "2024-03-05")
    assert flat["title"] == "Phát động phong trào thi đua “Ngày làm việc không giấy” năm 2024"
    assert flat["legal_bases"] == ["98/2023/NĐ-CP", "15/KH-UBND"]
    assert flat["period"] == {
        "start": None,
        "start_rule": "issue_date",
        "end": "2024-11-30",
        "end_rule": None,
        "end_op": "until",
    }
    assert [(q["target"], q["op"], q["value"]) for q in flat["quotas"]] == [
        ("collective", "max", 4),
        ("individual", "max", 9),
    ]
    (deadline,) = flat["deadlines"]
    assert (deadline["op"], deadline["date"], deadline["recipient"], deadline["via"]) == (
        "before",
        "2024-12-10",
        "UBND xã",
        "Văn phòng",
    )
    assert flat["award_forms"] == [{"name": "Giấy khen", "authority": "Chủ tịch UBND xã", "mode": "award"}]
    assert flat["dossier"] == ["Tờ trình kèm danh sách", "Báo cáo thành tích của tập thể, cá nhân"]
    assert flat["signer"] == {
        "name": "Lê Thị Hạnh",
        "position": "PHÓ CHỦ TỊCH",
        "capacity": "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
    }
    assert flat["recipients"] == ["Phòng Nội vụ huyện", "Các ban, ngành xã", "Lưu: VT"]


@pytest.mark.parametrize("place", range(len(MUTATIONS)))
def test_print_does_not_matter(place: int) -> None:
    assert told(MUTATIONS[place](plan())) == told(plan())


NAMES = st.sampled_from(["Hòa Phong", "Phú Lương", "Ea Tu", "Đắk Mil", "Quế Sơn", "Vĩnh Thủy"])


@st.composite
def values(draw: st.DrawFn) -> Values:
    year = draw(st.integers(2016, 2029))
    return Values(
        number=f"{draw(st.integers(1, 399)):02d}",
        day=draw(st.integers(1, 28)),
        month=draw(st.integers(1, 6)),
        year=year,
        place=draw(NAMES),
        level=draw(st.sampled_from(["xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "tỉnh"])),
        ends=f"{draw(st.integers(1, 30)):02d}/{draw(st.integers(7, 11)):02d}/{year}",
        collectives=draw(st.integers(1, 60)),
        individuals=draw(st.integers(1, 200)),
        deadline=f"{draw(st.integers(1, 31)):02d}/12/{year}",
        signer=draw(st.sampled_from(["Lê Văn An", "Hồ Thị Kim Ngân", "H' Yim Kđoh", "Nguyễn Trần Bảo Quyên"])),
    )


def iso(text: str) -> str:
    return "-".join(reversed(text.split("/")))


@settings(max_examples=times(40))
@given(
    given_values=values(), style=st.sampled_from(STYLES), mutation=st.sampled_from((None, *MUTATIONS[:3], MUTATIONS[4]))
)
def test_facts_follow_the_text(given_values: Values, style: Any, mutation: Callable[[str], str] | None) -> None:
    text = plan(given_values, style)
    flat = told(mutation(text) if mutation else text)
    assert flat["issuer"] == normal_tone(given_values.issuer)
    assert flat["number"] == f"{given_values.number}/KH-UBND"
    assert flat["date"] == given_values.iso
    assert flat["period"]["end"] == iso(given_values.ends)
    assert [(q["target"], q["value"]) for q in flat["quotas"]] == [
        ("collective", given_values.collectives),
        ("individual", given_values.individuals),
    ]
    assert [d["date"] for d in flat["deadlines"]] == [iso(given_values.deadline)]
    assert flat["signer"]["name"] == normal_tone(given_values.signer)


def test_the_same_text_gives_the_same_reading() -> None:
    assert reader.to_data(reader.read_text(plan())) == reader.to_data(reader.read_text(plan()))


def scanned(text: str, seed: int, rate: float) -> str:
    """A poor scan: marks lost or wrong, ``1`` read as ``l`` and ``0`` as ``O`` inside dates."""
    chance = random.Random(seed)
    out = []
    for letter in text:
        bare = unicodedata.normalize("NFD", letter)
        if letter.isalpha() and len(bare) > 1 and chance.random() < rate:
            letter = bare[0]
        out.append(letter)
    dates = "".join(out)
    return re.sub(r"\d{1,2}/\d{1,2}(?=/20)", lambda m: m.group().replace("1", "l").replace("0", "O"), dates)


@pytest.mark.parametrize("seed", range(4))
def test_a_poor_scan_keeps_dates_numbers_and_limits(seed: int) -> None:
    flat, sharp = told(scanned(plan(), seed, 0.03)), told(plan())
    assert reader.read_text(scanned(plan(), seed, 0.03)).verdict.launches
    for key in ("number", "date", "tier", "period", "legal_bases"):
        assert flat[key] == sharp[key], key
    assert [(q["target"], q["op"], q["value"]) for q in flat["quotas"]] == [
        ("collective", "max", 4),
        ("individual", "max", 9),
    ]
    assert [(d["op"], d["date"]) for d in flat["deadlines"]] == [("before", "2024-12-10")]


@settings(max_examples=times(60))
@given(data=st.data())
def test_no_text_breaks_the_reader(data: st.DataObject) -> None:
    """Whatever is cut, repeated, doubled or scrambled, there is a reading that survives JSON."""
    lines = plan(style=data.draw(st.sampled_from(STYLES))).split("\n\n")
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=40))
    junk = data.draw(st.text(max_size=60))
    text = scanned(
        data.draw(
            st.sampled_from(("\n", "\n\n", " ")),
        ).join([*kept, junk]),
        1,
        0.2,
    )
    reading = reader.read_text(text)
    assert reader.from_data(reader.to_data(reading)).facts == reading.facts
    reader.flat(reading)
