"""A case: one problem on its way through the loop. Next: server/api/cases.py"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.models.registry import BigId, Chained, Model, one_of
from workflows.states import State


def _where_known(*columns: str, known: str | None = None) -> Index:
    """An index of the rows whose first column (or the one named) holds something."""
    there = text(f"{known or columns[0]} IS NOT NULL")
    return Index(None, *columns, postgresql_where=there, sqlite_where=there)


class Case(Chained, Model):
    """State is written by server.actions.cases.take_step alone. Exact words live in case_notes."""

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(12))
    category: Mapped[str] = mapped_column(ForeignKey("categories.code"))
    severity: Mapped[int]
    source: Mapped[str] = mapped_column(String(20))
    external_number: Mapped[str | None] = mapped_column(String(60))
    external_due_at: Mapped[datetime | None]
    # The earliest due time that cases merged into this one brought along.
    merged_due_at: Mapped[datetime | None]
    simulated: Mapped[bool] = mapped_column(default=False)

    # Place of effect, stamped at intake with the version of the grid's boundary. district is never null
    # (the city's code until the place is found): it is the key by which the table can be divided.
    district: Mapped[str] = mapped_column(String(6))
    town: Mapped[str | None] = mapped_column(String(9))
    street_grid: Mapped[str | None] = mapped_column(String(12))
    sub_grid: Mapped[str | None] = mapped_column(String(15))
    community: Mapped[str | None] = mapped_column(String(12))
    grid_version: Mapped[int | None]
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    geom: Mapped[Any | None] = mapped_column(Geometry("POINT", srid=4326, spatial_index=False))

    # Where it comes from, when that is elsewhere; the kind of premises; the other station while a border is unsettled
    source_district: Mapped[str | None] = mapped_column(String(6))
    source_town: Mapped[str | None] = mapped_column(String(9))
    source_lon: Mapped[float | None]
    source_lat: Mapped[float | None]
    premises: Mapped[str | None] = mapped_column(String(20))
    border_town: Mapped[str | None] = mapped_column(String(9))
    # Who answers for it besides whoever handles it: the town or district, and the authority of the trade
    duty_place: Mapped[str | None] = mapped_column(String(9))
    duty_unit: Mapped[str | None] = mapped_column(String(30))

    # Who is in charge
    department: Mapped[str | None] = mapped_column(ForeignKey("departments.code"))
    department_level: Mapped[str | None] = mapped_column(String(12))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    companion_id: Mapped[int | None]  # goes along with the confirmer at night
    recuse: Mapped[bool] = mapped_column(default=False)

    # What the rules of workflows.case_flow remember
    confirmation: Mapped[str | None] = mapped_column(String(12))
    decline_reason: Mapped[str | None] = mapped_column(String(40))
    main_case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    returns: Mapped[int] = mapped_column(default=0)
    ruled: Mapped[bool] = mapped_column(default=False)
    failed_checks: Mapped[int] = mapped_column(default=0)
    reopens: Mapped[int] = mapped_column(default=0)
    reviewed: Mapped[bool] = mapped_column(default=False)
    handled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    handler_department: Mapped[str | None] = mapped_column(String(30))
    handler_town: Mapped[str | None] = mapped_column(String(9))
    self_handled: Mapped[str | None] = mapped_column(String(12))
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    round: Mapped[int] = mapped_column(default=0)
    extension: Mapped[str | None] = mapped_column(String(12))
    suspension: Mapped[str | None] = mapped_column(String(12))
    suspended_until: Mapped[date | None]
    reopen_asked: Mapped[bool] = mapped_column(default=False)
    closed_without_yes: Mapped[bool] = mapped_column(default=False)
    questions: Mapped[int] = mapped_column(default=0)  # how many were put back to the reporter
    contested: Mapped[str | None] = mapped_column(String(8))  # the enterprise's denial: workflows.contested
    looked_by: Mapped[int | None]  # who found it untrue before the second look
    open_orders: Mapped[int] = mapped_column(default=0)
    whistled: Mapped[bool] = mapped_column(default=False)
    whistle_units: Mapped[str | None]  # departments that were called and read the case, with blanks around each
    supervised: Mapped[bool] = mapped_column(default=False)
    law_transferred: Mapped[bool] = mapped_column(default=False)
    law_status: Mapped[str | None] = mapped_column(String(12))  # what the authority said last, `sent` until then
    law_sent_at: Mapped[datetime | None]
    has_answers: Mapped[bool] = mapped_column(default=False)  # in report_answers
    # What lies near it: the closed case that has come back (and how often), the declined one, and who declined that.
    recurs_of_id: Mapped[int | None]
    recurrence: Mapped[int] = mapped_column(default=0)
    near_declined_id: Mapped[int | None]
    not_triaged_by: Mapped[int | None]
    restriction_id: Mapped[int | None]  # why it waits in the low queue until somebody has read it
    declined_at: Mapped[datetime | None]
    declined_by: Mapped[int | None]
    doubts: Mapped[int] = mapped_column(default=0)  # rows of evidence_flags, decided ones too
    sounds: Mapped[int] = mapped_column(default=0)  # recordings that came with its reports
    sealed: Mapped[bool] = mapped_column(default=False)
    published: Mapped[bool] = mapped_column(default=False)
    emergency: Mapped[bool] = mapped_column(default=False)
    undo_action: Mapped[str | None] = mapped_column(String(20))
    undo_state: Mapped[str | None] = mapped_column(String(12))
    undo_by: Mapped[int | None]
    undo_until: Mapped[datetime | None]

    # Times of the stages, and the clock that runs now
    reported_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    registered_at: Mapped[datetime | None]
    dispatched_at: Mapped[datetime | None]
    handled_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    evaluated_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reopen_until: Mapped[datetime | None]
    due_stage: Mapped[str | None] = mapped_column(String(12))
    stage_started_at: Mapped[datetime | None]
    stage_run: Mapped[int] = mapped_column(default=0)  # how many clocks have run; numbers the rows of case_stages
    due_at: Mapped[datetime | None]
    warn_at: Mapped[datetime | None]
    due_limit: Mapped[str | None] = mapped_column(String(40))
    due_explained: Mapped[str | None]
    paused_at: Mapped[datetime | None]
    hold_id: Mapped[int | None]  # the emergency for which the clock stands still
    question_id: Mapped[int | None]  # the open question to the reporter for which it stands still
    clock_story: Mapped[str | None]  # what moved the running clock so far: server.queries.stories
    # 历史遗留: the district says that the matter is older than the grids' work; what falls due in between counts apart
    legacy_from: Mapped[datetime | None]
    legacy_to: Mapped[datetime | None]
    urgent_by: Mapped[str | None] = mapped_column(String(60))  # the restricted period in which it was reported
    milestones: Mapped[int] = mapped_column(default=0)  # stages within the handling that are not done yet
    # When the reminder ladder must be looked at next, and how far up it the running stage has come.
    remind_at: Mapped[datetime | None]
    escalated: Mapped[str | None] = mapped_column(String(12))
    # Days in Asia/Shanghai: a figure of today and its list are the same WHERE clause.
    reported_on: Mapped[date]
    dispatched_on: Mapped[date | None]
    handled_on: Mapped[date | None]
    closed_on: Mapped[date | None]

    reports: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        one_of("state", [state.value for state in State]),
        CheckConstraint("returns >= 0 AND failed_checks >= 0 AND open_orders >= 0 AND reports >= 0", name="counts"),
        CheckConstraint("due_at IS NULL OR stage_started_at IS NOT NULL", name="clock"),
        Index(None, "state", "due_at", "id"),
        Index(None, "district", "state", "due_at", "id"),
        Index(None, "town", "state", "due_at", "id"),
        Index(None, "street_grid", "state", "id"),
        Index(None, "sub_grid", "state", "id"),
        Index(None, "community", "state", "id"),
        # A new case has none of these: it is in no index that it is not looked for in.
        _where_known("external_number"),
        _where_known("main_case_id"),
        _where_known("department", "state", "due_at", "id"),
        _where_known("assignee_id", "state", "id"),
        _where_known("confirmer_id", "state", "id"),
        Index(None, "category", "id"),
        Index(None, "source", "id"),
        Index(None, "updated_at", "id"),
        _where_known("sub_grid", "closed_at", known="closed_at"),
        _where_known("sub_grid", "declined_at", known="declined_at"),
        _where_known("near_declined_id"),
        Index(None, "restriction_id", postgresql_where=text("restriction_id IS NOT NULL"),
              sqlite_where=text("restriction_id IS NOT NULL")),
        Index(None, "recurrence", postgresql_where=text("recurrence > 0"), sqlite_where=text("recurrence > 0")),
        Index("ix_cases_reopened", "community", postgresql_where=text("reopens > 0"), sqlite_where=text("reopens > 0")),
        Index(None, "district", "reported_on", "id"),
        _where_known("district", "dispatched_on", "id", known="dispatched_on"),
        _where_known("district", "handled_on", "id", known="handled_on"),
        _where_known("district", "closed_on", "id", known="closed_on"),
        Index(None, "closed_on", postgresql_where=text("closed_without_yes"), sqlite_where=text("closed_without_yes")),
        _where_known("law_status"),
        _where_known("remind_at"),
        _where_known("border_town"),
        _where_known("hold_id"),
    )


class CaseNote(Model):
    """Words said about a case. Erasable: the ledger holds only an HMAC of the text with the salt kept here."""

    __tablename__ = "case_notes"
    __table_args__ = (one_of("visibility", ("staff", "station", "departments", "public")), Index(None, "case_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    event_n: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str]
    salt: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    unit: Mapped[str | None] = mapped_column(String(30))
    visibility: Mapped[str] = mapped_column(String(12))  # who reads it: workflows.notes
    at: Mapped[datetime]


class Order(Model):
    """A supervision order (督办): its own due time; a case cannot close while one is open."""

    __tablename__ = "orders"
    __table_args__ = (one_of("state", ("open", "accepted")), Index(None, "case_id", "state"),
                      Index(None, "remind_at", postgresql_where=text("remind_at IS NOT NULL"),
                            sqlite_where=text("remind_at IS NOT NULL")))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    issuer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str]
    due_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(10), default="open")
    issued_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    # The unit has replied and the issuer has not yet judged it; how often a reply was rejected.
    replied_at: Mapped[datetime | None]
    round: Mapped[int] = mapped_column(default=0)
    remind_at: Mapped[datetime | None]


class Recusal(Model):
    """Somebody who may not confirm, handle or check this case."""

    __tablename__ = "recusals"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    at: Mapped[datetime]
