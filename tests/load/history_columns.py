"""Tables and columns that a history writes; columns that other parts add take the models' own defaults."""

from __future__ import annotations

from typing import Any

from server.models import (
    Absence,
    Assignment,
    Case,
    CaseNote,
    CaseStage,
    Event,
    Rating,
    Recheck,
    Report,
    ReportDetail,
    ReporterIdentity,
    SearchRow,
    Visit,
)

_PLACE = ("district", "town", "street_grid")
COLUMNS: dict[Any, tuple[str, ...]] = {
    Case.__table__: (
        "id", "number", "version", "state", "category", "severity", "source", "simulated", *_PLACE, "sub_grid",
        "community", "grid_version", "lon", "lat", "geom", "department", "department_level", "assignee_id",
        "confirmer_id", "confirmation", "decline_reason", "returns", "failed_checks", "handled_by",
        "handler_department", "handler_town", "self_handled", "checked_by", "round", "reported_at", "updated_at",
        "registered_at", "dispatched_at", "handled_at", "answered_at", "evaluated_at", "closed_at", "reopen_until",
        "due_stage", "stage_started_at", "stage_run", "due_at", "warn_at", "due_limit", "due_explained",
        "reported_on", "dispatched_on", "handled_on", "closed_on", "event_count", "head_hash"),
    Report.__table__: (
        "id", "ticket", "content_hash", "case_id", "intent", "state", "category", "source", "district", "town",
        "person_id", "received_at", "occurred_at", "occurred_at_stated", "simulated"),
    ReportDetail.__table__: ("report_id", "salt", "description", "place_text", "lon", "lat", "datum"),
    SearchRow.__table__: ("report_id", "case_id", "district", "words"),
    CaseNote.__table__: ("case_id", "event_n", "kind", "text", "salt", "person_id", "unit", "visibility", "at"),
    CaseStage.__table__: (
        "case_id", "run", "stage", *_PLACE, "department", "person_id", "category", "limit", "started_at",
        "due_first", "due_at", "ended_at", "ended_by", "ended_person_id", "story"),
    Assignment.__table__: ("id", "case_id", "district", "stage", "person_id", "for_person_id", "began_at", "due_at",
                           "ended_at", "ending", "reason"),
    Rating.__table__: ("report_id", "case_id", "round", "solved", "satisfaction", "at"),
    ReporterIdentity.__table__: ("report_id", "sealed"),
    Recheck.__table__: ("id", "case_id", "kind", "district", "person_id", "drawn_at", "due_at", "result", "note",
                        "salt", "done_at", "differs"),
    Absence.__table__: ("id", "person_id", "kind", "starts_at", "ends_at", "registered_at", "begun_at", "closed_at"),
    Visit.__table__: ("id", "kind", "source_id", "person_id", "unit", *_PLACE, "sub_grid", "community", "done_at",
                      "done_at_stated", "received_at", "simulated", "event_count", "head_hash"),
    Event.__table__: ("seq", "subject_kind", "subject_id", "n", "name", "at", *_PLACE, "department", "content",
                      "prev_hash", "hash"),
}
