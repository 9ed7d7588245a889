"""Closing a movement: nothing handed in may be left undecided, everything else that is open is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers.steps import Stage
from tests.factories.world import at
from thidua.dossiers import ending
from thidua.dossiers.models import Dossier
from thidua.org.models import User
from thidua.rules.findings import Refused

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
StandAt = Callable[[str], None]
NOW = at("2026-01-10 09:00")


def codes(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.code for finding in caught.value.findings}


@pytest.fixture
def stage() -> Stage:
    return Stage("soc-trang-2025")


def test_a_movement_with_dossiers_under_way_cannot_be_closed(stage: Stage) -> None:
    stage.good_facts()
    filed = stage.confirmed()
    stage.file(filed, NOW - timedelta(days=1))
    given: dict[str, Any] = {
        "movement": stage.movement,
        "version": stage.movement.version,
        "note": "Kết thúc theo chỉ đạo.",
        "by": stage.user("office"),
        "at": NOW,
    }
    with pytest.raises(Refused) as caught:
        ending.close(**given)
    assert codes(caught) == {"dossier_open"}
    Dossier.objects.filter(pk=filed.pk).update(state="closed")
    draft = stage.open("two", by="clerk2")
    with pytest.raises(Refused) as caught:
        ending.close(**given | {"note": ""})
    assert codes(caught) == {"note_missing"}
    with pytest.raises(Refused) as caught:
        ending.close(**given | {"by": stage.user("clerk")})
    assert codes(caught) == {"permission"}
    closed = ending.close(**given)
    draft.refresh_from_db()
    assert (closed.state, closed.closing_note, draft.state) == ("closed", "Kết thúc theo chỉ đạo.", "lapsed")
    assert stage.user("clerk").notices.filter(title__startswith="Kết thúc").count() == 1
    with pytest.raises(Refused):
        ending.close(**given)


def test_the_page_of_closing_names_what_is_open(stage: Stage, stand_at: StandAt, signed_in: SignIn) -> None:
    stand_at("2026-01-10 09:00")
    office = signed_in(stage.user("office"))
    address = reverse("steering:close", args=[stage.movement.slug])
    page = office.get(address).content.decode()
    assert "còn nhận hồ sơ đến hết ngày 29/01/2026" in page
    version = stage.movement.version
    refused = office.post(address, {"version": version, "note": "xong"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["note"])
    assert office.post(address, {"version": version, "note": "Kết thúc theo chỉ đạo của cấp trên."}).status_code == 302
    assert office.get(address).status_code == 302
    assert signed_in(stage.user("clerk")).get(address).status_code == 403
