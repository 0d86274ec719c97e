"""What law enforcement sends back as a file: each row is a step on the case that it names, or says why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.cases import StepRequest, take_step
from server.actions.law_handover import return_key
from server.actions.people_cells import Unreadable, code_of, day_of, text_of
from server.actions.sheet_reading import Sheet, read_aside
from server.actions.sheet_rows import Cells, Findings, read_cells
from server.errors import Problem
from server.extensions import db
from server.models import Case
from server.queries.facts import actor_facts, case_facts
from server.queries.item_columns import LAW, LAW_REQUIRED
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.scope import may_read_case
from workflows.case_flow import allowed_actions
from workflows.law import RETURNS
from workflows.roles import Role, is_current
from workflows.states import Action

IMPORTERS = frozenset({Role.DEPARTMENT_OFFICER, Role.COORDINATOR})


@dataclass(frozen=True)
class WantedReturn:
    """One row: the case and the fields of the step."""

    row: int
    case_id: int
    number: str
    fields: dict[str, str]


def import_law_returns(data: bytes, filename: str, dry_run: bool, actor: Actor, now: datetime) -> dict[str, Any]:
    """Look through the file, and unless `dry_run` or with a mistake take every row's step.

    Answers {rows, taken, errors, applied}. Raises role-forbidden, file-rejected.
    """
    if not any(post.role in IMPORTERS and is_current(post, now) for post in actor.posts):
        raise Problem("role-forbidden", "执法结果由责任部门或协调员导入")
    sheet, findings = read_aside(data, filename), Findings()
    with db.reading() as session:
        cells = read_cells(sheet, LAW, LAW_REQUIRED, findings)
        found = [row for row in (_read(session, each, sheet, actor, now) for each in cells) if row is not None]
    applied, taken = not dry_run and not findings.rows, 0
    for row in found if applied else ():
        try:
            request = StepRequest(Action.LAW_RETURN, row.fields, key=return_key(row.case_id, row.fields))
            take_step(row.case_id, request, actor, now, unread=True)
            taken += 1
        except Problem as problem:  # somebody else has taken the step meanwhile, or an earlier row ended the wait
            findings.add(row.row, LAW.number, row.number, problem.detail)
    return {"rows": len(sheet.rows) - 1, "taken": taken if applied else len(found), "errors": findings.rows,
            "applied": applied}


def _read(session: Session, cells: Cells, sheet: Sheet, actor: Actor, now: datetime) -> WantedReturn | None:
    number, status = cells.take(LAW.number, code_of), cells.take(LAW.status, _status_of)
    document = cells.take(LAW.document, lambda cell: text_of(cell, 80))
    words = cells.take(LAW.words, lambda cell: text_of(cell, 2000))
    decided = cells.take(LAW.decided, partial(day_of, epoch=sheet.epoch))
    if decided is not None and decided > city_day(now):
        cells.refuse(LAW.decided, "决定日期不能晚于今天")
    case = session.scalar(select(Case).where(Case.number == number)) if number else None
    if number and (case is None or not may_read_case(actor, case, now)):
        cells.refuse(LAW.number, "没有这个案件，或不在您的职责内")
    elif case is not None and not _may_return(session, case, actor, now):
        cells.refuse(LAW.number, "本案没有移送执法，或不由您登记结果")
    if cells.wrong or case is None:
        return None
    given = {"law_status": status, "document": document, "decided_on": str(decided or ""), "text": words}
    return WantedReturn(cells.number, case.id, case.number, {name: value for name, value in given.items() if value})


def _status_of(cell: object) -> str:
    text = text_of(cell, 20)
    known = {name: code for code, label in RETURNS for name in (code, label)}
    if text not in known:
        raise Unreadable("结果应为" + "、".join(label for _, label in RETURNS))
    return known[text]


def _may_return(session: Session, case: Case, actor: Actor, now: datetime) -> bool:
    rows = allowed_actions(case_facts(session, case), actor_facts(actor, case, now), now)
    return any(row.action is Action.LAW_RETURN for row in rows)
