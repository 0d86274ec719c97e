"""Generated requests against the OpenAPI document: whatever comes in, no 5xx and no undocumented answer."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.api.edge import OPERATIONS, Operation
from server.api.openapi import documented_path
from tests.builders import World, jpeg

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
          response_schema_conformance]
FEW = settings(max_examples=8, deadline=None, derandomize=True,
               suppress_health_check=list(HealthCheck))


PEOPLE = ("station", "city_leader")  # and somebody without an account


@pytest.fixture(scope="module")
def there(world: World) -> dict[str, Any]:
    """Path parameters that lead to something."""
    world.case_in("handling")
    case_id, receipt = world.case_in("checked", photos=[jpeg(1)])
    photo = world.sign_in("station").case(case_id)["photos"][0]
    return {"case_id": case_id, "ticket": receipt["ticket"], "report_id": receipt["id"], "photo_id": photo["id"],
            "action": "extend", "size": 320}


@pytest.fixture(scope="module")
def document(world: World) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", world.app)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda row: f"{row.method} {row.path}")
def test_whatever_comes_in_gets_a_documented_answer(operation: Operation, world: World, there: dict[str, Any],
                                                    document: schemathesis.BaseSchema) -> None:
    """Whoever asks; what they ask is made up once, because that takes longer than the answers."""
    plain = {"Accept-Encoding": "identity"}  # the tool unpacks nothing
    asking = [{**plain, "Authorization": world.sign_in(username).client.environ_base["HTTP_AUTHORIZATION"]}
              for username in PEOPLE if operation.path != "/session"]  # nobody signs the others out

    @FEW
    @given(case=document[documented_path(operation)][operation.method].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        # Generated names find nothing; half of the requests ask for what is there.
        if len(str(case.path_parameters)) % 2:
            case.path_parameters.update({name: value for name, value in there.items()
                                         if name in case.path_parameters})
        for headers in (plain, *asking):
            case.call_and_validate(headers=headers, checks=CHECKS)

    ask()
