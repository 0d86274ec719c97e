"""What the simulation asks about the town of the demo accounts while it tells its longer past."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from server.extensions import db
from server.models import PollutionSource
from server.queries.moments import city_day
from server.queries.sources import Waiting, home_of, in_use

# Days after which members go again, by risk; somewhat before the plan says so.
AGAIN = {"high": 10, "medium": 26, "low": 60}


def longest_unseen(town: str, now: datetime) -> list[Waiting]:
    """The town's invented sources that somebody should go to again, those of high risk first."""
    row, found = PollutionSource, []
    with db.reading() as session:
        for risk, days in AGAIN.items():
            rows = session.scalars(select(row).where(
                row.simulated, row.town == town, row.risk == risk, in_use(city_day(now)),
                or_(row.seen_at.is_(None), row.seen_at < now - timedelta(days=days))).order_by(row.id))
            found = found or [Waiting(one.id, one.kind, home_of(one)) for one in rows]
    return found
