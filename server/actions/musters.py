"""A member of an emergency team heard the call, or stands there: said by themselves, or for them by who was told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.record import Entry, record
from server.errors import Problem
from server.models import Emergency, Muster
from server.queries.musters import read_muster
from server.queries.people import Actor
from server.transaction import Transaction, transaction
from workflows.emergency import may_gather
from workflows.roles import Place

EVENTS = {"received": "muster.received", "arrived": "muster.arrived"}


def mark_muster(muster_id: int, what: str, actor: Actor, now: datetime) -> dict[str, Any]:
    """Note `received` or `arrived`; said again, the first time stays. Answers the call as it then is.

    Raises Problem: not-found, territory-forbidden, window-closed (the emergency has ended, the seat is empty).
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
        if tx.session.get_one(Emergency, row.emergency_id).ended_at is not None:
            raise Problem("window-closed", "应急状态已经结束，不再登记")
        if (row.arrived_at if what == "arrived" else row.received_at) is None:
            _note(tx, row, what, actor, now)
        tx.session.flush()
        return read_muster(tx.session, muster_id, actor, now)


def _note(tx: Transaction, row: Muster, what: str, actor: Actor, now: datetime) -> None:
    if row.received_at is None:  # who stands there has heard it
        row.received_at, row.received_by = now, actor.person_id
    if what == "arrived":
        row.arrived_at, row.arrived_by = now, actor.person_id
    place = Place(row.district, row.community[:9], None, None, row.community)
    data = {"emergency": row.emergency_id, "muster": row.id, "community": row.community, "role": row.role,
            "person": row.person_id}
    record(tx, Entry("division", row.district, None, EVENTS[what], actor, row.community, None, place, None, now, data))
