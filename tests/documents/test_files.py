"""Uploads judged by content (rows A35, A52, A54, A55, A56): generated fixtures, nothing taken from outside."""

import contextlib
import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import docx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from thidua.documents.files import MAX_SIZE, BadUpload, inspect_upload, safe_name
from thidua.documents.spreadsheet import Column, Sheet, write_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def pdf(pages: int = 1) -> bytes:
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(out)
    document.close()
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF whose user password is unknown: the check value in /U fits no password we know."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32),
    ]
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<41><41>]>>\nstartxref\n%d\n%%%%EOF" % start


def word() -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Tờ trình")
    document.save(out)
    return out.getvalue()


def excel() -> bytes:
    return write_xlsx([Sheet("A", (Column("a", "A"),), [("x",)])])


def picture(format: str, size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, format)
    return out.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = png_chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + body + png_chunk(b"IEND", b"")


def package(entries: dict[str, bytes], base: Callable[[], bytes] | None = word) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        if base:
            with zipfile.ZipFile(io.BytesIO(base())) as source:
                for name in source.namelist():
                    if name not in entries:
                        target.writestr(name, source.read(name))
        for name, content in entries.items():
            target.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind", "pages"),
    [
        ("Tờ trình.pdf", pdf(3), "pdf", 3),
        ("Báo cáo thành tích.DOCX", word(), "docx", None),
        ("ảnh.JPG", picture("JPEG"), "jpg", None),
        ("ảnh.jpeg", picture("JPEG"), "jpg", None),
        ("minh chứng.png", picture("PNG"), "png", None),
        ("không đuôi", picture("PNG"), "png", None),
    ],
)
def test_good_files(name: str, data: bytes, kind: str, pages: int | None) -> None:
    info = inspect_upload(name, data)
    assert (info.kind, info.extension, info.pages, info.size) == (kind, kind, pages, len(data))
    assert info.name.rsplit(".", 1)[0] == name.rsplit(".", 1)[0]
    assert info.media_type.split("/")[0] in {"application", "image"}


def test_excel_only_where_it_is_asked_for() -> None:
    assert inspect_upload("ds.xlsx", excel(), allowed=frozenset({"xlsx"})).kind == "xlsx"
    with pytest.raises(BadUpload, match=r"là Excel \(\.xlsx\)\. Chỉ nhận PDF, Word \(\.docx\), ảnh JPG, ảnh PNG"):
        inspect_upload("ds.xlsx", excel())
    with pytest.raises(BadUpload, match=r"là PDF\. Chỉ nhận Excel"):
        inspect_upload("a.pdf", pdf(), allowed=frozenset({"xlsx"}))


REFUSED = [
    ("a.pdf", b"", "rỗng"),
    ("a.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "trang web (HTML)"),
    ("a.docx", b"\xef\xbb\xbf \n<html><body>x</body></html>", "trang web (HTML)"),
    ("a.doc", b"<?xml version='1.0'?><html xmlns='x'/>", "trang web (HTML)"),
    ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "ảnh SVG"),
    ("a.docx", b"<?xml version='1.0'?><w:wordDocument/>", "tệp XML"),
    ("a.pdf", b"MZ\x90\x00" + bytes(200), "chương trình Windows (EXE)"),
    ("a.pdf", b"\x7fELF" + bytes(200), "một chương trình"),
    ("a.pdf", b"Rar!\x1a\x07\x00" + bytes(99), "tệp nén RAR"),
    ("a.pdf", b"7z\xbc\xaf\x27\x1c" + bytes(99), "tệp nén 7-Zip"),
    ("a.docx", package({"a.txt": b"x"}, None), "tệp nén ZIP"),
    ("a.odt", package({"mimetype": b"application/vnd.oasis.opendocument.text"}, None), "tài liệu OpenDocument"),
    ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "văn bản Word cũ (.doc)"),
    ("a.xls", OLE + "Workbook".encode("utf-16-le"), "bảng tính Excel cũ (.xls)"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "khóa bằng mật khẩu"),
    ("a.rtf", rb"{\rtf1 x}", "văn bản RTF"),
    ("a.jpg", picture("GIF"), "ảnh GIF"),
    ("a.jpg", picture("BMP"), "ảnh BMP"),
    ("a.jpg", picture("TIFF"), "ảnh TIFF"),
    ("a.jpg", picture("WEBP"), "ảnh WEBP"),
    ("a.jpg", b"\x00\x00\x00\x18ftypheic" + bytes(50), "ảnh HEIC"),
    ("a.jpg", b"\x00\x00\x00\x18ftypisom" + bytes(50), "tệp video"),
    ("a.pdf", "Tờ trình".encode(), "tệp văn bản thuần"),
    ("a.txt", b"BM la ten mot van ban", "tệp văn bản thuần"),
    ("a.pdf", bytes(range(256)), "không nhận biết được"),
    ("a.pdf", b"GIF89a;" + pdf(), "ảnh GIF"),
    ("a.pdf", b"x=1;/*\x00" + pdf(), "PDF có dữ liệu lạ ở đầu"),
    ("a.pdf", b"%PDF-1.7\nnothing", "PDF bị hỏng"),
    ("a.pdf", locked_pdf(), "PDF bị khóa bằng mật khẩu"),
    ("a.pdf", pdf() + package({"a.txt": b"x"}, None), "vừa là PDF vừa là tệp nén ZIP"),
    ("a.jpg", picture("JPEG") + package({"a.txt": b"x"}, None), "vừa là ảnh vừa là tệp nén ZIP"),
    ("a.pdf", picture("PNG"), "có đuôi .pdf nhưng nội dung là ảnh PNG"),
    ("a.png", pdf(), "có đuôi .png nhưng nội dung là PDF"),
    ("a.csv", picture("PNG"), "có đuôi .csv nhưng nội dung là ảnh PNG"),
    ("a.pdf.exe", pdf(), "có đuôi .exe nhưng nội dung là PDF"),
    ("a.jpg", picture("JPEG", (900, 900))[:-2], "tải lên chưa hết"),
    ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(300), "ảnh bị hỏng"),
    ("a.png", picture("PNG", (300, 300))[:-30], "ảnh bị hỏng"),
    ("a.png", png_of(50_000, 50_000), "điểm ảnh"),
    ("a.png", png_of(10_000, 6_001), "60 triệu điểm ảnh, giới hạn 60 triệu"),
    ("a.docx", word()[:-100], "hỏng"),
    ("a.docx", word()[:-18], "hỏng"),  # cut inside the record that ends the directory
    ("a.docx", word()[:-12], "hỏng"),
    ("a.docx", package({"word/vbaProject.bin": b"x"}), "có macro"),
    (
        "a.docx",
        package({"[Content_Types].xml": b"<x ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>"}),
        "có macro",
    ),
    (
        "a.pptx",
        package({"[Content_Types].xml": b"<x ContentType='x.presentationml.presentation.main+xml'/>"}, None),
        "PowerPoint",
    ),
    ("a.docx", package({"[Content_Types].xml": b"<Types/>"}), "không phải văn bản Word đúng dạng"),
    (
        "a.docx",
        package({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"}),
        "DOCTYPE",
    ),
    ("a.docx", package({"word/x.xml": "<!DOCTYPE a>".encode("utf-16")}), "DOCTYPE"),
    ("a.docx", package({"word/x.xml": b" " * 65_530 + b"<!DOCTYPE a>"}), "DOCTYPE"),  # across the edge of two pieces
    ("a.docx", package({"../../etc/cron.d/x": b"x"}), "trỏ ra ngoài"),
    ("a.docx", package({"/etc/x": b"x"}), "trỏ ra ngoài"),
    ("a.docx", package({"word/x.bin": bytes(9_000_000)}), "bom nén"),
    ("a.docx", package({f"word/{n}": b"" for n in range(2_001)}), "quá nhiều tệp"),
]


@pytest.mark.parametrize(("name", "data", "found"), REFUSED, ids=[f"{i}-{r[2][:24]}" for i, r in enumerate(REFUSED)])
def test_refused_with_what_was_found(name: str, data: bytes, found: str) -> None:
    with pytest.raises(BadUpload) as caught:
        inspect_upload(name, data)
    assert found in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "“a." in str(caught.value)


def test_size_limit() -> None:
    with pytest.raises(BadUpload, match="nặng 20,0 MB, vượt giới hạn 20 MB"):
        inspect_upload("a.pdf", pdf().ljust(MAX_SIZE + 1))
    assert inspect_upload("a.jpg", picture("JPEG").ljust(MAX_SIZE, b"\0")).size == MAX_SIZE


@pytest.mark.parametrize(
    ("target", "taken"),
    [
        ("https://evil.example/t.dotm", False),
        (r"\\evil\share\t.dotm", False),
        ("file://evil/t.dotm", False),
        ("file:///C:/Mau/t.dotx", True),
    ],
)
def test_a_template_on_the_network_is_refused(target: str, taken: bool) -> None:
    relation = (
        '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'attachedTemplate" Target="{target}" TargetMode="External"/></Relationships>'
    )
    data = package({"word/_rels/settings.xml.rels": relation.encode()})
    if taken:
        assert inspect_upload("a.docx", data).kind == "docx"
    else:
        with pytest.raises(BadUpload, match="mẫu trên mạng"):
            inspect_upload("a.docx", data)


def lying(data: bytes, name: str, *, size: int) -> bytes:
    """Change the uncompressed size that the directory of a zip claims for one entry."""
    at = data.rindex(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + 24] + struct.pack("<L", size) + data[at + 28 :]


def test_sizes_in_the_directory_are_not_believed() -> None:
    honest = package({"word/x.bin": bytes(3_000_000)})
    assert inspect_upload("a.docx", honest).kind == "docx"
    for size in (1, 2_999_999, 3_000_001):
        with pytest.raises(BadUpload, match="hỏng"):
            inspect_upload("a.docx", lying(honest, "word/x.bin", size=size))
    bomb = lying(package({"word/x.bin": bytes(30_000_000)}), "word/x.bin", size=10)
    with pytest.raises(BadUpload, match="bom nén"):
        inspect_upload("a.docx", bomb)


def test_a_directory_of_a_million_entries_is_not_read() -> None:
    data = word()
    at = data.rindex(b"PK\x05\x06")
    false = data[:at] + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 46_000_000, 0, 0)
    with pytest.raises(BadUpload, match="quá nhiều tệp"):
        inspect_upload("a.docx", false)


def test_a_bomb_is_met_with_little_memory() -> None:
    bomb = package({"word/x.bin": bytes(40_000_000)})
    tracemalloc.start()
    with pytest.raises(BadUpload, match="bom nén"):
        inspect_upload("a.docx", bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@given(
    st.sampled_from([pdf(), word(), excel(), picture("PNG"), picture("JPEG")]),
    st.integers(0),
    st.binary(max_size=20),
    st.integers(0, 20),
)
def test_damaged_files_are_judged_and_never_crash(data: bytes, at: int, noise: bytes, cut: int) -> None:
    at %= len(data)
    with contextlib.suppress(BadUpload):
        assert inspect_upload("tep", data[:at] + noise + data[at + cut :]).size


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tờ trình số 12.pdf", "Tờ trình số 12.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\lan\Tờ trình.PDF", "Tờ trình.pdf"),
        ("a\x00b\n\t.pdf", "a b.pdf"),
        ("con.pdf", "tep-con.pdf"),
        ("COM1", "tep-COM1"),
        ("nul .tar.gz", "tep-nul .tar.gz"),
        ("báo cáo\u202efdp.exe", "báo cáofdp.exe"),
        ('a<b>:"c|?*.png', "a b c.png"),
        ("To\u031b\u0300 tri\u0300nh\u00a0 1.docx", "Tờ trình 1.docx"),
        (".htaccess", "htaccess"),
        ("...", "tep"),
        ("", "tep"),
        ("a. . .", "a"),
        ("a.b.c.tệp lạ", "a.b.c.tệp lạ"),
    ],
)
def test_safe_names(name: str, expected: str) -> None:
    assert safe_name(name) == expected


def test_long_vietnamese_names_keep_their_extension() -> None:
    name = safe_name("Tờ trình đề nghị khen thưởng " * 20 + ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 200
    assert name.startswith("Tờ trình đề nghị")


@given(st.text(max_size=300))
def test_any_name_becomes_safe_and_stays_so(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert safe_name(safe) == safe
    assert len(safe.encode()) <= 200
    assert not set(safe) & set('/\\<>:"|?*\x00\n\r\u202e')
    assert safe[0] not in ". "
    assert safe[-1] not in ". "
