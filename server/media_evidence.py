"""What a photo's EXIF block says about place, time and device.

Every value may be missing, of another type, infinite or a lie. Whatever cannot be read is None; nothing here
raises, and coordinates are finite and on the earth.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from server import media_exif as tag
from server.media_exif import ExifTags, Value

LOCAL = ZoneInfo("Asia/Shanghai")
"""Most cameras write their clock without a zone; it is read as the city's."""
LONGEST_NAME = 64

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


@dataclass(frozen=True)
class Evidence:
    """`lon`, `lat` in WGS-84 degrees (both or neither), `taken_at` in UTC."""

    lon: float | None = None
    lat: float | None = None
    taken_at: datetime | None = None
    make: str | None = None
    model: str | None = None


def read_evidence(exif: ExifTags) -> Evidence:
    """Place, time and device as the file claims them."""
    lon, lat = _place(exif.gps) or (None, None)
    make, model = (_name(exif.main.get(which)) for which in (tag.MAKE, tag.MODEL))
    return Evidence(lon, lat, _taken_at(exif), make, model)


def orientation_of(exif: ExifTags) -> int:
    """EXIF orientation 1–8, 1 for anything else. HEIC says 1: its reader turns the picture."""
    match exif.main.get(tag.ORIENTATION):
        case (int(turn),) if 1 <= turn <= 8:
            return turn
    return 1


def _place(gps: Mapping[int, Value]) -> tuple[float, float] | None:
    lon = _degrees(gps.get(tag.LON), gps.get(tag.LON_LETTER), "EW", 180)
    lat = _degrees(gps.get(tag.LAT), gps.get(tag.LAT_LETTER), "NS", 90)
    # 0, 0 is what a receiver writes that has not found itself yet
    return None if lon is None or lat is None or (lon, lat) == (0, 0) else (lon, lat)


def _degrees(parts: Value | None, letter: Value | None, letters: str, limit: int) -> float | None:
    """Degrees, minutes and seconds (as fractions) with their letter as signed degrees."""
    sign = {letters[0]: 1, letters[1]: -1}.get(_text(letter))
    if sign is None or not isinstance(parts, tuple) or len(parts) > 3:
        return None
    degrees = 0.0
    for power, part in enumerate(parts):
        match part:
            case (int(above), int(below)) if above >= 0 and below > 0:
                degrees += above / below / 60**power
            case _:
                return None
    return sign * degrees if degrees <= limit else None


def _taken_at(exif: ExifTags) -> datetime | None:
    """The moment of the exposure, or failing that of the last change, in UTC."""
    return (_moment(exif.detail.get(tag.TAKEN_AT), exif.detail.get(tag.OFFSET_TAKEN))
            or _moment(exif.main.get(tag.CHANGED_AT), exif.detail.get(tag.OFFSET)))


def _moment(clock: Value | None, offset: Value | None) -> datetime | None:
    zone: timezone | ZoneInfo = LOCAL
    try:
        if distance := _OFFSET.fullmatch(_text(offset)):
            east = timedelta(hours=int(distance[2]), minutes=int(distance[3]))
            zone = timezone(-east if distance[1] == "-" else east)
        moment = datetime.strptime(_text(clock), "%Y:%m:%d %H:%M:%S").replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):  # no such day or zone, or a year at the end of the calendar
        return None


def _name(value: Value | None) -> str | None:
    return "".join(letter for letter in _text(value) if letter.isprintable())[:LONGEST_NAME].strip() or None


def _text(value: Value | None) -> str:
    """Text as cameras write it: padded with NUL and blanks."""
    return value.split("\x00")[0].strip() if isinstance(value, str) else ""
