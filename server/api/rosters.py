"""Duty rosters over HTTP: who is on duty, shifts, gaps."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.rosters import NewShift, add_shift, fill_roster, remove_shift, swap_shift
from server.api.edge import endpoint, idempotency_key
from server.api.rosters_shapes import (
    DUTY,
    FILLED,
    ROSTER,
    SHIFT,
    DutyQuery,
    FillBody,
    RosterQuery,
    ShiftBody,
    SwapBody,
    days_of,
)
from server.auth import now
from server.queries.people import Actor
from server.queries.rosters import find_desk, read_duty, read_roster

rosters = Blueprint("rosters", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this change"}


@endpoint(rosters, "GET", "/rosters", query=RosterQuery, answers={200: ROSTER})
def get_roster(actor: Actor, query: RosterQuery) -> dict[str, Any]:
    """The duty roster of a station, district, city or department, with the hours that nobody holds"""
    at = now()
    return read_roster(actor, find_desk(query.division, query.department), days_of(query.first, query.last, at), at)


@endpoint(rosters, "GET", "/duty", query=DutyQuery, answers={200: DUTY})
def get_duty(actor: Actor, query: DutyQuery) -> dict[str, Any]:
    """Who holds the urgent clock now at the station, the district and the city of a division"""
    return read_duty(actor, query.division, now())


@endpoint(rosters, "POST", "/rosters/shifts", body=ShiftBody, answers={201: SHIFT}, headers=KEY)
def post_shift(actor: Actor, body: ShiftBody) -> tuple[dict[str, Any], int]:
    """Put somebody on the roster of the own unit"""
    wanted = NewShift(body.person, body.place, body.starts_at, body.ends_at)
    return add_shift(find_desk(body.division, body.department), wanted, actor, idempotency_key(), now()), 201


@endpoint(rosters, "POST", "/rosters/shifts/<int:shift_id>/swap", body=SwapBody, answers={200: SHIFT}, headers=KEY)
def swap(shift_id: int, actor: Actor, body: SwapBody) -> dict[str, Any]:
    """Give a shift to somebody else"""
    return swap_shift(shift_id, body.person, actor, idempotency_key(), now())


@endpoint(rosters, "DELETE", "/rosters/shifts/<int:shift_id>", answers={204: None})
def delete_shift(shift_id: int, actor: Actor) -> tuple[None, int]:
    """Take a shift off the roster"""
    remove_shift(shift_id, actor, now())
    return None, 204


@endpoint(rosters, "POST", "/rosters/fill", body=FillBody, answers={200: FILLED}, headers=KEY)
def fill(actor: Actor, body: FillBody) -> dict[str, Any]:
    """Fill by the rotation the hours that nobody holds"""
    desk = find_desk(body.division, body.department)
    return fill_roster(desk, days_of(body.first, body.last, now()), actor, idempotency_key(), now())
