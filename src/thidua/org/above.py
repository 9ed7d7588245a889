"""The body above a body: entered, never guessed, because names of communes repeat. Plans of the two are linked by it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.notices.actions import tell
from thidua.org import acting
from thidua.org.acting import error
from thidua.org.models import Unit, User
from thidua.org.queries import holders
from thidua.rules.findings import Finding, Refused, refuse_if_any

BODY_LEVELS = {"commune": "xã, phường", "district": "huyện", "province": "tỉnh, thành phố"}


def body_above(name: str, level: str) -> Unit:
    """The body of this name or code; refused where none, several, or one that is not of a higher level is meant."""
    bodies = Unit.objects.filter(kind="ubnd", body_id=F("pk"))
    found = list(bodies.filter(Q(code__iexact=name.strip()) | Q(name_fold=vietnamese.fold(name))))
    ranks = list(BODY_LEVELS)
    if len(found) == 1 and level in ranks and ranks.index(found[0].level) > ranks.index(level):
        return found[0]
    if len(found) > 1:
        message = f"Có {len(found):02d} cơ quan tên “{name}”; ghi mã: {', '.join(each.code for each in found)}."
    elif found:
        message = f"{found[0]} không phải cấp trên của cấp này; chọn cơ quan ở cấp cao hơn."
    else:
        message = f"Chưa có cơ quan “{name}” trong thư mục dữ liệu này; lập cơ quan đó trước."
    raise Refused([error("above_unknown", message, "above")])


def set_above(*, body: Unit, version: int, above: str, by: User, at: datetime) -> Unit:
    """Enter, change or (empty ``above``) take away the body over a body; administrators of the bodies above hear of it.

    Movements linked before stay as they are linked.
    """
    acting.need_admin(by, at, body.pk)
    former = body.parent
    over = body_above(above, body.level) if above.strip() else None
    refuse_if_any(_findings(body, former, over))
    with transaction.atomic():
        if not Unit.objects.filter(pk=body.pk, version=version).update(parent=over, version=version + 1):
            raise Refused([acting.stale("ghi cơ quan cấp trên")])
        words = f"Ghi cơ quan cấp trên của {body}: {over}" if over else f"Bỏ cơ quan cấp trên của {body}: {former}"
        for each, title in (
            (over, f"{body} ghi nhận đơn vị mình là cấp trên"),
            (former, f"{body} không còn ghi đơn vị mình là cấp trên"),
        ):
            if each is not None and each.is_body:
                text = "Kế hoạch của hai cơ quan từ nay nối theo đó. Không đúng thì báo người quản trị của cơ quan ấy."
                tell(
                    holders("admin", each, timezone.localdate(at)),
                    at=at,
                    title=title,
                    text=text,
                    url=reverse("org:admin"),
                )
        journal.record(
            by=by, at=at, act="body.above", thing=body, body_id=body.pk, sentence=words,
            data={"before": former.pk if former else None, "now": over.pk if over else None},
        )  # fmt: skip
    body.refresh_from_db()
    return body


def _findings(body: Unit, former: Unit | None, over: Unit | None) -> list[Finding]:
    if over == former:
        return [error("nothing_changed", "Chưa có gì thay đổi so với cơ quan cấp trên đang ghi.", "above")]
    twin = Unit.objects.filter(kind="ubnd", body_id=F("pk"), name_fold=body.name_fold, parent=over).exclude(pk=body.pk)
    if over is not None and (other := twin.first()):
        message = f"{over} đã có một {other} khác (mã {other.code}) bên dưới; kiểm tra lại cơ quan cấp trên."
        return [error("body_known", message, "above")]
    return []
