"""Questions to reporters, denials, closing standards, notes and texts: the rules alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.scenes import applied, case_in, person, refuse, step, take
from workflows.asking import MOST
from workflows.case_flow import TRANSITIONS, Action, Decision, Role, State, decide, fields_for
from workflows.contested import DENIED, LOOKED, SETTLED
from workflows.notes import VISIBILITIES, may_read_note, may_write_note
from workflows.templates import PLACEHOLDERS, fill, fits, unknown_placeholders

POINTS = (("A05-1", "明火已灭"), ("A05-2", "残渣已清运"))
MEMBER, OTHER = person(Role.GRID_MEMBER, person_id=31), person(Role.GRID_MEMBER, person_id=32)
STATION, OFFICER = person(Role.STATION_OFFICER), person(Role.DEPARTMENT_OFFICER)
REPORTER = person(Role.REPORTER)


def test_questions_are_no_way_to_stop_the_clock_for_ever() -> None:
    case = case_in(State.HANDLING)
    for number in range(1, MOST + 1):
        asked = take(case, OFFICER, Action.ASK_REPORTER)
        assert (asked.clock.effect, asked.changes["question_id"]) == ("pause", number)
        waiting = applied(case, asked)
        assert "正在等补充" in refuse(waiting, OFFICER, Action.ASK_REPORTER).reason_zh
        answered = take(waiting, REPORTER, Action.ANSWER_QUESTION)
        assert (answered.clock.effect, answered.target) == ("resume", State.HANDLING)
        case = applied(waiting, answered)
    assert f"最多问反映人 {MOST} 次" in refuse(case, OFFICER, Action.ASK_REPORTER).reason_zh


def test_nobody_is_asked_when_staff_found_it_or_when_time_is_over() -> None:
    assert "没有可以询问" in refuse(case_in(State.HANDLING, citizen_reports=0), OFFICER, Action.ASK_REPORTER).reason_zh
    late = case_in(State.HANDLING, due_at=step(Action.ASK_REPORTER).now)
    assert "时限已过" in refuse(late, OFFICER, Action.ASK_REPORTER).reason_zh


@pytest.mark.parametrize(
    ("second", "measured", "settled"),
    [(MEMBER, None, LOOKED), (OTHER, None, SETTLED), (MEMBER, "昼间 62 dB", SETTLED)],
)
def test_untrue_needs_a_measurement_or_a_second_person_once_somebody_denies(
    second: object, measured: str | None, settled: str
) -> None:
    case = case_in(State.CONFIRMING, contested=DENIED)
    once = applied(case, take(case, MEMBER, Action.CONFIRM, result="false"))
    assert (once.contested, once.looked_by) == (LOOKED, 31)
    untrue = step(Action.DECLINE, reason_code="untrue", note="没有看到")
    assert not isinstance(decide(once, STATION, untrue), Decision)
    again = replace(once, state=State.CONFIRMING)
    twice = applied(again, take(again, second, Action.CONFIRM, result="false", measurement=measured))
    assert twice.contested == settled
    assert isinstance(decide(twice, STATION, untrue), Decision) == (settled == SETTLED)


def test_who_says_that_it_is_so_settles_nothing_for_the_enterprise() -> None:
    case = case_in(State.CONFIRMING, contested=DENIED)
    assert applied(case, take(case, MEMBER, Action.CONFIRM, result="true")).contested == DENIED


def test_a_denied_case_passes_its_check_measured_or_seen_by_another_person() -> None:
    case = case_in(State.HANDLED, contested=DENIED, confirmer_id=31)
    assert refuse(case, STATION, Action.CHECK_PASS).field == "measurement"
    assert take(case, STATION, Action.CHECK_PASS, measurement="达标").target is State.CHECKED
    there = replace(step(Action.CHECK_PASS), photo_purposes={"check": 1})
    assert isinstance(decide(case, STATION, there), Decision)
    assert not isinstance(decide(case, MEMBER, there), Decision), "who confirmed is not the second person"


def test_every_point_of_the_standard_is_ticked_by_whoever_checks() -> None:
    case = case_in(State.HANDLED, standard=POINTS)
    for seen in (None, (), ("A05-1",), ("A05-1", "B01-1")):
        assert refuse(case, STATION, Action.CHECK_PASS, seen=seen).field == "seen"
    assert take(case, STATION, Action.CHECK_PASS, seen=("A05-2", "A05-1")).target is State.CHECKED
    asked = {row.action: {item.name: item for item in fields_for(row, case)} for row in TRANSITIONS
             if row.action in (Action.CHECK_PASS, Action.HANDLE, Action.CONFIRM)}
    assert asked[Action.CHECK_PASS]["seen"].required
    assert not asked[Action.HANDLE]["seen"].required, "who handled is shown the points and may tick them"
    assert "measurement" not in asked[Action.CONFIRM], "nobody is asked for what only a denial needs"
    without = case_in(State.HANDLED)
    assert all("seen" not in {item.name for item in fields_for(row, without)} for row in TRANSITIONS)


@pytest.mark.parametrize(
    ("yes", "no", "lacking"), [(0, 0, True), (1, 0, False), (2, 0, False), (1, 1, True), (0, 2, True)]
)
def test_closed_without_a_yes_is_what_nobody_called_solved(yes: int, no: int, lacking: bool) -> None:
    case = case_in(State.EVALUATED, citizen_reports=3, answers_yes=yes, answers_no=no)
    assert take(case, STATION, Action.CLOSE).changes["closed_without_yes"] is lacking


def test_what_staff_found_needs_no_yes_and_a_late_yes_counts() -> None:
    found = case_in(State.EVALUATED, citizen_reports=0)
    assert take(found, STATION, Action.CLOSE).changes["closed_without_yes"] is False
    silent = case_in(State.CLOSED, citizen_reports=1)
    assert take(silent, REPORTER, Action.RATE, solved="yes").changes == {"closed_without_yes": False}
    assert take(silent, REPORTER, Action.RATE, solved="partly").changes == {"closed_without_yes": True}


def test_notes_are_read_by_those_they_are_meant_for() -> None:
    readers = {visibility: {role for role in Role if may_read_note(visibility, {role})} for visibility in VISIBILITIES}
    assert readers["station"] < readers["departments"] < readers["public"] == set(Role)
    assert Role.DEPARTMENT_OFFICER in readers["departments"] - readers["station"]
    assert Role.GRID_MEMBER not in readers["departments"]
    assert may_read_note("departments", {Role.GRID_MEMBER}, own=True)
    assert not may_write_note("public", {Role.DEPARTMENT_OFFICER})


PIECES = (*(f"{{{name}}}" for name in PLACEHOLDERS), "您好，", "{", "}", "{电话}")


@given(
    st.lists(st.sampled_from(PIECES), max_size=8),
    st.dictionaries(st.sampled_from(PLACEHOLDERS), st.text(max_size=8)),
)
def test_no_placeholder_goes_out_unseen(pieces: list[str], values: dict[str, str]) -> None:
    text = "".join(pieces)
    if unknown_placeholders(text):
        return
    filled = fill(text, values)
    for name in PLACEHOLDERS:
        if f"{{{name}}}" in text and not values.get(name):
            assert f"（{name}待填）" in filled


def test_the_closest_text_comes_first() -> None:
    assert [fits(category, "A05") for category in ("A05", "A", None, "B", "A06")] == [2, 1, 0, -1, -1]
    assert unknown_placeholders("{类别}{电话}{电话}{") == ("电话", "{")
