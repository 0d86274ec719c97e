"""Whoever sends a thing twice gets one thing: the same answer for the same content, a conflict for other content."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.actions.ledger import verify_ledger
from tests.builders import UNIT, World, jpeg
from tests.server.people import at_once, hire
from tests.server.tables import row_counts


def _rating(world: World, receipt: dict[str, Any], key: str, **given: Any) -> TestResponse:
    return world.citizen().post(
        f"/reports/{receipt['ticket']}/rating", json={"solved": "yes", "satisfaction": 5, **given},
        headers={"X-Query-Code": receipt["query_code"], "Idempotency-Key": key})


def test_the_same_report_twice_is_one_report(world: World) -> None:
    given = {"id": str(uuid.uuid4()), "description": "同一件事", "photos": [jpeg(1), jpeg(2)]}
    first = world.receipt(**given)
    before = row_counts()
    assert world.receipt(**given) == first
    assert world.receipt(**given, sent_at="2026-01-05T08:00:00Z") == first, "the moment of sending is not content"
    assert row_counts() == before


@pytest.mark.parametrize("other", [
    {"description": "另一件事"}, {"category": "A02"}, {"photos": [jpeg(2), jpeg(1)]}, {"photos": [jpeg(1)]},
    {"contact": {"name": "某人", "phone": "13800000000"}}], ids=str)
def test_the_same_id_for_something_else_is_a_conflict(world: World, other: dict[str, Any]) -> None:
    given = {"id": str(uuid.uuid4()), "description": "同一件事", "photos": [jpeg(1), jpeg(2)]}
    world.receipt(**given)
    before = row_counts()
    answer = world.report(**{**given, **other})
    assert answer.status_code == 409
    assert answer.json["type"] == "/problems/idempotency-conflict"
    assert row_counts() == before


def test_reports_sent_at_the_same_moment_become_one_case(world: World) -> None:
    given = {"id": str(uuid.uuid4()), "description": "信号不好，连点了几次"}
    senders = [world.citizen() for _ in range(6)]
    before = row_counts()
    answers = at_once([lambda sender=sender: world.report(who=sender, **given) for sender in senders])
    assert [answer.status_code for answer in answers] == [201] * 6, [answer.json for answer in answers]
    assert len({json.dumps(answer.json, sort_keys=True) for answer in answers}) == 1
    after = row_counts()
    assert after["cases"] == before["cases"] + 1
    assert after["reports"] == before["reports"] + 1
    assert after["events"] == before["events"] + 1


def test_reports_of_other_content_at_the_same_moment_are_one_report_and_a_conflict(world: World) -> None:
    name = str(uuid.uuid4())
    answers = at_once([lambda words=words: world.report(id=name, description=words) for words in ("甲", "乙", "丙")])
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


def test_a_repeated_step_is_answered_from_the_first(world: World) -> None:
    case_id, _ = world.case_in("reported")
    station, key = world.sign_in("station"), str(uuid.uuid4())
    given = {"skip_reason": "photo", "note": "照片清楚"}
    first = station.step(case_id, "register", given, version=1, key=key)
    assert first.status_code == 200
    before = row_counts()
    again = station.step(case_id, "register", given, version=1, key=key)
    assert again.status_code == 200, "the stored answer comes before If-Match, which is stale by now"
    assert again.json == first.json
    assert again.headers["ETag"] == first.headers["ETag"] == f'"{first.json["version"]}"'
    assert row_counts() == before
    other = station.step(case_id, "register", {**given, "note": "改了说法"}, version=1, key=key)
    assert other.status_code == 409
    assert other.json["type"] == "/problems/idempotency-conflict"
    elsewhere, _ = world.case_in("reported")
    assert station.step(elsewhere, "register", given, version=1, key=key).status_code == 409
    new = ("cases", "case_stages", "reports", "report_details", "search_words", "events", "repeated_requests")
    assert row_counts(*new) == {name: count for name, count in before.items() if name not in new}


def test_photos_are_part_of_what_a_step_says(world: World) -> None:
    case_id, _ = world.case_in("handling")
    department, key = world.sign_in("department"), str(uuid.uuid4())
    seen = department.case(case_id)["version"]
    first = department.step(case_id, "handle", {"note": "好了"}, photos=[jpeg(1)], version=seen, key=key)
    assert first.status_code == 200
    assert department.step(case_id, "handle", {"note": "好了"}, photos=[jpeg(1)], version=seen,
                           key=key).json == first.json
    assert department.step(case_id, "handle", {"note": "好了"}, photos=[jpeg(2)], version=seen,
                           key=key).status_code == 409


def test_a_key_belongs_to_its_person(world: World) -> None:
    key = str(uuid.uuid4())
    first, second = world.case_in("registered")[0], world.case_in("dispatched")[0]
    assert world.sign_in("dispatcher").step(first, "dispatch", {"department": UNIT}, key=key).status_code == 200
    assert world.sign_in("department").step(second, "sign", key=key).json["state"] == "handling"


def test_a_repeated_step_at_the_same_moment_is_taken_once(world: World) -> None:
    case_id, _ = world.case_in("dispatched")
    department, key = world.sign_in("department"), str(uuid.uuid4())
    seen, events = department.case(case_id)["version"], row_counts()["events"]
    answers = at_once([lambda: department.step(case_id, "sign", {"note": "收到"}, version=seen, key=key)] * 4)
    assert [answer.status_code for answer in answers] == [200] * 4, [answer.json for answer in answers]
    assert len({json.dumps(answer.json, sort_keys=True) for answer in answers}) == 1
    assert row_counts()["events"] == events + 1


def test_of_two_people_with_the_same_step_one_wins(world: World) -> None:
    case_id, _ = world.case_in("dispatched")
    officers = [world.sign_in("department"), hire(world, "colleague")]
    seen = officers[0].case(case_id)["version"]
    answers = at_once([lambda officer=officer: officer.step(case_id, "sign", version=seen) for officer in officers])
    assert sorted(answer.status_code for answer in answers) == [200, 412], [answer.json for answer in answers]
    won = next(answer.json for answer in answers if answer.status_code == 200)
    lost = next(answer.json for answer in answers if answer.status_code == 412)
    assert lost["version"] == won["version"], "whoever lost is told the version to read"
    assert won["assignee"]["name"] in lost["happened"], "and what happened meanwhile, and by whom"
    assert "签收" in lost["happened"]
    assert officers[0].case(case_id)["assignee"] == won["assignee"]


def test_of_two_people_with_different_steps_one_wins(world: World) -> None:
    case_id, _ = world.case_in("dispatched")
    department, dispatcher = world.sign_in("department"), world.sign_in("dispatcher")
    seen = department.case(case_id)["version"]
    answers = at_once([
        lambda: department.step(case_id, "sign", version=seen),
        lambda: dispatcher.step(case_id, "recategorise", {"category": "D02", "reason": "看错了"}, version=seen)])
    assert sorted(answer.status_code for answer in answers) == [200, 412], [answer.json for answer in answers]


def test_a_repeated_return_is_answered_though_the_case_has_left_the_department(world: World) -> None:
    case_id, _ = world.case_in("dispatched")
    department, key = world.sign_in("department"), str(uuid.uuid4())
    seen = department.case(case_id)["version"]
    first = department.step(case_id, "return", {"reason": "不是我们的"}, version=seen, key=key)
    assert first.json["state"] == "registered"
    again = department.step(case_id, "return", {"reason": "不是我们的"}, version=seen, key=key)
    assert (again.status_code, again.json) == (200, first.json)


def test_a_repeated_rating_counts_once(world: World) -> None:
    _, receipt = world.case_in("checked")
    key = str(uuid.uuid4())
    answers = at_once([lambda: _rating(world, receipt, key, comment="谢谢")] * 3)
    assert [answer.status_code for answer in answers] == [200] * 3, [answer.json for answer in answers]
    assert len({json.dumps(answer.json, sort_keys=True) for answer in answers}) == 1
    assert _rating(world, receipt, key, comment="改主意了").status_code == 409
    second = _rating(world, receipt, str(uuid.uuid4()))
    assert second.status_code == 409
    assert second.json["type"] == "/problems/window-closed"
    assert len(world.sign_in("station").case(receipt["case_id"])["ratings"]) == 1


def test_cases_of_one_grid_reported_at_the_same_moment_get_different_numbers(world: World) -> None:
    answers = at_once([lambda: world.report(description="不同的人")] * 8)
    assert [answer.status_code for answer in answers] == [201] * 8, [answer.json for answer in answers]
    assert len({answer.json["number"] for answer in answers}) == 8
    assert verify_ledger()[1] == []


def test_two_cases_merged_into_each_other_at_the_same_moment(world: World) -> None:
    first, second = world.case_in("reported")[0], world.case_in("reported")[0]
    station = world.sign_in("station")
    answers = at_once([
        lambda: station.step(first, "merge", {"main_case": second}, version=1),
        lambda: station.step(second, "merge", {"main_case": first}, version=1)])
    assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 422]), [
        answer.json for answer in answers]
    assert sorted(station.case(case_id)["reports"] and station.case(case_id)["state"]
                  for case_id in (first, second)) == ["merged", "reported"]


@pytest.mark.parametrize("key", ["short", "x" * 65, "schlüssel-12345"])
def test_a_key_that_no_client_should_make_is_refused(world: World, key: str) -> None:
    case_id, _ = world.case_in("reported")
    answer = world.sign_in("station").step(case_id, "register", {"skip_reason": "photo"}, key=key)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"] == "Idempotency-Key"
