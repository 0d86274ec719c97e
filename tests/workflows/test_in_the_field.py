"""Who hears an urgent call, when it was made, and why a step on the spot is somebody else's."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.scenes import ME, NOW, TOWN, case_in, person
from workflows.case_flow import Action, Role, State, allowed_actions
from workflows.roles import Place, Post
from workflows.urgent import made_at, may_answer, seats_told
from workflows.why_not import refused_actions

GRID = f"{TOWN}G01"
MOMENTS = st.timedeltas(timedelta(days=-300), timedelta(days=300)).map(lambda span: NOW + span)


def test_heads_of_grid_and_station_are_told_and_at_sea_the_district() -> None:
    assert seats_told(Place("350211", TOWN, GRID)) == ((Role.GRID_HEAD, GRID), (Role.STATION_HEAD, TOWN))
    assert seats_told(Place("350211")) == ((Role.DISTRICT_DISPATCHER, "350211"),)


def test_only_who_answers_for_the_ground_receives_a_call() -> None:
    place = Place("350211", TOWN, GRID)
    assert may_answer([Post(Role.STATION_OFFICER, TOWN)], place, NOW)
    assert may_answer([Post(Role.LEADER, "350200")], place, NOW)
    assert not may_answer([Post(Role.STATION_HEAD, "350211102")], place, NOW)
    assert not may_answer([Post(Role.GRID_MEMBER, GRID), Post(Role.AUDITOR, "350200")], place, NOW)


@given(MOMENTS, MOMENTS, st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_wrong_clock_changes_nothing_about_when_a_call_was_made(pressed: datetime, now: datetime,
                                                                  wrong: timedelta) -> None:
    by_clock = made_at(pressed + wrong, now + wrong, now)
    assert by_clock == made_at(pressed, now, now) == min(pressed, now)


def test_the_reason_is_the_rules_own_and_only_where_nothing_may_be_done() -> None:
    reported = case_in(State.CONFIRMING, reporter_ids=frozenset({ME}))
    reasons = dict(refused_actions(reported, person(Role.GRID_MEMBER), NOW))
    assert "上报人" in reasons[Action.CONFIRM]
    handled = case_in(State.HANDLED, self_handled="member")
    assert "网格员不能核查" in dict(refused_actions(handled, person(Role.GRID_MEMBER), NOW))[Action.CHECK_PASS]
    for state in State:
        for role in (Role.GRID_MEMBER, Role.STATION_OFFICER, Role.LEADER):
            case, who = case_in(state), person(role)
            refused = {action for action, _ in refused_actions(case, who, NOW)}
            assert not refused & {row.action for row in allowed_actions(case, who, NOW)}
