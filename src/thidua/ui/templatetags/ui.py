"""Tags and filters of the pages. Components are templates under ``ui/components``; this file gives them their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date
from datetime import datetime as DateTime
from decimal import Decimal
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.defaultfilters import date as django_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from thidua.documents import vietnamese as vi
from thidua.plans.calendar import Closing, remaining
from thidua.rules.findings import Finding, ordered
from thidua.ui import fields_shown, places, statuses, words
from thidua.ui.icons import icon as draw_icon

register = template.Library()
COMPONENTS = "ui/components/"


# ---------------------------------------------------------------- filters: figures and days as offices write them


def _or_blank(value: object) -> bool:
    return value is None or value == ""


@register.filter
def num(value: int | float | Decimal | None) -> str:
    """1410000 → 1.410.000; 96.75 → 96,75."""
    return "" if _or_blank(value) else vi.number(value)  # type: ignore[arg-type]  # nothing there was answered by _or_blank


@register.filter
def money(value: int | Decimal | None) -> SafeString | str:
    """1410000 → 1.410.000 đ, kept on one line. ``value`` in đồng."""
    return "" if _or_blank(value) else format_html('<span class="num">{}</span>', vi.dong(value))  # type: ignore[arg-type]  # nothing there was answered by _or_blank


@register.filter
def percent(value: float | Decimal | None, decimals: int | None = None) -> str:
    """Percentage points: 96.75 → 96,75%. ``decimals`` fixes their number."""
    return "" if _or_blank(value) else vi.percent(value, decimals).replace(" ", "")  # type: ignore[arg-type]  # nothing there was answered by _or_blank


@register.filter
def count2(value: int | None) -> str:
    """Counts of a plan in two digits: 4 → 04."""
    return "" if value is None else f"{value:02d}" if value < 10 else vi.number(value)


@register.filter
def date(value: Date | None, arg: str | None = None) -> str:
    """dd/mm/yyyy. With an argument it is Django's own filter, so that templates of others keep working."""
    if arg is not None:
        return str(django_date(value, arg))
    return vi.date_short(value) if isinstance(value, Date) else ""


@register.filter
def datetime(value: DateTime | None) -> SafeString | str:
    """26/01/2026 16:04:27 in Vietnamese time, to the second: a receipt is exact."""
    if not isinstance(value, DateTime):
        return ""
    local = vi.local(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), f"{local:%d/%m/%Y %H:%M:%S}")


@register.filter
def moment(value: DateTime | None) -> str:
    """In a sentence: 15:20, thứ Sáu, 23/01/2026."""
    if not isinstance(value, DateTime):
        return ""
    local = vi.local(value)
    return f"{local:%H:%M}, {vi.weekday(local)}, {vi.date_short(local)}"


@register.filter
def clock_text(value: DateTime) -> str:
    """For the top line: 08:40 thứ Ba, 27/01/2026."""
    local = vi.local(value)
    return f"{local:%H:%M} {vi.weekday(local)}, {vi.date_short(local)}"


@register.filter
def weekday(value: Date) -> str:
    """thứ Hai … Chủ nhật."""
    return vi.weekday(value)


@register.filter
def person_name(person: Any) -> str:
    """Ông or bà where it is known, then the full name."""
    return words.person_name(person)


@register.filter
def kind_word(kind: str) -> str:
    """collective → tập thể, individual → cá nhân."""
    return words.KINDS.get(kind, kind)


@register.filter
def anchored(path: str) -> str:
    """A place of a plan as an id: ``Phụ lục 1`` → ``Phụ-lục-1``."""
    return words.anchored(path)


# ---------------------------------------------------------------- drawings


@register.simple_tag
def icon(name: str) -> SafeString:
    """A lucide outline. A word always stands beside it."""
    return draw_icon(name)


@register.inclusion_tag(COMPONENTS + "status.html")
def status(kind: str, text: str = "") -> dict[str, object]:
    """State in icon and word: ``{% status "met" %}``, ``{% status "dossier.filed" %}``, ``{% status "todo" "Chưa đến lượt" %}``."""
    shown = statuses.look(kind)
    return {"style": shown.style, "icon": shown.icon, "word": text or shown.word}


@register.inclusion_tag(COMPONENTS + "tag.html")
def tag(text: str, icon: str = "", style: str = "") -> dict[str, str]:
    """State of the one object of a page. ``style``: ok, warn, bad, still or nothing."""
    return {"text": text, "icon": icon, "style": style}


@register.inclusion_tag(COMPONENTS + "tag.html")
def state_tag(kind: str, text: str = "") -> dict[str, str]:
    """As ``tag``, with word, icon and colour of a state: ``{% state_tag "dossier.filed" %}``."""
    shown = statuses.look(kind)
    return {"text": text or shown.word, "icon": shown.icon, "style": statuses.TAG_STYLES.get(shown.style, "")}


@register.inclusion_tag(COMPONENTS + "clause.html")
def clause(source: Any = None, href: str = "", note: str = "", absent: str = "không ghi") -> dict[str, str]:
    """Where it is written: ``Mục III.2.a`` with the finer place below. ``source``: plans.Source, mapping or path."""
    return {**words.place_of(source, note), "href": words.anchored(href) if "#" in href else href, "absent": absent}


@register.inclusion_tag(COMPONENTS + "law.html")
def law(source: Any, status: str = "verified") -> dict[str, object]:
    """Place in the law: ``điểm a khoản 1 Điều 53, Nghị định 152/2025/NĐ-CP``; an unverified value says so.

    ``source``: anything with ``instrument`` and ``place``, a pair, or text.
    """
    return {"text": words.law_place(source), "unverified": status == "unverified"}


@register.inclusion_tag(COMPONENTS + "leaf.html")
def leaf(day: Date, now: Date | None = None, big: bool = False) -> dict[str, object]:
    """A leaf of the block calendar; solid when ``day`` is the day of ``now``. A day of another year shows its year."""
    on = vi.local(day).date() if isinstance(day, DateTime) else day
    today = vi.local(now).date() if isinstance(now, DateTime) else now
    is_today = on == today
    other_year = not big and (today is None or on.year != today.year)
    month = f"tháng {on:%m}" + (f"/{on.year}" if big else "")
    return {
        "day": on,
        "month": month,
        "weekday": "hôm nay" if is_today else f"năm {on.year}" if other_year else vi.weekday(on),
        "today": is_today,
        "big": big,
    }


@register.inclusion_tag(COMPONENTS + "deadline.html")
def deadline(
    closing: Closing, now: DateTime, source: Any = None, href: str = "", quote: str = "", why: str = ""
) -> dict[str, object]:
    """Day, time left and the last good moment in words, with the clause that says so.

    ``why`` goes on after the quoted words ("nên nộp vào ngày 30 là muộn"), or stands alone without a quote.
    """
    over = now >= closing.closes_at
    return {"closing": closing, "now": now, "over": over, "left": "" if over else remaining(now, closing),
            "source": source, "href": href, "quote": quote, "why": why}  # fmt: skip


@register.inclusion_tag(COMPONENTS + "slots.html")
def slots(done: int, limit: int, pending: int = 0) -> dict[str, object]:
    """Quota as places: done, being judged, free; what exceeds ``limit`` stands beyond the line. Above 20 a figure."""
    return places.drawing(done=done, pending=pending, limit=limit)


@register.inclusion_tag(COMPONENTS + "slots_key.html")
def slots_key(done: str = "đủ tiêu chuẩn", pending: str = "đang xét") -> dict[str, str]:
    """What the squares mean; no ``pending`` where a page draws only what is done."""
    return {"done": done, "pending": pending}


@register.inclusion_tag(COMPONENTS + "awarded.html")
def awarded(text: str) -> dict[str, str]:
    """An award already given: the only gold on the page."""
    return {"text": text}


@register.inclusion_tag(COMPONENTS + "steps.html")
def steps(names: Sequence[str], here: int) -> dict[str, object]:
    """Stages of a movement with ``Bước 2 trong 5: …``; ``here`` counts from 1."""
    marks = ["past" if n < here else "here" if n == here else "" for n in range(1, len(names) + 1)]
    return {"marks": marks, "here": here, "total": len(names), "name": names[here - 1]}


# ---------------------------------------------------------------- reasons, facts, empty places


@register.inclusion_tag(COMPONENTS + "findings.html")
def finding_list(
    findings: Iterable[Finding], heading: str = "", base: str = "", anchor: str = "", level: int = 2
) -> dict[str, object]:
    """All reasons at once, as one notice, the worst first; nothing for an empty list.

    ``base``: page of the plan, the clauses link to its ``#III.2.a``. ``anchor``: start of the ids on this page that
    ``finding.field`` belongs to (``id_`` for form fields); without it the sentences are not links.
    """
    rows = [words.reason(finding, base, anchor) for finding in ordered(findings)]
    severity = rows[0]["severity"] if rows else "info"
    return {
        "rows": rows,
        "heading": heading or words.heading_for(rows, severity),
        "level": level,
        **words.NOTICES[severity],
    }


@register.inclusion_tag(COMPONENTS + "facts.html")
def facts(rows: Iterable[Sequence[Any]], variant: str = "lined") -> dict[str, object]:
    """Pairs of word and value, an optional note third. ``variant``: lined, across or nothing."""
    return {"rows": [(*row, "")[:3] for row in rows], "variant": variant}


@register.inclusion_tag(COMPONENTS + "notice.html")
def notice(text: str, title: str = "", style: str = "") -> dict[str, str]:
    """A rule and an icon. ``style``: ok, warn, bad or nothing for information."""
    icons = {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-x"}
    return {"text": text, "title": title, "style": style, "icon": icons.get(style, "info")}


@register.inclusion_tag(COMPONENTS + "empty.html")
def empty_state(title: str, text: str = "", href: str = "", act: str = "", primary: bool = False) -> dict[str, object]:
    """Why a list is empty and the one next act."""
    return {"title": title, "text": text, "href": href, "act": act, "primary": primary}


@register.inclusion_tag(COMPONENTS + "breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, object]:
    """Way back: label, address, label, address, … The current page is the heading and is not repeated."""
    return {"items": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag(COMPONENTS + "pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any, word: str = "mục") -> dict[str, object]:
    """Links through a ``Page``, keeping the other parameters of the address."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None

    def link(number: int) -> str:
        if query is None:
            return f"?trang={number}"
        query["trang"] = str(number)
        return f"?{query.urlencode()}"

    numbers = [(n, link(n) if isinstance(n, int) else "") for n in page.paginator.get_elided_page_range(page.number)]
    return {"page": page, "word": word, "numbers": numbers,
            "previous": link(page.number - 1) if page.has_previous() else "",
            "next": link(page.number + 1) if page.has_next() else ""}  # fmt: skip


# ---------------------------------------------------------------- forms


@register.inclusion_tag(COMPONENTS + "error_summary.html")
def error_summary(form: Any, act: str = "") -> dict[str, object]:
    """Every error of a form at its head, with links, focused on load. ``act``: "trước khi nộp"."""
    return {"errors": fields_shown.errors_of(form), "act": act}


@register.inclusion_tag(COMPONENTS + "field.html")
def field(bound: BoundField, label: str = "", hint: str = "") -> dict[str, object]:
    """One field: label, hint, error, control; ids and aria as Django's own BoundField makes them."""
    return fields_shown.shown(bound, label, hint)


@register.inclusion_tag(COMPONENTS + "fields.html")
def fields(form: Any) -> dict[str, object]:
    """All fields of a form, one below the other."""
    return {"form": form}


# ---------------------------------------------------------------- frame


@register.simple_block_tag
def filled(content: str, element: str = "p", style: str = "") -> str:
    """Wrap what the block prints; print nothing at all where the block is empty."""
    if not content.strip():
        return ""
    return format_html("<{0} class='{1}'>{2}</{0}>", element, style, mark_safe(content.strip()))
