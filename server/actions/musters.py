"""A community's emergency team is called; a member heard it or stands there: said by themselves or by who was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, insert, select
from sqlalchemy.orm import Session

from server.actions.record import Entry, record
from server.errors import Problem
from server.models import Emergency, Muster, PersonPost, Whistle
from server.queries.musters import read_muster
from server.queries.people import Actor
from server.queries.seats import find_seats
from server.transaction import Transaction, transaction
from workflows.emergency import SEATS, may_gather
from workflows.roles import EMERGENCY_TEAM, Place
from workflows.standing_in import acting_for
from workflows.whistle import WhistleState

EVENTS = {"received": "muster.received", "arrived": "muster.arrived"}


def call_teams(session: Session, communities: Sequence[str], district: str, now: datetime, *,
               emergency_id: int | None = None, whistle_id: int | None = None) -> list[int]:
    """Call everybody of the teams, stand-ins for who is away; an empty seat is written too. Returns who was called."""
    rows: list[dict[str, Any]] = []
    for role in EMERGENCY_TEAM:
        which = and_(PersonPost.role == role.value, PersonPost.division.in_(communities))
        filled = set()
        for held in find_seats(session, which, now):
            acting = acting_for(held.seat)
            filled.add(held.division)
            rows.append({"community": held.division, "role": role.value,
                         "person_id": acting.person_id if acting else None,
                         "for_person_id": held.seat.person_id if held.seat.away else None})
        if role in SEATS:
            rows += [{"community": code, "role": role.value, "person_id": None, "for_person_id": None}
                     for code in communities if code not in filled]
    if rows:
        cause = {"emergency_id": emergency_id, "whistle_id": whistle_id, "district": district, "called_at": now}
        session.execute(insert(Muster), [{**values, **cause} for values in rows])
    return sorted({values["person_id"] for values in rows if values["person_id"] is not None})


def mark_muster(muster_id: int, what: str, actor: Actor, now: datetime) -> dict[str, Any]:
    """Note `received` or `arrived`; said again, the first time stays. Answers the call as it then is.

    Raises Problem: not-found, territory-forbidden, window-closed (what it was called for has ended, an empty seat).
    """
    with transaction() as tx:
        row = tx.session.scalar(select(Muster).where(Muster.id == muster_id).with_for_update()) \
            if muster_id < 2**62 else None
        if row is None:
            raise Problem("not-found", "没有这条集结记录")
        if row.person_id != actor.person_id and not may_gather(actor.posts, row.community, now):
            raise Problem("territory-forbidden", "由本人，或所在社区、镇街、区的负责人代为登记")
        if row.person_id is None:
            raise Problem("window-closed", "这是空岗，没有可登记的人")
        whistle = _still_called(tx.session, row)
        if (row.arrived_at if what == "arrived" else row.received_at) is None:
            _note(tx, row, whistle, what, actor, now)
        tx.session.flush()
        return read_muster(tx.session, muster_id, actor, now)


def _still_called(session: Session, row: Muster) -> Whistle | None:
    """The whistle that called, locked for its event; None for an emergency. Raises window-closed."""
    if row.emergency_id is not None:
        if session.get_one(Emergency, row.emergency_id).ended_at is not None:
            raise Problem("window-closed", "应急状态已经结束，不再登记")
        return None
    whistle = session.scalars(select(Whistle).where(Whistle.id == row.whistle_id).with_for_update()).one()
    if whistle.state != WhistleState.OPEN:
        raise Problem("window-closed", "这一哨已经办完，不再登记")
    return whistle


def _note(tx: Transaction, row: Muster, whistle: Whistle | None, what: str, actor: Actor, now: datetime) -> None:
    if row.received_at is None:  # who stands there has heard it
        row.received_at, row.received_by = now, actor.person_id
    if what == "arrived":
        row.arrived_at, row.arrived_by = now, actor.person_id
    place = Place(row.district, row.community[:9], None, None, row.community)
    data = {"muster": row.id, "community": row.community, "role": row.role, "person": row.person_id}
    if whistle is not None:
        record(tx, Entry("whistle", str(whistle.id), whistle, EVENTS[what], actor, row.community, None, place, None,
                         now, {"case": whistle.case_id, **data}))
    else:
        record(tx, Entry("division", row.district, None, EVENTS[what], actor, row.community, None, place, None, now,
                         {"emergency": row.emergency_id, **data}))
