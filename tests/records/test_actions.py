"""Facts: entered with their paper, corrected with a reason, never lost silently, never twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.factories.world import World
from tests.factories.world import build as build_world
from thidua.audit import journal
from thidua.audit.models import JournalEntry
from thidua.org.models import User
from thidua.records import actions
from thidua.records.kinds import KINDS, Fact
from thidua.records.models import AnnualRating, Commendation, Complaint, IndexResult, Initiative
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
PAPER = "Quyết định số 201/QĐ-UBND ngày 22/12/2025"
GOOD: dict[str, dict[str, Any]] = {
    "xep-loai": {"year": 2025, "scale": "nhiem_vu", "grade": 4},
    "nhiem-vu": {"year": 2025, "assigned": 38, "done": 38, "on_time": 36},
    "chi-so": {
        "component": "Cải cách thể chế", "year": 2025, "points": Decimal("8.75"), "maximum": Decimal(10), "rank": 3,
    },
    "phu-trach-chi-so": {"component": "Cải cách thể chế", "year": 2025},
    "sang-kien": {"title": "Trả kết quả tại nhà", "registered_on": date(2025, 3, 14)},
    "khen-thuong": {
        "form": "giay-khen", "authority": "Chủ tịch UBND huyện", "authority_tier": "district",
        "decision_number": "118/QĐ-UBND", "decided_on": date(2024, 12, 20), "merit": "Hoàn thành xuất sắc nhiệm vụ",
    },
    "ky-luat": {"form": "Khiển trách", "decided_on": date(2025, 6, 1)},
    "phan-anh": {"received_on": date(2025, 5, 4), "summary": "Chậm trả kết quả hồ sơ đất đai."},
}  # fmt: skip


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def enter(
    world: World, now: datetime, kind: str, *, person: bool = False, by: User | None = None, source: str = PAPER, **more: Any
) -> Fact:  # fmt: skip
    return actions.enter(
        kind=kind,
        unit=world.units["one"],
        person=world.people["Võ Hoàng Phúc"] if person else None,
        values=GOOD[kind] | more,
        source=source,
        by=by or world.users["office"],
        at=now,
    )


EVERY = [
    (kind.slug, person)
    for kind in KINDS.values()
    for person in (True, False)
    if (kind.of_person if person else kind.of_unit)
]


@pytest.mark.parametrize(("kind", "person"), EVERY)
def test_every_kind_is_entered_told_and_not_entered_twice(world: World, now: datetime, kind: str, person: bool) -> None:
    fact = enter(world, now, kind, person=person)
    assert (fact.source, fact.recorded_at, fact.unit) == (PAPER, now, world.units["one"])
    entry = journal.of(fact).get()
    assert (entry.act, entry.body_id) == ("fact.enter", world.body.pk)
    assert entry.data["source"] == PAPER
    with pytest.raises(Refused) as refused:
        enter(world, now, kind, person=person)
    assert codes(refused) == {"fact_known"}


@pytest.mark.parametrize(("kind", "person"), [("ky-luat", False), ("chi-so", True)])
def test_some_kinds_are_of_people_or_of_units_only(world: World, now: datetime, kind: str, person: bool) -> None:
    with pytest.raises(Refused) as refused:
        enter(world, now, kind, person=person)
    assert codes(refused) <= {"of_person_only", "of_unit_only"}


@pytest.mark.parametrize(
    ("kind", "more", "code"),
    [
        ("xep-loai", {"year": 2027}, "year_odd"),
        ("xep-loai", {"year": 1999}, "year_odd"),
        ("xep-loai", {"grade": 5}, "grade_unknown"),
        ("xep-loai", {"scale": "khac"}, "grade_unknown"),
        ("nhiem-vu", {"done": 39}, "done_over"),
        ("nhiem-vu", {"on_time": 39}, "on_time_over"),
        ("nhiem-vu", {"assigned": 0, "done": 0, "on_time": 0}, "assigned_odd"),
        ("chi-so", {"points": Decimal("10.001")}, "points_over"),
        ("chi-so", {"points": Decimal(-1)}, "points_over"),
        ("chi-so", {"maximum": Decimal(100_000)}, "maximum_odd"),
        ("chi-so", {"rank": 0}, "rank_odd"),
        ("sang-kien", {"title": " "}, "text_missing"),
        ("sang-kien", {"registered_on": date(2026, 1, 28)}, "date_odd"),
        ("khen-thuong", {"form": "huan-chuong"}, "form_unknown"),
        ("khen-thuong", {"authority_tier": "unit"}, "tier_unknown"),
        ("khen-thuong", {"decision_number": ""}, "text_missing"),
        ("khen-thuong", {"decided_on": date(1945, 9, 1)}, "date_odd"),
        ("phan-anh", {"summary": ""}, "text_missing"),
        ("phan-anh", {"source": " "}, "source_missing"),
        ("phan-anh", {"source": "x" * 201}, "source_long"),
    ],
)
def test_bad_facts_are_named(world: World, now: datetime, kind: str, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        enter(world, now, kind, **more)
    assert codes(refused) == {code}
    assert not KINDS[kind].model.objects.exists()


def test_a_person_s_fact_keeps_a_unit_of_the_same_body(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    with pytest.raises(Refused) as refused:
        actions.enter(
            kind="xep-loai", unit=world.units["one"], person=foreign.people["Võ Hoàng Phúc"],
            values=GOOD["xep-loai"], source=PAPER, by=world.users["office"], at=now,
        )  # fmt: skip
    assert codes(refused) == {"foreign_unit"}


def correct(world: World, fact: Fact, seen: datetime, at: datetime, kind: str, **more: Any) -> Fact:
    given = {"source": PAPER, "reason": "Nhập nhầm mức xếp loại", "by": world.users["office"], **more.pop("act", {})}
    return actions.correct(fact=fact, seen=seen, values=GOOD[kind] | more, at=at, **given)


def test_a_correction_keeps_before_now_and_why(world: World, now: datetime) -> None:
    fact = enter(world, now, "xep-loai")
    later = now + timedelta(hours=1)
    correct(world, fact, now, later, "xep-loai", grade=3)
    assert AnnualRating.objects.get().grade == 3
    entry = journal.of(fact).first()
    assert entry is not None
    assert (entry.data["before"]["grade"], entry.data["now"]["grade"]) == (4, 3)
    assert "Nhập nhầm" in entry.sentence
    with pytest.raises(Refused) as refused:  # somebody else still looks at the first version
        correct(world, fact, now, later + timedelta(hours=1), "xep-loai", grade=2)
    assert codes(refused) == {"stale"}
    assert AnnualRating.objects.get().grade == 3


def test_a_correction_needs_a_reason_and_may_not_make_a_double(world: World, now: datetime) -> None:
    fact = enter(world, now, "xep-loai")
    enter(world, now, "xep-loai", year=2024)
    with pytest.raises(Refused) as refused:
        correct(world, fact, now, now, "xep-loai", act={"reason": "nhầm"})
    assert codes(refused) == {"reason_missing"}
    with pytest.raises(Refused) as refused:
        correct(world, fact, now, now, "xep-loai", year=2024)
    assert codes(refused) == {"fact_known"}


def test_what_is_taken_back_stays_in_the_journal(world: World, now: datetime) -> None:
    fact = enter(world, now, "ky-luat", person=True)
    pk = fact.pk
    given = {"fact": fact, "seen": now, "by": world.users["office"], "at": now}
    with pytest.raises(Refused) as refused:
        actions.withdraw(**given, reason="")
    assert codes(refused) == {"reason_missing"}
    actions.withdraw(**given, reason="Ghi nhầm sang người trùng tên")
    entry = JournalEntry.objects.get(act="fact.withdraw", thing_id=str(pk))
    assert entry.data["before"]["form"] == "Khiển trách"
    assert entry.data["before"]["person_id"] == world.people["Võ Hoàng Phúc"].pk
    fact.pk = pk
    with pytest.raises(Refused) as refused:
        actions.withdraw(**given, reason="Ghi nhầm sang người trùng tên")
    assert codes(refused) == {"stale"}
    assert JournalEntry.objects.filter(act="fact.withdraw").count() == 1


def test_an_initiative_is_recognised_once(world: World, now: datetime) -> None:
    fact = enter(world, now, "sang-kien", person=True)
    assert isinstance(fact, Initiative)
    given = {
        "initiative": fact, "seen": now, "on": date(2025, 5, 20), "body": "Hội đồng sáng kiến phường",
        "level": "commune", "source": "Quyết định số 9/QĐ-HĐSK", "by": world.users["office"], "at": now,
    }  # fmt: skip
    for more, code in (
        ({"on": date(2025, 3, 13)}, "recognised_before"),
        ({"on": date(2026, 2, 1)}, "date_odd"),
        ({"level": "x"}, "level_unknown"),
        ({"body": ""}, "text_missing"),
        ({"source": ""}, "source_missing"),
    ):
        with pytest.raises(Refused) as refused:
            actions.recognise(**(given | more))
        assert codes(refused) == {code}
    actions.recognise(**given)
    fact.refresh_from_db()
    assert (fact.recognised_on, fact.level) == (date(2025, 5, 20), "commune")
    assert fact.source == f"{PAPER}; Quyết định số 9/QĐ-HĐSK"
    with pytest.raises(Refused) as refused:
        actions.recognise(**given)
    assert codes(refused) == {"already_recognised"}


def test_a_complaint_is_concluded_once(world: World, now: datetime) -> None:
    fact = enter(world, now, "phan-anh", person=True)
    assert isinstance(fact, Complaint)
    assert fact.status == "open"
    given = {
        "complaint": fact, "seen": now, "status": "upheld", "conclusion": "Đúng, đã xin lỗi công dân.",
        "source": "Kết luận số 3/KL-UBND", "by": world.users["office"], "at": now,
    }  # fmt: skip
    for more, code in (({"status": "open"}, "status_unknown"), ({"conclusion": "đúng"}, "conclusion_short")):
        with pytest.raises(Refused) as refused:
            actions.conclude(**(given | more))
        assert codes(refused) == {code}
    actions.conclude(**given)
    fact.refresh_from_db()
    assert fact.status == "upheld"
    with pytest.raises(Refused) as refused:
        actions.conclude(**given)
    assert codes(refused) == {"already_concluded"}


def test_what_a_decision_of_this_system_wrote_is_not_changed_by_hand(world: World, now: datetime) -> None:
    fact = enter(world, now, "khen-thuong")
    Commendation.objects.update(movement_key="soc-trang-2025")
    fact.refresh_from_db()
    with pytest.raises(Refused) as refused:
        correct(world, fact, now, now, "khen-thuong")
    assert codes(refused) == {"given_here"}
    with pytest.raises(Refused) as refused:
        actions.withdraw(fact=fact, seen=now, reason="Thử rút dòng này", by=world.users["office"], at=now)
    assert codes(refused) == {"given_here"}


def test_only_the_office_and_the_administrator_of_the_body_enter(world: World, now: datetime) -> None:
    foreign = build_world(tag="b")
    enter(world, now, "xep-loai", by=world.users["admin"])
    fact = enter(world, now, "nhiem-vu")
    for by in [world.users[n] for n in ("clerk", "head", "chair", "secretary", "finance")] + [
        foreign.users[n] for n in ("office", "admin")
    ]:
        with pytest.raises(Refused) as refused:
            enter(world, now, "chi-so", by=by)
        assert codes(refused) == {"permission"}
        for act in (
            lambda by=by: correct(world, fact, now, now, "nhiem-vu", act={"by": by}),
            lambda by=by: actions.withdraw(fact=fact, seen=now, reason="Không phải việc của tôi", by=by, at=now),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert codes(refused) == {"permission"}
    assert not IndexResult.objects.exists()
