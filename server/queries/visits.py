"""Visits as people read them: who looked at what and when, and what was said; nobody's way can be read from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from server.errors import invalid
from server.extensions import db
from server.models import Person, PollutionSource, Visit, VisitWords
from server.queries.city import named
from server.queries.moments import day_start
from server.queries.patrol_rules import find_notice
from server.queries.people import Actor
from server.queries.routing import premises_name
from server.queries.scope import scopes_of
from server.queries.sources import home_of, inside
from workflows.patrol import VISIT_NAMES, VisitKind
from workflows.roles import COLUMNS


@dataclass(frozen=True)
class VisitFilter:
    """What a list of visits is narrowed to."""

    division: str | None = None
    source_id: int | None = None
    kind: str | None = None
    first_advice: bool = False
    mine: bool = False
    first: date | None = None
    last: date | None = None


def visits_of(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """Visits in the person's territory, and the own ones."""
    found: list[ColumnElement[bool]] = [Visit.person_id == actor.person_id] if actor.person_id else []
    for scope in scopes_of(actor, now):
        if scope.column == "city":
            return true()
        if scope.column in COLUMNS:
            found.append(getattr(Visit, scope.column) == scope.code)
    return or_(*found) if found else false()


def _conditions(actor: Actor, wanted: VisitFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.division is not None:
        found.append(inside(Visit, wanted.division))
    if wanted.source_id is not None:
        found.append(Visit.source_id == wanted.source_id)
    if wanted.kind is not None:
        found.append(Visit.kind == wanted.kind)
    if wanted.first_advice:
        found.append(Visit.first_advice)
    if wanted.mine:
        found.append(Visit.person_id == actor.person_id)
    if wanted.first is not None:
        found.append(Visit.done_at >= day_start(wanted.first))
    if wanted.last is not None:
        found.append(Visit.done_at < day_start(wanted.last + timedelta(days=1)))
    return found


def read_visits(actor: Actor, wanted: VisitFilter, now: datetime, limit: int, cursor: str | None) -> dict[str, Any]:
    """The newest first, a page of them."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise invalid("cursor", "不是有效的位置")
    query = with_names().where(visits_of(actor, now), *_conditions(actor, wanted))
    if cursor is not None:
        query = query.where(Visit.id < int(cursor))
    with db.reading() as session:
        rows = session.execute(query.order_by(Visit.id.desc()).limit(limit + 1)).all()
    page = rows[:limit]
    return {"items": [visit_shape(row) for row in page], "as_of": now,
            "next": str(page[-1].Visit.id) if len(rows) > limit else None}


def with_names() -> Any:
    """Visits with who made them, where, and what was said."""
    return (select(Visit, Person.name.label("who"), PollutionSource.name.label("source_name"), VisitWords)
            .join(Person, Person.id == Visit.person_id)
            .outerjoin(PollutionSource, PollutionSource.id == Visit.source_id)
            .outerjoin(VisitWords, VisitWords.visit_id == Visit.id))


def visit_of(session: Session, visit_id: int) -> dict[str, Any]:
    """One visit as its maker reads it."""
    return visit_shape(session.execute(with_names().where(Visit.id == visit_id)).one())


def visit_shape(row: Any) -> dict[str, Any]:
    """A visit in words; `late_minutes` is how long it lay on the phone before it was sent."""
    visit: Visit = row.Visit
    words: VisitWords | None = row.VisitWords
    notice = find_notice(visit.notice) if visit.notice else None
    return {
        "id": visit.id, "kind": visit.kind, "kind_name": VISIT_NAMES[VisitKind(visit.kind)],
        "source": {"id": visit.source_id, "name": row.source_name} if visit.source_id else None,
        "premises": premises_name(visit.premises) if visit.premises else None,
        "grid": named(home_of(visit)), "who": row.who, "done_at": visit.done_at, "received_at": visit.received_at,
        "late_minutes": max(0, int((visit.received_at - visit.done_at).total_seconds() // 60)),
        "clock_skewed": visit.clock_skewed, "case_id": visit.case_id, "report_id": visit.report_id,
        "first_advice": visit.first_advice,
        "notice": {"code": visit.notice, "title": notice.title if notice else visit.notice,
                   "text": words.notice if words else ""} if visit.notice else None,
        "told": words.told if words else "", "words": words.words if words else "",
        "place_text": words.place_text if words else "", "simulated": visit.simulated}


def last_visits(session: Session, source_ids: Collection[int], since: datetime, each: int,
                ) -> dict[int, list[dict[str, Any]]]:
    """The newest visits of many sources in one query, without anybody's words: for lists that lie on phones."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows: Sequence[Any] = session.execute(
        select(Visit.id, Visit.source_id, Visit.kind, Visit.done_at, Visit.first_advice, Visit.case_id,
               Person.name.label("who"))
        .join(Person, Person.id == Visit.person_id)
        .where(Visit.source_id.in_(sorted(source_ids)), Visit.done_at >= since)
        .order_by(Visit.done_at.desc()).limit(20 * max(len(source_ids), 1))).all() if source_ids else []
    for row in rows:
        if len(found[row.source_id]) < each:
            found[row.source_id].append({
                "id": row.id, "kind": row.kind, "kind_name": VISIT_NAMES[VisitKind(row.kind)], "who": row.who,
                "done_at": row.done_at, "first_advice": row.first_advice, "case_id": row.case_id})
    return found
