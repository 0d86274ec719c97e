"""受理限制 as intake asks for them, and as heads and operators read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from config.notices_out import RestrictionLimits, read_restriction_limits
from server.errors import Problem
from server.extensions import db
from server.models import Case, Person, Report, ReporterIdentity, Restriction
from server.queries.city import named, unit_name
from server.queries.people import Actor
from server.queries.rule_cache import rules
from workflows.restrictions import SUBJECT_NAMES, SUBJECTS, Held, may_restrict, may_review, slowing
from workflows.roles import Role, is_city, is_current
from workflows.states import State

SET = "restrictions"
MOST = 200
READERS = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD, Role.COORDINATOR, Role.LEADER, Role.AUDITOR,
                     Role.ADMINISTRATOR})
SLOWED = "这件反映已收到，会由人阅读，只是排在后面；涉及人身安全的紧急事项不受影响。"


@cache
def limits() -> RestrictionLimits:
    """The operator's restrictions.toml."""
    return read_restriction_limits()


def slowed_by(hashes: Iterable[str | None], severity: int, now: datetime) -> int | None:
    """The restriction under which a report with these hashes is read later; from memory."""
    found = slowing(rules(SET, _load), hashes, severity, now)
    return found.id if found is not None else None


def _load(session: Session) -> tuple[Held, ...]:
    rows = session.scalars(select(Restriction).where(Restriction.ended_at.is_(None)).order_by(Restriction.id))
    return tuple(Held(row.id, row.subject, row.subject_hash, row.starts_at, row.ends_at) for row in rows)


def is_low() -> ColumnElement[bool]:
    """低优先: reported under a restriction, and nobody has taken a step yet."""
    return and_(Case.restriction_id.is_not(None), Case.state == State.REPORTED)


def restricted(low: bool | None, restriction_id: int | None) -> list[ColumnElement[bool]]:
    """Conditions of a list of cases: in the low queue or not, and those to which a report came under a restriction."""
    found = [] if low is None else [is_low() if low else ~is_low()]
    if restriction_id is not None:
        found.append(Case.id.in_(select(Report.case_id).where(Report.restriction_id == restriction_id)))
    return found


def slowed_words(session: Session, report: Report, now: datetime) -> dict[str, Any] | None:
    """What the reporter is told: why, until when, and what can be done about it. None for most."""
    row = session.get(Restriction, report.restriction_id) if report.restriction_id else None
    if row is None or row.ended_at is not None or row.ends_at <= now:
        return None
    can = row.appealed_at is None and row.outcome is None
    return {"on": row.subject, "on_name": SUBJECT_NAMES[row.subject], "until": row.ends_at, "reason": row.reason,
            "unit": unit_name(row.unit), "text": SLOWED, "appealed_at": row.appealed_at, "can_appeal": can,
            "outcome": row.outcome}


def slowing_case(session: Session, case: Case) -> dict[str, Any] | None:
    """Why a case waits in the low queue; None, and no query, for most."""
    row = session.get(Restriction, case.restriction_id) if case.restriction_id is not None else None
    if row is None or case.state != State.REPORTED:
        return None
    return {"id": row.id, "on_name": SUBJECT_NAMES[row.subject], "until": row.ends_at, "unit": unit_name(row.unit)}


def read_restrictions(actor: Actor, running: bool | None, now: datetime) -> dict[str, Any]:
    """The restrictions of the own territory, newest first. Raises role-forbidden."""
    with db.reading() as session:
        scope = _scope(actor, now)
        query = with_counts().where(scope)
        alive = and_(Restriction.ended_at.is_(None), Restriction.ends_at > now)
        if running is not None:
            query = query.where(alive if running else ~alive)
        rows = session.execute(query.order_by(Restriction.id.desc()).limit(MOST)).all()
        return {"items": [_shape(*row, actor, now) for row in rows], "as_of": now,
                "longest_days": limits().longest_days,
                "running": {"value": session.scalar(select(func.count()).select_from(Restriction).where(scope, alive)),
                            "definition": "现在起作用、没有解除也没有到期的受理限制"}}


def _scope(actor: Actor, now: datetime) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [false()]
    for post in actor.posts:
        if post.role not in READERS or post.division is None or post.department or not is_current(post, now):
            continue
        if is_city(post.division):
            return true()
        # A head reads those of the whole district, because heads review each other's.
        wide = post.role is not Role.STATION_OFFICER
        found.append(Restriction.district == post.division[:6] if wide else Restriction.town == post.division)
    if len(found) == 1:
        raise Problem("role-forbidden", "受理限制由受理单位和上级查看")
    return or_(*found)


def with_counts() -> Any:
    """Restrictions with who decided, who reviewed and how many reports came under each."""
    maker, reviewer = aliased(Person), aliased(Person)
    reports = select(func.count()).select_from(Report).where(
        Report.restriction_id == Restriction.id).correlate(Restriction).scalar_subquery()
    ticket = select(Report.ticket).where(Report.id == Restriction.report_id).correlate(Restriction).scalar_subquery()
    return (select(Restriction, maker.name, reviewer.name, reports, ticket)
            .join(maker, maker.id == Restriction.person_id)
            .outerjoin(reviewer, reviewer.id == Restriction.reviewed_by))


def shape_restriction(session: Session, row: Restriction, actor: Actor, now: datetime) -> dict[str, Any]:
    """One restriction, as its list shows it."""
    return _shape(*session.execute(with_counts().where(Restriction.id == row.id)).one(), actor, now)


def _shape(row: Restriction, maker: str, reviewer: str | None, reports: int, ticket: str, actor: Actor,
           now: datetime) -> dict[str, Any]:
    running = row.ended_at is None and row.ends_at > now
    state = "running" if running else "lifted" if row.outcome == "lifted" else "ended" if row.ended_at else "over"
    return {
        "id": row.id, "on": row.subject, "on_name": SUBJECT_NAMES[row.subject], "state": state, "ticket": ticket,
        "district": named(row.district), "town": named(row.town), "unit": unit_name(row.unit), "reason": row.reason,
        "decided_by": maker, "starts_at": row.starts_at, "ends_at": row.ends_at, "ended_at": row.ended_at,
        "appealed_at": row.appealed_at, "appeal": row.appeal, "outcome": row.outcome,
        "review_text": row.review_text, "reviewed_at": row.reviewed_at, "reviewed_by": reviewer,
        "reports": {"value": reports, "definition": "在这条限制之中收到的反映",
                    "link": f"/api/v1/cases?restriction={row.id}"},
        "may_end": running and may_restrict(actor.posts, row.district, row.town, now),
        "may_review": running and row.outcome is None and may_review(
            actor.posts, actor.person_id, row.person_id, row.district, row.unit, now)}


def read_origin(ticket: str, actor: Actor, now: datetime) -> dict[str, Any]:
    """What a head should know before restricting: how much came lately with the same device, contact, address.

    Raises not-found, role-forbidden.
    """
    with db.reading() as session:
        report = session.scalar(select(Report).where(Report.ticket == ticket))
        if report is None:
            raise Problem("not-found", "没有这件反映")
        if not may_restrict(actor.posts, report.district, None if report.recuse else report.town, now):
            raise Problem("role-forbidden", "受理限制由受理工作站的站长决定")
        return {"ticket": ticket, "days": limits().origin_days, "as_of": now,
                "items": [_counted(session, report, subject, now) for subject in SUBJECTS]}


def _counted(session: Session, report: Report, subject: str, now: datetime) -> dict[str, Any]:
    contact = session.scalar(select(ReporterIdentity.contact_hash).where(ReporterIdentity.report_id == report.id))
    known = {"device": report.device_hash, "address": report.address_hash, "contact": contact}[subject]
    shape = {"on": subject, "name": SUBJECT_NAMES[subject], "known": known is not None, "reports": 0, "devices": None,
             "longest_days": limits().longest_days[subject], "restricted": None}
    if known is None:
        return shape
    recent = Report.received_at >= now - timedelta(days=limits().origin_days)
    query = select(func.count(), func.count(Report.device_hash.distinct())).select_from(Report).where(
        recent, Report.district == report.district)
    if subject == "contact":
        query = query.join(ReporterIdentity, ReporterIdentity.report_id == Report.id).where(
            ReporterIdentity.contact_hash == known)
    else:
        query = query.where((Report.device_hash if subject == "device" else Report.address_hash) == known)
    count, devices = session.execute(query).one()
    running = session.scalar(select(Restriction.ends_at).where(
        Restriction.subject_hash == known, Restriction.ended_at.is_(None), Restriction.ends_at > now))
    return {**shape, "reports": count, "devices": devices if subject == "address" else None, "restricted": running}
