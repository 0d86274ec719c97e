"""The directory's rules: who works with whom, which heads a place has, who fills an empty seat, and the words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.roles import SINGLE_SEATS, Place, Post, Role, is_city, is_current
from workflows.roster import AWAY_NAMES
from workflows.working_calendar import ZONE

# Codes of everything that contains a division or crosses it, itself included: a community and a street-level grid
# contain neither the other, but their people share the ground and work together.
Near = Callable[[str], frozenset[str]]

# With these posts alone one looks up the heads above and the own card, nobody else.
NARROW = frozenset({Role.ASSISTANT, Role.VOLUNTEER})
# With these posts alone one sees nobody's personal phone.
WITHOUT_PHONES = NARROW | {Role.AUDITOR, Role.ASSESSOR, Role.WASTE_GUIDE}
# Level of a place → role of its one head, the widest first.
HEADS: dict[str, Role] = {
    "city": Role.GRID_HEAD,
    "district": Role.GRID_HEAD,
    "town": Role.GRID_HEAD,
    "street_grid": Role.GRID_HEAD,
    "community": Role.COMMUNITY_HEAD,
}


@dataclass(frozen=True)
class Reach:
    """Whose personal phones somebody sees: everybody's, or of those who hold a post on a path or in a department."""

    everybody: bool
    divisions: frozenset[str]
    departments: frozenset[str]


def reach_of(posts: Iterable[Post], now: datetime) -> Reach:
    """The reach of the posts that run, stand-ins included. An administrator enters phones and so sees them."""
    current = [post for post in posts if is_current(post, now) and post.role not in WITHOUT_PHONES]
    return Reach(
        any(post.role is Role.ADMINISTRATOR for post in current),
        frozenset(post.division for post in current if post.division),
        frozenset(post.department for post in current if post.department),
    )


def share_ground(one: str, other: str, near: Near) -> bool:
    """Whether one division contains the other or crosses it. A city contains everything of it."""
    return one in near(other) or other in near(one)


def works_with(viewer: Iterable[Post], person: Iterable[Post], near: Near, now: datetime) -> bool:
    """Whether the viewer sees the person's own phone: same department, or their divisions share ground."""
    reach = reach_of(viewer, now)
    return reach.everybody or any(
        (post.department is not None and post.department in reach.departments)
        or any(share_ground(post.division or "", own, near) for own in reach.divisions)
        for post in person
        if is_current(post, now)
    )


def looks_up_everybody(posts: Iterable[Post], now: datetime) -> bool:
    """Whether the directory is open: any running post but those of volunteers and assistants."""
    return any(is_current(post, now) and post.role not in NARROW for post in posts)


@dataclass(frozen=True)
class Headship:
    """The one seat of a head at a level."""

    level: str
    division: str
    role: Role


def headships(place: Place) -> list[Headship]:
    """Every head that a place should have, the widest first; waters have no towns.

    A case without a point stands in the city itself: then the city is the only level.
    """
    codes = {level: getattr(place, level, None) for level in HEADS}
    codes["city"] = city_of(place.district)
    if is_city(place.district):
        codes["district"] = None
    return [Headship(level, code, role) for level, role in HEADS.items() if (code := codes[level])]


def city_of(district: str) -> str:
    """Six-digit code of the city of a district."""
    return f"{district[:4]}00"


def filled_by(role: Role, place: Place, level: str) -> tuple[Role, str]:
    """(role, division) of whoever fills a seat, or names a substitute for it."""
    if level in ("city", "district") and role in SINGLE_SEATS:
        return Role.ADMINISTRATOR, city_of(place.district)
    if place.town is None or role is Role.GRID_HEAD:
        return Role.COORDINATOR, place.district
    return Role.STATION_HEAD, place.town


def until(ends_at: datetime | None) -> str:
    """The last day of a term in words: a term that ends at midnight ends with the day before."""
    if ends_at is None:
        return "返岗日期未定"
    local = ends_at.astimezone(ZONE)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        local -= timedelta(days=1)
        return f"至{local.month}月{local.day}日"
    return f"至{local.month}月{local.day}日 {local:%H:%M}"


def away_words(name: str, kind: str, ends_at: datetime | None) -> str:
    """林网格休假（至11月25日）."""
    return f"{name}{AWAY_NAMES[kind]}（{until(ends_at)}）"
