"""The vote: opened by the secretary, cast by the members, counted at once for all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast as as_type

from django.db import IntegrityError, transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.councils import ballots, facts, permissions, queries
from thidua.councils.convening import roles_at, shift
from thidua.councils.models import Ballot, Motion, Session, VoteCast
from thidua.councils.sitting import opening_findings
from thidua.movements.queries import current_version
from thidua.notices.actions import tell
from thidua.org.models import User
from thidua.rules import lifecycle, quota, quota_parts, voting
from thidua.rules.findings import Finding, Refused, errors, refuse_if_any
from thidua.rules.voting import Choice, Tally


def start_voting(*, session: Session, version: int, warnings_seen: bool, by: User, at: datetime) -> Session:
    """Open the vote on all motions. What should be known before (few voters, no account) must be ticked as seen."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    lifecycle.transition(lifecycle.SESSION, session.state, "start_voting")
    found = opening_findings(session)
    refuse_if_any(found)
    if found and not warnings_seen:
        text = "Đọc những điều cần xem rồi đánh dấu đã xem trước khi mở bỏ phiếu."
        raise Refused([Finding("warnings_unseen", "error", text, field="warnings_seen"), *found])
    secret = facts.rules_of(session).secret
    with transaction.atomic():
        shift(session, version, "start_voting", "mở bỏ phiếu")
        if secret:
            Ballot.objects.bulk_create(Ballot(motion=motion) for motion in session.motions.all())
            _call_voters(session, at)
        journal.record(
            by=by,
            at=at,
            act="session.voting",
            thing=session,
            body_id=session.council.body_id,
            sentence=f"Mở {'bỏ phiếu kín' if secret else 'biểu quyết giơ tay'} {session.motions.count()} trường hợp",
            basis={"rules": session.rules},
            data={"warnings": [finding.message for finding in found]},
        )
    return session


def _call_voters(session: Session, at: datetime) -> None:
    users = queries.member_users(session, timezone.localdate(at))
    here = facts.ids(facts.roster(session), present=True)
    tell(
        [user for member, user in users.items() if member in here],
        at=at,
        title=f"Mời bỏ phiếu: {session.council.name}",
        text=f"{session.round.label}, {session.round.movement.short}",
        url=f"/hoi-dong/phien/{session.pk}/phieu/",
    )


def cast(*, motion: Motion, choice: str, by: User, at: datetime) -> str:
    """Cast one secret ballot and return its token, which the voter alone gets.

    The choice goes into the urn and nowhere else: not into the journal, a log, a session or a message.
    """
    refuse_if_any(permissions.can_vote(roles_at(by, at), motion, by))
    refuse_if_any(_voting_open(motion))
    chosen = ballots.choice_of(choice)
    if chosen is None:
        raise Refused([Finding("no_choice", "error", "Chọn tán thành hoặc không tán thành.", field="choice")])
    seat = facts.seat_of(motion.session, by)
    assert seat is not None
    with transaction.atomic():
        # The urn first: from here on the count and a declaration of the same member wait for this vote.
        token = ballots.put(motion.pk, chosen)
        refuse_if_any([*permissions.can_vote(roles_at(by, at), motion, by), *_voting_open(motion)])
        _mark_voted(motion, seat)
        journal.record(
            by=by,
            at=at,
            act="vote.cast",
            thing=motion,
            body_id=motion.session.council.body_id,
            sentence=f"{by.display_name} đã bỏ phiếu kín về {motion.candidate}",
        )
    return token


def _voting_open(motion: Motion) -> list[Finding]:
    session = Session.objects.select_related("council").get(pk=motion.session_id)
    if session.state != "voting":
        word = lifecycle.SESSION.states[session.state].lower()
        message = f"Chưa ghi phiếu: phiên họp không mở bỏ phiếu nữa hoặc chưa mở ({word})."
        return [Finding("wrong_state", "error", message, {"state": session.state})]
    if not facts.rules_of(session).secret:
        return [Finding("show_of_hands", "error", "Phiên này biểu quyết giơ tay; thư ký ghi số phiếu.")]
    return []


def _mark_voted(motion: Motion, seat: facts.Seat) -> None:
    again = Refused([Finding("already_voted", "error", "Ông, bà đã bỏ phiếu trường hợp này; mỗi người một phiếu.")])
    if VoteCast.objects.filter(motion=motion, member=seat.member).exists():
        raise again
    try:
        with transaction.atomic():
            VoteCast.objects.create(motion=motion, member=seat.member)
    except IntegrityError:
        raise again from None


def count(*, session: Session, version: int, unfinished_ok: bool, by: User, at: datetime) -> Session:
    """Close the secret vote and count every motion. ``unfinished_ok``: count although somebody has not voted."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    lifecycle.transition(lifecycle.SESSION, session.state, "count")
    if not facts.rules_of(session).secret:
        raise Refused(
            [Finding("show_of_hands", "error", "Phiên này biểu quyết giơ tay; xin nhập số phiếu từng trường hợp.")]
        )
    motions = queries.agenda(session)
    rows = queries.progress(motions, facts.roster(session))
    missing = [str(seat.member.person) for seat, done, open_to in rows if done < open_to]
    if missing and not unfinished_ok:
        message = f"Còn {len(missing):02d} người chưa bỏ đủ phiếu: {', '.join(missing)}. Chờ, hoặc đánh dấu để kiểm phiếu ngay."
        raise Refused([Finding("voting.not_voted", "error", message, {"missing": missing}, field="unfinished_ok")])
    with transaction.atomic():
        shift(session, version, "count", "kiểm phiếu")
        papers = {motion.pk: ballots.count(ballots.hold(motion.pk)) for motion in motions}
        _store(session, {pk: tuple(votes.elements()) for pk, votes in papers.items()}, by, at)
    return session


def count_hands(
    *, session: Session, version: int, hands: Mapping[int, tuple[int, int, int]], by: User, at: datetime
) -> Session:
    """Count a vote by show of hands. ``hands``: motion id → (yes, no, other), as the secretary counted."""
    refuse_if_any(permissions.can_run(roles_at(by, at), session))
    lifecycle.transition(lifecycle.SESSION, session.state, "count")
    if facts.rules_of(session).secret:
        raise Refused([Finding("secret_vote", "error", "Phiên này bỏ phiếu kín, không nhập số phiếu bằng tay được.")])
    motions = queries.agenda(session)
    refuse_if_any(_hands_findings(session, motions, hands))
    with transaction.atomic():
        shift(session, version, "count", "ghi kết quả biểu quyết")
        choices = {pk: ("yes",) * yes + ("no",) * no + ("blank",) * other for pk, (yes, no, other) in hands.items()}
        _store(session, choices, by, at)
    return session


def _hands_findings(
    session: Session, motions: list[Motion], hands: Mapping[int, tuple[int, int, int]]
) -> list[Finding]:
    here = facts.ids(facts.roster(session), present=True)
    found = []
    for motion in motions:
        free = len(here - {conflict.member_id for conflict in motion.conflicts.all()})
        numbers = hands.get(motion.pk)
        if numbers is None or min(numbers) < 0:
            message = f"{motion.candidate}: nhập đủ số tán thành, không tán thành, ý kiến khác."
        elif sum(numbers) > free:
            message = f"{motion.candidate}: cộng {sum(numbers)} phiếu, nhiều hơn {free} người được biểu quyết."
        else:
            continue
        found.append(Finding("hands", "error", message, {"motion": motion.pk}, field=f"yes_{motion.pk}"))
    return found


def _store(session: Session, choices: Mapping[int, tuple[str, ...]], by: User, at: datetime) -> None:
    """Tally every motion, keep the results, and mark as chosen the kinds for which the quota leaves nothing to choose."""
    rules, seats = facts.rules_of(session), facts.roster(session)
    body, here = facts.ids(seats), facts.ids(seats, present=True)
    motions = queries.agenda(session)
    for motion in motions:
        barred = {conflict.member_id for conflict in motion.conflicts.all()}
        result = voting.tally(rules, body, here, barred, as_type(tuple[Choice, ...], choices[motion.pk]))
        _write(motion, result)
    passed = {motion.pk for motion in motions if motion.passed}
    plan = current_version(session.round.movement).plan
    picks = queries.picks(session, motions, passed)
    found = quota.check(plan, session.round.key, quota_parts.count(picks), picks=picks)
    crowded = {finding.params["kind"] for finding in errors(found)}
    for motion in motions:
        motion.chosen = False if not motion.passed else None if motion.candidate.kind in crowded else True
    fields = ["yes", "no", "blank", "eligible", "base", "needed", "passed", "sentence", "chosen"]
    Motion.objects.bulk_update(motions, fields)
    journal.record(
        by=by,
        at=at,
        act="session.count",
        thing=session,
        body_id=session.council.body_id,
        sentence=f"Kiểm phiếu: {len(passed)}/{len(motions)} trường hợp đạt",
        basis={"rules": session.rules},
        data={"results": {motion.pk: motion.sentence for motion in motions}},
    )


def _write(motion: Motion, result: Tally) -> None:
    motion.yes, motion.no, motion.blank = result.yes, result.no, result.blank
    motion.eligible, motion.base, motion.needed = result.eligible, result.base, result.needed
    motion.passed, motion.sentence = result.passed, result.sentence
