"""What is refused, with its reason; and that nothing else can ever come out."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from server.media import PhotoRejected, Store, StoredPhoto, check_and_store
from tests.server.media_samples import corners, encoded, here

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GOOD = {kind: encoded(corners(), kind, exif=here()) for kind in ("JPEG", "PNG", "WEBP", "HEIF")}
GOOD["progressive JPEG"] = encoded(corners(), "JPEG", progressive=True, exif=here())
GOOD["palette PNG"] = encoded(corners(mode="P"), "PNG")


def png_claiming(width: int, height: int) -> bytes:
    """A tiny PNG whose header claims any size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks)


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose frame header claims any size."""
    data = bytearray(encoded(corners()))
    frame = data.index(b"\xff\xc0")
    data[frame + 5:frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def with_segments(count: int) -> bytes:
    data = encoded(corners())
    return data[:2] + b"\xff\xe5\x00\x04ab" * count + data[2:]


def with_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan is repeated."""
    data = encoded(corners(), progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def code_of(data: bytes, folder: Path) -> str:
    store = Store(folder)
    with pytest.raises(PhotoRejected) as rejected:
        check_and_store(data, store)
    assert not [path for path in folder.rglob("*") if path.is_file()], "nothing is kept of a refused file"
    assert rejected.value.reason_zh
    return rejected.value.code


@pytest.mark.parametrize(("data", "code"), [
    (b"", "empty"),
    (GOOD["JPEG"] + b"\x00" * (20 * 1024 * 1024), "too-large"),
    (b"%PDF-1.7", "wrong-type"),
    (b"MZ\x90\x00", "wrong-type"),
    (encoded(corners(), "GIF"), "wrong-type"),
    (encoded(corners(), "BMP"), "wrong-type"),
    (encoded(corners(), "TIFF"), "wrong-type"),
    (encoded(corners(), "AVIF"), "wrong-type"),
    (b"\x00\x00\x00\x1cftypmp42", "wrong-type"),
    (b"hello", "wrong-type"),
    (SVG, "disguised"),
    (b'\xef\xbb\xbf\n <?xml version="1.0"?>' + SVG, "disguised"),
    (SVG.decode().encode("utf-16"), "disguised"),
    (b"<!DOCTYPE html><html></html>", "disguised"),
    (b"\xff\xd8\xff", "truncated"),
    (b"\x89PNG\r\n\x1a\n", "truncated"),
    (b"RIFF\x00\x00\x00\x00WEBP", "truncated"),
    (b"\x00\x00\x00\x18ftypheic", "truncated"),
    (png_claiming(10_000, 5_000), "too-many-pixels"),
    (png_claiming(60_000, 60_000), "bomb"),
    (png_claiming(0, 10), "truncated"),
    (jpeg_claiming(12_000, 9_000), "too-many-pixels"),
    (jpeg_claiming(65_000, 65_000), "bomb"),
    (with_segments(2_000), "bomb"),
    (with_scans(500), "bomb"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_refused_with_its_reason(tmp_path: Path, data: bytes, code: str) -> None:
    assert code_of(data, tmp_path) == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused(tmp_path: Path, kind: str, part: float) -> None:
    data = encoded(Image.effect_noise((300, 200), 80).convert("RGB"), kind)
    assert code_of(data[:int(len(data) * part)], tmp_path) == "truncated"


def test_the_limits_themselves_are_accepted(tmp_path: Path) -> None:
    grey = Image.new("L", (10_000, 4_000), 128)
    assert check_and_store(encoded(grey, "PNG"), Store(tmp_path)).width == 10_000
    assert check_and_store(encoded(grey.resize((10_000, 10_000)), "JPEG"), Store(tmp_path)).height == 10_000
    padded = GOOD["JPEG"] + b"\x00" * (20 * 1024 * 1024 - len(GOOD["JPEG"]))
    assert check_and_store(padded, Store(tmp_path)).size == 20 * 1024 * 1024


def test_ordinary_progressive_photos_and_films_behind_a_photo_are_no_bombs(tmp_path: Path) -> None:
    film = b"\xff\xda\x00\x02" * 5_000
    for data in (GOOD["progressive JPEG"], GOOD["JPEG"] + film, GOOD["progressive JPEG"] + film):
        assert check_and_store(data, Store(tmp_path)).width == 64


changes = st.lists(st.one_of(
    st.tuples(st.just("set"), st.floats(0, 1), st.binary(min_size=1, max_size=8)),
    st.tuples(st.just("insert"), st.floats(0, 1), st.binary(min_size=1, max_size=40)),
    st.tuples(st.just("delete"), st.floats(0, 1), st.binary(min_size=1, max_size=40)),
), min_size=1, max_size=6)


def damaged(data: bytes, steps: list[tuple[str, float, bytes]]) -> bytes:
    for what, share, piece in steps:
        at = int(share * len(data))
        skip = 0 if what == "insert" else len(piece)
        data = data[:at] + (b"" if what == "delete" else piece) + data[at + skip:]
    return data


def outcome(data: bytes, folder: Path) -> object:
    try:
        return check_and_store(data, Store(folder))
    except PhotoRejected as rejected:
        return rejected


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(GOOD)), steps=changes)
def test_damaged_files_are_kept_or_refused_and_nothing_else(tmp_path: Path, kind: str,
                                                            steps: list[tuple[str, float, bytes]]) -> None:
    assert isinstance(outcome(damaged(GOOD[kind], steps), tmp_path), StoredPhoto | PhotoRejected)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\x00\x00\x00WEBP",
                              b"\x00\x00\x00\x18ftypheic", b"<"]), rest=st.binary(max_size=300))
def test_noise_is_refused(tmp_path: Path, start: bytes, rest: bytes) -> None:
    assert isinstance(outcome(start + rest, tmp_path), StoredPhoto | PhotoRejected)
