"""After the count: choice within the quota, minutes with their number and files, candidates' way on."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pypdfium2
import pytest

from tests.councils import meeting as meetings
from tests.councils.meeting import MEETING, Meeting
from thidua import plans
from thidua.councils import actions, concluding, facts, minutes, queries
from thidua.councils.models import CouncilMember, Session
from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate, Dossier
from thidua.movements.models import PlanVersion
from thidua.movements.queries import current_version
from thidua.notices.models import Notice
from thidua.org.models import Unit
from thidua.records import files
from thidua.records.models import PaperNumber
from thidua.rules import quota_parts
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db

LATER = meetings.worlds.at("2023-10-12 16:05")


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in refused.value.findings}


def close(meeting: Meeting, session: Session) -> Session:
    return actions.close(session=session, version=session.version, by=meeting.secretary, at=LATER)


def choose(meeting: Meeting, session: Session, chosen: set[int], reason: str = "", name: str = "secretary") -> Session:
    return actions.choose(
        session=session, version=session.version, chosen=chosen, reason=reason, by=meeting.user(name), at=LATER
    )


def crowded() -> tuple[Meeting, Session]:
    """Seven collectives for five places: yes votes 5, 5, 5, 4, 4, 4, 2 of five; the last one fails."""
    meeting = meetings.build(people=0, collectives=7)
    session = meeting.voting()
    for motion, yes in zip(session.motions.all(), (5, 5, 5, 4, 4, 4, 2), strict=True):
        meeting.vote(motion, *["yes"] * yes, *["no"] * (5 - yes))
    session = actions.count(
        session=session, version=session.version, unfinished_ok=False, by=meeting.secretary, at=MEETING
    )
    return meeting, session


def test_within_the_quota_everybody_who_passed_is_chosen() -> None:
    session = meetings.build().counted()
    assert [motion.chosen for motion in session.motions.all()] == [True, True, True]


def test_beyond_a_part_of_the_quota_somebody_must_choose() -> None:
    meeting = meetings.build(people=1, collectives=2)
    version = current_version(meeting.round.movement)
    (own, *_) = [each for each in version.plan.quotas if each.kind == "collective"]
    parts = replace(own, op="max", value=9, scope="Khối phố: 01; Tổ tự quản: 08")
    plan = replace(version.plan, quotas=tuple(parts if each is own else each for each in version.plan.quotas))
    PlanVersion.objects.filter(pk=version.pk).update(data=plans.to_data(plan))
    Unit.objects.filter(candidacies__kind="collective").update(name="Khối phố Đông")
    session = meeting.counted()
    motions = [each for each in session.motions.all() if each.candidate.kind == "collective"]
    assert [each.chosen for each in motions] == [None] * len(motions)
    assert len(motions) > 1
    keys = [each.pk for each in session.motions.all()]
    with pytest.raises(Refused) as refused:
        choose(meeting, session, set(keys))
    assert codes(refused) == {"quota.part_exceeded"}
    choose(meeting, session, set(keys) - {motions[1].pk}, "Phần khối phố chỉ có 01.")


def test_beyond_the_quota_somebody_must_choose() -> None:
    meeting, session = crowded()
    motions = list(session.motions.all())
    assert [m.chosen for m in motions] == [None] * 6 + [False]
    with pytest.raises(Refused) as refused:
        close(meeting, session)
    assert codes(refused) == {"not_chosen"}
    keys = [m.pk for m in motions]
    with pytest.raises(Refused) as refused:
        choose(meeting, session, set(keys[:6]))
    assert codes(refused) == {"quota.exceeded"}
    with pytest.raises(Refused) as refused:
        choose(meeting, session, {keys[0], keys[6]})
    assert "not_passed" in codes(refused)
    session = choose(meeting, session, set(keys[:5]))
    assert [m.chosen for m in session.motions.all()] == [True] * 5 + [False] * 2


def test_a_crowded_kind_leaves_the_other_kind_chosen() -> None:
    session = meetings.build(people=2, collectives=6).counted()
    found = {(m.candidate.kind, m.chosen) for m in session.motions.all()}
    assert found == {("collective", None), ("individual", True)}


def test_an_exact_quota_asks_why_somebody_who_passed_is_left_out() -> None:
    """Only leaving out is a choice; that fewer passed than the plan names is a result."""
    meeting = meetings.build(people=0, collectives=3)
    version = meeting.round.movement.plan_versions.get()
    for each in version.data["quotas"]:
        each["op"] = "exact"
    version.save()
    session = meeting.counted()
    keys = list(session.motions.values_list("pk", flat=True))
    with pytest.raises(Refused) as refused:
        choose(meeting, session, set(keys[:2]))
    assert codes(refused) == {"quota.reason_missing"}
    session = choose(meeting, session, set(keys))
    session = choose(meeting, session, set(keys[:2]), "Bộ phận thứ ba đã được khen chuyên đề trong quý")
    session = close(meeting, session)
    assert [m.chosen for m in session.motions.all()] == [True, True, False]


def test_fewer_votes_over_more_need_a_reason() -> None:
    meeting, session = crowded()
    keys = [m.pk for m in session.motions.all()]
    against = {keys[0], keys[1], keys[3], keys[4], keys[5]}  # the third had 5 votes and is left out
    with pytest.raises(Refused) as refused:
        choose(meeting, session, against)
    assert codes(refused) == {"choice_order"}
    session = choose(meeting, session, against, "Đơn vị thứ ba vừa được khen đợt trước")
    assert session.short_quota_reason.startswith("Đơn vị thứ ba")
    close(meeting, session)


def test_the_chair_chooses_too_but_no_other_member() -> None:
    meeting, session = crowded()
    keys = {m.pk for m in list(session.motions.all())[:5]}
    with pytest.raises(Refused) as refused:
        choose(meeting, session, keys, name="member1")
    assert codes(refused) == {"permission"}
    choose(meeting, session, keys, name="chair")


def test_places_taken_by_an_earlier_session_count() -> None:
    meeting = meetings.build(people=0, collectives=6)
    held = [c.pk for c in meeting.candidates[4:]]
    Candidate.objects.filter(pk__in=held).update(state="nominated")
    close(meeting, meeting.counted())
    Candidate.objects.filter(pk__in=held).update(state="eligible")
    session = meeting.counted()
    assert quota_parts.count(queries.chosen_before(session)) == {("collective", "giay-khen-phuong"): 4}
    assert [m.chosen for m in session.motions.all()] == [None, None]
    keys = [m.pk for m in session.motions.all()]
    with pytest.raises(Refused) as refused:
        choose(meeting, session, set(keys))
    assert codes(refused) == {"quota.exceeded"}
    session = choose(meeting, session, {keys[0]})
    close(meeting, session)


def test_candidates_go_on_or_stay_behind_and_the_office_is_told() -> None:
    meeting = meetings.build()
    session = meeting.voting()
    first, second, third = session.motions.all()
    for motion, choice in ((first, "yes"), (second, "no"), (third, "yes")):
        meeting.vote(motion, *[choice] * 5)
    session = actions.count(
        session=session, version=session.version, unfinished_ok=False, by=meeting.secretary, at=MEETING
    )
    session = close(meeting, session)
    states = dict(Candidate.objects.values_list("pk", "state"))
    assert states[first.candidate_id] == states[third.candidate_id] == "recommended"
    assert states[second.candidate_id] == "not_recommended"
    assert set(Dossier.objects.values_list("state", flat=True)) == {"before_council"}
    assert Notice.objects.filter(user=meeting.user("office"), text__contains=session.minutes_number).exists()
    results = queries.results(states)
    assert results[second.candidate_id].passed is False
    assert results[first.candidate_id].chosen is True


def test_minutes_take_the_next_number_of_their_register_and_are_frozen() -> None:
    meeting = meetings.build()
    session = meeting.counted()
    session = actions.write_remarks(
        session=session,
        version=session.version,
        text="Hoàng Ủy Viên Một: đề nghị nêu gương trên trang thông tin.",
        by=meeting.secretary,
        at=MEETING,
    )
    session = close(meeting, session)
    assert session.minutes_number == "01/BB-HĐTĐKT"
    assert PaperNumber.objects.get(series=concluding.SERIES).number == 1
    assert session.minutes_pdf is not None
    assert session.minutes_docx is not None
    pdf = files.read(session.minutes_pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    text = vietnamese.nfc(" ".join(text.split()))
    for said in (
        "Số: 01/BB-HĐTĐKT",
        "đề nghị khen thưởng phong trào thi đua cải cách hành chính năm 2023",
        "tổng số thành viên: 05",
        "Hình thức: bỏ phiếu kín. Tỷ lệ tính trên tổng số thành viên Hội đồng.",
        "trên 50% tổng số thành viên Hội đồng",
        "nêu gương trên trang thông tin",
        "05/05",
        "Giấy khen của Chủ tịch UBND phường cho 01 (một) tập thể và 02 (hai) cá nhân",
        "16 giờ 05 phút",
    ):
        assert said in text, (said, text)
    word = docx.Document(io.BytesIO(files.read(session.minutes_docx)))
    assert any("Tỷ lệ tính trên tổng số thành viên" in p.text for p in word.paragraphs)


def test_minutes_say_why_the_choice_is_as_it_is() -> None:
    meeting, session = crowded()
    keys = [m.pk for m in session.motions.all()]
    session = choose(meeting, session, {*keys[:2], *keys[3:6]}, "Đơn vị thứ ba vừa được khen đợt trước")
    paper = minutes.build(session)
    assert [remark.text for remark in paper.remarks] == ["Đơn vị thứ ba vừa được khen đợt trước"]
    assert [line.name for line in paper.rejected] == [str(m.candidate) for m in session.motions.all() if not m.chosen]
    assert "hết số lượng" in paper.rejected[0].reason
    assert "không đạt" in paper.rejected[1].reason


@pytest.mark.parametrize(
    ("title", "unit", "said"),
    [
        ("Phó Trưởng phòng", "Phòng Tư pháp", "Phó Trưởng phòng Tư pháp"),
        ("Ủy viên UBND", "UBND phường Lạc Giang", "Ủy viên UBND phường Lạc Giang"),
        ("Chủ tịch", "UBND phường Lạc Giang", "Chủ tịch UBND phường Lạc Giang"),
        ("Hiệu trưởng", "Trường Mầm non Hoa Sen", "Hiệu trưởng Trường Mầm non Hoa Sen"),
        ("Chuyên viên", "Phòng", "Chuyên viên Phòng"),
    ],
)
def test_posts_say_no_word_twice(title: str, unit: str, said: str) -> None:
    assert minutes.post_words(title, unit) == said


def test_minutes_name_absent_and_recused_members_and_print_the_other_base() -> None:
    meeting = meetings.build()
    council = meeting.world.council
    assert council is not None
    council.base, council.threshold_num, council.threshold_den, council.threshold_strict = "present", 2, 3, False
    council.save()
    session = meeting.call()
    absent = CouncilMember.objects.get(person=meeting.user("member3").person)
    everybody = facts.ids(facts.roster(session))
    session = actions.record_attendance(
        session=session,
        version=session.version,
        present=everybody - {absent.pk},
        notes={absent.pk: "đi công tác"},
        by=meeting.secretary,
        at=MEETING,
    )
    session = actions.open_session(session=session, version=session.version, by=meeting.secretary, at=MEETING)
    motion = session.motions.last()
    assert motion is not None
    actions.declare_conflict(motion=motion, reason="là vợ của ứng viên", by=meeting.user("member1"), at=MEETING)
    paper = minutes.build(session)
    assert [(a.name, a.reason) for a in paper.absent] == [("Hoàng Ủy Viên Ba", "đi công tác")]
    assert [(r.member, r.reason) for r in paper.recusals] == [("Hoàng Ủy Viên Một", "là vợ của ứng viên")]
    assert paper.base_words == "số thành viên có mặt"
    assert paper.threshold.startswith("từ 2/3 trở lên số thành viên có mặt")
    assert paper.heading.number is None


def test_closing_twice_is_refused_and_uses_no_number() -> None:
    meeting = meetings.build()
    session = meeting.counted()
    stale = Session.objects.get(pk=session.pk)
    close(meeting, session)
    with pytest.raises(Refused) as refused:
        close(meeting, stale)
    assert codes(refused) == {"stale"}
    assert PaperNumber.objects.filter(series=concluding.SERIES).count() == 1


def test_order_of_results_puts_the_higher_share_first() -> None:
    _, session = crowded()
    shown = [(m.passed, m.yes) for m in concluding.ranked(session.motions.order_by("-order"))]
    assert shown == [(True, 5), (True, 5), (True, 5), (True, 4), (True, 4), (True, 4), (False, 2)]
