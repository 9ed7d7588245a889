"""A council at work on a small world: appraised candidates as rows, then everything through the real actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from tests.factories import world as worlds
from thidua.councils import actions, facts
from thidua.councils.models import Motion, Session
from thidua.dossiers.models import Appraisal, Candidate, Dossier, Submission
from thidua.movements.models import Round
from thidua.org.models import Unit, User

CALLED = worlds.at("2023-10-05 08:00")
MEETING = worlds.at("2023-10-12 14:00")
SNAPSHOT = [
    {
        "id": "tieu-chuan-ca-nhan",
        "barring": False,
        "label": "Thành tích xuất sắc, hoặc có sáng kiến được công nhận",
        "outcome": "met",
        "sentence": "Có 1 sáng kiến được công nhận, cần ít nhất 1.",
        "found": "1 sáng kiến",
        "asked": "ít nhất 1",
        "evidence": ["Quyết định số 12/QĐ-UBND ngày 05/09/2023"],
        "source": {"path": "II.5/2", "note": "gạch 2", "quote": ""},
        "leaves": [],
    }
]


@dataclass
class Meeting:
    """A world with a launched plan that has a council, and candidates the office found eligible."""

    world: worlds.World
    round: Round
    candidates: list[Candidate]

    def user(self, name: str) -> User:
        return User.objects.get(pk=self.world.users[name].pk)

    @property
    def secretary(self) -> User:
        return self.user("secretary")

    def call(self, *, planned: datetime = MEETING, at: datetime = CALLED) -> Session:
        """A planned session with all waiting candidates."""
        assert self.world.council is not None
        return actions.create_session(
            council=self.world.council,
            round=self.round,
            planned_at=planned,
            place="Phòng họp số 1",
            by=self.secretary,
            at=at,
        )

    def attend(self, session: Session, present: set[int] | None = None, at: datetime = MEETING) -> Session:
        """Attendance written down: everybody, or the members named by id."""
        everybody = facts.ids(facts.roster(session))
        return actions.record_attendance(
            session=session,
            version=session.version,
            present=everybody if present is None else present,
            notes={},
            by=self.secretary,
            at=at,
        )

    def opened(self, present: set[int] | None = None) -> Session:
        """A session that has begun."""
        session = self.attend(self.call(), present)
        return actions.open_session(session=session, version=session.version, by=self.secretary, at=MEETING)

    def voting(self, present: set[int] | None = None) -> Session:
        """A session with the vote open."""
        session = self.opened(present)
        return actions.start_voting(
            session=session, version=session.version, warnings_seen=True, by=self.secretary, at=MEETING
        )

    def voters(self, session: Session) -> dict[int, User]:
        """Member id → account, for members who are present."""
        accounts = {u.person_id: u for u in User.objects.exclude(person=None)}
        return {s.member.pk: accounts[s.member.person_id] for s in facts.roster(session) if s.present}

    def free(self, motion: Motion) -> list[User]:
        """Accounts that may vote on a motion, in the order of members."""
        barred = set(motion.conflicts.values_list("member_id", flat=True))
        return [user for member, user in self.voters(motion.session).items() if member not in barred]

    def vote(self, motion: Motion, *choices: str) -> list[str]:
        """The first free voters cast these choices; their tokens."""
        voters = self.free(motion)
        return [
            actions.cast(motion=motion, choice=choice, by=user, at=MEETING)
            for user, choice in zip(voters, choices, strict=False)
        ]

    def everybody_votes(self, session: Session, choice: str = "yes") -> None:
        """All free voters cast the same choice on every motion."""
        for motion in session.motions.all():
            self.vote(motion, *[choice] * len(self.free(motion)))

    def counted(self, choice: str = "yes") -> Session:
        """A session in which all voted alike, counted."""
        session = self.voting()
        self.everybody_votes(session, choice)
        return actions.count(
            session=session, version=session.version, unfinished_ok=False, by=self.secretary, at=MEETING
        )


def build(*, people: int = 2, collectives: int = 1, council_size: int = 5, tag: str = "a") -> Meeting:
    """Candidates of division one, two and the centre in turn, found eligible by the office."""
    world = worlds.build("phu-luong-2023", tag=tag, council_size=council_size)
    movement = worlds.launch(world)
    round_ = movement.rounds.get()
    meeting = Meeting(world, round_, [])
    units = [world.units["one"], world.units["two"], world.units["hcc"]]
    for number in range(collectives):
        meeting.candidates.append(_candidate(meeting, _unit(world, units, number), None))
    for number in range(people):
        unit = units[number % len(units)]
        person = world.person(f"Nguyễn Ứng Cử {number + 1:02d}", unit)
        meeting.candidates.append(_candidate(meeting, unit, person))
    return meeting


def _unit(world: worlds.World, units: list[Unit], number: int) -> Unit:
    if number < len(units):
        return units[number]
    body = world.body
    code = f"{body.code}-u{number:02d}"
    return Unit.objects.create(
        code=code, name=f"Bộ phận {number:02d}", kind="chuyen_mon", level="unit", parent=body, body=body
    )


def _candidate(meeting: Meeting, unit: Unit, person) -> Candidate:
    world, at = meeting.world, CALLED - timedelta(days=3)
    dossier, new = Dossier.objects.get_or_create(
        round=meeting.round,
        unit=unit,
        defaults={
            "plan_version": meeting.round.movement.plan_versions.get(in_force=True),
            "state": "appraised",
            "created_at": at,
            "created_by": world.users["clerk"],
            "saved_at": at,
            "filed_at": at,
            "appraised_at": at,
        },
    )
    if new:
        Submission.objects.create(
            dossier=dossier,
            number=f"{dossier.pk:02d}/TNHS",
            filed_at=at,
            filed_by=world.users["clerk"],
            late=False,
            papers=[],
            closes_at=meeting.round.closes_at,
        )
    candidate = Candidate.objects.create(
        dossier=dossier,
        kind="individual" if person else "collective",
        person=person,
        unit=unit,
        position="Chuyên viên" if person else "",
        award_id="giay-khen-phuong",
        summary="Rút thời gian giải quyết hồ sơ từ 15 ngày còn 9 ngày.",
        state="eligible",
    )
    Appraisal.objects.create(
        candidate=candidate, conclusion="eligible", snapshot=SNAPSHOT, by=world.users["office"], at=timezone.now()
    )
    return candidate
