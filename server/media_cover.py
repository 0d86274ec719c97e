"""Cover parts of a picture so that nobody can make them out again: faces, number plates.

What was there is averaged away before it is blurred, so that no sharpening brings it back.
"""

import hashlib
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageFilter

from server.media_pixels import LARGE, SMALL, as_jpeg, fitted
from server.media_store import Store, served_name

TILES = 6
"""A covered area keeps at most so many colours along its longer side."""
Area = tuple[float, float, float, float]


def cover_and_store(sha256: str, areas: Sequence[Area], store: Store) -> str:
    """Cover areas (x, y, width, height in shares of the picture) of the served pictures of a photo, and keep the
    covered ones under a name of their own, which is the answer. The original and its pictures stay as they are."""
    with Image.open(BytesIO(store.get(served_name(sha256, LARGE)))) as image:
        picture = image.convert("RGB")
    for area in areas:
        _cover(picture, area)
    large = as_jpeg(picture)
    small = as_jpeg(picture.resize(fitted(picture.size, SMALL), Image.Resampling.LANCZOS))
    name = hashlib.sha256(large).hexdigest()
    store.put(served_name(name, SMALL), small)
    store.put(served_name(name, LARGE), large)
    return name


def _cover(picture: Image.Image, area: Area) -> None:
    x, y, wide, high = area
    width, height = picture.size
    left, top = int(x * width), int(y * height)
    right, bottom = min(width, left + max(2, round(wide * width))), min(height, top + max(2, round(high * height)))
    if right - left < 1 or bottom - top < 1:
        return
    part = picture.crop((left, top, right, bottom))
    few = fitted(part.size, TILES)
    blurred = part.resize(few, Image.Resampling.BOX).resize(part.size, Image.Resampling.BICUBIC)
    picture.paste(blurred.filter(ImageFilter.GaussianBlur(max(part.size) / TILES / 2)), (left, top))
