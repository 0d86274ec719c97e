"""Who may appeal and decide, and what a granted appeal leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workflows.assessment.appeals import (
    Appealed,
    AppealKind,
    bench,
    exempted,
    may_ask_exclusion,
    may_file,
    why_not_decide,
)
from workflows.assessment.burden import STEPS, asked
from workflows.assessment.facts import Level
from workflows.roles import Place, Post, Role
from workflows.states import Stage

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
PLACE = Place("350211", "350211103")
GRID = "350211103G01"
MEMBERS = Appealed(AppealKind.FACT, Level.MEMBER, "7", PLACE, filed_by=7, made_by=frozenset({30}), first_by=31)


def post(role: Role, division: str, department: str | None = None) -> Post:
    return Post(role, division, department)


@pytest.mark.parametrize(("level", "owner", "who", "may"), [
    (Level.MEMBER, "7", [], True), (Level.MEMBER, "8", [post(Role.STATION_HEAD, "350211103")], False),
    (Level.GRID, GRID, [post(Role.GRID_HEAD, GRID)], True), (Level.GRID, GRID, [post(Role.GRID_MEMBER, GRID)], False),
    (Level.GRID, GRID, [post(Role.STATION_HEAD, "350211103")], True),
    (Level.TOWN, "350211103", [post(Role.STATION_HEAD, "350211102")], False),
    (Level.DISTRICT, "350211", [post(Role.COORDINATOR, "350211")], True),
    (Level.DEPARTMENT, "350211-CG", [post(Role.DEPARTMENT_OFFICER, "350211", "350211-CG")], True),
    (Level.DEPARTMENT, "350211-CG", [post(Role.DEPARTMENT_OFFICER, "350211", "350211-SL")], False)])
def test_whoever_is_scored_or_heads_it_appeals(level: Level, owner: str, who: list[Post], may: bool) -> None:
    assert may_file(who, 7, level, owner, PLACE, NOW) is may


@pytest.mark.parametrize(("person", "posts", "instance", "may"), [
    (20, [post(Role.ASSESSOR, "350211")], 1, True),
    (20, [post(Role.ASSESSOR, "350206")], 1, False),
    (20, [post(Role.COORDINATOR, "350211")], 1, False),
    (20, [post(Role.ASSESSOR, "350211"), post(Role.STATION_OFFICER, "350211103")], 1, False),
    (20, [post(Role.ASSESSOR, "350211"), post(Role.STATION_OFFICER, "350211102")], 1, True),
    (30, [post(Role.ASSESSOR, "350211")], 1, False),
    (7, [post(Role.ASSESSOR, "350211")], 1, False),
    (20, [post(Role.ASSESSOR, "350200")], 2, True),
    (31, [post(Role.ASSESSOR, "350200")], 2, False),
    (20, [post(Role.ASSESSOR, "350211")], 2, False)])
def test_nobody_decides_what_is_near(person: int, posts: list[Post], instance: int, may: bool) -> None:
    assert (why_not_decide(posts, person, MEMBERS, instance, NOW) is None) is may


def test_the_second_instance_is_always_another_level() -> None:
    for kind in AppealKind:
        for level in Level:
            first, second = (bench(kind, level, "350211", number) for number in (1, 2))
            assert first != second


def test_only_the_owners_own_grounds_leave_the_others_alone() -> None:
    mine = exempted(MEMBERS, "not_mine", "member_on_time", "task:5", 3)
    assert [(one.ref, one.case_id, one.level, one.owner) for one in mine] == [("task:5", None, Level.MEMBER, "7")]
    everybody = exempted(MEMBERS, "wrong_record", "member_on_time", "task:5", 3)
    assert [(one.ref, one.level, one.owner) for one in everybody] == [("task:5", None, None)]
    line = Appealed(AppealKind.LINE, Level.GRID, GRID, PLACE, filed_by=9)
    assert [(one.ref, one.indicator) for one in exempted(line, "no_influence", "rework", None, None, ("a", "b", "a"))
            ] == [("a", "rework"), ("b", "rework")]
    case = Appealed(AppealKind.MALICIOUS, None, None, PLACE, filed_by=9)
    assert [(one.case_id, one.level, one.indicator) for one in exempted(case, "malicious", None, None, 3)
            ] == [(3, None, None)]


def test_the_station_of_the_place_asks_for_a_case_to_be_set_aside() -> None:
    assert may_ask_exclusion([post(Role.STATION_OFFICER, "350211103")], PLACE, NOW)
    assert not may_ask_exclusion([post(Role.STATION_OFFICER, "350211102")], PLACE, NOW)
    assert may_ask_exclusion([post(Role.DISTRICT_DISPATCHER, "350211")], Place("350211"), NOW)


def test_what_a_step_asks_is_what_the_flow_refuses_without() -> None:
    assert (asked(Stage.CONFIRM, ("photo",), 3).fields, asked(Stage.CONFIRM, ("photo",), 3).photos) == (1, 0)
    assert (asked(Stage.HANDLE, ("photo", "note"), 3).fields, asked(Stage.HANDLE, ("photo",), 3).photos) == (1, 1)
    assert asked(Stage.CHECK, ("photo",), 3).fields == asked(Stage.CHECK, ("photo",), 0).fields + 3
    assert asked(Stage.JUDGE, ("photo",), 0).photos == 2
    assert all(asked(stage, (), 0).photos == 0 for stage in STEPS if stage is not Stage.JUDGE)
