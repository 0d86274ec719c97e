"""What happens to a good photo: formats, sizes, turning, colours, and the same photo twice."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from server.media import PhotoRejected, Store, check_and_store, original_name, process_all, served_name
from tests.server.media_samples import ORIENTATION, corners, encoded, exif_block, number


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def served(store: Store, data: bytes, size: int = 1600) -> Image.Image:
    """The picture that is served for this file."""
    return Image.open(BytesIO(store.get(served_name(check_and_store(data, store).sha256, size))))


def close(pixel: object, colour: tuple[int, int, int]) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(("kind", "media_type"), [
    ("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("HEIF", "image/heic"),
])
def test_every_format_is_kept_and_served_in_two_sizes(store: Store, kind: str, media_type: str) -> None:
    data = encoded(corners((2400, 1800)), kind)
    photo = check_and_store(data, store)
    assert (photo.media_type, photo.width, photo.height, photo.size) == (media_type, 2400, 1800, len(data))
    assert store.get(original_name(photo.sha256)) == data
    for size in (1600, 320):
        picture = served(store, data, size)
        assert picture.format == "JPEG"
        assert picture.size == (size, size * 3 // 4)
        assert close(picture.convert("RGB").getpixel((5, 5)), (255, 0, 0))


@pytest.mark.parametrize(("size", "large", "small"), [
    ((4000, 3000), (1600, 1200), (320, 240)),
    ((3000, 4000), (1200, 1600), (240, 320)),
    ((3199, 2401), (1600, 1201), (320, 240)),
    ((800, 600), (800, 600), (320, 240)),
    ((200, 100), (200, 100), (200, 100)),
    ((1, 1), (1, 1), (1, 1)),
    ((5000, 2), (1600, 1), (320, 1)),
])
def test_the_longest_side_is_fitted_and_nothing_is_blown_up(
        store: Store, size: tuple[int, int], large: tuple[int, int], small: tuple[int, int]) -> None:
    data = encoded(corners(size))
    assert served(store, data).size == large
    assert served(store, data, 320).size == small


@pytest.mark.parametrize(("orientation", "upper_left"), [
    (1, (255, 0, 0)), (2, (0, 255, 0)), (3, (255, 255, 255)), (4, (0, 0, 255)),
    (5, (255, 0, 0)), (6, (0, 0, 255)), (7, (255, 255, 255)), (8, (0, 255, 0)),
])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_stand_upright(
        store: Store, kind: str, orientation: int, upper_left: tuple[int, int, int]) -> None:
    data = encoded(corners((640, 480)), kind, exif=exif_block([number(ORIENTATION, orientation)]))
    photo = check_and_store(data, store)
    picture = served(store, data)
    assert picture.size == (photo.width, photo.height) == ((640, 480) if orientation < 5 else (480, 640))
    assert close(picture.getpixel((8, 8)), upper_left)


@pytest.mark.parametrize("orientation", [1, 6])
def test_heic_is_turned_once(store: Store, orientation: int) -> None:
    data = encoded(corners((640, 480)), "HEIF", exif=exif_block([number(ORIENTATION, orientation)]))
    assert served(store, data).size == ((640, 480) if orientation < 5 else (480, 640))
    assert close(served(store, data).getpixel((8, 8)), (255, 0, 0) if orientation == 1 else (0, 0, 255))


@pytest.mark.parametrize(("kind", "mode"), [
    ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "1"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "RGBA"),
    ("PNG", "I;16"), ("WEBP", "RGBA"), ("HEIF", "RGBA"), ("HEIF", "L"),
])
def test_every_mode_becomes_a_plain_picture(store: Store, kind: str, mode: str) -> None:
    image = corners((400, 300), "L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257).convert("I;16")
    picture = served(store, encoded(image, kind))
    assert picture.mode in ("RGB", "L")
    grey = picture.convert("L")
    assert grey.getpixel((390, 290)) > 230, "the white corner stays white"
    assert grey.getpixel((5, 290)) < 90, "the blue corner stays dark"


def test_what_is_transparent_becomes_white(store: Store) -> None:
    for data in (encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"),
                 encoded(Image.new("P", (50, 50), 0), "PNG", transparency=0)):
        assert served(store, data).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_moving_pictures_the_first_is_kept(store: Store, kind: str) -> None:
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "lime", "blue")]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert close(served(store, data).convert("RGB").getpixel((20, 20)), (255, 0, 0))


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_other_colour_spaces_are_translated_to_srgb(store: Store) -> None:
    renamed = SRGB.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    red_is_green = renamed.replace(b"rXYZ", b"....").replace(b"gXYZ", b"rXYZ").replace(b"....", b"gXYZ")
    data = encoded(Image.new("RGB", (64, 48), (200, 40, 40)), icc_profile=red_is_green)
    assert close(served(store, data).getpixel((9, 9)), (40, 200, 40))


@pytest.mark.parametrize("profile", [SRGB, b"nonsense", SRGB[:200], SRGB[:128] + b"\xff" * 400, b"x" * 9**5])
def test_profiles_that_change_nothing_or_cannot_be_read(store: Store, profile: bytes) -> None:
    data = encoded(Image.new("RGB", (64, 48), (200, 40, 40)), icc_profile=profile)
    assert close(served(store, data).getpixel((9, 9)), (200, 40, 40))


def test_of_a_jpeg_with_more_behind_it_only_the_picture_is_served(store: Store) -> None:
    data = encoded(corners()) + b"<html><script>alert(1)</script></html>"
    photo = check_and_store(data, store)
    for size in (1600, 320):
        assert b"script" not in store.get(served_name(photo.sha256, size))
    assert store.get(original_name(photo.sha256)) == data


def test_the_same_photo_twice_is_one_photo(store: Store) -> None:
    data = encoded(corners())
    first = check_and_store(data, store)
    before = {path: path.stat().st_mtime_ns for path in store.root.rglob("*") if path.is_file()}
    assert check_and_store(data, store) == first
    assert {path: path.stat().st_mtime_ns for path in store.root.rglob("*") if path.is_file()} == before
    assert len(before) == 3


def test_several_photos_keep_their_order_with_and_without_a_pool(store: Store) -> None:
    photos = [encoded(corners((40 + n, 30))) for n in range(5)]
    inline = process_all(photos, store)
    assert [photo.width for photo in inline] == [40, 41, 42, 43, 44]
    with ThreadPoolExecutor(2) as pool:
        assert process_all(photos, store, pool) == inline


def test_a_bad_photo_among_good_ones_is_named_by_its_position(store: Store) -> None:
    with pytest.raises(PhotoRejected) as rejected:
        process_all([encoded(corners()), b"", b"GIF89a"], store)
    assert (rejected.value.position, rejected.value.code) == (1, "empty")


UNDER_GEVENT = """
from gevent import monkey; monkey.patch_all()
import sys, gevent
from pathlib import Path
from server.media import Store, process_all
photos = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.png"))]
turns = 0
def turn():
    global turns
    while True:
        turns += 1
        gevent.sleep(0.001)
gevent.spawn(turn)
kept = process_all(photos, Store(Path(sys.argv[1]) / "store"))
print([photo.width for photo in kept], turns > 5)
"""


def test_under_gevent_the_loop_goes_on_while_photos_are_decoded(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.png").write_bytes(encoded(corners((3000 + n, 2000)), "PNG"))
    root = Path(__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", UNDER_GEVENT, str(tmp_path)], cwd=root, check=True,
                            capture_output=True, text=True, timeout=120)
    assert answer.stdout.strip() == "[3000, 3001, 3002, 3003] True"
