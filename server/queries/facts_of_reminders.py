"""Work reminders as facts: one for each whose time to answer ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session

from server.models import Absence, WorkReminder
from workflows.assessment.facts import OWNER_FIELD, Kind, Level
from workflows.assessment.facts_instruments import ReminderFact

COLUMNS = {"person": WorkReminder.person_id, "street_grid": WorkReminder.street_grid,
           "community": WorkReminder.community, "town": WorkReminder.town, "district": WorkReminder.district}


def rows(session: Session, start: datetime, end: datetime,
         owner: tuple[Level, str] | None = None) -> list[ReminderFact]:
    """Reminders that were to be answered in [start, end), of one owner or of all; departments get none."""
    level, code = owner or (None, "")
    if level is Level.DEPARTMENT:
        return []
    value: int | str = int(code) if level is Level.MEMBER else code
    away = (select(func.min(Absence.kind)).where(
        Absence.person_id == WorkReminder.person_id, Absence.starts_at <= WorkReminder.due_at,
        or_(Absence.ends_at.is_(None), Absence.ends_at > WorkReminder.due_at)).correlate(WorkReminder)
        .scalar_subquery())
    found = session.execute(select(WorkReminder, away.label("away")).where(
        and_(WorkReminder.due_at >= start, WorkReminder.due_at < end),
        COLUMNS[OWNER_FIELD[level]] == value if level else true()).order_by(WorkReminder.id))
    return [ReminderFact(
        kind=Kind.REMINDER, ref=f"reminder:{row.id}", case_id=None, at=row.due_at, district=row.district,
        town=row.town, street_grid=row.street_grid, sub_grid=row.sub_grid, community=row.community, department=None,
        person=row.person_id, rule=row.rule, sent_at=row.raised_at, answered_at=row.answered_at,
        withdrawn=row.withdrawn_at is not None, away=away_kind) for row, away_kind in found]
