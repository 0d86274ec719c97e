"""Photos through the API: evidence kept, nothing of it handed out, links that end."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from server.actions.photos import photo_store
from server.extensions import db
from server.media_store import original_name, served_name
from server.models import Photo, PhotoEvidence
from server.queries.photos import sign_photo
from tests.builders import World, jpeg
from tests.server.media_samples import corners, encoded, here

PLAIN_TAGS = {"SourceFile", "ExifToolVersion", "FileName", "Directory", "FileSize", "FileModifyDate",
              "FileAccessDate", "FileInodeChangeDate", "FilePermissions", "FileType", "FileTypeExtension", "MIMEType",
              "JFIFVersion", "ResolutionUnit", "XResolution", "YResolution", "ImageWidth", "ImageHeight",
              "EncodingProcess", "BitsPerSample", "ColorComponents", "YCbCrSubSampling", "ImageSize", "Megapixels"}


def _with_position() -> bytes:
    return encoded(corners((900, 700)), "JPEG", exif=here(118.05, 24.63))


def _served(world: World, receipt: dict) -> dict[str, bytes]:
    """The bytes that the reporter gets for each size of the only photo."""
    photo = world.page_of(receipt)["photos"][0]
    found = {}
    for size in ("small", "large"):
        answer = world.app.test_client().get(photo[size], buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        found[size] = answer.data
    return found


@pytest.mark.exiftool
def test_no_served_file_says_more_than_its_pixels(world: World, tmp_path) -> None:
    receipt = world.receipt(photos=[_with_position()])
    for size, data in _served(world, receipt).items():
        path = tmp_path / f"{size}.jpg"
        path.write_bytes(data)
        told = json.loads(subprocess.run(["exiftool", "-json", str(path)], capture_output=True, check=True).stdout)[0]
        assert set(told) <= PLAIN_TAGS


def test_position_and_time_of_the_camera_are_kept_apart(world: World) -> None:
    receipt = world.receipt(photos=[_with_position()])
    with db.reading() as session:
        row = session.execute(select(Photo, PhotoEvidence).join(PhotoEvidence, PhotoEvidence.photo_id == Photo.id)
                              .where(Photo.report_id == receipt["id"])).one()
    assert (round(row.PhotoEvidence.lon, 3), round(row.PhotoEvidence.lat, 3)) == (118.05, 24.63)
    assert row.PhotoEvidence.taken_at is not None
    assert "118.05" not in json.dumps(world.sign_in("department").get("/cases").json)
    assert "taken_at" not in json.dumps(world.sign_in("station").case(receipt["case_id"]))


def test_a_forged_or_ended_link_opens_nothing(world: World) -> None:
    receipt = world.receipt(photos=[jpeg(11)])
    photo_id = world.page_of(receipt)["photos"][0]["id"]
    now = int(datetime.now(UTC).timestamp())
    client = world.app.test_client()
    right = f"?e={now + 60}&s={sign_photo(photo_id, now + 60)}"
    assert client.get(f"/api/v1/photos/{photo_id}/320.jpg{right}", buffered=True).status_code == 200
    for path in (f"{photo_id}/320.jpg?e={now + 60}&s={'0' * 32}",
                 f"{photo_id}/320.jpg?e={now - 60}&s={sign_photo(photo_id, now - 60)}",
                 f"{photo_id + 1}/320.jpg{right}", f"{photo_id}/640.jpg{right}", f"{photo_id}/0.jpg{right}"):
        assert client.get(f"/api/v1/photos/{path}").status_code == 404, path
    assert client.get(f"/api/v1/photos/{photo_id}/320.jpg").status_code == 422


def test_the_original_is_stored_sealed_and_has_no_address(world: World) -> None:
    receipt = world.receipt(photos=[_with_position()])
    with db.reading() as session:
        photo = session.scalar(select(Photo).where(Photo.report_id == receipt["id"]))
    assert photo is not None
    assert photo_store().get(original_name(photo.sha256)) == _with_position()
    served = _served(world, receipt)
    assert served["large"] == photo_store().get(served_name(photo.sha256, 1600))
    assert _with_position() not in served.values()


def test_nothing_is_public_before_the_station_has_looked(world: World) -> None:
    receipt = world.receipt(photos=[jpeg(12)])
    station = world.sign_in("station")
    photo = station.case(receipt["case_id"])["photos"][0]
    assert photo["released"] is False
    for username in ("member", "dispatcher", "leader"):
        assert world.sign_in(username).post(f"/photos/{photo['id']}/release").status_code == 403
    assert station.post(f"/photos/{photo['id']}/release").status_code == 204
    assert station.case(receipt["case_id"])["photos"][0]["released"] is True


def test_photos_for_the_station_only_are_never_released(world: World) -> None:
    receipt = world.receipt(photos=[jpeg(13)], photos_private=True)
    station = world.sign_in("station")
    photo = station.case(receipt["case_id"])["photos"][0]
    answer = station.post(f"/photos/{photo['id']}/release")
    assert (answer.status_code, answer.json["type"]) == (409, "/problems/invalid-transition")


def test_evidence_of_handling_reaches_the_reporter_with_the_answer_and_not_before(world: World) -> None:
    case_id, receipt = world.case_in("handled", photos=[jpeg(14)])
    assert [line["photos"] for line in world.page_of(receipt)["timeline"] if line["photos"]] == []
    world.sign_in("station").step(case_id, "check-pass", {"answer": "已清理。"})
    assert len(world.page_of(receipt)["answer"]["photos"]) == 1
