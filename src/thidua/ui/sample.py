"""Invented facts for the page of all components. No real person, unit or plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from thidua.plans.calendar import Closing, day_start
from thidua.plans.model import Source
from thidua.rules.findings import Finding
from thidua.ui import statuses
from thidua.ui.forms import (
    DateField,
    FilesField,
    MoneyField,
    NameField,
    PercentField,
    ReasonField,
    UiForm,
)


@dataclass(frozen=True, slots=True)
class Person:
    """Stands in for a person of the register."""

    full_name: str
    gender: str = ""


class SampleForm(UiForm):
    """One field of each kind."""

    name = NameField(label="Họ và tên", help_text="Như trong quyết định")
    day = DateField(label="Ngày quyết định")
    money = MoneyField(label="Tiền thưởng", min_value=0)
    share = PercentField(label="Tỷ lệ đúng hạn", required=False)
    unit = forms.ChoiceField(
        label="Đơn vị", choices=[("", "Chọn đơn vị"), ("a", "Trường Mầm non Hoa Sen"), ("b", "Trạm Y tế phường")]
    )
    verdict = forms.ChoiceField(
        label="Kết luận",
        widget=forms.RadioSelect,
        choices=[("met", "Đạt"), ("unmet", "Không đạt"), ("ask", "Cần hỏi thêm")],
    )
    seen = forms.BooleanField(label="Tôi đã xem điều kiện còn ngỏ")
    reason = ReasonField(label="Lý do")
    papers = FilesField(label="Minh chứng", required=False, help_text="PDF, DOCX, JPG hoặc PNG, mỗi tệp tối đa 20 MB")


FINDINGS = (
    Finding("sample.paper", "error", "Thiếu biên bản họp xét khen thưởng.", {}, Source("IV.2.b")),
    Finding(
        "sample.report",
        "error",
        "Báo cáo của bà Linh còn mục kết quả theo từng tiêu chí.",
        {},
        Source("IV.2.c", "gạch 1"),
    ),
    Finding(
        "sample.index", "warning", "Chỉ số năm 2025 chưa công bố; hồ sơ vẫn nộp được.", {}, Source("III.3.a", "gạch 3")
    ),
)


def context(now: datetime) -> dict[str, Any]:
    """Everything the page shows, standing at ``now``."""
    last_day = now.date() + timedelta(days=2)
    closing = Closing(day_start(last_day + timedelta(days=1)), last_day, f"23 giờ 59 phút, {last_day:%d/%m/%Y}")
    past = Closing(day_start(now.date()), now.date() - timedelta(days=1), "23 giờ 59 phút hôm qua")
    broken = SampleForm(
        {"name": "Thạch  Ngọc Linh", "day": "31/02/2026", "money": "1,5", "share": "96.75", "reason": "thiếu"}
    )
    return {
        "now": now,
        "tomorrow": now.date() + timedelta(days=1),
        "fixed": date(2026, 1, 5),
        "closing": closing,
        "past": past,
        "source": Source("III.3.a", "gạch 3"),
        "law_source": ("Nghị định 152/2025/NĐ-CP", "khoản 1 Điều 54"),
        "findings": FINDINGS,
        "people": (Person("Đặng Thị Thu Ngân", "female"), Person("Võ Hoàng Phúc", "male"), Person("Bùi Kim Oanh")),
        "common": list(statuses.COMMON),
        "things": {thing: [f"{thing}.{state}" for state in states] for thing, states in statuses.BY_THING.items()},
        "blank_form": SampleForm(),
        "broken_form": broken,
        "page": Paginator(range(1, 412), 50).page(3),
        "stages": ("thi đua", "nhận hồ sơ", "thẩm định", "Hội đồng", "quyết định"),
        "fact_rows": (
            ("Xếp loại năm 2025", "Hoàn thành tốt nhiệm vụ"),
            ("Kỷ luật", "Không có quyết định nào trong sổ"),
            ("Sáng kiến", "Phiếu hẹn hai ngôn ngữ", "Hội đồng sáng kiến phường công nhận ngày 14/11/2025"),
        ),
        "swatches": ("page", "surface", "sunken", "ink", "accent", "link", "ok", "warn", "bad", "gold"),
        "rows": (
            ("Trung tâm Phục vụ hành chính công", "dossier.received", 1410000, now),
            ("Trường Mầm non Hoa Sen", "dossier.filed", 710000, now),
            ("Phòng Kinh tế, Hạ tầng và Đô thị", "dossier.returned", 0, now),
        ),
    }
