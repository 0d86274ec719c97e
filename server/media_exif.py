"""The few EXIF tags that we read, out of a block that a stranger wrote.

A general reader loads whatever a block points to, and one block may point thousands of times at the same
megabytes. This one reads at most `MOST_TAGS` tags of at most `LONGEST` bytes and leaves out everything odd.
Source: EXIF 2.32 (CIPA DC-008), §4.6; TIFF 6.0, section 2.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

MAKE, MODEL, ORIENTATION, CHANGED_AT = 0x010F, 0x0110, 0x0112, 0x0132
TAKEN_AT, OFFSET, OFFSET_TAKEN = 0x9003, 0x9010, 0x9011
LAT_LETTER, LAT, LON_LETTER, LON = 1, 2, 3, 4

MOST_TAGS = 512
LONGEST = 512

_DETAIL_AT, _GPS_AT = 0x8769, 0x8825
_PREFIX = b"Exif\x00\x00"
_NUMBERS = {3: ("H", 2), 4: ("I", 4), 5: ("II", 8), 9: ("i", 4), 10: ("ii", 8)}
_TEXT, _BYTES = 2, 7

Value = str | tuple[int, ...] | tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class ExifTags:
    """Tags of the main, the detail and the GPS block: text, whole numbers, or fractions as written."""

    main: Mapping[int, Value]
    detail: Mapping[int, Value]
    gps: Mapping[int, Value]


def read_tags(block: object) -> ExifTags:
    """All readable tags of an EXIF block; never raises, an unreadable block is an empty one."""
    if not isinstance(block, bytes):
        return ExifTags({}, {}, {})
    data = block.removeprefix(_PREFIX)
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(data[:4])
    if order is None or len(data) < 8:
        return ExifTags({}, {}, {})
    main = _directory(data, order, struct.unpack_from(order + "I", data, 4)[0])
    return ExifTags(main, _linked(data, order, main.get(_DETAIL_AT)), _linked(data, order, main.get(_GPS_AT)))


def _linked(data: bytes, order: str, pointer: Value | None) -> dict[int, Value]:
    match pointer:
        case (int(at),):
            return _directory(data, order, at)
    return {}


def _directory(data: bytes, order: str, at: int) -> dict[int, Value]:
    """The tags listed at byte `at`: a count, then twelve bytes each (tag, type, length, value or place)."""
    if not 8 <= at <= len(data) - 2:
        return {}
    count = min(struct.unpack_from(order + "H", data, at)[0], MOST_TAGS, (len(data) - at - 2) // 12)
    found: dict[int, Value] = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, length = struct.unpack_from(order + "HHI", data, entry)
        value = _value(data, order, entry + 8, kind, length)
        if value is not None:
            found.setdefault(tag, value)
    return found


def _value(data: bytes, order: str, at: int, kind: int, length: int) -> Value | None:
    letters, width = _NUMBERS.get(kind, ("", 1))
    size = length * width
    if not 0 < size <= LONGEST or (not letters and kind not in (_TEXT, _BYTES)):
        return None
    if size > 4:  # too long for the entry itself, which then says where the value lies
        at = struct.unpack_from(order + "I", data, at)[0]
    raw = data[at:at + size]
    if len(raw) < size:
        return None
    if not letters:
        return raw.decode("latin-1")
    parts = list(struct.iter_unpack(order + letters, raw))
    return tuple(part if len(letters) == 2 else part[0] for part in parts)
