"""The first act of an installation: a body with its first administrator. Done from the command line only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.org import accounts
from thidua.org.above import BODY_LEVELS, body_above
from thidua.org.acting import error
from thidua.org.models import Person, Post, RoleGrant, Unit, User
from thidua.rules.findings import Finding, refuse_if_any

TITLE = "Người quản trị hệ thống"


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made; ``password`` is shown once and kept nowhere."""

    body: Unit
    person: Person
    user: User
    password: str


def found_body(
    *,
    name: str,
    level: str,
    honorific: str,
    admin: str,
    at: datetime,
    place: str = "",
    username: str = "",
    above: str = "",
) -> Founded:
    """Create a body, its first administrator, that person's post, account and role. Raises ``Refused``.

    ``above``: name or code of the body over it, already founded. Only with it are plans of the two linked by
    themselves, and only under different ones may two bodies bear one name, as communes of Vietnam do.
    """
    name, admin = vietnamese.clean_name(name), vietnamese.clean_name(admin)
    over = body_above(above, level) if above else None
    refuse_if_any(_findings(name, level, honorific, admin, username, over))
    today = timezone.localdate(at)
    with transaction.atomic():
        body = Unit(code=_free_code(name), name=name, short="UBND", kind="ubnd", level=level, place=place, parent=over)
        body.save()
        body.body = body
        body.save()
        person = Person.objects.create(
            code=f"{body.code}-001", full_name=admin, honorific=honorific, staff_group="cong_chuc", body=body
        )
        Post.objects.create(person=person, unit=body, title=TITLE, since=today)
        user, password = accounts.open_account(person, username or accounts.suggested_name(person))
        RoleGrant.objects.create(user=user, role="admin", unit=body, since=today)
        journal.record(
            by=None, at=at, act="body.found", thing=body, body_id=body.pk,
            sentence=f"Lập cơ quan {body}, người quản trị đầu tiên {honorific} {admin}",
            data={"level": level, "username": user.username, "above": over.pk if over else None},
        )  # fmt: skip
    return Founded(body, person, user, password)


def _findings(name: str, level: str, honorific: str, admin: str, username: str, over: Unit | None) -> list[Finding]:
    found = []
    if not name or len(name) > 200:
        found.append(error("name_missing", "Ghi tên cơ quan, tối đa 200 ký tự.", "body"))
    if level not in BODY_LEVELS:
        found.append(error("level_unknown", f"Cấp là một trong: {', '.join(BODY_LEVELS)}.", "level"))
    if honorific not in ("Ông", "Bà") or not admin or len(admin) > 120:
        message = "Ghi Ông hoặc Bà rồi họ và tên người quản trị, ví dụ “Bà Nguyễn Thị Thu”."
        found.append(error("admin_missing", message, "admin"))
    twin = Unit.objects.filter(kind="ubnd", name_fold=vietnamese.fold(name), parent=over).first()
    if twin:
        message = f"Đã có cơ quan {twin} trong thư mục dữ liệu này; người quản trị của cơ quan thêm đơn vị và tài khoản trên trang Quản trị."
        found.append(error("body_known", message, "body"))
    return [*found, *(accounts.name_findings(username) if username else ())]


def _free_code(name: str) -> str:
    base = re.sub(r"^(ubnd|uy-ban-nhan-dan)-", "", slugify(vietnamese.fold(name)))[:24].strip("-") or "co-quan"
    code, number = base, 1
    while Unit.objects.filter(code__iexact=code).exists():
        number += 1
        code = f"{base}-{number}"
    return code
