"""Blocks to WordprocessingML, one string for each block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from thidua.documents import lines
from thidua.documents.model import (
    Addressees,
    AnnexHead,
    Article,
    Bases,
    Block,
    Centred,
    Closing,
    Corner,
    Heading,
    Note,
    Paragraph,
    Run,
    Signature,
    Signatures,
    SubHead,
    Table,
    Text,
    Title,
    runs,
)
from thidua.documents.ooxml import size as points

MM = 56.6929  # twentieths of a point in a millimetre
_JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_MOTTO_MM = 56.1  # width of the motto, bold 13 pt
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_SIGN_GAP = '<w:spacing w:before="1360" w:after="0"/>'  # 24 mm for signature and seal


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None, colour: str = "") -> str:
    """A run; line breaks in the text become breaks in the line."""
    look = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += points(size) if size else ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\n"))
    return f"<w:r>{properties}{pieces}</w:r>"


def text_runs(text: Text, *, bold: bool = False, italic: bool = False, size: float | None = None) -> str:
    """All pieces of a line."""
    return "".join(
        run(piece.text, bold=bold or piece.bold, italic=italic or piece.italic, size=size) for piece in runs(text)
    )


def paragraph(content: str, style: str = "BodyText", *, align: str = "", keep: bool = False, place: str = "") -> str:
    """A paragraph; ``place`` is spacing and indent in the order of the schema."""
    next_ = "<w:keepNext/>" if keep else ""
    jc = f'<w:jc w:val="{_JUSTIFY[align]}"/>' if align else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{next_}{place}{jc}</w:pPr>{content}</w:p>'


def tight(content: str, *, align: str = "center", place: str = "") -> str:
    """A paragraph of a frame, without space around it."""
    return paragraph(content, "Tight", align=align, place=place)


def rule(width_mm: float, cell_mm: float) -> str:
    """A line of the given width in the middle of a cell or page."""
    side = max(0, round((cell_mm - width_mm) / 2 * MM))
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    place = (
        f'{border}<w:spacing w:before="110" w:after="0" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Tight"/><w:keepNext/>{place}<w:rPr>{points(4)}</w:rPr></w:pPr></w:p>'


def frame(widths_mm: Sequence[float], rows: Iterable[Sequence[str]]) -> str:
    """A table without rules whose rows stay whole."""
    grid = "".join(f'<w:gridCol w:w="{round(width * MM)}"/>' for width in widths_mm)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(width * MM)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths_mm, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    whole = round(sum(widths_mm) * MM)
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    properties = f'<w:tblW w:w="{whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{margins}'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


_AFTER_TABLE = '<w:p><w:pPr><w:pStyle w:val="Tight"/><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:p>'


def block(item: Block, width_mm: float) -> str:
    """The XML of one block on a page whose text is ``width_mm`` wide."""
    match item:
        case Heading():
            return _heading(item, width_mm)
        case Corner(text):
            return tight(run(text, italic=True, size=11), align="right")
        case Title():
            return _title(item, width_mm)
        case AnnexHead():
            return _annex_head(item)
        case Centred(text):
            return paragraph(run(text), "Title", align="center", place='<w:spacing w:before="120" w:after="120"/>')
        case Addressees():
            return _addressees(item)
        case Bases():
            return "".join(paragraph(run(line), "Basis") for line in item.lines)
        case Paragraph():
            indent = "" if item.indent else '<w:ind w:firstLine="0"/>'
            align = "" if item.align == "justify" else item.align
            return paragraph(text_runs(item.text), align=align, keep=item.keep, place=indent)
        case SubHead(text, level):
            return paragraph(run(text), f"Heading{level}")
        case Article():
            first = paragraph(run(f"Điều {item.number}. ", bold=True) + run(item.text))
            return first + "".join(paragraph(text_runs(line)) for line in item.more)
        case Note(text, align):
            return paragraph(run(text, italic=True, size=12), "Normal", align=align)
        case Table():
            return ruled(item, width_mm) + _AFTER_TABLE
        case Closing():
            return _closing(item, width_mm)
        case Signatures(columns):
            return _signatures(columns, width_mm)
        case _:
            raise TypeError(f"no such block on a page: {type(item).__name__}")


def _heading(item: Heading, width_mm: float) -> str:
    shown = lines.head(item, width_mm)
    left, right = shown.left_mm, width_mm - shown.left_mm
    parent = "".join(tight(run(line, size=12)) for line in shown.parent)
    issuer = "".join(tight(run(line, bold=True, size=12)) for line in shown.issuer)
    nation = tight(run(_NATION, bold=True, size=12)) + tight(run(_MOTTO, bold=True, size=13))
    about = "".join(
        tight(run(line, size=12), place="" if n else '<w:spacing w:before="120" w:after="0"/>')
        for n, line in enumerate(shown.about)
    )
    rows = (
        (parent + issuer + rule(26, left), nation + rule(_MOTTO_MM, right)),
        (tight(run(item.number_line, size=13)) + about, tight(run("\n".join(shown.date), italic=True, size=13))),
    )
    return frame((left, right), rows) + _AFTER_TABLE


def _title(item: Title, width_mm: float) -> str:
    out = [paragraph(run(item.name), "Title", align="center")]
    if item.subject:
        out.append(paragraph(run(lines.subject(item, width_mm)), "Title", align="center"))
    if item.note:
        out.append(tight(run(item.note, italic=True)))
    if item.rule:
        out.append(rule(32, width_mm))
    return "".join(out) + _AFTER_TABLE


def _annex_head(item: AnnexHead) -> str:
    strong = "".join(
        paragraph(run(line), "Title", align="center") for line in (item.label, item.title, item.subject) if line
    )
    return strong + (tight(run(item.reference, italic=True)) if item.reference else "") + _AFTER_TABLE


def _addressees(item: Addressees) -> str:
    if len(item.names) == 1:
        return paragraph(run(f"Kính gửi: {item.names[0]}"), align="center", place='<w:ind w:firstLine="0"/>')
    last = len(item.names) - 1
    listed = "".join(
        paragraph(run(f"- {name}{'.' if n == last else ';'}"), "Tight", align="left", place='<w:ind w:left="2100"/>')
        for n, name in enumerate(item.names)
    )
    return paragraph(run("Kính gửi:"), "Tight", align="left", place='<w:ind w:left="1420"/>') + listed + _AFTER_TABLE


# ---------------------------------------------------------------- tables


def ruled(item: Table, width_mm: float) -> str:
    """A ruled table: header repeated on each page, rows never cut."""
    widths = [round(share / 100 * width_mm * MM) for share in item.shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    )
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}'
    )
    body = _table_head(item, widths) + "".join(
        _table_row(item, row_index, widths) for row_index in range(len(item.rows))
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _cell(content: str, width: int, *, span: int = 1, merge: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"": "", "start": '<w:vMerge w:val="restart"/>', "more": "<w:vMerge/>"}[merge]
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _table_head(item: Table, widths: Sequence[int]) -> str:
    def label(text: str) -> str:
        return tight(run(text, bold=True, size=item.size))

    first, second = "", ""
    at = 0
    while at < len(item.columns):
        column = item.columns[at]
        end = at + 1
        if not column.group:
            merge = "start" if item.grouped else ""
            first += _cell(label(column.label), widths[at], merge=merge)
            second += _cell(tight(""), widths[at], merge="more")
        else:
            while end < len(item.columns) and item.columns[end].group == column.group:
                end += 1
            first += _cell(label(column.group), sum(widths[at:end]), span=end - at)
            second += "".join(_cell(label(item.columns[n].label), widths[n]) for n in range(at, end))
        at = end
    rows = (first, second) if item.grouped else (first,)
    return "".join(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{row}</w:tr>" for row in rows)


def _table_row(item: Table, index: int, widths: Sequence[int]) -> str:
    row = item.rows[index]
    cells = ""
    for n, text in enumerate(row.cells):
        at = 0 if n == 0 else n + row.span - 1
        span = row.span if n == 0 else 1
        align = row.align if n == 0 and row.align else item.columns[at].align
        content = tight(text_runs(text, bold=row.bold, size=item.size), align="left" if align == "justify" else align)
        cells += _cell(content, sum(widths[at : at + span]), span=span)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


# ---------------------------------------------------------------- signatures


def _signature_head(item: Signature) -> str:
    dated = tight(run(item.dated, italic=True, size=13)) if item.dated else ""
    strong = "".join(tight(run(line, bold=True, size=13)) for line in item.lines)
    sub = tight(run(item.sub_line, size=12)) if item.sub_line else ""
    note = tight(run(item.note, italic=True, size=12)) if item.note else ""
    return dated + strong + sub + note


def _signature_name(item: Signature) -> str:
    return tight(run(item.name, bold=True, size=14), place=_SIGN_GAP)


def _closing(item: Closing, width_mm: float) -> str:
    left = tight(run("Nơi nhận:", bold=True, italic=True, size=12), align="left") + "".join(
        paragraph(run(line), "Recipients", align="left") for line in item.recipient_lines
    )
    right = _signature_head(item.signature) + _signature_name(item.signature)
    return frame((width_mm * 0.47, width_mm * 0.53), ((left, right),))


def _signatures(columns: Sequence[Signature], width_mm: float) -> str:
    if len(columns) == 1:
        only = _signature_head(columns[0]) + _signature_name(columns[0])
        return frame((width_mm * 0.47, width_mm * 0.53), ((tight(""), only),))
    heads = ["".join(_keep(_signature_head(column))) for column in columns]
    names = [_signature_name(column) for column in columns]
    return frame([width_mm / len(columns)] * len(columns), (heads, names))


def _keep(xml: str) -> str:
    """The same paragraphs, kept with the row of names."""
    return xml.replace('<w:pStyle w:val="Tight"/>', '<w:pStyle w:val="Tight"/><w:keepNext/>')


__all__ = ["MM", "Run", "block", "frame", "paragraph", "rule", "run", "tight"]
