"""Take photos in before anything is written, and find the file behind a link."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from server.actions.case_rows import Upload
from server.errors import Problem
from server.extensions import db
from server.media import process_all
from server.media_store import Store, served_name
from server.models import Case, Photo
from server.queries.photos import SIZES, sign_photo


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


def file_of_published(photo_id: int, size: int, version: str) -> Path:
    """Path of the copy that everybody may see. Raises not-found for what is not released, sealed or made anew."""
    if size in SIZES and photo_id < 2**62:
        with db.reading() as session:
            name = session.scalar(select(Photo.published_sha256).join(Case, Case.id == Photo.case_id).where(
                Photo.id == photo_id, Photo.released_at.is_not(None), Case.sealed.is_(False)))
        if name is not None and name.startswith(version):
            return photo_store().path(served_name(name, size))
    raise Problem("not-found", "没有这张照片")
