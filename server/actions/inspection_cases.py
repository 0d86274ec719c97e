"""A finding becomes a case, through the door that every report takes; both know each other from then on."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.actions.case_rows import Upload
from server.actions.inspections import tell_ledger
from server.actions.reports import Submission, submit_report
from server.errors import Problem, invalid
from server.extensions import db
from server.media import Evidence, ShotFacts, StoredPhoto
from server.media_prints import Prints
from server.models import (
    Inspection,
    InspectionAnswer,
    InspectionPhoto,
    InspectionPlace,
    Photo,
    PhotoEvidence,
    PollutionSource,
)
from server.queries.inspection_forms import form_of
from server.queries.inspection_places import describe_place, get_place
from server.queries.inspections import get_inspection, place_of, plans
from server.queries.patrol_rules import kind_of
from server.queries.people import Actor
from server.transaction import transaction
from workflows.inspection import answer_words

SOURCE = "inspection"


@dataclass(frozen=True)
class GivenCase:
    """What the inspector adds; without a category it is the one that the form names."""

    category: str | None = None
    description: str = ""


def open_case(inspection_id: int, place_id: int, code: str, given: GivenCase, actor: Actor,
              now: datetime) -> dict[str, Any]:
    """Open a case of a finding; answers the place. Asking again changes nothing: a finding becomes one case.

    Raises not-found, role-forbidden, invalid-transition, validation.
    """
    with db.reading() as session:
        row, place, answer = _found(session, inspection_id, place_id, code, actor, now)
        if answer.case_id is not None:
            return describe_place(session, row, place, actor, now)
        submission = _submission(session, row, place, answer, given, now)
        uploads, simulated = _uploads(session, place, code), row.simulated
    # The number of the report follows from the finding: what was interrupted in between is taken up, not doubled.
    receipt = submit_report(submission, uploads, actor, now, simulated=simulated)
    return _link(inspection_id, place_id, code, receipt, actor, now)


def _found(session: Session, inspection_id: int, place_id: int, code: str, actor: Actor, now: datetime, *,
           lock: bool = False) -> tuple[Inspection, InspectionPlace, InspectionAnswer]:
    row = get_inspection(session, inspection_id, actor, now, lock=lock)
    place = get_place(session, row, place_id, actor, now)
    answer = session.scalar(select(InspectionAnswer).where(
        InspectionAnswer.place_id == place.id, InspectionAnswer.code == code))
    if answer is None:
        raise Problem("not-found", "没有这一项")
    if place.done_by != actor.person_id and not plans(actor, row.division, now):
        raise Problem("role-forbidden", "由检查这个点的人或组织检查的人立案")
    if not answer.finding:
        raise Problem("invalid-transition", "这一项没有发现问题")
    return row, place, answer


def _submission(session: Session, row: Inspection, place: InspectionPlace, answer: InspectionAnswer, given: GivenCase,
                now: datetime) -> Submission:
    item = next(one for one in form_of(row) if one.code == answer.code)
    category = given.category or item.category
    if category is None:
        raise invalid("category", "请选择问题类别")
    source = session.get(PollutionSource, place.source_id) if place.source_id else None
    kind = kind_of(source.kind) if source else None
    said = f"专项检查「{row.title}」，{place.name}：{item.text}——{answer_words(item, answer.value)}"
    words = [said, answer.note, given.description.strip()]
    return Submission(
        id=_report_id(place.id, answer.code), intent="complaint", category=category,
        description="。".join(part for part in words if part)[:2000], lon=place.lon, lat=place.lat,
        place_text=(source.address if source and source.address else place.name)[:200], occurred_at=place.done_at,
        source=SOURCE, external_number=f"ZX{row.id}-{place.id}-{answer.code}",
        premises=kind.premises if kind else None)


def _report_id(place_id: int, code: str) -> str:
    key = db.settings.secret_key.encode()
    digest = hmac.new(key, f"inspection:{place_id}:{code}".encode(), hashlib.sha256).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def _uploads(session: Session, place: InspectionPlace, code: str) -> list[Upload]:
    """The finding's own pictures, as the case's report will hold them too."""
    rows = session.execute(select(Photo, PhotoEvidence).join(
        InspectionPhoto, InspectionPhoto.photo_id == Photo.id).outerjoin(
        PhotoEvidence, PhotoEvidence.photo_id == Photo.id).where(
        InspectionPhoto.place_id == place.id, InspectionPhoto.code == code).order_by(Photo.id))
    return [_upload(photo, seen) for photo, seen in rows][:db.settings.max_photos]


def _upload(photo: Photo, seen: PhotoEvidence | None) -> Upload:
    prints = Prints(int(photo.prints[:16], 16), int(photo.prints[16:], 16)) if photo.prints else None
    said = Evidence(seen.lon, seen.lat, seen.taken_at, seen.make, seen.model) if seen else Evidence()
    shot = (ShotFacts(seen.shot_at, seen.shot_lon, seen.shot_lat, seen.shot_accuracy_m)
            if seen is not None and seen.shot_at is not None else None)
    return Upload(StoredPhoto(photo.sha256, "image/jpeg", photo.width, photo.height, photo.bytes, said, prints),
                  "report", shot)


def _link(inspection_id: int, place_id: int, code: str, receipt: dict[str, Any], actor: Actor,
          now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        row, place, answer = _found(tx.session, inspection_id, place_id, code, actor, now, lock=True)
        if answer.case_id is None:
            answer.report_id, answer.case_id = receipt["id"], receipt["case_id"]
            tell_ledger(tx, row, "inspection.case_opened", actor, now, {
                "place": place.id, "item": code, "report": receipt["id"], "case": receipt["case_id"]},
                place_of(place))
            tx.session.flush()
        return describe_place(tx.session, row, place, actor, now)
