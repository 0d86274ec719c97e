"""Photos as links that carry their own right to be seen for a while, so that <img src> just works."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any

from sqlalchemy import select

from server.extensions import db
from server.models import Photo

SIZES = (320, 1600)


def sign_photo(photo_id: int, expires: int) -> str:
    """Signature of a photo link that ends at `expires` (epoch seconds)."""
    key = db.settings.secret_key.encode()
    return hmac.new(key, f"photo:{photo_id}:{expires}".encode(), hashlib.sha256).hexdigest()[:32]


def _link(photo_id: int, size: int) -> str:
    # Rounded up to whole periods, so that a page asked again finds its pictures in the browser's cache.
    period = db.settings.photo_link_minutes * 60
    expires = (int(time.time()) // period + 2) * period
    return f"/api/v1/photos/{photo_id}/{size}.jpg?e={expires}&s={sign_photo(photo_id, expires)}"


def small_link(photo_id: int) -> str:
    """Link to the 320 px picture."""
    return _link(photo_id, 320)


def shape_photo(photo: Photo) -> dict[str, Any]:
    """A photo for whoever may see it."""
    # A picture that was covered meanwhile has another address: nobody's browser shows the bare one from its memory.
    shown = f"&v={photo.covered_sha256[:8]}" if photo.covered_sha256 else ""
    return {"id": photo.id, "purpose": photo.purpose, "small": _link(photo.id, 320) + shown,
            "large": _link(photo.id, 1600) + shown,
            "width": photo.width, "height": photo.height}


def shape_staff_photo(photo: Photo) -> dict[str, Any]:
    """A photo with what the station needs to know before releasing it."""
    return {**shape_photo(photo), "released": photo.released_at is not None, "private": photo.private,
            "covers": json.loads(photo.covers) if photo.covers else [],
            "published": shape_published(photo), "at": photo.at}


def unreleased(case_id: int) -> list[int]:
    """Pictures of a case that the station may still release: what was reported, and what was there afterwards."""
    with db.reading() as session:
        return list(session.scalars(select(Photo.id).where(
            Photo.case_id == case_id, Photo.purpose.in_(("report", "after")), Photo.private.is_(False),
            Photo.released_at.is_(None)).order_by(Photo.id)))


def shape_published(photo: Photo) -> dict[str, Any] | None:
    """A released photo for everybody: the copy with time and place. None while there is none."""
    if photo.released_at is None or photo.published_sha256 is None:
        return None
    large = f"/api/v1/public/photos/{photo.id}/1600.jpg?v={photo.published_sha256[:12]}"
    return {"id": photo.id, "purpose": photo.purpose, "small": large.replace("/1600.", "/320."), "large": large,
            "width": photo.width, "height": photo.height}
