"""A small plan with one of everything, for tests that change a part of it."""

from __future__ import annotations

from dataclasses import replace

from thidua import plans

SMALL = """\
code: x-2025
prefix: X
issuer: {name: UBND xã X, level: xa, tier: commune, source: preamble}
identity: {number: "04", symbol: KH-UBND, date: 2025-01-06, source: header}
movement: {title: Phong trào, short: Phong trào, year_from: 2025, year_to: 2025, source: title}
period: {start: issue, end_op: until, end: 2025-12-31, source: {path: I, clauses: [X-I]}}
signer: {name: Nguyễn Văn A, position: CHỦ TỊCH, capacity: TM, source: signature}
money: {law_and_guidance: true, source: III}
events:
- {id: cong-bo, label: Công bố chỉ số, source: I}
audiences:
- {id: tap-the, kind: collective, label: Các phòng, unit_kinds: [chuyen_mon], source: II}
criteria:
- {id: dung-han, label: Đúng hạn, measure: share, op: ">=", value: "100", unit: "%", source: II}
rounds:
- {id: nam, label: Năm 2025, cycle: single, opens_after: cong-bo, source: III}
awards:
- {id: gk, form: giay-khen, label: Giấy khen, authority: Chủ tịch UBND xã, authority_tier: commune, mode: award,
   kinds: [collective], source: III}
quotas:
- {id: so-luong, kind: collective, op: max, value: 5, award: gk, rounds: [nam], source: III}
standards:
- id: tot
  label: Hoàn thành tốt
  kind: collective
  audiences: [tap-the]
  expr: {any: [{leaf: rating_at_least, grade: hoan_thanh_tot}, {not: {leaf: no_discipline}}]}
  source: III.1
- {id: chi-tieu, label: Đạt chỉ tiêu, kind: collective, expr: {leaf: target_met, criterion: dung-han}, source: III.2}
deadlines:
- {id: han, act: dossier, op: before, rule: next_year 01-30, recipient: Phòng, source: IV}
"""


def five_years() -> plans.Plan:
    """The small plan over 2021-2025: a round each year and a final one."""
    plan = plans.loads(SMALL)
    annual = replace(plan.rounds[0], id="annual", cycle="annual", label="Xét hằng năm", opens_after=None)
    final = replace(plan.rounds[0], id="final", cycle="final", label="Xét 5 năm", opens_after=None)
    every = replace(plan.deadlines[0], id="h1", rounds=("annual",), rule="annual 12-10")
    last = replace(plan.deadlines[0], id="h2", rounds=("final",), rule="2025-12-10")
    movement = replace(plan.movement, year_from=2021, year_to=2025, cycle="annual_and_period")
    return replace(plan, movement=movement, rounds=(annual, final), deadlines=(every, last))
