"""Facts of a span of days for assessment, from the tables: all of them, or those of one owner alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from server.queries import facts_of_cases as cases
from server.queries.facts_reach import Absences, Reach, read_absences
from server.queries.moments import day_start
from workflows.assessment.facts import Fact, Kind, Level

AWAY_MATTERS = frozenset({Kind.TASK, Kind.CHECK, Kind.TURN})
Reader = Callable[[Session, Reach, Absences, Mapping[str, int]], Iterable[Fact]]
READERS: dict[Kind, Reader] = {
    Kind.STAGE: lambda session, reach, absences, parameters: cases.stages(session, reach),
    Kind.TASK: lambda session, reach, absences, parameters: cases.tasks(session, reach, absences),
    Kind.CHECK: lambda session, reach, absences, parameters: cases.checks(session, reach, absences),
    Kind.MOMENT: lambda session, reach, absences, parameters: cases.moments(session, reach),
}


def read_facts(session: Session, first: date, last: date, now: datetime, *, level: Level | None = None,
               owner: str | None = None, kinds: frozenset[Kind] | None = None,
               scheme_parameters: Mapping[str, int]) -> list[Fact]:
    """Facts that count from `first` to `last` in Asia/Shanghai, as they are known at `now`."""
    reach = Reach(day_start(first), day_start(last + timedelta(days=1)), now, level, owner)
    wanted = [kind for kind in READERS if kinds is None or kind in kinds]
    absences = read_absences(session, reach) if AWAY_MATTERS.intersection(wanted) else {}
    found: list[Fact] = []
    for kind in wanted:
        facts = READERS[kind](session, reach, absences, scheme_parameters)
        found += facts if level is None else filter(reach.is_theirs, facts)
    return found
