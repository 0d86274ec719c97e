"""Work reminders: raised once each by the job, answered by whoever is asked, withdrawn by the head with a reason."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.errors import Problem, invalid
from server.extensions import db
from server.models import WorkReminder, WorkReminderWords
from server.queries.catalogue import working_calendar
from server.queries.people import SYSTEM, Actor
from server.queries.reminder_causes import Cause, read_causes, reminder_data
from server.queries.work_reminders import find_rule, may_answer, may_withdraw, place_of, reminder_of, sees
from server.transaction import Transaction, transaction
from workflows.deadlines import Limit, due_at
from workflows.ledger import canonical, seal
from workflows.roles import COLUMNS, Role
from workflows.working_calendar import to_local

BATCH = 100


def raise_reminders(now: datetime, town: str | None = None) -> int:
    """Raise what the rules find (in one town alone, if given) and nobody was reminded of; returns how many. Cheap when
    there is nothing new."""
    with db.reading() as session:
        causes = {cause.once: cause for cause in read_causes(session, now) if town in (None, cause.place.town)}
        known = set(session.scalars(select(WorkReminder.once).where(WorkReminder.once.in_(sorted(causes)))))
    new = [cause for once, cause in causes.items() if once not in known]
    for at in range(0, len(new), BATCH):
        with transaction() as tx:
            for cause in new[at:at + BATCH]:
                _raise(tx, cause, now)
    return len(new)


def _raise(tx: Transaction, cause: Cause, now: datetime) -> None:
    data = reminder_data().answer
    due = due_at(now, Limit(data.amount, data.unit), working_calendar(cause.place.district))
    facts = [{**fact, "at": stamp(fact["at"])} for fact in cause.facts]
    row = WorkReminder(rule=cause.rule, once=cause.once, person_id=cause.person_id, facts=canonical({"items": facts}),
                       raised_at=now, due_at=due, **{level: getattr(cause.place, level) for level in COLUMNS})
    tx.session.add(row)
    tx.session.flush()
    _note(tx, row, "reminder.raised", SYSTEM, now, {
        "rule": row.rule, "person": row.person_id, "due_at": stamp(due), "sub_grid": row.sub_grid,
        "community": row.community, "facts": [{"kind": fact["kind"], "id": fact["id"]} for fact in facts]})
    rule = find_rule(cause.rule)
    what = rule.name if rule else cause.rule
    told = f"工作提醒：{what}（{len(facts)} 项）。请在 {to_local(due):%m月%d日 %H:%M} 前作答。"
    seats = [("person", Addressee(person_id=row.person_id))] if row.person_id else [
        (role.value, Addressee(role=role, division=row.town)) for role in (Role.STATION_HEAD, Role.STATION_OFFICER)]
    for name, to in seats:
        send(tx.session, to, Told(f"work-reminder:{row.id}:{name}", "work.reminder", told, row.district), now)


def answer_reminder(reminder_id: int, text: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Keep the answer; after the time it is kept and late. Raises not-found, role-forbidden, invalid-transition."""
    words = _said("text", text)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["answer-reminder", reminder_id, words]), now)
        if stored is not None:
            return stored
        row = _locked(tx, reminder_id, actor, now)
        if not may_answer(actor, row, now):
            raise Problem("role-forbidden", "工作提醒由收到的本人或工作站作答")
        row.answered_at, row.answered_by = now, actor.person_id
        seals = _keep_words(tx, row, answer=words)
        _note(tx, row, "reminder.answered", actor, now, {"late": now > row.due_at, "seals": seals})
        return keep_answer(tx, key, actor.key, lambda: reminder_of(tx.session, row, actor, now))


def withdraw_reminder(reminder_id: int, reason: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take it back: it counts nowhere. Raises not-found, role-forbidden, invalid-transition."""
    words = _said("reason", reason)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["withdraw-reminder", reminder_id, words]), now)
        if stored is not None:
            return stored
        row = _locked(tx, reminder_id, actor, now)
        if not may_withdraw(actor, row, now):
            raise Problem("role-forbidden", "网格员的提醒由本站站长撤回，工作站的提醒由本区协调员撤回")
        row.withdrawn_at, row.withdrawn_by = now, actor.person_id
        seals = _keep_words(tx, row, reason=words)
        _note(tx, row, "reminder.withdrawn", actor, now, {"seals": seals})
        return keep_answer(tx, key, actor.key, lambda: reminder_of(tx.session, row, actor, now))


def _said(field: str, text: str) -> str:
    words = text.strip()
    if not words:
        raise invalid(field, "请写几个字")
    return words


def _locked(tx: Transaction, reminder_id: int, actor: Actor, now: datetime) -> WorkReminder:
    row = (tx.session.get(WorkReminder, reminder_id, with_for_update=True) if reminder_id < 2**53 else None)
    if row is None or not sees(actor, row, now):
        raise Problem("not-found", "没有这条工作提醒")
    if row.answered_at is not None:
        raise Problem("invalid-transition", "这条提醒已经作答")
    if row.withdrawn_at is not None:
        raise Problem("invalid-transition", "这条提醒已经撤回")
    return row


def _keep_words(tx: Transaction, row: WorkReminder, **words: str) -> dict[str, str]:
    salt = secrets.token_bytes(16)
    tx.session.add(WorkReminderWords(reminder_id=row.id, salt=salt.hex(), **words))
    return {name: seal(text, salt) for name, text in words.items()}


def _note(tx: Transaction, row: WorkReminder, name: str, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    record(tx, Entry("reminder", str(row.id), row, name, actor, row.street_grid or row.town or row.district, None,
                     place_of(row), None, now, data))
