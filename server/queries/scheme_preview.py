"""What a changed scheme would have done to the last period's ranks; from kept lines, no fact is read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.extensions import db
from server.models import Assessment, AssessmentScheme
from server.queries.assessment_roster import read_roster
from server.queries.assessment_scores import read_scores
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.scheme_shapes import describe_line
from server.queries.schemes import scheme_of
from server.queries.score_shapes import STATE_NAMES, name_of_period, unit_title
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.points import NOTHING
from workflows.assessment.points import rounded as thousandths
from workflows.assessment.preview import Preview, preview
from workflows.assessment.result import Score
from workflows.assessment.rights import reaches, sights
from workflows.assessment.roster import Roster
from workflows.assessment.scheme import Period, PeriodKind, Scheme
from workflows.assessment.scheme_body import UnreadableScheme, parse_scheme
from workflows.assessment.scheme_checks import flaws
from workflows.assessment.scheme_rights import previews
from workflows.assessment.written import in_points as written

DEFINITION = ("用上一个季度已经算好的各项（件数、比率）按新的权重和目标重新加权，不重新读取事实；"
              "网格员平均分、网格平均分随下级一起变。排名只排期内案件数达到要求的。")
SHOWN = 200


def read_preview(body: dict[str, Any], level: Level, actor: Actor, now: datetime) -> dict[str, Any]:
    """Ranks before and after. Raises role-forbidden, validation, not-found when nothing was computed yet."""
    if not previews(actor.posts, now):
        raise Problem("role-forbidden", "方案预演由考核员和领导查看")
    try:
        scheme = parse_scheme(0, "预演", body)
    except UnreadableScheme as unreadable:
        raise invalid(f"body.{unreadable.flaw.field}", unreadable.flaw.reason) from unreadable
    wrong = flaws(scheme, INDICATORS)
    if wrong:
        raise invalid(f"body.{wrong[0].field}", wrong[0].reason)
    with db.reading() as session:
        row = _last_quarter(session, now)
        if row is None:
            raise Problem("not-found", "还没有算过任何一个季度，没有可以比较的得分")
        period = Period(PeriodKind(row.kind), row.first, row.last)
        kept, roster = read_scores(session, row.id), read_roster(session, row.first, row.last)
        found = preview(scheme, period, kept, roster, level)
        in_force = scheme_of(session.get_one(AssessmentScheme, row.scheme_id))
    return {"level": level.value, "level_name": LEVEL_NAMES[level], "definition": DEFINITION, "as_of": row.as_of,
            "period": {"name": name_of_period(row), "first": row.first, "last": row.last,
                       "state_name": STATE_NAMES[row.state], "scheme_version": in_force.version},
            "unknown": [describe_line(code) for code in found.unknown],
            **_changes([score for score in kept if score.level is level], found, roster, scheme, actor, now)}


def _last_quarter(session: Session, now: datetime) -> Assessment | None:
    """The newest quarter that has ended, or else the running one."""
    rows = session.scalars(select(Assessment).where(Assessment.kind == PeriodKind.QUARTER)
                           .order_by(Assessment.first.desc(), Assessment.id.desc()).limit(8)).all()
    today = city_day(now)
    return next((row for row in rows if row.last < today), rows[0] if rows else None)


def _changes(before: list[Score], found: Preview, roster: Roster, scheme: Scheme, actor: Actor, now: datetime,
             ) -> dict[str, Any]:
    """Rows of the reader's territory, the most moved first; counts over all of them."""
    theirs = sights(actor.posts, now)
    pairs = [(score, found.scores[score.owner]) for score in before]
    rows = [(score, _row(score, after)) for score, after in pairs]
    seen = [row for score, row in rows if (row["before"]["total"] or row["after"]["total"]) and any(
        reaches(sight, score.level, score.owner, *roster.place_of(score.level, score.owner)) for sight in theirs)]
    seen.sort(key=lambda row: (-abs(row["moved"] or 0), -abs(row["points"]), row["owner"]))
    return {"items": seen[:SHOWN], "left_out": max(0, len(seen) - SHOWN), "counts": {
        "owners": len(rows), "scored": sum(1 for _, after in pairs if after.total is not None),
        "ranked": sum(1 for _, after in pairs if after.rank is not None),
        "moved": sum(1 for _, row in rows if row["moved"]), "minimum": scheme.rank_minimum}}


def _row(before: Score, after: Score) -> dict[str, Any]:
    """`points`: by how many thousandths the total would have changed."""
    moved = before.rank - after.rank if before.rank is not None and after.rank is not None else None
    change = (after.total or NOTHING) - (before.total or NOTHING)
    return {"owner": before.owner, "name": unit_title(before.level, before.owner), "n": before.n,
            "peer_group": before.peer_group, "before": _end(before), "after": _end(after), "moved": moved,
            "change": written(change), "points": thousandths(change)}


def _end(score: Score) -> dict[str, Any]:
    return {"total": None if score.total is None else written(score.total), "rank": score.rank, "of": score.rank_of,
            "grade": score.grade}
