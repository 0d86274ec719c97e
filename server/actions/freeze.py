"""Freeze a period: facts, roster, exemptions and scores are kept as they are, with one hash in the ledger.

Next: server/actions/displays.py
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from server.actions.assessment_rows import write_scores
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.publishing_revisions import keep_revision
from server.errors import Problem
from server.extensions import db
from server.models import Assessment, AssessmentFact, Event
from server.queries.assessment_inputs import Inputs, one_picture, read_inputs
from server.queries.assessment_roster import read_roster
from server.queries.frozen import plan_of
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.periods_shown import period_shown
from server.transaction import Transaction, transaction
from workflows.assessment.facts import Fact
from workflows.assessment.freezing import fact_text, facts_hash, inputs_text, scores_text
from workflows.assessment.periods import reach
from workflows.assessment.result import Score
from workflows.assessment.rights import assesses
from workflows.assessment.roster import roster_to_json
from workflows.ledger import canonical

_FACTS = insert(AssessmentFact.__table__)
BATCH = 2000
BIGGEST_ID = 2**53


def freeze(assessment_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Freeze an ended period. Raises not-found, role-forbidden, invalid-transition (frozen already, not over yet)."""
    _may(actor, now)
    seq, inputs = _read(assessment_id, now)
    # Computed and written out before the lock: nobody waits for it.
    computed = None if inputs is None else _compute(inputs)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["freeze", assessment_id]), now)
        if stored is not None:
            return stored
        row = _draft(locked_assessment(tx.session, assessment_id), now)
        if computed is None:
            raise Problem("invalid-transition", "这一期刚刚变动过，请再试一次")
        _keep(tx, row, computed, seq, actor, now)
        return keep_answer(tx, key, actor.key, lambda: period_shown(tx.session, row, actor, now))


def locked_assessment(session: Session, assessment_id: int) -> Assessment | None:
    """The assessment, locked until the commit; None when there is none."""
    if assessment_id >= BIGGEST_ID:
        return None
    return session.get(Assessment, assessment_id, with_for_update=True, populate_existing=True)


def _read(assessment_id: int, now: datetime) -> tuple[int, Inputs | None]:
    """What is frozen, as of one moment, and the last number that the ledger had then; read before anybody waits."""
    with db.reading() as session:
        one_picture(session)
        row = session.get(Assessment, assessment_id) if assessment_id < BIGGEST_ID else None
        if row is None or row.state != "draft" or row.last >= city_day(now):
            return 0, None
        seq = session.scalar(select(func.coalesce(func.max(Event.seq), 0))) or 0
        plan = plan_of(session, row)
        # Who held which grid in the longer window too: a line short of facts is counted over it.
        roster = read_roster(session, reach(plan.scheme, plan.period), row.last)
        return seq, replace(read_inputs(session, plan, now), roster=roster)


def _may(actor: Actor, now: datetime) -> None:
    if not assesses(actor.posts, None, now):
        raise Problem("role-forbidden", "由市级考核员冻结、公示和定稿")


def _draft(row: Assessment | None, now: datetime) -> Assessment:
    if row is None:
        raise Problem("not-found", "没有这一期考核")
    if row.state != "draft":
        raise Problem("invalid-transition", "这一期已经冻结，冻结的内容不再更改")
    if row.last >= city_day(now):
        raise Problem("invalid-transition", f"考核期到 {row.last} 结束，结束以后才能冻结")
    return row


@dataclass(frozen=True)
class _Computed:
    """What is kept: what was read, the scores of it, and each fact in the words that are hashed."""

    inputs: Inputs
    scores: tuple[Score, ...]
    texts: list[str]


def _compute(inputs: Inputs) -> _Computed:
    return _Computed(inputs, inputs.scores(), [fact_text(fact) for fact in inputs.facts])


def _keep(tx: Transaction, row: Assessment, computed: _Computed, seq: int, actor: Actor, now: datetime) -> None:
    inputs, texts = computed.inputs, computed.texts
    write_scores(tx.session, row.id, computed.scores, inputs.roster)
    _write_facts(tx.session, row.id, inputs.facts, texts)
    row.roster = canonical(roster_to_json(inputs.roster))
    row.state, row.frozen_at, row.frozen_by, row.as_of = "frozen", now, actor.person_id, now
    row.facts, row.event_count = len(texts), row.event_count or 0
    keep_revision(tx, row, "frozen", inputs_text(inputs.exempt, inputs.marks), scores_text(computed.scores),
                  facts_hash(texts), seq, actor, now)


def _write_facts(session: Session, assessment_id: int, facts: list[Fact], texts: list[str]) -> None:
    for start in range(0, len(facts), BATCH):
        session.execute(_FACTS, [{
            "assessment_id": assessment_id, "kind": fact.kind.value, "ref": fact.ref, "case_id": fact.case_id,
            "at": fact.at, "district": fact.district, "town": fact.town, "street_grid": fact.street_grid,
            "community": fact.community, "department": fact.department, "person_id": fact.person, "content": text}
            for fact, text in zip(facts[start:start + BATCH], texts[start:start + BATCH], strict=True)])
