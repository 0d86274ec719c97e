"""Open work that waits for a named person: what moves when somebody goes away, comes back or hands over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from server.models import Absence, Assignment, Case
from server.queries.people import runs
from workflows.states import Stage, State

BEING_HANDLED = (State.HANDLING, State.SUSPENDED)


@dataclass(frozen=True)
class Piece:
    """A stage of a case that waits for one person; the post and the absent holder are those of the asking."""

    case_id: int
    stage: Stage
    person_id: int
    post_id: int | None
    for_person_id: int | None


def waits_for(person_id: Any) -> ColumnElement[bool]:
    """Cases whose running stage waits for this person (an id, or a condition's list of them)."""
    people = person_id if isinstance(person_id, (list, tuple, set, frozenset)) else [person_id]
    return or_(and_(Case.state == State.CONFIRMING, Case.confirmer_id.in_(people)),
               and_(Case.state.in_(BEING_HANDLED), Case.assignee_id.in_(people)))


def with_assignments() -> Select[tuple[Case, Assignment | None]]:
    """Cases with the row that says since when and through which post somebody is asked, if there is one."""
    return select(Case, Assignment).outerjoin(
        Assignment, and_(Assignment.case_id == Case.id, Assignment.ended_at.is_(None)))


def work_of(session: Session, person_id: int) -> list[Piece]:
    """Everything that waits for the person now."""
    return _pieces(session, with_assignments().where(waits_for(person_id)))


def work_through(session: Session, post_id: int) -> list[Piece]:
    """Everything that somebody was asked for through a post, whoever acts for it."""
    return _pieces(session, with_assignments().where(Assignment.post_id == post_id))


def work_for(session: Session, holder_id: int) -> list[Piece]:
    """Everything that others do for an absent holder."""
    return _pieces(session, with_assignments().where(Assignment.for_person_id == holder_id))


def work_left_with_the_absent(session: Session, now: datetime) -> list[Piece]:
    """What waits for somebody who is away: asked for in the moment in which they left."""
    away = select(Absence.person_id).where(runs(Absence, now))
    return _pieces(session, with_assignments().where(Assignment.person_id.in_(away)))


def _pieces(session: Session, query: Select[tuple[Case, Assignment | None]]) -> list[Piece]:
    found = []
    for case, row in session.execute(query.order_by(Case.id)):
        piece = piece_of(case, row)
        if piece is not None:
            found.append(piece)
    return found


def piece_of(case: Case, row: Assignment | None) -> Piece | None:
    """What a case waits for; None when it is a unit's turn and nobody's in particular."""
    if case.state == State.CONFIRMING and case.confirmer_id is not None:
        stage, person_id = Stage.CONFIRM, case.confirmer_id
    elif case.state in BEING_HANDLED and case.assignee_id is not None:
        stage, person_id = Stage.HANDLE, case.assignee_id
    else:
        return None
    known = row is not None and row.person_id == person_id and row.stage == stage
    return Piece(case.id, stage, person_id, row.post_id if known and row else None,
                 row.for_person_id if known and row else None)
