"""The weekly meeting: the week it looks back on, what the head arranges, cases worth a talk, whose an action is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.assessment.packs import (
    Candidate,
    Layout,
    LayoutError,
    Owner,
    OwnerKind,
    Part,
    answers_for,
    is_late,
    layout_of,
    leads,
    read_layout,
    refs_of,
    shown,
    suggest,
    week_before,
    why_bad,
    why_good,
)
from workflows.roles import Post, Role

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
PARTS = {key: {"key": key, "rows": [{"ref": f"{key}:{number}"} for number in range(3)]}
         for key in ("late", "came_in", "gaps")}
CASE = Candidate(1, settled=True, late_hours=0, failed_checks=0, came_back=False, solved=True, satisfaction=5,
                 all_on_time=True, before_and_after=True)


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_the_meeting_looks_back_on_the_whole_week_that_ended_before_its_day(day: date) -> None:
    first, last = week_before(day)
    assert (first.weekday(), last.weekday()) == (0, 6)
    assert last < day <= last + timedelta(days=7)


def test_what_is_left_out_is_not_shown_and_is_counted() -> None:
    layout = read_layout(["gaps", "late"], ["late:1", "came_in"], {"gaps": " 周三前补齐 ", "late": " "}, refs_of(PARTS))
    parts = shown(PARTS, layout)
    assert [part["key"] for part in parts] == ["gaps", "late"]
    assert [row["ref"] for row in parts[1]["rows"]] == ["late:0", "late:2"]
    assert [(part["left_out"], part["note"]) for part in parts] == [(0, "周三前补齐"), (1, "")]


@given(st.permutations(list(Part)).flatmap(lambda order: st.integers(0, len(order)).map(lambda n: order[:n])))
def test_any_arrangement_keeps_every_part_and_survives_being_kept(order: list[Part]) -> None:
    layout = read_layout(order, [], {}, refs_of(PARTS))
    assert set(layout.order) == set(Part)
    assert list(layout.order[:len(order)]) == order
    assert layout_of(layout.to_json()) == layout
    assert {part["key"] for part in shown(PARTS, layout)} == set(PARTS)


@pytest.mark.parametrize(("given", "field"), [
    ((["nonsense"], [], {}), "order"), ((["late", "late"], [], {}), "order"), (([], ["late:9"], {}), "hidden"),
    (([], [], {"nonsense": "x"}), "notes"), (([], [], {"late": "字" * 501}), "notes")])
def test_an_arrangement_that_cannot_be_names_its_field(given: tuple[list[str], list[str], dict[str, str]],
                                                       field: str) -> None:
    with pytest.raises(LayoutError) as refused:
        read_layout(*given, refs=refs_of(PARTS))
    assert refused.value.field == field


def test_without_a_word_everything_is_shown_in_its_order() -> None:
    assert [part["key"] for part in shown(PARTS, Layout())] == ["late", "came_in", "gaps"]


def test_good_cases_are_settled_and_stay_so_bad_ones_say_what_there_is_to_learn() -> None:
    back = Candidate(2, True, 0, 1, True, True, 2, False, True)
    late = Candidate(3, False, 50, 0, False, False, None, False, False)
    running = Candidate(4, False, 0, 0, False, True, 5, True, True)
    good, bad = suggest([late, running, back, CASE], 5)
    assert [one.case_id for one in good] == [1]
    assert [one.case_id for one in bad] == [2, 3]
    assert why_good(CASE) == ("反映人说解决了", "满意 5 分", "每一环都按时", "有前后照片")
    assert why_bad(late) == ("已超期 2 天",)


def test_an_action_is_late_from_the_day_after_its_day_and_only_while_it_is_open() -> None:
    today = date(2026, 11, 23)
    assert not is_late("open", today, today)
    assert is_late("open", date(2026, 11, 22), today)
    assert not is_late("done", date(2026, 11, 22), today)


def post(role: Role, division: str | None, department: str | None = None, **more: datetime) -> Post:
    """A post that began a year ago."""
    return Post(role, division, department, more.get("starts_at", NOW - timedelta(days=365)), more.get("ends_at"))


def test_an_action_belongs_to_the_named_person_to_the_grids_people_or_to_the_unit() -> None:
    grid = Owner(OwnerKind.GRID, "350211103G01", parts=("350211103901001",))
    for division in ("350211103G01", "350211103901001"):
        assert answers_for([post(Role.GRID_MEMBER, division)], 5, grid, NOW)
    assert not answers_for([post(Role.GRID_MEMBER, "350211103G02")], 5, grid, NOW)
    assert not answers_for([post(Role.GRID_MEMBER, "350211103G01", ends_at=NOW)], 5, grid, NOW)
    assert not answers_for([post(Role.STATION_OFFICER, "350211103")], 5, grid, NOW)
    station = Owner(OwnerKind.UNIT, "350211103")
    assert answers_for([post(Role.STATION_OFFICER, "350211103")], 5, station, NOW)
    assert not answers_for([post(Role.GRID_HEAD, "350211103")], 5, station, NOW)
    unit = Owner(OwnerKind.UNIT, "350211-CG")
    assert answers_for([post(Role.DEPARTMENT_OFFICER, "350211", "350211-CG")], 5, unit, NOW)
    person = Owner(OwnerKind.PERSON, person_id=5)
    assert answers_for([], 5, person, NOW)
    assert not answers_for([], 6, person, NOW)


def test_only_the_head_of_the_community_leads_its_meeting() -> None:
    assert leads([post(Role.COMMUNITY_HEAD, "350211103901")], "350211103901", NOW)
    assert not leads([post(Role.COMMUNITY_HEAD, "350211103902")], "350211103901", NOW)
    assert not leads([post(Role.STATION_HEAD, "350211103901")], "350211103901", NOW)
    assert not leads([post(Role.COMMUNITY_HEAD, "350211103901", ends_at=NOW)], "350211103901", NOW)
