"""Movements, the plan version they run on, their rounds and duties."""

from __future__ import annotations

import json
from functools import cached_property, lru_cache

from django.conf import settings
from django.db import models

from thidua import plans
from thidua.movements.models_follow import (
    CriterionFigure,
    Difficulty,
    DifficultyAnswer,
    Inspection,
    Reminder,
    ReminderLine,
)
from thidua.org.models import Person, Unit
from thidua.plans import calendar
from thidua.records.models import StoredFile

__all__ = [
    "Amendment",
    "CriterionFigure",
    "Difficulty",
    "DifficultyAnswer",
    "Duty",
    "EventCorrection",
    "FormerOriginal",
    "Inspection",
    "LowerPlan",
    "Movement",
    "MovementEvent",
    "PlanVersion",
    "Reminder",
    "ReminderLine",
    "Round",
]


class Movement(models.Model):
    """An emulation movement of a body. ``state``: draft, launched, closed (rules.lifecycle.MOVEMENT).

    ``higher`` is the movement of a higher body it carries out, where kept here; else ``plan.cascade`` cites it.
    """

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="movements")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    short = models.CharField(max_length=160)
    state = models.CharField(max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)  # why it was closed with things left open
    higher = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="lower_movements")

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.short

    @property
    def shown_state(self) -> str:
        """The state as the components of ``ui`` name it."""
        return f"movement.{self.state}"


class PlanVersion(models.Model):
    """The plan as data at one time. Number, date and signer are filled when the movement is launched."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="plan_versions")
    number = models.PositiveSmallIntegerField(default=1)  # 1, 2, … of this movement
    data = models.JSONField()
    paper_number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=30, default="KH-UBND")
    issued_on = models.DateField(null=True)
    signer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=6, blank=True)
    original = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    in_force = models.BooleanField(default=True)

    class Meta:
        ordering = ["movement", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "number"], name="plan_version_number"),
            models.UniqueConstraint(
                fields=["movement"], condition=models.Q(in_force=True), name="one_plan_version_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_number or '…'}/{self.symbol}"

    @cached_property
    def plan(self) -> plans.Plan:
        """The plan, decoded once a process for the same content: decoding costs as much as a whole page."""
        return _decoded(json.dumps(self.data, sort_keys=True))


class FormerOriginal(models.Model):
    """A signed paper of a plan version that was replaced by another file, with the reason; the file stays kept."""

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="former_originals")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()  # of the replacement

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.version}: {self.file.sha256[:12]}"


@lru_cache(maxsize=32)
def _decoded(text: str) -> plans.Plan:
    return plans.from_data(json.loads(text))


class MovementEvent(models.Model):
    """The day on which an event of the plan happened (e.g. the index was published)."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="events")
    event_id = models.CharField(max_length=60)
    on = models.DateField()
    source = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "event_id"], name="movement_event_once")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.on}"


class EventCorrection(models.Model):
    """What stood about an event before it was corrected, and why."""

    event = models.ForeignKey(MovementEvent, on_delete=models.PROTECT, related_name="corrections")
    was_on = models.DateField()
    was_source = models.CharField(max_length=200)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.event}: {self.was_on}"


class Round(models.Model):
    """One occasion of commendation of a movement, made at launch from the plan's rounds.

    ``closes_at`` is the first instant that is too late (None: the plan sets no deadline); ``bars_late``
    is the plan's own word on lateness.
    """

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="rounds")
    key = models.CharField(max_length=40)  # plans.calendar.RoundInstance.key
    round_id = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160)
    closes_at = models.DateTimeField(null=True)
    appraise_by = models.DateTimeField(null=True)
    bars_late = models.BooleanField(default=False)

    class Meta:
        ordering = ["movement", "year", "id"]
        constraints = [models.UniqueConstraint(fields=["movement", "key"], name="round_key")]

    def __str__(self) -> str:
        return self.label

    @property
    def closing(self) -> calendar.Closing | None:
        """When it closes, in words; None while nobody has set a day."""
        return calendar.closing_at(self.closes_at) if self.closes_at else None


class Duty(models.Model):
    """A duty of the plan laid on one unit (Tổ chức thực hiện)."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    element_id = models.CharField(max_length=60)
    type = models.CharField(max_length=20)
    label = models.CharField(max_length=300)
    request = models.BooleanField(default=False)  # asked, not ordered (Mặt trận Tổ quốc)
    done_on = models.DateField(null=True)
    report = models.TextField(blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["movement", "id"]
        constraints = [models.UniqueConstraint(fields=["movement", "unit", "element_id"], name="duty_once")]

    def __str__(self) -> str:
        return self.label


class LowerPlan(models.Model):
    """A lower body's own plan for the movement, as registered by the office."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="lower_plans")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="lower_plans")
    number = models.CharField(max_length=40)
    issued_on = models.DateField()
    filed_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="lower_plan_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.number}"


class Amendment(models.Model):
    """A change of the plan of a running movement: a draft, then a paper with a date of effect.

    ``base`` is the version it was written from; when another amendment was issued meanwhile it cannot be issued.
    ``state`` as in rules.lifecycle.AMENDMENT. ``data`` is the whole plan as it will read; ``changes`` the sentences
    everybody was told. ``applies_to_filed``: dossiers handed in but not yet judged are looked at by the new version
    too; otherwise they keep the one they were filed under. ``made`` is the version it became.
    """

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="amendments")
    base = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1)
    data = models.JSONField()
    reason = models.TextField()
    applies_to_filed = models.BooleanField(default=False)
    effective_on = models.DateField(null=True)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=30, default="KH-UBND")
    issued_on = models.DateField(null=True)
    signer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=6, blank=True)
    changes = models.JSONField(default=list)
    made = models.OneToOneField(PlanVersion, null=True, on_delete=models.PROTECT, related_name="amendment")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.number or '…'}/{self.symbol}"

    @property
    def shown_state(self) -> str:
        """The state as the components of ``ui`` name it."""
        return f"amendment.{self.state}"

    @property
    def plan(self) -> plans.Plan:
        """The plan as it will read."""
        return _decoded(json.dumps(self.data, sort_keys=True))
