"""Facts of what reporters say and of whether they were contacted, and of what members report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, or_, select, true
from sqlalchemy.orm import Session, aliased

from server.models import Case, Event, Rating, Report, ReporterIdentity
from server.queries.catalogue import limit_for, working_calendar
from server.queries.facts_of_misses import misses
from server.queries.facts_reach import Reach
from server.queries.moments import city_day
from workflows.assessment.facts import Kind, Level
from workflows.assessment.facts_cases import ContactFact, RatingFact
from workflows.assessment.facts_units import ReportFact
from workflows.assessment.runs import CITIZENS, outcome_of
from workflows.case_flow import EVENTS
from workflows.deadlines import due_at
from workflows.states import Action, Stage, State

LONGEST = timedelta(days=15)  # no reporter may be contacted later than this by any limit
OWN_SOURCE = "grid_member"
_PLACE = (Case.district, Case.town, Case.street_grid, Case.sub_grid, Case.community)
_UNIT = (Case.department, Case.handler_department)


def _unit(reach: Reach) -> Any:
    return or_(*(column == reach.owner for column in _UNIT)) if reach.level is Level.DEPARTMENT else true()


def ratings(session: Session, reach: Reach) -> Iterator[RatingFact]:
    """Ratings given in the span; an older one of the same reporter is marked."""
    newer = aliased(Rating)
    superseded = exists().where(newer.report_id == Rating.report_id, newer.round > Rating.round)
    query = (select(Rating.id, Rating.case_id, Rating.at, *_PLACE, *_UNIT, Rating.solved, Rating.satisfaction,
                    Report.source, superseded)
             .join(Case, Case.id == Rating.case_id).join(Report, Report.id == Rating.report_id)
             .where(reach.within(Rating.at), reach.place(Case), _unit(reach)))
    for row, case_id, at, district, town, grid, sub_grid, community, unit, handler, solved, satisfaction, source, old \
            in session.execute(query):
        yield RatingFact(Kind.RATING, f"rating:{row}", case_id, at, district, town, grid, sub_grid, community,
                         unit or handler, None, solved, satisfaction, source in CITIZENS, bool(old))


def contacts(session: Session, reach: Reach) -> Iterator[ContactFact]:
    """Reporters of the public who can be reached, whose contact fell due in the span or was made."""
    if reach.level is Level.DEPARTMENT:
        return
    reachable = exists().where(Report.case_id == Case.id, Report.source.in_(CITIZENS),
                               ReporterIdentity.report_id == Report.id)
    tried = _contacted(session, reach)
    rows = session.execute(
        select(Case.id, Case.reported_at, *_PLACE, Case.category, Case.source, Case.severity)
        .where(*_asked(reach), reachable))
    for case_id, reported, district, town, grid, sub_grid, community, category, source, severity in rows:
        limit = limit_for(Stage.CONTACT, category, source, severity)
        if limit is None:
            continue
        due = due_at(reported, limit, working_calendar(district))
        at, reached = tried.get(case_id, (None, None))
        if reach.start <= due < reach.end and (at is not None or due < reach.now):
            yield ContactFact(Kind.CONTACT, f"contact:{case_id}", case_id, due, district, town, grid, sub_grid,
                              community, None, None, at, reached)


def _asked(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    """Cases of the public whose contact may have fallen due in the span."""
    return (reach.place(Case), Case.reported_on >= city_day(reach.start - LONGEST),
            Case.reported_on <= city_day(reach.end), Case.source.in_(CITIZENS))


def _contacted(session: Session, reach: Reach) -> dict[int, tuple[datetime, bool]]:
    """The first contact of each case that reached the reporter, else the first that was tried."""
    reached = Event.content.contains('"reached":true')
    rows = session.execute(
        select(Case.id, Event.at, reached)
        .join(Event, and_(Event.subject_kind == "case", Event.subject_id == cast(Case.id, String)))
        .where(*_asked(reach), Event.name == EVENTS[Action.CONTACT])
        .order_by(Event.seq))
    found: dict[int, tuple[datetime, bool]] = {}
    for case_id, at, was_reached in rows:
        if case_id not in found or (was_reached and not found[case_id][1]):
            found[case_id] = (at, bool(was_reached))
    return found


def reports(session: Session, reach: Reach) -> Iterator[ReportFact]:
    """What members reported in the span, and what became of it as far as is known; and what their visits missed."""
    if reach.level is Level.DEPARTMENT:
        return
    mine = Report.person_id == int(reach.owner or 0) if reach.level is Level.MEMBER else true()
    rows = session.execute(
        select(Report.id, Report.case_id, Report.received_at, *_PLACE, Report.person_id, Case.state,
               Case.registered_at, Case.self_handled)
        .join(Case, Case.id == Report.case_id)
        .where(reach.within(Report.received_at), Report.source == OWN_SOURCE, Report.person_id.is_not(None), mine,
               reach.place(Case)))
    for report, case_id, at, district, town, grid, sub_grid, community, person, state, registered, self_handled in rows:
        outcome = outcome_of(state, registered is not None, self_handled is not None and state != State.HANDLED)
        yield ReportFact(Kind.REPORT, f"report:{report}", case_id, at, district, town, grid, sub_grid, community, None,
                         person, outcome, False)
    yield from misses(session, reach)
