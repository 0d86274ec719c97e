"""Who arranges whose posts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from workflows.managing import is_manager, may_manage
from workflows.roles import Post, Role

NOW = datetime(2026, 11, 23, tzinfo=UTC)
CITY, DISTRICT, TOWN, GRID = "350200", "350211", "350211103", "350211103G01"
PATHS = {CITY: (CITY,), DISTRICT: (DISTRICT, CITY), TOWN: (TOWN, DISTRICT, CITY), GRID: (GRID, TOWN, DISTRICT, CITY),
         "350206001": ("350206001", "350206", CITY)}


@pytest.mark.parametrize(("manager", "at", "role", "where", "allowed"), [
    (Role.ADMINISTRATOR, CITY, Role.LEADER, DISTRICT, True),
    (Role.ADMINISTRATOR, CITY, Role.ADMINISTRATOR, CITY, True),
    (Role.STATION_HEAD, TOWN, Role.GRID_MEMBER, GRID, True),
    (Role.STATION_HEAD, TOWN, Role.STATION_OFFICER, TOWN, True),
    (Role.STATION_HEAD, TOWN, Role.STATION_HEAD, TOWN, False),
    (Role.STATION_HEAD, TOWN, Role.GRID_HEAD, GRID, False),
    (Role.STATION_HEAD, TOWN, Role.STATION_OFFICER, "350206001", False),
    (Role.COORDINATOR, DISTRICT, Role.STATION_HEAD, TOWN, True),
    (Role.COORDINATOR, DISTRICT, Role.GRID_HEAD, TOWN, True),
    (Role.COORDINATOR, DISTRICT, Role.GRID_HEAD, DISTRICT, False),
    (Role.COORDINATOR, DISTRICT, Role.COORDINATOR, DISTRICT, False),
    (Role.COORDINATOR, DISTRICT, Role.LEADER, DISTRICT, False),
    (Role.COORDINATOR, DISTRICT, Role.STATION_HEAD, "350206001", False),
    (Role.COORDINATOR, CITY, Role.STATION_HEAD, "350206001", True),
    (Role.COMMUNITY_HEAD, TOWN, Role.ASSISTANT, TOWN, False),
    (Role.LEADER, DISTRICT, Role.GRID_MEMBER, GRID, False),
])
def test_who_arranges_what(manager: Role, at: str, role: Role, where: str, allowed: bool) -> None:
    assert may_manage([Post(manager, at)], role, PATHS[where], NOW) is allowed
    ended = Post(manager, at, ends_at=NOW)
    assert not may_manage([ended], role, PATHS[where], NOW), "a right ends with its post"


def test_managers_are_told_from_others() -> None:
    assert is_manager([Post(Role.STATION_HEAD, TOWN)], NOW)
    assert not is_manager([Post(Role.GRID_MEMBER, GRID), Post(Role.STATION_HEAD, TOWN, ends_at=NOW)], NOW)
