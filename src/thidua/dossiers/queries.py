"""Reads about dossiers shared by pages and by the apps above."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, When

from thidua.documents import vietnamese
from thidua.dossiers.models import Candidate, Dossier, DossierReturn, Paper, Submission
from thidua.dossiers.state import HANDED_IN
from thidua.movements.models import MovementEvent, PlanVersion, Round
from thidua.org.models import Roles
from thidua.plans import Plan, calendar
from thidua.plans.calendar import Closing
from thidua.plans.model import Deadline

BODY_READERS = ("office", "council_secretary", "council_member", "decider", "finance", "admin")
FILTERS = (
    ("cho-tiep-nhan", "Chờ tiếp nhận", ("filed",)),
    ("cho-tham-dinh", "Chờ thẩm định", ("received",)),
    ("tra-bo-sung", "Đã trả bổ sung", ("returned",)),
    ("da-tham-dinh", "Đã thẩm định", ("appraised", "before_council")),
    ("da-xong", "Đã xong", ("closed",)),
    ("dang-soan", "Đang soạn", ("draft", "confirmed")),
    ("qua-han", "Quá hạn", ("lapsed",)),
)
URGENCY = ("returned", "draft", "confirmed", "filed", "received", "appraised", "before_council", "closed", "lapsed")
SORTS = (("gap", "Việc gấp trước"), ("moi", "Nộp gần đây trước"), ("ten", "Tên đơn vị"))
RELATED = ("round__movement__body", "unit__body", "plan_version", "created_by__person", "confirmed_by__person")


def visible(roles: Roles) -> QuerySet[Dossier]:
    """Dossiers a user may open: every one of the own unit, the handed-in ones of the own body."""
    own = Q(unit_id__in=roles.unit_ids)
    body = Q(round__movement__body_id__in=roles.body_ids(*BODY_READERS), state__in=HANDED_IN)
    return Dossier.objects.filter(own | body).select_related("round__movement__body", "unit__body")


def search(rows: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """Dossiers whose unit, candidate or receipt has the words, marks and case aside."""
    for word in vietnamese.fold(text).split():
        people = Candidate.objects.exclude(state="removed").filter(person__name_fold__contains=word)
        receipts = Submission.objects.filter(number__icontains=word)
        rows = rows.filter(
            Q(unit__name_fold__contains=word)
            | Q(pk__in=people.values("dossier"))
            | Q(pk__in=receipts.values("dossier"))
        )
    return rows


def filtered(
    rows: QuerySet[Dossier], *, state: str = "", round_id: int | None = None, text: str = ""
) -> QuerySet[Dossier]:
    """Rows by the filters of the list; an unknown filter filters nothing."""
    states = next((group for key, _, group in FILTERS if key == state), None)
    if states:
        rows = rows.filter(state__in=states)
    if round_id:
        rows = rows.filter(round_id=round_id)
    return search(rows, text) if text.strip() else rows


def sorted_by(rows: QuerySet[Dossier], key: str) -> QuerySet[Dossier]:
    """In the order asked for; what waits longest comes first unless told otherwise."""
    if key == "moi":
        return rows.order_by(F("filed_at").desc(nulls_last=True), "-id")
    if key == "ten":
        return rows.order_by("unit__name_fold", "-id")
    urgency = Case(*(When(state=state, then=place) for place, state in enumerate(URGENCY)), default=len(URGENCY))
    return rows.order_by(urgency, F("filed_at").asc(nulls_last=True), "id")


def listed(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Rows with what a line of the list shows, in a fixed number of queries."""
    return rows.select_related("meeting").prefetch_related(
        Prefetch("candidates", active()),
        "papers",
        "meeting__votes",
        Prefetch("submissions", Submission.objects.order_by("filed_at", "id")),
    )


def share_plans(dossiers: Iterable[Dossier]) -> None:
    """Give dossiers of one plan version the same object, so that each plan is read once; one query."""
    rows = list(dossiers)
    versions = PlanVersion.objects.in_bulk({d.plan_version_id for d in rows})
    for dossier in rows:
        dossier.plan_version = versions[dossier.plan_version_id]


def state_counts(rows: QuerySet[Dossier]) -> dict[str, int]:
    """How many rows there are by state."""
    return dict(rows.order_by().values_list("state").annotate(n=Count("id")))


def whole(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Rows with everything their page shows, in a fixed number of queries."""
    return at_work(rows).prefetch_related(
        Prefetch("submissions", Submission.objects.select_related("filed_by__person")),
        Prefetch("returns", DossierReturn.objects.select_related("by__person")),
    )


def at_work(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Rows with candidates, papers and meeting, for those who write or judge."""
    return rows.select_related(*RELATED, "received_by__person", "meeting").prefetch_related(
        Prefetch("candidates", with_conclusion()),
        Prefetch("papers", Paper.objects.select_related("file")),
        "meeting__votes",
        Prefetch("round__movement__events", MovementEvent.objects.all()),
    )


def with_conclusion() -> QuerySet[Candidate]:
    """Active candidates with the office's conclusion, where there is one."""
    return active().select_related("appraisal__by__person", "person", "unit__parent", "unit__body")


def active() -> QuerySet[Candidate]:
    """Candidates still in their dossier, collectives first, then people in the order of names."""
    return (
        Candidate.objects.exclude(state="removed")
        .select_related("person", "unit__parent", "unit__body")
        .order_by("kind", "person__name_key", "unit__name_fold", "id")
    )


def candidates_of(dossier: Dossier) -> list[Candidate]:
    """Candidates still in the dossier, from the prefetch where there is one."""
    if "candidates" in getattr(dossier, "_prefetched_objects_cache", {}):
        return [c for c in dossier.candidates.all() if c.state != "removed"]
    return list(active().filter(dossier=dossier))


def visible_candidates(roles: Roles) -> QuerySet[Candidate]:
    """Candidates of visible dossiers."""
    return active().filter(dossier__in=visible(roles)).select_related("dossier__round__movement__body", "dossier__unit")


def open_rounds(roles: Roles) -> QuerySet[Round]:
    """Rounds of launched movements of the bodies whose units the user writes for."""
    bodies = {g.unit.body_id for g in roles.grants if g.unit_id in roles.unit_ids}
    return (
        Round.objects.filter(movement__state="launched", movement__body_id__in=bodies)
        .select_related("movement__body")
        .order_by("movement_id", "year", "id")
    )


def closing_of(round_: Round) -> Closing | None:
    """The closing of a round in words, None without a deadline."""
    return calendar.closing_at(round_.closes_at) if round_.closes_at else None


def is_late(round_: Round, at: datetime) -> bool:
    """Whether the instant is past the deadline (half-open: the closing instant itself is late)."""
    return round_.closes_at is not None and at >= round_.closes_at


def deadline_of(plan: Plan, round_: Round) -> Deadline | None:
    """The plan's own deadline for dossiers of a round, None where it names none."""
    return next((d for d, _ in calendar.deadlines(plan, round_.key) if d.act == "dossier"), None)
