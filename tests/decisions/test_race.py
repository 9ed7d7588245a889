"""Acts at the same moment on real connections, on SQLite (a WAL file) and on PostgreSQL: one wins, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tests.decisions import stage as stages
from thidua.audit import journal
from thidua.decisions import actions
from thidua.decisions.models import Award, Decision
from thidua.records.models import Commendation, PaperNumber
from thidua.rules.findings import Refused

type Together = Callable[..., list[Any]]


# Rows other connections can see: committed on PostgreSQL, copied into a file on SQLite (whose triggers forbid the
# emptying of the journal that follows a committed test).
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


@pytest.fixture
def together(db: None, tmp_path: Path) -> Iterator[Together]:
    """Runs functions at the same moment, each in a thread with a connection of its own; answers or refusals in order."""
    settings = connections.settings["default"]
    kept = settings["NAME"]

    def run(*functions: Callable[[], Any]) -> list[Any]:
        if connection.vendor == "sqlite" and settings["NAME"] == kept:
            file = tmp_path / "race.sqlite3"
            file.write_bytes(connection.connection.serialize())
            settings["NAME"] = str(file)
        gate, answers = threading.Barrier(len(functions)), [None] * len(functions)

        def work(place: int) -> None:
            try:
                gate.wait()
                answers[place] = functions[place]()
            except Exception as error:  # the test looks at it
                answers[place] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=(n,)) for n in range(len(functions))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    yield run
    settings["NAME"] = kept


def fresh(pk: int) -> Decision:
    return Decision.objects.select_related("body", "round__movement__body").get(pk=pk)


def one_won(answers: list[Any]) -> None:
    lost = [answer for answer in answers if isinstance(answer, Exception)]
    assert len(lost) == len(answers) - 1, answers
    assert all(isinstance(error, Refused) for error in lost), lost
    assert {finding.code for error in lost for finding in error.findings} <= {"stale", "wrong_state"}


def test_two_deciders_approve_at_once(together: Together) -> None:
    stage = stages.build("phu-luong-2023").fill(1, 1)
    pk, version = (decision := stage.submitted()).pk, decision.version
    chair, vice, at = stage.user("chair"), stage.user("vice"), stage.at("10:00")

    def approve(by: Any) -> Callable[[], Any]:
        return lambda: actions.approve(decision=fresh(pk), version=version, by=by, at=at)

    one_won(together(approve(chair), approve(vice)))
    [[acts]] = together(lambda: [list(journal.of(fresh(pk)).values_list("act", flat=True))])
    assert acts.count("decision.approve") == 1


def test_two_clerks_issue_at_once_and_one_number_is_used(together: Together) -> None:
    stage = stages.build("phu-luong-2023").fill(1, 1)
    pk, version = (decision := stage.approved()).pk, decision.version
    office, at, day = stage.user("office"), stage.at("11:00"), stage.day

    def issue() -> Any:
        return actions.issue(decision=fresh(pk), version=version, decided_on=day, by=office, at=at)

    one_won(together(issue, issue, issue))

    def look() -> Any:
        return (
            list(PaperNumber.objects.filter(series="QD").values_list("number", flat=True)),
            PaperNumber.objects.filter(series="SKT").count(),
            Commendation.objects.count(),
            fresh(pk).state,
            Award.objects.exclude(code="").count(),
        )

    assert together(look) == [([1], 2, 2, "issued", 2)]


def test_two_decisions_issued_at_once_get_two_numbers(together: Together) -> None:
    stage = stages.build("phu-luong-2023").fill(1, 0)
    first = stage.approved()
    unit = stage.world.units["two"]
    stage.candidate(unit, stage.world.person("Đỗ Thứ Hai", unit))
    second = stage.approved()
    office, at, day = stage.user("office"), stage.at("11:00"), stage.day

    def issue(pk: int, version: int) -> Callable[[], Any]:
        return lambda: actions.issue(decision=fresh(pk), version=version, decided_on=day, by=office, at=at).number

    answers = together(issue(first.pk, first.version), issue(second.pk, second.version))
    assert sorted(map(str, answers)) == ["01", "02"]


def test_the_same_money_is_handed_over_once(together: Together) -> None:
    stage = stages.build("phu-luong-2023").fill(0, 2)
    decision = stage.issued()
    pk, ids = decision.pk, list(decision.awards.values_list("pk", flat=True))
    finance, at, day = stage.user("finance"), stage.at("12:00"), stage.day

    def pay() -> Any:
        return actions.mark_paid(decision=fresh(pk), award_ids=ids, paid_on=day, by=finance, at=at)

    answers = together(pay, pay)
    assert sum(answer == 2 for answer in answers) == 1
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
