"""Reports that know their place only in words, and places that were wrong."""

from __future__ import annotations

import uuid

from tests.builders import GRID, TOWN, World


def _place(world: World, username: str, case_id: int, lon: float, lat: float):
    someone = world.sign_in(username)
    seen = someone.get(f"/cases/{case_id}")
    version = seen.json["version"] if seen.status_code == 200 else 1
    return someone.post(f"/cases/{case_id}/place", json={"lon": lon, "lat": lat}, headers={
        "If-Match": f'"{version}"', "Idempotency-Key": str(uuid.uuid4())})


def test_a_town_named_in_words_brings_the_report_to_its_station(world: World) -> None:
    receipt = world.receipt(lon=None, lat=None, place_text="后溪镇菜市场后门")
    assert receipt["grid"] is None
    case = world.sign_in("station").case(receipt["case_id"])
    assert (case["town"]["code"], case["street_grid"], case["lon"]) == (TOWN, None, None)


def test_words_without_a_place_wait_for_the_city_dispatcher(world: World) -> None:
    receipt = world.receipt(lon=None, lat=None, place_text="大桥下面")
    assert world.sign_in("station").get(f"/cases/{receipt['case_id']}").status_code == 403
    lon, lat = world.point_in()
    answer = _place(world, "city_dispatcher", receipt["case_id"], lon, lat)
    assert answer.status_code == 200, answer.json
    assert answer.json["street_grid"]["code"] == GRID
    assert world.sign_in("station").case(receipt["case_id"])["state"] == "reported"
    assert world.page_of(receipt)["grid"]["code"] == GRID


def test_a_place_is_corrected_before_anybody_is_sent_and_never_after(world: World) -> None:
    case_id, _ = world.case_in("registered")
    lon, lat = world.point_in("350211103G02")
    assert _place(world, "station", case_id, lon, lat).json["street_grid"]["code"] == "350211103G02"
    case_id, _ = world.case_in("dispatched")
    assert _place(world, "station", case_id, lon, lat).status_code == 403


def test_a_place_outside_the_city_is_refused_and_nothing_moves(world: World) -> None:
    receipt = world.receipt()
    answer = _place(world, "station", receipt["case_id"], 116.4, 39.9)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "lon")
    assert world.sign_in("station").case(receipt["case_id"])["street_grid"]["code"] == GRID


def test_members_and_strangers_place_nothing(world: World) -> None:
    receipt = world.receipt()
    lon, lat = world.point_in("350211103G02")
    for username in ("member", "department", "leader", "admin"):
        assert _place(world, username, receipt["case_id"], lon, lat).status_code == 403
