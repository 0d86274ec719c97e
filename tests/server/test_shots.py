"""What a phone says of its pictures and of work without network: kept beside the file's word, its clock corrected."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.judging import judge_photos
from server.extensions import db
from server.models import Photo, PhotoEvidence
from tests.builders import World, jpeg

DAY = timedelta(days=1)


def said(at: datetime, lon: float | None = None, lat: float | None = None, field: str = "photos") -> dict[str, Any]:
    return {"field": field, "taken_at": at.isoformat(), "lon": lon, "lat": lat, "accuracy_m": 12}


def confirm(world: World, case_id: int, key: str, picture: bytes, **times: Any) -> TestResponse:
    """The member's look, as the outbox sends it."""
    member = world.sign_in("member")
    body = {"fields": {"result": "true", "note": "确有焚烧"}, **times}
    files = [(io.BytesIO(picture), "1.jpg")]
    return member.post(f"/cases/{case_id}/confirm", data={"step": json.dumps(body), "photos": files},
                       headers={"If-Match": f'"{member.case(case_id)["version"]}"', "Idempotency-Key": key},
                       content_type="multipart/form-data")


def evidence_of(case_id: int) -> list[PhotoEvidence]:
    with db.reading() as session:
        return list(session.scalars(select(PhotoEvidence).join(Photo, Photo.id == PhotoEvidence.photo_id).where(
            Photo.case_id == case_id).order_by(PhotoEvidence.photo_id)))


def events_of(world: World, case_id: int) -> list[dict[str, Any]]:
    return world.sign_in("station").get(f"/cases/{case_id}/events").json["events"]  # type: ignore[index,no-any-return]


def test_a_picture_keeps_when_and_where_the_shutter_was_pressed_by_the_right_clock(world: World) -> None:
    now, (lon, lat) = datetime.now(UTC), world.point_in()
    # The phone's clock is a day ahead; taken two hours before it was sent.
    shots = [said(now + DAY - timedelta(hours=2), lon, lat), said(now + DAY)]
    receipt = world.receipt(photos=[jpeg(71), jpeg(72)], shots=shots, sent_at=(now + DAY).isoformat())
    first, second = evidence_of(receipt["case_id"])
    assert first.shot_at is not None
    assert abs(first.shot_at - (now - timedelta(hours=2))) < timedelta(minutes=1)
    assert (first.shot_lon, first.shot_lat, first.shot_accuracy_m) == (lon, lat, 12)
    assert second.shot_at is not None
    assert second.shot_at <= datetime.now(UTC)
    assert (second.shot_lon, second.shot_accuracy_m) == (None, None)


def test_more_said_than_sent_is_refused(world: World) -> None:
    answer = world.report(photos=[jpeg(73)], shots=[said(datetime.now(UTC)), said(datetime.now(UTC))])
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "shots")  # type: ignore[index]


def test_a_look_without_network_tells_when_it_was_done_and_stays_one(world: World) -> None:
    case_id = world.case_in("confirming")[0]
    done, key = datetime.now(UTC) - timedelta(minutes=85), str(uuid.uuid4())
    tries = [confirm(world, case_id, key, jpeg(74), done_at=done.isoformat(), shots=[said(done)],
                     sent_at=(datetime.now(UTC) - timedelta(seconds=wait)).isoformat()) for wait in (1, 0)]
    assert [answer.status_code for answer in tries] == [200, 200]
    assert tries[0].json == tries[1].json
    looked = [event for event in events_of(world, case_id) if event["data"].get("action") == "confirm"]
    assert len(looked) == 1
    told = datetime.fromisoformat(looked[0]["data"]["done_at"])
    assert abs(told - done) < timedelta(minutes=1)
    assert datetime.fromisoformat(looked[0]["at"]) - told > timedelta(minutes=80)


def test_a_look_with_network_needs_no_second_time(world: World) -> None:
    case_id = world.case_in("confirming")[0]
    now = datetime.now(UTC).isoformat()
    assert confirm(world, case_id, str(uuid.uuid4()), jpeg(75), done_at=now, sent_at=now).status_code == 200
    assert all("done_at" not in event["data"] for event in events_of(world, case_id))


def test_a_silent_file_is_judged_by_what_the_phone_said(world: World) -> None:
    judge_photos(datetime.now(UTC))
    case_id = world.case_in("confirming")[0]
    lon, lat = world.point_in()
    now = datetime.now(UTC)
    assert confirm(world, case_id, str(uuid.uuid4()), jpeg(76), sent_at=now.isoformat(),
                   shots=[said(now, lon + 0.02, lat)]).status_code == 200
    judge_photos(datetime.now(UTC))
    rows = world.sign_in("station_head").get("/doubts", query_string={"case": case_id}).json["items"]  # type: ignore[index]
    codes = {row["code"] for row in rows if row["photo"]}
    assert "far" in codes
