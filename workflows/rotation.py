"""A fair rotation for a duty roster: whoever has rested longest is next. Plain values, the same answer every time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from workflows.roster import LEAD, SECOND, Shift
from workflows.working_calendar import WorkingCalendar, at_clock, to_local

PLACES = (LEAD, SECOND)


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be put on the roster, but not while away, without a post, or on duty elsewhere (`not_free`)."""

    person_id: int
    not_free: tuple[tuple[datetime, datetime | None], ...] = ()


@dataclass
class _Turn:
    """What a candidate has on the roster so far."""

    order: int
    candidate: Candidate
    shifts: list[Shift] = field(default_factory=list)

    @property
    def leads(self) -> int:
        return sum(shift.place == LEAD for shift in self.shifts)

    def is_free(self, begin: datetime, end: datetime) -> bool:
        away = any(start < end and (stop is None or begin < stop) for start, stop in self.candidate.not_free)
        return not away and not any(shift.starts_at < end and begin < shift.ends_at for shift in self.shifts)

    def rest(self, begin: datetime, end: datetime) -> tuple[bool, tuple[datetime, ...], int]:
        """Sorts whoever would go on without a pause to the end, and whoever rested longest to the front.

        Of two who rested equally long, the one who had rested longer before that: a queue keeps its order.
        """
        before = sorted((shift.ends_at for shift in self.shifts if shift.ends_at <= begin), reverse=True)
        goes_on = any(shift.starts_at == end or shift.ends_at == begin for shift in self.shifts)
        return goes_on, tuple(before), self.order


def day_turn(calendar: WorkingCalendar, day: date) -> datetime:
    """When duty passes to the next people on a date: at the beginning of the ordinary working day."""
    return at_clock(day, calendar.hours[0][0])


def plan(
    people: Sequence[Candidate],
    begin: datetime,
    end: datetime,
    calendar: WorkingCalendar,
    already: Iterable[Shift] = (),
) -> tuple[Shift, ...]:
    """The shifts that fill what `already` leaves open between two moments: a lead and a second for every duty day.

    Nobody has two shifts running while others are there, and the shifts of those who are always there differ by one
    at most. Where nobody is free the hours stay open. Shifts of the past in `already` say who has rested longest.
    """
    turns = {person.person_id: _Turn(order, person) for order, person in enumerate(people)}
    roster = list(already)
    for shift in roster:
        if shift.person_id in turns:
            turns[shift.person_id].shifts.append(shift)
    written: list[Shift] = []
    for start, stop in _duty_days(begin, end, calendar):
        open_hours = {place: list(_open(start, stop, roster, place)) for place in PLACES}
        for place in PLACES:
            for hole in open_hours[place]:
                together = 2 if place == LEAD and hole in open_hours[SECOND] else 1
                turn = _next(turns.values(), *hole, together)
                if turn is not None:
                    shift = Shift(turn.candidate.person_id, place, *hole)
                    turn.shifts.append(shift)
                    roster.append(shift)
                    written.append(shift)
    return tuple(written)


def _next(turns: Iterable[_Turn], begin: datetime, end: datetime, together: int) -> _Turn | None:
    """Of the next `together` in the rotation, the one who has led least."""
    free = sorted((turn for turn in turns if turn.is_free(begin, end)), key=lambda turn: turn.rest(begin, end))
    return min(free[:together], key=lambda turn: turn.leads, default=None)


def _duty_days(begin: datetime, end: datetime, calendar: WorkingCalendar) -> Iterator[tuple[datetime, datetime]]:
    day = to_local(begin).date() - timedelta(days=1)
    while day_turn(calendar, day) < end:
        start, stop = day_turn(calendar, day), day_turn(calendar, day + timedelta(days=1))
        if stop > begin:
            yield max(start, begin), min(stop, end)
        day += timedelta(days=1)


def _open(begin: datetime, end: datetime, roster: Sequence[Shift], place: str) -> Iterator[tuple[datetime, datetime]]:
    """The parts of a span in which nobody has the place."""
    at = begin
    held = [row for row in roster if row.place == place and row.starts_at < end and row.ends_at > begin]
    for shift in sorted(held, key=lambda row: row.starts_at):
        if shift.starts_at > at:
            yield at, shift.starts_at
        at = max(at, shift.ends_at)
    if at < end:
        yield at, end
