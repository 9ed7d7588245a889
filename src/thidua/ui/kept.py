"""What a person typed, held on the page when the request could not be carried out. Nothing is lost, nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

# Never echoed: secrets, and what the page makes anew.
SECRET = ("password", "mat_khau", "matkhau", "otp", "token", "secret")
MACHINE = ("csrfmiddlewaretoken",)
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """Fields to send again (none where a secret was among them), texts worth reading, files to be chosen again."""

    action: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def kept(request: HttpRequest) -> Kept:
    """The typed fields of a POST from our own pages; empty for anything else.

    A request from another site gets nothing back to confirm: its fields were not typed by this person.
    """
    if request.method != "POST" or not same_origin(request):
        return Kept()
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        files = tuple(upload.name or "" for name in request.FILES for upload in request.FILES.getlist(name))
    except Exception:  # a body too large or torn cannot be read a second time; the page still has to appear
        return Kept()
    fields = tuple((name, value) for name, value in pairs if name not in MACHINE and len(name) <= LONGEST_NAME)
    texts = tuple(value for name, value in fields if not _secret(name) and " " in value.strip())
    if any(_secret(name) for name, _ in fields):
        fields = ()
    return Kept(request.get_full_path(), fields, texts, files)


def same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that the request came from one of our pages."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(said).netloc == request.get_host()


def _secret(name: str) -> bool:
    return any(word in name.lower() for word in SECRET)
