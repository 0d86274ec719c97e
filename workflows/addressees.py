"""Whom a reminder goes to: the seat that a stage belongs to, the one above it, and who comes next when it is empty."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.roles import CITY_SUFFIX, Role
from workflows.states import Stage

ADDRESSEES = ("assignee", "unit", "superior", "coordinator", "leader", "issuer")
ADDRESSEE_NAMES = {
    "assignee": "经办人", "unit": "承办单位", "superior": "上级", "coordinator": "协调员", "leader": "领导",
    "issuer": "督办签发人",
}  # fmt: skip
AT_DEPARTMENT = frozenset({Stage.SIGN, Stage.HANDLE, Stage.REWORK})


@dataclass(frozen=True)
class Desk:
    """Whoever holds a role in a division or a department; `person_id` names one person instead."""

    role: Role | None = None
    division: str | None = None
    department: str | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where a case stands for a reminder. `town` None: there is no station, or it must not look (sea, 回避)."""

    stage: str
    district: str
    town: str | None = None
    department: str | None = None
    department_level: str | None = None
    assignee_id: int | None = None
    confirmer_id: int | None = None
    judged_by_district: bool = False
    issuer_id: int | None = None
    with_department: bool = False


def candidates(addressee: str, case: Standing) -> tuple[Desk, ...]:
    """Seats in the order in which they are tried: the meant one first, then upwards to the city."""
    first = _meant(addressee, case)
    upwards = _upwards(case)
    reached = max((upwards.index(desk) for desk in first if desk in upwards), default=-1)
    return tuple(dict.fromkeys((*first, *upwards[reached + 1 :])))


def _meant(addressee: str, case: Standing) -> tuple[Desk, ...]:
    if addressee == "assignee":
        return (*_assignee(case), *_unit(case))
    if addressee == "superior":
        return _superior(case)
    if addressee == "coordinator":
        return (Desk(Role.COORDINATOR, _level_home(case)),)
    if addressee == "leader":
        return (Desk(Role.LEADER, _level_home(case)),)
    if addressee == "issuer":
        return (Desk(person_id=case.issuer_id), Desk(Role.COORDINATOR, case.district))
    return _unit(case)


def _assignee(case: Standing) -> Iterable[Desk]:
    person = case.confirmer_id if case.stage == Stage.CONFIRM else None
    if _with_unit(case):
        person = case.assignee_id
    return (Desk(person_id=person),) if person is not None else ()


def _unit(case: Standing) -> tuple[Desk, ...]:
    if _with_unit(case):
        return (Desk(Role.DEPARTMENT_OFFICER, None, case.department),)
    if case.stage == Stage.DISPATCH:
        return (Desk(_dispatcher(case.district), case.district),)
    if case.stage == Stage.RULE:
        return (Desk(Role.COORDINATOR, case.district),)
    if case.town is None or case.judged_by_district:
        return (Desk(_dispatcher(case.district), case.district),)
    return (Desk(Role.STATION_OFFICER, case.town),)


def _superior(case: Standing) -> tuple[Desk, ...]:
    if _with_unit(case):
        if case.department_level == "town":
            return (Desk(Role.GRID_HEAD, (case.department or "")[:9]),)
        return (Desk(Role.LEADER, _level_home(case)),)
    if case.stage == Stage.RULE:
        return (Desk(Role.LEADER, case.district),)
    if case.stage == Stage.DISPATCH or case.town is None or case.judged_by_district:
        return (Desk(Role.COORDINATOR, case.district),)
    return (Desk(Role.STATION_HEAD, case.town),)


def _level_home(case: Standing) -> str:
    """The city's people for a unit of the city, else the district's."""
    return _city(case.district) if _with_unit(case) and case.department_level == "city" else case.district


def _upwards(case: Standing) -> list[Desk]:
    """The way up when a seat is empty; each is also where something higher begins."""
    city = _city(case.district)
    beside = _with_unit(case) and case.department_level != "town"  # a station has no say over a department
    station = [
        Desk(role, case.town)
        for role in (Role.STATION_OFFICER, Role.STATION_HEAD)
        if case.town and not beside
    ]
    return list(dict.fromkeys((
        *station, Desk(_dispatcher(case.district), case.district), Desk(Role.COORDINATOR, case.district),
        Desk(Role.LEADER, case.district), Desk(Role.CITY_DISPATCHER, city), Desk(Role.COORDINATOR, city),
        Desk(Role.LEADER, city), Desk(Role.ADMINISTRATOR, city))))  # fmt: skip


def _with_unit(case: Standing) -> bool:
    return case.stage in AT_DEPARTMENT or case.with_department


def _city(district: str) -> str:
    return district[:4] + CITY_SUFFIX


def _dispatcher(district: str) -> Role:
    return Role.CITY_DISPATCHER if district.endswith(CITY_SUFFIX) else Role.DISTRICT_DISPATCHER
