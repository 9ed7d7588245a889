"""Every page, as the people of the demo see it: nothing stands in anyone's way, on a desk and on a telephone.

The pages are dealt into two halves by their names, so that two processes share the looking. Each asks for every page,
which is quick, and opens in the browser only its own half, which is not.
"""

from __future__ import annotations

import html
import re
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from django.urls import Resolver404, resolve

from tests.journeys.actor import Actor

# Who looks, where to begin; the rest is found by following links. Ids are the same in every build of the demo.
PEOPLE: Final = {
    "": ["/dang-nhap/", "/cong/", "/kieu/"],
    "st.vanthu": [
        "/",
        "/ho-so/42/",
        "/ho-so/42/tham-dinh/75/mo-lai/",
        "/ho-so/",
        "/phong-trao/",
        "/quyet-dinh/lap/",
        "/so/so-van-ban/",
        "/tim/?tim=an",
        "/so-lieu/phan-anh/6/ket-luan/",
    ],
    "st.quantri": ["/", "/quan-tri/", "/quan-tri/don-vi/60/", "/so/nhat-ky/", "/so-lieu/mau-giay-to/"],
    "st.canbo.dvc": ["/", "/ho-so/", "/ho-so/51/buoi-hop/", "/gio-tap-luyen/", "/toi/"],
    "st.canbo.mn": ["/ho-so/"],
    "st.truongphong.kt": ["/", "/ho-so/"],
    "hp.vanthu": [
        "/phong-trao/hoa-phong-2025/",
        "/ho-so/36/",
        "/ho-so/41/gia-han/",
        "/quyet-dinh/",
        "/so-lieu/sang-kien/31/cong-nhan/",
    ],
    "hp.canbo.vhxh": ["/ho-so/41/"],
    "hp.chutich.nd": ["/ho-so/"],
    "hp.chutich": ["/", "/quyet-dinh/"],
    "pr.vanthu": [
        "/phong-trao/",
        "/so-lieu/",
        "/ke-hoach/1/",
        "/phong-trao/phan-rang-2024/sua-doi/1/",
        "/phong-trao/phan-rang-2024/sua-doi/1/ban-hanh/",
        "/phong-trao/phan-rang-2024/vuong-mac/tra-loi/",
        "/phong-trao/phan-rang-2024/kiem-tra/1/",
        "/phong-trao/phan-rang-2024/don-doc/1/docx/",
    ],
    "pr.canbo.tp": ["/phong-trao/phan-rang-2024/vuong-mac/moi/"],
    "pl.thuky": ["/", "/hoi-dong/", "/hoi-dong/phien/1/ket-qua/"],
    "pl.chutich": ["/quyet-dinh/3/", "/quyet-dinh/3/dong/9/thu-hoi/"],
    "pl.hoidong4": ["/", "/hoi-dong/"],
    "pl.ketoan": ["/", "/quyet-dinh/", "/quyet-dinh/kinh-phi/"],
    "pl.vanthu": ["/quyet-dinh/", "/quyet-dinh/trinh-cap-tren/", "/so/khen-thuong/", "/tin/"],
}
# Pages that look different from person to person: looked at twice, and gone through by everybody.
OFTEN: Final = ("home", "dossiers:detail", "dossiers:list", "decisions:detail", "councils:session", "boards:movement")
WAYS: Final = (*OFTEN, "movements:list", "decisions:list", "councils:list", "decisions:proposals", "dossiers:appraise")
FIRST_LOAD: Final = 150_000  # bytes over the wire with an empty cache
LINK: Final = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
POLICY: Final = Path(__file__).parents[1] / "house" / "policy.yaml"
ELSEWHERE: Final = {  # why no crawler comes there
    "councils:attendance": "a session before its opening: looked at in test_council.py",
    "drafting:launch": "a draft made ready: looked at in test_plan_from_file.py",
    "movements:former_original": "a signed paper that was replaced: tested in tests/movements/test_originals.py",
    "movements:amend_file": "the paper of an amendment that changes something: tested in tests/dossiers/test_amending_pages.py",
    "movements:remind_preview": "a form that was filled in: tested in tests/movements/test_cascade.py",
    "decisions:issue": "an approved decision: looked at in every journey",
    "dossiers:paper_file": "a file somebody sent: nobody in the demo has",
    "org:account_unlock": "a locked account: nobody in the demo is locked out",
    "records:layout_file": "a layout of an office's own: no office in the demo has one",
}
HALVES: Final = 2


class Seen:
    """What one half has been to, and what it has looked at closely."""

    def __init__(self, half: int) -> None:
        self.half = half
        self.been: Counter[str] = Counter()
        self.came: set[str] = set()

    def looks_at(self, name: str) -> bool:
        """Whether pages of this name are this half's to look at."""
        return zlib.crc32(name.encode()) % HALVES == self.half


class Eyes:
    """One person's view: loads, measures, compares with what is asked of every page."""

    def __init__(self, actor: Actor, seen: Seen) -> None:
        self.actor, self.page, self.seen = actor, actor.page, seen
        self.problems: list[str] = []
        self.weights: dict[str, int] = {}
        self._addresses: dict[str, str] = {}
        wire = actor.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.send("Network.clearBrowserCache")  # what signing in has fetched is fetched, and weighed, again
        wire.on("Network.responseReceived", lambda e: self._addresses.update({e["requestId"]: e["response"]["url"]}))
        wire.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict[str, Any]) -> None:
        address = self._addresses.get(event["requestId"], "")
        self.weights[address] = max(self.weights.get(address, 0), int(event["encodedDataLength"]))

    def ask(self, path: str, name: str) -> list[str]:
        """Ask for a page, and open it if it is this half's to look at; the addresses it links to."""
        answer = self.actor.context.request.get(self.actor.url + path)
        if answer.status != 200:
            self.problems.append(f"{path}: {answer.status}")
            return []
        if name_of(final := self._own(answer.url)) != name:
            return [final]
        self.seen.been[name] += 1
        if not answer.headers["content-type"].startswith("text/html"):
            return []
        if self.seen.looks_at(name) and self.seen.been[name] <= (2 if name in OFTEN else 1):
            self._look(path, name)
        links = [urljoin(answer.url, html.unescape(each)) for each in LINK.findall(answer.text())]
        return [self._own(each) for each in links if each.startswith(self.actor.url)]

    def _own(self, address: str) -> str:
        """Path and query of one of our addresses."""
        return address.removeprefix(self.actor.url).partition("#")[0]

    def _look(self, path: str, name: str) -> None:
        self.actor.open(path)
        self.problems += self.actor.look(f"{self.actor.account or 'khach'}-{name.replace(':', '-')}")
        self._weigh(path)

    def _weigh(self, path: str) -> None:
        used = self.page.evaluate("performance.getEntries().map(entry => entry.name)")
        weight = sum(self.weights.get(address, 0) for address in set(used))
        if weight > FIRST_LOAD:
            self.problems.append(f"{path}: {weight} bytes at the first load")


class Looking:
    """The tests of one half. A class stays in one process, in its order."""

    seen: Seen

    @pytest.mark.parametrize("account", PEOPLE, ids=lambda account: account or "anybody")
    def test_pages_are_fit_to_be_seen(self, account: str, signed_in: Callable[..., Actor]) -> None:
        eyes = Eyes(signed_in(account), self.seen)
        waiting, mine = [*PEOPLE[account]], set()
        while waiting:
            path = waiting.pop(0)
            name = name_of(path)
            if name and name not in mine and (not self.seen.been[name] or name in WAYS):
                mine.add(name)
                waiting += eyes.ask(path, name)
        self.seen.came.add(account)
        assert mine
        assert not eyes.problems, "\n".join(eyes.problems)

    def test_every_page_was_looked_at(self) -> None:
        if lacking := set(PEOPLE) - self.seen.came:
            pytest.skip(f"{len(lacking)} of the people have not looked; run the whole module")
        policy = yaml.safe_load(POLICY.read_text(encoding="utf-8"))["urls"]
        pages = {key.split()[0] for key, methods in policy.items() if "ok" in methods.get("GET", {}).values()}
        mine = {name for name in pages if self.seen.looks_at(name)}
        missing = sorted(mine - set(self.seen.been) - set(ELSEWHERE))
        assert not missing, f"pages no test has looked at: {missing}"


class TestFirstHalf(Looking):
    """The one."""

    seen = Seen(0)


class TestSecondHalf(Looking):
    """The other."""

    seen = Seen(1)


def name_of(path: str) -> str:
    """Name of the page at an address, empty when there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
