"""Every route × every role × own and other territory: nobody reads or writes outside what is theirs."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.api.cases import STEPS
from server.api.edge import OPERATIONS
from tests.builders import API, DISTRICT, GRID, TOWN, UNIT, Someone, World, jpeg
from tests.server.people import NEIGHBOURS, NEXT_TOWN, OTHER_DISTRICT, OTHER_GRID, OTHER_TOWN, hire
from tests.server.routes import CODE, LINK, PUBLIC, ROUTES
from tests.server.tables import ledger, row_counts

CONTACT = {"name": "陈某某", "phone": "13900001111"}
CITY = {"city_dispatcher", "city_coordinator", "city_leader", "auditor"}
CITY_DESK = {"city_dispatcher", "city_coordinator"}
DISTRICTS = {"dispatcher", "coordinator", "leader", "assessor"}
HOME = CITY | DISTRICTS | {"member", "community", "station", "station_head"}
OTHERS = CITY | {"other_dispatcher", "other_coordinator", "other_leader", "other_assessor"}
# case → who may read it; everybody else in ROLES may not.
READERS = {
    "home": HOME | {"department", "colleague"},
    "untold": HOME,
    "next": CITY | DISTRICTS | {"next_station", "next_head"},
    "other": OTHERS | {"other_member", "other_station", "other_department"},
    "handed": OTHERS | {"other_member", "other_station", "department", "colleague"},
    "sea": CITY | DISTRICTS,
    "nowhere": CITY,
}
ROLES = ("assistant", "member", "community", "station", "station_head", "dispatcher", "city_dispatcher", "coordinator",
         "city_coordinator", "department", "leader", "city_leader", "assessor", "auditor", "admin", *NEIGHBOURS)
BLIND = ("assistant", "admin")
# Whom the accepting station is: the only ones to see an identity and to release a photo.
STATIONS = {"home": {"station", "station_head"}, "other": {"other_station"}}
Cases = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def cases(world: World) -> Cases:
    """One case in every kind of place: receipts by name."""
    world.receipt(who=world.sign_in("member"), source="grid_member", category="D01")
    told = {"photos": [jpeg(1)], "contact": CONTACT}
    found = {"home": world.case_in("handling", **told)[1], "untold": world.receipt(),
             "next": world.receipt(grid=f"{NEXT_TOWN}G01"), "other": world.receipt(grid=OTHER_GRID, **told),
             "handed": world.receipt(grid=OTHER_GRID), "sea": world.receipt(grid="350211000000601", category="B05"),
             "nowhere": world.receipt(lon=None, lat=None, place_text="记不清在哪条路上")}
    for name, sender, unit in (("other", "other_dispatcher", "350206-CG"), ("handed", "city_dispatcher", UNIT)):
        case_id = found[name]["case_id"]
        assert hire(world, "other_station").step(case_id, "register", {"skip_reason": "photo"}).status_code == 200
        assert person(world, sender).step(case_id, "dispatch", {"department": unit}).status_code == 200
    return found


def person(world: World, name: str) -> Someone:
    return hire(world, name) if name in NEIGHBOURS else world.sign_in(name)


def readable(name: str, cases: Cases) -> set[int]:
    """Ids of the scene's cases that this person may read."""
    return {cases[case]["case_id"] for case, readers in READERS.items() if name in readers}


def ask(someone: Someone, method: str, path: str, **kw: Any) -> TestResponse:
    return someone.client.open(API + path, method=method, **kw)


def test_every_route_has_its_row() -> None:
    assert {(row.method, row.path) for row in OPERATIONS} == set(ROUTES)
    audiences = {(row.method, row.path): row.audience for row in OPERATIONS}
    assert {key for key, audience in audiences.items() if audience == "all"} == {
        key for key, kind in ROUTES.items() if kind in (PUBLIC, CODE, LINK)}


@pytest.mark.parametrize(("method", "path"), [key for key, kind in ROUTES.items()
                                              if kind not in (PUBLIC, CODE, LINK)])
def test_signed_out_nothing_opens(world: World, cases: Cases, method: str, path: str) -> None:
    home = cases["home"]
    path = path.replace("<int:case_id>", str(home["case_id"])).replace("<action>", "register")
    path = path.replace("<report_id>", home["id"])
    path = re.sub(r"<int:\w+>", "1", path)
    before = row_counts()
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": "gw_session=wrong"},
                    {"Authorization": "Basic eA"}):
        answer = ask(world.citizen(), method, path, headers=headers)
        assert (answer.status_code, answer.json["type"]) == (401, "/problems/sign-in-required")
    assert row_counts() == before


@pytest.mark.parametrize("name", [None, "admin", "station", "city_leader"])
@pytest.mark.parametrize(("method", "path"), [key for key, kind in ROUTES.items() if kind == CODE])
def test_a_ticket_opens_with_its_code_only(world: World, cases: Cases, name: str | None, method: str,
                                           path: str) -> None:
    someone = person(world, name) if name else world.citizen()
    mine, theirs = cases["untold"], cases["next"]
    body = {"solved": "yes", "satisfaction": 5} if "rating" in path else {"text": "x"}
    kw = {} if method == "GET" else {"json": body}
    before = row_counts("attempts")
    for code in (None, theirs["query_code"], mine["query_code"][:-1], mine["id"]):
        headers = {"X-Query-Code": code} if code else {}
        answer = ask(someone, method, path.replace("<ticket>", uuid.uuid4().hex[:12] if code == mine["id"]
                                                   else mine["ticket"]), headers=headers, **kw)
        if answer.status_code != 429:
            assert (answer.status_code, answer.json["type"]) == (403, "/problems/wrong-query-code")
        assert "处置" not in answer.text
    assert row_counts("attempts") == before


@pytest.mark.parametrize("name", ROLES)
def test_a_case_opens_for_its_own_people_only(world: World, cases: Cases, name: str) -> None:
    someone = person(world, name)
    for case, readers in READERS.items():
        for tail in ("", "/events", "/answers", "/responsible"):
            answer = someone.get(f"/cases/{cases[case]['case_id']}{tail}")
            assert answer.status_code == (200 if name in readers else 403), (case, tail, answer.json)
            if name not in readers:
                assert answer.json["type"] == "/problems/territory-forbidden"
                assert cases[case]["number"] not in answer.text


@pytest.mark.parametrize("name", ROLES)
def test_lists_hold_the_own_cases_only(world: World, cases: Cases, name: str) -> None:
    someone, scene = person(world, name), {receipt["case_id"] for receipt in cases.values()}
    wanted = readable(name, cases)
    for given in ("open=true", "order=due"):
        found = {item["id"] for item in someone.get(f"/cases?limit=200&{given}").json["items"]}
        assert found & scene == wanted, given
    for given in ("q=烧垃圾", "bbox=117,24,119,25", f"division={DISTRICT}", f"grid={OTHER_GRID}", "division=350200",
                  f"department={UNIT}", "department=350206-CG", "assignee=me"):
        found = {item["id"] for item in someone.get(f"/cases?limit=200&{given}").json["items"]}
        assert found & scene <= wanted, given
    for case in ("home", "other"):
        for given in (cases[case]["number"], cases[case]["ticket"]):
            found = {item["id"] for item in someone.get(f"/cases?q={given}").json["items"]}
            assert found == ({cases[case]["case_id"]} if name in READERS[case] else set()), (case, given)


@pytest.mark.parametrize("name", ROLES)
def test_the_feed_tells_of_the_own_cases_only(world: World, cases: Cases, name: str) -> None:
    someone, wanted = person(world, name), {str(case_id) for case_id in readable(name, cases)}
    answer = someone.get("/events?limit=200").json
    told = {event["subject"]["id"] for event in answer["events"]}
    assert told & {str(receipt["case_id"]) for receipt in cases.values()} == wanted
    assert answer["next_after"] == ledger()[-1].seq, "the cursor passes over what is not theirs"
    for division, unit in ((OTHER_DISTRICT, None), (DISTRICT, None), (TOWN, None), (None, UNIT), (None, "350206-CG")):
        answer = someone.get("/events", query_string={"limit": 200, **({"division": division} if division else
                                                                       {"department": unit})})
        assert answer.status_code in (200, 403)
        if answer.status_code == 200:
            assert {event["subject"]["id"] for event in answer.json["events"]} & {
                str(receipt["case_id"]) for receipt in cases.values()} <= wanted


# Whose figures: division or department → who may see them.
WATCHERS: dict[tuple[str, str], set[str]] = {
    ("division", "350200"): CITY,
    ("division", DISTRICT): CITY | DISTRICTS,
    ("division", TOWN): CITY | DISTRICTS | {"station", "station_head"},
    ("division", GRID): CITY | DISTRICTS | {"station", "station_head", "member"},
    ("division", NEXT_TOWN): CITY | DISTRICTS | {"next_station", "next_head"},
    ("division", OTHER_DISTRICT): OTHERS,
    ("division", OTHER_TOWN): OTHERS | {"other_station"},
    ("department", UNIT): {"department", "colleague"},
    ("department", "350206-CG"): {"other_department"},
}


@pytest.mark.parametrize("name", ROLES)
def test_figures_of_the_own_territory_only(world: World, cases: Cases, name: str) -> None:
    someone = person(world, name)
    for (kind, code), watchers in WATCHERS.items():
        wanted = 200 if name in watchers else 403
        assert someone.get(f"/stats/overview?{kind}={code}").status_code == wanted, (kind, code)
        assert someone.get(f"/events?{kind}={code}").status_code == wanted, (kind, code)
        if kind == "division":
            assert someone.get(f"/stats/grids?division={code}&level=town").status_code == wanted, code
    own = someone.get("/stats/overview")
    assert own.status_code == (403 if name in BLIND else 200)
    if own.status_code == 200:
        items = someone.get("/cases?limit=200&open=true").json["items"]
        assert own.json["stock"]["value"] == len(items), "the own figure counts the own list"


@pytest.mark.parametrize("name", ROLES)
def test_no_step_from_outside(world: World, cases: Cases, name: str) -> None:
    someone = person(world, name)
    before = row_counts()
    for case in [case for case, readers in READERS.items() if name not in readers]:
        case_id = cases[case]["case_id"]
        every = case == "other" and name in ("admin", "dispatcher", "station", "department")
        for action in STEPS if every else ("register", "sign", "check-pass"):
            answer = someone.step(case_id, action, {}, version=1)
            assert (answer.status_code, answer.json["type"]) == (403, "/problems/territory-forbidden"), (case, action)
            assert "allowed_transitions" not in answer.json
        photographed = someone.step(case_id, "handle", {}, version=1, photos=[b"not a photo"])
        assert photographed.status_code == 403, "nobody outside makes us look at pictures"
        moved = someone.post(f"/cases/{case_id}/place", json={"lon": 118.0, "lat": 24.6}, headers={"If-Match": '"1"'})
        assert moved.status_code == 403
    assert row_counts() == before


# Whose opinions: town → who reads and answers them.
OPINIONS = {"home": CITY_DESK | {"dispatcher", "coordinator", "station", "station_head"},
            "other": CITY_DESK | {"other_dispatcher", "other_coordinator", "other_station"}}


@pytest.mark.parametrize("name", ROLES)
def test_opinions_belong_to_whoever_answers_them(world: World, cases: Cases, name: str) -> None:
    someone = person(world, name)
    for place, readers in OPINIONS.items():
        told = world.receipt(intent="suggestion", grid=GRID if place == "home" else OTHER_GRID)["ticket"]
        items = {item["ticket"] for item in someone.get("/opinions?limit=200").json["items"]}
        assert (told in items) == (name in readers), place
        reply = someone.post(f"/opinions/{told}/reply", json={"text": "谢谢建议", "adopted": True})
        assert reply.status_code == (200 if name in readers else 404), reply.json


@pytest.mark.parametrize("name", ROLES)
def test_identities_and_photos_belong_to_the_accepting_station(world: World, cases: Cases, name: str) -> None:
    someone = person(world, name)
    for case, stations in STATIONS.items():
        receipt = cases[case]
        look = someone.get(f"/reports/{receipt['id']}/identity?reason=需要电话核实地点")
        assert look.status_code == (200 if name in stations else 403), (case, look.json)
        photo = _photo_of(world, receipt)
        released = someone.post(f"/photos/{photo['id']}/release")
        assert released.status_code == (204 if name in stations else 403), case


def _photo_of(world: World, receipt: dict[str, Any]) -> dict[str, Any]:
    return world.sign_in("city_leader").case(receipt["case_id"])["photos"][0]  # type: ignore[no-any-return]


def test_what_everybody_may_know_says_nothing_of_cases(world: World, cases: Cases) -> None:
    anybody = world.citizen()
    for path in ("/health", "/workflow", "/categories", "/settings/public", "/locate?lon=118.0&lat=24.6",
                 "/grids?level=district"):
        answer = anybody.get(path)
        assert answer.status_code == 200
        assert not [receipt for receipt in cases.values() if receipt["number"] in answer.text]
    duplicate = world.receipt()["possible_duplicates"][0]
    assert set(duplicate) == {"case_id", "number", "category", "distance_m", "reported_at", "state_name", "reports",
                              "score", "likely"}


