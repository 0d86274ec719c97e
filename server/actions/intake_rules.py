"""Restricted periods and notices that stop a category: entered and ended by who administers the city."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rule_sets import changed
from server.errors import Problem, invalid
from server.models import CategoryStop, RestrictedPeriodRow
from server.queries.calendar_page import calendar_page, category_stops
from server.queries.catalogue import categories
from server.queries.city import city_index
from server.queries.intake_rules import SET
from server.queries.people import Actor
from server.queries.routing_sheet import may_edit_rules
from server.transaction import Transaction, transaction

LONGEST_NOTICE = timedelta(days=366)


@dataclass(frozen=True)
class WantedPeriod:
    """A restricted period: hours of the day, days, or both; `daily` may run past midnight."""

    subject: str
    name: str
    daily: tuple[str, str] | None
    dates: tuple[date, date] | None


@dataclass(frozen=True)
class WantedNotice:
    """A category or group is not taken in, in the city, a district or a town."""

    subject: str
    division: str
    reason: str
    starts_at: datetime
    ends_at: datetime


def add_period(wanted: WantedPeriod, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Add a restricted period; answers the calendar's page. Raises role-forbidden, validation."""
    def write(tx: Transaction) -> dict[str, Any]:
        _must_exist(wanted.subject)
        if wanted.daily is None and wanted.dates is None:
            raise invalid("daily", "请填每天的时段或起止日期")
        if wanted.dates is not None and wanted.dates[0] > wanted.dates[1]:
            raise invalid("last", "结束日期早于开始日期")
        row = RestrictedPeriodRow(
            subject=wanted.subject, name=wanted.name,
            daily_from=wanted.daily[0] if wanted.daily else None, daily_to=wanted.daily[1] if wanted.daily else None,
            first=wanted.dates[0] if wanted.dates else None, last=wanted.dates[1] if wanted.dates else None)
        tx.session.add(row)
        tx.session.flush()
        return {"added": "period", "id": row.id, "subject": row.subject}
    return _change(["period", repr(wanted)], write, lambda tx: calendar_page(tx.session, actor, now), actor, key, now)


def drop_period(period_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take a restricted period out: cases that it has made urgent stay so. Raises role-forbidden, not-found."""
    def write(tx: Transaction) -> dict[str, Any]:
        row = tx.session.get(RestrictedPeriodRow, period_id)
        if row is None:
            raise Problem("not-found", "没有这个限制时段")
        tx.session.delete(row)
        tx.session.flush()
        return {"removed": "period", "id": period_id, "subject": row.subject}
    return _change(["drop", period_id], write, lambda tx: calendar_page(tx.session, actor, now), actor, key, now)


def stop_category(wanted: WantedNotice, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Stop a category for a while, with the reason that reporters read. Raises role-forbidden, validation."""
    def write(tx: Transaction) -> dict[str, Any]:
        _must_exist(wanted.subject)
        if len(wanted.division) > 9 or not _is_division(wanted.division):
            raise invalid("division", "暂停受理只能定在全市、一个区或一个镇街")
        if not timedelta() < wanted.ends_at - wanted.starts_at <= LONGEST_NOTICE or wanted.ends_at <= now:
            raise invalid("to", "起止时间要有先后，结束要在今后，最长一年")
        row = CategoryStop(**vars(wanted))
        tx.session.add(row)
        tx.session.flush()
        return {"added": "stop", "id": row.id, "subject": row.subject, "division": row.division}
    return _change(["stop", repr(wanted)], write, lambda tx: {"items": category_stops(tx.session, now)}, actor, key,
                   now)


def end_stop(stop_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The category is taken in again from now on. Raises role-forbidden, not-found."""
    def write(tx: Transaction) -> dict[str, Any]:
        row = tx.session.get(CategoryStop, stop_id)
        if row is None or row.ended_at is not None:
            raise Problem("not-found", "没有这条暂停受理，或已经解除")
        row.ended_at = now
        return {"ended": "stop", "id": stop_id, "subject": row.subject, "division": row.division}
    return _change(["end", stop_id], write, lambda tx: {"items": category_stops(tx.session, now)}, actor, key, now)


def _change(content: list[Any], write: Callable[[Transaction], dict[str, Any]],
            answer: Callable[[Transaction], dict[str, Any]], actor: Actor, key: str | None,
            now: datetime) -> dict[str, Any]:
    if not may_edit_rules(actor, now):
        raise Problem("role-forbidden", "这些规则由系统管理员维护")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        changed(tx, SET, actor, now, write(tx))
        tx.session.flush()
        return keep_answer(tx, key, actor.key, lambda: answer(tx))


def _must_exist(subject: str) -> None:
    if subject not in categories():
        raise invalid("category", "没有这个类别")


def _is_division(code: str) -> bool:
    try:
        city_index().division(code)
    except KeyError:
        return False
    return True
