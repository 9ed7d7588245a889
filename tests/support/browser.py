"""The system's Chromium for tests, and what every page must never do: complain in the console or break its policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
AXE: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def need_chromium() -> str:
    """Path of the browser. Without one: a failure where CI runs, a skip with a sentence elsewhere."""
    if CHROMIUM:
        return CHROMIUM
    sentence = "Chromium is not installed (Debian and Ubuntu: apt install chromium); journeys were not run."
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@contextmanager
def started() -> Iterator[Browser]:
    """A running Chromium. One at a time in a process: Playwright's loop cannot stand inside another."""
    path = need_chromium()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs its own loop beside the test's database
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def listen(page: Page) -> list[str]:
    """Complaints of a page from now on: errors in the console (a broken policy is one), scripts that fail, 5xx."""
    found: list[str] = []

    def heard(kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of 4" not in text:
            found.append(f"{page.url}: {text}")

    page.on("console", lambda message: heard(message.type, message.text))
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: found.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
    return found


def violations(page: Page, *, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its best practice (or some rules only): rule, markup, help."""
    from axe_playwright_python.sync_playwright import Axe

    asked = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": list(AXE)}
    answer = Axe().run(page, options={"runOnly": asked, "resultTypes": ["violations"]}).response
    assert answer["passes"], "axe did not run"
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]} ({v['help']})" for v in answer["violations"]]
