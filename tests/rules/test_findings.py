"""One shape for no."""

import pytest

from thidua.rules.findings import Finding, Refused, errors, ordered, refuse_if_any

ERROR = Finding("a.b", "error", "Hồ sơ nộp sau hạn.")
WARNING = Finding("c.d", "warning", "Còn 01 thành viên chưa bỏ phiếu.", {"count": 1})


def test_an_act_is_refused_with_every_reason_the_gravest_first() -> None:
    with pytest.raises(Refused) as caught:
        refuse_if_any([WARNING, ERROR])
    assert caught.value.findings == (ERROR, WARNING)
    assert str(caught.value) == "Hồ sơ nộp sau hạn. Còn 01 thành viên chưa bỏ phiếu."


def test_warnings_bar_nothing() -> None:
    refuse_if_any([WARNING])
    assert errors([WARNING, ERROR]) == [ERROR]
    assert ordered([WARNING, ERROR]) == [ERROR, WARNING]


def test_a_refusal_without_reason_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="ít nhất một lý do"):
        Refused([])
