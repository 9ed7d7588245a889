"""Emulation councils, their sessions, attendance, conflicts and votes."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from thidua.dossiers.models import Candidate
from thidua.movements.models import Round
from thidua.org.models import Person, Unit
from thidua.records.models import StoredFile

USER = settings.AUTH_USER_MODEL


class Council(models.Model):
    """A body's council with its founding decision and its own voting rules.

    Quorum and threshold are fractions; ``base`` says whether the threshold counts all members or
    those present. No national rule exists for a Giấy khen, so each council sets its own; ``rules_source``
    names the paper that does. ``version`` counts changes of the council and of its members.
    """

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="councils")
    name = models.CharField(max_length=200)
    founding = models.CharField(max_length=200)  # Quyết định số … ngày …
    quorum_num = models.PositiveSmallIntegerField(default=2)
    quorum_den = models.PositiveSmallIntegerField(default=3)
    threshold_num = models.PositiveSmallIntegerField(default=1)
    threshold_den = models.PositiveSmallIntegerField(default=2)
    threshold_strict = models.BooleanField(default=True)  # more than, not at least
    base = models.CharField(
        max_length=8, default="all", choices=[("all", "tổng số thành viên"), ("present", "thành viên có mặt")]
    )
    secret = models.BooleanField(default=True)
    rules_source = models.CharField(max_length=200, blank=True)  # Điều … Quy chế hoạt động …
    version = models.PositiveIntegerField(default=1, db_default=1)

    def __str__(self) -> str:
        return self.name


DUTIES = {"chair": "Chủ tịch", "vice": "Phó Chủ tịch", "secretary": "Thư ký", "member": "Ủy viên"}


class CouncilMember(models.Model):
    """A member and the duty in the council, over a time (both days inclusive).

    A seat that ends the day before it begins was entered by mistake and never held.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="council_seats")
    duty = models.CharField(
        max_length=10,
        choices=list(DUTIES.items()),
    )
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_duty_display()}"


class Session(models.Model):
    """A meeting of the council on one round. ``state`` as in rules.lifecycle.SESSION.

    ``rules`` are the council's voting rules as they stood when the session was opened (``facts.rules_of``);
    ``short_quota_reason`` says why fewer than the plan's exact number, or not those with most votes, were
    chosen. The minutes are frozen as files when the session is closed.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="sessions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sessions")
    state = models.CharField(max_length=10, default="planned")
    version = models.PositiveIntegerField(default=1)
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    remarks = models.TextField(blank=True)
    minutes_number = models.CharField(max_length=40, blank=True)
    short_quota_reason = models.TextField(blank=True)
    rules = models.JSONField(default=dict)
    minutes_pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    minutes_docx = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-planned_at", "-id"]

    def __str__(self) -> str:
        return f"Phiên họp ngày {self.planned_at:%d/%m/%Y}"


class Attendance(models.Model):
    """Whether a member came to a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="attendance")
    present = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.member}: {'có mặt' if self.present else 'vắng'}"


class Motion(models.Model):
    """One candidate on the agenda of a session, with the result once counted.

    ``base`` is the number the share is taken of, ``needed`` the yes votes that pass.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="motions")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="motions")
    order = models.PositiveSmallIntegerField()
    yes = models.PositiveSmallIntegerField(null=True)
    no = models.PositiveSmallIntegerField(null=True)
    blank = models.PositiveSmallIntegerField(null=True)
    eligible = models.PositiveSmallIntegerField(null=True)
    base = models.PositiveSmallIntegerField(null=True)
    needed = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)
    sentence = models.TextField(blank=True)
    chosen = models.BooleanField(null=True)  # passed and within the quota

    class Meta:
        ordering = ["session", "order"]
        constraints = [models.UniqueConstraint(fields=["session", "candidate"], name="motion_once")]

    def __str__(self) -> str:
        return str(self.candidate)


class Conflict(models.Model):
    """A member who does not vote on a motion, and why (found by the program or declared)."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="conflicts")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.CharField(max_length=250)
    declared = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["motion", "member"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.reason}"


class Ballot(models.Model):
    """The urn of one motion: choices without voters.

    ``papers`` is a list of [random token, choice] kept sorted by token, so neither order nor time nor
    row number leads back to a voter; the member keeps the token to see that the ballot was counted.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="ballot")
    papers = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{len(self.papers)} phiếu"


class VoteCast(models.Model):
    """That a member has voted on a motion; what the vote was is not stored here, nor when."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="casts")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="casts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["motion", "member"], name="vote_once")]

    def __str__(self) -> str:
        return str(self.member)
