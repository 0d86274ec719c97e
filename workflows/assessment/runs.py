"""What a case's clocks tell: stages that fell due, checks that somebody made, countable steps. Shared by whoever reads
them from the tables and by whoever rebuilds them from the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.assessment.facts import Kind
from workflows.assessment.facts_cases import CheckFact, MomentFact, StageFact
from workflows.assessment.facts_units import ReportFact
from workflows.legacy import is_listed
from workflows.states import Action, Stage, State
from workflows.working_calendar import ZONE

CITIZENS = frozenset({"citizen", "12345"})  # sources whose reporters are asked
CAME_BACK_DAYS = timedelta(days=30)
CHECKS = frozenset({Stage.CHECK, Stage.JUDGE})
# What one named person is asked for and scored by; a handling is the department's, whoever signs for it.
TASKS = frozenset({Stage.CONFIRM})
HANDLINGS = frozenset({Stage.HANDLE, Stage.REWORK})
OUTCOMES = {Action.SIGN: "signed", Action.RETURN: "returned", Action.TRANSFER: "transferred", Action.UNDO: "undone"}
LEFT = (State.DECLINED, State.MERGED, State.WITHDRAWN)


@dataclass(slots=True)
class Run:
    """One run of a stage's clock, as it stands at the moment of counting."""

    case_id: int
    run: int
    stage: str
    district: str
    town: str | None
    street_grid: str | None
    department: str | None
    started_at: datetime
    due_first: datetime
    due_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    ended_person: int | None
    exempt: str | None
    extended: bool
    holds: tuple[datetime, ...] = ()
    by_district: bool = False


@dataclass(slots=True)
class CaseNow:
    """What of a case does not lie in its clocks. `unit` is the department in charge or whoever handled it;
    `standing` the run whose clock stands still, since `paused_at`; `legacy`: from when to when it was listed as old.
    """

    source: str
    reported_at: datetime
    state: str
    street_grid: str | None
    sub_grid: str | None
    community: str | None
    unit: str | None
    registered: bool
    self_handled: bool
    standing: int | None
    paused_at: datetime | None = None
    legacy: tuple[datetime | None, datetime | None] = (None, None)


@dataclass(slots=True)
class Around:
    """What lies outside the period and is needed to judge what lies in it, by case id.

    `failed`: runs of checks that failed · `returned`: departments that gave it back · `reopened`: the run that
    reopened it, with when it had been closed and who had passed the check.
    """

    failed: Mapping[int, Collection[int]]
    returned: Mapping[int, Collection[str]]
    reopened: Mapping[tuple[int, int], tuple[datetime, int | None]]


def stage_fact(run: Run, case: CaseNow, now: datetime) -> StageFact | None:
    """The stage as a fact; None while it has neither ended nor fallen due."""
    if run.stage == Stage.ANSWER or (run.ended_at is None and run.due_at >= now):
        return None
    within = run.street_grid is not None and run.street_grid == case.street_grid
    return StageFact(
        Kind.STAGE, f"stage:{run.case_id}:{run.run}", run.case_id, run.due_at, run.district, run.town,
        run.street_grid, case.sub_grid if within else None, case.community if within else None, run.department, None,
        run.stage, run.started_at, run.due_first, run.ended_at, run.ended_by, run.exempt, run.extended,
        bool(run.holds), run.ended_at is None and _stands(run, case), case.source in CITIZENS,
        run.stage in HANDLINGS and _is_inherited(run, case),
        case.state in (State.CLOSED, State.ARCHIVED), run.by_district)


def stands_in_time(paused_at: datetime | None, due: datetime) -> bool:
    """Whether a clock that stands was stopped before it had run out: what was late already stays late."""
    return paused_at is not None and paused_at <= due


def _stands(run: Run, case: CaseNow) -> bool:
    return case.standing == run.run and stands_in_time(case.paused_at, run.due_at)


def _is_inherited(run: Run, case: CaseNow) -> bool:
    return case.reported_at < quarter_start(run.due_at) or is_listed(*case.legacy, run.due_at)


def quarter_start(moment: datetime) -> datetime:
    """The first moment, in Asia/Shanghai, of the quarter in which a moment lies."""
    day = moment.astimezone(ZONE)
    return datetime(day.year, (day.month - 1) // 3 * 3 + 1, 1, tzinfo=ZONE)


def check_fact(run: Run, case: CaseNow, away: str | None) -> CheckFact | None:
    """The check as a fact of whoever made it; None when nobody has."""
    if run.stage not in CHECKS or run.ended_at is None or run.ended_person is None:
        return None
    if run.ended_by not in (Action.CHECK_PASS, Action.CHECK_FAIL):
        return None
    within = run.street_grid is not None and run.street_grid == case.street_grid
    return CheckFact(
        Kind.CHECK, f"check:{run.case_id}:{run.run}", run.case_id, run.due_at, run.district, run.town,
        run.street_grid, case.sub_grid if within else None, case.community if within else None, None,
        run.ended_person, run.stage, run.ended_at, run.ended_by == Action.CHECK_PASS, away)


def moments_of(runs: Sequence[Run], case: CaseNow, around: Around, start: datetime, end: datetime,
               ) -> Iterator[MomentFact]:
    """Countable steps of one case from `start` up to `end`. `runs` are in order and hold every run that began, ended
    or fell due in that time, with its neighbour on either side where one began or ended at the same moment."""
    by_number = {run.run: run for run in runs}
    for run in runs:
        if run.ended_at is not None and start <= run.ended_at < end:
            yield from _at_its_end(run, by_number.get(run.run + 1), case, around)
        if start <= run.started_at < end:
            yield from _at_its_start(run, by_number.get(run.run - 1), case, around)
        for held in run.holds:
            if start <= held < end:
                yield _moment("suspended", run, case, held, "granted", run.department, None)


def _at_its_end(run: Run, following: Run | None, case: CaseNow, around: Around) -> Iterator[MomentFact]:
    at = run.ended_at or run.due_at
    if run.run == 1:
        yield _moment("accepted", run, case, at, outcome_of(case.state, case.registered, case.self_handled), case.unit,
                      None)
    files = run.stage == Stage.JUDGE and following is not None and following.stage == Stage.DISPATCH
    if run.ended_by == Action.REGISTER or (run.ended_by == Action.CHECK_FAIL and files):
        yield _moment("registered", run, case, at, "wrong" if case.state in LEFT else "stands", case.unit, None)
    elif run.ended_by == Action.HANDLE and run.stage == Stage.HANDLE:
        failed = any(later > run.run for later in around.failed.get(run.case_id, ()))
        yield _moment("handled", run, case, at, "reworked" if failed else "settled", run.department, None)
    elif run.ended_by == Action.RULE and following is not None:
        stays = following.department in around.returned.get(run.case_id, ())
        yield _moment("ruled", run, case, at, "stays" if stays else "other", following.department, None)
    elif run.ended_by == Action.CLOSE:
        undone = following is not None and following.stage == Stage.FEEDBACK
        yield _moment("closed", run, case, at, "undone" if undone else "closed", case.unit, None)


def _at_its_start(run: Run, before: Run | None, case: CaseNow, around: Around) -> Iterator[MomentFact]:
    # What a ruling gives to a unit was not the dispatcher's choice, and nobody can give it back.
    if run.stage == Stage.SIGN and (before is None or before.ended_by != Action.RULE):
        yield _moment("dispatched", run, case, run.started_at, _what_came_of_it(run), run.department, None)
    elif run.stage == Stage.JUDGE:
        judged = {Action.CHECK_PASS: "passed", Action.CHECK_FAIL: "failed"}
        outcome = judged.get(Action(run.ended_by), "open") if run.ended_by else "open"
        person = before.ended_person if before is not None else None
        yield _moment("self_judged", run, case, run.started_at, outcome, None, person)
    closed = around.reopened.get((run.case_id, run.run))
    if closed is not None and run.started_at - closed[0] <= CAME_BACK_DAYS:
        yield _moment("reopened", run, case, run.started_at, "reopened", case.unit, closed[1])
        yield _moment("came_back", run, case, run.started_at, "reopened", case.unit, None)


def missed_fact(number: int, case_id: int, person: int, found_at: datetime, visited_at: datetime,
                place: Sequence[str | None]) -> ReportFact:
    """A find that an assessor proved a visit to have missed; `place` are the codes from district to community."""
    district, town, street_grid, sub_grid, community = place
    return ReportFact(Kind.REPORT, f"report:missed:{number}", case_id, found_at, district, town, street_grid, sub_grid,
                      community, None, person, "missed", True, visited_at)


def _what_came_of_it(sent: Run) -> str:
    """What became of a dispatch; moved on in time it had been wrong, moved on later the unit had been silent."""
    outcome = OUTCOMES.get(Action(sent.ended_by), "open") if sent.ended_by else "open"
    late = sent.ended_at is not None and sent.ended_at > sent.due_at
    return "unanswered" if outcome == "transferred" and late else outcome


def outcome_of(state: str, registered: bool, self_handled: bool) -> str:
    """What became of a case that was taken in, as far as is known."""
    if state in LEFT:
        return state
    return "registered" if registered else "self_handled" if self_handled else "open"


def _moment(name: str, run: Run, case: CaseNow, at: datetime, outcome: str, department: str | None,
            person: int | None) -> MomentFact:
    within = run.street_grid is not None and run.street_grid == case.street_grid
    return MomentFact(
        Kind.MOMENT, f"moment:{run.case_id}:{run.run}:{name}", run.case_id, at, run.district, run.town,
        run.street_grid, case.sub_grid if within else None, case.community if within else None, department, person,
        name, outcome, case.source, case.source in CITIZENS)
