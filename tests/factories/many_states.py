"""One body with a plan in every stage of the line: a movement each, all through the real actions. And a foreign body."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import docx

from tests.dossiers.steps import FILING
from tests.factories import readings
from tests.factories import world as worlds
from tests.factories.followed import follow
from tests.factories.line import Line
from tests.factories.world import ISSUED, World, at
from thidua import plans
from thidua.councils import actions as councils
from thidua.decisions import actions as decisions
from thidua.dossiers import actions as dossiers
from thidua.drafting.models import Draft
from thidua.movements import actions as movements
from thidua.movements.models import Movement
from thidua.org.models import UNIT_ROLES, RoleGrant
from thidua.plans.vocabulary import ROLES
from thidua.records import layouts
from thidua.records.models import Complaint, Initiative, PaperTemplate

CODE = "phu-luong-2023"


class Again(Line):
    """The line once more in the same world, by a movement of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.movement = self._launched()
        key, moment = FILING[world.plan.code]
        self.round = self.movement.rounds.get(key=key)
        self.moment = at(moment)
        self.one = world.units["one"]

    def _launched(self) -> Movement:
        day = ISSUED[self.world.plan.code]
        moment = at(f"{day.isoformat()} 09:00")
        movement = self.prepared(self.world)
        return movements.launch(
            movement=movement,
            version=movement.version,
            issued_on=day,
            number=None,
            signer=self.world.people["Trần Văn Chủ"],
            capacity="TM",
            by=self.world.users["office"],
            at=moment,
        )

    @staticmethod
    def prepared(world: World) -> Movement:
        moment = at(f"{ISSUED[world.plan.code].isoformat()} 09:00")
        return movements.prepare(body=world.body, plan=world.plan, by=world.users["office"], at=moment)

    def good_facts(self) -> None:
        """The facts are known already; only the unit's plan belongs to each movement."""
        movements.register_lower_plan(
            movement=self.movement,
            unit=self.one,
            number="05/KH",
            issued_on=ISSUED[self.world.plan.code],
            by=self.user("office"),
            at=self.moment - timedelta(days=2),
        )


class ManyStates:
    """Objects by the stage they stand in. ``lines[stage]`` is the line that brought them there."""

    def __init__(self) -> None:
        first = Line(CODE)
        self.world = first.world
        self.paid = first.paid()
        self.lines: dict[str, Line] = {"paid": first}
        self.draft_movement = Again.prepared(self.world)
        self.draft = self._line("draft").ready()
        self.confirmed = self._line("confirmed").confirmed()
        line = self._line("filed")
        self.filed = line.confirmed()
        line.file(self.filed)
        self.received = self._line("received").received()
        line = self._line("judged")
        self.judged = line.received()
        self._conclude_one(line)
        line = self._line("returned")
        self.returned = line.received()
        dossiers.return_for_supplement(
            dossier=self.returned,
            defects=[{"paper": "Danh sách trích ngang", "what": "Thiếu chữ ký của thủ trưởng"}],
            answer_by=line.day(10),
            by=line.user("office"),
            at=line.day(1),
        )
        self.appraised = self._line("appraised").appraised()
        self.lines["planned"] = line = self._line("planned")
        line.appraised()
        self.planned = line.planned()
        line = self._line("voting")
        line.appraised()
        self.voting = line.voting()
        line = self._line("counted")
        line.appraised()
        session = line.voting()
        self.counted = councils.count(
            session=session, version=session.version, unfinished_ok=True, by=line.fresh("secretary"), at=line.day(10)
        )
        self.drafted = self._line("drafted").drafted()
        self.submitted = self._line("submitted").submitted()
        self.approved = self._line("approved").approved()
        line = self._line("proposed")
        self.proposed = line.proposed()
        self.proposal = self._proposal_draft()
        self.report = Again(replace(self.world, plan=plans.builtin()["soc-trang-2025"])).ready()
        self.layout = self._layout()
        self.complaint, self.initiative = self._open_facts()
        self.plan_drafts = self._plan_drafts()
        self.followed = follow(self.world, self.lines["filed"].movement, self.lines["filed"].moment)
        self.foreign = worlds.build("soc-trang-2025", tag="b")
        worlds.launch(self.foreign)
        for role in ROLES:  # whatever is kept from this account is kept because the body is not its own
            unit = self.foreign.units["one"] if role in UNIT_ROLES else self.foreign.body
            RoleGrant.objects.get_or_create(
                user=self.foreign.users["office"], role=role, unit=unit, defaults={"since": worlds.SINCE}
            )

    def _line(self, stage: str) -> Again:
        self.lines[stage] = line = Again(self.world)
        return line

    def _conclude_one(self, line: Line) -> None:
        candidate = self.judged.candidates.select_related("dossier__round", "dossier__plan_version")[0]
        line.judge_all(candidate)
        dossiers.appraise(candidate=candidate, by=line.user("office"), at=line.day(2))

    def _layout(self) -> PaperTemplate:
        """The office's own Word layout of one paper."""
        document, file = docx.Document(), io.BytesIO()
        document.add_paragraph("Mẫu riêng của phường")
        document.save(file)
        return layouts.use_template(
            body=self.world.body,
            kind="Certificate",
            name="giay-khen.docx",
            data=file.getvalue(),
            by=self.world.users["admin"],
            at=self.lines["paid"].day(30),
        )

    def _open_facts(self) -> tuple[Complaint, Initiative]:
        """A remark not yet concluded and an initiative not yet recognised, of the clerk."""
        line = self.lines["paid"]
        common = {
            "person": line.clerk_person,
            "unit": line.one,
            "source": "Sổ tiếp công dân",
            "recorded_at": line.moment,
        }
        day = line.moment.date()
        return (
            Complaint.objects.create(**common, received_on=day, summary="Chậm trả kết quả", status="open"),
            Initiative.objects.create(**common, title="Trả kết quả tại nhà", registered_on=day),
        )

    def _plan_drafts(self) -> dict[str, Draft]:
        """Drafts of plans by their state; nobody read the files."""
        office, moment = self.world.users["office"], self.lines["paid"].moment
        return {
            state: readings.in_state(state, self.world.body, office, moment)
            for state in ("reading", "failed", "other", "review", "ready")
        }

    def _proposal_draft(self) -> Any:
        line = self.lines["paid"]
        award = next(a for a in self.world.plan.awards if a.mode == "propose")
        lines = self.paid.awards.select_related("candidate__person", "candidate__unit")
        return decisions.create_proposal(
            round=line.round,
            award_id=award.id,
            candidates=[a.candidate for a in lines],
            addressee="Chủ tịch UBND quận",
            by=line.fresh("office"),
            at=line.day(25),
        )
