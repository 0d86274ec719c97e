"""What a photo costs against the machine's own floor, and eight clients at once.

    python -m tests.load.photos [--photos 48]

The floor is what Pillow alone needs for the same two pictures: scaled decode, resize to 1600 and 320 px with
the same filters, JPEG at the same quality; nothing checked, nothing hashed, nothing written. Every measurement
has a process of its own, because one operation's heap changes the next one's time.
Bars: one photo ≤ 1.4 × floor; eight clients ≥ 0.7 × what the floor reaches on all cores.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

from PIL import Image

from server.media import CORES, Store, process_all
from server.media_pixels import LARGE, QUALITY, SMALL

TURNS, WARM_UP = 25, 3
CLIENTS = 8
WORST_RATIO, LEAST_SHARE = 1.4, 0.7

SPAWN = multiprocessing.get_context("spawn")


def sample() -> bytes:
    """A 4000 × 3000 JPEG of about 3 MB with the detail of a street scene."""
    shapes = Image.effect_noise((1000, 750), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((4000, 3000), 14)
    bands = [Image.blend(shapes.transpose(turn), grain, 0.35) for turn in
             (Image.Transpose.ROTATE_180, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM)]
    exif = Image.Exif()
    exif[0x010F] = "Example"
    target = BytesIO()
    Image.merge("RGB", bands).save(target, "JPEG", quality=78, exif=exif)
    return target.getvalue()


def floor(data: bytes) -> object:
    """The least that Pillow can do for both pictures."""
    image = Image.open(BytesIO(data))
    image.draft(None, (LARGE, LARGE * 3 // 4))
    large = image.resize((LARGE, LARGE * 3 // 4), Image.Resampling.HAMMING)
    small = large.resize((SMALL, SMALL * 3 // 4), Image.Resampling.LANCZOS, reducing_gap=2.0)
    for picture in (large, small):
        picture.save(BytesIO(), "JPEG", quality=QUALITY)
    return small


def _distinct(data: bytes, number: int) -> bytes:
    """The same picture under another SHA-256: a few bytes behind its end."""
    return data + number.to_bytes(8, "big") + time.time_ns().to_bytes(8, "big")


def _time_one(name: str, data: bytes, folder: str, number: int) -> tuple[float, float]:
    """Seconds of one operation in this process: by the clock, and of the processor."""
    photo, store = _distinct(data, number), Store(Path(folder))
    started, worked = time.perf_counter(), time.process_time()
    if name == "floor":
        floor(photo)
    else:
        process_all([photo], store)
    return time.perf_counter() - started, time.process_time() - worked


def _take_turns(data: bytes, folder: str) -> dict[str, list[tuple[float, float]]]:
    """Times of floor and ours, each always in its own process, turn by turn so that neighbours disturb both."""
    times: dict[str, list[tuple[float, float]]] = {"floor": [], "ours": []}
    with ProcessPoolExecutor(1, SPAWN) as one, ProcessPoolExecutor(1, SPAWN) as other:
        for number in range(WARM_UP + TURNS):
            for name, pool in (("floor", one), ("ours", other)):
                times[name].append(pool.submit(_time_one, name, data, folder, number).result())
    return {name: taken[WARM_UP:] for name, taken in times.items()}


def _floor_share(data: bytes, count: int) -> None:
    for _ in range(count):
        floor(data)


def _floor_rate(data: bytes, photos: int) -> float:
    """Photos per second of the floor with one busy process per core."""
    with ProcessPoolExecutor(CORES, SPAWN) as pool:
        list(pool.map(_floor_share, [data] * CORES, [WARM_UP] * CORES))
        started = time.perf_counter()
        list(pool.map(_floor_share, [data] * CORES, [photos // CORES] * CORES))
        return photos // CORES * CORES / (time.perf_counter() - started)


def _clients_rate(data: bytes, photos: int, folder: str) -> float:
    """Photos per second when eight clients each send their share, one after the other, into one process."""
    store = Store(Path(folder))

    def client(number: int) -> None:
        for turn in range(photos // CLIENTS):
            process_all([_distinct(data, number * photos + turn)], store)

    for number in range(WARM_UP):
        process_all([_distinct(data, number)], store)
    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return photos // CLIENTS * CLIENTS / (time.perf_counter() - started)


def _alone(work: Callable[..., float], *given: object) -> float:
    """`work` in a process of its own."""
    with ProcessPoolExecutor(1, SPAWN) as pool:
        return pool.submit(work, *given).result()


def _row(word: str, bare: float, ours: float) -> float:
    """Print one comparison and return its ratio."""
    print(f"one photo   {word:9}  floor {bare * 1e3:6.1f} ms   ours {ours * 1e3:6.1f} ms   × {ours / bare:.2f}")
    return ours / bare


def main() -> int:
    parser = argparse.ArgumentParser(description="What a photo costs against the machine's own floor.")
    parser.add_argument("--photos", type=int, default=48, help="photos of the eight clients together")
    photos = max(parser.parse_args().photos, CLIENTS)
    data = sample()
    with tempfile.TemporaryDirectory() as folder:
        times = _take_turns(data, folder)
        share = statistics.median(
            _alone(_clients_rate, data, photos, folder) / _floor_rate(data, photos) for _ in range(3))
    print(f"sample      {len(data) / 1e6:.2f} MB, 4000 × 3000, {CORES} cores, {TURNS} turns")
    ratio = _row("quickest", *(min(clock for clock, _ in times[name]) for name in ("floor", "ours")))
    _row("median", *(statistics.median(clock for clock, _ in times[name]) for name in ("floor", "ours")))
    _row("processor", *(statistics.median(worked for _, worked in times[name]) for name in ("floor", "ours")))
    print(f"one photo   × {ratio:.2f} of the floor by the quickest turns (bar ≤ {WORST_RATIO})")
    print(f"8 clients   {share:.2f} of the floor's rate on all cores (bar ≥ {LEAST_SHARE})")
    return 0 if ratio <= WORST_RATIO and share >= LEAST_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
