"""Writing and verifying the journal."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from thidua.audit.models import JournalEntry

START = "0" * 64
ONE_WRITER = 19052023  # PostgreSQL: number of the lock that makes writers of the journal wait for one another


def record(
    *,
    by: models.Model | None,
    at: datetime,
    act: str,
    thing: models.Model,
    sentence: str,
    body_id: int | None = None,
    basis: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
) -> JournalEntry:
    """Append one entry inside the caller's transaction.

    ``basis`` holds clauses and law values used (as JSON), ``data`` what was decided. ``by`` is None
    for acts of the clock. Raises ``TransactionManagementError`` outside a transaction: an entry commits
    or falls with the act it tells of.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A journal entry is written inside the transaction of its act.")
    with transaction.atomic():
        _wait_for_other_writers()
        last = JournalEntry.objects.order_by("-seq").first()
        entry = JournalEntry(
            seq=(last.seq if last else 0) + 1,
            at=at,
            actor_id=by.pk if by else None,
            actor_name=getattr(by, "display_name", str(by)) if by else "Hệ thống",
            act=act,
            thing=thing._meta.label_lower,
            thing_id=str(thing.pk),
            body_id=body_id,
            sentence=sentence,
            basis=_plain(basis or {}),
            data=_plain(data or {}),
            previous=last.digest if last else START,
        )
        entry.digest = digest(entry)
        entry.save(force_insert=True)
    return entry


def _wait_for_other_writers() -> None:
    """Until this transaction ends nobody else appends. SQLite has one writer anyway (BEGIN IMMEDIATE).

    A row lock would not do: whoever waited for the last row gets that same row, no longer the last.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_WRITER])


def digest(entry: JournalEntry) -> str:
    """SHA-256 over the entry's content and the digest before it."""
    content = {
        "seq": entry.seq,
        "at": int(entry.at.timestamp() * 1_000_000),
        "actor": [entry.actor_id, entry.actor_name],
        "act": entry.act,
        "thing": entry.thing,
        "thing_id": entry.thing_id,
        "body": entry.body_id,
        "sentence": entry.sentence,
        "basis": entry.basis,
        "data": entry.data,
        "previous": entry.previous,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify() -> tuple[int, JournalEntry | None]:
    """Walk the chain: (number of good entries, first bad entry or None)."""
    previous, good = START, 0
    for entry in JournalEntry.objects.order_by("seq").iterator(chunk_size=2000):
        if entry.seq != good + 1 or entry.previous != previous or entry.digest != digest(entry):
            return good, entry
        previous, good = entry.digest, good + 1
    return good, None


def of(thing: models.Model) -> models.QuerySet[JournalEntry]:
    """Entries about one thing, newest first."""
    return JournalEntry.objects.filter(thing=thing._meta.label_lower, thing_id=str(thing.pk)).order_by("-seq")


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """The value as it will come back from the database, so that digests stay equal."""
    plain: dict[str, Any] = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return plain
