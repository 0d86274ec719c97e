"""Windows in which a source has to be seen once: of equal length, one after the other, the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

# A phone without a network sends what it kept when it finds one; what comes later than this was seen when it came.
SENT_WITHIN = timedelta(hours=72)
ANCHOR = date(2000, 1, 3)  # a Monday; windows are counted from it, so that no reading of facts moves them


def windows(first: date, last: date, days: int) -> Iterator[tuple[date, date]]:
    """(first day, last day) of every window whose last day lies between two days."""
    number = -(-((first - ANCHOR).days + 1) // days) - 1
    while True:
        begins = ANCHOR + timedelta(days=number * days)
        ends = begins + timedelta(days=days - 1)
        if ends > last:
            return
        yield begins, ends
        number += 1


def seen_at(done_at: datetime, received_at: datetime) -> datetime:
    """The moment at which a look counts: nobody fills a window that is over by dating a visit back."""
    return done_at if received_at - done_at <= SENT_WITHIN else received_at


def risk_at(moment: datetime, now: str, changes: Iterable[tuple[datetime, str]]) -> str:
    """A source's risk at a moment, from what it is now and its changes (when, and what it had been before) in their
    order. A window asks for the risk with which it began: nobody lowers it once the look is late."""
    return next((before for at, before in changes if at > moment), now)
