"""The kinds of facts a clerk of the standing office enters: what each is called, of whom it is, what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.plans.vocabulary import GRADE_NAMES, RATING_SCALES
from thidua.records.models import (
    AnnualRating,
    Commendation,
    Complaint,
    Discipline,
    IndexOwner,
    IndexResult,
    Initiative,
    TaskRecord,
)

type Fact = AnnualRating | Discipline | Complaint | Initiative | Commendation | IndexResult | IndexOwner | TaskRecord


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact. ``slug`` stands in addresses; ``fields`` are the columns besides whose it is and its paper.

    ``later`` are columns that an act of its own fills (recognition, conclusion); a correction may mend them
    once they are filled.
    """

    slug: str
    name: str
    model: type[Any]
    fields: tuple[str, ...]
    later: tuple[str, ...] = ()
    of_person: bool = True
    of_unit: bool = True

    @property
    def order(self) -> str:
        """Newest first."""
        dated = ("decided_on", "received_on", "registered_on")
        return f"-{next((name for name in dated if name in self.fields), 'year')}"


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("xep-loai", "Xếp loại hằng năm", AnnualRating, ("year", "scale", "grade")),
        Kind("nhiem-vu", "Nhiệm vụ cải cách hành chính", TaskRecord, ("year", "assigned", "done", "on_time")),
        Kind(
            "chi-so", "Kết quả Chỉ số", IndexResult, ("component", "year", "points", "maximum", "rank"), of_person=False
        ),
        Kind("phu-trach-chi-so", "Phụ trách chỉ số thành phần", IndexOwner, ("component", "year")),
        Kind(
            "sang-kien",
            "Sáng kiến, mô hình",
            Initiative,
            ("title", "registered_on"),
            ("recognised_on", "recognised_by", "level"),
        ),
        Kind(
            "khen-thuong",
            "Khen thưởng đã có",
            Commendation,
            ("form", "authority", "authority_tier", "decision_number", "decided_on", "merit"),
        ),
        Kind("ky-luat", "Kỷ luật", Discipline, ("form", "decided_on"), of_unit=False),
        Kind("phan-anh", "Phản ánh, kiến nghị", Complaint, ("received_on", "summary"), ("status", "conclusion")),
    )
}


def kind_of(fact: Fact) -> Kind:
    """The kind of a stored fact."""
    return next(kind for kind in KINDS.values() if isinstance(fact, kind.model))


def grades() -> list[tuple[str, list[tuple[str, str]]]]:
    """Places on the rating scales for a list to choose from, best first: (scale in words, [(scale:place, name)])."""
    words = {"nhiem_vu": "Mức hoàn thành nhiệm vụ", "chinh_quyen_co_so": "Phân loại chính quyền cơ sở"}
    return [
        (
            words.get(scale, scale),
            [(f"{scale}:{place}", GRADE_NAMES[key]) for key, place in sorted(places.items(), key=lambda p: -p[1])],
        )
        for scale, places in RATING_SCALES.items()
    ]


def grade_name(scale: str, grade: int) -> str:
    """Name of a place on a rating scale."""
    return next((GRADE_NAMES[k] for k, place in RATING_SCALES.get(scale, {}).items() if place == grade), str(grade))
