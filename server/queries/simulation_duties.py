"""What lies open for simulated people of one town or district: second looks, reminders, samples, agreed actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from server.extensions import db
from server.models import Inspection, InspectionPlace, PackItem, Person, PlatformSample, Recheck, WorkReminder
from server.queries.city import city_index
from server.queries.inspection_forms import form_of
from workflows.assessment.packs import ItemState
from workflows.assessment.sampling import SampleState
from workflows.inspection import Item


@dataclass(frozen=True)
class Waiting:
    """Something that one person, or whoever works in `where`, has to see to; since when, and until when if ever."""

    id: int
    person_id: int | None
    where: str | None
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class OpenSample:
    """A drawn case or visit that waits for a look; `second` when it is the second one."""

    id: int
    kind: str
    person_id: int | None
    grid: str | None
    due_on: date
    second: bool


def visitor_ids() -> dict[str, int]:
    """{username: person} of the accounts with which visitors sign in."""
    with db.reading() as session:
        rows = session.execute(select(Person.username, Person.id).where(Person.username.is_not(None)))
        return {name: person for name, person in rows if name is not None}


def open_rechecks() -> list[Waiting]:
    """Second looks that nobody has made yet."""
    return _waiting(select(Recheck.id, Recheck.person_id, Recheck.district, Recheck.drawn_at, Recheck.due_at).where(
        Recheck.done_at.is_(None)).order_by(Recheck.id))


def open_reminders(town: str) -> list[Waiting]:
    """Reminders of a town that nobody has answered or withdrawn."""
    row = WorkReminder
    return _waiting(select(row.id, row.person_id, row.town, row.raised_at, row.due_at).where(
        row.town == town, row.answered_at.is_(None), row.withdrawn_at.is_(None)).order_by(row.id))


def _waiting(query: Select[Any]) -> list[Waiting]:
    with db.reading() as session:
        return [Waiting(*row) for row in session.execute(query)]


def open_samples(district: str) -> list[OpenSample]:
    """Samples of a district without a result, each with whoever is to look."""
    row = PlatformSample
    with db.reading() as session:
        found = session.scalars(select(row).where(row.district == district, row.state != SampleState.DONE)
                                .order_by(row.id))
        return [OpenSample(one.id, one.kind, one.second_id if one.state == SampleState.SECOND else one.assessor_id,
                           one.street_grid, one.due_on, one.state == SampleState.SECOND) for one in found]


@dataclass(frozen=True)
class OpenItem:
    """An agreed action of a meeting that is not done: whose it is, and until which day."""

    id: int
    person_id: int | None
    divisions: tuple[str, ...]
    due_on: date


def open_items(communities: Sequence[str]) -> list[OpenItem]:
    """Agreed actions of these communities that are open; a grid's are for whoever works in it or in its parts."""
    with db.reading() as session:
        rows = session.scalars(select(PackItem).where(
            PackItem.community.in_(communities), PackItem.state == ItemState.OPEN).order_by(PackItem.id))
        return [OpenItem(row.id, row.person_id, _places(row.owner), row.due_on) for row in rows]


def _places(owner: str | None) -> tuple[str, ...]:
    if owner is None:
        return ()
    return (owner, *city_index().children(owner)) if "G" in owner else (owner,)


@dataclass(frozen=True)
class OpenPlace:
    """A place of a running inspection that nobody has been to."""

    inspection_id: int
    id: int
    lon: float
    lat: float
    last: date
    items: tuple[Item, ...]


def open_places(district: str) -> list[OpenPlace]:
    """Places of the district's running inspections that wait, with the form of their campaign."""
    with db.reading() as session:
        rows = session.execute(select(Inspection, InspectionPlace).join(
            InspectionPlace, InspectionPlace.inspection_id == Inspection.id).where(
            Inspection.simulated, Inspection.district == district, Inspection.state == "running",
            InspectionPlace.state == "open").order_by(InspectionPlace.id))
        return [OpenPlace(row.id, place.id, place.lon, place.lat, row.last, form_of(row)) for row, place in rows]


def campaigns(district: str, state: str) -> list[int]:
    """Inspections of the district in a state, the oldest first."""
    with db.reading() as session:
        return list(session.scalars(select(Inspection.id).where(
            Inspection.simulated, Inspection.district == district, Inspection.state == state).order_by(Inspection.id)))
