"""Which rows a reading of facts takes: a span of time, perhaps one owner alone, and who was away when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from server.models import Absence
from server.queries.city import city_code, district_codes
from workflows.assessment.facts import OWNER_FIELD, Fact, Level, owner_of

TOWN = 9  # digits of a town's code, with which codes below it begin
Absences = Mapping[int, Sequence[tuple[datetime, datetime | None, str]]]


@dataclass(frozen=True)
class Reach:
    """From `start` up to `end`, as known at `now`; of one owner alone when `level` and `owner` are named. `steps`: only
    these countable steps of cases are asked for."""

    start: datetime
    end: datetime
    now: datetime
    level: Level | None = None
    owner: str | None = None
    steps: frozenset[str] | None = None

    def wants(self, *steps: str) -> bool:
        """Whether any of these countable steps is asked for."""
        return self.steps is None or not self.steps.isdisjoint(steps)

    @property
    def whose(self) -> tuple[Level, str] | None:
        """The owner, for readers that take it so."""
        return None if self.level is None or self.owner is None else (self.level, self.owner)

    def within(self, column: Any) -> ColumnElement[bool]:
        """Moments of the span."""
        return (column >= self.start) & (column < self.end)

    def place(self, table: Any, placed: Any = None) -> ColumnElement[bool]:
        """Rows of a table with codes of places; `placed` is the table that has those which it lacks. A department and
        a person may have facts everywhere: they are told apart by other columns."""
        code = self.owner or ""
        if self.level in (None, Level.MEMBER, Level.DEPARTMENT):
            return table.district.in_((*district_codes(), city_code()))
        name = OWNER_FIELD[self.level]
        wanted = [table.district == code[:6]]
        holder = table if hasattr(table, name) else placed
        if holder is not None:  # else the rows of its town: what is looked up by case may hold more than is asked for
            wanted.append(getattr(holder, name) == code)
        if len(code) > TOWN and hasattr(table, "town"):
            wanted.append(table.town == code[:TOWN])
        return and_(*wanted)

    def is_theirs(self, fact: Fact) -> bool:
        """Whether a fact is the owner's; everybody's when none is named."""
        return self.level is None or owner_of(fact, self.level) == self.owner


def read_absences(session: Session, reach: Reach) -> Absences:
    """Everybody's absences that touch the span; of one person alone when the owner is one."""
    mine = Absence.person_id == int(reach.owner or 0) if reach.level is Level.MEMBER else true()
    found: dict[int, list[tuple[datetime, datetime | None, str]]] = {}
    for person, starts, ends, kind in session.execute(
            select(Absence.person_id, Absence.starts_at, Absence.ends_at, Absence.kind).where(
                mine, Absence.starts_at < reach.end, or_(Absence.ends_at.is_(None), Absence.ends_at > reach.start))
            .order_by(Absence.starts_at, Absence.id)):
        found.setdefault(person, []).append((starts, ends, kind))
    return found


def away_at(absences: Absences, person: int, moment: datetime) -> str | None:
    """The kind of absence in which a moment lies; None while the person was there."""
    for starts, ends, kind in absences.get(person, ()):
        if starts <= moment and (ends is None or moment < ends):
            return kind
    return None
