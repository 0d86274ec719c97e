"""The accounts with which visitors sign in: one per role, in 集美区 后溪镇 where the role has a territory."""

from __future__ import annotations

from server.actions.demo_cast import Cast, codes_of
from server.queries.city import all_departments, city_code
from workflows.roles import Role

HOME_DISTRICT, HOME_TOWN = "350211", "350211103"


def hire_accounts(cast: Cast) -> None:
    """Every account has exactly one post."""
    city = city_code()
    grid, community = codes_of("street_grid", HOME_TOWN)[0], codes_of("community", HOME_TOWN)[0]
    unit = next(row.code for row in all_departments().values()
                if row.division == HOME_DISTRICT and row.kind == "CG")
    rows: list[tuple[str, str, Role, str, str | None]] = [
        ("assistant", "周助理", Role.ASSISTANT, community, None),
        ("member", "林网格", Role.GRID_MEMBER, grid, None),
        ("community", "陈总网格长", Role.COMMUNITY_HEAD, community, None),
        ("station", "黄值班", Role.STATION_OFFICER, HOME_TOWN, None),
        ("station_head", "吴站长", Role.STATION_HEAD, HOME_TOWN, None),
        ("dispatcher", "郑派遣", Role.DISTRICT_DISPATCHER, HOME_DISTRICT, None),
        ("city_dispatcher", "王派遣", Role.CITY_DISPATCHER, city, None),
        ("coordinator", "苏协调", Role.COORDINATOR, HOME_DISTRICT, None),
        ("city_coordinator", "蔡协调", Role.COORDINATOR, city, None),
        ("department", "杨经办", Role.DEPARTMENT_OFFICER, HOME_DISTRICT, unit),
        ("leader", "许领导", Role.LEADER, HOME_DISTRICT, None),
        ("city_leader", "叶领导", Role.LEADER, city, None),
        ("assessor", "庄考核", Role.ASSESSOR, HOME_DISTRICT, None),
        ("auditor", "曾审计", Role.AUDITOR, city, None),
        ("admin", "洪管理", Role.ADMINISTRATOR, city, None),
        ("grid_head", "谢网格长", Role.GRID_HEAD, grid, None),
        ("deputy_member", "柯网格", Role.GRID_MEMBER, grid, None),
        ("cadre", "刘包保", Role.AREA_CADRE, community, None),
        ("volunteer", "李志愿", Role.VOLUNTEER, community, None),
        ("city_assessor", "邱考核", Role.ASSESSOR, city, None),
    ]
    for username, name, role, division, department in rows:
        cast.hire(role, division, department, name=name, username=username)
    member, deputy = cast.of(Role.GRID_MEMBER, grid)
    member.substitute, deputy.substitute = deputy.holder, member.holder
