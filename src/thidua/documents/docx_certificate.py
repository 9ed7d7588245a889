"""A certificate as DOCX: the package is fixed, only the texts of the page differ.

Word has no way to shrink a text to its line, so the size of the name is chosen from its length, on the wide side.
The frame is Word's own double page border; no emblem is drawn (see ``certificate.py``).
"""

from __future__ import annotations

from thidua.documents import qr
from thidua.documents.docx_blocks import MM, frame, rule, run, tight
from thidua.documents.model import BLANK, CertificateFace
from thidua.documents.ooxml import package

_RED = "B3151B"
_GOLD = "B8892B"
_SIDE_MM = 34.0
_MARK_MM = 13
_EMU = 36000  # in a millimetre
_WIDE = 0.53  # mean width of a bold letter, in parts of its size


def render(face: CertificateFace, title: str) -> bytes:
    """The certificate as a DOCX of one page."""
    scale = min(face.width_mm / 297, face.height_mm / 210)
    picture = qr.png(face.check_url) if face.check_url else None
    return package(_middle(face, scale) + _foot(face, scale, picture is not None) + _page(face, scale), title, picture)


def _space(points: float) -> str:
    return f'<w:spacing w:before="{round(points * 20)}" w:after="0"/>'


def fitting(text: str, width_mm: float, sizes: tuple[float, ...], lines: int = 1) -> float | None:
    """The first size at which the text takes at most ``lines`` lines, by the mean width of its letters."""
    return next((size for size in sizes if len(text) * size * _WIDE * 0.3528 <= width_mm * lines * 0.94), None)


def _name_size(name: str, width_mm: float) -> float:
    one = fitting(name, width_mm, (28, 26, 24, 22))
    return one or fitting(name, width_mm, (24, 22, 20, 18, 16, 14, 12), 2) or 12


def _middle(face: CertificateFace, scale: float) -> str:
    width = face.width_mm - 2 * _SIDE_MM * scale
    name = f"{face.honorific} {face.recipient}".strip()
    long = len(name) > 60 or len(face.detail) > 150 or len(face.merit) > 200
    gap, shrink = (0.5, 0.8) if long else (1.5, 1)
    authority = fitting(face.authority, width, (18, 17, 16, 15, 14)) or 14

    def line(key: str, text: str, size: float, before: float, *, bold: bool = True, colour: str = "") -> str:
        shown = BLANK if key in face.preprinted else text
        content = run(shown, bold=bold, size=round(size * scale * 2) / 2, colour=colour)
        return tight(content, place=_space(before * gap * scale))

    motto_rule = "" if "national" in face.preprinted else rule(60.4 * scale, width)
    return (
        line("national", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 14, 0)
        + line("national", "Độc lập - Tự do - Hạnh phúc", 14, 0)
        + motto_rule
        + line("authority", face.authority, authority, 12, colour=_RED)
        + line("form", "TẶNG", 17, 8)
        + line("form", face.form, 40 * shrink, 4, colour=_RED)
        + line("", name, _name_size(name, width / scale), 10)
        + (line("", face.detail, 15 * shrink, 6, bold=False) if face.detail else "")
        + line("", face.merit, 17 * shrink, 8, bold=False)
    )


def _foot(face: CertificateFace, scale: float, mark: bool) -> str:
    width = face.width_mm - 2 * _SIDE_MM * scale

    def line(text: str, size: float, *, italic: bool = False, align: str = "center", before: float = 0) -> str:
        return tight(
            run(text, bold=True, italic=italic, size=round(size * scale * 2) / 2),
            align=align,
            place=_space(before * scale),
        )

    left = line(face.decision_line, 13, italic=True, align="left", before=16)
    left += line(face.book_line, 13, italic=True, align="left")
    if mark:
        left += tight(_picture(round(_MARK_MM * scale * _EMU)), align="left", place=_space(10 * scale))
        left += tight(run(f"Mã kiểm tra: {face.check_text}", size=8), align="left")
    posts = "".join(line(text, 14) for text in face.signature.lines)
    right = line(face.date_line, 13, italic=True, before=10) + posts + line(face.signature.name, 14, before=52)
    return frame((width * 0.52, width * 0.48), ((left, right),))


def _picture(side: int) -> str:
    blip = (
        '<pic:blipFill><a:blip r:embed="rIdPicture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    named = '<pic:nvPicPr><pic:cNvPr id="1" name="check.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic>{named}{blip}</pic:pic></a:graphicData></a:graphic>"
    )
    size = f'<wp:extent cx="{side}" cy="{side}"/><wp:docPr id="1" name="Mã kiểm tra" descr="Mã QR kiểm tra"/>'
    return f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{size}{graphic}</wp:inline></w:drawing></w:r>'


def _page(face: CertificateFace, scale: float) -> str:
    edge = "".join(
        f'<w:{side} w:val="thinThickThinMediumGap" w:sz="24" w:space="20" w:color="{_GOLD if side in ("top", "bottom") else _RED}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    borders = f'<w:pgBorders w:offsetFrom="page">{edge}</w:pgBorders>' if face.frame else ""
    left = _SIDE_MM * scale + face.offsets.x
    right = max(0.0, _SIDE_MM * scale - face.offsets.x)
    top = max(0.0, 43 * scale + face.offsets.y)
    margins = (
        f'<w:pgMar w:top="{round(top * MM)}" w:right="{round(right * MM)}" w:bottom="{round(12 * MM)}" '
        f'w:left="{round(left * MM)}" w:header="0" w:footer="0" w:gutter="0"/>'
    )
    size = f'<w:pgSz w:w="{round(face.width_mm * MM)}" w:h="{round(face.height_mm * MM)}" w:orient="landscape"/>'
    return f"<w:sectPr>{size}{margins}{borders}</w:sectPr>"
