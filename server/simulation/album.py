"""Pictures for reports and steps: a stored pool with its own EXIF per use for the past, fresh drawings for today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from server.actions.case_rows import Upload
from server.actions.photos import take_in
from server.simulation.pictures import MAKE, draw_scene, scene_for

SIZE = (1280, 960)
# Kinds of scenes → how many places are drawn of each; one of those that are seldom seen.
PLACES = {"dumped_rubbish": 4, "full_bins": 3, "beach_litter": 2, "construction_dust": 3, "restaurant_fumes": 2,
          "road_dust": 2, "burning": 3, "barbecue": 2, "debris": 2, "sewage": 2, "river_litter": 2, "black_smoke": 2,
          "workshop": 2, "chimney": 2, "night_construction": 2}
# Purpose of a picture → whether the trouble is still there, and the hour of its light (None = as it is usually seen).
LOOKS: dict[str, tuple[str, int | None]] = {
    "report": ("before", None), "before": ("before", None), "confirm": ("before", 10), "after": ("after", None),
    "check": ("after", None)}
# One in so many pictures of the answer says that it was taken some 700 metres away: somebody has to ask about it.
STRAYS, STRAY_DEGREES = 40, 0.007
CAMERA = ("SIM-1", "SIM-2", "SIM-5 Pro")
A_DAY = datetime(2026, 5, 20, tzinfo=ZoneInfo("Asia/Shanghai"))


def draw_fresh(category: str, purpose: str, place: int | str, at: datetime, lon: float, lat: float) -> bytes:
    """A new picture of a place as a phone takes it there and then."""
    return draw_scene(scene_for(category), place, size=SIZE, phase=_phase(purpose), taken_at=at, lon=lon, lat=lat)


def _phase(purpose: str) -> str:
    return LOOKS[purpose][0]


class Album:
    """Stored pictures by kind and look, drawn at first use; the files are shared, place and time are each use's."""

    def __init__(self) -> None:
        self._stored: dict[tuple[str, int, str, int | None], Upload] = {}

    def take(self, category: str, purpose: str, number: int, at: datetime, lon: float | None,
             lat: float | None, rng: Random) -> Upload:
        """A picture for this use; `number` chooses the place that is shown, so that a case shows one place."""
        kind = scene_for(category)
        phase, hour = LOOKS[purpose]
        key = (kind, number % PLACES.get(kind, 1), phase, hour)
        stored = self._stored.get(key)
        if stored is None:
            stored = self._stored[key] = _draw(*key)
        away = STRAY_DEGREES if purpose == "after" and number % STRAYS == 0 and lon is not None else 0.0
        seen = replace(stored.photo.evidence, make=MAKE, model=rng.choice(CAMERA), taken_at=at,
                       lon=_near(lon + away if lon is not None else None, rng), lat=_near(lat, rng))
        # A pool of pictures serves many cases: it is not compared, else each would look like a copy of another.
        return Upload(replace(stored.photo, evidence=seen, prints=None), purpose)


def _draw(kind: str, number: int, phase: str, hour: int | None) -> Upload:
    taken_at = A_DAY.replace(hour=hour) if hour is not None else None
    data = draw_scene(kind, f"album/{number}", size=SIZE, phase=phase, taken_at=taken_at)  # type: ignore[arg-type]
    return take_in([("report", data)])[0]


def _near(degrees: float | None, rng: Random) -> float | None:
    """Where the phone was: some metres beside."""
    return round(degrees + rng.uniform(-0.0002, 0.0002), 6) if degrees is not None else None
