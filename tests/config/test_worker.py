"""The clock's own acts run without anybody asking."""

from __future__ import annotations

import pytest

from tests.factories import world as worlds
from thidua.config import worker
from thidua.dossiers import actions
from thidua.dossiers.models import Dossier
from thidua.ui import clock


@pytest.mark.django_db
def test_overdue_drafts_of_a_barring_plan_lapse_by_themselves(settings, tmp_path):
    settings.THIDUA_HOME = tmp_path
    world = worlds.build("phu-luong-2023")
    movement = worlds.launch(world)
    actions.open_dossier(
        round=movement.rounds.get(), unit=world.units["one"], by=world.users["clerk"], at=worlds.at("2023-09-20 08:00")
    )
    clock.set_to(worlds.at("2023-10-02 23:00"))
    assert worker.run_once() == 0
    clock.set_to(worlds.at("2023-10-03 00:01"))
    assert worker.run_once() == 1
    assert worker.run_once() == 0
    assert Dossier.objects.get().state == "lapsed"
