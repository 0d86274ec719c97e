"""What a case's clocks tell: countable steps, stages that fell due, what came back after a closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Level
from workflows.assessment.facts_cases import MomentFact
from workflows.assessment.indicator import Counted, Exemptions, judge_of_kind
from workflows.assessment.runs import Around, CaseNow, Run, check_fact, moments_of, quarter_start, stage_fact
from workflows.states import State

START = datetime(2026, 10, 1, tzinfo=UTC)
END = START + timedelta(days=30)
DAY = timedelta(days=1)
UNIT, GRID = "350211-CG", "350211103G01"
CASE = CaseNow("citizen", START, State.CLOSED.value, GRID, "350211103901001", "350211103901", UNIT, True, False, None)
NOTHING = Around({}, {}, {})
# stage, how it ended, whose
LIFE = (("accept", "register", None), ("dispatch", "dispatch", None), ("sign", "return", "350211-SL"),
        ("dispatch", "dispatch", None), ("sign", "sign", UNIT), ("handle", "handle", UNIT),
        ("check", "check-fail", None), ("rework", "handle", UNIT), ("check", "check-pass", None),
        ("answer", "rate", None), ("feedback", "close", None))


def runs(life: tuple[tuple[str, str, str | None], ...] = LIFE, begins: datetime = START) -> list[Run]:
    """Clocks one after the other, a day each."""
    return [Run(1, n, stage, "350211", "350211103", GRID, unit, begins + n * DAY, begins + (n + 2) * DAY,
                begins + (n + 2) * DAY, begins + (n + 1) * DAY, ended, 9, None, False)
            for n, (stage, ended, unit) in enumerate(life, start=1)]


def told(listed: list[Run], case: CaseNow = CASE, around: Around = NOTHING) -> list[MomentFact]:
    return list(moments_of(listed, case, around, START, END))


def test_a_case_tells_each_step_once_and_what_became_of_it() -> None:
    found = [(fact.name, fact.outcome, fact.department) for fact in told(runs(), around=Around({1: [7]}, {}, {}))]
    assert found == [
        ("accepted", "registered", UNIT), ("registered", "stands", UNIT), ("dispatched", "returned", "350211-SL"),
        ("dispatched", "signed", UNIT), ("handled", "reworked", UNIT), ("closed", "closed", UNIT)]
    names = [fact.ref for fact in told(runs())]
    assert len(set(names)) == len(names)


def test_steps_count_by_their_own_moment_and_not_by_the_reading() -> None:
    early = told(runs(begins=START - 8 * DAY))
    assert [fact.name for fact in early] == ["closed"]
    assert all(START <= fact.at < END for fact in early)


def test_a_ruling_says_whether_it_stays_with_who_returned_it_and_is_no_dispatch() -> None:
    life = (*LIFE[:3], ("rule", "rule", None), ("sign", "sign", "350211-SL"))
    for returned, outcome in (({"350211-SL"}, "stays"), ({"350211-ZJ"}, "other")):
        ruled = [fact for fact in told(runs(life), around=Around({}, {1: returned}, {})) if fact.name == "ruled"]
        assert [(fact.outcome, fact.department) for fact in ruled] == [(outcome, "350211-SL")]
    assert [fact.outcome for fact in told(runs(life)) if fact.name == "dispatched"] == ["returned"]


def test_a_dispatch_moved_on_in_time_was_wrong_and_moved_on_later_the_unit_had_been_silent() -> None:
    [moved] = [run for run in runs((("sign", "transfer", UNIT),)) if run.stage == "sign"]
    for at, outcome, right in ((moved.due_at, "transferred", False), (moved.due_at + DAY, "unanswered", True)):
        [fact] = [fact for fact in told([replace(moved, ended_at=at)]) if fact.name == "dispatched"]
        judged = judge_of_kind(INDICATORS["dispatch_accuracy"], fact, Level.DISTRICT, fact.district, Exemptions())
        assert (fact.outcome, judged.counted is Counted.HIT) == (outcome, right)


def test_reopened_within_thirty_days_it_came_back_and_is_the_checkers() -> None:
    again = runs((*LIFE, ("rework", "handle", UNIT)))
    for days, counted in ((29, True), (31, False)):
        around = Around({}, {}, {(1, 12): (again[11].started_at - days * DAY, 9)})
        found = {fact.name: fact.person for fact in told(again, around=around)}
        assert ("came_back" in found, found.get("reopened")) == (counted, 9 if counted else None)


def test_a_slip_that_was_undone_is_no_closing() -> None:
    undone = told(runs((*LIFE, ("feedback", "close", None))))
    assert [fact.outcome for fact in undone if fact.name == "closed"] == ["undone", "closed"]


def test_a_clock_is_a_fact_when_it_ended_or_fell_due() -> None:
    run = replace(runs()[5], ended_at=None, ended_by=None)
    assert stage_fact(run, CASE, run.due_at) is None
    late = stage_fact(run, CASE, run.due_at + DAY)
    assert late is not None
    assert not late.paused
    assert late.community == CASE.community
    assert not late.inherited
    for since, paused in ((run.due_at - DAY, True), (run.due_at + timedelta(hours=1), False)):
        standing = stage_fact(run, replace(CASE, standing=run.run, paused_at=since), run.due_at + DAY)
        assert standing is not None
        assert standing.paused is paused  # what was late before its clock was stopped stays late
    elsewhere = stage_fact(replace(run, street_grid=None), CASE, run.due_at + DAY)
    assert elsewhere is not None
    assert elsewhere.community is None
    old = stage_fact(run, replace(CASE, reported_at=quarter_start(run.due_at) - DAY), run.due_at + DAY)
    assert old is not None
    assert old.inherited


def test_what_is_listed_as_an_older_problem_counts_apart_from_then_on_and_never_backwards() -> None:
    run = runs()[5]
    for since, until, apart in ((-DAY, None, True), (-DAY, DAY, True), (DAY, None, False), (-2 * DAY, -DAY, False)):
        legacy = (run.due_at + since, None if until is None else run.due_at + until)
        found = stage_fact(run, replace(CASE, legacy=legacy), run.due_at + 3 * DAY)
        assert found is not None
        assert found.inherited is apart, (since, until)
    confirmed = stage_fact(runs()[0], replace(CASE, legacy=(START, None)), END)
    assert confirmed is not None
    assert not confirmed.inherited  # only the handling is older than the grids' work


def test_only_a_check_that_somebody_made_is_a_check() -> None:
    listed = runs()
    assert check_fact(listed[6], CASE, None) is not None
    assert check_fact(replace(listed[6], ended_person=None), CASE, None) is None
    assert check_fact(listed[5], CASE, None) is None
