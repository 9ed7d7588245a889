"""What a page says about a body that no longer exists."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from thidua.org import standing
from thidua.org.models import Unit

register = template.Library()


@register.inclusion_tag("org/standing.html", takes_context=True)
def body_standing(context: template.Context, body: Unit | None = None) -> dict[str, Any]:
    """A notice where the body is gone on the day of the request; without a body, for every body the person works for."""
    request = context["request"]
    bodies = [body] if body is not None else [grant.unit.body for grant in request.roles.grants]
    return {"sentences": standing.told(bodies, timezone.localdate(request.now))}
