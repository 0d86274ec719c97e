"""What a phone says of the moment: when the shutter was pressed and where, when a step was done without network.

A phone's clock may be wrong: what it says is moved by the difference between when it says it sent and when that came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.actions.case_rows import Upload
from server.errors import invalid
from server.media import ShotFacts

LATE = timedelta(minutes=5)
"""A step that comes later than this after it was done was written down without network, and the case says so."""


@dataclass(frozen=True)
class Said:
    """One picture as the phone describes it: the form field of its file, its own clock, its own place."""

    field: str
    taken_at: datetime
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None


def corrected(stated: datetime, sent_at: datetime | None, now: datetime) -> datetime:
    """A moment of the phone's clock in the server's time, never in the future."""
    return min(stated + (now - sent_at), now) if sent_at else min(stated, now)


def done_late(done_at: datetime | None, sent_at: datetime | None, now: datetime) -> datetime | None:
    """When a step was really done, if it comes late; None when it comes at once or does not say."""
    if done_at is None:
        return None
    moment = corrected(done_at, sent_at, now)
    return moment if now - moment > LATE else None


def with_shots(uploads: Sequence[Upload], fields: Sequence[str], said: Sequence[Said], sent_at: datetime | None,
               now: datetime) -> list[Upload]:
    """Each picture with what was said of it: one a file, in the order of the files of its field (`fields`: the field
    of each upload). Raises validation when more is said than was sent."""
    waiting: dict[str, list[Said]] = {}
    for one in said:
        waiting.setdefault(one.field, []).append(one)
    paired = [_pair(upload, waiting.get(name), sent_at, now) for upload, name in zip(uploads, fields, strict=True)]
    if any(waiting.values()):
        raise invalid("shots", "说明的照片比收到的多")
    return paired


def _pair(upload: Upload, waiting: list[Said] | None, sent_at: datetime | None, now: datetime) -> Upload:
    if not waiting:
        return upload
    one = waiting.pop(0)
    known = one.lon is not None and one.lat is not None
    shot = ShotFacts(corrected(one.taken_at, sent_at, now), one.lon if known else None, one.lat if known else None,
                     one.accuracy_m if known else None)
    return replace(upload, shot=shot)
