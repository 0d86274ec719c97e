"""Which settled cases are looked at a second time, and by whom: drawn by lot when they are settled."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.record import Entry, record
from server.extensions import db
from server.models import Case, PersonPost, Recheck
from server.queries.city import city_index
from server.queries.confirmers import circles_around
from server.queries.evidence_rules import thresholds
from server.queries.people import SYSTEM
from server.queries.scope import place_of_case
from server.queries.seats import find_seats
from server.transaction import Transaction
from workflows.facts import CaseFacts
from workflows.recheck import DUE, is_drawn
from workflows.roles import Role
from workflows.standing_in import Acting, Ring, choose
from workflows.states import Action


def draw_lot(tx: Transaction, case: Case, before: CaseFacts, action: Action, now: datetime) -> None:
    """Asked when a case closes and when its self-handling has been judged; most cases cost no statement."""
    judged = action is Action.CHECK_PASS and before.self_handled is not None
    if not (judged or action is Action.CLOSE) or not is_drawn(_ticket(case.id), thresholds()["recheck_percent"]):
        return
    if tx.session.scalar(select(Recheck.id).where(Recheck.case_id == case.id)) is not None:
        return
    found = _somebody_else(tx.session, case, before, now)
    if found is None:
        return
    tx.session.add(Recheck(case_id=case.id, kind="self_handled" if judged else "settled", district=case.district,
                           person_id=found.person_id, drawn_at=now, due_at=now + DUE))
    record(tx, Entry("case", str(case.id), case, "case.recheck_drawn", SYSTEM, None, None, place_of_case(case),
                     case.department, now, {}, case.version))


def _ticket(case_id: int) -> int:
    """A number that nobody can foresee without the installation's key, and that stays the same."""
    digest = hmac.new(db.settings.secret_key.encode(), f"recheck:{case_id}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


def _somebody_else(session: Session, case: Case, facts: CaseFacts, now: datetime) -> Acting | None:
    """The nearest member whose grid is not the case's, and who had no part in it. One query."""
    own = {code for code in (case.street_grid, case.sub_grid) if code}
    own |= set(city_index().children(case.street_grid)) if case.street_grid else set()
    circles = [[code for code in codes if code not in own] for codes, _ in circles_around(place_of_case(case))]
    held = find_seats(session, (PersonPost.role == Role.GRID_MEMBER)
                      & PersonPost.division.in_([code for codes in circles for code in codes]), now)
    took_part = {facts.confirmer_id, facts.handled_by, facts.checked_by, facts.assignee_id} - {None}
    barred = facts.reporter_ids | facts.recused_ids | frozenset(one for one in took_part if one is not None)
    return choose((Ring([row.seat for row in held if row.division in codes], "其他网格的网格员") for codes in circles),
                  barred)
