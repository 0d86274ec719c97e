"""What the clocks run by, as people edit it: days, hours, stops, restricted periods; steps of the handling."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of


class CalendarDay(Model):
    """A day that is not as its weekday says: a holiday, or a make-up day on which people work."""

    __tablename__ = "calendar_days"
    __table_args__ = (one_of("kind", ("holiday", "workday")),)

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(60))


class CalendarHours(Model):
    """Opening hours of a season, "08:30-12:00 14:30-17:30"; summer from one month-day to another, normal otherwise."""

    __tablename__ = "calendar_hours"
    __table_args__ = (one_of("season", ("normal", "summer")),)

    season: Mapped[str] = mapped_column(String(8), primary_key=True)
    spans: Mapped[str] = mapped_column(String(120))
    first: Mapped[str | None] = mapped_column(String(5))
    last: Mapped[str | None] = mapped_column(String(5))


class CalendarYear(Model):
    """A year of the calendar; provisional until its holidays are announced."""

    __tablename__ = "calendar_years"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    provisional: Mapped[bool]


class CalendarStop(Model):
    """A stretch in which work stands still (a typhoon), in the city or in one district."""

    __tablename__ = "calendar_stops"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="span"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    division: Mapped[str] = mapped_column(String(6))
    name: Mapped[str] = mapped_column(String(60))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class RestrictedPeriodRow(Model):
    """A period in which a report of a category or group is urgent by rule."""

    __tablename__ = "restricted_periods"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(60))
    daily_from: Mapped[str | None] = mapped_column(String(5))
    daily_to: Mapped[str | None] = mapped_column(String(5))
    first: Mapped[date | None]
    last: Mapped[date | None]


class CategoryStop(Model):
    """停收: a category or group is not taken in for a while, somewhere, and why; `ended_at` when lifted early."""

    __tablename__ = "category_stops"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject: Mapped[str] = mapped_column(String(12))
    division: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(300))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Retiming(Model):
    """Running cases under a changed calendar: how far the job has come, and how many due times have moved."""

    __tablename__ = "retimings"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    version: Mapped[int]
    at: Mapped[datetime]
    after_id: Mapped[int] = mapped_column(default=0)
    checked: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]


class CaseMilestone(Model):
    """One step within the handling with its own due time; done by the department, or with the hand-over."""

    __tablename__ = "case_milestones"
    __table_args__ = (UniqueConstraint("case_id", "code"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    limit: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None]
