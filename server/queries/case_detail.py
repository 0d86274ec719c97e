"""One case on one screen: everything that a person who may read it needs, and every step that they may take."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from server.models import (
    Case,
    CaseNote,
    Event,
    Person,
    Photo,
    Rating,
    Report,
    ReportDetail,
    ReporterIdentity,
)
from server.queries.case_extras import case_extras
from server.queries.case_items import items_of
from server.queries.catalogue import category_of, source_name
from server.queries.city import unit_name
from server.queries.events import event_shapes
from server.queries.facts import actor_facts, case_facts
from server.queries.joined_reports import answered_by
from server.queries.orders import orders_of
from server.queries.people import Actor
from server.queries.photos import shape_staff_photo
from server.queries.routing import route_of, shape_route
from server.queries.scope import case_condition, may_place_case, place_of_case
from server.queries.urgent_duty import name_on_duty
from server.queries.words import shape_field
from workflows.case_flow import CaseFacts, Transition, allowed_actions, fields_for
from workflows.facts import ActorFacts
from workflows.notes import may_read_note
from workflows.roles import may_see_identity
from workflows.states import ACTION_NAMES, OPEN, Action
from workflows.why_not import refused_actions

# The letter that takes the step from the keyboard, and the order in which steps stand.
KEYS = {
    Action.REGISTER: "L", Action.ASK_CONFIRMATION: "H", Action.CONFIRM: "H", Action.DISPATCH: "P", Action.SIGN: "S",
    Action.HANDLE: "C", Action.CHECK_PASS: "Y", Action.CHECK_FAIL: "N", Action.CLOSE: "F", Action.RATE: "E",
    Action.RULE: "P", Action.SELF_HANDLE: "B", Action.RETURN: "T", Action.MERGE: "M", Action.DECLINE: "X",
    Action.RECATEGORISE: "G", Action.WHISTLE: "W", Action.SUPERVISE: "D", Action.CONTACT: "K",
    Action.ASK_REPORTER: "Q", Action.UNDO: "Z",
    Action.REPLY_ORDER: "R",
}
ORDER = list(KEYS)
NEARBY = 5
# Every page of a case and every step sends these: they are built once, and give plain rows.
_CASE = bindparam("case")
_PHOTOS = select(Photo.__table__).where(Photo.__table__.c.case_id == _CASE).order_by(Photo.__table__.c.id)
_RATINGS = select(Rating.__table__).where(Rating.__table__.c.case_id == _CASE).order_by(Rating.__table__.c.id)


def _static_reports() -> Any:
    reports, details, contacts = Report.__table__, ReportDetail.__table__, ReporterIdentity.__table__
    cases = Case.__table__
    return (select(*(reports.c[name] for name in ("id", "ticket", "case_id", "source", "received_at", "occurred_at",
                                                  "clock_skewed", "anonymous", "state")),
                   details.c.description, details.c.place_text, contacts.c.report_id.label("contact"), cases.c.number)
            .join_from(reports, details, details.c.report_id == reports.c.id)
            .join(cases, cases.c.id == reports.c.case_id)
            .outerjoin(contacts, contacts.c.report_id == reports.c.id)
            .where(reports.c.case_id.in_(answered_by(_CASE))).order_by(reports.c.received_at).limit(50))


def _static_notes() -> Any:
    notes, people = CaseNote.__table__, Person.__table__
    return (select(*(notes.c[name] for name in ("at", "kind", "text", "unit", "visibility", "event_n", "person_id")),
                   people.c.name)
            .join_from(notes, people, people.c.id == notes.c.person_id, isouter=True)
            .where(notes.c.case_id == _CASE).order_by(notes.c.id))


_REPORTS, _NOTES = _static_reports(), _static_notes()
# What leads the loop on; everything else stands below it.
PRIMARY = (Action.CONFIRM, Action.REGISTER, Action.ASK_CONFIRMATION, Action.DISPATCH, Action.RULE, Action.SIGN,
           Action.HANDLE, Action.CHECK_PASS, Action.RATE, Action.CLOSE)


def case_detail(session: Session, case: Case, actor: Actor, now: datetime) -> dict[str, Any]:
    """The case for this person; the caller has checked that it may be read."""
    facts = case_facts(session, case)
    acting = actor_facts(actor, case, now)
    item, *nearby = _with_neighbours(session, case, actor, now)
    reports, merged = _reports(session, case)
    accepting = may_see_identity(actor.posts, place_of_case(case), now, case.recuse)
    notes = _notes(session, case, actor, acting)
    return {
        **item,
        "whose_turn": name_on_duty(session, actor, case, item["whose_turn"], now),
        "description": next((row["description"] for row in reports if row["description"]), ""),
        "explanation": {"routing": routing_of(case), "deadline": case.due_explained or ""},
        "look_for": category_of(case.category).look_for, "law": category_of(case.category).law,
        "allowed_actions": _actions(facts, acting, now),
        "refused_actions": [{"action": action.value, "name": ACTION_NAMES[action], "reason": reason}
                            for action, reason in refused_actions(facts, acting, now)],
        "photos": _photos(session, case, accepting),
        "reports": reports, "notes": notes, "ratings": _ratings(session, case) if case.round else [],
        "confirmation": case.confirmation, "orders": orders_of(session, case, notes),
        "handled": _handled(case, notes), "answer": _last(notes, "check-pass.answer"),
        "feedback": _last(notes, "close.feedback"), "main_case": _brief(session, case.main_case_id),
        "merged": merged, "nearby": nearby,
        "may_place": may_place_case(actor, case, now),
        "may_see_identity": accepting,
        "undo": {"action": case.undo_action, "name": ACTION_NAMES[Action(case.undo_action)], "until": case.undo_until}
        if case.undo_action and case.undo_by == actor.person_id and case.undo_until and now <= case.undo_until
        else None,
        "external_number": case.external_number, "reopen_until": case.reopen_until,
        "times": {name: getattr(case, f"{name}_at") for name in
                  ("reported", "registered", "dispatched", "handled", "answered", "evaluated", "closed")},
        **case_extras(session, case, actor, acting, now),
    }


def routing_of(case: Case) -> dict[str, Any]:
    """Who should handle this case here, and by which rule."""
    return shape_route(route_of(case))


def _actions(facts: CaseFacts, acting: ActorFacts, now: datetime) -> list[dict[str, Any]]:
    rows = sorted(allowed_actions(facts, acting, now),
                  key=lambda row: ORDER.index(row.action) if row.action in ORDER else len(ORDER))
    usual = [action for action in PRIMARY if action is not Action.REGISTER or _ready_to_register(facts)]
    primary = next((action for action in usual if any(row.action is action for row in rows)), None)
    return [_action(row, facts, row.action is primary) for row in rows]


def _ready_to_register(facts: CaseFacts) -> bool:
    """Filing comes first on the screen once somebody has confirmed, or when it cannot wait for that."""
    return facts.confirmation in ("true", "partly") or facts.severity == 1


def _action(row: Transition, facts: CaseFacts, primary: bool) -> dict[str, Any]:
    return {"action": row.action.value, "name": ACTION_NAMES[row.action], "primary": primary,
            "key": KEYS.get(row.action, ""), "why": row.why,
            "fields": [shape_field(item) for item in fields_for(row, facts)]}


def _photos(session: Session, case: Case, accepting: bool) -> list[dict[str, Any]]:
    """The case's pictures; what a reporter marked 仅供受理单位 is for the accepting unit alone."""
    rows = session.execute(_PHOTOS, {"case": case.id})
    return [shape_staff_photo(photo) for photo in rows if accepting or not photo.private]


def _reports(session: Session, case: Case) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The reports that are answered here, and the cases merged into this one that brought some of them."""
    rows = session.execute(_REPORTS, {"case": case.id}).all()
    merged = {row.case_id: row.number for row in rows if row.case_id != case.id}
    return [{"id": row.id, "ticket": row.ticket, "source_name": source_name(row.source),
             "received_at": row.received_at, "occurred_at": row.occurred_at,
             "clock_skewed": row.clock_skewed, "description": row.description,
             "place_text": row.place_text, "anonymous": row.anonymous, "state": row.state,
             "has_contact": row.contact is not None} for row in rows], [
        {"id": case_id, "number": number} for case_id, number in sorted(merged.items())]


def _notes(session: Session, case: Case, actor: Actor, acting: ActorFacts) -> list[dict[str, Any]]:
    return [{"at": note.at, "kind": note.kind, "text": note.text, "who": note.name or "", "unit": unit_name(note.unit),
             "visibility": note.visibility, "event_n": note.event_n}
            for note in session.execute(_NOTES, {"case": case.id}) if readable_note(note, actor, acting)]


def _ratings(session: Session, case: Case) -> list[dict[str, Any]]:
    return [{"solved": row.solved, "satisfaction": row.satisfaction, "comment": row.comment, "at": row.at,
             "round": row.round} for row in session.execute(_RATINGS, {"case": case.id})]


def _handled(case: Case, notes: list[dict[str, Any]]) -> dict[str, Any] | None:
    if case.handled_at is None or case.handled_by is None:
        return None
    note = _last(notes, "handle.note") or _last(notes, "self-handle.note")
    unit = unit_name(case.handler_department or case.handler_town)
    return {"unit": unit, "at": case.handled_at, "note": note["text"] if note else ""}


def _last(notes: list[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    return next((note for note in reversed(notes) if note["kind"] == kind), None)


def _brief(session: Session, case_id: int | None) -> dict[str, Any] | None:
    row = session.execute(select(Case.id, Case.number).where(Case.id == case_id)).first() if case_id else None
    return {"id": row.id, "number": row.number} if row else None


def _with_neighbours(session: Session, case: Case, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The case as a list item, then the newest open cases of its street-level grid that the person may read."""
    near = and_(Case.street_grid == case.street_grid, Case.state.in_(sorted(OPEN)), case_condition(actor, now))
    # The case itself may be among them: one more is read.
    ids = session.scalars(select(Case.id).where(near).order_by(Case.reported_at.desc(), Case.id.desc())
                          .limit(1 + NEARBY)) if case.street_grid else ()
    others = sorted((other for other in ids if other != case.id), reverse=True)
    return items_of(session, [case.id, *others[:NEARBY]], now)


def readable_note(note: Any, actor: Actor, acting: ActorFacts) -> bool:
    """Whether the words are meant for this person too."""
    return may_read_note(note.visibility, acting.roles, own=note.person_id == actor.person_id)


def case_events(session: Session, case: Case, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """The case's ledger, oldest first, with the words that belong to each event."""
    rows = list(session.scalars(select(Event).where(
        Event.subject_kind == "case", Event.subject_id == str(case.id)).order_by(Event.n)))
    words: dict[int, list[str]] = {}
    acting = actor_facts(actor, case, now)
    for note in session.scalars(select(CaseNote).where(CaseNote.case_id == case.id).order_by(CaseNote.id)):
        if readable_note(note, actor, acting):
            words.setdefault(note.event_n, []).append(note.text)
    return [{**shape, "text": "\n".join(words.get(shape["n"], []))} for shape in event_shapes(session, rows)]
