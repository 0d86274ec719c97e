"""Pictures for the simulated city: a drawn scene for every kind of problem, before and after it was dealt with.

Pure: the same kind, seed, phase and time give the same bytes. Every picture says on its face and in its EXIF that
it is simulated. What is seen from where is in `scenes_roads`, `scenes_evenings`, `scenes_shores`, `scenes_sites`,
`scenes_industry` and `scenes_country`, each drawn on a `Sheet`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from random import Random
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFont

from server.simulation import (
    scenes_country,
    scenes_evenings,
    scenes_industry,
    scenes_roads,
    scenes_shores,
    scenes_sites,
)
from server.simulation.scenes_light import light_at
from server.simulation.scenes_sheet import FINE, HEIGHT, WIDTH, Sheet

MAKE = "GridWhistle Simulation"
LOCAL = ZoneInfo("Asia/Shanghai")
QUALITY = 84

Phase = Literal["before", "after"]
Scene = Callable[[Sheet, bool], None]

# Kind → its scene and the hours at which it is usually seen.
SCENES: Mapping[str, tuple[Scene, tuple[float, ...]]] = MappingProxyType({
    "burning": (scenes_shores.burning, (17.3, 18.3, 18.8, 16)),
    "restaurant_fumes": (scenes_evenings.restaurant_fumes, (18.6, 19.5, 20.5, 12)),
    "construction_dust": (scenes_sites.construction_dust, (9, 11, 15.5, 17.2)),
    "road_dust": (scenes_roads.road_dust, (9, 11, 15.5)),
    "barbecue": (scenes_evenings.barbecue, (19.5, 21, 18.7)),
    "black_smoke": (scenes_sites.black_smoke, (9, 14, 15.5, 17.2)),
    "outfall": (scenes_shores.outfall, (6.2, 10, 15, 17.4)),
    "river_litter": (scenes_shores.river_litter, (7.5, 11, 15.5, 17.3)),
    "sewage": (scenes_roads.sewage, (7.5, 11, 14.5, 16)),
    "beach_litter": (scenes_shores.beach_litter, (6.3, 9, 12, 16, 17.4)),
    "night_construction": (scenes_sites.night_construction, (22.5, 23.3, 0.5)),
    "chimney": (scenes_industry.chimney, (6.4, 10, 15, 18.3)),
    "square": (scenes_evenings.square, (19.5, 20.3, 18.7)),
    "traffic": (scenes_roads.traffic, (8, 17.5, 18.5)),
    "dumped_rubbish": (scenes_roads.dumped_rubbish, (8, 13, 17.4, 16)),
    "debris": (scenes_sites.debris, (8, 11, 16, 17.3)),
    "drums": (scenes_industry.drums, (8, 13, 16.5)),
    "full_bins": (scenes_roads.full_bins, (7.5, 12, 17.3, 16)),
    "workshop": (scenes_industry.workshop, (9, 14, 16.5)),
    "farm": (scenes_country.farm, (8, 11, 16, 17.4)),
    "ponds": (scenes_country.ponds, (8, 11, 16)),
    "felled": (scenes_country.felled, (9, 13, 16.5)),
    "mast": (scenes_sites.mast, (10, 15, 18.4)),
    "spill": (scenes_shores.spill, (6.5, 9, 16)),
    "street": (scenes_roads.street, (8, 10.5, 15, 17.5)),
})


# Category → kind, for every category that a simulated report may have; whatever is new is an ordinary street.
_KINDS_OF: Mapping[str, str] = MappingProxyType({
    "A01": "chimney", "A02": "restaurant_fumes", "A03": "construction_dust", "A04": "road_dust", "A05": "burning",
    "A06": "barbecue", "A07": "black_smoke", "B01": "outfall", "B02": "outfall", "B03": "river_litter",
    "B04": "sewage", "B05": "beach_litter", "B06": "spill", "C01": "night_construction", "C02": "chimney",
    "C03": "square", "C04": "traffic", "D01": "dumped_rubbish", "D02": "debris", "D03": "drums", "D04": "drums",
    "E01": "full_bins", "F01": "debris", "G01": "workshop", "G02": "workshop", "H01": "farm", "H02": "ponds",
    "I01": "felled", "J01": "mast", "K01": "spill", "L01": "chimney", "Z00": "street",
})


def scene_for(category_code: str) -> str:
    """The kind of scene that shows a problem of this category."""
    return _KINDS_OF.get(category_code, "street")


def kinds() -> tuple[str, ...]:
    """All kinds of scenes that can be drawn."""
    return tuple(SCENES)


def draw_scene(kind: str, seed: int | str, *, size: tuple[int, int] = (1600, 1200), phase: Phase = "before",
               taken_at: datetime | None = None, lon: float | None = None, lat: float | None = None,
               lively: bool = True) -> bytes:
    """A JPEG of `size` pixels (4:3 looks best) of one scene.

    The same seed shows the same place; `phase` 'after' shows it dealt with. The light is that of `taken_at` (an aware
    time, or Xiamen's clock when naive), otherwise of an hour that fits the kind. `lon`, `lat` (WGS-84) and the time go
    into the EXIF block like a phone's. `lively` adds passers-by. Raises KeyError for an unknown kind.
    """
    scene, hours = SCENES[kind]
    name = f"{kind}/{seed}"
    local = taken_at.astimezone(LOCAL) if taken_at and taken_at.tzinfo else taken_at
    rng = Random(f"{name}/light")
    usual = rng.choice(hours)
    hour = local.hour + local.minute / 60 if local else usual
    fine = FINE * max(size[0] / WIDTH, size[1] / HEIGHT)
    sheet = Sheet(name, light_at(hour, rng), lively=lively, fine=fine)
    scene(sheet, phase == "after")
    picture = _developed(sheet.image, size, Random(f"{name}/frame"), Random(f"{name}/{phase}"))
    _label(picture)
    target = BytesIO()
    picture.save(target, "JPEG", quality=QUALITY, exif=_exif(local, lon, lat))
    return target.getvalue()


def _developed(drawn: Image.Image, size: tuple[int, int], place: Random, hand: Random) -> Image.Image:
    """The finished picture: framed by somebody's hand, with a phone's soft edges, darker corners and grain."""
    share = place.uniform(0.86, 0.99)
    wide = min(drawn.width, drawn.height * size[0] / size[1]) * share
    tall = wide * size[1] / size[0]
    left = (drawn.width - wide) * (place.random() * 0.6 + hand.random() * 0.4)
    top = (drawn.height - tall) * (place.random() * 0.6 + hand.random() * 0.4)
    picture = drawn.resize(size, Image.Resampling.BOX, box=(left, top, left + wide, top + tall))
    if place.random() < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return ImageChops.add(picture, _film(size), 1, -128)


@lru_cache(maxsize=2)
def _film(size: tuple[int, int]) -> Image.Image:
    """Grain and vignette around the value 128, which changes nothing."""
    rng = Random(1)
    tile = Image.frombytes("L", (256, 256), bytes(118 + round(sum(rng.random() for _ in range(3)) * 6.7)
                                                  for _ in range(65536)))
    grain = Image.new("L", size)
    for x in range(0, size[0], 256):
        for y in range(0, size[1], 256):
            grain.paste(tile, (x, y))
    darker = [round(max(0, step - 130) * 0.2) for step in range(256)]
    corners = Image.radial_gradient("L").resize(size).point(darker)
    film = ImageChops.subtract(grain, corners)
    return Image.merge("RGB", (film, film, film))


def _label(picture: Image.Image) -> None:
    """The corner mark of everything simulated."""
    tall = max(10, picture.height // 40)
    font = ImageFont.load_default(tall)
    pen = ImageDraw.Draw(picture, "RGBA")
    left, top = picture.width - tall * 6, picture.height - tall * 2
    pen.rounded_rectangle((left, top, left + tall * 5.2, top + tall * 1.5), tall // 3, fill=(10, 16, 28, 130))
    pen.text((left + tall * 2.6, top + tall * 0.72), "SIM", font=font, anchor="mm", fill=(255, 255, 255, 225))


def _exif(local: datetime | None, lon: float | None, lat: float | None) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = MAKE
    exif[ExifTags.Base.Model] = "drawn"
    exif[ExifTags.Base.Orientation] = 1
    if local:
        detail = exif.get_ifd(ExifTags.IFD.Exif)
        detail[ExifTags.Base.DateTimeOriginal] = local.strftime("%Y:%m:%d %H:%M:%S")
        detail[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
    if lon is not None and lat is not None:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "S" if lat < 0 else "N", _dms(lat)
        gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "W" if lon < 0 else "E", _dms(lon)
    return exif


def _dms(degrees: float) -> tuple[float, float, float]:
    """Degrees, minutes and seconds as EXIF has them."""
    minutes, seconds = divmod(round(abs(degrees) * 3600, 4), 60)
    return minutes // 60, minutes % 60, seconds
