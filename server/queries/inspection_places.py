"""One place of a special inspection with what was found at each item, its pictures and the cases that came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.errors import Problem
from server.extensions import db
from server.models import (
    Case,
    Inspection,
    InspectionAnswer,
    InspectionPhoto,
    InspectionPlace,
    Person,
    Photo,
    PhotoEvidence,
    PollutionSource,
)
from server.queries.catalogue import category_name
from server.queries.inspection_forms import form_of
from server.queries.inspections import (
    get_inspection,
    head_of,
    is_inspector,
    place_of,
    place_shape,
    plans,
)
from server.queries.patrol_rules import kind_name
from server.queries.people import Actor
from server.queries.photos import shape_photo
from server.queries.scope import may_read_case
from workflows.evidence import PhotoFacts, photo_flags
from workflows.inspection import answer_words
from workflows.patrol import RISKS
from workflows.roles import covers
from workflows.states import STATE_NAMES, State

EARLY = timedelta(hours=12)  # a picture older than this when the place was looked at was not taken on that visit


def get_place(session: Session, row: Inspection, place_id: int, actor: Actor, now: datetime, *,
              lock: bool = False) -> InspectionPlace:
    """A place of the campaign. Raises not-found, also for one that the person may not know of yet."""
    place = session.get(InspectionPlace, place_id, with_for_update=lock or None) if place_id < 2**53 else None
    if place is None or place.inspection_id != row.id:
        raise Problem("not-found", "没有这个检查点")
    whole = plans(actor, row.division, now) or is_inspector(session, row, actor)
    if not whole and (place.state == "open" or not any(
            covers(post, place_of(place), None, now) for post in actor.posts)):
        raise Problem("not-found", "没有这个检查点")
    return place


def read_place(inspection_id: int, place_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One place with everything that was kept of it. Raises not-found."""
    with db.reading() as session:
        row = get_inspection(session, inspection_id, actor, now)
        return describe_place(session, row, get_place(session, row, place_id, actor, now), actor, now)


def describe_place(session: Session, row: Inspection, place: InspectionPlace, actor: Actor,
                   now: datetime) -> dict[str, Any]:
    """The place as this person may see it."""
    source = session.get(PollutionSource, place.source_id) if place.source_id else None
    who = session.get(Person, place.done_by) if place.done_by else None
    mine = is_inspector(session, row, actor)
    shape = place_shape(place, actor, now)
    return {**shape, "inspection": {"id": row.id, "title": row.title, "state": row.state},
            "kind_name": kind_name(source.kind) if source else None,
            "risk_name": RISKS[source.risk] if source else None, "address": source.address if source else "",
            "operator": source.operator if source else "", "note": place.note, "who": who.name if who else None,
            "received_at": place.received_at, "clock_skewed": place.clock_skewed,
            "answers": _answers(session, row, place, actor, now), "as_of": now,
            "may_inspect": mine and row.state == "running" and place.state == "open" and not shape["why_not"],
            "may_open_case": place.state == "done" and (place.done_by == actor.person_id
                                                        or plans(actor, row.division, now))}


def _answers(session: Session, row: Inspection, place: InspectionPlace, actor: Actor,
             now: datetime) -> list[dict[str, Any]]:
    items = {item.code: item for item in form_of(row)}
    photos = _photos(session, place)
    found = session.execute(select(InspectionAnswer, Case).outerjoin(Case, Case.id == InspectionAnswer.case_id).where(
        InspectionAnswer.place_id == place.id).order_by(InspectionAnswer.id))
    return [{"code": answer.code, "text": items[answer.code].text, "value": answer.value,
             "words": answer_words(items[answer.code], answer.value), "part": answer.part, "whole": answer.whole,
             "finding": answer.finding, "note": answer.note, "photos": photos.get(answer.code, []),
             "category": items[answer.code].category, "case": case_link(case, actor, now) if case else None}
            for answer, case in found]


def case_link(case: Case, actor: Actor, now: datetime) -> dict[str, Any]:
    """The case that a finding became; `readable` says whether this person may open it."""
    return {"id": case.id, "number": case.number, "state": case.state, "state_name": STATE_NAMES[State(case.state)],
            "category_name": category_name(case.category), "readable": may_read_case(actor, case, now)}


def _photos(session: Session, place: InspectionPlace) -> dict[str, list[dict[str, Any]]]:
    """Pictures by item, each with what makes it doubtful: a flag is a question and refuses nothing."""
    found: dict[str, list[dict[str, Any]]] = {}
    rows = session.execute(select(InspectionPhoto.code, Photo, PhotoEvidence).join(
        Photo, Photo.id == InspectionPhoto.photo_id).outerjoin(PhotoEvidence, PhotoEvidence.photo_id == Photo.id).where(
        InspectionPhoto.place_id == place.id).order_by(Photo.id))
    for code, photo, seen in rows:
        flags = [{"code": flag.code, "reason": flag.reason.replace("案件地点", "检查点")}
                 for flag in photo_flags(_facts(place, photo, seen))]
        found.setdefault(code, []).append({**shape_photo(photo), "flags": flags})
    return found


def _facts(place: InspectionPlace, photo: Photo, seen: PhotoEvidence | None) -> PhotoFacts:
    lon, lat, taken_at = _said(seen)
    metres = distance_m(place.lon, place.lat, lon, lat) if lon is not None and lat is not None else None
    return PhotoFacts(metres, taken_at, (place.done_at or photo.at) - EARLY, photo.at)


def _said(seen: PhotoEvidence | None) -> tuple[float | None, float | None, datetime | None]:
    """Where and when, as the file says; where it is silent, as the phone said beside it."""
    if seen is None:
        return None, None, None
    lon, lat = (seen.lon, seen.lat) if seen.lon is not None else (seen.shot_lon, seen.shot_lat)
    return lon, lat, seen.taken_at or seen.shot_at


def finding_of_case(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """The inspection that a case came from, for whoever reads the case; None when it came from elsewhere."""
    with db.reading() as session:
        case = session.get(Case, case_id) if case_id < 2**53 else None
        if case is None:
            raise Problem("not-found", "没有这个案件")
        if not may_read_case(actor, case, now):
            raise Problem("territory-forbidden")
        found = session.execute(select(InspectionAnswer, InspectionPlace, Inspection).join(
            InspectionPlace, InspectionPlace.id == InspectionAnswer.place_id).join(
            Inspection, Inspection.id == InspectionPlace.inspection_id).where(
            InspectionAnswer.case_id == case.id)).first()
        if found is None:
            return {"inspection": None}
        answer, place, row = found
        item = next(one for one in form_of(row) if one.code == answer.code)
        return {"inspection": {**head_of(row), "place": {"id": place.id, "name": place.name},
                               "item": item.text, "words": answer_words(item, answer.value)}}
