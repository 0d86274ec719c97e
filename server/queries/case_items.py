"""Cases as list items: what stands on one line of a list, by their ids, in one statement that is built once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, any_, bindparam, func, select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, Person, Photo, Report, ReportDetail
from server.queries.catalogue import category_name, source_name
from server.queries.city import named, named_unit
from server.queries.photos import small_link
from server.queries.words import FLAG_NAMES, flags_of, whose_turn
from workflows.states import OPEN, PHASE_OF, STAGE_NAMES, STATE_NAMES, Stage, State

# A case has a hundred columns; these are what a list item, its flags and whose turn it is are made of.
COLUMNS = ("id", "number", "version", "state", "category", "severity", "source", "district", "town", "street_grid",
           "sub_grid", "community", "lon", "lat", "department", "confirmer_id", "assignee_id", "companion_id",
           "reported_at", "updated_at", "due_at", "warn_at", "due_stage", "paused_at", "hold_id", "reports",
           "returns", "failed_checks")
_CASES, _PEOPLE = Case.__table__, Person.__table__


def _name_of(person: str) -> Any:
    """Name of the person in a column; a subquery of its own, which is planned faster than a join."""
    people = _PEOPLE.alias()
    return select(people.c.name).where(people.c.id == _CASES.c[person]).scalar_subquery()


def _items() -> Any:
    """Columns, names, words for the place (of the first report that gave some) and the first picture."""
    reports, details, photos = Report.__table__, ReportDetail.__table__, Photo.__table__
    place = (select(details.c.place_text).join(reports, reports.c.id == details.c.report_id)
             .where(reports.c.case_id == _CASES.c.id, details.c.place_text != "")
             .order_by(reports.c.received_at).limit(1).scalar_subquery())
    thumb = select(func.min(photos.c.id)).where(
        photos.c.case_id == _CASES.c.id, photos.c.private.is_(False)).scalar_subquery()
    return select(*(_CASES.c[name] for name in dict.fromkeys((*COLUMNS, *FLAG_NAMES))),
                  _name_of("confirmer_id").label("confirmer"), _name_of("assignee_id").label("assignee"),
                  _name_of("companion_id").label("companion"), func.coalesce(place, "").label("place_text"),
                  thumb.label("thumb"))


# Sent with every list: building a statement costs more than running it. One array is quicker than fifty parameters.
_BY_IDS = {
    True: _items().where(_CASES.c.id.in_(bindparam("ids", expanding=True))),
    False: _items().where(_CASES.c.id == any_(bindparam("ids", type_=ARRAY(BigInteger))))}


def items_of(session: Session, ids: Iterable[int], now: datetime) -> list[dict[str, Any]]:
    """List items of these cases, in this order."""
    wanted = list(ids)
    rows = {row.id: row for row in session.connection().execute(_BY_IDS[db.is_sqlite], {"ids": wanted})}
    return [_shape(rows[case_id], now) for case_id in wanted if case_id in rows]


def is_late_now(case: Any, now: datetime) -> bool:
    """The same as `server.queries.cases.is_late`, for one row."""
    if case.state not in OPEN or case.due_at is None or case.due_at >= now or case.due_stage == Stage.ANSWER:
        return False
    if case.paused_at is None:
        return True
    return case.state != State.SUSPENDED and case.due_at <= case.paused_at


def _shape(case: Any, now: datetime) -> dict[str, Any]:
    state = State(case.state)
    return {
        "id": case.id, "number": case.number, "version": case.version,
        "state": case.state, "state_name": STATE_NAMES[state], "phase": PHASE_OF[state].value,
        "category": {"code": case.category, "name": category_name(case.category)}, "severity": case.severity,
        "source": case.source, "source_name": source_name(case.source),
        "district": named(case.district), "town": named(case.town), "street_grid": named(case.street_grid),
        "sub_grid": named(case.sub_grid), "community": named(case.community),
        "lon": case.lon, "lat": case.lat, "place_text": case.place_text,
        "department": named_unit(case.department),
        "assignee": {"id": case.assignee_id, "name": case.assignee or ""} if case.assignee_id else None,
        "companion": {"id": case.companion_id, "name": case.companion or ""} if case.companion_id else None,
        "reported_at": case.reported_at, "updated_at": case.updated_at, "due_at": case.due_at,
        "warn_at": case.warn_at if case.paused_at is None else None, "due_stage": case.due_stage,
        "due_stage_name": STAGE_NAMES[Stage(case.due_stage)] if case.due_stage else None,
        "late": is_late_now(case, now), "put_off": case.hold_id is not None,
        "reports": case.reports, "thumb": small_link(case.thumb) if case.thumb else None,
        "flags": flags_of(case), "whose_turn": whose_turn(case, case.confirmer, case.assignee, case.companion),
    }
