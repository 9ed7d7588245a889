"""Short steps through the real actions, shared by the tests of dossiers."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from tests.factories.world import ISSUED, World, at, build, launch
from thidua.dossiers import actions
from thidua.dossiers.models import Candidate, Dossier, Submission
from thidua.dossiers.required import needs
from thidua.movements import actions as movements
from thidua.movements.models import Movement, Round
from thidua.org.models import Person, Unit, User
from thidua.records.models import AnnualRating, Commendation, IndexOwner, IndexResult, Initiative, TaskRecord
from thidua.rules.audiences import criteria_for

SOURCE = "Sổ theo dõi năm, chốt ngày 31/12"

# Plan → (round key, filing moment in time, candidate kinds the papers ask for)
FILING = {
    "phu-luong-2023": ("single-2023", "2023-09-29 15:00"),
    "truc-ninh-2021-2025": ("annual-2024", "2024-12-05 09:00"),
    "hoa-phong-2025": ("single-2025", "2026-01-05 09:00"),
    "phan-rang-2024": ("single-2024", "2024-11-15 09:00"),
    "soc-trang-2025": ("single-2025", "2026-01-27 08:40"),
}
TEXT = "Hoàn thành toàn bộ nhiệm vụ cải cách hành chính được giao, rút ngắn thời gian trả kết quả."


class Stage:
    """A launched movement with a round to file for."""

    def __init__(self, code: str, tag: str = "a") -> None:
        self.world: World = build(code, tag=tag)
        self.movement: Movement = launch(self.world)
        key, moment = FILING[code]
        self.round: Round = self.movement.rounds.get(key=key)
        self.moment: datetime = at(moment)
        self.one: Unit = self.world.units["one"]

    def user(self, name: str) -> User:
        return self.world.users[name]

    def person(self, name: str) -> Person:
        return self.world.people[name]

    @property
    def clerk_person(self) -> Person:
        return self.world.people["Võ Hoàng Phúc"]

    def good_facts(self) -> None:
        """Facts by which the unit one and its clerk satisfy every computed standard of every plan."""
        year, when = self.round.year, self.moment
        common = {"source": SOURCE, "recorded_at": when}
        for person in (None, self.clerk_person):
            own = {"unit": self.one, "person": person, **common}
            TaskRecord.objects.create(**own, year=year, assigned=38, done=38, on_time=38)
            AnnualRating.objects.create(**own, year=year, grade=4)
            IndexOwner.objects.create(**own, year=year, component="thu-tuc")
            Initiative.objects.create(
                **own,
                title="Hẹn giờ trả kết quả",
                registered_on=f"{year}-03-01",
                recognised_on=f"{year}-06-01",
                recognised_by="Hội đồng sáng kiến",
                level="province",
            )
            for number in (1, 2):
                Commendation.objects.create(
                    **own,
                    form="giay-khen",
                    authority="Chủ tịch UBND huyện",
                    authority_tier="district",
                    decision_number=f"{number}/QĐ-UBND",
                    decided_on=f"{year - number}-12-20",
                    merit="Thành tích",
                )
        for y, points in ((year - 1, Decimal("80")), (year, Decimal("90"))):
            IndexResult.objects.create(unit=self.one, component="thu-tuc", year=y, points=points, maximum=100, **common)
            IndexResult.objects.create(unit=self.one, component="", year=y, points=points, maximum=100, **common)
        movements.register_lower_plan(
            movement=self.movement,
            unit=self.one,
            number="05/KH",
            issued_on=ISSUED[self.world.plan.code],
            by=self.user("office"),
            at=when - timedelta(days=2),
        )

    def open(self, unit: str = "one", by: str = "clerk") -> Dossier:
        return actions.open_dossier(
            round=self.round,
            unit=self.world.units[unit],
            by=self.user(by),
            at=self.moment - timedelta(days=3),
        )

    def award(self, kind: str, mode: str = "award") -> str:
        return next(a.id for a in self.world.plan.awards if kind in a.kinds and a.mode == mode)

    def add_person(self, dossier: Dossier, person: Person | None = None, by: str = "clerk", **more: str) -> Candidate:
        return actions.add_candidate(
            dossier=dossier,
            kind="individual",
            person=person or self.clerk_person,
            award_id=more.get("award_id") or self.award("individual"),
            summary=more.get("summary", TEXT),
            by=self.user(by),
            at=self.moment - timedelta(days=2),
        )

    def add_unit(self, dossier: Dossier, by: str = "clerk") -> Candidate:
        return actions.add_candidate(
            dossier=dossier,
            kind="collective",
            unit=dossier.unit,
            award_id=self.award("collective"),
            summary=TEXT,
            by=self.user(by),
            at=self.moment - timedelta(days=2),
        )

    def meet(self, dossier: Dossier, by: str = "clerk") -> None:
        started = self.moment - timedelta(days=2, hours=4)
        people = list(dossier.candidates.exclude(state="removed"))
        actions.save_meeting(
            dossier=dossier,
            meeting=actions.MeetingFacts(
                started_at=started,
                ended_at=started + timedelta(hours=1),
                place="Phòng họp số 1",
                chair="Đỗ Thành Đạt",
                secretary="Võ Hoàng Phúc",
                total=12,
                present=11,
                votes={c.pk: (10, 1, 0) for c in people},
                secret=True,
            ),
            by=self.user(by),
            at=self.moment - timedelta(days=1),
        )

    def write(self, dossier: Dossier, by: str = "clerk") -> None:
        """Write every report the plan asks for."""
        for need in needs(dossier):
            if need.item.type != "report" or need.candidate is None:
                continue
            asked = criteria_for(self.world.plan, need.candidate.audience_ids)
            actions.save_paper_content(
                dossier=dossier,
                item_id=need.item.id,
                candidate=need.candidate,
                content={"results": TEXT, "criteria": {c.id: {"result": "Đã làm xong"} for c in asked}},
                version=need.paper.version if need.paper else 0,
                by=self.user(by),
                at=self.moment - timedelta(days=1),
            )

    def ready(self, *, collective: bool = True, person: bool = True) -> Dossier:
        """A dossier with candidates and all papers, not yet confirmed."""
        dossier = self.open()
        if collective:
            self.add_unit(dossier)
        if person:
            self.add_person(dossier)
        self.meet(dossier)
        self.write(dossier)
        return dossier

    def confirmed(self, **kinds: bool) -> Dossier:
        dossier = self.ready(**kinds)
        return actions.confirm(dossier=dossier, by=self.user("head"), at=self.moment - timedelta(hours=2))

    def file(self, dossier: Dossier, moment: datetime | None = None) -> Submission:
        return actions.file(dossier=dossier, by=self.user("clerk"), at=moment or self.moment)

    def received(self, **kinds: bool) -> Dossier:
        dossier = self.confirmed(**kinds)
        self.file(dossier)
        return actions.receive(dossier=dossier, by=self.user("office"), at=self.moment + timedelta(hours=1))

    def judge_all(self, candidate: Candidate, verdict: str = "met") -> None:
        from thidua.dossiers.appraising import judged_leaves

        for leaf in judged_leaves(candidate):
            actions.judge(
                candidate=candidate,
                leaf_id=leaf,
                verdict=verdict,
                reason="Biên bản họp và báo cáo của đơn vị nêu rõ.",
                by=self.user("office"),
                at=self.moment + timedelta(days=1),
            )


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
