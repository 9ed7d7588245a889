"""Votes at the same moment on real connections, on SQLite (a WAL file) and on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections

from tests.councils import meeting as meetings
from tests.councils.meeting import MEETING, Meeting
from thidua.audit import journal
from thidua.councils import actions, ballots
from thidua.councils.models import Ballot, Conflict, Motion, Session, VoteCast
from thidua.org.models import User
from thidua.rules.findings import Refused

type Together = Callable[..., list[Any]]

# Other connections must see the rows: committed on PostgreSQL, copied into a file on SQLite (whose flush after a
# committed test would have to delete the journal, and its triggers forbid that).
SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
pytestmark = pytest.mark.django_db(transaction=not SQLITE)


@pytest.fixture
def together(tmp_path: Path) -> Iterator[Together]:
    """Runs functions at the same moment, each in a thread with a connection of its own; answers or refusals in order.

    SQLite's test database lives in memory, where threads cannot wait for one another; they get a copy in a file, made
    when the first function runs, and what is read must be read through ``together`` too.
    """
    database = connections.settings["default"]
    kept = database["NAME"]

    def run(*functions: Callable[[], Any]) -> list[Any]:
        if SQLITE and database["NAME"] == kept:
            file = tmp_path / "race.sqlite3"
            file.write_bytes(connection.connection.serialize())
            database["NAME"] = str(file)
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
    database["NAME"] = kept


def cast(motion: Motion, user: User, choice: str) -> Callable[[], Any]:
    return lambda: actions.cast(
        motion=Motion.objects.get(pk=motion.pk), choice=choice, by=User.objects.get(pk=user.pk), at=MEETING
    )


@pytest.fixture
def meeting() -> Meeting:
    return meetings.build(council_size=8, people=1, collectives=0)


def test_votes_of_eight_members_at_once_are_all_in_the_urn(meeting: Meeting, together: Together) -> None:
    motion = meeting.voting().motions.get()
    voters = meeting.free(motion)
    choices = ["yes", "no", "blank", "yes", "no", "blank", "yes", "yes"]
    tokens = together(*[cast(motion, user, choice) for user, choice in zip(voters, choices, strict=True)])
    assert all(isinstance(token, str) for token in tokens), tokens

    def look() -> tuple[list[list[str]], int, Any]:
        return Ballot.objects.get().papers, VoteCast.objects.count(), journal.verify()[1]

    papers, casts, broken = together(look)[0]
    assert dict(papers) == dict(zip(tokens, choices, strict=True))
    assert papers == sorted(papers)
    assert (casts, broken) == (8, None)


def test_two_windows_of_one_member_make_one_vote(meeting: Meeting, together: Together) -> None:
    motion = meeting.voting().motions.get()
    user = meeting.free(motion)[0]
    answers = together(*[cast(motion, user, choice) for choice in ("yes", "no", "yes", "no")])
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 3
    assert {f.code for answer in refused for f in answer.findings} == {"already_voted"}
    papers, casts = together(lambda: (Ballot.objects.get().papers, VoteCast.objects.count()))[0]
    assert (len(papers), casts) == (1, 1)


def test_a_vote_and_a_declaration_at_once_never_both_hold(meeting: Meeting, together: Together) -> None:
    motion = meeting.voting().motions.get()
    user = meeting.free(motion)[0]

    def declare() -> Any:
        return actions.declare_conflict(
            motion=Motion.objects.get(pk=motion.pk),
            reason="là anh em ruột",
            by=User.objects.get(pk=user.pk),
            at=MEETING,
        )

    together(cast(motion, user, "yes"), declare)
    papers, casts, conflicts = together(
        lambda: (len(Ballot.objects.get().papers), VoteCast.objects.count(), Conflict.objects.count())
    )[0]
    assert papers == casts
    assert casts + conflicts == 1


def test_a_vote_at_the_moment_of_the_count_is_counted_or_refused(meeting: Meeting, together: Together) -> None:
    session = meeting.voting()
    motion = session.motions.get()
    first, second, *_ = meeting.free(motion)
    actions.cast(motion=motion, choice="yes", by=first, at=MEETING)

    def count() -> Any:
        return actions.count(
            session=Session.objects.get(pk=session.pk),
            version=session.version,
            unfinished_ok=True,
            by=User.objects.get(pk=meeting.secretary.pk),
            at=MEETING,
        )

    vote, counted = together(cast(motion, second, "yes"), count)
    assert isinstance(counted, Session), counted
    yes, papers, casts = together(
        lambda: (Motion.objects.get().yes, len(Ballot.objects.get().papers), VoteCast.objects.count())
    )[0]
    assert yes == papers == casts == (1 if isinstance(vote, Refused) else 2)


def test_the_slower_writer_reads_the_urn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same race in one thread, so that it happens in every run."""
    meeting = meetings.build(people=1, collectives=0)
    motion = meeting.voting().motions.get()
    first, second, *_ = meeting.free(motion)
    real, interrupted = ballots.new_token, []

    def new_token() -> str:
        if not interrupted:
            interrupted.append(True)
            actions.cast(motion=motion, choice="no", by=second, at=MEETING)
        return real()

    monkeypatch.setattr(ballots, "new_token", new_token)
    token = actions.cast(motion=motion, choice="yes", by=first, at=MEETING)
    papers = Ballot.objects.get().papers
    assert sorted(choice for _, choice in papers) == ["no", "yes"]
    assert [token, "yes"] in papers
