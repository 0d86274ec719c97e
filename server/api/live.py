"""The live channel: who may sit in which room, and the heartbeat that tells everybody the last event's number."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_socketio import SocketIO, join_room, leave_room

from server.auth import COOKIE, actor_of, now
from server.errors import Problem
from server.queries.city import city_index
from server.queries.events import last_seq
from server.queries.people import Actor
from server.queries.scope import may_watch
from server.realtime import NAMESPACE, emit


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


def _room(actor: Actor, wanted: Any) -> str:
    """The room asked for; raises Problem when it is unknown or not the person's."""
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
    def subscribe(wanted: Any = None) -> dict[str, Any]:
        seat = _seats.get(request.sid)  # type: ignore[attr-defined]
        actor = actor_of(seat.kind, seat.secret, now()) if seat else None
        if seat is None or actor is None:
            return {"ok": False, "error": "sign-in-required"}
        try:
            room = _room(actor, wanted)
        except Problem as problem:
            return {"ok": False, "error": problem.slug}
        join_room(room)
        seat.rooms.add(room)
        return {"ok": True, "seq": last_seq()}

    @sockets.on("unsubscribe", namespace=NAMESPACE)
    def unsubscribe(wanted: Any = None) -> dict[str, Any]:
        seat = _seats.get(request.sid)  # type: ignore[attr-defined]
        for room in list(seat.rooms) if seat else []:
            leave_room(room)
            seat.rooms.discard(room)  # type: ignore[union-attr]
        return {"ok": True}


def start_heartbeat(sockets: SocketIO, seconds: int) -> None:
    """Every `seconds`: say the last number to all sockets of this process, and close those whose right has ended."""
    if _started.is_set():
        return
    _started.set()

    def beat() -> None:
        while True:
            sockets.sleep(seconds)
            _drop_ended(sockets)
            emit("head", {"seq": last_seq()}, local=True)

    sockets.start_background_task(beat)


def _drop_ended(sockets: SocketIO) -> None:
    """Grows with the open sockets of this process: one indexed look-up for each distinct session."""
    rights: dict[tuple[str, str], Actor | None] = {}
    for sid, seat in list(_seats.items()):
        key = (seat.kind, seat.secret)
        if key not in rights:
            rights[key] = actor_of(*key, now())
        actor = rights[key]
        if actor is None or not all(_may_stay(actor, room) for room in seat.rooms):
            sockets.server.disconnect(sid, namespace=NAMESPACE)


def _may_stay(actor: Actor, room: str) -> bool:
    kind, code = room.split(":", 1)
    return may_watch(actor, code if kind == "division" else None, code if kind == "department" else None, now())
