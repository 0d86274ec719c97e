"""The live channel: who may sit in which room, the heartbeat, and rights that end within the second."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import request
from flask_socketio import SocketIO, join_room, leave_room

from server.auth import COOKIE, actor_of, actors_of, now
from server.errors import Problem
from server.queries.city import city_index
from server.queries.events import last_seq, news_of_people
from server.queries.people import Actor
from server.queries.scope import may_watch, watch_ends
from server.realtime import NAMESPACE, emit_here

log = logging.getLogger(__name__)
BATCH = 100  # sockets whose rights are looked up at once; others get their turn between two batches


@dataclass
class Seat:
    """One open socket. Its secret is looked up again at each heartbeat, when anything happens to people, and in the
    second in which the right to one of its rooms ends as far as was known."""

    kind: str
    secret: str
    rooms: set[str] = field(default_factory=set)
    ends_at: datetime | None = None

    def learn(self, actor: Actor, at: datetime) -> None:
        """Remember when the first of the rooms is no longer allowed."""
        ends = [watch_ends(actor, *_of_room(room), at) for room in self.rooms]
        self.ends_at = min((moment for moment in ends if moment is not None), default=None)


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
        seat.learn(actor, now())
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
    """Each second: close the sockets whose right has ended. Every `seconds`: look at all of them, whatever is known
    of their ends, and say the last number to all sockets of this process."""
    if _started.is_set():
        return
    _started.set()

    def beat() -> None:
        seen = second = 0
        while True:
            sockets.sleep(1)
            second += 1
            try:
                seen = _sweep(sockets, seen, every_seat=second % seconds == 0)
                if second % seconds == 0:
                    emit_here("head", {"seq": last_seq()})
            except Exception:  # the database was away for a moment: the next second follows
                log.exception("a heartbeat failed")

    sockets.start_background_task(beat)


def _sweep(sockets: SocketIO, seen: int, *, every_seat: bool) -> int:
    """Look again at the seats whose right may have ended; one small query when nothing has happened.

    Returns the number of the newest event. Somebody whose post was ended, in whichever process, stands in the
    ledger; somebody whose term just runs out is found by the clock.
    """
    newest, of_people = news_of_people(seen) if seen else (last_seq(), True)
    at = now()
    everybody = every_seat or of_people
    _drop_ended(sockets, [(sid, seat) for sid, seat in list(_seats.items())
                          if everybody or (seat.ends_at is not None and seat.ends_at <= at)])
    return newest


def _drop_ended(sockets: SocketIO, seats: Collection[tuple[str, Seat]]) -> None:
    """Grows with the seats: one query for each BATCH of them."""
    seats = list(seats)
    for start in range(0, len(seats), BATCH):
        part, at = seats[start:start + BATCH], now()
        actors = actors_of({(seat.kind, seat.secret) for _sid, seat in part}, at)
        for sid, seat in part:
            actor = actors.get((seat.kind, seat.secret))
            if actor is None or not all(may_watch(actor, *_of_room(room), at) for room in seat.rooms):
                sockets.server.disconnect(sid, namespace=NAMESPACE)
            else:
                seat.learn(actor, at)
        sockets.sleep(0)


def _of_room(room: str) -> tuple[str | None, str | None]:
    """(division, department) of a room's name."""
    kind, code = room.split(":", 1)
    return (code, None) if kind == "division" else (None, code)
