"""The signed paper that comes after the launch: kept byte by byte, replaced only with a reason, the older one kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import world
from tests.movements.stages import SignIn, StandAt, launched, prepared, url
from thidua.audit.models import JournalEntry
from thidua.movements import originals
from thidua.movements.models import FormerOriginal, Movement, PlanVersion
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db


def pdf(mark: bytes) -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%" + mark + b"\n%%EOF"
    )


@pytest.fixture
def stage(stand_at: StandAt, signed_in: SignIn, settings: Any, tmp_path: Any) -> tuple[world.World, Movement, Client]:
    made, movement = launched(stand_at)
    settings.FILES_FOLDER = tmp_path / "files"
    return made, movement, signed_in(made.users["office"])


def send(client: Client, movement: Movement, data: bytes, **more: str) -> Any:
    given = {"signed": SimpleUploadedFile("ky.pdf", data), "seen": "", **more}
    return client.post(url("original", movement.slug), given)


def test_a_paper_comes_later_and_is_served_byte_by_byte(stage: tuple[world.World, Movement, Client]) -> None:
    _, movement, office = stage
    assert "Chưa gắn bản đã ký" in office.get(url("original", movement.slug)).content.decode()
    assert send(office, movement, pdf(b"one")).status_code == 302
    assert office.get(reverse("drafting:original", args=[movement.slug])).content == pdf(b"one")
    entry = JournalEntry.objects.get(act="movement.original")
    version = PlanVersion.objects.get(movement=movement)
    assert version.original is not None
    assert (entry.data["sha256"], entry.data["before"]) == (version.original.sha256, None)


def test_another_paper_needs_a_reason_and_keeps_the_older(stage: tuple[world.World, Movement, Client]) -> None:
    _, movement, office = stage
    send(office, movement, pdf(b"one"))
    page = office.get(url("original", movement.slug))
    seen = page.context["form"].initial["seen"]
    assert send(office, movement, pdf(b"two"), seen=seen, reason="ngắn").status_code == 422
    assert send(office, movement, pdf(b"one"), seen=seen, reason="Gửi nhầm tệp lần trước.").status_code == 422
    assert send(office, movement, pdf(b"two"), seen="", reason="Gửi nhầm tệp lần trước.").status_code == 409
    assert send(office, movement, pdf(b"two"), seen=seen, reason="Gửi nhầm tệp lần trước.").status_code == 302
    assert office.get(reverse("drafting:original", args=[movement.slug])).content == pdf(b"two")
    old = FormerOriginal.objects.get()
    assert office.get(url("former_original", movement.slug, old.pk)).content == pdf(b"one")
    assert "Gửi nhầm tệp lần trước." in office.get(url("original", movement.slug)).content.decode()
    assert JournalEntry.objects.filter(act="movement.original").count() == 2


def test_what_is_no_pdf_and_who_may_not(stage: tuple[world.World, Movement, Client], signed_in: SignIn) -> None:
    made, movement, office = stage
    answer = send(office, movement, b"not a paper")
    assert answer.status_code == 422
    assert not PlanVersion.objects.exclude(original=None).exists()
    clerk = signed_in(made.users["clerk"])
    assert "Gắn bản đã ký</button>" not in clerk.get(url("original", movement.slug)).content.decode()
    assert send(clerk, movement, pdf(b"one")).status_code == 403


def test_a_draft_has_no_signed_paper_yet() -> None:
    made, movement = prepared()
    with pytest.raises(Refused):
        originals.attach(
            version=movement.plan_versions.get(), name="ky.pdf", data=pdf(b"one"), seen="", reason="",
            by=made.users["office"], at=world.at("2025-10-24 09:00"),
        )  # fmt: skip
