"""`flask assess --verify`: a frozen period counted again, from its frozen facts and from the ledger alone.

Four questions: is what was frozen still what the ledger's hash says, do the frozen facts give the same scores to the
last digit, do the tables show the last revision, and does the ledger, read from its first event, tell the same facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Absence, Assessment, AssessmentRevision, Event, Person, Recheck
from server.queries.assessment_inputs import one_picture
from server.queries.assessment_scores import read_scores
from server.queries.catalogue import limit_for, working_calendar
from server.queries.frozen import fact_texts, hashes_of, plan_of, read_frozen, revisions_of
from server.queries.periods_shown import name_of
from workflows.assessment.compute import compute
from workflows.assessment.fact_classes import as_kept, from_content
from workflows.assessment.facts import Kind, to_content
from workflows.assessment.freezing import (
    compare_facts,
    compare_scores,
    exempt_of,
    facts_hash,
    marks_of,
    scores_text,
)
from workflows.assessment.from_ledger import Ledger, rebuild
from workflows.assessment.ledger_cases import CaseTold
from workflows.assessment.ledger_units import AbsenceTold
from workflows.assessment.periods import moments, reach
from workflows.assessment.roster import roster_from_json
from workflows.deadlines import due_at
from workflows.ledger import seal
from workflows.states import Stage

BATCH = 2000
Say = Callable[[str], None]


@dataclass
class Verified:
    """What came of it: how many facts were rebuilt, how many could not be, and every difference in words."""

    name: str
    facts: int = 0
    unclear: int = 0
    differences: list[str] = field(default_factory=list)


def frozen_ids() -> list[int]:
    """Every assessment that was frozen, the oldest first."""
    with db.reading() as session:
        return list(session.scalars(select(Assessment.id).where(Assessment.state != "draft").order_by(Assessment.id)))


def verify_assessment(assessment_id: int, say: Say) -> Verified | None:
    """Count one frozen period again; None when there is no such frozen period."""
    with db.reading() as session:
        one_picture(session)
        row = session.get(Assessment, assessment_id)
        if row is None or row.state == "draft":
            return None
        found = Verified(name_of(row))
        say(f"{found.name}：核对冻结的内容")
        _hashes(session, row, found)
        say(f"{found.name}：用冻结的事实重算")
        _recount(session, row, found)
        say(f"{found.name}：从账本重建事实")
        _rebuild(session, row, found)
        return found


def _hashes(session: Session, row: Assessment, found: Verified) -> None:
    told = _told(session, row.id)
    texts = facts_hash(fact_texts(session, row.id))
    for one in revisions_of(session, row.id):
        whole = hashes_of(session, row, one.inputs, one.scores, texts)[2]
        for what, wanted in (("内容", whole), ("账本", told.get(one.number))):
            if wanted != one.hash:
                found.differences.append(f"第 {one.number} 次{what}的指纹不符：{one.hash[:12]} / {str(wanted)[:12]}")


def _told(session: Session, assessment_id: int) -> dict[int, str]:
    """The hash of every revision as the ledger holds it."""
    contents = session.scalars(select(Event.content).where(
        Event.subject_kind == "assessment", Event.subject_id == str(assessment_id),
        Event.name.in_([f"assessment.{kind}" for kind in ("frozen", "corrected", "final")])))
    told = [json.loads(content)["data"] for content in contents]
    return {data["revision"]: data["hash"] for data in told}


def _recount(session: Session, row: Assessment, found: Verified) -> None:
    revisions = revisions_of(session, row.id)
    for one in {revisions[0].number: revisions[0], revisions[-1].number: revisions[-1]}.values():
        inputs = read_frozen(session, row, exempt_of(json.loads(one.inputs)))
        counted = json.loads(scores_text(inputs.scores()))["scores"]
        found.differences += [f"第 {one.number} 次：{line}" for line in compare_scores(_scores(one), counted)]
    shown = json.loads(scores_text(read_scores(session, row.id)))["scores"]
    found.differences += [f"页面所示：{line}" for line in compare_scores(_scores(revisions[-1]), shown)]


def _scores(revision: AssessmentRevision) -> list[dict[str, Any]]:
    return list(json.loads(revision.scores)["scores"])


def _rebuild(session: Session, row: Assessment, found: Verified) -> None:
    plan, frozen = plan_of(session, row), revisions_of(session, row.id)[0]
    roster = roster_from_json(json.loads(row.roster or ""))
    start, end = moments(reach(plan.scheme, plan.period), row.last)
    ledger, told_facts = rebuild(_events(session, frozen.seq), start, end, row.as_of, roster, plan.scheme.parameters,
                                 _looks(session), _contact_due, _invented(session))
    kept = {content["ref"]: content for content in map(json.loads, fact_texts(session, row.id))}
    rebuilt = {fact.ref: as_kept(fact, kept[fact.ref]) if fact.ref in kept else fact for fact in told_facts}
    told = {ref: {name: value for name, value in to_content(fact).items() if ref not in kept or name in kept[ref]}
            for ref, fact in rebuilt.items()}
    clear = _clear(ledger)
    both = [{ref: content for ref, content in one.items() if clear(content)} for one in (kept, told)]
    found.facts, found.unclear = len(both[0]), len(kept) - len(both[0])
    found.differences += compare_facts(*both)
    facts = [*(rebuilt[ref] for ref in both[1]), *(from_content(kept[ref]) for ref in kept.keys() - both[0].keys())]
    inputs = json.loads(frozen.inputs)
    scores = compute(plan.scheme, plan.period, facts, roster, exempt_of(inputs), marks_of(inputs))
    counted = json.loads(scores_text(scores))["scores"]
    found.differences += [f"按账本：{line}" for line in compare_scores(_scores(frozen), counted)]


def _clear(ledger: Ledger) -> Callable[[dict[str, Any]], bool]:
    """Whether a fact can be compared: its case or source came in when the ledger told enough already, and so did the
    rating. Sources of the first register stand in no event."""
    cases, sources, vague = ledger.unclear_cases(), ledger.clear_sources(), ledger.vague_ratings()

    def is_clear(content: dict[str, Any]) -> bool:
        kind, case_id = content["kind"], content["case_id"]
        return case_id not in cases and (kind != Kind.TURN or content["source"] in sources) and (
            kind != Kind.RATING or case_id not in vague)
    return is_clear


def _events(session: Session, seq: int) -> Iterator[dict[str, Any]]:
    """The ledger from its first event to the last that came before the freezing."""
    after = 0
    while after < seq:
        rows = session.execute(select(Event.seq, Event.content).where(Event.seq > after, Event.seq <= seq)
                               .order_by(Event.seq).limit(BATCH)).all()
        if not rows:
            return
        yield from (json.loads(content) for _, content in rows)
        after = rows[-1].seq


def _looks(session: Session) -> dict[int, str]:
    """Results of second looks whose seals in the ledger fit."""
    sealed: dict[int, str] = {}
    for content in session.scalars(select(Event.content).where(Event.name == "case.rechecked")):
        data = json.loads(content)["data"]
        sealed[data["recheck"]] = data["seals"].get("result", "")
    rows = session.execute(select(Recheck.id, Recheck.result, Recheck.salt).where(Recheck.done_at.is_not(None)))
    return {number: result for number, result, salt in rows
            if salt and result and seal(result, bytes.fromhex(salt)) == sealed.get(number)}


def _invented(session: Session) -> list[AbsenceTold]:
    """Absences of invented people, as the demonstration enters them; those that no event tells count all the same."""
    return [AbsenceTold(*row) for row in session.execute(
        select(Absence.id, Absence.person_id, Absence.kind, Absence.starts_at, Absence.ends_at)
        .join(Person, Person.id == Absence.person_id).where(Person.simulated).order_by(Absence.id))]


def _contact_due(case: CaseTold) -> datetime | None:
    limit = limit_for(Stage.CONTACT, case.category, case.source, case.severity)
    return due_at(case.reported_at, limit, working_calendar(case.district)) if limit is not None else None
