"""Evidence, checks, answers, ratings, closing, reopening, undo: the rules one by one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.workflows.scenes import (
    DEPARTMENT,
    ME,
    NOW,
    OTHER_TOWN,
    TOWN,
    TOWN_UNIT,
    applied,
    case_in,
    person,
    refuse,
    step,
    take,
)
from workflows.case_flow import Action, Clock, Decision, Refusal, Role, Stage, State, decide

MEMBER, OFFICER, HEAD = Role.GRID_MEMBER, Role.STATION_OFFICER, Role.STATION_HEAD
DISTRICT, CITY, COORDINATOR = Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER, Role.COORDINATOR


# Evidence


@pytest.mark.parametrize(
    ("evidence", "photos", "fields", "missing"),
    [
        (("photo",), {}, {}, "photos"),
        (("photo",), {"before": 1}, {}, "photos"),
        (("photo",), {"after": 1}, {}, None),
        (("measurement",), {"after": 1}, {}, "measurement"),
        (("measurement",), {}, {"measurement": "昼间 52 dB"}, None),
        (("document",), {}, {}, "document"),
        (("document",), {"document": 1}, {}, None),
        (("document",), {}, {"document": "厦环罚〔2026〕1 号"}, None),
        (("note",), {}, {}, "note"),
        (("note",), {}, {"note": "已劝止"}, None),
        (("photo", "measurement", "note"), {"after": 1}, {"note": "x"}, "measurement"),
    ],
)
def test_the_category_says_what_handling_must_show(
    evidence: tuple[str, ...], photos: dict[str, int], fields: dict[str, object], missing: str | None
) -> None:
    case = case_in(State.HANDLING, evidence=evidence)
    taken = replace(step(Action.HANDLE, **fields), photo_purposes=photos)
    answer = decide(case, person(Role.DEPARTMENT_OFFICER), taken)
    if missing is None:
        assert isinstance(answer, Decision), answer
    else:
        assert isinstance(answer, Refusal)
        assert (answer.code, answer.field) == ("evidence-missing", missing)


# Checking


def test_who_handled_does_not_check() -> None:
    myself = case_in(State.HANDLED, handled_by=ME)
    for role in (MEMBER, OFFICER, HEAD):
        assert "谁处置谁不核查" in refuse(myself, person(role), Action.CHECK_PASS).reason_zh
    colleague = person(OFFICER, departments=frozenset({DEPARTMENT}))
    assert refuse(case_in(State.HANDLED), colleague, Action.CHECK_PASS).code == "guard"


def test_what_the_town_handled_is_checked_by_the_district() -> None:
    handling = case_in(State.HANDLING, department=TOWN_UNIT, department_level="town")
    team = person(Role.DEPARTMENT_OFFICER, departments=frozenset({TOWN_UNIT}))
    handled = take(handling, team, Action.HANDLE)
    assert handled.changes["handler_town"] == TOWN
    case = case_in(State.HANDLED, handler_department=TOWN_UNIT, handler_town=TOWN)
    for role in (MEMBER, OFFICER, HEAD):
        assert "区级核查" in refuse(case, person(role), Action.CHECK_PASS).reason_zh
    for role in (DISTRICT, COORDINATOR):
        assert take(case, person(role), Action.CHECK_PASS)
        assert refuse(case_in(State.HANDLED), person(role), Action.CHECK_PASS).code == "guard"


def test_passing_gives_the_answer_and_opens_a_round() -> None:
    assert refuse(case_in(State.HANDLED), person(MEMBER), Action.CHECK_PASS, answer=None).field == "answer"
    passed = take(case_in(State.HANDLED, round=1), person(MEMBER), Action.CHECK_PASS)
    assert passed.changes == {"checked_by": ME, "answered_at": NOW, "round": 2}
    assert passed.clock == Clock("start", Stage.ANSWER)
    assert "reporter" in passed.tell


def test_the_third_failed_check_goes_to_the_coordinator() -> None:
    for failed in (0, 1):
        again = take(case_in(State.HANDLED, failed_checks=failed), person(MEMBER), Action.CHECK_FAIL)
        assert (again.target, again.clock) == (State.HANDLING, Clock("start", Stage.REWORK))
        assert again.changes["failed_checks"] == failed + 1
        assert again.changes["handled_by"] is None
    third = take(case_in(State.HANDLED, failed_checks=2), person(MEMBER), Action.CHECK_FAIL)
    assert (third.target, third.clock) == (State.REGISTERED, Clock("start", Stage.RULE))
    back = case_in(State.REGISTERED, failed_checks=3)
    assert refuse(back, person(DISTRICT), Action.DISPATCH).code == "guard"
    assert take(back, person(COORDINATOR), Action.RULE).target is State.DISPATCHED


# Rating


@pytest.mark.parametrize(
    ("solved", "target"), [("yes", "evaluated"), ("partly", "evaluated"), ("no", "handling")]
)
def test_the_last_answer_moves_the_case_on(solved: str, target: str) -> None:
    reporter = person(Role.REPORTER)
    assert take(case_in(State.CHECKED), reporter, Action.RATE, solved=solved).target == target
    waiting = take(case_in(State.CHECKED, unanswered_reporters=2), reporter, Action.RATE, solved=solved)
    assert (waiting.target, waiting.clock, waiting.changes) == (State.CHECKED, Clock("keep"), {})


def test_one_no_among_several_sends_it_back_once() -> None:
    asked = case_in(State.CHECKED, citizen_reports=3, answers_no=1)
    back = take(asked, person(Role.REPORTER), Action.RATE, solved="yes")
    assert (back.target, back.clock) == (State.HANDLING, Clock("start", Stage.REWORK))
    assert back.changes["reopens"] == 1
    later = take(replace(asked, reopens=1), person(Role.REPORTER), Action.RATE, solved="yes")
    assert later.target is State.EVALUATED
    assert later.changes["reopen_asked"] is True


def test_an_answer_is_given_once_a_round() -> None:
    again = person(Role.REPORTER, has_answered=True)
    assert refuse(case_in(State.CHECKED), again, Action.RATE).code == "guard"


def test_what_staff_found_is_rated_by_the_station_head() -> None:
    found = case_in(State.CHECKED, citizen_reports=0, unanswered_reporters=0)
    assert take(found, person(HEAD), Action.RATE).target is State.EVALUATED
    assert take(found, person(HEAD), Action.RATE, solved="no").target is State.HANDLING
    assert refuse(found, person(Role.REPORTER), Action.RATE).code == "guard"
    assert refuse(case_in(State.CHECKED), person(HEAD), Action.RATE).code == "guard"


def test_silence_is_no_answer_and_moves_on_after_the_window() -> None:
    system = person(Role.SYSTEM)
    waiting = case_in(State.CHECKED, due_at=NOW + timedelta(seconds=1))
    assert refuse(waiting, system, Action.EVALUATE).code == "guard"
    assert take(replace(waiting, due_at=NOW), system, Action.EVALUATE).target is State.EVALUATED
    one_no = replace(waiting, due_at=NOW, citizen_reports=2, answers_no=1)
    assert take(one_no, system, Action.EVALUATE).target is State.HANDLING


# Closing and after


def test_nothing_closes_while_an_order_is_open() -> None:
    assert "督办" in refuse(case_in(State.EVALUATED, open_orders=1), person(OFFICER), Action.CLOSE).reason_zh
    closed = take(case_in(State.EVALUATED), person(OFFICER), Action.CLOSE)
    assert closed.changes["reopen_until"] == NOW + timedelta(days=15)
    assert closed.clock == Clock("stop")
    assert (
        refuse(case_in(State.EVALUATED), person(OFFICER), Action.CLOSE, feedback=" ").code == "field-invalid"
    )


def test_a_no_after_closing_asks_the_checker_to_look_again() -> None:
    no = take(case_in(State.CLOSED), person(Role.REPORTER), Action.RATE, solved="no")
    assert (no.target, no.changes) == (State.CLOSED, {"closed_without_yes": True, "reopen_asked": True})
    assert take(case_in(State.CLOSED), person(Role.REPORTER), Action.RATE).changes == {"closed_without_yes": False}
    assert refuse(case_in(State.CLOSED), person(MEMBER), Action.REOPEN).code == "guard"
    asked = case_in(State.CLOSED, reopen_asked=True)
    reopened = take(asked, person(MEMBER), Action.REOPEN)
    assert (reopened.target, reopened.clock) == (State.HANDLING, Clock("start", Stage.REWORK))
    assert reopened.changes["reopens"] == 1
    assert reopened.changes["closed_at"] is None
    second = replace(asked, reopens=1)
    assert refuse(second, person(MEMBER), Action.REOPEN).code == "guard"
    assert take(second, person(HEAD, towns=frozenset({OTHER_TOWN})), Action.REOPEN)


def test_after_the_window_only_an_order_reopens() -> None:
    late = case_in(State.CLOSED, reopen_asked=True, reopen_until=NOW - timedelta(seconds=1))
    for role in (MEMBER, OFFICER, HEAD):
        assert refuse(late, person(role), Action.REOPEN).code == "guard"
    assert refuse(late, person(Role.REPORTER), Action.RATE, solved="no").code == "guard"
    assert take(late, person(COORDINATOR), Action.REOPEN)
    assert take(late, person(Role.SYSTEM), Action.ARCHIVE).target is State.ARCHIVED
    assert refuse(case_in(State.CLOSED), person(Role.SYSTEM), Action.ARCHIVE).code == "guard"
    assert refuse(replace(late, open_orders=1), person(Role.SYSTEM), Action.ARCHIVE).code == "guard"


# Undo


@pytest.mark.parametrize(
    ("before", "role", "action"),
    [
        (State.REPORTED, OFFICER, Action.DECLINE),
        (State.CONFIRMING, OFFICER, Action.DECLINE),
        (State.REPORTED, OFFICER, Action.MERGE),
        (State.CONFIRMING, OFFICER, Action.MERGE),
        (State.REGISTERED, DISTRICT, Action.MERGE),
        (State.EVALUATED, OFFICER, Action.CLOSE),
    ],
)
def test_the_same_person_may_undo_for_half_an_hour(before: State, role: Role, action: Action) -> None:
    case = case_in(before)
    done = take(case, person(role), action)
    after = applied(case, done)
    ontime = step(Action.UNDO, NOW + timedelta(minutes=30))
    back = decide(after, person(role), ontime)
    assert isinstance(back, Decision)
    assert back.target is before
    assert back.clock.effect == "start"
    restored = applied(after, back)
    assert restored == case
    late = step(Action.UNDO, NOW + timedelta(minutes=30, seconds=1))
    assert isinstance(decide(after, person(role), late), Refusal)
    assert refuse(after, person(role, person_id=8), Action.UNDO).code == "guard"
    assert refuse(restored, person(role), Action.UNDO).code == "invalid-transition"
