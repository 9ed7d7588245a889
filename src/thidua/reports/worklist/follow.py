"""What waits after a launch: difficulties to answer, follow-ups of inspections, amendments begun and not issued."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count

from thidua.documents import vietnamese
from thidua.movements import queries_follow
from thidua.movements.models import Amendment, Difficulty
from thidua.reports.worklist.desk import Desk, Item, link


def office_difficulties(desk: Desk) -> Iterator[Item]:
    """Difficulties nobody has answered, one item a movement."""
    rows = (
        Difficulty.objects.filter(
            state="open", movement__state="launched", movement__body_id__in=desk.roles.body_ids("office")
        )
        .values_list("movement__slug", "movement__short")
        .annotate(n=Count("pk"))
        .order_by("movement__slug")
    )
    for slug, short, n in rows:
        yield Item(
            f"Trả lời {n} vướng mắc của đơn vị", f"{short}.", link("movements:difficulties", slug), "Trả lời", rank=5
        )


def office_amendments(desk: Desk) -> Iterator[Item]:
    """Drafts of amendments."""
    rows = Amendment.objects.filter(
        state="draft", movement__state="launched", movement__body_id__in=desk.roles.body_ids("office")
    )
    for row in rows.select_related("movement"):
        url = link("movements:amend_index", row.movement.slug, row.pk)
        yield Item("Hoàn thành bản sửa đổi kế hoạch", f"{row.movement.short}. {row.reason[:120]}", url, "Mở", rank=7)


def follow_ups(desk: Desk) -> Iterator[Item]:
    """What inspections asked for, by the day it is due; for the unit and for the office that watches it."""
    for row in queries_follow.follow_ups(desk.roles):
        mine = desk.roles.on_unit(row.unit, "unit_clerk", "unit_head")
        assert row.due_on is not None  # a request has its day
        late = " Đã quá ngày phải xong." if row.due_on < desk.today else ""
        title = "Khắc phục sau kiểm tra" if mine else f"Theo dõi khắc phục: {row.unit.name}"
        text = f"{row.request[:160]} Chậm nhất ngày {vietnamese.date_short(row.due_on)}.{late}"
        url = link("movements:inspection", row.movement.slug, row.pk)
        yield Item(title, text, url, "Báo kết quả" if mine else "Xem", day=row.due_on, rank=4)
