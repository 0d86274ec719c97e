"""Duty: who sits at the phone outside working hours, which texts are in force, which tasks a grid has."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Model, one_of


class DutyShift(Model):
    """One person's hours on the roster (值班表) of a station (town), a district, the city or a department.

    `place` lead answers the urgent clock, second goes along: at night nobody is sent alone.
    """

    __tablename__ = "duty_shifts"
    __table_args__ = (one_of("place", ("lead", "second")), CheckConstraint("ends_at > starts_at", name="term"),
                      Index(None, "division", "department", "starts_at"), Index(None, "person_id", "starts_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    district: Mapped[str] = mapped_column(String(6))
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    department: Mapped[str | None] = mapped_column(ForeignKey("departments.code"))
    place: Mapped[str] = mapped_column(String(8))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    created_at: Mapped[datetime]


class Edition(Model):
    """One version of a text that holds in a division: handbook (手册), duty list (职责清单), rewards (奖惩办法).

    A district's edition adds to the city's text. A published edition is never changed: a new version follows it.
    """

    __tablename__ = "editions"
    __table_args__ = (one_of("kind", ("handbook", "duties", "rewards")), one_of("state", ("draft", "published")),
                      CheckConstraint("(state = 'published') = (published_at IS NOT NULL)", name="published"),
                      UniqueConstraint("kind", "division", "version"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str]
    simulated: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    published_at: Mapped[datetime | None]


class GridTask(Model):
    """A standing task of a grid (定任务): what, how often. Days in Asia/Shanghai, the last one included.

    `duty` is the item of the duty list that it carries out; a task outside the list says why in `justification`, whose
    HMAC with `salt` the ledger holds. Tasks from before the list was asked for have neither.
    """

    __tablename__ = "grid_tasks"
    __table_args__ = (one_of("period", ("day", "week", "month")), CheckConstraint("times > 0", name="times"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    division: Mapped[str] = mapped_column(ForeignKey("divisions.code"), index=True)
    item: Mapped[str] = mapped_column(String(120))
    times: Mapped[int]
    period: Mapped[str] = mapped_column(String(6))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    duty: Mapped[str | None] = mapped_column(String(20))
    justification: Mapped[str | None]
    salt: Mapped[str | None] = mapped_column(String(32))
