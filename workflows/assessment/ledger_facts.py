"""Facts of cases from what their events told: the same rules as the readers of the tables, without the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.assessment.facts import Fact, Kind
from workflows.assessment.facts_cases import ContactFact, MomentFact, RatingFact, TaskFact
from workflows.assessment.facts_units import RecheckFact, ReportFact
from workflows.assessment.ledger_cases import CaseTold, RatingTold, ReportTold, TaskTold
from workflows.assessment.runs import (
    CITIZENS,
    TASKS,
    Around,
    check_fact,
    moments_of,
    outcome_of,
    stage_fact,
    stands_in_time,
)
from workflows.states import Action, Stage, State

OWN_SOURCE = "grid_member"
LONGEST = timedelta(days=15)  # no reporter may be contacted later than this by any limit
WORK = {Action.CHECK_PASS.value: "check", Action.SELF_HANDLE.value: "self_handle"}
REOPENED_INTO = frozenset({Stage.REWORK, Stage.DISPATCH})
Away = Mapping[int, Sequence[tuple[datetime, datetime | None, str]]]
ContactDue = Callable[[CaseTold], datetime | None]


@dataclass(frozen=True)
class Span:
    """From `start` up to `end`, as known at `now`."""

    start: datetime
    end: datetime
    now: datetime

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment lies in it."""
        return moment is not None and self.start <= moment < self.end


def away_at(away: Away, person: int | None, moment: datetime) -> str | None:
    """The kind of absence in which a moment lies; None while the person was there."""
    for starts, ends, kind in away.get(person or 0, ()):
        if starts <= moment and (ends is None or moment < ends):
            return kind
    return None


def case_facts(cases: Mapping[int, CaseTold], reports: Mapping[str, ReportTold], span: Span, away: Away,
               looks: Mapping[int, str], contact_due: ContactDue) -> Iterator[Fact]:
    """Stages, checks, steps, tasks, ratings, contacts, reports and second looks of all cases."""
    around = _around(cases, span)
    reachable = {report.case_id for report in reports.values() if report.reachable and report.source in CITIZENS}
    newest: dict[str, int] = {}
    for case in cases.values():
        for rating in case.ratings:
            newest[rating.report] = max(newest.get(rating.report, 0), rating.round)
    for case in cases.values():
        yield from _of_clocks(case, span, away, around)
        yield from (fact for task in case.tasks if (fact := _task(case, task, span, away)) is not None)
        yield from (_rating(case, rating, reports, newest) for rating in case.ratings if span.holds(rating.at))
        yield from _looks(case, span, looks)
        if case.source in CITIZENS and case.id in reachable:
            yield from _contact(case, span, contact_due(case))
        if case.recurs_of is not None and case.recurs_of in cases and span.holds(case.reported_at):
            yield _came_back(case, cases[case.recurs_of])
    for report in reports.values():
        if report.source == OWN_SOURCE and report.person is not None and span.holds(report.at):
            yield _report(report, cases[report.case_id])


def _of_clocks(case: CaseTold, span: Span, away: Away, around: Around) -> Iterator[Fact]:
    runs, now = case.counted_runs(), case.now()
    for run in runs:
        if not span.holds(run.due_at):
            continue
        stage = stage_fact(run, now, span.now)
        if stage is not None:
            yield stage
        check = check_fact(run, now, away_at(away, run.ended_person, run.due_at))
        if check is not None:
            yield check
    yield from moments_of(runs, now, around, span.start, span.end)


def _around(cases: Mapping[int, CaseTold], span: Span) -> Around:
    failed: dict[int, list[int]] = {}
    returned: dict[int, set[str]] = {}
    reopened: dict[tuple[int, int], tuple[datetime, int | None]] = {}
    for case in cases.values():
        for run in case.runs.values():
            if run.stage == Stage.CHECK and run.ended_by == Action.CHECK_FAIL:
                failed.setdefault(case.id, []).append(run.run)
            if run.ended_by == Action.RETURN and run.department is not None:
                returned.setdefault(case.id, set()).add(run.department)
            closing, checked = case.runs.get(run.run - 1), case.runs.get(run.run - 3)
            if (run.stage in REOPENED_INTO and span.holds(run.started_at) and closing is not None
                    and closing.ended_by == Action.CLOSE and closing.ended_at is not None):
                passed = checked is not None and checked.ended_by == Action.CHECK_PASS
                reopened[case.id, run.run] = closing.ended_at, checked.ended_person if checked and passed else None
    return Around(failed, returned, reopened)


def _task(case: CaseTold, task: TaskTold, span: Span, away: Away) -> TaskFact | None:
    due = task.due_at
    if task.stage not in TASKS or due is None or not span.holds(due) or (task.ended_at is None and due >= span.now):
        return None
    return TaskFact(
        Kind.TASK, f"task:{task.id}", case.id, due, case.district, case.town, case.street_grid, case.sub_grid,
        case.community, None, task.person, task.stage,
        task.began_at, task.ended_at, task.ending, task.reason, away_at(away, task.person, due),
        task.ended_at is None and stands_in_time(case.paused_at, due))


def _rating(case: CaseTold, rating: RatingTold, reports: Mapping[str, ReportTold],
            newest: Mapping[str, int]) -> RatingFact:
    report = reports.get(rating.report)
    return RatingFact(
        Kind.RATING, f"rating:{rating.id}", case.id, rating.at, case.district, case.town, case.street_grid,
        case.sub_grid, case.community, case.unit, None, rating.solved, rating.satisfaction,
        report is not None and report.source in CITIZENS, newest[rating.report] > rating.round)


def _looks(case: CaseTold, span: Span, looks: Mapping[int, str]) -> Iterator[RecheckFact]:
    for number, at in case.rechecks:
        if not span.holds(at) or case.drawn_at is None or number not in looks:
            continue
        done = {WORK[run.ended_by]: run.ended_person for run in case.counted_runs()
                if run.ended_by in WORK and run.ended_at is not None and run.ended_at <= case.drawn_at}
        for work, person in done.items():
            yield RecheckFact(Kind.RECHECK, f"recheck:{number}:{work}", case.id, at, case.district, case.town,
                              case.street_grid, case.sub_grid, case.community, None, person, work, looks[number])


def _contact(case: CaseTold, span: Span, due: datetime | None) -> Iterator[ContactFact]:
    tried = [one for one in case.contacts if one[0] >= span.start - LONGEST]
    first = next((one for one in tried if one[1]), tried[0] if tried else None)
    if due is not None and span.holds(due) and (first is not None or due < span.now):
        yield ContactFact(Kind.CONTACT, f"contact:{case.id}", case.id, due, case.district, case.town,
                          case.street_grid, case.sub_grid, case.community, None, None,
                          first[0] if first else None, first[1] if first else None)


def _came_back(case: CaseTold, earlier: CaseTold) -> MomentFact:
    return MomentFact(
        Kind.MOMENT, f"moment:{case.id}:0:came_back", case.id, case.reported_at, earlier.district, earlier.town,
        earlier.street_grid, earlier.sub_grid, earlier.community, earlier.unit, None, "came_back", "again",
        case.source, case.source in CITIZENS)


def _report(report: ReportTold, case: CaseTold) -> ReportFact:
    outcome = outcome_of(case.state, case.registered, case.self_handled and case.state != State.HANDLED)
    return ReportFact(Kind.REPORT, f"report:{report.id}", case.id, report.at, case.district, case.town,
                      case.street_grid, case.sub_grid, case.community, None, report.person, outcome, False)
