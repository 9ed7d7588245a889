"""From a file to a draft: what is kept, what is refused, what a broken file leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import readings, world
from thidua import reader
from thidua.audit import journal
from thidua.drafting import queue
from thidua.drafting.models import Draft, DraftFact, ReadingJob
from thidua.movements.models import Movement
from thidua.notices.models import Notice
from thidua.org.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("builds")]
SignIn = Callable[[User], Client]
TEXT = "KẾ HOẠCH\nPhát động phong trào thi đua\n".encode()


def upload(client: Client, made: world.World, name: str = "ke-hoach.txt", data: bytes = TEXT) -> Any:
    given = {"body": made.body.pk, "file": SimpleUploadedFile(name, data)}
    return client.post(reverse("drafting:new"), given)


@pytest.fixture
def office(made: world.World, signed_in: SignIn) -> Client:
    return signed_in(made.users["office"])


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """``reads(reading)`` or ``reads(error)``: what reading any file gives from now on."""

    def give(answer: Any) -> None:
        def read(data: bytes, name: str, *, progress: Any = None) -> Any:
            progress(1, 2)
            if isinstance(answer, BaseException):
                raise answer
            return answer

        monkeypatch.setattr(reader, "read", read)

    return give


def test_a_file_becomes_a_draft_under_review(made: world.World, office: Client, reads: Any) -> None:
    answer = upload(office, made)
    draft = Draft.objects.get()
    assert answer["Location"] == reverse("drafting:detail", args=[draft.pk])
    waiting = office.get(answer["Location"]).content.decode()
    assert "Đang chờ đến lượt đọc" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    reads(readings.reading())
    assert queue.work() == 1
    draft.refresh_from_db()
    assert (draft.state, draft.title) == ("review", readings.LINES[2])
    assert [f.quote for f in draft.facts.all()][1:3] == ["04 tập thể", "tối đa 07 cá nhân"]
    assert not ReadingJob.objects.exists()
    assert Notice.objects.filter(user=made.users["office"], url=f"/ke-hoach/{draft.pk}/").exists()
    assert [e.act for e in journal.of(draft)] == ["draft.read", "draft.upload"]
    assert office.get(reverse("drafting:file", args=[draft.pk])).content == TEXT


def test_pages_read_so_far_are_shown(made: world.World, office: Client) -> None:
    upload(office, made)
    ReadingJob.objects.update(pages=12, pages_done=5)
    text = office.get(reverse("drafting:detail", args=[Draft.objects.get().pk])).content.decode()
    assert "Đã đọc 05 trong 12 trang" in text


@pytest.mark.parametrize("error", [reader.Unreadable("Tệp có mật khẩu. Bỏ mật khẩu rồi tải lại."), RuntimeError("x")])
def test_a_broken_file_leaves_nothing_half_made(made: world.World, office: Client, reads: Any, error: Any) -> None:
    upload(office, made)
    reads(error)
    queue.work()
    draft = Draft.objects.get()
    assert draft.state == "failed"
    assert draft.reason == (str(error) if isinstance(error, reader.Unreadable) else queue.BROKEN)
    assert not DraftFact.objects.exists()
    assert not Movement.objects.exists()
    page = office.get(reverse("drafting:detail", args=[draft.pk])).content.decode()
    assert draft.reason in page
    assert office.post(reverse("drafting:retry", args=[draft.pk]), {"version": draft.version}).status_code == 302
    reads(readings.reading())
    queue.work()
    draft.refresh_from_db()
    assert draft.state == "review"


def test_a_reading_that_cannot_be_kept_whole_is_not_kept_in_part(
    made: world.World, office: Client, reads: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(office, made)
    reads(readings.reading())
    monkeypatch.setattr(queue.journal, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        queue.work()
    assert Draft.objects.get().state == "reading"
    assert not DraftFact.objects.exists()


def test_a_document_that_launches_nothing_is_said_so(made: world.World, office: Client, reads: Any) -> None:
    upload(office, made)
    why = "Văn bản là “Quy định”, không có câu phát động phong trào."
    reads(readings.reading(launches=False, why=why))
    queue.work()
    draft = Draft.objects.get()
    address = reverse("drafting:detail", args=[draft.pk])
    text = office.get(address).content.decode()
    assert draft.state == "other"
    assert why in text
    assert "Chọn tệp khác" in text
    given = {"version": draft.version, "reason": "ngắn"}
    assert office.post(reverse("drafting:insist", args=[draft.pk]), given).status_code == 422
    given["reason"] = "Phần phát động nằm ở phụ lục của văn bản này."
    assert office.post(reverse("drafting:insist", args=[draft.pk]), given).status_code == 302
    assert office.get(address).templates[0].name == "drafting/review.html"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("rong.txt", b"  ", "rỗng"),
        ("la.txt", b"\xff\xfe\x00", "không dùng bảng mã Unicode"),
        ("khac.txt", b"chu\0 thuong", "không phải văn bản thuần"),
        ("gia.pdf", b"khong phai pdf", "gia.pdf"),
        ("chay.exe", b"MZ" + b"\0" * 64, "chay.exe"),
    ],
)
def test_a_wrong_file_is_refused_at_once(made: world.World, office: Client, name: str, data: bytes, says: str) -> None:
    answer = upload(office, made, name, data)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Draft.objects.exists()
    assert not ReadingJob.objects.exists()


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_a_text_saved_by_an_old_editor_is_taken(made: world.World, office: Client, code: str) -> None:
    assert upload(office, made, data=TEXT.decode().encode(code)).status_code == 302
    assert queue.work() == 1
    assert Draft.objects.get().state in ("review", "other")  # it was read


def test_a_file_too_large_is_refused_before_it_is_kept(made: world.World, office: Client) -> None:
    answer = upload(office, made, data=b"a" * (20 * 2**20 + 1))
    assert answer.status_code == 422
    assert "vượt giới hạn 20 MB" in answer.content.decode()
    assert not Draft.objects.exists()


def test_the_same_file_twice_is_one_draft(made: world.World, office: Client) -> None:
    first, second = upload(office, made), upload(office, made)
    assert first["Location"] == second["Location"]
    assert Draft.objects.count() == 1


def test_a_reader_that_died_is_followed_by_another_three_times_at_most(
    made: world.World, office: Client, reads: Any
) -> None:
    upload(office, made)
    reads(readings.reading())
    job = ReadingJob.objects.get()
    just_now, long_ago = timezone.now(), timezone.now() - queue.SILENCE - timedelta(seconds=1)
    ReadingJob.objects.update(beat_at=just_now, tries=1)
    assert queue.work() == 0  # somebody is at it
    ReadingJob.objects.update(beat_at=long_ago, tries=queue.TRIES)
    assert queue.work() == 0
    assert Draft.objects.get().state == "failed"
    assert not ReadingJob.objects.filter(pk=job.pk).exists()


def test_a_server_that_starts_again_goes_on_at_once(made: world.World, office: Client, reads: Any) -> None:
    upload(office, made)
    reads(readings.reading())
    ReadingJob.objects.update(beat_at=timezone.now(), tries=1)
    alone = connection.vendor == "sqlite"
    assert (queue.take_over(), queue.work()) == ((1, 1) if alone else (0, 0))


def test_a_draft_put_away_while_it_is_read_stays_away(
    made: world.World, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(office, made)
    draft = Draft.objects.get()

    def read(data: bytes, name: str, *, progress: Any = None) -> Any:
        assert office.post(reverse("drafting:discard", args=[draft.pk]), {"version": 1}).status_code == 302
        return readings.reading()

    monkeypatch.setattr(reader, "read", read)
    queue.work()
    draft.refresh_from_db()
    assert draft.state == "discarded"
    assert not DraftFact.objects.exists()


def test_only_the_office_uploads_and_another_body_sees_nothing(
    made: world.World, office: Client, signed_in: SignIn
) -> None:
    assert upload(signed_in(made.users["clerk"]), made).status_code == 403
    upload(office, made)
    other = world.build("soc-trang-2025", tag="b")
    address = reverse("drafting:detail", args=[Draft.objects.get().pk])
    assert signed_in(other.users["office"]).get(address).status_code == 404
    assert signed_in(made.users["clerk"]).get(address).status_code == 404
    answer = signed_in(other.users["office"]).post(
        reverse("drafting:new"), {"body": made.body.pk, "file": SimpleUploadedFile("a.txt", TEXT)}
    )
    assert answer.status_code == 422  # not one of the choices
