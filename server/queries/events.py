"""The feed: events after a number, as the person may read them. The client's cursor moves by these answers only."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Event, Person
from server.queries.city import unit_name
from server.queries.people import Actor
from server.queries.scope import division_condition, event_condition
from server.queries.words import event_title

STAFF_ONLY = frozenset({"seals"})
# Of an appeal, a reward or a deduction only these are told along: whose it is, is for those who open the thing itself.
ABOUT_SCORES = frozenset({"to", "assessment", "instance", "due", "changed", "holds"})


def last_seq() -> int:
    """Number of the newest event; 0 in an empty ledger."""
    with db.reading() as session:
        return session.scalar(select(func.max(Event.seq))) or 0


def news_of_people(after: int) -> tuple[int, bool]:
    """(newest number, whether anything happened to people since `after`): posts, absences, substitutes.

    Reads the events since then and no others.
    """
    about_people = case((Event.subject_kind == "person", Event.seq))
    with db.reading() as session:
        newest, of_people = session.execute(
            select(func.max(Event.seq), func.max(about_people)).where(Event.seq > after)).one()
    return newest or after, of_people is not None


def list_events(session: Session, actor: Actor, now: datetime, after: int, limit: int, division: str | None,
                department: str | None) -> dict[str, Any]:
    """`{events, next_after}`: next_after also passes over events outside the person's territory."""
    newest = session.scalar(select(func.max(Event.seq))) or 0
    query = select(Event).where(Event.seq > after, event_condition(actor, now))
    if division is not None:
        query = query.where(division_condition(Event, division))
    if department is not None:
        query = query.where(Event.department == department)
    rows = list(session.scalars(query.order_by(Event.seq).limit(limit)))
    next_after = rows[-1].seq if len(rows) == limit else max(newest, after)
    return {"events": event_shapes(session, rows), "next_after": next_after}


def event_shapes(session: Session, rows: list[Event]) -> list[dict[str, Any]]:
    """Events as staff read them, actors by name; one query for all names."""
    contents = [json.loads(row.content) for row in rows]
    ids = {content["actor"]["id"] for content in contents if content["actor"]["id"]}
    names = {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))}
    return [_shape(row, content, names) for row, content in zip(rows, contents, strict=True)]


def _shape(row: Event, content: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    actor = content["actor"]
    return {
        "seq": row.seq, "n": row.n, "subject": {"kind": row.subject_kind, "id": row.subject_id}, "name": row.name,
        "title": event_title(row.name, content["data"]), "at": row.at,
        "actor": {"kind": actor["kind"], "name": names.get(actor["id"], _ACTORS.get(actor["kind"], "")),
                  "unit": unit_name(actor["unit"])},
        "district": row.district, "town": row.town, "street_grid": row.street_grid,
        "department": row.department,
        "data": {key: value for key, value in content["data"].items() if _told(row, key)}}


def _told(row: Event, key: str) -> bool:
    if row.subject_kind in ("appeal", "reward") or row.name.startswith("scheme.mark_"):
        return key in ABOUT_SCORES
    return key not in STAFF_ONLY


_ACTORS = {"reporter": "反映人", "system": "系统", "enterprise": "被反映单位"}
