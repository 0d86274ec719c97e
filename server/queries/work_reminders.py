"""Work reminders as people read them: one's own, those of the station, and all of a territory for its assessors."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from config.work_reminders import ReminderRule
from server.errors import invalid
from server.extensions import db
from server.models import Case, Person, PollutionSource, WorkReminder, WorkReminderWords
from server.queries.catalogue import category_name, limit_text
from server.queries.city import named, unit_name
from server.queries.people import Actor
from server.queries.reminder_causes import reminder_data
from workflows.assessment.reminding import ReminderState
from workflows.assessment.rights import sees_person
from workflows.roles import Place, Role, column_of, is_city, is_current

DEFINITION = "作答时限在所列时段内到期的工作提醒，撤回的不计；按时作答指在时限内作答。"
STATION = frozenset({Role.STATION_HEAD, Role.STATION_OFFICER})
OVERSEERS = frozenset({Role.ASSESSOR, Role.COORDINATOR, Role.LEADER, Role.GRID_HEAD})  # of a district or the city


@dataclass(frozen=True)
class ReminderFilter:
    """What a list is narrowed to."""

    mine: bool = False
    state: ReminderState | None = None
    rule: str | None = None


def find_rule(code: str) -> ReminderRule | None:
    """One rule of the catalogue, or None."""
    return next((rule for rule in reminder_data().rules if rule.code == code), None)


def place_of(row: WorkReminder) -> Place:
    """Where whoever is asked belongs."""
    return Place(row.district, row.town, row.street_grid, row.sub_grid, row.community)


def is_mine(actor: Actor, row: WorkReminder, now: datetime) -> bool:
    """Whether the person is the one who is asked, by name or at the station."""
    if row.person_id is not None:
        return row.person_id == actor.person_id
    return any(post.role in STATION and post.division == row.town and is_current(post, now) for post in actor.posts)


def sees(actor: Actor, row: WorkReminder, now: datetime) -> bool:
    """A member's reminder is seen as the member's score is, a station's as the station's is."""
    if row.person_id is not None:
        return sees_person(actor.posts, actor.person_id, row.person_id, place_of(row), now)
    return is_mine(actor, row, now) or any(
        post.role in OVERSEERS and (is_city(post.division) or post.division == row.district) and is_current(post, now)
        for post in actor.posts)


def may_answer(actor: Actor, row: WorkReminder, now: datetime) -> bool:
    """Whoever is asked."""
    return is_mine(actor, row, now)


def may_withdraw(actor: Actor, row: WorkReminder, now: datetime) -> bool:
    """The head of the station for a member, the district's coordinator for a station and where there is none."""
    for_member = row.person_id is not None and row.town is not None
    role, division = (Role.STATION_HEAD, row.town) if for_member else (Role.COORDINATOR, row.district)
    return row.person_id != actor.person_id and any(
        post.role is role and post.division == division and is_current(post, now) for post in actor.posts)


def _readable(actor: Actor, now: datetime) -> ColumnElement[bool]:
    """The same rule as `sees`, as a condition."""
    row, found = WorkReminder, [_own(actor, now)]
    for post in (post for post in actor.posts if post.division and is_current(post, now)):
        if post.role is Role.ASSESSOR:
            found.append(true() if is_city(post.division) else row.district == post.division)
        elif post.role is Role.STATION_HEAD:
            found.append(row.town == post.division)
        elif post.role in OVERSEERS and column_of(post.division or "") in ("city", "district"):
            found.append(and_(row.person_id.is_(None),
                              true() if is_city(post.division) else row.district == post.division))
    return or_(*found)


def _own(actor: Actor, now: datetime) -> ColumnElement[bool]:
    row = WorkReminder
    towns = sorted({post.division for post in actor.posts
                    if post.role in STATION and post.division and is_current(post, now)})
    mine: list[ColumnElement[bool]] = [row.person_id == actor.person_id] if actor.person_id else []
    return or_(*mine, and_(row.person_id.is_(None), row.town.in_(towns)) if towns else false())


def _conditions(actor: Actor, wanted: ReminderFilter, now: datetime) -> list[ColumnElement[bool]]:
    row = WorkReminder
    waiting = and_(row.answered_at.is_(None), row.withdrawn_at.is_(None))
    states: dict[ReminderState | None, ColumnElement[bool]] = {
        None: true(), ReminderState.OPEN: waiting, ReminderState.LATE: and_(waiting, row.due_at < now),
        ReminderState.ANSWERED: row.answered_at.is_not(None), ReminderState.WITHDRAWN: row.withdrawn_at.is_not(None)}
    found = [_own(actor, now) if wanted.mine else _readable(actor, now), states[wanted.state]]
    return [*found, row.rule == wanted.rule] if wanted.rule else found


def read_reminders(actor: Actor, wanted: ReminderFilter, now: datetime, limit: int,
                   cursor: str | None) -> dict[str, Any]:
    """A page, the newest first, with how many are open and how the ended ones of 90 days were answered."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise invalid("cursor", "不是有效的位置")
    query = select(WorkReminder).where(*_conditions(actor, wanted, now))
    if cursor is not None:
        query = query.where(WorkReminder.id < int(cursor))
    with db.reading() as session:
        rows = session.scalars(query.order_by(WorkReminder.id.desc()).limit(limit + 1)).all()
        items = _shapes(session, rows[:limit], actor, now)
        counts = _counts(session, _conditions(actor, ReminderFilter(wanted.mine), now), now)
    rules = [{"code": rule.code, "name": rule.name, "name_en": rule.name_en} for rule in reminder_data().rules]
    return {"items": items, "next": str(rows[limit - 1].id) if len(rows) > limit else None, "counts": counts,
            "rules": rules, "limit": limit_text(reminder_data().answer), "definition": DEFINITION, "as_of": now}


def _counts(session: Session, where: Sequence[ColumnElement[bool]], now: datetime) -> dict[str, int]:
    row = WorkReminder
    kept = row.withdrawn_at.is_(None)
    waiting = and_(kept, row.answered_at.is_(None))

    def count(condition: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
    found = session.execute(select(
        count(waiting).label("open"), count(and_(waiting, row.due_at < now)).label("late"),
        count(and_(kept, row.due_at < now)).label("n"),
        count(and_(kept, row.due_at < now, row.answered_at <= row.due_at)).label("on_time")).where(*where)).one()
    return {"open": found.open, "late": found.late, "n": found.n, "on_time": found.on_time}


def reminder_of(session: Session, row: WorkReminder, actor: Actor, now: datetime) -> dict[str, Any]:
    """One reminder as the person reads it."""
    return _shapes(session, [row], actor, now)[0]


def _shapes(session: Session, rows: Sequence[WorkReminder], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    facts = {row.id: json.loads(row.facts)["items"] for row in rows}
    labels = _labels(session, [fact for items in facts.values() for fact in items])
    asked, said = aliased(Person), aliased(Person)
    more = {one.id: one for one in session.execute(
        select(WorkReminder.id, asked.name.label("asked"), said.name.label("said"), WorkReminderWords)
        .outerjoin(asked, asked.id == WorkReminder.person_id)
        .outerjoin(said, said.id == func.coalesce(WorkReminder.answered_by, WorkReminder.withdrawn_by))
        .outerjoin(WorkReminderWords, WorkReminderWords.reminder_id == WorkReminder.id)
        .where(WorkReminder.id.in_([row.id for row in rows])))} if rows else {}
    return [_shape(row, more[row.id], [
        {**fact, **labels[fact["kind"], fact["id"]]} for fact in facts[row.id]], actor, now) for row in rows]


def _labels(session: Session, facts: Sequence[dict[str, Any]]) -> dict[tuple[str, Any], dict[str, Any]]:
    ids: dict[str, set[Any]] = defaultdict(set)
    for fact in facts:
        ids[fact["kind"]].add(fact["id"])
    found: dict[tuple[str, Any], dict[str, Any]] = {
        (fact["kind"], fact["id"]): {"label": str(fact["id"]), "more": ""} for fact in facts}
    if ids["case"]:
        for row in session.execute(select(Case.id, Case.number, Case.category).where(Case.id.in_(sorted(ids["case"])))):
            found["case", row.id] = {"label": row.number, "more": category_name(row.category)}
    if ids["source"]:
        for row in session.execute(select(PollutionSource.id, PollutionSource.name, PollutionSource.seen_at)
                                   .where(PollutionSource.id.in_(sorted(ids["source"])))):
            found["source", row.id] = {"label": row.name, "more": "" if row.seen_at else "从未查看"}
    return found


def _shape(row: WorkReminder, more: Any, facts: list[dict[str, Any]], actor: Actor, now: datetime) -> dict[str, Any]:
    rule, words = find_rule(row.rule), more.WorkReminderWords
    ended = row.answered_at or row.withdrawn_at
    state = (ReminderState.WITHDRAWN if row.withdrawn_at else ReminderState.ANSWERED if row.answered_at
             else ReminderState.OPEN)
    return {
        "id": row.id, "rule": {"code": row.rule, "name": rule.name if rule else row.rule,
                               "name_en": rule.name_en if rule else row.rule},
        "ask": rule.ask if rule else "", "ask_en": rule.ask_en if rule else "",
        "to": {"kind": "member" if row.person_id else "station", "name": more.asked or unit_name(row.town),
               "division": named(row.street_grid or row.town or row.district)},
        "state": state.value, "late": (ended or now) > row.due_at and state is not ReminderState.WITHDRAWN,
        "raised_at": row.raised_at, "due_at": row.due_at, "facts": facts,
        "answer": words.answer if words else "", "reason": words.reason if words else "",
        "ended_at": ended, "ended_by": more.said, "mine": is_mine(actor, row, now),
        "may_answer": ended is None and may_answer(actor, row, now),
        "may_withdraw": ended is None and may_withdraw(actor, row, now)}

