"""Dossiers, candidates, filing and appraisal."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from thidua.dossiers.models import Appraisal, Candidate, Dossier, Submission
from thidua.records.models import StoredFile
from thidua.reports.invariants.registry import check
from thidua.rules import lifecycle

HANDED_IN = ("filed", "received", "returned", "appraised", "before_council", "closed")
AFTER_APPRAISAL = tuple(s for s in lifecycle.CANDIDATE.states if s not in ("nominated", "removed"))


@check("Mọi trạng thái của hồ sơ và ứng viên có trong bảng vòng đời")
def dossier_states_are_known() -> Iterator[str]:
    for dossier in Dossier.objects.exclude(state__in=lifecycle.DOSSIER.states):
        yield f"Hồ sơ {dossier.pk} ở trạng thái lạ “{dossier.state}”."
    for candidate in Candidate.objects.exclude(state__in=lifecycle.CANDIDATE.states):
        yield f"Ứng viên {candidate.pk} ở trạng thái lạ “{candidate.state}”."


@check("Hồ sơ đã nộp có giấy biên nhận; hồ sơ đang soạn thì không mang giờ nộp")
def filed_dossiers_have_receipts() -> Iterator[str]:
    for dossier in (
        Dossier.objects.filter(state__in=HANDED_IN).filter(Q(filed_at=None) | Q(submissions=None)).distinct()
    ):
        yield f"Hồ sơ {dossier.pk} đã nộp nhưng không có giấy biên nhận."


@check("Giấy biên nhận ghi đúng hạn hay muộn theo giờ nộp")
def lateness_agrees_with_the_clock() -> Iterator[str]:
    for receipt in Submission.objects.filter(refiled=False).select_related("dossier__round"):
        late = receipt.closes_at is not None and receipt.filed_at >= receipt.closes_at
        if receipt.late != late:
            yield f"Giấy biên nhận {receipt.number} ghi {'muộn' if receipt.late else 'đúng hạn'} không khớp giờ nộp."


@check("Kế hoạch loại hồ sơ muộn thì không hồ sơ muộn nào được tiếp nhận")
def barred_late_dossiers_stay_out() -> Iterator[str]:
    for dossier in Dossier.objects.filter(round__bars_late=True, late=True).exclude(state__in=("draft", "lapsed")):
        yield f"Hồ sơ {dossier.pk} nộp muộn mà vẫn được nhận, trái kế hoạch."


@check("Mỗi giấy tờ đã nộp có tệp, đúng mã băm ghi trên giấy biên nhận")
def receipts_name_stored_papers() -> Iterator[str]:
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    for receipt in Submission.objects.all():
        for paper in receipt.papers:
            if paper.get("sha256") not in known:
                yield f"Giấy biên nhận {receipt.number}: không còn tệp “{paper.get('name')}”."


@check("Ứng viên đã qua thẩm định có phiếu thẩm định khớp kết luận")
def appraised_candidates_have_an_appraisal() -> Iterator[str]:
    for candidate in Candidate.objects.filter(state__in=AFTER_APPRAISAL, appraisal=None):
        yield f"Ứng viên {candidate.pk} ở trạng thái “{candidate.state}” mà không có phiếu thẩm định."
    wrong = Appraisal.objects.filter(conclusion="ineligible").exclude(
        candidate__state__in=("ineligible", "nominated", "removed")
    )
    for appraisal in wrong:
        yield f"Ứng viên {appraisal.candidate_id} bị kết luận không đủ điều kiện mà vẫn đi tiếp."


@check("Hồ sơ không còn ai đủ điều kiện thì đã kết thúc, không nằm chờ")
def dossiers_without_anybody_are_closed() -> Iterator[str]:
    alive = Candidate.objects.filter(dossier=OuterRef("pk")).exclude(state__in=("ineligible", "removed"))
    for dossier in Dossier.objects.filter(~Exists(alive), state__in=("appraised", "before_council")):
        yield f"Hồ sơ {dossier.pk} không còn ai đủ điều kiện mà vẫn chờ xét."


@check("Ứng viên của hồ sơ chưa thẩm định vẫn là “được đề nghị”")
def candidates_wait_for_their_dossier() -> Iterator[str]:
    early = Candidate.objects.filter(dossier__state__in=("draft", "confirmed", "filed")).exclude(
        state__in=("nominated", "removed")
    )
    for candidate in early:
        yield f"Ứng viên {candidate.pk} đã là “{candidate.state}” trong khi hồ sơ còn “{candidate.dossier.state}”."


@check("Ứng viên thuộc đơn vị lập hồ sơ và hồ sơ thuộc địa bàn của phong trào")
def candidates_stay_inside() -> Iterator[str]:
    for dossier in Dossier.objects.exclude(unit__body_id=F("round__movement__body_id")):
        yield f"Hồ sơ {dossier.pk} của đơn vị ngoài địa bàn."
    for candidate in Candidate.objects.exclude(unit__body_id=F("dossier__unit__body_id")):
        yield f"Ứng viên {candidate.pk} ở ngoài địa bàn."


@check("Bản kế hoạch của hồ sơ thuộc chính phong trào của đợt xét")
def dossiers_keep_their_plan() -> Iterator[str]:
    for dossier in Dossier.objects.exclude(plan_version__movement_id=F("round__movement_id")):
        yield f"Hồ sơ {dossier.pk} gắn với kế hoạch của phong trào khác."
