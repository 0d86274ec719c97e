"""公示 and 定稿: a frozen period is shown for some days; when nothing is open any more it becomes final."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from config.publishing import read_publishing
from server.actions.freeze import locked_assessment
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.publishing_revisions import add_revision, tell
from server.actions.record import stamp
from server.errors import Problem, invalid
from server.models import Assessment
from server.queries.appeal_sight import open_appeals
from server.queries.moments import city_day, day_start
from server.queries.people import Actor
from server.queries.periods_shown import final_from, open_objections, period_shown, why_not_yet
from server.transaction import Transaction, transaction
from workflows.assessment.rights import assesses


def display(assessment_id: int, days: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Show a frozen period for so many days, today included. Raises validation, role-forbidden, invalid-transition."""
    rules = read_publishing()
    if not rules.least_days <= days <= rules.most_days:
        raise invalid("days", f"公示 {rules.least_days} 到 {rules.most_days} 天")

    def write(tx: Transaction, row: Assessment) -> None:
        if row.state != "frozen":
            raise Problem("invalid-transition", "先冻结才能公示" if row.state == "draft" else "已经公示过")
        row.state, row.displayed_at = "displayed", now
        row.display_until = day_start(city_day(now) + timedelta(days=days))
        tell(tx, row, "assessment.displayed", actor, now, {"days": days, "until": stamp(row.display_until),
                                                           "hash": row.hash})
    return _act(assessment_id, ["display", days], write, actor, key, now)


def make_final(assessment_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Close a displayed period. Raises role-forbidden, invalid-transition while something is open or time runs."""
    def write(tx: Transaction, row: Assessment) -> None:
        if row.state != "displayed":
            raise Problem("invalid-transition", "公示以后才能定稿" if row.state != "final" else "已经定稿")
        waiting = {"appeals": open_appeals(tx.session, row.id, now), "objections": open_objections(tx.session, row.id)}
        reason = why_not_yet(row, final_from(row), waiting, now)
        if reason is not None:
            raise Problem("invalid-transition", reason)
        add_revision(tx, row, "final", actor, now)
        row.state, row.final_at, row.final_by = "final", now, actor.person_id
    return _act(assessment_id, ["final"], write, actor, key, now)


def _act(assessment_id: int, what: list[Any], write: Callable[[Transaction, Assessment], None], actor: Actor,
         key: str | None, now: datetime) -> dict[str, Any]:
    if not assesses(actor.posts, None, now):
        raise Problem("role-forbidden", "由市级考核员冻结、公示和定稿")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([assessment_id, *what]), now)
        if stored is not None:
            return stored
        row = locked_assessment(tx.session, assessment_id)
        if row is None:
            raise Problem("not-found", "没有这一期考核")
        write(tx, row)
        return keep_answer(tx, key, actor.key, lambda: period_shown(tx.session, row, actor, now))
