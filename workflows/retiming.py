"""A running clock under another calendar: everything that happened to it is told again, with the new days."""

from dataclasses import replace
from datetime import datetime

from workflows.deadlines import Limit, WorkingCalendar
from workflows.pauses import (
    EMERGENCY,
    QUESTION,
    SUSPENSION,
    Happening,
    RunningClock,
    counted_until,
    extend,
    start_clock,
)
from workflows.working_calendar import ZONE


def retime(
    clock: RunningClock,
    calendar: WorkingCalendar,
    now: datetime,
    outside: datetime | None = None,
    preface: str = "",
) -> RunningClock:
    """The clock as it stands under this calendar, or itself when its due time stays.

    Pauses and extensions keep their moments. A change of the calendar makes nobody late: what would have run out
    before now keeps the due time that it had.
    """
    fresh = tell_again(clock, calendar, outside, preface)
    if fresh.due_at == clock.due_at or fresh.due_at <= now < clock.due_at:
        return clock
    was = clock.due_at.astimezone(ZONE)
    moved = Happening("retimed", now, now, clock.due_at.isoformat())
    words = f"{fresh.words}；日历调整后重算，原为 {was:%m-%d %H:%M}"
    return replace(fresh, words=words, story=(*clock.story, moved))


def tell_again(
    clock: RunningClock, calendar: WorkingCalendar, outside: datetime | None = None, preface: str = ""
) -> RunningClock:
    """The same beginning, pauses and extensions by a calendar; what stands open stays open."""
    told = start_clock(clock.started_at, clock.limit, calendar, outside, preface)
    for one in clock.story:
        if one.kind == "extension":
            amount, _, unit = one.note.partition(" ")
            told = extend(told, Limit(int(amount), unit), calendar, one.begin)
        elif one.kind == "pause":
            told = _paused(told, one, calendar)
        else:
            told = replace(told, words=f"{told.words}{words_of(one)}", story=(*told.story, one))
    return replace(
        told, paused_at=clock.paused_at, suspended=clock.suspended, held=clock.held, asked=clock.asked
    )


def words_of(happening: Happening) -> str:
    """What a happening that moved nothing adds to the explanation."""
    if happening.kind == "recategorised":
        before, after = happening.note.split(" ")
        when = happening.begin.astimezone(ZONE)
        kept = "本阶段时限不变，新类别的时限自下一阶段起算"
        return f"；{when:%m-%d %H:%M} 改类（{before} → {after}）：{kept}"
    return ""


def _paused(clock: RunningClock, pause: Happening, calendar: WorkingCalendar) -> RunningClock:
    stood = replace(
        clock,
        paused_at=pause.begin,
        suspended=pause.note == SUSPENSION,
        asked=pause.note == QUESTION,
        held=pause.note == EMERGENCY,
    )
    return replace(
        counted_until(stood, pause.end, calendar), paused_at=None, suspended=False, held=False, asked=False
    )
