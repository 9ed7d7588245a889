"""Check codes of certificates: 130 random bits in letters and digits that survive being read aloud."""

from __future__ import annotations

import base64
import secrets

LENGTH = 26
_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})  # digits that the alphabet does not have


def new() -> str:
    """A fresh code; 26 signs of base32."""
    return base64.b32encode(secrets.token_bytes(17)).decode()[:LENGTH]


def shown(code: str) -> str:
    """In groups of four, as printed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read(text: str) -> str:
    """What a person typed as a code; empty when it cannot be one."""
    bare = "".join(text.upper().split()).replace("-", "").translate(_MISREAD)
    return bare if len(bare) == LENGTH and _SIGNS.issuperset(bare) else ""
