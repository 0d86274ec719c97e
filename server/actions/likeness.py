"""What a new case stands beside, for its receipt; and the declined case that others report again goes to a review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.cases import StepRequest, lock_case, step_in
from server.actions.doubts import Doubt, raise_doubt
from server.actions.marks import mark
from server.actions.messages import Addressee, Told, send
from server.actions.record import stamp
from server.models import Case, Photo, Report
from server.queries.duplicates import numbers_of, shape_declined, shape_duplicates
from server.queries.evidence_rules import thresholds
from server.queries.facts import actor_facts, case_facts
from server.queries.neighbours import find_around
from server.queries.people import SYSTEM
from server.transaction import Transaction
from workflows.likeness import Matter
from workflows.roles import Role
from workflows.states import Action, State


def look_around(tx: Transaction, report: Report, case: Case | None, detail: Mapping[str, Any],
                photos: Sequence[Photo], now: datetime) -> dict[str, Any]:
    """Mark what the new case stands beside; returns what the receipt says of it."""
    if case is None:
        return {"possible_duplicates": [], "declined_nearby": []}
    if report.clock_skewed and report.sent_at is not None:
        minutes = round(abs(now - report.sent_at) / timedelta(minutes=1))
        raise_doubt(tx, case, Doubt(f"clock:report:{report.id}", "clock",
                                    f"上报手机的时钟与服务器相差约 {minutes} 分钟，发生时间已按收到时间校正。"), now)
    around = find_around(tx.session, case.category, case.lon, case.lat, case.id, now)
    mark(tx, case, around, now)
    if case.near_declined_id is not None:
        _review_when_many(tx, case.near_declined_id, now)
    mine = Matter(report.occurred_at, case.category, case.category[0], detail["description"], numbers_of(photos))
    return {"possible_duplicates": shape_duplicates(tx.session, around, mine),
            "declined_nearby": shape_declined(around)}


def _review_when_many(tx: Transaction, declined_id: int, now: datetime) -> None:
    tx.session.flush()
    if _speakers(tx.session, declined_id) < thresholds()["declined_reports"]:
        return
    declined = lock_case(tx.session, declined_id)
    if declined.state != State.DECLINED or declined.reopen_asked or declined.declined_at is None:
        return
    facts = case_facts(tx.session, declined)
    step_in(tx, declined, facts, actor_facts(SYSTEM, declined, now), StepRequest(Action.ASK_REVIEW), SYSTEM, now)
    send(tx.session, Addressee(role=Role.COORDINATOR, division=declined.district), Told(
        once=f"review:{declined.id}:{stamp(declined.declined_at)}", name="case.review_asked",
        district=declined.district, case_id=declined.id,
        text="不予受理后，附近又有多人反映同一类问题，请复核。"), now)


def _speakers(session: Session, declined_id: int) -> int:
    """How many reported the declined spot again: an account counts once, reports without one cannot be told apart."""
    rows = session.execute(select(Report.id, Report.person_id).join(Case, Case.id == Report.case_id).where(
        Case.near_declined_id == declined_id, Case.state != State.WITHDRAWN, Report.state == "joined"))
    return len({row.person_id or row.id for row in rows})
