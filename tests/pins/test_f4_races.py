"""Fact F4: locking reads do nothing on SQLite and its default transactions break under two writers.

So transactions begin IMMEDIATE (a writer takes its turn at once) and every act changes a state by compare-and-set.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

from tests.factories import world as worlds
from tests.factories.line import Line
from tests.support.racing import database_on_disk, together
from thidua.audit import journal
from thidua.config import home
from thidua.decisions import actions as decisions
from thidua.decisions.models import Decision
from thidua.movements import actions
from thidua.movements.models import Movement
from thidua.org.models import Unit, User
from thidua.records import numbers
from thidua.records.models import PaperNumber
from thidua.rules.findings import Refused

ROUNDS = 8
WRITERS = 4


@pytest.fixture
def on_disk(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with database_on_disk(tmp_path):
        yield


@pytest.mark.usefixtures("db")  # leave to open connections; the test's own database is not touched
class TestSqlite:
    """What the driver does with each kind of transaction, on files of its own."""

    def wrapper(self, path: Path, mode: str | None) -> DatabaseWrapper:
        made = DatabaseWrapper({**settings.DATABASES["default"], **home.database({}, path.parent), "NAME": str(path)})
        made.settings_dict["OPTIONS"] = {"timeout": 1, **({"transaction_mode": mode} if mode else {})}
        made.inc_thread_sharing()
        return made

    def test_default_transactions_lose_their_lock_at_once(self, tmp_path: Path) -> None:
        one, two = (self.wrapper(tmp_path / "x", None) for _ in range(2))
        with one.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("CREATE TABLE t (n int)")
            cursor.execute("INSERT INTO t VALUES (0)")
        for each in (one, two):
            each.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            each.cursor().execute("SELECT n FROM t").fetchall()
        one.cursor().execute("UPDATE t SET n = 1")
        one.commit()
        with pytest.raises(OperationalError, match="database is locked"):
            two.cursor().execute("UPDATE t SET n = 2")
        for each in (one, two):
            each.rollback()
            each.close()

    def test_immediate_transactions_wait_their_turn(self, tmp_path: Path) -> None:
        one, two = (self.wrapper(tmp_path / "x", "IMMEDIATE") for _ in range(2))
        with one.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("CREATE TABLE t (n int)")
            cursor.execute("INSERT INTO t VALUES (0)")
        one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        one.cursor().execute("UPDATE t SET n = n + 1")
        begun = threading.Event()

        def second() -> None:
            begun.set()
            two.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            two.cursor().execute("UPDATE t SET n = n + 1")
            two.commit()

        thread = threading.Thread(target=second)
        thread.start()
        begun.wait(10)
        one.commit()
        thread.join()
        assert one.cursor().execute("SELECT n FROM t").fetchone() == (2,)
        for each in (one, two):
            each.close()

    def test_locking_reads_are_ignored(self) -> None:
        locking = str(Unit.objects.select_for_update().query)
        assert ("FOR UPDATE" in locking) == (connection.vendor == "postgresql")

    def test_the_product_begins_immediate(self, tmp_path: Path) -> None:
        assert home.database({}, tmp_path)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def answers_of(found: list[Any]) -> tuple[list[Any], list[Refused]]:
    """Winners and the refused; anything else (a lock, a traceback) fails."""
    refused = [each for each in found if isinstance(each, Refused)]
    won = [each for each in found if not isinstance(each, Exception)]
    assert len(won) + len(refused) == len(found), [repr(each) for each in found]
    return won, refused


@pytest.mark.usefixtures("on_disk")
def test_of_racing_launches_exactly_one_counts() -> None:
    """Four people press the same button: one movement, one number, one entry; the others are told who was faster."""
    world = worlds.build("hoa-phong-2025")
    chair, office = world.people["Trần Văn Chủ"].pk, world.users["office"].pk
    moment = worlds.at("2025-01-16 09:00")
    for done in range(ROUNDS):
        movement = actions.prepare(body=world.body, plan=world.plan, by=world.users["office"], at=moment)

        def launch(pk: int = movement.pk, version: int = movement.version) -> Movement:
            return actions.launch(
                movement=Movement.objects.get(pk=pk),
                version=version,
                issued_on=moment.date(),
                number=None,
                signer=world.people["Trần Văn Chủ"].__class__.objects.get(pk=chair),
                capacity="TM",
                by=User.objects.get(pk=office),
                at=moment,
            )

        won, refused = answers_of(together(*[launch] * WRITERS))
        assert len(won) == 1
        assert len(refused) == WRITERS - 1
        assert all(str(finding.message).endswith(".") for each in refused for finding in each.findings)
        assert PaperNumber.objects.filter(series="KH").count() == done + 1
    assert journal.verify()[1] is None


@pytest.mark.usefixtures("on_disk")
def test_of_racing_deciders_exactly_one_approves() -> None:
    """The Chairman and his deputy approve and return at once: one word holds, one entry tells it."""
    line = Line("hoa-phong-2025")
    decision = line.submitted()
    pk, version, moment = decision.pk, decision.version, line.day(16)
    chair, vice = (line.world.users[name].pk for name in ("chair", "vice"))

    def approve(by: int) -> Any:
        found = Decision.objects.get(pk=pk)
        return decisions.approve(decision=found, version=version, seen=True, by=User.objects.get(pk=by), at=moment)

    def send_back(by: int) -> Any:
        found, reason = Decision.objects.get(pk=pk), "Bổ sung ý kiến của kế toán"
        return decisions.return_to_office(
            decision=found, version=version, reason=reason, by=User.objects.get(pk=by), at=moment
        )

    won, refused = answers_of(
        together(lambda: approve(chair), lambda: approve(vice), lambda: send_back(chair), lambda: send_back(vice))
    )
    assert (len(won), len(refused)) == (1, 3)
    decision.refresh_from_db()
    assert decision.version == version + 1
    acts = list(journal.of(decision).values_list("act", flat=True))
    assert sum(act in ("decision.approve", "decision.return") for act in acts) == 1
    assert journal.verify()[1] is None


@pytest.mark.usefixtures("on_disk")
def test_racing_clerks_never_share_a_number() -> None:
    world = worlds.build("hoa-phong-2025")
    body = world.body.pk
    day = worlds.at("2025-01-16 09:00").date()

    def take() -> int:
        with transaction.atomic():
            return numbers.take(Unit.objects.get(pk=body), "TNHS", on=day, subject="x", by=None).number

    for _ in range(ROUNDS):
        answers_of(together(*[take] * WRITERS))
    taken = list(PaperNumber.objects.filter(series="TNHS").order_by("number").values_list("number", flat=True))
    assert taken == list(range(1, ROUNDS * WRITERS + 1))


@pytest.mark.usefixtures("on_disk")
def test_racing_entries_make_one_chain() -> None:
    world = worlds.build("hoa-phong-2025")
    body, moment = world.body.pk, worlds.at("2025-01-16 09:00")

    def write() -> int:
        with transaction.atomic():
            thing = Unit.objects.get(pk=body)
            return journal.record(by=None, at=moment, act="thu", thing=thing, sentence="Thử").seq

    before = journal.verify()[0]
    for _ in range(ROUNDS):
        answers_of(together(*[write] * WRITERS))
    assert journal.verify() == (before + ROUNDS * WRITERS, None)
