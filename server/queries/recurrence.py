"""How often what was settled comes back: cases marked as recurrences beside the closings of the same days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select

from server.extensions import db
from server.models import Case
from server.queries.evidence_rules import thresholds
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.reading import check_watch, home_of
from server.queries.scope import case_condition, division_condition

ENOUGH = 30  # closings below which no rate is said


def read_recurrence(actor: Actor, division: str | None, days: int, now: datetime) -> dict[str, Any]:
    """The figure of the last `days` days. Raises not-found, territory-forbidden."""
    department = None
    if division is None:
        division, department = home_of(actor, now)
    check_watch(actor, division, department, now)
    since = city_day(now) - timedelta(days=days)
    mine = [case_condition(actor, now), Case.department == department if division is None
            else division_condition(Case, division)]
    with db.reading() as session:
        came_back = session.scalar(select(func.count()).select_from(Case).where(
            *mine, Case.recurrence > 0, Case.reported_on >= since)) or 0
        closed = session.scalar(select(func.count()).select_from(Case).where(*mine, Case.closed_on >= since)) or 0
    scope = {"division": division} if division else {"department": department}
    known = thresholds()
    return {
        "value": came_back, "n": closed, "enough": closed >= ENOUGH,
        "per_cent": round(100 * came_back / closed, 1) if closed >= ENOUGH else None, "since": since, "as_of": now,
        "definition": f"近 {days} 天上报、在已结案件 {known['recurrence_m']} 米以内、同一类别、结案后"
                      f" {known['recurrence_days']} 天内又发生的案件数；"
                      f"比率的分母是同期结案数，不足 {ENOUGH} 件不计算。",
        "link": "/api/v1/cases?" + urlencode({**scope, "recurring": "true", "reported_since": since})}
