"""What is known of pictures that nobody has judged yet, and which others look like them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from gis.coordinates import distance_m
from server.models import Case, Photo, PhotoBand, PhotoEvidence
from workflows.conduct import Spot
from workflows.evidence import PhotoFacts
from workflows.likeness import bands_of

BEFORE = ("report", "before", "confirm")
AROUND = timedelta(hours=2)  # within which two places of one person are compared
LIKE_IT = 50  # pictures that share a band and are looked at


@dataclass(frozen=True)
class Seen:
    """A picture with its case and what the camera said."""

    photo: Photo
    case: Case
    camera: PhotoEvidence | None

    @property
    def taken_at(self) -> datetime | None:
        """When, as the file says; where it is silent, as the phone said beside it."""
        return (self.camera.taken_at or self.camera.shot_at) if self.camera else None

    @property
    def where(self) -> tuple[float, float] | None:
        """Where, as the file says; where it is silent, as the phone said beside it."""
        said = self.camera
        if said is not None and said.lon is not None and said.lat is not None:
            return said.lon, said.lat
        if said is not None and said.shot_lon is not None and said.shot_lat is not None:
            return said.shot_lon, said.shot_lat
        return None


@dataclass(frozen=True)
class Twin:
    """An earlier picture that looks alike: in how many bits it differs, and its case."""

    photo_id: int
    case: Case
    bits: int


def unjudged(session: Session, limit: int) -> list[Seen]:
    """Pictures of cases that wait for a look, the oldest first."""
    rows = session.execute(select(Photo, Case, PhotoEvidence).join(Case, Case.id == Photo.case_id).outerjoin(
        PhotoEvidence, PhotoEvidence.photo_id == Photo.id).where(Photo.judged_at.is_(None))
        .order_by(Photo.id).limit(limit))
    return [Seen(*row) for row in rows]


def twins_of(session: Session, seen: Seen, most_bits: int) -> list[Twin]:
    """Earlier pictures of any case that differ in few bits, the likest first."""
    if seen.photo.prints is None:
        return []
    mine = int(seen.photo.prints, 16)
    other = aliased(Photo)
    rows = session.execute(
        select(other.id, other.prints, Case).join(Case, Case.id == other.case_id)
        .where(other.id.in_(select(PhotoBand.photo_id).where(PhotoBand.band.in_(bands_of(seen.photo.prints)))),
               other.id < seen.photo.id, other.purpose != "document").order_by(other.id.desc()).limit(LIKE_IT))
    found = [Twin(photo_id, case, (mine ^ int(prints, 16)).bit_count()) for photo_id, prints, case in rows]
    return sorted((twin for twin in found if twin.bits <= most_bits), key=lambda twin: (twin.bits, twin.photo_id))


def photo_facts(seen: Seen, reused: Twin | None, similar: Twin | None, *, unchanged: bool) -> PhotoFacts:
    """The picture as the rules want it."""
    case, where = seen.case, seen.where
    known = where is not None and case.lon is not None and case.lat is not None
    metres = distance_m(case.lon, case.lat, *where) if known else None  # type: ignore[arg-type,misc]
    return PhotoFacts(
        metres, seen.taken_at, _not_before(seen), seen.photo.at,
        reused.case.number if reused else None, similar.case.number if similar else None, unchanged)


def _not_before(seen: Seen) -> datetime | None:
    """When what the picture shows can exist at the earliest."""
    case = seen.case
    starts = {"after": case.dispatched_at or case.reported_at, "confirm": case.reported_at, "check": case.handled_at}
    moment = starts.get(seen.photo.purpose)
    # A case that went round again has later moments than an old picture of it.
    return moment if moment is not None and moment <= seen.photo.at else None


def spots_of(session: Session, seen: Seen) -> tuple[Spot | None, Sequence[Spot]]:
    """Where the person of this picture was then, and where else within two hours of it."""
    taken_at, where, person = seen.taken_at, seen.where, seen.photo.person_id
    if taken_at is None or where is None or person is None:
        return None, ()
    at = func.coalesce(PhotoEvidence.taken_at, PhotoEvidence.shot_at)
    rows = session.execute(select(PhotoEvidence, Photo, Case).join(Photo, Photo.id == PhotoEvidence.photo_id).join(
        Case, Case.id == Photo.case_id).where(
        Photo.person_id == person, Photo.id < seen.photo.id,
        or_(PhotoEvidence.lon.is_not(None), PhotoEvidence.shot_lon.is_not(None)),
        at.between(taken_at - AROUND, taken_at + AROUND)).limit(LIKE_IT))
    others = [Seen(photo, case, said) for said, photo, case in rows]
    return (Spot(taken_at, *where, seen.photo.id),
            [Spot(other.taken_at, *other.where, other.photo.id) for other in others
             if other.taken_at is not None and other.where is not None])
