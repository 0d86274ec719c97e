"""Open cases of the same kind close by: what a reporter may want to join, and how likely it is the same matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis.coordinates import distance_m
from server.extensions import db
from server.models import Case, Photo
from server.queries.catalogue import catalogue, category_name
from server.queries.neighbours import Around, Neighbour, find_around
from workflows.likeness import Likeness, Matter, compare
from workflows.states import OPEN, STATE_NAMES, State

MOST = 5


def is_duplicate(case: Case, other: Case) -> bool:
    """Whether a reporter may say that it is the same matter: of the same kind, close by, open and not sealed."""
    if None in (case.lon, case.lat, other.lon, other.lat) or other.category != case.category or other.sealed:
        return False
    metres = distance_m(case.lon or 0, case.lat or 0, other.lon or 0, other.lat or 0)
    return State(other.state) in OPEN and metres <= db.settings.duplicate_radius_m


def possible_duplicates(session: Session, case: Case, now: datetime) -> list[dict[str, Any]]:
    """At most five open cases of the same category within settings.duplicate_radius_m, the likeliest first."""
    around = find_around(session, case.category, case.lon, case.lat, case.id, now)
    return shape_duplicates(session, around, Matter(case.reported_at, case.category, case.category[0]))


def shape_duplicates(session: Session, around: Around, mine: Matter) -> list[dict[str, Any]]:
    """What a reporter may know of them: kind, distance, state, number of reports, the score; nobody's photo or text."""
    seen = prints_of(session, [near.row.id for near in around.open]) if mine.prints else {}
    rated = [(near, compare(mine, _matter(near, seen), near.metres)) for near in around.open]
    rated.sort(key=lambda pair: (-pair[1].score, pair[0].metres, pair[0].row.id))
    return [{"case_id": near.row.id, "number": near.row.number, "category": {"code": near.row.category,
             "name": category_name(near.row.category)}, "distance_m": near.told_m,
             "reported_at": near.row.reported_at, "state_name": STATE_NAMES[State(near.row.state)],
             "reports": near.row.reports, "score": likeness.score, "likely": likeness.suggested}
            for near, likeness in rated][:MOST]


def shape_declined(around: Around) -> list[dict[str, Any]]:
    """Refusals close by with their reason, so that nobody is refused twice without having been told why."""
    return [{"distance_m": near.told_m, "declined_at": near.row.declined_at,
             **shape_reason(near.row.decline_reason)} for near in around.refused][:MOST]


def shape_settled(around: Around) -> list[dict[str, Any]]:
    """Cases of the kind that ended here lately: whoever reports again is linked to them by itself."""
    return [{"case_id": near.row.id, "category": {"code": near.row.category, "name": category_name(near.row.category)},
             "distance_m": near.told_m, "closed_at": near.row.closed_at, "reports": near.row.reports}
            for near in around.settled][:MOST]


def shape_reason(code: str | None) -> dict[str, str]:
    """A refusal's reason in plain words."""
    found = next((item for item in catalogue().decline_reasons if item.code == code), None)
    return {"reason": found.name if found else "", "explain": found.explain if found else ""}


def _matter(near: Neighbour, prints: dict[int, tuple[int, ...]]) -> Matter:
    row = near.row
    return Matter(row.reported_at, row.category, row.category[0], row.words or "", prints.get(row.id, ()))


def prints_of(session: Session, cases: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Prints of the pictures that show the trouble, by case; pictures of the answer show something else."""
    wanted = list(cases)
    if not wanted:
        return {}
    rows = session.execute(select(Photo.case_id, Photo.prints).where(
        Photo.case_id.in_(wanted), Photo.prints.is_not(None), Photo.purpose.in_(("report", "before", "confirm"))))
    found: dict[int, tuple[int, ...]] = {}
    for case_id, text in rows:
        found[case_id] = (*found.get(case_id, ()), int(text, 16))
    return found


def numbers_of(photos: Sequence[Photo]) -> tuple[int, ...]:
    """Prints of these pictures as numbers."""
    return tuple(int(photo.prints, 16) for photo in photos if photo.prints)


def likeness_shape(likeness: Likeness) -> dict[str, Any]:
    """The score with its parts, for staff."""
    return {"score": likeness.score, "suggested": likeness.suggested, "parts": [
        {"code": part.code, "name": part.name, "score": part.score, "words": part.words} for part in likeness.parts]}
