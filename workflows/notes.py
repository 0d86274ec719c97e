"""Who reads and who writes a note beside a case: 'station', 'departments', 'public', and 'staff' for words of steps."""

from collections.abc import Iterable

from workflows.people import COORDINATORS, DISPATCHERS, LEADERS, OFFICERS, STAFF, STATION
from workflows.roles import Role

VISIBILITIES = ("station", "departments", "public")
# The station and those above it, who see the town's work whole.
OVERSIGHT = STATION | DISPATCHERS | COORDINATORS | LEADERS | {Role.ASSESSOR, Role.AUDITOR}
READERS: dict[str, frozenset[Role]] = {"station": OVERSIGHT, "departments": OVERSIGHT | OFFICERS}
WRITERS: dict[str, frozenset[Role]] = {
    "station": STATION | DISPATCHERS | COORDINATORS | LEADERS,
    "departments": STAFF,
    # What reporters read is the accepting unit's word.
    "public": STATION | DISPATCHERS | COORDINATORS,
}


def may_read_note(visibility: str, roles: Iterable[Role], *, own: bool = False) -> bool:
    """Whether somebody with these roles in the case reads a note; everybody reads what they wrote themselves."""
    readers = READERS.get(visibility)
    return own or readers is None or bool(readers & set(roles))


def may_write_note(visibility: str, roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles in the case writes such a note."""
    return bool(WRITERS[visibility] & set(roles))
