"""What is watched is counted beside its list, and a merged item takes its due time along."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.builders import Someone, World
from tests.server.tables import ledger


def urgent_item(world: World, who: Someone, hours: int) -> dict[str, Any]:
    """A supervision item with a due time of its own."""
    due = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    return world.receipt(who=who, source="supervision", external_number=f"DC-{hours}", external_due_at=due)


def test_every_watched_figure_is_the_length_of_its_list(world: World) -> None:
    case_id = world.case_in("handling")[0]
    coordinator = world.sign_in("coordinator")
    due = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    given = coordinator.step(case_id, "supervise", {"text": "三日内办结", "due_at": due})
    assert given.status_code == 200, given.json
    board = world.sign_in("station").get("/stats/overview").json
    assert board["supervised"]["value"] == 1
    for name in ("warning", "supervised", "escalated", "recurring"):
        listed = world.sign_in("station").client.get(board[name]["link"] + "&limit=200").json["items"]
        assert len(listed) == board[name]["value"], name


def test_a_merged_item_takes_its_earlier_due_time_along_and_back_again(world: World) -> None:
    main = world.case_in("handling")[0]
    station = world.sign_in("station")
    before = station.case(main)["due_at"]
    child = urgent_item(world, station, 5)["case_id"]
    assert station.step(child, "merge", {"main_case": main}).status_code == 200
    merged = station.case(main)
    assert merged["due_at"] < before
    assert "以来文为准" in merged["explanation"]["deadline"]
    told = json.loads([event for event in ledger() if event.name == "case.merged_in"][-1].content)["data"]["due"]
    assert told["after"] < told["before"]
    assert station.step(child, "unmerge", {"note": "是另一处"}).status_code == 200
    assert station.case(main)["due_at"] == before
