"""Letters for character classes. A range such as ``À-Ỹ`` holds small letters too, so they are written out."""

from __future__ import annotations

_MARKED = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

UPPER = "A-Z" + _MARKED
"""Capital letters of Vietnamese."""

LOWER = "a-z" + _MARKED.lower()
"""Small letters of Vietnamese."""
