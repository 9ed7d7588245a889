"""A clock of the tests' own and a sign-in in one word, as in the tests of movements."""

from tests.movements.conftest import signed_in, stand_at

__all__ = ["signed_in", "stand_at"]
