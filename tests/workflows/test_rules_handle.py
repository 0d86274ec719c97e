"""Dispatch, return, ruling, more time, orders: the rules one by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.workflows.scenes import (
    CITY_UNIT,
    DEPARTMENT,
    ME,
    NOW,
    OTHER_DEPARTMENT,
    TOWN_UNIT,
    case_in,
    person,
    refuse,
    step,
    take,
)
from workflows.case_flow import Action, Clock, Decision, Refusal, Role, Stage, State, decide

MEMBER, OFFICER, HEAD = Role.GRID_MEMBER, Role.STATION_OFFICER, Role.STATION_HEAD
DISTRICT, CITY, COORDINATOR = Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER, Role.COORDINATOR


# Dispatch, return, ruling


@pytest.mark.parametrize(
    ("role", "department", "fits"),
    [
        (OFFICER, TOWN_UNIT, True),
        (OFFICER, "350211102-ZZ", False),
        (OFFICER, DEPARTMENT, False),
        (DISTRICT, TOWN_UNIT, True),
        (DISTRICT, DEPARTMENT, True),
        (DISTRICT, "350203-CG", False),
        (DISTRICT, CITY_UNIT, False),
        (CITY, CITY_UNIT, True),
        (CITY, "350203-CG", True),
        (CITY, DEPARTMENT, True),
    ],
)
def test_who_may_send_to_whom(role: Role, department: str, fits: bool) -> None:
    answer = decide(case_in(State.REGISTERED), person(role), step(Action.DISPATCH, department=department))
    assert isinstance(answer, Decision) == fits
    if isinstance(answer, Refusal):
        assert answer.field == "department"


def test_an_unclear_category_is_sorted_before_dispatch() -> None:
    unclear = case_in(State.REGISTERED, category="Z00")
    assert "改类" in refuse(unclear, person(DISTRICT), Action.DISPATCH).reason_zh
    assert refuse(unclear, person(OFFICER), Action.RECATEGORISE, category="Z00").field == "category"
    sorted_out = replace(step(Action.RECATEGORISE, category="B01"), severity=1)
    answer = decide(unclear, person(OFFICER), sorted_out)
    assert isinstance(answer, Decision)
    assert answer.changes == {"category": "B01", "severity": 1, "emergency": True}
    assert answer.clock == Clock("keep")


def test_two_returns_and_then_the_coordinator_rules() -> None:
    officer = person(Role.DEPARTMENT_OFFICER)
    first = take(case_in(State.DISPATCHED), officer, Action.RETURN)
    assert (first.changes["returns"], first.clock) == (1, Clock("start", Stage.DISPATCH))
    assert first.changes["department"] is None
    second = take(case_in(State.DISPATCHED, returns=1), officer, Action.RETURN)
    assert (second.changes["returns"], second.clock) == (2, Clock("start", Stage.RULE))
    back = case_in(State.REGISTERED, returns=2, parties=(DEPARTMENT, OTHER_DEPARTMENT))
    assert "裁定" in refuse(back, person(DISTRICT), Action.DISPATCH).reason_zh
    assert refuse(case_in(State.REGISTERED, returns=1), person(COORDINATOR), Action.RULE).code == "guard"
    ruled = take(back, person(COORDINATOR, levels=frozenset({"district"})), Action.RULE)
    assert ruled.changes["ruled"] is True
    assert (
        "裁定" in refuse(case_in(State.DISPATCHED, returns=2, ruled=True), officer, Action.RETURN).reason_zh
    )
    assert refuse(case_in(State.DISPATCHED, returns=2), officer, Action.RETURN).code == "guard"


def test_a_city_unit_or_another_district_is_for_the_city_to_rule() -> None:
    district, city = frozenset({"district"}), frozenset({"city"})
    for department, parties in ((CITY_UNIT, ()), ("350203-CG", ()), (DEPARTMENT, (CITY_UNIT,))):
        case = case_in(State.REGISTERED, returns=2, parties=parties)
        below = person(COORDINATOR, levels=district)
        assert refuse(case, below, Action.RULE, department=department).field == "department"
        assert take(case, person(COORDINATOR, levels=city), Action.RULE, department=department)


def test_a_department_acts_on_its_own_cases_only() -> None:
    stranger = person(Role.DEPARTMENT_OFFICER, departments=frozenset({OTHER_DEPARTMENT}))
    for state, action in (
        (State.DISPATCHED, Action.SIGN),
        (State.DISPATCHED, Action.RETURN),
        (State.HANDLING, Action.HANDLE),
        (State.HANDLING, Action.EXTEND),
        (State.HANDLING, Action.SUSPEND),
        (State.SUSPENDED, Action.RESUME),
        (State.HANDLING, Action.TRANSFER_LAW),
    ):
        assert refuse(case_in(state), stranger, action).code == "guard"


def test_a_transfer_goes_elsewhere_and_is_signed_anew() -> None:
    same = refuse(case_in(State.HANDLING), person(DISTRICT), Action.TRANSFER, department=DEPARTMENT)
    assert same.field == "department"
    moved = take(case_in(State.HANDLING), person(DISTRICT), Action.TRANSFER)
    assert (moved.target, moved.clock) == (State.DISPATCHED, Clock("start", Stage.SIGN))
    assert moved.changes["assignee_id"] is None
    assert refuse(case_in(State.HANDLING, ruled=True), person(DISTRICT), Action.TRANSFER).code == "guard"


# More time


@pytest.mark.parametrize(("level", "above"), [("town", "district"), ("district", "city"), ("city", "city")])
def test_extensions_and_suspensions_are_granted_one_level_above(level: str, above: str) -> None:
    for action, asked in (
        (Action.APPROVE_EXTENSION, {"extension": "asked"}),
        (Action.APPROVE_SUSPENSION, {"suspension": "asked"}),
    ):
        case = case_in(State.HANDLING, department_level=level, **asked)
        for approver in ("town", "district", "city"):
            answer = decide(case, person(COORDINATOR, levels=frozenset({approver})), step(action))
            assert isinstance(answer, Decision) == (approver == above), (action, approver)


def test_an_extension_is_asked_decided_and_its_length_stated() -> None:
    officer = person(Role.DEPARTMENT_OFFICER)
    assert take(case_in(State.HANDLING), officer, Action.EXTEND).changes == {"extension": "asked"}
    for extension in ("asked", "granted"):
        assert refuse(case_in(State.HANDLING, extension=extension), officer, Action.EXTEND).code == "guard"
    assert take(case_in(State.HANDLING, due_at=NOW), officer, Action.EXTEND).changes == {"extension": "asked"}
    late = refuse(case_in(State.HANDLING, due_at=NOW - timedelta(minutes=1)), officer, Action.EXTEND)
    assert (late.code, late.reason_zh[:4]) == ("guard", "时限已过")  # what is late is not extended away
    asked = case_in(State.HANDLING, extension="asked")
    granted = take(asked, person(COORDINATOR), Action.APPROVE_EXTENSION)
    assert (granted.changes, granted.clock) == ({"extension": "granted"}, Clock("extend"))
    assert refuse(asked, person(COORDINATOR), Action.APPROVE_EXTENSION, limit=None).field == "limit"
    refused = take(asked, person(COORDINATOR), Action.APPROVE_EXTENSION, granted=False, limit=None)
    assert (refused.changes, refused.clock) == ({"extension": None}, Clock("keep"))


def test_nobody_approves_their_own_request() -> None:
    asked = case_in(State.HANDLING, extension="asked", assignee_id=ME)
    assert "自己" in refuse(asked, person(COORDINATOR), Action.APPROVE_EXTENSION).reason_zh


def test_a_suspension_has_a_date_and_the_clock_pauses() -> None:
    officer = person(Role.DEPARTMENT_OFFICER)
    assert refuse(case_in(State.HANDLING), officer, Action.SUSPEND, until=date(2026, 11, 23)).field == "until"
    assert refuse(case_in(State.HANDLING), officer, Action.SUSPEND, until=None).code == "field-missing"
    asked = case_in(State.HANDLING, suspension="asked", suspended_until=date(2026, 12, 31))
    granted = take(asked, person(COORDINATOR), Action.APPROVE_SUSPENSION)
    assert (granted.target, granted.clock.effect) == (State.SUSPENDED, "pause")
    refused = take(asked, person(COORDINATOR), Action.APPROVE_SUSPENSION, granted=False)
    assert (refused.target, refused.clock.effect) == (State.HANDLING, "keep")
    assert refused.changes["suspended_until"] is None
    early = case_in(State.SUSPENDED, suspended_until=date(2026, 12, 31))
    assert refuse(early, person(Role.SYSTEM), Action.RESUME).code == "guard"
    assert take(early, officer, Action.RESUME).clock == Clock("resume", Stage.HANDLE)


def test_supervision_orders_have_a_time_and_add_up() -> None:
    leader = person(Role.LEADER)
    assert refuse(case_in(State.HANDLING), leader, Action.SUPERVISE, due_at=NOW).field == "due_at"
    assert refuse(case_in(State.HANDLING), leader, Action.SUPERVISE, due_at=NOW.replace(tzinfo=None)).code
    second = take(case_in(State.HANDLING, open_orders=1), leader, Action.SUPERVISE)
    assert second.changes == {"supervised": True, "open_orders": 2}
    two = case_in(State.HANDLING, open_orders=2, order_judges=frozenset({ME, 99}))
    assert take(two, leader, Action.ACCEPT_ORDER).changes == {"open_orders": 1, "supervised": True}
    assert refuse(case_in(State.HANDLING), leader, Action.ACCEPT_ORDER).code == "guard"


def test_an_order_is_judged_by_its_issuer_or_by_anybody_when_they_are_gone() -> None:
    leader, another = person(Role.LEADER), frozenset({99})
    theirs = case_in(State.HANDLING, open_orders=1, orders_replied=1, order_judges=another)
    for action in (Action.ACCEPT_ORDER, Action.REJECT_ORDER):
        assert "签发人" in refuse(theirs, leader, action).reason_zh
        assert take(replace(theirs, order_judges=frozenset({None})), leader, action)
    mine = replace(theirs, order_judges=frozenset({ME}))
    assert refuse(replace(mine, orders_replied=0), leader, Action.REJECT_ORDER).code == "guard"
    assert refuse(mine, leader, Action.REJECT_ORDER, due_at=NOW).field == "due_at"
    elsewhere = replace(mine, department="350211-ST")
    assert refuse(elsewhere, person(Role.DEPARTMENT_OFFICER), Action.REPLY_ORDER).code == "guard"


def test_only_a_head_or_coordinator_recuses_somebody_else() -> None:
    case = case_in(State.CONFIRMING)
    assert refuse(case, person(MEMBER), Action.RECUSE, person=99).field == "person"
    assert take(case, person(MEMBER), Action.RECUSE, person=ME)
    assert take(case, person(HEAD), Action.RECUSE, person=99)


@pytest.mark.parametrize(
    ("state", "role", "action", "changes", "word"),
    [
        (State.HANDLING, COORDINATOR, Action.APPROVE_EXTENSION, {}, "延期申请"),
        (State.HANDLING, COORDINATOR, Action.APPROVE_SUSPENSION, {}, "挂账申请"),
        (State.HANDLING, Role.DEPARTMENT_OFFICER, Action.SUSPEND, {"suspension": "asked"}, "挂账申请"),
        (State.HANDLING, Role.DEPARTMENT_OFFICER, Action.TRANSFER_LAW, {"law_transferred": True}, "移送"),
        (State.HANDLING, Role.DEPARTMENT_OFFICER, Action.LAW_RETURN, {}, "移送"),
        (State.REPORTED, HEAD, Action.SEAL, {"sealed": True}, "封存"),
        (State.REPORTED, HEAD, Action.PUBLISH, {"sealed": True}, "封存"),
        (State.REPORTED, HEAD, Action.PUBLISH, {"published": True}, "公开"),
        (State.DECLINED, OFFICER, Action.UNDO, {"undo_action": None}, "这一步"),
        (State.DISPATCHED, OFFICER, Action.RETURN, {}, "镇街"),
    ],
)
def test_what_was_not_asked_or_is_done_already_is_refused(
    state: State, role: Role, action: Action, changes: dict[str, object], word: str
) -> None:
    refusal = refuse(case_in(state, **changes), person(role), action)
    assert refusal.code == "guard"
    assert word in refusal.reason_zh
