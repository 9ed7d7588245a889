"""What every page of the frame shows: navigation, person, body, clock. Read only when the page asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from thidua.ui import clock

# Words of the rail: URL name, icon, word. Plans in the making are the business of those who draft and decide.
RAIL = (
    ("home", "inbox", "Việc của tôi"),
    ("drafting:list", "book-open-text", "Kế hoạch"),
    ("movements:list", "flag", "Phong trào"),
    ("dossiers:list", "folder-open", "Hồ sơ"),
    ("councils:list", "users", "Hội đồng"),
    ("decisions:list", "stamp", "Quyết định"),
    ("reports:register", "book-marked", "Sổ khen thưởng"),
)

ONLY_FOR = {"drafting:list": ("office", "decider", "admin")}
FAMILY = {"boards": "movements"}  # the page of one movement shows dossiers, so it stands in an app above


@dataclass(frozen=True, slots=True)
class RailItem:
    """One word of the navigation."""

    name: str
    icon: str
    label: str
    url: str
    active: bool


class Shell:
    """Frame of a page. Every part is computed on first use, so pages without a frame pay nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def user(self) -> Any:
        """The signed-in user, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def rail(self) -> list[RailItem]:
        """The words whose pages exist; the one of the current page is active."""
        here = getattr(self.request, "resolver_match", None)
        items = []
        for name, icon, label in RAIL:
            if self._may_see(name) and (url := find_url(name)):
                items.append(RailItem(name, icon, label, url, _is_here(name, here)))
        return items

    def _may_see(self, name: str) -> bool:
        roles = getattr(self.request, "roles", None)
        return name not in ONLY_FOR or bool(roles is not None and roles.body_ids(*ONLY_FOR[name]))

    @cached_property
    def user_name(self) -> str:
        """Name as shown to people."""
        return str(getattr(self.user, "display_name", "") or self.user or "")

    @cached_property
    def initials(self) -> str:
        """Two letters of middle and given name: Nguyễn Thị Hạnh Dung is HD."""
        return "".join(word[0] for word in self.user_name.split()[-2:]).upper()

    @cached_property
    def role_line(self) -> str:
        """Posts and roles in one line, may be empty."""
        return str(getattr(self.user, "role_line", "") or "")

    @cached_property
    def body_name(self) -> str:
        """The body whose business this is, e.g. UBND phường …"""
        return str(getattr(self.user, "body_name", "") or "Thi Đua")

    @cached_property
    def unit_name(self) -> str:
        """The user's own unit."""
        return str(getattr(self.user, "unit_name", "") or "")

    @cached_property
    def clock(self) -> clock.State:
        """The clock of the page."""
        return clock.state()

    @cached_property
    def help(self) -> dict[str, str]:
        """``office`` and ``phone`` to call: of the user's body if it says so, else of the installation."""
        told = getattr(self.user, "help_contact", None) or getattr(settings, "THIDUA_HELP", None)
        roles = getattr(self.request, "roles", None)
        if not told and roles is not None and roles.body_ids("office"):  # the office is not told to call itself
            return {"office": "người quản trị hệ thống của cơ quan"}
        return told or {}

    @cached_property
    def urls(self) -> dict[str, str]:
        """Links of the frame that exist in this installation."""
        wanted = {
            "home": ("home",),
            "search": ("search", "reports:search"),
            "profile": ("org:profile",),
            "password": ("org:password", "org:password_change"),
            "login": ("org:login",),
            "logout": ("org:logout", "logout"),
            "notices": ("notices:inbox",),
            "public": ("portal:home", "portal:index"),
            "clock": ("org:clock",),
            "styleguide": ("ui:styleguide",),
        }
        return {key: next((url for name in names if (url := find_url(name))), "") for key, names in wanted.items()}


def find_url(name: str) -> str:
    """The address of a URL name, or an empty text where the page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_here(name: str, match: Any) -> bool:
    if match is None:
        return False
    namespace, _, last = name.rpartition(":")
    if namespace:
        return bool(FAMILY.get(match.namespace, match.namespace) == namespace)
    return bool(match.view_name == last)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor: the frame as ``shell``."""
    return {"shell": Shell(request)}
