"""One form for each kind of fact, made from the shape that ``reader.KINDS`` gives for its value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms

from thidua.documents import vietnamese as vi
from thidua.drafting import choosing, conditions, elements, labels, links
from thidua.drafting.choosing import PartialDateField
from thidua.drafting.models import Draft, DraftFact
from thidua.reader import GROUPS, KINDS, Kind
from thidua.ui.forms import DecimalField, IntegerField, NameField, TextField, UiForm, speak_vietnamese

LONG: Final = frozenset({"text", "label", "title", "source", "bodies", "condition", "subject", "base", "detail"})
WORD: Final = re.compile(r"[^|?]+(\|[^|?]+)+\??")
OPTIONAL: Final = frozenset(
    {"surface", "ref", "short", "base", "exception", "scope", "does", "place", "by"}
)  # may be ""


_BESIDE: Final = (
    ("rule", "date"),
    ("due", "date"),
    ("date", "rule_words"),
    ("date", "event_of"),
    ("event_of", "days_after"),
)


class LinesField(TextField):
    """A list, one item a line."""

    def prepare_value(self, value: Any) -> Any:
        """Items below one another."""
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """The lines that hold something."""
        return [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]


class ParentField(NameField):
    """The body above: a person gives its name, the rest of what was read stays as it is."""

    def __init__(self, known: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = dict(known or {})

    def prepare_value(self, value: Any) -> Any:
        """Its name."""
        return value.get("name") if isinstance(value, Mapping) else value

    def clean(self, value: Any) -> Any:
        """Name, level, tier; nothing where the box is empty."""
        name = super().clean(value)
        if not name:
            return None
        return {"level": None, "tier": None, "stated": "named", **self.known, "name": name}


def kind_of(key: str) -> Kind:
    """The kind; an older draft may hold one that is no longer read, which is shown but has nothing to fill in."""
    return KINDS.get(key) or elements.kinds().get(key) or Kind(key, key, next(iter(GROUPS)), {})


def addable(draft: Draft) -> Mapping[str, Kind]:
    """Kinds a person may add to this draft: a copy holds elements of a plan, any other what a text says."""
    return elements.kinds() if draft.origin == "copy" else KINDS


def telling(kind: Kind) -> list[str]:
    """Keys in which a fact says something of its own: not those where one of a few words is always chosen."""
    chosen = {
        key for key, shape in kind.shape.items() if WORD.fullmatch(shape) and shape.removesuffix("?") != "number|text"
    }
    idle = {"ref", "round", "order", "copies"} | (set() if kind.key.startswith(elements.PREFIX) else {"request"})
    return [key for key in kind.shape if key not in chosen | idle]


def tells(kind: Kind, value: Mapping[str, Any]) -> bool:
    """Whether at least one telling key is filled in: an empty fact is neither kept nor approved."""
    if value.get("relation") == "lower_plan":
        return True  # that bodies below need a plan is said by the word itself
    keys = telling(kind)
    return not keys or any(value.get(key) not in (None, "", [], {}) for key in keys)


def empty_words(kind: Kind) -> str:
    """What to fill in so that a fact of this kind says something."""
    names = [f"“{labels.key_label(key)}”" for key in telling(kind) if key != "surface"]
    return f"Chưa điền gì vào dữ kiện này. Điền ít nhất một ô: {', '.join(names)}; hoặc bỏ nếu kế hoạch không có."


def complete(kind: Kind, value: Mapping[str, Any]) -> bool:
    """Whether every key that must not be empty holds something, and the fact says something at all."""
    return tells(kind, value) and all(
        value.get(key) not in (None, "")
        for key, shape in kind.shape.items()
        if not shape.endswith("?") and shape != "bool" and not shape.startswith("list") and key not in OPTIONAL
    )


def choices(draft: Draft) -> list[tuple[str, list[Kind]]]:
    """Kinds to choose from when a person adds a fact, by group in the order of the review page."""
    known = addable(draft).values()
    return [(name, [k for k in known if k.group == group]) for group, name in GROUPS.items()]


class FactForm(UiForm):
    """The value of one fact. ``value()`` gives it back in the shape of its kind, every key present.

    ``rows``: elements of a copied plan that this one may name (``links.rows_of``).
    """

    def __init__(
        self,
        kind: Kind,
        data: Any = None,
        *,
        value: Mapping[str, Any] | None = None,
        version: int = 1,
        rows: Sequence[DraftFact] = (),
        known: choosing.Known = choosing.NOTHING,
    ) -> None:
        self.kind, self.old = kind, dict(value or {})
        super().__init__(data, initial={**self.old, "version": version})
        self.initial.update(choosing.initial(kind.key, self.old, known))
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        for key, shape in kind.shape.items():
            self.fields[key] = field_for(key, shape, self.old, kind.key, known)
        self.fields |= dict(choosing.more(kind.key, self.old, known))
        for after, name in _BESIDE:
            if name in self.fields and after in self.fields:
                self._beside(after, name)
        for name, field, known in conditions.fields(self.old.get("expr")):
            self.fields[name], self.initial[name] = field, known
        for name, field, chosen in links.fields(kind.key, self.old, rows):
            self.fields[name], self.initial[name] = field, chosen
        if data is None and (first := next((f for f in self.fields.values() if not f.widget.is_hidden), None)):
            first.widget.attrs["autofocus"] = True  # the keyboard goes on where the review left it
        for field in self.fields.values():
            speak_vietnamese(field, str(field.label or ""))

    def _beside(self, after: str, name: str) -> None:
        """Put one box right after another."""
        field = self.fields.pop(name)
        self.fields = {
            k: v
            for key, each in self.fields.items()
            for k, v in ((key, each), *([(name, field)] if key == after else []))
        }

    def clean(self) -> dict[str, Any]:
        """Boxes that belong together agree, and the fact says something."""
        data = super().clean() or self.cleaned_data
        choosing.clean(self, self.kind.key, data)
        if not self.errors and not tells(self.kind, self.value()):
            self.add_error(None, empty_words(self.kind))
        return data

    def value(self) -> dict[str, Any]:
        """JSON of the kind's shape; only on a valid form."""
        made = dict(self.old)
        for key, shape in self.kind.shape.items():
            given = self.cleaned_data.get(key)
            if isinstance(given, Decimal):
                given = int(given) if given == given.to_integral_value() else float(given)
            made[key] = None if given in ("", None) and shape.endswith("?") else given
        if self.old.get("expr"):
            made["expr"] = conditions.changed(self.old["expr"], self.cleaned_data)
        made = choosing.taken(self.kind.key, made, self.cleaned_data, self.old)
        return links.changed(self.kind.key, made, self.cleaned_data)


def field_for(
    key: str, shape: str, value: Mapping[str, Any], kind: str = "", others: choosing.Known = choosing.NOTHING
) -> forms.Field:
    """The field for one key of a shape; ``others`` is what the other facts of the draft say."""
    known = value.get(key)
    required = not shape.endswith("?") and shape not in ("bool", "list") and key not in OPTIONAL
    label, hint = labels.key_label(key), labels.HINTS.get(key, "")
    plain = shape.removesuffix("?")
    given: dict[str, Any] = {"label": label, "required": required, "help_text": hint}
    if chosen := choosing.field_for(kind, key, given, value, others):
        return chosen
    if plain.startswith("list:"):
        words = [(word, _capital(labels.word(key, word))) for word in plain.removeprefix("list:").split("|")]
        return forms.MultipleChoiceField(
            choices=words, widget=forms.CheckboxSelectMultiple, label=label, required=False, help_text=hint
        )
    if WORD.fullmatch(shape) and plain != "number|text":
        words = [(word, _capital(labels.word(key, word))) for word in plain.split("|")]
        return forms.ChoiceField(choices=words if required else [("", "Không ghi"), *words], **given)
    match plain:
        case "int":
            return IntegerField(**given)
        case "number" if not isinstance(known, str):
            return DecimalField(**given)
        case "number" | "number|text":
            return _NumberOrText(**given)
        case "bool":
            return forms.BooleanField(label=label, required=False, help_text=hint)
        case "list":
            return LinesField(label=label, required=False, help_text=hint or labels.HINTS["list"])
        case "date":
            return PartialDateField(**{**given, "help_text": labels.HINTS["date"]})
        case "object":
            return ParentField(known if isinstance(known, Mapping) else None, **given)
    if key in LONG:
        return TextField(widget=forms.Textarea(attrs={"rows": 3}), **given)
    return NameField(**given)


class _NumberOrText(NameField):
    def prepare_value(self, value: Any) -> Any:
        return vi.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return vi.parse_number(text) if text else ""
        except ValueError:
            return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def groups() -> Mapping[str, str]:
    """Groups of the page in their order."""
    return GROUPS


def group_of(key: str) -> str:
    """Group of a kind."""
    return kind_of(key).group
