"""Schemes: in force for everybody to read, drafted by one person and adopted by another, never edited afterwards."""

from __future__ import annotations

import copy
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.assess import compute_draft, drafts_within, due_drafts, keep_drafts
from server.actions.ledger import verify_ledger
from server.errors import Problem
from server.extensions import db
from server.models import Assessment, AssessmentScore
from server.queries.assessment_live import live_score
from server.queries.moments import city_day
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, Someone, World
from tests.server.people import hire
from tests.server.refusals import nothing_stored, refused
from tests.server.tables import ledger, run_sql
from workflows.assessment.facts import Level
from workflows.assessment.periods import period_around
from workflows.assessment.scheme import PeriodKind

NOW = datetime.now(UTC)
TOMORROW = city_day(NOW) + timedelta(days=1)


def send(who: Someone, path: str, body: Any = None) -> TestResponse:
    return who.post(path, json=body or {}, headers={"Idempotency-Key": str(uuid.uuid4())})


def in_force(world: World) -> dict[str, Any]:
    items = world.sign_in("member").get("/schemes").json["items"]
    [scheme] = [item for item in items if item["in_force"]]
    return world.sign_in("member").get(f"/schemes/{scheme['id']}").json  # type: ignore[no-any-return]


def wanted(world: World, **given: Any) -> dict[str, Any]:
    return {"title": "网格环境监管考核方案", "starts_on": TOMORROW.isoformat(), "reason": "多看重解决",
            "body": in_force(world)["body"], **given}


def reweighed(world: World, card: str, *weights: int) -> dict[str, Any]:
    body = copy.deepcopy(in_force(world)["body"])
    for line, weight in zip(body["cards"][card], weights, strict=False):
        line["weight"] = weight
    return body


def test_everybody_reads_the_scheme_with_the_formula_of_every_line(world: World) -> None:
    scheme = in_force(world)
    assert (scheme["version"], scheme["simulated"], scheme["starts_on"]) == (1, True, f"{city_day(NOW).year}-01-01")
    assert [(row["level"], row["weight"]) for row in scheme["grassroots"]] == [("town", 55), ("district", 55)]
    for card in scheme["cards"]:
        assert sum(line["weight"] for line in card["lines"]) == 100
        assert all(len(line["words"]) > 8 and line["name"] for line in card["lines"])
    assert send(world.sign_in("assistant"), "/schemes", wanted(world)).status_code == 403


def line_changed(world: World, card: str, **values: Any) -> dict[str, Any]:
    body = copy.deepcopy(in_force(world)["body"])
    body["cards"][card][1] |= values
    return body


def test_what_cannot_be_is_refused_by_field_and_nothing_is_stored(world: World) -> None:
    assessor = world.sign_in("assessor")
    cases: list[tuple[dict[str, Any], str]] = [
        (wanted(world, body=reweighed(world, "grid", 21)), "body.cards.grid"),
        (wanted(world, body=reweighed(world, "unit", 45, 15)), "body.cards.unit"),
        (wanted(world, body=line_changed(world, "grid", code="whistle_rate")), "body.cards.grid.1.code"),
        (wanted(world, body=line_changed(world, "grid", minimum=0)), "body.cards.grid.1.minimum"),
        (wanted(world, body=line_changed(world, "grid", full="20")), "body.cards.grid.1.full"),
        (wanted(world, starts_on=city_day(NOW).isoformat()), "starts_on"),
        (wanted(world, starts_on="9999-12-31"), "starts_on")]
    with nothing_stored(world):
        for body, field in cases:
            refused(send(assessor, "/schemes", body), 422, "validation", field)
        refused(send(assessor, "/schemes/preview", {"body": cases[0][0]["body"]}), 422, "validation", "body.cards.grid")


def test_one_drafts_another_adopts_and_nobody_edits_it_afterwards(world: World) -> None:
    assessor, leader = world.sign_in("assessor"), world.sign_in("city_leader")
    body = reweighed(world, "grid", 25, 10)
    draft = send(assessor, "/schemes", wanted(world, body=body)).json
    path = f"/schemes/{draft['id']}"
    refused(send(world.sign_in("leader"), f"{path}/adopt"), 403, "role-forbidden")
    refused(send(hire(world, "other_assessor"), path, wanted(world)), 403, "role-forbidden")
    refused(send(assessor, f"{path}/adopt"), 403, "role-forbidden")
    changed = wanted(world, body=body, title="考核方案第二版")
    assert send(world.sign_in("city_assessor"), path, changed).status_code == 200
    adopted = send(leader, f"{path}/adopt")
    assert (adopted.status_code, adopted.json["state"], adopted.json["adopted_by"]) == (200, "adopted", "叶领导")
    before = world.sign_in("member").get("/schemes").json["items"][-1]
    assert before["ends_on"] == city_day(NOW).isoformat()
    refused(send(assessor, path, wanted(world)), 409, "invalid-transition")
    refused(send(leader, f"{path}/adopt"), 409, "invalid-transition")
    names = [event.name for event in ledger() if (event.subject_kind, event.subject_id) == ("scheme", str(draft["id"]))]
    assert names == ["scheme.drafted", "scheme.edited", "scheme.adopted", "scheme.refused"]
    assert verify_ledger()[1] == []
    again = send(assessor, "/schemes", wanted(world)).json
    refused(send(leader, f"/schemes/{again['id']}/adopt"), 422, "validation", "starts_on")


def test_a_scheme_does_not_begin_inside_a_period_that_is_frozen_or_published(world: World) -> None:
    inside, last = TOMORROW + timedelta(days=10), TOMORROW + timedelta(days=20)
    draft = send(world.sign_in("assessor"), "/schemes", wanted(world, starts_on=inside.isoformat())).json
    adopt = f"/schemes/{draft['id']}/adopt"
    with transaction() as tx:
        tx.session.add(period := Assessment(
            kind="year", first=TOMORROW, last=last, scheme_id=in_force(world)["id"], state="displayed", as_of=NOW,
            facts=0, simulated=True, event_count=0))
        tx.session.flush()
        number = period.id
    try:
        answer = send(world.sign_in("city_leader"), adopt)
        refused(answer, 422, "validation", "starts_on")
        assert f"截至 {last} 的考核已经冻结" in str(answer.json)
    finally:
        run_sql("UPDATE assessments SET state = 'draft' WHERE id = :id", id=number)
        run_sql("DELETE FROM assessments WHERE id = :id", id=number)
    assert world.sign_in("assessor").get(f"/schemes/{draft['id']}").json["state"] == "draft"


def test_a_change_inside_a_period_gives_each_part_an_assessment_of_its_own(world: World) -> None:
    """Version 2 of the test above begins tomorrow: the quarter (or the next one) is counted in two parts."""
    quarter = period_around(PeriodKind.QUARTER, TOMORROW)
    if quarter.first == TOMORROW:
        pytest.skip("tomorrow a quarter begins")
    later = NOW + timedelta(days=2)
    found = [compute_draft(kind, first, later) for kind, first in drafts_within(quarter)]
    with db.reading() as session:
        parts = [session.get_one(Assessment, row_id) for row_id in found]
    assert [(row.first, row.last) for row in parts] == [
        (quarter.first, TOMORROW - timedelta(days=1)), (TOMORROW, quarter.last)]
    assert len({row.scheme_id for row in parts}) == 2
    with pytest.raises(Problem, match="没有生效的考核方案"):
        compute_draft(PeriodKind.MONTH, date(quarter.first.year - 1, 5, 1), NOW)


def test_a_changed_case_is_in_the_running_score_at_once_and_drafts_keep_their_ids(world: World) -> None:
    member = world.sign_in("member")
    person = member.get("/me").json["person"]["id"]
    draft = compute_draft(PeriodKind.MONTH, city_day(NOW), NOW)

    def live() -> Any:
        with db.reading() as session:
            return live_score(session, Level.MEMBER, str(person), datetime.now(UTC) + timedelta(days=1)).lines[0]

    before = live()
    case_id = world.receipt()["case_id"]
    station = world.sign_in("station")
    assert station.step(case_id, "ask-confirmation", {"confirmer": person}).status_code == 200
    assert member.step(case_id, "confirm", {"result": "true"}).status_code == 200
    run_sql("UPDATE assignments SET due_at = ended_at WHERE case_id = :id", id=case_id)
    assert (live().n, live().part) == (before.n + 1, before.part + 1)
    ids = scores_of(draft)
    assert compute_draft(PeriodKind.MONTH, city_day(NOW), NOW + timedelta(minutes=5)) == draft
    assert scores_of(draft) == ids
    assert len(ids) > 2000


def scores_of(assessment: int) -> dict[tuple[str, str], int]:
    with db.reading() as session:
        rows = session.execute(select(AssessmentScore.level, AssessmentScore.owner, AssessmentScore.id).where(
            AssessmentScore.assessment_id == assessment))
        return {(row.level, row.owner): row.id for row in rows}


def test_drafts_are_due_once_an_hour_and_a_frozen_one_is_left_alone(world: World) -> None:
    keep_drafts(NOW)
    month = (PeriodKind.MONTH, period_around(PeriodKind.MONTH, city_day(NOW)).first)
    assert month not in due_drafts(NOW + timedelta(minutes=30))
    assert month in due_drafts(NOW + timedelta(hours=2)) or city_day(NOW + timedelta(hours=2)).day == 1
    soon = NOW + timedelta(minutes=30)  # past days came to it in between
    assert month in due_drafts(soon, written=NOW + timedelta(minutes=20)) or city_day(soon).day == 1
    run_sql("UPDATE assessments SET state = 'frozen' WHERE kind = 'month' AND first = :first",
            first=month[1].isoformat() if db.is_sqlite else month[1])
    with pytest.raises(Problem, match="已经冻结"):
        compute_draft(*month, NOW)
    run_sql("UPDATE assessments SET state = 'draft'")


def test_a_preview_weighs_the_last_quarter_anew_for_assessors_and_leaders(world: World) -> None:
    compute_draft(PeriodKind.QUARTER, city_day(NOW), NOW)
    refused(send(world.sign_in("station_head"), "/schemes/preview", {"body": in_force(world)["body"]}), 403,
            "role-forbidden")
    with nothing_stored(world):
        found = send(world.sign_in("leader"), "/schemes/preview", {"body": reweighed(world, "unit", 50, 10),
                                                                   "level": "town"}).json
    assert found["counts"]["owners"] == 45
    assert all(row["owner"].startswith(DISTRICT) for row in found["items"])
    assert {row["owner"] for row in found["items"]} >= {TOWN} or found["counts"]["scored"] == 0


def test_what_an_assessor_establishes_counts_once_another_person_has_said_that_it_holds(world: World) -> None:
    assessor, leader = world.sign_in("assessor"), world.sign_in("leader")
    body = {"code": "leak", "level": "grid", "owner": GRID, "reason": "把举报人的电话给了被举报单位"}
    refused(send(hire(world, "other_assessor"), "/assessment-marks", body), 403, "role-forbidden")
    refused(send(assessor, "/assessment-marks", body | {"code": "fabrication"}), 422, "validation", "code")
    refused(send(assessor, "/assessment-marks", body | {"owner": "nobody"}), 422, "validation", "owner")
    mark = send(assessor, "/assessment-marks", body).json
    refused(send(assessor, f"/assessment-marks/{mark['id']}/decide", {"holds": True}), 403, "role-forbidden")

    def grade() -> str | None:
        with db.reading() as session:
            return live_score(session, Level.GRID, GRID, datetime.now(UTC)).grade

    assert grade() != "fail"
    decided = send(leader, f"/assessment-marks/{mark['id']}/decide", {"holds": True}).json
    assert (decided["holds"], decided["decided_by"], grade()) == (True, "许领导", "fail")
    assert [row["id"] for row in leader.get("/assessment-marks").json["items"]] == [mark["id"]]
    assert hire(world, "other_leader").get("/assessment-marks").json["items"] == []
    assert "电话" not in "".join(event.content for event in ledger() if event.subject_kind == "scheme")
