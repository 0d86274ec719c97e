"""The rules of whistle and answer: every act × state × side against a table by hand, and the ladder's clocks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.whistle import (
    RUNNING,
    Act,
    CallFacts,
    CallState,
    Judged,
    Part,
    Refused,
    Side,
    WhistleState,
    decide,
    state_of,
    units_refused,
)
from workflows.whistle_clocks import Span, end_of, next_due, rung_moments
from workflows.working_calendar import WorkingCalendar

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CALENDAR = WorkingCalendar()
FIELDS = {
    "text": "情况", "reason_code": "not-ours", "result": "solved", "attendance": 5, "attitude": 4, "outcome": 3,
    "judgement": "unreasonable", "ruling": "upheld",
}  # fmt: skip
# act: side, states in which it is taken, where it leads.
TABLE = {
    Act.ANSWER: (Side.CALLED, {"called"}, "taken"),
    Act.DECLINE: (Side.CALLED, {"called"}, "declined"),
    Act.PASS_ON: (Side.CALLED, set(), "passed"),
    Act.ARRIVE: (Side.CALLED, {"called", "taken"}, "arrived"),
    Act.REPORT: (Side.CALLED, {"arrived"}, "reported"),
    Act.WITHDRAW: (Side.CALLER, {"called", "taken"}, "withdrawn"),
}


@pytest.mark.parametrize("act", TABLE)
@pytest.mark.parametrize("state", CallState)
@pytest.mark.parametrize("side", Side)
def test_each_act_has_its_side_and_states(act: Act, state: CallState, side: Side) -> None:
    wanted, states, target = TABLE[act]
    judged = decide(act, CallFacts(state, Part.LEAD), {side}, FIELDS, NOW)
    if side is wanted and state in states:
        assert isinstance(judged, Judged)
        assert judged.state == target
    else:
        assert isinstance(judged, Refused)
        assert judged.forbidden == (side is not wanted)


def test_only_a_town_passes_on_and_key_work_asks_nobody_to_come() -> None:
    town = CallFacts(CallState.TAKEN, Part.TOWN)
    assert isinstance(decide(Act.PASS_ON, town, {Side.CALLED}, FIELDS, NOW), Judged)
    plan = CallFacts(CallState.TAKEN, Part.LEAD, comes=False)
    assert isinstance(decide(Act.REPORT, plan, {Side.CALLED}, FIELDS, NOW), Judged)
    assert isinstance(decide(Act.ARRIVE, plan, {Side.CALLED}, FIELDS, NOW), Refused)


def test_the_whistle_is_judged_only_by_who_has_answered_and_the_answer_after_its_result() -> None:
    for state, answered, side, taken in (
        (CallState.CALLED, None, Side.CALLED, False), (CallState.DECLINED, NOW, Side.CALLED, True),
        (CallState.TAKEN, NOW, Side.CALLED, True), (CallState.WITHDRAWN, NOW, Side.CALLED, False),
        (CallState.ARRIVED, NOW, Side.CALLER, False), (CallState.REPORTED, NOW, Side.CALLER, True),
        (CallState.REPORTED, NOW, Side.DISTRICT, False),
    ):  # fmt: skip
        facts = CallFacts(state, Part.ASSIST, answered_at=answered)
        assert isinstance(decide(Act.RATE, facts, {side}, FIELDS, NOW), Judged) == taken, (state, side)
    below = CallFacts(CallState.REPORTED, Part.TOWN, answered_at=NOW)
    assert isinstance(decide(Act.RATE, below, {Side.CALLER}, FIELDS, NOW), Refused), "a member need not fear it"


def test_a_contest_has_a_window_and_the_district_rules_once() -> None:
    declined = CallFacts(CallState.DECLINED, Part.LEAD, answered_at=NOW)
    contest = {**FIELDS, "topic": "decline"}
    until = NOW + timedelta(days=3)
    assert isinstance(decide(Act.CONTEST, declined, {Side.CALLER}, contest, until, until), Judged)
    late = decide(Act.CONTEST, declined, {Side.CALLER}, contest, until + timedelta(seconds=1), until)
    assert isinstance(late, Refused)
    asked = CallFacts(CallState.DECLINED, Part.LEAD, answered_at=NOW, contests={"decline": "open"})
    assert isinstance(decide(Act.CONTEST, asked, {Side.CALLER}, contest, NOW, until), Refused)
    for ruling, state in (("upheld", CallState.DECLINED), ("overturned", CallState.TAKEN)):
        judged = decide(Act.RULE, asked, {Side.DISTRICT}, {**contest, "ruling": ruling}, NOW)
        assert isinstance(judged, Judged)
        assert judged.state is state
    for side in (Side.CALLER, Side.CALLED):
        assert isinstance(decide(Act.RULE, asked, {side}, contest, NOW), Refused)


def test_nobody_whistles_to_themselves_or_twice() -> None:
    assert units_refused("350211103", ["350211-ST", "350211-CG"], ()) is None
    for units, called in ((["350211103-ZZ"], ()), (["350211-ST", "350211103-ZZ"], ()),
                          (["350211-ST", "350211-ST"], ()), (["350211-ST"], {"350211-ST"})):  # fmt: skip
        assert units_refused("350211103", units, called) is not None


@given(st.lists(st.sampled_from(CallState), min_size=1))
def test_a_whistle_is_open_as_long_as_one_call_runs(states: list[CallState]) -> None:
    found = state_of(states)
    assert (found is WhistleState.OPEN) == bool(RUNNING & set(states))
    assert (found is WhistleState.WITHDRAWN) == (set(states) == {CallState.WITHDRAWN})


UNITS = st.sampled_from(["minutes", "natural_hours", "working_hours", "working_days"])
SPANS = st.builds(Span, st.integers(1, 20), UNITS)
MOMENTS = st.integers(0, 60 * 24 * 90).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(SPANS, MOMENTS, st.lists(st.integers(0, 100), min_size=1, max_size=5, unique=True).map(sorted))
def test_the_ladder_rises_from_the_due_time_to_one_more_limit(span: Span, start: datetime, overs: list[int]) -> None:
    due = end_of(start, span, CALENDAR)
    assert due > start
    moments = rung_moments(CallState.CALLED, due, span, overs, CALENDAR)
    assert moments == sorted(moments)
    assert all(due <= moment <= end_of(due, span, CALENDAR) for moment in moments)
    assert rung_moments(CallState.TAKEN, due, span, overs, CALENDAR) == [due]
    assert rung_moments(CallState.DECLINED, None, span, overs, CALENDAR) == []


def test_clocks_follow_one_another() -> None:
    answer, arrive, report = (NOW + timedelta(hours=hours) for hours in (2, 4, 24))
    assert next_due(CallState.CALLED, answer, arrive, report) == answer
    assert next_due(CallState.TAKEN, answer, arrive, report) == arrive
    assert next_due(CallState.TAKEN, answer, None, report) == report
    assert next_due(CallState.ARRIVED, answer, arrive, report) == report
    assert next_due(CallState.REPORTED, answer, arrive, report) is None
