"""The register of sources, what comes next and why, visits: at the source, by a report, by a look, in a talk."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.ledger import verify_ledger
from server.queries.city import locate
from tests.builders import GRID, TOWN, Someone, World
from tests.server.people import hire
from tests.server.tables import counted_queries

STEP = 0.001  # degrees: some 100 m, so that no two sources of the tests stand side by side


@pytest.fixture(scope="module")
def points(world: World) -> Iterator[tuple[float, float]]:
    """Points of the members' grid apart from each other and from its middle."""
    lon, lat = world.point_in()
    around = [(lon + x * STEP, lat + y * STEP) for x in range(-6, 7) for y in range(-6, 7) if abs(x) + abs(y) > 1]
    located = ((point, locate(*point)) for point in around)
    return iter([point for point, found in located if found is not None and found.street_grid == GRID])


@pytest.fixture
def source(world: World, points: Iterator[tuple[float, float]]) -> dict[str, Any]:
    """A source of high risk in the members' grid."""
    lon, lat = next(points)
    answer = world.sign_in("station").post("/sources", json={
        "name": f"望溪涂装厂 {uuid.uuid4().hex[:6]}", "kind": "industry", "risk": "high", "lon": lon, "lat": lat,
        "operator": "望溪涂装厂（虚构）"})
    assert answer.status_code == 201, answer.json
    return answer.json  # type: ignore[return-value]


def visit(someone: Someone, key: str | None = None, **given: Any) -> TestResponse:
    return someone.post("/visits", json=given, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def place_of(world: World, source_id: int) -> dict[str, Any]:
    """The source on the member's phone."""
    places = world.sign_in("member").get("/patrols/next").json["places"]
    return next(place for place in places if place["id"] == source_id)  # type: ignore[no-any-return]


def test_what_nobody_has_seen_comes_first_and_a_look_at_it_is_enough(world: World, source: dict[str, Any]) -> None:
    member = world.sign_in("member")
    assert source["street_grid"]["code"] == GRID
    assert [why["code"] for why in place_of(world, source["id"])["why"]] == ["high_risk", "never"]
    before = world.sign_in("station").get(f"/patrols/coverage?division={GRID}").json
    done = visit(member, kind="normal", source=source["id"])
    assert done.status_code == 201, done.json
    seen = place_of(world, source["id"])
    assert (seen["why"], seen["covered"], seen["visits"][0]["kind_name"]) == ([], True, "看过，正常")
    after = world.sign_in("station").get(f"/patrols/coverage?division={GRID}").json
    assert (after["n"], after["seen"]) == (before["n"], before["seen"] + 1)
    listed = world.sign_in("station").get(after["link"].removeprefix("/api/v1") + "&state=covered&limit=200").json
    assert len(listed["items"]) == after["seen"]


def test_a_visit_sent_twice_is_one_and_one_made_without_a_network_keeps_its_hour(
        world: World, source: dict[str, Any]) -> None:
    member, key, now = world.sign_in("member"), str(uuid.uuid4()), datetime.now(UTC)
    given = {"kind": "normal", "source": source["id"], "done_at": (now - timedelta(minutes=90)).isoformat(),
             "sent_at": now.isoformat()}
    first, again = visit(member, key, **given), visit(member, key, **given)
    assert first.json == again.json
    assert 88 <= first.json["late_minutes"] <= 91
    assert visit(member, key, **{**given, "kind": "talk", "words": "别的"}).status_code == 409
    assert len(member.get(f"/sources/{source['id']}").json["visits"]) == 1


def test_a_report_and_a_look_at_a_source_count_by_themselves(world: World, source: dict[str, Any]) -> None:
    at = {"lon": source["lon"], "lat": source["lat"]}
    receipt = world.report(who=world.sign_in("member"), source="grid_member", **at).json
    assert [(one["kind"], one["case_id"]) for one in place_of(world, source["id"])["visits"]] == [
        ("finding", receipt["case_id"])]
    asked = visit(world.sign_in("member"), kind="finding", source=source["id"], report=receipt["id"])
    assert asked.status_code == 201, asked.json
    case_id = world.case_in("confirming", **at)[0]
    assert "complaint" in {why["code"] for why in place_of(world, source["id"])["why"]}
    assert world.sign_in("member").step(case_id, "confirm", {"result": "true"}).status_code == 200
    seen = place_of(world, source["id"])
    assert [one["kind"] for one in seen["visits"]] == ["look", "finding"]
    assert "complaint" not in {why["code"] for why in seen["why"]}


def test_whoever_is_elsewhere_pays_nothing_for_it(world: World, source: dict[str, Any]) -> None:
    for case_id in (world.case_in("confirming")[0], world.case_in("confirming")[0]):
        version = world.sign_in("member").case(case_id)["version"]
        with counted_queries() as sent:
            done = world.sign_in("member").step(case_id, "confirm", {"result": "true"}, version=version)
        assert done.status_code == 200
    # The first one read where the sources lie, which is then known until somebody changes the register.
    assert not [statement for statement in sent if "pollution_sources" in statement or "visits" in statement]


def test_a_talk_keeps_who_was_told_what_and_hands_over_a_filled_notice(world: World, source: dict[str, Any]) -> None:
    told = visit(world.sign_in("member"), kind="talk", source=source["id"], told="值班负责人", words="喷漆房请关门作业",
                 notice="first_advice", points=[0], first_advice=True).json
    text = told["notice"]["text"]
    assert told["first_advice"]
    assert text.startswith("值班负责人：")
    assert [word in text for word in ("喷漆房请关门作业", source["name"], "当场改正", "再次发生", "{")] == [
        True, True, True, False, False]
    listed = world.sign_in("station").get(f"/visits?division={TOWN}&first_advice=true").json["items"]
    assert told["id"] in {one["id"] for one in listed}
    with world.app.app_context():
        findings = verify_ledger()[1]
    assert not findings
    events = world.sign_in("station").get("/events?limit=200").json["events"]
    assert not [event for event in events if "喷漆" in str(event) or source["name"] in str(event)]


def test_premises_in_no_register_are_visited_by_their_grid(world: World) -> None:
    lon, lat = world.point_in()
    answer = visit(world.sign_in("member"), kind="talk", premises="restaurant", lon=lon, lat=lat, place_text="村口面馆",
                   words="隔油池请清掏").json
    assert (answer["premises"], answer["grid"]["code"], answer["place_text"]) == ("餐饮店", GRID, "村口面馆")
    assert "lon" not in answer


@pytest.mark.parametrize(("given", "field"), [
    ({"kind": "talk"}, "words"), ({"kind": "normal", "first_advice": True}, "first_advice"),
    ({"kind": "finding"}, "report"), ({"kind": "talk", "notice": "no-such"}, "notice"),
    ({"kind": "normal", "done_at": "2099-01-01T00:00:00Z"}, "done_at")])
def test_what_cannot_be_is_refused_by_its_field(world: World, source: dict[str, Any], given: dict[str, Any],
                                                field: str) -> None:
    answer = visit(world.sign_in("member"), source=source["id"], **given)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)


def test_nobody_reads_or_visits_outside_the_own_territory(world: World, source: dict[str, Any]) -> None:
    for name in ("other_member", "next_station", "water"):
        stranger = hire(world, name)
        assert stranger.get(f"/sources/{source['id']}").status_code == 404
        assert visit(stranger, kind="normal", source=source["id"]).status_code in (403, 404)
        assert source["id"] not in {one["id"] for one in stranger.get("/sources?limit=200").json["items"]}
    changed = {"name": "别人", "kind": "industry", "risk": "low", "lon": source["lon"], "lat": source["lat"]}
    assert world.sign_in("member").post(f"/sources/{source['id']}", json=changed).status_code == 403
    assert hire(world, "next_station").post("/sources", json=changed).status_code == 403


def test_a_station_sets_its_own_interval_and_everything_is_due_by_it(world: World, source: dict[str, Any]) -> None:
    head = world.sign_in("station_head")
    plan = {"division": GRID, "kind": "industry", "risk": "high", "days": 2}
    assert head.post("/patrol-plan", json=plan).status_code == 200
    try:
        row = head.get(f"/sources/{source['id']}").json
        assert (row["every_days"], row["every_set_by"]["code"]) == (2, GRID)
        day = datetime.fromisoformat(row["active_from"]) + timedelta(days=2)
        assert row["due_on"] == f"{day:%Y-%m-%d}"
        assert world.sign_in("member").post("/patrol-plan", json=plan).status_code == 403
    finally:
        assert head.post("/patrol-plan", json={**plan, "days": None}).status_code == 200
    assert head.get(f"/sources/{source['id']}").json["every_set_by"] is None


def test_a_round_keeps_a_day_and_no_hours(world: World, source: dict[str, Any]) -> None:
    member = world.sign_in("member")
    patrol = member.post("/patrols", json={"division": GRID}).json
    made = member.post(f"/patrols/{patrol['id']}/visits", json={"kind": "normal", "source": source["id"]})
    assert made.status_code == 201, made.json
    ended = member.post(f"/patrols/{patrol['id']}/finish").json
    assert (ended["visits"], ended["finished"], set(ended)) == (
        1, True, {"id", "division", "day", "finished", "visits"})
    assert hire(world, "other_member").post(f"/patrols/{patrol['id']}/finish").status_code == 404


def test_a_file_is_taken_in_whole_or_not_at_all(world: World, source: dict[str, Any]) -> None:
    station = world.sign_in("station")
    head = ["编号", "名称", "类别", "风险", "经营单位", "经度", "纬度"]
    code = f"T-{uuid.uuid4().hex[:8]}"
    good = [code, "晓泉小吃街", "餐饮集中点", "高", "晓泉（虚构）", str(source["lon"]), str(source["lat"])]

    def send(rows: list[list[str]], dry: bool) -> Any:
        text = io.StringIO()
        csv.writer(text).writerows([head, *rows])
        return station.post(f"/sources/import?dry_run={str(dry).lower()}", data={
            "file": (io.BytesIO(text.getvalue().encode()), "sources.csv")}, content_type="multipart/form-data").json

    mistakes = [["X-1", "", "工业", "很高", "", "24.5", "118"], ["X-2", "远处", "工业企业", "低", "", "118", "26"]]
    wrong = send([good, *mistakes], dry=False)
    assert not wrong["applied"]
    assert {(one["row"], one["column"]) for one in wrong["errors"]} >= {
        (3, "名称"), (3, "类别"), (3, "风险"), (4, "经度")}
    assert (send([good], dry=True)["new"], send([good], dry=False)["applied"]) == (1, True)
    again = send([good], dry=False)
    assert (again["new"], again["changed"]) == (0, 0)
    assert send([[*good[:3], "中", *good[4:]]], dry=False)["changed"] == 1
    handed = station.get(f"/sources/export?division={TOWN}").get_data(as_text=True)
    assert [code in handed, "中风险" in handed] == [True, True]
