"""Which cases may tell of the same matter: each with its score, the parts of it and two pictures side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.extensions import db
from server.models import Case, CaseLink, Person, Photo, Report, ReportDetail
from server.queries.briefs import brief
from server.queries.city import city_index
from server.queries.duplicates import likeness_shape, shape_reason
from server.queries.evidence_rules import thresholds
from server.queries.neighbours import METRES_PER_DEGREE
from server.queries.people import Actor
from server.queries.photos import shape_photo
from server.queries.reading import readable_case
from server.queries.scope import case_condition, place_of_case
from workflows.likeness import LINK_NAMES, Likeness, Matter, compare
from workflows.roles import Role, covers
from workflows.states import OPEN, State

LINKERS = frozenset({Role.STATION_OFFICER, Role.STATION_HEAD, Role.DISTRICT_DISPATCHER, Role.CITY_DISPATCHER,
                     Role.COORDINATOR})
MOST, LOOKED_AT = 8, 80
SHOWING = ("report", "before", "confirm")
Pictures = dict[int, list[Photo]]


def read_likeness(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Suggestions and links of a case. Raises not-found, territory-forbidden."""
    with db.reading() as session:
        case = readable_case(session, case_id, actor, now)
        return {"items": _suggestions(session, case, actor, now), "links": links_of(session, case, actor, now),
                "may_link": may_link(actor, case, now), "recurrence": case.recurrence,
                "near_declined": _declined(session, case, actor, now), "as_of": now}


def may_link(actor: Actor, case: Case, now: datetime) -> bool:
    """Who draws and ends links: those who accept and those who dispatch."""
    return any(post.role in LINKERS and covers(post, place_of_case(case), None, now) for post in actor.posts)


def _suggestions(session: Session, case: Case, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    others = _around(session, case, actor, now)
    words = _words(session, [case.id, *(other.id for other in others)])
    pictures = _pictures(session, [case.id, *(other.id for other in others)])
    mine, least = _matter(case, words, pictures), thresholds()["suggest_score"]
    rated = [(compare(mine, _matter(other, words, pictures), _metres(case, other)), other) for other in others]
    rated.sort(key=lambda pair: (-pair[0].score, pair[1].id))
    return [_item(case, other, likeness, least, pictures) for likeness, other in rated[:MOST]]


def _around(session: Session, case: Case, actor: Actor, now: datetime) -> Sequence[Case]:
    """Cases of the same group that the person may read: open ones, and what was closed or declined lately."""
    if case.lon is None or case.lat is None:
        return ()
    known = thresholds()
    high = known["suggest_m"] / METRES_PER_DEGREE
    wide = high / cos(radians(case.lat))
    box = (case.lon - wide, case.lat - high, case.lon + wide, case.lat + high)
    since = now - timedelta(days=known["suggest_days"])
    lately = or_(and_(Case.closed_at >= since, Case.state.in_((State.CLOSED, State.ARCHIVED))),
                 and_(Case.declined_at >= since, Case.state == State.DECLINED))
    rows = session.scalars(select(Case).where(
        Case.sub_grid.in_(city_index().within(box, "sub_grid")), or_(Case.state.in_(sorted(OPEN)), lately),
        Case.category.startswith(case.category[0]), Case.lon.between(box[0], box[2]),
        Case.lat.between(box[1], box[3]), Case.id != case.id, case_condition(actor, now))
        .order_by(Case.id.desc()).limit(LOOKED_AT)).all()
    return [other for other in rows if (_metres(case, other) or 0) <= known["suggest_m"]]


def _metres(case: Case, other: Case) -> float | None:
    if None in (case.lon, case.lat, other.lon, other.lat):
        return None
    return distance_m(case.lon or 0, case.lat or 0, other.lon or 0, other.lat or 0)


def _words(session: Session, cases: Iterable[int]) -> dict[int, str]:
    """What the first reporter of each case said."""
    rows = session.execute(select(Report.case_id, ReportDetail.description).join(
        ReportDetail, ReportDetail.report_id == Report.id).where(Report.case_id.in_(list(cases)))
        .order_by(Report.received_at.desc()))
    return dict(rows.all())


def _pictures(session: Session, cases: Iterable[int]) -> Pictures:
    """Pictures of the trouble itself; what a reporter kept for the accepting unit is compared with nothing."""
    found: Pictures = {}
    for photo in session.scalars(select(Photo).where(
            Photo.case_id.in_(list(cases)), Photo.purpose.in_(SHOWING), Photo.private.is_(False)).order_by(Photo.id)):
        found.setdefault(photo.case_id or 0, []).append(photo)
    return found


def _matter(case: Case, words: dict[int, str], pictures: Pictures) -> Matter:
    prints = tuple(int(photo.prints, 16) for photo in pictures.get(case.id, ()) if photo.prints)
    return Matter(case.reported_at, case.category, case.category[0], words.get(case.id, ""), prints)


def _item(case: Case, other: Case, likeness: Likeness, least: int, pictures: Pictures) -> dict[str, Any]:
    mine, theirs = _pair(pictures.get(case.id, []), pictures.get(other.id, []))
    return {**brief(other), "metres": round(_metres(case, other) or 0), **likeness_shape(likeness),
            "suggested": likeness.score >= least, "may_merge": State(other.state) in OPEN,
            "photo": shape_photo(mine) if mine else None, "other_photo": shape_photo(theirs) if theirs else None}


def _pair(mine: Sequence[Photo], theirs: Sequence[Photo]) -> tuple[Photo | None, Photo | None]:
    """The two pictures that are most alike, else the first of each."""
    pairs = [((int(a.prints, 16) ^ int(b.prints, 16)).bit_count(), a.id, b.id, a, b)
             for a in mine for b in theirs if a.prints and b.prints]
    if pairs:
        return min(pairs)[3:]
    return (mine[0] if mine else None), (theirs[0] if theirs else None)


def links_of(session: Session, case: Case, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Links that hold, from either side, to cases that the person may read."""
    rows = session.execute(select(CaseLink, Case, Person.name).join(Case, Case.id == CaseLink.other_id).outerjoin(
        Person, Person.id == CaseLink.by_id).where(
            CaseLink.case_id == case.id, CaseLink.ended_at.is_(None), case_condition(actor, now))).all()
    back = session.execute(select(CaseLink, Case, Person.name).join(Case, Case.id == CaseLink.case_id).outerjoin(
        Person, Person.id == CaseLink.by_id).where(
            CaseLink.other_id == case.id, CaseLink.ended_at.is_(None), case_condition(actor, now))).all()
    both = [(row, True) for row in rows] + [(row, False) for row in back]
    return [{"id": link.id, "kind": link.kind, "kind_name": LINK_NAMES[link.kind], "outgoing": outgoing,
             "case": brief(other), "at": link.at, "by": name or "系统"} for (link, other, name), outgoing in both]


def _declined(session: Session, case: Case, actor: Actor, now: datetime) -> dict[str, Any] | None:
    """The refusal near which this was reported; it is not triaged by whoever refused."""
    if case.near_declined_id is None:
        return None
    other = session.get_one(Case, case.near_declined_id)
    return {**brief(other), **shape_reason(other.decline_reason),
            "barred": case.not_triaged_by is not None and case.not_triaged_by == actor.person_id}
