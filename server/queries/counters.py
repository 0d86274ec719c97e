"""Cases by day: counters folded up to an event, corrected by the cases that later events are about. Always exact."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, literal, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.extensions import db
from server.models import Case, CountedCase, Counter, Event, Serial
from server.models.search import DIMENSIONS, MEASURES
from server.queries.city import city_code

SERIES = "counters"  # its row in `serials` holds the number of the last event that is folded in
Cell = tuple[str, str, date, str]  # dimension, code, day, measure
DayCounts = dict[tuple[str, date], int]
COLUMNS = ("district", "town", "department", *(f"{measure}_on" for measure in MEASURES))


def is_counted(dimension: str) -> bool:
    """Whether counters are kept at this level; below the towns a level's own index is short enough to count."""
    return dimension in DIMENSIONS


def counts_by_day(session: Session, dimension: str, code: str, first: date, last: date) -> DayCounts:
    """(measure, day) → cases of a division or department; one statement, so that counters and corrections are of one
    moment. Raises nothing for an unknown code: it has no cases."""
    kept = select(Counter.measure.label("measure"), Counter.day.label("day"), Counter.value.label("value")).where(
        Counter.dimension == dimension, Counter.code == code, Counter.day.between(first, last))
    folded = select(func.coalesce(func.max(Serial.last), 0)).where(Serial.series == SERIES).scalar_subquery()
    touched = select(cast(Event.subject_id, BigInteger)).where(Event.seq > folded, Event.subject_kind == "case")
    corrections = [
        part for table, key, sign in ((Case, Case.id, 1), (CountedCase, CountedCase.case_id, -1))
        for part in _ones(table, [_is_among(key, touched), _is_in(table, dimension, code)], sign, first, last)]
    parts = union_all(kept, *corrections).subquery()
    rows = session.execute(select(parts.c.measure, parts.c.day, func.sum(parts.c.value))
                           .group_by(parts.c.measure, parts.c.day))
    return {(measure, day): int(value) for measure, day, value in rows if value}


def _is_among(key: Any, touched: Select[Any]) -> ColumnElement[bool]:
    """PostgreSQL is given an array, or it expects so many that it reads the whole table."""
    if db.is_sqlite:
        return key.in_(touched)  # type: ignore[no-any-return]
    return key == func.any(func.array(touched.scalar_subquery()))  # type: ignore[no-any-return]


def _is_in(table: type[Case | CountedCase], dimension: str, code: str) -> ColumnElement[bool]:
    return true() if dimension == "city" else getattr(table, dimension) == code


def _ones(table: type[Case | CountedCase], where: list[ColumnElement[bool]], sign: int, first: date,
          last: date) -> Iterator[Select[Any]]:
    for measure in MEASURES:
        day: InstrumentedAttribute[Any] = getattr(table, f"{measure}_on")
        yield select(literal(measure), day, literal(sign)).where(*where, day.between(first, last))


def count_directly(session: Session, where: list[ColumnElement[bool]], first: date, last: date) -> DayCounts:
    """The same from the cases themselves, for a place small enough."""
    days = [getattr(Case, f"{measure}_on") for measure in MEASURES]
    rows = session.execute(select(*days).where(*where, or_(*(day.between(first, last) for day in days))))
    return Tally((measure, day) for row in rows for measure, day in zip(MEASURES, row, strict=True)
                 if day is not None and first <= day <= last)


def cells_of(row: Any) -> Iterator[Cell]:
    """Every cell that a case, or its counted state, is counted in."""
    codes = {"city": city_code(), "district": row.district, "town": row.town, "department": row.department}
    for measure in MEASURES:
        day = getattr(row, f"{measure}_on")
        if day is not None:
            yield from ((dimension, code, day, measure) for dimension, code in codes.items() if code)


def folded_cells(session: Session) -> dict[Cell, int]:
    """What the counters hold now."""
    rows = session.execute(select(Counter.dimension, Counter.code, Counter.day, Counter.measure, Counter.value))
    return {(dimension, code, day, measure): value for dimension, code, day, measure, value in rows if value}


def true_cells(session: Session) -> dict[Cell, int]:
    """What they should hold when every event is folded in: counted anew from all cases, in a few statements."""
    found: dict[Cell, int] = {}
    for dimension in DIMENSIONS:
        code: Any = literal(city_code()) if dimension == "city" else getattr(Case, dimension)
        for measure in MEASURES:
            day: InstrumentedAttribute[Any] = getattr(Case, f"{measure}_on")
            rows = session.execute(select(code, day, func.count()).where(code.is_not(None), day.is_not(None))
                                   .group_by(code, day))
            found |= {(dimension, of, on, measure): count for of, on, count in rows}
    return found
