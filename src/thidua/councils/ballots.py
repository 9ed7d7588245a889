"""The urn: choices without voters.

What is kept of a vote stands in two places that nothing joins. ``VoteCast`` and the journal say that a
member has voted; ``Ballot.papers`` says which choices there are. A paper is a random token and a choice,
the list is kept in the order of the tokens and written whole, so neither place, time nor row number of a
paper says whose it is. The token is given to the voter and kept nowhere else on this side.

Limit: whoever can copy the database file between two single votes can compare the copies. Against that
help only the usual means of running a server (no copies while a vote is open), not this program.
"""

from __future__ import annotations

import secrets
from collections import Counter

from thidua.councils.models import Ballot
from thidua.rules.voting import Choice

# Copied by hand by people: no letters or figures that look alike. 28 signs of 24 are more than 128 bits.
LETTERS = "ACDEFGHKLMNPQRTUVXY34679"
SIGNS = 28
GROUP = 4
CHOICES: tuple[Choice, ...] = ("yes", "no", "blank")
TRIES = 200


def choice_of(text: str) -> Choice | None:
    """The choice as it came from a form, None for anything else."""
    return next((choice for choice in CHOICES if choice == text), None)


def new_token() -> str:
    """A token nobody can guess (more than 128 bits)."""
    return "".join(secrets.choice(LETTERS) for _ in range(SIGNS))


def shown(token: str) -> str:
    """``ACDE-FGHK-…``: as people read it out and copy it."""
    return "-".join(token[start : start + GROUP] for start in range(0, len(token), GROUP))


def read(text: str) -> str:
    """A token as typed: without hyphens and blanks, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def put(motion_id: int, choice: Choice) -> str:
    """Put a paper into the urn of a motion and return its token. Call inside the act's transaction.

    Two voters at once: the list is written only over the version it was read at; the slower one reads
    again. On PostgreSQL the write also makes later ones wait until this transaction ends.
    """
    for _ in range(TRIES):
        papers, version = Ballot.objects.values_list("papers", "version").get(motion_id=motion_id)
        token = new_token()
        filled = sorted([*papers, [token, choice]])
        if Ballot.objects.filter(motion_id=motion_id, version=version).update(papers=filled, version=version + 1):
            return token
    raise RuntimeError("Hòm phiếu đang có quá nhiều người ghi cùng lúc; xin ghi lại phiếu.")


def hold(motion_id: int) -> list[list[str]]:
    """Close the urn to votes still under way and return its papers. Call inside the act's transaction."""
    for _ in range(TRIES):
        papers, version = Ballot.objects.values_list("papers", "version").get(motion_id=motion_id)
        if Ballot.objects.filter(motion_id=motion_id, version=version).update(version=version + 1):
            return papers  # type: ignore[no-any-return]  # the JSON of the field
    raise RuntimeError("Hòm phiếu đang có quá nhiều người ghi cùng lúc; xin kiểm phiếu lại.")


def count(papers: list[list[str]]) -> Counter[str]:
    """Number of papers by choice."""
    return Counter(choice for _, choice in papers)
