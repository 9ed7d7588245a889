"""The same act at the same moment on real connections: one does it, the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.factories import readings, world
from tests.support import racing
from thidua import plans, reader
from thidua.drafting import launching, queue
from thidua.drafting.models import Draft, ReadingJob
from thidua.movements.models import Movement
from thidua.org.models import Person, User
from thidua.records.models import PaperNumber
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db(transaction=True)
NOW = world.at("2025-10-27 08:40")


@pytest.fixture
def on_disk(tmp_path: Path, settings: Any, transactional_db: None) -> Iterator[world.World]:
    settings.FILES_FOLDER = tmp_path / "files"
    with racing.database_on_disk(tmp_path):
        yield world.build("soc-trang-2025")


def test_two_launches_at_once_launch_once(on_disk: world.World) -> None:
    draft = readings.in_state("ready", on_disk.body, on_disk.users["office"], NOW)
    assert draft.plan == plans.to_data(readings.some_plan())

    def launch() -> Movement:
        mine = Draft.objects.select_related("body", "file").get(pk=draft.pk)
        return launching.launch(
            draft=mine,
            version=mine.version,
            issued_on=NOW.date(),
            number=None,
            signer=Person.objects.get(full_name="Trần Văn Chủ"),
            capacity="TM",
            signed=None,
            by=User.objects.get(pk=on_disk.users["office"].pk),
            at=NOW,
        )

    answers = racing.together(launch, launch)
    assert {type(each) for each in answers} == {Movement, Refused}
    assert Movement.objects.count() == PaperNumber.objects.count() == 1


def test_two_readers_never_read_the_same_file(on_disk: world.World, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = readings.in_state("reading", on_disk.body, on_disk.users["office"], NOW)
    draft.facts.all().delete()
    read: list[str] = []

    def slow(data: bytes, name: str, *, progress: Any = None) -> Any:
        read.append(name)
        progress(1, 1)
        return readings.reading()

    monkeypatch.setattr(reader, "read", slow)
    answers = racing.together(queue.work, queue.work)
    assert sum(answers) == 1
    assert read == [draft.file_name]
    assert not ReadingJob.objects.exists()
    assert draft.facts.count() == 4
