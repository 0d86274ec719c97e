"""The OpenAPI document says what is there, and what it does not say is answered as a problem all the same."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import TestResponse

from server.api.edge import OPERATIONS
from tests.builders import API, World

HUGE = "9" * 30
NO_TEXT = ['"\\ud800"', '"\\udfff\\ud800"', '"a\\u0000b"']


@pytest.fixture(scope="module")
def document(world: World) -> dict[str, Any]:
    return world.citizen().client.get("/api/openapi.json").json  # type: ignore[no-any-return]


def is_problem(answer: TestResponse, status: int) -> bool:
    """Whether this is RFC 9457 with this status."""
    assert answer.status_code == status, (answer.request.path, answer.get_data(as_text=True))
    body = answer.json
    return (answer.mimetype == "application/problem+json" and body["status"] == status
            and body["type"].startswith("/problems/") and bool(body["title"] and body["request_id"]))


def test_the_document_is_valid_openapi_31(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_every_route_is_in_the_document_and_nothing_else(world: World, document: dict[str, Any]) -> None:
    routes = {(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method)
              for rule in world.app.url_map.iter_rules() if rule.rule.startswith("/api/v1")
              for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    documented = {(path, method.upper()) for path, methods in document["paths"].items() for method in methods}
    assert routes == documented


def test_every_operation_says_what_it_is_for_and_who_may_call_it(document: dict[str, Any]) -> None:
    operations = [row for methods in document["paths"].values() for row in methods.values()]
    assert len({row["operationId"] for row in operations}) == len(operations)
    assert not [row["operationId"] for row in operations if len(row["summary"]) < 8]
    assert all("default" in row["responses"] and len(row["responses"]) > 1 for row in operations)
    staff = {f"{row.method.lower()} {row.path}" for row in OPERATIONS if row.audience == "staff"}
    assert len([row for row in operations if "security" in row]) == len(staff)


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/nowhere", "/api/v1/nowhere", "/api/v1/health/",
                                  "/api/v1/cases/%ff", "/api/v1/cases/-1", "/api/v2/health"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_unknown_addresses_are_a_problem(world: World, method: str, path: str) -> None:
    assert is_problem(world.citizen().client.open(path, method=method), 404)


@pytest.mark.parametrize("row", OPERATIONS, ids=lambda row: f"{row.method} {row.path}")
def test_other_methods_are_refused_and_the_right_ones_named(world: World, row: Any) -> None:
    path = API + re.sub(r"<[^>]+>", "1", row.path)
    known = world.citizen().client.open(path, method="OPTIONS").headers["Allow"].replace(" ", "").split(",")
    assert row.method in known
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"} - set(known):
        answer = world.citizen().client.open(path, method=method)
        assert is_problem(answer, 405)
        assert row.method in answer.headers["Allow"]


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
