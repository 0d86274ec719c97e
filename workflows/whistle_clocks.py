"""Clocks of a called unit: until when it answers, comes and reports, and when each reminder of the ladder is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workflows.deadlines import due_at, warn_at
from workflows.whistle import CallState
from workflows.working_calendar import UNIT_NAMES, Limit, WorkingCalendar

MINUTES = "minutes"


@dataclass(frozen=True)
class Span:
    """A limit, also in minutes."""

    amount: int
    unit: str

    def words(self) -> str:
        """15 分钟, 2 工作时."""
        return f"{self.amount} {'分钟' if self.unit == MINUTES else UNIT_NAMES[self.unit]}"


@dataclass(frozen=True)
class Limits:
    """The limits of one kind, all counted from the call."""

    answer: Span
    arrive: Span | None
    report: Span


def end_of(start: datetime, span: Span, calendar: WorkingCalendar) -> datetime:
    """When a span that begins at a moment ends, in UTC."""
    if span.unit == MINUTES:
        return (start + timedelta(minutes=span.amount)).astimezone(UTC)
    return due_at(start, Limit(span.amount, span.unit), calendar)


def next_due(state: CallState, answer_by: datetime, arrive_by: datetime | None, report_by: datetime) -> datetime | None:
    """The end of the clock that runs: for the answer, then for coming, then for the result."""
    if state is CallState.CALLED:
        return answer_by
    if state is CallState.TAKEN:
        return arrive_by or report_by
    return report_by if state is CallState.ARRIVED else None


def rung_moments(state: CallState, due: datetime | None, span: Span, overs: Sequence[int],
                 calendar: WorkingCalendar) -> list[datetime]:
    """When each rung of the running clock is due: the whole ladder for an answer, one reminder for the rest."""
    if due is None:
        return []
    if state is not CallState.CALLED:
        return [due]
    later = end_of(due, span, calendar)
    if span.unit == MINUTES:
        return [due + (later - due) * over / 100 for over in overs]
    limit = Limit(span.amount, span.unit)
    return [due if over == 0 else later if over == 100 else warn_at(due, later, calendar, limit, over / 100)
            for over in overs]
