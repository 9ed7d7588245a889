"""Somebody at a browser: goes, reads, fills in, presses. Everything by the words on the page, as a person does."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.support import browser as chromium

PATIENCE: Final = 10_000  # milliseconds for one step
LOOKS: Final = ((1280, 900, "light"), (390, 844, "dark"))  # contrast hangs on the light, room on the width
PICTURES: Final = bool(os.environ.get("PICTURES"))  # a fifth of the time of looking, so only when asked for
SHOTS: Final = Path(__file__).parents[2] / "test-results"


def begins(words: str) -> re.Pattern[str]:
    """Names that begin with these words, letter by letter: "Phát động" is not "Chưa phát động"."""
    return re.compile(r"^\s*" + re.escape(words))


class Actor:
    """One person, one browser. ``account`` is empty for a citizen who has not signed in."""

    def __init__(self, context: Any, url: str) -> None:
        self.context, self.url, self.account = context, url, ""
        context.set_default_timeout(PATIENCE)
        self.page = context.new_page()
        self.complaints = chromium.listen(self.page)

    def sign_in(self, account: str) -> None:
        """Through the page, with the password printed on it."""
        self.open("/dang-nhap/")
        printed = self.page.locator("main").text_content()
        password = re.search(r"Mật khẩu của mọi tài khoản: (\S+)", printed)
        assert password, "the sign-in page of the demo prints no password"
        assert account in printed, f"{account} is not printed on the sign-in page"
        self.fill({"Tên đăng nhập": account, "Mật khẩu": password[1]})
        self.press("Đăng nhập")
        assert "/dang-nhap/" not in self.page.url, self.text()
        self.account = account

    # ---------------------------------------------------------------- going and reading

    def open(self, path: str, status: int = 200) -> None:
        """Go to an address of the product."""
        answer = self.page.goto(path if path.startswith("http") else self.url + path)
        assert answer.status == status, f"{self.account} {path}: {answer.status}\n{self.text()[:1500]}"

    def row(self, words: str, *, of: str = "main li, main tr, main section") -> Any:
        """The smallest row of the page with these words."""
        return self.page.locator(of).filter(has_text=words).last

    def follow(self, words: str, *, within: Any = "main") -> None:
        """Click the first link that begins with these words and wait for the next page."""
        link = self._place(within).get_by_role("link", name=begins(words)).first
        with self.page.expect_navigation() as going:
            link.click()
        assert going.value.status == 200, f"{self.account} {words!r} → {going.value.status} {self.page.url}"

    def text(self) -> str:
        """What the page says, spaces made plain."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def reads(self, *words: str) -> None:
        """The page says all of this."""
        said = self.text()
        missing = [each for each in words if each not in said]
        assert not missing, f"{self.account} at {self.page.url} does not read {missing}:\n{said[:3000]}"

    def _place(self, within: Any) -> Any:
        return self.page.locator(within) if isinstance(within, str) else within

    # ---------------------------------------------------------------- forms

    def box(self, label: str, *, within: Any = "body") -> Any:
        """Controls whose label begins with these words."""
        return self._place(within).get_by_label(begins(label)).and_(self.page.locator("input, textarea, select"))

    def fill(self, values: Mapping[str, str], *, within: Any = "body") -> None:
        """Boxes by the beginning of their labels."""
        for label, value in values.items():
            self.box(label, within=within).first.fill(value)

    def choose(self, label: str, *, within: Any = "body") -> None:
        """A radio button or tick box by the beginning of its words."""
        self.box(label, within=within).first.check()

    def press(self, words: str, *, within: Any = "body", refused: bool = False) -> None:
        """Press a button; the next page must not be an error, unless a refusal is what is expected."""
        button = self._place(within).get_by_role("button", name=begins(words)).first
        with self.page.expect_navigation() as going:
            button.click()
        status = 422 if refused else 200
        said = f"{self.account} {words!r} → {going.value.status} {self.page.url}"
        assert going.value.status == status, f"{said}\n{self.text()[:3000]}"
        assert refused or not self.page.locator("#loi").count(), f"{said}\n{self.text()[:3000]}"

    def keys(self, key: str) -> None:
        """Press a key that leads to another page; the next page must not be an error."""
        with self.page.expect_navigation() as going:
            self.page.keyboard.press(key)
        said = f"{self.account} {key} → {going.value.status} {self.page.url}"
        assert going.value.status == 200, f"{said}\n{self.text()[:3000]}"

    def enter(self, control: Any) -> None:
        """Press a button or follow a link by keyboard."""
        control.first.focus()
        self.keys("Enter")

    # ---------------------------------------------------------------- files and pictures

    def download(self, words: str, *, within: Any = "main") -> bytes:
        """The file a link gives."""
        link = self._place(within).get_by_role("link", name=begins(words)).first
        with self.page.expect_download() as coming:
            link.click()
        return Path(coming.value.path()).read_bytes()

    def look(self, name: str) -> list[str]:
        """On a desk by day and on a telephone by night: what is wrong with the page, with a picture of it."""
        found: list[str] = []
        for width, height, light in LOOKS:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme=light)
            where = f"{self.page.url} at {width}, {light}"
            wrong = chromium.violations(self.page)
            if not self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                wrong.append("scrolls sideways")
            found += [f"{where}: {each}" for each in wrong]
            self.picture(f"{name}-{width}-{light}", wanted=PICTURES or bool(wrong))
        self.page.set_viewport_size({"width": LOOKS[0][0], "height": LOOKS[0][1]})
        self.page.emulate_media(color_scheme="light")
        return found

    def picture(self, name: str, *, wanted: bool = PICTURES) -> None:
        """Keep how the page looks, for people's eyes."""
        if not wanted:
            return
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.jpg", full_page=True, quality=80)
