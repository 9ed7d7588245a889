"""The five real plans as Word file, as PDF and as a poor scan: read, reviewed with corrections only where the paper is silent, launched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import world
from tests.reader import render
from tests.support.ocr import need_tesseract
from thidua.drafting import queue
from thidua.drafting.models import Draft
from thidua.movements.models import Duty, Movement, Round
from thidua.org.models import User
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

    office.post(reverse("drafting:accept_sure", args=[draft.pk]))
    for row in draft.facts.filter(state="pending"):
        office.post(reverse("drafting:accept", args=[draft.pk, row.pk]), {"version": row.version})
    _waive_errors(office, draft)
    draft.refresh_from_db()
    answer = office.post(reverse("drafting:check", args=[draft.pk]), {"version": draft.version})
    assert answer.status_code == 302, [f.message for f in answer.context["form"].refusals]
    draft.refresh_from_db()
    number = made.plan.identity.number
    given = {
        "version": draft.version,
        "numbering": "given" if number else "next",
        "number": number or "",
        "issued_on": f"{day:%d/%m/%Y}",
        "signer": made.people["Trần Văn Chủ"].pk,
        "capacity": "TM",
    }
    answer = office.post(reverse("drafting:launch", args=[draft.pk]), given)
    assert answer.status_code == 302, [answer.context["form"].errors, answer.context["form"].refusals]
    movement = Movement.objects.get()
    assert movement.state == "launched"
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
