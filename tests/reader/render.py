"""A plan as an office would send it: the same text as DOCX, as PDF and as a poor scan of 150 dots per inch.

The same text always gives the same bytes: the noise of the scan comes from a fixed seed.
"""

from __future__ import annotations

import io
import random

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageFilter

from thidua.documents import docx, pdf
from thidua.documents.files import PDFIUM_LOCK
from thidua.documents.plan_text import from_text

SCAN_DPI = 150


def to_docx(text: str) -> bytes:
    """The text of a plan as the Word file of paper 1."""
    return docx.render(from_text(text))


def to_pdf(text: str) -> bytes:
    """The text of a plan as the PDF of paper 1."""
    return pdf.render(from_text(text))


def to_scan(text: str, *, seed: int = 20_26, angle: float = 0.6) -> bytes:
    """The text of a plan printed, laid askew on an old scanner and saved as a PDF of JPEG pictures."""
    return scanned(to_pdf(text), seed=seed, angle=angle)


def scanned(printed: bytes, *, seed: int = 20_26, angle: float = 0.6) -> bytes:
    """Any PDF as a scan: every page turned a little, blurred, speckled and compressed."""
    chance = random.Random(seed)
    pages = [_degraded(page, chance, angle if n % 2 == 0 else -angle / 2) for n, page in enumerate(pictures(printed))]
    out = io.BytesIO()
    jpegs = [Image.open(io.BytesIO(page)) for page in pages]
    jpegs[0].save(
        out, "PDF", save_all=True, append_images=jpegs[1:], resolution=SCAN_DPI, creationDate=None, modDate=None
    )
    return out.getvalue()


def pictures(printed: bytes) -> list[Image.Image]:
    """The pages of a PDF as grey pictures."""
    with PDFIUM_LOCK:
        document = pdfium.PdfDocument(printed)
        shown = [page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil() for page in document]
        document.close()
    return shown


def _degraded(page: Image.Image, chance: random.Random, angle: float) -> bytes:
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(0.6))
    small = (page.width // 2, page.height // 2)
    grain = Image.frombytes("L", small, chance.randbytes(small[0] * small[1])).point(lambda v: v // 8)
    page = ImageChops.subtract(page, grain.resize(page.size))
    for _ in range(60):
        x, y = chance.randrange(page.width - 2), chance.randrange(page.height - 2)
        page.paste(chance.randrange(60, 160), (x, y, x + 2, y + chance.randrange(1, 3)))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=45)
    return out.getvalue()
