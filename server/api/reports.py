"""Reports over HTTP: submit, read by ticket and code, act as the reporter. Next: server/actions/reports.py"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from server.actions.attempts import spend_attempt
from server.actions.identities import look_at_identity
from server.actions.photos import take_in
from server.actions.reporter import act_as_reporter, check_ticket, read_ticket
from server.actions.reports import Submission, check_submission, submit_report
from server.api.answers import IDENTITY, RECEIPT, STATUS
from server.api.edge import endpoint, idempotency_key, maybe_staff
from server.api.schemas import CodeQuery, RatingBody, ReasonQuery, ReportBody, WordsBody
from server.auth import now
from server.errors import Problem, invalid
from server.queries.people import REPORTER, Actor
from server.queries.reading import settings

reports = Blueprint("reports", __name__, url_prefix="/api/v1")


@endpoint(reports, "POST", "/reports", audience="all", body=ReportBody, multipart="report", answers={201: RECEIPT})
def create_report(body: ReportBody) -> tuple[dict[str, Any], int]:
    """Submit a report, with up to nine photos as multipart/form-data"""
    actor: Actor = maybe_staff() or REPORTER
    # Staff are known by name; the simulation sends for a whole city from one address.
    if actor.kind != "person" and not is_simulated():
        spend_attempt(f"report:{request.remote_addr}", settings().report_rate, now())
    given = {name: getattr(body, name) for name in ReportBody.model_fields if name != "contact"}
    contact = body.contact
    submission = Submission(**given, contact_name=contact.name if contact else "",
                            contact_phone=contact.phone if contact else "")
    check_submission(submission, actor, now())
    uploads = take_in([("report", data) for data in uploaded("photos")])
    return submit_report(submission, uploads, actor, now(), simulated=is_simulated()), 201


def is_simulated() -> bool:
    """Whether the request says that it comes from the simulation, in an installation that is simulated."""
    return settings().simulated and request.headers.get("X-Simulated") == "1"


def uploaded(*names: str) -> list[bytes]:
    """Contents of the files sent under these form fields. Raises photo-rejected for too many or too large ones."""
    if request.mimetype != "multipart/form-data":
        return []
    unknown = set(request.files) - {"photos", "before", "after", "document"}
    if unknown:
        raise invalid(sorted(unknown)[0], "没有这个文件字段")
    files = [file for name in names for file in request.files.getlist(name)]
    if len(files) > settings().max_photos:
        raise Problem("photo-rejected", f"最多 {settings().max_photos} 张照片", code="too-many")
    return [file.read() for file in files]


def query_code(query: CodeQuery) -> str:
    """The code from the header, else from the address. Raises wrong-query-code when there is none."""
    code = request.headers.get("X-Query-Code") or query.code
    if not code:
        raise Problem("wrong-query-code", "请输入查询码")
    return code[:40]


@endpoint(reports, "GET", "/reports/<ticket>", audience="all", query=CodeQuery, answers={200: STATUS})
def get_report(ticket: str, query: CodeQuery) -> dict[str, Any]:
    """The reporter's page: what happened, who is responsible, what comes next"""
    return read_ticket(ticket, query_code(query), now())


@endpoint(reports, "POST", "/reports/<ticket>/rating", audience="all", query=CodeQuery, body=RatingBody,
          answers={200: STATUS})
def rate_report(ticket: str, query: CodeQuery, body: RatingBody) -> dict[str, Any]:
    """Rate the answer: solved? and satisfied? are two questions"""
    return act_as_reporter(ticket, query_code(query), "rate", body.model_dump(), (), idempotency_key(), now())


def _act(what: str, ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    code = query_code(query)
    if what in ("photos", "question"):
        check_ticket(ticket, code, now())  # nobody without the code makes us decode pictures
    uploads = take_in([("report", data) for data in uploaded("photos")])
    return act_as_reporter(ticket, code, what, body.model_dump(), uploads, idempotency_key(), now())


@endpoint(reports, "POST", "/reports/<ticket>/withdraw", audience="all", query=CodeQuery, body=WordsBody,
          answers={200: STATUS})
def withdraw_report(ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    """Withdraw the report before it is filed"""
    return _act("withdraw", ticket, query, body)


@endpoint(reports, "POST", "/reports/<ticket>/leave", audience="all", query=CodeQuery, body=WordsBody,
          answers={200: STATUS})
def leave_report(ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    """Leave the case; the matter goes on"""
    return _act("leave", ticket, query, body)


@endpoint(reports, "POST", "/reports/<ticket>/review", audience="all", query=CodeQuery, body=WordsBody,
          answers={200: STATUS})
def review_report(ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    """Ask for another look at a refusal or a closed case"""
    return _act("review", ticket, query, body)


@endpoint(reports, "POST", "/reports/<ticket>/answer", audience="all", query=CodeQuery, body=WordsBody,
          answers={200: STATUS})
def answer_report(ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    """Add words for the station"""
    return _act("answer", ticket, query, body)


@endpoint(reports, "POST", "/reports/<ticket>/photos", audience="all", query=CodeQuery, body=WordsBody,
          multipart="report", answers={200: STATUS})
def add_report_photos(ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    """Add photos"""
    return _act("photos", ticket, query, body)


@endpoint(reports, "POST", "/reports/<ticket>/question", audience="all", query=CodeQuery, body=WordsBody,
          multipart="report", answers={200: STATUS})
def answer_question(ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    """Answer the question that was put back to the reporter, with photos"""
    return _act("question", ticket, query, body)


@endpoint(reports, "POST", "/reports/<ticket>/join", audience="all", query=CodeQuery, body=WordsBody,
          answers={200: STATUS})
def join_report(ticket: str, query: CodeQuery, body: WordsBody) -> dict[str, Any]:
    """Say that it is the same matter as an open case close by"""
    return _act("join", ticket, query, body)


@endpoint(reports, "GET", "/reports/<report_id>/identity", query=ReasonQuery, answers={200: IDENTITY})
def get_identity(report_id: str, actor: Actor, query: ReasonQuery) -> dict[str, str]:
    """Name and phone of a reporter, for the accepting station; the look is kept with its reason"""
    return look_at_identity(report_id, query.reason, actor, now())
