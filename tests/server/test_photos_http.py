"""Pictures over HTTP: nothing but pixels is served, links carry their own right and end, originals stay sealed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from sqlalchemy import select

from server.api.edge import OPERATIONS
from server.extensions import db
from server.models import Photo, PhotoEvidence
from server.queries.photos import sign_photo
from tests.builders import World
from tests.server.media_samples import corners, encoded, here
from tests.server.people import set_clock, take
from tests.server.refusals import files_of, nothing_stored, refused
from tests.server.tables import ledger

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
TRACES = (b"Exif", b"GPS", b"Example", b"Phone 9", b"ICC_PROFILE", b"xmp")


def with_everything(kind: str, seed: int = 0) -> bytes:
    """A photo that says where, when and with what it was taken."""
    return encoded(corners((2000 + seed, 1500)), kind, exif=here())


def staff_photo(world: World, receipt: dict[str, Any], position: int = 0) -> dict[str, Any]:
    return world.sign_in("station").case(receipt["case_id"])["photos"][position]  # type: ignore[no-any-return]


def served(world: World, link: str) -> bytes:
    """The picture behind a link, for somebody who has nothing but the link."""
    answer = world.app.test_client().get(link)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    data = answer.data
    answer.close()
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_served_is_a_fresh_jpeg(world: World, kind: str) -> None:
    receipt = world.receipt(photos=[with_everything(kind)])
    shown = [staff_photo(world, receipt), world.page_of(receipt)["photos"][0]]
    for photo in shown:
        assert (photo["width"], photo["height"]) == (2000, 1500)
        for link, longest in ((photo["large"], 1600), (photo["small"], 320)):
            data = served(world, link)
            with Image.open(io.BytesIO(data)) as image:
                assert (image.format, max(image.size)) == ("JPEG", longest)
                assert not image.getexif()
            assert not [trace for trace in TRACES if trace in data]
    item = world.sign_in("station").case(receipt["case_id"])
    assert served(world, item["thumb"])


@pytest.mark.exiftool
@pytest.mark.parametrize("kind", KINDS)
def test_exiftool_finds_nothing_in_what_anybody_can_download(world: World, tmp_path: Path, kind: str) -> None:
    receipt = world.receipt(photos=[with_everything(kind, 1)])
    photo = staff_photo(world, receipt)
    for size in ("small", "large"):
        path = tmp_path / f"{size}.jpg"
        path.write_bytes(served(world, photo[size]))
        answer = subprocess.run([shutil.which("exiftool") or "exiftool", "-json", "-a", "-u", "-U", "-G1", "-ee",
                                 str(path)], capture_output=True, check=True, timeout=60)
        groups = {key.partition(":")[0] for key in json.loads(answer.stdout)[0]}
        assert groups <= {"SourceFile", "ExifTool", "System", "File", "JFIF", "Composite"}, groups


def test_what_the_camera_said_is_evidence_and_sealed(world: World) -> None:
    receipt = world.receipt(photos=[with_everything("JPEG", 2)])
    with db.reading() as session:
        photo = session.scalars(select(Photo).where(Photo.case_id == receipt["case_id"])).one()
        seen = session.get_one(PhotoEvidence, photo.id)
    assert (round(seen.lon or 0, 5), round(seen.lat or 0, 5)) == (118.1, 24.5)
    assert seen.taken_at == datetime(2026, 10, 5, 0, 30, tzinfo=UTC)
    assert (seen.make, seen.model) == ("Example", "Phone 9")
    for name in ("station", "dispatcher", "leader"):
        text = world.sign_in(name).get(f"/cases/{receipt['case_id']}").text
        assert "Phone 9" not in text
        assert "118.1," not in text


def test_a_turned_photo_is_served_upright(world: World) -> None:
    turned = corners((600, 800))
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was held upright: turn by 90° clockwise
    receipt = world.receipt(photos=[encoded(turned, "JPEG", exif=exif.tobytes(), quality=95)])
    photo = staff_photo(world, receipt)
    assert (photo["width"], photo["height"]) == (800, 600)
    with Image.open(io.BytesIO(served(world, photo["large"]))) as image:
        assert image.size == (800, 600)
        red, green, blue = image.convert("RGB").getpixel((790, 10))
    assert red > 200 > green + blue, "upper left has become upper right"


def test_links_are_signed_for_one_picture_and_a_while(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = world.receipt(photos=[with_everything("JPEG", 3), with_everything("JPEG", 4)])
    first, second = staff_photo(world, receipt, 0), staff_photo(world, receipt, 1)
    link = urlsplit(first["large"])
    given = {name: values[0] for name, values in parse_qs(link.query).items()}
    other = f"/api/v1/photos/{second['id']}/1600.jpg"
    later = int(given["e"]) + 1
    forged = [
        f"{link.path}?e={given['e']}&s={'0' * 32}", f"{link.path}?e={later}&s={given['s']}",
        f"{link.path}?e=99999999999&s={given['s']}", f"{other}?{link.query}",
        f"{link.path}?e={given['e']}&s={given['s'][:-1]}", f"{link.path}?e=-1&s={given['s']}",
        f"{link.path}?e=soon&s={given['s']}", f"{link.path}?e={given['e']}&s=é",
        f"/api/v1/photos/{2**62}/1600.jpg?{link.query}",
    ]
    for address in forged:
        refused(world.app.test_client().get(address), 404, "not-found")
        refused(world.sign_in("city_leader").client.get(address), 404, "not-found")
    for size in (0, 64, 1599, 4000, 2**40):
        refused(world.app.test_client().get(link._replace(path=f"/api/v1/photos/{first['id']}/{size}.jpg").geturl()),
                404, "not-found")
    refused(world.app.test_client().get(link.path), 422, "validation", "e")
    assert served(world, first["large"])
    set_clock(monkeypatch, datetime.fromtimestamp(int(given["e"]) + 1, UTC))
    refused(world.app.test_client().get(first["large"]), 404, "not-found")
    gone, end = 2**40, 99999999999
    refused(world.app.test_client().get(f"/api/v1/photos/{gone}/320.jpg?e={end}&s={sign_photo(gone, end)}"), 404,
            "not-found")


def test_links_end_in_time(world: World) -> None:
    receipt = world.receipt(photos=[with_everything("JPEG", 5)])
    end = int(parse_qs(urlsplit(staff_photo(world, receipt)["small"]).query)["e"][0])
    left = datetime.fromtimestamp(end, UTC) - datetime.now(UTC)
    assert timedelta(0) < left <= timedelta(minutes=2 * db.settings.photo_link_minutes)


def test_a_picture_is_kept_by_its_reader_alone_and_runs_nothing(world: World) -> None:
    receipt = world.receipt(photos=[with_everything("JPEG", 6)])
    answer = world.app.test_client().get(staff_photo(world, receipt)["large"])
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    answer.close()


def test_the_original_stays_sealed(world: World) -> None:
    """It is kept to the byte, and no address leads to it."""
    data = with_everything("JPEG", 7)
    receipt = world.receipt(photos=[data])
    with db.reading() as session:
        photo = session.scalars(select(Photo).where(Photo.case_id == receipt["case_id"])).one()
    kept = [Path(name) for name in files_of(world) if photo.sha256 in name]
    assert sorted(path.relative_to(world.settings.data_dir / "photos").parts[0] for path in kept) == [
        "1600", "320", "original"]
    original = next(path for path in kept if "original" in path.parts)
    assert original.read_bytes() == data
    assert original.stat().st_mode & 0o002 == 0
    assert [row.path for row in OPERATIONS if "photo" in row.path and row.method == "GET"] == [
        "/photos/<int:photo_id>/<int:size>.jpg", "/public/photos/<int:photo_id>/<int:size>.jpg"]
    for path in (f"/photos/{photo.id}/original", f"/photos/{photo.id}/0.jpg", f"/photos/{photo.sha256}",
                 f"/photos/original/{photo.sha256[:2]}/{photo.sha256[2:4]}/{photo.sha256}"):
        refused(world.sign_in("station").get(path + f"?e=99999999999&s={sign_photo(photo.id, 99999999999)}"), 404,
                "not-found")


def test_the_same_picture_twice_is_kept_once(world: World) -> None:
    data = with_everything("JPEG", 8)
    world.receipt(photos=[data])
    before = files_of(world)
    receipt = world.receipt(photos=[data, data])
    assert files_of(world) == before
    assert len(world.sign_in("station").case(receipt["case_id"])["photos"]) == 2


def test_released_by_the_station_once_and_recorded(world: World) -> None:
    receipt = world.receipt(photos=[with_everything("JPEG", 9)])
    photo, station = staff_photo(world, receipt), world.sign_in("station")
    assert photo["released"] is False
    version = station.case(receipt["case_id"])["version"]
    assert station.post(f"/photos/{photo['id']}/release").status_code == 204
    events = len(ledger())
    assert station.post(f"/photos/{photo['id']}/release").status_code == 204, "again is the same"
    assert len(ledger()) == events
    seen = station.case(receipt["case_id"])
    assert (seen["photos"][0]["released"], seen["version"]) == (True, version)
    assert ledger()[-1].name == "photo.released"
    refused(station.post(f"/photos/{2**40}/release"), 404, "not-found")
    refused(station.post(f"/photos/{2**63}/release"), 404, "not-found")


def test_a_private_photo_is_never_released(world: World) -> None:
    receipt = world.receipt(photos=[with_everything("JPEG", 10)], photos_private=True)
    photo = staff_photo(world, receipt)
    assert photo["private"] is True
    for name in ("station", "station_head"):
        someone = world.sign_in(name)
        with nothing_stored(world):
            refused(someone.post(f"/photos/{photo['id']}/release"), 409, "invalid-transition")
    later = world.citizen().post(
        f"/reports/{receipt['ticket']}/photos", headers={"X-Query-Code": receipt["query_code"]},
        data={"report": "{}", "photos": [(io.BytesIO(with_everything("JPEG", 11)), "a.jpg")]})
    assert later.status_code == 200
    added = staff_photo(world, receipt, 1)
    assert added["private"] is True, "what is added later is as private as the rest"
    refused(world.sign_in("station").post(f"/photos/{added['id']}/release"), 409, "invalid-transition")


def test_the_photo_of_a_suggestion_is_never_released(world: World) -> None:
    receipt = world.receipt(photos=[with_everything("JPEG", 12)], intent="suggestion")
    photo = world.page_of(receipt)["photos"][0]
    refused(world.sign_in("station").post(f"/photos/{photo['id']}/release"), 404, "not-found")


def test_the_work_is_shown_with_the_answer_and_not_before(world: World) -> None:
    case_id, receipt = world.case_in("handled", photos=[with_everything("JPEG", 13)])
    page = world.page_of(receipt)
    assert page["answer"] is None
    assert not [photo for line in page["timeline"] for photo in line["photos"]]
    take(world, "station", case_id, "check-pass", answer="办好了")
    page = world.page_of(receipt)
    assert [photo["purpose"] for photo in page["answer"]["photos"]] == ["after"]
    assert [photo["purpose"] for line in page["timeline"] for photo in line["photos"]] == ["after"]
    assert served(world, page["answer"]["photos"][0]["small"])
