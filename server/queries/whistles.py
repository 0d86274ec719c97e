"""Whistles as people read them: one with everything that was said and may be done, or a page of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from server.errors import Problem
from server.extensions import db
from server.models import Case, CaseNote, Person, Whistle, WhistleCall, WhistleNote
from server.queries.catalogue import catalogue, category_name
from server.queries.city import named, named_unit, unit_name
from server.queries.musters import read_team_of_whistle
from server.queries.people import Actor
from server.queries.scope import may_read_case
from server.queries.whistle_facts import call_facts, contest_until, is_station, sides_of
from server.queries.whistle_rules import decline_name
from workflows.roles import is_current
from workflows.states import STATE_NAMES as CASE_STATES
from workflows.states import State
from workflows.whistle import (
    KIND_NAMES,
    PART_NAMES,
    RESULT_NAMES,
    STARS,
    STATE_NAMES,
    TOPICS,
    WHISTLE_STATE_NAMES,
    CallState,
    Kind,
    Part,
    WhistleState,
    allowed,
)


def read_whistle(whistle_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One whistle. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        return describe(session, whistle_id, actor, now)


def describe(session: Session, whistle_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The same inside an open session, for the answer of a write; with the team that an urgent one called."""
    row = session.execute(with_callers().where(Whistle.id == whistle_id)).first() if whistle_id < 2**62 else None
    if row is None:
        raise Problem("not-found", "没有这一哨")
    if not may_read_case(actor, row.Case, now):
        raise Problem("territory-forbidden")
    team = read_team_of_whistle(session, whistle_id, actor, now) if row.Whistle.kind == Kind.EMERGENCY else []
    children = session.scalars(select(Whistle.id).where(Whistle.parent_id == whistle_id)).all()
    return {**shape_whistles(session, [row], actor, now)[0], "team": team, "passed_on_as": list(children)}


def with_callers() -> Select[Any]:
    """Whistles with their case, who called and what for."""
    said = ((CaseNote.case_id == Whistle.case_id) & (CaseNote.event_n == Whistle.case_n)
            & (CaseNote.kind == "whistle.text"))
    return (select(Whistle, Case, Person.name.label("caller"), CaseNote.text.label("said"))
            .join(Case, Case.id == Whistle.case_id).join(Person, Person.id == Whistle.person_id)
            .outerjoin(CaseNote, said))


def shape_whistles(session: Session, rows: Sequence[Any], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Rows of `with_callers` with their calls and words: two queries, however many."""
    ids = [row.Whistle.id for row in rows]
    calls, words = _calls(session, ids), _words(session, ids)
    return [_whistle(row, calls[row.Whistle.id], words[row.Whistle.id], actor, now) for row in rows]


def _calls(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[WhistleCall, dict[str, str]]]]:
    who = {name: aliased(Person) for name in ("answered_by", "arrived_by", "reported_by")}
    query = select(WhistleCall, *(person.name for person in who.values()))
    for name, person in who.items():
        query = query.outerjoin(person, person.id == getattr(WhistleCall, name))
    found: dict[int, list[tuple[WhistleCall, dict[str, str]]]] = defaultdict(list)
    for call, *names in session.execute(query.where(WhistleCall.whistle_id.in_(ids)).order_by(WhistleCall.id)):
        found[call.whistle_id].append((call, dict(zip(who, names, strict=True))))
    return found


def _words(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int | None, dict[str, Any]]]]:
    found: dict[int, list[tuple[int | None, dict[str, Any]]]] = defaultdict(list)
    rows = session.execute(select(WhistleNote, Person.name).join(Person, Person.id == WhistleNote.person_id).where(
        WhistleNote.whistle_id.in_(ids)).order_by(WhistleNote.id))
    for note, name in rows:
        found[note.whistle_id].append((note.call_id, {
            "kind": note.kind, "text": note.text, "by": name, "unit": unit_name(note.unit), "at": note.at}))
    return found


def _whistle(row: Any, calls: Sequence[tuple[WhistleCall, dict[str, str]]],
             words: Sequence[tuple[int | None, dict[str, Any]]], actor: Actor, now: datetime) -> dict[str, Any]:
    whistle, case = row.Whistle, row.Case
    station = any(is_station(post, whistle.town) and is_current(post, now) for post in actor.posts)
    shaped = [_call(whistle, call, names, [note for at, note in words if at == call.id], actor, now)
              for call, names in calls]
    return {
        "id": whistle.id, "parent_id": whistle.parent_id, "to_town": whistle.to_town, "kind": whistle.kind,
        "kind_name": KIND_NAMES[Kind(whistle.kind)], "state": whistle.state,
        "state_name": WHISTLE_STATE_NAMES[WhistleState(whistle.state)],
        "case": {"id": case.id, "number": case.number, "state": case.state,
                 "state_name": CASE_STATES[State(case.state)], "version": case.version,
                 "category": {"code": case.category, "name": category_name(case.category)},
                 "district": named(case.district), "town": named(case.town), "street_grid": named(case.street_grid),
                 "lon": case.lon, "lat": case.lat},
        "text": row.said or "", "caller": {
            "unit": {"code": whistle.unit, "name": unit_name(whistle.unit)},
            "role_name": catalogue().roles.get(whistle.role, whistle.role),
            "person": {"id": whistle.person_id, "name": row.caller}},
        "called_at": whistle.called_at, "ended_at": whistle.ended_at,
        "late": any(call["late"] for call in shaped), "calls": shaped,
        "may_call": station and not whistle.to_town and whistle.state != WhistleState.WITHDRAWN}


def _call(whistle: Whistle, call: WhistleCall, names: Mapping[str, str | None], notes: list[dict[str, Any]],
          actor: Actor, now: datetime) -> dict[str, Any]:
    sides = sides_of(actor, whistle, call, now)
    unit = named_unit(call.department) or {"code": call.town, "name": unit_name(call.town)}
    return {
        "id": call.id, "part": call.part, "part_name": PART_NAMES[Part(call.part)], "unit": unit,
        "state": call.state, "state_name": STATE_NAMES[CallState(call.state)], "due_at": call.due_at,
        "due_for": _due_for(call), "late": call.due_at is not None and call.due_at < now,
        "answer_by": call.answer_by, "arrive_by": call.arrive_by, "report_by": call.report_by,
        "answered": _done(call.answered_at, names["answered_by"], call.answer_by),
        "arrived": _done(call.arrived_at, names["arrived_by"], call.arrive_by),
        "reported": _done(call.reported_at, names["reported_by"], call.report_by),
        "result": call.result, "result_name": RESULT_NAMES.get(call.result or "", ""),
        "decline_code": call.decline_code, "decline_name": decline_name(call.decline_code),
        "reminders": call.rung, "rating": {name: getattr(call, name) for name in STARS} if call.rated_at else None,
        "judgement": call.judgement, "contests": {topic: getattr(call, f"{topic}_contest") for topic in TOPICS},
        "notes": notes, "sides": sorted(sides), "can": allowed(call_facts(call), sides, now, contest_until(call))}


def _due_for(call: WhistleCall) -> str | None:
    """Which clock runs: answer, arrive or report."""
    if call.due_at is None:
        return None
    if call.state == CallState.CALLED:
        return "answer"
    return "arrive" if call.state == CallState.TAKEN and call.arrive_by else "report"


def _done(at: datetime | None, name: str | None, by: datetime | None) -> dict[str, Any] | None:
    return {"at": at, "by": name or "", "late": by is not None and at > by} if at is not None else None
