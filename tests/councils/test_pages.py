"""Every page by every role, the ballot through the browser's eyes, and the number of queries."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.councils import meeting as meetings
from tests.councils.meeting import CALLED, MEETING, Meeting
from thidua.councils import actions, ballots, facts
from thidua.councils.models import Ballot, Conflict, Session, VoteCast
from thidua.ui import clock

pytestmark = pytest.mark.django_db
ROLES = ("secretary", "chair", "member1", "office", "admin", "finance", "clerk", "head")


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Meeting:
    at(monkeypatch, MEETING)
    return meetings.build()


def at(monkeypatch: pytest.MonkeyPatch, moment) -> None:
    """The clock of all pages."""
    state = clock.State(False, moment, moment - moment)
    monkeypatch.setattr(clock, "state", lambda: state)


def client(meeting: Meeting, name: str) -> Client:
    browser = Client()
    browser.force_login(meeting.user(name))
    return browser


def url(name: str, *args: object) -> str:
    return reverse(f"councils:{name}", args=args)


def text(response) -> str:
    return str(response.content.decode())


def state(session: Session) -> str:
    return Session.objects.get(pk=session.pk).state


# ---------------------------------------------------------------- who sees what


def test_sessions_are_for_those_who_work_with_the_council_and_404_for_all_others(meeting: Meeting) -> None:
    session = meeting.counted()
    other = meetings.build(tag="b")
    pages = {
        "session": (session.pk,), "results": (session.pk,), "receipt": (session.pk,), "minutes": (session.pk, "pdf"),
    }  # fmt: skip
    for name in ROLES:
        browser = client(meeting, name)
        expected = 200 if name in ("secretary", "chair", "member1", "office", "admin") else 404
        for page, args in pages.items():
            assert browser.get(url(page, *args)).status_code == expected, (name, page)
        assert browser.get(url("list")).status_code == 200
        assert browser.get(url("council", session.council_id)).status_code == 200
    stranger = client(other, "secretary")
    for page, args in pages.items():
        assert stranger.get(url(page, *args)).status_code == 404, page
    assert stranger.get(url("council", session.council_id)).status_code == 404


def test_acts_are_for_the_secretary_and_a_get_changes_nothing(meeting: Meeting) -> None:
    session = meeting.attend(meeting.call())
    other = meetings.build(tag="b")
    for page in ("open", "start", "count", "close", "cancel", "agenda", "remarks"):
        assert client(meeting, "secretary").get(url(page, session.pk)).status_code == 405
        assert client(other, "secretary").post(url(page, session.pk)).status_code == 404
    for name in ("member1", "office", "admin"):
        response = client(meeting, name).post(url("open", session.pk), {"version": session.version})
        assert response.status_code == 403
        assert "chỉ dành cho thư ký hội đồng" in text(response)
    assert state(session) == "planned"


def test_people_without_a_seat_get_no_ballot(meeting: Meeting) -> None:
    session = meeting.voting()
    motion = session.motions.first()
    assert motion is not None
    for name, expected in (("office", 403), ("admin", 403), ("clerk", 404)):
        browser = client(meeting, name)
        assert browser.get(url("ballot", session.pk, motion.pk)).status_code == expected
        assert browser.post(url("ballot", session.pk, motion.pk), {"choice": "yes"}).status_code == expected
    assert not VoteCast.objects.exists()


# ---------------------------------------------------------------- a session through the pages


def test_a_session_from_call_to_minutes_through_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, CALLED)
    meeting = meetings.build()
    browser = client(meeting, "secretary")
    assert "Mời họp Hội đồng" in text(browser.get(url("list")))
    page = browser.get(url("new"))
    assert "(03 trường hợp chờ xét)" in text(page)
    empty = browser.post(url("new"), {"round": "", "council": meeting.world.council.pk})
    assert empty.status_code == 422
    assert "Hãy nhập “Ngày họp”." in text(empty)
    past = {
        "round": meeting.round.pk, "council": meeting.world.council.pk, "day": "4/10/2023", "time": "14h",
        "place": "Phòng họp số 1",
    }  # fmt: skip
    refused = browser.post(url("new"), past)
    assert refused.status_code == 422
    assert "Ngày họp không thể trước hôm nay." in text(refused)
    assert 'value="Phòng họp số 1"' in text(refused)
    made = browser.post(url("new"), past | {"day": "12/10/2023"})
    session = Session.objects.get()
    assert made.url == url("session", session.pk)
    assert session.planned_at == MEETING

    at(monkeypatch, MEETING)
    seats = sorted(facts.ids(facts.roster(session)))
    few = {"version": session.version, "present": seats[:2], f"note_{seats[4]}": "đi công tác"}
    assert browser.post(url("attendance", session.pk), few).status_code == 302
    session.refresh_from_db()
    refused = browser.post(url("open", session.pk), {"version": session.version})
    assert refused.status_code == 422
    assert "có mặt 2/5, cần ít nhất 4" in text(refused)
    stale = browser.post(url("attendance", session.pk), {"version": session.version - 1, "present": seats})
    assert stale.status_code == 409
    assert "người khác vừa cập nhật" in text(stale)
    browser.post(url("attendance", session.pk), {"version": session.version, "present": seats})
    session.refresh_from_db()
    assert browser.post(url("open", session.pk), {"version": session.version}).status_code == 302
    session.refresh_from_db()
    browser.post(url("remarks", session.pk), {"version": session.version, "text": "Bà Thư: nhất trí."})
    session.refresh_from_db()
    assert browser.post(url("start", session.pk), {"version": session.version, "warnings_seen": "1"}).status_code == 302

    for name in ("chair", "secretary", "member1", "member2", "member3"):
        voter = client(meeting, name)
        here = voter.get(url("ballots", session.pk))
        while here.url != url("done", session.pk):
            assert voter.get(here.url).status_code == 200
            voter.post(here.url, {"choice": "yes"})
            here = voter.get(url("ballots", session.pk))
    session.refresh_from_db()
    assert browser.post(url("count", session.pk), {"version": session.version}).status_code == 302
    session.refresh_from_db()
    draft = browser.get(url("minutes", session.pk, "docx"))
    assert "du-thao" in draft["Content-Disposition"]
    assert browser.post(url("close", session.pk), {"version": session.version}).status_code == 302
    session.refresh_from_db()
    assert session.state == "closed"
    paper = browser.get(url("minutes", session.pk, "pdf"))
    assert paper.content.startswith(b"%PDF")
    assert paper["Content-Disposition"] == 'attachment; filename="bien-ban-hop-hoi-dong-2023-10-12.pdf"'
    assert paper["X-Content-Type-Options"] == "nosniff"
    assert "01/BB-HĐTĐKT" in text(browser.get(url("session", session.pk)))


def test_choice_beyond_the_quota_on_the_result_page() -> None:
    meeting = meetings.build(people=0, collectives=6)
    session = meeting.counted()
    browser = client(meeting, "secretary")
    keys = list(session.motions.values_list("pk", flat=True))
    assert "Chọn trong số lượng" in text(browser.get(url("session", session.pk)))
    refused = browser.post(url("results", session.pk), {"version": session.version, "chosen": keys})
    assert refused.status_code == 422
    assert "Phải bớt 01" in text(refused)
    assert text(refused).count("checked") == 6
    assert browser.post(url("results", session.pk), {"version": session.version, "chosen": keys[:5]}).status_code == 302
    member = text(client(meeting, "member1").get(url("results", session.pk)))
    assert 'name="chosen"' not in member
    assert "Đủ phiếu, hết số lượng" in member


def test_show_of_hands_through_the_page(meeting: Meeting) -> None:
    council = meeting.world.council
    assert council is not None
    council.secret = False
    council.save()
    session = meeting.voting()
    browser = client(meeting, "secretary")
    page = browser.get(url("hands", session.pk))
    names = re.findall(r'name="((?:yes|no|blank)_\d+)"', text(page))
    assert len(names) == 9
    over = dict.fromkeys(names, "3") | {"version": session.version}
    refused = browser.post(url("hands", session.pk), over)
    assert refused.status_code == 422
    assert "nhiều hơn 5 người được biểu quyết" in text(refused)
    fine = {name: "5" if name.startswith("yes") else "0" for name in names} | {"version": session.version}
    assert browser.post(url("hands", session.pk), fine).url == url("results", session.pk)
    assert state(session) == "counted"
    assert client(meeting, "member1").get(url("hands", session.pk)).status_code == 403


# ---------------------------------------------------------------- the ballot


def test_the_ballot_page_is_neutral_and_full(meeting: Meeting) -> None:
    session = meeting.voting()
    motion = session.motions.last()
    assert motion is not None
    page = client(meeting, "member1").get(url("ballot", session.pk, motion.pk))
    body = text(page)
    answers = re.findall(r'<label class="choice">(<input[^>]*>)', body)
    assert [re.sub("yes|no", "…", answer) for answer in answers] == [
        '<input type="radio" name="choice" value="…">'
    ] * 2, "the two answers differ in more than their value, or one is preselected"
    assert "Nguyễn Ứng Cử 02" in body
    assert "Giấy khen của Chủ tịch UBND phường" in body
    assert "1 tiêu chuẩn đạt" in body
    assert "Cần quá nửa tổng số thành viên Hội đồng tán thành" in body
    assert "Trường hợp thứ 3 trong 3" in body
    assert "no-store" in page["Cache-Control"]


def test_a_ballot_goes_on_to_the_next_and_ends_with_the_codes(meeting: Meeting) -> None:
    session = meeting.voting()
    first, second, third = session.motions.all()
    browser = client(meeting, "member1")
    nothing = browser.post(url("ballot", session.pk, first.pk), {})
    assert nothing.status_code == 422
    assert "Chọn tán thành hoặc không tán thành." in text(nothing)
    browser.post(url("ballot", session.pk, first.pk), {"choice": "yes"})
    assert browser.get(url("ballots", session.pk)).url == url("ballot", session.pk, second.pk)
    again = browser.post(url("ballot", session.pk, first.pk), {"choice": "no"})
    assert again.status_code == 302
    browser.post(url("ballot", session.pk, second.pk), {"blank": "1"})
    browser.post(url("conflict", session.pk, third.pk), {"reason": "là chị ruột"})
    assert browser.get(url("ballots", session.pk)).url == url("done", session.pk)
    assert Conflict.objects.get().motion == third

    done = text(browser.get(url("done", session.pk)))
    papers = {b.motion_id: b.papers for b in Ballot.objects.all()}
    assert [choice for _, choice in papers[first.pk]] == ["yes"]
    assert [choice for _, choice in papers[second.pk]] == ["blank"]
    for motion in (first, second):
        assert ballots.shown(papers[motion.pk][0][0]) in done
    assert "tán thành" not in done.lower()

    # Another member at the same tablet sees no code, and the codes are gone once written down.
    other = client(meeting, "member2")
    other.cookies.update({k: v for k, v in browser.cookies.items() if k.startswith("phieu_")})
    for motion in (first, second):
        assert ballots.shown(papers[motion.pk][0][0]) not in text(other.get(url("done", session.pk)))
    browser.post(url("done", session.pk))
    assert "Mã phiếu không còn trên máy này" in text(browser.get(url("done", session.pk)))


def test_cookie_with_the_codes_stays_with_the_ballot_pages(meeting: Meeting) -> None:
    session = meeting.voting()
    motion = session.motions.first()
    assert motion is not None
    user = meeting.user("member1")
    response = client(meeting, "member1").post(url("ballot", session.pk, motion.pk), {"choice": "yes"})
    cookie = response.cookies[f"phieu_{session.pk}_{user.pk}"]
    assert cookie["path"] == url("ballots", session.pk)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert "yes" not in cookie.value


def test_check_of_a_code_says_counted_and_never_what(meeting: Meeting) -> None:
    session = meeting.voting()
    motion = session.motions.first()
    assert motion is not None
    token = meeting.vote(motion, "no")[0]
    browser = client(meeting, "member1")
    assert "Phiếu đang ở trong hòm" in text(browser.post(url("receipt", session.pk), {"token": token}))
    actions.count(session=session, version=session.version, unfinished_ok=True, by=meeting.secretary, at=MEETING)
    answers = [
        text(browser.post(url("receipt", session.pk), {"token": written}))
        for written in (token, ballots.shown(token).lower())
    ]
    for answer in answers:
        assert "Phiếu đã được đếm" in answer
        assert "tán thành" not in answer
    assert "Không có phiếu nào mang mã này" in text(browser.post(url("receipt", session.pk), {"token": "A" * 28}))


def test_progress_says_who_has_voted_and_no_result(meeting: Meeting) -> None:
    session = meeting.voting()
    motion = session.motions.first()
    assert motion is not None
    meeting.vote(motion, "no", "no", "no", "no", "no")
    body = text(client(meeting, "secretary").get(url("session", session.pk)))
    assert body.count("1 trong 3 phiếu") == 5
    for word in ("Không đủ phiếu", "Đủ phiếu", "0/5"):
        assert word not in body
    assert client(meeting, "secretary").get(url("results", session.pk)).status_code == 302


# ---------------------------------------------------------------- queries


def queries_of(browser: Client, page: str) -> int:
    browser.get(page)  # the first call reads what is cached for the process
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(page).status_code == 200
    return len(caught)


def test_pages_ask_the_same_number_of_queries_for_1_and_9_motions(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MEETING)
    found = []
    for tag, people in (("a", 1), ("b", 9)):
        meeting = meetings.build(people=people, collectives=0, tag=tag)
        session = meeting.voting()
        browser = client(meeting, "secretary")
        motion = session.motions.first()
        assert motion is not None
        numbers = {
            "session": queries_of(browser, url("session", session.pk)),
            "ballot": queries_of(browser, url("ballot", session.pk, motion.pk)),
        }
        meeting.everybody_votes(session)
        numbers["done"] = queries_of(browser, url("done", session.pk))
        session.refresh_from_db()
        actions.count(session=session, version=session.version, unfinished_ok=False, by=meeting.secretary, at=MEETING)
        numbers["results"] = queries_of(browser, url("results", session.pk))
        numbers["list"] = queries_of(browser, url("list"))
        found.append(numbers)
    assert found[0] == found[1]
    assert max(found[0].values()) <= 20, found[0]
