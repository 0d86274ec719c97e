"""A weekly meeting pack as a file: PDF for the table, Excel for whoever works on with it; as it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from gevent import get_hub, monkey

from server.actions.photos import photo_store
from server.extensions import db
from server.media_store import served_name
from server.models import Photo
from server.queries.moments import CITY_ZONE
from server.queries.pack_pdf import draw_pack
from server.queries.pack_sheet import pack_sheet
from server.queries.packs import document, get_pack
from server.queries.people import Actor
from server.queries.sheet_files import FILE_TYPES

PRINTED = 1600
MOST_PICTURES = 3  # of each chosen case on paper
TYPES = {"pdf": "application/pdf", "xlsx": FILE_TYPES["xlsx"]}


def pack_file(pack_id: int, kind: str, actor: Actor, now: datetime) -> tuple[bytes, str, str]:
    """(bytes, file name, content type). Raises not-found."""
    with db.reading() as session:
        pack = get_pack(session, pack_id, actor, now)
        told = json.loads(pack.frozen) if pack.frozen else document(session, pack)
        told["mark"] = _mark(pack.signed_at, told["signed_by"], pack.hash)
        if kind == "pdf":
            _with_pictures(session, told)
        name = f"meeting-{pack.community}-{pack.first:%Y%m%d}.{kind}"
    return _made(draw_pack if kind == "pdf" else pack_sheet, told), name, TYPES[kind]


def _mark(signed_at: datetime | None, signer: str, seal: str | None) -> str:
    if signed_at is None:
        return "草稿，尚未签发"
    return f"{signer} 于 {signed_at.astimezone(CITY_ZONE):%Y-%m-%d %H:%M} 签发　校验码 {(seal or '')[:16]}"


def _with_pictures(session: Any, told: dict[str, Any]) -> None:
    """Put the bytes of the pictures beside the chosen cases; one whose file has gone is left out."""
    store = photo_store()
    for one in filter(None, (told["good"], told["bad"])):
        pictures = []
        for photo in one["photos"][:MOST_PICTURES]:
            row = session.get(Photo, photo["id"])
            name = served_name(row.covered_sha256 or row.sha256, PRINTED) if row else None
            if name and store.has(name):
                pictures.append((photo["name"], store.get(name)))
        one["pictures"] = pictures


def _made(make: Callable[[dict[str, Any]], bytes], told: dict[str, Any]) -> bytes:
    """Under gevent a native thread draws, so that the others go on."""
    if monkey.is_module_patched("threading"):
        return get_hub().threadpool.apply(make, (told,))  # type: ignore[no-any-return]
    return make(told)
