"""The emergency state of a district: the notice for everybody, switching it, the teams, what was put off."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint

from server.actions.emergencies import Beginning, begin_emergency, end_emergency
from server.actions.musters import mark_muster
from server.api.edge import endpoint, idempotency_key
from server.api.emergencies_shapes import (
    CALL,
    CALLS,
    EMERGENCIES,
    EMERGENCY,
    ENDED,
    NOTICES,
    PUT_OFFS,
    BeginBody,
    EmergenciesQuery,
    EndBody,
    PutOffQuery,
)
from server.auth import now
from server.queries.emergencies import read_emergencies, read_emergency, read_notices
from server.queries.emergency_rights import switched_by
from server.queries.musters import read_my_musters
from server.queries.people import Actor
from server.queries.put_offs import read_put_offs

emergencies = Blueprint("emergencies", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this step"}
FIRST_PAGE = 100


@endpoint(emergencies, "GET", "/notices", audience="all", answers={200: NOTICES})
def get_notices() -> dict[str, Any]:
    """Districts under emergency, for everybody: since when and until when"""
    return {"items": read_notices()}


@endpoint(emergencies, "GET", "/emergencies", query=EmergenciesQuery, answers={200: EMERGENCIES})
def list_emergencies(actor: Actor, query: EmergenciesQuery) -> dict[str, Any]:
    """Emergencies of the own district, the newest first, and where the person may begin one"""
    at = now()
    runs = {"true": True, "false": False, None: None}[query.running]
    return {"items": read_emergencies(actor, query.district, runs, at), "may_begin": switched_by(actor, at),
            "as_of": at}


@endpoint(emergencies, "POST", "/emergencies", body=BeginBody, answers={201: EMERGENCY}, headers=KEY)
def begin(actor: Actor, body: BeginBody) -> tuple[dict[str, Any], int]:
    """Begin: the teams are called, ordinary clocks and confirmations stop, the rosters open"""
    given = Beginning(body.district, body.title, body.reason, body.planned_end, tuple(body.communities),
                      idempotency_key())
    return begin_emergency(given, actor, now()), 201


@endpoint(emergencies, "GET", "/emergencies/<int:emergency_id>", answers={200: EMERGENCY})
def get_emergency(emergency_id: int, actor: Actor) -> dict[str, Any]:
    """One emergency with the teams that the person sees"""
    return read_emergency(emergency_id, actor, now())


@endpoint(emergencies, "POST", "/emergencies/<int:emergency_id>/end", body=EndBody, answers={200: ENDED}, headers=KEY)
def end(emergency_id: int, actor: Actor, body: EndBody) -> dict[str, Any]:
    """End: every clock goes on with its rest; answers what was put off, and until when it is due now"""
    at = now()
    end_emergency(emergency_id, body.note, idempotency_key(), actor, at)
    return {**read_emergency(emergency_id, actor, at), "put_off": _page(emergency_id, actor, FIRST_PAGE, None)}


@endpoint(emergencies, "GET", "/emergencies/<int:emergency_id>/put-off", query=PutOffQuery, answers={200: PUT_OFFS})
def list_put_offs(emergency_id: int, actor: Actor, query: PutOffQuery) -> dict[str, Any]:
    """Clocks that the emergency held: due before, due now"""
    return _page(emergency_id, actor, query.limit, query.cursor)


def _page(emergency_id: int, actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    items, after = read_put_offs(emergency_id, actor, now(), limit, cursor)
    address = f"/api/v1/emergencies/{emergency_id}/put-off?"
    return {"items": items, "next": address + urlencode({"limit": limit, "cursor": after}) if after else None}


@endpoint(emergencies, "GET", "/musters/mine", answers={200: CALLS})
def list_my_musters(actor: Actor) -> dict[str, Any]:
    """Where the person is called now"""
    return {"items": read_my_musters(actor, now())}


@endpoint(emergencies, "POST", "/musters/<int:muster_id>/received", answers={200: CALL})
def receive(muster_id: int, actor: Actor) -> dict[str, Any]:
    """The call was heard; said again, the first time stays"""
    return mark_muster(muster_id, "received", actor, now())


@endpoint(emergencies, "POST", "/musters/<int:muster_id>/arrived", answers={200: CALL})
def arrive(muster_id: int, actor: Actor) -> dict[str, Any]:
    """The person stands there; said again, the first time stays"""
    return mark_muster(muster_id, "arrived", actor, now())
