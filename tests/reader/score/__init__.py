"""Scores the reader against gold: ``python -m tests.reader.score --seeds DIR --gold DIR`` or ``--flat DIR``."""
