"""A report that joins an open case as it is sent: one step, no case of its own. Next: server/actions/reports.py"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.actions.cases import lock_case
from server.actions.joined import recount
from server.actions.record import Entry, record
from server.actions.taken_in import TakenIn
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Case
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.transaction import Transaction
from workflows.states import OPEN, State

GONE = "这件事刚刚办结或已并入别处，请单独提交"


def join_target(session: Session, wanted: int, category: str, point: tuple[float | None, float | None],
                recuse: bool) -> Case:
    """The open case that a report joins, locked; a merged one leads to its main case.

    Raises validation: far away, of another kind, ended, sealed, or the reporter asks that its people stay out.
    """
    if recuse:
        raise invalid("join_case", "请求回避的反映要单独受理，不能加入别人的")
    try:
        main = lock_case(session, wanted)
        main = lock_case(session, main.main_case_id) if main.main_case_id else main
    except Problem:
        raise invalid("join_case", GONE) from None
    if main.category != category or main.sealed or not _is_near(main, point):
        raise invalid("join_case", "这件事不在附近，或不是同一类，请单独提交")
    if State(main.state) not in OPEN:
        raise invalid("join_case", GONE)
    return main


def _is_near(main: Case, point: tuple[float | None, float | None]) -> bool:
    if None in (main.lon, main.lat, *point):
        return False
    return distance_m(main.lon or 0, main.lat or 0, point[0] or 0, point[1] or 0) <= db.settings.duplicate_radius_m


def record_joined(tx: Transaction, taken: TakenIn, data: dict[str, Any], actor: Actor, unit: str | None,
                  now: datetime) -> None:
    """Count the new report in its case and tell of it; the case goes on as it is."""
    main = taken.case
    if main is None:
        return
    tx.session.flush()
    recount(tx.session, main)
    record(tx, Entry("case", str(main.id), main, "report.joined", actor, unit, None, place_of_case(main),
                     main.department, now, data, main.version))
