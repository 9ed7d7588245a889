"""Reading the journal."""

from __future__ import annotations

from django.db import models

from thidua.audit.models import JournalEntry


def about(*things: models.Model) -> models.QuerySet[JournalEntry]:
    """Entries about any of the given things, newest first, in one query."""
    condition = models.Q(pk__in=[])
    for thing in things:
        condition |= models.Q(thing=thing._meta.label_lower, thing_id=str(thing.pk))
    return JournalEntry.objects.filter(condition).order_by("-seq")
