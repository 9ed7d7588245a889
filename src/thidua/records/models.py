"""What is known about people and units over the years, files and numbers of papers.

Every fact names the paper it comes from. A fact about a collective has no person; a fact about a
person keeps the unit the person belonged to at that time, because a collective can be barred by its staff.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.org.models import LEVELS, Person, Unit

TIERS = [c for c in LEVELS if c[0] != "unit"]


class Sourced(models.Model):
    """A fact with the paper that proves it."""

    source = models.CharField(max_length=200)  # e.g. Quyết định số 118/QĐ-UBND ngày 20/12/2024
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class AnnualRating(Sourced):
    """Annual rating of a person or of a unit; ``grade`` is the place on the scale (plans.vocabulary)."""

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="ratings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ratings")
    year = models.PositiveSmallIntegerField()
    scale = models.CharField(max_length=20, default="nhiem_vu")
    grade = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"], condition=Q(person__isnull=False), name="rating_person_year"
            ),
            models.UniqueConstraint(fields=["unit", "year"], condition=Q(person__isnull=True), name="rating_unit_year"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit} {self.year}: {self.grade}"


class Discipline(Sourced):
    """A disciplinary decision about a person; counts against the unit where a plan says so."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disciplines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="disciplines")
    form = models.CharField(max_length=60)
    decided_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.person}: {self.form}"


class Complaint(Sourced):
    """A remark from citizens about a person or a unit, and what became of it."""

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="complaints")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="complaints")
    received_on = models.DateField()
    summary = models.TextField()
    status = models.CharField(
        max_length=10, choices=[("open", "Đang xác minh"), ("upheld", "Đúng"), ("rejected", "Không đúng")]
    )
    conclusion = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.get_status_display()}"


class Initiative(Sourced):
    """A model or initiative: registered first, perhaps recognised later by a council of some level."""

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="initiatives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="initiatives")
    title = models.CharField(max_length=250)
    registered_on = models.DateField()
    recognised_on = models.DateField(null=True)
    recognised_by = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=10, choices=LEVELS, default="unit")

    def __str__(self) -> str:
        return self.title


class Commendation(Sourced):
    """An award given: by this system (with its award) or before it, from the decision on paper.

    ``revoked_on``: the day a later decision took it back; from then on it counts for nothing and stays in the history.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="commendations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commendations")
    form = models.CharField(max_length=20)  # giay-khen, bang-khen
    authority = models.CharField(max_length=120)  # Chủ tịch UBND …
    authority_tier = models.CharField(max_length=10, choices=TIERS)
    decision_number = models.CharField(max_length=40)
    decided_on = models.DateField()
    merit = models.CharField(max_length=250)
    movement_key = models.CharField(max_length=80, blank=True)  # code of the movement, when given by this system
    revoked_on = models.DateField(null=True)
    revoked_by = models.CharField(max_length=60, blank=True)  # number of the decision that took it back

    class Meta:
        ordering = ["-decided_on", "-id"]

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.form} {self.decided_on}"


class IndexResult(Sourced):
    """Result of a reform index: a component of a unit in a year; an empty component is the whole index."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="index_results")
    component = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=8, decimal_places=3)
    maximum = models.DecimalField(max_digits=8, decimal_places=3)
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "component", "year"], name="index_result_once")]

    def __str__(self) -> str:
        return f"{self.unit} {self.component} {self.year}"


class IndexOwner(Sourced):
    """Who advises on which component of the body's index in a year; an empty component is the whole index."""

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="index_parts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="index_parts")
    component = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.component} {self.year}"


class TaskRecord(Sourced):
    """Reform tasks of a person or unit in a year: assigned, done, done on time or early."""

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="task_records")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="task_records")
    year = models.PositiveSmallIntegerField()
    assigned = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    on_time = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done__lte=models.F("assigned")) & Q(on_time__lte=models.F("done")), name="tasks_add_up"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or self.unit} {self.year}: {self.on_time}/{self.assigned}"


class StoredFile(models.Model):
    """A file kept by the hash of its content; never changed, served only as an attachment by a checking view."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=8)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class PaperNumber(models.Model):
    """One number of a body's register: a series per year and kind, without gaps."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="paper_numbers")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=20)  # KH, QD, BB-HD, TNHS, SKT (register of commendations)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=250)
    issued_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "series", "-number"]
        constraints = [models.UniqueConstraint(fields=["body", "year", "series", "number"], name="paper_number_once")]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.series} {self.year}"


class PaperTemplate(models.Model):
    """An office's own DOCX layout for one kind of paper; ``withdrawn_at`` ends its use, nothing is deleted.

    ``kind`` is the class name of the paper in ``thidua.documents.papers``.
    """

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="paper_templates")
    kind = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind"], condition=Q(withdrawn_at__isnull=True), name="one_template_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"
