"""Which months of the past were assessed: one is final, the month after it is on display, the present one runs.

Everything follows from the day on which the city was opened, so that it fits on every day of a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from workflows.assessment.periods import period_around, period_before
from workflows.assessment.scheme import Period, PeriodKind
from workflows.working_calendar import ZONE

SETTLED = 7  # days after the end of a month from which on it can have been frozen and shown
FROZEN = 4  # days after its end on which the month that is final by now was frozen
SHOWN = 4  # days before the opening on which the month on display was shown, unless it had not ended long enough


@dataclass(frozen=True)
class Terms:
    """`opened` is the day on which visitors came; `final` and `shown` are the months before it that were assessed."""

    opened: date
    final: Period
    shown: Period

    @property
    def begins(self) -> date:
        """The first day that is told."""
        return self.final.first

    def frozen_on(self, period: Period) -> date:
        """The day on which a month was frozen and put on display."""
        if period == self.final:
            return period.last + timedelta(days=FROZEN)
        return max(period.last + timedelta(days=3), self.opened - timedelta(days=SHOWN))


def terms_of(opened: date) -> Terms:
    """The months that a city opened on this day looks back on."""
    shown = period_before(period_around(PeriodKind.MONTH, opened))
    if (opened - shown.last).days < SETTLED:
        shown = period_before(shown)
    return Terms(opened, period_before(shown), shown)


def at(day: date, hour: float) -> datetime:
    """A moment of a day by the city's clock."""
    return datetime.combine(day, time(), ZONE) + timedelta(hours=hour)
