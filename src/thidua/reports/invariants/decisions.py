"""Decisions, awards, money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import F, Q, Sum

from thidua import law
from thidua.decisions.models import Award, Decision, Proposal, Revocation
from thidua.dossiers.models import Candidate
from thidua.records.models import Commendation, PaperNumber
from thidua.reports.invariants.registry import check
from thidua.rules import lifecycle, money
from thidua.rules.findings import Refused


@check("Mọi trạng thái của quyết định và tờ trình cấp trên có trong bảng vòng đời")
def decision_states_are_known() -> Iterator[str]:
    for decision in Decision.objects.exclude(state__in=lifecycle.DECISION.states):
        yield f"Quyết định {decision.pk} ở trạng thái lạ “{decision.state}”."
    for proposal in Proposal.objects.exclude(state__in=lifecycle.PROPOSAL.states):
        yield f"Tờ trình {proposal.pk} ở trạng thái lạ “{proposal.state}”."


@check("Quyết định đã ban hành có số trong sổ, ngày, người ký")
def issued_decisions_are_numbered() -> Iterator[str]:
    for decision in Decision.objects.filter(state="issued"):
        if not (decision.number and decision.decided_on and decision.signer_name):
            yield f"Quyết định {decision.pk} đã ban hành nhưng thiếu số, ngày hoặc người ký."
            continue
        number = int(decision.number)
        if not PaperNumber.objects.filter(
            body=decision.body_id, year=decision.decided_on.year, series="QD", number=number
        ).exists():
            yield f"Quyết định {decision} không có trong sổ."


@check("Người được khen có đúng một khen thưởng trong quyết định đã ban hành, và ngược lại")
def awards_and_candidates_agree() -> Iterator[str]:
    given = Counter(
        Award.objects.filter(decision__state="issued", verdict="approved").values_list("candidate_id", flat=True)
    )
    for candidate in Candidate.objects.filter(state="awarded"):
        if given[candidate.pk] != 1:
            yield f"Ứng viên {candidate.pk} được khen mà có {given[candidate.pk]} quyết định."
    kept = ("awarded", "proposed_up", "awarded_above", "refused_above", "revoked")
    for candidate in Candidate.objects.filter(pk__in=given).exclude(state__in=kept):
        yield f"Ứng viên {candidate.pk} có tên trong quyết định mà trạng thái là “{candidate.state}”."


@check("Quyết định đã ban hành không còn dòng chờ duyệt; người không được khen mang đúng trạng thái ấy")
def refusals_and_candidates_agree() -> Iterator[str]:
    lines = Award.objects.filter(decision__state="issued").select_related("candidate")
    for award in lines.filter(verdict="pending"):
        yield f"Quyết định {award.decision_id} đã ban hành mà {award.recipient_name} còn chờ duyệt."
    for award in lines.filter(verdict="refused").exclude(candidate__state="refused"):
        yield f"{award.recipient_name} không được khen mà trạng thái là “{award.candidate.state}”."


@check("Mỗi khen thưởng đã ban hành có dòng trong sổ khen thưởng, số vào sổ và mã kiểm tra đủ dài")
def awards_are_registered() -> Iterator[str]:
    for award in Award.objects.filter(decision__state="issued", verdict="approved"):
        if award.commendation_id is None or award.register_number is None or len(award.code) < 16:
            yield f"Khen thưởng của {award.recipient_name} thiếu số vào sổ, dòng sổ hoặc mã kiểm tra."


@check("Tiền thưởng đúng hệ số và lương cơ sở của ngày quyết định")
def amounts_follow_the_law() -> Iterator[str]:
    book = law.book()
    awards = Award.objects.filter(decision__state="issued", verdict="approved").select_related(
        "decision__body", "candidate"
    )
    for award in awards:
        day = award.decision.decided_on
        if day is None:
            continue
        try:
            authority = law.authority_key(award.decision.body.level, day)
            answer = money.award_money(book, form=award.form, authority=authority, kind=award.candidate.kind, on=day)
        except (law.NotInForce, law.UnknownWord, Refused) as error:
            yield f"{award.recipient_name}: {error}"
            continue
        if answer.amount != award.amount:
            yield f"{award.recipient_name}: ghi {award.amount} đ, theo quy định {answer.amount} đ."


@check("Tổng tiền của quyết định bằng tổng các dòng được khen")
def totals_add_up() -> Iterator[str]:
    issued = Decision.objects.filter(state="issued").annotate(
        sum=Sum("awards__amount", filter=Q(awards__verdict="approved"), default=0)
    )
    for decision in issued.exclude(total=F("sum")):
        yield f"Quyết định {decision}: tổng ghi {decision.total}, cộng các dòng {decision.sum}."


@check("Số được khen không vượt số lượng của kế hoạch")
def quotas_are_kept() -> Iterator[str]:
    for decision in Decision.objects.filter(state="issued").select_related("round"):
        version = decision.round.movement.plan_versions.filter(in_force=True).first()
        if version is None:
            continue
        approved = Award.objects.filter(
            decision__round=decision.round, decision__state="issued", verdict="approved"
        ).values_list("candidate__kind", "candidate__award_id")
        for quota in version.plan.quotas:
            if quota.rounds and decision.round.round_id not in quota.rounds:
                continue
            count = sum(kind == quota.kind and quota.award in (None, award) for kind, award in approved)
            if count > quota.value:
                yield f"Đợt {decision.round.label}: khen {count}, kế hoạch cho {quota.value}."


@check("Chỉ chi tiền cho khen thưởng đã ban hành")
def money_follows_the_decision() -> Iterator[str]:
    for award in Award.objects.exclude(paid_on=None).exclude(decision__state="issued", verdict="approved"):
        yield f"Đã chi tiền cho {award.recipient_name} khi chưa có quyết định."


@check("Chỉ trình cấp trên theo hình thức mà kế hoạch cho phép")
def proposals_are_allowed() -> Iterator[str]:
    for proposal in Proposal.objects.select_related("round__movement"):
        version = proposal.round.movement.plan_versions.filter(in_force=True).first()
        modes = {a.id: a.mode for a in version.plan.awards} if version else {}
        if modes.get(proposal.award_id) != "propose":
            yield f"Tờ trình {proposal.pk} không có trong kế hoạch."


@check("Khen thưởng đã thu hồi có quyết định thu hồi, và lượt khen trong lịch sử ghi đúng như vậy")
def revocations_agree() -> Iterator[str]:
    for candidate in Candidate.objects.filter(state="revoked").exclude(awards__revocation__isnull=False):
        yield f"Ứng viên {candidate.pk} đã thu hồi mà không có quyết định thu hồi."
    for made in Revocation.objects.select_related("award__candidate", "award__commendation"):
        award = made.award
        if award.candidate.state != "revoked":
            yield f"Quyết định thu hồi {made} nhưng ứng viên {award.candidate_id} còn “{award.candidate.state}”."
        if award.commendation is None or award.commendation.revoked_on != made.decided_on:
            yield f"Quyết định thu hồi {made} không ghi vào lịch sử khen thưởng."
        if award.paid_on and award.paid_on > made.decided_on:
            yield f"Quyết định thu hồi {made}: tiền được chi sau khi đã thu hồi."
    taken = Revocation.objects.values("award__commendation")
    for row in Commendation.objects.exclude(revoked_on=None).exclude(pk__in=taken):
        yield f"Lượt khen {row.pk} ghi đã thu hồi mà không có quyết định thu hồi."
