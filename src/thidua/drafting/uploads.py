"""What may be brought in as the text of a plan, judged before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from thidua.documents.files import ALLOWED, MAX_SIZE, BadUpload, inspect_upload, safe_name
from thidua.documents.files.kinds import list_kinds
from thidua.reader import Unreadable
from thidua.reader.sources.text import letters

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
        try:
            info = inspect_upload(name, data)
        except BadUpload as error:  # texts are taken too, by their ending
            raise BadUpload(str(error).replace(list_kinds(ALLOWED), f"{list_kinds(ALLOWED)}, tệp chữ TXT")) from error
        return Upload(info.name, info.media_type, info.extension)
    if len(data) > MAX_SIZE:
        raise BadUpload(f"Tệp “{shown}” nặng hơn 20 MB. Giảm dung lượng hoặc tách tệp.")
    try:
        letters(shown, data)  # what the reader cannot read is refused at the door
    except Unreadable as error:
        raise BadUpload(str(error)) from error
    return Upload(shown, "text/plain", extension)
