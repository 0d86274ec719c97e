"""The five fixes of many grids at once: five statements, however many grids are asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from server.models import Edition, GridTask, Person, PersonPost
from server.queries.city import city_code, city_index
from server.queries.moments import city_day
from server.queries.people import runs
from server.queries.seats import find_seats, is_away
from workflows.five_fixes import Fix, GridFacts, Missing, fixed_everywhere, fixed_of, missing_in
from workflows.roles import Role
from workflows.standing_in import Acting, acting_for

# Who makes a grid complete, and whose turn it is where something is missing.
PEOPLE = (Role.GRID_HEAD, Role.GRID_MEMBER)
TURNS = (Role.STATION_HEAD, Role.COORDINATOR, Role.ADMINISTRATOR)
KINDS = {"duties": Fix.DUTIES, "rewards": Fix.REWARDS}


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a post now: `acting` None when nobody fills it at this moment."""

    role: str
    division: str
    name: str
    acting: Acting | None


@dataclass(frozen=True)
class Fixes:
    """What the grids lack now, and who holds the posts whose turn it may be."""

    missing: dict[str, tuple[Missing, ...]]
    holders: dict[tuple[str, str], list[Holder]]
    names: dict[int, str]

    def fixed(self, grid: str) -> frozenset[Fix]:
        """Which of the five are fixed in a grid."""
        return fixed_of(self.missing[grid])


def grids_in(division: str) -> list[str]:
    """Street-level grids and sea grids of a division, itself among them; of a community those that it lies in.

    KeyError for an unknown code.
    """
    index = city_index()
    item = index.division(division)
    if item.level == "community":
        return sorted({parent for code in index.children(division) if (parent := index.division(code).parent)})
    if item.level in ("street_grid", "sub_grid"):
        return [division] if item.level == "street_grid" or item.kind == "sea" else []
    return [grid for code in index.children(division) if index.division(code).level != "community"
            for grid in grids_in(code)]


def five_of(session: Session, codes: Collection[str], now: datetime) -> dict[str, tuple[int, int]]:
    """{code: (how many of the five are fixed, five)} of grids, towns and districts; of a town what all its grids
    have. Other divisions are left out."""
    wanted = {code: grids for code in codes if city_index().division(code).level != "community"
              and (grids := grids_in(code))}
    found = find_fixes(session, {grid for grids in wanted.values() for grid in grids}, now)
    return {code: (len(fixed_everywhere(map(found.fixed, grids))), len(Fix)) for code, grids in wanted.items()}


def find_fixes(session: Session, grids: Collection[str], now: datetime) -> Fixes:
    """What each grid lacks now."""
    if not grids:
        return Fixes({}, {}, {})
    within = _common_start(grids)
    holders = _holders(session, within, now)
    tasks = _tasks(session, within, now)
    texts = _texts(session)
    missing = {code: missing_in(_facts(code, holders, tasks, texts)) for code in grids}
    turns = [holder.acting.person_id for (role, _), rows in holders.items() if role in TURNS
             for holder in rows if holder.acting and holder.acting.for_person_id]
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(turns))).all())
    return Fixes(missing, holders, names)


def _common_start(grids: Collection[str]) -> str:
    """How the codes of the posts begin that these grids need: town, else district, else city."""
    for digits in (9, 6):
        starts = {code[:digits] for code in grids}
        if len(starts) == 1:
            return starts.pop()
    return city_code()[:4]


def _facts(code: str, holders: dict[tuple[str, str], list[Holder]], tasks: Counter[str],
           texts: set[tuple[str, str]]) -> GridFacts:
    index = city_index()
    grid = index.division(code)
    heads = holders.get((Role.GRID_HEAD, grid.district or "" if grid.kind == "sea" else code), [])
    members = holders.get((Role.GRID_MEMBER, code), [])
    in_force = {kind for kind in KINDS if {(kind, grid.district), (kind, city_code())} & texts}
    return GridFacts(
        area=not grid.geometry.is_empty, heads=len(heads), heads_acting=_filled(heads), members=len(members),
        members_acting=_filled(members), duties="duties" in in_force, tasks=tasks[code],
        rewards="rewards" in in_force, at_sea=grid.kind == "sea")


def _filled(holders: Iterable[Holder]) -> int:
    return sum(1 for holder in holders if holder.acting is not None)


def _holders(session: Session, within: str, now: datetime) -> dict[tuple[str, str], list[Holder]]:
    """Running posts by (role, grid or division), the oldest first; a sub-grid's member belongs to its grid."""
    which = _which(within)
    away = {held.seat.post_id: held.seat for held in find_seats(
        session, and_(which, is_away(PersonPost.person_id, now)), now)}
    rows = session.execute(
        select(PersonPost.id, PersonPost.role, PersonPost.division, PersonPost.person_id, Person.name)
        .join(Person, and_(Person.id == PersonPost.person_id, Person.active))
        .where(which, runs(PersonPost, now)).order_by(PersonPost.id))
    found: dict[tuple[str, str], list[Holder]] = {}
    for row in rows:
        acting = acting_for(away[row.id]) if row.id in away else Acting(row.person_id, row.id, None, "")
        found.setdefault((row.role, _grid_of(row.division)), []).append(
            Holder(row.role, row.division, row.name, acting))
    return found


def _which(within: str) -> ColumnElement[bool]:
    """Posts of these roles in the area and in what is above it."""
    above = [city_code(), within[:6]]
    return and_(PersonPost.role.in_([*PEOPLE, *TURNS]),
                or_(PersonPost.division.startswith(within, autoescape=True), PersonPost.division.in_(above)))


def _grid_of(division: str) -> str:
    item = city_index().division(division)
    return item.parent or division if item.level == "sub_grid" and item.kind == "land" else division


def _tasks(session: Session, within: str, now: datetime) -> Counter[str]:
    """How many standing tasks run today, by grid."""
    today = city_day(now)
    runs_today = and_(GridTask.starts_on <= today, or_(GridTask.ends_on.is_(None), GridTask.ends_on >= today))
    return Counter(dict(session.execute(
        select(GridTask.division, func.count())
        .where(GridTask.division.startswith(within, autoescape=True), runs_today)
        .group_by(GridTask.division)).all()))


def _texts(session: Session) -> set[tuple[str, str]]:
    """(kind, division) of the duty lists and rules of reward that are in force."""
    return set(session.execute(select(Edition.kind, Edition.division).where(
        Edition.state == "published", Edition.kind.in_(KINDS)).distinct()).all())
