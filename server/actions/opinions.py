"""Answer feedback and suggestions: adopted or not, with the reason; the reporter reads it by ticket and code."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem
from server.models import Reply, Report
from server.queries.opinions import opinion_condition
from server.queries.people import Actor
from server.transaction import transaction
from workflows.ledger import seal
from workflows.roles import Place


def reply_to_opinion(ticket: str, text: str, adopted: bool | None, actor: Actor, key: str | None,
                     now: datetime) -> dict[str, Any]:
    """Store the one answer of an opinion. Raises not-found, invalid-transition when it has been answered."""
    wanted = content_hash([ticket, "reply", text, adopted])
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, wanted, now)
        if stored is not None:
            return stored
        report = tx.session.scalar(select(Report).where(
            Report.ticket == ticket, Report.case_id.is_(None), opinion_condition(actor, now)).with_for_update())
        if report is None:
            raise Problem("not-found", "没有这条意见建议")
        if report.state != "received":
            raise Problem("invalid-transition", "这条意见建议已经答复过")
        report.state = "answered"
        salt = secrets.token_bytes(16)
        tx.session.add(Reply(report_id=report.id, adopted=adopted, text=text.strip(), salt=salt.hex(),
                             person_id=actor.person_id, at=now))
        seals = {"text": seal(text.strip(), salt)}
        record(tx, Entry("report", report.id, report, "report.answered", actor, report.town or report.district, None,
                         Place(report.district, report.town), None, now, {"adopted": adopted, "seals": seals}))
        return keep_answer(tx, key, actor.key, lambda: {"ticket": ticket, "state": report.state, "answered_at": now})
