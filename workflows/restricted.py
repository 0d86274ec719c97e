"""Restricted periods (限制时段): nights, noon rests, exam weeks in which a kind of matter is urgent by rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from workflows.working_calendar import is_night, to_local

URGENT = 1


@dataclass(frozen=True)
class RestrictedPeriod:
    """`subject` is a category or its group; `daily` may run past midnight; both dates belong to it. None: always."""

    subject: str
    name: str
    daily: tuple[time, time] | None = None
    dates: tuple[date, date] | None = None

    def holds_at(self, moment: datetime) -> bool:
        """Whether an aware moment lies in it, by the clock of Asia/Shanghai."""
        day = to_local(moment).date()
        if self.dates is not None and not self.dates[0] <= day <= self.dates[1]:
            return False
        return self.daily is None or is_night(moment, self.daily)


def restricted_by(
    periods: Iterable[RestrictedPeriod], category: str, group: str | None, moment: datetime
) -> RestrictedPeriod | None:
    """The first period that makes a report of this category urgent at this moment."""
    return next((one for one in periods if one.subject in (category, group) and one.holds_at(moment)), None)


def urgent_words(name: str) -> str:
    """How the due time's explanation begins when a restricted period made the case urgent."""
    return f"{name}内上报，按规定视为紧急。"
