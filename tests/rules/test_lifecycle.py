"""Only what the tables say may happen: random walks, ends, words on the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.plans.vocabulary import ROLES
from thidua.rules import lifecycle
from thidua.rules.findings import Refused
from thidua.rules.lifecycle import Table, acts, transition

TABLES = lifecycle.TABLES
EVERY_ACT = sorted({row.act for table in TABLES for row in table.rows})
ACTORS = (*ROLES, "system")

# States in which a thing may stay for good.
ENDS = {
    "dossier": {"closed"},  # one that lapsed comes back where an amendment moves the deadline
    "candidate": {
        "refused",
        "revoked",
        "awarded_above",
        "refused_above",
        "removed",
    },
    "movement": {"closed"},
    "session": {"closed", "cancelled"},
    "decision": {"issued", "cancelled"},
    "proposal": {"answered", "cancelled"},
    "plan_draft": {"launched", "discarded"},
    "amendment": {"in_force", "dropped"},
    "difficulty": {"answered", "amended"},
}

# The table of domain.md §4, read once more by hand: state, act, next, a role that may and one that may not.
DOSSIER_LIFE = [
    ("draft", "confirm", "confirmed", "unit_head", "unit_clerk"),
    ("confirmed", "file", "filed", "unit_clerk", "office"),
    ("draft", "lapse", "lapsed", "system", "unit_head"),
    ("confirmed", "lapse", "lapsed", "system", "admin"),
    ("filed", "withdraw", "draft", "unit_head", "unit_clerk"),
    ("filed", "receive", "received", "office", "unit_clerk"),
    ("received", "return", "returned", "office", "decider"),
    ("returned", "refile", "filed", "unit_head", "office"),
    ("received", "appraise", "appraised", "office", "council_member"),
    ("appraised", "to_council", "before_council", "council_secretary", "council_member"),
]


@given(table=st.sampled_from(TABLES), steps=st.lists(st.sampled_from(EVERY_ACT), max_size=40))
def test_random_walks_only_take_documented_steps(table: Table, steps: list[str]) -> None:
    rows = {(row.before, row.act): row.after for row in table.rows}
    state = table.start
    for act in steps:
        if act not in {row.act for row in table.rows}:
            with pytest.raises(KeyError):
                transition(table, state, act)
        elif (state, act) in rows:
            state = transition(table, state, act).after
        else:
            with pytest.raises(Refused) as no:
                transition(table, state, act)
            assert table.states[state] in str(no.value)
        assert state in table.states


@given(table=st.sampled_from(TABLES), roles=st.sets(st.sampled_from(ACTORS)), data=st.data())
def test_acts_offered_belong_to_the_state_and_the_roles(table: Table, roles: set[str], data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(sorted(table.states)))
    offered = acts(table, state, roles)
    assert all(row.before == state and roles.intersection(row.roles) for row in offered)
    hidden = [row for row in table.rows if row.before == state and row not in offered]
    assert not any(roles.intersection(row.roles) for row in hidden)


@pytest.mark.parametrize(("state", "act", "after", "may", "may_not"), DOSSIER_LIFE)
def test_life_of_a_dossier(state: str, act: str, after: str, may: str, may_not: str) -> None:
    assert transition(lifecycle.DOSSIER, state, act).after == after
    assert act in {row.act for row in acts(lifecycle.DOSSIER, state, [may])}
    assert act not in {row.act for row in acts(lifecycle.DOSSIER, state, [may_not])}


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.thing)
def test_tables_are_whole(table: Table) -> None:
    keys = [(row.before, row.act) for row in table.rows]
    assert len(keys) == len(set(keys)), "one next state for a state and an act"
    for row in table.rows:
        assert {row.before, row.after} <= set(table.states)
        assert row.roles
        assert set(row.roles) <= set(ACTORS)
        assert row.label[0].isupper()
    left = {row.before for row in table.rows}
    assert set(table.states) - left == ENDS[table.thing]


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.thing)
def test_every_state_can_be_reached(table: Table) -> None:
    reached, before = {table.start}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {row.after for row in table.rows if row.before in reached}
    assert reached == set(table.states)
