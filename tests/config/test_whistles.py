"""The file of whistles: what it says, and that each mistake names its row and key."""

from collections.abc import Callable

import pytest

from config.whistles import MINUTES, read_whistles


def test_an_emergency_is_answered_in_a_quarter_of_an_hour_and_everything_else_in_two_working_hours() -> None:
    kinds = {kind.code: kind for kind in read_whistles().kinds}
    assert (kinds["emergency"].answer.amount, kinds["emergency"].answer.unit) == (15, MINUTES)
    for code in ("enforcement", "key_work"):
        assert (kinds[code].answer.amount, kinds[code].answer.unit) == (2, "working_hours")
    assert kinds["key_work"].arrive is None
    assert [rung.to for rung in read_whistles().ladder] == ["unit", "superior", "district"]


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('code = "key_work"', 'code = "party"', "kinds"),
        ("over = 50", "over = 0", "ladder"),
        ('to = "superior"', 'to = "mayor"', "to"),
        ("band_high = 8", "band_high = 1", "band_high"),
        ('unit = "minutes"', 'unit = "moons"', "unit"),
    ],
)
def test_a_mistake_is_named(complaint: Callable[..., str], right: str, wrong: str, named: str) -> None:
    assert named in complaint(read_whistles, "whistles.toml", right, wrong)
