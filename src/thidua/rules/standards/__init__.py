"""Standards: one definition, one implementation, for one person on a page and two million in a batch.

The caller hands in where the facts are (`sources`: relation → table name or parenthesised SELECT):

* ``rating(person_id, unit_id, year, scale, grade)`` – grade as number on the scale
* ``discipline(person_id, unit_id, decided_on, grade)``
* ``complaint(person_id, unit_id, received_on, status)`` – open, upheld, rejected
* ``index_result(unit_id, component, year, points, maximum, rank)`` – component ``''``: the whole index;
  succession of units resolved by the caller; no basis for comparison: no row
* ``index_owner(person_id, unit_id, component, year)`` – whose task a component is; its result is the
  one of the unit named in this row
* ``initiative(person_id, unit_id, level, recognised_on, registered_on)`` – level 1 unit, 2 commune,
  3 district, 4 province, 5 central
* ``commendation(person_id, unit_id, form, authority_tier, decided_on)``
* ``figure(person_id, unit_id, criterion, year, numerator, denominator, value)``
* ``lower_plan(unit_id, year, filed_on)`` · ``duty(unit_id, type, year, done_on)``
* ``task(person_id, unit_id, year, assigned, done, on_time)`` – on_time: on time or early
* ``judgement(candidate_id, leaf_id, verdict)`` – met, unmet
* ``candidates(candidate_id, person_id, unit_id)`` – unless candidates are passed as a list

Facts of a collective have ``person_id`` NULL; facts of persons carry the unit of that time, which is
what ``of: staff`` counts. Annual facts have one row a subject and year; of several the worst rating
and figure count, the best task line. Numbers have at most four decimals. Ids are whole numbers.
"""

from .asks import Shape
from .compiler import Compiled, compile_standards, leaves_of
from .context import Context
from .details import Detail, details
from .evaluation import Candidate, LeafResult, Result, evaluate, listed
from .explain import Explanation, explain, explain_leaf, summary
from .outcome import Outcome, all_of, any_of, negate
from .selection import applicable, condition, conditions, exclusions_for

__all__ = [
    "Candidate",
    "Compiled",
    "Context",
    "Detail",
    "Explanation",
    "LeafResult",
    "Outcome",
    "Result",
    "Shape",
    "all_of",
    "any_of",
    "applicable",
    "compile_standards",
    "condition",
    "conditions",
    "details",
    "evaluate",
    "exclusions_for",
    "explain",
    "explain_leaf",
    "leaves_of",
    "listed",
    "negate",
    "summary",
]
