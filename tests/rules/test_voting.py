"""Counting votes: invariants for any council, and cases at the edge of quorum and threshold."""

import math
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua import law
from thidua.rules.voting import CHOICES, VotingRules, before_opening, default_rules, percent, tally

MAJORITY = VotingRules(Fraction(2, 3), Fraction(1, 2))
NINE = range(9)


def codes(findings: object) -> list[str]:
    return [finding.code for finding in findings]


@st.composite
def votes(draw: st.DrawFn) -> tuple[VotingRules, set[int], set[int], set[int], list[str]]:
    """A council of up to 15, some absent, some in conflict, ballots of those who may vote (or fewer)."""
    members = set(range(draw(st.integers(1, 15))))
    chosen = st.integers(0, 2 ** len(members) - 1)  # a member a bit: a set is drawn by one number
    present, conflicted = ({each for each in members if bits >> each & 1} for bits in (draw(chosen), draw(chosen)))
    tenths, parts = draw(st.integers(1, 10)), draw(st.integers(2, 20))
    threshold = Fraction(draw(st.integers(1, parts - 1)), parts)
    rules = VotingRules(
        Fraction(draw(st.integers(0, tenths)), tenths),
        threshold,
        draw(st.booleans()),
        draw(st.sampled_from(("all", "present"))),
    )
    ballots = draw(st.lists(st.sampled_from(CHOICES), max_size=len(present - conflicted)))
    return rules, members, present, conflicted, ballots


@given(votes())
def test_every_ballot_is_counted_once(case: tuple[VotingRules, set[int], set[int], set[int], list[str]]) -> None:
    rules, members, present, conflicted, ballots = case
    result = tally(rules, members, present, conflicted, ballots)
    assert result.yes + result.no + result.blank == result.valid
    assert result.valid + result.invalid == len(ballots)
    assert result.valid + result.invalid + result.not_voted == result.eligible
    assert result.yes <= result.eligible <= result.base or result.base == 0
    assert 0 <= result.share <= 1


@given(votes())
def test_passed_means_quorum_and_the_exact_share(
    case: tuple[VotingRules, set[int], set[int], set[int], list[str]],
) -> None:
    rules, members, present, conflicted, ballots = case
    result = tally(rules, members, present, conflicted, ballots)
    base = len((members if rules.base == "all" else present) - conflicted)
    enough = base > 0 and (
        Fraction(result.yes, base) > rules.threshold if rules.strict else Fraction(result.yes, base) >= rules.threshold
    )
    quorum = Fraction(len(present), len(members)) >= rules.quorum
    assert result.quorum_met is quorum
    assert result.passed is (quorum and enough)


@given(votes())
def test_one_more_yes_never_turns_a_pass_into_a_failure(
    case: tuple[VotingRules, set[int], set[int], set[int], list[str]],
) -> None:
    rules, members, present, conflicted, ballots = case
    before = tally(rules, members, present, conflicted, ballots)
    for index, choice in enumerate(ballots):
        if choice != "yes":
            changed = [*ballots[:index], "yes", *ballots[index + 1 :]]
            after = tally(rules, members, present, conflicted, changed)
            assert after.passed or not before.passed


@given(votes())
def test_open_and_secret_count_the_same(case: tuple[VotingRules, set[int], set[int], set[int], list[str]]) -> None:
    rules, members, present, conflicted, ballots = case
    by_name = dict(zip(sorted(present - conflicted), ballots, strict=False))
    secret = tally(rules, members, present, conflicted, ballots)
    assert tally(rules, members, present, conflicted, by_name) == secret


@pytest.mark.parametrize(
    ("rules", "present", "conflicted", "yes", "passed"),
    [
        (MAJORITY, 9, 0, 5, True),
        (MAJORITY, 9, 0, 4, False),
        (MAJORITY, 6, 0, 5, True),
        (MAJORITY, 5, 0, 5, False),  # 5/9 present is below 2/3
        (MAJORITY, 9, 1, 4, False),  # base 8: more than 4 is needed
        (MAJORITY, 9, 1, 5, True),
        (MAJORITY, 9, 2, 4, True),  # base 7
        (VotingRules(Fraction(2, 3), Fraction(1, 2), base="present"), 6, 0, 3, False),
        (VotingRules(Fraction(2, 3), Fraction(1, 2), base="present"), 6, 0, 4, True),
        (VotingRules(Fraction(2, 3), Fraction(1, 2), strict=False, base="present"), 6, 0, 3, True),
        (VotingRules(Fraction(2, 3), Fraction(9, 10), strict=False), 9, 0, 8, False),  # 8/9 is 88,8%
        (VotingRules(Fraction(2, 3), Fraction(9, 10), strict=False), 9, 0, 9, True),
        (VotingRules(Fraction(2, 3), Fraction(4, 5), strict=False), 9, 4, 4, True),  # 4/5 exactly
    ],
)
def test_edges(rules: VotingRules, present: int, conflicted: int, yes: int, passed: bool) -> None:
    voters = present - conflicted
    ballots = ["yes"] * yes + ["no"] * (voters - yes)
    result = tally(rules, NINE, range(present), range(conflicted), ballots)
    assert result.passed is passed


def test_the_sentence_prints_the_base_of_the_percentage() -> None:
    result = tally(MAJORITY, NINE, range(7), [0], ["yes"] * 5 + ["no"])
    assert result.sentence == (
        "5/8 phiếu đồng ý (62,5% tổng số thành viên, không kể 01 thành viên có liên quan); "
        "cần trên 50%, tức ít nhất 5 phiếu: đạt."
    )
    short = tally(MAJORITY, NINE, range(5), [], ["yes"] * 5)
    assert short.sentence.endswith("không đạt vì chưa đủ số thành viên dự họp.")
    assert "có mặt 5/9, cần ít nhất 6" in short.findings[0].message


def test_a_percentage_below_the_limit_is_never_printed_as_the_limit() -> None:
    assert percent(Fraction(1999, 4000)) == "49,9%"
    assert percent(Fraction(1, 2)) == "50%"


def test_a_stuffed_urn_passes_nothing() -> None:
    result = tally(MAJORITY, NINE, range(7), [], ["yes"] * 8)
    assert codes(result.findings) == ["voting.too_many"]
    assert not result.passed
    assert "phải kiểm lại phiếu" in result.sentence


def test_a_vote_in_conflict_or_of_an_outsider_is_found_when_the_vote_is_open() -> None:
    result = tally(MAJORITY, NINE, range(7), [0], dict.fromkeys(range(7), "yes"))
    assert codes(result.findings) == ["voting.conflict", "voting.too_many"]
    outsider = tally(MAJORITY, NINE, range(7), [], {**dict.fromkeys(range(6), "yes"), 8: "yes"})
    assert codes(outsider.findings) == ["voting.outsider"]
    assert not outsider.passed


def test_a_stranger_in_the_attendance_is_found() -> None:
    result = tally(MAJORITY, NINE, [*range(6), 99], [], ["yes"] * 6)
    assert codes(result.findings) == ["voting.not_member"]
    assert not result.passed


def test_everybody_in_conflict() -> None:
    result = tally(MAJORITY, NINE, NINE, NINE, [])
    assert codes(result.findings) == ["voting.nobody"]
    assert (result.passed, result.base, result.share) == (False, 0, 0)


def test_a_word_that_is_no_ballot() -> None:
    with pytest.raises(ValueError, match="maybe"):
        tally(MAJORITY, NINE, NINE, [], ["maybe"])


def test_absent_members_asked_in_writing_vote_too() -> None:
    written = VotingRules(Fraction(2, 3), Fraction(9, 10), strict=False, written=True)
    assert tally(written, NINE, range(7), [], ["yes"] * 9).passed
    with pytest.raises(ValueError, match="bằng văn bản"):
        VotingRules(Fraction(2, 3), Fraction(1, 2), base="present", written=True)


@pytest.mark.parametrize(("quorum", "threshold"), [(Fraction(3, 2), Fraction(1, 2)), (Fraction(1, 2), Fraction(1))])
def test_rules_nobody_can_meet_are_refused(quorum: Fraction, threshold: Fraction) -> None:
    with pytest.raises(ValueError, match=r"Tỷ lệ|100%"):
        VotingRules(quorum, threshold)


def test_before_opening() -> None:
    assert before_opening(MAJORITY, NINE, range(7)) == []
    assert codes(before_opening(MAJORITY, NINE, range(3))) == ["voting.no_quorum", "voting.small_group"]
    assert codes(before_opening(MAJORITY, range(4), range(4))) == ["voting.small_group"]
    assert codes(before_opening(MAJORITY, range(4), range(4), range(4))) == ["voting.nobody"]


def test_defaults_come_from_the_law_of_the_day() -> None:
    book = law.book()
    assert default_rules(book, "giay-khen", date(2026, 1, 1)) == MAJORITY
    title = default_rules(book, "cstd-bo-tinh", date(2024, 6, 1))
    assert (title.threshold, title.strict, title.base) == (Fraction(9, 10), False, "all")


@given(st.integers(1, 40), st.fractions(0, Fraction(29, 30), max_denominator=30), st.booleans())
def test_needed_is_the_smallest_number_that_passes(base: int, threshold: Fraction, strict: bool) -> None:
    needed = VotingRules(Fraction(0), threshold, strict).needed(base)
    passes = [n for n in range(1, base + 1) if (n > threshold * base if strict else n >= threshold * base)]
    assert needed == min(passes, default=math.inf)
