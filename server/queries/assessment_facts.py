"""Facts of a span of days for assessment, from the tables: all of them, or those of one owner alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from server.queries import facts_of_cases as cases
from server.queries import facts_of_findings, facts_of_reminders, facts_of_samples
from server.queries import facts_of_sources as field
from server.queries import facts_of_steps as moving
from server.queries import facts_of_voices as voices
from server.queries import facts_of_whistles as calls
from server.queries.facts_reach import Absences, Reach, read_absences
from server.queries.moments import day_start
from workflows.assessment.facts import Fact, Kind, Level

AWAY_MATTERS = frozenset({Kind.TASK, Kind.CHECK, Kind.TURN})
Reader = Callable[[Session, Reach, Absences, Mapping[str, int]], Iterable[Fact]]


def _plain(reader: Callable[[Session, Reach], Iterable[Fact]]) -> Reader:
    return lambda session, reach, absences, parameters: reader(session, reach)


def _with_absences(reader: Callable[[Session, Reach, Absences], Iterable[Fact]]) -> Reader:
    return lambda session, reach, absences, parameters: reader(session, reach, absences)


def _spanned(reader: Callable[..., Iterable[Fact]]) -> Reader:
    """Up to now at most: a reminder that is still to be answered is no fact yet."""
    return lambda session, reach, absences, parameters: reader(
        session, reach.start, min(reach.end, reach.now), reach.whose)


READERS: dict[Kind, Reader] = {
    Kind.STAGE: _plain(cases.stages), Kind.TASK: _with_absences(cases.tasks),
    Kind.CHECK: _with_absences(cases.checks), Kind.MOMENT: _plain(moving.moments), Kind.RATING: _plain(voices.ratings),
    Kind.CONTACT: _plain(voices.contacts), Kind.CALL: _plain(calls.calls), Kind.WHISTLE: _plain(calls.whistles),
    Kind.REPORT: _plain(voices.reports), Kind.TURN: field.turns, Kind.RECHECK: _plain(field.rechecks),
    Kind.SAMPLE: _spanned(facts_of_samples.rows), Kind.REMINDER: _spanned(facts_of_reminders.rows),
    Kind.FINDING: _spanned(facts_of_findings.rows),
}


def read_facts(session: Session, first: date, last: date, now: datetime, *, level: Level | None = None,
               owner: str | None = None, kinds: frozenset[Kind] | None = None,
               scheme_parameters: Mapping[str, int]) -> list[Fact]:
    """Facts that count from `first` to `last` in Asia/Shanghai, as they are known at `now`."""
    return list(each_fact(session, first, last, now, level=level, owner=owner, kinds=kinds,
                          scheme_parameters=scheme_parameters))


def each_fact(session: Session, first: date, last: date, now: datetime, *, level: Level | None = None,
              owner: str | None = None, kinds: frozenset[Kind] | None = None, steps: frozenset[str] | None = None,
              scheme_parameters: Mapping[str, int]) -> Iterator[Fact]:
    """The same one after the other, for whoever keeps none of them; of the countable steps only these."""
    reach = Reach(day_start(first), day_start(last + timedelta(days=1)), now, level, owner, steps)
    wanted = [kind for kind in READERS if kinds is None or kind in kinds]
    absences = read_absences(session, reach) if AWAY_MATTERS.intersection(wanted) else {}
    for kind in wanted:
        facts = READERS[kind](session, reach, absences, scheme_parameters)
        yield from facts if level is None else filter(reach.is_theirs, facts)
