"""Counting a council's vote on one motion, exactly.

Who counts: every member without a conflict on this motion (``base`` all), or of these the ones present
(``base`` present). A member in conflict neither votes nor counts for the threshold; for the quorum of
the session he counts as the member he is. A voter who hands in nothing counts in the base and helps
nobody. No national threshold is known for a Giấy khen, so each council's own rules are passed in.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from thidua.law import LawBook

from .findings import Finding

Choice = Literal["yes", "no", "blank", "invalid"]
CHOICES: Final[tuple[Choice, ...]] = ("yes", "no", "blank", "invalid")

# Below this number of voters a secret result may give single votes away.
SMALL_GROUP: Final = 5


@dataclass(frozen=True, slots=True)
class VotingRules:
    """Rules of one council. ``quorum``: share of members present, at least. ``strict``: more than the threshold.

    ``written``: absent members are asked in writing, and their ballots count.
    """

    quorum: Fraction
    threshold: Fraction
    strict: bool = True
    base: Literal["all", "present"] = "all"
    secret: bool = True
    written: bool = False

    def __post_init__(self) -> None:
        for share in (self.quorum, self.threshold):
            if not 0 <= share <= 1:
                raise ValueError(f"Tỷ lệ {share} phải nằm giữa 0 và 1.")
        if self.strict and self.threshold == 1:
            raise ValueError("Không thể yêu cầu trên 100% số phiếu; hãy đặt “từ 100% trở lên”.")
        if self.written and self.base == "present":
            raise ValueError("Lấy ý kiến bằng văn bản thì tỷ lệ phải tính trên tổng số thành viên.")

    def needed(self, base: int) -> int:
        """Smallest number of yes votes that passes on this base; never below one."""
        exact = self.threshold * base
        return max(1, math.floor(exact) + 1 if self.strict else math.ceil(exact))


@dataclass(frozen=True, slots=True)
class Tally:
    """Result of one motion. ``valid`` = yes + no + blank; ``share`` = yes/base (0 where nobody may vote).

    ``eligible``: members who may vote on it; ``base``: number the share is taken of; ``needed``: yes
    votes asked; ``not_voted``: eligible voters without a ballot.
    """

    members: int
    present: int
    conflicted: int
    quorum_met: bool
    eligible: int
    yes: int
    no: int
    blank: int
    invalid: int
    not_voted: int
    share: Fraction
    base: int
    needed: int
    passed: bool
    findings: tuple[Finding, ...]
    sentence: str

    @property
    def valid(self) -> int:
        return self.yes + self.no + self.blank


def default_rules(book: LawBook, form: str, on: date) -> VotingRules:
    """Rules a new council starts from: those of the decree where there are any, else the usual ones."""
    rule = book.vote_rule(form, on).value
    return VotingRules(book.quorum(on).value, rule.share, rule.strict, rule.base, rule.secret)


def tally[M: Hashable](
    rules: VotingRules,
    members: Collection[M],
    present: Collection[M],
    conflicted: Collection[M],
    ballots: Sequence[Choice] | Mapping[M, Choice],
) -> Tally:
    """Count one motion.

    ``members``, ``present``, ``conflicted`` hold ids of members; ``ballots`` are choices without voters
    (secret) or choice by member (open). The motion passes only with a quorum, without an error among
    the findings, and with at least ``needed`` yes votes.
    """
    body, here, barred = frozenset(members), frozenset(present), frozenset(conflicted)
    counted = body - barred if rules.base == "all" else (body & here) - barred
    voters = body - barred if rules.written else (body & here) - barred
    findings = _session_findings(rules, body, here)
    if not voters:
        findings.append(_nobody())
    findings += _ballot_findings(voters, barred, ballots)
    votes = Counter(ballots.values() if isinstance(ballots, Mapping) else ballots)
    yes, no, blank, invalid = (votes[choice] for choice in CHOICES)
    base = len(counted)
    needed = rules.needed(base)
    quorum_met = _quorum_met(rules, len(body), len(body & here))
    passed = quorum_met and yes >= needed and not any(finding.severity == "error" for finding in findings)
    return Tally(
        members=len(body),
        present=len(body & here),
        conflicted=len(body & barred),
        quorum_met=quorum_met,
        eligible=len(voters),
        yes=yes,
        no=no,
        blank=blank,
        invalid=invalid,
        not_voted=max(0, len(voters) - yes - no - blank - invalid),
        share=Fraction(yes, base) if base else Fraction(0),
        base=base,
        needed=needed,
        passed=passed,
        findings=tuple(findings),
        sentence=_sentence(rules, yes, base, needed, len(body & barred), passed, quorum_met, findings),
    )


def before_opening[M: Hashable](
    rules: VotingRules, members: Collection[M], present: Collection[M], conflicted: Collection[M] = ()
) -> list[Finding]:
    """What stands in the way of opening a vote, or should be known before it is opened."""
    body, here, barred = frozenset(members), frozenset(present), frozenset(conflicted)
    findings = _session_findings(rules, body, here)
    voters = len((body if rules.written else body & here) - barred)
    if not voters:
        findings.append(_nobody())
    elif rules.secret and voters < SMALL_GROUP:
        findings.append(
            Finding(
                "voting.small_group",
                "warning",
                f"Chỉ có {voters:02d} người bỏ phiếu: kết quả kín có thể để lộ lá phiếu của từng người.",
                {"voters": voters},
            )
        )
    return findings


def _nobody() -> Finding:
    return Finding(
        "voting.nobody", "error", "Không còn thành viên nào được biểu quyết: tất cả vắng mặt hoặc có liên quan."
    )


def _quorum_met(rules: VotingRules, members: int, present: int) -> bool:
    return members > 0 and Fraction(present, members) >= rules.quorum


def _session_findings[M: Hashable](rules: VotingRules, body: frozenset[M], here: frozenset[M]) -> list[Finding]:
    findings = []
    strangers = len(here - body)
    if strangers:
        findings.append(
            Finding(
                "voting.not_member",
                "error",
                f"Danh sách dự họp có {strangers:02d} người không phải thành viên Hội đồng; hãy sửa danh sách.",
                {"count": strangers},
            )
        )
    attending = len(body & here)
    if not _quorum_met(rules, len(body), attending):
        asked = math.ceil(rules.quorum * len(body))
        findings.append(
            Finding(
                "voting.no_quorum",
                "error",
                f"Chưa đủ số thành viên dự họp: có mặt {attending}/{len(body)}, cần ít nhất {asked} "
                f"({_share_words(rules.quorum)} tổng số thành viên).",
                {"present": attending, "members": len(body), "needed": asked},
            )
        )
    return findings


def _ballot_findings[M: Hashable](
    voters: frozenset[M], barred: frozenset[M], ballots: Sequence[Choice] | Mapping[M, Choice]
) -> list[Finding]:
    findings = []
    unknown = set(ballots.values() if isinstance(ballots, Mapping) else ballots) - set(CHOICES)
    if unknown:
        raise ValueError(f"Lá phiếu không hợp lệ: {', '.join(sorted(map(str, unknown)))}.")
    if isinstance(ballots, Mapping):
        in_conflict = len(barred & ballots.keys())
        if in_conflict:
            findings.append(
                Finding(
                    "voting.conflict",
                    "error",
                    f"Có {in_conflict:02d} thành viên liên quan đến trường hợp này đã biểu quyết; phiếu đó không được tính.",
                    {"count": in_conflict},
                )
            )
        outsiders = len(ballots.keys() - voters - barred)
        if outsiders:
            findings.append(
                Finding(
                    "voting.outsider",
                    "error",
                    f"Có {outsiders:02d} phiếu của người không có mặt hoặc không phải thành viên.",
                    {"count": outsiders},
                )
            )
    if len(ballots) > len(voters):
        findings.append(
            Finding(
                "voting.too_many",
                "error",
                f"Số phiếu thu về ({len(ballots)}) nhiều hơn số người được biểu quyết ({len(voters)}); phải kiểm lại.",
                {"ballots": len(ballots), "voters": len(voters)},
            )
        )
    elif len(ballots) < len(voters):
        missing = len(voters) - len(ballots)
        findings.append(
            Finding(
                "voting.not_voted",
                "warning",
                f"Còn {missing:02d} thành viên chưa bỏ phiếu.",
                {"count": missing},
            )
        )
    return findings


def _sentence(
    rules: VotingRules,
    yes: int,
    base: int,
    needed: int,
    barred: int,
    passed: bool,
    quorum_met: bool,
    findings: Sequence[Finding],
) -> str:
    whom = "tổng số thành viên" if rules.base == "all" else "số thành viên có mặt"
    aside = f", không kể {barred:02d} thành viên có liên quan" if barred else ""
    asked = (
        f"cần {'trên' if rules.strict else 'từ'} {_share_words(rules.threshold)}{'' if rules.strict else ' trở lên'}"
    )
    share = (
        f"{yes}/{base} phiếu đồng ý ({percent(Fraction(yes, base))} {whom}{aside})"
        if base
        else "Không có ai để tính tỷ lệ"
    )
    if passed:
        verdict = "đạt"
    elif not quorum_met:
        verdict = "không đạt vì chưa đủ số thành viên dự họp"
    elif any(finding.severity == "error" for finding in findings):
        verdict = "chưa thể công nhận, phải kiểm lại phiếu"
    else:
        verdict = "không đạt"
    return f"{share}; {asked}, tức ít nhất {needed} phiếu: {verdict}."


def percent(share: Fraction) -> str:
    """``77,7%``: cut, not rounded, to one decimal, so a share below a limit is never printed as the limit."""
    tenths = math.floor(share * 1000)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}%" if rest else f"{whole}%"


def _share_words(share: Fraction) -> str:
    """``2/3``, ``50%``: a percentage where it is exact."""
    return percent(share) if (share * 1000).denominator == 1 else f"{share.numerator}/{share.denominator}"
