"""Grids whose figures stand out over the last weeks, with the figures: reasons to look, never a verdict."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from config.checklists import read_checklists
from server.errors import Problem
from server.extensions import db
from server.models import Case, CaseStage, CheckProposal, PlatformSample, Report
from server.queries.check_places import check_level, inside
from server.queries.city import named
from server.queries.moments import city_day
from server.queries.people import Actor
from workflows.assessment.outliers import ODDITY_NAMES, Found, GridFigures, Oddity, oddities
from workflows.assessment.rights import assesses
from workflows.roles import is_city
from workflows.states import State

LIMITS = read_checklists().outliers
SETTLED = (State.CLOSED, State.ARCHIVED)
DEFINITION = (f"最近 {LIMITS['days']} 天：到期环节按到期时间计，已结案件按结案时间计。"
              "异常只说明值得看一看，不等于有问题；阈值是本系统的默认值。")
WORDS = {
    Oddity.PERFECT: "{n} 个到期环节全部按时，没有一件返工或重新立案",
    Oddity.SELF_HANDLED: "{n} 件已结案件里有 {hits} 件是网格员自处置",
    Oddity.QUICK: f"{{n}} 件已结案件里有 {{hits}} 件从上报到办完不超过 {LIMITS['quick_minutes']} 分钟",
    Oddity.ONE_PERSON: "{n} 件已结案件里有 {hits} 件由同一人上报、同一人处置",
}


def odd_grids(session: Session, division: str, now: datetime) -> dict[str, tuple[Found, ...]]:
    """Reasons by street-level grid; grids that do not stand out are missing."""
    figures = _figures(session, division, now)
    found = {grid: oddities(GridFigures(**counts), LIMITS) for grid, counts in sorted(figures.items())}
    return {grid: reasons for grid, reasons in found.items() if reasons}


def _figures(session: Session, division: str, now: datetime) -> dict[str, dict[str, int]]:
    since = now - timedelta(days=LIMITS["days"])
    found: dict[str, dict[str, int]] = defaultdict(lambda: asdict(GridFigures()))
    _count_stages(session, division, since, now, found)
    _count_cases(session, division, since, now, found)
    _count_one_person(session, division, since, now, found)
    return found


def _count_stages(session: Session, division: str, since: datetime, now: datetime,
                  found: dict[str, dict[str, int]]) -> None:
    row = CaseStage
    for grid, n, kept in session.execute(
            select(row.street_grid, func.count(), func.sum(case((row.ended_at <= row.due_at, 1), else_=0)))
            .where(row.due_at >= since, row.due_at < now, row.exempt.is_(None), row.street_grid.is_not(None),
                   inside(row, division)).group_by(row.street_grid)):
        found[grid] |= {"due": n, "on_time": int(kept)}


def _count_cases(session: Session, division: str, since: datetime, now: datetime,
                 found: dict[str, dict[str, int]]) -> None:
    row, quick = Case, timedelta(minutes=LIMITS["quick_minutes"])
    for one in session.execute(
            select(row.street_grid, row.self_handled, row.reported_at, row.handled_at, row.failed_checks, row.reopens)
            .where(row.closed_on >= city_day(since), row.closed_at <= now, row.state.in_(SETTLED),
                   row.street_grid.is_not(None), inside(row, division))):
        counts = found[one.street_grid]
        counts["settled"] += 1
        counts["self_handled"] += one.self_handled == "member"
        counts["again"] += bool(one.failed_checks or one.reopens)
        counts["quick"] += one.handled_at is not None and one.handled_at - one.reported_at <= quick


def _count_one_person(session: Session, division: str, since: datetime, now: datetime,
                      found: dict[str, dict[str, int]]) -> None:
    row = Case
    for grid, _, n in session.execute(
            select(row.street_grid, row.handled_by, func.count(row.id.distinct()))
            .join(Report, Report.case_id == row.id)
            .where(row.closed_on >= city_day(since), row.closed_at <= now, row.state.in_(SETTLED),
                   row.self_handled == "member", row.street_grid.is_not(None), Report.person_id == row.handled_by,
                   inside(row, division)).group_by(row.street_grid, row.handled_by)):
        found[grid]["one_person"] = max(found[grid]["one_person"], n)


def read_outliers(actor: Actor, division: str, now: datetime) -> dict[str, Any]:
    """The page of whoever assesses there. Raises role-forbidden."""
    check_level(division)
    if not assesses(actor.posts, None if is_city(division) else division, now):
        raise Problem("role-forbidden", "异常线索由考核员查看")
    with db.reading() as session:
        odd = odd_grids(session, division, now)
        proposed = set(session.scalars(select(CheckProposal.division).where(CheckProposal.plan_id.is_(None))))
        drawn = dict(session.execute(select(PlatformSample.street_grid, func.max(PlatformSample.drawn_at)).where(
            PlatformSample.street_grid.in_(sorted(odd))).group_by(PlatformSample.street_grid)).all())
    items = [{"grid": named(grid), "town": named(grid[:9]), "proposed": grid in proposed,
              "last_drawn_at": drawn.get(grid), "link": f"/api/v1/cases?division={grid}",
              "reasons": [told(one) for one in reasons]} for grid, reasons in odd.items()]
    items.sort(key=lambda item: (-len(item["reasons"]), item["grid"]["code"]))  # type: ignore[arg-type,index]
    return {"division": named(division), "items": items, "definition": DEFINITION, "as_of": now}


def told(found: Found) -> dict[str, Any]:
    """A reason with its figures, in words."""
    return {"code": found.oddity.value, "name": ODDITY_NAMES[found.oddity], "n": found.n, "hits": found.hits,
            "text": WORDS[found.oddity].format(n=found.n, hits=found.hits)}
