"""漏报: what an assessor may state of a case, and what was stated, for assessors and for whoever made the visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from config.missed_finds import MissedBounds, read_missed_bounds
from gis.coordinates import distance_m
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Case, MissedFind, Person, PersonPost, Photo, PollutionSource, Visit
from server.queries.briefs import brief
from server.queries.check_lots import with_units
from server.queries.check_places import check_level, inside
from server.queries.city import named
from server.queries.people import Actor
from server.queries.photos import shape_photo
from server.queries.samples import took_part_in
from server.queries.scope import may_read_case, place_of_case
from workflows.assessment import missed
from workflows.assessment.rights import assesses, sees_person
from workflows.assessment.sampling import Item, SampleKind, may_look
from workflows.patrol import VISIT_NAMES, VisitKind
from workflows.roles import Place, Role, is_city, is_current

MOST_VISITS, MOST_PHOTOS = 30, 24


@dataclass(frozen=True)
class Candidate:
    """A visit that may have missed a problem, how far from it, and who made it."""

    visit: Visit
    who: str
    source: str
    metres: int


def bounds() -> MissedBounds:
    """The operator's missed_finds.toml."""
    return read_missed_bounds()


def why_not_state(session: Session, case: Case, actor: Actor, now: datetime) -> str | None:
    """Why this person may state no miss of this case. Raises role-forbidden for whoever assesses nobody here."""
    place = place_of_case(case)
    if not assesses(actor.posts, place.district, now) or actor.person_id is None:
        raise Problem("role-forbidden", "由本区或市级考核员认定")
    below = [code for code in (place.town, place.street_grid, place.sub_grid, place.community, case.department) if code]
    item = Item("", "", SampleKind.VISIT, busy=took_part_in(session, case.id))
    if not may_look(with_units(session, [actor.person_id], now)[0], item, below):
        return "您在这里另有岗位，或经手过这件案件，由别的考核员认定"
    if standing(session, case.id) is not None:
        return "这件案件已经认定过一次漏报"
    return missed.why_no_miss(_problem(case), _rule(), now)


def _rule() -> missed.Bounds:
    return missed.Bounds(bounds().days, bounds().metres, bounds().state_days)


def _problem(case: Case) -> missed.Problem:
    return missed.Problem(case.source, case.state, case.registered_at is not None or case.self_handled is not None,
                          case.reported_at, case.sub_grid, case.street_grid)


def standing(session: Session, case_id: int) -> MissedFind | None:
    """The miss that stands for a case."""
    return session.scalar(select(MissedFind).where(MissedFind.case_id == case_id, MissedFind.withdrawn_at.is_(None)))


def candidates(session: Session, case: Case) -> list[Candidate]:
    """Visits of the days before the report, near it and in the own grid of whoever made them; the newest first."""
    problem, rule = _problem(case), _rule()
    if problem.street_grid is None or case.lon is None or case.lat is None:
        return []
    rows = session.execute(
        select(Visit, Person.name, PollutionSource.name.label("source"), PollutionSource.lon, PollutionSource.lat)
        .join(Person, Person.id == Visit.person_id).join(PollutionSource, PollutionSource.id == Visit.source_id)
        .where(Visit.street_grid == case.street_grid, Visit.district == case.district,
               Visit.done_at < case.reported_at, Visit.done_at >= case.reported_at - timedelta(days=rule.days))
        .order_by(Visit.done_at.desc(), Visit.id.desc())).all()
    held = _held(session, {row.Visit.person_id for row in rows})
    found = []
    for visit, who, source, lon, lat in rows:
        metres = distance_m(case.lon, case.lat, lon, lat)
        codes = [post.division for post in held.get(visit.person_id, ()) if post.starts_at <= visit.done_at
                 and (post.ends_at is None or visit.done_at < post.ends_at)]
        if missed.may_have_missed(problem, missed.Look(visit.done_at, metres, codes), rule):
            found.append(Candidate(visit, who, source, round(metres)))
    return found[:MOST_VISITS]


def _held(session: Session, people: Iterable[int]) -> dict[int, list[PersonPost]]:
    found: dict[int, list[PersonPost]] = {}
    for post in session.scalars(select(PersonPost).where(
            PersonPost.person_id.in_(sorted(people)), PersonPost.role == Role.GRID_MEMBER)):
        found.setdefault(post.person_id, []).append(post)
    return found


def photos_of(session: Session, case_id: int) -> Sequence[Photo]:
    """Pictures of the case that may prove it; never those that a reporter gave to the accepting unit alone."""
    return session.scalars(select(Photo).where(Photo.case_id == case_id, Photo.private.is_(False))
                           .order_by(Photo.id).limit(MOST_PHOTOS)).all()


def read_missed_form(case_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """What may be stated of a case, and what was. Raises not-found, role-forbidden."""
    with db.reading() as session:
        case = find_case(session, case_id, actor, now)
        why_not = why_not_state(session, case, actor, now)
        listed = candidates(session, case)
        known = standing(session, case.id)
        if why_not is None and not listed:
            why_not = f"上报前 {bounds().days} 天里，本网格的网格员没有到过 {bounds().metres} 米以内的污染源"
        return {"case": brief(case), "may": why_not is None, "why_not": why_not,
                "visits": [_shape_candidate(one) for one in listed],
                "photos": [shape_photo(photo) | {"at": photo.at} for photo in photos_of(session, case.id)],
                "standing": _shapes(session, [known], actor, now)[0] if known else None,
                "days": bounds().days, "metres": bounds().metres, "words": bounds().words, "as_of": now}


def find_case(session: Session, case_id: int, actor: Actor, now: datetime) -> Case:
    """The case for whoever may read it. Raises not-found."""
    case = session.get(Case, case_id) if case_id < 2**53 else None
    if case is None or not may_read_case(actor, case, now):
        raise Problem("not-found", "没有这件案件")
    return case


def _shape_candidate(one: Candidate) -> dict[str, Any]:
    return {"id": one.visit.id, "kind_name": VISIT_NAMES[VisitKind(one.visit.kind)], "source": one.source,
            "who": one.who, "person_id": one.visit.person_id, "done_at": one.visit.done_at, "metres": one.metres}


def read_missed_find(missed_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One of them. Raises not-found."""
    with db.reading() as session:
        row = session.get(MissedFind, missed_id) if missed_id < 2**53 else None
        if row is None:
            raise Problem("not-found", "没有这条认定")
        return missed_find_of(session, row, actor, now)


def read_missed_finds(actor: Actor, division: str | None, now: datetime, limit: int,
                      cursor: str | None) -> dict[str, Any]:
    """The newest first, a page of them: those of the own visits, of the station's people, of the territory assessed."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise invalid("cursor", "不是有效的位置")
    if division is not None:
        check_level(division, ("city", "district", "town"))
    query = select(MissedFind).where(_readable(actor, now), MissedFind.id < int(cursor) if cursor else true(),
                                     inside(MissedFind, division) if division else true())
    with db.reading() as session:
        rows = session.scalars(query.order_by(MissedFind.id.desc()).limit(limit + 1)).all()
        items = _shapes(session, rows[:limit], actor, now)
    return {"items": items, "next": str(rows[limit - 1].id) if len(rows) > limit else None, "as_of": now}


def _readable(actor: Actor, now: datetime) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = [MissedFind.person_id == actor.person_id] if actor.person_id else []
    for post in actor.posts:
        if post.division is None or not is_current(post, now):
            continue
        if post.role is Role.ASSESSOR:
            found.append(true() if is_city(post.division) else MissedFind.district == post.division)
        elif post.role is Role.STATION_HEAD:
            found.append(MissedFind.town == post.division)
    return or_(*found) if found else false()


def missed_find_of(session: Session, row: MissedFind, actor: Actor, now: datetime) -> dict[str, Any]:
    """One of them. Raises not-found for whoever may not see the score of who made the visit."""
    if not sees_person(actor.posts, actor.person_id, row.person_id, Place(row.district, row.town), now):
        raise Problem("not-found", "没有这条认定")
    return _shapes(session, [row], actor, now)[0]


def _shapes(session: Session, rows: Sequence[MissedFind], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Rows with their case, visit and names; four statements however many."""
    cases = _by_id(session, Case, [row.case_id for row in rows])
    photos = _by_id(session, Photo, [row.photo_id for row in rows if row.photo_id])
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(sorted(
        {one for row in rows for one in (row.person_id, row.stated_by, row.withdrawn_by) if one})))).all())
    visits = {visit.id: (visit, name) for visit, name in session.execute(
        select(Visit, PollutionSource.name).outerjoin(PollutionSource, PollutionSource.id == Visit.source_id)
        .where(Visit.id.in_(sorted({row.visit_id for row in rows}))))}
    return [_shape(row, cases[row.case_id], visits[row.visit_id], photos, names, actor, now) for row in rows]


def _by_id(session: Session, model: Any, ids: Sequence[int]) -> dict[int, Any]:
    return {one.id: one for one in session.scalars(select(model).where(model.id.in_(sorted(set(ids)))))} if ids else {}


def _shape(row: MissedFind, case: Case, visited: tuple[Visit, str | None], photos: dict[int, Photo],
           names: dict[int, str], actor: Actor, now: datetime) -> dict[str, Any]:
    visit, source = visited
    assessing = assesses(actor.posts, row.district, now)  # whoever is meant does not read who stated it
    photo = photos.get(row.photo_id or 0)
    return {
        "id": row.id, "case": brief(case) | {"readable": may_read_case(actor, case, now)},
        "visit": {"id": visit.id, "kind_name": VISIT_NAMES[VisitKind(visit.kind)], "source": source,
                  "done_at": row.visited_at},
        "person": {"id": row.person_id, "name": names.get(row.person_id, "")},
        "grid": named(row.sub_grid or row.street_grid or row.district), "found_at": row.found_at, "words": row.words,
        "photo": shape_photo(photo) if photo is not None and not photo.private else None,
        "stated_by": names.get(row.stated_by) if assessing else None, "stated_at": row.stated_at,
        "withdrawn_by": names.get(row.withdrawn_by or 0) if assessing else None, "withdrawn_at": row.withdrawn_at,
        "withdrawn_words": row.withdrawn_words, "mine": row.person_id == actor.person_id,
        "may_withdraw": assessing and row.withdrawn_at is None and row.person_id != actor.person_id}
