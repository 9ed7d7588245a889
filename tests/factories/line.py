"""The whole line of one plan through the real actions: launch, dossier, appraisal, council, decision, money, proposal."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.dossiers.steps import Stage
from thidua.councils import actions as councils
from thidua.councils import facts as council_facts
from thidua.councils.models import Session
from thidua.decisions import actions as decisions
from thidua.decisions.models import Decision, Proposal
from thidua.dossiers import actions as dossiers
from thidua.dossiers.models import Dossier
from thidua.org.models import User


class Line(Stage):
    """A plan on its way. Steps build on one another: ``decided()`` runs everything before it."""

    def fresh(self, name: str) -> User:
        """The account as a request would load it, with today's roles unread."""
        return User.objects.get(pk=self.world.users[name].pk)

    def day(self, number: int) -> datetime:
        """So many days after filing."""
        return self.moment + timedelta(days=number)

    def appraised(self) -> Dossier:
        """A dossier with a collective and a person, both found eligible."""
        self.good_facts()
        collective = any(q.kind == "collective" for q in self.world.plan.quotas) or not self.world.plan.quotas
        dossier = self.received(collective=collective)
        for candidate in dossier.candidates.select_related("dossier__round", "dossier__plan_version"):
            self.judge_all(candidate)
            dossiers.appraise(candidate=candidate, by=self.user("office"), at=self.day(2))
        dossier.refresh_from_db()
        return dossier

    def heard(self) -> Session | None:
        """The council has met and adopted its minutes, where the plan sends dossiers before one."""
        dossier = self.appraised()
        if not dossiers.has_council(dossier):
            return None
        session = self.voting()
        for motion in session.motions.all():
            barred = set(motion.conflicts.values_list("member_id", flat=True))
            for member, user in self.voters(session).items():
                if member not in barred:
                    councils.cast(motion=motion, choice="yes", by=user, at=self.day(10))
        session = councils.count(
            session=session, version=session.version, unfinished_ok=False, by=self.fresh("secretary"), at=self.day(10)
        )
        return councils.close(session=session, version=session.version, by=self.fresh("secretary"), at=self.day(10))

    def planned(self) -> Session:
        """A session called for the dossiers that wait."""
        assert self.world.council is not None
        return councils.create_session(
            council=self.world.council,
            round=self.round,
            planned_at=self.day(10),
            place="Phòng họp số 1",
            by=self.fresh("secretary"),
            at=self.day(3),
        )

    def voting(self) -> Session:
        """A session with everybody there and the vote open."""
        session, secretary, when = self.planned(), self.fresh("secretary"), self.day(10)
        session = councils.record_attendance(
            session=session,
            version=session.version,
            present=council_facts.ids(council_facts.roster(session)),
            notes={},
            by=secretary,
            at=when,
        )
        session = councils.open_session(session=session, version=session.version, by=secretary, at=when)
        return councils.start_voting(
            session=session, version=session.version, warnings_seen=True, by=secretary, at=when
        )

    def voters(self, session: Session) -> dict[int, User]:
        """Member → account, of those present."""
        accounts = {u.person_id: u for u in User.objects.exclude(person=None)}
        return {s.member.pk: accounts[s.member.person_id] for s in council_facts.roster(session) if s.present}

    def drafted(self) -> Decision:
        """A draft decision with everybody who is ready."""
        self.heard()
        award = next(a for a in self.world.plan.awards if a.mode == "award")
        return decisions.draft_decision(
            round=self.round,
            award_id=award.id,
            form="" if award.form else "giay-khen",
            by=self.fresh("office"),
            at=self.day(15),
        )

    def submitted(self) -> Decision:
        """Laid before the decider; fewer than an exact quota are given a reason."""
        decision = self.drafted()
        decision = decisions.edit_draft(
            decision=decision,
            version=decision.version,
            texts={"quota_reason": "Chỉ có chừng ấy trường hợp đủ tiêu chuẩn theo kế hoạch."},
            by=self.fresh("office"),
            at=self.day(15),
        )
        return decisions.submit(decision=decision, version=decision.version, by=self.fresh("office"), at=self.day(15))

    def approved(self) -> Decision:
        decision = self.submitted()
        return decisions.approve(
            decision=decision, version=decision.version, seen=True, by=self.fresh("chair"), at=self.day(16)
        )

    def issued(self) -> Decision:
        """The decision has its number, the awards their certificates."""
        decision = self.approved()
        return decisions.issue(
            decision=decision,
            version=decision.version,
            decided_on=self.day(17).date(),
            by=self.fresh("office"),
            at=self.day(17),
        )

    def paid(self) -> Decision:
        """The money is handed over."""
        decision = self.issued()
        awards = list(decision.awards.filter(verdict="approved"))
        decisions.mark_paid(
            decision=decision,
            award_ids=[a.pk for a in awards],
            paid_on=self.day(20).date(),
            receivers={a.pk: "Đỗ Thành Đạt" for a in awards},
            by=self.fresh("finance"),
            at=self.day(20),
        )
        return decision

    def proposed(self) -> Proposal | None:
        """Draft a request to the higher level for those awarded, where the plan has such an award."""
        decision = self.paid()
        award = next((a for a in self.world.plan.awards if a.mode == "propose"), None)
        if award is None:
            return None
        proposal = decisions.create_proposal(
            round=self.round,
            award_id=award.id,
            candidates=[a.candidate for a in decision.awards.select_related("candidate__person", "candidate__unit")],
            addressee="Chủ tịch UBND cấp trên trực tiếp",
            by=self.fresh("office"),
            at=self.day(25),
        )
        return decisions.send(
            proposal=proposal,
            version=proposal.version,
            sent_on=self.day(25).date(),
            signer=self.fresh("chair"),
            by=self.fresh("office"),
            at=self.day(25),
        )
