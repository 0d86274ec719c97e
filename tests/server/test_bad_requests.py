"""Requests that nobody should send: each is a problem of the caller, with its field, and nothing is stored."""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import uuid
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from server.extensions import db
from tests.builders import API, UNIT, World, jpeg
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import row_counts


@pytest.fixture(scope="module")
def case_id(world: World) -> int:
    """A case that the station may file."""
    return world.case_in("reported")[0]


def test_a_stale_version_is_told_the_new_one(world: World, case_id: int) -> None:
    station = world.sign_in("station")
    with nothing_stored(world):
        for version in (0, 99):
            answer = refused(station.step(case_id, "register", {"skip_reason": "photo"}, version=version), 412,
                             "stale-version")
            assert answer.json["version"] == station.case(case_id)["version"]


@pytest.mark.parametrize(("header", "status", "slug"), [
    (None, 428, "version-required"), ("", 422, "validation"), ("*", 422, "validation"), ('"one"', 422, "validation"),
    ('"-1"', 422, "validation"), ('"1.0"', 422, "validation"), ('"' + "9" * 30 + '"', 422, "validation"),
    ('"１"', 422, "validation")])
def test_a_step_says_which_version_it_has_seen(world: World, case_id: int, header: str | None, status: int,
                                               slug: str) -> None:
    headers = {} if header is None else {"If-Match": header}
    with nothing_stored(world):
        answer = world.sign_in("station").post(f"/cases/{case_id}/register", json={"fields": {"skip_reason": "photo"}},
                                               headers=headers)
        refused(answer, status, slug, "If-Match" if status == 422 else None)


def test_a_step_that_the_state_does_not_allow_names_those_it_does(world: World, case_id: int) -> None:
    with nothing_stored(world):
        answer = refused(world.sign_in("station").step(case_id, "close", {"feedback": "好"}), 409, "invalid-transition")
        assert set(answer.json["allowed_transitions"]) >= {"ask-confirmation", "register", "decline", "self-handle"}
        assert "已上报" in answer.json["detail"]


def test_a_step_that_the_role_does_not_allow_names_those_it_does(world: World, case_id: int) -> None:
    leader, auditor = world.sign_in("leader"), world.sign_in("auditor")
    with nothing_stored(world):
        answer = refused(leader.step(case_id, "register", {"skip_reason": "photo"}), 403, "role-forbidden")
        assert answer.json["allowed_transitions"] == ["instruct", "recuse", "supervise"]
        refused(auditor.step(case_id, "contact", {"reached": True}), 403, "role-forbidden")


@pytest.mark.parametrize("action", ["submit", "evaluate", "archive", "withdraw", "explode", "REGISTER", "%00"])
def test_steps_that_nobody_takes_here(world: World, case_id: int, action: str) -> None:
    with nothing_stored(world):
        refused(world.sign_in("station").step(case_id, action, {}), 404, "not-found")


BAD_FIELDS: list[tuple[str, str, dict[str, Any], str]] = [
    ("station", "register", {}, "skip_reason"), ("station", "register", {"skip_reason": "because"}, "skip_reason"),
    ("station", "register", {"skip_reason": ["photo"]}, "skip_reason"),
    ("station", "register", {"skip_reason": "photo", "note": "x" * 2001}, "note"),
    ("station", "register", {"skip_reason": "photo", "note": "空\x00字"}, "note"),
    ("station", "register", {"skip_reason": "photo", "note": 5}, "note"),
    ("station", "register", {"skip_reason": "photo", "colour": "red"}, "colour"),
    ("station", "decline", {"reason_code": "not-competent"}, "note"),
    ("station", "decline", {"note": "x"}, "reason_code"),
    ("station", "decline", {"reason_code": "untrue", "note": "x"}, "reason_code"),
    ("station", "decline", {"reason_code": {"a": 1}, "note": "x"}, "reason_code"),
    ("station", "merge", {}, "main_case"), ("station", "merge", {"main_case": "HB0"}, "main_case"),
    ("station", "merge", {"main_case": 10**30}, "main_case"), ("station", "merge", {"main_case": True}, "main_case"),
    ("station", "merge", {"main_case": "HB\x00"}, "main_case"), ("station", "merge", {"main_case": [1]}, "main_case"),
    ("station", "recategorise", {"category": "Z00"}, "category"),
    ("station", "recategorise", {"category": "A"}, "category"),
    ("station", "recategorise", {"category": "M01"}, "category"),
    ("station", "ask-confirmation", {"confirmer": 10**30}, "confirmer"),
    ("station", "ask-confirmation", {"confirmer": "林网格"}, "confirmer"),
    ("station", "contact", {"reached": "true"}, "reached"), ("station", "contact", {}, "reached"),
    ("coordinator", "supervise", {"text": "速办"}, "due_at"),
    ("coordinator", "supervise", {"text": "速办", "due_at": "2020-01-01T00:00:00Z"}, "due_at"),
    ("coordinator", "supervise", {"text": "速办", "due_at": "2030-01-01T00:00:00"}, "due_at"),
    ("coordinator", "supervise", {"text": "速办", "due_at": "9999-12-31T23:59:59-10:00"}, "due_at"),
    ("coordinator", "supervise", {"text": "速办", "due_at": 5}, "due_at"),
    ("coordinator", "supervise", {"text": "   ", "due_at": "2030-01-01T00:00:00Z"}, "text"),
    ("member", "self-handle", {}, "photos"), ("station_head", "seal", {}, "reason"),
]


@pytest.mark.parametrize(("name", "action", "fields", "field"), BAD_FIELDS, ids=lambda value: str(value)[:40])
def test_each_wrong_field_of_a_step_is_named(world: World, case_id: int, name: str, action: str,
                                             fields: dict[str, Any], field: str) -> None:
    someone = world.sign_in(name)
    with nothing_stored(world):
        refused(someone.step(case_id, action, fields), 422, "validation", field)


HANDLING: list[tuple[str, str, dict[str, Any], str]] = [
    ("department", "handle", {"note": "没有照片"}, "photos"),
    ("department", "extend", {"reason": "x", "limit": {"amount": 0, "unit": "working_days"}}, "limit"),
    ("department", "extend", {"reason": "x", "limit": {"amount": 366, "unit": "working_days"}}, "limit"),
    ("department", "extend", {"reason": "x", "limit": {"amount": 3, "unit": "moons"}}, "limit"),
    ("department", "extend", {"reason": "x", "limit": {"amount": True, "unit": "working_days"}}, "limit"),
    ("department", "extend", {"reason": "x", "limit": "3 天"}, "limit"),
    ("department", "suspend", {"reason": "x", "until": "2020-01-01"}, "until"),
    ("department", "suspend", {"reason": "x", "until": "9999-12-31"}, "until"),
    ("department", "suspend", {"reason": "x", "until": "soon"}, "until"),
    ("dispatcher", "transfer", {"department": UNIT, "reason": "x"}, "department"),
    ("dispatcher", "transfer", {"department": "350200-ST", "reason": "x"}, "department"),
    ("dispatcher", "transfer", {"department": "350206-CG", "reason": "x"}, "department"),
    ("dispatcher", "transfer", {"department": "nobody", "reason": "x"}, "department"),
]


def test_each_wrong_field_while_handling_is_named(world: World) -> None:
    handling, _ = world.case_in("handling")
    for name, action, fields, field in HANDLING:
        someone = world.sign_in(name)
        with nothing_stored(world):
            refused(someone.step(handling, action, fields), 422, "validation", field)


def test_wrong_codes_are_counted_and_then_everybody_waits(world: World) -> None:
    receipt = world.receipt()
    citizen, path = world.citizen(), f"/reports/{receipt['ticket']}"
    with nothing_stored(world, "attempts"):
        for number in range(10):
            kw = {"headers": {"X-Query-Code": f"WRONG{number}WRONG"}} if number % 2 else {
                "query_string": {"code": f"WRONG{number}"}}
            refused(citizen.get(path, **kw), 403, "wrong-query-code")
        for answer in (citizen.get(path, headers={"X-Query-Code": "WRONGWRONG"}),
                       citizen.get(path, headers={"X-Query-Code": receipt["query_code"]}),
                       citizen.post(f"{path}/rating", json={"solved": "yes", "satisfaction": 5},
                                    headers={"X-Query-Code": receipt["query_code"]})):
            limited = refused(answer, 429, "rate-limited")
            assert 0 < int(limited.headers["Retry-After"]) <= 3600
    other = world.receipt()
    assert world.page_of(other)["ticket"] == other["ticket"], "each ticket has its own count"
    assert citizen.get(f"/reports/{other['ticket']}?code={other['query_code'].lower()}").status_code == 200


def test_reports_from_one_address_are_limited(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "settings", dataclasses.replace(db.settings, report_rate="2/3600"))
    address = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
    lon, lat = world.point_in()
    def body() -> dict[str, Any]:
        return {"id": str(uuid.uuid4()), "category": "A05", "lon": lon, "lat": lat}
    assert [world.citizen().post("/reports", json=body(), **address).status_code for _ in range(2)] == [201, 201]
    with nothing_stored(world):
        limited = refused(world.citizen().post("/reports", json=body(), **address), 429, "rate-limited")
    assert int(limited.headers["Retry-After"]) > 0
    assert world.citizen().post("/reports", json=body(), environ_base={"REMOTE_ADDR": "192.0.2.8"}).status_code == 201
    assert world.sign_in("station").post("/reports", json=body(), **address).status_code == 201


BODIES: list[tuple[Any, str, int]] = [
    (b"", "application/json", 422), (b"{", "application/json", 422), (b"[]", "application/json", 422),
    (b"null", "application/json", 422), (b'"text"', "application/json", 422), (b"NaN", "application/json", 422),
    (b'{"id": "\xff\xfe"}', "application/json", 422), ('{"id": "编号"}'.encode("utf-16"), "application/json", 422),
    (b'{"fields": {"note": "\\ud800"}}', "application/json", 422),
    (b'{"fields": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "application/json", 422),
    (b'{"fields": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}", "application/json", 422),
    (b'{"fields": {"person": ' + b"9" * 5_000 + b"}}", "application/json", 422),
    (b'{"fields": {"note": 1e999}}', "application/json", 422),
    (b"{}", "text/plain", 415), (b"{}", "application/xml", 415), (b"{}", "", 415),
    (b"a=b", "application/x-www-form-urlencoded", 415),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x", 422), (b"", "multipart/form-data", 422),
    (b"x" * 2_000_000, "application/json", 413), (b" " * 3_000_000 + b"{}", "application/json", 413),
]


@pytest.mark.parametrize(("data", "kind", "status"), BODIES, ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("path", ["/reports", "/cases/{case}/contact"])
def test_bodies_that_are_none(world: World, case_id: int, path: str, data: bytes, kind: str, status: int) -> None:
    slug = {415: "unsupported-media-type", 413: "payload-too-large", 422: "validation"}[status]
    station = world.sign_in("station")
    with nothing_stored(world):
        answer = station.post(path.format(case=case_id), data=data, content_type=kind, headers={"If-Match": '"1"'})
        refused(answer, status, slug)


def test_a_body_larger_than_all_photos_is_refused(world: World) -> None:
    photos = [FileStorage(io.BytesIO(bytes(9 * 1024 * 1024)), "a.jpg", "photos") for _ in range(24)]
    boundary, data = encode_multipart({"report": "{}", "photos": photos})
    with nothing_stored(world):
        refused(world.citizen().post("/reports", data=data, content_type=f"multipart/form-data; boundary={boundary}"),
                413, "payload-too-large")


def cursor(*key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


QUERIES = [
    ("/cases?state=flying", "state"), ("/cases?phase=sleep", "phase"), ("/cases?stage=none", "stage"),
    ("/cases?limit=0", "limit"), ("/cases?limit=201", "limit"), ("/cases?limit=" + "9" * 400, "limit"),
    ("/cases?order=random", "order"), ("/cases?late=maybe", "late"), ("/cases?reported_on=today", "reported_on"),
    ("/cases?bbox=1,2,3", "bbox"), ("/cases?bbox=119,24,118,25", "bbox"), ("/cases?bbox=a,b,c,d", "bbox"),
    ("/cases?division=12", "division"), ("/cases?grid=zz", "grid"), ("/cases?q=%00", "q"),
    ("/cases?q=" + "x" * 61, "q"),
    ("/cases?assignee=you", "assignee"), ("/cases?open=true&open=false", "open"), ("/cases?colour=red", "colour"),
    ("/cases?cursor=x", "cursor"), ("/cases?cursor=%00", "cursor"), ("/cases?cursor=" + cursor(1, 2, 3), "cursor"),
    ("/cases?cursor=" + cursor(None, "1"), "cursor"), ("/cases?cursor=" + cursor(None, 10**40), "cursor"),
    ("/cases?order=due&cursor=" + cursor("2026-01-01", 1), "cursor"),
    ("/cases?order=due&cursor=" + cursor(5, 1), "cursor"),
    ("/cases?order=due&cursor=" + cursor("0001-01-01T00:00:00+14:00", 1), "cursor"),
    ("/opinions?cursor=" + cursor(None, 2**61), "cursor"), ("/opinions?intent=complaint", "intent"),
    ("/events?after=-1", "after"), ("/events?after=1.5", "after"), ("/events?after=" + str(2**53), "after"),
    ("/events?limit=x", "limit"), ("/events?division=%00", "division"), ("/stats/grids?level=moon", "level"),
    ("/locate?lon=118", "lat"), ("/locate?lon=nan&lat=24", "lon"), ("/locate?lon=118&lat=inf", "lat"),
    ("/locate?lon=118&lat=24.6&datum=moon", "datum"), ("/grids?level=planet", "level"), ("/grids", "level"),
    ("/grids?level=town&bbox=119,24,118,25", "bbox"), ("/departments?division=%00", "division"),
]


@pytest.mark.parametrize(("path", "field"), QUERIES, ids=lambda value: str(value)[:50])
def test_each_wrong_parameter_is_named(world: World, path: str, field: str) -> None:
    refused(world.sign_in("city_leader").get(path), 422, "validation", field)


UNKNOWN = ["/cases/0", "/cases/999999", f"/cases/{2**53}", f"/cases/{2**63}", "/cases/" + "9" * 400, "/cases/-1",
           "/cases/one", "/cases/1/nothing/more", "/nothing", "/grids/x", "/grids?level=town&parent=nowhere",
           "/departments?division=nowhere", "/stats/overview?division=nowhere", "/stats/overview?department=nobody",
           "/events?division=nowhere", "/photos/1/320.jpg?e=9999999999&s=forged", "/photos/1/64.jpg?e=1&s=x",
           "/reports/SP%00/identity?reason=需要核实", "/reports/%FF/identity?reason=需要核实"]


@pytest.mark.parametrize("path", UNKNOWN, ids=lambda value: str(value)[:50])
def test_what_does_not_exist_is_not_found(world: World, path: str) -> None:
    refused(world.sign_in("city_leader").get(path) if "identity" not in path else
            world.sign_in("station").get(path), 404, "not-found")


@pytest.mark.parametrize("path", ["/api/nothing", "/api/v1", "/api/v1/", "/api/v2/cases", "/api/v1/cases/"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_unknown_addresses_under_api_are_problems(world: World, path: str, method: str) -> None:
    refused(world.citizen().client.open(path, method=method), 404, "not-found")


def test_a_wrong_method_names_the_right_ones(world: World) -> None:
    for method, path, allowed in (("PUT", "/cases", "GET"), ("PATCH", "/session", "POST"),
                                  ("DELETE", "/reports", "POST")):
        answer = refused(world.citizen().client.open(API + path, method=method), 405, "method-not-allowed")
        assert allowed in answer.headers["Allow"]


@pytest.mark.parametrize("ticket", ["SP%00", "%FF%FE", "SP000000-AAAA-BBBB", "x" * 500, "..%2F..%2Fetc", "' OR 1=1 --"])
def test_tickets_that_are_none_look_like_wrong_codes(world: World, ticket: str) -> None:
    with nothing_stored(world, "attempts"):
        for code in ("ABCDEFGHJK", "é" * 10, "x" * 40):
            answer = world.citizen().get(f"/reports/{ticket}", headers={"X-Query-Code": code})
            assert answer.status_code in (403, 404), answer.text
            refused(answer, answer.status_code, "wrong-query-code" if answer.status_code == 403 else "not-found")


def test_words_from_a_reporter(world: World) -> None:
    receipt = world.receipt()
    path, headers = f"/reports/{receipt['ticket']}", {"X-Query-Code": receipt["query_code"]}
    before = row_counts()
    for action, body, field in (("answer", {"text": "x" * 2001}, "text"), ("answer", {"text": "\x00"}, "text"),
                                ("answer", {}, "text"), ("photos", {"text": "没有照片"}, "photos"),
                                ("join", {}, "case_id"),
                                ("join", {"case_id": 0}, "case_id"), ("join", {"case_id": 2**60}, "case_id"),
                                ("join", {"case_id": receipt["case_id"]}, "case_id"), ("answer", {"who": "x"}, "who"),
                                ("rating", {"solved": "maybe", "satisfaction": 5}, "solved"),
                                ("rating", {"solved": "yes", "satisfaction": 6}, "satisfaction"),
                                ("rating", {"solved": "yes", "satisfaction": True}, "satisfaction"),
                                ("rating", {"solved": "yes"}, "satisfaction")):
        refused(world.citizen().post(f"{path}/{action}", json=body, headers=headers), 422, "validation", field)
    refused(world.citizen().post(f"{path}/rating", json={"solved": "yes", "satisfaction": 5}, headers=headers), 409,
            "window-closed")
    refused(world.citizen().post(f"{path}/review", json={}, headers=headers), 409, "window-closed")
    many = {"report": "{}", "photos": [(io.BytesIO(jpeg(number)), "a.jpg") for number in range(10)]}
    refused(world.citizen().post(f"{path}/photos", data=many, headers=headers, content_type="multipart/form-data"),
            422, "photo-rejected")
    assert row_counts() == before
