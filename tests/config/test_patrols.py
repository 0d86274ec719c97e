"""The files of patrols: what they say, and that each mistake names its row and key."""

from collections.abc import Callable

import pytest

from config.patrols import PLACEHOLDERS, read_patrols


def test_every_kind_and_risk_has_an_interval_and_high_risk_is_seen_most() -> None:
    data = read_patrols()
    for kind in (None, *(one.code for one in data.kinds)):
        days = [data.every.get((kind, risk), data.every[None, risk]) for risk in ("high", "medium", "low")]
        assert days == sorted(days)
    assert {notice.code for notice in data.notices} >= {"first_advice"}
    assert "words" in PLACEHOLDERS


@pytest.mark.parametrize(
    ("file", "right", "wrong", "named"),
    [
        ("source_kinds.toml", 'premises = "factory"', 'premises = "moon"', "premises"),
        ("source_kinds.toml", "high = 14", "high = 0", "high"),
        ("source_kinds.toml", "[plan.kinds.outfall]", "[plan.kinds.volcano]", "volcano"),
        ("source_kinds.toml", 'code = "industry"', 'code = "In dustry"', "code"),
        ("notices.toml", "网格员{member}", "网格员{stranger}", "body"),
        ("notices.toml", 'kinds = ["construction"]', 'kinds = ["castle"]', "kinds"),
    ],
)
def test_a_mistake_is_named(complaint: Callable[..., str], file: str, right: str, wrong: str, named: str) -> None:
    assert named in complaint(read_patrols, file, right, wrong)
