"""The list of checks and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Check = Callable[[], Iterator[str]]
CHECKS: dict[str, tuple[str, Check]] = {}


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of one check: ``problems`` is empty when it holds."""

    code: str
    sentence: str
    problems: list[str] = field(default_factory=list)


def check(sentence: str) -> Callable[[Check], Check]:
    """Register a check under its function name; ``sentence`` says what must hold."""

    def add(function: Check) -> Check:
        CHECKS[function.__name__] = (sentence, function)
        return function

    return add


def run(*codes: str) -> list[Result]:
    """Run all checks, or those named, in the order of the registry."""
    from thidua.reports.invariants import councils, decisions, dossiers, drafts, follow, movements, records  # noqa: F401  # registers

    wanted = codes or tuple(CHECKS)
    return [Result(code, CHECKS[code][0], list(CHECKS[code][1]())) for code in wanted]
