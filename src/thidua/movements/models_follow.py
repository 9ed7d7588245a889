"""What follows a launch: letters that remind, difficulties and answers, the log of inspections, figures.

Part of ``movements.models``, from where everybody takes them; movements and amendments are named by string, so that
neither module needs the other to be there first.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from thidua.org.models import Person, Unit


class Reminder(models.Model):
    """An official letter that reminds units of a plan of their own (paper 16), with its number and signer."""

    movement = models.ForeignKey("movements.Movement", on_delete=models.PROTECT, related_name="reminders")
    number = models.CharField(max_length=20)
    symbol = models.CharField(max_length=30)
    issued_on = models.DateField()
    new_due = models.DateField(null=True)  # asked for by the letter; changes no deadline of the plan
    signer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    capacity = models.CharField(max_length=6)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"


class ReminderLine(models.Model):
    """One unit named in a reminder: what it still owes and since when."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    owes = models.CharField(max_length=300)
    due = models.DateField(null=True)  # last day in time, where the plan names one

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["reminder", "unit"], name="reminder_names_once")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.owes}"


class DifficultyAnswer(models.Model):
    """One answer of the office to one or several difficulties. ``amends``: the plan will be amended."""

    movement = models.ForeignKey("movements.Movement", on_delete=models.PROTECT, related_name="difficulty_answers")
    text = models.TextField()
    amends = models.BooleanField(default=False)
    amendment = models.ForeignKey("movements.Amendment", null=True, on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.text[:80]


class Difficulty(models.Model):
    """What a unit finds hard about a clause (khó khăn, vướng mắc). ``state`` as in rules.lifecycle.DIFFICULTY."""

    movement = models.ForeignKey("movements.Movement", on_delete=models.PROTECT, related_name="difficulties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="difficulties")
    element_id = models.CharField(max_length=60)
    clause = models.CharField(max_length=60)  # path of the clause, as the plan stood
    about = models.CharField(max_length=300)
    text = models.TextField()
    state = models.CharField(max_length=10, default="open")
    answer = models.ForeignKey(DifficultyAnswer, null=True, on_delete=models.PROTECT, related_name="difficulties")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.about

    @property
    def shown_state(self) -> str:
        """The state as the components of ``ui`` name it."""
        return f"difficulty.{self.state}"


class Inspection(models.Model):
    """One entry of the log of inspection and guidance: a visit to a unit or a letter, findings, what has to follow."""

    KINDS = [("visit", "Kiểm tra tại đơn vị"), ("letter", "Văn bản đôn đốc"), ("meeting", "Họp, hướng dẫn")]

    movement = models.ForeignKey("movements.Movement", on_delete=models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=10, choices=KINDS)
    on = models.DateField()
    paper = models.CharField(max_length=120, blank=True)  # number and day of the letter or of the minutes
    participants = models.CharField(max_length=500)
    findings = models.TextField()
    request = models.TextField(blank=True)  # what the unit has to do; empty: nothing
    due_on = models.DateField(null=True)  # last day for it
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(request="", due_on__isnull=True)
                | (~models.Q(request="") & models.Q(due_on__isnull=False)),
                name="follow_up_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.unit} {self.on:%d/%m/%Y}"

    @property
    def followed(self) -> bool:
        """Nothing is left to be done."""
        return not self.request or self.done_on is not None


class CriterionFigure(models.Model):
    """A figure for a criterion of the plan: of a unit or of a person, in a year, with its source."""

    movement = models.ForeignKey("movements.Movement", on_delete=models.PROTECT, related_name="figures")
    criterion_id = models.CharField(max_length=60)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="criterion_figures")
    year = models.PositiveSmallIntegerField()
    numerator = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    text = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["movement", "criterion_id", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "criterion_id", "unit", "year"],
                condition=models.Q(person__isnull=True),
                name="figure_once_per_unit",
            ),
            models.UniqueConstraint(
                fields=["movement", "criterion_id", "unit", "person", "year"],
                condition=models.Q(person__isnull=False),
                name="figure_once_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id} {self.unit} {self.year}"
