"""随手拍 on the server: joining in one step, sounds under seal, what is told before sending, the public map."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from gis.coordinates import distance_m
from server.media_sound import SoundRejected, check_sound
from tests.builders import API, World, jpeg
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import ledger

GRID = "350206001G01"
HOME = {"grid": GRID, "category": "C01", "description": "半夜还在打桩", "premises": "residential"}


def element(name: str, body: bytes) -> bytes:
    """One element of a WebM file."""
    return bytes.fromhex(name) + (0x0800_0000_0000_0000 >> 3 | len(body)).to_bytes(8) + body


def recording(seconds: float = 3.0, codec: bytes = b"A_OPUS", kind: int = 2) -> bytes:
    """A WebM recording as a browser streams it: one packet every half second, no length in front."""
    track = element("ae", element("83", bytes([kind])) + element("86", codec))
    packets = b"".join(element("a3", b"\x81" + int(half * 500).to_bytes(2) + b"\x80sound")
                       for half in range(int(seconds * 2) + 1))
    segment = element("1654ae6b", track) + element("1f43b675", element("e7", b"\x00") + packets)
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", segment)


def send(world: World, sounds: list[bytes], **given: Any) -> TestResponse:
    """A report with recordings."""
    lon, lat = world.point_in(given.pop("grid"))
    body = {"id": str(uuid.uuid4()), "lon": lon, "lat": lat, **given}
    files = [(io.BytesIO(data), "sound.webm") for data in sounds]
    return world.citizen().post("/reports", data={"report": json.dumps(body), "sounds": files},
                                content_type="multipart/form-data")


def station_of(world: World, case_id: int) -> dict[str, Any]:
    return world.sign_in("station").case(case_id)


def pages(world: World, view: str, limit: int = 2) -> Iterator[dict[str, Any]]:
    """Every public case of a viewport, page by page."""
    path: str | None = f"{API}/public/cases?bbox={view}&limit={limit}"
    while path:
        answer = world.citizen().client.get(path)
        assert answer.status_code == 200, answer.json
        yield from answer.json["items"]
        path = answer.json["next"]


def test_a_report_joins_as_it_is_sent_once_with_its_own_pictures(world: World) -> None:
    main = world.receipt(photos=[jpeg(60)])
    given = {"id": str(uuid.uuid4()), "join_case": main["case_id"], "description": "我也看到了"}
    first, again = (world.receipt(photos=[jpeg(61)], **given) for _ in range(2))
    assert first == again
    assert (first["case_id"], first["number"]) == (main["case_id"], main["number"])
    case = station_of(world, main["case_id"])
    assert (len(case["reports"]), len(case["photos"])) == (2, 2)
    told = [row for row in ledger() if row.subject_id == str(main["case_id"])]
    assert [row.name for row in told] == ["case.reported", "report.joined"]
    assert "我也看到了" not in told[-1].content
    assert [step["title"] for step in world.page_of(first)["timeline"]][-1] == "又有人反映同一件事"


def test_nobody_joins_what_is_elsewhere_of_another_kind_ended_or_asks_its_people_to_stay_out(world: World) -> None:
    main = world.receipt()["case_id"]
    code = {"X-Query-Code": (gone := world.receipt())["query_code"]}
    assert world.citizen().post(f"/reports/{gone['ticket']}/withdraw", json={}, headers=code).status_code == 200
    with nothing_stored(world):
        for given in ({"grid": GRID, "join_case": main}, {"category": "A02", "join_case": main},
                      {"join_case": gone["case_id"]}, {"join_case": 999_999_999}, {"join_case": main, "recuse": True}):
            refused(world.report(**given), 422, "validation", "join_case")


def test_a_sound_is_kept_once_and_heard_by_the_accepting_station_alone(world: World) -> None:
    sound = recording()
    receipt = send(world, [sound], **{**HOME, "grid": "350211103G01"})
    assert receipt.status_code == 201, receipt.json
    case_id = receipt.json["case_id"]  # type: ignore[index]
    [kept] = station_of(world, case_id)["sounds"]
    assert (kept["ticket"], round(kept["seconds"])) == (receipt.json["ticket"], 3)  # type: ignore[index]
    heard = world.citizen().client.get(kept["link"])
    assert (heard.status_code, heard.data, heard.mimetype) == (200, sound, "audio/webm")
    heard.close()
    refused(world.citizen().client.get(kept["link"][:-1] + "_"), 404, "not-found")
    assert world.sign_in("coordinator").case(case_id)["sounds"] == []
    assert "sounds" not in world.page_of(receipt.json)  # type: ignore[arg-type]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "empty"), (b"MZ not a sound", "wrong-type"), (recording(17), "too-long"), (recording(2, b"V_VP8", 1),
    "wrong-type"), (jpeg(1), "wrong-type")])
def test_what_is_no_short_sound_is_refused_with_its_reason(world: World, data: bytes, code: str) -> None:
    with nothing_stored(world):
        answer = refused(send(world, [data], **HOME), 422, "sound-rejected", "sounds.0")
    assert answer.json["code"] == code  # type: ignore[index]


def box(name: bytes, body: bytes) -> bytes:
    """One box of an MP4 file."""
    return (8 + len(body)).to_bytes(4) + name + body


def phone_recording(seconds: int, handler: bytes = b"soun", fragments: int = 0) -> bytes:
    """An M4A recording of a phone, or what Safari streams: nothing in front and the sound in fragments."""
    length = 0 if fragments else seconds * 1000
    media = box(b"mdhd", bytes(12) + (1000).to_bytes(4) + length.to_bytes(4) + bytes(4)) + box(
        b"hdlr", bytes(8) + handler + bytes(12)) + box(b"minf", box(b"stbl", box(
            b"stsd", bytes(4) + (1).to_bytes(4) + box(b"mp4a", bytes(20)))))
    defaults = box(b"mvex", box(b"trex", bytes(12) + (20).to_bytes(4) + bytes(8))) if fragments else b""
    moov = box(b"moov", box(b"trak", box(b"mdia", media)) + defaults)
    run = box(b"trun", bytes(4) + (seconds * 50 // max(1, fragments)).to_bytes(4))
    moof = box(b"moof", box(b"traf", box(b"tfhd", bytes(8)) + run))
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + moof * fragments + box(b"mdat", b"sound")


def test_recordings_of_every_phone_are_known_by_their_content() -> None:
    assert [check_sound(data, 1_000_000, 15).seconds for data in (
        recording(4), phone_recording(5), phone_recording(6, fragments=3))] == [4.02, 5, 6]
    for data, code in ((recording(2) + bytes(1_000_000), "too-large"), (phone_recording(20), "too-long"),
                       (phone_recording(20, fragments=2), "too-long"), (phone_recording(5, b"vide"), "wrong-type"),
                       (phone_recording(5)[:60], "wrong-type"), (recording(3)[:40], "wrong-type")):
        with pytest.raises(SoundRejected) as refusal:
            check_sound(data, 1_000_000, 15)
        assert refusal.value.code == code


def test_what_is_near_is_told_without_pictures_that_nobody_released(world: World) -> None:
    case_id = world.receipt(photos=[jpeg(62)], **HOME)["case_id"]
    lon, lat = world.point_in(GRID)
    asked = world.citizen().get("/near-reports", query_string={"category": "C01", "lon": lon, "lat": lat})
    near = next(row for row in asked.json["possible_duplicates"] if row["case_id"] == case_id)
    assert (near["photo"], near["distance_m"] % 50, near["distance_m"] > 50) == (None, 0, True)
    assert asked.json["closed_nearby"] == []


def test_the_public_map_moves_private_places_and_hides_what_is_sealed(world: World) -> None:
    lon, lat = world.point_in(GRID)
    private = world.receipt(photos=[jpeg(63)], **HOME)["case_id"]
    public = world.receipt(**{**HOME, "premises": "road"})["case_id"]
    hidden = world.receipt(**HOME)
    code = {"X-Query-Code": hidden["query_code"]}
    world.citizen().post(f"/reports/{hidden['ticket']}/withdraw", json={}, headers=code)
    view = f"{lon - 0.01:.5f},{lat - 0.01:.5f},{lon + 0.01:.5f},{lat + 0.01:.5f}"
    first, again = ({row["id"]: row for row in pages(world, view)} for _ in range(2))
    assert first == again
    assert {private, public} <= set(first)
    assert hidden["case_id"] not in first
    moved, snapped = (distance_m(lon, lat, first[one]["lon"], first[one]["lat"]) for one in (private, public))
    assert 50 <= moved <= 130
    assert snapped <= 20
    assert first[private]["photos"] == []
    tiny = f"{lon - 0.0002:.5f},{lat - 0.0002:.5f},{lon + 0.0002:.5f},{lat + 0.0002:.5f}"
    assert private not in {row["id"] for row in pages(world, tiny)}, "the box is asked of the shown place"
    refused(world.citizen().get("/public/cases?bbox=118,24,117,25"), 422, "validation", "bbox")


def test_not_solved_needs_no_mark_of_satisfaction(world: World) -> None:
    case_id, receipt = world.case_in("checked")
    path = f"/reports/{receipt['ticket']}/rating"
    code = {"X-Query-Code": receipt["query_code"]}
    refused(world.citizen().post(path, json={"solved": "partly"}, headers=code), 422, "validation", "satisfaction")
    said = world.citizen().post(path, json={"solved": "no"}, headers=code)
    assert (said.status_code, said.json["rating"]["satisfaction"]) == (200, None)  # type: ignore[index]
    assert station_of(world, case_id)["state"] == "handling"
