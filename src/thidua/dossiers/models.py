"""Dossiers, their candidates and papers, filing, returns and appraisal."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.movements.models import PlanVersion, Round
from thidua.org.models import Person, Unit
from thidua.records.models import StoredFile

USER = settings.AUTH_USER_MODEL


class Dossier(models.Model):
    """What a unit files for a round. ``state`` as in rules.lifecycle.DOSSIER.

    ``plan_version`` is the version it was begun and filed under. ``filed_at`` is the server's instant;
    ``late`` is set at filing and never changes by itself.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossiers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dossiers")
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="dossiers")
    state = models.CharField(max_length=16, default="draft", db_index=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    appraised_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="dossier_once_per_round")]

    def __str__(self) -> str:
        return f"Hồ sơ của {self.unit}"


class Candidate(models.Model):
    """One collective or person proposed in a dossier. ``state`` as in rules.lifecycle.CANDIDATE.

    A collective has no person; ``unit`` is then the collective, otherwise the person's unit.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="candidates")
    kind = models.CharField(max_length=10, choices=[("collective", "Tập thể"), ("individual", "Cá nhân")])
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="candidacies")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="candidacies")
    position = models.CharField(max_length=160, blank=True)  # as it stood when proposed
    award_id = models.CharField(max_length=60)  # element of the plan
    audience_ids = models.JSONField(default=list)
    summary = models.TextField(blank=True)  # main achievements, goes into list and extract
    state = models.CharField(max_length=20, default="nominated", db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person"],
                condition=Q(person__isnull=False) & ~Q(state="removed"),
                name="person_once_per_dossier",
            ),
            models.UniqueConstraint(
                fields=["dossier", "unit"],
                condition=Q(person__isnull=True) & ~Q(state="removed"),
                name="unit_once_per_dossier",
            ),
            models.CheckConstraint(
                condition=Q(kind="collective", person__isnull=True) | Q(kind="individual", person__isnull=False),
                name="candidate_kind_fits",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else self.unit.name


class UnitMeeting(models.Model):
    """The meeting of the unit (or of its council) that proposed the candidates."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="meeting")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    chair = models.CharField(max_length=120)
    secretary = models.CharField(max_length=120)
    total = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    absent = models.CharField(max_length=300, blank=True)
    secret = models.BooleanField(default=False)
    remarks = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Buổi họp {self.started_at:%d/%m/%Y}"


class MeetingVote(models.Model):
    """Votes for one candidate at the unit's meeting."""

    meeting = models.ForeignKey(UnitMeeting, on_delete=models.PROTECT, related_name="votes")
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="meeting_vote")
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField(default=0)
    other = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.candidate}: {self.yes}"


class Paper(models.Model):
    """One paper of a dossier, answering one item of the plan's list.

    ``origin`` generated: ``content`` holds what people wrote, the paper is made from it; uploaded: a
    signed file. At filing the generated paper is frozen into ``file`` too.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    item_id = models.CharField(max_length=60)
    candidate = models.ForeignKey(Candidate, null=True, on_delete=models.PROTECT, related_name="papers")
    origin = models.CharField(max_length=10, choices=[("generated", "Lập trên hệ thống"), ("uploaded", "Bản tải lên")])
    content = models.JSONField(default=dict)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="papers")
    file_name = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "item_id", "candidate"],
                condition=Q(candidate__isnull=False),
                name="paper_per_candidate",
            ),
            models.UniqueConstraint(
                fields=["dossier", "item_id"], condition=Q(candidate__isnull=True), name="paper_per_dossier"
            ),
        ]

    def __str__(self) -> str:
        return self.item_id


class Submission(models.Model):
    """One filing: the receipt. ``papers`` lists name and SHA-256 of every paper as filed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="submissions")
    number = models.CharField(max_length=40)
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    late = models.BooleanField()
    refiled = models.BooleanField(default=False)
    papers = models.JSONField()
    closes_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-filed_at"]

    def __str__(self) -> str:
        return self.number


class DossierReturn(models.Model):
    """The office's slip: every defect at once, and a day to answer by (exclusive instant)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="returns")
    defects = models.JSONField()  # [{paper, what, clause, fix}]
    answer_by = models.DateTimeField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Trả bổ sung {self.at:%d/%m/%Y}"


class Judgement(models.Model):
    """A person's finding on one leaf that the program does not judge."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="judgements")
    leaf_id = models.CharField(max_length=80)
    verdict = models.CharField(max_length=6, choices=[("met", "Đạt"), ("unmet", "Không đạt")])
    reason = models.TextField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "leaf_id"], name="judgement_once")]

    def __str__(self) -> str:
        return f"{self.leaf_id}: {self.verdict}"


class Appraisal(models.Model):
    """The office's finding on one candidate, with the values it rested on."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="appraisal")
    conclusion = models.CharField(
        max_length=12, choices=[("eligible", "Đủ điều kiện"), ("ineligible", "Không đủ điều kiện")]
    )
    reason = models.TextField(blank=True)
    snapshot = models.JSONField(default=list)
    open_conditions = models.JSONField(default=list)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.candidate}: {self.conclusion}"
