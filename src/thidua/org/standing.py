"""Whether a body still exists on a day: its level may have ended by law, or the body itself was dissolved.

What it did before stays to be read and printed; new plans and decisions are its successor's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from thidua import law
from thidua.documents import vietnamese
from thidua.org.models import Unit, UnitSuccession
from thidua.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Ended:
    """A body that is gone: its last day, by which law (empty: its own dissolution), and whether that was checked."""

    body: Unit
    last_day: date
    by_law: str
    verified: bool

    @property
    def reason(self) -> str:
        """When and by what, without a full stop."""
        day = vietnamese.date_short(self.last_day)
        if not self.by_law:
            return f"{self.body.name} kết thúc hoạt động ngày {day}"
        unsure = "" if self.verified else " (chưa được đối chiếu với văn bản gốc)"
        level = law.TIERS[self.body.level]
        return f"{level[:1].upper()}{level[1:]} kết thúc ngày {day} theo {self.by_law}{unsure}"

    @property
    def sentence(self) -> str:
        """One sentence on the end, one on the successor."""
        since = vietnamese.date_short(self.last_day + timedelta(days=1))
        who = "" if not self.by_law else f" {self.body.name}"
        return f"{self.reason}; từ {since}{who} không còn ban hành kế hoạch, quyết định. {self.successor}"

    @property
    def successor(self) -> str:
        """Who carries the body on, as far as recorded."""
        links = UnitSuccession.objects.filter(predecessor=self.body).select_related("successor").order_by("on", "pk")
        named = "; ".join(f"{link.successor.name} (từ {vietnamese.date_short(link.on)})" for link in links)
        return f"Cơ quan kế tục: {named}." if named else "Chưa ghi cơ quan kế tục."


def ended(body: Unit, day: date) -> Ended | None:
    """How a body came to its end before a day, or None while it exists."""
    if body.level in law.TIERS and (value := law.book().level_ended(body.level, day)):
        assert value.until is not None  # an ended level has its last day
        instrument = law.book().instrument(value.source.instrument)
        name = f"{law.KINDS_OF_INSTRUMENT[instrument.kind]} {instrument.number}"
        return Ended(body, value.until, name, value.verified)
    if body.dissolved_on and body.dissolved_on < day:
        return Ended(body, body.dissolved_on, "", True)
    return None


def findings(body: Unit, day: date, doing: str) -> list[Finding]:
    """The reason against an act of a body that is gone, with who may do it; ``doing`` ends "Không … được"."""
    gone = ended(body, day)
    if gone is None:
        return []
    cure = "Việc mới do cơ quan kế tục làm; kế hoạch, quyết định đã ban hành trước đó vẫn xem và in được."
    text = f"Không {doing} được: {gone.reason}. {gone.successor} {cure}"
    return [Finding("body_ended", "error", text, {"last_day": gone.last_day.isoformat()})]


def told(bodies: Iterable[Unit | None], day: date) -> list[str]:
    """A sentence for every body that is gone, each body once."""
    unique = {body.pk: body for body in bodies if body is not None}
    return [gone.sentence for body in unique.values() if (gone := ended(body, day))]
