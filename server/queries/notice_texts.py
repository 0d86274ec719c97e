"""The sentence of a notice: the operator's words with what the case says now. None when it would no longer be true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case, Report, ReporterQuestion
from server.queries.catalogue import catalogue, category_name
from server.queries.city import unit_name
from server.queries.moments import CITY_ZONE
from server.queries.notices_out import LINK, notices_out
from workflows.notices import Kind
from workflows.states import State

ADOPTED = {True: "已采纳", False: "未采纳，附理由", None: "请查看"}


def notice_text(session: Session, kind: str, report: Report, case_id: int | None,
                data: Mapping[str, Any]) -> str | None:
    """The sentence with its link left open."""
    known = {"ticket": report.ticket, "category": category_name(report.category), "link": LINK, "unit": "", "due": "",
             "reason": ""}
    if case_id is None:
        known["reason"] = ADOPTED[data.get("adopted")]
    else:
        more = _of_case(session, kind, session.get_one(Case, case_id))
        if more is None:
            return None
        known |= more
    return notices_out().kinds[kind].text.format(**known)


def _of_case(session: Session, kind: str, case: Case) -> dict[str, str] | None:
    if kind == Kind.DISPATCHED:
        return {"unit": unit_name(case.department)} if case.department else None
    if kind == Kind.DECLINED:
        reason = next((one for one in catalogue().decline_reasons if one.code == case.decline_reason), None)
        return {"reason": reason.name} if reason is not None and case.state == State.DECLINED else None
    if kind == Kind.ANSWERED:
        return _until(case.due_at if case.state == State.CHECKED else None)
    if kind == Kind.CLOSED:
        return _until(case.reopen_until if case.state == State.CLOSED else None)
    if kind == Kind.QUESTION:
        return _until(session.scalar(select(ReporterQuestion.due_at).where(
            ReporterQuestion.case_id == case.id, ReporterQuestion.number == case.question_id)))
    return {}


def _until(moment: datetime | None) -> dict[str, str] | None:
    if moment is None:
        return None
    local = moment.astimezone(CITY_ZONE)
    return {"due": f"{local.month}月{local.day}日 {local:%H:%M}"}
