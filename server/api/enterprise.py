"""The page of an enterprise that answers by link. The token travels in a header: addresses are written into logs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from server.actions.enterprise_links import answer_link, check_link, read_link
from server.actions.photos import take_in
from server.api.closing_shapes import ENTERPRISE, EnterpriseBody
from server.api.edge import endpoint, idempotency_key
from server.api.reports import uploaded
from server.auth import now
from server.errors import Problem

enterprise = Blueprint("enterprise", __name__, url_prefix="/api/v1")
TOKEN = {"X-Link-Token": "the part of the link behind #"}


def _token() -> str:
    token = request.headers.get("X-Link-Token", "")[:80]
    if not token or not token.isascii():
        raise Problem("not-found", "链接无效，请核对地址是否完整")
    return token


@endpoint(enterprise, "GET", "/enterprise-answer", audience="all", answers={200: ENTERPRISE}, headers=TOKEN)
def get_enterprise_answer() -> dict[str, Any]:
    """What is asked: place, kind, what must be seen, the station's own evidence"""
    return read_link(_token(), now())


@endpoint(enterprise, "POST", "/enterprise-answer", audience="all", body=EnterpriseBody, multipart="answer",
          answers={200: ENTERPRISE}, headers={**TOKEN, "Idempotency-Key": "UUID of this answer"})
def post_enterprise_answer(body: EnterpriseBody) -> dict[str, Any]:
    """Answer once: done or denied, with proof"""
    token = _token()
    files = uploaded("photos")
    if files:
        check_link(token, now())
    uploads = take_in([("document", data) for data in files])
    return answer_link(token, body.reply, body.text.strip(), uploads, idempotency_key(), now())
