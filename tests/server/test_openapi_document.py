"""The OpenAPI document says what is there, and what it does not say is answered as a problem all the same.

No address and no method asks a database: one engine is enough.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from server.api.edge import OPERATIONS
from tests.builders import API, World
from tests.server.refusals import is_problem

pytestmark = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def document(world: World) -> dict[str, Any]:
    return world.citizen().client.get("/api/openapi.json").json  # type: ignore[no-any-return]


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
