"""App config of the user interface."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, tags, static files and form fields; it owns no tables."""

    name = "thidua.ui"
    label = "ui"
    verbose_name = "Giao diện"
