"""A secret ballot is secret: nothing stored joins a voter and a choice, and a voter can see that it was counted."""

from __future__ import annotations

import json
import logging
import random

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session as WebSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from tests.councils import meeting as meetings
from tests.councils.meeting import MEETING, Meeting
from thidua.audit.models import JournalEntry
from thidua.councils import actions, ballots
from thidua.councils.models import Ballot, Session, VoteCast


def test_no_column_of_urn_or_roll_can_join_voter_and_choice() -> None:
    """The urn knows its motion, nothing else; the roll knows who, not what or when."""
    assert {f.name for f in Ballot._meta.concrete_fields} == {"id", "motion", "papers", "version"}
    assert {f.name for f in VoteCast._meta.concrete_fields} == {"id", "motion", "member"}
    pointing = [
        (model.__name__, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Ballot
    ]
    assert pointing == []


def test_tokens_are_long_random_and_readable() -> None:
    tokens = {ballots.new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert len(ballots.LETTERS) ** ballots.SIGNS >= 2**128
    assert len(set(ballots.LETTERS)) == len(ballots.LETTERS)
    token = tokens.pop()
    assert ballots.read(f" {ballots.shown(token).lower()} ") == token


@pytest.fixture
def election(db: None, caplog: pytest.LogCaptureFixture) -> tuple[Meeting, Session, list[tuple[int, int, str, str]]]:
    """200 votes of 8 members on 25 motions: (motion, member, choice, token) as only this test knows them."""
    caplog.set_level(logging.DEBUG)
    meeting = meetings.build(people=20, collectives=5, council_size=8)
    session = meeting.voting()
    dice = random.Random(2023)
    cast = []
    for motion in session.motions.all():
        members = {user.pk: key for key, user in meeting.voters(session).items()}
        for user in meeting.free(motion):
            choice = dice.choice(ballots.CHOICES)
            token = actions.cast(motion=motion, choice=choice, by=user, at=MEETING)
            cast.append((motion.pk, members[user.pk], choice, token))
    assert len(cast) == 200
    return meeting, session, cast


def test_two_hundred_votes_leave_no_thread(election, caplog: pytest.LogCaptureFixture) -> None:
    _, _, cast = election
    tokens = {token for *_, token in cast}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            text = json.dumps(cursor.fetchall(), cls=DjangoJSONEncoder, ensure_ascii=False, default=str)
        assert (table == "councils_ballot") == any(token in text for token in tokens), table
    assert not any(token in caplog.text for token in tokens)
    assert not WebSession.objects.exists()
    for entry in JournalEntry.objects.filter(act="vote.cast"):
        assert (entry.data, entry.basis) == ({}, {})
        for word in ("tán thành", "yes", "no ", "blank", "trắng", "đồng ý"):
            assert word not in entry.sentence
    assert JournalEntry.objects.filter(act="vote.cast").count() == 200


def test_the_place_of_a_paper_tells_nothing_of_the_order_of_votes(election) -> None:
    """Papers stand in the order of their tokens; in no more motions than chance allows is that the order of casting."""
    _, session, cast = election
    in_order, swaps, pairs = 0, 0, 0
    for ballot in Ballot.objects.filter(motion__session=session):
        stored = [token for token, _ in ballot.papers]
        assert stored == sorted(stored)
        spoken = [token for motion, _, _, token in cast if motion == ballot.motion_id]
        places = [stored.index(token) for token in spoken]
        in_order += places == sorted(places)
        pairs += len(places) * (len(places) - 1) // 2
        swaps += sum(a > b for n, a in enumerate(places) for b in places[n + 1 :])
    assert in_order <= 2  # chance of one such motion: 1/8!
    assert 0.3 < swaps / pairs < 0.7  # 700 pairs, a coin each; outside by chance less than once in a million runs


def test_the_count_agrees_with_what_was_cast(election) -> None:
    meeting, session, cast = election
    actions.count(session=session, version=session.version, unfinished_ok=False, by=meeting.secretary, at=MEETING)
    for motion in session.motions.all():
        mine = [choice for key, _, choice, _ in cast if key == motion.pk]
        assert (motion.yes, motion.no, motion.blank) == tuple(mine.count(choice) for choice in ballots.CHOICES)


def test_a_refused_vote_leaves_no_paper(db: None) -> None:
    """The paper goes in before the second look at the rules; a refusal must take it out again."""
    meeting = meetings.build()
    session = meeting.voting()
    motion = session.motions.first()
    assert motion is not None
    user = meeting.user("member1")
    actions.cast(motion=motion, choice="yes", by=user, at=MEETING)
    for _ in range(3):
        with pytest.raises(Exception, match="mỗi người một phiếu"):
            actions.cast(motion=motion, choice="no", by=user, at=MEETING)
    assert len(Ballot.objects.get(motion=motion).papers) == 1
