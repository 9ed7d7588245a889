"""Pieces several papers of a dossier share."""

from __future__ import annotations

from datetime import date

from thidua.documents.base import Basis, Signer
from thidua.documents.model import Heading
from thidua.dossiers.models import Dossier
from thidua.law import NotInForce, book
from thidua.org.models import Post, Unit
from thidua.org.queries import head_of
from thidua.plans import Plan


def heading(unit: Unit, *, symbol: str = "", day: date | None = None, year: int | None = None) -> Heading:
    """Head of a paper of a unit; number and day stay blank until the unit's own register gives them."""
    body = unit.body
    parent = "" if body is None or unit.is_body else body.name
    place = unit.place or (body.place if body else "")
    return Heading(issuer=unit.name, parent_body=parent, symbol=symbol, place=place, day=day, year=year)


def symbol(kind: str, unit: Unit) -> str:
    """``TTr-KT``: type of paper and the unit's short name, where it has one."""
    return f"{kind}-{unit.short}" if unit.short else kind


def movement_phrase(plan: Plan) -> str:
    """``phong trào thi đua cải cách hành chính năm 2025``: what stands after "trong"."""
    short = plan.movement.short
    lower = short if short[:2].isupper() else short[:1].lower() + short[1:]
    return lower if lower.startswith("phong trào") else f"phong trào {lower}"


def plan_reference(dossier: Dossier) -> str:
    """``Kế hoạch số 05/KH-UBND ngày 24 tháng 10 năm 2025 của UBND phường …``."""
    from thidua.documents.vietnamese import date_words

    version = dossier.plan_version
    when = f" {date_words(version.issued_on)}" if version.issued_on else ""
    return f"Kế hoạch số {version}{when} của {dossier.round.movement.body.name}"


def bases(dossier: Dossier, day: date) -> tuple[Basis | str, ...]:
    """Law and decree in force on the day, then the plan of the movement."""
    found: list[Basis | str] = []
    try:
        regime = book().regime(day)
    except NotInForce:  # before the first law the book knows: the plan alone
        pass
    else:
        law, decree = regime.law, regime.decree
        found.append(Basis(kind="Luật", title=law.title.removeprefix("Luật ").strip(), day=law.issued))
        found.append(
            Basis(kind="Nghị định", number=decree.number, day=decree.issued, issuer=decree.issuer, title=decree.title)
        )
    version = dossier.plan_version
    found.append(
        Basis(
            kind="Kế hoạch",
            number=str(version),
            day=version.issued_on,
            issuer=dossier.round.movement.body.name,
            title=_lower(dossier.round.movement.title),
        )
    )
    return tuple(found)


def head_signer(unit: Unit, day: date) -> Signer:
    """The head of a unit as signer; name and post stay blank where no head is known."""
    post = head_of(unit, day)
    return Signer(name=post.person.full_name, post=post.title) if post else Signer(post="Thủ trưởng đơn vị")


def post_line(post: Post | None) -> str:
    return post.title if post else ""


def clauses(paths: list[str]) -> str:
    """``mục III.3.a, III.3.b``, each once, in the order of the plan."""
    seen = list(dict.fromkeys(path for path in paths if path))
    return f"mục {', '.join(seen)}" if seen else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
