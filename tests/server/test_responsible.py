"""Who is responsible for a point, then and now, who stands in, and what is missing: one statement for all posts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from server.queries.city import city_index
from tests.builders import DISTRICT, GRID, TOWN, UNIT, Someone, World
from tests.server.people import OTHER_GRID, OTHER_TOWN, hire
from tests.server.refusals import refused
from tests.server.tables import counted_queries
from tests.server.terms import LONG_AGO, clear_roster, empty, hire_as, put_on_duty, send_away, switch_off

# A Wednesday at 10 in the morning and at 11 in the evening, in Asia/Shanghai.
MORNING, NIGHT = datetime(2026, 11, 18, 2, 0, tzinfo=UTC), datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SEA = "350211000000601"


def ask(someone: Someone, world: World, at: datetime | None = None, grid: str = GRID,
        category: str | None = None) -> dict[str, Any]:
    lon, lat = world.point_in(grid)
    given = {"lon": lon, "lat": lat, "at": at.isoformat() if at else None, "category": category}
    answer = someone.get("/responsible?" + urlencode({name: value for name, value in given.items() if value}))
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def row_of(answer: dict[str, Any], level: str) -> dict[str, Any]:
    return next(row for row in answer["chain"] if row["level"] == level)


def only_grid(number: int) -> str:
    """A grid of the home town in which nobody holds a post yet."""
    code = f"{TOWN}G{number:02d}"
    empty(code)
    return code


def person_of(row: dict[str, Any], name: str = "acting") -> int | None:
    return row[name] and row[name]["id"]


@pytest.fixture(scope="module")
def station(world: World) -> Someone:
    return world.sign_in("station")


def test_the_whole_path_in_one_statement(world: World, station: Someone) -> None:
    ask(station, world, category="A05")  # the city and the catalogue are read once
    with counted_queries() as sent:
        answer = ask(station, world, category="A05")
    told = [statement for statement in sent if "sign_ins" not in statement]
    assert len([statement for statement in told if "FROM posts JOIN people" in statement]) == 1
    assert len(told) <= 2, "posts with absences and substitutes, then the roster"
    assert [row["level"] for row in answer["chain"]] == ["city", "district", "town", "street_grid", "community"]
    assert [row["division"]["code"] for row in answer["chain"]][1:4] == [DISTRICT, TOWN, GRID]
    assert all(row["acting"]["id"] == row["holder"]["id"] for row in answer["chain"] if row["away"] is None)
    assert answer["lead"]["department"]["code"] == UNIT
    assert answer["acting"]["person"] in [row["acting"] for row in answer["members"]]
    assert answer["place"]["sub_grid"]["code"].startswith(TOWN)


def test_the_lead_is_the_one_that_the_case_is_explained_with(world: World, station: Someone) -> None:
    case = station.case(world.receipt()["case_id"])
    routing, answer = case["explanation"]["routing"], ask(station, world, category="A05")
    assert answer["lead"]["department"] == routing["lead"]
    assert answer["lead"]["reason"].startswith(routing["reason"])
    own = station.get(f"/cases/{case['id']}/responsible")
    assert own.status_code == 200
    assert own.json["category"]["code"] == "A05"
    assert [row["post_id"] for row in own.json["chain"]] == [row["post_id"] for row in answer["chain"]]
    assert own.json["lead"]["department"] == routing["lead"]


def test_without_a_category_nobody_leads(world: World, station: Someone) -> None:
    assert ask(station, world)["lead"] == {"department": None, "on_duty": None, "reason": "没有指明类别"}


def test_who_was_away_then_and_who_stood_in(world: World, station: Someone) -> None:
    grid = only_grid(2)
    deputy, other = hire_as("grid_member", only_grid(3)), hire_as("grid_member", f"{TOWN}G03")
    member = hire_as("grid_member", grid, substitute=deputy)
    head = hire_as("grid_head", grid, substitute=other)
    send_away(member, MORNING, MORNING + 2 * DAY)
    send_away(head, MORNING, None, kind="training", substitute=member)
    before, during, after = (ask(station, world, at, grid) for at in (
        MORNING - timedelta(seconds=1), MORNING, MORNING + 2 * DAY))
    assert [person_of(answer["members"][0]) for answer in (before, during, after)] == [member, deputy, member]
    row = during["members"][0]
    assert person_of(row, "holder") == member
    assert person_of(row, "stands_in") == deputy
    assert row["away"]["kind_name"] == "休假"
    assert "代岗" in row["reason"]
    assert during["acting"]["person"]["id"] == deputy
    assert before["members"][0]["away"] is None
    heads = [row_of(answer, "street_grid") for answer in (before, during, after)]
    assert [person_of(row) for row in heads] == [head, None, member], "the absence names a substitute who is away too"
    assert any("无人代岗" in text and "网格长" in text for text in during["missing"])
    assert heads[1]["reason"].endswith("也不在岗")


def test_who_held_the_post_then(world: World, station: Someone) -> None:
    grid, midnight = only_grid(4), datetime(2026, 11, 17, 16, 0, tzinfo=UTC)
    first = hire_as("grid_head", grid, ends_at=midnight)
    second = hire_as("grid_head", grid, starts_at=midnight)
    at = [row_of(ask(station, world, moment, grid), "street_grid") for moment in (
        midnight - timedelta(microseconds=1), midnight, LONG_AGO - DAY)]
    assert [person_of(row, "holder") for row in at] == [first, second, None]


def test_an_empty_seat_says_whose_turn_it_is(world: World, station: Someone) -> None:
    grid = only_grid(5)
    answer = ask(station, world, NIGHT, grid)
    row = row_of(answer, "street_grid")
    assert (row["post_id"], row["holder"], row["acting"]) == (None, None, None)
    coordinator, chief = ("集美区生态环境局协调员苏协调", "后溪镇工作站站长吴站长")
    assert f"后溪镇第05网格没有在任的网格长，请{coordinator}配备" in answer["missing"]
    assert any(text.startswith("后溪镇第05网格没有在任的网格员") and text.endswith(f"请{chief}配备")
               for text in answer["missing"])


def test_the_nearest_grid_helps_out_and_at_last_the_station(world: World, station: Someone) -> None:
    index = city_index()
    town = "350211102"
    grids = [code for code in index.children(town) if index.division(code).level == "street_grid"]
    empty(*grids)
    first, second = (hire_as("grid_member", code) for code in grids[1:3])
    send_away(first, MORNING, MORNING + DAY)
    assert ask(station, world, MORNING - DAY, grids[0])["acting"]["person"]["id"] in (first, second)
    helped = ask(station, world, MORNING, grids[0])
    assert helped["members"] == []
    assert helped["acting"]["person"]["id"] == second
    assert index.name(grids[2]) in helped["acting"]["reason"]
    send_away(second, MORNING, MORNING + DAY)
    alone = ask(station, world, MORNING, grids[0])
    assert alone["acting"]["person"] == alone["on_duty"]["person"]
    assert alone["on_duty"]["unit"]["code"] == town
    assert alone["on_duty"]["working_hours"] is True
    assert "暂由" in "".join(alone["missing"])


def test_the_roster_answers_at_night(world: World, station: Someone) -> None:
    clear_roster(TOWN, DISTRICT)
    officer, second = hire_as("station_officer", TOWN), hire_as("station_officer", TOWN)
    put_on_duty(officer, TOWN, NIGHT - timedelta(hours=2))
    put_on_duty(second, TOWN, NIGHT - timedelta(hours=2), place="second")
    handling = hire_as("department_officer", DISTRICT, department=UNIT)
    put_on_duty(handling, DISTRICT, NIGHT - timedelta(hours=2), department=UNIT)
    at_night = ask(station, world, NIGHT, category="A05")
    duty = at_night["on_duty"]
    assert (person_of(duty, "person"), person_of(duty, "second")) == (officer, second)
    assert duty["working_hours"] is False
    assert "值班表" in duty["reason"]
    assert at_night["lead"]["on_duty"]["id"] == handling
    send_away(officer, NIGHT - timedelta(hours=1), NIGHT + DAY)
    replaced = ask(station, world, NIGHT)["on_duty"]
    assert person_of(replaced, "person") == second


def test_at_sea_the_district_answers(world: World, station: Someone) -> None:
    answer = ask(station, world, MORNING, SEA, "B05")
    assert [row["level"] for row in answer["chain"]] == ["city", "district"]
    assert answer["place"]["town"] is None
    assert answer["on_duty"]["unit"]["code"] == DISTRICT
    assert all(row["division"]["code"] == SEA for row in answer["members"])


def test_whoever_left_is_not_responsible_but_was(world: World, station: Someone) -> None:
    grid = only_grid(6)
    gone = hire_as("grid_head", grid)
    switch_off(gone)
    assert row_of(ask(station, world, None, grid), "street_grid")["holder"] is None
    assert person_of(row_of(ask(station, world, MORNING - 30 * DAY, grid), "street_grid"), "holder") == gone


def test_two_heads_at_once_are_one_head_and_a_mistake_that_is_named(world: World, station: Someone) -> None:
    grid = only_grid(7)
    hire_as("grid_head", grid)
    last = hire_as("grid_head", grid, starts_at=MORNING - DAY)
    answer = ask(station, world, MORNING, grid)
    assert person_of(row_of(answer, "street_grid"), "holder") == last
    assert any("同时有 2 名网格长" in text for text in answer["missing"])


def test_a_case_without_a_point_belongs_to_the_city(world: World) -> None:
    case_id = world.receipt(lon=None, lat=None, place_text="记不清在哪条路上")["case_id"]
    answer = world.sign_in("city_dispatcher").get(f"/cases/{case_id}/responsible")
    assert answer.status_code == 200, answer.json
    assert [row["level"] for row in answer.json["chain"]] == ["city"]
    assert answer.json["on_duty"]["unit"]["code"] == "350200"
    refused(world.sign_in("station").get(f"/cases/{case_id}/responsible"), 403, "territory-forbidden")


def test_with_recusal_nobody_of_the_place_is_named(world: World) -> None:
    case_id = world.receipt(recuse=True)["case_id"]
    acting = world.sign_in("coordinator").get(f"/cases/{case_id}/responsible").json["acting"]
    assert acting["person"] is None
    assert "回避" in acting["reason"]


def test_whoever_is_asked_by_name_reads_who_is_over_the_place(world: World, station: Someone) -> None:
    case_id, assistant = world.receipt()["case_id"], world.sign_in("assistant")
    for place in ("lead", "second"):  # at night nobody is sent alone
        put_on_duty(hire_as("station_officer", TOWN), TOWN, datetime.now(UTC) - timedelta(hours=1), place=place)
    refused(assistant.get(f"/cases/{case_id}/responsible"), 403, "territory-forbidden")
    person = assistant.get("/me").json["person"]["id"]
    asked = station.step(case_id, "ask-confirmation", {"confirmer": person})
    assert asked.status_code == 200, asked.json
    answer = assistant.get(f"/cases/{case_id}/responsible")
    assert answer.status_code == 200
    assert answer.json["chain"]
    assert answer.json["members"] == []


def test_assistants_hear_of_their_own_heads_only(world: World) -> None:
    assistant = world.sign_in("assistant")
    answer = ask(assistant, world)
    assert [row["level"] for row in answer["chain"]] == ["city", "district", "town", "street_grid", "community"]
    assert answer["members"] == []
    assert (answer["acting"]["person"], answer["on_duty"]["person"], answer["lead"]["on_duty"]) == (None, None, None)
    assert not [row for row in answer["chain"] if (row["holder"] or {}).get("phone")]
    lon, lat = world.point_in(OTHER_GRID)
    refused(assistant.get(f"/responsible?lon={lon}&lat={lat}"), 403, "territory-forbidden")


@pytest.mark.parametrize(("given", "status", "slug", "field"), [
    ("lon=118", 422, "validation", "lat"), ("lon=118&lat=24.6&category=Q99", 422, "validation", "category"),
    ("lon=118&lat=24.6&at=yesterday", 422, "validation", "at"), ("lon=118&lat=x", 422, "validation", "lat"),
    ("lon=118.5&lat=24.45", 404, "outside-city", None), ("lon=118&lat=24.6&datum=mars", 422, "validation", "datum")])
def test_questions_that_make_no_sense(station: Someone, given: str, status: int, slug: str, field: str | None) -> None:
    refused(station.get(f"/responsible?{given}"), status, slug, field)


def test_other_districts_answer_too_but_without_phones(world: World, station: Someone) -> None:
    answer = ask(station, world, grid=OTHER_GRID)
    assert row_of(answer, "town")["division"]["code"] == OTHER_TOWN
    people = [row["holder"] for row in (*answer["chain"], *answer["members"]) if row["level"] != "city"]
    assert people
    assert not [person for person in people if person["phone"]]
    near = ask(hire(world, "other_station"), world, grid=OTHER_GRID)
    assert all(row["holder"]["phone"] for row in near["members"])
