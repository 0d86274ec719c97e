"""What the clock brings to weekly meetings: packs early on Mondays, a word to owners when a day comes or has passed."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import select

from server.actions.pack_items import remind_of_items
from server.actions.packs import prepare
from server.extensions import db
from server.models import MeetingPack
from server.queries.city import city_index, city_is_empty
from server.queries.moments import CITY_ZONE, city_day
from server.queries.people import SYSTEM
from workflows.assessment.packs import week_before

log = logging.getLogger(__name__)
MONDAY = 0
FROM_HOUR = 5  # local: before anybody comes to work, after the night's other jobs


def keep_packs(now: datetime) -> int:
    """Packs made and people told; nothing on other days but the reminders."""
    told = remind_of_items(now)
    local = now.astimezone(CITY_ZONE)
    if local.weekday() != MONDAY or local.hour < FROM_HOUR:
        return told
    made = 0
    for community in _waiting(now):  # the whole city's in one run; whoever opens one meanwhile gets it at once
        try:
            made += prepare(community, SYSTEM, now)[1]
        except Exception:  # one community that cannot be worked on must not stop the others
            log.exception("the meeting pack of %s failed", community)
    return told + made


def _waiting(now: datetime) -> list[str]:
    """Communities without a pack for the week that has ended."""
    first, _ = week_before(city_day(now))
    with db.reading() as session:
        if city_is_empty(session):
            return []
        made = set(session.scalars(select(MeetingPack.community).where(MeetingPack.first == first)))
    return [code for code in city_index().within((-180, -90, 180, 90), "community") if code not in made]
