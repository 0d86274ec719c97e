"""The month counted once more from the ledger alone, minute by minute and without the system's own rules."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

MINUTE = timedelta(minutes=1)
EAST = timedelta(hours=8)
OPEN = ((8 * 60 + 30, 12 * 60), (14 * 60 + 30, 17 * 60 + 30))
# By what the work of a stage is done; whatever else ends it took the case away.
OWN_ENDS = {"confirm": ("confirm", "self-handle"), "sign": ("sign", "return"), "handle": ("handle",),
            "rework": ("handle",)}
NATURAL = {"confirm"}  # every other stage of this category counts working time
RUNGS: dict[str, tuple[tuple[str, int, str], ...]] = {
    "sign": (("sign-80", 80, "unit"), ("sign-100", 100, "unit"), ("sign-150", 150, "superior"),
             ("sign-200", 200, "coordinator"))}
GENERAL = (("any-80", 80, "assignee"), ("any-100", 100, "unit"), ("any-150", 150, "superior"),
           ("any-200", 200, "coordinator"), ("any-later", 0, "leader"))
STATION = {"assignee": "station", "unit": "station", "superior": "head", "coordinator": "coordinator",
           "leader": "leader"}
SEATS: dict[str, dict[str, str]] = {
    "confirm": {**STATION, "assignee": "member"},
    "dispatch": {**STATION, "assignee": "dispatcher", "unit": "dispatcher", "superior": "coordinator"},
    "sign": {**STATION, "unit": "department", "superior": "leader"},
    "handle": {**STATION, "assignee": "officer", "unit": "department", "superior": "leader"}}


def read(stamp: str) -> datetime:
    """A moment of the ledger."""
    return datetime.fromisoformat(stamp.replace("Z", "+00:00"))


@dataclass
class Run:
    """One run of one stage's clock: since when, the due times it had and since when, its end."""

    case: str
    number: int
    stage: str
    begin: datetime
    dues: list[tuple[datetime, datetime]]
    end: datetime | None = None
    by: str | None = None

    def due(self, now: datetime) -> datetime:
        """The due time as it stood then."""
        return [due for since, due in self.dues if since <= now][-1]


def runs_of(events: Iterable[dict[str, Any]]) -> list[Run]:
    """All runs of all clocks, from the events in the order of their numbers."""
    found: list[Run] = []
    running: dict[str, Run] = {}
    counts: Counter[str] = Counter()
    for event in events:
        if event["subject"]["kind"] != "case":
            continue
        case, at, data = event["subject"]["id"], read(event["at"]), event["data"]
        if event["name"] == "case.retimed":
            running[case].dues.append((at, read(data["after"])))
        clock = data.get("clock") or {}
        if "ended" in clock:
            ended = running.pop(case)
            ended.end, ended.by = at, data.get("action")
        if "stage" in clock and case not in running:
            counts[case] += 1
            running[case] = Run(case, counts[case], clock["stage"], at, [(at, read(clock["due"]))])
            found.append(running[case])
    return found


@dataclass
class WorkingMinutes:
    """Which minutes of the month are open; `stop` closes a stretch, working days are Monday to Friday."""

    begin: datetime
    days: int
    stop: tuple[datetime, datetime] | None = None
    sums: list[int] = field(init=False)

    def __post_init__(self) -> None:
        moments = (self.begin + number * MINUTE for number in range(self.days * 1440))
        self.sums = [0, *accumulate(int(self._is_open(moment)) for moment in moments)]

    def _is_open(self, moment: datetime) -> bool:
        if self.stop and self.stop[0] <= moment < self.stop[1]:
            return False
        local = moment + EAST
        minute = local.hour * 60 + local.minute
        return local.weekday() < 5 and any(begin <= minute < end for begin, end in OPEN)

    def between(self, a: datetime, b: datetime) -> int:
        return self._sum(b) - self._sum(a)

    def after(self, moment: datetime, minutes: float) -> datetime:
        """The first moment by which so many open minutes have passed since another."""
        return self.begin + bisect_left(self.sums, self._sum(moment) + minutes) * MINUTE

    def _sum(self, moment: datetime) -> int:
        return self.sums[int((moment - self.begin) // MINUTE)]


def moment_of(run: Run, percent: int, now: datetime, minutes: WorkingMinutes) -> datetime:
    """When a rung comes due as things stood at a look: a share of the limit, or two days beyond it."""
    due = run.due(now)
    if percent == 0:
        return due + timedelta(hours=48)
    if percent == 100:
        return due
    if run.stage in NATURAL:
        return run.begin + (due - run.begin) * percent / 100
    whole = minutes.between(run.begin, due)
    return minutes.after(run.begin, whole * percent / 100)


def reminders_of(run: Run, looks: Sequence[datetime], before: WorkingMinutes, after: WorkingMinutes,
                 declared: datetime) -> dict[str, tuple[str, datetime]]:
    """What a scheduler that looked at these moments had to do about one run: {rung: (sent or skipped, when)}."""
    found: dict[str, tuple[str, datetime]] = {}
    if run.stage == "answer":
        return found
    for look in looks:
        if look < run.begin or (run.end is not None and run.end <= look):
            continue
        minutes = after if look >= declared else before
        due = sorted((moment_of(run, percent, look, minutes), code, to)
                     for code, percent, to in RUNGS.get(run.stage, GENERAL) if code not in found)
        due = [row for row in due if row[0] <= look]
        last = {SEATS.get(run.stage, STATION)[to]: code for _, code, to in due}
        found |= {code: ("sent" if code in last.values() else "skipped", look) for _, code, _ in due}
    return found


def on_time(runs: Iterable[Run], begin: datetime, now: datetime) -> dict[str, tuple[int, int]]:
    """{stage: (counted, kept)}: stages whose last due time lies in the month, and those that ended by it.

    What somebody else took away in time is neither.
    """
    counted: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for run in runs:
        due = run.dues[-1][1]
        if run.stage == "answer" or due < begin or (run.end is None and due >= now):
            continue
        in_time = run.end is not None and run.end <= due
        if in_time and run.by not in OWN_ENDS.get(run.stage, (run.by,)):
            continue
        counted[run.stage] += 1
        kept[run.stage] += in_time
    return {stage: (counted[stage], kept[stage]) for stage in counted}


def whistle_answers(events: Iterable[dict[str, Any]], now: datetime) -> tuple[int, int]:
    """(calls whose answer was due or given, those answered in time)."""
    until: dict[int, datetime] = {}
    answered: dict[int, datetime] = {}
    for event in events:
        if event["name"] == "whistle.called":
            until[event["data"]["call"]] = read(event["data"]["answer_by"])
        elif event["name"] == "whistle.answered":
            answered[event["data"]["call"]] = read(event["at"])
    counted = [call for call in until if call in answered or until[call] < now]
    return len(counted), sum(call in answered and answered[call] <= until[call] for call in counted)


