"""How reporters are reached, over HTTP: ways, codes that prove a contact, the notices that went out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

from server.actions.contact_codes import check_code, send_code
from server.actions.notice_sending import try_again
from server.actions.origins import origin_of
from server.api.contacts_shapes import (
    CODE_SENT,
    NOTICE,
    NOTICES,
    PROVED,
    WAYS,
    CodeBody,
    NoticesQuery,
    TypedBody,
)
from server.api.edge import endpoint
from server.auth import now
from server.queries.notices_out import describe_ways, read_notices
from server.queries.people import Actor

contacts = Blueprint("contacts", __name__, url_prefix="/api/v1")


@endpoint(contacts, "GET", "/contact-ways", audience="all", answers={200: WAYS})
def get_contact_ways() -> dict[str, Any]:
    """By which ways a reporter can be told, which of them are simulated, and which want the contact proved"""
    return describe_ways()


@endpoint(contacts, "POST", "/contact-codes", audience="all", body=CodeBody, answers={201: CODE_SENT})
def post_contact_code(body: CodeBody) -> tuple[dict[str, Any], int]:
    """Send a code to a contact; the same id again sends no second one"""
    origin = origin_of(None, request.remote_addr)
    return send_code(body.id, body.way, body.to, origin, now()), 201


@endpoint(contacts, "POST", "/contact-codes/<code_id>/check", audience="all", body=TypedBody, answers={200: PROVED})
def post_contact_code_check(code_id: str, body: TypedBody) -> dict[str, Any]:
    """Type the code back: a right one proves the contact"""
    return check_code(code_id[:36], body.code, now())


@endpoint(contacts, "GET", "/reporter-notices", query=NoticesQuery, answers={200: NOTICES})
def get_reporter_notices(actor: Actor, query: NoticesQuery) -> dict[str, Any]:
    """Notices to reporters of the own territory: what was said, by which way, what became of it"""
    page, cursor = read_notices(actor, query.state, query.channel, now(), query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {**page, "next": f"{request.path}?{urlencode(given)}" if cursor else None}


@endpoint(contacts, "POST", "/reporter-notices/<int:notice_id>/retry", answers={200: NOTICE})
def post_reporter_notice_retry(notice_id: int, actor: Actor) -> dict[str, Any]:
    """Send a failed notice once more; it can be asked again only when it has failed again"""
    return try_again(notice_id, actor, now())
