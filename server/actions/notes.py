"""Notes beside a case, each for chosen readers; the public ones are the accepting unit's word to the reporters."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from server.actions.cases import lock_case, unit_of
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem
from server.models import CaseNote
from server.queries.facts import actor_facts
from server.queries.people import Actor
from server.queries.scope import may_read_case, place_of_case
from server.transaction import transaction
from workflows.ledger import seal
from workflows.notes import may_write_note

NOTED = "case.noted"


def write_note(case_id: int, text: str, visibility: str, actor: Actor, key: str | None,
               now: datetime) -> dict[str, Any]:
    """Add a note; answers it. Raises not-found, territory-forbidden, role-forbidden, idempotency-conflict."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([case_id, "note", text, visibility]), now)
        if stored is not None:
            return stored
        case = lock_case(tx.session, case_id)
        acting = actor_facts(actor, case, now)
        if not acting.roles and not may_read_case(actor, case, now):
            raise Problem("territory-forbidden")
        if not may_write_note(visibility, acting.roles):
            raise Problem("role-forbidden", "您的岗位不能写这种备注")
        salt, unit = secrets.token_bytes(16), unit_of(actor, case, acting)
        data = {"visibility": visibility, "seals": {"text": seal(text, salt)}}
        event_n = record(tx, Entry("case", str(case.id), case, NOTED, actor, unit, None, place_of_case(case),
                                   case.department, now, data, case.version))
        note = CaseNote(case_id=case.id, event_n=event_n, kind=NOTED, text=text, salt=salt.hex(),
                        person_id=actor.person_id, unit=unit, at=now, visibility=visibility)
        tx.session.add(note)
        return keep_answer(tx, key, actor.key, lambda: {
            "id": note.id, "text": text, "visibility": visibility, "at": now, "who": actor.name})
