"""Send what is due: claim a notice, open the sealed contact, hand it to its way, write what became of it.

A claim is committed before anything leaves. Who dies between leaving and writing leaves a claim that runs out, and the
next try has the same name; nothing else is ever sent twice.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.actions.codes import open_identity, open_text, query_code_of
from server.actions.notice_channels import WAYS, Letter, NotDelivered
from server.errors import Problem
from server.extensions import db
from server.models import ContactCode, Report, ReporterIdentity, ReporterNotice
from server.queries.notices_out import LINK, channels, notices_out, shape_notice
from server.queries.people import Actor
from server.queries.routing_sheet import may_edit_rules
from server.transaction import transaction
from workflows.notices import STUCK, Kind, next_try

log = logging.getLogger(__name__)
BATCH = 100
KEEP_CODES = timedelta(days=1)
_DUE = ("waiting", "sending")


def send_due(now: datetime) -> int:
    """Send every notice that is due; returns how many left. A way that is down is left alone until the next run."""
    with db.reading() as session:
        due = session.execute(select(ReporterNotice.id, ReporterNotice.channel).where(
            ReporterNotice.state.in_(_DUE), ReporterNotice.send_at <= now).order_by(ReporterNotice.id).limit(BATCH))
        waiting = [(row.id, row.channel) for row in due]
    left, down = 0, set[str]()
    for notice_id, way in waiting:
        if way in down:
            continue
        error = _send(notice_id, way, now)
        left += error is None
        if error in ("unreachable", "login"):
            down.add(way)
    return left


def _send(notice_id: int, way: str, now: datetime) -> str | None:
    """Returns why it did not leave."""
    try:
        letter = _claim(notice_id, now)
        if letter is None:
            return "broken"
        WAYS[way](letter)
        failed = None
    except NotDelivered as problem:
        failed = problem
    except Exception:  # one notice that cannot be sent must not stop the others
        log.exception("notice %s was not sent", notice_id)
        failed = NotDelivered("broken")
    _write(notice_id, failed, now)
    return failed.code if failed else None


def _claim(notice_id: int, now: datetime) -> Letter | None:
    """The letter of a notice that nobody else has; None when somebody was faster. Raises NotDelivered."""
    with transaction() as tx:
        claimed = tx.session.execute(update(ReporterNotice).where(
            ReporterNotice.id == notice_id, ReporterNotice.state.in_(_DUE), ReporterNotice.send_at <= now)
            .values(state="sending", tries=ReporterNotice.tries + 1, send_at=now + STUCK)
            .returning(ReporterNotice.id)).scalar()
    if claimed is None:
        return None
    with db.reading() as session:
        return _letter(session, session.get_one(ReporterNotice, notice_id), now)


def _letter(session: Session, row: ReporterNotice, now: datetime) -> Letter:
    name = f"notice-{row.id}-{row.created_at:%Y%m%d%H%M%S}"
    kind = notices_out().kinds[row.kind].name
    subject = f"{'［模拟数据］' if db.settings.simulated else ''}网格哨：{kind}"
    if row.channel not in channels() and not row.simulated:
        raise NotDelivered("not-offered")
    if row.kind == Kind.CODE:
        if row.sealed is None or now - row.created_at > timedelta(minutes=notices_out().code_minutes):
            raise NotDelivered("too-late", final=True)
        to, text = json.loads(open_text(row.sealed))
        return Letter(name, to, subject, text, row.simulated)
    report = session.get(Report, row.report_id)
    identity = session.get(ReporterIdentity, row.report_id)
    if report is None or identity is None:
        raise NotDelivered("no-contact", final=True)
    found = open_identity(identity.sealed)
    to = found.email if row.channel == "email" else found.phone
    return Letter(name, to, f"{subject}（{report.ticket}）", row.text.replace(LINK, _link(report)), row.simulated)


def _link(report: Report) -> str:
    """Where the reporter reads on. The code stands behind #, so that no server on the way writes it into a log."""
    address = db.settings.public_url.rstrip("/")
    if not address:
        return "凭受理编号和查询码查看。"
    return f"查看：{address}/report#/status/{report.ticket}/{query_code_of(report.id)}"


def _write(notice_id: int, failed: NotDelivered | None, now: datetime) -> None:
    with transaction() as tx:
        row = tx.session.get_one(ReporterNotice, notice_id)
        if row.state != "sending":
            return
        again = next_try(row.tries, now) if failed and not failed.final else None
        row.error = failed.code if failed else None
        row.state = "sent" if failed is None else "waiting" if again else "failed"
        row.send_at = again or row.send_at
        if again is None:
            row.ended_at, row.sealed = now, None


def try_again(notice_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Send a failed notice once more. Raises role-forbidden, not-found, invalid-transition."""
    if not may_edit_rules(actor, now):
        raise Problem("role-forbidden", "由系统管理员重发")
    with transaction() as tx:
        row = tx.session.get(ReporterNotice, notice_id, with_for_update=True) if notice_id < 2**53 else None
        if row is None:
            raise Problem("not-found", "没有这条通知")
        if row.state != "failed" or row.kind == Kind.CODE:
            raise Problem("invalid-transition", "只有未能发出的通知可以重发")
        row.state, row.tries, row.error, row.send_at, row.ended_at = "waiting", 0, None, now, None
        report = tx.session.get(Report, row.report_id)
        return shape_notice(row, report.ticket if report else None)


def forget_codes(now: datetime) -> None:
    """Codes that nobody will type any more (a job)."""
    with transaction() as tx:
        tx.session.execute(delete(ContactCode).where(ContactCode.created_at < now - KEEP_CODES))
