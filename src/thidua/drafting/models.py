"""Drafts of plans: an uploaded document while it is read, and its facts while people decide about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from thidua.documents.base import slug
from thidua.movements.models import Movement, PlanVersion
from thidua.org.models import Unit
from thidua.records.models import StoredFile


class Draft(models.Model):
    """A plan in the making: read from a file, copied from an earlier plan or written anew.

    ``state`` as in rules.lifecycle.PLAN_DRAFT; ``version`` grows with every act, so whoever acts on an old page is
    told. ``reading`` is ``reader.to_data`` without its facts, which are rows of their own; empty without a file.
    ``base`` is the plan (plans.to_data) that facts are laid over, for a copy or a new plan; ``plan`` the one built from
    the facts when all were decided.
    """

    ORIGINS = [("file", "Đọc từ tệp"), ("copy", "Như năm trước"), ("new", "Viết mới")]

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plan_drafts")
    origin = models.CharField(max_length=4, choices=ORIGINS, default="file")
    title = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default="reading")
    version = models.PositiveIntegerField(default=1)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    copied_from = models.ForeignKey(PlanVersion, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)  # why it could not be read, or why it launches nothing
    reading = models.JSONField(null=True)
    base = models.JSONField(null=True)
    plan = models.JSONField(null=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    movement = models.OneToOneField(Movement, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return self.title or self.file_name

    @property
    def doing(self) -> str:
        """What is done on its page: a document or a copy is reviewed, a plan from nothing is written."""
        return "Viết kế hoạch" if self.origin == "new" else "Duyệt kế hoạch"

    @property
    def paper_name(self) -> str:
        """What its files are called when they are taken home, without the ending."""
        words = slug(str(self))
        return words if words.startswith("ke-hoach") else f"ke-hoach-{words}"

    @property
    def shown_state(self) -> str:
        """The state as the components of ``ui`` name it."""
        return f"plan_draft.{self.state}"


class ReadingJob(models.Model):
    """A file that waits to be read, or is being read: the queue. Done jobs are taken away.

    ``queued_at`` is when it was put there and ``beat_at`` when the reader last gave a sign of life (both real time, not the training
    clock); a job whose reader fell silent is taken up again.
    """

    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="job")
    pages_done = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)  # 0: not known yet
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.pages_done}/{self.pages}"


class DraftFact(models.Model):
    """One fact of a draft and what people made of it.

    ``kind`` and ``value`` as in ``reader.KINDS``; ``spans`` are [block, start, end] in the reading.
    ``was`` keeps what the program read or copied, from the first correction on. ``state``: pending, accepted, rejected.
    """

    STATES = [("pending", "Chờ duyệt"), ("accepted", "Đã duyệt"), ("rejected", "Đã bỏ")]
    ORIGINS = [("read", "Đọc được"), ("added", "Người duyệt thêm"), ("shifted", "Dời ngày"), ("copied", "Chép lại")]

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="facts")
    place = models.PositiveIntegerField()  # order of the document
    kind = models.CharField(max_length=40)
    value = models.JSONField()
    was = models.JSONField(null=True)
    spans = models.JSONField(default=list)
    path = models.CharField(max_length=80, blank=True)
    quote = models.TextField(blank=True)
    confidence = models.FloatField(default=1.0)
    doubt = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=ORIGINS, default="read")
    state = models.CharField(max_length=8, choices=STATES, default="pending")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["draft", "place", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.path}"


class SeenSentence(models.Model):
    """A sentence without a fact that somebody has read: nothing was overlooked there."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="seen")
    block = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "block", "start"], name="sentence_seen_once")]

    def __str__(self) -> str:
        return f"{self.block}:{self.start}"


class Waiver(models.Model):
    """A remark of the check that the office lets stand, with the reason. ``key`` names the remark (``checking.key``)."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="waivers")
    key = models.CharField(max_length=64)
    message = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="remark_waived_once")]

    def __str__(self) -> str:
        return self.message
