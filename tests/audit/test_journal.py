"""The journal: append-only in the database itself, and a chain that shows every tampering."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories.world import at
from thidua.audit import journal
from thidua.audit.models import JournalEntry
from thidua.config import cli
from thidua.org.models import Unit

NOW = at("2026-01-27 08:40")
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(code="x", name="Xã Lạc Giang", kind="ubnd", level="commune")


def write(unit: Unit, count: int) -> None:
    for n in range(count):
        with transaction.atomic():
            journal.record(
                by=None,
                at=NOW + timedelta(minutes=n),
                act=f"thu.{n}",
                thing=unit,
                sentence=f"Việc số {n} của xã Lạc Giang",
                body_id=unit.pk,
                basis={"clause": f"III.{n}"},
                data={"số": n, "ngày": NOW},
            )


def without_triggers(statement: str, *parameters: object) -> None:
    """What somebody with the database's password can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS journal_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS journal_no_delete")
        else:
            cursor.execute("ALTER TABLE audit_journalentry DISABLE TRIGGER journal_no_change")
        cursor.execute(statement, parameters)


@pytest.mark.parametrize(
    "change",
    [
        lambda: JournalEntry.objects.filter(seq=2).update(sentence="khác"),
        lambda: JournalEntry.objects.update(seq=99),
        lambda: JournalEntry.objects.get(seq=3).save(),
        lambda: JournalEntry.objects.get(seq=3).delete(),
        lambda: JournalEntry.objects.all().delete(),
    ],
)
def test_entries_are_neither_changed_nor_deleted(unit: Unit, change: Callable[[], object]) -> None:
    write(unit, 3)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert journal.verify() == (3, None)


def test_a_whole_chain_is_good(unit: Unit) -> None:
    assert journal.verify() == (0, None)
    write(unit, 5)
    assert journal.verify() == (5, None)
    first, *_, last = JournalEntry.objects.order_by("seq")
    assert first.previous == journal.START
    assert last.previous == JournalEntry.objects.get(seq=4).digest


@transaction.atomic
def fail_after_writing(unit: Unit) -> None:
    journal.record(by=None, at=NOW, act="hỏng", thing=unit, sentence="Hỏng")
    raise ZeroDivisionError


def test_an_entry_belongs_to_the_act_it_tells_of(unit: Unit) -> None:
    """An act that fails leaves no entry, and the chain goes on without a gap."""
    write(unit, 1)
    with pytest.raises(ZeroDivisionError):
        fail_after_writing(unit)
    write(unit, 1)
    assert list(JournalEntry.objects.values_list("seq", "act")) == [(1, "thu.0"), (2, "thu.0")]
    assert journal.verify() == (2, None)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused(unit: Unit) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        journal.record(by=None, at=NOW, act="lẻ", thing=unit, sentence="Lẻ")


FIELDS = {
    "at": lambda r: NOW - timedelta(days=r.randrange(1, 900)),
    "actor_id": lambda r: r.randrange(1, 99),
    "actor_name": lambda r: f"Kẻ khác {r.random()}",
    "act": lambda r: f"viec.khac.{r.randrange(9**6)}",
    "thing": lambda r: f"org.khac{r.randrange(9**6)}",
    "thing_id": lambda r: f"0{r.randrange(9**6)}",
    "body_id": lambda r: 10**6 + r.randrange(10**6),
    "sentence": lambda r: f"Không có chuyện ấy {r.random()}",
    "basis": lambda r: f'{{"clause": "IX.{r.random()}"}}',
    "data": lambda r: f'{{"số": {r.random()}}}',
    "previous": lambda r: f"{r.getrandbits(256):064x}",
    "digest": lambda r: f"{r.getrandbits(256):064x}",
}


@pytest.mark.parametrize("seed", range(100))
def test_tampering_is_seen(unit: Unit, seed: int) -> None:
    """One field changed, an entry taken out, moved or forged: the first bad entry is the one touched or the next."""
    chance = random.Random(seed)
    write(unit, 9)
    place = chance.randrange(1, 9)  # the last entry can only be changed, see below
    kind = seed % (len(FIELDS) + 3)
    if kind < len(FIELDS):
        field = list(FIELDS)[kind]
        value = FIELDS[field](chance)
        without_triggers(f"UPDATE audit_journalentry SET {field} = %s WHERE seq = %s", value, place)
    elif kind == len(FIELDS):
        without_triggers("DELETE FROM audit_journalentry WHERE seq = %s", place)
    elif kind == len(FIELDS) + 1:
        without_triggers("UPDATE audit_journalentry SET seq = %s WHERE seq = %s", 100 + place, place)
    else:
        forged = JournalEntry.objects.get(seq=place)
        forged.seq, forged.previous = 10, JournalEntry.objects.get(seq=9).digest
        forged.digest = f"{chance.getrandbits(256):064x}"
        forged.save(force_insert=True)
        place = 10
    good, bad = journal.verify()
    assert bad is not None
    assert good == place - 1


def test_two_entries_that_change_places_are_seen(unit: Unit) -> None:
    write(unit, 4)
    for before, after in ((2, 50), (3, 2), (50, 3)):
        without_triggers("UPDATE audit_journalentry SET seq = %s WHERE seq = %s", after, before)
    assert journal.verify()[0] == 1


def test_an_entry_rewritten_with_its_own_digest_breaks_the_next(unit: Unit) -> None:
    write(unit, 4)
    entry = JournalEntry.objects.get(seq=2)
    entry.sentence = "Sửa khéo"
    without_triggers(
        "UPDATE audit_journalentry SET sentence = %s, digest = %s WHERE seq = 2", entry.sentence, journal.digest(entry)
    )
    good, bad = journal.verify()
    assert (good, bad and bad.seq) == (2, 3)


class TestCommand:
    def test_a_whole_journal_ends_with_0(self, unit: Unit, capsys: pytest.CaptureFixture[str]) -> None:
        write(unit, 3)
        assert cli.main(["journal", "verify"]) == 0
        assert capsys.readouterr().out == "Nhật ký nguyên vẹn: 3 dòng.\n"

    def test_a_broken_one_ends_with_1_and_names_the_entry(self, unit: Unit, capsys: pytest.CaptureFixture[str]) -> None:
        write(unit, 3)
        without_triggers("UPDATE audit_journalentry SET act = %s WHERE seq = 2", "khac")
        assert cli.main(["journal", "verify"]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert "số 2 (khac)" in told.err
        assert "1 dòng trước đó còn đúng" in told.err


def test_a_home_without_a_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Run as people run it: in a process of its own, on a folder nobody has served from."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("THIDUA_")}
    done = subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", "journal", "verify", "--home", str(tmp_path / "new")],
        capture_output=True,
        text=True,
        env=environ,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "thidua serve" in done.stderr
