"""Reviewing a draft: facts beside their sentences, every decision kept at once, two people at one fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import readings, world
from thidua import reader
from thidua.audit import journal
from thidua.drafting import checking, deciding, effects, saying
from thidua.drafting.models import Draft, DraftFact
from thidua.org.models import User
from thidua.reader.lint.remark import Remark
from thidua.reader.model import Span

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("builds")]
SignIn = Callable[[User], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"drafting:{name}", args=args)


def fact(draft: Draft, words: str) -> DraftFact:
    return draft.facts.get(quote=words)


def test_the_page_links_every_fact_with_its_words(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    text = signed_in(made.users["office"]).get(url("detail", draft.pk)).content.decode()
    for number in (1, 2, 3, 4):
        assert f'id="f{number}"' in text
        assert f'id="s{number}"' in text
        assert text.count(f'href="#s{number}"') == 1
        assert f'href="#f{number}"' in text
    assert re.search(r'<mark class="q"[^>]*><span id="s2"></span><a href="#f2">04 tập thể</a>', text)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_hard_facts_come_first_with_their_doubt(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    page = signed_in(made.users["office"]).get(url("detail", draft.pk))
    first = page.context["review"].groups[0]
    assert first.name == "Cần xem, chỗ khó trước"
    assert [item.row.quote for item in first.items] == ["04 tập thể"]
    assert "đúng 4 hay nhiều nhất 4" in page.content.decode()


def test_a_deadline_is_said_with_its_last_good_moment(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    text = signed_in(made.users["office"]).get(url("detail", draft.pk)).content.decode()
    assert "Nộp hồ sơ: trước ngày 30/01/2026, gửi Phòng Văn hóa - Xã hội." in text
    assert "Giờ cuối cùng còn kịp: 23 giờ 59 phút, thứ Năm, 29/01/2026" in text
    assert not re.search(r">\s*(?:header|preamble)\b", text)  # parts of a document have names


def test_accept_reject_and_take_back(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client, row = signed_in(made.users["office"]), fact(draft, "04 tập thể")
    for act, state, version in (("accept", "accepted", 1), ("reject", "rejected", 2), ("accept", "accepted", 3)):
        answer = client.post(url(act, draft.pk, row.pk), {"version": version})
        assert answer.status_code == 302
        row.refresh_from_db()
        assert (row.state, row.version, row.by) == (state, version + 1, made.users["office"])
    assert [e.act for e in journal.of(draft)[:3]] == ["fact.accept", "fact.reject", "fact.accept"]


def test_after_a_decision_the_next_waiting_fact_comes_up(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    row = fact(draft, "04 tập thể")
    answer = signed_in(made.users["office"]).post(url("accept", draft.pk, row.pk), {"version": 1})
    assert answer["Location"].endswith("#f1")


def test_a_script_gets_the_fact_and_the_head_of_the_page(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    row = fact(draft, "04 tập thể")
    answer = signed_in(made.users["office"]).post(
        url("accept", draft.pk, row.pk), {"version": 1}, headers={"X-Part": "fact"}
    )
    given = answer.json()
    assert 'id="f2"' in given["fact"]
    assert "Đã duyệt" in given["fact"]
    assert "Còn <b>3</b> mục cần xem" in given["bar"]
    assert "Duyệt 03 mục chắc chắn" in given["acts"]
    assert given["next"] == 1
    assert re.search(r"Chờ duyệt <b>3</b>.*Đã duyệt <b>1</b>", given["filters"])


def test_groups_fold_when_nobody_has_to_look(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client = signed_in(made.users["office"])

    def opened() -> dict[str, bool]:
        return {g.name: g.open for g in client.get(url("detail", draft.pk)).context["review"].groups}

    header, awards, files = "Thể thức và căn cứ", "Khen thưởng", "Hồ sơ, thời hạn, trình tự"
    assert opened() == {"Cần xem, chỗ khó trước": True, header: False, awards: False, files: False}
    row = fact(draft, "04 tập thể")
    client.post(url("accept", draft.pk, row.pk), {"version": 1})
    assert opened() == {header: True, awards: False, files: False}
    client.post(url("accept_sure", draft.pk), {"nhom": "header"})
    assert opened() == {header: False, awards: True, files: False}
    assert draft.facts.filter(state="pending").count() == 2
    assert client.post(url("accept_sure", draft.pk))["Location"].endswith("#xong")
    text = client.get(url("detail", draft.pk)).content.decode()
    assert 'id="xong"' in text  # where the keyboard goes on
    assert "open>" not in text[text.index('id="du-kien"') :]
    assert "<b>Đã xem hết</b> 4 mục" in text


def test_a_decision_is_taken_back(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client, row = signed_in(made.users["office"]), fact(draft, "04 tập thể")
    client.post(url("accept", draft.pk, row.pk), {"version": 1})
    answer = client.post(url("undo", draft.pk, row.pk), {"version": 2})
    assert answer["Location"].endswith("#f2")
    row.refresh_from_db()
    assert (row.state, row.version) == ("pending", 3)
    assert "no-store" in client.get(url("detail", draft.pk))["Cache-Control"]
    assert client.post(url("undo", draft.pk, row.pk), {"version": 3}).status_code == 302
    assert [e.act for e in journal.of(draft)[:2]] == ["fact.undo", "fact.accept"]


def test_what_was_accepted_at_once_is_taken_back_at_once(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client, row = signed_in(made.users["office"]), draft.facts.get(kind="deadline")
    client.post(url("accept_sure", draft.pk))
    moment, count = client.get(url("detail", draft.pk)).context["review"].together
    assert count == 3
    row.refresh_from_db()
    client.post(url("reject", draft.pk, row.pk), {"version": row.version})
    client.post(url("undo_together", draft.pk), {"luc": moment.isoformat()})
    assert dict(draft.facts.values_list("kind", "state"))["deadline"] == "rejected"
    assert draft.facts.filter(state="pending").count() == 3
    for late in (moment.isoformat(), "2025-13-45T99:99", ""):
        answer = client.post(url("undo_together", draft.pk), {"luc": late}, follow=True)
        assert "Không còn gì để hoàn tác" in answer.content.decode()
    assert [e.act for e in journal.of(draft)].count("fact.undo_together") == 1


def test_what_has_to_be_filled_in_is_not_accepted_at_once(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    draft.facts.filter(kind="deadline").update(value={"what": "dossier"})
    client = signed_in(made.users["office"])
    client.post(url("accept_sure", draft.pk))
    assert draft.facts.get(kind="deadline").state == "pending"
    first = client.get(url("detail", draft.pk)).context["review"].groups[0]
    assert {item.row.kind for item in first.items} == {"quota", "deadline"}


def test_a_correction_keeps_what_the_program_had_read(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client, row = signed_in(made.users["office"]), fact(draft, "04 tập thể")
    form = client.get(url("fact", draft.pk, row.pk)).context["form"]
    assert form["op"].value() == "exact"
    given = {**row.value, "op": "max", "award": "", "scope": "", "version": 1}
    assert client.post(url("fact", draft.pk, row.pk), given).status_code == 302
    row.refresh_from_db()
    assert row.value == {**row.was, "op": "max"}
    assert row.was["op"] == "exact"
    assert row.state == "accepted"
    text = client.get(url("detail", draft.pk)).content.decode()
    assert "Tối đa 4 tập thể" in text
    assert "Chương trình đọc: Đúng 4 tập thể" in text


def test_a_form_that_is_wrong_keeps_what_was_typed(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client, row = signed_in(made.users["office"]), draft.facts.get(kind="deadline")
    given = {key: value or "" for key, value in row.value.items()} | {"date": "31/02/2026", "version": 1}
    answer = client.post(url("fact", draft.pk, row.pk), given)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "31/02/2026" in text
    assert "không có ngày 31" in text
    row.refresh_from_db()
    assert row.version == 1


def test_two_people_at_one_fact_see_both_texts(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    row = fact(draft, "04 tập thể")
    second = made.user("office2", made.people["Lý Trưởng Văn"], ("office", made.units["office"]))
    given = {**row.value, "award": "", "scope": "", "version": 1}
    assert (
        signed_in(made.users["office"]).post(url("fact", draft.pk, row.pk), given | {"value": "5"}).status_code == 302
    )
    late = signed_in(second)
    answer = late.post(url("fact", draft.pk, row.pk), given | {"value": "6"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Đúng 5 tập thể" in text
    assert "Đúng 6 tập thể" in text
    assert "Nguyễn Thị Hạnh Dung" in text
    assert "Hai người cùng sửa dữ kiện này" in text
    own = signed_in(made.users["office"]).post(url("fact", draft.pk, row.pk), given | {"value": "7"})
    assert "Ông, bà vừa sửa dữ kiện này ở cửa sổ khác" in own.content.decode()
    row.refresh_from_db()
    assert row.value["value"] == 5
    again = {f.html_name: f.value() for f in answer.context["form"]}
    assert late.post(url("fact", draft.pk, row.pk), {k: v or "" for k, v in again.items()}).status_code == 302
    row.refresh_from_db()
    assert row.value["value"] == 6


def test_an_old_page_does_not_decide_over_somebody_else(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    row = fact(draft, "04 tập thể")
    second = made.user("office2", made.people["Lý Trưởng Văn"], ("office", made.units["office"]))
    deciding.reject(fact=row, version=1, by=second, at=world.at("2025-10-27 08:41"))
    answer = signed_in(made.users["office"]).post(url("accept", draft.pk, row.pk), {"version": 1})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.state == "rejected"


def test_two_clicks_of_one_person_are_one_decision(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client, row = signed_in(made.users["office"]), fact(draft, "04 tập thể")
    for _ in range(2):
        assert client.post(url("accept", draft.pk, row.pk), {"version": 1}).status_code == 302
    assert [e.act for e in journal.of(draft)].count("fact.accept") == 1


def test_sure_facts_are_accepted_at_once_and_doubtful_ones_not(
    made: world.World, draft: Draft, signed_in: SignIn
) -> None:
    signed_in(made.users["office"]).post(url("accept_sure", draft.pk))
    assert sorted(draft.facts.filter(state="pending").values_list("quote", flat=True)) == ["04 tập thể"]


def test_a_sentence_without_fact_is_seen_or_becomes_one(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client = signed_in(made.users["office"])
    before = client.get(url("detail", draft.pk)).context["review"]
    loose = next(s for s in before.loose if "đúng người" in s.text)
    assert loose.path == "II.b"
    client.post(url("seen", draft.pk), {"cau": loose.id})
    after = client.get(url("detail", draft.pk)).context["review"]
    assert (after.seen, len(after.loose)) == (1, len(before.loose) - 1)
    address = f"{url('add', draft.pk)}?cau={loose.id}&loai=statement"
    assert client.post(address, {"about": "requirement", "text": "Chọn đúng người.", "version": ""}).status_code == 302
    row = draft.facts.get(origin="added")
    assert (row.state, row.path, row.quote) == ("accepted", "II.b", loose.text)
    assert row.spans == [[5, loose.start, loose.end]]


def test_headings_and_printed_words_need_no_look(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    found = signed_in(made.users["office"]).get(url("detail", draft.pk)).context["review"]
    assert not [s.text for s in found.loose if s.text in ("KẾ HOẠCH", readings.LINES[3], readings.LINES[6])]


def test_sentences_of_a_part_are_seen_at_once(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client = signed_in(made.users["office"])
    before = client.get(url("detail", draft.pk)).context["review"].loose_parts
    assert [part for part, _ in before] == ["", "II"]
    client.post(url("seen", draft.pk), {"cau": "muc-II"})
    after = client.get(url("detail", draft.pk)).context["review"].loose_parts
    assert [part for part, _ in after] == [""]


def test_all_sentences_are_seen_at_once(made: world.World, draft: Draft, signed_in: SignIn) -> None:
    client = signed_in(made.users["office"])
    client.post(url("seen", draft.pk), {"cau": "tat-ca"})
    assert not client.get(url("detail", draft.pk)).context["review"].loose


@pytest.mark.parametrize("account", ["chair", "admin"])
def test_others_read_and_do_not_decide(made: world.World, draft: Draft, signed_in: SignIn, account: str) -> None:
    client, row = signed_in(made.users[account]), fact(draft, "04 tập thể")
    text = client.get(url("detail", draft.pk)).content.decode()
    assert 'data-act="accept"' not in text
    assert client.post(url("accept", draft.pk, row.pk), {"version": 1}).status_code == 403
    assert client.get(url("fact", draft.pk, row.pk)).status_code == 403


def test_pages_ask_the_database_as_often_for_four_facts_as_for_forty(
    made: world.World, draft: Draft, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(made.users["office"])
    client.get(url("detail", draft.pk))
    for _ in range(2):
        with django_assert_max_num_queries(14) as counted:
            client.get(url("detail", draft.pk))
        with django_assert_max_num_queries(12):
            client.get(url("list"))
        first = locals().get("first", len(counted.captured_queries))
        assert len(counted.captured_queries) == first
        row = fact(draft, "04 tập thể")
        DraftFact.objects.bulk_create(
            DraftFact(draft=draft, place=10 + n, kind="quota", value=row.value, quote=f"{n}", spans=row.spans)
            for n in range(36)
        )
        readings.reviewed(made.body, made.users["office"], world.at("2025-10-27 08:40"), data=b"other")


def test_a_remark_leads_to_its_words(
    made: world.World, draft: Draft, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = readings.LINES[7].index("trước ngày")
    remark = Remark("date.x", "warning", "III", "trước ngày", "Chưa rõ.", "Ghi rõ.", span=Span(7, start, start + 10))
    monkeypatch.setattr(reader, "check", lambda *_, **__: [remark])
    text = signed_in(made.users["office"]).get(url("detail", draft.pk)).content.decode()
    key = checking.key("date.x", "III", "trước ngày")
    assert f'href="{url("detail", draft.pk)}#n-{key}"' in text
    assert text.index(f'id="n-{key}"') < text.index("trước ngày 30 tháng 01")


def test_what_is_typed_is_kept_until_it_is_written_down(
    made: world.World, draft: Draft, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = signed_in(made.users["office"])
    row = fact(draft, "04 tập thể")
    remark = Remark("date.x", "warning", "III", "trước ngày", "Hạn viết chưa rõ.", "", "")
    monkeypatch.setattr(reader, "check", lambda *_, **__: [remark])
    waive = url("waive", draft.pk, checking.key("date.x", "III", "trước ngày"))
    places = {
        url("fact", draft.pk, row.pk): {"value": "khoảng 8", "version": row.version},  # half a thought, no number
        url("add", draft.pk) + "?loai=deadline": {"surface": "trước ngày 1"},
        waive: {"reason": "Bản đã k"},
    }
    entries = journal.of(draft).count()
    for address, words in places.items():
        answer = office.post(address, words, headers={"Accept": "application/json"})
        assert (answer.status_code, set(answer.json())) == (200, {"saved"})
    assert (journal.of(draft).count(), fact(draft, "04 tập thể").version) == (entries, row.version)
    for address, words in places.items():
        page = office.get(address)
        name, text = next(iter(words.items()))
        assert page.context["form"][name].value() == text
        assert not page.context["form"].errors
        assert "Đã điền lại chữ gõ dở lúc" in page.content.decode()
        assert "chữ gõ dở" not in signed_in(made.users["office"]).get(address).content.decode()  # another sign-in
    assert office.post(waive, {"reason": "Bản đã ký ghi như vậy."}).status_code == 302
    office.post(url("add", draft.pk) + "?loai=deadline", {"bo-go-do": "1"})
    assert list(office.session["typed"]) == [url("fact", draft.pk, row.pk)]


def test_a_deadline_is_spoken_of_by_its_own_day() -> None:
    plan = readings.some_plan()
    kept = next(each for each in plan.deadlines if each.act == "dossier")
    days = ("2026-09-22", kept.rule)
    rows = [DraftFact(pk=n, kind="deadline", path=kept.source.path, value={"date": day}) for n, day in enumerate(days)]
    said = effects.effects_of(plan, rows, date(2026, 1, 5))
    assert said[0] == effects.NO_GATE  # in the same clause, but none the program keeps
    assert "Cửa nhận đóng" in said[1]


def test_a_household_is_called_one_where_the_text_says_so() -> None:
    either = {"target": "either", "text": "hộ bị lập biên bản an toàn thực phẩm"}
    assert saying.say("exclusion", either).startswith("Hộ gia đình: hộ bị")
    assert saying.say("exclusion", either | {"text": "người gây gổ với du khách"}).startswith("Tập thể hoặc cá nhân")


def test_the_place_of_an_audience_is_said_once() -> None:
    value = {"target": "individual", "name": "cán bộ trong các cơ quan nêu trên", "bodies": ["Các cơ quan nêu trên"]}
    assert saying.say("audience", value) == "Cá nhân: cán bộ trong các cơ quan nêu trên"
    assert saying.say("audience", value | {"bodies": ["Phòng Tư pháp"]}).endswith("nêu trên (Phòng Tư pháp)")
