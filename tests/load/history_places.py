"""Where cases of a history lie and who takes their steps: the seeded city and its invented staff."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from sqlalchemy import func, select

from server.extensions import db
from server.models import Absence, Assignment, PersonPost, Recheck, Visit
from server.queries.catalogue import find_case_category
from server.queries.city import all_departments, city_index
from server.queries.routing import route_for
from server.simulation.words import phrases
from workflows.roles import Place, Role

NOBODY = (Role.CITIZEN, Role.REPORTER, Role.SYSTEM)
DAY = datetime(2026, 6, 1, 2, tzinfo=UTC)  # a Monday morning in Xiamen, for the rules that ask when


@dataclass(frozen=True)
class Site:
    """A sub-grid on land with everything that contains it."""

    sub_grid: str
    street_grid: str
    town: str
    district: str
    community: str
    name: str
    lon: float
    lat: float


def sites() -> tuple[list[Site], list[int]]:
    """All sub-grids that belong to a town, and how many people live in each."""
    found, weights = [], []
    index = city_index()
    for code in index.within((-180, -90, 180, 90), "sub_grid"):
        item = index.division(code)
        path = index.path(code)
        if item.community is None or len(path) != 5:
            continue
        _, street_grid, town, district, _ = path
        found.append(Site(code, street_grid, town, district, item.community, index.name(item.community), *item.centre))
        weights.append(max(item.population, 50))
    return found, weights


def kinds() -> list[str]:
    """Categories that a case may have and that there are words for."""
    return [code for code in phrases() if find_case_category(code) and "spots" in phrases()[code]]


class Crew:
    """Who holds which post where; a place without anybody is served by somebody of the same role."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, str], list[int]] = defaultdict(list)
        with db.reading() as session:
            self._numbers = Counter({
                table.__tablename__: session.scalar(select(func.max(table.id))) or 0
                for table in (Absence, Assignment, Recheck, Visit)})
            for post in session.scalars(select(PersonPost).where(PersonPost.ends_at.is_(None))):
                self._at[post.role, post.department or post.division].append(post.person_id)
        self._near: dict[tuple[str, str], Sequence[int]] = {}
        self._units: dict[tuple[str, str], tuple[str, str]] = {}
        self.absences: dict[int, list[tuple[datetime, datetime]]] = {}

    def next_id(self, table: str) -> int:
        """Numbers for rows that events name by their id."""
        self._numbers[table] += 1
        return self._numbers[table]

    def members(self) -> list[tuple[int, str]]:
        """Every member once, with the grid that they work in."""
        found: dict[int, str] = {}
        for (role, division), people in self._at.items():
            if role == Role.GRID_MEMBER:
                found |= dict.fromkeys(people, division)
        return sorted(found.items())

    def is_away(self, person: int, at: datetime) -> bool:
        """Whether somebody's absence holds at a moment."""
        return any(begins <= at < ends for begins, ends in self.absences.get(person, ()))

    def member(self, site: Site, at: datetime, rng: Random) -> int:
        """A member of the grid who is on duty; one of the district when all of them are away."""
        held = self._at.get((Role.GRID_MEMBER.value, site.street_grid)) or ()
        here = [person for person in held if not self.is_away(person, at)]
        return rng.choice(here) if here else self.district_members(site, rng, 1)[0]

    def district_members(self, site: Site, rng: Random, count: int) -> list[int]:
        """Some members of the district, whoever they are."""
        key = Role.GRID_MEMBER.value, site.district
        if key not in self._near:
            self._near[key] = self._anybody(Role.GRID_MEMBER, site)
        return rng.choices(self._near[key], k=count)

    def who(self, role: Role, site: Site, department: str | None, rng: Random) -> tuple[int | None, str | None]:
        """(person, unit) who takes a step of this role there; nobody for reporters and the system."""
        if role in NOBODY:
            return None, None
        unit = {Role.GRID_MEMBER: site.community, Role.DISTRICT_DISPATCHER: site.district,
                Role.DEPARTMENT_OFFICER: department}.get(role, site.town) or site.town
        people = self._at.get((role.value, unit)) or self._near.get((role.value, site.district))
        if people is None:
            people = self._near[role.value, site.district] = self._anybody(role, site)
        return rng.choice(people), unit

    def _anybody(self, role: Role, site: Site) -> Sequence[int]:
        near = [person for (held, unit), people in self._at.items() for person in people
                if held == role.value and unit.startswith(site.district)]
        return near or [person for (held, _), people in self._at.items() for person in people if held == role.value]

    def unit_for(self, category: str, site: Site) -> tuple[str, str]:
        """(code, level) of the unit that leads such a case there, by the rules of the installation."""
        key = category, site.town
        if key not in self._units:
            lead = route_for(category, Place(site.district, site.town), DAY).lead
            unit = all_departments()[lead or f"{site.district}-CG"]
            self._units[key] = unit.code, unit.level
        return self._units[key]
