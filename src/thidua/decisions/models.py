"""Decisions, awards, certificates, payments and proposals upward."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from thidua.dossiers.models import Candidate
from thidua.movements.models import Round
from thidua.org.models import Person, Unit
from thidua.records.models import Commendation, StoredFile

USER = settings.AUTH_USER_MODEL


class Decision(models.Model):
    """A decision to commend in one round. ``state`` as in rules.lifecycle.DECISION. Money in đồng.

    ``award_id`` names the plan's award, ``form`` the form given (chosen by the office where the plan leaves
    it open), ``merit`` the words on every certificate. The tờ trình and the decision are frozen as files.
    """

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="decisions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    submission_number = models.CharField(max_length=40, blank=True)  # tờ trình of the standing office
    award_id = models.CharField(max_length=60, blank=True)  # element of the plan
    form = models.CharField(max_length=20, blank=True)
    merit = models.CharField(max_length=250, blank=True)
    submission_office = models.CharField(max_length=200, blank=True)
    submission_pdf = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    submission_docx = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    opinion = models.TextField(blank=True)
    returned_reason = models.TextField(blank=True)
    quota_reason = models.TextField(blank=True)  # why fewer than an exact quota
    departure_reason = models.TextField(blank=True)  # why the council's advice is not followed
    seen_open_conditions = models.BooleanField(default=False)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=30, default="QĐ-UBND")
    decided_on = models.DateField(null=True)
    signer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=6, blank=True)
    fund = models.CharField(max_length=250, blank=True)
    total = models.PositiveBigIntegerField(default=0)
    law = models.JSONField(default=dict)  # values used: base salary, coefficients, sources, as read on the day
    paper = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")  # PDF
    paper_docx = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.number or '…'}/{self.symbol}"


class Award(models.Model):
    """One candidate in a decision: proposed, approved or refused; awarded once the decision is issued.

    In a draft, ``refused`` with a reason is a case the office lays before the decider without proposing it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="awards")
    order = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=20, default="giay-khen")
    verdict = models.CharField(
        max_length=10,
        default="pending",
        choices=[("pending", "Chờ duyệt"), ("approved", "Đồng ý"), ("refused", "Không đồng ý")],
    )
    reason = models.TextField(blank=True)
    amount = models.PositiveIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    recipient_name = models.CharField(max_length=200)  # as printed
    recipient_line = models.CharField(max_length=250, blank=True)
    merit = models.CharField(max_length=300)
    register_number = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True, db_index=True)  # public check code of the certificate
    commendation = models.OneToOneField(Commendation, null=True, on_delete=models.PROTECT, related_name="award")
    paid_on = models.DateField(null=True)
    paid_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["decision", "order"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "candidate"], name="award_once_per_decision"),
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="award_code_unique"),
        ]

    def __str__(self) -> str:
        return self.recipient_name


class Revocation(models.Model):
    """A decision that takes an award back, on a ground of the law (``revoking.GROUNDS``) and with a reason.

    ``amount`` is the money to be returned, in đồng: what had been paid. ``returned_on`` says when finance got it back.
    """

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="revocation")
    ground = models.CharField(max_length=2)
    reason = models.TextField()
    evidence = models.CharField(max_length=300)  # the finding it rests on: paper, number, day
    number = models.CharField(max_length=20)
    symbol = models.CharField(max_length=30, default="QĐ-UBND")
    decided_on = models.DateField()
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    capacity = models.CharField(max_length=6, blank=True)
    amount = models.PositiveIntegerField(default=0)
    return_by = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    returned_noted_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")  # PDF
    paper_docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"


class Budget(models.Model):
    """A body's commendation fund for a year, in đồng."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="budget_per_year")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class Proposal(models.Model):
    """Candidates sent on to the higher level for its award. ``state`` as in rules.lifecycle.PROPOSAL."""

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposals")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposals")
    award_id = models.CharField(max_length=60)
    addressee = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="draft")
    version = models.PositiveIntegerField(default=1)
    ground = models.CharField(max_length=300, blank=True)  # clause of the plan the request rests on
    minutes = models.CharField(max_length=200, blank=True)  # of the issuer's own council, where the plan asks
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=30, default="TTr-UBND")
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=6, blank=True)
    paper = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")  # PDF
    paper_docx = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.number or '…'}/{self.symbol}"


class ProposalLine(models.Model):
    """One candidate of a proposal and what the higher level answered."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="lines")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="proposal_lines")
    outcome = models.CharField(
        max_length=10,
        default="pending",
        choices=[("pending", "Chờ"), ("awarded", "Được khen"), ("refused", "Không khen")],
    )
    outcome_paper = models.CharField(max_length=200, blank=True)
    outcome_on = models.DateField(null=True)
    commendation = models.OneToOneField(Commendation, null=True, on_delete=models.PROTECT, related_name="proposal_line")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "candidate"], name="proposal_line_once")]

    def __str__(self) -> str:
        return str(self.candidate)
