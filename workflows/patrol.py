"""Patrols (巡查): how often a source is looked at, which places come next and why, who may visit.

Nobody's way is followed: a visit is one record at a place. Metres between two places are handed in by the caller.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from workflows.people import BELOW_STATION, STATION
from workflows.roles import Place, Post, Role, covers

VISITORS = BELOW_STATION | STATION
REGISTRARS = STATION | {Role.COORDINATOR, Role.ADMINISTRATOR}
PLANNERS = frozenset({Role.STATION_HEAD, Role.COORDINATOR, Role.ADMINISTRATOR})
AT_A_SOURCE_M = 50  # a report or a look so close to a source counts as a visit there
NEAR_BY_M = 150  # a matter reported so close to a source is a reason to look at it
NEAR_BY_DAYS = 30
ON_THE_WAY_M = 300
SOON = timedelta(days=3)

RISKS: dict[str, str] = {"high": "高风险", "medium": "中风险", "low": "低风险"}
RISKS_EN: dict[str, str] = {"high": "High risk", "medium": "Medium risk", "low": "Low risk"}


class VisitKind(StrEnum):
    """What a visit came to. The last two are written by themselves, from a report and from a step on a case."""

    NORMAL = "normal"
    TALK = "talk"
    FINDING = "finding"
    LOOK = "look"


VISIT_NAMES: dict[VisitKind, str] = {
    VisitKind.NORMAL: "看过，正常",
    VisitKind.TALK: "走访",
    VisitKind.FINDING: "发现问题并上报",
    VisitKind.LOOK: "到场核实或核查",
}


class Why(StrEnum):
    """Why a place comes next."""

    HIGH_RISK = "high_risk"
    COMPLAINT = "complaint"
    OVERDUE = "overdue"
    NEVER = "never"
    DUE = "due"
    ON_THE_WAY = "on_the_way"


WHY_NAMES: dict[Why, str] = {
    Why.HIGH_RISK: "高风险",
    Why.COMPLAINT: "附近有人反映",
    Why.OVERDUE: "超过巡查间隔",
    Why.NEVER: "还没看过",
    Why.DUE: "快到期",
    Why.ON_THE_WAY: "顺路",
}

Key = tuple[str, str | None, str]  # division, kind or None for all kinds, risk


@dataclass(frozen=True)
class Spot:
    """A source as the plan sees it; days in Asia/Shanghai. `complaint_at`: the newest matter reported near by."""

    id: int
    risk: str
    every: int
    since: date
    seen_at: datetime | None
    seen_on: date | None
    complaint_at: datetime | None = None


@dataclass(frozen=True)
class Wanted:
    """A place that comes next, with its reasons, the weightiest first."""

    spot: Spot
    why: tuple[Why, ...]


Apart = Callable[[Spot, Spot], float]


def interval(path: Sequence[str], kind: str, risk: str, own: Mapping[Key, int],
             defaults: Mapping[tuple[str | None, str], int]) -> tuple[int, str | None]:
    """Days between two visits and the division that says so (None: the default).

    `path` is the grid and what lies above it, the nearest first; inside one division a kind goes before all kinds.
    """
    for division in path:
        for which in (kind, None):
            if (division, which, risk) in own:
                return own[division, which, risk], division
    return defaults.get((kind, risk), defaults[None, risk]), None


def due_on(seen_on: date | None, since: date, every: int) -> date:
    """The last day on which the next visit is in time; a source that nobody has seen counts from its first day."""
    return (seen_on or since) + timedelta(days=every)


def is_covered(spot: Spot, today: date) -> bool:
    """Whether the source was seen and its next visit is not late."""
    return spot.seen_on is not None and today <= due_on(spot.seen_on, spot.since, spot.every)


def reasons(spot: Spot, today: date) -> tuple[Why, ...]:
    """Why somebody should look at it, apart from being near; none when there is no hurry."""
    due, found = due_on(spot.seen_on, spot.since, spot.every), []
    if spot.complaint_at is not None and (spot.seen_at is None or spot.complaint_at > spot.seen_at):
        found.append(Why.COMPLAINT)
    if today > due:
        found.append(Why.OVERDUE)
    if spot.seen_on is None:
        found.append(Why.NEVER)
    if not found and today + SOON >= due and spot.seen_on != today:
        found.append(Why.DUE)
    return (Why.HIGH_RISK, *found) if found and spot.risk == "high" else tuple(found)


def rank(wanted: Wanted, today: date) -> tuple[int, int, int]:
    """The order of need: high risk that is late or unseen, then matters near by, then whatever is late longest."""
    why, spot = set(wanted.why), wanted.spot
    late = (due_on(spot.seen_on, spot.since, spot.every) - today).days
    if Why.HIGH_RISK in why and why & {Why.OVERDUE, Why.NEVER}:
        return 0, late, spot.id
    for tier, reason in enumerate((Why.COMPLAINT, Why.OVERDUE, Why.NEVER, Why.DUE), start=1):
        if reason in why:
            return tier, late, spot.id
    return 9, late, spot.id


def next_places(spots: Iterable[Spot], today: date, most: int, apart: Apart) -> list[Wanted]:
    """What to look at next, in the order of need, then what lies on the way there and is past half its interval."""
    given = list(spots)
    pressing = [Wanted(spot, why) for spot in given if (why := reasons(spot, today))]
    chosen = sorted(pressing, key=lambda wanted: rank(wanted, today))[:most]
    taken = {wanted.spot.id for wanted in pressing}
    beside = [Wanted(spot, (Why.ON_THE_WAY,)) for spot in given
              if spot.id not in taken and _past_half(spot, today)
              and any(apart(spot, wanted.spot) <= ON_THE_WAY_M for wanted in chosen)]
    return [*chosen, *sorted(beside, key=lambda wanted: rank(wanted, today))][:most]


def _past_half(spot: Spot, today: date) -> bool:
    return spot.seen_on is not None and 2 * (today - spot.seen_on).days >= spot.every


def may_visit(posts: Iterable[Post], place: Place, now: datetime) -> bool:
    """Whoever works in the place: members, heads of grids and communities, the station."""
    return any(post.role in VISITORS and covers(post, place, None, now) for post in posts)
