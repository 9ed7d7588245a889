"""Parts of a quota: whose place a choice takes, and that more than a part is refused like more than the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules.test_quota import key, made, with_quotas
from thidua import plans
from thidua.rules import quota, quota_parts
from thidua.rules.quota_parts import Pick, part_of

PLAN = next(iter(plans.builtin().values()))
TWO = ("Khối phố", "Tổ tự quản")


@pytest.mark.parametrize(
    ("labels", "unit", "kind", "part"),
    [
        (TWO, "Khối phố số 3", "thon", "Khối phố"),
        (TWO, "Tổ tự quản 12", "thon", "Tổ tự quản"),
        (TWO, "Phòng Kinh tế", "chuyen_mon", None),
        (("phường", "xã"), "UBND phường Hoa Lư", "ubnd_lower", "phường"),
        (("Các xã", "Các phường"), "Ủy ban nhân dân xã Yên Lạc", "ubnd_lower", "Các xã"),
        (("Phòng chuyên môn", "Đơn vị sự nghiệp"), "Trường Mầm non Sao Mai", "su_nghiep", "Đơn vị sự nghiệp"),
        (("Khối phòng", "Khối thôn"), "Phòng Tư pháp", "chuyen_mon", "Khối phòng"),
        (("Phòng", "Phòng Nội vụ"), "Phòng Nội vụ", "chuyen_mon", "Phòng Nội vụ"),
        (("Thôn", "Tổ dân phố"), "Xóm Đông", "thon", None),  # a kind that both could mean
        (("Cụm 1", "Cụm 2"), "UBND xã Yên Lạc", "ubnd_lower", None),
    ],
)
def test_a_unit_belongs_to_the_part_its_name_or_kind_tells(
    labels: tuple[str, ...], unit: str, kind: str, part: str | None
) -> None:
    assert part_of(labels, unit, kind) == part


def picks(*units: str) -> list[Pick]:
    return [Pick("collective", "gk", unit, "thon") for unit in units]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (("Khối phố 1", "Khối phố 2", "Tổ tự quản 1"), []),
        (("Khối phố 1", "Khối phố 2", "Khối phố 3"), [("quota.part_exceeded", "error")]),
        (("Khối phố 1", "Nhóm Sao Mai"), [("quota.parts", "info")]),
        (
            ("Khối phố 1", "Khối phố 2", "Khối phố 3", "Nhóm Sao Mai"),
            [("quota.part_exceeded", "error"), ("quota.parts", "info")],
        ),
    ],
)
def test_more_than_a_part_is_refused(units: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    plan = with_quotas(PLAN, replace(made("collective", "max", 5), scope="Khối phố: 02; Tổ tự quản: 03"))
    given = picks(*units)
    found = quota.check(plan, key(plan), quota_parts.count(given), None, given)
    assert [(each.code, each.severity) for each in found] == expected


def test_the_sentence_names_the_part_its_number_and_the_clause() -> None:
    plan = with_quotas(PLAN, replace(made("collective", "max", 5), scope="Khối phố: 02; Tổ tự quản: 03"))
    given = picks("Khối phố 1", "Khối phố 2", "Khối phố 3")
    (found,) = quota.check(plan, key(plan), quota_parts.count(given), None, given)
    assert found.message == (
        "Đã chọn 03 tập thể thuộc phần “Khối phố”, nhiều hơn số lượng của kế hoạch: 02 trong "
        "tối đa 05 tập thể: khối phố 02, tổ tự quản 03 (mục III.1). Phải bớt 01."
    )
    assert found.source == plan.quotas[0].source


def test_only_choices_the_quota_counts_take_its_parts() -> None:
    plan = with_quotas(PLAN, replace(made("collective", "max", 5, award="co"), scope="Khối phố: 01; Tổ tự quản: 04"))
    given = [*picks("Khối phố 1", "Khối phố 2"), Pick("individual", "co", "Khối phố 3", "thon")]
    assert quota.check(plan, key(plan), quota_parts.count(given), None, given) == []
