"""A plan that launches an emulation movement, as frozen dataclasses.

Every element carries an ``id`` that is stable inside its plan and a ``source`` that says where the
paper states it, so that whatever the program does can be shown beside the clause that asked for it.
What the paper does not say is ``None`` or an empty tuple; nothing is filled in by guessing.

Dates are ISO text. A partial date (``2021-11``) means that the day is blank on the paper.
Tiers are ``commune``, ``district``, ``province``, ``central``; kinds of candidate are ``collective``
(tập thể) and ``individual`` (cá nhân), with ``household`` reserved for plans that name households.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["collective", "individual", "household"]
Tier = Literal["commune", "district", "province", "central"]


@dataclass(frozen=True, slots=True)
class Source:
    """Place of a statement on the paper.

    ``path`` is the section path as printed (``III.2.a``; ``header``, ``title``, ``preamble``,
    ``recipients``, ``signature`` outside the sections), ``note`` the finer place (``gạch 3``),
    ``quote`` a few words of the paper, ``clauses`` ids of the clause inventory it carries.
    """

    path: str
    note: str = ""
    quote: str = ""
    clauses: tuple[str, ...] = ()


# ---------------------------------------------------------------- expressions


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question of the closed vocabulary (``plans/vocabulary.py``) with its parameters."""

    leaf: str
    params: Mapping[str, object] = field(default_factory=dict)
    id: str = ""  # unique in the plan; filled from the standard's id and position when the YAML has none


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part must hold."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    item: Expr


type Expr = Leaf | All | Any | Not


# ---------------------------------------------------------------- identity


@dataclass(frozen=True, slots=True)
class Issuer:
    """Body that issues the plan; ``level`` is xa, phuong, thi_tran, huyen, quan, thi_xa, thanh_pho or tinh."""

    name: str
    level: str
    tier: Tier
    parent_name: str | None
    parent_level: str | None
    parent_tier: Tier | None
    source: Source


@dataclass(frozen=True, slots=True)
class Identity:
    """Header of the paper. ``number`` is the text before the slash; all may be blank in a draft."""

    number: str | None
    symbol: str | None
    place: str | None
    date: str | None
    date_not_before: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class DocRef:
    """A cited document. ``relation``: can_cu, thuc_hien (preamble) or cited (body)."""

    id: str
    relation: str
    doc_type: str
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class MovementName:
    """Names of the movement: ``title`` is the subject line, ``name`` the proper name if it has one."""

    title: str
    name: str | None
    short: str
    themes: tuple[str, ...]
    thematic: bool
    year_from: int
    year_to: int
    cycle: Literal["single", "annual_and_period"]
    source: Source


@dataclass(frozen=True, slots=True)
class Signer:
    """``capacity``: TM (chairman for the committee), TM_KT (deputy, with the TM. line), KT (deputy, without)."""

    name: str
    position: str
    capacity: Literal["TM", "TM_KT", "KT", "own"]
    source: Source


# ---------------------------------------------------------------- content of the movement


@dataclass(frozen=True, slots=True)
class Period:
    """Time of the movement. ``start`` is ``issue`` or an ISO date.

    ``end_op``: ``until`` (day included), ``before`` (day excluded), ``event`` (open until the event
    named by ``event`` is recorded), ``none`` (not stated; ``assumed_from``/``assumed_to`` then give
    the span the office works with, and an open question says so).
    """

    start: str
    end_op: Literal["until", "before", "event", "none"]
    end: str | None
    event: str | None
    assumed_from: str | None
    assumed_to: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day nobody knows yet, and on which parts of the plan hang."""

    id: str
    label: str
    source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """A purpose (mục đích) or requirement (yêu cầu) and what the program does about it."""

    id: str
    kind: Literal["purpose", "requirement"]
    label: str
    does: str
    source: Source


@dataclass(frozen=True, slots=True)
class Audience:
    """A group that may take part and be proposed.

    ``unit_kinds``: kinds of unit (see ``vocabulary.UNIT_KINDS``) — of the collective itself, or of the
    body the person works in; ``staff_groups``: can_bo, cong_chuc, vien_chuc, nguoi_lao_dong,
    nguoi_dan, doanh_nhan; ``heads``: True only heads of bodies, False only others, None all;
    ``needs``: conditions the program checks (``reform_task``, ``index_component``, ``contribution``).
    """

    id: str
    kind: Kind
    label: str
    unit_kinds: tuple[str, ...]
    staff_groups: tuple[str, ...]
    heads: bool | None
    needs: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Content:
    """What one competes in (nội dung thi đua). Empty ``audiences``: all."""

    id: str
    label: str
    audiences: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is tracked (tiêu chí, chỉ tiêu).

    ``measure``: share (numerator/denominator in %), value, rank, class, document, judgement, change.
    ``op``: >=, <=, >, <, =, None; ``value`` as Decimal text or the key of an ordered class; ``unit``.
    ``base`` says of what; ``exception`` what is left out of numerator and denominator. ``of``: whose figure
    it is, each participant's own or the one of the issuing body as a whole (its index, its rank).
    """

    id: str
    label: str
    audiences: tuple[str, ...]
    measure: str
    op: str | None
    value: str | None
    unit: str | None
    base: str
    exception: str
    source: Source
    of: Literal["participant", "issuer"] = "participant"


# ---------------------------------------------------------------- commendation


@dataclass(frozen=True, slots=True)
class Round:
    """One occasion of commendation. ``cycle``: single (year of the movement), annual (each year), final.

    ``opens_after`` names an event before which the plan does not let units propose.
    """

    id: str
    label: str
    cycle: Literal["single", "annual", "final"]
    opens_after: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Award:
    """A form of commendation. ``form`` is giay-khen, bang-khen or None when the plan does not name it.

    ``mode``: award (own power of the issuer's chairman) or propose (sent to ``authority_tier``).
    """

    id: str
    form: str | None
    label: str
    authority: str
    authority_tier: Tier
    mode: Literal["award", "propose"]
    kinds: tuple[Kind, ...]
    rounds: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Quota:
    """How many. ``op``: exact (a bare number: fewer needs a reason, more is refused) or max."""

    id: str
    kind: Kind
    op: Literal["exact", "max"]
    value: int
    award: str | None
    rounds: tuple[str, ...]
    scope: str
    source: Source


@dataclass(frozen=True, slots=True)
class Standard:
    """One condition a candidate must satisfy. All standards that apply to a candidate must hold."""

    id: str
    label: str
    kind: Kind
    audiences: tuple[str, ...]
    rounds: tuple[str, ...]
    expr: Expr
    source: Source


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What bars. ``on`` dossier: ``rule`` late or missing; ``on`` candidate: barred when ``expr`` is met."""

    id: str
    label: str
    on: Literal["candidate", "dossier"]
    kind: Kind | None
    audiences: tuple[str, ...]
    rounds: tuple[str, ...]
    rule: str | None
    expr: Expr | None
    source: Source


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One part of the dossier (thành phần hồ sơ).

    ``type``: submission (tờ trình + danh sách), report (báo cáo thành tích), minutes (biên bản),
    extract (trích ngang). ``per``: dossier or candidate. ``modes``: award/propose — the paper is asked
    only for candidates on that branch; empty is both. ``rules``: short, by_criterion,
    confirmed_by_head, counts_stated. ``meeting``: unit_meeting, unit_council or own_council (the
    issuer's council) for minutes. ``made_by``: unit or office.
    """

    id: str
    name: str
    type: Literal["submission", "report", "minutes", "extract"]
    per: Literal["dossier", "candidate"]
    kinds: tuple[Kind, ...]
    rounds: tuple[str, ...]
    modes: tuple[str, ...]
    form_number: str | None
    form_decree: str | None
    rules: tuple[str, ...]
    meeting: str | None
    made_by: Literal["unit", "office"]
    source: Source


@dataclass(frozen=True, slots=True)
class Deadline:
    """``rule``: an ISO date, ``annual MM-DD``, ``next_year MM-DD`` (year after the round's year) or after an event.

    After an event: ``event <id> +N`` days or ``event <id> +N working``; the id ``dossier_closed`` is the last day for
    the dossiers of the round (``plans/after_event.py``).
    ``op``: before (the day itself is too late) or no_later_than (the day itself is in time).
    ``time``: ``17:00`` where the paper names the hour; the deadline then closes at that hour of the day named.
    ``late``: barred (the plan says so) or to_decider (the plan is silent: filed late, marked).
    ``act``: dossier, appraisal and lower_plan, which the program keeps; registration, review, voting, initiative,
    report, publication, proposal, ceremony and task, of which it reminds whom they concern (``plans/dues.py``).
    ``by``: who has to do it as the paper names it; empty where the paper leaves it to the usual owner of the act.
    """

    id: str
    act: str
    rounds: tuple[str, ...]
    op: Literal["before", "no_later_than"]
    rule: str
    recipient: str
    via: str | None
    late: Literal["barred", "to_decider"]
    source: Source
    time: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step on the way from the unit to the decision, in order.

    ``act``: unit_review, file, appraise, council, submit, decide, propose. ``role`` is the role that
    acts (see ``vocabulary.ROLES``), ``body`` the body as the plan names it. The step ``appraise`` is
    present in every route in which the office receives: receiving and checking is its duty.
    """

    id: str
    act: str
    role: str
    body: str
    source: Source


@dataclass(frozen=True, slots=True)
class Money:
    """Rule of the amounts (``decree`` number, or None when only "law and guiding texts") and the fund."""

    decree: str | None
    law_and_guidance: bool
    fund: str | None
    responsible: str | None
    source: Source
    fund_source: Source | None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a body has to do (Tổ chức thực hiện).

    ``mode``: order (bodies under the committee) or request (Mặt trận Tổ quốc and the like).
    ``type``: execute, disseminate, lower_plan, publicity, monitor, guide, collate, assess, report,
    mobilise, finance. ``unit_kinds``: kinds of unit that get the task; ``role`` if a role has it.
    ``due``: the day the paper names for it, as ``Deadline.rule``, counted by ``due_op`` as ``Deadline.op``.
    """

    id: str
    label: str
    body: str
    unit_kinds: tuple[str, ...]
    role: str | None
    mode: Literal["order", "request"]
    type: str
    source: Source
    due: str | None = None
    due_op: Literal["before", "no_later_than"] = "no_later_than"

    @property
    def deadline(self) -> Deadline | None:
        """Its day as a deadline of the act ``task``; None where the plan names none."""
        if self.due is None:
            return None
        return Deadline(self.id, "task", (), self.due_op, self.due, "", None, "to_decider", self.source, by=self.body)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of "Nơi nhận". ``delivery``: send, archive or publish; ``unit_kinds`` expands a group."""

    id: str
    label: str
    unit_kinds: tuple[str, ...]
    delivery: Literal["send", "archive", "publish"]
    source: Source


@dataclass(frozen=True, slots=True)
class Cascade:
    """Link up (``higher``: id of a DocRef) and down (who must make a plan of their own, sent where)."""

    higher: str | None
    lower_required: bool
    lower_kinds: tuple[str, ...]
    lower_to: str | None
    lower_via: str | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """A way in for remarks. ``type``: complaint, difficulty, satisfaction, supervision, amendment."""

    id: str
    label: str
    type: str
    source: Source


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the paper leaves open or contradicts. ``kind`` as in lint; ``assumption`` is what we do until answered."""

    id: str
    text: str
    kind: str
    assumption: str
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan. ``code`` names the file (``soc-trang-2025``), ``prefix`` the clause inventory (``ST``)."""

    code: str
    prefix: str
    issuer: Issuer
    identity: Identity
    movement: MovementName
    period: Period
    signer: Signer
    money: Money
    cascade: Cascade
    bases: tuple[DocRef, ...] = ()
    references: tuple[DocRef, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    audiences: tuple[Audience, ...] = ()
    contents: tuple[Content, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    rounds: tuple[Round, ...] = ()
    awards: tuple[Award, ...] = ()
    quotas: tuple[Quota, ...] = ()
    standards: tuple[Standard, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    papers: tuple[PaperItem, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    route: tuple[RouteStep, ...] = ()
    duties: tuple[Duty, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
