"""Who sees whose score, and who assesses whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflows.assessment.facts import Level
from workflows.roles import Place, Post, Role, covers, is_city, is_current, read_scopes

# Which levels of units lie in a territory of each kind; the owner's code is compared where the territory is the unit.
UNITS: tuple[Level, ...] = (Level.GRID, Level.COMMUNITY, Level.TOWN, Level.DISTRICT, Level.DEPARTMENT)
_INSIDE: dict[str, tuple[Level, ...]] = {
    "city": UNITS,
    "district": UNITS,
    "town": (Level.GRID, Level.COMMUNITY, Level.TOWN, Level.DEPARTMENT),
    "street_grid": (Level.GRID,),
    "community": (Level.COMMUNITY,),
    "department": (Level.DEPARTMENT,),
}


def assesses(posts: Iterable[Post], district: str | None, now: datetime) -> bool:
    """An assessor of the district or of the city; with no district named, of the city alone."""
    return any(
        post.role is Role.ASSESSOR
        and is_current(post, now)
        and post.division is not None
        and (is_city(post.division) or post.division == district)
        for post in posts
    )


def sees_person(posts: Iterable[Post], own_id: int | None, person_id: int, place: Place, now: datetime) -> bool:
    """A person's score is seen by that person, by the head of the station there and by the assessors: nobody else."""
    held = tuple(posts)
    heads = any(
        post.role is Role.STATION_HEAD and is_current(post, now) and post.division == place.town for post in held
    )
    return own_id == person_id or heads or assesses(held, place.district, now)


def sees_unit(posts: Iterable[Post], place: Place, department: str | None, now: datetime) -> bool:
    """The score of a grid, a place or a department is seen by whoever works in its territory, above it or in it."""
    return any(covers(post, place, department, now) for post in posts)


@dataclass(frozen=True)
class Sight:
    """Scores of these levels whose `column` (district, town, owner) holds the code; column "city" means all of them."""

    levels: tuple[Level, ...]
    column: str
    code: str


def sights(posts: Iterable[Post], now: datetime) -> list[Sight]:
    """The same rules as `sees_person` and `sees_unit`, as conditions on lists of scores; one's own score besides."""
    held = tuple(posts)
    found = [
        Sight((Level.MEMBER,), "city" if is_city(post.division) else "district", post.division)
        for post in held
        if post.role is Role.ASSESSOR and post.division and is_current(post, now)
    ]
    found += [
        Sight((Level.MEMBER,), "town", post.division)
        for post in held
        if post.role is Role.STATION_HEAD and post.division and is_current(post, now)
    ]
    for scope in read_scopes(held, now):
        column = scope.column if scope.column in ("city", "district", "town") else "owner"
        if scope.column in _INSIDE:
            found.append(Sight(_INSIDE[scope.column], column, scope.code))
    return found


def reaches(sight: Sight, level: Level, owner: str, district: str | None, town: str | None) -> bool:
    """Whether an owner's score is among those of the sight."""
    if level not in sight.levels:
        return False
    if sight.column == "city":
        return district is None or district[:4] == sight.code[:4]
    return sight.code == {"district": district, "town": town, "owner": owner}[sight.column]


def officers(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts by which somebody answers for others: behind a grid's figures a member reads what is no single
    colleague's, an officer of the territory reads all of it."""
    return tuple(post for post in posts if post.role is not Role.GRID_MEMBER)
