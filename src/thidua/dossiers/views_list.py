"""The list of dossiers: what came in for an office, its own for a unit; as a page and as Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.documents.spreadsheet import Column, Sheet, write_xlsx
from thidua.dossiers import actions, queries, showing
from thidua.dossiers.forms import OpenForm
from thidua.dossiers.models import Dossier
from thidua.dossiers.required import needs
from thidua.dossiers.worklist import kinds_line, overdue
from thidua.movements.answering import attempt
from thidua.movements.models import Round
from thidua.org.middleware import SignedIn
from thidua.org.models import UNIT_ROLES, Unit
from thidua.org.permissions import not_allowed
from thidua.rules import lifecycle
from thidua.rules.findings import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 50
NEXT = {
    "draft": "Đơn vị soạn tiếp",
    "confirmed": "Đơn vị nộp",
    "filed": "Tiếp nhận",
    "received": "Thẩm định",
    "returned": "Chờ đơn vị bổ sung",
    "appraised": "Trình xét",
    "before_council": "Hội đồng xét",
    "closed": "Không còn việc",
    "lapsed": "Không còn việc",
}


def _chosen(request: SignedIn) -> tuple[QuerySet[Dossier], QuerySet[Dossier], dict[str, Any]]:
    """Visible rows, the rows by round and words, and what was asked for."""
    visible = queries.visible(request.roles)
    raw = request.GET.get("dot", "")
    asked: dict[str, Any] = {
        "round": int(raw) if raw.isdecimal() and len(raw) < 12 else None,
        "text": request.GET.get("tim", "")[:100],
        "state": request.GET.get("trang-thai", ""),
        "sort": request.GET.get("xep", "gap"),
    }
    return visible, queries.filtered(visible, round_id=asked["round"], text=asked["text"]), asked


@require_GET
def listing(request: SignedIn) -> HttpResponse:
    """Fifty rows a page; counts by state, filters by round, state and words."""
    visible, rows, asked = _chosen(request)
    counts = queries.state_counts(rows)
    shown = queries.sorted_by(queries.filtered(rows, state=asked["state"]), asked["sort"])
    states = next((group for key, _, group in queries.FILTERS if key == asked["state"]), tuple(counts))
    paginator = Paginator(queries.listed(shown), PAGE)
    paginator.count = sum(counts.get(state, 0) for state in states)  # known already; saves a query
    page = paginator.get_page(request.GET.get("trang"))
    dossiers = list(page.object_list)
    queries.share_plans(dossiers)
    rounds = Round.objects.filter(pk__in=visible.values("round")).select_related("movement").order_by("-year", "id")
    keep = request.GET.copy()
    for name in ("trang-thai", "trang"):
        keep.pop(name, None)
    context = {
        "page": page,
        "rows": [_row(dossier, request) for dossier in dossiers],
        "asked": asked,
        "rounds": list(rounds),
        "filters": [
            (key, word, number)
            for key, word, states in queries.FILTERS
            if (number := sum(counts.get(s, 0) for s in states)) or key == asked["state"]
        ],
        "total": sum(counts.values()),
        "sorts": queries.SORTS,
        "keep": keep.urlencode(),
        "query": request.GET.urlencode(),
        "writes": bool(request.roles.unit_ids),
        "office": bool(request.roles.body_ids(*queries.BODY_READERS)),
    }
    return render(request, "dossiers/list.html", context)


def _row(dossier: Dossier, request: SignedIn) -> dict[str, Any]:
    people = showing.candidates(dossier)
    owed = needs(dossier, people)
    receipts = list(dossier.submissions.all())
    late = overdue(dossier, request.now)
    return {
        "dossier": dossier,
        "people": kinds_line(people) or "chưa chọn ai",
        "done": sum(n.status == "done" for n in owed),
        "owed": len(owed),
        "first": receipts[0] if receipts else None,
        "again": receipts[-1] if len(receipts) > 1 else None,
        "concluded": sum(c.state != "nominated" for c in people),
        "total": len(people),
        "overdue": late,
        "next": "Quá hạn, không nộp được" if late else NEXT[dossier.state],
    }


COLUMNS = (
    Column("number", "Số biên nhận", width=16),
    Column("unit", "Đơn vị"),
    Column("movement", "Phong trào"),
    Column("round", "Đợt xét"),
    Column("state", "Tình trạng", width=24),
    Column("late", "Nộp muộn", width=12),
    Column("filed_at", "Nộp lúc", "datetime", width=20),
    Column("collectives", "Tập thể", "integer", width=10),
    Column("people", "Cá nhân", "integer", width=10),
    Column("papers", "Giấy tờ", width=12),
    Column("names", "Danh sách đề nghị"),
)


@require_GET
def export(request: SignedIn) -> HttpResponse:
    """Exactly the rows of the list, every page of it, as Excel."""
    _, rows, asked = _chosen(request)
    dossiers = list(queries.listed(queries.sorted_by(queries.filtered(rows, state=asked["state"]), asked["sort"])))
    queries.share_plans(dossiers)
    at = timezone.localtime(request.now)
    sheet = Sheet(
        "Hồ sơ",
        COLUMNS,
        [_cells(dossier, request) for dossier in dossiers],
        titles=("DANH SÁCH HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG", f"Lập lúc {at:%H:%M} ngày {at:%d/%m/%Y}"),
        numbered=True,
        landscape=True,
    )
    return showing.attachment(write_xlsx([sheet]), f"ho-so-{at:%Y-%m-%d}.xlsx", XLSX)


def _cells(dossier: Dossier, request: SignedIn) -> Sequence[Any]:
    row = _row(dossier, request)
    people = showing.candidates(dossier)
    return (
        row["first"].number if row["first"] else "",
        dossier.unit.name,
        dossier.round.movement.short,
        dossier.round.label,
        lifecycle.DOSSIER.states[dossier.state],
        "Muộn" if dossier.late else "",
        dossier.filed_at,
        sum(c.kind == "collective" for c in people),
        sum(c.kind == "individual" for c in people),
        f"{row['done']} trên {row['owed']}",
        "; ".join(c.name for c in people),
    )


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a dossier: the round, and which of one's units."""
    if not request.roles.unit_ids:
        raise Refused([not_allowed("lập hồ sơ", *UNIT_ROLES)])
    units = [g.unit for g in request.roles.grants if g.unit_id in request.roles.unit_ids]
    mine = {unit.pk: unit for unit in units}
    rounds = {r.pk: r for r in queries.open_rounds(request.roles)}
    taken = set(Dossier.objects.filter(unit__in=mine).values_list("round_id", "unit_id"))
    several = len(mine) > 1
    choices = [
        (f"{r.pk}-{u.pk}", _target(r, u, several))
        for r in rounds.values()
        for u in mine.values()
        if (r.pk, u.pk) not in taken and r.movement.body_id == u.body_id
    ]
    form = OpenForm(request.POST if request.method == "POST" else None, choices=choices)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        round_pk, unit_pk = (int(part) for part in form.cleaned_data["target"].split("-"))
        made: list[Dossier] = []
        status = attempt(form, lambda: made.append(_open(request, rounds[round_pk], mine[unit_pk])))
        if not status:
            messages.success(request, "Đã mở hồ sơ. Bắt đầu bằng việc chọn tập thể, cá nhân.")
            return redirect("dossiers:detail", pk=made[0].pk)
    context = {"form": form, "choices": choices, "rounds": rounds.values(), "units": mine.values()}
    return render(request, "dossiers/new.html", context, status=status)


def _target(round_: Round, unit: Unit, several: bool) -> str:
    closing = queries.closing_of(round_)
    words = f"{round_.movement.short}: {round_.label}"
    owner = f". {unit.name}" if several else ""
    return f"{words}{owner}. {closing.sentence if closing else 'Chưa có hạn nộp'}."


def _open(request: SignedIn, round_: Round, unit: Unit) -> Dossier:
    return actions.open_dossier(round=round_, unit=unit, by=request.user, at=request.now)
