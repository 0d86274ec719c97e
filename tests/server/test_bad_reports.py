"""Reports that cannot be taken in: each refusal names its field, in words, and nothing is stored."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from server.extensions import db
from server.models import Report
from tests.builders import World, jpeg
from tests.server.media_samples import corners, encoded
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import row_counts
from tests.server.test_media_refused import SVG, jpeg_claiming, png_claiming, with_scans, with_segments

NOW = datetime.now(UTC)


def ahead(**span: float) -> str:
    return (datetime.now(UTC) + timedelta(**span)).isoformat()


BAD_FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"category": "X99"}, "category"), ({"category": "A"}, "category"), ({"category": "M01"}, "category"),
    ({"category": ""}, "category"), ({"category": "A05\x00"}, "category"), ({"category": 5}, "category"),
    ({"datum": "cgcs2000"}, "datum"), ({"datum": ""}, "datum"), ({"datum": None}, "datum"),
    ({"lon": 118.6, "lat": 24.4}, "lon"), ({"lon": 0, "lat": 0}, "lon"), ({"lon": 118.31, "lat": 24.44}, "lon"),
    ({"lon": 181, "lat": 24}, "lon"), ({"lat": 91}, "lat"), ({"lon": "118.0"}, "lon"), ({"lon": 1e308}, "lon"),
    ({"lon": None}, "body"), ({"lat": None}, "body"), ({"lon": 10**30}, "lon"), ({"lat": -(10**400)}, "lat"),
    ({"lon": None, "lat": None}, "place_text"), ({"lon": None, "lat": None, "place_text": "  "}, "place_text"),
    ({"occurred_at": ahead(hours=10)}, "occurred_at"), ({"occurred_at": ahead(days=400)}, "occurred_at"),
    ({"occurred_at": "2026-01-01T08:00:00"}, "occurred_at"), ({"occurred_at": "gestern"}, "occurred_at"),
    ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
    ({"occurred_at": "9999-12-31T23:59:59Z", "sent_at": "0001-01-01T00:00:00Z"}, "occurred_at"),
    ({"sent_at": "9999-12-31T23:59:59-12:00"}, "sent_at"), ({"sent_at": 1e300}, "sent_at"),
    ({"id": "1"}, "id"), ({"id": str(uuid.uuid4()).upper()}, "id"), ({"id": None}, "id"),
    ({"intent": "praise"}, "intent"), ({"source": "12345"}, "source"), ({"source": "heaven"}, "source"),
    ({"external_number": "x" * 61}, "external_number"), ({"external_due_at": ahead(days=1)}, "external_due_at"),
    ({"description": "x" * 2001}, "description"), ({"description": "空\x00字"}, "description"),
    ({"description": {"text": "x"}}, "description"), ({"place_text": "x" * 201}, "place_text"),
    ({"contact": {"phone": "1" * 31}}, "contact.phone"), ({"contact": {"name": "x", "mail": "y"}}, "contact.mail"),
    ({"contact": "13900000000"}, "contact"), ({"anonymous": "yes"}, "anonymous"),
    ({"accuracy_m": -1}, "accuracy_m"), ({"device_lon": 200}, "device_lon"), ({"colour": "red"}, "colour"),
]


# Named by number: times and UUIDs in a name would differ between the workers of one run.
@pytest.mark.parametrize(("given", "field"), BAD_FIELDS,
                         ids=[f"{number}-{field}" for number, (_, field) in enumerate(BAD_FIELDS)])
def test_each_wrong_field_is_named(world: World, given: dict[str, Any], field: str) -> None:
    with nothing_stored(world):
        answer = world.report(**given)
        assert answer.status_code in (403, 422), answer.text
        if answer.status_code == 422:
            refused(answer, 422, "outside-city" if answer.json["type"].endswith("outside-city") else "validation",
                    field)
        else:
            refused(answer, 403, "role-forbidden")
            assert field == "source"


def test_beyond_the_waters_the_answer_says_where_to_report(world: World) -> None:
    answer = refused(world.report(lon=118.6, lat=24.4), 422, "outside-city", "lon")
    assert "12369" in answer.json["detail"]
    found = refused(world.citizen().get("/locate?lon=118.6&lat=24.4"), 404, "outside-city")
    assert "12369" in found.json["detail"]


@pytest.mark.parametrize("missing", ["id", "category"])
def test_each_missing_field_is_named(world: World, missing: str) -> None:
    body = {"id": str(uuid.uuid4()), "category": "A05", "lon": 117.95, "lat": 24.73}
    body.pop(missing)
    with nothing_stored(world):
        refused(world.citizen().post("/reports", json=body), 422, "validation", missing)


def test_all_wrong_fields_are_named_at_once(world: World) -> None:
    answer = refused(world.report(datum="x", intent="y", lon="z", extra=1), 422, "validation")
    assert {error["field"] for error in answer.json["errors"]} == {"datum", "intent", "lon", "extra"}


@pytest.mark.parametrize(("source", "given", "field"), [
    ("12345", {}, "external_number"), ("supervision", {"external_number": ""}, "external_number"),
    ("grid_member", {"external_due_at": ahead(days=2)}, "external_due_at"), ("nobody", {}, "source")])
def test_what_a_source_asks_for(world: World, source: str, given: dict[str, Any], field: str) -> None:
    station = world.sign_in("station")
    with nothing_stored(world):
        refused(world.report(who=station, source=source, **given), 422, "validation", field)


def test_a_phone_whose_clock_is_wrong_is_corrected_and_flagged(world: World) -> None:
    """Ahead by an hour: the moment of sending tells by how much, both times are kept."""
    stated, sent = datetime.now(UTC) + timedelta(minutes=50), datetime.now(UTC) + timedelta(hours=1)
    receipt = world.receipt(occurred_at=stated.isoformat(), sent_at=sent.isoformat())
    assert receipt["clock_skewed"] is True
    with db.reading() as session:
        report = session.get_one(Report, receipt["id"])
    assert report.occurred_at_stated == stated
    assert report.sent_at == sent
    assert abs(report.received_at - report.occurred_at - timedelta(minutes=10)) < timedelta(minutes=1)
    slow = datetime.now(UTC) - timedelta(days=3)
    receipt = world.receipt(occurred_at=(slow - timedelta(minutes=5)).isoformat(), sent_at=slow.isoformat())
    assert receipt["clock_skewed"] is True
    just = datetime.now(UTC) - timedelta(minutes=3)
    assert world.receipt(occurred_at=just.isoformat(), sent_at=just.isoformat())["clock_skewed"] is False
    with nothing_stored(world):
        refused(world.report(occurred_at=ahead(hours=3), sent_at=ahead(hours=1)), 422, "validation", "occurred_at")


HOSTILE: dict[str, tuple[bytes, str]] = {
    "zero bytes": (b"", "empty"),
    "text": (b"hello", "wrong-type"),
    "GIF": (encoded(corners(), "GIF"), "wrong-type"),
    "PDF": (b"%PDF-1.7\n", "wrong-type"),
    "program": (b"MZ\x90\x00" + bytes(100), "wrong-type"),
    "SVG named jpg": (SVG, "disguised"),
    "HTML named jpg": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "disguised"),
    "cut short": (encoded(corners((640, 480)))[:900], "truncated"),
    "PNG bomb": (png_claiming(60_000, 60_000), "bomb"),
    "JPEG bomb": (jpeg_claiming(65_000, 65_000), "bomb"),
    "too many pixels": (png_claiming(10_000, 5_000), "too-many-pixels"),
    "segments": (with_segments(2_000), "bomb"),
    "scans": (with_scans(500), "bomb"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_file_is_refused_with_its_reason(world: World, name: str) -> None:
    data, code = HOSTILE[name]
    with nothing_stored(world):
        answer = refused(world.report(photos=[data]), 422, "photo-rejected", "photos.0")
        assert answer.json["code"] == code


def test_a_photo_of_21_megabytes_is_too_large(world: World) -> None:
    body = {"id": str(uuid.uuid4()), "category": "A05", "lon": 117.953681, "lat": 24.738642}
    photo = FileStorage(io.BytesIO(jpeg() + bytes(21 * 1024 * 1024)), "a.jpg", "photos", "image/jpeg")
    # Encoded by hand: the test client would put it into a temporary file and never close it.
    boundary, data = encode_multipart({"report": json.dumps(body), "photos": photo})
    with nothing_stored(world):
        answer = world.citizen().post("/reports", data=data, content_type=f'multipart/form-data; boundary="{boundary}"')
        assert refused(answer, 422, "photo-rejected", "photos.0").json["code"] == "too-large"


def test_one_bad_photo_among_good_ones_is_pointed_at(world: World) -> None:
    name = str(uuid.uuid4())
    good = [jpeg(91), jpeg(92), jpeg(93)]
    before = row_counts()
    answer = refused(world.report(id=name, photos=[good[0], b"hello", good[1]]), 422, "photo-rejected", "photos.1")
    assert "第 2 张" in answer.json["detail"]
    assert row_counts() == before
    assert world.report(id=name, photos=good).status_code == 201, "the same report goes through with good photos"


def test_ten_photos_are_one_too_many(world: World) -> None:
    with nothing_stored(world):
        answer = refused(world.report(photos=[jpeg(number) for number in range(200, 210)]), 422, "photo-rejected")
        assert answer.json["code"] == "too-many"
        assert "9" in answer.json["detail"]
    assert world.report(photos=[jpeg(number) for number in range(200, 209)]).status_code == 201


@pytest.mark.parametrize("field", ["picture", "photos[]", "report"])
def test_files_under_another_name_are_refused(world: World, field: str) -> None:
    body = {"id": str(uuid.uuid4()), "category": "A05", "lon": 117.953681, "lat": 24.738642}
    files: dict[str, Any] = {"report": json.dumps(body), field: [(io.BytesIO(jpeg()), "a.jpg")]}
    if field == "report":
        files = {"report": [(io.BytesIO(json.dumps(body).encode()), "report.json")]}
    with nothing_stored(world):
        refused(world.citizen().post("/reports", data=files, content_type="multipart/form-data"), 422, "validation",
                field)


def test_a_refused_report_with_photos_keeps_no_photo(world: World) -> None:
    """The picture is good, the words are not: nothing of it stays."""
    with nothing_stored(world):
        refused(world.report(photos=[jpeg(301)], category="X99"), 422, "validation", "category")
        refused(world.report(photos=[jpeg(302)], lon=118.6, lat=24.4), 422, "outside-city", "lon")
        refused(world.report(photos=[jpeg(303)], occurred_at=ahead(hours=2)), 422, "validation", "occurred_at")
        refused(world.report(photos=[jpeg(304)], source="12345"), 403, "role-forbidden")
