"""The rows of the flow taken together: nothing unreachable, nothing stuck, nothing unexplained."""

from dataclasses import replace
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.scenes import case_in, favourable
from workflows.case_flow import EVENTS, TRANSITIONS, Action, Decision, Refusal, State, Transition, decide
from workflows.deadlines import Limit
from workflows.diagram import edges, mermaid
from workflows.effects import EFFECTS
from workflows.evidence import fields_for
from workflows.roles import ROLE_NAMES, Role
from workflows.states import (
    ACTION_NAMES,
    ENDED,
    FINAL,
    OPEN,
    PHASE_NAMES,
    PHASE_OF,
    STAGE_NAMES,
    STAGE_OF,
    STATE_NAMES,
    Phase,
    Stage,
)

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.text(alphabet="a垃\x00 ", max_size=5),
    st.dates(),
    st.datetimes(),
    st.datetimes(timezones=st.just(UTC)),
    st.just(Limit(1, "working_days")),
    st.lists(st.integers(), max_size=2),
    st.just("350211-CG"),
)
TELL = {"reporter", "handler", "station", "department", "confirmer", "dispatcher", "coordinator"}


def test_every_state_can_be_entered_from_a_new_report() -> None:
    reached: set[State | None] = {None}
    while True:
        further = {target for source, target in edges() if source in reached} - reached
        if not further:
            break
        reached |= further
    assert reached - {None} == set(State)


def test_every_state_but_the_final_ones_can_be_left() -> None:
    assert {source for source, _ in edges()} - {None} == set(State) - FINAL


def test_a_case_can_be_archived_or_ended_from_every_open_state() -> None:
    leads_out = set(FINAL | {State.DECLINED})
    while True:
        more = {source for source, target in edges() if target in leads_out and source} - leads_out
        if not more:
            break
        leads_out |= more
    assert leads_out >= OPEN


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.action}-{row.sources[0]}")
def test_every_row_is_explained_in_two_languages(row: Transition) -> None:
    assert len(row.why) >= 10
    assert row.why.endswith("。")
    assert len(row.why_en) >= 20
    assert row.why_en.isascii()
    assert row.why_en.endswith(".")
    assert row.roles
    assert row.sources
    assert set(row.tell) <= TELL
    assert row.clock.effect in {"start", "stop", "pause", "resume", "extend", "keep"}
    assert (row.clock.stage is not None) == (row.clock.effect in {"start", "resume"})
    assert all(item.refusal.endswith("。") for item in (*row.guards, *row.checks))
    assert len({item.name for item in row.fields}) == len(row.fields)
    assert {check.field for check in row.checks} <= {item.name for item in row.fields}


def test_every_word_has_a_name() -> None:
    assert set(STATE_NAMES) == set(PHASE_OF) == set(State)
    assert set(ACTION_NAMES) == set(EVENTS) == set(EFFECTS) == set(Action)
    assert set(PHASE_NAMES) == set(Phase)
    assert set(STAGE_NAMES) == set(Stage)
    assert set(ROLE_NAMES) == set(Role)
    assert len(set(EVENTS.values())) == len(EVENTS)


def test_a_clock_runs_in_every_open_state_but_a_suspended_one() -> None:
    assert set(STAGE_OF) == OPEN - {State.SUSPENDED}
    assert FINAL < ENDED


def test_no_step_may_change_a_state_without_starting_stopping_or_pausing_a_clock() -> None:
    for row in TRANSITIONS:
        if row.target is not None and row.target not in row.sources:
            assert row.clock.effect != "keep", row.action


def test_the_diagram_shows_every_state_and_every_change() -> None:
    text = mermaid()
    assert text.startswith("stateDiagram-v2\n")
    for state in State:
        assert f'state "{STATE_NAMES[state]}" as {state}' in text
    assert "[*] --> reported: 上报" in text
    assert "registered --> dispatched: 派遣、裁定" in text
    assert "closed --> reported" not in text
    assert mermaid() == text


def test_fields_are_required_where_the_category_asks_for_the_evidence() -> None:
    handle = next(row for row in TRANSITIONS if row.action is Action.HANDLE)
    needed = {
        item.name
        for item in fields_for(handle, case_in(State.HANDLING, evidence=("measurement", "note")))
        if item.required
    }
    assert needed == {"measurement", "note"}
    self_handle = next(row for row in TRANSITIONS if row.action is Action.SELF_HANDLE)
    assert "photos" in {
        item.name
        for item in fields_for(self_handle, case_in(State.REPORTED, evidence=("note",)))
        if item.required
    }


@given(st.sampled_from(TRANSITIONS), st.data())
def test_whatever_is_filled_in_is_judged_and_never_raises(row: Transition, data: st.DataObject) -> None:
    role = data.draw(st.sampled_from(sorted(row.roles)))
    case, actor, taken = favourable(data.draw(st.sampled_from(row.sources)), row.action, role)
    names = [item.name for item in row.fields] or ["note"]
    junk = data.draw(st.dictionaries(st.sampled_from(names), JUNK, max_size=4))
    fields = {**taken.fields, **junk}
    answer = decide(case, actor, replace(taken, fields=fields, other=None))
    assert isinstance(answer, Decision | Refusal)
