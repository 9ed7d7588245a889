"""Forms work in a browser that runs no scripts: a clerk signs in, opens a dossier, writes the unit's meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys import steps
from tests.journeys.actor import Actor
from tests.support.serving import Server


@pytest.fixture
def plain(browser: Any, server: Server) -> Iterator[Actor]:
    """A browser without scripts and with a small screen."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield Actor(context, server.url)
    context.close()


def test_a_dossier_is_begun_without_scripts(plain: Actor, signed_in: Callable[..., Actor]) -> None:
    steps.launch(signed_in("st.vanthu"), issued_on="24/10/2025", expects=())
    plain.sign_in("st.canbo.thcs")
    dossier = steps.open_dossier(plain)
    steps.propose(plain, dossier, position="Hiệu trưởng", summary="Tuyển sinh đầu cấp trực tuyến 412 học sinh.")
    plain.open(f"{dossier}buoi-hop/")
    plain.fill({"Ngày họp": "31/02/2026"})
    plain.press("Ghi buổi họp", refused=True)
    plain.reads("tháng 2 năm 2026 không có ngày 31")
    assert plain.page.get_by_label("Ngày họp").input_value() == "31/02/2026"
    steps.meet(plain, dossier, day="26/01/2026", total=10)
    assert plain.complaints == []
