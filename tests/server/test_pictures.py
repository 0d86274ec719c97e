"""Drawn scenes: every category has one, the same seed is the same place, and a reader of EXIF finds what was given."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from server.media import Store, check_and_store
from server.simulation.pictures import MAKE, draw_scene, kinds, scene_for

SMALL = (400, 300)
CODES = (
    *(f"A0{n}" for n in range(1, 8)), *(f"B0{n}" for n in range(1, 7)), *(f"C0{n}" for n in range(1, 5)),
    *(f"D0{n}" for n in range(1, 5)), "E01", "F01", "G01", "G02", "H01", "H02", "I01", "J01", "K01", "L01", "Z00",
)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def difference(first: bytes, second: bytes) -> float:
    """Mean difference of two pictures' pixels, 0–255."""
    return sum(ImageStat.Stat(ImageChops.difference(opened(first), opened(second))).mean) / 3


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_can_be_drawn_before_and_after(kind: str) -> None:
    before, after = (draw_scene(kind, 5, size=SMALL, phase=phase) for phase in ("before", "after"))
    for data in (before, after):
        picture = opened(data)
        assert picture.size == SMALL
        assert sum(ImageStat.Stat(picture).stddev) > 30, "a scene is no flat surface"
    assert difference(before, after) > 1


def test_every_category_has_its_scene_and_new_ones_a_street() -> None:
    assert {scene_for(code) for code in CODES} <= set(kinds())
    assert scene_for("A05") == "burning"
    assert scene_for("Q99") == "street"


def test_the_same_seed_is_the_same_picture_and_another_seed_another_one() -> None:
    first = draw_scene("burning", 1, size=SMALL)
    assert draw_scene("burning", 1, size=SMALL) == first
    assert difference(first, draw_scene("burning", 2, size=SMALL)) > 3


def test_night_is_darker_than_noon() -> None:
    noon, night = (draw_scene("full_bins", 3, size=SMALL, taken_at=datetime(2026, 9, 1, hour, tzinfo=UTC))
                   for hour in (4, 14))  # 12:00 and 22:00 in Xiamen
    assert sum(ImageStat.Stat(opened(night)).mean) < 0.7 * sum(ImageStat.Stat(opened(noon)).mean)


def test_place_and_time_are_in_the_file_like_a_phones(tmp_path: Path) -> None:
    taken = datetime(2026, 9, 1, 8, 30, 15, tzinfo=UTC)
    data = draw_scene("beach_litter", 7, taken_at=taken, lon=118.123456, lat=24.456789)
    photo = check_and_store(data, Store(tmp_path))
    assert (photo.width, photo.height, photo.media_type) == (1600, 1200, "image/jpeg")
    assert photo.evidence.taken_at == taken
    assert photo.evidence.lon == pytest.approx(118.123456, abs=1e-6)
    assert photo.evidence.lat == pytest.approx(24.456789, abs=1e-6)
    assert photo.evidence.make == MAKE


def test_without_place_and_time_none_is_invented(tmp_path: Path) -> None:
    evidence = check_and_store(draw_scene("street", 1, size=SMALL), Store(tmp_path)).evidence
    assert (evidence.lon, evidence.lat, evidence.taken_at) == (None, None, None)


def test_upright_pictures_and_unknown_kinds() -> None:
    assert opened(draw_scene("chimney", 1, size=(300, 400))).size == (300, 400)
    with pytest.raises(KeyError):
        draw_scene("dragons", 1)
