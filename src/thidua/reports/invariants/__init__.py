"""Does the stored data agree with itself, with the plans and with the law? Run by ``thidua check-invariants``.

Each check is a function that yields one Vietnamese sentence per problem. Checks only read.
"""

from .registry import CHECKS, Result, run

__all__ = ["CHECKS", "Result", "run"]
