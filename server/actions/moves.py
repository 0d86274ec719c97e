"""Open work goes to somebody else, visibly: the case's confirmer or assignee changes, with an event and a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_
from sqlalchemy.orm import Session

from server.actions.assignments import Task, Told, bind_task, end_task, open_task, personal_due, task_of
from server.actions.cases import lock_case
from server.actions.record import Entry, record
from server.models import Case, PersonPost
from server.queries.catalogue import catalogue
from server.queries.companions import find_companion
from server.queries.confirmers import find_confirmer
from server.queries.facts import case_facts
from server.queries.open_work import Piece
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.queries.seats import HeldSeat, find_seats
from server.transaction import Transaction
from workflows.facts import CaseFacts
from workflows.people import CONFIRMERS
from workflows.roles import Role
from workflows.standing_in import Acting, Ring, choose
from workflows.states import Stage, State
from workflows.working_calendar import is_night

SAME_SEAT, SAME_DEPARTMENT = "原岗位", "同部门经办人"


def move_work(tx: Transaction, pieces: Iterable[Piece], reason: str, actor: Actor, now: datetime) -> int:
    """Give each piece to whoever acts for its post now, or to somebody near; returns how many changed hands.

    `reason` is one of Assignment.reason. What nobody can take waits for its unit, without a name.
    """
    moved = 0
    for piece in sorted(pieces, key=lambda piece: piece.case_id):
        case = lock_case(tx.session, piece.case_id)
        task = task_of(case)
        if task is None or task != Task(piece.stage, piece.person_id):
            continue  # somebody was faster
        facts = case_facts(tx.session, case)
        chosen = _successor(tx.session, case, facts, piece, now)
        if chosen is not None and chosen.person_id == piece.person_id:
            bind_task(tx.session, case, task.stage, chosen)
            continue
        _reassign(tx, case, task, chosen, _companion(tx.session, case, facts, chosen, now), reason, actor, now)
        moved += 1
    return moved


def ask_somebody(tx: Transaction, case_id: int, actor: Actor, now: datetime) -> bool:
    """Name a confirmer for a case that waits for nobody: everybody near was away, or its place has only been found.

    At night nobody is sent alone: without somebody on duty who goes along, it waits for the morning.
    """
    case = lock_case(tx.session, case_id)
    if case.state != State.CONFIRMING or case.confirmer_id is not None or case.hold_id is not None:
        return False
    facts = case_facts(tx.session, case)
    chosen = find_confirmer(tx.session, facts, place_of_case(case), now)
    if chosen is None:
        return False
    companion = find_companion(tx.session, facts, chosen.person_id, now)
    if companion is None and is_night(now, catalogue().calendar.night):
        return False
    _reassign(tx, case, Task(Stage.CONFIRM, chosen.person_id), chosen, companion, "other", actor, now)
    return True


def _companion(session: Session, case: Case, facts: CaseFacts, chosen: Acting | None, now: datetime) -> int | None:
    """Who goes along with the new confirmer: at night somebody on duty, else whoever was to go, but not oneself."""
    if chosen is None:
        return case.companion_id
    found = find_companion(session, facts, chosen.person_id, now)
    return found or (case.companion_id if case.companion_id != chosen.person_id else None)


def _reassign(tx: Transaction, case: Case, task: Task, chosen: Acting | None, companion: int | None, reason: str,
              actor: Actor, now: datetime) -> None:
    person_id, before = chosen.person_id if chosen is not None else None, task_of(case)
    if task.stage is Stage.CONFIRM:
        case.confirmer_id = person_id
        case.companion_id = companion
    else:
        case.assignee_id = person_id
    case.version += 1
    case.updated_at = now
    tasks: Told = []
    if before is not None:
        tasks += end_task(tx.session, case, task.stage, "moved", reason, now)
    if person_id is not None:
        tasks += open_task(tx.session, case, Task(task.stage, person_id), chosen,
                           personal_due(case, task.stage, now), now)
    data = {"stage": task.stage.value, "from": case.state, "to": case.state, "reason": reason,
            "from_person": before.person_id if before is not None else None, "to_person": person_id,
            "stands_in_for": chosen.for_person_id if chosen is not None else None, "tasks": tasks}
    record(tx, Entry("case", str(case.id), case, "case.reassigned", actor, None, None, place_of_case(case),
                     case.department, now, data, case.version))


def _successor(session: Session, case: Case, facts: CaseFacts, piece: Piece, now: datetime) -> Acting | None:
    """Whoever acts for the post through which the work came, else the nearest colleague; None: nobody."""
    same = [Ring([row.seat for row in _same_seat(session, piece, now)], SAME_SEAT)]
    if piece.stage is Stage.HANDLE:
        officers = (PersonPost.role == Role.DEPARTMENT_OFFICER) & (PersonPost.department == case.department)
        beside = [Ring([row.seat for row in find_seats(session, officers, now)], SAME_DEPARTMENT)]
        return choose([*same, *beside], facts.recused_ids)
    return (choose(same, facts.reporter_ids | facts.recused_ids)
            or find_confirmer(session, facts, place_of_case(case), now))


def _same_seat(session: Session, piece: Piece, now: datetime) -> list[HeldSeat]:
    """The post while it runs; after its end the posts of those who came in its place."""
    if piece.post_id is None:
        return find_seats(session, (PersonPost.person_id == piece.person_id)
                          & PersonPost.role.in_(sorted(CONFIRMERS)), now)
    running = find_seats(session, PersonPost.id == piece.post_id, now)
    ended = session.get(PersonPost, piece.post_id)
    if running or ended is None or ended.ends_at is None:
        return running
    return find_seats(session, and_(
        PersonPost.role == ended.role, PersonPost.division == ended.division,
        PersonPost.department.is_not_distinct_from(ended.department), PersonPost.starts_at >= ended.ends_at), now)
