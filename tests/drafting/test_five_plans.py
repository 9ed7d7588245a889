"""The five real plans as Word file, as PDF and as a poor scan: read, reviewed with corrections only where the paper is
silent, launched. What runs then is the plan of the same code that comes with the program."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import world
from tests.reader import render
from tests.support.ocr import need_tesseract
from thidua import plans
from thidua.documents.vietnamese import fold
from thidua.drafting import queue
from thidua.drafting.models import Draft
from thidua.movements.models import Duty, Movement, PlanVersion, Round
from thidua.org.models import Post, User
from thidua.plans import calendar
from thidua.ui import clock

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
FILES = {
    "phu-luong-2023": "000_d53ccbadaa947da3.txt",
    "truc-ninh-2021-2025": "001_5b4d2c685fda17af.txt",
    "hoa-phong-2025": "002_26b0a80c3edd919e.txt",
    "phan-rang-2024": "003_45a1c98e3febfab9.txt",
    "soc-trang-2025": "004_117274c581549a38.txt",
}
FORMATS: dict[str, Callable[[str], bytes]] = {"docx": render.to_docx, "pdf": render.to_pdf, "scan": render.to_scan}
# What a clerk writes because the paper is silent: kind of fact, values typed. Nothing else is corrected.
CLERK: dict[str, list[tuple[str, dict[str, str]]]] = {
    "phan-rang-2024": [("date", {"date": "12/03/2024"})],  # the day is blank, the month is printed
    "truc-ninh-2021-2025": [("date", {"date": "15/11/2021"})],  # the same
    "soc-trang-2025": [  # neither number nor place and date are printed
        ("number", {"symbol": "KH-UBND"}),
        ("date", {"date": "24/10/2025"}),
        ("place", {"place": "Sóc Trăng"}),
    ],
}
# What a clerk corrects in a scan besides, because letters were lost in it: by plan, as above.
SPOILED: dict[str, list[tuple[str, dict[str, str]]]] = {}
# Where the launched plan may differ from ours, with what the paper says instead: (plan, group) → wanted, found.
DIFFERS: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
CASES = [(code, ending) for code in sorted(FILES) for ending in FORMATS]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five texts do not lie beside the repository")
@pytest.mark.parametrize(("code", "ending"), CASES)
def test_a_real_plan_becomes_a_running_movement(
    code: str, ending: str, tmp_path: Path, settings: Any, signed_in: Callable[[User], Client]
) -> None:
    if ending == "scan":
        need_tesseract()
    settings.THIDUA_HOME, settings.FILES_FOLDER, settings.THIDUA_TRAINING_CLOCK = tmp_path, tmp_path / "files", True
    day = world.ISSUED[code]
    clock.set_to(world.at(f"{day} 10:00"))
    made = world.build(code)
    office = signed_in(made.users["office"])
    name = f"ke-hoach.{'docx' if ending == 'docx' else 'pdf'}"
    data = FORMATS[ending]((SEEDS / FILES[code]).read_text(encoding="utf-8"))
    answer = office.post(reverse("drafting:new"), {"body": made.body.pk, "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302
    queue.work()
    draft = Draft.objects.get()
    assert draft.state == "review", draft.reason

    for kind, values in CLERK.get(code, []) + (SPOILED.get(code, []) if ending == "scan" else []):
        _write(office, draft, kind, values)
    office.post(reverse("drafting:accept_sure", args=[draft.pk]))
    for row in draft.facts.filter(state="pending"):
        office.post(reverse("drafting:accept", args=[draft.pk, row.pk]), {"version": row.version})
    _waive_errors(office, draft)
    draft.refresh_from_db()
    answer = office.post(reverse("drafting:check", args=[draft.pk]), {"version": draft.version})
    assert answer.status_code == 302, [f.message for f in answer.context["form"].refusals]
    draft.refresh_from_db()
    number = made.plan.identity.number
    signs = made.plan.signer
    signer = made.person(signs.name, made.body, signs.position, head=signs.capacity == "TM", group="can_bo")
    Post.objects.filter(person=signer).update(is_leader=True)
    given = {
        "version": draft.version,
        "numbering": "given" if number else "next",
        "number": number or "",
        "issued_on": f"{day:%d/%m/%Y}",
        "signer": signer.pk,
        "capacity": signs.capacity,
        "issuer_right": "on",
    }
    answer = office.post(reverse("drafting:launch", args=[draft.pk]), given)
    if answer.status_code == 422 and not answer.context["form"].errors:  # the page says what is worth a look, once
        given["seen"] = answer.context["form"]["seen"].value()
        answer = office.post(reverse("drafting:launch", args=[draft.pk]), given)
    assert answer.status_code == 302, answer.context["form"].errors
    movement = Movement.objects.get()
    assert movement.state == "launched"
    version = PlanVersion.objects.get(movement=movement)
    assert version.paper_number == f"{int(number or 1):02d}"
    assert (version.symbol, version.issued_on) == ("KH-UBND", day)
    assert (version.signer_name, version.capacity) == (signs.name, signs.capacity)
    wanted_plan, found = summary(plans.builtin()[code], day), summary(version.plan, day)
    for group, rows in wanted_plan.items():
        lacking, extra = set(rows) - set(found[group]), set(found[group]) - set(rows)
        assert (lacking, extra) == DIFFERS.get((code, group), (set(), set())), group
        assert len(rows) == len(found[group]), group
    assert Duty.objects.filter(movement=movement).exists()
    wanted = {each.act for each in made.plan.deadlines}
    closing = Round.objects.filter(movement=movement, closes_at__isnull=False).exists()
    assert closing == ("dossier" in wanted)
    assert office.get(answer["Location"]).status_code == 200
    assert office.get(reverse("movements:plan", args=[movement.slug])).status_code == 200
    if ending != "docx":
        assert office.get(reverse("drafting:original", args=[movement.slug])).content == data


def _waive_errors(office: Client, draft: Draft) -> None:
    """The paper is signed: what the check calls wrong in it is let stand, with a reason."""
    found = office.get(reverse("drafting:detail", args=[draft.pk])).context["review"]
    for remark in found.remarks:
        if remark.severity == "error" and remark.stands:
            address = reverse("drafting:waive", args=[draft.pk, remark.key])
            assert office.post(address, {"reason": "Bản đã ký ghi như vậy, đã hỏi người soạn."}).status_code == 302


def summary(plan: plans.Plan, issued: date) -> dict[str, list[str]]:
    """What an office acts on, group by group, one line each; ids and wording of labels are left out."""
    forms = {award.id: f"{award.form} {award.authority_tier}" for award in plan.awards}
    cycles = {each.id: each.cycle for each in plan.rounds}

    def of(rounds: tuple[str, ...]) -> str:
        return ",".join(sorted(cycles[each] for each in rounds)) or "all"

    return {
        "closings": [
            f"{deadline.act} {each.key} {closing.closes_at:%d/%m/%Y %H:%M} {deadline.late}"
            for each in calendar.rounds(plan, issued)
            for deadline, closing in calendar.deadlines(plan, each.key)
            if closing is not None
        ],
        "quotas": [f"{q.kind} {q.op} {q.value} of {forms.get(q.award or '')} {of(q.rounds)}" for q in plan.quotas],
        "signer": [f"{plan.signer.name}, {plan.signer.position}, {plan.signer.capacity}"],
        "awards": [
            f"{a.form} {fold(a.authority)} {a.authority_tier} {a.mode} {sorted(a.kinds)} {of(a.rounds)}"
            for a in plan.awards
        ],
        "papers": [f"{p.type} {p.per} {p.form_number} {p.form_decree} {of(p.rounds)}" for p in plan.papers],
        "bases": [f"{b.relation} {b.doc_type} {b.number} {b.date}" for b in plan.bases],
        "recipients": [f"{re.sub(r' *- *', ' - ', fold(r.label))} {r.delivery}" for r in plan.recipients],
    }


def _write(office: Client, draft: Draft, kind: str, values: dict[str, str]) -> None:
    """Correct the fact of a kind in its form, or add it where the paper has none."""
    row = draft.facts.filter(kind=kind).first()
    if row is None:
        address = reverse("drafting:add", args=[draft.pk]) + f"?loai={kind}"
    else:
        address = reverse("drafting:fact", args=[draft.pk, row.pk])
    form = office.get(address).context["form"]
    data = {bound.name: bound.value() for bound in form if bound.value() is not None}
    answer = office.post(address, data | values)
    assert answer.status_code == 302, answer.context["form"].errors
