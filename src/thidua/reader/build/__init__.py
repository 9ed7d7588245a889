"""The plan from facts alone, so that a person may correct, add or reject facts first.

Nothing is invented: what no fact says stays empty and becomes an open question with what the program does meanwhile.
The plan is checked as any other (``plans.from_data``) before it is given back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua import plans
from thidua.plans import model as m
from thidua.plans.expressions import named
from thidua.reader.build import awarding, course, dossier, duties, identity, standards, waits
from thidua.reader.build.material import Material
from thidua.reader.model import Fact, Verdict
from thidua.rules.findings import Finding

__all__ = ["Built", "build"]


@dataclass(frozen=True, slots=True)
class Built:
    """``plan`` is None where facts it cannot do without are missing; ``problems`` then say which, as errors."""

    plan: m.Plan | None
    questions: tuple[m.OpenQuestion, ...]
    problems: list[Finding]


def build(facts: Sequence[Fact], *, code: str, verdict: Verdict | None = None) -> Built:
    """The plan of these facts; ``code`` becomes its name in addresses. Never raises for odd facts of a known kind."""
    material = Material([fact for fact in facts if fact.confidence > 0])
    issuer, years = identity.issuer(material), course.years(material)
    problems = list(_problems(material, issuer, years, verdict))
    if issuer is None or years is None or any(each.severity == "error" for each in problems):
        return Built(None, (), problems)
    try:
        plan = _plan(material, issuer, years, code)
        plan = plans.from_data(plans.to_data(plan))
    except (plans.PlanError, LookupError, ValueError, TypeError, AttributeError) as error:
        text = f"Chưa dựng được kế hoạch: {error}. Hãy sửa dữ kiện có liên quan."
        return Built(None, tuple(material.questions), [*problems, Finding("build.plan", "error", text)])
    return Built(plan, plan.questions, problems)


def _problems(
    material: Material, issuer: m.Issuer | None, years: tuple[int, int] | None, verdict: Verdict | None
) -> list[Finding]:
    out: list[Finding] = []
    if verdict is not None and not verdict.launches:
        text = f"Văn bản này không phát động phong trào thi đua. {verdict.why}"
        out.append(Finding("build.not_a_movement", "warning", text))
    if issuer is None:
        text = "Chưa biết cơ quan nào ban hành và thuộc cấp nào; bổ sung dữ kiện “Cơ quan ban hành”."
        out.append(Finding("build.issuer", "error", text))
    if years is None:
        text = "Chưa biết phong trào của năm nào; bổ sung dữ kiện “Phong trào” hoặc “Thời gian thi đua”."
        out.append(Finding("build.years", "error", text))
    elif years[0] > years[1]:
        text = f"Năm đầu {years[0]} sau năm cuối {years[1]}; sửa dữ kiện “Phong trào”."
        out.append(Finding("build.years", "error", text))
    if material.one("title") is None:
        text = "Chưa có trích yếu của kế hoạch; bổ sung dữ kiện “Trích yếu”."
        out.append(Finding("build.title", "error", text))
    return out


def _plan(material: Material, issuer: m.Issuer, years: tuple[int, int], code: str) -> m.Plan:
    head = identity.identity(material)
    bases, cited, ids = identity.documents(material)
    events = waits.events(material, course.events(material), (*dossier.ACTS, *dossier.TOLD))
    rounds = awarding.rounds(material, years)
    given = awarding.awards(material, issuer)
    papers = dossier.papers(material, issuer, rounds)
    made = m.Plan(
        code=code,
        prefix="KH",
        issuer=issuer,
        identity=head,
        movement=identity.movement(material, years),
        period=course.period(material, years, events),
        signer=identity.signer(material),
        money=dossier.money(material),
        cascade=identity.cascade(material, ids),
        bases=bases,
        references=cited,
        events=events,
        statements=course.statements(material),
        audiences=course.audiences(material),
        contents=course.contents(material),
        criteria=course.criteria(material),
        rounds=rounds,
        awards=given,
        quotas=awarding.quotas(material, given, rounds, issuer),
        standards=standards.standards(material, issuer, rounds),
        exclusions=standards.exclusions(material),
        papers=papers,
        deadlines=dossier.deadlines(material, rounds, issuer, events, barred=standards.bars_late(material)),
        route=dossier.route(material, given, papers),
        duties=duties.duties(material, events),
        recipients=identity.recipients(material),
        feedback=duties.feedback(material),
    )
    return replace(
        made,
        standards=tuple(replace(each, expr=named(each.expr, each.id)) for each in made.standards),
        exclusions=tuple(
            replace(each, expr=named(each.expr, each.id) if each.expr else None) for each in made.exclusions
        ),
        questions=tuple(material.questions),
    )
