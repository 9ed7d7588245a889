"""The fixed parts of a DOCX package and its writer.

Packages are written by hand rather than through an object model: the parts that never change are compressed once, the
rest is one XML string, and every entry has the same time stamp, so equal papers give equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

FONT = "Times New Roman"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STAMP = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_MAIN}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_MAIN}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{_MAIN}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
ROOT_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_RELATIONS = (
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rIdPage" Type="{_OFFICE}/header" Target="header1.xml"/>'
    f'<Relationship Id="rIdFirst" Type="{_OFFICE}/header" Target="header2.xml"/>'
)
_PICTURE = f'<Relationship Id="rIdPicture" Type="{_OFFICE}/image" Target="media/check.png"/>'


def relations(*, picture: bool = False) -> str:
    """Relations of the main part; ``picture`` adds the check mark of a certificate."""
    more = _PICTURE if picture else ""
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{_RELATIONS}{more}</Relationships>'


def _style(name: str, look: str = "", place: str = "", *, kind: str = "paragraph", label: str = "") -> str:
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if name == "Normal" else ""
    paragraph = f"<w:pPr>{place}</w:pPr>" if place else ""
    run = f"<w:rPr>{look}</w:rPr>" if look else ""
    title = f'<w:name w:val="{label or name}"/>{based}<w:qFormat/>'
    return f'<w:style w:type="{kind}"{default} w:styleId="{name}">{title}{paragraph}{run}</w:style>'


def size(points: float) -> str:
    """Size of a run in points."""
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_INDENT = '<w:ind w:firstLine="720"/>'
_TIGHT = '<w:spacing w:before="0" w:after="0"/>'
_NEXT = "<w:keepNext/>"


def _styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    colour = '<w:color w:val="000000"/>'
    parts = (
        _style("Normal", fonts + size(14), '<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>'),
        _style("BodyText", "", _INDENT + '<w:jc w:val="both"/>', label="Body Text"),
        _style("Title", _BOLD + colour + size(14), _NEXT + _TIGHT + '<w:jc w:val="center"/>'),
        _style("Heading1", _BOLD + colour + size(14), _NEXT + _INDENT + '<w:outlineLvl w:val="0"/>', label="heading 1"),
        _style("Heading2", _BOLD + colour + size(14), _NEXT + _INDENT + '<w:outlineLvl w:val="1"/>', label="heading 2"),
        _style(
            "Heading3", _ITALIC + colour + size(14), _NEXT + _INDENT + '<w:outlineLvl w:val="2"/>', label="heading 3"
        ),
        _style("Basis", _ITALIC, _INDENT + '<w:jc w:val="both"/>', label="Can cu"),
        _style("Tight", "", '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>', label="Khung"),
        _style("Recipients", size(11), _TIGHT, label="Noi nhan"),
        _style("Header", size(13), '<w:jc w:val="center"/>', label="header"),
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size(14)}<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return f"{_DECLARATION}<w:styles {NAMESPACES}>{defaults}{''.join(parts)}</w:styles>"


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _header(content: str) -> str:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Header"/><w:jc w:val="center"/></w:pPr>{content}</w:p>'
    return f"{_DECLARATION}<w:hdr {NAMESPACES}>{paragraph}</w:hdr>"


_SETTINGS = (
    f'{_DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'
)

_FIXED: Mapping[str, str] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": ROOT_RELATIONS,
    "word/styles.xml": _styles(),
    "word/settings.xml": _SETTINGS,
    "word/header1.xml": _header(_FIELD),
    "word/header2.xml": _header(""),
}


def _core(title: str) -> str:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _put(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    method = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = method
    info.external_attr = 0o600 << 16
    archive.writestr(info, content, compresslevel=1 if method == zipfile.ZIP_DEFLATED else None)


def _fixed_package() -> bytes:
    """A package of the unchanging entries, compressed once; the others are appended to a copy."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in _FIXED.items():
            _put(archive, name, content)
    return out.getvalue()


_START = _fixed_package()


def package(body: str, title: str, picture: bytes | None = None) -> bytes:
    """A whole DOCX: ``body`` is what stands inside ``w:body``, ``picture`` the check mark of a certificate."""
    out = io.BytesIO()
    out.write(_START)
    with zipfile.ZipFile(out, "a") as archive:
        _put(archive, "docProps/core.xml", _core(title))
        _put(archive, "word/_rels/document.xml.rels", relations(picture=picture is not None))
        _put(archive, "word/document.xml", document(body))
        if picture is not None:
            _put(archive, "word/media/check.png", picture)
    return out.getvalue()


def document(body: str) -> str:
    """The main part around its body."""
    return f"{_DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
