"""The clock's own acts run without anybody asking."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import readings
from tests.factories import world as worlds
from thidua import reader
from thidua.config import cli, worker
from thidua.config.commands import doctor
from thidua.dossiers import actions
from thidua.dossiers.models import Dossier
from thidua.drafting import queue
from thidua.drafting.models import Draft, ReadingJob
from thidua.ui import clock


@pytest.mark.django_db
def test_overdue_drafts_of_a_barring_plan_lapse_by_themselves(settings, tmp_path):
    settings.THIDUA_HOME = tmp_path
    world = worlds.build("phu-luong-2023")
    movement = worlds.launch(world)
    actions.open_dossier(
        round=movement.rounds.get(), unit=world.units["one"], by=world.users["clerk"], at=worlds.at("2023-09-20 08:00")
    )
    clock.set_to(worlds.at("2023-10-02 23:00"))
    assert worker.run_once() == 0
    clock.set_to(worlds.at("2023-10-03 00:01"))
    assert worker.run_once() == 1
    assert worker.run_once() == 0
    assert Dossier.objects.get().state == "lapsed"


@pytest.fixture
def waiting(db, settings, tmp_path):
    settings.THIDUA_HOME, settings.FILES_FOLDER = tmp_path, tmp_path / "files"
    world = worlds.build("soc-trang-2025")
    draft = readings.in_state("reading", world.body, world.users["office"], worlds.at("2025-10-27 08:00"))
    draft.facts.all().delete()
    return draft


def queue_line() -> tuple[bool, str]:
    return next(line for line in doctor._queue())


def test_a_file_nobody_reads_is_told_after_a_minute_and_read_by_the_worker(waiting, monkeypatch, client, capsys):
    assert queue_line() == (True, "1 tệp kế hoạch đang chờ đọc")
    ReadingJob.objects.update(queued_at=queue.real_now() - timedelta(seconds=61))
    good, text = queue_line()
    assert not good
    assert "1 tệp chờ hơn một phút mà không tiến trình nào đọc, chạy: thidua worker" in text
    client.force_login(waiting.by)
    page = client.get(f"/ke-hoach/{waiting.pk}/").content.decode()
    assert "Tệp đã chờ hơn một phút" in page
    assert "thidua worker" in page
    monkeypatch.setattr(reader, "read", lambda data, name, *, progress=None: readings.reading())
    assert cli.main(["worker", "--once"]) == 0
    assert "đọc 1 tệp" in capsys.readouterr().out
    assert Draft.objects.get().state == "review"
    assert queue_line() == (True, "Không có tệp kế hoạch nào chờ đọc")


def test_a_file_behind_one_that_is_being_read_only_waits_its_turn(waiting):
    first = ReadingJob.objects.get()
    other = readings.reviewed(waiting.body, waiting.by, worlds.at("2025-10-27 08:00"), data=b"other")
    Draft.objects.filter(pk=other.pk).update(state="reading")
    later = ReadingJob.objects.create(draft=other)
    ReadingJob.objects.update(queued_at=queue.real_now() - timedelta(minutes=5))
    ReadingJob.objects.filter(pk=first.pk).update(beat_at=queue.real_now())
    assert queue.waits(later) == queue.Wait(ahead=1, neglected=False)
    ReadingJob.objects.filter(pk=first.pk).update(beat_at=queue.real_now() - queue.SILENCE - timedelta(seconds=1))
    assert queue.waits(later).neglected
