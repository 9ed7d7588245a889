"""Looks inside an accepted kind without decoding it: does it open, is it locked, would it explode."""

from __future__ import annotations

import io
import struct
import threading
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from thidua.documents.archives import ends_with_archive
from thidua.documents.files.kinds import BadUpload
from thidua.documents.vietnamese import decimal, number

MAX_PIXELS: Final = 60_000_000
MAX_PAGES: Final = 2_000
PDFIUM_LOCK: Final = threading.Lock()
"""PDFium is not safe for threads: whoever uses it in this process takes the lock."""

_TWO_KINDS: Final = "In lại thành PDF hoặc chụp lại ảnh rồi tải lên"


def check_pdf(shown: str, data: bytes) -> int:
    """Return the number of pages. Raises BadUpload for a password, damage, no page or far too many."""
    _refuse_polyglot(shown, data, "PDF")
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
                raise BadUpload(f"Tệp “{shown}” là PDF bị khóa bằng mật khẩu. Gỡ mật khẩu rồi tải lên.") from None
            raise BadUpload(f"Tệp “{shown}” là PDF bị hỏng, không mở được. Xuất hoặc quét lại rồi tải lên.") from None
        try:
            pages = len(document)
        finally:
            document.close()
    if not 1 <= pages <= MAX_PAGES:
        raise BadUpload(f"Tệp “{shown}” có {number(pages)} trang; chỉ nhận từ 1 đến {number(MAX_PAGES)} trang.")
    return pages


def check_image(shown: str, data: bytes) -> None:
    """Refuse damaged pictures and those of more than 60 megapixels; the pixels themselves are never decoded."""
    _refuse_polyglot(shown, data, "ảnh")
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            if width * height <= MAX_PIXELS:
                picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadUpload(_too_large(shown, "quá nhiều")) from None
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, KeyError, IndexError, OverflowError):
        raise BadUpload(f"Tệp “{shown}” là ảnh bị hỏng, không mở được. Chụp hoặc xuất lại rồi tải lên.") from None
    if width * height > MAX_PIXELS:
        raise BadUpload(_too_large(shown, decimal(width * height / 1_000_000, 0)))
    if data.startswith(b"\xff\xd8") and b"\xff\xd9" not in data:
        raise BadUpload(f"Tệp “{shown}” là ảnh tải lên chưa hết hoặc bị cắt. Tải lên lại.")


def _too_large(shown: str, size: str) -> str:
    return (
        f"Tệp “{shown}” là ảnh có {size} triệu điểm ảnh, giới hạn {MAX_PIXELS // 10**6} triệu. Thu nhỏ ảnh rồi tải lên."
    )


def _refuse_polyglot(shown: str, data: bytes, what: str) -> None:
    if ends_with_archive(data):
        raise BadUpload(f"Tệp “{shown}” vừa là {what} vừa là tệp nén ZIP nên không được nhận. {_TWO_KINDS}.")
