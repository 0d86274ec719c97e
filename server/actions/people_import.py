"""People and posts from a file: everything that is wrong is said at once, and only a file without mistakes is written.

Next: server/actions/people_plan.py
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.exc import IntegrityError

from server.actions.arranging import check_manager, tell
from server.actions.once import find_answer, keep_answer
from server.actions.people_plan import Plan, Planned, Register
from server.actions.people_rows import WantedRow, read_rows
from server.actions.posts import add_posts, change_end, change_substitute
from server.actions.sheet_reading import Sheet, read_aside
from server.actions.sheet_rows import Findings
from server.extensions import db
from server.models import Person
from server.queries.people import Actor
from server.transaction import Transaction, again_after_deadlock, transaction


class _Wrong(Exception):
    """The file has mistakes: nothing of the transaction is kept."""


def import_people(data: bytes, filename: str, dry_run: bool, actor: Actor, key: str | None, now: datetime,
                  ) -> dict[str, Any]:
    """Look through the file, and unless `dry_run` write it: all of it or nothing.

    Answers {rows, new, changed, errors, applied}. Raises role-forbidden, file-rejected, idempotency-conflict.
    """
    check_manager(actor, now)
    sheet, findings = read_aside(data, filename), Findings()
    rows = read_rows(sheet, findings)
    if dry_run or findings.rows:
        with db.reading() as session:
            return _answer(sheet, Plan(Register(session, rows, now, lock=False), rows, findings, actor, now))
    written = partial(_write, sheet, rows, findings, actor, key, hashlib.sha256(data).hexdigest(), now)
    try:
        try:
            return written()
        except IntegrityError:  # somebody took a staff number in the same moment: now they are in the register
            return written()
    except _Wrong:
        return {"rows": len(sheet.rows) - 1, "new": 0, "changed": 0, "errors": findings.rows, "applied": False}


def _answer(sheet: Sheet, plan: Plan, applied: bool = False) -> dict[str, Any]:
    new = sum(each.post is None for each in plan.planned)
    changed = sum(each.post is not None and (each.moves or bool(each.numbers)) for each in plan.planned)
    return {"rows": len(sheet.rows) - 1, "new": new, "changed": changed, "errors": plan.findings.rows,
            "applied": applied}


@again_after_deadlock
def _write(sheet: Sheet, rows: list[WantedRow], findings: Findings, actor: Actor, key: str | None, wanted: str,
           now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, wanted, now)
        if stored is not None:
            return stored
        plan = Plan(Register(tx.session, rows, now, lock=True), rows, findings, actor, now)
        if findings.rows:
            raise _Wrong
        ids = _enter_people(tx, plan, actor, now)
        _write_posts(tx, plan.planned, ids, actor, now)
        return keep_answer(tx, key, actor.key, lambda: _answer(sheet, plan, applied=True))


def _enter_people(tx: Transaction, plan: Plan, actor: Actor, now: datetime) -> dict[int, int]:
    """Register whoever is new and note changed numbers; {planned id: id} of the new ones."""
    numbers: dict[int, dict[str, str]] = {}
    first: dict[int, Planned] = {}
    for each in plan.planned:
        first.setdefault(each.person_id, each)
        numbers.setdefault(each.person_id, {}).update(each.numbers)
    entered = {person_id: Person(staff_no=each.row.staff_no, name=each.row.name, created_at=now, **numbers[person_id])
               for person_id, each in first.items() if person_id < 0}
    tx.session.add_all(entered.values())
    tx.session.flush()
    for person_id, each in first.items():
        row, given = each.row, numbers[person_id]
        if person_id in entered:
            tell(tx, "person.entered", entered[person_id].id, row.division, row.department, actor, now,
                 {"fields": sorted(("name", "staff_no", *given))})
        elif given:
            for name, value in given.items():
                setattr(plan.register.people[row.staff_no], name, value)
            tell(tx, "person.changed", person_id, row.division, row.department, actor, now, {"fields": sorted(given)})
    return {planned: person.id for planned, person in entered.items()}


def _write_posts(tx: Transaction, planned: list[Planned], ids: dict[int, int], actor: Actor, now: datetime) -> None:
    begun = [(replace(each.holding, person_id=ids.get(each.person_id, each.person_id)), _substitute(each, ids))
             for each in planned if each.post is None]
    add_posts(tx, begun, actor, now)
    for each in planned:
        if each.post is not None and each.new_end:
            change_end(tx, each.post, each.holding.term.ends_at, actor, now)
        if each.post is not None and each.new_substitute:
            change_substitute(tx, each.post, _substitute(each, ids), actor, now)


def _substitute(each: Planned, ids: dict[int, int]) -> int | None:
    return ids.get(each.substitute_id, each.substitute_id) if each.substitute_id is not None else None
