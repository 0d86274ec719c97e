"""Live messages: hints that something happened, in lists, by rooms. The truth is GET /api/v1/events."""

from __future__ import annotations

import logging
import socket
import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from redis.backoff import NoBackoff
from redis.retry import Retry
from socketio import RedisManager

from server.extensions import db, socketio

log = logging.getLogger(__name__)
NAMESPACE = "/live"
CHANNEL = "gridwhistle"
# A queue whose machine vanished is noticed after half a minute.
KEEPALIVE = {socket.TCP_KEEPIDLE: 15, socket.TCP_KEEPINTVL: 5, socket.TCP_KEEPCNT: 3}
PUBLIC_NAMES = frozenset({"seq", "subject", "name", "at", "district", "town", "street_grid", "department", "state"})


@dataclass(frozen=True)
class Announcement:
    """A committed event and the rooms that may hear of it (`division:<code>`, `department:<code>`)."""

    event: dict[str, Any]
    rooms: tuple[str, ...]


class Outbox:
    """Collects announcements and sends at most one `events` message per room and batch."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Announcement] = []
        self._flushing = False

    def add(self, announcements: list[Announcement]) -> None:
        with self._lock:
            self._waiting.extend(announcements)
            start, self._flushing = not self._flushing, True
        if start:
            socketio.start_background_task(self._flush_later)

    def _flush_later(self) -> None:
        socketio.sleep(db.settings.batch_ms / 1000)
        with self._lock:
            batch, self._waiting, self._flushing = self._waiting, [], False
        by_room: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for announcement in batch:
            for room in announcement.rooms:
                by_room[room].append(announcement.event)
        for room, events in by_room.items():
            emit_here("events", {"list": events}, room)
        for room, events in by_room.items():
            emit_elsewhere("events", {"list": events}, room)


_outbox = Outbox()
_publisher: RedisManager | None = None


def tell(announcements: list[Announcement]) -> None:
    """Hand committed events to the live channel. Never raises: the write is saved, clients catch up by number."""
    if announcements and socketio.server is not None:
        try:
            _outbox.add(announcements)
        except Exception:
            log.exception("live announcement failed")


def emit_here(message: str, payload: dict[str, Any], room: str | None = None) -> None:
    """Send one message to the sockets of this process."""
    try:
        socketio.server.emit(message, payload, namespace=NAMESPACE, room=room, ignore_queue=True)
    except Exception:
        log.exception("live emit failed")


def emit_elsewhere(message: str, payload: dict[str, Any], room: str) -> None:
    """Send one message to the sockets of the other processes; lost when the message queue is away, and logged."""
    if _publisher is not None:
        try:
            _publisher.emit(message, payload, namespace=NAMESPACE, room=room)
        except Exception:
            log.exception("live publish failed")


def connect_queue(url: str) -> RedisManager:
    """The sockets' side of the message queue. What is written goes over a connection of its own that gives up
    soon: a queue that is away must not delay the sockets of this process."""
    global _publisher
    listener = RedisManager(url, channel=CHANNEL, redis_options={
        "socket_connect_timeout": 5, "socket_keepalive": True, "socket_keepalive_options": KEEPALIVE})
    _publisher = RedisManager(url, channel=CHANNEL, write_only=True, redis_options={
        "socket_connect_timeout": 1, "socket_timeout": 2, "retry": Retry(NoBackoff(), 0)})
    _publisher.host_id = listener.host_id  # so that the listener knows our own messages when they come back
    return listener
