"""Names of files that are safe to show, to store in a header and to save on any computer."""

from __future__ import annotations

import re
from typing import Final

from thidua.documents.vietnamese import clean_name

MAX_BYTES: Final = 200  # file systems stop at 255; a Vietnamese letter takes up to three

_FORBIDDEN: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_EXTENSION: Final = re.compile(r"[A-Za-z0-9]{1,8}")


def safe_name(name: str) -> str:
    """Return a readable name without path, control and direction marks, characters or words that a system forbids.

    Vietnamese letters stay. At most 200 bytes in UTF-8, the extension (lower case) kept. Never empty: "tep" stands in.
    Idempotent.
    """
    last = re.split(r"[/\\]", name)[-1]
    stem, extension = split_extension(clean_name(_FORBIDDEN.sub(" ", last)))
    end = f".{extension}" if extension else ""
    short = stem.encode()[: MAX_BYTES - len(end)].decode(errors="ignore").strip(" .") or "tep"
    if _RESERVED.fullmatch(short.split(".")[0].strip()):
        short = f"tep-{short}"
    return short + end


def split_extension(name: str) -> tuple[str, str]:
    """Return stem and extension in lower case without the dot: "Tờ trình.PDF" → ("Tờ trình", "pdf")."""
    trimmed = name.strip(" .")
    stem, dot, extension = trimmed.rpartition(".")
    if dot and stem.strip(" .") and _EXTENSION.fullmatch(extension):
        return stem.strip(" ."), extension.lower()
    return trimmed, ""
