"""The reminder ladder: which rungs of a running clock have come due, when, and which of them are sent.

A stage that has rungs of its own does not use the general ones. Everything is counted in the limit's own kind of
time, from the due time as it stands now: a pause or an extension moves the rungs with it. Nobody is reminded of
waiting for a reporter. Next: workflows/addressees.py
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from workflows.addressees import ADDRESSEES
from workflows.deadlines import WARNING_BAND, Limit, WorkingCalendar, due_at, is_working_unit, working_time
from workflows.states import Stage
from workflows.working_calendar import UNITS

ANY, ORDER = "any", "order"
SILENT: frozenset[str] = frozenset({Stage.ANSWER, Stage.CONTACT})
STAGES: tuple[str, ...] = (ANY, *(stage for stage in Stage if stage not in SILENT), ORDER)
PERCENT, BEFORE, AFTER = "percent", "before", "after"
RELATIONS = (PERCENT, BEFORE, AFTER)
MOST_PERCENT, MOST_AMOUNT = 1000, 365
SECOND = timedelta(seconds=1)
FARTHEST = timedelta(days=3650)
# What a text may name; nobody's words, names or numbers.
PLACEHOLDERS = ("{stage}", "{due}")


@dataclass(frozen=True)
class Rung:
    """One rung: `amount` percent of the limit, or so many units before or after the due time; who hears what.

    `code` names the rung for good: for one run of a clock the same rung is never sent twice.
    """

    code: str
    stage: str
    relation: str
    amount: int
    unit: str | None
    addressee: str
    name: str
    text: str
    active: bool = True


@dataclass(frozen=True)
class Ticking:
    """A clock that runs: its stage, since when, its warning and due times as they stand now, its limit."""

    stage: str
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    limit: Limit


@dataclass(frozen=True)
class DueRung:
    """A rung and the moment at which it comes due for one clock."""

    rung: Rung
    at: datetime


def mistake(rung: Rung) -> tuple[str, str] | None:
    """(field, what is wrong with it) of a rung that could not work; None when it can."""
    fits = rung.unit in UNITS if rung.relation in (BEFORE, AFTER) else rung.unit is None
    most = MOST_PERCENT if rung.relation == PERCENT else MOST_AMOUNT
    left = rung.text
    for name in PLACEHOLDERS:
        left = left.replace(name, "")
    checks = (
        ("stage", rung.stage in STAGES, "没有这个环节，或这个环节不催办"),
        ("relation", rung.relation in RELATIONS, "应为 percent、before 或 after"),
        ("unit", fits, "按百分比的不填单位，提前或超过多久的要填单位"),
        ("amount", 0 < rung.amount <= most, f"应为 1 到 {most}"),
        ("addressee", rung.addressee in ADDRESSEES, "没有这种提醒对象"),
        ("addressee", (rung.addressee == "issuer") <= (rung.stage == ORDER), "签发人只用于督办"),
        ("name", bool(rung.name.strip()), "不能为空"),
        ("text", bool(rung.text.strip()), "不能为空"),
        ("text", "{" not in left and "}" not in left, "只能用 {stage} 和 {due}"),
    )
    return next(((field, words) for field, fine, words in checks if not fine), None)


def ladder_of(stage: str, rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """The rungs of a stage: its own when it has any, else the general ones."""
    if stage in SILENT:
        return ()
    active = [rung for rung in rungs if rung.active]
    own = tuple(rung for rung in active if rung.stage == stage)
    return own or tuple(rung for rung in active if rung.stage == ANY and stage != ORDER)


def moments(clock: Ticking, rungs: Iterable[Rung], calendar: WorkingCalendar) -> tuple[DueRung, ...]:
    """The stage's rungs with the moments at which they come due, the earliest first."""
    found = (DueRung(rung, _moment(rung, clock, calendar)) for rung in ladder_of(clock.stage, rungs))
    return tuple(sorted(found, key=lambda row: (row.at, row.rung.code)))


def first_look(clock: Ticking, rungs: Iterable[Rung], calendar: WorkingCalendar) -> datetime | None:
    """When somebody must look at a clock for the first time; None for a stage without a ladder."""
    return min((row.at for row in moments(clock, rungs, calendar)), default=None)


def due_now(rows: Iterable[DueRung], done: frozenset[str], now: datetime) -> tuple[DueRung, ...]:
    """Rungs that have come due and were not dealt with, in the order of their moments."""
    return tuple(row for row in rows if row.at <= now and row.rung.code not in done)


def next_at(rows: Iterable[DueRung], now: datetime) -> datetime | None:
    """When the clock must be looked at again; None when nothing more comes."""
    return min((row.at for row in rows if row.at > now), default=None)


def highest(due: Sequence[DueRung], seats: Mapping[str, object]) -> tuple[DueRung, ...]:
    """Of the rungs that go to one seat (by code) only the last: after an outage nobody hears of one case twice."""
    last = {seats[row.rung.code]: row for row in due}
    return tuple(row for row in due if last[seats[row.rung.code]] is row)


def _moment(rung: Rung, clock: Ticking, calendar: WorkingCalendar) -> datetime:
    if rung.relation == PERCENT:
        return _at_percent(rung.amount, clock, calendar)
    limit = Limit(rung.amount, rung.unit or "")
    if rung.relation == AFTER:
        return due_at(clock.due_at, limit, calendar)
    return _before(clock.due_at, limit, calendar)


def _at_percent(percent: int, clock: Ticking, calendar: WorkingCalendar) -> datetime:
    """The warning band is kept through pauses and extensions, so the whole limit follows from what it leaves."""
    if percent == 100:
        return clock.due_at
    if percent == round(WARNING_BAND * 100):
        return clock.warn_at
    working = is_working_unit(clock.limit)
    band = working_time(clock.warn_at, clock.due_at, calendar) if working else clock.due_at - clock.warn_at
    span = band * (abs(percent - 100) / 100 / (1 - WARNING_BAND))
    if not working:
        return _whole(clock.due_at + (span if percent > 100 else -span))
    if percent > 100:
        return _reach(clock.due_at, 1, lambda moment: working_time(clock.due_at, moment, calendar) >= span)
    return _reach(clock.due_at, -1, lambda moment: working_time(moment, clock.due_at, calendar) >= span)


def _before(due: datetime, limit: Limit, calendar: WorkingCalendar) -> datetime:
    """The latest moment from which the limit leads to the due time or beyond it stays short of nothing."""
    if limit.unit == "natural_hours":
        return due - timedelta(hours=limit.amount)
    if limit.unit == "natural_days":
        return due - timedelta(days=limit.amount)
    return _reach(due, -1, lambda moment: due_at(moment, limit, calendar) <= due)


def _reach(anchor: datetime, direction: int, far_enough: Callable[[datetime], bool]) -> datetime:
    """The nearest whole second in a direction that is far enough; farther moments stay so.

    ValueError when ten years are not far enough: a calendar that never opens.
    """
    near, far = timedelta(), timedelta(hours=1)
    while not far_enough(anchor + direction * far):
        near, far = far, far * 2
        if far > FARTHEST:
            raise ValueError("the calendar has no opening hours")
    while far - near > SECOND:
        middle = timedelta(seconds=(near + far) // 2 // SECOND)
        near, far = (near, middle) if far_enough(anchor + direction * middle) else (middle, far)
    return _whole(anchor + direction * far)


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
