"""The home folder that holds all data of an installation, and the settings read from the environment."""

from __future__ import annotations

import difflib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

# Every variable the program reads, with what it means. A name outside this list is refused.
KNOWN: Mapping[str, str] = {
    "THIDUA_HOME": "thư mục dữ liệu (mặc định: ~/.thidua)",
    "THIDUA_DATABASE_URL": "postgresql://người:mật-khẩu@máy:cổng/tên; bỏ trống thì dùng SQLite trong thư mục dữ liệu",
    "THIDUA_HOSTS": "tên miền được phục vụ, cách nhau bằng dấu phẩy",
    "THIDUA_DEBUG": "1 khi phát triển",
    "THIDUA_TRAINING": "1 để bật đồng hồ tập luyện (chỉ bản trình diễn)",
    "THIDUA_HTTPS": "1 khi chạy sau máy chủ HTTPS",
    "THIDUA_LAW_DIRS": "thư mục dữ liệu luật của cơ quan, đọc sau dữ liệu có sẵn; nhiều thư mục cách nhau bằng dấu hai chấm",
    "THIDUA_PUBLIC_URL": "địa chỉ công khai in trên mã QR của Giấy khen",
}


class WrongSetting(ValueError):
    """A setting that cannot be used; the message is one Vietnamese sentence with the cure."""


def check_names(environ: Mapping[str, str]) -> None:
    """Refuse an unknown ``THIDUA_…`` variable and name the nearest known one."""
    for name in environ:
        if name.startswith("THIDUA_") and name not in KNOWN:
            near = difflib.get_close_matches(name, KNOWN, n=1, cutoff=0.5)
            hint = f"; có phải là {near[0]} không?" if near else f"; các tên dùng được: {', '.join(KNOWN)}."
            raise WrongSetting(f"Không có thiết lập nào tên là {name}{hint}")


def flag(environ: Mapping[str, str], name: str) -> bool:
    """Read a yes/no setting; anything but 0, 1 or empty is refused."""
    value = environ.get(name, "").strip()
    if value not in ("", "0", "1"):
        raise WrongSetting(f"{name} chỉ nhận 0 hoặc 1, đang là “{value}”; sửa lại rồi chạy lại.")
    return value == "1"


def home_folder(environ: Mapping[str, str]) -> Path:
    """The data folder, created with access for its owner only."""
    home = Path(environ.get("THIDUA_HOME") or Path.home() / ".thidua").expanduser()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(
            f"Không tạo được thư mục dữ liệu {home} ({error.strerror}); đặt THIDUA_HOME tới nơi ghi được."
        ) from error
    if not os.access(home, os.W_OK):
        raise WrongSetting(f"Không ghi được vào thư mục dữ liệu {home}; đặt THIDUA_HOME tới nơi ghi được.")
    return home


def secret_key(home: Path) -> str:
    """The installation's own secret, made once and kept readable by its owner only."""
    path = home / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


def law_directories(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Folders with the office's own law data, read after the built-in one by the same strict loader.

    From here on every answer about the law rests on them too. Refused when a folder is missing or its data is wrong.
    """
    from thidua import law

    found = tuple(Path(part).expanduser() for part in environ.get("THIDUA_LAW_DIRS", "").split(os.pathsep) if part)
    for folder in found:
        if not folder.is_dir():
            raise WrongSetting(f"THIDUA_LAW_DIRS: không có thư mục {folder}; sửa đường dẫn hoặc bỏ thiết lập này.")
    try:
        law.use(*found)
    except law.LawError as error:
        raise WrongSetting(f"THIDUA_LAW_DIRS: dữ liệu luật chưa dùng được. {error}") from error
    return found


def database(environ: Mapping[str, str], home: Path) -> dict[str, object]:
    """Django's database settings: SQLite in the home folder, or PostgreSQL from ``THIDUA_DATABASE_URL``."""
    url = environ.get("THIDUA_DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "thidua.sqlite3",
            "OPTIONS": {
                # IMMEDIATE: a transaction that will write takes its turn at once; FULL: an acknowledged
                # filing survives a power cut.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    from urllib.parse import parse_qsl, unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise WrongSetting("THIDUA_DATABASE_URL phải có dạng postgresql://người:mật-khẩu@máy:cổng/tên-cơ-sở-dữ-liệu.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_HEALTH_CHECKS": True,
    }
