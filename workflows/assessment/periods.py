"""Periods of assessment: months, quarters and years of Asia/Shanghai, cut by the terms of schemes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workflows.assessment.scheme import Period, PeriodKind, Scheme
from workflows.posts import midnight

MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}
DAY = timedelta(days=1)


def period_around(kind: PeriodKind, day: date) -> Period:
    """The whole period in which a day lies."""
    months = MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(kind, first, _months_later(first, months) - DAY)


def period_before(period: Period) -> Period:
    """The whole period before the one in which this period begins."""
    return period_around(period.kind, period_around(period.kind, period.first).first - DAY)


def cut(period: Period, starts_on: date, ends_on: date | None) -> Period | None:
    """The part of a period that lies in a scheme's term; None when none does."""
    first = max(period.first, starts_on)
    last = period.last if ends_on is None else min(period.last, ends_on)
    return Period(period.kind, first, last) if first <= last else None


def longer_window(scheme: Scheme, period: Period) -> date | None:
    """First day of the window over which a line short of facts is counted instead: the first of the scheme's windows
    that is longer than the period, ending with it; None when none is."""
    days = (period.last - period.first).days + 1
    longer = next((length for length in scheme.lengthen if length > days), None)
    return None if longer is None else period.last - timedelta(days=longer - 1)


def reach(scheme: Scheme, period: Period) -> date:
    """First day of the facts that a computation of this period may need."""
    return longer_window(scheme, period) or period.first


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of the first day to the first moment after the last day."""
    return midnight(first), midnight(last + DAY)


def _months_later(first: date, months: int) -> date:
    turn = first.month - 1 + months
    return date(first.year + turn // 12, turn % 12 + 1, 1)
