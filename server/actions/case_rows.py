"""The rows that a step leaves beside the case: words, photos, recusals. Words are sealed in the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.actions.case_fields import fields_of
from server.media import ShotFacts, StoredPhoto
from server.models import Case, CaseNote, Photo, PhotoEvidence, Rating, Recusal, Report
from server.queries.people import Actor
from workflows.ledger import seal
from workflows.states import Action

# Words that the reporters read; everything else stays inside.
PUBLIC_WORDS = {(Action.CHECK_PASS, "answer"), (Action.CLOSE, "feedback"), (Action.DECLINE, "note"),
                (Action.REVIEW, "note"), (Action.HANDLE, "note"), (Action.SELF_HANDLE, "note"),
                (Action.ASK_REPORTER, "text")}
PURPOSE = {Action.HANDLE: "after", Action.SELF_HANDLE: "after", Action.CONFIRM: "confirm",
           Action.CHECK_PASS: "check", Action.CHECK_FAIL: "check", Action.REOPEN: "check"}


@dataclass(frozen=True)
class Upload:
    """A stored photo and what it shows: report, before, after, confirm, check or document, with the phone's words."""

    photo: StoredPhoto
    purpose: str
    shot: ShotFacts | None = None


def add_notes(session: Session, case: Case, event_n: int, action: Action, fields: Mapping[str, Any], actor: Actor,
              unit: str | None, now: datetime) -> dict[str, str]:
    """Keep the step's words; returns their seals by field, for the event."""
    texts = {name for name, item in fields_of(action).items() if item.kind == "text"}
    seals = {}
    for name in sorted(texts & fields.keys()):
        salt = secrets.token_bytes(16)
        seals[name] = seal(fields[name], salt)
        session.add(CaseNote(
            case_id=case.id, event_n=event_n, kind=f"{action.value}.{name}", text=fields[name], salt=salt.hex(),
            person_id=actor.person_id, unit=unit, at=now,
            visibility="public" if (action, name) in PUBLIC_WORDS else "staff"))
    return seals


def add_photos(session: Session, uploads: Sequence[Upload], *, case_id: int | None, report_id: str | None,
               event_n: int | None, person_id: int | None, private: bool, now: datetime) -> list[Photo]:
    """Rows of stored photos, what the camera said apart and sealed."""
    rows = [Photo(sha256=upload.photo.sha256, case_id=case_id, report_id=report_id, event_n=event_n,
                  purpose=upload.purpose, width=upload.photo.width, height=upload.photo.height,
                  bytes=upload.photo.size, private=private, person_id=person_id, at=now,
                  prints=upload.photo.prints.text if upload.photo.prints else None) for upload in uploads]
    if not rows:
        return []
    session.add_all(rows)
    session.flush()
    for row, upload in zip(rows, uploads, strict=True):
        seen, shot = upload.photo.evidence, upload.shot
        if shot or any(value is not None for value in (seen.lon, seen.taken_at, seen.make, seen.model)):
            session.add(PhotoEvidence(
                photo_id=row.id, lon=seen.lon, lat=seen.lat, taken_at=seen.taken_at, make=seen.make, model=seen.model,
                **({"shot_at": shot.at, "shot_lon": shot.lon, "shot_lat": shot.lat,
                    "shot_accuracy_m": shot.accuracy_m} if shot else {})))
    return rows


def count_purposes(session: Session, case: Case, action: Action, uploads: Sequence[Upload]) -> dict[str, int]:
    """Photos by purpose for the rules; the report's own pictures show the state before."""
    counts: dict[str, int] = {}
    for upload in uploads:
        counts[upload.purpose] = counts.get(upload.purpose, 0) + 1
    if action is Action.SELF_HANDLE and not counts.get("before"):
        earlier = session.scalar(select(Photo.id).where(
            Photo.case_id == case.id, Photo.purpose.in_(("report", "confirm"))).limit(1))
        counts["before"] = 1 if earlier else 0
    return counts


def add_rows_beside(session: Session, case: Case, action: Action, fields: Mapping[str, Any], actor: Actor,
                    now: datetime) -> dict[str, Any]:
    """Recusals and the head's own rating that the action is about; answers what the step's event says of them."""
    if action is Action.RECUSE:
        person = fields.get("person") or actor.person_id
        if person is not None and session.get(Recusal, (case.id, person)) is None:
            session.add(Recusal(case_id=case.id, person_id=person, at=now))
    elif action is Action.RATE and actor.person_id is not None:
        # What staff found themselves is rated by the head of the station, on the finder's report.
        report_id = session.scalar(select(Report.id).where(Report.case_id == case.id)
                                   .order_by(Report.received_at).limit(1))
        return {"rated": write_rating(session, case, str(report_id), case.round, fields, now)}
    return {}


def write_rating(session: Session, case: Case, report_id: str, of_round: int, fields: Mapping[str, Any],
                 now: datetime) -> dict[str, Any]:
    """Keep what was said of an answer; what the event says of the row: scores are counted by it."""
    said = fields.get("satisfaction")
    with session.no_autoflush:  # the case's own row is written once, at the end of the step
        number = session.scalar(insert(Rating).returning(Rating.id), {
            "report_id": report_id, "case_id": case.id, "round": of_round, "solved": fields["solved"],
            "satisfaction": int(said) if said is not None else None, "comment": fields.get("comment") or "",
            "at": now})
    return {"report": report_id, "round": of_round, "id": number}

