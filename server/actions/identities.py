"""Look at a reporter's name and phone: the accepting station only, each look kept with its reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.actions.cases import lock_case
from server.actions.codes import open_identity
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.models import Case, IdentityLook, Report, ReporterIdentity
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.transaction import transaction
from workflows.roles import Place, may_see_identity

SHORTEST_REASON = 4


def look_at_identity(report_id: str, reason: str, actor: Actor, now: datetime) -> dict[str, str]:
    """`{name, phone, email}` of a report's reporter. Raises not-found, territory-forbidden, validation."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise invalid("reason", f"请写明查看理由（至少 {SHORTEST_REASON} 个字）")
    with transaction() as tx:
        report = tx.session.scalar(select(Report).where(or_(Report.id == report_id, Report.ticket == report_id)))
        case = _lock_chain(tx.session, report)
        place = place_of_case(case) if case else Place(report.district, report.town) if report else None
        if report is None or place is None:
            raise Problem("not-found", "没有这件反映")
        if not may_see_identity(actor.posts, place, now, report.recuse):
            raise Problem("territory-forbidden", "反映人身份只对受理工作站开放")
        sealed = tx.session.get(ReporterIdentity, report.id)
        if sealed is None:
            raise Problem("not-found", "反映人没有留下联系方式")
        tx.session.add(IdentityLook(report_id=report.id, person_id=actor.person_id, reason=reason.strip(), at=now))
        subject = ("case", str(case.id), case) if case else ("report", report.id, report)
        record(tx, Entry(*subject, "identity.viewed", actor, place.town or place.district, None, place, None, now,
                         {"report": report.id}))
        found = open_identity(sealed.sealed)
    return {"name": found.name, "phone": found.phone, "email": found.email}


def _lock_chain(session: Session, report: Report | None) -> Case | None:
    """Lock the row whose chain the look is written into: the report's case, else the report itself."""
    if report is None:
        return None
    if report.case_id is not None:
        return lock_case(session, report.case_id)
    session.refresh(report, with_for_update=True)
    return None
