"""Switch a district into the emergency state and out of it: the teams are called, ordinary clocks stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.emergency_clocks import close_put_offs, hold_all, keep_clocks, note_put_offs
from server.actions.musters import call_teams
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.errors import Problem, invalid
from server.models import DivisionRow, Emergency, Person
from server.queries.city import all_departments, city_index
from server.queries.emergencies import describe
from server.queries.musters import NOBODY_CALLED, muster_counts
from server.queries.people import Actor
from server.queries.put_offs import NOTHING_PUT_OFF, put_off_counts
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.emergency import LONGEST, may_switch
from workflows.roles import Place

AT_LEAST = timedelta(minutes=1)


@dataclass(frozen=True)
class Beginning:
    """What a leader decides: where, why, until when, and whose teams are called (all, when none are named)."""

    district: str
    title: str
    reason: str
    planned_end: datetime
    communities: tuple[str, ...] = ()
    key: str | None = None


@again_after_deadlock
def begin_emergency(given: Beginning, actor: Actor, now: datetime) -> dict[str, Any]:
    """Begin: the row, the calls, the clocks and one ledger entry in one transaction; answers the emergency.

    Raises Problem: validation, territory-forbidden, emergency-running, idempotency-conflict.
    """
    communities = _judge(given, actor, now)
    keep_clocks(now)  # what a killed end has left is finished first
    wanted = content_hash(["emergency", given.district, given.title, given.reason, given.planned_end,
                           sorted(communities)])
    with transaction() as tx:
        stored = find_answer(tx, given.key, actor.key, wanted, now)
        if stored is not None:
            return stored
        row = _open(tx.session, given, actor, now)
        call_teams(tx.session, communities, row.district, row.begun_at, emergency_id=row.id)
        held = hold_all(tx.session, row)
        _announce(tx, "emergency.began", row, actor, now, {
            "held": held, "begun": stamp(row.begun_at),
            "planned_end": stamp(given.planned_end), "communities": len(communities), **_numbers(tx.session, row)})
        return keep_answer(tx, given.key, actor.key, lambda: describe(tx.session, row.id, actor, now))


def _judge(given: Beginning, actor: Actor, now: datetime) -> Sequence[str]:
    """The communities to call. Raises validation and territory-forbidden."""
    index = city_index()
    if given.district not in index.within((-180, -90, 180, 90), "district"):
        raise invalid("district", "没有这个区")
    if not may_switch(actor.posts, given.district, now):
        raise Problem("territory-forbidden", "应急状态由本区或全市的领导、网格长启动和结束")
    for name in ("title", "reason"):
        if not getattr(given, name).strip():
            raise invalid(name, "请填写")
    if given.planned_end < now + AT_LEAST:
        raise invalid("planned_end", "计划结束时间须晚于现在")
    if given.planned_end > now + LONGEST:
        raise invalid("planned_end", f"一次应急状态不超过 {LONGEST.days} 天，到期可再启动")
    known = [code for town in index.children(given.district) for code in index.children(town)
             if index.division(code).level == "community"]
    unknown = sorted(set(given.communities) - set(known))
    if unknown:
        raise invalid("communities", f"{unknown[0]} 不是本区的社区")
    return sorted(set(given.communities)) or known


def _open(session: Session, given: Beginning, actor: Actor, now: datetime) -> Emergency:
    # Two leaders at once: the second waits here and then finds the first one's.
    session.execute(select(DivisionRow.code).where(DivisionRow.code == given.district).with_for_update(key_share=True))
    there = session.scalar(select(Emergency).where(Emergency.district == given.district,
                                                   Emergency.ended_at.is_(None)))
    if there is not None:
        raise Problem("emergency-running", f"{city_index().name(given.district)}已处于应急状态：{there.title}",
                      emergency=there.id)
    row = Emergency(district=given.district, title=given.title.strip(), reason=given.reason.strip(), begun_at=now,
                    begun_by=actor.person_id, planned_end=given.planned_end,
                    simulated=bool(session.scalar(select(Person.simulated).where(Person.id == actor.person_id))))
    session.add(row)
    session.flush()
    return row


def _numbers(session: Session, row: Emergency) -> dict[str, Any]:
    """What the ledger keeps of an emergency: its id and counts, no names and no words."""
    called, put_off = muster_counts(session, [row.id]), put_off_counts(session, [row.id])
    return {"emergency": row.id, **called.get(row.id, NOBODY_CALLED), **put_off.get(row.id, NOTHING_PUT_OFF)}


def end_emergency(emergency_id: int, note: str, key: str | None, actor: Actor, now: datetime) -> None:
    """End: one ledger entry with the numbers, then every clock goes on with its rest. A kill in between loses
    nothing: the job lets go what is still held, as of the end.

    Raises Problem: not-found, territory-forbidden, window-closed (it has ended), idempotency-conflict.
    """
    wanted = content_hash([emergency_id, "end", note])
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, wanted, now)
        if stored is None:
            _end(tx, emergency_id, note, actor, now)
            keep_answer(tx, key, actor.key, lambda: {"ended": emergency_id})
    keep_clocks(now)


def _end(tx: Transaction, emergency_id: int, note: str, actor: Actor, now: datetime) -> None:
    row = tx.session.scalar(select(Emergency).where(Emergency.id == emergency_id).with_for_update()) \
        if emergency_id < 2**62 else None
    if row is None:
        raise Problem("not-found", "没有这次应急状态")
    if not may_switch(actor.posts, row.district, now):
        raise Problem("territory-forbidden", "应急状态由本区或全市的领导、网格长启动和结束")
    if row.ended_at is not None:
        raise Problem("window-closed", "这次应急状态已经结束")
    close_put_offs(tx.session, row.id, now)
    note_put_offs(tx.session, row.id)
    row.ended_at, row.ended_by, row.end_note = max(now, row.begun_at), actor.person_id, note.strip()
    tx.session.flush()
    _announce(tx, "emergency.ended", row, actor, now, _numbers(tx.session, row))


def _announce(tx: Transaction, name: str, row: Emergency, actor: Actor, now: datetime, numbers: dict[str, Any]) -> None:
    """One entry in the ledger that every room of the district and of its departments hears."""
    role = next((post.role.value for post in actor.posts if may_switch([post], row.district, now)), None)
    units = tuple(unit.code for unit in all_departments().values() if unit.division[:6] == row.district)
    record(tx, Entry("division", row.district, None, name, actor, row.district, role, Place(row.district), None, now,
                     numbers, also=units, below=True))
