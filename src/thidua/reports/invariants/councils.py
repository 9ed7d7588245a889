"""Sessions and votes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from thidua.councils.models import Attendance, Conflict, Motion, Session, VoteCast
from thidua.reports.invariants.registry import check
from thidua.rules import lifecycle


@check("Mọi trạng thái của phiên họp có trong bảng vòng đời")
def session_states_are_known() -> Iterator[str]:
    for session in Session.objects.exclude(state__in=lifecycle.SESSION.states):
        yield f"Phiên họp {session.pk} ở trạng thái lạ “{session.state}”."


@check("Số phiếu trong hòm bằng số thành viên đã bỏ phiếu")
def ballots_equal_casts() -> Iterator[str]:
    for motion in (
        Motion.objects.filter(session__council__secret=True).select_related("ballot").prefetch_related("casts")
    ):
        ballot = getattr(motion, "ballot", None)
        papers = len(ballot.papers) if ballot else 0
        if papers != len(motion.casts.all()):
            yield f"Mục {motion.order} phiên {motion.session_id}: {papers} phiếu, {len(motion.casts.all())} người bỏ."


@check("Phiếu trong hòm xếp theo mã ngẫu nhiên, không theo thứ tự bỏ")
def ballots_are_shuffled() -> Iterator[str]:
    for motion in Motion.objects.exclude(ballot=None).select_related("ballot"):
        tokens = [paper[0] for paper in motion.ballot.papers]
        if tokens != sorted(tokens) or len(tokens) != len(set(tokens)):
            yield f"Mục {motion.order} phiên {motion.session_id}: hòm phiếu không được xáo."


@check("Chỉ thành viên có mặt và không liên quan bỏ phiếu")
def only_free_members_vote() -> Iterator[str]:
    present = set(Attendance.objects.filter(present=True).values_list("session_id", "member_id"))
    barred = set(Conflict.objects.values_list("motion_id", "member_id"))
    for cast in VoteCast.objects.select_related("motion"):
        if (cast.motion.session_id, cast.member_id) not in present:
            yield f"Thành viên {cast.member_id} bỏ phiếu mục {cast.motion_id} mà không có mặt."
        if (cast.motion_id, cast.member_id) in barred:
            yield f"Thành viên {cast.member_id} bỏ phiếu mục {cast.motion_id} mà có liên quan."


@check("Phiên đã kiểm phiếu có kết quả từng mục, cộng đúng số phiếu")
def counted_sessions_have_results() -> Iterator[str]:
    for motion in Motion.objects.filter(session__state__in=("counted", "closed")).prefetch_related("casts"):
        if motion.passed is None or motion.yes is None:
            yield f"Mục {motion.order} phiên {motion.session_id} chưa có kết quả."
        elif motion.casts.all() and (motion.yes or 0) + (motion.no or 0) + (motion.blank or 0) != len(
            motion.casts.all()
        ):
            yield f"Mục {motion.order} phiên {motion.session_id}: tổng phiếu không khớp."


@check("Trước khi kiểm phiếu không có kết quả nào được ghi")
def nothing_is_known_before_the_count() -> Iterator[str]:
    for motion in Motion.objects.filter(session__state__in=("planned", "open", "voting")).exclude(yes=None):
        yield f"Mục {motion.order} phiên {motion.session_id} có kết quả trước khi kiểm phiếu."


@check("Chỉ người đủ phiếu mới được chọn")
def chosen_motions_passed() -> Iterator[str]:
    for motion in Motion.objects.filter(chosen=True).exclude(passed=True):
        yield f"Mục {motion.order} phiên {motion.session_id} được chọn mà không đủ phiếu."


@check("Phiên họp xét ứng viên của đúng đợt")
def motions_fit_their_round() -> Iterator[str]:
    for motion in Motion.objects.exclude(candidate__dossier__round_id=F("session__round_id")):
        yield f"Mục {motion.order} phiên {motion.session_id}: ứng viên của đợt khác."
