"""The live channel: who may sit in which room, and the heartbeat that tells everybody the last event's number."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_socketio import SocketIO, join_room, leave_room

from server.auth import COOKIE, actor_of, actors_of, now
from server.errors import Problem
from server.queries.city import city_index
from server.queries.events import last_seq
from server.queries.people import Actor
from server.queries.scope import may_watch
from server.realtime import NAMESPACE, emit_here

log = logging.getLogger(__name__)
BATCH = 100  # sockets whose rights are looked up at once; others get their turn between two batches


@dataclass
class Seat:
    """One open socket: its secret is looked up again at each heartbeat, so a right ends with its post."""

    kind: str
    secret: str
    rooms: set[str] = field(default_factory=set)


_seats: dict[str, Seat] = {}
_started = threading.Event()


def _secret(auth: Any) -> tuple[str, str] | None:
    token = auth.get("token") if isinstance(auth, dict) else None
    if isinstance(token, str) and token:
        return "token", token
    cookie = request.cookies.get(COOKIE)
    return ("cookie", cookie) if cookie else None


def _room(actor: Actor, asked: tuple[Any, ...]) -> str:
    """The room asked for; raises Problem when it is unknown or not the person's."""
    wanted = asked[0] if len(asked) == 1 else None
    if not isinstance(wanted, dict):
        raise Problem("bad-request")
    division, department = wanted.get("division"), wanted.get("department")
    if isinstance(department, str):
        if not may_watch(actor, None, department, now()):
            raise Problem("territory-forbidden")
        return f"department:{department}"
    if not isinstance(division, str):
        raise Problem("bad-request", "需要 division 或 department")
    try:
        city_index().division(division)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    if not may_watch(actor, division, None, now()):
        raise Problem("territory-forbidden")
    return f"division:{division}"


def register(sockets: SocketIO) -> None:
    """Attach the handlers of namespace /live."""

    @sockets.on("connect", namespace=NAMESPACE)
    def connect(auth: Any = None) -> bool:
        found = _secret(auth)
        if found is None or actor_of(*found, now()) is None:
            return False
        _seats[request.sid] = Seat(*found)  # type: ignore[attr-defined]
        return True

    @sockets.on("disconnect", namespace=NAMESPACE)
    def disconnect(*_reason: Any) -> None:
        _seats.pop(request.sid, None)  # type: ignore[attr-defined]

    @sockets.on("subscribe", namespace=NAMESPACE)
    def subscribe(*asked: Any) -> dict[str, Any]:
        seat = _seats.get(request.sid)  # type: ignore[attr-defined]
        actor = actor_of(seat.kind, seat.secret, now()) if seat else None
        if seat is None or actor is None:
            return {"ok": False, "error": "sign-in-required"}
        try:
            room = _room(actor, asked)
        except Problem as problem:
            return {"ok": False, "error": problem.slug}
        join_room(room)
        seat.rooms.add(room)
        return {"ok": True, "seq": last_seq()}

    @sockets.on("unsubscribe", namespace=NAMESPACE)
    def unsubscribe(*_asked: Any) -> dict[str, Any]:
        seat = _seats.get(request.sid)  # type: ignore[attr-defined]
        for room in list(seat.rooms) if seat else []:
            leave_room(room)
            seat.rooms.discard(room)  # type: ignore[union-attr]
        return {"ok": True}

    @sockets.on_error(NAMESPACE)
    def failed(_error: Exception) -> dict[str, Any]:
        log.exception("a message on the live channel failed")
        return {"ok": False, "error": "internal"}


def start_heartbeat(sockets: SocketIO, seconds: int) -> None:
    """Every `seconds`: say the last number to all sockets of this process, and close those whose right has ended."""
    if _started.is_set():
        return
    _started.set()

    def beat() -> None:
        while True:
            sockets.sleep(seconds)
            try:
                emit_here("head", {"seq": last_seq()})
                _drop_ended(sockets)
            except Exception:  # the database was away for a moment: the next beat follows
                log.exception("a heartbeat failed")

    sockets.start_background_task(beat)


def _drop_ended(sockets: SocketIO) -> None:
    """Grows with the open sockets of this process: two queries for each BATCH of them."""
    seats = list(_seats.items())
    for start in range(0, len(seats), BATCH):
        part = seats[start:start + BATCH]
        actors = actors_of({(seat.kind, seat.secret) for _sid, seat in part}, now())
        for sid, seat in part:
            actor = actors.get((seat.kind, seat.secret))
            if actor is None or not all(_may_stay(actor, room) for room in seat.rooms):
                sockets.server.disconnect(sid, namespace=NAMESPACE)
        sockets.sleep(0)


def _may_stay(actor: Actor, room: str) -> bool:
    kind, code = room.split(":", 1)
    return may_watch(actor, code if kind == "division" else None, code if kind == "department" else None, now())
