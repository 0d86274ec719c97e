"""Replies to other systems' items in their form: number, state, answer, feedback, times."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from server.errors import invalid
from server.extensions import db
from server.models import Case, CaseNote
from server.queries.catalogue import catalogue, category_name, source_name
from server.queries.city import unit_name
from server.queries.item_columns import REPLY, REPLY_WIDTHS
from server.queries.moments import CITY_ZONE
from server.queries.people import Actor
from server.queries.scope import case_condition
from server.queries.sheet_files import Row, as_file
from workflows.states import STATE_NAMES, State

MOST = 5_000
ANSWER, FEEDBACK = "check-pass.answer", "close.feedback"


def replies_file(actor: Actor, kind: str, source: str | None, first: date, last: date, now: datetime) -> bytes:
    """The items of the person's territory that came in between two days, as CSV or Excel. Raises validation."""
    if last < first:
        raise invalid("to", "止日早于起日")
    numbered = [row.code for row in catalogue().sources if row.due_allowed]
    if source is not None and source not in numbered:
        raise invalid("source", "这个来源没有来文编号")
    with db.reading() as session:
        rows = _rows(session, actor, [source] if source else numbered, first, last, now)
    return as_file(kind, "办理情况回复", REPLY, rows, REPLY_WIDTHS)


def _rows(session: Session, actor: Actor, sources: list[str], first: date, last: date, now: datetime) -> list[Row]:
    main = aliased(Case)
    found = session.execute(
        select(Case, main).outerjoin(main, main.id == Case.main_case_id)
        .where(Case.external_number.is_not(None), Case.source.in_(sources), Case.reported_on.between(first, last),
               case_condition(actor, now)).order_by(Case.id).limit(MOST + 1)).all()
    if len(found) > MOST:
        raise invalid("from", f"超过 {MOST} 件，请缩短时间段")
    words = _words(session, {(other or case).id for case, other in found})
    return [_row(case, other or case, words, now) for case, other in found]


def _words(session: Session, ids: set[int]) -> dict[tuple[int, str], str]:
    """The last answer and feedback of each case."""
    rows = session.execute(
        select(CaseNote.case_id, CaseNote.kind, CaseNote.text)
        .where(CaseNote.case_id.in_(ids), CaseNote.kind.in_((ANSWER, FEEDBACK)), CaseNote.visibility == "public")
        .order_by(CaseNote.id)).all()
    return {(row.case_id, row.kind): row.text for row in rows}


def _row(case: Case, answered: Case, words: dict[tuple[int, str], str], now: datetime) -> Row:
    """`answered` is the case in which the matter is handled: the main one after a merge."""
    said = {ANSWER: words.get((answered.id, ANSWER), "") if answered.answered_at else "",
            FEEDBACK: words.get((answered.id, FEEDBACK), "") if answered.closed_at else ""}
    due = case.external_due_at
    over = due is not None and (answered.closed_at or answered.answered_at or now) > due
    return (case.external_number or "", source_name(case.source), case.number, category_name(case.category),
            _moment(case.reported_at), _moment(due), STATE_NAMES[State(answered.state)],
            unit_name(answered.department or answered.handler_department or answered.town or answered.district),
            said[ANSWER], _moment(answered.answered_at), said[FEEDBACK], _moment(answered.closed_at),
            "" if due is None else "是" if over else "否", _note(case, answered))


def _note(case: Case, answered: Case) -> str:
    if answered.decline_reason and answered.state == State.DECLINED:
        return next((reason.explain for reason in catalogue().decline_reasons
                     if reason.code == answered.decline_reason), "")
    return f"并入 {answered.number} 办理" if answered.id != case.id else ""


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(CITY_ZONE).strftime("%Y-%m-%d %H:%M") if moment else ""


def replies_name(first: date, last: date, kind: str) -> dict[str, Any]:
    """Headers of the file."""
    return {"Content-Disposition": f'attachment; filename="replies-{first:%Y%m%d}-{last:%Y%m%d}.{kind}"'}
