"""What the simulation sees beyond what people see: its own cases, its own people, and what visitors have touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, event, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from config.settings import Settings
from server.extensions import db
from server.models import (
    Absence,
    Case,
    EnterpriseLink,
    Event,
    Person,
    PersonPost,
    Photo,
    Rating,
    Report,
    ReportDetail,
    ReporterIdentity,
    Whistle,
    WhistleCall,
)
from server.queries.case_detail import routing_of
from server.queries.duplicates import possible_duplicates
from server.queries.joined_reports import answered_in
from server.queries.people import Actor, runs, to_post
from workflows.roles import Role
from workflows.states import OPEN, State
from workflows.whistle import RUNNING, CallState

# How long after its end a case may still come back: a late rating, a review of a refusal.
LATE_WORDS = timedelta(days=6)
# Roles in which accounts of visitors did their own work before anybody could sign in.
BEFORE_THE_OPENING = (Role.GRID_MEMBER, Role.COMMUNITY_HEAD, Role.ASSESSOR)


@dataclass(frozen=True)
class Voice:
    """One report of a case; `answered`: rated in the case's present round; `reachable`: left a name or a number."""

    id: str
    ticket: str
    source: str
    person_id: int | None
    state: str
    simulated: bool
    answered: bool
    reachable: bool


@dataclass(frozen=True)
class CallSight:
    """A unit called by a whistle of the case; `department` None is the town's station."""

    id: int
    whistle_id: int
    department: str | None
    state: str
    comes: bool
    moved_at: datetime
    judged: bool
    rated: bool


def pending(calls: tuple[CallSight, ...]) -> CallSight | None:
    """The call that something is to be done with: running ones first, then those that wait for a rating."""
    open_calls = [call for call in calls if call.state in RUNNING]
    told = [call for call in calls if call.state == CallState.REPORTED and call.department is not None
            and not (call.judged and call.rated)]
    return next(iter((*open_calls, *told)), None)


@dataclass(frozen=True)
class Sight:
    """A case as the simulation knows it; names as the columns of the case.

    `voices` are its reports (those of merged cases too), `lead` and `assist` the suggested units, `twin` an older
    open simulated case of the same kind close by, `pictures` the photos of the reports and of the confirmation,
    `link` the salt of the link by which an enterprise was asked.
    """

    id: int
    number: str
    state: str
    event_count: int
    simulated: bool
    category: str
    severity: int
    source: str
    district: str
    town: str | None
    street_grid: str | None
    sub_grid: str | None
    community: str | None
    lon: float | None
    lat: float | None
    recuse: bool
    department: str | None
    department_level: str | None
    assignee_id: int | None
    confirmer_id: int | None
    confirmation: str | None
    returns: int
    failed_checks: int
    reopens: int
    reviewed: bool
    reopen_asked: bool
    round: int
    self_handled: str | None
    handler_town: str | None
    extension: str | None
    suspension: str | None
    suspended_until: date | None
    open_orders: int
    whistled: bool
    supervised: bool
    law_transferred: bool
    reported_at: datetime
    updated_at: datetime
    stage_started_at: datetime | None
    due_at: datetime | None
    due_stage: str | None
    due_limit: str | None
    reopen_until: datetime | None
    place_text: str
    voices: tuple[Voice, ...]
    lead: str | None
    assist: tuple[str, ...]
    twin: int | None
    pictures: int
    calls: tuple[CallSight, ...] = ()
    questions: int = 0
    question_id: int | None = None
    version: int = 0
    law_status: str | None = None
    border_town: str | None = None
    link: str | None = None
    link_open: bool = False


_COPIED = tuple(field.name for field in fields(Sight) if hasattr(Case, field.name))


def connect(settings: Settings) -> None:
    """Use the database of these settings in this process. What it writes to SQLite outlives the process at once and a
    power cut after the next commit of the web server: nobody waits for the disk for the sake of invented days."""
    db.configure(settings)
    if db.is_sqlite:
        event.listen(db.engine, "connect", _without_waiting)


def _without_waiting(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=NORMAL")


def read_sight(case_id: int, now: datetime) -> Sight | None:
    """One case, or None when there is none."""
    with db.reading() as session:
        case = session.get(Case, case_id)
        return _sight(session, case, now) if case is not None else None


def count_events(case_id: int) -> int:
    """How far a case's ledger is; 0 for an unknown case."""
    with db.reading() as session:
        return session.scalar(select(Case.event_count).where(Case.id == case_id)) or 0


def _sight(session: Session, case: Case, now: datetime) -> Sight:
    routing = routing_of(case) if case.state in (State.REGISTERED, State.DISPATCHED) else None
    voices = _voices(session, case)
    values: dict[str, Any] = {name: getattr(case, name) for name in _COPIED}
    values["simulated"] = case.simulated and all(voice.simulated for voice in voices)
    link = session.scalar(select(EnterpriseLink).where(EnterpriseLink.case_id == case.id).order_by(
        EnterpriseLink.id.desc()).limit(1)) if case.state == State.HANDLING else None
    return Sight(
        **values, voices=voices, place_text=_place_text(session, voices),
        calls=_calls(session, case) if case.whistled else (), link=link.salt if link else None,
        link_open=link is not None and link.answered_at is None and link.expires_at > now,
        lead=routing["lead"]["code"] if routing and routing["lead"] else None,
        assist=tuple(unit["code"] for unit in routing["assist"] if unit) if routing else (),
        twin=_twin(session, case, now) if case.state == State.REPORTED else None,
        pictures=session.scalar(select(func.count()).select_from(Photo).where(
            Photo.case_id == case.id, Photo.purpose.in_(("report", "confirm")))) or 0)


def _voices(session: Session, case: Case) -> tuple[Voice, ...]:
    rows = session.execute(
        select(Report.id, Report.ticket, Report.source, Report.person_id, Report.state, Report.simulated, Rating.id,
               ReporterIdentity.report_id)
        .outerjoin(ReporterIdentity, ReporterIdentity.report_id == Report.id)
        .outerjoin(Rating, and_(Rating.report_id == Report.id, Rating.round == case.round))
        .where(answered_in(case)).order_by(Report.received_at, Report.id)).all()
    return tuple(Voice(*row[:6], answered=row[6] is not None, reachable=row[7] is not None) for row in rows)


def _calls(session: Session, case: Case) -> tuple[CallSight, ...]:
    rows = session.scalars(select(WhistleCall).join(Whistle, Whistle.id == WhistleCall.whistle_id)
                           .where(Whistle.case_id == case.id).order_by(WhistleCall.id))
    return tuple(CallSight(row.id, row.whistle_id, row.department, row.state, row.arrive_by is not None, _moved_at(row),
                           row.judged_at is not None, row.rated_at is not None) for row in rows)


def _moved_at(row: WhistleCall) -> datetime:
    return max(moment for moment in (row.called_at, row.answered_at, row.arrived_at, row.reported_at, row.judged_at)
               if moment is not None)


def _place_text(session: Session, voices: Iterable[Voice]) -> str:
    first = next(iter(voices), None)
    return session.scalar(select(ReportDetail.place_text).where(
        ReportDetail.report_id == first.id)) or "" if first else ""


def _twin(session: Session, case: Case, now: datetime) -> int | None:
    near = [row["case_id"] for row in possible_duplicates(session, case, now) if row["case_id"] < case.id]
    found = set(session.scalars(select(Case.id).where(Case.id.in_(near), Case.simulated))) if near else set()
    return next((case_id for case_id in near if case_id in found), None)


def list_moving(now: datetime) -> list[int]:
    """Ids of simulated cases in which something may still happen, oldest first."""
    since = now - LATE_WORDS
    ended = and_(Case.state.in_((State.CLOSED, State.DECLINED)), Case.updated_at >= since)
    with db.reading() as session:
        return list(session.scalars(select(Case.id).where(
            Case.simulated, or_(Case.state.in_(sorted(OPEN)), ended)).order_by(Case.id)))


def list_workers(now: datetime, visitors: bool = False) -> list[Actor]:
    """Simulated people who act by themselves: everybody active at work now who has no account to sign in with.

    With `visitors` also members, heads of communities and assessors who have one: what they did before anybody could
    sign in.
    """
    away = exists().where(Absence.person_id == Person.id, runs(Absence, now))
    with db.reading() as session:
        rows = session.execute(
            select(Person.id, Person.name, PersonPost).join(PersonPost, PersonPost.person_id == Person.id)
            .where(Person.simulated, Person.active, runs(PersonPost, now), not_(away),
                   or_(Person.username.is_(None), and_(visitors, PersonPost.role.in_(BEFORE_THE_OPENING))))
            .order_by(Person.id, PersonPost.id)).all()
    people: dict[int, Actor] = {}
    for person_id, name, post in rows:
        known = people.get(person_id)
        people[person_id] = Actor("person", person_id, name, (*(known.posts if known else ()), to_post(post)))
    return list(people.values())


def visitors_grid(now: datetime) -> str | None:
    """The grid in which a member with an account has a post; None when nobody has."""
    with db.reading() as session:
        return session.scalar(
            select(PersonPost.division).join(Person, Person.id == PersonPost.person_id)
            .where(Person.username.is_not(None), PersonPost.role == Role.GRID_MEMBER, runs(PersonPost, now))
            .order_by(PersonPost.id).limit(1))


def list_touched(after: int, since: datetime | None = None) -> tuple[set[int], int]:
    """Cases with an event after number `after` and moment `since` by somebody with an account; the newest number.

    An event's canonical text begins with its actor, so that a prefix tells. Reads all events after `after`.
    """
    with db.reading() as session:
        newest = session.scalar(select(func.max(Event.seq))) or 0
        accounts = session.scalars(select(Person.id).where(Person.username.is_not(None))).all()
        if newest <= after or not accounts:
            return set(), newest
        by_visitor = or_(*(Event.content.startswith(f'{{"actor":{{"id":{person},') for person in accounts))
        rows = session.scalars(select(Event.subject_id).distinct().where(
            Event.seq > after, Event.seq <= newest, Event.subject_kind == "case", by_visitor,
            *([Event.at >= since] if since is not None else [])))
        return {int(subject) for subject in rows}, newest


def last_simulated_report() -> datetime | None:
    """When the newest simulated report was received; None in a city without any."""
    with db.reading() as session:
        return session.scalar(select(func.max(Report.received_at)).where(Report.simulated))
