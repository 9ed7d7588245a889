"""What the registers know about people and units: ratings, tasks, index results, initiatives, awards, faults.

Registers are filled by hand or from files in life; here they are written straight into their tables.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.config.demo.bodies import Stage
from thidua.config.demo.chronicle import moment
from thidua.org.models import Person, Unit
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

NO_RATING = ("doanh_nghiep", "ubnd", "dang")


class Facts:
    """Writes facts about one body. Units by key (``ubnd``: the body itself), people by (unit, place)."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._random = random.Random(stage.spec.key)  # invented figures, not secrets

    def unit(self, key: str) -> Unit:
        """Unit by key."""
        return self.stage.body if key == "ubnd" else self.stage.units[key]

    def _who(self, unit: str, place: int | None) -> dict[str, Any]:
        person: Person | None = None if place is None else self.stage.staff[unit][place]
        return {"unit": self.unit(unit), "person": person}

    def ratings(self, years: Iterable[int], without: Iterable[str] = ()) -> None:
        """A rating for every unit and everybody in it, mostly good, each year; ``without``: units not rated yet."""
        rows = []
        specs = [u for u in self.stage.spec.units if u.kind not in NO_RATING and u.key not in set(without)]
        for year in years:
            paper = f"Quyết định số {self._random.randrange(180, 260)}/QĐ-UBND ngày 22/12/{year} về xếp loại chất lượng năm {year}"
            common = {"year": year, "source": paper, "recorded_at": moment(f"{year}-12-22 15:00")}
            for spec in specs:
                unit = self.stage.units[spec.key]
                lower = spec.kind == "ubnd_lower"
                scale, grades = ("chinh_quyen_co_so", (4, 4, 5)) if lower else ("nhiem_vu", (3, 3, 3, 4))
                rows.append(AnnualRating(unit=unit, scale=scale, grade=self._random.choice(grades), **common))
                for person in self.stage.staff[spec.key]:
                    grade = self._random.choice((2, 3, 3, 3, 3, 3, 4, 4))
                    rows.append(AnnualRating(unit=unit, person=person, scale="nhiem_vu", grade=grade, **common))
        AnnualRating.objects.bulk_create(rows)

    def grade(self, unit: str, place: int | None, year: int, grade: int) -> None:
        """Put one rating right."""
        AnnualRating.objects.filter(**self._who(unit, place), year=year).update(grade=grade)

    def tasks(
        self, unit: str, year: int, assigned: int, on_time: int, *, place: int | None = None, done: int = 0
    ) -> None:
        """Reform tasks of a year; ``done`` where some were done late."""
        TaskRecord.objects.create(
            **self._who(unit, place), year=year, assigned=assigned, done=done or on_time, on_time=on_time,
            source=f"Sổ theo dõi nhiệm vụ cải cách hành chính năm {year}", recorded_at=moment(f"{year}-12-15 10:00"),
        )  # fmt: skip

    def results(
        self,
        unit: Unit | str,
        component: str,
        points: Mapping[int, str],
        maximum: str,
        *,
        source: str = "",
        rank: Mapping[int, int] | None = None,
    ) -> None:
        """Index results by year; an empty component is the whole index."""
        owner = self.unit(unit) if isinstance(unit, str) else unit
        IndexResult.objects.bulk_create(
            IndexResult(
                unit=owner, component=component, year=year, points=Decimal(value), maximum=Decimal(maximum),
                rank=(rank or {}).get(year),
                source=source or f"Quyết định công bố Chỉ số CCHC năm {year} của {self.stage.higher.name}",
                recorded_at=moment(f"{year + 1}-01-20 09:00"),
            )
            for year, value in points.items()
        )  # fmt: skip

    def owns(self, unit: str, component: str, years: Iterable[int], *places: int) -> None:
        """A unit, and people of it, advise on a component."""
        for place in (None, *places):
            IndexOwner.objects.bulk_create(
                IndexOwner(
                    **self._who(unit, place), component=component, year=year,
                    source=f"Bảng phân công theo dõi Chỉ số CCHC năm {year}", recorded_at=moment(f"{year}-03-01 09:00"),
                )
                for year in years
            )  # fmt: skip

    def initiative(
        self, unit: str, place: int | None, title: str, year: int, *, level: str = "unit", by: str = ""
    ) -> None:
        """A registered initiative; with ``by`` it was recognised in the same year."""
        Initiative.objects.create(
            **self._who(unit, place), title=title, registered_on=date(year, 3, 14), level=level,
            recognised_on=date(year, 5, 20) if by else None, recognised_by=by,
            source=f"Sổ sáng kiến năm {year}" + (", kèm quyết định công nhận" if by else ""),
            recorded_at=moment(f"{year}-05-25 10:00"),
        )  # fmt: skip

    def commended(
        self, unit: str, place: int | None, form: str, tier: str, authority: str, number: str, on: date, merit: str
    ) -> None:
        """An award from before this system, with its decision."""
        Commendation.objects.create(
            **self._who(unit, place), form=form, authority=authority, authority_tier=tier, decision_number=number,
            decided_on=on, merit=merit, source=f"Quyết định số {number} ngày {on:%d/%m/%Y} của {authority}",
            recorded_at=moment(f"{on} 16:00"),
        )  # fmt: skip

    def disciplined(self, unit: str, place: int, form: str, on: date, paper: str) -> None:
        """A disciplinary decision about a person."""
        Discipline.objects.create(
            **self._who(unit, place), form=form, decided_on=on, source=paper, recorded_at=moment(f"{on} 16:00")
        )

    def complaint(
        self, unit: str, place: int | None, on: date, summary: str, status: str, conclusion: str = ""
    ) -> None:
        """A remark from citizens: ``open``, ``upheld`` or ``rejected``."""
        Complaint.objects.create(
            **self._who(unit, place), received_on=on, summary=summary, status=status, conclusion=conclusion,
            source=f"Phiếu tiếp nhận phản ánh, kiến nghị ngày {on:%d/%m/%Y}", recorded_at=moment(f"{on} 10:00"),
        )  # fmt: skip
