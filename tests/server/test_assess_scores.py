"""Scores as their owners open them: one's own down to the photo, nobody else's; lists, ranks, what just changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from server.actions.assess import compute_draft
from server.queries.moments import city_day
from tests.builders import DISTRICT, GRID, TOWN, UNIT, Someone, World, jpeg
from tests.server.people import NEXT_TOWN, hire
from tests.server.tables import run_sql, total_from_anything
from workflows.assessment.scheme import PeriodKind

ENOUGH = 5  # confirmations from which the line of the first scheme is scored
LINE = "member_on_time"


@pytest.fixture(scope="module")
def member(world: World) -> str:
    """Id of the member, who has confirmed five matters in time; drafts of month and quarter are computed."""
    total_from_anything()
    for _ in range(ENOUGH):
        world.case_in("registered", photos=[jpeg(1)])
    # The clock of a day may run into the next month: these tasks were due when they were done.
    run_sql("UPDATE assignments SET due_at = ended_at WHERE ending = 'done'")
    now = datetime.now(UTC)
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        compute_draft(kind, city_day(now), now)
    return str(world.sign_in("member").get("/me").json["person"]["id"])


def good(who: Someone, path: str) -> dict[str, Any]:
    answer = who.get(path)
    assert answer.status_code == 200, (path, answer.json)
    return answer.json  # type: ignore[return-value]


def test_a_member_opens_the_own_score_down_to_the_photo(world: World, member: str) -> None:
    who, live = world.sign_in("member"), f"?level=member&owner={member}"
    start = good(who, "/assessment-periods")
    assert [one["owner"] for one in start["mine"]] == [member, GRID]
    assert {one["kind"] for one in start["items"]} == {"month", "quarter"}
    page = good(who, f"/assessments/live{live}")
    lines = {line["code"]: line for line in page["lines"]}
    scored = [line for line in page["lines"] if line["state"] != "few"]
    assert page["own"]
    assert page["score"]["rank"] is None
    assert page["score"]["why_no_rank"] == "对个人不排名"
    assert sum(float(line["points"]) for line in scored) == pytest.approx(float(page["score"]["total"]), abs=0.02)
    assert sum(float(line["used"]) for line in scored) == pytest.approx(100, abs=0.02)
    assert (lines[LINE]["n"], lines[LINE]["rate"]) == (ENOUGH, "100")

    opened = good(who, f"/assessments/live/explain{live}&line={LINE}&limit=2")
    assert opened["counts"]["hit"] == opened["tally"]["n"] == ENOUGH
    seen, following = {item["ref"] for item in opened["items"]}, opened["next"]
    while following:
        more = good(who, following.removeprefix("/api/v1"))
        assert not seen & {item["ref"] for item in more["items"]}
        seen |= {item["ref"] for item in more["items"]}
        following = more["next"]
    assert len(seen) == sum(opened["counts"].values())

    first = opened["items"][0]
    fact = good(who, f"/assessments/live/fact{live}&line={LINE}&ref={quote(first['ref'])}")
    assert [one["holds"] for one in fact["conditions"] if one["part"] == "hits"] == [True]
    with who.client.get(fact["photos"][0]["large"]) as picture:
        assert picture.status_code == 200
    assert fact["fact"]["case"]["readable"]


def test_what_has_just_changed_is_in_the_score_of_this_moment(world: World, member: str) -> None:
    who = world.sign_in("member")
    path = f"/assessments/live?level=member&owner={member}"
    stored = good(who, f"/assessments?level=member&owner={member}")["items"][0]["id"]
    before = next(line for line in good(who, path)["lines"] if line["code"] == LINE)
    world.case_in("registered")
    run_sql("UPDATE assignments SET due_at = ended_at WHERE ending = 'done'")
    after = next(line for line in good(who, path)["lines"] if line["code"] == LINE)
    kept = next(line for line in good(who, f"/assessments/{stored}")["lines"] if line["code"] == LINE)
    assert (after["n"], kept["n"]) == (before["n"] + 1, before["n"])


def test_nobody_but_head_and_assessor_opens_somebody_elses_score(world: World, member: str) -> None:
    stored = good(world.sign_in("station_head"), f"/assessments?level=member&owner={member}")["items"][0]
    paths = [f"/assessments/{stored['id']}{tail}" for tail in
             ("", f"/explain?line={LINE}", f"/fact?line={LINE}&ref=task:1", "/shown", "/peers")]
    paths += [f"/assessments/live{tail}level=member&owner={member}" for tail in
              ("?", f"/explain?line={LINE}&", f"/fact?line={LINE}&ref=task:1&", "/shown?")]
    for name in ("leader", "station", "dispatcher", "admin", "assistant", "other_member", "other_assessor",
                 "next_head"):
        who = hire(world, name) if "_" in name and name not in world.passwords else world.sign_in(name)
        assert {who.get(path).status_code for path in paths} == {403}, name
        assert good(who, f"/assessments?level=member&owner={member}")["items"] == [], name
    for name in ("station_head", "assessor"):
        assert {world.sign_in(name).get(path).status_code for path in paths} <= {200, 404}, name
    assert good(world.sign_in("assessor"), f"/assessments/{stored['id']}/peers")["why_not"] == "对个人不作比较"


def test_units_are_seen_in_their_territory_and_by_everybody_once_displayed(world: World, member: str) -> None:
    station, neighbour = world.sign_in("station"), hire(world, "next_station")
    towns = good(world.sign_in("leader"), f"/assessments?level=town&division={DISTRICT}")
    assert towns["n"] == len(towns["items"]) > 1
    order = [(item["rank"] is not None, -1 if item["points"] is None else item["points"]) for item in towns["items"]]
    assert order == sorted(order, reverse=True), "whoever has a rank first, then by total"
    assert all(item["rank"] or item["why_no_rank"] for item in towns["items"])
    own = next(item for item in towns["items"] if item["owner"] == TOWN)
    assert [item["owner"] for item in good(station, "/assessments?level=town")["items"]] == [TOWN]
    assert [item["owner"] for item in good(neighbour, "/assessments?level=town")["items"]] == [NEXT_TOWN]
    assert neighbour.get(f"/assessments/{own['id']}").status_code == 403
    line = good(station, f"/assessments/{own['id']}")["lines"][1]["code"]
    assert station.get(f"/assessments/{own['id']}/explain?line={line}").status_code == 200

    assessment = towns["assessment"]["id"]
    run_sql("UPDATE assessments SET state = 'displayed' WHERE id = :id", id=assessment)
    try:
        assert not good(neighbour, f"/assessments/{own['id']}")["opens"]
        assert neighbour.get(f"/assessments/{own['id']}/explain?line={line}").status_code == 403
        assert len(good(neighbour, f"/assessments?assessment={assessment}&level=town")["items"]) == 45
        assert good(neighbour, f"/assessments?assessment={assessment}&level=member")["items"] == []
    finally:
        run_sql("UPDATE assessments SET state = 'draft' WHERE id = :id", id=assessment)


def test_a_mean_opens_into_the_scores_that_the_reader_may_read_and_says_how_many_others_there_are(
        world: World, member: str) -> None:
    who = world.sign_in("member")
    page = good(who, f"/assessments/live?level=grid&owner={GRID}&kind=quarter")
    mean = f"/assessments/live/explain?level=grid&owner={GRID}&kind=quarter&line=members_mean"
    below, of_head = good(who, mean), good(world.sign_in("station_head"), mean)
    assert page["score"]["name"].endswith("第01网格")
    assert [row["name"] for row in below["scores"]] == ["林网格"]
    assert below["unseen"] == len(of_head["scores"]) - 1 > 0
    assert of_head["unseen"] == 0
    unit = good(world.sign_in("department"), f"/assessments/live?level=department&owner={UNIT}")
    assert unit["score"]["owner"] == UNIT
    assert good(who, f"/assessments/live/shown?level=grid&owner={GRID}")["items"] is not None


@pytest.mark.parametrize("tail", [
    "?level=nobody", "?level=town&period=2026-13", "?level=town&cursor=x", "?level=town&limit=0",
    "/live?level=member&owner=1&kind=week", f"/live/explain?level=grid&owner={GRID}&line=settled_on_time&counted=all"])
def test_a_question_that_makes_no_sense_is_refused_by_its_field(world: World, member: str, tail: str) -> None:
    answer = world.sign_in("member").get(f"/assessments{tail}")
    assert answer.status_code == 422
    assert answer.json["errors"]


@pytest.mark.parametrize("tail", ["/999999999", "/live?level=grid&owner=350211103G99",
                                  f"/live/explain?level=grid&owner={GRID}&line=no_such_line"])
def test_what_does_not_exist_is_not_found(world: World, member: str, tail: str) -> None:
    assert world.sign_in("member").get(f"/assessments{tail}").status_code == 404


def test_where_a_rate_should_be_low_a_fact_says_whether_it_happened(world: World, member: str) -> None:
    world.case_in("handled")
    head = world.sign_in("station_head")
    opened = good(head, f"/assessments/live/explain?level=grid&owner={GRID}&kind=quarter&line=rework")
    assert {(item["counted"], item["counted_name"]) for item in opened["items"]} == {("miss", "计入，没有此情形")}
