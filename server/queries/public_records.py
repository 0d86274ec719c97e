"""What anybody needs to check a displayed period: every revision's hash, its public part as a file, the rest's hash."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Assessment, AssessmentRevision
from server.queries.frozen import hashes_of, revisions_of
from server.queries.periods_shown import KIND_NAMES
from server.queries.public_displays import shown_assessment

# As a person types it with the file of the public part beside it; the answer has to be the hash on display.
COMMAND = "printf '%s\\n%s' $(sha256sum < {file} | cut -c1-64) {rest} | sha256sum"


def read_records(assessment_id: int) -> dict[str, Any]:
    """The revisions of a displayed period, the frozen one first. Raises not-found."""
    with db.reading() as session:
        row = shown_assessment(session, assessment_id)
        return {"items": [_record(session, row, one) for one in revisions_of(session, row.id)]}


def read_record(assessment_id: int, number: int) -> tuple[str, str]:
    """Name and text of a revision's public part, as it went into the hash. Raises not-found."""
    with db.reading() as session:
        row = shown_assessment(session, assessment_id)
        one = next((one for one in revisions_of(session, row.id) if one.number == number), None)
        if one is None:
            raise Problem("not-found", "没有这一次记录")
        return file_name(row, number), _parts(session, row, one)[0]


def file_name(row: Assessment, number: int) -> str:
    """The name under which the public part is saved."""
    return f"gongshi-{row.id}-{number}.json"


def _record(session: Session, row: Assessment, one: AssessmentRevision) -> dict[str, Any]:
    rest = db.cached(f"rest:{one.id}", lambda: _parts(session, row, one)[1])
    name = file_name(row, one.number)
    return {"number": one.number, "kind": one.kind, "kind_name": KIND_NAMES[one.kind], "at": one.at, "hash": one.hash,
            "rest": rest, "file": name, "link": f"/api/v1/public/assessments/{row.id}/records/{one.number}",
            "command": COMMAND.format(file=name, rest=rest)}


def _parts(session: Session, row: Assessment, one: AssessmentRevision) -> tuple[str, str, str]:
    return hashes_of(session, row, one.inputs, one.scores, one.facts_hash)
