"""The only door through which a case changes its state: lock, decide, write, record. Next: server/realtime.py"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.after_step import Taken, follow_step
from server.actions.assignments import follow, standing
from server.actions.case_fields import parse_fields
from server.actions.case_rows import Upload, add_notes, add_photos, add_rows_beside, count_purposes
from server.actions.clocks import apply_clock, clock_of
from server.actions.emergency_clocks import follow_emergency
from server.actions.joined import follow_main
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.actions.stages import follow_stage, running_stage
from server.errors import FieldError, Problem, invalid
from server.models import Case
from server.queries.case_detail import case_detail
from server.queries.catalogue import category_of, windows
from server.queries.companions import companion_again, companion_for
from server.queries.confirmers import confirmer_named, find_confirmer
from server.queries.facts import actor_facts, case_facts
from server.queries.moments import city_day
from server.queries.overtaken import overtaken
from server.queries.people import Actor
from server.queries.scope import may_read_case, place_of_case
from server.transaction import Transaction, again_after_deadlock, transaction
from workflows.case_flow import ActorFacts, CaseFacts, Decision, Refusal, Step, allowed_actions, decide
from workflows.standing_in import Acting
from workflows.states import Action

# Changes of these raise the version that If-Match is compared with; notes and flags do not.
VERSIONED = ("state", "category", "district", "sub_grid", "department", "assignee_id", "confirmer_id",
             "main_case_id")
REFUSALS = {"invalid-transition": "invalid-transition", "role-forbidden": "role-forbidden",
            "guard": "invalid-transition", "field-missing": "validation", "field-invalid": "validation",
            "evidence-missing": "validation"}


@dataclass(frozen=True)
class StepRequest:
    """A step as it came over the edge: raw fields, stored photos, the version seen, the request's own name; when it
    was done, if it comes late because the phone had no network."""

    action: Action
    fields: Mapping[str, Any] = field(default_factory=dict)
    uploads: Sequence[Upload] = ()
    version: int | None = None
    key: str | None = None
    done_at: datetime | None = None
    told: Mapping[str, Any] = field(default_factory=dict)  # what its event says besides: ids and numbers


@again_after_deadlock
def take_step(case_id: int, request: StepRequest, actor: Actor, now: datetime, *,
              unread: bool = False) -> dict[str, Any]:
    """Take one step on one case; answers the case as it then is for the actor, or nothing when it stays `unread`
    (reading the case costs more than writing the step).

    Raises Problem: not-found, territory-forbidden, stale-version, idempotency-conflict, validation,
    role-forbidden, invalid-transition (with what is allowed instead).
    """
    wanted = content_hash([case_id, request.action, request.fields,
                           [(upload.purpose, upload.photo.sha256) for upload in request.uploads]])
    with transaction() as tx:
        stored = find_answer(tx, request.key, actor.key, wanted, now)
        if stored is not None:
            return stored
        case = lock_cases(tx.session, case_id, _named_main(tx.session, request, actor, now))
        facts = case_facts(tx.session, case)
        acting = actor_facts(actor, case, now)
        if not acting.roles and not may_read_case(actor, case, now):
            raise Problem("territory-forbidden")
        if request.version is not None and request.version != case.version:
            raise overtaken(tx.session, case)
        step_in(tx, case, facts, acting, request, actor, now)
        return keep_answer(tx, request.key, actor.key,
                           lambda: {} if unread else case_detail(tx.session, case, actor, now))


def lock_case(session: Session, case_id: int) -> Case:
    """The case's row, locked until the commit. Raises not-found."""
    # Read anew: what somebody else has written since this session first saw the row must not be lost.
    query = select(Case).where(Case.id == case_id).with_for_update().execution_options(populate_existing=True)
    case = session.scalar(query) if case_id < 2**62 else None
    if case is None:
        raise Problem("not-found", "没有这个案件")
    return case


def lock_cases(session: Session, case_id: int, other_id: int | None) -> Case:
    """Lock the case and, for a merge, its main case: always in id order, so that two merges never wait in a ring."""
    for wanted in sorted({case_id, other_id or case_id}):
        locked = lock_case(session, wanted)
        if wanted == case_id:
            case = locked
    return case


def _named_main(session: Session, request: StepRequest, actor: Actor, now: datetime) -> int | None:
    """The main case of a merge; one that the person may not read does not exist for them."""
    if request.action is not Action.MERGE:
        return None
    main_id = parse_fields(session, request.action, request.fields).get("main_case")
    main = session.get(Case, main_id) if main_id else None
    if main is not None and not may_read_case(actor, main, now):
        raise invalid("main_case", "没有这个案件")
    return main_id


def step_in(tx: Transaction, case: Case, facts: CaseFacts, acting: ActorFacts, request: StepRequest, actor: Actor,
            now: datetime) -> Decision:
    """Decide one step on a locked case and write what follows. The inner half of `take_step`, for actions that
    take a step as part of something larger (a rating, a merge, a job)."""
    action, session = request.action, tx.session
    fields = parse_fields(session, action, request.fields)
    chosen = _choose_confirmer(session, case, facts, fields, now) if action is Action.ASK_CONFIRMATION else None
    if chosen is not None:
        fields |= {"confirmer": chosen.person_id}
    fields |= companion_for(session, facts, action, fields, now)
    step = Step(action, now, fields, count_purposes(session, case, action, request.uploads),
                _main_case(session, fields), _severity(fields), windows())
    decision = decide(facts, acting, step)
    if isinstance(decision, Refusal):
        raise refused(decision, facts, acting, now)
    before, stood, ran = {name: getattr(case, name) for name in VERSIONED}, standing(case), running_stage(case)
    counted = _counted(case)
    _apply(case, decision, fields, now)
    case.companion_id = companion_again(session, facts, decision.target, now) or case.companion_id
    follow_emergency(case, facts.district_emergency, now)
    tasks = follow(session, case, stood, action, chosen, actor, now)
    unit = unit_of(actor, case, acting)
    follow_main(tx, case, before["main_case_id"], actor, unit, now)
    data = {"action": action.value, "from": before["state"], "to": case.state, **_facts_of(fields), **request.told,
            **tasks}
    if request.done_at is not None:
        data["done_at"] = stamp(request.done_at)
    if chosen is not None and chosen.for_person_id is not None:
        data["stands_in_for"] = chosen.for_person_id
    # Given back or passed on, the unit that had the case hears of it too.
    entry = Entry("case", str(case.id), case, decision.event, actor, unit, _role(acting), place_of_case(case),
                  case.department or before["department"], now, data, case.version,
                  tuple(code for code in (before["department"],) if code))
    event_n = record(tx, entry)
    seals = add_notes(session, case, event_n, action, fields, actor, unit, now)
    photos = add_photos(session, request.uploads, case_id=case.id, report_id=None, event_n=event_n,
                        person_id=actor.person_id, private=False, now=now)
    data |= add_rows_beside(session, case, action, fields, actor, now)
    if (after := _counted(case)) != counted:
        data["now"] = after
    if seals:
        data["seals"] = seals
    if photos:
        data["photos"] = [photo.sha256 for photo in photos]
    data |= follow_stage(session, case, ran, action, actor.person_id, now)
    data |= follow_step(tx, Taken(case, facts, decision, fields, photos, event_n, unit, request.done_at), actor, now)
    if any(getattr(case, name) != value for name, value in before.items()):
        case.version += 1
    entry.version = case.version
    return decision


def _counted(case: Case) -> dict[str, Any]:
    """What of a case scores are counted by besides its clocks; its event tells of it where a step changed it."""
    return {"department": case.department, "handler": case.handler_department,
            "filed": case.registered_at is not None, "self_handled": case.self_handled is not None,
            "severity": case.severity}


def _choose_confirmer(session: Session, case: Case, facts: CaseFacts, fields: Mapping[str, Any],
                      now: datetime) -> Acting | None:
    """Who is asked to look: whom the station names, or that person's substitute; else whoever is near."""
    if "confirmer" in fields:
        return confirmer_named(session, fields["confirmer"], now)
    return find_confirmer(session, facts, place_of_case(case), now)


def _apply(case: Case, decision: Decision, fields: Mapping[str, Any], now: datetime) -> None:
    ran = clock_of(case)
    for name, value in decision.changes.items():
        if hasattr(Case, name):
            setattr(case, name, value)
    case.state = decision.target.value
    case.updated_at = now
    for name in ("dispatched", "handled", "closed"):
        moment = decision.changes.get(f"{name}_at", ...)
        if moment is not ...:
            setattr(case, f"{name}_on", city_day(moment) if isinstance(moment, datetime) else None)
    apply_clock(case, decision.clock, now, fields.get("limit"), ran)


def refused(refusal: Refusal, facts: CaseFacts, acting: ActorFacts, now: datetime) -> Problem:
    """The refusal as a problem, with the steps that this person may take instead."""
    allowed = sorted(row.action.value for row in allowed_actions(facts, acting, now))
    errors = (FieldError(refusal.field, refusal.reason_zh),) if refusal.field else ()
    slug = REFUSALS[refusal.code]
    if slug == "invalid-transition" and errors:
        slug = "validation"
    return Problem(slug, refusal.reason_zh, errors=errors, allowed_transitions=allowed)


def _main_case(session: Session, fields: Mapping[str, Any]) -> CaseFacts | None:
    main_id = fields.get("main_case")
    main = session.get(Case, main_id) if main_id else None
    return case_facts(session, main) if main else None


def _severity(fields: Mapping[str, Any]) -> int | None:
    code = fields.get("category")
    return category_of(code).severity if code else None


def _facts_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What of the fields may stand in the ledger: codes, days and yes or no; never somebody's words."""
    kept = {}
    for name in ("result", "reason_code", "skip_reason", "department", "category", "milestone", "main_case",
                 "confirmer", "companion", "solved", "satisfaction", "granted", "overturned", "reached", "person",
                 "responsible", "seen", "reply", "law_status"):
        if name in fields:
            kept[name] = fields[name]
    for name in ("until", "due_at", "decided_on"):
        if name in fields:
            value = fields[name]
            kept[name] = stamp(value) if isinstance(value, datetime) else value.isoformat()
    if "limit" in fields:
        kept["limit"] = f"{fields['limit'].amount} {fields['limit'].unit}"
    return kept


def unit_of(actor: Actor, case: Case, acting: ActorFacts) -> str | None:
    """For which unit the person acts in this case: the department in charge, the station, else the post's division."""
    if case.department in acting.departments:
        return case.department
    reaching = [post for post in actor.posts if post.role in acting.roles]
    if not reaching:
        return None
    return reaching[0].department or reaching[0].division


def _role(acting: ActorFacts) -> str | None:
    return min((role.value for role in acting.roles), default=None)
