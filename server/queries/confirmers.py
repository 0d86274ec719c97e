"""Who looks on site when the station names nobody: the grid's own member, or with 回避 another community's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.models import PersonPost
from server.queries.city import city_index
from workflows.facts import CaseFacts
from workflows.roles import Role


def find_confirmer(session: Session, facts: CaseFacts, grid: str | None, now: datetime) -> int | None:
    """Person id of a member with a current post in the case's grid who neither reported nor is recused."""
    if grid is None:
        return None
    wanted = _other_grids(grid) if facts.recuse else [grid]
    rows = session.scalars(select(PersonPost.person_id).where(
        PersonPost.role == Role.GRID_MEMBER, PersonPost.division.in_(wanted), PersonPost.starts_at <= now,
        or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > now)).order_by(PersonPost.id).limit(20))
    return next((row for row in rows if row not in facts.reporter_ids | facts.recused_ids), None)


def communities_of(division: str) -> frozenset[str]:
    """Communities that a grid, a sub-grid or a community touches."""
    index = city_index()
    found = index.division(division)
    if found.level == "community":
        return frozenset({division})
    grids = [division] if found.level == "sub_grid" else index.children(division)
    return frozenset(code for grid in grids if (code := index.division(grid).community))


def _other_grids(grid: str) -> list[str]:
    """Street-level grids of the same town that share no community with this one."""
    index = city_index()
    town = index.division(grid).parent or ""
    own = communities_of(grid)
    return [code for code in index.children(town)
            if index.division(code).level == "street_grid" and not communities_of(code) & own]
