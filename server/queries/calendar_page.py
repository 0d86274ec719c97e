"""The calendar and the limits as the page of rules shows them: what holds, where it comes from, who may change it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.clock_rules import read_clock_rules
from server.extensions import db
from server.models import (
    CalendarDay,
    CalendarHours,
    CalendarStop,
    CalendarYear,
    CategoryStop,
    RestrictedPeriodRow,
    Retiming,
    RuleSet,
)
from server.queries.calendar_rules import SET, read_spans
from server.queries.catalogue import catalogue, categories, category_name, limit_text
from server.queries.city import named
from server.queries.people import Actor
from server.queries.routing_sheet import may_edit_rules
from workflows.deadlines import Limit
from workflows.states import STAGE_NAMES, Stage

NOTICES = 100


def read_calendar(actor: Actor, now: datetime) -> dict[str, Any]:
    """The page for one person."""
    with db.reading() as session:
        return calendar_page(session, actor, now)


def read_category_stops(now: datetime) -> list[dict[str, Any]]:
    """The notices, for everybody."""
    with db.reading() as session:
        return category_stops(session, now)


def calendar_page(session: Session, actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything that the clocks run by."""
    version = session.scalar(select(RuleSet.version).where(RuleSet.name == SET)) or 0
    seasons = {row.season: row for row in session.scalars(select(CalendarHours))}
    summer = seasons.get("summer")
    last = session.scalar(select(Retiming).order_by(Retiming.id.desc()).limit(1))
    return {
        "version": version, "may_edit": may_edit_rules(actor, now), "as_of": now,
        "hours": _spans(seasons.get("normal")), "summer_hours": _spans(summer),
        "summer_from": summer.first if summer else None, "summer_to": summer.last if summer else None,
        "days": [{"day": row.day, "kind": row.kind, "name": row.name}
                 for row in session.scalars(select(CalendarDay).order_by(CalendarDay.day))],
        "years": [{"year": row.year, "provisional": row.provisional}
                  for row in session.scalars(select(CalendarYear).order_by(CalendarYear.year))],
        "stops": [{"id": row.id, "division": named(row.division), "name": row.name, "from": row.starts_at,
                   "to": row.ends_at} for row in session.scalars(select(CalendarStop).order_by(
                       CalendarStop.starts_at.desc(), CalendarStop.id.desc()))],
        "periods": [_period(row) for row in session.scalars(select(RestrictedPeriodRow).order_by(
            RestrictedPeriodRow.id))],
        "retiming": {"at": last.at, "cases": last.checked, "moved": last.moved, "done_at": last.done_at}
        if last is not None else None,
        "limits": limits_page(),
    }


def limits_page() -> dict[str, Any]:
    """The limit of every stage with where it comes from, and the steps within a handling."""
    general, rules = catalogue().limits, read_clock_rules()
    return {
        "stages": [{"stage": stage.value, "name": STAGE_NAMES[stage], "usual": limit_text(general.stages[stage.value]),
                    "urgent": limit_text(general.urgent[stage.value]) if stage.value in general.urgent else None}
                   for stage in Stage if stage.value in general.stages],
        "categories": [{"code": row["code"], "name": row["name"], "severity": row["severity"], "law": row["law"],
                        "limits": [{"stage": stage, "name": STAGE_NAMES[Stage(stage)],
                                    "text": limit_text(Limit(**limit))}
                                   for stage, limit in row["limits"].items()],
                        "steps": [{"code": step.code, "name": step.name, "text": limit_text(step.limit)}
                                  for step in rules.by_category.get(row["code"], ())]}
                       for row in categories().values() if row["limits"]],
        "sources": [{"code": source.code, "name": source.name, "limits": [
            {"stage": stage, "name": STAGE_NAMES[Stage(stage)], "text": limit_text(limit)}
            for stage, limit in source.limits.items()]} for source in catalogue().sources if source.limits],
        "urgent_step": {"code": rules.urgent.code, "name": rules.urgent.name, "text": limit_text(rules.urgent.limit)},
    }


def category_stops(session: Session, now: datetime) -> list[dict[str, Any]]:
    """Notices that stop a category now or later, for everybody; the next to begin first."""
    rows = session.scalars(select(CategoryStop).where(
        CategoryStop.ended_at.is_(None), CategoryStop.ends_at > now).order_by(CategoryStop.starts_at, CategoryStop.id)
        .limit(NOTICES))
    return [{"id": row.id, "category": subject(row.subject), "division": named(row.division), "reason": row.reason,
             "from": row.starts_at, "to": row.ends_at, "running": row.starts_at <= now} for row in rows]


def subject(code: str) -> dict[str, str]:
    """A category or a group of them, with its name."""
    row = categories().get(code)
    return {"code": code, "name": category_name(code) if row is not None else code}


def _period(row: RestrictedPeriodRow) -> dict[str, Any]:
    return {"id": row.id, "category": subject(row.subject), "name": row.name, "daily_from": row.daily_from,
            "daily_to": row.daily_to, "first": row.first, "last": row.last}


def _spans(row: CalendarHours | None) -> list[list[str]]:
    return [[f"{begin:%H:%M}", f"{end:%H:%M}"] for begin, end in read_spans(row.spans)] if row is not None else []
