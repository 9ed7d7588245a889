"""Drafts that begin without a file: as last year, or from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from thidua import plans
from thidua.audit import journal
from thidua.drafting import choosing, elements, permissions
from thidua.drafting.models import Draft, DraftFact
from thidua.movements.acting import roles
from thidua.movements.models import PlanVersion
from thidua.org.models import Unit, User
from thidua.reader import KINDS
from thidua.rules.findings import refuse_if_any

# What every plan has to say, with the section of the usual order of parts it belongs to.
REQUIRED: Final = (
    ("issuer", "header"),
    ("number", "header"),
    ("place", "header"),
    ("title", "title"),
    ("basis", "preamble"),
    ("statement", "I"),
    ("audience", "II.1"),
    ("content", "II.2"),
    ("movement", "II.3"),
    ("period", "II.3"),
    ("award", "III.1"),
    ("quota", "III.2"),
    ("standard", "III.3"),
    ("money", "III.4"),
    ("route_step", "IV.1"),
    ("deadline", "IV.1"),
    ("paper", "IV.2"),
    ("duty", "V"),
    ("recipient", "recipients"),
    ("signer", "signature"),
)


OLD_BASIS: Final = "Căn cứ của kế hoạch trước; giữ nếu còn hiệu lực, sửa theo văn bản thay thế, hoặc bỏ."


def copy(*, version: PlanVersion, by: User, at: datetime) -> Draft:
    """A draft as last year's plan. Days move on by the years in between; whatever moved waits for a person."""
    body = version.movement.body
    refuse_if_any(permissions.can_draft(roles(by, at), body))
    plan = version.plan
    years = max(1, timezone.localdate(at).year - plan.movement.year_to)
    rows = []
    for kind, value in elements.facts_of(plan):
        later = elements.shifted(kind, value, years)
        if kind == "plan.identity" and not later.get("place"):
            later["place"] = body.place or None
        moved = later != value
        old = kind == "plan.bases"  # what last year stood on may be replaced since
        source = value.get("source") or {}
        rows.append(
            DraftFact(
                kind=kind,
                value=later,
                was=value if moved else None,
                path=str(source.get("path", ""))[:80],
                quote=str(source.get("quote", "")),
                confidence=0.5 if moved else 0.7 if old else 1.0,
                doubt=f"Chép từ kế hoạch trước và dời {years} năm; xem lại ngày và năm." if moved else OLD_BASIS * old,
                origin="shifted" if moved else "copied",
                state="pending" if moved or old else "accepted",
                by=None if moved or old else by,
                at=None if moved or old else at,
            )
        )
    title = elements.shifted("plan.movement", plans.to_data(plan)["movement"], years)["title"]  # type: ignore[arg-type]  # one key of the plan's data
    sentence = f"Soạn kế hoạch như kế hoạch {version} của phong trào {version.movement}"
    return _begin(body, "copy", str(title), rows, sentence, by, at, copied_from=version)


def new(*, body: Unit, by: User, at: datetime) -> Draft:
    """An empty plan: one fact to fill in of everything a plan has to say."""
    refuse_if_any(permissions.can_draft(roles(by, at), body))
    year = timezone.localdate(at).year
    known: Mapping[str, Mapping[str, Any]] = {
        "issuer": issuer_of(body),
        "number": {"symbol": "KH-UBND"},
        "place": {"place": body.place},
        "movement": {"year": year, "year_from": year, "year_to": year, "cycle": "single"},
        "period": {"start_rule": "issue_date"},
    }
    rows = [
        DraftFact(
            kind=kind,
            path=path,
            value=dict.fromkeys(KINDS[kind].shape) | dict(known.get(kind, {})),
            confidence=0.0,
            doubt="Điền phần này, hoặc bỏ nếu kế hoạch không có.",
            origin="added",
        )
        for kind, path in REQUIRED
    ]
    return _begin(body, "new", f"Kế hoạch mới năm {year}", rows, "Bắt đầu viết kế hoạch mới", by, at)


def issuer_of(body: Unit) -> dict[str, Any]:
    """The issuing body as the program itself knows it: name, level, tier, and the body above."""
    above = body.parent if body.parent is not None and body.parent.is_body else None
    level, tier = choosing.standing(body.name, body.level)
    found: dict[str, Any] = {"name": body.name, "surface": body.name, "level": level, "tier": tier}
    if above is not None:
        level, tier = choosing.standing(above.name, above.level)
        found["parent"] = {"name": above.name, "level": level, "tier": tier, "stated": "named"}
    return found


def _begin(
    body: Unit, origin: str, title: str, rows: Iterable[DraftFact], sentence: str, by: User, at: datetime, **more: Any
) -> Draft:
    with transaction.atomic():
        draft = Draft.objects.create(
            body=body, origin=origin, title=title[:300], state="review", created_at=at, changed_at=at, by=by, **more
        )
        made = list(rows)
        for place, row in enumerate(made):
            row.draft, row.place = draft, place
        DraftFact.objects.bulk_create(made)
        journal.record(by=by, at=at, act=f"draft.{origin}", thing=draft, body_id=body.pk, sentence=sentence)
    return draft
