"""What a person finds on the assessment page: periods, the levels to look at, and which scores are the own ones."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.extensions import db
from server.models import Assessment, AssessmentScheme
from server.queries.people import Actor
from server.queries.score_shapes import shape_assessment, unit_title
from server.queries.score_sight import DISPLAYED
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.rights import UNITS, sights
from workflows.roles import BLIND, Role, column_of, is_city, is_current

PERIODS = 60
_LEVELS = {"street_grid": Level.GRID, "community": Level.COMMUNITY, "town": Level.TOWN, "district": Level.DISTRICT}


def read_periods(actor: Actor, now: datetime) -> dict[str, Any]:
    """The newest first; drafts among them."""
    with db.reading() as session:
        rows = session.execute(select(Assessment, AssessmentScheme).join(
            AssessmentScheme, AssessmentScheme.id == Assessment.scheme_id).order_by(
            Assessment.last.desc(), Assessment.first, Assessment.id.desc()).limit(PERIODS)).all()
        items = [shape_assessment(row, scheme_row) for row, scheme_row in rows]
    levels = _levels(actor, now, any(item["state"] in DISPLAYED for item in items))
    return {"items": items, "mine": _mine(actor, now), "as_of": now,
            "levels": [{"code": level.value, "name": LEVEL_NAMES[level]} for level in levels]}


def _levels(actor: Actor, now: datetime, displayed: bool) -> list[Level]:
    """Levels of which the person may read more than the own score."""
    seen = {level for sight in sights(actor.posts, now) for level in sight.levels}
    return [level for level in Level if level in seen or (displayed and level in UNITS)]


def _mine(actor: Actor, now: datetime) -> list[dict[str, str]]:
    """The person's own score as a member, then those of the units that the person's posts stand in."""
    posts = [post for post in actor.posts if is_current(post, now) and post.role not in BLIND]
    found: list[tuple[Level, str, str]] = []
    if any(post.role is Role.GRID_MEMBER and post.stands_in_for is None for post in posts):
        found.append((Level.MEMBER, str(actor.person_id), actor.name))
    for post in posts:
        if post.department:
            found.append((Level.DEPARTMENT, post.department, unit_title(Level.DEPARTMENT, post.department)))
        elif post.division and not is_city(post.division) and column_of(post.division) in _LEVELS:
            level = _LEVELS[column_of(post.division)]
            found.append((level, post.division, unit_title(level, post.division)))
    return [{"level": level.value, "level_name": LEVEL_NAMES[level], "owner": owner, "name": name}
            for level, owner, name in dict.fromkeys(found)]
