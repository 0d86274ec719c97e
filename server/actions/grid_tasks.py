"""Standing tasks of grids begin and end; a task that has run is never rewritten."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.models import DivisionRow, GridTask
from server.queries.city import city_index
from server.queries.editions import holds_over, place_in
from server.queries.grid_tasks import SETTERS, is_grid, task_shape
from server.queries.handbook import read_duty_list
from server.queries.moments import city_day
from server.queries.people import Actor
from server.transaction import Transaction, transaction
from workflows.ledger import seal


@dataclass(frozen=True)
class WantedTask:
    """A task of one grid; `duty` is the item of the duty list that it carries out, `justification` why it is none."""

    division: str
    item: str
    times: int
    period: str
    starts: date | None
    ends: date | None
    duty: str | None
    justification: str | None


def begin_task(wanted: WantedTask, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """A task of one grid from a day on. Raises not-found, role-forbidden, validation; post-conflict when it runs
    already."""
    today = city_day(now)
    first = wanted.starts or today
    _check(wanted.division, wanted.item, first, wanted.ends, today)
    _may_set(actor, wanted.division, now)
    _check_duty(wanted)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["task", repr(wanted)]), now)
        if stored is not None:
            return stored
        tx.session.execute(select(DivisionRow.code).where(DivisionRow.code == wanted.division)
                           .with_for_update(key_share=True))
        if tx.session.scalar(select(GridTask.id).where(
                GridTask.division == wanted.division, GridTask.item == wanted.item,
                or_(GridTask.ends_on.is_(None), GridTask.ends_on >= first)).limit(1)):
            raise Problem("post-conflict", "这个网格已有同样的任务")
        why = wanted.justification.strip() if wanted.justification and wanted.duty is None else None
        row = GridTask(division=wanted.division, item=wanted.item, times=wanted.times, period=wanted.period,
                       starts_on=first, ends_on=wanted.ends, duty=wanted.duty, justification=why,
                       salt=secrets.token_hex(16) if why else None)
        tx.session.add(row)
        tx.session.flush()
        _record(tx, row, "division.task_begun", actor, now)
        return keep_answer(tx, key, actor.key, lambda: task_shape(row, actor, now))


def end_task(task_id: int, on: date | None, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The task's last day, today when none is given. Raises not-found, role-forbidden, validation,
    invalid-transition when it has an end."""
    last = on or city_day(now)
    if last < city_day(now):
        raise invalid("on", "最后一天不能早于今天")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["end-task", task_id, on]), now)
        if stored is not None:
            return stored
        row = tx.session.get(GridTask, task_id, with_for_update=True) if task_id < 2**53 else None
        if row is None:
            raise Problem("not-found", "没有这项任务")
        _may_set(actor, row.division, now)
        if row.ends_on is not None:
            raise Problem("invalid-transition", f"这项任务到 {row.ends_on} 为止")
        row.ends_on = last
        _record(tx, row, "division.task_ended", actor, now)
        return keep_answer(tx, key, actor.key, lambda: task_shape(row, actor, now))


def _check(division: str, item: str, first: date, ends: date | None, today: date) -> None:
    try:
        known = is_grid(division)
    except KeyError:
        raise Problem("not-found", "没有这个网格") from None
    if not known:
        raise invalid("division", f"{city_index().name(division)}不是镇街网格或海域网格，任务定到网格")
    if not item:
        raise invalid("item", "不能为空")
    if first < today:
        raise invalid("from", "不能从过去的日子开始")
    if ends is not None and ends < first:
        raise invalid("to", "最后一天不能早于第一天")


def _check_duty(wanted: WantedTask) -> None:
    """A task carries out an item of the duty list, or somebody says why it stands outside and it is counted."""
    if wanted.duty is None:
        if wanted.justification is None:
            raise invalid("justification", "对照职责清单选一项；清单里没有的，写明理由，并计入基层负担")
        return
    scopes = {row["code"]: row["scope"] for row in read_duty_list(wanted.division, None, None)["items"]}
    if wanted.duty not in scopes:
        raise invalid("duty", "职责清单里没有这一项")
    if scopes[wanted.duty] == "out":
        raise invalid("duty", "职责清单写明不得委托或摊派的事项，不能定为任务")


def _may_set(actor: Actor, division: str, now: datetime) -> None:
    if not holds_over(actor, SETTERS, division, now):
        raise Problem("role-forbidden", "由本镇街站长、本区协调员或系统管理员设定")


def _record(tx: Transaction, row: GridTask, event: str, actor: Actor, now: datetime) -> None:
    record(tx, Entry("division", row.division, None, event, actor, row.division, None, place_in(row.division), None,
                     now, {
                         "task": row.id, "duty": row.duty, "times": row.times, "period": row.period,
                         "from": row.starts_on.isoformat(), "to": row.ends_on.isoformat() if row.ends_on else None,
                         **_sealed(row)}))


def _sealed(row: GridTask) -> dict[str, dict[str, str]]:
    if row.justification is None or row.salt is None:
        return {}
    return {"seals": {"justification": seal(row.justification, bytes.fromhex(row.salt))}}
