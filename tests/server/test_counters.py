"""Counters of the board: folded from the ledger, corrected by what came since, and always what the lists hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from server.actions.counters import keep_counters, recount
from tests.builders import DISTRICT, GRID, TOWN, UNIT, World
from tests.server.tables import run_sql

BOARDS = ("division=350200", f"division={DISTRICT}", f"division={TOWN}", f"division={GRID}", f"department={UNIT}")


def figures(world: World, board: str) -> dict[str, Any]:
    name = "department" if board.startswith("department") else "city_leader"
    answer = world.sign_in(name).get(f"/stats/overview?{board}")
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def check(world: World, board: str) -> None:
    """Each figure of today is the length of the list it links to, and the last day of the trend."""
    told = figures(world, board)
    name = "department" if board.startswith("department") else "city_leader"
    listed = {what: len(world.sign_in(name).get(f"{told['today'][what]['link'][7:]}&limit=200").json["items"])
              for what in ("reported", "closed")}
    assert {what: told["today"][what]["value"] for what in listed} == listed
    assert {what: told["trend"][-1][what] for what in listed} == listed
    for phase in told["phases"]:
        items = world.sign_in(name).get(f"{phase['today']['link'][7:]}&limit=200").json["items"]
        assert phase["today"]["value"] == len(items), phase["phase"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def test_figures_are_the_lists_before_and_after_folding(world: World, now: datetime) -> None:
    for state in ("reported", "handling", "checked"):
        world.case_in(state)
    lost = world.receipt(lon=None, lat=None, place_text="记不清在哪条路上")["case_id"]
    for board in BOARDS:
        check(world, board)
    keep_counters(now)
    for board in BOARDS:
        check(world, board)
    # A counted case finds its place, another is given back and goes to another unit: taken off here, added there.
    lon, lat = world.point_in()
    desk = world.sign_in("city_dispatcher")
    version = desk.case(lost)["version"]
    placed = desk.post(f"/cases/{lost}/place", json={"lon": lon, "lat": lat}, headers={"If-Match": f'"{version}"'})
    assert placed.status_code == 200, placed.json
    given_back = world.case_in("dispatched")[0]
    keep_counters(now)
    answer = world.sign_in("department").step(given_back, "return", {"reason": "不属我单位", "suggested": "350211-SZ"})
    assert answer.status_code == 200, answer.json
    for board in BOARDS:
        check(world, board)


def test_recounting_proves_them_and_finds_what_is_wrong(world: World, now: datetime) -> None:
    keep_counters(now)
    count, wrong = recount()
    assert count > 10
    assert wrong == []
    run_sql("UPDATE counters SET value = value + 1 WHERE dimension = 'town' AND measure = 'reported'")
    assert {cell[:2] for cell, _, _ in recount()[1]} == {("town", TOWN)}
    assert recount(anew=True)[1] == []
    world.receipt()
    for board in BOARDS:
        check(world, board)
