"""Conversions between the datums that reports arrive in, and distances on the ground.

GCJ-02 is the datum of public Chinese maps. It has no published specification; the formula below is the one
that has been public since 2010 and agrees with maps and devices to better than a metre (Wikipedia,
"Restrictions on geographic data in China", section "GCJ-02"; ellipsoid: Krasovsky 1940).
BD-09 is Baidu's further shift on top of GCJ-02 (same article, section "BD-09"; Baidu LBS, coordinate FAQ).
CGCS2000 equals WGS-84 within centimetres and needs no conversion here.

Not handled: places outside mainland China, where maps use WGS-84 and no shift applies.
"""

from __future__ import annotations

from collections.abc import Callable
from math import asin, atan2, cos, hypot, pi, radians, sin, sqrt

DATUMS = ("wgs84", "gcj02", "bd09")
LonLat = tuple[float, float]

EARTH_RADIUS_M = 6_371_008.8  # mean radius of IUGG 1980
_KRASOVSKY_A_M = 6_378_245.0
_KRASOVSKY_E2 = 0.006_693_421_622_965_943
_GCJ_ORIGIN = (105.0, 35.0)
_BD_TURN = pi * 3000.0 / 180.0
_BD_OFFSET = (0.0065, 0.006)
_SETTLED = 1e-11  # degrees, about a micrometre


def to_wgs84(lon: float, lat: float, datum: str) -> LonLat:
    """Degrees in `datum` as degrees in WGS-84. Raises ValueError for an unknown datum."""
    if datum == "wgs84":
        return lon, lat
    if datum == "gcj02":
        return _undo(_gcj02_from_wgs84, (lon, lat))
    if datum == "bd09":
        return _undo(_gcj02_from_wgs84, _undo(_bd09_from_gcj02, (lon, lat)))
    raise ValueError(f"unknown datum {datum!r}, expected one of {', '.join(DATUMS)}")


def from_wgs84(lon: float, lat: float, datum: str) -> LonLat:
    """Degrees in WGS-84 as degrees in `datum`. Raises ValueError for an unknown datum."""
    if datum == "wgs84":
        return lon, lat
    if datum == "gcj02":
        return _gcj02_from_wgs84(lon, lat)
    if datum == "bd09":
        return _bd09_from_gcj02(*_gcj02_from_wgs84(lon, lat))
    raise ValueError(f"unknown datum {datum!r}, expected one of {', '.join(DATUMS)}")


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance in metres between two WGS-84 points (haversine, sphere of mean radius)."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half_lat, half_lon = (phi2 - phi1) / 2, radians(lon2 - lon1) / 2
    chord = sin(half_lat) ** 2 + cos(phi1) * cos(phi2) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(chord)))


def _gcj02_from_wgs84(lon: float, lat: float) -> LonLat:
    x, y = lon - _GCJ_ORIGIN[0], lat - _GCJ_ORIGIN[1]
    phi = radians(lat)
    flat = 1 - _KRASOVSKY_E2 * sin(phi) ** 2
    metres_per_lon = radians(_KRASOVSKY_A_M / sqrt(flat) * cos(phi))
    metres_per_lat = radians(_KRASOVSKY_A_M * (1 - _KRASOVSKY_E2) / (flat * sqrt(flat)))
    return lon + _east_shift_m(x, y) / metres_per_lon, lat + _north_shift_m(x, y) / metres_per_lat


def _waves(value: float, terms: tuple[tuple[float, float], ...]) -> float:
    """Sum of amplitude × sin(frequency × π × value), times the 2/3 that every term carries."""
    return sum(amplitude * sin(frequency * pi * value) for amplitude, frequency in terms) * 2 / 3


def _east_shift_m(x: float, y: float) -> float:
    shift = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    return shift + _waves(x, ((20, 6), (20, 2), (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30)))


def _north_shift_m(x: float, y: float) -> float:
    shift = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    along_x = _waves(x, ((20, 6), (20, 2)))
    return shift + along_x + _waves(y, ((20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30)))


def _bd09_from_gcj02(lon: float, lat: float) -> LonLat:
    radius = hypot(lon, lat) + 0.00002 * sin(lat * _BD_TURN)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BD_TURN)
    return radius * cos(angle) + _BD_OFFSET[0], radius * sin(angle) + _BD_OFFSET[1]


def _undo(shift: Callable[[float, float], LonLat], shifted: LonLat) -> LonLat:
    """The point that `shift` moves to `shifted`: fixed-point iteration, a tenfold gain or more each round."""
    lon, lat = shifted
    for _ in range(30):
        there = shift(lon, lat)
        lon_error, lat_error = shifted[0] - there[0], shifted[1] - there[1]
        lon, lat = lon + lon_error, lat + lat_error
        if abs(lon_error) + abs(lat_error) < _SETTLED:
            break
    return lon, lat
