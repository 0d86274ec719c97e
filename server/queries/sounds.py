"""Sounds of a case as links for whoever accepts it; nobody else hears them, and the public never."""

from __future__ import annotations

import hashlib
import hmac
import time
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, Report, ReportSound
from server.queries.joined_reports import answered_in
from server.queries.people import Actor
from server.queries.scope import place_of_case
from workflows.roles import may_see_identity


def sign_sound(sound_id: int, expires: int) -> str:
    """Signature of a link that ends at `expires` (epoch seconds)."""
    key = db.settings.secret_key.encode()
    return hmac.new(key, f"sound:{sound_id}:{expires}".encode(), hashlib.sha256).hexdigest()[:32]


def sounds_of(session: Session, case: Case, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The recordings of all reports of the case, for the accepting unit; a case without any costs no query."""
    if not case.sounds or not may_see_identity(actor.posts, place_of_case(case), now, case.recuse):
        return []
    rows = session.execute(
        select(ReportSound, Report.ticket).join(Report, Report.id == ReportSound.report_id)
        .where(answered_in(case)).order_by(ReportSound.id)).all()
    return [{"id": sound.id, "ticket": ticket, "seconds": sound.seconds, "media_type": sound.media_type,
             "at": sound.at, "link": _link(sound.id)} for sound, ticket in rows]


def _link(sound_id: int) -> str:
    period = db.settings.photo_link_minutes * 60
    expires = (int(time.time()) // period + 2) * period
    return f"/api/v1/sounds/{sound_id}?e={expires}&s={sign_sound(sound_id, expires)}"
