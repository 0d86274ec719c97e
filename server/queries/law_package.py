"""The hand-over package for law enforcement: case, ledger and pictures in one ZIP, each file with its hash.

Never in it: who reported, from where, or a picture that is for the accepting unit only. Pictures are the re-encoded
ones; the hash of the sealed original stands beside each, so that it can be asked for and proved.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import Case, CaseNote, Event, Photo, Report, ReportDetail
from server.queries.catalogue import category_of, source_name
from server.queries.city import named, named_unit, unit_name
from workflows.law import STATUS_NAMES
from workflows.states import STATE_NAMES, State

FORMAT = "gridwhistle-law-1"
TRANSFER_WORDS = "transfer-law.text"
Pictures = Callable[[str], bytes]


def law_package(session: Session, case: Case, pictures: Pictures, now: datetime) -> bytes:
    """The ZIP; `pictures` gives the bytes of a served picture by its content's name."""
    photos = list(session.scalars(select(Photo).where(Photo.case_id == case.id, Photo.private.is_(False))
                                  .order_by(Photo.id)))
    named_photos = [(f"photos/{number:02d}-{photo.purpose}.jpg", photo) for number, photo in enumerate(photos, 1)]
    files = {"case.json": _json(_case(session, case)), "ledger.json": _json(_ledger(session, case)),
             **{name: pictures(photo.sha256) for name, photo in named_photos}}
    originals = {name: {"purpose": photo.purpose, "at": _stamp(photo.at), "original_sha256": photo.sha256}
                 for name, photo in named_photos}
    manifest = {"format": FORMAT, "case": case.number, "made_at": _stamp(now), "files": [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(), **originals.get(name, {})}
        for name, data in files.items()]}
    return _zip({"manifest.json": _json(manifest), **files}, now)


def _case(session: Session, case: Case) -> dict[str, Any]:
    category = category_of(case.category)
    return {
        "number": case.number, "category": {"code": category.code, "name": category.name}, "law": category.law,
        "severity": case.severity, "source": source_name(case.source), "external_number": case.external_number,
        "state": STATE_NAMES[State(case.state)], "law_status": STATUS_NAMES[case.law_status or "sent"],
        "place": {level: named(getattr(case, level)) for level in
                  ("district", "town", "street_grid", "sub_grid", "community")},
        "point": {"lon": case.lon, "lat": case.lat, "datum": "wgs84"} if case.lon is not None else None,
        "department": named_unit(case.department),
        "times": {name: _stamp(getattr(case, f"{name}_at")) for name in
                  (State.REPORTED, State.REGISTERED, State.DISPATCHED, State.HANDLED, State.CLOSED, "law_sent")},
        "simulated": case.simulated, **_words(session, case)}


def _words(session: Session, case: Case) -> dict[str, Any]:
    """What was seen and what the units said about it."""
    told = session.execute(select(ReportDetail.description, ReportDetail.place_text).join(
        Report, Report.id == ReportDetail.report_id).where(Report.case_id == case.id)
        .order_by(Report.received_at)).all()
    notes = session.scalars(select(CaseNote).where(CaseNote.case_id == case.id, CaseNote.unit.is_not(None),
                                                   CaseNote.visibility != "station")
                            .order_by(CaseNote.id))
    return {"descriptions": [row.description for row in told if row.description],
            "place_words": [row.place_text for row in told if row.place_text],
            "notes": [{"at": _stamp(note.at), "kind": note.kind, "unit": unit_name(note.unit), "text": note.text}
                      for note in notes]}


def _ledger(session: Session, case: Case) -> list[dict[str, Any]]:
    """The case's chain as stored: whoever gets it can recompute every hash."""
    rows = session.scalars(select(Event).where(Event.subject_kind == "case", Event.subject_id == str(case.id))
                           .order_by(Event.n))
    return [{"n": row.n, "content": row.content, "prev_hash": row.prev_hash, "hash": row.hash} for row in rows]


def _stamp(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _zip(files: dict[str, bytes], now: datetime) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), data)
    return packed.getvalue()
