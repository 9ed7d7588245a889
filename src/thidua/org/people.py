"""Official acts on people of a body: add, change, give and end posts, transfer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.org import acting
from thidua.org.acting import error
from thidua.org.models import UNIT_ROLES, Person, Post, RoleGrant, Unit, User
from thidua.org.units import code_findings, free_code
from thidua.plans.vocabulary import STAFF_GROUPS
from thidua.rules.findings import Finding, Refused, refuse_if_any

HONORIFICS = ("Ông", "Bà")
OLDEST = 1900


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known about a person. An empty ``code`` takes the next free one of the body.

    ``other_person``: somebody of this name and day of birth is known, and this is another one.
    """

    full_name: str
    honorific: str
    staff_group: str
    code: str = ""
    birth_date: date | None = None
    other_person: bool = False


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A position in a unit; both days inclusive. The head of a unit is always one of its leaders."""

    unit: Unit
    title: str
    since: date
    is_head: bool = False
    is_leader: bool = False
    until: date | None = None


def add_person(*, body: Unit, facts: PersonFacts, post: PostFacts | None = None, by: User, at: datetime) -> Person:
    """Add a person to a body, with a first post where one is known."""
    acting.need_admin(by, at, body)
    with transaction.atomic():
        acting.hold_body(body.pk)
        person = write_person(body, facts, post, timezone.localdate(at))
        journal.record(
            by=by,
            at=at,
            act="person.add",
            thing=person,
            body_id=body.pk,
            sentence=f"Thêm {person.honorific} {person} ({person.code})"
            + (f", {post.title}, {post.unit}" if post else ""),
            data=shown(person),
        )
    return person


def write_person(body: Unit, facts: PersonFacts, post: PostFacts | None, today: date) -> Person:
    """Check and write one person without a journal entry; the act that calls it leaves one."""
    found = person_findings(body, facts, today)
    refuse_if_any([*found, *(post_findings(None, body, post) if post else ())])
    person = Person.objects.create(
        code=facts.code or free_code(body, Person),
        full_name=facts.full_name,
        honorific=facts.honorific,
        birth_date=facts.birth_date,
        staff_group=facts.staff_group,
        body=body,
    )
    if post:
        _write_post(person, post)
    return person


def edit_person(*, person: Person, version: int, facts: PersonFacts, by: User, at: datetime) -> Person:
    """Correct what is known about a person."""
    acting.need_admin(by, at, person.body_id)
    before = shown(person)
    refuse_if_any(person_findings(person.body, facts, timezone.localdate(at), person))
    with transaction.atomic():
        if not Person.objects.filter(pk=person.pk, version=version).update(version=version + 1):
            raise Refused([acting.stale("sửa thông tin")])
        person.refresh_from_db()
        person.code = facts.code or person.code
        person.full_name, person.honorific = facts.full_name, facts.honorific
        person.birth_date, person.staff_group = facts.birth_date, facts.staff_group
        person.save()
        journal.record(
            by=by,
            at=at,
            act="person.edit",
            thing=person,
            body_id=person.body_id,
            sentence=f"Sửa thông tin của {person}",
            data={"before": before, "now": shown(person)},
        )
    return person


def person_findings(body: Unit, facts: PersonFacts, today: date, person: Person | None = None) -> list[Finding]:
    """Everything wrong with what is said about a new person, or about ``person`` when it is changed."""
    found = code_findings(facts.code, Person, person)
    name = vietnamese.clean_name(facts.full_name)
    if not name or len(name) > 120:
        found.append(error("name_missing", "Nhập họ và tên, tối đa 120 ký tự.", "full_name"))
    if facts.honorific not in HONORIFICS:
        found.append(error("honorific_unknown", "Chọn Ông hoặc Bà.", "honorific"))
    if facts.staff_group not in STAFF_GROUPS:
        found.append(error("group_unknown", "Chọn nhóm trong danh sách.", "staff_group"))
    born = facts.birth_date
    if born and (born.year < OLDEST or born > today):
        found.append(error("birth_date_odd", "Ngày sinh phải từ năm 1900 đến hôm nay; xem lại năm.", "birth_date"))
    twins = Person.objects.filter(body=body, name_fold=vietnamese.fold(name), birth_date=born)
    twin = acting.but(twins, person).first() if born else None
    if twin and not facts.other_person:
        message = f"Đã có {twin.honorific} {twin} cùng ngày sinh (mã {twin.code}). Nếu đúng là người khác thì đánh dấu ô bên dưới."
        found.append(error("same_person", message, "other_person"))
    return found


def add_post(*, person: Person, facts: PostFacts, by: User, at: datetime) -> Post:
    """Give a person a position in a unit of the same body."""
    acting.need_admin(by, at, person.body_id)
    with transaction.atomic():
        acting.hold_body(person.body_id)
        refuse_if_any(post_findings(person, person.body, facts))
        post = _write_post(person, facts)
        _tell_of(post, "post.add", f"{person}: {post.title}, {post.unit}", by, at)
    return post


def _write_post(person: Person, facts: PostFacts) -> Post:
    return Post.objects.create(
        person=person,
        unit=facts.unit,
        title=vietnamese.clean_name(facts.title),
        is_head=facts.is_head,
        is_leader=facts.is_leader or facts.is_head,
        since=facts.since,
        until=facts.until,
    )


def _tell_of(post: Post, act: str, sentence: str, by: User, at: datetime, **more: Any) -> None:
    data = {
        "post": post.pk, "unit": post.unit_id, "title": post.title, "is_head": post.is_head,
        "is_leader": post.is_leader, "since": post.since, "until": post.until, **more,
    }  # fmt: skip
    person = post.person
    journal.record(by=by, at=at, act=act, thing=person, body_id=person.body_id, sentence=sentence, data=data)


def post_findings(person: Person | None, body: Unit, facts: PostFacts) -> list[Finding]:
    """Everything wrong with a position: unit of another body, days out of order, a second head, twice the same."""
    unit = facts.unit
    if unit.body_id != body.pk:
        return [error("foreign_unit", "Đơn vị này không thuộc cơ quan của người giữ chức vụ.", "unit")]
    found = acting.dates_in_order(facts.since, facts.until, "until", "ngày bắt đầu", "Ngày kết thúc")
    title = vietnamese.clean_name(facts.title)
    if not title or len(title) > 120:
        found.append(error("title_missing", "Nhập chức vụ, tối đa 120 ký tự.", "title"))
    found += acting.dates_in_order(unit.formed_on, facts.since, "since", "ngày thành lập đơn vị", "Ngày bắt đầu")
    if unit.dissolved_on and (facts.until is None or facts.until > unit.dissolved_on):
        message = f"{unit} thôi hoạt động ngày {vietnamese.date_short(unit.dissolved_on)}; chức vụ phải kết thúc không sau ngày đó."
        found.append(error("after_dissolution", message, "until"))
    held = [
        p for p in unit.posts.select_related("person") if acting.overlap(facts.since, facts.until, p.since, p.until)
    ]
    if person and any(p.person_id == person.pk and vietnamese.same(p.title, title) for p in held):
        found.append(error("post_known", f"{person} đã giữ chức vụ này ở {unit} trong thời gian đó.", "title"))
    head = next((p for p in held if p.is_head and facts.is_head and p.person_id != (person.pk if person else 0)), None)
    if head:
        message = (
            f"{unit} đã có người đứng đầu trong thời gian này: {head.person}, {head.title}. Kết thúc chức vụ đó trước."
        )
        found.append(error("second_head", message, "is_head"))
    return found


def end_post(*, post: Post, last_day: date, by: User, at: datetime) -> Post:
    """End a post; unit roles of the person end with the last post in that unit. Refused when it has ended already."""
    acting.need_admin(by, at, post.person.body_id)
    refuse_if_any(acting.dates_in_order(post.since, last_day, "last_day", "ngày bắt đầu", "Ngày cuối"))
    with transaction.atomic():
        acting.hold_body(post.person.body_id)
        _close(post, last_day, "last_day")
        ended = _end_unit_roles(post.person, post.unit, last_day)
        sentence = f"{post.person}: thôi {post.title}, {post.unit} sau ngày {vietnamese.date_short(last_day)}"
        _tell_of(post, "post.end", sentence, by, at, roles_ended=ended)
    return post


def _close(post: Post, last_day: date, field: str) -> None:
    if post.until and post.until <= last_day:
        message = f"Chức vụ này đã kết thúc ngày {vietnamese.date_short(post.until)}."
        raise Refused([error("post_ended", message, field)])
    if not Post.objects.filter(pk=post.pk, until=post.until).update(until=last_day):
        raise Refused([acting.stale("kết thúc chức vụ")])
    post.until = last_day


def _end_unit_roles(person: Person, unit: Unit, last_day: date) -> list[str]:
    """Unit roles of somebody who has left the unit: they end on that day, or never begin."""
    later = Q(until=None) | Q(until__gt=last_day)
    if person.posts.filter(later, unit=unit).exists():
        return []
    ended = []
    for grant in RoleGrant.objects.filter(later, user__person=person, unit=unit, role__in=UNIT_ROLES):
        until = max(last_day, acting.day_before(grant.since))
        RoleGrant.objects.filter(pk=grant.pk).update(until=until)
        ended.append(grant.get_role_display())
    return ended


def transfer(*, post: Post, to: PostFacts, by: User, at: datetime) -> Post:
    """Move a person from one post to another: the old ends the day before ``to.since``, in one act."""
    person = post.person
    acting.need_admin(by, at, person.body_id)
    last_day = acting.day_before(to.since)
    refuse_if_any(
        acting.dates_in_order(post.since, last_day, "since", "ngày nhận chức vụ cũ", "Ngày cuối ở chức vụ cũ")
    )
    with transaction.atomic():
        acting.hold_body(person.body_id)
        _close(post, last_day, "since")
        refuse_if_any(post_findings(person, person.body, to))
        new = _write_post(person, to)
        ended = _end_unit_roles(person, post.unit, last_day)
        sentence = f"Điều chuyển {person}: từ {post.title}, {post.unit} sang {new.title}, {new.unit}"
        _tell_of(new, "post.transfer", sentence, by, at, left=post.pk, roles_ended=ended)
    return new


def shown(person: Person) -> dict[str, Any]:
    """The person as the journal keeps it."""
    facts = PersonFacts(person.full_name, person.honorific, person.staff_group, person.code, person.birth_date)
    kept = asdict(facts)
    del kept["other_person"]
    return kept
