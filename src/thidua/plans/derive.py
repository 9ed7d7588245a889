"""The beginning of a lower plan: what it takes over from the higher plan it carries out.

Contents, criteria, audiences, rounds, awards, standards, exclusions, parts of the dossier and the route are taken
over as they stand. Number, day, signer, deadlines, quotas, money, duties and recipients are the lower body's own and
stay empty; what cannot stay empty is an open question. Nothing is invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from . import model
from .codec import from_data, to_data
from .model import Plan, Source

HIGHER_ID: Final = "ke-hoach-cap-tren"
_OWN: Final = Source("", "tiếp nhận từ kế hoạch cấp trên")
_TAKEN: Final = ("audiences", "contents", "criteria", "standards", "exclusions", "papers", "rounds", "route")


def lower_plan(
    higher: Plan,
    *,
    code: str,
    name: str,
    level: str,
    tier: model.Tier,
    higher_number: str,
    higher_day: str | None,
) -> Plan:
    """A draft of a lower body's plan.

    ``code`` names it, ``name``, ``level`` and ``tier`` are those of the lower body (``plans.model.Issuer``),
    ``higher_number`` and ``higher_day`` (ISO or None) those of the higher plan as it was issued. Raises ``PlanError``
    when the parts do not fit together.
    """
    head = Source("header", "tiếp nhận từ kế hoạch cấp trên")
    up = higher.issuer
    document = model.DocRef(
        HIGHER_ID,
        "thuc_hien",
        "Kế hoạch",
        higher_number,
        higher_day,
        up.name,
        higher.movement.title,
        Source("preamble", "kế hoạch cấp trên"),
    )
    made = replace(
        higher,
        code=code,
        prefix="",
        issuer=model.Issuer(name, level, tier, up.name, up.level, up.tier, head),
        identity=model.Identity(None, "KH-UBND", None, None, higher_day if _whole(higher_day) else None, head),
        movement=replace(higher.movement, source=_away(higher.movement.source, "title")),
        period=replace(higher.period, source=_away(higher.period.source)),
        signer=model.Signer("", "", "TM", Source("signature", "chưa ghi")),
        money=model.Money(higher.money.decree, higher.money.law_and_guidance, None, None, _OWN_MONEY, None),
        cascade=model.Cascade(HIGHER_ID, False, (), None, None, document.source),
        bases=(document,),
        references=(),
        events=tuple(_plain(each) for each in higher.events),
        statements=(),
        awards=tuple(_plain(each) for each in higher.awards),
        quotas=(),
        deadlines=(),
        duties=(),
        recipients=(),
        feedback=(),
        questions=_questions(higher),
        **{group: tuple(_plain(each) for each in getattr(higher, group)) for group in _TAKEN},
    )
    return from_data(to_data(made), code)


_OWN_MONEY: Final = Source("", "theo quy định chung")


def _whole(day: str | None) -> bool:
    return day is not None and len(day) == 10


def _away(source: Source, path: str | None = None) -> Source:
    """The place in the higher plan; the clause inventory of that plan does not hold for this one."""
    return replace(source, path=source.path if path is None else path, quote="", clauses=())


def _plain(each: Any) -> Any:
    return replace(each, source=_away(each.source))


def _questions(higher: Plan) -> tuple[model.OpenQuestion, ...]:
    found = [
        model.OpenQuestion(
            f"hoi-han-{n}",
            "Hạn nộp hồ sơ của đơn vị mình là ngày nào? Phải sớm hơn hạn của cấp trên.",
            "missing",
            "Kế hoạch không có hạn; cơ quan thường trực ấn định khi phong trào đang chạy.",
            _away(each.source),
        )
        for n, each in enumerate((d for d in higher.deadlines if d.act == "dossier"), 1)
    ]
    awards = [each for each in higher.awards if each.mode == "award"]
    found += [
        model.OpenQuestion(
            f"hoi-tham-quyen-{n}",
            f"{each.label} trong kế hoạch cấp trên do {each.authority} tặng; cấp mình khen hình thức nào?",
            "missing",
            "Giữ như kế hoạch cấp trên cho đến khi sửa.",
            _away(each.source),
        )
        for n, each in enumerate(awards, 1)
    ]
    if higher.quotas:
        found.append(
            model.OpenQuestion(
                "hoi-so-luong",
                "Kế hoạch này khen thưởng bao nhiêu tập thể, cá nhân?",
                "missing",
                "Không ấn định số lượng; người có thẩm quyền quyết định.",
                _away(higher.quotas[0].source),
            )
        )
    return tuple(found)
