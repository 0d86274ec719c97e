"""Groups of roles that the rows of the flow name again and again."""

from workflows.roles import EMERGENCY_TEAM, Role

STATION = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD})
STATION_HEAD = frozenset({Role.STATION_HEAD})
# Where there is no station (sea) or it must not look (回避), the district stands in for it.
STAND_IN = frozenset({Role.DISTRICT_DISPATCHER, Role.COORDINATOR})
DISPATCHERS = frozenset({Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER})
SENDERS = STATION | DISPATCHERS
COORDINATORS = frozenset({Role.COORDINATOR})
OVERSEERS = frozenset({Role.COORDINATOR, Role.LEADER})
LEADERS = frozenset({Role.LEADER})
MEMBERS = frozenset({Role.GRID_MEMBER})
# Assistants look when they are asked by name, and see nothing else.
CONFIRMERS = MEMBERS | {Role.ASSISTANT}
OFFICERS = frozenset({Role.DEPARTMENT_OFFICER})
REPORTERS = frozenset({Role.REPORTER})
SYSTEM = frozenset({Role.SYSTEM})
BELOW_STATION = frozenset({Role.GRID_MEMBER, Role.COMMUNITY_HEAD, Role.GRID_HEAD})
ANYBODY = frozenset(
    {
        Role.CITIZEN,
        Role.ASSISTANT,
        Role.GRID_MEMBER,
        Role.COMMUNITY_HEAD,
        Role.GRID_HEAD,
        Role.STATION_OFFICER,
        Role.STATION_HEAD,
        Role.DISTRICT_DISPATCHER,
        Role.CITY_DISPATCHER,
        Role.COORDINATOR,
        Role.DEPARTMENT_OFFICER,
        Role.LEADER,
        Role.ASSESSOR,  # what a special inspection found
        *EMERGENCY_TEAM,
        Role.REPORTER,
        Role.SYSTEM,
    }
)
STAFF = ANYBODY - {Role.CITIZEN, Role.ASSISTANT, Role.ASSESSOR, Role.REPORTER, Role.SYSTEM, *EMERGENCY_TEAM}
