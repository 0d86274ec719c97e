"""What of a category is taken in when: restricted periods that make a report urgent, notices that stop a category."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import FieldError, Problem
from server.extensions import db
from server.models import CategoryStop, Report, RestrictedPeriodRow
from server.queries.catalogue import categories
from server.queries.rule_cache import rules
from workflows.restricted import RestrictedPeriod, restricted_by
from workflows.roles import Place

SET = "stops"


@dataclass(frozen=True)
class Stopped:
    """停收: a category or group is not taken in, in a division, from one moment to another."""

    id: int
    subject: str
    division: str
    reason: str
    starts_at: datetime
    ends_at: datetime

    def holds(self, category: str, group: str | None, place: Place, moment: datetime) -> bool:
        """Whether a report from this place is stopped now; one whose place is not known only by the city's."""
        here = self.division.endswith("00") or self.division in (place.district, place.town)
        return here and self.subject in (category, group) and self.starts_at <= moment < self.ends_at


@dataclass(frozen=True)
class IntakeRules:
    """All of them, stops that are over included until they are read anew."""

    periods: tuple[RestrictedPeriod, ...]
    stops: tuple[Stopped, ...]


def intake_rules() -> IntakeRules:
    """The rules in force, from memory."""
    return rules(SET, _load)


def restricted_now(category: str, moment: datetime) -> RestrictedPeriod | None:
    """The restricted period that makes a report of this category urgent at a moment."""
    return restricted_by(intake_rules().periods, category, _group(category), moment)


def stopped_now(category: str, place: Place, moment: datetime) -> Stopped | None:
    """The notice that stops this category here at a moment."""
    return next((one for one in intake_rules().stops if one.holds(category, _group(category), place, moment)), None)


def refuse_stopped(report_id: str, category: str, place: Place, now: datetime, *, staff: bool) -> int | None:
    """The notice that stops this category here: staff may still enter a report, and the ledger says so.

    Raises category-stopped with the reason for everybody else, unless the report was taken in before.
    """
    stopped = stopped_now(category, place, now)
    if stopped is None or staff:
        return stopped.id if stopped is not None else None
    with db.reading() as session:
        known = session.get(Report, report_id) is not None
    if not known:
        raise Problem("category-stopped", stopped.reason, errors=(FieldError("category", stopped.reason),))
    return None


def to_period(row: RestrictedPeriodRow) -> RestrictedPeriod:
    """A row as the rules want it."""
    daily = (time.fromisoformat(row.daily_from), time.fromisoformat(row.daily_to)) \
        if row.daily_from and row.daily_to else None
    return RestrictedPeriod(row.subject, row.name, daily, (row.first, row.last) if row.first and row.last else None)


def _group(category: str) -> str | None:
    found = categories().get(category)
    return found["parent"] if found is not None else None


def _load(session: Session) -> IntakeRules:
    periods = session.scalars(select(RestrictedPeriodRow).order_by(RestrictedPeriodRow.id))
    stops = session.scalars(select(CategoryStop).where(CategoryStop.ended_at.is_(None)).order_by(CategoryStop.id))
    return IntakeRules(tuple(to_period(row) for row in periods), tuple(
        Stopped(row.id, row.subject, row.division, row.reason, row.starts_at, row.ends_at) for row in stops))
