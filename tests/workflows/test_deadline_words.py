"""A due time explains itself in a sentence that a person can check."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from tests.workflows.test_deadlines import CALENDAR, at, calendars, limits, moments
from workflows.deadlines import Limit, WorkingCalendar, due_at, explain


@pytest.mark.parametrize(
    ("start", "limit", "words"),
    [
        (
            "2026-11-20 16:20",
            Limit(4, "working_hours"),
            "周五 16:20 受理，4 工作时：周五用 1 时 10 分，周末不计，周一用 2 时 50 分 → 周一 11:20",
        ),
        (
            "2026-11-23 09:00",
            Limit(2, "working_hours"),
            "周一 09:00 受理，2 工作时：周一用 2 时 → 周一 11:00",
        ),
        (
            "2026-11-21 10:00",
            Limit(1, "working_hours"),
            "周六 10:00 受理，1 工作时：从周一 08:30 上班起算，周一用 1 时 → 周一 09:30",
        ),
        (
            "2026-09-30 16:00",
            Limit(6, "working_hours"),
            "9月30日（周三） 16:00 受理，6 工作时：周三用 2 时，国庆节不计，周四用 4 时 → 10月8日（周四） 15:00",
        ),
        (
            "2026-10-09 16:30",
            Limit(2, "working_hours"),
            "周五 16:30 受理，2 工作时：周五用 1 时，周六（补班）用 1 时 → 周六 09:30",
        ),
        ("2026-11-20 16:20", Limit(3, "working_days"), "周五 16:20 受理，3 工作日：周末不计 → 周三 16:20"),
        ("2026-11-23 16:20", Limit(1, "working_days"), "周一 16:20 受理，1 工作日：逐日计算 → 周二 16:20"),
        (
            "2026-11-21 22:00",
            Limit(4, "natural_hours"),
            "周六 22:00 受理，4 小时：夜间、周末和节假日照算 → 周日 02:00",
        ),
        (
            "2026-12-31 16:00",
            Limit(1, "working_days"),
            "周四 16:00 受理，1 工作日：逐日计算 → 周五 16:00（2027 年放假安排尚未公布，届时可能调整）",
        ),
        (
            "2026-11-23 08:30",
            Limit(40, "working_hours"),
            "11月23日（周一） 08:30 受理，40 工作时：7 个工作日共用 40 时，周末不计 → 12月1日（周二） 09:30",
        ),
    ],
)
def test_a_due_time_in_words(start: str, limit: Limit, words: str) -> None:
    begin = at(start)
    assert explain(begin, limit, due_at(begin, limit, CALENDAR), CALENDAR, "受理") == words


@given(moments, limits, calendars)
def test_every_due_time_can_be_explained(start: object, limit: Limit, calendar: WorkingCalendar) -> None:
    due = due_at(start, limit, calendar)  # type: ignore[arg-type]
    words = explain(start, limit, due, calendar)  # type: ignore[arg-type]
    assert "：→" not in words
    assert words.count("→") == 1


def test_days_swapped_for_a_holiday_carry_its_name() -> None:
    swapped = "休息日（2026-10-10起取代）"
    names = {1: "国庆节", 2: "国庆节", 3: "国庆节", 5: "国庆节（观察日）", 6: swapped, 7: swapped}
    calendar = replace(
        CALENDAR, holiday_names=tuple((date(2026, 10, day), name) for day, name in names.items())
    )
    begin, limit = at("2026-09-30 16:00"), Limit(2, "working_days")
    words = explain(begin, limit, due_at(begin, limit, calendar), calendar, "受理")
    assert words == "9月30日（周三） 16:00 受理，2 工作日：国庆节不计 → 10月9日（周五） 16:00"


def test_unnamed_days_off_are_called_so() -> None:
    calendar = replace(CALENDAR, holidays=frozenset({date(2026, 11, 24)}), holiday_names=())
    begin, limit = at("2026-11-23 16:00"), Limit(1, "working_days")
    words = explain(begin, limit, due_at(begin, limit, calendar), calendar, "受理")
    assert words == "周一 16:00 受理，1 工作日：节假日不计 → 周三 16:00"
