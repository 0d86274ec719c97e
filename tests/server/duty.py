"""Rosters as the tests see and prepare them: hours of the city, requests, and shifts behind the application."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from server.extensions import db
from server.models import DutyShift
from server.transaction import transaction
from tests.builders import Someone, World
from workflows.working_calendar import ZONE


def city_today() -> date:
    return datetime.now(ZONE).date()


def read(someone: Someone, first: date | None = None, last: date | None = None, **unit: str) -> dict[str, Any]:
    days = {"from": first, "to": last}
    answer = someone.get("/rosters", query_string={**unit, **{key: str(day) for key, day in days.items() if day}})
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[return-value]


def write(someone: Someone, path: str, body: dict[str, Any], key: str | None = None) -> TestResponse:
    return someone.post(f"/rosters/{path}", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def person_id(world: World, name: str) -> int:
    return int(world.sign_in(name).get("/me").json["person"]["id"])  # type: ignore[index]


def local(days: int, hour: int) -> datetime:
    """A full hour of a day counted from today, in the city's time."""
    return datetime.combine(city_today() + timedelta(days=days), datetime.min.time(), ZONE) + timedelta(hours=hour)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def clear(division: str, first: datetime, last: datetime, department: str | None = None) -> None:
    """Take everybody off a roster between two moments, behind the application's back."""
    with transaction() as tx:
        tx.session.execute(delete(DutyShift).where(
            DutyShift.division == division, DutyShift.department == department, DutyShift.starts_at < last,
            DutyShift.ends_at > first))


def all_shifts() -> list[DutyShift]:
    with db.reading() as session:
        return list(session.scalars(select(DutyShift).order_by(DutyShift.starts_at, DutyShift.id)))


def clear_person(person: int, first: datetime, last: datetime) -> None:
    with transaction() as tx:
        tx.session.execute(delete(DutyShift).where(
            DutyShift.person_id == person, DutyShift.starts_at < last, DutyShift.ends_at > first))
