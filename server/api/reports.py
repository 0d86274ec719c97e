"""Reports over HTTP: submit, read by ticket and code, act as the reporter. Next: server/actions/reports.py"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, request

from server.actions.identities import look_at_identity
from server.actions.origins import NOWHERE, origin_of, spend_report
from server.actions.photos import take_in
from server.actions.reporter import act_as_reporter, check_ticket, read_ticket
from server.actions.reports import Submission, check_submission, submit_report
from server.actions.shots import Said, with_shots
from server.actions.sounds import take_in_sounds
from server.api.answers import IDENTITY, RECEIPT, STATUS
from server.api.edge import endpoint, idempotency_key, maybe_staff
from server.api.schemas import CodeQuery, RatingBody, ReasonQuery, ReportBody, ShotBody, WordsBody
from server.auth import now
from server.errors import Problem, invalid
from server.queries.people import REPORTER, Actor
from server.queries.reading import settings

reports = Blueprint("reports", __name__, url_prefix="/api/v1")


@endpoint(reports, "POST", "/reports", audience="all", body=ReportBody, multipart="report", answers={201: RECEIPT})
def create_report(body: ReportBody) -> tuple[dict[str, Any], int]:
    """Submit a report, with up to nine photos as multipart/form-data"""
    actor: Actor = maybe_staff() or REPORTER
    submission = _submission(body, actor)
    check_submission(submission, actor, now())
    submission = replace(submission, sounds=take_in_sounds(sent_sounds()))
    uploads = take_in([("report", data) for data in uploaded("photos", beside="sounds")])
    uploads = with_shots(uploads, ["photos"] * len(uploads), said_of(body.shots), body.sent_at, now())
    return submit_report(submission, uploads, actor, now(), simulated=is_simulated()), 201


def _submission(body: ReportBody, actor: Actor) -> Submission:
    """The body as the action takes it, counted. Raises rate-limited."""
    given = {name: getattr(body, name) for name in ReportBody.model_fields if name not in ("contact", "shots")}
    contact = body.contact.model_dump() if body.contact else {}
    origin = NOWHERE
    # Staff are known by name; the simulation sends for a whole city from one address.
    if actor.kind != "person" and not is_simulated():
        origin = origin_of(_device(), request.remote_addr)
        spend_report(origin, body.category, now())
    return Submission(**given, **{f"contact_{name}": value for name, value in contact.items()}, origin=origin)


def _device() -> str | None:
    """The random name that a page keeps on its device; without a usable one only the address counts."""
    name = request.headers.get("X-Device", "")
    return name if 16 <= len(name) <= 64 and name.isascii() and name.isprintable() else None


def is_simulated() -> bool:
    """Whether the request says that it comes from the simulation, in an installation that is simulated."""
    return settings().simulated and request.headers.get("X-Simulated") == "1"


def said_of(shots: list[ShotBody]) -> list[Said]:
    """What the phone says of its pictures, as the action takes it."""
    return [Said(**shot.model_dump()) for shot in shots]


def uploaded(*names: str, beside: str = "") -> list[bytes]:
    """Contents of the files sent under these form fields. Raises photo-rejected for too many or too large ones."""
    if request.mimetype != "multipart/form-data":
        return []
    unknown = set(request.files) - {"photos", "before", "after", "document", beside}
    if unknown:
        raise invalid(sorted(unknown)[0], "没有这个文件字段")
    files = [file for name in names for file in request.files.getlist(name)]
    if len(files) > settings().max_photos:
        raise Problem("photo-rejected", f"最多 {settings().max_photos} 张照片", code="too-many")
    return [file.read() for file in files]


def sent_sounds() -> list[bytes]:
    """Contents of the recordings that came along."""
    return [file.read() for file in request.files.getlist("sounds")]


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
