"""Release a picture for the public. It sees a copy with time and place; until that is made nobody outside sees any."""

from __future__ import annotations

import logging
from datetime import datetime

from gevent import get_hub, monkey
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.actions.cases import lock_case
from server.actions.photos import photo_store
from server.actions.record import Entry, record
from server.errors import Problem
from server.extensions import db
from server.media_mark import Mark, mark_and_store
from server.models import Case, Photo, PhotoEvidence, Report
from server.queries.city import city_index
from server.queries.moments import CITY_ZONE
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.transaction import transaction
from workflows.roles import may_see_identity

BATCH = 50
# The report's moment, of pictures of staff the shutter's: both corrected by the error of the phone's clock.
MOMENT = func.coalesce(Report.occurred_at, PhotoEvidence.shot_at)
log = logging.getLogger(__name__)


def release_photo(photo_id: int, actor: Actor, now: datetime) -> None:
    """A person of the station has looked at the picture: it may be public, and its copy is made at once.

    Raises what `mark_released` raises.
    """
    mark_released(photo_id, actor, now)
    publish_photo(photo_id)


def mark_released(photo_id: int, actor: Actor, now: datetime) -> None:
    """Record the release; the copy is made by the job. Private pictures are never public, saying it again is the same.

    Raises not-found, territory-forbidden, invalid-transition.
    """
    with transaction() as tx:
        photo = tx.session.get(Photo, photo_id) if photo_id < 2**62 else None
        if photo is None or photo.case_id is None:
            raise Problem("not-found", "没有这张照片")
        case = lock_case(tx.session, photo.case_id)
        # The accepting unit is the one that may know the reporter: the station, at sea and with 回避 the district.
        if not may_see_identity(actor.posts, place_of_case(case), now, case.recuse):
            raise Problem("territory-forbidden", "由受理工作站发布照片")
        if photo.private or case.sealed:
            why = "反映人要求照片仅供受理单位，不能发布" if photo.private else "案件已封存"
            raise Problem("invalid-transition", why)
        if photo.released_at is None:
            photo.released_at, photo.released_by = now, actor.person_id
            record(tx, Entry("case", str(case.id), case, "photo.released", actor, case.town, None,
                             place_of_case(case), case.department, now, {"photo": photo.sha256}, case.version))


def publish_photo(photo_id: int) -> bool:
    """Make and name the marked copy of a released picture that has none; whether there is a new one.

    Derived from what is recorded (pixels, covers, place), so it can be made again at any time and is no event.
    """
    with db.reading() as session:
        row = session.execute(select(Photo, Case, MOMENT).join(Case, Case.id == Photo.case_id).outerjoin(
            Report, Report.id == Photo.report_id).outerjoin(PhotoEvidence, PhotoEvidence.photo_id == Photo.id).where(
            Photo.id == photo_id, Photo.released_at.is_not(None), Photo.published_sha256.is_(None))).first()
    if row is None:
        return False
    photo, case, moment = row
    name = _aside(photo.covered_sha256 or photo.sha256, mark_of(photo, case, moment))
    with transaction() as tx:
        # Covered further or placed elsewhere meanwhile: the next turn of the job makes the right one.
        done = tx.session.scalar(update(Photo).where(
            Photo.id == photo_id, Photo.published_sha256.is_(None), Photo.covered_sha256.is_not_distinct_from(
                photo.covered_sha256), Photo.case_id.in_(select(Case.id).where(Case.version == case.version)),
        ).values(published_sha256=name).returning(Photo.id))
    return done is not None


def _aside(shown: str, mark: Mark) -> str:
    """Pixels are worked on in a native thread under gevent, so that everybody else is answered."""
    work = (shown, mark, photo_store())
    if monkey.is_module_patched("threading"):
        return str(get_hub().threadpool.apply(mark_and_store, work))
    return mark_and_store(*work)


def mark_of(photo: Photo, case: Case, moment: datetime | None) -> Mark:
    """What stands on the copy; the place goes down to the community, so that no home is pointed at."""
    names = [city_index().name(code) for code in (case.district, case.town, case.community) if code]
    return Mark((moment or photo.at).astimezone(CITY_ZONE).strftime("%Y-%m-%d %H:%M"), tuple(names),
                case.street_grid or case.sub_grid or "", case.simulated)


def publish_waiting() -> int:
    """The job: released pictures without their copy, the oldest first; returns how many were made."""
    with db.reading() as session:
        waiting = list(session.scalars(select(Photo.id).where(
            Photo.released_at.is_not(None), Photo.published_sha256.is_(None)).order_by(Photo.id).limit(BATCH)))
    made = 0
    for photo_id in waiting:
        try:
            made += publish_photo(photo_id)
        except Exception:  # one file that is gone must not keep the others from being seen
            log.exception("photo %s: the public copy was not made", photo_id)
    return made


def mark_anew(session: Session, case_id: int) -> None:
    """The case has another place: its public copies say the old one and are made again by the job."""
    session.execute(update(Photo).where(Photo.case_id == case_id, Photo.published_sha256.is_not(None))
                    .values(published_sha256=None))
