"""A plan as data printed as paper 1, in the sections of the prescribed form (Law on emulation 2022 Art 17: goal,
audience, content, criteria, time, awards, measures).

Only what the plan says is printed: a part without data is left out with its heading, a number or day that is not set
stays blank. The words of the labels are those of the plan; the sentences around them are fixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import Final

from thidua.documents import plan_clauses as clauses
from thidua.documents import plan_criteria as criteria
from thidua.documents import plan_running, vietnamese
from thidua.documents.base import ROMAN
from thidua.documents.base import Signer as Capacity
from thidua.documents.model import BLANK, Column, Heading, Paragraph, Row, SubHead, Table, plain
from thidua.documents.plan_paper import PlanBlock, PlanPaper
from thidua.plans.model import DocRef, Plan

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_TABLE_FROM: Final = 6  # numeric criteria (forms of the papers, 1, II.3)
_MODES: Final = {"TM": "TM", "TM_KT": "TM_KT", "KT": "KT", "own": "own"}

type Part = tuple[str, list[PlanBlock]]


def from_plan(plan: Plan) -> PlanPaper:
    """Paper 1 of a plan."""
    subject = plan.movement.title
    parts = [
        ("MỤC ĐÍCH, YÊU CẦU", _aims(plan)),
        ("ĐỐI TƯỢNG, NỘI DUNG, TIÊU CHÍ VÀ THỜI GIAN THI ĐUA", _movement(plan)),
        ("HÌNH THỨC, SỐ LƯỢNG, TIÊU CHUẨN KHEN THƯỞNG", _awards(plan)),
        ("QUY TRÌNH, THỜI GIAN VÀ HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG", _dossier(plan)),
        ("TỔ CHỨC THỰC HIỆN", _duties(plan)),
    ]
    numbers = iter(ROMAN)
    body: list[PlanBlock] = []
    for title, content in parts:
        if content:
            body += [SubHead(f"{next(numbers)}. {title}"), *content]
    name = "Kế hoạch" if subject.isupper() else f"Kế hoạch {subject[:1].lower()}{subject[1:]}"
    body += _closing(plan, name)
    return PlanPaper(
        heading=_heading(plan),
        subject=subject,
        bases=tuple(basis_line(basis) for basis in plan.bases),
        lead=(f"{full_name(plan.issuer.name)} ban hành {name}, như sau:",),
        body=tuple(body),
        recipients=tuple(line.label for line in plan.recipients),
        signature=signer(plan).signature(),
    )


def _closing(plan: Plan, name: str) -> list[PlanBlock]:
    """The sentence that ends every plan."""
    last = plan_running.last_duty(plan)
    who = clauses.lower(plan.duties[-1].body) if last else "các cơ quan, đơn vị, cá nhân liên quan"
    does = clauses.lower(last).rstrip(" .;") if last else "nghiêm túc triển khai thực hiện"
    name = name if name != "Kế hoạch" else f"Kế hoạch của {full_name(plan.issuer.name)}"
    return [Paragraph(f"Trên đây là {name}. Yêu cầu {who} {does}./.")]


def signer(plan: Plan) -> Capacity:
    """Who signs the plan, for which head and which collective."""
    given, issuer = plan.signer, full_name(plan.issuer.name)
    collective = next((name for name in _COLLECTIVES if issuer.startswith(name)), issuer)
    return Capacity(
        name=given.name,
        post=given.position,
        mode=_MODES[given.capacity],  # type: ignore[arg-type]  # the same four words as in a paper's signer
        head_post=head_of(given.position) or "Chủ tịch",
        body=collective,
    )


_COLLECTIVES: Final = ("Ủy ban nhân dân", "Ban Chỉ đạo", "Hội đồng", "Ban Thường vụ", "Ban Chấp hành", "Ban Tổ chức")


def head_of(position: str) -> str:
    """The post a deputy signs for: ``Phó Chủ tịch`` → ``Chủ tịch``, ``Thứ trưởng`` → ``Bộ trưởng``; empty for a head."""
    post = position.strip()
    if post.lower().startswith("thứ trưởng"):
        return "Bộ trưởng"
    deputy = re.match(r"phó\s+(.+?)(?:\s+(?:thường trực|phụ trách))?(?:\s+(?:ủy ban nhân dân|UBND)\b.*)?$", post, re.I)
    return deputy[1] if deputy else ""


def full_name(name: str) -> str:
    """``UBND phường X`` as it stands in the head of a paper."""
    return name.replace("UBND", "Ủy ban nhân dân", 1) if name.startswith("UBND") else name


def _heading(plan: Plan) -> Heading:
    identity, issuer = plan.identity, full_name(plan.issuer.name)
    if issuer.startswith("Ủy ban nhân dân "):
        issuer = "Ủy ban nhân dân\n" + issuer.removeprefix("Ủy ban nhân dân ")
    whole = date.fromisoformat(identity.date) if identity.date and len(identity.date) == 10 else None
    typed = None
    if identity.date and len(identity.date) == 7:  # the month is printed, the day is written in by hand
        year, month = identity.date.split("-")
        typed = f"{identity.place or ''}, ngày{BLANK * 6}tháng {month} năm {year}".lstrip(", ")
    return Heading(
        issuer=issuer,
        symbol=identity.symbol or "KH-UBND",
        number=identity.number,
        place=identity.place or "",
        day=whole,
        year=plan.movement.year_from,
        date_typed=typed,
    )


def basis_line(document: DocRef) -> str:
    """``Căn cứ Kế hoạch số 116/KH-UBND ngày 15 tháng 10 năm 2025 của UBND thành phố Cần Thơ về …``."""
    word = "Thực hiện" if document.relation == "thuc_hien" else "Căn cứ"
    when = ""
    if document.date and len(document.date) == 10:
        when = vietnamese.date_words(date.fromisoformat(document.date))
    parts = [word, document.doc_type, f"số {document.number}" if document.number else document.subject or "", when]
    parts.append(f"của {document.issuer}" if document.issuer else "")
    parts.append(_about(document) if document.number else "")
    return " ".join(part for part in parts if part)


def _about(document: DocRef) -> str:
    """What the text is about, with "về" where it is no law ("quy định …" follows a decree directly)."""
    subject = document.subject or ""
    if not subject or document.doc_type in {"Luật", "Bộ luật"} or subject.startswith("quy định"):
        return subject
    about = subject if subject.isupper() else clauses.lower(subject)
    return about if about.startswith("về ") else f"về {about}"


# ---------------------------------------------------------------- sections


def numbered(parts: Iterable[Part]) -> list[PlanBlock]:
    """Parts with content, numbered 1, 2, 3 …; one with a single paragraph stands on its heading's line."""
    out: list[PlanBlock] = []
    numbers = count(1)
    for title, content in parts:
        if content:
            out += [SubHead(f"{next(numbers)}. {title}", 2), *content]
    return out


def dashes(texts: Iterable[str]) -> list[PlanBlock]:
    """One paragraph for each text, with dash (where it has no mark of its own) and closing mark."""
    return [Paragraph(("" if text.startswith("+ ") else "- ") + clauses.closed(text)) for text in texts]


def lettered(texts: Sequence[str]) -> list[PlanBlock]:
    """``a) …``, ``b) …``, with đ; dashes where the letters do not suffice."""
    if len(texts) > len(LETTERS):
        return dashes(texts)
    return [Paragraph(f"{letter}) {clauses.closed(text)}") for letter, text in zip(LETTERS, texts, strict=False)]


def grouped(groups: Iterable[tuple[str, Sequence[str]]]) -> list[PlanBlock]:
    """``a) Đối với tập thể:`` with dashes under it; groups without lines left out."""
    out: list[PlanBlock] = []
    letters: Iterator[str] = iter(LETTERS)
    for title, texts in groups:
        if texts:
            out += [SubHead(f"{next(letters)}) {title}", 3), *dashes(texts)]
    return out


def _aims(plan: Plan) -> list[PlanBlock]:
    def of(kind: str) -> list[PlanBlock]:
        return dashes(each.label for each in plan.statements if each.kind == kind)

    return numbered([("Mục đích", of("purpose")), ("Yêu cầu", of("requirement"))])


def _movement(plan: Plan) -> list[PlanBlock]:
    audiences = [
        (title, [each.label for each in plan.audiences if each.kind == kind])
        for kind, title in clauses.KIND_TITLES.items()
    ]
    period = clauses.period(plan)
    return numbered(
        [
            ("Đối tượng thi đua", grouped(audiences)),
            ("Nội dung thi đua", _contents(plan)),
            ("Tiêu chí thi đua", _criteria(plan)),
            ("Thời gian thi đua", [Paragraph(period)] if period else []),
        ]
    )


def _contents(plan: Plan) -> list[PlanBlock]:
    """Letters where all compete in all, else under those who compete."""
    groups = [(title, [each.label for each in said]) for title, said in clauses.by_audience(plan, plan.contents)]
    if len(groups) < 2:
        return lettered([label for _, labels in groups for label in labels])
    return grouped(_titled(groups))


def _titled(groups: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, Sequence[str]]]:
    return [(f"Đối với {title or 'mọi đối tượng thi đua'}", texts) for title, texts in groups]


def _criteria(plan: Plan) -> list[PlanBlock]:
    """Lines, under those they are for; many figures stand in a table after what is no figure."""
    asked = criteria.asked(plan)
    figures = [each for each in asked if each.value is not None]
    if len(figures) < _TABLE_FROM:
        groups = [(title, [criteria.line(each) for each in said]) for title, said in clauses.by_audience(plan, asked)]
        return grouped(_titled(groups)) if len(groups) > 1 else dashes(text for _, texts in groups for text in texts)
    columns = (Column("TT", 6, "center"), Column("Tiêu chí", 64), Column("Chỉ tiêu", 30, "center"))
    rows = tuple(Row((str(n), *criteria.cells(each))) for n, each in enumerate(figures, 1))
    return [*dashes(each.label for each in asked if each.value is None), Table(columns, rows)]


def _awards(plan: Plan) -> list[PlanBlock]:
    standards = [
        (f"Đối với {clauses.KIND_WORDS[kind]}{label}", clauses.standards(plan, kind, which))
        for which, label in clauses.round_titles(plan)
        for kind in clauses.KIND_WORDS
    ]
    return numbered(
        [
            ("Hình thức khen thưởng", dashes(clauses.award(each, plan) for each in plan.awards)),
            ("Số lượng khen thưởng", _quotas(plan)),
            ("Tiêu chuẩn khen thưởng", grouped(standards)),
            ("Không xét khen thưởng", dashes(clauses.exclusions(plan))),
            ("Mức tiền thưởng và kinh phí", dashes(clauses.money(plan))),
        ]
    )


def _quotas(plan: Plan) -> list[PlanBlock]:
    """Lines, and a table where each body has a number of its own."""
    out = dashes(clauses.quota(each, plan) for each in plan.quotas if not clauses.shares(each))
    for each in clauses.allotments(plan):
        share = 40 / len(each.kinds)
        columns = (Column("TT", 8, "center"), Column("Đơn vị", 52), *(Column(k, share, "center") for k in each.kinds))
        last = len(each.rows)
        rows = tuple(Row((str(n) if n < last else "", *cells), bold=n == last) for n, cells in enumerate(each.rows, 1))
        out += [Paragraph(f"- {each.title}", keep=True), Table(columns, rows)]
    return out


def _dossier(plan: Plan) -> list[PlanBlock]:
    return numbered(
        [
            ("Quy trình", dashes(clauses.steps(plan))),
            ("Hồ sơ đề nghị khen thưởng", lettered([clauses.paper(each, plan) for each in plan.papers])),
            ("Thời hạn", dashes(plan_running.deadline(each, plan) for each in plan.deadlines)),
        ]
    )


def _duties(plan: Plan) -> list[PlanBlock]:
    """One number for each body, in the order of the plan."""
    out: list[PlanBlock] = []
    for number, (name, labels) in enumerate(plan_running.duties(plan), 1):
        if len(labels) == 1:
            colon = "" if name.startswith("Đề nghị ") else ":"
            out.append(Paragraph(f"{number}. {name}{colon} {clauses.closed(clauses.lower(labels[0]))}"))
        else:
            out += [Paragraph(f"{number}. {name}:", keep=True), *dashes(labels)]
    told = clauses.distinct(each.label for each in plan.feedback)
    if told:
        number = sum(isinstance(block, Paragraph) and plain(block.text)[:1].isdecimal() for block in out) + 1
        out += [
            Paragraph(f"{number}. Giám sát, phản ánh, kiến nghị trong quá trình thực hiện:", keep=True),
            *dashes(told),
        ]
    return out
