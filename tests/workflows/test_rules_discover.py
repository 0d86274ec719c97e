"""Confirming, filing, merging, handling it oneself: the rules one by one."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from tests.workflows.scenes import (
    COMMUNITY,
    ME,
    NOW,
    OTHER_TOWN,
    TOWN,
    case_in,
    person,
    refuse,
    step,
    take,
)
from workflows.case_flow import Action, Clock, Decision, Refusal, Role, Stage, State, Windows, decide
from workflows.working_calendar import ZONE

MEMBER, OFFICER, HEAD = Role.GRID_MEMBER, Role.STATION_OFFICER, Role.STATION_HEAD
DISTRICT, CITY, COORDINATOR = Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER, Role.COORDINATOR


# Confirming


def test_the_reporter_may_not_confirm() -> None:
    case = case_in(State.CONFIRMING, reporter_ids=frozenset({ME}))
    assert "上报人" in refuse(case, person(MEMBER), Action.CONFIRM).reason_zh
    assert take(case, person(MEMBER, person_id=8), Action.CONFIRM).target is State.REPORTED


def test_somebody_recused_may_neither_confirm_nor_check() -> None:
    for state, action in ((State.CONFIRMING, Action.CONFIRM), (State.HANDLED, Action.CHECK_PASS)):
        assert refuse(case_in(state, recused_ids=frozenset({ME})), person(MEMBER), action).code == "guard"
        own_village = case_in(state, recused_communities=frozenset({COMMUNITY}))
        assert refuse(own_village, person(MEMBER, communities=frozenset({COMMUNITY})), action).code == "guard"
        assert take(own_village, person(MEMBER, communities=frozenset({"350211103902"})), action)


def test_nobody_is_sent_to_confirm_their_own_report() -> None:
    case = case_in(State.REPORTED, reporter_ids=frozenset({8}), recused_ids=frozenset({9}))
    for impartial, confirmer in ((False, 8), (False, 9), (True, 10)):
        answer = decide(case, person(OFFICER), step(Action.ASK_CONFIRMATION, confirmer=confirmer))
        assert isinstance(answer, Decision) == impartial


def test_the_result_of_a_look_is_kept_with_who_looked() -> None:
    changes = take(case_in(State.CONFIRMING), person(MEMBER), Action.CONFIRM, result="gone").changes
    assert changes == {"confirmer_id": ME, "confirmation": "gone"}


def at_clock(hour: int, minute: int = 0) -> datetime:
    """A time of the day in the city, on the day after NOW."""
    return datetime(2026, 11, 24, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("clock", "night"),
    [((21, 59), False), ((22, 0), True), ((0, 0), True), ((3, 30), True), ((5, 59), True), ((6, 0), False)],
)
def test_at_night_nobody_is_sent_alone(clock: tuple[int, int], night: bool) -> None:
    case, ask = case_in(State.REPORTED), step(Action.ASK_CONFIRMATION, at_clock(*clock), confirmer=8)
    alone = decide(case, person(OFFICER), ask)
    assert isinstance(alone, Refusal) == night
    if isinstance(alone, Refusal):
        assert (alone.code, alone.field) == ("guard", "companion")
        assert alone.reason_zh.startswith("夜间不得单独派网格员外出")
    together = decide(case, person(OFFICER), replace(ask, fields={**ask.fields, "companion": 9}))
    assert isinstance(together, Decision)
    assert together.changes["companion_id"] == 9


def test_nights_are_data() -> None:
    long = Windows(night=(time(20), time(7)))
    ask = replace(step(Action.ASK_CONFIRMATION, at_clock(20, 30)), windows=long)
    assert isinstance(decide(case_in(State.REPORTED), person(OFFICER), ask), Refusal)
    at_noon = replace(step(Action.ASK_CONFIRMATION, at_clock(12)), windows=Windows(night=(time(12), time(13))))
    assert isinstance(decide(case_in(State.REPORTED), person(OFFICER), at_noon), Refusal)


def test_the_companion_is_somebody_else_who_stands_in_nobodys_way() -> None:
    case = case_in(State.REPORTED, reporter_ids=frozenset({8}), recused_ids=frozenset({9}))
    for companion, possible in ((8, False), (9, False), (10, False), (11, True)):
        ask = step(Action.ASK_CONFIRMATION, confirmer=10, companion=companion)
        assert isinstance(decide(case, person(OFFICER), ask), Decision) == possible, companion


@pytest.mark.parametrize(
    ("action", "role"),
    [(Action.CONFIRM, MEMBER), (Action.DECLINE, OFFICER), (Action.SELF_HANDLE, MEMBER), (Action.MERGE, OFFICER)],
)
def test_the_companion_goes_along_for_one_confirmation(action: Action, role: Role) -> None:
    case = case_in(State.CONFIRMING, confirmer_id=ME, companion_id=9)
    assert take(case, person(role), action).changes["companion_id"] is None
    assert "companion_id" not in take(case, person(OFFICER), Action.RECATEGORISE).changes


def test_gone_when_somebody_came_is_not_untrue() -> None:
    gone = case_in(State.REPORTED, confirmation="gone")
    refusal = refuse(gone, person(OFFICER), Action.DECLINE, reason_code="untrue")
    assert refusal.field == "reason_code"
    assert take(gone, person(OFFICER), Action.DECLINE, reason_code="gone")
    assert refuse(case_in(State.REPORTED), person(OFFICER), Action.DECLINE, reason_code="untrue")
    assert take(
        case_in(State.REPORTED, confirmation="false"), person(OFFICER), Action.DECLINE, reason_code="untrue"
    )


# Filing


@pytest.mark.parametrize("confirmation", [None, "false", "gone", "no_access"])
def test_nothing_is_filed_unconfirmed_without_a_reason(confirmation: str | None) -> None:
    case = case_in(State.REPORTED, confirmation=confirmation)
    assert refuse(case, person(OFFICER), Action.REGISTER).field == "skip_reason"
    for reason in ("12345", "supervision", "police", "photo"):
        assert take(case, person(OFFICER), Action.REGISTER, skip_reason=reason)
    assert refuse(case, person(OFFICER), Action.REGISTER, skip_reason="hurry").code == "field-invalid"


def test_confirmed_or_urgent_matters_are_filed() -> None:
    for confirmation in ("true", "partly"):
        assert take(case_in(State.REPORTED, confirmation=confirmation), person(OFFICER), Action.REGISTER)
    urgent = take(case_in(State.REPORTED, severity=1), person(OFFICER), Action.REGISTER)
    assert urgent.changes == {"registered_at": NOW, "emergency": True}


def test_the_district_stands_in_where_there_is_no_station_or_it_must_not_look() -> None:
    case = case_in(State.REPORTED, confirmation="true")
    assert refuse(case, person(DISTRICT), Action.REGISTER).code == "guard"
    assert take(replace(case, town=None), person(DISTRICT), Action.REGISTER)
    assert take(replace(case, recuse=True), person(COORDINATOR), Action.REGISTER)


def test_a_refusal_is_reviewed_once_by_another_unit() -> None:
    case = case_in(State.DECLINED, decline_reason="outside")
    assert "其他单位" in refuse(case, person(HEAD), Action.REVIEW).reason_zh
    elsewhere = person(HEAD, towns=frozenset({OTHER_TOWN}))
    upheld = take(case, elsewhere, Action.REVIEW, overturned=False)
    assert upheld.target is State.DECLINED
    assert upheld.clock == Clock("keep")
    overturned = take(case, elsewhere, Action.REVIEW, overturned=True)
    assert overturned.target is State.REPORTED
    assert overturned.changes["decline_reason"] is None
    assert "一次" in refuse(replace(case, reviewed=True), elsewhere, Action.REVIEW).reason_zh


@pytest.mark.parametrize("state", list(State))
def test_merging_goes_into_open_cases_only(state: State) -> None:
    ended = {State.DECLINED, State.MERGED, State.WITHDRAWN, State.CLOSED, State.ARCHIVED}
    merge = replace(step(Action.MERGE), other=case_in(state, case_id=2))
    answer = decide(case_in(State.REPORTED), person(OFFICER), merge)
    assert isinstance(answer, Refusal) == (state in ended)


def test_a_case_is_never_merged_into_itself_or_into_nothing() -> None:
    for other in (case_in(State.REPORTED, case_id=1), None):
        merge = replace(step(Action.MERGE), other=other)
        assert isinstance(decide(case_in(State.REPORTED), person(OFFICER), merge), Refusal)


@pytest.mark.parametrize("before", [State.REPORTED, State.CONFIRMING, State.REGISTERED])
def test_taking_a_merge_apart_leads_back_to_the_state_before(before: State) -> None:
    merged = case_in(State.MERGED, main_case_id=2, undo_action=Action.MERGE, undo_state=before)
    answer = take(merged, person(OFFICER), Action.UNMERGE)
    assert answer.target is before
    assert answer.changes["main_case_id"] is None
    assert answer.clock.effect == "start"


def test_with_other_reports_one_only_leaves() -> None:
    reporter = person(Role.REPORTER)
    assert "继续办理" in refuse(case_in(State.REPORTED, reports=2), reporter, Action.WITHDRAW).reason_zh
    assert take(case_in(State.REPORTED), reporter, Action.WITHDRAW).target is State.WITHDRAWN
    assert refuse(case_in(State.REGISTERED), reporter, Action.WITHDRAW).code == "invalid-transition"


# Self-handling


def test_urgent_matters_are_not_handled_by_oneself() -> None:
    assert refuse(case_in(State.REPORTED, severity=1), person(MEMBER), Action.SELF_HANDLE).code == "guard"


def test_self_handling_needs_photos_before_and_after() -> None:
    for photos in ({}, {"after": 1}, {"before": 1}):
        taken = replace(step(Action.SELF_HANDLE), photo_purposes=photos)
        answer = decide(case_in(State.REPORTED, evidence=("note",)), person(MEMBER), taken)
        assert isinstance(answer, Refusal)
        assert answer.code == "evidence-missing"


def test_who_handled_it_alone_decides_who_judges() -> None:
    by_member = take(case_in(State.REPORTED), person(MEMBER), Action.SELF_HANDLE)
    assert by_member.changes["self_handled"] == "member"
    assert by_member.clock == Clock("start", Stage.JUDGE)
    handled = case_in(State.HANDLED, department=None, handler_department=None, handled_by=ME)
    handled = replace(handled, self_handled="member", handler_town=TOWN)
    assert refuse(handled, person(MEMBER, person_id=8), Action.CHECK_PASS).code == "guard"
    assert take(handled, person(OFFICER, person_id=8), Action.CHECK_PASS)
    assert refuse(handled, person(DISTRICT), Action.CHECK_PASS).code == "guard"
    by_station = take(case_in(State.REPORTED), person(OFFICER), Action.SELF_HANDLE)
    assert by_station.changes["self_handled"] == "town"
    handled = replace(handled, self_handled="town")
    for local in (MEMBER, OFFICER, HEAD):
        assert refuse(handled, person(local, person_id=8), Action.CHECK_PASS).code == "guard"
    assert take(handled, person(DISTRICT, person_id=8), Action.CHECK_PASS)


def test_self_handling_that_fails_is_filed_and_dispatched_like_any_other() -> None:
    handled = case_in(State.HANDLED, department=None, handler_department=None, self_handled="member")
    failed = take(handled, person(OFFICER), Action.CHECK_FAIL)
    assert failed.target is State.REGISTERED
    assert failed.clock == Clock("start", Stage.DISPATCH)
    assert failed.changes["self_handled"] is None
    assert failed.changes["registered_at"] == NOW
