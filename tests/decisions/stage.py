"""A round ready to be decided on a small world: appraised candidates as rows, then everything through the real actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from tests.factories import world as worlds
from thidua.councils.models import Motion, Session
from thidua.decisions import actions
from thidua.decisions.models import Decision
from thidua.dossiers.models import Appraisal, Candidate, Dossier
from thidua.movements.models import Round
from thidua.org.models import Person, Unit, User

SNAPSHOT = [
    {
        "id": "tc-nhiem-vu",
        "barring": False,
        "label": "Hoàn thành nhiệm vụ được giao",
        "outcome": "met",
        "sentence": "38 trên 38 nhiệm vụ xong đúng hạn hoặc trước hạn, cần 100%.",
        "found": "100%",
        "asked": "100%",
        "evidence": ["Báo cáo số 12/BC-UBND"],
        "source": {"path": "III.3.a", "note": "gạch 1", "quote": ""},
        "leaves": [],
    }
]
OPEN = [
    {
        "id": "tc-chi-so",
        "label": "Chỉ số thành phần cao hơn năm trước",
        "sentence": "Chưa có kết quả chính thức của năm xét.",
        "note": "Chờ số chính thức công bố tháng sau",
        "source": {"path": "III.3.a", "note": "gạch 2"},
    }
]


@dataclass
class Stage:
    """A launched plan and the candidates of one of its rounds. ``day`` is the day on which decisions are made."""

    world: worlds.World
    round: Round
    day: date
    award_id: str
    candidates: list[Candidate] = field(default_factory=list)

    def at(self, clock: str = "09:00") -> datetime:
        """A moment of the day, aware."""
        return worlds.at(f"{self.day.isoformat()} {clock}")

    def user(self, name: str) -> User:
        """A fresh account, so that roles are read anew."""
        return User.objects.get(pk=self.world.users[name].pk)

    def candidate(
        self,
        unit: Unit,
        person: Person | None = None,
        *,
        state: str = "",
        open_conditions: bool = False,
        award: str = "",
    ) -> Candidate:
        """An appraised candidate; recommended by a closed session where the plan's route has a council."""
        council = any(step.act == "council" for step in self.world.plan.route)
        filed = worlds.at(f"{self.day.isoformat()} 07:00")
        dossier, _ = Dossier.objects.get_or_create(
            round=self.round,
            unit=unit,
            defaults={
                "plan_version": self.round.movement.plan_versions.get(in_force=True),
                "state": "before_council" if council else "appraised",
                "created_at": filed,
                "created_by": self.world.users["clerk"],
                "saved_at": filed,
                "filed_at": filed,
                "appraised_at": filed,
            },
        )
        wanted = state or ("recommended" if council else "eligible")
        candidate = Candidate.objects.create(
            dossier=dossier,
            kind="individual" if person else "collective",
            person=person,
            unit=unit,
            position="Chuyên viên" if person else "",
            award_id=award or self.award_id,
            summary="Rút thời gian giải quyết hồ sơ từ 15 ngày còn 9 ngày.",
            state=wanted,
        )
        Appraisal.objects.create(
            candidate=candidate, conclusion="eligible", snapshot=SNAPSHOT,
            open_conditions=OPEN if open_conditions else [], by=self.world.users["office"], at=filed,
        )  # fmt: skip
        if wanted in ("recommended", "not_recommended"):
            self.heard(candidate, wanted == "recommended")
        self.candidates.append(candidate)
        return candidate

    def heard(self, candidate: Candidate, chosen: bool) -> Motion:
        """The closed session's word on a candidate."""
        moment = worlds.at(f"{self.day.isoformat()} 08:00")
        assert self.world.council is not None
        session, _ = Session.objects.get_or_create(
            council=self.world.council,
            round=self.round,
            defaults={
                "state": "closed", "planned_at": moment, "opened_at": moment, "closed_at": moment, "place": "Phòng họp",
                "minutes_number": "03/BB-HĐTĐKT", "created_by": self.world.users["secretary"],
            },
        )  # fmt: skip
        return Motion.objects.create(
            session=session, candidate=candidate, order=session.motions.count() + 1, yes=5 if chosen else 1, no=0 if chosen else 4,
            blank=0, eligible=5, base=5, needed=3, passed=chosen, chosen=chosen, sentence="5 trên 5 tán thành.",
        )  # fmt: skip

    def fill(self, collectives: int, people: int) -> Stage:
        """So many candidates, in units of their own."""
        units = [self.world.units[key] for key in ("one", "two", "hcc", "school", "office", "field")]
        for n in range(collectives):
            self.candidate(units[n])
        for n in range(people):
            self.candidate(
                units[n % len(units)], self.world.person(f"Nguyễn Ứng Cử {n + 1:02d}", units[n % len(units)])
            )
        return self

    def fill_more(self, people: int = 10) -> Stage:
        """More people in one unit."""
        unit = self.world.units["two"]
        for _ in range(people):
            self.candidate(unit, self.world.person(f"Trần Thêm {len(self.candidates):03d}", unit))
        return self

    # ------------------------------------------------------------ the way of a decision

    def drafted(self, **texts: str) -> Decision:
        """A draft with everybody who is ready."""
        award = next(a for a in self.world.plan.awards if a.id == self.award_id)
        form = "" if award.form else "giay-khen"
        decision = actions.draft_decision(
            round=self.round, award_id=self.award_id, form=form, by=self.user("office"), at=self.at("09:00")
        )
        if texts:
            actions.edit_draft(
                decision=decision, version=decision.version, texts=texts, by=self.user("office"), at=self.at("09:05")
            )
        return decision

    def submitted(self, **texts: str) -> Decision:
        """Laid before the decider."""
        decision = self.drafted(**texts)
        return actions.submit(decision=decision, version=decision.version, by=self.user("office"), at=self.at("09:10"))

    def approved(self, by: str = "chair", **texts: str) -> Decision:
        """Approved as submitted."""
        decision = self.submitted(**texts)
        return actions.approve(
            decision=decision, version=decision.version, seen=True, by=self.user(by), at=self.at("10:00")
        )

    def issued(self, by: str = "chair", **texts: str) -> Decision:
        """Issued on the day."""
        decision = self.approved(by, **texts)
        return self.issue(decision)

    def issue(self, decision: Decision) -> Decision:
        """Issue an approved decision on the day."""
        return actions.issue(
            decision=decision,
            version=decision.version,
            decided_on=self.day,
            by=self.user("office"),
            at=self.at("11:00"),
        )


DAYS = {
    "phu-luong-2023": date(2023, 11, 20),
    "truc-ninh-2021-2025": date(2022, 12, 20),
    "hoa-phong-2025": date(2025, 12, 30),
    "phan-rang-2024": date(2024, 12, 2),
    "soc-trang-2025": date(2026, 2, 12),
}
AWARDS = {
    "phu-luong-2023": "giay-khen-phuong",
    "truc-ninh-2021-2025": "giay-khen-huyen",
    "hoa-phong-2025": "giay-khen-xa",
    "phan-rang-2024": "khen-thanh-pho",
    "soc-trang-2025": "giay-khen-phuong",
}


def build(code: str = "soc-trang-2025", *, day: date | None = None, tag: str = "a", year: int | None = None) -> Stage:
    """A launched plan with no candidates yet; ``year`` picks the round of a plan with several."""
    world = worlds.build(code, tag=tag)
    movement = worlds.launch(world)
    rounds = movement.rounds.order_by("year", "pk")
    round_ = rounds.filter(year=year).first() if year else rounds.first()
    assert round_ is not None
    chosen = day or DAYS[code]
    if code == "truc-ninh-2021-2025" and day is None and year is None:
        round_ = rounds.get(key="annual-2022")
    return Stage(world, round_, chosen, AWARDS[code])


def now() -> datetime:
    """The server's moment, for rows whose time does not matter."""
    return timezone.now()
