"""The plan as typed data: model, reading and writing, calendar. Pure: no Django, no network, no clock."""

from .catalog import builtin
from .codec import from_data, load, loads, to_data, to_yaml
from .errors import PlanError, nearest, place_text
from .expressions import leaves
from .model import Plan, Source
from .plan_schema import schema
from .references import Element, element, elements

__all__ = [
    "Element",
    "Plan",
    "PlanError",
    "Source",
    "builtin",
    "element",
    "elements",
    "from_data",
    "leaves",
    "load",
    "loads",
    "nearest",
    "place_text",
    "schema",
    "to_data",
    "to_yaml",
]
