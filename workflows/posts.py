"""What a post may be: its term in days of the city, and everything that two posts may not do to each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from workflows.roles import EMERGENCY_TEAM, NO_POSTS, SINGLE_SEATS, Role, is_city
from workflows.working_calendar import ZONE

STREET = frozenset({"street_grid", "sub_grid"})
# Level of division that each role belongs to.
LEVELS: dict[Role, frozenset[str]] = {
    Role.ASSISTANT: frozenset({"community"}),
    Role.COMMUNITY_HEAD: frozenset({"community"}),
    **dict.fromkeys(EMERGENCY_TEAM, frozenset({"community"})),
    Role.GRID_MEMBER: STREET,
    Role.GRID_HEAD: frozenset({"city", "district", "town", "street_grid"}),
    Role.STATION_OFFICER: frozenset({"town"}),
    Role.STATION_HEAD: frozenset({"town"}),
    Role.DISTRICT_DISPATCHER: frozenset({"district"}),
    Role.ASSESSOR: frozenset({"district", "city"}),
    Role.CITY_DISPATCHER: frozenset({"city"}),
    Role.COORDINATOR: frozenset({"district", "city"}),
    Role.LEADER: frozenset({"district", "city"}),
    Role.DEPARTMENT_OFFICER: frozenset({"city", "district", "town"}),
    Role.AUDITOR: frozenset({"city"}),
    Role.ADMINISTRATOR: frozenset({"city"}),
}


@dataclass(frozen=True)
class Term:
    """From a moment to the first moment that is no longer in it; `ends_at` None means until further notice."""

    starts_at: datetime
    ends_at: datetime | None

    def holds(self, moment: datetime) -> bool:
        """True while the term runs."""
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)

    def overlaps(self, other: "Term") -> bool:
        """True when some moment lies in both. A term that ends where it begins has no moment at all."""
        return self._meets(other) and other._meets(self) and not self._is_empty() and not other._is_empty()

    def _meets(self, other: "Term") -> bool:
        return other.ends_at is None or self.starts_at < other.ends_at

    def _is_empty(self) -> bool:
        return self.ends_at is not None and self.ends_at <= self.starts_at


def midnight(day: date) -> datetime:
    """The first moment of a day in Asia/Shanghai."""
    return datetime.combine(day, time(), ZONE)


def term_of_days(first: date, last: date | None) -> Term:
    """The term of whole days in Asia/Shanghai; the last day belongs to it."""
    return Term(midnight(first), None if last is None else midnight(last + timedelta(days=1)))


@dataclass(frozen=True)
class Holding:
    """Somebody's post, planned or stored."""

    person_id: int
    role: Role
    division: str
    department: str | None
    term: Term

    @property
    def district(self) -> str | None:
        """Six digits; None for a post of the whole city."""
        return None if is_city(self.division) else self.division[:6]

    def is_same_seat(self, other: "Holding") -> bool:
        """True for the same role in the same place and department, whoever holds it."""
        mine = (self.role, self.division, self.department)
        return mine == (other.role, other.division, other.department)


@dataclass(frozen=True)
class Place:
    """Where a post is meant to be: level of its division, and whose division its department is."""

    level: str
    department_division: str | None = None


@dataclass(frozen=True)
class Substitute:
    """Somebody who is to stand in: whether they work here at all, and the districts of their posts meanwhile."""

    person_id: int
    active: bool
    districts: frozenset[str]


@dataclass(frozen=True)
class Conflict:
    """Why a post cannot be: the field that is wrong and a Chinese sentence.

    `with_others` is True when the field is right by itself and only other posts stand against it.
    """

    field: str
    reason_zh: str
    with_others: bool = False


def conflicts(
    wanted: Holding, place: Place, own: Iterable[Holding], seat: Iterable[Holding]
) -> list[Conflict]:
    """Everything that stands against a post: its own shape, the person's other posts, others on a single seat."""
    found = _shape(wanted, place)
    for other in own:
        if not wanted.term.overlaps(other.term):
            continue
        if wanted.is_same_seat(other):
            found.append(Conflict("from", "同一人在同一处的同一岗位，任期不能重叠。", True))
        elif wanted.district and other.district and wanted.district != other.district:
            found.append(Conflict("division", "同一人不能同时在两个区任职。", True))
    if wanted.role in SINGLE_SEATS and any(
        wanted.is_same_seat(other)
        and other.person_id != wanted.person_id
        and wanted.term.overlaps(other.term)
        for other in seat
    ):
        found.append(Conflict("role", "这个岗位同一时间只能由一人担任，请先结束原任期或办理交接。", True))
    return found


def _shape(wanted: Holding, place: Place) -> list[Conflict]:
    found = []
    if wanted.role in NO_POSTS:
        return [Conflict("role", "市民、反映人和系统不是岗位。")]
    if place.level not in LEVELS[wanted.role]:
        found.append(Conflict("division", "这个岗位不设在这一级区划。"))
    if wanted.role is Role.DEPARTMENT_OFFICER:
        if wanted.department is None:
            found.append(Conflict("department", "责任部门经办人须写明部门。"))
        elif place.department_division != wanted.division:
            found.append(Conflict("department", "部门不属于这个区划。"))
    elif wanted.department is not None:
        found.append(Conflict("department", "只有责任部门经办人的岗位写部门。"))
    if wanted.term.ends_at is not None and wanted.term.ends_at <= wanted.term.starts_at:
        found.append(Conflict("to", "任期的止日早于起日。"))
    return found


def substitute_conflicts(
    holder_id: int, districts: Iterable[str | None], substitute: Substitute
) -> list[Conflict]:
    """Why somebody cannot stand in for posts in these districts (None: of the whole city)."""
    if substitute.person_id == holder_id:
        return [Conflict("substitute", "代岗人不能是本人。")]
    if not substitute.active:
        return [Conflict("substitute", "代岗人已停用。")]
    wanted = {district for district in districts if district is not None}
    if wanted and substitute.districts and not wanted <= substitute.districts:
        return [Conflict("substitute", "代岗人在另一个区任职，不能跨区代岗。")]
    return []
