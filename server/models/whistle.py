"""Whistles (吹哨) and the units that were called (应哨): each with clocks of its own, its answer and both ratings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.whistle import OUTCOMES, RESULTS, CallState, Kind, Part, WhistleState

STARS = " AND ".join(f"({name} IS NULL OR {name} BETWEEN 1 AND 5)" for name in ("attendance", "attitude", "outcome"))
CONTESTS = ("open", *OUTCOMES)


class Whistle(Chained, Model):
    """Somebody called: a member or a community the town, a town its departments. What was said is in whistle_notes.

    `parent_id` is the whistle that was passed on as this one; `unit` the division of the post that called.
    """

    __tablename__ = "whistles"
    __table_args__ = (
        one_of("kind", [kind.value for kind in Kind]), one_of("state", [state.value for state in WhistleState]),
        Index(None, "case_id"), Index(None, "district", "called_at"), Index(None, "town", "called_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("whistles.id"), index=True)
    case_n: Mapped[int]  # the event of the case whose words say what is needed
    to_town: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str] = mapped_column(String(9))
    unit: Mapped[str] = mapped_column(String(15))
    role: Mapped[str] = mapped_column(String(24))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    called_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class WhistleCall(Model):
    """One unit that was called: a department, or the town's station. `due_at` ends the clock that runs now.

    `rung` counts the reminders of that clock, `rung_at` is when the next one is due. The stars are the town's rating
    of the answer, `judgement` the department's of the whistle.
    """

    __tablename__ = "whistle_calls"
    __table_args__ = (
        one_of("part", [part.value for part in Part]), one_of("state", [state.value for state in CallState]),
        one_of("result", RESULTS), one_of("judgement", ("reasonable", "unreasonable")),
        one_of("decline_contest", CONTESTS), one_of("rating_contest", CONTESTS), one_of("judgement_contest", CONTESTS),
        CheckConstraint("(department IS NULL) <> (part <> 'town')", name="unit"),
        CheckConstraint(STARS, name="stars"),
        Index(None, "whistle_id"), Index(None, "department", "state"), Index(None, "town", "state"),
        Index(None, "rung_at", postgresql_where=text("rung_at IS NOT NULL"),
              sqlite_where=text("rung_at IS NOT NULL")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    whistle_id: Mapped[int] = mapped_column(ForeignKey("whistles.id"))
    part: Mapped[str] = mapped_column(String(8))
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str] = mapped_column(String(9))
    department: Mapped[str | None] = mapped_column(ForeignKey("departments.code"))
    state: Mapped[str] = mapped_column(String(10))
    called_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    arrive_by: Mapped[datetime | None]
    report_by: Mapped[datetime]
    due_at: Mapped[datetime | None]
    rung: Mapped[int] = mapped_column(default=0)
    rung_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decline_code: Mapped[str | None] = mapped_column(String(20))
    arrived_at: Mapped[datetime | None]
    arrived_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    arrived_lon: Mapped[float | None]
    arrived_lat: Mapped[float | None]
    reported_at: Mapped[datetime | None]
    reported_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    result: Mapped[str | None] = mapped_column(String(10))
    attendance: Mapped[int | None]
    attitude: Mapped[int | None]
    outcome: Mapped[int | None]
    rated_at: Mapped[datetime | None]
    judgement: Mapped[str | None] = mapped_column(String(12))
    judged_at: Mapped[datetime | None]
    decline_contest: Mapped[str | None] = mapped_column(String(10))
    rating_contest: Mapped[str | None] = mapped_column(String(10))
    judgement_contest: Mapped[str | None] = mapped_column(String(10))


class WhistleNote(Model):
    """Words said about a whistle. Erasable: the ledger holds only an HMAC of the text with the salt kept here."""

    __tablename__ = "whistle_notes"
    __table_args__ = (Index(None, "whistle_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    whistle_id: Mapped[int] = mapped_column(ForeignKey("whistles.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("whistle_calls.id"))
    event_n: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    unit: Mapped[str | None] = mapped_column(String(30))
    at: Mapped[datetime]
