"""Photos: checked, stripped and stored before anybody gets an answer.

A photo is decoded once, with the decoder's own scaling where it has one. What anybody can see later is
re-encoded from pixels (1600 and 320 px, no metadata), so whatever else a file carried stays in the sealed
original. Place and time found in the EXIF block are evidence about the reporter and belong under the seal of
the identity.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from threading import BoundedSemaphore
from typing import Protocol

from gevent import monkey
from gevent.threadpool import ThreadPool

from server.media_checks import Kind, PhotoRejected, kind_of, open_photo
from server.media_evidence import Evidence, orientation_of, read_evidence
from server.media_exif import read_tags
from server.media_pixels import LARGE, SMALL, decode, served_pictures, upright_size
from server.media_prints import Prints, prints_of_served
from server.media_store import Store, original_name, served_name

__all__ = ["Evidence", "PhotoRejected", "Pool", "ShotFacts", "Store", "StoredPhoto",
           "check_and_store", "original_name", "process_all", "served_name"]

CORES = os.cpu_count() or 1


@dataclass(frozen=True)
class ShotFacts:
    """When and where the shutter was pressed, as the phone says beside the file."""

    at: datetime
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None


@dataclass(frozen=True)
class StoredPhoto:
    """One photo as it was kept: `width` × `height` are the original's pixels turned upright, `size` its
    bytes, `sha256` the name under which original and served pictures lie in the store, `prints` by what it is
    known again when it comes as a copy."""

    sha256: str
    media_type: str
    width: int
    height: int
    size: int
    evidence: Evidence
    prints: Prints | None = None


Outcome = StoredPhoto | PhotoRejected


class Pool(Protocol):
    """Native threads to decode in; gevent's `ThreadPool` and `ThreadPoolExecutor` both fit."""

    def map(self, work: Callable[[bytes], Outcome], items: Sequence[bytes], /) -> Iterable[Outcome]: ...


def _slots() -> AbstractContextManager[object]:
    """At most `CORES` decodes at once. Under gevent the pool of native threads is that limit by itself: a
    patched lock must not be waited for in a native thread."""
    return nullcontext() if monkey.is_module_patched("threading") else BoundedSemaphore(CORES)


_decodes = _slots()


def check_and_store(data: bytes, store: Store) -> StoredPhoto:
    """Check one photo and keep the original and the served sizes on disk; works in the caller's thread.

    Sending the same bytes again changes nothing and gives the same answer.
    Raises `PhotoRejected` when it is no photo that we take, OSError when the store cannot write.
    """
    kind = kind_of(data)
    with _decodes:
        photo, large, small = _look(data, kind)
    store.put(served_name(photo.sha256, LARGE), large)
    store.put(served_name(photo.sha256, SMALL), small)
    # last, so that an original in the store means that the served sizes are there too
    store.put(original_name(photo.sha256), data)
    return photo


def _look(data: bytes, kind: Kind) -> tuple[StoredPhoto, bytes, bytes]:
    """What the photo is, and its 1600 px and 320 px pictures."""
    with open_photo(data, kind) as image:
        full = decode(image, kind)
        exif = read_tags(image.info.get("exif"))
        turn = orientation_of(exif)
        large, small = served_pictures(image, full, turn)
    width, height = upright_size(full, turn)
    digest = hashlib.sha256(data).hexdigest()
    seen = prints_of_served(small)
    return StoredPhoto(digest, kind.media_type, width, height, len(data), read_evidence(exif), seen), large, small


def process_all(photos: Sequence[bytes], store: Store, pool: Pool | None = None) -> list[StoredPhoto]:
    """Check and store several photos, answers in the same order. Without a `pool`: in native threads under
    gevent, so that its loop goes on, else one after the other here.

    Raises the first `PhotoRejected` with its `position`; good ones beside it may stay in the store, unnamed.
    """
    def work(data: bytes) -> Outcome:
        try:
            return check_and_store(data, store)
        except PhotoRejected as rejected:
            return rejected

    if pool is None and monkey.is_module_patched("threading"):
        pool = _gevent_pool()
    outcomes = list(map(work, photos) if pool is None else pool.map(work, photos))
    for position, outcome in enumerate(outcomes):
        if isinstance(outcome, PhotoRejected):
            raise PhotoRejected(outcome.code, position)
    return [outcome for outcome in outcomes if isinstance(outcome, StoredPhoto)]


@cache
def _gevent_pool() -> ThreadPool:
    """A pool of our own, because the hub's also resolves names: photos must not hold those up."""
    return ThreadPool(CORES)
