"""The relations that ``rules.standards`` asks about, as SQL over the tables of this app.

Texts run unchanged on SQLite and PostgreSQL. Relation and column names are those of the rules package.
"""

from __future__ import annotations

from collections.abc import Mapping

from thidua.plans.vocabulary import DISCIPLINES

# Results of the body's own index count for every unit of the body that has no own series of that
# component: in a ward the divisions advise on components of the ward's index. A unit without results
# of a year takes those of its predecessor when it has exactly one; with several or none there is no
# basis of comparison, so there is simply no row.
_OWN = "SELECT unit_id, component, year, points, maximum, rank, source FROM records_indexresult"
_INHERITED = """
SELECT s.successor_id AS unit_id, r.component, r.year, r.points, r.maximum, NULL AS rank, r.source
FROM org_unitsuccession s JOIN records_indexresult r ON r.unit_id = s.predecessor_id
WHERE (SELECT count(*) FROM org_unitsuccession t WHERE t.successor_id = s.successor_id) = 1
  AND NOT EXISTS (SELECT 1 FROM records_indexresult o
                  WHERE o.unit_id = s.successor_id AND o.component = r.component AND o.year = r.year)
"""
_SERIES = f"({_OWN} UNION ALL {_INHERITED})"
INDEX_RESULT = f"""(
SELECT unit_id, component, year, points, maximum, rank, source FROM {_SERIES} own_series
UNION ALL
SELECT u.id AS unit_id, b.component, b.year, b.points, b.maximum, b.rank, b.source
FROM org_unit u JOIN {_SERIES} b ON b.unit_id = u.body_id AND u.body_id <> u.id
WHERE NOT EXISTS (SELECT 1 FROM records_indexresult x WHERE x.unit_id = u.id AND x.component = b.component)
)"""

_FORM_OF_DISCIPLINE = (
    "CASE "
    + " ".join(
        f"WHEN form IN ('{name}', '{name.capitalize()}') THEN {number}"
        for number, name in enumerate(DISCIPLINES.values(), start=1)
    )
    + f" ELSE {len(DISCIPLINES)} END"  # a form written in other words counts in every case
)
SOURCES: Mapping[str, str] = {
    "rating": "records_annualrating",
    "discipline": f"(SELECT d.*, {_FORM_OF_DISCIPLINE} AS grade FROM records_discipline d)",
    "complaint": "records_complaint",
    "index_result": INDEX_RESULT,
    "index_owner": "records_indexowner",
    "initiative": """(SELECT person_id, unit_id, recognised_on, registered_on, source,
 CASE level WHEN 'unit' THEN 1 WHEN 'commune' THEN 2 WHEN 'district' THEN 3 WHEN 'province' THEN 4 ELSE 5 END AS level
 FROM records_initiative)""",
    "commendation": "(SELECT * FROM records_commendation WHERE revoked_on IS NULL)",
    "task": "records_taskrecord",
}

# Relations whose rows name the paper that proves them.
PROVED = ("rating", "discipline", "complaint", "index_result", "initiative", "commendation", "task", "figure")
