"""Rounds and the plan: a member's list of the day begins and ends, a station sets how often its sources are seen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rule_sets import changed
from server.actions.visits import own_patrol
from server.errors import Problem, invalid
from server.models import DivisionRow, Patrol, PatrolRule, PollutionSource, Visit
from server.queries.city import city_index, named
from server.queries.editions import holds_over, place_in
from server.queries.moments import city_day
from server.queries.patrol_rules import SET, every_days, kind_of, read_intervals
from server.queries.people import Actor
from server.queries.sources import home_of, inside
from server.transaction import Transaction, transaction
from workflows.patrol import PLANNERS, RISKS, due_on, may_visit

PLANNED = ("city", "district", "town", "street_grid", "sub_grid")


def begin_patrol(division: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """A round through a grid today; it keeps no times. Raises not-found, role-forbidden."""
    try:
        place = place_in(division)
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    if not may_visit(actor.posts, place, now):
        raise Problem("role-forbidden", "只能巡查自己的网格")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["patrol", division]), now)
        if stored is not None:
            return stored
        row = Patrol(person_id=actor.person_id, division=division, day=city_day(now))
        tx.session.add(row)
        return keep_answer(tx, key, actor.key, lambda: _shape(tx, row))


def finish_patrol(patrol_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The round is over. Raises not-found."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["patrol-finished", patrol_id]), now)
        if stored is not None:
            return stored
        row = own_patrol(tx.session, patrol_id, actor)
        row.finished = True
        return keep_answer(tx, key, actor.key, lambda: _shape(tx, row))


def _shape(tx: Transaction, row: Patrol) -> dict[str, Any]:
    visits = tx.session.scalar(select(func.count()).select_from(Visit).where(Visit.patrol_id == row.id))
    return {"id": row.id, "division": named(row.division), "day": row.day, "finished": row.finished,
            "visits": visits or 0}


def set_interval(division: str, kind: str | None, risk: str, days: int | None, actor: Actor, key: str | None,
                 now: datetime) -> dict[str, Any]:
    """How often sources of a risk (and kind) are seen in a division; without days what holds above it holds again.

    Raises not-found, validation, role-forbidden.
    """
    _may_plan(division, kind, risk, actor, now)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["interval", division, kind, risk, days]), now)
        if stored is not None:
            return stored
        tx.session.execute(select(DivisionRow.code).where(DivisionRow.code == division)
                           .with_for_update(key_share=True))
        before = _replace(tx, division, kind or "", risk, days, actor, now)
        changed(tx, SET, actor, now, {"division": division, "kind": kind, "risk": risk, "days": days,
                                      "before": before}, division=division)
        tx.session.flush()
        _move_due_days(tx, division, kind, risk)
        return keep_answer(tx, key, actor.key, lambda: {"division": named(division), "kind": kind, "risk": risk,
                                                        "days": days})


def _may_plan(division: str, kind: str | None, risk: str, actor: Actor, now: datetime) -> None:
    try:
        level = city_index().division(division).level
    except KeyError:
        raise Problem("not-found", "没有这个区划") from None
    if level not in PLANNED:
        raise invalid("division", "巡查间隔定到市、区、镇街或网格")
    if kind is not None and kind_of(kind) is None:
        raise invalid("kind", "没有这类污染源")
    if risk not in RISKS:
        raise invalid("risk", "风险为 high、medium、low")
    if not holds_over(actor, PLANNERS, division, now):
        raise Problem("role-forbidden", "由本镇街站长、本区协调员或系统管理员设定")


def _replace(tx: Transaction, division: str, kind: str, risk: str, days: int | None, actor: Actor,
             now: datetime) -> int | None:
    same = (PatrolRule.division == division, PatrolRule.kind == kind, PatrolRule.risk == risk)
    before = tx.session.scalar(select(PatrolRule.days).where(*same))
    tx.session.execute(delete(PatrolRule).where(*same))
    if days is not None:
        tx.session.add(PatrolRule(division=division, kind=kind, risk=risk, days=days, person_id=actor.person_id,
                                  at=now))
    return before


def _move_due_days(tx: Transaction, division: str, kind: str | None, risk: str) -> None:
    """The sources concerned are due by the new interval, which memory does not know before the commit."""
    own = read_intervals(tx.session)
    query = select(PollutionSource).where(inside(PollutionSource, division), PollutionSource.risk == risk,
                                          *([PollutionSource.kind == kind] if kind else []))
    for row in tx.session.scalars(query.order_by(PollutionSource.id).with_for_update()):
        days, _ = every_days(home_of(row), row.kind, row.risk, own)
        row.due_on = due_on(city_day(row.seen_at) if row.seen_at else None, row.active_from, days)
