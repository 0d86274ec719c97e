"""Drafts of scores: computed from the facts as they are, kept until the period is frozen, told in the ledger."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.assessment_rows import write_scores
from server.actions.record import Entry, record, stamp
from server.errors import Problem
from server.extensions import db
from server.models import Assessment
from server.queries.assessment_counts import Counted, count_everybody
from server.queries.assessment_inputs import Plan, one_picture, plan_for
from server.queries.assessment_scores import read_totals
from server.queries.city import city_code
from server.queries.moments import city_day
from server.queries.people import SYSTEM
from server.queries.schemes import schemes_within
from server.transaction import Transaction, transaction
from workflows.assessment.compute import ORDER, Below
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.periods import period_around, period_before
from workflows.assessment.result import Score
from workflows.assessment.scheme import Period, PeriodKind
from workflows.posts import midnight
from workflows.roles import Place

log = logging.getLogger(__name__)
DRAFT = "draft"
Say = Callable[[str], None]


def compute_draft(kind: PeriodKind, first: date, now: datetime, *, levels: frozenset[Level] | None = None,
                  say: Say | None = None) -> int:
    """Compute the scores of the period around a day under the scheme in force on it; returns the assessment's id.

    Raises not-found without a scheme, invalid-transition when the period is frozen already.
    """
    tell = say or (lambda _line: None)
    with db.reading() as session:
        one_picture(session)
        plan = plan_for(session, kind, first)
        if plan is None:
            raise Problem("not-found", f"{first} 没有生效的考核方案")
        kept = _find(session, plan)
        if kept is not None and kept.state != DRAFT:
            raise Problem("invalid-transition", "这一期已经冻结，不再重算")
        counted = count_everybody(session, plan, now, levels or ORDER)
        below = read_totals(session, kept.id, _below(levels)) if kept is not None and levels is not None else None
    tell(f"{plan.period.first} — {plan.period.last}：读取事实 {counted.facts} 条")
    return _keep(counted, _compute(counted, levels, below or {}, tell), now, levels, tell)


def _compute(counted: Counted, levels: frozenset[Level] | None, below: Below, tell: Say) -> tuple[Score, ...]:
    """Level by level, so that whoever waits for an answer of this process need not wait for all of them."""
    totals = {level: dict(held) for level, held in below.items()}
    found: list[Score] = []
    for level in ORDER:
        if levels is None or level in levels:
            scores = counted.scores(frozenset({level}), totals)
            totals[level] = {score.owner: score.total for score in scores}
            found += scores
            tell(f"{LEVEL_NAMES[level]}：{len(scores)} 个得分")
            time.sleep(0)
    return tuple(found)


def _below(levels: frozenset[Level] | None) -> list[Level]:
    return [level for level in ORDER if levels is not None and level not in levels]


def _find(session: Session, plan: Plan) -> Assessment | None:
    return session.scalar(select(Assessment).where(
        Assessment.kind == plan.period.kind, Assessment.first == plan.period.first,
        Assessment.scheme_id == plan.row.id))


def _keep(counted: Counted, scores: tuple[Score, ...], now: datetime, levels: frozenset[Level] | None,
          tell: Say) -> int:
    plan = counted.plan
    with transaction() as tx:
        row = _lock(tx, plan, now)
        begun = not row.event_count
        changed = write_scores(tx.session, row.id, scores, counted.roster, levels or tuple(Level))
        row.as_of, row.last, row.facts = now, plan.period.last, counted.facts
        if changed or begun:
            record(tx, Entry("assessment", str(row.id), row, "assessment.computed", SYSTEM, None, None,
                             Place(city_code()), None, now, {
                                 "kind": row.kind, "first": row.first.isoformat(), "last": row.last.isoformat(),
                                 "scheme": plan.row.version, "as_of": stamp(now), "facts": row.facts,
                                 "scores": len(scores), "changed": changed}, below=True))
        tell(f"写入：{changed} 个得分有变化")
        return row.id


def _lock(tx: Transaction, plan: Plan, now: datetime) -> Assessment:
    """The draft's row, made at its first computation. Raises invalid-transition when somebody froze it meanwhile."""
    row = tx.session.scalar(select(Assessment).where(
        Assessment.kind == plan.period.kind, Assessment.first == plan.period.first,
        Assessment.scheme_id == plan.row.id).with_for_update())
    if row is None:
        row = Assessment(kind=plan.period.kind.value, first=plan.period.first, last=plan.period.last,
                         scheme_id=plan.row.id, state=DRAFT, as_of=now, simulated=plan.row.simulated, event_count=0)
        tx.session.add(row)
        tx.session.flush()
    elif row.state != DRAFT:
        raise Problem("invalid-transition", "这一期已经冻结，不再重算")
    return row


RUNNING = (PeriodKind.MONTH, PeriodKind.QUARTER)
KEEP = timedelta(hours=1)  # how long a running draft stands before it is computed anew


def due_drafts(now: datetime, written: datetime | None = None) -> list[tuple[PeriodKind, date]]:
    """What the clock asks for: the running month and quarter once an hour, and those before them once after their end;
    all of them when past days were `written` since (only a simulated city writes such).
    """
    today = city_day(now)
    oldest = max(now - KEEP, written or now - KEEP)
    found: list[tuple[PeriodKind, date]] = []
    with db.reading() as session:
        for kind in RUNNING:
            running = period_around(kind, today)
            before = period_before(running)
            over = max(midnight(running.first), written or midnight(running.first))
            ended = [row.starts_on for row in schemes_within(session, before.first, before.last)]
            found += [(kind, first) for day in ended if _stands_since(
                session, kind, first := max(before.first, day), over)]
            begun = [row.starts_on for row in schemes_within(session, running.first, today)]
            found += [(kind, first) for day in begun if _stands_since(
                session, kind, first := max(running.first, day), oldest)]
    return found


def drafts_within(period: Period) -> list[tuple[PeriodKind, date]]:
    """The drafts of a period: one for each scheme whose term touches it."""
    with db.reading() as session:
        return [(period.kind, max(period.first, row.starts_on))
                for row in schemes_within(session, period.first, period.last)]


def _stands_since(session: Session, kind: PeriodKind, first: date, moment: datetime) -> bool:
    """Whether this draft was last computed before a moment, or never."""
    plan = plan_for(session, kind, first)
    row = _find(session, plan) if plan is not None else None
    return row is None or (row.state == DRAFT and row.as_of < moment)


def keep_drafts(now: datetime, written: datetime | None = None) -> int:
    """Compute every draft that is due; returns how many."""
    done = 0
    for kind, first in due_drafts(now, written):
        try:
            compute_draft(kind, first, now)
            done += 1
        except Problem as problem:  # frozen meanwhile
            log.info("%s from %s not computed: %s", kind, first, problem)
    return done
