"""The demo: built once in a process of its own, whole, reused, and never over anybody's data."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.support import serving
from thidua.config import demo
from thidua.config.commands import demo as command
from thidua.config.demo import pause
from thidua.config.demo.chronicle import moment, tell
from thidua.config.home import WrongSetting
from thidua.plans import builtin
from thidua.plans.vocabulary import ROLES
from thidua.rules import lifecycle

LOOK = """
import json
from thidua.config import starting
starting.start(training=True)
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.db.models import Count
from django.test import Client
from thidua.audit.models import JournalEntry
from thidua.councils.models import CouncilMember, Session
from thidua.decisions.models import Award, Decision, Proposal
from thidua.dossiers.models import Appraisal, Candidate, Dossier
from thidua.movements.models import Movement
from thidua.org.models import RoleGrant, Unit, User

states = lambda rows: sorted(set(rows.values_list("state", flat=True)))
signed = {}
for role in sorted(set(RoleGrant.objects.values_list("role", flat=True))):
    user = User.objects.filter(grants__role=role).order_by("-id").first()
    client = Client()
    answer = client.post("/dang-nhap/", {"username": user.username, "password": PASSWORD})
    signed[role] = [answer.status_code, client.get("/").status_code]
page = Client().get("/dang-nhap/").content.decode()
decided = Award.objects.filter(decision__state="issued", verdict="approved")
print(json.dumps({
    "plans": sorted(m.plan_versions.get(in_force=True).plan.code for m in Movement.objects.filter(state="launched")),
    "drafts": sorted(m.plan_versions.get(in_force=True).plan.code for m in Movement.objects.filter(state="draft")),
    "dossiers": states(Dossier.objects), "candidates": states(Candidate.objects),
    "decisions": states(Decision.objects), "sessions": states(Session.objects), "proposals": states(Proposal.objects),
    "late": Dossier.objects.filter(late=True).count(),
    "outcomes": sorted({a["outcome"] for x in Appraisal.objects.all() for a in x.snapshot}),
    "judge": Candidate.objects.filter(dossier__state="received", appraisal=None).count(),
    "roles": {u: sorted({g.role for g in RoleGrant.objects.filter(unit__body__code=u)}) for u in
              Unit.objects.filter(movements__isnull=False).distinct().values_list("code", flat=True)},
    "seats": list(CouncilMember.objects.order_by().values_list("council").annotate(n=Count("pk")).values_list("n", flat=True)),
    "units": list(Unit.objects.filter(body__movements__isnull=False).exclude(kind="ubnd").order_by().values_list("body")
                  .annotate(n=Count("pk", distinct=True)).values_list("n", flat=True)),
    "passwords": User.objects.order_by().values_list("password").distinct().count(),
    "unlisted": [u for u in User.objects.values_list("username", flat=True) if f"<b>{u}</b>" not in page],
    "signed": signed, "password_shown": PASSWORD in page,
    "paid": decided.exclude(paid_on=None).count(), "awards": decided.count(), "journal": JournalEntry.objects.count(),
}))
"""


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    base = tmp_path_factory.getbasetemp()
    return serving.demo_home(base.parent if hasattr(request.config, "workerinput") else base)


@pytest.fixture(scope="session")
def copy(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo these tests may change."""
    folder = tmp_path_factory.mktemp("looked") / "home"
    shutil.copytree(home, folder)
    return folder


@pytest.fixture(scope="session")
def found(copy: Path) -> dict[str, Any]:
    code = LOOK.replace("PASSWORD", repr(demo.PASSWORD))
    done = subprocess.run(
        [sys.executable, "-c", code], env=serving.environment(copy), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_five_plans_run_and_two_drafts_wait(found):
    assert found["plans"] == sorted(builtin())
    assert found["drafts"] == ["hoa-phong-2025", "soc-trang-2025"]


def test_work_stands_in_every_state(found):
    assert set(found["dossiers"]) == set(lifecycle.DOSSIER.states)
    wanted = set(lifecycle.CANDIDATE.states) - {"recommended", "proposed_up", "revoked", "removed"}
    assert wanted <= set(found["candidates"])
    assert {"submitted", "issued"} <= set(found["decisions"])
    assert {"voting", "closed"} <= set(found["sessions"])
    assert "answered" in found["proposals"]
    assert found["late"] == 1
    assert found["outcomes"] == ["met", "nodata", "unmet"]
    assert found["judge"] > 0
    assert 0 < found["paid"] == found["awards"]


def test_every_body_has_every_role_units_and_a_council(found):
    assert len(found["roles"]) == 5
    for body, roles in found["roles"].items():
        assert set(roles) == set(ROLES), body
    assert len(found["seats"]) == 5
    assert all(7 <= n <= 9 for n in found["seats"])
    assert all(6 <= n <= 14 for n in found["units"])


def test_accounts_sign_in_and_the_sign_in_page_lists_them(found):
    assert found["passwords"] == 1
    assert set(found["signed"]) == set(ROLES)
    assert all(answer == [302, 200] for answer in found["signed"].values()), found["signed"]
    assert found["password_shown"]
    assert found["unlisted"] == []


def test_the_clock_waits_at_the_start(home):
    stopped = json.loads((home / pause.FILE).read_text())["at"]
    assert "2026-01-27T08:40" <= stopped < "2026-01-27T09"


def test_the_data_agrees_with_itself(home):
    serving.run(home, ["check-invariants"])
    assert "nguyên vẹn" in serving.run(home, ["journal", "verify"])


def test_a_second_start_uses_what_is_there(home):
    before = (home / "thidua.sqlite3").stat().st_ino, (home / demo.FILE).read_bytes()
    shown = serving.run(home, ["demo", "--no-serve", "--home", str(home)])
    assert ((home / "thidua.sqlite3").stat().st_ino, (home / demo.FILE).read_bytes()) == before
    assert demo.PASSWORD in shown
    assert "Sóc Trăng: từ phát động đến Giấy khen" in shown
    assert "st.chutich" in shown
    assert not list(home.parent.glob(f".{home.name}.building-*"))


def test_a_folder_with_other_data_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thidua.sqlite3").write_bytes(b"somebody's")
    with pytest.raises(WrongSetting, match="đã có dữ liệu khác"):
        command.build_into(tmp_path)
    assert (tmp_path / "thidua.sqlite3").read_bytes() == b"somebody's"


def test_a_build_cut_short_leaves_nothing_in_place(tmp_path, monkeypatch):
    home = tmp_path / "demo"
    dead = tmp_path / ".demo.building-999999999"
    (dead / "files").mkdir(parents=True)

    class Cut:
        returncode = 1

    monkeypatch.setattr(subprocess, "run", lambda *a, **k: Cut())
    with pytest.raises(WrongSetting, match="Chưa dựng được"):
        command.build_into(home)
    assert not home.exists()
    assert not dead.exists()


def test_the_clock_stands_still_while_the_demo_is_off(tmp_path, settings):
    from thidua.ui import clock

    settings.THIDUA_HOME, settings.THIDUA_TRAINING_CLOCK = tmp_path, True
    clock.set_to(moment("2026-01-29 23:58"))
    pause.rest(tmp_path)
    clock.set_to(moment("2026-02-03 10:00"))
    pause.resume(tmp_path)
    assert f"{clock.now():%d/%m %H:%M}" == "29/01 23:58"
    assert not (tmp_path / pause.FILE).exists()


def test_a_stopped_demo_remembers_its_moment(copy):
    """Also when its window is closed, which sends a signal and no Ctrl+C."""
    (copy / pause.FILE).unlink(missing_ok=True)
    started = subprocess.Popen(
        [*serving.COMMAND, "demo", "--home", str(copy), "--port", "0"],
        env=serving.environment(copy),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    address = next(line for line in started.stdout if "http://" in line).rpartition(" ")[2].strip()
    for line in started.stdout:
        if "Tải tất cả để in" in line and "hp." not in line and "Ban hành" in line:
            break  # the last line of the guide
    reach(address)
    started.terminate()
    assert started.wait(timeout=60) == 0
    assert "at" in json.loads((copy / pause.FILE).read_text())


def reach(address: str) -> None:
    """Wait until the server answers."""
    host, _, port = address.removeprefix("http://").partition(":")
    for _ in range(600):
        try:
            socket.create_connection((host, int(port)), timeout=60).close()
            return
        except ConnectionRefusedError:
            threading.Event().wait(0.05)
    raise AssertionError(f"nobody answers at {address}")


def test_stories_side_by_side_happen_in_the_order_of_time():
    told = []

    def story(name, *moments):
        for text in moments:
            at = yield text
            told.append((f"{at:%m-%d}", name))

    tell([story("a", "2025-01-02 08:00", "2025-03-02 08:00"), story("b", "2025-02-02 08:00", "2025-03-02 08:00")])
    assert told == [("01-02", "a"), ("02-02", "b"), ("03-02", "a"), ("03-02", "b")]
    with pytest.raises(ValueError, match="back"):
        tell([story("c", "2025-03-02 08:00", "2025-01-02 08:00")])
