"""Change a duty roster: add a shift, give it to somebody else, take it away, fill the hours that nobody holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import stamp
from server.actions.roster_filling import fill_desk, lock_desk, lock_people, record_change
from server.errors import Problem, invalid
from server.models import DutyShift, Person
from server.queries.catalogue import working_calendar
from server.queries.desks import Desk
from server.queries.people import Actor
from server.queries.rosters import WITHOUT_POST, Days, away_of, of_desk, shape_gaps, shift_shape, to_shift
from server.transaction import transaction
from workflows import roster
from workflows.roles import Post
from workflows.roster import PLACE_NAMES
from workflows.roster_rights import editing_post
from workflows.rotation import day_turn

LONGEST = timedelta(hours=24)
FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class NewShift:
    """A shift as somebody asks for it; `place` is lead or second."""

    person_id: int
    place: str
    starts_at: datetime
    ends_at: datetime


def add_shift(desk: Desk, wanted: NewShift, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Put somebody on the roster; answers the shift.

    One that has begun already counts from now. Raises territory-forbidden, validation, window-closed (the past is no
    plan), post-conflict.
    """
    by = _editor(actor, desk, now)
    if not timedelta() < wanted.ends_at - wanted.starts_at <= LONGEST:
        raise invalid("ends_at", "一班须晚于开始、最长 24 小时")
    if wanted.ends_at <= now:
        raise Problem("window-closed", "已经过去的时间不能再排班")
    content = content_hash(["shift", desk.division, desk.department, wanted.person_id, wanted.place,
                            wanted.starts_at, wanted.ends_at])
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content, now)
        if stored is not None:
            return stored
        lock_desk(tx.session, desk)
        row = _placed(desk, replace(wanted, starts_at=max(wanted.starts_at, now)), now)
        _check(tx.session, row, None)
        tx.session.add(row)
        tx.session.flush()
        record_change(tx, desk, "roster.shift_added", actor, by, now, _data(row))
        return keep_answer(tx, key, actor.key, lambda: shift_shape(tx.session, actor, row, now))


def swap_shift(shift_id: int, person_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Give a shift to somebody else. One that has begun is divided: who had it until now stays on record.

    Raises not-found, territory-forbidden, validation, window-closed, post-conflict.
    """
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["swap", shift_id, person_id]), now)
        if stored is not None:
            return stored
        row, desk = _locked(tx.session, shift_id)
        by, before = _editor(actor, desk, now), row.person_id
        _still_open(row, now)
        if person_id == before:
            raise invalid("person", "这一班本来就是此人")
        begins = max(row.starts_at, now)
        new = _placed(desk, NewShift(person_id, row.place, begins, row.ends_at), now)
        _check(tx.session, new, row.id)
        if row.starts_at < now:
            row.ends_at = now
            tx.session.add(new)
        else:
            row.person_id, new = person_id, row
        tx.session.flush()
        record_change(tx, desk, "roster.swapped", actor, by, now, {**_data(new), "before": before})
        return keep_answer(tx, key, actor.key, lambda: shift_shape(tx.session, actor, new, now))


def remove_shift(shift_id: int, actor: Actor, now: datetime) -> None:
    """Take a shift away; one that has begun ends now. Raises not-found, territory-forbidden, window-closed."""
    with transaction() as tx:
        row, desk = _locked(tx.session, shift_id)
        by = _editor(actor, desk, now)
        _still_open(row, now)
        record_change(tx, desk, "roster.removed", actor, by, now, _data(row))
        if row.starts_at < now:
            row.ends_at = now
        else:
            tx.session.delete(row)


def fill_roster(desk: Desk, days: Days, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Fill by the rotation what the roster lacks on these days, from now on; answers what was written and what is
    still missing. Raises territory-forbidden, validation.
    """
    by = _editor(actor, desk, now)
    if days.end > now + FARTHEST:
        raise invalid("to", "最多排到一年以内")
    content = content_hash(["fill", desk.division, desk.department, days.first, days.last])
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content, now)
        if stored is not None:
            return stored
        begin, end = max(days.begin, now), day_turn(working_calendar(), days.last + timedelta(days=1))
        written = fill_desk(tx, desk, begin, end, actor, by, now) if begin < end else 0
        return keep_answer(tx, key, actor.key, lambda: {
            "written": written, "gaps": _missing(tx.session, desk, begin, days.end)})


def _missing(session: Session, desk: Desk, begin: datetime, end: datetime) -> list[dict[str, Any]]:
    rows = session.execute(select(DutyShift, Person.name).join(Person, Person.id == DutyShift.person_id).where(
        of_desk(desk), DutyShift.starts_at < end, DutyShift.ends_at > begin).order_by(DutyShift.id)).all()
    away = away_of(session, desk, {row.DutyShift.person_id for row in rows}, begin, end)
    found = roster.gaps(begin, max(begin, end), [to_shift(row.DutyShift) for row in rows], working_calendar(), away)
    return shape_gaps(found, {row.DutyShift.person_id: row.name for row in rows}, away)


def _editor(actor: Actor, desk: Desk, now: datetime) -> Post:
    by = editing_post(actor.posts, desk.division, desk.department, now)
    if by is None:
        raise Problem("territory-forbidden", "只能编排本单位的值班表")
    return by


def _locked(session: Session, shift_id: int) -> tuple[DutyShift, Desk]:
    row = session.get(DutyShift, shift_id) if shift_id < 2**62 else None
    if row is not None:
        lock_desk(session, Desk(row.division, row.department))
        row = session.get(DutyShift, shift_id, populate_existing=True)
    if row is None:
        raise Problem("not-found", "没有这一班")
    return row, Desk(row.division, row.department)


def _still_open(row: DutyShift, now: datetime) -> None:
    if row.ends_at <= now:
        raise Problem("window-closed", "已经值完的班不能再改")


def _placed(desk: Desk, wanted: NewShift, now: datetime) -> DutyShift:
    return DutyShift(district=desk.division[:6], division=desk.division, department=desk.department,
                     place=wanted.place, person_id=wanted.person_id, starts_at=wanted.starts_at,
                     ends_at=wanted.ends_at, created_at=now)


def _check(session: Session, wanted: DutyShift, instead_of: int | None) -> None:
    """Raises unless the person is one of the unit's own, there all the time, and both person and place are free."""
    lock_people(session, [wanted.person_id])
    desk = Desk(wanted.division, wanted.department)
    away = away_of(session, desk, {wanted.person_id}, wanted.starts_at, wanted.ends_at)
    if any(item.kind == WITHOUT_POST for item in away):
        raise invalid("person", "值班人须是本单位在岗人员，任期须包括整班")
    if away:
        raise invalid("person", "此人这段时间不在岗")
    mine = and_(DutyShift.division == wanted.division, DutyShift.department == wanted.department,
                DutyShift.place == wanted.place)
    others = session.scalars(select(DutyShift).where(
        or_(DutyShift.person_id == wanted.person_id, mine), DutyShift.id != (instead_of or 0),
        DutyShift.starts_at < wanted.ends_at, DutyShift.ends_at > wanted.starts_at)).all()
    if any(row.person_id == wanted.person_id for row in others):
        raise Problem("post-conflict", "此人这段时间已在值班")
    if others:
        raise Problem("post-conflict", f"这段时间已安排{PLACE_NAMES[wanted.place]}")


def _data(row: DutyShift) -> dict[str, object]:
    return {"shift": row.id, "person": row.person_id, "place": row.place, "from": stamp(row.starts_at),
            "to": stamp(row.ends_at)}
