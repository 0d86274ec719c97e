"""How an assessment stands, kept with one hash in the ledger: when it is frozen, corrected and made final."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from server.actions.record import Entry, record, stamp
from server.models import Assessment, AssessmentRevision, AssessmentScheme
from server.queries.assessment_scores import read_scores
from server.queries.city import city_code
from server.queries.exemptions import read_exemptions
from server.queries.frozen import hashes_of, revisions_of
from server.queries.people import SYSTEM, Actor
from server.transaction import Transaction
from workflows.assessment.freezing import inputs_text, marks_of, scores_text
from workflows.roles import Place


def add_revision(tx: Transaction, row: Assessment, kind: str, actor: Actor | None, now: datetime) -> AssessmentRevision:
    """A further revision, `corrected` or `final`, from the scores as they now stand and the facts as they were frozen;
    without an actor it is the system's. The revisions before it stay as they were."""
    tx.session.flush()
    frozen = revisions_of(tx.session, row.id)[0]
    inputs = inputs_text(read_exemptions(tx.session), marks_of(json.loads(frozen.inputs)))
    return keep_revision(tx, row, kind, inputs, scores_text(read_scores(tx.session, row.id)), frozen.facts_hash,
                         frozen.seq, actor or SYSTEM, now)


def keep_revision(tx: Transaction, row: Assessment, kind: str, inputs: str, scores: str, facts: str, seq: int,
                  actor: Actor, now: datetime) -> AssessmentRevision:
    """Write a revision and its event; `seq` is the number in the ledger up to which the facts had come."""
    scheme = tx.session.get_one(AssessmentScheme, row.scheme_id)
    number = len(revisions_of(tx.session, row.id)) + 1
    revision = AssessmentRevision(
        assessment_id=row.id, number=number, kind=kind, at=now, person_id=actor.person_id, seq=seq, inputs=inputs,
        scores=scores, facts_hash=facts, hash=hashes_of(tx.session, row, inputs, scores, facts)[2])
    tx.session.add(revision)
    row.hash = revision.hash
    tell(tx, row, f"assessment.{kind}", actor, now, {
        "revision": number, "hash": revision.hash, "facts": row.facts, "facts_hash": facts, "scheme": scheme.version,
        "scheme_hash": scheme.hash, "seq": seq, "first": row.first.isoformat(), "last": row.last.isoformat(),
        "as_of": stamp(row.as_of)})
    return revision


def tell(tx: Transaction, row: Assessment, name: str, actor: Actor, now: datetime, data: dict[str, Any]) -> None:
    """An event of the assessment's own chain; everybody below the city hears of it."""
    unit = actor.posts[0].division if actor.posts else None
    record(tx, Entry("assessment", str(row.id), row, name, actor, unit, None, Place(city_code()), None, now, data,
                     below=True))
