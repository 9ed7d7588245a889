"""Shared fixtures. Settings of the tests stand in ``tests/settings.py``."""
