"""The rules of the emergency state: who switches it, who is called and seen, whose clock it holds."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from tests.workflows.scenes import NOW, case_in, person, refuse, take
from workflows.case_flow import Action, Role, State, allowed_actions
from workflows.emergency import (
    can_be_held,
    is_ordinary,
    may_gather,
    may_switch,
    opens_rosters,
    sees_team,
)
from workflows.roles import EMERGENCY_TEAM, Post
from workflows.states import OPEN, Stage

CITY, DISTRICT, OTHER, TOWN, NEXT = "350200", "350211", "350206", "350211103", "350211102"
COMMUNITY, NEIGHBOUR = "350211103901", "350211103902"
ENDED = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("post", "may"),
    [
        (Post(Role.LEADER, DISTRICT), True),
        (Post(Role.LEADER, CITY), True),
        (Post(Role.GRID_HEAD, DISTRICT), True),
        (Post(Role.GRID_HEAD, CITY), True),
        (Post(Role.LEADER, OTHER), False),
        (Post(Role.GRID_HEAD, TOWN), False),
        (Post(Role.GRID_HEAD, f"{TOWN}G01"), False),
        (Post(Role.COORDINATOR, DISTRICT), False),
        (Post(Role.ADMINISTRATOR, CITY), False),
        (Post(Role.LEADER, DISTRICT, "350211-CG"), False),
        (Post(Role.LEADER, DISTRICT, ends_at=ENDED), False),
        (Post(Role.LEADER, DISTRICT, stands_in_for=4), True),
    ],
)
def test_leaders_and_heads_of_the_district_or_the_city_switch_it(post: Post, may: bool) -> None:
    assert may_switch([post], DISTRICT, NOW) is may
    assert may_switch([Post(Role.ASSISTANT, COMMUNITY), post], DISTRICT, NOW) is may


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.REPORTER, Role.SYSTEM)])
def test_rosters_open_for_everybody_on_duty_in_the_district(role: Role) -> None:
    duty = role not in (Role.CITIZEN, Role.ASSISTANT, Role.VOLUNTEER)
    for division in (CITY, DISTRICT, TOWN, f"{TOWN}G01", COMMUNITY):
        assert opens_rosters(Post(role, division), DISTRICT) is duty
    assert not opens_rosters(Post(role, OTHER), DISTRICT)


@pytest.mark.parametrize(
    ("role", "division", "sees", "gathers"),
    [
        (Role.LEADER, DISTRICT, True, True),
        (Role.COORDINATOR, DISTRICT, True, False),
        (Role.CITY_DISPATCHER, CITY, True, False),
        (Role.STATION_OFFICER, TOWN, True, True),
        (Role.STATION_OFFICER, NEXT, False, False),
        (Role.COMMUNITY_HEAD, COMMUNITY, True, True),
        (Role.COMMUNITY_HEAD, NEIGHBOUR, False, False),
        (Role.GRID_HEAD, TOWN, True, True),
        (Role.GRID_MEMBER, f"{TOWN}G01", False, False),
        (Role.ASSESSOR, DISTRICT, False, False),
        (Role.ADMINISTRATOR, CITY, False, False),
        *((role, COMMUNITY, True, False) for role in EMERGENCY_TEAM),
        *((role, NEIGHBOUR, False, False) for role in EMERGENCY_TEAM),
    ],
)
def test_a_team_is_seen_from_above_and_by_itself(role: Role, division: str, sees: bool, gathers: bool) -> None:
    assert sees_team([Post(role, division)], COMMUNITY, NOW) is sees
    assert may_gather([Post(role, division)], COMMUNITY, NOW) is gathers
    assert not sees_team([Post(role, division, ends_at=ENDED)], COMMUNITY, NOW)
    assert not may_gather([Post(role, division, ends_at=ENDED)], COMMUNITY, NOW)


def test_only_what_is_neither_urgent_nor_supervised_nor_due_outside_is_ordinary() -> None:
    for severity, supervised, outside in product((1, 2, 3), (True, False), (True, False)):
        assert is_ordinary(severity, supervised, outside) is (severity > 1 and not supervised and not outside)


def test_open_stages_are_held_but_never_the_wait_for_a_reporter() -> None:
    for state, stage in product(State, (None, *Stage)):
        held = state in OPEN and stage not in (None, Stage.ANSWER)
        assert can_be_held(state, stage, True) is held
        assert not can_be_held(state, stage, False)


SENDERS = ((Role.STATION_OFFICER, {}), (Role.DISTRICT_DISPATCHER, {"town": None}))


@pytest.mark.parametrize(("role", "place"), SENDERS)
def test_nobody_is_sent_to_confirm_an_ordinary_case(role: Role, place: dict[str, None]) -> None:
    case = replace(case_in(State.REPORTED, district_emergency=3), **place)
    refusal = refuse(case, person(role), Action.ASK_CONFIRMATION)
    assert (refusal.code, "应急状态" in refusal.reason_zh) == ("guard", True)
    allowed = {row.action for row in allowed_actions(case, person(role), NOW)}
    assert Action.ASK_CONFIRMATION not in allowed
    assert Action.REGISTER in allowed


@pytest.mark.parametrize("changes", [{"severity": 1}, {"supervised": True}, {"district_emergency": None}])
def test_what_cannot_wait_is_confirmed_as_ever(changes: dict[str, object]) -> None:
    case = case_in(State.REPORTED, **{"district_emergency": 3, **changes})
    assert take(case, person(Role.STATION_OFFICER), Action.ASK_CONFIRMATION).target is State.CONFIRMING


def test_a_confirmation_that_was_asked_before_may_still_be_done() -> None:
    case = case_in(State.CONFIRMING, district_emergency=3, confirmer_id=7)
    member = person(Role.GRID_MEMBER)
    assert take(case, member, Action.CONFIRM).target is State.REPORTED
