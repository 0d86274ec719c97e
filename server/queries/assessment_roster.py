"""Who held which grid and was away when, read for the days of one computation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.models import Absence, PersonPost
from server.queries.city import all_departments, city_code, city_index, codes_below
from workflows.assessment.periods import moments
from workflows.assessment.roster import Away, Roster, Seat
from workflows.roles import Role


def read_roster(session: Session, first: date, last: date) -> Roster:
    """Members' posts that ran in these days, their absences, and the divisions and departments as they are."""
    start, end = moments(first, last)
    ran = PersonPost.starts_at < end, or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > start)
    posts = session.execute(select(PersonPost.person_id, PersonPost.division, PersonPost.starts_at, PersonPost.ends_at)
                            .where(PersonPost.role == Role.GRID_MEMBER, *ran)
                            .order_by(PersonPost.person_id, PersonPost.id)).all()
    members = select(PersonPost.person_id).where(PersonPost.role == Role.GRID_MEMBER, *ran)
    aways = session.execute(select(Absence.person_id, Absence.kind, Absence.starts_at, Absence.ends_at).where(
        Absence.person_id.in_(members), Absence.starts_at < end,
        or_(Absence.ends_at.is_(None), Absence.ends_at > start)).order_by(Absence.person_id, Absence.id)).all()
    return Roster(
        tuple(_seat(row.person_id, row.division, row.starts_at, row.ends_at) for row in posts),
        tuple(Away(row.person_id, row.kind, row.starts_at, row.ends_at) for row in aways),
        _parents(), _communities(), city_index().children(city_code()),
        {unit.code: unit.level for unit in all_departments().values()})


def _seat(person: int, place: str, starts_at: object, ends_at: object) -> Seat:
    above = {city_index().division(code).level: code for code in city_index().path(place)}
    return Seat(person, place, above.get("street_grid"), above.get("town"), above["district"],
                starts_at, ends_at)  # type: ignore[arg-type]


def _parents() -> dict[str, str]:
    """The town of every street-level grid and community, the district of every town."""
    found = {}
    for code in codes_below(city_code()):
        division = city_index().division(code)
        if division.level in ("street_grid", "community", "town") and division.parent is not None:
            found[code] = division.parent
    return found


def _communities() -> dict[str, tuple[str, ...]]:
    """The street-level grids that share ground with each community."""
    index = city_index()
    found: dict[str, set[str]] = {}
    for code in codes_below(city_code()):
        division = index.division(code)
        if division.level == "sub_grid" and division.community and division.parent:
            found.setdefault(division.community, set()).add(division.parent)
    return {community: tuple(sorted(grids)) for community, grids in found.items()}
