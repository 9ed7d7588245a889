"""Paper 7, minutes of the council, from the rows of a session."""

from __future__ import annotations

from fractions import Fraction

from django.utils import timezone

from thidua.councils import facts, queries
from thidua.councils.models import CouncilMember, Motion, Session
from thidua.documents import papers, vietnamese
from thidua.documents.base import joined
from thidua.dossiers.models import Candidate
from thidua.movements.queries import current_version
from thidua.org.models import Post
from thidua.plans import Plan
from thidua.rules.voting import VotingRules, percent

SYMBOL = "BB-HĐTĐKT"
KINDS = {"collective": "tập thể", "individual": "cá nhân"}


def build(session: Session) -> papers.CouncilMinutes:
    """The minutes as they stand: without a number before the session is closed."""
    seats, motions = facts.roster(session), queries.agenda(session)
    version = current_version(session.round.movement)
    posts = facts.leading_posts([seat.member.person_id for seat in seats], facts.day_of(session))
    people = {seat.member.pk: _attendant(seat, posts) for seat in seats}
    here = [people[seat.member.pk] for seat in seats if seat.present]
    issued = f" ngày {vietnamese.date_words(version.issued_on).removeprefix('ngày ')}" if version.issued_on else ""
    total, eligible = _appraised(session)
    return papers.CouncilMinutes(
        heading=_heading(session),
        council=session.council.name,
        subject=f"xét, đề nghị khen thưởng {movement_words(session.round.movement.short)}",
        place=session.place,
        founding_decision=session.council.founding,
        members_total=len(seats),
        present=tuple(here),
        absent=tuple(people[seat.member.pk] for seat in seats if not seat.present),
        chair=_leading(seats, people, ("chair", "vice")),
        secretary=_leading(seats, people, ("secretary",)),
        plan=f"Kế hoạch số {version}{issued}",
        appraisal=f"phiếu thẩm định của {session.round.label}",
        dossiers_total=total,
        dossiers_ok=eligible,
        remarks=(*_remarks(session.remarks), *_choice(session)),
        recusals=_recusals(motions),
        votes=tuple(_vote(motion) for motion in motions if motion.yes is not None),
        base_words=base_words(facts.rules_of(session)),
        threshold=threshold_words(facts.rules_of(session)),
        method="bỏ phiếu kín" if facts.rules_of(session).secret else "biểu quyết giơ tay",
        recommended=_recommended(motions, version.plan),
        rejected=tuple(_rejected(motion) for motion in motions if motion.chosen is False),
        addressed_to=_decider(version.plan),
        started_at=session.opened_at,
        ended_at=session.closed_at,
    )


def base_words(rules: VotingRules) -> str:
    """Of whom the share is taken."""
    return "tổng số thành viên Hội đồng" if rules.base == "all" else "số thành viên có mặt"


def threshold_words(rules: VotingRules) -> str:
    """``trên 50% tổng số thành viên Hội đồng, không kể thành viên có liên quan``."""
    than = "trên" if rules.strict else "từ"
    more = "" if rules.strict else " trở lên"
    return f"{than} {share_words(rules.threshold)}{more} {base_words(rules)} đồng ý, không kể thành viên có liên quan"


def share_words(share: Fraction) -> str:
    """``50%``, or ``2/3`` where a percentage would not be exact."""
    return percent(share) if (share * 1000).denominator == 1 else f"{share.numerator}/{share.denominator}"


def movement_words(short: str) -> str:
    """``Thi đua cải cách …`` → ``phong trào thi đua cải cách …``."""
    lower = short[:1].lower() + short[1:]
    return lower if vietnamese.fold(short).startswith("phong trao") else f"phong trào {lower}"


def post_words(title: str, unit: str) -> str:
    """Title and unit without saying a word twice: ``Phó Trưởng phòng`` of ``Phòng Tư pháp`` → ``Phó Trưởng phòng Tư pháp``."""
    first, _, rest = unit.partition(" ")
    joins = rest and title.casefold().split()[-1:] == [first.casefold()]  # marks count: trưởng is not Trường
    return f"{title} {rest if joins else unit}"


def _heading(session: Session) -> papers.Heading:
    body = session.council.body
    number = session.minutes_number.partition("/")[0] or None
    day = timezone.localdate(session.closed_at) if session.closed_at else None
    return papers.Heading(
        parent_body=body.name,
        issuer="Hội đồng Thi đua -\nKhen thưởng",
        symbol=SYMBOL,
        number=number,
        place=body.place,
        day=day,
        year=facts.day_of(session).year,
    )


def _attendant(seat: facts.Seat, posts: dict[int, Post]) -> papers.Attendant:
    post = posts.get(seat.member.person_id)
    return papers.Attendant(
        name=seat.member.person.full_name,
        post=post_words(post.title, post.unit.name) if post else "",
        council_role=_duty(seat.member),
        reason="" if seat.present else seat.note,
    )


def _duty(member: CouncilMember) -> str:
    word = member.get_duty_display()
    return word if word.endswith("viên") else f"{word} Hội đồng"


def _leading(seats: list[facts.Seat], people: dict[int, papers.Attendant], duties: tuple[str, ...]) -> papers.Attendant:
    """The first present member with one of the duties, in their order; an empty name to be filled in by hand."""
    for duty in duties:
        for seat in seats:
            if seat.present and seat.member.duty == duty:
                return people[seat.member.pk]
    return papers.Attendant(name="")


def _appraised(session: Session) -> tuple[int, int]:
    """Dossiers of the round the office has judged, and those of them with an eligible candidate."""
    rows = Candidate.objects.filter(dossier__round=session.round, appraisal__isnull=False)
    total = rows.values("dossier_id").distinct().count()
    eligible = rows.filter(appraisal__conclusion="eligible").values("dossier_id").distinct().count()
    return total, eligible


def _remarks(text: str) -> tuple[papers.Remark, ...]:
    """``Name: opinion`` a line; a line without a name belongs to the meeting."""
    found = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        name, colon, said = line.partition(":")
        if colon and said.strip() and len(name) <= 60:
            found.append(papers.Remark(person=name.strip(), text=said.strip()))
        else:
            found.append(papers.Remark(person="Ý kiến tại cuộc họp", text=line))
    return tuple(found)


def _choice(session: Session) -> tuple[papers.Remark, ...]:
    """Why the choice within the places is as it is, where a reason was given."""
    reason = session.short_quota_reason
    return (papers.Remark(person="Lý do lựa chọn trong số lượng khen thưởng", text=reason),) if reason else ()


def _recusals(motions: list[Motion]) -> tuple[papers.Recusal, ...]:
    return tuple(
        papers.Recusal(member=conflict.member.person.full_name, item=str(motion.candidate), reason=conflict.reason)
        for motion in motions
        for conflict in motion.conflicts.all()
    )


def _vote(motion: Motion) -> papers.Vote:
    return papers.Vote(
        kind="collective" if motion.candidate.kind == "collective" else "individual",
        name=motion.candidate.name,
        yes=motion.yes or 0,
        no=motion.no or 0,
        other=motion.blank or 0,
        base=motion.base or 0,
        proposed=bool(motion.chosen),
    )


def _recommended(motions: list[Motion], plan: Plan) -> tuple[str, ...]:
    """One line an award: how many of each kind, and who."""
    lines = []
    for award in plan.awards:
        chosen = [motion.candidate for motion in motions if motion.chosen and motion.candidate.award_id == award.id]
        if not chosen:
            continue
        parts = [
            f"{vietnamese.count(number)} {word}"
            for kind, word in KINDS.items()
            if (number := sum(candidate.kind == kind for candidate in chosen))
        ]
        names = "; ".join(candidate.name for candidate in chosen)
        doing = "trình cấp trên tặng" if award.mode == "propose" else "tặng"
        lines.append(f"{doing} {award.label} cho {joined(parts)}: {names}")
    return tuple(lines)


def _rejected(motion: Motion) -> papers.Rejected:
    reason = (
        motion.sentence.rstrip(".")
        if not motion.passed
        else f"đủ phiếu ({motion.yes}/{motion.base}) nhưng hết số lượng"
    )
    return papers.Rejected(name=motion.candidate.name, reason=reason[:1].lower() + reason[1:])


def _decider(plan: Plan) -> str:
    """Whom the council advises, in the plan's own words."""
    return next((step.body for step in plan.route if step.act == "decide"), "")
