"""Write messages inside the system: with what they tell of in one transaction, never twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Message
from server.queries.catalogue import working_calendar
from workflows.roles import Role
from workflows.working_calendar import is_night, to_local


@dataclass(frozen=True)
class Addressee:
    """A person, or whoever holds `role` in `division` or `department` when it is read."""

    person_id: int | None = None
    role: Role | None = None
    division: str | None = None
    department: str | None = None


@dataclass(frozen=True)
class Told:
    """What a message says. `once` names it: a message of the same name is never written again.

    `text` is the system's own sentence; nobody's words, names or numbers belong into it.
    """

    once: str
    name: str
    text: str
    district: str
    case_id: int | None = None
    whistle_id: int | None = None
    urgent: bool = False


def send(session: Session, to: Addressee, told: Told, now: datetime) -> bool:
    """Write one message; False when it was there already. Outside quiet hours it is visible at once."""
    make = sqlite.insert if db.is_sqlite else postgresql.insert
    row = make(Message.__table__).values(
        once=told.once, name=told.name, text=told.text, urgent=told.urgent, district=told.district,
        division=to.division, department=to.department, role=to.role.value if to.role else None,
        person_id=to.person_id, case_id=told.case_id, whistle_id=told.whistle_id, created_at=now,
        deliver_at=deliver_at(now, urgent=told.urgent)).on_conflict_do_nothing(index_elements=["once"])
    return session.execute(row.returning(Message.__table__.c.id)).scalar() is not None


def deliver_at(now: datetime, *, urgent: bool) -> datetime:
    """Now, or the end of the night for what can wait: nobody is woken for an ordinary reminder."""
    calendar = working_calendar()
    if urgent or not is_night(now, calendar.night):
        return now
    local, morning = to_local(now), calendar.night[1]
    end = local.replace(hour=morning.hour, minute=morning.minute, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)
