"""Deadlines, periods and rounds: pinned days, and properties around midnight, 29/02 and the turn of the year."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans.small import SMALL, five_years
from thidua import plans
from thidua.plans import calendar, model

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 30))
YEARS = st.integers(2000, 2098)
OPS = st.sampled_from(("before", "no_later_than"))
ISSUED = dt.date(2025, 1, 6)
SOURCE = model.Source("I")


def deadline(op: str, rule: str) -> model.Deadline:
    return model.Deadline("han", "dossier", (), op, rule, "Phòng", None, "to_decider", SOURCE)


def small(**period: Any) -> plans.Plan:
    plan = plans.loads(SMALL)
    return replace(plan, period=replace(plan.period, **period))


@pytest.mark.parametrize(
    ("op", "rule", "year", "closes_at", "last"),
    [
        ("before", "2025-12-10", 2025, "2025-12-10T00:00:00+07:00", dt.date(2025, 12, 9)),
        ("no_later_than", "2024-11-20", 2024, "2024-11-21T00:00:00+07:00", dt.date(2024, 11, 20)),
        ("before", "next_year 01-30", 2025, "2026-01-30T00:00:00+07:00", dt.date(2026, 1, 29)),
        ("before", "annual 12-10", 2023, "2023-12-10T00:00:00+07:00", dt.date(2023, 12, 9)),
        ("before", "annual 01-01", 2024, "2024-01-01T00:00:00+07:00", dt.date(2023, 12, 31)),
        ("no_later_than", "annual 12-31", 2024, "2025-01-01T00:00:00+07:00", dt.date(2024, 12, 31)),
        ("before", "annual 02-29", 2024, "2024-02-29T00:00:00+07:00", dt.date(2024, 2, 28)),
        ("before", "annual 02-29", 2025, "2025-03-01T00:00:00+07:00", dt.date(2025, 2, 28)),
        ("no_later_than", "annual 02-29", 2024, "2024-03-01T00:00:00+07:00", dt.date(2024, 2, 29)),
        ("no_later_than", "annual 02-29", 2025, "2025-03-01T00:00:00+07:00", dt.date(2025, 2, 28)),
        ("no_later_than", "annual 02-29", 2100, "2100-03-01T00:00:00+07:00", dt.date(2100, 2, 28)),
        ("no_later_than", "annual 02-28", 2024, "2024-02-29T00:00:00+07:00", dt.date(2024, 2, 28)),
    ],
)
def test_closings(op: str, rule: str, year: int, closes_at: str, last: dt.date) -> None:
    closing = calendar.closes(deadline(op, rule), year)
    assert (closing.closes_at.isoformat(), closing.last_day) == (closes_at, last)


def test_wording_of_the_last_moment() -> None:
    closing = calendar.closes(deadline("before", "next_year 01-30"), 2025)
    assert closing.sentence == "Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Năm, 29/01/2026"


@given(DAYS, OPS)
def test_midnight_in_viet_nam_decides(day: dt.date, op: str) -> None:
    closing = calendar.closes(deadline(op, day.isoformat()), 1900)
    noon = calendar.day_start(day) + dt.timedelta(hours=12)
    assert calendar.in_time(noon, closing) is (op == "no_later_than")
    tick = dt.timedelta(microseconds=1)
    assert not calendar.in_time(closing.closes_at, closing)
    assert calendar.in_time(closing.closes_at - tick, closing)
    assert calendar.local_day(closing.closes_at - tick) == closing.last_day
    assert calendar.local_day(closing.closes_at) == closing.last_day + dt.timedelta(days=1)


@given(DAYS, OPS)
def test_the_same_instant_counts_whatever_its_zone(day: dt.date, op: str) -> None:
    closing = calendar.closes(deadline(op, day.isoformat()), 1900)
    for zone in ("UTC", "America/New_York", "Pacific/Kiritimati"):
        elsewhere = (closing.closes_at - dt.timedelta(seconds=1)).astimezone(ZoneInfo(zone))
        assert calendar.in_time(elsewhere, closing)
        assert calendar.local_day(elsewhere) == closing.last_day


@given(YEARS, st.integers(1, 12), st.integers(1, 31), OPS)
def test_next_year_is_annual_one_year_on(year: int, month: int, day: int, op: str) -> None:
    try:
        dt.date(2024, month, day)
    except ValueError:
        return
    text = f"{month:02}-{day:02}"
    assert calendar.closes(deadline(op, f"next_year {text}"), year) == calendar.closes(
        deadline(op, f"annual {text}"), year + 1
    )


@given(DAYS)
def test_no_later_than_gives_exactly_one_day_more(day: dt.date) -> None:
    strict = calendar.closes(deadline("before", day.isoformat()), 1900).closes_at
    kind = calendar.closes(deadline("no_later_than", day.isoformat()), 1900).closes_at
    assert kind - strict == dt.timedelta(days=1)


def test_a_naive_instant_is_refused() -> None:
    closing = calendar.closes(deadline("before", "2025-12-10"), 2025)
    with pytest.raises(ValueError, match="time zone"):
        calendar.in_time(dt.datetime(2025, 12, 9), closing)
    with pytest.raises(ValueError, match="time zone"):
        calendar.remaining(dt.datetime(2025, 12, 9), closing)


# ---------------------------------------------------------------- time left


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-01-27T09:00:00+07:00", "còn 2 ngày 15 giờ"),
        ("2026-01-27T09:00:01+07:00", "còn 2 ngày 14 giờ 59 phút"),
        ("2026-01-29T00:00:00+07:00", "còn 1 ngày"),
        ("2026-01-29T00:00:01+07:00", "còn 23 giờ 59 phút"),
        ("2026-01-29T16:58:30+00:00", "còn 1 phút"),
        ("2026-01-29T23:59:30+07:00", "còn chưa đầy 1 phút"),
        ("2026-01-30T00:00:00+07:00", "đã hết hạn"),
        ("2026-01-30T00:00:01+07:00", "đã quá hạn 1 phút"),
        ("2026-01-31T01:30:00+07:00", "đã quá hạn 1 ngày 1 giờ 30 phút"),
    ],
)
def test_remaining(now: str, words: str) -> None:
    closing = calendar.closes(deadline("before", "2026-01-30"), 2025)
    assert calendar.remaining(dt.datetime.fromisoformat(now), closing) == words


def shown_length(words: str) -> dt.timedelta:
    if words in ("đã hết hạn", "còn chưa đầy 1 phút"):
        return dt.timedelta(0)
    parts = words.split()
    names = {"ngày": "days", "giờ": "hours", "phút": "minutes"}
    found = {names[b]: int(a) for a, b in itertools.pairwise(parts) if b in names and a.isdecimal()}
    return dt.timedelta(**found)


@given(st.timedeltas(dt.timedelta(days=-40), dt.timedelta(days=40)))
def test_remaining_is_never_rounded_in_favour_of_the_reader(left: dt.timedelta) -> None:
    closing = calendar.closes(deadline("before", "2024-03-01"), 2024)
    words = calendar.remaining(closing.closes_at - left, closing)
    shown = shown_length(words)
    if left > dt.timedelta(0):
        assert words.startswith("còn")
        assert shown <= left < shown + dt.timedelta(minutes=1)
    else:
        assert words.startswith("đã")
        assert shown - dt.timedelta(minutes=1) < -left <= shown


# ---------------------------------------------------------------- periods and rounds


def test_until_includes_its_day_and_before_does_not() -> None:
    until = calendar.period(small(end_op="until", end="2025-12-31"), ISSUED, {})
    before = calendar.period(small(end_op="before", end="2025-12-31"), ISSUED, {})
    assert (until.start, until.end) == (ISSUED, dt.date(2026, 1, 1))
    assert dt.date(2025, 12, 31) in until
    assert dt.date(2025, 12, 31) not in before
    assert until.text == "từ 06/01/2025 đến hết 31/12/2025"


def test_an_event_keeps_the_period_open_until_it_is_recorded() -> None:
    plan = small(end_op="event", end=None, event="cong-bo")
    waiting = calendar.period(plan, ISSUED, {})
    assert (waiting.end, waiting.open_event) == (None, "cong-bo")
    assert dt.date(2099, 1, 1) in waiting
    closed = calendar.period(plan, ISSUED, {"cong-bo": dt.date(2026, 2, 3)})
    assert (closed.end, closed.open_event) == (dt.date(2026, 2, 4), None)


def test_a_period_the_plan_does_not_state_is_marked_as_assumed() -> None:
    plan = small(end_op="none", end=None, assumed_from="2025-01-01", assumed_to="2025-12-31")
    found = calendar.period(plan, ISSUED, {})
    assert found == calendar.Span(dt.date(2025, 1, 1), dt.date(2026, 1, 1), assumed=True)
    assert calendar.period(small(end_op="none", end=None), ISSUED, {}) == calendar.Span(ISSUED, None, assumed=True)


@given(DAYS, DAYS)
def test_a_day_belongs_to_the_period_exactly_up_to_its_end(end: dt.date, day: dt.date) -> None:
    start = dt.date(2000, 1, 1)
    until = calendar.period(small(start="2000-01-01", end_op="until", end=end.isoformat()), start, {})
    before = calendar.period(small(start="2000-01-01", end_op="before", end=end.isoformat()), start, {})
    assert (day in until) is (day <= end)
    assert (day in before) is (day < end)


def test_rounds_of_five_years() -> None:
    found = calendar.rounds(five_years(), dt.date(2021, 11, 15))
    assert [each.key for each in found] == [*(f"annual-{year}" for year in range(2021, 2026)), "final-2025"]
    assert found[2].label == "Xét hằng năm, năm 2023"
    late = calendar.rounds(five_years(), dt.date(2023, 1, 1))
    assert [each.year for each in late] == [2023, 2024, 2025, 2025]


def test_deadlines_belong_to_their_round() -> None:
    ((one, closing),) = calendar.deadlines(five_years(), "annual-2023")
    assert (one.id, closing.last_day) == ("h1", dt.date(2023, 12, 9))
    ((one, closing),) = calendar.deadlines(five_years(), "final-2025")
    assert (one.id, closing.last_day) == ("h2", dt.date(2025, 12, 9))
    for wrong in ("yearly-2023", "annual", "annual-x"):
        with pytest.raises(KeyError):
            calendar.deadlines(five_years(), wrong)


@given(YEARS)
def test_spans_of_leaves(year: int) -> None:
    plan = five_years()
    found = calendar.span("round_year", plan, year, ISSUED, {})
    assert (dt.date(year, 1, 1) in found, dt.date(year, 12, 31) in found) == (True, True)
    assert (dt.date(year - 1, 12, 31) in found, dt.date(year + 1, 1, 1) in found) == (False, False)
    whole = calendar.span("plan_years", plan, year, ISSUED, {})
    assert whole == calendar.Span(dt.date(2021, 1, 1), dt.date(2026, 1, 1))
    assert calendar.span("movement", plan, year, ISSUED, {}) == calendar.period(plan, ISSUED, {})
    with pytest.raises(KeyError):
        calendar.span("year", plan, year, ISSUED, {})


# ---------------------------------------------------------------- the machine's zone does not matter

PRINT = """
import datetime as dt, time
time.tzset()
from thidua.plans import calendar, model
deadline = model.Deadline("h", "dossier", (), "before", "2025-12-10", "P", None, "barred", model.Source("I"))
closing = calendar.closes(deadline, 2025)
now = dt.datetime.fromtimestamp(1765200000, dt.timezone.utc)
print(closing.closes_at.isoformat(), closing.last_moment_text, calendar.remaining(now, closing))
print(calendar.local_day(now.astimezone()))
"""


@pytest.mark.skipif(not hasattr(__import__("time"), "tzset"), reason="this system has no tzset")
def test_the_zone_of_the_machine_does_not_matter() -> None:
    answers = set()
    for zone in ("UTC", "Asia/Ho_Chi_Minh", "America/New_York"):
        done = subprocess.run(
            [sys.executable, "-c", PRINT],
            env={**os.environ, "TZ": zone, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        )
        answers.add(done.stdout.decode())
    (answer,) = answers
    assert answer.startswith("2025-12-10T00:00:00+07:00 23 giờ 59 phút, thứ Ba, 09/12/2025 còn 1 ngày")


def test_closing_at_an_instant_names_the_minute_before():
    five = calendar.closing_at(dt.datetime(2026, 1, 27, 10, 0, tzinfo=dt.UTC))
    assert five.last_moment_text == "16 giờ 59 phút, thứ Ba, 27/01/2026"
    midnight = calendar.closing_at(calendar.day_start(dt.date(2026, 1, 30)))
    assert midnight.last_day == dt.date(2026, 1, 29)
