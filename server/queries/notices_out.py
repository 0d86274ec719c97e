"""What reporters are told by which way, and the notices that wait, left or failed, for whoever looks after them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from config.notices_out import NoticesOut, read_notices_out
from server.errors import Problem
from server.extensions import db
from server.models import Report, ReporterNotice
from server.queries.cases import read_cursor, write_cursor
from server.queries.city import named
from server.queries.opinions import ANSWERING
from server.queries.people import Actor
from server.queries.routing_sheet import may_edit_rules
from workflows.notices import CHANNEL_NAMES, STATE_NAMES, STATES
from workflows.roles import is_city, is_current

LINK = "{link}"
# Why a notice did not leave; never a mail server's own words, which may hold the address.
ERRORS = {"refused": "对方邮箱拒收", "unreachable": "邮件服务器没有应答", "login": "邮件服务器不认我方账号",
          "not-offered": "这条途径没有开通", "unproved": "联系方式没有验证", "too-late": "已过时",
          "no-contact": "联系方式已删除", "broken": "发送时出错"}
COUNTED = {"waiting": "还没有发出的通知，等撤销时间过去的也在内", "sending": "正在交给发送途径的通知",
           "sent": "已经交给发送途径的通知", "failed": "没有发出、也不再自动重试的通知",
           "dropped": "那一步被撤销，不用再发的通知"}


@cache
def notices_out() -> NoticesOut:
    """The operator's notices_out.toml."""
    return read_notices_out()


def channels() -> dict[str, bool]:
    """Way → whether it is simulated, of those that this installation offers.

    SMS and WeChat have no provider here: a simulated installation plays them, another one does not offer them.
    """
    played = {"sms": True, "wechat": True} if db.settings.simulated else {}
    return {**played, **({"email": False} if db.settings.smtp_url else {})}


def checked_ways() -> tuple[str, ...]:
    """Ways by which a contact is proved with a code, where the operator has switched it on."""
    wanted = {way.strip() for way in db.settings.contact_check.split(",")}
    return tuple(way for way in ("sms", "email") if way in wanted and way in channels())


def wants_proof(way: str) -> bool:
    """Whether this way tells proved contacts only; a WeChat message goes to a phone, which a code by SMS proves."""
    return ("sms" if way == "wechat" else way) in checked_ways()


def describe_ways() -> dict[str, Any]:
    """The ways as a page offers them."""
    return {"ways": [{"code": way, "name": CHANNEL_NAMES[way], "simulated": played, "check": wants_proof(way)}
                     for way, played in channels().items()], "code_minutes": notices_out().code_minutes}


def read_notices(actor: Actor, state: str | None, way: str | None, now: datetime, limit: int,
                 cursor: str | None) -> tuple[dict[str, Any], str | None]:
    """A page of notices of the own territory, newest first, with counts by state. Raises role-forbidden."""
    with db.reading() as session:
        scope = _scope(actor, now)
        query = select(ReporterNotice, Report.ticket).outerjoin(
            Report, Report.id == ReporterNotice.report_id).where(scope)
        if state:
            query = query.where(ReporterNotice.state == state)
        if way:
            query = query.where(ReporterNotice.channel == way)
        if cursor:
            query = query.where(ReporterNotice.id < read_cursor(cursor)[1])
        rows = session.execute(query.order_by(ReporterNotice.id.desc()).limit(limit + 1)).all()
        page = {"items": [shape_notice(row, ticket) for row, ticket in rows[:limit]], "as_of": now,
                "counts": _counts(session, scope), "may_retry": may_edit_rules(actor, now), **describe_ways()}
    return page, write_cursor(None, rows[limit - 1][0].id) if len(rows) > limit else None


def _counts(session: Session, scope: ColumnElement[bool]) -> list[dict[str, Any]]:
    rows = session.execute(select(ReporterNotice.state, func.count()).where(scope).group_by(ReporterNotice.state))
    found = {row[0]: int(row[1]) for row in rows}
    return [{"state": state, "name": STATE_NAMES[state], "value": found.get(state, 0), "definition": COUNTED[state],
             "link": f"/api/v1/reporter-notices?state={state}"} for state in STATES]


def _scope(actor: Actor, now: datetime) -> ColumnElement[bool]:
    if may_edit_rules(actor, now):
        return true()
    homes = [post.division for post in actor.posts
             if post.role in ANSWERING and post.division and post.department is None and is_current(post, now)]
    if not homes:
        raise Problem("role-forbidden", "通知由受理单位和系统管理员查看")
    if any(is_city(home) for home in homes):
        return true()
    return or_(ReporterNotice.town.in_([home for home in homes if len(home) == 9]),
               ReporterNotice.district.in_([home for home in homes if len(home) == 6]))


def shape_notice(row: ReporterNotice, ticket: str | None) -> dict[str, Any]:
    """One notice: what it says and what became of it; never to whom."""
    kind = notices_out().kinds[row.kind]
    return {"id": row.id, "kind": row.kind, "kind_name": kind.name, "channel": row.channel,
            "channel_name": CHANNEL_NAMES[row.channel], "simulated": row.simulated, "ticket": ticket,
            "district": named(row.district), "town": named(row.town), "text": row.text.replace(LINK, "［查看链接］"),
            "state": row.state, "state_name": STATE_NAMES[row.state], "tries": row.tries,
            "error": {"code": row.error, "name": ERRORS[row.error]} if row.error else None,
            "created_at": row.created_at, "send_at": row.send_at if row.state == "waiting" else None,
            "ended_at": row.ended_at}
