"""All papers in one place; numbers are those of the list of papers in the guide.

1 kế hoạch · 2 tờ trình + danh sách · 3 báo cáo thành tích · 4 trích ngang · 5, 7 biên bản · 9a, 9c thẩm định · 10, 15 tờ trình of
office and UBND · 11 quyết định · 12 giấy khen · 14 tiền thưởng · 16 công văn đôn đốc · 20 biên nhận.
"""

from __future__ import annotations

from thidua.documents.appraisal import (
    AppraisalSheet,
    Defect,
    OpinionAsked,
    PaperCheck,
    StandardCheck,
    SupplementRequest,
)
from thidua.documents.base import Basis, FormMark, Nominee, Paper, Signer
from thidua.documents.certificate import Certificate
from thidua.documents.council_minutes import CouncilMinutes
from thidua.documents.decision import AwardDecision, Awardee
from thidua.documents.minutes import UnitMinutes
from thidua.documents.model import Heading, Offsets
from thidua.documents.payment import Payee, PaymentList, PaymentRequest
from thidua.documents.plan_paper import PlanPaper
from thidua.documents.proposal import HigherProposal, MoneyLine, OfficeSubmission
from thidua.documents.receipt import FiledPaper, FilingReceipt
from thidua.documents.reminder import LateItem, ReminderLetter
from thidua.documents.report import CollectiveReport, CriterionResult, IndividualReport, PastAward
from thidua.documents.revocation import RevocationDecision
from thidua.documents.submission import ExtractSheet, SubmissionLetter
from thidua.documents.voting import Attendant, Recusal, Rejected, Remark, Vote

KINDS: tuple[type[Paper], ...] = (
    SubmissionLetter,
    CollectiveReport,
    IndividualReport,
    ExtractSheet,
    UnitMinutes,
    CouncilMinutes,
    AppraisalSheet,
    SupplementRequest,
    OfficeSubmission,
    AwardDecision,
    Certificate,
    PaymentList,
    PaymentRequest,
    HigherProposal,
    FilingReceipt,
    PlanPaper,
    ReminderLetter,
    RevocationDecision,
)

__all__ = [
    "KINDS",
    "AppraisalSheet",
    "Attendant",
    "AwardDecision",
    "Awardee",
    "Basis",
    "Certificate",
    "CollectiveReport",
    "CouncilMinutes",
    "CriterionResult",
    "Defect",
    "ExtractSheet",
    "FiledPaper",
    "FilingReceipt",
    "FormMark",
    "Heading",
    "HigherProposal",
    "IndividualReport",
    "LateItem",
    "MoneyLine",
    "Nominee",
    "OfficeSubmission",
    "Offsets",
    "OpinionAsked",
    "Paper",
    "PaperCheck",
    "PastAward",
    "Payee",
    "PaymentList",
    "PaymentRequest",
    "PlanPaper",
    "Recusal",
    "Rejected",
    "Remark",
    "ReminderLetter",
    "RevocationDecision",
    "Signer",
    "StandardCheck",
    "SubmissionLetter",
    "SupplementRequest",
    "UnitMinutes",
    "Vote",
]
