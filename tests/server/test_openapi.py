"""What no database can hold or find is answered as a problem, on both engines."""

from __future__ import annotations

import uuid

import pytest

from tests.builders import API, World
from tests.server.refusals import is_problem

HUGE = "9" * 30
NO_TEXT = ['"\\ud800"', '"\\udfff\\ud800"', '"a\\u0000b"']


def test_head_is_get_without_a_body(world: World) -> None:
    for path in ("/health", "/workflow", "/categories", "/grids?level=district", "/nowhere"):
        got, head = (world.citizen().client.open(API + path, method=method) for method in ("GET", "HEAD"))
        assert (head.status_code, head.mimetype, head.data) == (got.status_code, got.mimetype, b"")


@pytest.mark.parametrize("text", NO_TEXT)
def test_what_is_no_text_is_refused_wherever_it_stands(world: World, text: str) -> None:
    case_id, receipt = world.case_in("reported")
    station, citizen = world.sign_in("station"), world.citizen()
    lon, lat = world.point_in()
    report = (f'{{"id": "{uuid.uuid4()}", "category": "A05", "lon": {lon}, "lat": {lat}, "description": %s}}' % text)
    step = {"If-Match": '"1"', "Idempotency-Key": str(uuid.uuid4())}
    code = {"X-Query-Code": receipt["query_code"]}
    asked = [
        citizen.post("/reports", data=report, content_type="application/json"),
        citizen.post("/reports", data={"report": report}, content_type="multipart/form-data"),
        citizen.post("/session", data=f'{{"username": {text}, "password": "x"}}', content_type="application/json"),
        citizen.post(f"/reports/{receipt['ticket']}/leave", data=f'{{"text": {text}}}', headers=code,
                     content_type="application/json"),
        *(station.post(f"/cases/{case_id}/contact", data=f'{{"fields": {fields}}}', headers=step,
                       content_type="application/json")
          for fields in (f'{{"note": {text}}}', f'{{"reached": true, "note": {text}}}', f"{{{text}: 1}}")),
        station.post(f"/cases/{case_id}/contact", data={"step": f'{{"fields": {{"note": {text}}}}}'}, headers=step,
                     content_type="multipart/form-data"),
    ]
    assert all(is_problem(answer, 422) for answer in asked)
    assert station.case(case_id)["version"] == 1


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[" * 100_000, b"null", b"[]", b"7", b"NaN", b'{"id": 1e999}',
                                  b'{"id": ' + b"9" * 5000 + b"}", b'{"username":"\xed\xa0\x80","password":"x"}'])
def test_broken_json_is_a_problem(world: World, body: bytes) -> None:
    for path in ("/reports", "/session"):
        assert is_problem(world.citizen().post(path, data=body, content_type="application/json"), 422)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_other_content_types_are_refused(world: World, kind: str) -> None:
    assert is_problem(world.citizen().post("/reports", data=b"{}", content_type=kind), 415)


def test_numbers_beyond_the_database_find_nothing(world: World) -> None:
    station = world.sign_in("city_leader")
    for number in (0, 2**31, 2**53, 2**63 - 1, 2**63, HUGE):
        headers = {"If-Match": '"1"', "Idempotency-Key": str(uuid.uuid4())}
        assert is_problem(station.get(f"/cases/{number}"), 404)
        assert is_problem(station.get(f"/cases/{number}/events"), 404)
        assert is_problem(station.post(f"/cases/{number}/register", json={"fields": {}}, headers=headers), 404)
        assert is_problem(station.post(f"/photos/{number}/release"), 404)
        assert station.get(f"/photos/{number}/{HUGE}.jpg?e=1&s=x").status_code in (403, 404)
    for query in (f"after={HUGE}", "after=-1", "limit=0", "limit=201", "limit=x", "limit=1&limit=2", "no=1"):
        assert is_problem(station.get(f"/events?{query}"), 422)


@pytest.mark.parametrize("query", [
    "q=%00", "state=%ff", "cursor=%ff", "cursor=AAAA", "cursor=" + "A" * 201, "division=%00", "reported_on=2026-02-30",
    "bbox=1,2,3", "bbox=9,9,1,1", "order=x", "late=maybe", "stage=x", "phase=x", "limit=1e1"])
def test_filters_that_make_no_sense_are_named(world: World, query: str) -> None:
    answer = world.sign_in("leader").get(f"/cases?{query}")
    assert is_problem(answer, 422)
    assert answer.json["errors"][0]["field"] == query.split("=")[0]  # type: ignore[index]
