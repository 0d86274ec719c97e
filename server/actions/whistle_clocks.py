"""Nobody answers: the unit is reminded, then its superior and the district hear of it; each rung exactly once.

After an outage only the highest rung that has become due is told, the others are noted as skipped.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.messages import Addressee, send
from server.actions.whistle_rows import Blown, reminders_of, tell, told, unit_of_call
from server.extensions import db
from server.models import Case, PersonPost, Whistle, WhistleCall
from server.queries.city import all_departments, city_code, unit_name
from server.queries.people import SYSTEM
from server.queries.seats import find_seats
from server.queries.whistle_rules import whistle_data
from server.transaction import again_after_deadlock, transaction
from workflows.roles import Role
from workflows.whistle import CallState

log = logging.getLogger(__name__)
BATCH = 200
WAITS_FOR = {CallState.CALLED: "尚未应哨", CallState.TAKEN: "尚未到场或报结果", CallState.ARRIVED: "尚未报结果"}


def keep_whistles(now: datetime) -> int:
    """Remind of every call whose next rung is due; returns how many. Cheap when nothing is due."""
    with db.reading() as session:
        due = list(session.execute(select(WhistleCall.id, WhistleCall.whistle_id).where(
            WhistleCall.rung_at <= now).order_by(WhistleCall.rung_at).limit(BATCH)))
    done = 0
    for call_id, whistle_id in due:
        try:
            done += _remind(call_id, whistle_id, now)
        except Exception:  # one call that cannot be worked on must not stop the others
            log.exception("reminding of call %s failed", call_id)
    return done


@again_after_deadlock
def _remind(call_id: int, whistle_id: int, now: datetime) -> int:
    with transaction() as tx:
        whistle = tx.session.scalars(select(Whistle).where(Whistle.id == whistle_id).with_for_update()).one()
        call = tx.session.get_one(WhistleCall, call_id, populate_existing=True)
        if call.rung_at is None or call.rung_at > now:  # somebody was faster
            return 0
        calls = tx.session.scalars(select(WhistleCall).where(WhistleCall.whistle_id == whistle_id)).all()
        blown = Blown(whistle, tx.session.get_one(Case, whistle.case_id), calls, SYSTEM, None, None, now)
        moments = reminders_of(call, whistle.kind)
        reached = sum(moment <= now for moment in moments)
        if reached > call.rung:
            skipped = list(range(call.rung, reached - 1))
            to = _send(tx.session, blown, call, reached - 1)
            tell(tx, blown, call, "whistle.reminded", {
                "rung": reached - 1, "skipped": skipped, "state": call.state, "to": to.role.value if to.role else None})
        call.rung = max(call.rung, reached)
        call.rung_at = moments[call.rung] if call.rung < len(moments) else None
    return 1


def _send(session: Session, blown: Blown, call: WhistleCall, rung: int) -> Addressee:
    meant = whistle_data().ladder[rung].to if call.state == CallState.CALLED else "unit"
    to = _first_held(session, _candidates(call, meant), blown.now)
    unit = unit_name(call.department or call.town)
    words = f"吹哨：{unit}已过时限，{WAITS_FOR[CallState(call.state)]}。"
    once = f"remind:{call.id}:{call.state}:{rung}:{blown.whistle.called_at:%Y%m%d%H%M}"
    send(session, to, told(blown, once, "whistle.reminded", words), blown.now)
    return to


def _candidates(call: WhistleCall, to: str) -> list[Addressee]:
    """Who is told at a rung, and who instead when nobody holds that post: the next one up, to the city."""
    unit = all_departments().get(call.department or "")
    home, city = unit.division if unit else call.town, city_code()
    superior = Addressee(role=Role.LEADER, division=home) if unit else Addressee(role=Role.STATION_HEAD, division=home)
    ladder = [unit_of_call(call), superior, Addressee(role=Role.COORDINATOR, division=call.district),
              Addressee(role=Role.COORDINATOR, division=city), Addressee(role=Role.LEADER, division=city)]
    return ladder[("unit", "superior", "district").index(to):]


def _first_held(session: Session, seats: Sequence[Addressee], now: datetime) -> Addressee:
    """The first of these posts that somebody holds; the last one when nobody holds any."""
    for seat in seats[:-1]:
        where = (PersonPost.department == seat.department) if seat.department else (
            PersonPost.division == seat.division) & PersonPost.department.is_(None)
        if find_seats(session, (PersonPost.role == (seat.role or Role.LEADER).value) & where, now):
            return seat
    return seats[-1]
