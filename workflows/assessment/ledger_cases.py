"""A case as its events tell it: its clocks with whose they were, its tasks, its ratings, what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflows.assessment.runs import CaseNow, Run
from workflows.legacy import ENDED, LISTED
from workflows.states import Action, Stage, State

Event = Mapping[str, Any]


def moment(text: str | None) -> datetime | None:
    """A moment as the ledger writes it."""
    return datetime.fromisoformat(text) if text else None


def at_of(event: Event) -> datetime:
    """When the event happened."""
    return datetime.fromisoformat(event["at"])


@dataclass(slots=True)
class TaskTold:
    """One row of what a named person was asked for."""

    id: int
    stage: str
    person: int
    began_at: datetime
    due_at: datetime | None
    ended_at: datetime | None = None
    ending: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class ReportTold:
    """A report and the case that it is joined to now."""

    id: str
    case_id: int
    at: datetime
    source: str
    person: int | None
    reachable: bool


@dataclass(slots=True)
class RatingTold:
    """What a reporter said of one answer."""

    id: int
    report: str
    round: int
    at: datetime
    solved: str
    satisfaction: int | None


@dataclass(slots=True)
class CaseTold:
    """Everything of a case that scores are counted by. `complete` is False for one whose events began before they
    told enough."""

    id: int
    reported_at: datetime
    source: str = ""
    category: str = ""
    severity: int = 0
    state: str = ""
    district: str = ""
    town: str | None = None
    street_grid: str | None = None
    sub_grid: str | None = None
    community: str | None = None
    department: str | None = None
    handler: str | None = None
    registered: bool = False
    self_handled: bool = False
    paused_at: datetime | None = None
    recurs_of: int | None = None
    drawn_at: datetime | None = None
    legacy_from: datetime | None = None
    legacy_to: datetime | None = None
    complete: bool = False
    runs: dict[int, Run] = field(default_factory=dict)
    tasks: list[TaskTold] = field(default_factory=list)
    ratings: list[RatingTold] = field(default_factory=list)
    vague: bool = False  # an older event told of a rating and not which
    contacts: list[tuple[datetime, bool]] = field(default_factory=list)
    rechecks: list[tuple[int, datetime]] = field(default_factory=list)

    @property
    def unit(self) -> str | None:
        """The department in charge, or whoever handled it."""
        return self.department or self.handler

    @property
    def current(self) -> int:
        """Number of the newest clock."""
        return max(self.runs, default=0)

    def now(self) -> CaseNow:
        """What of the case does not lie in its clocks."""
        return CaseNow(self.source, self.reported_at, self.state, self.street_grid, self.sub_grid, self.community,
                       self.unit, self.registered, self.self_handled,
                       self.current if self.paused_at is not None else None, self.paused_at,
                       (self.legacy_from, self.legacy_to))

    def counted_runs(self) -> list[Run]:
        """The clocks in their order; one that is suspended now knows since when."""
        held = self.runs.get(self.current)
        if (held is not None and self.state == State.SUSPENDED and self.paused_at is not None
                and self.paused_at not in held.holds):
            held.holds = (*held.holds, self.paused_at)
        return [self.runs[number] for number in sorted(self.runs)]

    def read(self, event: Event) -> None:
        """Take over what one event of the case's chain tells."""
        name, data, at = event["name"], event["data"], at_of(event)
        self.district, self.town, self.street_grid = event["district"], event["town"], event["street_grid"]
        if name == "case.reported":
            self._begin(data, at)
        if "grid" in data:
            self.sub_grid, self.community = data["grid"], data.get("community")
        self.state = data.get("to") or self.state
        self._read_now(data)
        self._read_clock(event, data, at)
        for told in data.get("tasks", ()):
            self._read_task(told, at)
        if "paused" in data:
            self.paused_at = moment(data["paused"])
        self._read_beside(name, data, at)

    def _begin(self, data: Mapping[str, Any], at: datetime) -> None:
        self.source, self.category, self.reported_at = data["source"], data["category"], at
        self.severity, self.complete = data.get("severity", 0), "run" in data.get("clock", {})

    def _read_now(self, data: Mapping[str, Any]) -> None:
        if data.get("action") == "recategorise" and "category" in data:
            self.category = data["category"]
        held = data.get("now")
        if held is not None:
            self.department, self.handler, self.severity = held["department"], held["handler"], held["severity"]
            self.registered, self.self_handled = held["filed"], held["self_handled"]

    def move_clock(self, told: Mapping[str, Any]) -> None:
        """Its clock was held or let go together with those of others."""
        self.paused_at = moment(told["paused"])
        run = self.runs.get((told.get("clock") or {}).get("run", 0))
        if run is not None:
            run.due_at = datetime.fromisoformat(told["clock"]["due"])
            _happened(run, told["clock"])
        for task in told.get("tasks", ()):
            self._read_task(task, self.reported_at)

    def _read_clock(self, event: Event, data: Mapping[str, Any], at: datetime) -> None:
        clock = data.get("clock") or {}
        ended = clock.get("ended")
        if ended is not None and ended.get("run") in self.runs:
            run = self.runs[ended["run"]]
            run.due_at, run.ended_at, run.ended_by = datetime.fromisoformat(ended["due"]), at, data.get("action")
            run.ended_person = event["actor"]["id"]
            self._place(run, ended)
            _happened(run, ended)
        if "since" in clock:
            self._start(clock, event["actor"].get("role") or "")
        elif clock.get("run") in self.runs:
            run = self.runs[clock["run"]]
            run.due_at = datetime.fromisoformat(clock["due"])
            if clock.get("placed"):
                self._place(run, clock)
            else:
                _happened(run, clock)
        if "exempt" in data and self.runs:
            self.runs[self.current].exempt = data["exempt"]

    def _start(self, clock: Mapping[str, Any], role: str) -> None:
        due = datetime.fromisoformat(clock["due"])
        run = Run(self.id, clock["run"], clock["stage"], self.district, self.town, self.street_grid, None,
                  datetime.fromisoformat(clock["since"]), due, due, None, None, None, None, False)
        self._place(run, clock)
        run.by_district = run.by_district or self._judged_above(run, role)
        self.runs[run.run] = run
        self.paused_at = moment(clock.get("paused"))

    def _place(self, run: Run, told: Mapping[str, Any]) -> None:
        run.district, run.town, run.street_grid = told.get("place") or (self.district, self.town, self.street_grid)
        run.department = told.get("department")
        run.by_district = "by_district" in told or (run.by_district and not told.get("placed"))

    def _judged_above(self, run: Run, role: str) -> bool:
        """Older events do not say who judges: what the town's own unit handled or its station settled, the district."""
        before = self.runs.get(run.run - 1)
        if run.stage == Stage.JUDGE:
            return role.startswith("station")
        return (run.stage == Stage.CHECK and before is not None and before.ended_by == Action.HANDLE
                and before.department is not None and run.town is not None
                and before.department.startswith(f"{run.town}-"))

    def _read_task(self, told: Mapping[str, Any], at: datetime) -> None:
        if "began" in told:
            ending = told.get("ending")
            self.tasks.append(TaskTold(told["id"], told["began"], told["person"], at, moment(told.get("due")),
                                       at if ending else None, ending))
            return
        for task in self.tasks:
            if task.ended_at is not None:
                continue
            if told.get("ended") == task.stage:
                task.ended_at, task.ending, task.reason = at, told["ending"], told.get("reason")
            elif "due" in told:
                _shift(task, told)

    def _read_beside(self, name: str, data: Mapping[str, Any], at: datetime) -> None:
        if name == "case.contacted":
            self.contacts.append((at, data.get("reached") is True))
        elif name == "case.rated" and "rated" in data:
            rated, said = data["rated"], data.get("satisfaction")
            self.ratings.append(RatingTold(rated["id"], rated["report"], rated["round"], at, data["solved"],
                                           int(said) if said is not None else None))
        elif name == "case.rated" and data.get("action") == Action.RATE:
            self.vague = True
        elif name == "case.linked" and data.get("kind") == "recurs" and data["case"] == self.id:
            self.recurs_of = data["other"]
        elif name == "case.recheck_drawn":
            self.drawn_at = at
        elif name == LISTED:
            self.legacy_from = at
        elif name == ENDED:
            self.legacy_to = at
        elif name == "case.rechecked":
            self.rechecks.append((data["recheck"], at))


def _happened(run: Run, told: Mapping[str, Any]) -> None:
    run.extended = run.extended or bool(told.get("extended"))
    run.holds = tuple(datetime.fromisoformat(text) for text in told.get("holds", ())) or run.holds


def _shift(task: TaskTold, told: Mapping[str, Any]) -> None:
    due = moment(told["due"])
    if "id" in told:
        if task.id == told["id"]:
            task.due_at = due
    elif task.due_at == moment(told.get("before")) or (task.due_at and due and task.due_at < due):
        task.due_at = due
