"""Models keep to the glossary, relations point down only, nothing disappears silently."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(__file__).parents[2]
OURS = [m for m in apps.get_models() if m.__module__.startswith("thidua.")]


def layers() -> list[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(c["layers"] for c in contracts if c["type"] == "layers")


def height(app: str) -> int:
    """Place in the house: higher number, nearer the ground."""
    return next(n for n, layer in enumerate(layers()) if app in [part.strip() for part in layer.split("|")])


def relations(model: type[models.Model]) -> list[models.Field]:
    return [f for f in model._meta.get_fields() if f.is_relation and not f.auto_created and f.related_model]


def test_relations_point_down():
    up = []
    for model in OURS:
        for field in relations(model):
            target = field.related_model
            if not target.__module__.startswith("thidua.") or (
                target._meta.label == settings.AUTH_USER_MODEL and model._meta.app_label == "notices"
            ):
                continue
            if height(target._meta.app_label) < height(model._meta.app_label):
                up.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert not up


def test_nothing_is_deleted_by_the_way():
    """F8: a cascade in the database fires no signal and leaves no journal entry, so no relation of ours cascades."""
    silent = [
        f"{m._meta.label}.{f.name}"
        for m in OURS
        for f in relations(m)
        if isinstance(f, models.ForeignKey) and f.remote_field.on_delete is not models.PROTECT
    ]
    assert not silent


def test_every_model_is_in_the_glossary():
    terms = yaml.safe_load((ROOT / "docs/glossary.yaml").read_text())["terms"]
    named = {t["model"] for t in terms if t["model"]}
    assert named == {m._meta.label for m in OURS}


def test_glossary_entries_are_whole():
    terms = yaml.safe_load((ROOT / "docs/glossary.yaml").read_text())["terms"]
    assert all(set(t) == {"vi", "code", "model", "means"} and t["vi"] and t["code"] and t["means"] for t in terms)
    words = [t["vi"] for t in terms]
    assert len(words) == len(set(words))


def test_every_model_says_what_it_is():
    assert [m._meta.label for m in OURS if not m.__doc__ or m.__doc__.startswith(m.__name__ + "(")] == []
