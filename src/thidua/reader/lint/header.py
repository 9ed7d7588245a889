"""The head and the foot of the paper: number, date, closing sign, signing block, recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from thidua.documents.vietnamese import fold

from ..model import Fact
from .remark import Look, Remark, first_words

_FORM: Final = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II"
_SIGN: Final = re.compile(r"\./\.?")
_COMMITTEE: Final = ("ubnd", "uy ban nhan dan")
# Words that put a body into a class; a recipient of the class, or "units" at large, covers it.
_CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "đài truyền thanh": ("dai truyen thanh", "truyen thanh"),
    "đơn vị sự nghiệp": ("don vi su nghiep",),
    "Mặt trận, đoàn thể": ("mat tran", "mttq", "doan the", "to chuc chinh tri"),
    "UBND cấp dưới": ("ubnd cac xa", "ubnd cac phuong", "uy ban nhan dan cac", "ubnd xa, phuong"),
}
_COVERS: Final[Mapping[str, tuple[str, ...]]] = {
    "đài truyền thanh": ("dai", "don vi", "truyen thanh"),
    "đơn vị sự nghiệp": ("don vi", "su nghiep"),
    "Mặt trận, đoàn thể": ("mat tran", "mttq", "doan the", "to chuc chinh tri"),
    "UBND cấp dưới": ("ubnd cac", "ubnd xa", "ubnd phuong", "uy ban nhan dan", "don vi"),
}


def number(look: Look) -> Iterator[Remark]:
    """No serial number, or no line for it at all."""
    fact = _one(look, "number")
    if fact is None:
        yield _absent(
            "missing.number", "header", "Văn bản không có dòng số, ký hiệu.", "Ghi “Số: …/KH-UBND” dưới tên cơ quan."
        )
    elif not fact.value.get("number"):
        yield _on(look, fact, "missing.number", "Số của kế hoạch để trống.", "Lấy số từ sổ văn bản khi ban hành.")


def issue_date(look: Look) -> Iterator[Remark]:
    """No date, or a blank in it, while the period counts from the day of issue."""
    fact = _one(look, "date")
    counts = any(p.value.get("start_rule") == "issue_date" for p in look.facts("period"))
    why = ", trong khi thời gian thi đua tính từ ngày ban hành" if counts else ""
    if fact is None or not fact.value.get("date"):
        path = fact.path if fact else "header"
        yield _absent(
            "missing.date",
            path,
            f"Văn bản không có địa danh, ngày tháng năm{why}.",
            "Ghi đủ ngày, tháng, năm ban hành.",
        )
    elif len(str(fact.value["date"])) < 10:
        yield _on(look, fact, "missing.day", f"Ngày ban hành chưa ghi đủ{why}.", "Ghi đủ ngày, tháng, năm khi ký.")


def closing_sign(look: Look) -> Iterator[Remark]:
    """``./.`` ends the text of an official paper."""
    before_recipients = [
        b for b in look.reading.blocks
        if b.text.strip() and not look.paths.get(b.index, "").startswith(("recipients", "signature", "header", "title"))
    ]  # fmt: skip
    if before_recipients and not any(_SIGN.search(b.original) for b in before_recipients[-4:]):
        last = before_recipients[-1]
        path, span = look.at(last.index, 0, len(last.text))
        yield Remark(
            "format.closing", "info", path or "closing", " ".join(last.text.split()[-8:]),
            "Cuối phần nội dung thiếu dấu “./.”.", "Thêm “./.” sau câu cuối.", _FORM, span=span,
        )  # fmt: skip


def signing_block(look: Look) -> Iterator[Remark]:
    """A committee's plan is signed TM. ỦY BAN NHÂN DÂN, with KT. below it when a deputy signs."""
    signer, issuer = _one(look, "signer"), _one(look, "issuer")
    if signer is None:
        yield _absent(
            "missing.signer", "signature", "Không thấy khối ký: quyền hạn, chức vụ, họ tên người ký.", "Ghi đủ khối ký."
        )
        return
    capacity = str(signer.value.get("capacity") or "")
    committee = issuer is not None and fold(str(issuer.value.get("name") or "")).startswith(_COMMITTEE)
    if committee and not re.search(r"\bTM\.?\s", capacity + " ") and "ủy ban" not in capacity.lower():
        yield _on(
            look, signer, "format.on-behalf", "Kế hoạch của Ủy ban nhân dân thiếu dòng “TM. ỦY BAN NHÂN DÂN” trên quyền hạn ký.",
            "Thêm “TM. ỦY BAN NHÂN DÂN” phía trên.",
        )  # fmt: skip
    deputy = fold(str(signer.value.get("position") or "")).startswith("pho ")
    if deputy and "KT" not in capacity.upper().replace(" ", ""):
        yield _on(look, signer, "format.for", "Cấp phó ký nhưng không ghi “KT.”.", "Ghi “KT. CHỦ TỊCH” trên chức vụ.")


def recipients(look: Look) -> Iterator[Remark]:
    """A body that has a duty but is not told; no line for the archive."""
    lines = [str(each.value.get("line") or "") for each in look.facts("recipient")]
    if not lines:
        if not any(path.startswith("recipients") for path in look.paths.values()):
            yield _absent("missing.recipients", "recipients", "Không có mục “Nơi nhận”.", "Ghi nơi nhận và nơi lưu.")
        return
    plain = [fold(line) for line in lines]
    if not any(line.startswith(("luu", "- luu")) for line in plain):
        yield _absent("missing.archive", "recipients", "Nơi nhận không có dòng “Lưu: VT”.", "Thêm “Lưu: VT, …”.")
    told: set[str] = set()
    for duty in look.facts("duty"):
        body = fold(str(duty.value.get("body") or ""))
        for name, words in _CLASSES.items():
            if (
                name not in told
                and any(w in body for w in words)
                and not any(w in line for w in _COVERS[name] for line in plain)
            ):
                told.add(name)
                yield Remark(
                    "missing.recipient", "info", "recipients", "; ".join(lines),
                    f"“{duty.value.get('body')}” được giao việc ở mục {duty.path} nhưng không có trong Nơi nhận.",
                    f"Thêm {name} vào Nơi nhận.", span=duty.spans[0] if duty.spans else None,
                )  # fmt: skip


def signer_matches(look: Look) -> Iterator[Remark]:
    """The place of the date line belongs to the issuing body; another one is a paper copied from elsewhere."""
    place, issuer = _one(look, "place"), _one(look, "issuer")
    if place is None or issuer is None:
        return
    said, name = fold(str(place.value.get("place") or "")), fold(str(issuer.value.get("name") or ""))
    parent = issuer.value.get("parent")
    above = fold(str(parent.get("name") or "")) if isinstance(parent, Mapping) else ""
    level = issuer.value.get("level")
    if level in ("xa", "phuong", "thi_tran", "huyen", "quan", "thi_xa") and said not in name and said not in above:
        yield _on(
            look, place, "inconsistent.place", f"Địa danh “{place.value.get('place')}” không phải của {issuer.value.get('name')}.",
            "Kiểm tra địa danh, có thể chép từ văn bản khác.",
        )  # fmt: skip


def _one(look: Look, kind: str) -> Fact | None:
    found = look.facts(kind)
    return found[0] if found else None


def _absent(code: str, path: str, message: str, cure: str) -> Remark:
    return Remark(code, "warning", path, "", message, cure, _FORM)


def _on(look: Look, fact: Fact, code: str, message: str, cure: str) -> Remark:
    return Remark(
        code,
        "warning",
        fact.path,
        first_words(fact.quote, 14),
        message,
        cure,
        _FORM,
        span=fact.spans[0] if fact.spans else None,
    )
