"""What a reporter may do with ticket and query code: withdraw, leave, add, join, rate, ask for another look."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.asked import find_question
from server.actions.attempts import check_rate, count_attempt
from server.actions.case_rows import Upload, add_photos, write_rating
from server.actions.cases import StepRequest, lock_case, lock_cases, step_in
from server.actions.codes import query_code_of
from server.actions.joined import recount
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.actions.refused_changes import note_refused_rating
from server.actions.search_words import move_words
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Case, CaseNote, Photo, Rating, Report
from server.queries.duplicates import is_duplicate
from server.queries.facts import actor_facts, case_facts
from server.queries.people import REPORTER
from server.queries.report_status import report_status, reporter_actions
from server.queries.scope import place_of_case
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.ledger import seal
from workflows.states import Action


def _own_report(session: Session, ticket: str, code: str) -> Report:
    """The report of ticket and code. Raises wrong-query-code for a wrong ticket and a wrong code alike."""
    report = session.scalar(select(Report).where(Report.ticket == ticket))
    expected = query_code_of(report.id if report else ticket)
    if report is None or not hmac.compare_digest(expected.encode(), code.upper().encode()):
        raise Problem("wrong-query-code", "受理编号或查询码不对")
    return report


@contextmanager
def _counted(ticket: str, now: datetime) -> Iterator[None]:
    """Wrong codes are counted, ten per ticket and hour. Raises rate-limited."""
    what, rate = f"code:{ticket[:40]}", db.settings.query_code_rate
    check_rate(what, rate, now)
    try:
        yield
    except Problem as problem:
        if problem.slug == "wrong-query-code":
            count_attempt(what, rate, now)
        raise


def read_ticket(ticket: str, code: str, now: datetime) -> dict[str, Any]:
    """The reporter's page. Raises wrong-query-code, rate-limited."""
    with _counted(ticket, now), db.reading() as session:
        return report_status(session, _own_report(session, ticket, code), now)


def check_ticket(ticket: str, code: str, now: datetime) -> None:
    """Raises wrong-query-code, rate-limited."""
    with _counted(ticket, now), db.reading() as session:
        _own_report(session, ticket, code)


@again_after_deadlock
def act_as_reporter(ticket: str, code: str, what: str, fields: dict[str, Any], uploads: Sequence[Upload],
                    key: str | None, now: datetime) -> dict[str, Any]:
    """One of ACTS on the own report; answers the reporter's page as it is afterwards.

    Raises Problem: wrong-query-code, rate-limited, window-closed, validation, invalid-transition.
    """
    check_ticket(ticket, code, now)
    try:
        return _act(ticket, code, what, fields, uploads, key, now)
    except Problem as problem:
        if what == "rate" and problem.slug == "window-closed":
            note_refused_rating(ticket, now)
        raise


def _act(ticket: str, code: str, what: str, fields: dict[str, Any], uploads: Sequence[Upload], key: str | None,
         now: datetime) -> dict[str, Any]:
    wanted = content_hash([ticket, what, fields, [upload.photo.sha256 for upload in uploads]])
    with transaction() as tx:
        report = _own_report(tx.session, ticket, code)
        stored = find_answer(tx, key, f"report:{report.id}", wanted, now)
        if stored is not None:
            return stored
        case = _lock_followed(tx.session, report, fields.get("case_id"))
        _may(tx.session, report, case, what, now)
        ACTS[what](tx, report, case, fields, uploads, now)
        return keep_answer(tx, key, f"report:{report.id}", lambda: report_status(tx.session, report, now))


def _lock_followed(session: Session, report: Report, other_id: int | None) -> Case:
    if report.case_id is None:
        raise Problem("invalid-transition", "意见和建议没有办理流程")
    case = lock_cases(session, report.case_id, other_id)
    return lock_case(session, case.main_case_id) if case.main_case_id else case


def _may(session: Session, report: Report, case: Case, what: str, now: datetime) -> None:
    rating = session.scalar(select(Rating).where(Rating.report_id == report.id).order_by(Rating.id.desc()).limit(1))
    can = reporter_actions(report, case, rating, now)
    if what == "join" and "withdraw" in can:
        return
    if what not in can:
        raise Problem("window-closed" if what in ("rate", "review") else "invalid-transition",
                      _WHY_NOT.get(what, "现在不能做这一步"), allowed_transitions=can)


_WHY_NOT = {
    "rate": "现在不能评价：已经评价过，或评价时间已过", "withdraw": "已立案，不能撤回；您可以退出，事项继续办理",
    "question": "现在没有等您补充的询问", "review": "现在不能申请复核", "join": "已开始办理，不能再并入别的案件",
}


def _step(tx: Transaction, case: Case, action: Action, fields: dict[str, Any], now: datetime,
          told: dict[str, Any] | None = None) -> None:
    facts = case_facts(tx.session, case)
    step_in(tx, case, facts, actor_facts(REPORTER, case, now), StepRequest(action, fields, told=told or {}), REPORTER,
            now)


def _say(tx: Transaction, report: Report, case: Case, name: str, data: dict[str, Any], now: datetime,
         text: str = "") -> int:
    salt = secrets.token_bytes(16)
    if text:
        data = {**data, "seals": {"text": seal(text, salt)}}
    event_n = record(tx, Entry("case", str(case.id), case, name, REPORTER, None, None, place_of_case(case),
                               case.department, now, {"report": report.id, **data}, case.version))
    if text:
        tx.session.add(CaseNote(case_id=case.id, event_n=event_n, kind=name, text=text, salt=salt.hex(), at=now,
                                visibility="staff"))
    return event_n


def _withdraw(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
              now: datetime) -> None:
    _step(tx, case, Action.WITHDRAW, {"note": fields.get("text") or None}, now)
    report.state = "left"


def _leave(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
           now: datetime) -> None:
    report.state = "left"
    recount(tx.session, case)
    _say(tx, report, case, "report.left", {}, now, fields.get("text") or "")


def _review(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
            now: datetime) -> None:
    case.reopen_asked = True
    _say(tx, report, case, "case.review_asked", {}, now, fields.get("text") or "")


def _answer(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
            now: datetime) -> None:
    if not fields.get("text"):
        raise invalid("text", "请写下要补充的内容")
    _say(tx, report, case, "report.replied", {}, now, fields["text"])


def _question(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
              now: datetime) -> None:
    """What the reporter says to the question that was put back; photos come along as any added ones."""
    if not fields.get("text"):
        raise invalid("text", "请写下您的补充")
    question = find_question(tx.session, case.id, case.question_id or 0)
    _step(tx, case, Action.ANSWER_QUESTION, {"text": fields["text"]}, now)
    if question is not None:
        question.report_id = report.id
    if uploads:
        _photos(tx, report, case, {}, uploads, now)


def _photos(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
            now: datetime) -> None:
    if not uploads:
        raise invalid("photos", "请附上照片")
    event_n = _say(tx, report, case, "report.photos_added", {"photos": [item.photo.sha256 for item in uploads]}, now,
                   fields.get("text") or "")
    add_photos(tx.session, uploads, case_id=case.id, report_id=report.id, event_n=event_n, person_id=None,
               private=report.photos_private, now=now)


def _join(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
          now: datetime) -> None:
    """The reporter says it is the same thing: the own case ends, the report and its photos follow the other."""
    wanted = fields.get("case_id")
    main = lock_case(tx.session, wanted) if type(wanted) is int and wanted > 0 else None
    if main is None or main.id == case.id or not is_duplicate(case, main):
        raise invalid("case_id", "不能加入这件案件")
    _step(tx, case, Action.WITHDRAW, {}, now)
    report.case_id, report.state = main.id, "joined"
    move_words(tx.session, report, main)
    for photo in tx.session.scalars(select(Photo).where(Photo.report_id == report.id)):
        photo.case_id = main.id
    recount(tx.session, main)
    _say(tx, report, main, "report.joined", {"from_case": case.id}, now)


def _rate(tx: Transaction, report: Report, case: Case, fields: dict[str, Any], uploads: Sequence[Upload],
          now: datetime) -> None:
    given = {"solved": fields.get("solved"), "satisfaction": fields.get("satisfaction")}
    round_rated = case.round
    said = str(given["satisfaction"]) if given["satisfaction"] is not None else None
    rated: dict[str, Any] = {}
    _step(tx, case, Action.RATE, {**given, "satisfaction": said}, now, {"rated": rated})
    # The event that names the row is written at the end, with the case.
    rated |= write_rating(tx.session, case, report.id, round_rated, {**given, "comment": fields.get("comment")}, now)


ACTS = {"withdraw": _withdraw, "leave": _leave, "review": _review, "answer": _answer, "photos": _photos,
        "join": _join, "rate": _rate, "question": _question}
