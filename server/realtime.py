"""Live messages: hints that something happened, in lists, by rooms. The truth is GET /api/v1/events."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from server.extensions import db, socketio

log = logging.getLogger(__name__)
NAMESPACE = "/live"
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
            emit("events", {"list": events}, room)


_outbox = Outbox()


def tell(announcements: list[Announcement]) -> None:
    """Hand committed events to the live channel. Never raises: the write is saved, clients catch up by number."""
    if announcements and socketio.server is not None:
        try:
            _outbox.add(announcements)
        except Exception:
            log.exception("live announcement failed")


def emit(message: str, payload: dict[str, Any], room: str | None = None, *, local: bool = False) -> None:
    """Send one message; a dead message queue is logged and never reaches the caller."""
    try:
        socketio.server.emit(message, payload, namespace=NAMESPACE, room=room, ignore_queue=local)
    except Exception:
        log.exception("live emit failed")
