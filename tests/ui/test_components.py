"""What each tag and filter puts on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from thidua.plans.calendar import TZ, Closing, day_start
from thidua.plans.model import Source
from thidua.rules import lifecycle
from thidua.rules.findings import Finding
from thidua.ui import places, statuses
from thidua.ui.icons import NoSuchIcon, icon

CLOSING = Closing(day_start(date(2026, 1, 30)), date(2026, 1, 29), "23 giờ 59 phút, thứ Năm, 29/01/2026")
NOW = datetime(2026, 1, 27, 8, 40, tzinfo=TZ)


def shown(text: str, **context: Any) -> str:
    return Template("{% load ui %}" + text).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("{{ v|num }}", 1410000, "1.410.000"),
        ("{{ v|num }}", None, ""),
        ("{{ v|money }}", 1410000, '<span class="num">1.410.000 đ</span>'),
        ("{{ v|percent }}", Decimal("96.75"), "96,75%"),
        ("{{ v|percent:2 }}", Decimal("94.2"), "94,20%"),
        ("{{ v|count2 }}", 4, "04"),
        ("{{ v|date }}", date(2026, 1, 5), "05/01/2026"),
        ("{{ v|date }}", datetime(2026, 1, 4, 18, 0, tzinfo=UTC), "05/01/2026"),
        ('{{ v|date:"Y" }}', date(2026, 1, 5), "2026"),
        ("{{ v|date }}", None, ""),
        ("{{ v|datetime }}", datetime(2026, 1, 26, 9, 4, 27, tzinfo=UTC), '<time datetime="2026-01-26T16:04:27+07:00">26/01/2026 16:04:27</time>'),
        ("{{ v|moment }}", datetime(2026, 1, 23, 8, 20, tzinfo=UTC), "15:20, thứ Sáu, 23/01/2026"),
        ("{{ v|kind_word }}", "collective", "tập thể"),
    ],
)  # fmt: skip
def test_filters(text: str, value: object, expected: str) -> None:
    assert shown(text, v=value) == expected


@dataclass
class Person:
    full_name: str
    gender: str = ""


def test_a_form_of_address_is_never_guessed() -> None:
    people = [Person("Đặng Thị Thu Ngân", "female"), Person("Võ Hoàng Phúc", "male"), Person("Bùi Kim Oanh")]
    text = "{% for p in people %}{{ p|person_name }};{% endfor %}"
    assert shown(text, people=people) == "Bà Đặng Thị Thu Ngân;Ông Võ Hoàng Phúc;Bùi Kim Oanh;"


def test_icons_are_drawn_once_and_hidden_from_readers() -> None:
    assert icon("inbox").startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><')
    assert icon("inbox") is icon("inbox")
    with pytest.raises(NoSuchIcon):
        icon("khong-co")


@pytest.mark.parametrize(
    "kind", [*statuses.COMMON, *(f"{thing}.{state}" for thing, states in statuses.BY_THING.items() for state in states)]
)
def test_every_status_has_an_icon_before_its_word(kind: str) -> None:
    html = shown("{% status kind %}", kind=kind)
    assert html.index("<svg") < html.index(statuses.look(kind).word)


def test_every_state_of_every_lifecycle_is_drawn_and_no_other() -> None:
    assert {table.thing: set(table.states) for table in lifecycle.TABLES} == {
        thing: set(states) for thing, states in statuses.DRAWN.items()
    }


@pytest.mark.parametrize("states", statuses.BY_THING.values(), ids=statuses.BY_THING)
def test_no_two_states_of_a_thing_look_alike(states: dict[str, statuses.Look]) -> None:
    words = [look.word for look in states.values()]
    assert len(set(words)) == len(words)


def test_an_unknown_status_is_an_error() -> None:
    with pytest.raises(KeyError):
        statuses.look("dossier.lost")


def test_the_clause_has_one_form() -> None:
    source = Source("III.3.a", "gạch 3")
    assert shown('{% clause source "/ke-hoach/#x" %}', source=source) == (
        '<a class="clause" href="/ke-hoach/#x"><span>Mục</span> <b>III.3.a</b><small>gạch 3</small></a>'
    )
    assert shown("{% clause source %}", source=source).startswith('<span class="clause">')
    assert shown('{% clause "recipients" %}') == '<span class="clause"><b>Nơi nhận</b></span>'
    assert shown("{% clause None %}") == '<em class="clause absent">không ghi</em>'


def test_law_that_nobody_checked_says_so() -> None:
    source = ("Nghị định 152/2025/NĐ-CP", "khoản 1 Điều 54")
    assert "khoản 1 Điều 54, Nghị định 152/2025/NĐ-CP" in shown("{% law s %}", s=source)
    assert "Chưa đối chiếu" not in shown("{% law s %}", s=source)
    assert "Chưa đối chiếu" in shown('{% law s "unverified" %}', s=source)


def test_the_leaf_of_another_year_names_it() -> None:
    assert "năm 2024" in shown("{% leaf day now %}", day=date(2024, 12, 9), now=NOW)
    assert "năm 2026" in shown("{% leaf day %}", day=date(2026, 1, 29))
    assert "năm" not in shown("{% leaf day now %}", day=date(2026, 12, 9), now=NOW)


def test_the_leaf_of_today_is_solid() -> None:
    assert "leaf today" in shown("{% leaf day now %}", day=date(2026, 1, 27), now=NOW)
    assert "hôm nay" in shown("{% leaf day now %}", day=date(2026, 1, 27), now=NOW)
    other = shown("{% leaf day now big=True %}", day=date(2026, 1, 29), now=NOW)
    assert "today" not in other
    assert "tháng 01/2026" in other
    assert "thứ Năm" in other


def test_a_day_begins_in_viet_nam_not_in_greenwich() -> None:
    late = datetime(2026, 1, 26, 18, 0, tzinfo=UTC)  # already 27 January in Viet Nam
    assert "leaf today" in shown("{% leaf day now %}", day=date(2026, 1, 27), now=late)


def test_a_deadline_says_the_last_good_moment() -> None:
    text = '{% deadline closing now source "" "trước ngày 30 tháng 01" "nên ngày 30 là muộn" %}'
    html = shown(text, closing=CLOSING, now=NOW, source=Source("IV.1.b"))
    assert "Còn 2 ngày 15 giờ" in html
    assert "Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Năm, 29/01/2026" in html
    assert '<span class="quote">trước ngày 30 tháng 01</span>, nên ngày 30 là muộn.' in html


@pytest.mark.parametrize(("later", "over"), [(timedelta(microseconds=-1), False), (timedelta(0), True)])
def test_a_deadline_closes_at_one_instant(later: timedelta, over: bool) -> None:
    html = shown("{% deadline closing now %}", closing=CLOSING, now=CLOSING.closes_at + later)
    assert ("còn kịp đã là" in html) is over


def test_places_beyond_the_quota_stand_after_the_line() -> None:
    drawn = places.drawing(done=3, pending=2, limit=4)
    assert [(each["style"], each["x"]) for each in drawn["squares"]] == [
        ("done", 1), ("done", 27), ("done", 53), ("pend", 79), ("over", 117),
    ]  # fmt: skip
    assert drawn["limit_x"] == 107
    assert places.drawing(done=1, pending=0, limit=2)["limit_x"] is None


def test_many_places_become_a_figure() -> None:
    html = shown("{% slots 31 30 4 %}")
    assert "<svg" not in html
    assert "31 trên 30, 4 đang xét" in html
    assert "vượt 5" in html


def test_all_reasons_stand_in_one_notice_the_worst_first() -> None:
    findings = [
        Finding("a", "info", "Để biết.", {}),
        Finding("b", "error", "Thiếu <biên bản>.", {}, Source("IV.2.b"), "minutes"),
        Finding("c", "warning", "Chỉ số chưa công bố.", {}),
    ]
    html = shown('{% finding_list findings "" "/p/" "id_" %}', findings=findings)
    assert html.count("<li>") == 3
    assert html.index("Thiếu") < html.index("Chỉ số") < html.index("Để biết")
    assert '<a href="#id_minutes">Thiếu &lt;biên bản&gt;.</a>' in html
    assert 'href="/p/#IV.2.b"' in html
    assert 'class="notice bad' in html
    assert shown("{% finding_list findings %}", findings=[]) == ""


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    from thidua.ui.sample import SampleForm

    html = shown("{% error_summary form %}{% field form.day %}{% field form.verdict %}", form=SampleForm({"day": "x"}))
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="x"' in html
    assert '<a href="#id_verdict_0">' in html
    assert "autofocus" in html
    assert "<legend>Kết luận</legend>" in html


def test_pages_keep_the_other_parameters() -> None:
    request = RequestFactory().get("/", {"tim": "Đặng", "trang": "2"})
    html = shown("{% pagination page 'hồ sơ' %}", page=Paginator(range(411), 50).page(2), request=request)
    assert "51 đến 100 trong 411 hồ sơ" in html
    assert "?tim=%C4%90%E1%BA%B7ng&amp;trang=3" in html
    assert shown("{% pagination page %}", page=Paginator(range(3), 50).page(1), request=request) == ""


def test_an_empty_block_leaves_no_trace() -> None:
    assert shown('{% filled "p" "lede" %}  {% endfilled %}') == ""
    assert shown('{% filled "p" "lede" %} a <b>b</b> {% endfilled %}') == "<p class='lede'>a <b>b</b></p>"
    assert shown('{% filled "p" "lede" %}{{ v }}{% endfilled %}', v="<script>") == "<p class='lede'>&lt;script&gt;</p>"


def test_a_place_with_blanks_leads_to_a_valid_id() -> None:
    page = shown(
        '{% with "#"|add:path as href %}{% clause path href %}{% endwith %}<p id="{{ path|anchored }}">',
        path="Phụ lục 1",
    )
    assert 'href="#Phụ-lục-1"' in page
    assert 'id="Phụ-lục-1"' in page
    assert 'href="/ke-hoach/"' in shown('{% clause "III.2" "/ke-hoach/" %}')
