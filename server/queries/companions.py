"""Who goes along when somebody is sent out at night: whoever is on duty in the case's town, else in its district."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from server.errors import invalid
from server.models import Absence, DutyShift, Person, PersonPost
from server.queries.catalogue import catalogue
from server.queries.people import runs
from server.queries.seats import is_away
from workflows.directory import city_of
from workflows.facts import CaseFacts
from workflows.roster import Away, Shift, present_at
from workflows.roster_rights import NEVER_ON_DUTY
from workflows.states import Action, State
from workflows.working_calendar import is_night


def companion_for(session: Session, facts: CaseFacts, action: Action, fields: Mapping[str, Any],
                  now: datetime) -> dict[str, int]:
    """`{companion: person id}` for a request to confirm at night that names nobody; otherwise empty.

    Raises validation when the person who is named cannot go.
    """
    if action is not Action.ASK_CONFIRMATION:
        return {}
    if "companion" in fields:
        _check_named(session, facts, fields["companion"], now)
        return {}
    found = find_companion(session, facts, fields.get("confirmer"), now)
    return {"companion": found} if found else {}


def companion_again(session: Session, facts: CaseFacts, target: State, now: datetime) -> int | None:
    """Somebody who goes along when a step is taken back and the confirmation goes on, perhaps by night."""
    goes_on = target is State.CONFIRMING and facts.state not in (State.CONFIRMING, State.REPORTED)
    return find_companion(session, facts, facts.confirmer_id, now) if goes_on else None


def find_companion(session: Session, facts: CaseFacts, confirmer: int | None, now: datetime) -> int | None:
    """Person id of whoever is on duty and free to go; None by day. With 回避 and at sea the district's people go."""
    if not is_night(now, catalogue().calendar.night):
        return None
    town = None if facts.recuse else facts.town
    rows = session.execute(
        select(DutyShift.division, DutyShift.person_id, DutyShift.place, DutyShift.starts_at, DutyShift.ends_at,
               Absence.kind)
        .join(Person, and_(Person.id == DutyShift.person_id, Person.active))
        .outerjoin(Absence, and_(Absence.person_id == Person.id, runs(Absence, now)))
        .where(DutyShift.division.in_([code for code in (town, facts.district) if code]),
               DutyShift.department.is_(None), DutyShift.starts_at <= now, DutyShift.ends_at > now,
               exists().where(PersonPost.person_id == Person.id, runs(PersonPost, now)))
        .order_by(DutyShift.id)).all()
    away = [Away(row.person_id, row.kind, now, None) for row in rows if row.kind]
    passed_by = {confirmer} | facts.reporter_ids | facts.recused_ids
    for division in (town, facts.district):
        shifts = [Shift(row.person_id, row.place, row.starts_at, row.ends_at) for row in rows
                  if row.division == division]
        free = [person for person in present_at(shifts, away, now) if person not in passed_by]
        if free:
            return free[0]
    return None


def _check_named(session: Session, facts: CaseFacts, person_id: int, now: datetime) -> None:
    """Raises unless the person works in the case's district or for the city and is not away."""
    works = select(PersonPost.id).join(Person, Person.id == PersonPost.person_id).where(
        PersonPost.person_id == person_id, Person.active, runs(PersonPost, now),
        PersonPost.role.not_in(sorted(NEVER_ON_DUTY)), ~is_away(Person.id, now),
        or_(PersonPost.division.startswith(facts.district), PersonPost.division == city_of(facts.district)))
    if session.scalar(works.limit(1)) is None:
        raise invalid("companion", "同行人须是本区在岗人员")
