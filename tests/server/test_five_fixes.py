"""五定 over the seeded city: every gap is listed with whose turn it is, and the figure counts its list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from server.actions.first_texts import write_first_texts
from server.auth import now
from server.extensions import db
from server.models import Absence, PersonPost
from server.queries.city import city_index
from server.queries.five_fix_lists import read_five_fixes
from server.queries.five_fixes import find_fixes, five_of, grids_in
from server.queries.moments import city_day
from server.queries.people import Actor
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, World
from tests.server.people import OTHER_GRID, OTHER_TOWN
from tests.server.tables import counted_queries, run_sql

SEA = f"{DISTRICT}000000601"
NOBODY = Actor("person")
TASK = {"division": GRID, "duty": "ZZ01", "item": "夜市收摊后看油烟", "times": 2, "period": "week"}
FIXES = 6  # statements: posts, who is away, tasks, texts, names; and one for who asks


@pytest.fixture(autouse=True)
def as_before(world: World) -> Iterator[None]:
    """What a test takes away from people is there again afterwards."""
    with db.reading() as session:
        posts = session.execute(select(PersonPost.id, PersonPost.ends_at, PersonPost.substitute_id)).all()
        away = set(session.scalars(select(Absence.id)))
    yield
    with transaction() as tx:
        changed = {row.id: row for row in tx.session.scalars(select(PersonPost))}
        for post_id, ends_at, substitute_id in posts:
            changed[post_id].ends_at, changed[post_id].substitute_id = ends_at, substitute_id
        tx.session.execute(delete(Absence).where(Absence.id.not_in(away)))


def lacking(code: str, at: datetime | None = None) -> list[tuple[str, str]]:
    """(what, role whose turn it is) of everything that one grid lacks."""
    with db.reading() as session:
        return [(row.what.value, row.turn.value) for row in find_fixes(session, [code], at or now()).missing[code]]


def end_seats(role: str, division: str) -> None:
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(
            PersonPost.role == role, PersonPost.division == division, PersonPost.ends_at.is_(None))
            .values(ends_at=now() - timedelta(seconds=1)))


def leave(role: str, division: str, substitute: bool) -> None:
    """Everybody with this post is away from now on, stood in for by somebody who is there or by nobody."""
    with transaction() as tx:
        seats = tx.session.scalars(select(PersonPost).where(
            PersonPost.role == role, PersonPost.division == division, PersonPost.ends_at.is_(None))).all()
        stand_in = tx.session.scalar(select(PersonPost.person_id).where(
            PersonPost.role == role, PersonPost.division == OTHER_GRID).limit(1))
        for seat in seats:
            seat.substitute_id = stand_in if substitute else None
            tx.session.add(Absence(person_id=seat.person_id, kind="leave", starts_at=now() - timedelta(minutes=1),
                                   registered_at=now()))


def test_the_figure_counts_its_list(world: World) -> None:
    leader = world.sign_in("city_leader")
    whole = leader.get("/five-fixes").json
    listed = leader.get(whole["link"].removeprefix("/api/v1")).json
    assert whole["n"] == len(whole["items"]) == 600
    assert whole["n"] - whole["complete"] == len(listed["items"])
    assert 0 < len(listed["items"]) < 20, "a city in which nothing is missing would not be believed"
    assert whole["rate"] == round(whole["complete"] / 600, 4)
    for item in listed["items"]:
        assert item["missing"]
        assert [what for what, fixed in item["fixed"].items() if not fixed] == list(
            dict.fromkeys(row["what"] for row in item["missing"]))
        assert all(row["turn"]["name"] and row["turn"]["unit"] for row in item["missing"])
        assert not item["code"].startswith(DISTRICT)
    assert {row["what"] for item in listed["items"] for row in item["missing"]} == {"people", "tasks"}


@pytest.mark.parametrize(("level", "n"), [("street_grid", 114), ("sub_grid", 3), ("town", 114), ("district", 117)])
def test_every_level_of_a_district(world: World, level: str, n: int) -> None:
    answer = world.sign_in("leader").get(f"/five-fixes?level={level}").json
    assert (answer["n"], answer["complete"], answer["rate"]) == (n, n, 1.0)
    assert sum(item["n"] for item in answer["items"]) == n


def test_towns_and_districts_add_up(world: World) -> None:
    whole = world.sign_in("city_leader").get("/five-fixes?level=district").json
    towns = world.sign_in("city_leader").get("/five-fixes?level=town").json
    grids = world.sign_in("city_leader").get("/five-fixes").json
    assert towns["complete"] == grids["complete"]
    assert whole["n"] - whole["complete"] == towns["n"] - towns["complete"], "at sea nothing is missing"
    for town in towns["items"]:
        own = [item for item in grids["items"] if item["town"]["code"] == town["code"]]
        assert (town["n"], town["complete"]) == (len(own), len([item for item in own if not item["missing"]]))
        assert town["fixed"] == {what: all(item["fixed"][what] for item in own) for what in town["fixed"]}


def test_without_people_it_is_their_managers_turn(world: World) -> None:
    assert lacking(GRID) == []
    end_seats("grid_member", GRID)
    assert lacking(GRID) == [("people", "station_head")]
    end_seats("grid_head", GRID)
    assert lacking(GRID) == [("people", "coordinator"), ("people", "station_head")]
    item = world.sign_in("member").get(f"/five-fixes?division={GRID}").json["items"][0]
    turns = [(row["turn"]["role_name"], row["turn"]["name"], row["turn"]["unit"]) for row in item["missing"]]
    assert turns == [("生态环境局协调员", "苏协调", "厦门市集美生态环境局"),
                     ("工作站站长", "吴站长", "后溪镇环保工作站")]


def test_who_is_away_counts_while_somebody_stands_in(world: World) -> None:
    leave("grid_member", GRID, substitute=True)
    assert lacking(GRID) == []
    assert lacking(GRID, now() - timedelta(hours=1)) == []


def test_who_is_away_without_a_substitute_is_missing(world: World) -> None:
    leave("grid_head", GRID, substitute=False)
    assert lacking(GRID) == [("people", "coordinator")]
    assert lacking(GRID, now() - timedelta(hours=1)) == [], "an hour ago they were there"


def test_whoever_acts_for_an_absent_head_of_station_is_named(world: World) -> None:
    end_seats("grid_member", GRID)
    with transaction() as tx:
        seats = tx.session.scalars(select(PersonPost).where(
            PersonPost.role == "station_head", PersonPost.division == TOWN, PersonPost.ends_at.is_(None))).all()
        officer = tx.session.scalar(select(PersonPost.person_id).where(
            PersonPost.role == "station_officer", PersonPost.division == TOWN).order_by(PersonPost.id).limit(1))
        for seat in seats:
            seat.substitute_id = officer
            tx.session.add(Absence(person_id=seat.person_id, kind="training", starts_at=now() - timedelta(minutes=1),
                                   registered_at=now()))
    turn = read_five_fixes(GRID, "street_grid", None, NOBODY, now())["items"][0]["missing"][0]["turn"]
    assert (turn["stands_in_for"], turn["unit"]) == ("吴站长", "后溪镇环保工作站")
    assert turn["name"]
    assert turn["name"] != "吴站长"


def test_at_sea_the_district_answers(world: World) -> None:
    assert lacking(SEA) == []
    end_seats("grid_member", SEA)
    assert lacking(SEA) == [("people", "coordinator")]
    end_seats("grid_head", DISTRICT)
    assert lacking(SEA) == [("people", "administrator"), ("people", "coordinator")]
    assert lacking(GRID) == [], "on land the grid has a head of its own"


def test_a_member_of_a_sub_grid_belongs_to_its_grid(world: World) -> None:
    index = city_index()
    part = next(code for code in index.children(GRID) if index.division(code).level == "sub_grid")
    end_seats("grid_member", GRID)
    with transaction() as tx:
        person = tx.session.scalar(select(PersonPost.person_id).where(PersonPost.division == OTHER_GRID).limit(1))
        seat = PersonPost(person_id=person, role="grid_member", division=part, starts_at=now() - timedelta(days=1))
        tx.session.add(seat)
        tx.session.flush()
        seat_id = seat.id
    assert lacking(GRID) == []
    run_sql("DELETE FROM posts WHERE id = :id", id=seat_id)


def test_texts_in_force_fix_duties_and_rewards_for_everybody(world: World) -> None:
    run_sql("DELETE FROM editions WHERE kind IN ('duties', 'rewards')")
    assert lacking(GRID) == [("duties", "coordinator"), ("rewards", "coordinator")]
    with db.reading() as session:
        assert five_of(session, [DISTRICT], now()) == {DISTRICT: (3, 5)}
    with transaction() as tx:
        write_first_texts(tx.session, True, now())
    assert lacking(GRID) == []


def test_the_last_day_of_a_task_counts(world: World) -> None:
    head = world.sign_in("station_head")
    for task in head.get(f"/grid-tasks?division={GRID}").json["items"]:
        assert head.post(f"/grid-tasks/{task['id']}/end", json={}).status_code == 200
    assert lacking(GRID) == []
    assert lacking(GRID, now() + timedelta(days=1)) == [("tasks", "station_head")]
    begun = head.post("/grid-tasks", json={**TASK, "from": city_day(now() + timedelta(days=2)).isoformat()})
    assert begun.status_code == 201
    assert lacking(GRID, now() + timedelta(days=1)) == [("tasks", "station_head")]
    assert lacking(GRID, now() + timedelta(days=2)) == []


def test_few_statements_however_many_grids(world: World) -> None:
    leader = world.sign_in("city_leader")
    sent = {}
    for path in (f"/five-fixes?division={GRID}", "/five-fixes", "/five-fixes?level=district"):
        with counted_queries() as statements:
            assert leader.get(path).status_code == 200
        sent[path] = len(statements)
    assert max(sent.values()) <= FIXES, sent
    assert len(set(sent.values())) == 1


def test_five_of_agrees_with_the_list(world: World) -> None:
    items = world.sign_in("city_leader").get("/five-fixes").json["items"]
    community = next(code for code in city_index().children(TOWN) if city_index().division(code).level == "community")
    with db.reading() as session:
        found = five_of(session, [item["code"] for item in items], now())
        assert five_of(session, [community], now()) == {}, "a community is no grid of its own"
        assert five_of(session, [TOWN, OTHER_TOWN, SEA], now())[SEA] == (5, 5)
    assert found == {item["code"]: (sum(item["fixed"].values()), 5) for item in items}


def test_the_list_as_a_sheet(world: World) -> None:
    answer = world.sign_in("city_leader").get("/five-fixes?complete=false&format=csv")
    assert answer.mimetype == "text/csv"
    assert "five-fixes-350200-" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    items = world.sign_in("city_leader").get("/five-fixes?complete=false").json["items"]
    assert [row["区划代码"] for row in rows] == [item["code"] for item in items]
    for row, item in zip(rows, items, strict=True):
        assert (row["定任务"] == "有") == item["fixed"]["tasks"]
        assert all(gap["text"] in row["缺什么"] and gap["turn"]["name"] in row["轮到谁"] for gap in item["missing"])


def test_everybody_sees_the_own_place_first(world: World) -> None:
    for name, code in (("member", GRID), ("station", TOWN), ("leader", DISTRICT), ("admin", "350200")):
        answer = world.sign_in(name).get("/five-fixes").json
        assert answer["division"]["code"] == code, name
    own = world.sign_in("community").get("/five-fixes").json
    assert [item["code"] for item in own["items"]] == grids_in(own["division"]["code"])


def test_what_there_is_not(world: World) -> None:
    assert world.sign_in("coordinator").get("/five-fixes?division=999999").status_code == 404
