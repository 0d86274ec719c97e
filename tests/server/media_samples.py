"""Small photos in every accepted format, and EXIF blocks written tag by tag so that they can lie."""

from __future__ import annotations

import struct
from io import BytesIO

import pillow_heif
from PIL import Image

ASCII, SHORT, LONG, RATIONAL = 2, 3, 4, 5
MAKE, MODEL, ORIENTATION, DETAIL_AT, GPS_AT, TAKEN_AT, OFFSET_TAKEN = (
    0x010F, 0x0110, 0x0112, 0x8769, 0x8825, 0x9003, 0x9011,
)
Tag = tuple[int, int, bytes]
"""Number of the tag, type, and the value's bytes (little endian)."""


def corners(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Upper left red, upper right green, lower left blue, lower right white: shows how it was turned."""
    width, height = size
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("lime", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The picture as a file of `kind`."""
    target = BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(target, **options)
    else:
        image.save(target, kind, **options)
    return target.getvalue()


def text(tag: int, value: str) -> Tag:
    return tag, ASCII, value.encode() + b"\x00"


def number(tag: int, value: int) -> Tag:
    return tag, SHORT, struct.pack("<H", value)


def fractions(tag: int, *pairs: tuple[int, int]) -> Tag:
    return tag, RATIONAL, b"".join(struct.pack("<II", *pair) for pair in pairs)


def exif_block(main: list[Tag], detail: list[Tag] | None = None, gps: list[Tag] | None = None) -> bytes:
    """An EXIF block with these tags, as it stands in an APP1 segment."""
    data = bytearray(b"II*\x00\x08\x00\x00\x00")
    links = [(DETAIL_AT, detail), (GPS_AT, gps)]
    first = main + [(tag, LONG, b"\x00" * 4) for tag, block in links if block]
    _append(data, first)
    for tag, block in links:
        if block:
            place = 8 + 2 + 12 * [item[0] for item in first].index(tag) + 8
            struct.pack_into("<I", data, place, len(data))
            _append(data, block)
    return b"Exif\x00\x00" + bytes(data)


def _append(data: bytearray, tags: list[Tag]) -> None:
    widths = {ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8}
    values_at = len(data) + 2 + 12 * len(tags) + 4
    entries, values = struct.pack("<H", len(tags)), b""
    for tag, kind, value in tags:
        entries += struct.pack("<HHI", tag, kind, len(value) // widths.get(kind, 1))
        if len(value) <= 4:
            entries += value.ljust(4, b"\x00")
        else:
            entries += struct.pack("<I", values_at + len(values))
            values += value
    data += entries + b"\x00" * 4 + values


def here(lon: float = 118.1, lat: float = 24.5, taken: str = "2026:10:05 08:30:00") -> bytes:
    """The block of an honest phone in Xiamen."""
    return exif_block(
        [text(MAKE, "Example"), text(MODEL, "Phone 9"), number(ORIENTATION, 1)],
        [text(TAKEN_AT, taken)],
        [text(1, "N"), fractions(2, (round(lat * 10**6), 10**6), (0, 1), (0, 1)),
         text(3, "E"), fractions(4, (round(lon * 10**6), 10**6), (0, 1), (0, 1))],
    )
