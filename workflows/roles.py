"""Who is who: roles, posts and what a post covers. Only posts decide what a person sees and may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a case. `reporter` and `system` are actors of steps and never posts."""

    CITIZEN = "citizen"
    ASSISTANT = "assistant"
    GRID_MEMBER = "grid_member"
    COMMUNITY_HEAD = "community_head"
    GRID_HEAD = "grid_head"
    STATION_OFFICER = "station_officer"
    STATION_HEAD = "station_head"
    DISTRICT_DISPATCHER = "district_dispatcher"
    CITY_DISPATCHER = "city_dispatcher"
    COORDINATOR = "coordinator"
    DEPARTMENT_OFFICER = "department_officer"
    LEADER = "leader"
    ASSESSOR = "assessor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    AREA_CADRE = "area_cadre"
    POLICE_OFFICER = "police_officer"
    ENVIRONMENT_SUPERVISOR = "environment_supervisor"
    WASTE_GUIDE = "waste_guide"
    COMMUNITY_WORKER = "community_worker"
    VOLUNTEER = "volunteer"
    REPORTER = "reporter"
    SYSTEM = "system"


ROLE_NAMES: dict[Role, str] = {
    Role.CITIZEN: "市民",
    Role.ASSISTANT: "助理网格员",
    Role.GRID_MEMBER: "网格员",
    Role.COMMUNITY_HEAD: "社区总网格长",
    Role.GRID_HEAD: "网格长",
    Role.STATION_OFFICER: "工作站人员",
    Role.STATION_HEAD: "工作站站长",
    Role.DISTRICT_DISPATCHER: "区派遣员",
    Role.CITY_DISPATCHER: "市派遣员",
    Role.COORDINATOR: "协调员",
    Role.DEPARTMENT_OFFICER: "责任部门经办人",
    Role.LEADER: "领导",
    Role.ASSESSOR: "考核员",
    Role.AUDITOR: "审计员",
    Role.ADMINISTRATOR: "系统管理员",
    Role.AREA_CADRE: "包保干部",
    Role.POLICE_OFFICER: "公安干警",
    Role.ENVIRONMENT_SUPERVISOR: "生态环境监管员",
    Role.WASTE_GUIDE: "垃圾分类指导员",
    Role.COMMUNITY_WORKER: "社区工作者",
    Role.VOLUNTEER: "社区志愿者",
    Role.REPORTER: "反映人",
    Role.SYSTEM: "系统",
}

# The emergency team (应急编组) of a community: five roles, the supervisor together with the sorting guides.
EMERGENCY_TEAM: tuple[Role, ...] = (
    Role.AREA_CADRE,
    Role.POLICE_OFFICER,
    Role.ENVIRONMENT_SUPERVISOR,
    Role.WASTE_GUIDE,
    Role.COMMUNITY_WORKER,
    Role.VOLUNTEER,
)
# Roles that no post can carry.
NO_POSTS: frozenset[Role] = frozenset({Role.CITIZEN, Role.REPORTER, Role.SYSTEM})
# One holder at a time in each division; every other role may have several.
SINGLE_SEATS: frozenset[Role] = frozenset({Role.GRID_HEAD, Role.COMMUNITY_HEAD})
# An administrator configures and sees no case; citizens read by ticket; assistants only what they are asked about;
# a place in the emergency team is called in an emergency and opens no case by itself.
BLIND: frozenset[Role] = frozenset(
    {Role.ADMINISTRATOR, Role.CITIZEN, Role.ASSISTANT, Role.REPORTER, *EMERGENCY_TEAM}
)
COLUMNS: tuple[str, ...] = ("district", "town", "street_grid", "sub_grid", "community")
CITY_SUFFIX = "00"


@dataclass(frozen=True)
class Place:
    """The grid codes stamped on a case; sea grids have no town, street grid and community."""

    district: str
    town: str | None = None
    street_grid: str | None = None
    sub_grid: str | None = None
    community: str | None = None


@dataclass(frozen=True)
class Post:
    """One role in one territory or department for a time; `ends_at` None means until further notice.

    `stands_in_for` is the absent holder (person id) when the post is held as a substitute; the term is then that of
    the absence as well. `post_id` is the row that the right comes from.
    """

    role: Role
    division: str | None
    department: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    post_id: int | None = None
    stands_in_for: int | None = None


@dataclass(frozen=True)
class Scope:
    """One line of a list filter: `column` of the case equals `code`. Column 'city' means every case."""

    column: str
    code: str


def is_city(division: str | None) -> bool:
    """True for a six-digit code of a whole city (350200)."""
    return division is not None and len(division) == 6 and division.endswith(CITY_SUFFIX)


def is_current(post: Post, now: datetime) -> bool:
    """True while the post's term runs; the end itself is no longer in it."""
    if post.starts_at is not None and now < post.starts_at:
        return False
    return post.ends_at is None or now < post.ends_at


def covers(post: Post, place: Place, department: str | None, now: datetime) -> bool:
    """Whether a post reaches a case: by place, or because the case was handed to its department."""
    if post.role in BLIND or not is_current(post, now):
        return False
    if post.department is not None:
        return department is not None and post.department == department
    if post.role is Role.DEPARTMENT_OFFICER or post.division is None:
        return False
    if is_city(post.division):
        return place.district[:4] == post.division[:4]
    return post.division in {getattr(place, column) for column in COLUMNS}


def may_read(posts: Iterable[Post], place: Place, departments_on_case: Iterable[str], now: datetime) -> bool:
    """Whether any of a person's posts reaches the case, through any department that ever had it."""
    departments = tuple(departments_on_case)
    return any(
        covers(post, place, None, now) or any(covers(post, place, code, now) for code in departments)
        for post in posts
    )


def may_see_identity(posts: Iterable[Post], place: Place, now: datetime, recuse: bool = False) -> bool:
    """Who may ask for the reporter's name: the accepting station, or with 回避 the district's coordinator.

    A sea grid has no station: the district dispatcher accepts there.
    """
    if recuse:
        wanted = {Role.COORDINATOR}
    elif place.town is None:
        wanted = {Role.DISTRICT_DISPATCHER}
    else:
        wanted = {Role.STATION_OFFICER, Role.STATION_HEAD}
    home = place.district if recuse or place.town is None else place.town
    return any(
        post.role in wanted and post.department is None and post.division == home and is_current(post, now)
        for post in posts
    )


def column_of(division: str) -> str:
    """Which column of a case holds a code: its length and shape say the level.

    city 350200 · district 350211 · town 350211103 · street grid 350211103G04 · community 12 · sub-grid 15 digits.
    """
    if is_city(division):
        return "city"
    if "G" in division:
        return "street_grid"
    return {6: "district", 9: "town", 12: "community", 15: "sub_grid"}[len(division)]


def read_scopes(posts: Iterable[Post], now: datetime) -> list[Scope]:
    """What a person's lists may hold, without repetition, the widest first; an empty list means nothing."""
    found: set[Scope] = set()
    for post in posts:
        if post.role in BLIND or not is_current(post, now):
            continue
        if post.department is not None:
            found.add(Scope("department", post.department))
        elif post.division is not None and post.role is not Role.DEPARTMENT_OFFICER:
            found.add(Scope(column_of(post.division), post.division))
    order = ("city", *COLUMNS, "department")
    return sorted(found, key=lambda scope: (order.index(scope.column), scope.code))
