"""Amounts a plan promises: the program pays by law, so the plan keeps them as a question with their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from thidua.reader.build.material import Material, sentence, source
from thidua.reader.build.parts import KIND_WORDS
from thidua.reader.model import Fact
from thidua.rules.money import dong


def stated(fact: Fact) -> Iterator[Mapping[str, object]]:
    """The amounts of a money fact, those of another shape left out."""
    rows = fact.value.get("amounts")
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, Mapping) and isinstance(row.get("amount"), int):
            yield row


def said(row: Mapping[str, object]) -> str:
    """``Giấy khen, tập thể: tối đa 1.500.000 đ``."""
    who = KIND_WORDS.get(str(row.get("target")), "mỗi trường hợp")
    most = "tối đa " if row.get("op") == "max" else ""
    return f"{f'{row["form"]}, ' if row.get('form') else ''}{who}: {most}{dong(int(str(row['amount'])))}"


def ask(material: Material) -> bool:
    """Ask whose amounts hold where the plan names its own or sets the law's aside; whether anything was asked."""
    fact = material.one("money")
    rows = list(dict.fromkeys(said(row) for row in stated(fact))) if fact else []
    aside = str(fact.value.get("aside") or "") if fact else ""
    if fact is None or not (rows or aside):
        return False
    words = f"Kế hoạch ghi mức tiền riêng ({sentence('; '.join(rows), 300)})" if rows else "Kế hoạch"
    words += f"{' và' if rows else ''} ghi “{sentence(aside, 120)}”" if aside else ""
    material.ask(
        "muc-tien-rieng",
        f"{words}; chi theo mức nào?",
        "contradictory" if aside else "ambiguous",
        "Tính tiền thưởng theo nghị định có hiệu lực ngày ký quyết định; mức ghi trong kế hoạch chỉ hiện để đối chiếu.",
        source(fact),
    )
    return True
