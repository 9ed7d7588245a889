"""What all papers share: the ``Paper`` class and the small pieces of content several papers use."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from thidua.documents import vietnamese
from thidua.documents.model import (
    BLANK,
    Addressees,
    Bases,
    Closing,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Text,
    Title,
    plain,
)

Kind = Literal["collective", "individual", "household"]
Standing = Literal["L", "L?", "P", "C"]
Mode = Literal["own", "KT", "TM", "TM_KT", "TL", "TUQ", "Q"]

KIND_WORDS: dict[str, str] = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}
KIND_HEADS: dict[str, str] = {"collective": "TẬP THỂ", "individual": "CÁ NHÂN", "household": "HỘ GIA ĐÌNH"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
DOTS = "…" * 12


class Paper(ABC):
    """Content of one paper.

    ``STANDING`` tells where the layout comes from: ``L`` prescribed by national law and seen, ``L?`` prescribed but
    rebuilt here from its notes, ``P`` set by province or plan, ``C`` convention. ``NAME`` is the Vietnamese name.
    """

    __slots__ = ()
    STANDING: ClassVar[Standing] = "C"
    NAME: ClassVar[str]

    @abstractmethod
    def to_document(self) -> Document:
        """The paper as blocks."""

    @property
    @abstractmethod
    def title(self) -> str:
        """Title in one line, as shown in lists and in the file's properties."""

    @property
    def standing(self) -> Standing:
        """Standing of the layout, see the class."""
        return self.STANDING

    @property
    def is_reference_form(self) -> bool:
        """True for a layout that is only reconstructed: show "mẫu tham khảo" to the administrator."""
        return self.standing == "L?"

    @property
    def filename(self) -> str:
        """Name of the file without its ending: folded words joined by hyphens, at most 80 characters."""
        return slug(self.title)

    def own_fields(self) -> dict[str, object]:
        """Placeholders that only this paper has."""
        return {}

    def fields(self) -> dict[str, object]:
        """All placeholders for an office's own DOCX template; meanings in ``templates.MEANINGS``."""
        return {**shared_fields(self.to_document()), **self.own_fields()}


def shared_fields(document: Document) -> dict[str, object]:
    """Placeholders every paper has, read from its blocks; absent parts are empty."""
    values: dict[str, object] = dict.fromkeys(
        ("co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu"), ""
    )
    values |= {"kinh_gui": [], "can_cu": [], "noi_dung": [], "bang": [], "noi_nhan": [], "chu_ky": []}
    lists: dict[str, list[object]] = {name: [] for name in ("noi_dung", "bang", "chu_ky")}
    for block in document.blocks():
        match block:
            case Heading():
                values |= {
                    "co_quan_chu_quan": block.parent_body,
                    "co_quan_ban_hanh": block.issuer.replace("\n", " "),
                    "so_ky_hieu": block.number_line,
                    "dia_danh_ngay": block.date_line,
                }
            case Title():
                values |= {"ten_loai": block.name, "trich_yeu": block.subject}
            case Addressees():
                values["kinh_gui"] = list(block.names)
            case Bases():
                values["can_cu"] = list(block.lines)
            case Paragraph():
                lists["noi_dung"].append(plain(block.text))
            case Table():
                lists["bang"].append([[plain(cell) for cell in row.cells] for row in block.rows])
            case Closing():
                values["noi_nhan"] = list(block.recipient_lines)
                lists["chu_ky"].append(signature_fields(block.signature))
            case Signatures():
                lists["chu_ky"].extend(signature_fields(signature) for signature in block.columns)
    return values | dict(lists)


def signature_fields(signature: Signature) -> dict[str, str]:
    """A signature for a template: capacity lines joined by line breaks, and the name."""
    return {"chuc_vu": "\n".join(signature.lines), "ho_ten": signature.name}


def slug(text: str) -> str:
    """``Tờ trình số 07/TTr-PKT`` → ``to-trinh-so-07-ttr-pkt``."""
    folded = vietnamese.fold(text)
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in folded).split()
    short = "-".join(words)[:80]
    return short.strip("-") or "van-ban"


# ---------------------------------------------------------------- pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs and in which capacity (NĐ 30/2020 Art 13).

    ``post`` is the signer's own post, ``head_post`` the post signed for (KT., TL., TUQ.), ``body`` the collective
    signed for (TM.), ``sub_line`` a line under the post, used by a council.
    """

    name: str = ""
    post: str = ""
    mode: Mode = "own"
    head_post: str = ""
    body: str = ""
    sub_line: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Capacity lines in capitals, top to bottom."""
        post, head, body = self.post.upper(), self.head_post.upper(), self.body.upper()
        shapes: dict[Mode, tuple[str, ...]] = {
            "own": (post,),
            "KT": (f"KT. {head}", post),
            "TM": (f"TM. {body}", post),
            "TM_KT": (f"TM. {body}", f"KT. {head}", post),
            "TL": (f"TL. {head}", post),
            "TUQ": (f"TUQ. {head}", post),
            "Q": (f"Q. {post}",),
        }
        return shapes[self.mode]

    def signature(self, note: str = "") -> Signature:
        """The block under the paper."""
        return Signature(self.lines, self.name, note, self.sub_line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A text a paper rests on: type, number, day, issuer, title. Laws are cited without number and issuer."""

    kind: str
    title: str
    number: str = ""
    day: date | None = None
    issuer: str = ""

    def __str__(self) -> str:
        when = f" {vietnamese.date_words(self.day)}" if self.day else ""
        if not self.number:
            return f"Căn cứ {self.kind} {self.title}{when}"
        by = f" của {self.issuer}" if self.issuer else ""
        return f"Căn cứ {self.kind} số {self.number}{when}{by} {self.title}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMark:
    """The form a paper follows: its number and the decree that gives it."""

    number: str
    decree: str

    def __str__(self) -> str:
        return f"Mẫu số {self.number} (Nghị định số {self.decree})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominee:
    """A candidate as papers 2, 4, 10 and 15 show it; ``extra`` columns stay empty when unknown."""

    kind: Kind
    name: str
    honorific: str = ""
    post: str = ""
    unit: str = ""
    managing_body: str = ""
    award: str = ""
    summary: str = ""
    birth_year: int | None = None
    female: bool | None = None
    rating: str = ""
    votes: str = ""
    initiatives: str = ""
    prior_awards: str = ""

    @property
    def place(self) -> str:
        """Post and unit in one cell."""
        return ", ".join(part for part in (self.post, self.unit) if part)


def basis_lines(bases: Sequence[Basis | str]) -> tuple[str, ...]:
    """Bases as text, in the order given."""
    return tuple(str(basis) for basis in bases)


def counts(kinds: Sequence[Kind]) -> str:
    """``04 (bốn) tập thể và 10 (mười) cá nhân``; kinds without anybody are left out."""
    parts = [f"{vietnamese.count(kinds.count(kind))} {word}" for kind, word in KIND_WORDS.items() if kind in kinds]
    return joined(parts)


def kinds_named(kinds: Sequence[Kind]) -> str:
    """``tập thể, cá nhân``: which kinds occur."""
    return ", ".join(word for kind, word in KIND_WORDS.items() if kind in kinds)


def joined(parts: Sequence[str]) -> str:
    """``a, b và c``."""
    return " và ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def attached_to(kind: str, heading: Heading, issuer: str) -> str:
    """Line under the head of an annex; number and day stay blank while the paper is a draft."""
    number = heading.number_line.removeprefix("Số:").strip(" ") if heading.symbol else ""
    numbered = f" số {number}" if number else ""
    day = vietnamese.date_words(heading.day) if heading.day else f"ngày{BLANK * 4}tháng{BLANK * 4}năm{BLANK * 4}"
    return f"(Kèm theo {kind}{numbered} {day} của {issuer})"


def labelled(label: str, value: str | int | None) -> Text:
    """``Label: value`` with dots to be filled in where the value is unknown."""
    shown = DOTS if value in (None, "") else str(value)
    return (Run(f"{label}: "), Run(shown))


def percent(part: int, whole: int) -> str:
    """``90,9 %``: one decimal, half up; a share below the whole never prints as 100 %. Blank without a base."""
    if whole <= 0:
        return ""
    tenths = (part * 2000 + whole) // (2 * whole)
    if part < whole:
        tenths = min(tenths, 999)
    return f"{tenths // 10}{f',{tenths % 10}' if tenths % 10 else ''} %"


def capital(text: str) -> str:
    """The text with its first letter in capitals."""
    return text[:1].upper() + text[1:]
