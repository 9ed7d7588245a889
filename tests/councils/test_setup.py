"""A council set up through its pages: rules, members, changes; and a fresh installation that reaches a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers.steps import FILING
from tests.factories import world as worlds
from tests.factories.line import Line
from thidua import plans
from thidua.audit.models import JournalEntry
from thidua.councils import facts, membership
from thidua.councils.forms_setup import ShareField
from thidua.councils.models import Council, CouncilMember, Session
from thidua.movements.models import Movement
from thidua.org import actions as org_actions
from thidua.org.models import Person, Unit, User
from thidua.rules.findings import Refused
from thidua.ui import clock

pytestmark = pytest.mark.django_db
NOW = worlds.at("2023-02-01 08:40")
RULES = {
    "quorum": "2/3", "threshold": "50%", "strict": "1", "base": "all", "secret": "1",
    "rules_source": "Điều 6 Quy chế hoạt động của Hội đồng",
}  # fmt: skip
OTHER = {"name": "Hội đồng thứ hai", "founding": "Quyết định số 09/QĐ-UBND ngày 02/01/2023", **RULES}
Clock = Callable[[datetime], object]


@pytest.fixture
def stand(tmp_path: Path, settings: Any) -> Clock:
    settings.THIDUA_HOME = tmp_path
    settings.THIDUA_TRAINING_CLOCK = True
    clock.set_to(NOW)
    return clock.set_to


def browser(user: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"councils:{name}", args=args)


def seat(world: worlds.World, duty: str) -> CouncilMember:
    assert world.council is not None
    return CouncilMember.objects.select_related("council", "person").get(council=world.council, duty=duty, until=None)


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize(
    ("text", "share"), [("2/3", "2/3"), ("50%", "50%"), ("80", "80%"), (" 4 / 5 ", "80%"), ("100%", "100%")]
)
def test_a_share_is_read_as_it_is_spoken(text: str, share: str) -> None:
    field = ShareField()
    assert field.prepare_value(field.clean(text)) == share


@pytest.mark.parametrize("text", ["0", "101", "3/2", "1/0", "hai phần ba", "0,5", "-1"])
def test_a_share_that_is_none_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(Exception, match="2/3"):
        ShareField().clean(text)


def test_the_office_enters_a_council_with_the_paper_its_rules_come_from(stand: Clock) -> None:
    world = worlds.build()
    client = browser(world.users["office"])
    page = client.get(url("found"))
    assert page.context["form"].initial["quorum"] == facts.voting_rules(facts.snapshot(Council())).quorum
    assert "chưa kiểm chứng" in page.content.decode()
    assert "Cơ quan đã kết thúc" not in page.content.decode()
    bare = client.post(url("found"), OTHER | {"rules_source": "", "threshold": "nửa"})
    assert bare.status_code == 422
    assert set(bare.context["form"].errors) == {"rules_source", "threshold"}
    assert client.post(url("found"), OTHER).status_code == 302
    council = Council.objects.get(name="Hội đồng thứ hai")
    text = client.get(url("council", council.pk)).content.decode()
    assert "Điều 6 Quy chế hoạt động của Hội đồng" in text
    assert "Chưa có thành viên nào" in text
    again = client.post(url("found"), OTHER)
    assert list(again.context["form"].errors) == ["name"]
    assert JournalEntry.objects.filter(act="council.found").count() == 1
    Unit.objects.filter(pk=world.body.pk).update(dissolved_on=NOW.date() - timedelta(days=1))
    assert "Cơ quan đã kết thúc" in client.get(url("found")).content.decode()


def test_rules_that_can_never_pass_are_refused(stand: Clock) -> None:
    world = worlds.build()
    refused = browser(world.users["admin"]).post(url("found"), OTHER | {"threshold": "100%"})
    assert refused.status_code == 422
    assert "từ 100% trở lên" in str(refused.context["form"].errors["threshold"])


def test_new_rules_leave_an_open_session_as_it_was(stand: Clock) -> None:
    line = Line("phu-luong-2023")
    session = line.voting() if line.appraised() else None
    assert session is not None
    council = session.council
    client = browser(line.fresh("office"))
    shown = client.get(url("edit", council.pk)).context["form"]
    given = {bound.name: bound.value() for bound in shown} | {"threshold": "4/5", "rules_source": "Quy chế mới"}
    given["quorum"] = "2/3"
    assert client.post(url("edit", council.pk), given).status_code == 302
    session.refresh_from_db()
    assert facts.rules_of(session).threshold.denominator == 2
    council.refresh_from_db()
    assert (council.threshold_num, council.threshold_den, council.version) == (4, 5, 2)
    assert client.post(url("edit", council.pk), given | {"threshold": "1/2"}).status_code == 409


# ---------------------------------------------------------------- members


def test_members_come_change_and_go_with_their_days(stand: Clock) -> None:
    world = worlds.build()
    council = world.council
    assert council is not None
    client = browser(world.users["office"])
    new = {"version": 1, "person": "Lý Trưởng Văn", "duty": "member", "since": "1/2/2023", "until": ""}
    assert client.post(url("member_new", council.pk), new).status_code == 302
    member = CouncilMember.objects.get(person__full_name="Lý Trưởng Văn")
    twice = client.post(url("member_new", council.pk), new | {"version": 2})
    assert list(twice.context["form"].errors) == ["person"]
    assert client.post(url("member_new", council.pk), new).status_code == 409
    chair = client.post(url("member_duty", council.pk, member.pk), {"version": 2, "duty": "chair", "since": "2/2/2023"})
    assert "Hội đồng đã có Chủ tịch" in str(chair.context["form"].errors["duty"])
    vice = {"version": 2, "duty": "vice", "since": "10/2/2023"}
    assert client.post(url("member_duty", council.pk, member.pk), vice).status_code == 302
    rows = CouncilMember.objects.filter(person=member.person).order_by("since").values_list("duty", "since", "until")
    assert [(duty, str(since), str(until)) for duty, since, until in rows] == [
        ("member", "2023-02-01", "2023-02-09"),
        ("vice", "2023-02-10", "None"),
    ]
    held = CouncilMember.objects.get(person=member.person, duty="vice")
    end = {"version": 3, "last_day": "9/2/2023"}
    assert client.post(url("member_end", council.pk, held.pk), end).status_code == 302
    page = client.get(url("council", council.pk))
    assert "Phó Chủ tịch" not in [m.get_duty_display() for m, _ in page.context["members"]]
    assert [m.duty for m in page.context["others"]] == []  # the seat of today holds, the one taken back is not shown
    acts = JournalEntry.objects.filter(act__startswith="council.member").values_list("act", flat=True)
    assert list(acts.order_by("seq")) == ["council.member_add", "council.member_duty", "council.member_end"]


def test_a_name_that_two_people_bear_asks_for_the_code(stand: Clock) -> None:
    world = worlds.build()
    assert world.council is not None
    twin = world.person("Lý Trưởng Văn", world.units["two"])
    client = browser(world.users["admin"])
    new = {"version": 1, "person": "ly truong van", "duty": "member", "since": "1/2/2023", "until": ""}
    page = client.post(url("member_new", world.council.pk), new)
    assert twin.code in str(page.context["form"].errors["person"])
    assert client.post(url("member_new", world.council.pk), new | {"person": f"Lý Trưởng Văn ({twin.code})"})
    assert CouncilMember.objects.filter(person=twin).count() == 1
    nobody = client.post(url("member_new", world.council.pk), new | {"version": 2, "person": "Không Ai Cả"})
    assert "chưa có người này" in str(nobody.context["form"].errors["person"])


def test_a_member_who_has_sat_cannot_have_left_before(stand: Clock) -> None:
    line = Line("phu-luong-2023")
    line.appraised()
    line.voting()
    member = seat(line.world, "secretary")
    with pytest.raises(Refused, match="đã có tên trong phiên họp"):
        membership.end_member(
            member=member, version=1, last_day=line.moment.date(), by=line.fresh("office"), at=line.day(30)
        )
    member.refresh_from_db()
    assert member.until is None


def test_a_stranger_of_another_body_cannot_sit(stand: Clock) -> None:
    world, foreign = worlds.build(), worlds.build(tag="b")
    assert world.council is not None
    with pytest.raises(Refused, match="danh sách người của cơ quan"):
        membership.add_member(
            council=world.council, version=1, person=foreign.people["Lý Trưởng Văn"], duty="member",
            since=NOW.date(), until=None, by=world.users["admin"], at=NOW,
        )  # fmt: skip


# ---------------------------------------------------------------- from nothing


class Fresh(Line):
    """A line on a body that exists since ``thidua setup`` only; people, accounts and council come from pages."""

    def __init__(self, stand: Clock) -> None:
        made = org_actions.found_body(
            name="UBND phường Lạc Giang", level="commune", honorific="Bà", admin="Bùi Thị Quản", at=NOW
        )
        made.user.must_change_password = False
        made.user.save()
        self.admin = browser(made.user)
        self.world = worlds.World(plans.builtin()["phu-luong-2023"], made.body)
        self.unit("office", "Văn phòng", "chuyen_mon")
        self.unit("one", "Phòng Kinh tế", "chuyen_mon")
        body, units = made.body, self.world.units
        self.account("chair", "Trần Văn Chủ", body, "Chủ tịch", "head", ("decider", body), ("council_member", body))
        self.account("office", "Nguyễn Thị Dung", units["office"], "Chuyên viên", "", ("office", body))
        secretary = (("council_secretary", body), ("council_member", body))
        self.account("secretary", "Đặng Minh Thư", units["office"], "Phó Chánh Văn phòng", "leader", *secretary)
        self.account("member", "Hoàng Văn Viên", body, "Ủy viên", "leader", ("council_member", body))
        self.account("clerk", "Võ Hoàng Phúc", units["one"], "Chuyên viên", "", ("unit_clerk", units["one"]))
        self.account("head", "Đỗ Thành Đạt", units["one"], "Trưởng phòng", "head", ("unit_head", units["one"]))
        self.one = units["one"]
        self.launch(stand)

    def page(self, client: Client, where: str, /, *args: object, **given: object) -> None:
        answer = client.post(reverse(where, args=args), given)
        assert answer.status_code in (200, 302), answer.content.decode()

    def unit(self, key: str, name: str, kind: str) -> None:
        self.page(self.admin, "org:unit_new", name=name, kind=kind, short=key.upper())
        self.world.units[key] = Unit.objects.get(name=name)

    def account(self, key: str, name: str, unit: Unit, title: str, rank: str, *roles: tuple[str, Unit]) -> None:
        self.page(self.admin, "org:person_new", honorific="Ông", full_name=name, staff_group="cong_chuc")
        person = Person.objects.get(full_name=name)
        self.page(self.admin, "org:post_new", person.pk, unit=unit.pk, title=title, rank=rank, since="01/02/2023")
        self.page(self.admin, "org:account_new", person.pk, username=key)
        user = User.objects.get(username=key)
        for role, where in roles:
            given = {"role": role, "unit": where.pk, "capacity": "own", "since": "01/02/2023"}
            self.page(self.admin, "org:grant_new", user.pk, **given)
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        self.world.people[name], self.world.users[key] = person, User.objects.get(pk=user.pk)

    def launch(self, stand: Clock) -> None:
        office = browser(self.user("office"))
        stand(worlds.at("2023-02-22 09:00"))
        self.page(office, "movements:new", body=self.world.body.pk, code="phu-luong-2023")
        draft = Movement.objects.get()
        shown = office.get(reverse("movements:launch", args=[draft.slug])).context["form"]
        given = {bound.name: bound.value() for bound in shown if bound.value() is not None}
        given |= {"issued_on": "22/02/2023", "signer": self.world.people["Trần Văn Chủ"].pk, "capacity": "TM"}
        given["issuer_right"] = "on"  # a pattern of another body
        self.page(office, "movements:launch", draft.slug, **given)
        self.movement = Movement.objects.get()
        key, moment = FILING["phu-luong-2023"]
        self.round, self.moment = self.movement.rounds.get(key=key), worlds.at(moment)


def test_a_fresh_installation_goes_the_way_of_the_council(stand: Clock) -> None:
    line = Fresh(stand)
    stand(line.day(-5))
    office = browser(line.user("office"))
    assert "Lập Hội đồng" in office.get(url("list")).content.decode()
    start = office.get(url("found")).context["form"].initial
    line.page(
        office, "councils:found", founding="Quyết định số 15/QĐ-UBND ngày 01/03/2023", name=start["name"], **RULES
    )
    council = Council.objects.get()
    assert "Lập Hội đồng khác" in office.get(url("list")).content.decode()  # one is there: no button any more
    for number, (name, duty) in enumerate(
        (("Trần Văn Chủ", "chair"), ("Đặng Minh Thư", "secretary"), ("Hoàng Văn Viên", "member")), 1
    ):
        given = {"version": number, "person": name, "duty": duty, "since": "01/03/2023"}
        line.page(office, "councils:member_new", council.pk, **given)
    assert office.get(url("council", council.pk)).context["missing"] == []
    line.appraised()
    stand(line.day(3))
    secretary = browser(line.user("secretary"))
    assert "Mời họp Hội đồng" in secretary.get(url("list")).content.decode()
    when = line.day(10)
    line.page(
        secretary, "councils:new", round=line.round.pk, council=council.pk, place="Phòng họp số 1",
        day=f"{when:%d/%m/%Y}", time="14:00",
    )  # fmt: skip
    session = Session.objects.get()
    stand(when.replace(hour=14))
    members = list(council.members.values_list("pk", flat=True))
    line.page(secretary, "councils:attendance", session.pk, version=1, present=members)
    line.page(secretary, "councils:open", session.pk, version=2)
    line.page(secretary, "councils:start", session.pk, version=3, warnings_seen="1")
    session.refresh_from_db()
    assert session.state == "voting"
    member = browser(line.user("member"))
    motion = session.motions.first()
    assert motion is not None
    ballot = url("ballot", session.pk, motion.pk)
    assert member.get(ballot).status_code == 200
    assert session.motions.count() == 2
