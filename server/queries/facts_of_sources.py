"""Facts of the field: high-risk sources whose look fell due, and second looks at what somebody had found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, false, or_, select, true
from sqlalchemy.orm import Session

from server.models import Case, CaseStage, Event, PersonPost, PollutionSource, Recheck, Visit
from server.queries.facts_reach import Absences, Reach, away_at
from server.queries.moments import city_day, day_start
from workflows.assessment.coverage import risk_at, seen_at, windows
from workflows.assessment.facts import Kind, Level
from workflows.assessment.facts_units import RecheckFact, TurnFact
from workflows.roles import Role
from workflows.states import Action

HIGH = "high"
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
WORK = {Action.CHECK_PASS.value: "check", Action.SELF_HANDLE.value: "self_handle"}
Terms = Mapping[str, list[tuple[int, datetime, datetime | None]]]


def turns(session: Session, reach: Reach, absences: Absences, parameters: Mapping[str, int]) -> Iterator[TurnFact]:
    """Every high-risk source in every window that ended in the span: the grid's own, and a share of each member on
    duty there on the window's last day."""
    ended = windows(city_day(reach.start), city_day(reach.end - SECOND), parameters["coverage_days"])
    spans = [(first, last, day_start(last + DAY) - SECOND) for first, last in ended
             if day_start(last + DAY) <= reach.now]
    if not spans or reach.level is Level.DEPARTMENT:
        return
    terms, begins = _terms(session, reach), day_start(spans[0][0])
    whose = _sources(reach, terms, begins)
    seen, changes = _seen(session, whose, begins, spans[-1][2]), _risks(session, whose, begins)
    row = PollutionSource
    for source in session.execute(select(
            row.id, row.district, row.town, row.street_grid, row.sub_grid, row.community, row.risk, row.active_from,
            row.active_to).where(whose).order_by(row.id)):
        for first, last, at in spans:
            high = risk_at(day_start(first), source.risk, changes.get(source.id, ())) == HIGH
            if high and source.active_from <= first and (source.active_to is None or source.active_to >= last):
                yield from _turns(source, first, at, seen.get(source.id, ()), terms, absences)


def _turns(source: Any, first: date, at: datetime, seen: Any, terms: Terms, absences: Absences) -> Iterator[TurnFact]:
    begins = day_start(first)
    looked = next((moment for moment in seen if begins <= moment <= at), None)
    places = (source.district, source.town, source.street_grid, source.sub_grid, source.community, None)
    name = f"turn:{source.id}:{city_day(at).isoformat()}"
    yield TurnFact(Kind.TURN, name, None, at, *places, None, source.id, begins, looked, HIGH, False, None)
    on_duty = {person for code in (source.sub_grid, source.street_grid) for person, starts, ends in terms.get(code, ())
               if starts <= at and (ends is None or at < ends)}
    for person in sorted(on_duty):
        yield TurnFact(Kind.TURN, f"{name}:{person}", None, at, *places, person, source.id, begins, looked, HIGH,
                       True, away_at(absences, person, at))


def _terms(session: Session, reach: Reach) -> Terms:
    """Members' posts that touch the span, by the division that they are for."""
    mine = PersonPost.person_id == int(reach.owner or 0) if reach.level is Level.MEMBER else true()
    found: dict[str, list[tuple[int, datetime, datetime | None]]] = {}
    for division, person, starts, ends in session.execute(
            select(PersonPost.division, PersonPost.person_id, PersonPost.starts_at, PersonPost.ends_at).where(
                mine, PersonPost.role == Role.GRID_MEMBER, PersonPost.starts_at < reach.end,
                or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > reach.start))):
        found.setdefault(division, []).append((person, starts, ends))
    return found


def _sources(reach: Reach, terms: Terms, begins: datetime) -> ColumnElement[bool]:
    """Sources of high risk, and those that may have been when a window began: something in them was changed since."""
    row = PollutionSource
    mine: ColumnElement[bool] = true()
    if reach.level is Level.MEMBER:
        mine = or_(row.sub_grid.in_(terms), row.street_grid.in_(terms)) if terms else false()
    return and_(or_(row.risk == HIGH, row.updated_at >= begins), reach.place(row), mine)


def _risks(session: Session, whose: ColumnElement[bool], begins: datetime) -> dict[int, list[tuple[datetime, str]]]:
    """Changes of risk since a moment: when, and what it had been."""
    found: dict[int, list[tuple[datetime, str]]] = {}
    for source, at, content in session.execute(
            select(PollutionSource.id, Event.at, Event.content)
            .join(Event, and_(Event.subject_kind == "source", Event.subject_id == cast(PollutionSource.id, String)))
            .where(whose, PollutionSource.updated_at >= begins, Event.at >= begins, Event.name == "source.changed")
            .order_by(Event.seq)):
        data = json.loads(content)["data"]
        if "risk_before" in data:
            found.setdefault(source, []).append((at, data["risk_before"]))
    return found


def _seen(session: Session, whose: ColumnElement[bool], begins: datetime, ends: datetime) -> dict[int, list[datetime]]:
    """Moments at which anybody looked at one of these sources, in their order."""
    found: dict[int, list[datetime]] = {}
    done, received = Visit.done_at, Visit.received_at
    for source, done_at, received_at in session.execute(
            select(Visit.source_id, done, received).join(PollutionSource, PollutionSource.id == Visit.source_id)
            .where(whose, done <= ends, received >= begins)):
        at = seen_at(done_at, received_at)
        if begins <= at <= ends:
            found.setdefault(source, []).append(at)
    return {source: sorted(moments) for source, moments in found.items()}


def rechecks(session: Session, reach: Reach) -> Iterator[RecheckFact]:
    """Second looks made in the span, once for each whose work was looked at: who passed the check, who self-handled."""
    if reach.level is Level.DEPARTMENT:
        return
    rows = session.execute(
        select(Recheck.id, Recheck.case_id, Recheck.done_at, Recheck.result, Case.district, Case.town,
               Case.street_grid, Case.sub_grid, Case.community, CaseStage.ended_by, CaseStage.ended_person_id)
        .join(Case, Case.id == Recheck.case_id)
        .join(CaseStage, and_(CaseStage.case_id == Recheck.case_id, CaseStage.ended_at <= Recheck.drawn_at,
                              CaseStage.ended_by.in_(WORK)))
        .where(reach.within(Recheck.done_at), reach.place(Recheck, Case))
        .order_by(Recheck.id, CaseStage.run))
    newest: dict[tuple[int, str], RecheckFact] = {}
    for row, case_id, at, result, district, town, grid, sub_grid, community, ended_by, person in rows:
        work = WORK[ended_by]
        newest[row, work] = RecheckFact(Kind.RECHECK, f"recheck:{row}:{work}", case_id, at, district, town, grid,
                                        sub_grid, community, None, person, work, result)
    yield from newest.values()
