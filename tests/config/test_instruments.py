"""The files of the three instruments: what they say, and that each mistake names its row and key."""

from collections.abc import Callable

import pytest

from config.checklists import read_checklists
from config.missed_finds import read_missed_bounds
from config.work_reminders import CODES, read_work_reminders


def test_every_kind_of_sample_has_a_checklist_of_a_hundred_points_and_its_minutes() -> None:
    data = read_checklists()
    for code, checklist in data.checklists.items():
        assert sum(item.points for item in checklist.items) == 100, code
        assert data.minutes[code] > 0
    assert data.plan["hours_per_week"] == 30
    assert data.plan["grid_days"] * 2 <= 366  # every grid at least twice a year


def test_every_rule_says_whom_it_asks_what() -> None:
    rules = read_work_reminders().rules
    assert {rule.code for rule in rules} == set(CODES)
    assert all(rule.ask and rule.to in ("member", "station") for rule in rules)


@pytest.mark.parametrize(
    ("read", "file", "right", "wrong", "named"),
    [
        (read_checklists, "checklists.toml", "hours_per_week = 30", "hours_per_week = 0", "plan.hours_per_week"),
        (read_checklists, "checklists.toml", 'code = "visit"', 'code = "moon"', "code"),
        (read_checklists, "checklists.toml", "points = 25", "points = 0", "points"),
        (read_checklists, "checklists.toml", "quick_n = 5", "quick = 5", "quick"),
        (read_missed_bounds, "missed_finds.toml", "metres = 200", "metres = 5000", "bounds.metres"),
        (read_work_reminders, "work_reminders.toml", 'to = "member"', 'to = "mayor"', "to"),
        (read_work_reminders, "work_reminders.toml", 'code = "promise_open"', 'code = "promise"', "code"),
        (read_work_reminders, "work_reminders.toml", "amount = 2", "amount = 0", "amount"),
    ],
)
def test_a_mistake_is_named(
    complaint: Callable[..., str], read: Callable[..., object], file: str, right: str, wrong: str, named: str
) -> None:
    assert named in complaint(read, file, right, wrong)
