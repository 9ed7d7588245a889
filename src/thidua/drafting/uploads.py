"""What may be brought in as the text of a plan, judged before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from thidua.documents.files import MAX_SIZE, BadUpload, inspect_upload, safe_name

TEXTS: Final = ("txt", "md")
ACCEPT: Final = ".docx,.pdf,.jpg,.jpeg,.png,.txt,.md"  # for the file box


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be kept; ``name`` is safe to show."""

    name: str
    media_type: str
    extension: str


def inspect(name: str, data: bytes) -> Upload:
    """Kind of an uploaded plan; raises ``BadUpload`` with what was found and what to do."""
    shown = safe_name(name)
    extension = shown.rpartition(".")[2].lower()
    if extension not in TEXTS:
        info = inspect_upload(name, data)
        return Upload(info.name, info.media_type, info.extension)
    if not data.strip():
        raise BadUpload(f"Tệp “{shown}” rỗng. Kiểm tra lại tệp rồi tải lên.")
    if len(data) > MAX_SIZE:
        raise BadUpload(f"Tệp “{shown}” nặng hơn 20 MB. Giảm dung lượng hoặc tách tệp.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadUpload(f"Tệp “{shown}” không phải chữ UTF-8. Lưu lại với bảng mã UTF-8 rồi tải lên.") from None
    if "\0" in text:
        raise BadUpload(f"Tệp “{shown}” không phải tệp chữ. Tải lên tệp DOCX hoặc PDF gốc.")
    return Upload(shown, "text/plain", extension)
