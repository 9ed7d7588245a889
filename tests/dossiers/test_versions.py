"""Whoever sends no version is told like whoever sends an old one; who sees what the office judges, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.dossiers.steps import Stage
from tests.factories.world import at
from thidua.dossiers import actions
from thidua.dossiers.models import UnitMeeting
from thidua.ui import clock

pytestmark = pytest.mark.django_db
STALE = "người khác vừa cập nhật"


@pytest.fixture
def stage(tmp_path: Path, settings: Any) -> Stage:
    settings.THIDUA_HOME = tmp_path
    settings.THIDUA_TRAINING_CLOCK = True
    clock.set_to(at("2026-01-27 08:40"))
    made = Stage("soc-trang-2025")
    made.good_facts()
    return made


def client(stage: Stage, name: str) -> Client:
    browser = Client()
    browser.force_login(stage.user(name))
    return browser


def url(name: str, *args: object) -> str:
    return reverse(f"dossiers:{name}", args=args)


def refused(browser: Client, address: str, **given: object) -> None:
    answer = browser.post(address, given)
    assert answer.status_code == 409, (address, answer.status_code)
    assert STALE in answer.content.decode(), address


def test_the_unit_s_acts_without_the_version_of_the_page_are_one_conflict(stage: Stage) -> None:
    dossier = stage.ready()
    candidate = dossier.candidates.get(kind="individual")
    refused(client(stage, "head"), url("confirm", dossier.pk))
    clerk = client(stage, "clerk")
    refused(clerk, url("candidate_remove", dossier.pk, candidate.pk))
    refused(clerk, url("candidate", dossier.pk, candidate.pk), award_id=candidate.award_id, summary=candidate.summary)
    actions.confirm(dossier=dossier, by=stage.user("head"), at=stage.moment)
    refused(client(stage, "head"), url("unconfirm", dossier.pk))
    refused(clerk, url("file", dossier.pk))
    stage.file(dossier)
    refused(client(stage, "head"), url("withdraw", dossier.pk))
    refused(client(stage, "office"), url("receive", dossier.pk))


def test_a_meeting_recorded_by_two_is_told_to_the_second(stage: Stage) -> None:
    dossier = stage.ready()
    clerk, address = client(stage, "clerk"), url("meeting", dossier.pk)
    shown = clerk.get(address).context["form"]
    given = {bound.name: bound.value() for bound in shown if bound.value() is not None}
    given |= {"day": "25/01/2026", "started": "08:00", "ended": "09:00"}
    assert clerk.post(address, given | {"place": "Hội trường"}).status_code == 302
    refused(clerk, address, **(given | {"place": "Phòng khác"}))
    refused(clerk, address, **{k: v for k, v in given.items() if k != "version"})
    assert UnitMeeting.objects.get().place == "Hội trường"


def test_the_office_s_acts_ask_for_the_version_too(stage: Stage) -> None:
    dossier = stage.received()
    office = client(stage, "office")
    candidate = dossier.candidates.get(kind="collective")
    page = office.get(url("appraise", dossier.pk, candidate.pk)).context["form"]
    leaf = next(name for name in page.fields if name.startswith("verdict-"))
    judged = {leaf: "met", leaf.replace("verdict", "reason"): "Biên bản họp của đơn vị nêu rõ."}
    refused(office, url("appraise", dossier.pk, candidate.pk), act="luu", **judged)
    assert not candidate.judgements.exists()
    refused(office, url("return", dossier.pk), answer_day="30/01/2026", what_1="Thiếu chữ ký của thủ trưởng đơn vị.")


def test_the_unit_sees_what_was_judged_only_when_the_office_has_finished(stage: Stage) -> None:
    dossier = stage.received()
    unit, person = dossier.candidates.get(kind="collective"), dossier.candidates.get(kind="individual")
    stage.judge_all(unit)
    actions.appraise(candidate=unit, by=stage.user("office"), at=stage.moment)
    stage.judge_all(person, "unmet")

    def shown(name: str) -> list[tuple[str, list[str]]]:
        sheets = client(stage, name).get(url("detail", dossier.pk)).context["sheets"]
        return [(s.state, [row["outcome"] for row in s.rows]) for s in sheets]

    for name in ("clerk", "head"):
        (first, rows), (second, other) = shown(name)
        assert (first, second) == ("nominated", "nominated")
        assert "unmet" not in rows + other
        assert "judge" in rows
        assert "judge" in other
    assert [state for state, _ in shown("office")] == ["eligible", "nominated"]
    assert "unmet" in shown("office")[1][1]
    actions.appraise(candidate=person, by=stage.user("office"), at=stage.moment)
    assert shown("clerk") == shown("office")
