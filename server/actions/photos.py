"""Take photos in before anything is written, release them, and find the file behind a link."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from server.actions.case_rows import Upload
from server.actions.cases import lock_case
from server.actions.record import Entry, record
from server.errors import Problem
from server.extensions import db
from server.media import process_all
from server.media_store import Store, served_name
from server.models import Photo
from server.queries.people import Actor
from server.queries.photos import SIZES, sign_photo
from server.queries.scope import place_of_case
from server.transaction import transaction
from workflows.roles import may_see_identity


def photo_store() -> Store:
    """The store of this installation's photos."""
    return db.cached("store", lambda: Store(Path(db.settings.data_dir) / "photos"))


def take_in(files: Sequence[tuple[str, bytes]]) -> list[Upload]:
    """Check and store files given as (purpose, bytes), outside any transaction. Raises PhotoRejected, Problem."""
    if len(files) > db.settings.max_photos:
        raise Problem("photo-rejected", f"最多 {db.settings.max_photos} 张照片", code="too-many")
    photos = process_all([data for _, data in files], photo_store())
    return [Upload(photo, purpose) for (purpose, _), photo in zip(files, photos, strict=True)]


def file_of_link(photo_id: int, size: int, expires: str, signature: str, now: datetime) -> Path:
    """Path of a served picture. Raises not-found for a wrong, an expired or an unknown link alike."""
    right = (size in SIZES and expires.isascii() and expires.isdigit() and len(expires) < 12
             and int(expires) >= now.timestamp()
             and hmac.compare_digest(sign_photo(photo_id, int(expires)).encode(), signature.encode()))
    with db.reading() as session:
        photo = session.get(Photo, photo_id) if right else None
    if photo is None:
        raise Problem("not-found", "照片链接无效或已过期")
    return photo_store().path(served_name(photo.covered_sha256 or photo.sha256, size))


def release_photo(photo_id: int, actor: Actor, now: datetime) -> None:
    """A person of the station has looked at the picture: it may be public. Private ones never are."""
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
