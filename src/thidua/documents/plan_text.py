"""A plan typed as plain text (or light Markdown) as paper 1: head, title, sections with their own labels, foot.

Nothing is added and nothing reworded. Paragraphs that a page break tore apart are joined; ``**`` and ``#`` become
bold type, ``|`` rows become tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from thidua.documents.model import Column, Heading, Paragraph, Row, Run, Signature, SubHead, Table, Text, plain
from thidua.documents.plan_paper import PlanBlock, PlanPaper
from thidua.documents.vietnamese import fold

_NUMBER: Final = re.compile(r"số\s*:?\s*[\d\s.…_]*/\s*[\w-]+", re.IGNORECASE)
_DATE: Final = re.compile(r"^[^,;]{2,60},\s*ngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_ROMAN: Final = re.compile(r"(?:phần\s+)?[IVX]{1,6}(?:\.\d{1,2})*[.)\s]\s*\S", re.IGNORECASE)
_DECIMAL: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+\S")
_TAIL: Final = re.compile(r"[.;:!?…/”\")\]]\s*$")
_NATION: Final = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "doc lap-tu do-hanh phuc")
_CAPACITY: Final = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text without its Markdown; ``gap`` when a blank line stands above it."""

    text: Text
    gap: bool
    heading: int = 0

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def bold(self) -> bool:
        return not isinstance(self.text, str) and all(run.bold or not run.text.strip() for run in self.text)


def from_text(text: str) -> PlanPaper:
    """Paper 1 from the text of a plan.

    Raises ``ValueError`` when the text holds no line "KẾ HOẠCH", by which head and body are told apart.
    """
    lines = list(_read(text))
    at = next((n for n, line in enumerate(lines) if fold(line.plain) == "ke hoach"), None)
    if at is None:
        raise ValueError("Văn bản không có dòng “KẾ HOẠCH” nên không biết đâu là tên loại và nội dung.")
    heading = _heading([line.plain for line in lines[:at]])
    subject, at = _subject(lines, at + 1)
    end = next((n for n, line in enumerate(lines) if n > at and _begins_foot(line.plain)), len(lines))
    first = next((n for n in range(at, end) if _is_head(lines[n])), end)
    paragraphs = _joined(lines[at:end], first - at)
    lead = tuple(_basis_slanted(line.text) for line, body in paragraphs if not body)
    body = tuple(_body([line for line, inside in paragraphs if inside]))
    recipients, signature = _foot([line.plain for line in lines[end:]])
    return PlanPaper(heading=heading, subject=subject, lead=lead, body=body, recipients=recipients, signature=signature)


def _basis_slanted(text: Text) -> Text:
    """A paragraph that is a basis and nothing else stands slanted (NĐ 30/2020 Annex I, cell 6)."""
    said = plain(text)
    basis = said.startswith(("Căn cứ ", "Xét đề nghị", "Theo đề nghị")) and "như sau" not in said
    return (Run(said, italic=True),) if basis and isinstance(text, str) else text


# ---------------------------------------------------------------- lines


def _read(text: str) -> Iterator[_Line]:
    gap = True
    for raw in text.replace("\r\n", "\n").replace("\f", "\n\n").split("\n"):
        parts = re.split(r"(?<=\S)\*{4}(?=\S)", raw)
        for n, part in enumerate(parts):  # "**I. A****1. B**": two bold lines whose break was lost
            whole = ("**" if n else "") + part + ("**" if n < len(parts) - 1 else "")
            level = len(whole) - len(whole.lstrip().lstrip("#")) if whole.lstrip().startswith("#") else 0
            shown = _runs(whole.strip().lstrip("#").strip())
            if not plain(shown).strip():
                gap = True
                continue
            yield _Line(shown, gap or bool(n), level)
            gap = False


def _runs(text: str) -> Text:
    """``a **b** *c*`` as runs; stars without a partner are dropped."""
    star = re.fullmatch(r"\*\*?\s+(.*?)\*{0,2}", text)
    if star:  # "** Đối với tập thể:*" is a printed star before slanted words
        return (Run(f"* {star[1].strip()}", italic=True),)
    bold = italic = False
    out: list[Run] = []
    for part in re.split(r"(\*{1,3})", text):
        if set(part) == {"*"}:
            bold ^= len(part) > 1
            italic ^= len(part) != 2
        elif part:
            out.append(Run(part, bold, italic))
    if not any(run.bold or run.italic for run in out):
        return "".join(run.text for run in out)
    return tuple(out)


def _joined(lines: Sequence[_Line], first: int) -> list[tuple[_Line, bool]]:
    """Paragraphs and whether they belong to the sections; pieces of a sentence cut by a page are one again."""
    out: list[tuple[_Line, bool]] = []
    for n, line in enumerate(lines):
        before = out[-1][0].plain if out else ""
        cut = before and not _TAIL.search(before) and line.plain[:1].islower() and not _labelled(line.plain)
        if cut and not line.plain.startswith("|"):
            old = out[-1][0]
            text = (*_as_runs(old.text), Run(" "), *_as_runs(line.text))
            shown: Text = text if any(run.bold or run.italic for run in text) else plain(text)
            out[-1] = (_Line(shown, old.gap, old.heading), out[-1][1])
        else:
            out.append((line, n >= first))
    return out


def _as_runs(text: Text) -> tuple[Run, ...]:
    return (Run(text),) if isinstance(text, str) else text


def _labelled(text: str) -> bool:
    return re.match(r"[-–+*•]\s|[a-zđ]\)|\d", text) is not None


# ---------------------------------------------------------------- parts of the paper


def _heading(lines: Sequence[str]) -> Heading:
    """Issuer, number and date line as typed; the national title is printed anyway."""
    number = next((line for line in lines if _NUMBER.search(line)), "")
    day = next((line for line in lines if _DATE.match(line)), "")
    rest = [line for line in lines if line not in (number, day) and not fold(line).startswith(_NATION)]
    rest = [line for line in rest if any(sign.isalpha() for sign in line)]
    return Heading(issuer="\n".join(rest), number_typed=number.strip(), date_typed=day.strip())


def _subject(lines: Sequence[_Line], at: int) -> tuple[str, int]:
    """The lines under the title up to the next blank line, and where the text goes on."""
    start = at
    while at < len(lines) and (at == start or not lines[at].gap) and not _begins_body(lines[at].plain):
        at += 1
    return "\n".join(line.plain.strip() for line in lines[start:at]), at


def _begins_body(text: str) -> bool:
    return fold(text).startswith(("can cu ", "thuc hien ", "xet ", "theo de nghi ")) or bool(_ROMAN.match(text))


def _is_head(line: _Line) -> bool:
    text = line.plain.strip()
    return bool(_ROMAN.match(text)) and (line.heading > 0 or line.bold or text.upper() == text)


def _begins_foot(text: str) -> bool:
    return re.sub(r"[^a-z ]", "", fold(text)).strip() == "noi nhan"


def _body(lines: Sequence[_Line]) -> Iterator[PlanBlock]:
    rows: list[list[str]] = []
    for line in lines:
        text = line.plain.strip()
        if text.startswith("|") and text.endswith("|"):
            rows.append([cell.strip() for cell in text.strip("|").split("|")])
            continue
        if rows:
            yield from _table(rows)
            rows = []
        if _is_head(line):
            yield SubHead(text, 1)
        elif (_DECIMAL.match(text) and (line.heading or line.bold or _short(text))) or line.heading or line.bold:
            yield SubHead(text, 2)
        else:
            yield Paragraph(line.text)
    if rows:
        yield from _table(rows)


def _short(text: str) -> bool:
    return len(text) < 60 and not re.search(r"[.;,%\d]\s*$", text) and len(text.split()) < 9


def _table(rows: list[list[str]]) -> Iterator[PlanBlock]:
    kept = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    if not kept:
        return
    wide = max(len(row) for row in kept)
    longest = [max([len(row[n]) for row in kept if n < len(row)], default=1) for n in range(wide)]
    full = [row + [""] * (wide - len(row)) for row in kept]
    columns = tuple(Column(full[0][n], min(50, max(6, longest[n]))) for n in range(wide))
    yield Table(columns, tuple(Row(tuple(row)) for row in full[1:]))


def _foot(lines: Sequence[str]) -> tuple[tuple[str, ...], Signature]:
    """Recipients, then the lines above the name, then the name."""
    rest = [line.strip() for line in lines[1:] if line.strip()]
    recipients = []
    while rest and rest[0].startswith(("-", "–", "+")):
        recipients.append(rest.pop(0).lstrip("-–+ ").rstrip(" .;"))
    capacity = [line for line in rest if _CAPACITY.match(line)]
    names = [line for line in rest if line not in capacity]
    return tuple(recipients), Signature(tuple(capacity), " ".join(names))
