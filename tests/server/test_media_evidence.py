"""Place, time and device out of EXIF: honest blocks are read exactly, hostile ones do no harm."""

from __future__ import annotations

import math
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.media import Evidence, Store, check_and_store
from server.media_evidence import orientation_of, read_evidence
from server.media_exif import read_tags
from tests.server.media_samples import (
    ASCII,
    DETAIL_AT,
    GPS_AT,
    LONG,
    MAKE,
    MODEL,
    OFFSET_TAKEN,
    ORIENTATION,
    RATIONAL,
    TAKEN_AT,
    Tag,
    corners,
    encoded,
    exif_block,
    fractions,
    here,
    number,
    text,
)

CHANGED_AT = 0x0132
NORTH, EAST = text(1, "N"), text(3, "E")


def evidence(main: list[Tag] | None = None, detail: list[Tag] | None = None,
             gps: list[Tag] | None = None) -> Evidence:
    return read_evidence(read_tags(exif_block(main or [], detail, gps)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_an_honest_phone_is_read_in_every_format(tmp_path: Path, kind: str) -> None:
    found = check_and_store(encoded(corners(), kind, exif=here()), Store(tmp_path)).evidence
    assert found == Evidence(118.1, 24.5, datetime(2026, 10, 5, 0, 30, tzinfo=UTC), "Example", "Phone 9")


def test_degrees_minutes_seconds_and_letters() -> None:
    gps = [text(1, "S"), fractions(2, (24, 1), (30, 1), (36, 1)),
           text(3, "W"), fractions(4, (118, 1), (6, 1), (9, 5))]
    found = evidence(gps=gps)
    assert found.lat == pytest.approx(-24.51)
    assert found.lon == pytest.approx(-118.1005)


def test_without_exif_there_is_no_evidence(tmp_path: Path) -> None:
    assert check_and_store(encoded(corners()), Store(tmp_path)).evidence == Evidence()


@pytest.mark.parametrize(("lat", "lon"), [
    ((24, 0), (118, 1)), ((0, 0), (0, 0)), ((91, 1), (118, 1)), ((24, 1), (181, 1)),
    ((2**32 - 1, 1), (2**32 - 1, 1)), ((0, 1), (0, 1)),
])
def test_impossible_places_are_no_places(lat: tuple[int, int], lon: tuple[int, int]) -> None:
    assert evidence(gps=[NORTH, fractions(2, lat), EAST, fractions(4, lon)]).lon is None


@pytest.mark.parametrize("gps", [
    [fractions(2, (24, 1)), fractions(4, (118, 1))],
    [text(1, "X"), fractions(2, (24, 1)), EAST, fractions(4, (118, 1))],
    [NORTH, text(2, "24.5"), EAST, text(4, "118.1")],
    [NORTH, number(2, 24), EAST, number(4, 118)],
    [NORTH, fractions(2, *[(1, 1)] * 40), EAST, fractions(4, (118, 1))],
    [NORTH, fractions(2, (24, 1)), EAST],
    [NORTH, (2, 10, struct.pack("<ii", -24, 1)), EAST, fractions(4, (118, 1))],
    [NORTH, (2, 12, struct.pack("<d", math.nan)), EAST, fractions(4, (118, 1))],
])
def test_places_of_the_wrong_type_are_no_places(gps: list[Tag]) -> None:
    assert (evidence(gps=gps).lon, evidence(gps=gps).lat) == (None, None)


@pytest.mark.parametrize(("clock", "offset", "expected"), [
    ("2026:10:05 08:30:00", "+09:00", datetime(2026, 10, 4, 23, 30, tzinfo=UTC)),
    ("2026:10:05 08:30:00", "-05:00", datetime(2026, 10, 5, 13, 30, tzinfo=UTC)),
    ("2026:10:05 08:30:00", "nonsense", datetime(2026, 10, 5, 0, 30, tzinfo=UTC)),
    ("2026:10:05 08:30:00", "+99:99", None),
    ("2026:02:30 08:30:00", "+08:00", None),
    ("0000:00:00 00:00:00", "+08:00", None),
    ("0001:01:01 00:00:00", "+14:00", None),
    ("    :  :     :  :  ", "", None),
    ("yesterday", "", None),
])
def test_times(clock: str, offset: str, expected: datetime | None) -> None:
    assert evidence(detail=[text(TAKEN_AT, clock), text(OFFSET_TAKEN, offset)]).taken_at == expected


def test_the_time_of_the_last_change_stands_in() -> None:
    found = evidence([text(CHANGED_AT, "2026:10:05 08:30:00")])
    assert found.taken_at == datetime(2026, 10, 5, 0, 30, tzinfo=UTC)


def test_names_are_cleaned_and_short() -> None:
    found = evidence([text(MAKE, "Ex\x07am\x1bple  \x00\x00"), text(MODEL, "x" * 400)])
    assert found.make == "Example"
    assert found.model == "x" * 64
    assert evidence([text(MAKE, "x" * 5000), number(MODEL, 7)]) == Evidence()


@pytest.mark.parametrize("value", [0, 9, 255, 65535])
def test_an_unknown_orientation_is_none(value: int) -> None:
    assert orientation_of(read_tags(exif_block([number(ORIENTATION, value)]))) == 1
    assert orientation_of(read_tags(exif_block([text(ORIENTATION, "6")]))) == 1


@pytest.mark.parametrize("block", [
    None, "Exif", 7, b"", b"Exif\x00\x00", b"II*\x00", b"II*\x00\xff\xff\xff\xff",
    b"MM\x00*\x00\x00\x00\x08\xff\xff", b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00",
])
def test_blocks_that_are_none(block: object) -> None:
    assert read_evidence(read_tags(block)) == Evidence()


def test_a_block_that_points_at_itself_ends() -> None:
    loop = exif_block([(GPS_AT, LONG, struct.pack("<I", 8)), (DETAIL_AT, LONG, struct.pack("<I", 8))])
    assert read_evidence(read_tags(loop)) == Evidence()


def test_a_huge_block_is_read_in_small_parts() -> None:
    entry = struct.pack("<HHII", MAKE, 7, 10**6, 100)
    block = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 65535) + entry * 65535 + bytes(10**6)
    assert read_tags(block).main == {}


tags = st.tuples(
    st.sampled_from([1, 2, 3, 4, MAKE, MODEL, ORIENTATION, TAKEN_AT, OFFSET_TAKEN, DETAIL_AT, GPS_AT]),
    st.sampled_from([ASCII, RATIONAL, 0, 1, 3, 4, 7, 9, 10, 12, 13, 65535]),
    st.binary(max_size=40) | st.just(b"N\x00") | st.just(b"E\x00"),
)


@given(main=st.lists(tags, max_size=6), detail=st.lists(tags, max_size=4), gps=st.lists(tags, max_size=6),
       noise=st.binary(max_size=30), at=st.integers(8, 200))
def test_no_block_raises_or_leaves_the_earth(main: list[Tag], detail: list[Tag], gps: list[Tag],
                                             noise: bytes, at: int) -> None:
    block = exif_block(main, detail, gps)
    for data in (block, block[:at] + noise + block[at + len(noise):], block[:at]):
        found = read_evidence(read_tags(data))
        assert (found.lon is None) == (found.lat is None)
        assert found.lon is None or -180 <= found.lon <= 180
        assert found.lat is None or -90 <= found.lat <= 90
        assert 1 <= orientation_of(read_tags(data)) <= 8


@given(st.binary(max_size=3000))
def test_a_photo_with_any_block_is_still_a_photo(noise: bytes) -> None:
    assert read_evidence(read_tags(b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + noise)) is not None


def test_a_hostile_block_does_not_cost_the_photo(tmp_path: Path) -> None:
    for block in (exif_block([(0x011A, RATIONAL, struct.pack("<II", 1, 0)), (0x0128, 3, b"\x02\x00")]),
                  b"Exif\x00\x00II*\x00\xff\xff\xff\xff", b"Exif\x00\x00" + b"\xff" * 60_000):
        plain = encoded(corners())
        data = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + plain[20:]
        assert check_and_store(data, Store(tmp_path)).evidence == Evidence()
