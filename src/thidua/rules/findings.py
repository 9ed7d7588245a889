"""The one shape for "no": a list of findings, each a full Vietnamese sentence with its source.

Rules, permissions, completeness and disabled buttons all answer with findings. An empty list means
that nothing stands in the way. Only an official act that must not go on raises :class:`Refused`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from thidua.plans.model import Source

Severity = Literal["error", "warning", "info"]

# Most serious first: the order in which lists of findings are shown.
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing.

    ``code`` is a stable dotted key for tests and statistics; ``message`` is the sentence people read;
    ``params`` holds the values in it (JSON-able); ``source`` the clause of the plan that asks for it;
    ``field`` the form field or element id it belongs to. An ``error`` bars the act, a ``warning``
    asks for attention or a reason, an ``info`` bars nothing.
    """

    code: str
    severity: Severity
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    source: Source | None = None
    field: str = ""

    def __str__(self) -> str:
        return self.message


class Refused(Exception):
    """An official act is refused; ``findings`` says why, all reasons at once and never none."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        if not self.findings:
            raise ValueError("Refused cần ít nhất một lý do.")
        super().__init__(" ".join(finding.message for finding in self.findings))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Only those that bar the act."""
    return [finding for finding in findings if finding.severity == "error"]


def refuse_if_any(findings: Iterable[Finding]) -> None:
    """Raise :class:`Refused` with everything found when at least one finding is an error."""
    found = list(findings)
    if errors(found):
        raise Refused(ordered(found))


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings, then information; otherwise in the order given."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
