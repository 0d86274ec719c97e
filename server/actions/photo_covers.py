"""Faces and plates in a picture are covered before it is released; until then the cover can be taken off again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from gevent import get_hub, monkey

from server.actions.cases import lock_case
from server.actions.photos import photo_store
from server.actions.publishing import publish_photo
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.extensions import db
from server.media_cover import Area, cover_and_store
from server.models import Case, Photo
from server.queries.people import Actor
from server.queries.photos import shape_staff_photo
from server.queries.scope import place_of_case
from server.transaction import transaction
from workflows.roles import may_see_identity

MOST = 30


def cover_photo(photo_id: int, areas: Sequence[Area], actor: Actor, now: datetime) -> dict[str, Any]:
    """Cover exactly these areas, none to take the cover off; answers the photo as staff see it.

    Of a released picture more can be covered, and nothing laid bare: others have seen it covered.
    Saying the same again changes nothing. Raises not-found, territory-forbidden, validation, invalid-transition.
    """
    if any(x + wide > 1.0001 or y + high > 1.0001 for x, y, wide, high in areas):
        raise invalid("areas", "遮挡的范围超出了照片")
    with db.reading() as session:
        seen = session.get(Photo, photo_id) if photo_id < 2**62 else None
        if seen is None or seen.case_id is None:
            raise Problem("not-found", "没有这张照片")
        released, case = seen.released_at is not None, session.get_one(Case, seen.case_id)
        # Who releases pictures covers them: the accepting unit.
        if not may_see_identity(actor.posts, place_of_case(case), now, case.recuse):
            raise Problem("territory-forbidden", "由受理工作站遮挡照片")
    sha256, known = seen.sha256, covers_of(seen)
    wanted = _together(known, areas) if released else [tuple(area) for area in areas]
    if len(wanted) > MOST:
        raise invalid("areas", f"最多遮挡 {MOST} 处")
    covered = _aside(sha256, wanted) if wanted else None
    with transaction() as tx:
        case = lock_case(tx.session, seen.case_id)
        photo = tx.session.get_one(Photo, photo_id, populate_existing=True)
        if (photo.released_at is not None) != released or covers_of(photo) != known:
            raise Problem("invalid-transition", "别人刚刚改了这张照片，请看过再改")
        if wanted != known:
            photo.covers, photo.covered_sha256 = json.dumps(wanted) if wanted else None, covered
            photo.published_sha256 = None  # the public copy is made anew from what is covered now
            record(tx, Entry("case", str(case.id), case, "photo.covered", actor, case.town, None, place_of_case(case),
                             case.department, now, {"photo": sha256, "areas": len(wanted), "shown": covered},
                             case.version))
        answer = shape_staff_photo(photo)
    publish_photo(photo_id)
    return answer


def covers_of(photo: Photo) -> list[Area]:
    """The covered areas of a photo."""
    return [tuple(area) for area in json.loads(photo.covers)] if photo.covers else []


def _together(known: list[Area], areas: Sequence[Area]) -> list[Area]:
    return [*known, *(area for area in map(tuple, areas) if area not in known)]


def _aside(sha256: str, areas: list[Area]) -> str:
    """Pixels are worked on in a native thread under gevent, so that everybody else is answered."""
    if monkey.is_module_patched("threading"):
        return str(get_hub().threadpool.apply(cover_and_store, (sha256, areas, photo_store())))
    return cover_and_store(sha256, areas, photo_store())
