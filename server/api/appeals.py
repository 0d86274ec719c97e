"""申诉与剔除 over HTTP: filed from the explanation of a score, decided in two instances, counted in public.

Next: server/actions/appeals.py
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.appeal_decisions import Decision, decide_appeal, revoke_exclusion
from server.actions.appeals import Aside, Filed, ask_exclusion, ask_second, file_appeal, withdraw
from server.actions.photos import take_in
from server.api.appeals_shapes import (
    APPEAL,
    APPEALS,
    ASIDE_FORM,
    FIGURES,
    FORM,
    AppealBody,
    AppealsQuery,
    AsideBody,
    AsideQuery,
    DecisionBody,
    FiguresQuery,
    FormQuery,
    RevokeBody,
    SecondBody,
)
from server.api.edge import endpoint, idempotency_key
from server.api.reports import uploaded
from server.auth import now
from server.queries.appeal_form import read_form
from server.queries.appeals import read_appeal, read_appeals, read_figures
from server.queries.exclusion_form import read_exclusion_form
from server.queries.people import Actor
from workflows.assessment.appeals import AppealKind, Outcome

appeals = Blueprint("appeals", __name__, url_prefix="/api/v1")
ONCE = {"Idempotency-Key": "UUID of this request"}


@endpoint(appeals, "GET", "/appeals", query=AppealsQuery, answers={200: APPEALS})
def get_appeals(actor: Actor, query: AppealsQuery) -> dict[str, Any]:
    """Appeals that I filed, that wait for me, that are decided, and cases set aside; newest first"""
    return read_appeals(actor, query.view, now(), query.limit, query.cursor)


@endpoint(appeals, "GET", "/appeals/form", query=FormQuery, answers={200: FORM})
def get_appeal_form(actor: Actor, query: FormQuery) -> dict[str, Any]:
    """Whether and until when something of a score may be appealed, and on which grounds"""
    return read_form(query.score_id, query.line, query.ref, query.case_id, actor, now())


@endpoint(appeals, "POST", "/appeals", body=AppealBody, multipart="appeal", answers={201: APPEAL}, headers=ONCE)
def post_appeal(actor: Actor, body: AppealBody) -> tuple[dict[str, Any], int]:
    """Appeal against a line, a fact or a rating of a score, with words and pictures"""
    uploads = take_in([("document", data) for data in uploaded("photos")])
    wanted = Filed(body.score_id, body.line, body.ref, body.case_id, body.ground, body.words.strip())
    return file_appeal(wanted, uploads, actor, idempotency_key(), now()), 201


@endpoint(appeals, "GET", "/appeals/<int:appeal_id>", answers={200: APPEAL})
def get_appeal(appeal_id: int, actor: Actor) -> dict[str, Any]:
    """One appeal with its instances, pictures and what it changed"""
    return read_appeal(appeal_id, actor, now())


@endpoint(appeals, "POST", "/appeals/<int:appeal_id>/second", body=SecondBody, answers={200: APPEAL}, headers=ONCE)
def post_second(appeal_id: int, actor: Actor, body: SecondBody) -> dict[str, Any]:
    """Take it to the second instance"""
    return ask_second(appeal_id, body.words.strip(), actor, idempotency_key(), now())


@endpoint(appeals, "POST", "/appeals/<int:appeal_id>/withdraw", answers={200: APPEAL}, headers=ONCE)
def post_withdrawal(appeal_id: int, actor: Actor) -> dict[str, Any]:
    """Take it back while it waits"""
    return withdraw(appeal_id, actor, idempotency_key(), now())


@endpoint(appeals, "POST", "/appeals/<int:appeal_id>/decide", body=DecisionBody, answers={200: APPEAL}, headers=ONCE)
def post_decision(appeal_id: int, actor: Actor, body: DecisionBody) -> dict[str, Any]:
    """Decide the instance that is pending, with the reason"""
    made = Decision(Outcome(body.outcome), body.reason.strip(), tuple(body.refs))
    return decide_appeal(appeal_id, made, actor, idempotency_key(), now())


@endpoint(appeals, "POST", "/appeals/<int:appeal_id>/revoke", body=RevokeBody, answers={200: APPEAL}, headers=ONCE)
def post_revocation(appeal_id: int, actor: Actor, body: RevokeBody) -> dict[str, Any]:
    """Take back, at the higher level, that a case was set aside"""
    return revoke_exclusion(appeal_id, body.reason.strip(), actor, idempotency_key(), now())


@endpoint(appeals, "GET", "/exclusions/form", query=AsideQuery, answers={200: ASIDE_FORM})
def get_exclusion_form(actor: Actor, query: AsideQuery) -> dict[str, Any]:
    """The case of a number with its ratings, for the station that wants it set aside"""
    return read_exclusion_form(query.number, actor, now())


@endpoint(appeals, "POST", "/exclusions", body=AsideBody, multipart="exclusion", answers={201: APPEAL}, headers=ONCE)
def post_exclusion(actor: Actor, body: AsideBody) -> tuple[dict[str, Any], int]:
    """Ask that a malicious or unreasonable case, or an abusive rating, leave every score"""
    uploads = take_in([("document", data) for data in uploaded("photos")])
    wanted = Aside(body.case_id, AppealKind(body.kind), body.rating, body.words.strip())
    return ask_exclusion(wanted, uploads, actor, idempotency_key(), now()), 201


@endpoint(appeals, "GET", "/public/appeals", audience="all", query=FiguresQuery, answers={200: FIGURES})
def get_public_appeals(query: FiguresQuery) -> dict[str, Any]:
    """How many appeals there were, what became of them, and how many cases were set aside"""
    return read_figures(query.assessment, query.district, now())
