"""The journal: what was done, by whom, when, on what basis. Append-only and hash-chained."""

from __future__ import annotations

from django.db import models


class JournalEntry(models.Model):
    """One act. ``digest`` covers every field and the digest of the entry before it.

    Rows are written only by ``audit.journal.record`` and never changed: triggers on both database
    engines refuse UPDATE and DELETE.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # a number and a name, not a relation: users stand above this app
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    thing = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    body_id = models.BigIntegerField(null=True)
    sentence = models.TextField()
    basis = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["thing", "thing_id"], name="journal_thing")]

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.thing} {self.thing_id}"
