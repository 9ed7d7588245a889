"""Names as the papers write them: the body in full, its chairman, the movement inside a sentence."""

from __future__ import annotations

from thidua.movements.models import Round
from thidua.org.models import Unit
from thidua.plans import Plan
from thidua.plans.vocabulary import AWARD_FORMS

COMMITTEE = "Ủy ban nhân dân"


def full_name(body: Unit) -> str:
    """``UBND phường Sóc Trăng`` → ``Ủy ban nhân dân phường Sóc Trăng``."""
    return body.name.replace("UBND", COMMITTEE, 1)


def locality(body: Unit) -> str:
    """``phường Sóc Trăng``: the name without the committee."""
    return full_name(body).removeprefix(COMMITTEE).strip()


def issuer(body: Unit) -> str:
    """Head of a paper in two lines of capitals."""
    name = full_name(body)
    if name.startswith(COMMITTEE):
        return f"{COMMITTEE}\n{locality(body)}".upper()
    return name.upper()


def chair(body: Unit) -> str:
    """The post that awards."""
    return f"Chủ tịch {full_name(body)}"


def form_name(form: str) -> str:
    """giay-khen → Giấy khen."""
    return AWARD_FORMS.get(form, form)


def movement_phrase(plan: Plan, round_: Round) -> str:
    """What stands after "trong": ``phong trào thi đua đẩy mạnh … năm 2025``, from the title of the plan.

    A movement of several years names the year of the round, a final round does not.
    """
    title = plan.movement.title
    at = title.lower().find("phong trào")
    phrase = title[at:] if at >= 0 else f"phong trào {title[:1].lower()}{title[1:]}"
    cycle = next((each.cycle for each in plan.rounds if each.id == round_.round_id), "single")
    return f"{phrase}, năm {round_.year}" if cycle == "annual" else phrase


def merit_text(plan: Plan, round_: Round, limit: int = 250) -> str:
    """Words of merit offered for the certificate; the office may change them."""
    text = f"Đã có thành tích xuất sắc trong {movement_phrase(plan, round_)}"
    return text if len(text) <= limit else f"Đã có thành tích xuất sắc trong phong trào {plan.movement.short}"[:limit]
