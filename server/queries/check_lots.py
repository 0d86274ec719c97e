"""What can be drawn for platform checks: settled cases and visits not looked at before, grids that wait, assessors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from config.checklists import CheckData, read_checklists
from server.models import Case, CheckProposal, Event, Person, PersonPost, PlatformSample, Report, Visit
from server.queries.check_outliers import odd_grids
from server.queries.check_places import inside
from server.queries.city import city_index, codes_below
from server.queries.moments import CITY_ZONE
from server.queries.people import runs
from server.queries.seats import is_away
from workflows.assessment.sampling import Assessor, Item, SampleKind, Why, lot
from workflows.ledger import GENESIS
from workflows.roles import COLUMNS, Place, Role
from workflows.states import State

SETTLED = (State.CLOSED, State.ARCHIVED)
LOOKED_AT = ("normal", "talk", "finding")  # a look that a step on a case made is judged with the case


@dataclass(frozen=True)
class Lot:
    """Something that can be drawn, with what its sample will carry."""

    item: Item
    place: Place
    case_id: int | None
    visit_id: int | None
    department: str | None
    person_id: int | None

    @property
    def codes(self) -> frozenset[str]:
        """Units that it belongs to below the district: nobody of these may look at it."""
        below = (self.place.town, self.place.street_grid, self.place.sub_grid, self.place.community, self.department)
        return frozenset(code for code in below if code)


@cache
def check_data() -> CheckData:
    """The operator's file as read from config/catalogue."""
    return read_checklists()


def read_lots(session: Session, division: str, now: datetime) -> list[Lot]:
    """Everything in the window that nobody has drawn before."""
    since = now - timedelta(days=check_data().plan["look_back_days"])
    odd = set(odd_grids(session, division, now))
    reporters = _reporters(session, division, since)
    return [*_cases(session, division, since, now, odd, reporters), *_visits(session, division, since, now, odd)]


def _reporters(session: Session, division: str, since: datetime) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for case_id, person_id in session.execute(
            select(Report.case_id, Report.person_id).join(Case, Case.id == Report.case_id)
            .where(Report.person_id.is_not(None), Case.closed_at >= since, inside(Case, division))):
        found[case_id].add(person_id)
    return found


def _cases(session: Session, division: str, since: datetime, now: datetime, odd: Collection[str],
           reporters: dict[int, set[int]]) -> Iterator[Lot]:
    row = Case
    for one in session.execute(
            select(row.id, row.self_handled, row.handled_by, row.checked_by, row.confirmer_id, row.assignee_id,
                   row.handler_department, *(getattr(row, level) for level in COLUMNS))
            .where(row.closed_at >= since, row.closed_at <= now, row.state.in_(SETTLED), inside(row, division),
                   ~exists().where(PlatformSample.case_id == row.id))):
        own = one.self_handled == "member"
        kind = SampleKind.SELF_HANDLED if own else SampleKind.SETTLED
        took_part = {one.handled_by, one.checked_by, one.confirmer_id, one.assignee_id, *reporters.get(one.id, ())}
        yield Lot(_item(f"case:{one.id}", one, kind, odd, took_part), _place(one), one.id, None,
                  one.handler_department, one.handled_by if own else None)


def _visits(session: Session, division: str, since: datetime, now: datetime, odd: Collection[str]) -> Iterator[Lot]:
    row = Visit
    for one in session.execute(
            select(row.id, row.person_id, *(getattr(row, level) for level in COLUMNS))
            .where(row.done_at >= since, row.done_at <= now, row.kind.in_(LOOKED_AT), inside(row, division),
                   ~exists().where(PlatformSample.visit_id == row.id))):
        yield Lot(_item(f"visit:{one.id}", one, SampleKind.VISIT, odd, {one.person_id}), _place(one), None, one.id,
                  None, one.person_id)


def _item(ref: str, row: Any, kind: SampleKind, odd: Collection[str], took_part: Collection[int | None]) -> Item:
    grid = row.street_grid or row.sub_grid or row.district
    return Item(ref, grid, kind, check_data().plan["outlier_lots"] if grid in odd else 1,
                frozenset(person for person in took_part if person is not None))


def _place(row: Any) -> Place:
    return Place(**{level: getattr(row, level) for level in COLUMNS})


def grids_of(division: str) -> tuple[str, ...]:
    """The street-level grids of a district or of the city."""
    return tuple(code for code in codes_below(division) if city_index().division(code).level == "street_grid")


def last_drawn(session: Session, division: str) -> dict[str, datetime]:
    """When something of each grid was drawn last."""
    row = PlatformSample
    found = session.execute(select(row.street_grid, func.max(row.drawn_at)).where(
        row.street_grid.is_not(None), inside(row, division)).group_by(row.street_grid))
    return {grid: at for grid, at in found if grid is not None}


def waiting(session: Session, division: str, seed: str, now: datetime) -> dict[str, Why]:
    """Grids that come first: proposed ones, then those not looked at for too long, the longest first."""
    since = now - timedelta(days=check_data().plan["grid_days"])
    drawn, grids = last_drawn(session, division), grids_of(division)
    proposed = set(session.scalars(select(CheckProposal.division).where(CheckProposal.plan_id.is_(None))))
    never = datetime.min.replace(tzinfo=CITY_ZONE)
    behind = sorted((grid for grid in grids if drawn.get(grid, never) < since),
                    key=lambda grid: (drawn[grid].timestamp() if grid in drawn else 0, lot(seed, grid)))
    return {**{grid: Why.OUTLIER for grid in grids if grid in proposed}, **{
        grid: Why.BEHIND for grid in behind if grid not in proposed}}


def read_assessors(session: Session, division: str, now: datetime) -> dict[int, str]:
    """Who assesses for a district or for the city and is not away: {person: name}."""
    rows = session.execute(
        select(Person.id, Person.name).join(PersonPost, PersonPost.person_id == Person.id)
        .where(Person.active, PersonPost.role == Role.ASSESSOR, runs(PersonPost, now), ~is_away(Person.id, now),
               PersonPost.division == division)
        .order_by(Person.id))
    return dict(rows.all())


def with_units(session: Session, people: Collection[int], now: datetime) -> list[Assessor]:
    """The assessors with the units in which they hold other posts, or held one since the window began."""
    since = now - timedelta(days=check_data().plan["look_back_days"])
    units: dict[int, set[str]] = {person: set() for person in people}
    for row in session.execute(select(PersonPost.person_id, PersonPost.division, PersonPost.department).where(
            PersonPost.person_id.in_(sorted(people)), PersonPost.role != Role.ASSESSOR,
            or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > since))):
        units[row.person_id].add(row.department or row.division)
    return [Assessor(person, frozenset(codes)) for person, codes in sorted(units.items())]


def newest_root(session: Session) -> tuple[int, str]:
    """Number and hash of the ledger's last daily root: nobody can choose it."""
    row = session.execute(select(Event.seq, Event.hash).where(
        Event.subject_kind == "ledger", Event.subject_id == "root").order_by(Event.n.desc()).limit(1)).first()
    return (row.seq, row.hash) if row else (0, GENESIS)

