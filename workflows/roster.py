"""Duty rosters (值班表): which hours nobody holds, and who holds the urgent clock at a moment. Rotation: rotation.py"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from workflows.working_calendar import WorkingCalendar, at_clock, is_night, to_local

LEAD, SECOND = "lead", "second"
PLACE_NAMES = {LEAD: "带班", SECOND: "副班"}
AWAY_NAMES = {"leave": "休假", "training": "培训", "emergency_duty": "应急值守"}
NOBODY, AWAY, ALONE = "nobody", "away", "alone"


@dataclass(frozen=True)
class Shift:
    """Somebody's hours on a roster; `place` lead answers the urgent clock, second goes along."""

    person_id: int
    place: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Away:
    """Somebody is away from all posts; `ends_at` None means until further notice."""

    person_id: int
    kind: str
    starts_at: datetime
    ends_at: datetime | None

    def at(self, moment: datetime) -> bool:
        """Whether the absence runs; its end is no longer in it."""
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)


@dataclass(frozen=True)
class Gap:
    """Hours in which a place of the roster is not held.

    `why`: nobody is planned · away, the planned person (`person_id`) is, and `instead_id` does it, when somebody
    does · alone: at night the one who leads has nobody to go along.
    """

    place: str
    starts_at: datetime
    ends_at: datetime
    why: str
    person_id: int | None = None
    instead_id: int | None = None


@dataclass(frozen=True)
class Unit:
    """A station, district, city or department as it is at a moment: shifts that run, officers, heads (person ids)."""

    name: str
    shifts: tuple[Shift, ...] = ()
    officers: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()


@dataclass(frozen=True)
class OnDuty:
    """Who holds the urgent clock, who goes along, and why; `unit` is the position in the chain that was asked."""

    person_id: int | None
    second_id: int | None
    working_hours: bool
    unit: int | None
    reason: str


def gaps(
    begin: datetime, end: datetime, shifts: Sequence[Shift], calendar: WorkingCalendar, away: Sequence[Away]
) -> tuple[Gap, ...]:
    """Every hour of a span is held or stands here: in working hours by the unit's own officers, otherwise by a
    lead who is present, and at night by a second besides. Gaps of one kind that touch are one; in order of time.
    """
    found: list[Gap] = []
    latest: dict[str, Gap] = {}
    for start, stop in pairwise(_cuts(begin, end, shifts, calendar, away)):
        for gap in _missing(start, stop, shifts, calendar, away):
            before = latest.get(gap.place)
            if before is not None and before.ends_at == start and _alike(before, gap):
                found.remove(before)
                gap = Gap(gap.place, before.starts_at, stop, gap.why, gap.person_id, gap.instead_id)
            found.append(gap)
            latest[gap.place] = gap
    return tuple(sorted(found, key=lambda gap: (gap.starts_at, gap.place)))


def say_gap(gap: Gap, names: Mapping[int, str], kinds: Mapping[int, str]) -> str:
    """The gap in words; `kinds` says how somebody is away: leave, training, emergency_duty."""
    place = PLACE_NAMES[gap.place]
    if gap.why == NOBODY:
        return f"未安排{place}"
    if gap.why == ALONE:
        return f"{names.get(gap.person_id or 0, '')} 一人值班，夜间缺同行人"
    how = AWAY_NAMES.get(kinds.get(gap.person_id or 0, ""), "不在岗")
    instead = f"，由{_name(gap.instead_id, names)}接替" if gap.instead_id else "，无人接替"
    return f"{place}{_name(gap.person_id, names)}{how}{instead}"


def on_duty(
    units: Sequence[Unit],
    away: Sequence[Away],
    names: Mapping[int, str],
    moment: datetime,
    calendar: WorkingCalendar,
) -> OnDuty:
    """Who holds the urgent clock of the first unit; the others are asked in turn when it has nobody."""
    gone = {item.person_id: item.kind for item in away if item.at(moment)}
    working = calendar.is_open(moment)
    passed: list[str] = []
    for position, unit in enumerate(units):
        running = [shift for shift in unit.shifts if shift.starts_at <= moment < shift.ends_at]
        chosen = _of_unit(unit, running, gone, names, working)
        if chosen is not None:
            person_id, why = chosen
            second = next((shift.person_id for shift in running if shift.person_id not in (person_id, *gone)), None)
            return OnDuty(person_id, second, working, position, "".join((*passed, why)))
        passed.append(f"{unit.name}无人{'在岗' if working else '值班'}，转上级；")
    return OnDuty(None, None, working, None, "".join((*passed, "各级均无人值班")))


def _of_unit(
    unit: Unit, running: Sequence[Shift], gone: Mapping[int, str], names: Mapping[int, str], working: bool
) -> tuple[int, str] | None:
    leads, seconds = ([shift.person_id for shift in running if shift.place == place] for place in (LEAD, SECOND))
    if working:
        present = [person for person in (*leads, *unit.officers) if person not in gone]
        if present:
            return present[0], f"工作时间，{unit.name}在岗人员办理"
    lead = next((person for person in leads if person not in gone), None)
    if lead is not None:
        return lead, f"{unit.name}值班表：{names.get(lead, '')}带班"
    missing = f"带班{_name(leads[0], names)}{AWAY_NAMES.get(gone[leads[0]], '不在岗')}" if leads else "未安排带班"
    for people, place in ((seconds, "副班"), (unit.heads, "负责人")):
        found = next((person for person in people if person not in gone), None)
        if found is not None:
            return found, f"{unit.name}{missing}，由{place}{_name(found, names)}接替"
    return None


def _missing(
    start: datetime, stop: datetime, shifts: Sequence[Shift], calendar: WorkingCalendar, away: Sequence[Away]
) -> Iterator[Gap]:
    """What lacks in a span in which nothing changes."""
    gone = {item.person_id for item in away if item.at(start)}
    running = [shift for shift in shifts if shift.starts_at <= start < shift.ends_at]
    leads, seconds = ([shift.person_id for shift in running if shift.place == place] for place in (LEAD, SECOND))
    present = [person for person in (*leads, *seconds) if person not in gone]
    instead = present[0] if present else None
    if not calendar.is_open(start) and gone.issuperset(leads):
        why = AWAY if leads else NOBODY
        yield Gap(LEAD, start, stop, why, leads[0] if leads else None, instead)
    if is_night(start, calendar.night) and len(set(present)) < 2:
        absent = next((person for person in seconds if person in gone), None)
        why = AWAY if absent else ALONE if present else NOBODY
        yield Gap(SECOND, start, stop, why, absent or instead)


def _cuts(
    begin: datetime, end: datetime, shifts: Sequence[Shift], calendar: WorkingCalendar, away: Sequence[Away]
) -> list[datetime]:
    """The moments at which something may change, the span's own ends included; none when the span is empty."""
    moments: set[datetime] = {begin, end}
    for shift in shifts:
        moments |= {shift.starts_at, shift.ends_at}
    for item in away:
        moments |= {item.starts_at, item.ends_at or item.starts_at}
    day, last = to_local(begin).date(), to_local(end).date()
    while day <= last:
        clocks = (*calendar.night, *(clock for hours in calendar.hours_on(day) for clock in hours))
        moments |= {at_clock(day, clock) for clock in clocks}
        day += timedelta(days=1)
    return sorted(moment for moment in moments if begin <= moment <= end)


def _alike(one: Gap, other: Gap) -> bool:
    return (one.why, one.person_id, one.instead_id) == (other.why, other.person_id, other.instead_id)


def _name(person_id: int | None, names: Mapping[int, str]) -> str:
    return f" {names.get(person_id or 0, '')} "


def present_at(shifts: Iterable[Shift], away: Sequence[Away], moment: datetime) -> list[int]:
    """Persons on a running shift who are not away: the second, who goes along, before the lead at the phone."""
    gone = {item.person_id for item in away if item.at(moment)}
    running = [shift for shift in shifts if shift.starts_at <= moment < shift.ends_at]
    return [shift.person_id for shift in sorted(running, key=lambda shift: shift.place != SECOND)
            if shift.person_id not in gone]
