"""Official acts on accounts: create with a one-time password, reset, lock, unlock; grant and end roles."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.notices.actions import tell
from thidua.org import acting, granting
from thidua.org.acting import error
from thidua.org.models import Person, User
from thidua.rules.findings import Finding, Refused, refuse_if_any

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, i, o, 0, 1: it is read aloud and copied by hand
SHORTEST = 10


def one_time_password() -> str:
    """Four groups of four letters, about 79 bits: typed once and replaced by the person's own."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def suggested_name(person: Person) -> str:
    """Given name and initials: Nguyễn Thị Hạnh Dung is ``dung.nth``; a number where that is taken."""
    words = vietnamese.fold(person.full_name).split()
    base = re.sub(r"[^a-z0-9.]", "", f"{words[-1]}.{''.join(w[0] for w in words[:-1])}") if words else "tai-khoan"
    base = base.strip(".").ljust(3, "0")
    name, number = base, 1
    while User.objects.filter(username__iexact=name).exists():
        number += 1
        name = f"{base}{number}"
    return name


def create_account(*, person: Person, username: str, by: User, at: datetime) -> tuple[User, str]:
    """Open an account for a person; the password is returned once and kept nowhere."""
    acting.need_admin(by, at, person.body_id)
    refuse_if_any(name_findings(username))
    if User.objects.filter(person=person).exists():
        raise Refused([error("account_known", f"{person} đã có tài khoản.")])
    with transaction.atomic():
        acting.hold_body(person.body_id)
        user, password = open_account(person, username)
        journal.record(
            by=by,
            at=at,
            act="account.create",
            thing=user,
            body_id=person.body_id,
            sentence=f"Lập tài khoản {username} cho {person}",
            data={"username": username, "person": person.pk},
        )
    return user, password


def open_account(person: Person, username: str) -> tuple[User, str]:
    """Write the account without a journal entry; the act that calls it leaves one."""
    password = one_time_password()
    user = User.objects.create_user(username, password=password, person=person, must_change_password=True)
    return user, password


def name_findings(username: str) -> list[Finding]:
    """Everything wrong with a name to sign in with."""
    if not NAME.fullmatch(username):
        message = "Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, số, dấu chấm, gạch; bắt đầu bằng chữ hoặc số."
        return [error("username_form", message, "username")]
    if User.objects.filter(username__iexact=username).exists():
        return [error("username_taken", f"Tên đăng nhập {username} đã có người dùng; chọn tên khác.", "username")]
    return []


def reset_password(*, user: User, by: User, at: datetime) -> str:
    """A new one-time password; sessions of the account end with the old one. The account's holder is told."""
    person = acting.managed(user, by, at)
    if user.pk == by.pk:
        raise Refused([error("own_password", "Mật khẩu của chính mình đổi ở trang Đổi mật khẩu.")])
    if not user.is_active:
        raise Refused([error("account_locked", "Tài khoản đang khóa; mở khóa sẽ cấp mật khẩu mới.")])
    with transaction.atomic():
        password = _new_password(user)
        tell([user.pk], at=at, title="Mật khẩu đã được đặt lại", text=f"Người đặt lại: {by.display_name}.")
        journal.record(
            by=by, at=at, act="account.reset", thing=user, body_id=person.body_id,
            sentence=f"Đặt lại mật khẩu của tài khoản {user}",
        )  # fmt: skip
    return password


def _new_password(user: User) -> str:
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password


def deactivate(*, user: User, by: User, at: datetime) -> User:
    """Lock an account. Its password is destroyed, so every session ends at once and none comes back later."""
    person = acting.managed(user, by, at)
    if user.pk == by.pk:
        raise Refused([error("own_account", "Không tự khóa tài khoản của mình; nhờ người quản trị khác.")])
    with transaction.atomic():
        acting.hold_body(person.body_id)
        refuse_if_any(granting.admin_remains(person.body_id, timezone.localdate(at), without_user=user))
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            raise Refused([acting.stale("khóa tài khoản")])
        user.refresh_from_db()
        user.set_unusable_password()
        user.save(update_fields=["password"])
        journal.record(
            by=by, at=at, act="account.lock", thing=user, body_id=person.body_id,
            sentence=f"Khóa tài khoản {user} của {person}",
        )  # fmt: skip
    return user


def reactivate(*, user: User, by: User, at: datetime) -> str:
    """Unlock an account with a new one-time password."""
    person = acting.managed(user, by, at)
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            raise Refused([acting.stale("mở khóa tài khoản")])
        user.refresh_from_db()
        password = _new_password(user)
        journal.record(
            by=by, at=at, act="account.unlock", thing=user, body_id=person.body_id,
            sentence=f"Mở khóa tài khoản {user} của {person}",
        )  # fmt: skip
    return password


def change_own_password(*, user: User, old: str, new: str, at: datetime) -> User:
    """The person's own password; ends the duty to change a one-time one."""
    found = []
    if not user.check_password(old):
        found.append(error("old_password", "Mật khẩu hiện tại chưa đúng.", "old_password"))
    elif old == new:
        found.append(error("same_password", "Mật khẩu mới phải khác mật khẩu hiện tại.", "new_password"))
    refuse_if_any([*found, *_password_findings(user, new)])
    with transaction.atomic():
        user.set_password(new)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        journal.record(by=user, at=at, act="user.password", thing=user, sentence=f"{user} đổi mật khẩu")
    return user


def _password_findings(user: User, password: str) -> list[Finding]:
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        texts = {
            "password_too_short": f"Mật khẩu cần ít nhất {SHORTEST} ký tự.",
            "password_too_common": "Mật khẩu này quá phổ biến, dễ bị đoán; chọn mật khẩu khác.",
        }
        return [
            error(each.code or "password", texts.get(each.code or "", each.messages[0]), "new_password")
            for each in wrong.error_list
        ]
    if vietnamese.fold(user.username) in vietnamese.fold(password):
        return [error("password_like_name", "Mật khẩu không được chứa tên đăng nhập.", "new_password")]
    return []
