"""Emergencies as a leader switches them, for tests of their clocks, teams and rights."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.test import TestResponse

from server.actions.emergencies import end_emergency
from server.extensions import db
from server.queries.emergencies import running
from server.queries.people import Actor, find_actor
from tests.builders import DISTRICT, Someone, World


def ask_to_begin(leader: Someone, **given: Any) -> TestResponse:
    """Ask for an emergency until tomorrow, in the home district unless another is named."""
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    body = {"district": DISTRICT, "title": "台风“海葵”防御", "reason": "市防指启动三级响应", "planned_end": until,
            **given}
    return leader.post("/emergencies", json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


def begin(world: World, who: str = "leader", **given: Any) -> dict[str, Any]:
    """An emergency that has begun."""
    answer = ask_to_begin(world.sign_in(who), **given)
    assert answer.status_code == 201, answer.json
    return answer.json  # type: ignore[return-value]


def end(world: World, emergency: dict[str, Any], who: str = "leader", note: str = "响应解除") -> dict[str, Any]:
    """Its end, with the list of what was put off."""
    answer = world.sign_in(who).post(f"/emergencies/{emergency['id']}/end", json={"note": note},
                                     headers={"Idempotency-Key": str(uuid.uuid4())})
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def end_all(world: World) -> None:
    """Peace again, whatever a test has left."""
    with db.reading() as session:
        left = [row.id for row in running(session).values()]
    for emergency_id in left:
        end_emergency(emergency_id, "测试结束", None, actor_of(world, "city_leader"), datetime.now(UTC))


def actor_of(world: World, username: str) -> Actor:
    """The person behind an account, as actions take them."""
    person_id = world.sign_in(username).get("/me").json["person"]["id"]
    with db.reading() as session:
        actor = find_actor(session, person_id, datetime.now(UTC))
    assert actor is not None
    return actor
