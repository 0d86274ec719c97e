"""Assessment as somebody who distrusts it would try it: foreign eyes, colleagues' work, problems listed as old."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.actions.assess import compute_draft
from server.extensions import db
from server.models import PersonPost, WorkReminder
from server.queries.assessment_facts import read_facts
from server.queries.moments import city_day
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, UNIT, Someone, World, jpeg
from tests.server.people import hire, take
from tests.server.tables import all_text, ledger, run_sql
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import Kind, Level, to_content
from workflows.assessment.from_ledger import rebuild
from workflows.assessment.indicator import tally
from workflows.assessment.roster import Roster
from workflows.assessment.scheme import PeriodKind
from workflows.posts import midnight

WHY = "二十年前就有的旧渣场，区里已列入治理计划"
PARAMETERS = {"coverage_days": 14}
# Everybody whose posts lie outside the home town, or who has nothing to do with scores.
STRANGERS = ("other_member", "next_station", "next_head", "other_station", "other_dispatcher", "other_coordinator",
             "other_leader", "other_assessor", "other_department", "water", "admin", "assistant")
OWNERS = (("member", ""), ("grid", GRID), ("community", ""), ("town", TOWN), ("district", DISTRICT),
          ("department", UNIT))
LISTS = ("/work-reminders", "/samples", "/check-plans", f"/check-results?division={TOWN}", "/meeting-packs",
         "/meeting-items", "/inspections", "/appeals?view=waiting", "/appeals?view=excluded", "/rewards", "/objections",
         "/assessment-marks", f"/burden?division={TOWN}", "/missed-finds")


def person(world: World, name: str) -> Someone:
    return hire(world, name) if name in STRANGERS and name not in ("admin", "assistant") else world.sign_in(name)


def send(who: Someone, path: str, body: dict[str, Any]) -> TestResponse:
    return who.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


@pytest.fixture(scope="module")
def scores(world: World) -> dict[str, int]:
    """A little of everything, counted: the id of one score of each level in the home town."""
    for _ in range(2):
        world.case_in("handled", photos=[jpeg(1)])
    now = datetime.now(UTC)
    number = compute_draft(PeriodKind.MONTH, city_day(now), now)
    me = world.sign_in("member").get("/me").json["person"]["id"]
    found = {}
    for level, owner in OWNERS:
        whose = {"owner": str(me)} if level == "member" else {"owner": owner} if owner else {"division": TOWN}
        answer = world.sign_in("city_assessor").get("/assessments", query_string={
            "assessment": number, "level": level, **whose})
        found[level] = answer.json["items"][0]["id"]
    return found


@pytest.mark.parametrize("name", STRANGERS)
def test_no_stranger_reads_a_score_its_facts_or_a_list_of_the_home_town(
        world: World, scores: dict[str, int], name: str) -> None:
    """Whoever guesses the number of another's score, or asks a list for the home town, learns nothing of it."""
    who = person(world, name)
    for level, number in scores.items():
        for tail in ("", "/explain?line=sampled", "/fact?line=sampled&ref=sample:1", "/shown", "/peers"):
            assert who.get(f"/assessments/{number}{tail}").status_code == 403, (level, tail)
        listed = who.get("/assessments", query_string={"level": level, "division": TOWN}).json
        assert listed["items"] == [], level
    for path in LISTS:
        answer = who.get(path)
        assert answer.status_code in (200, 403), (path, answer.json)
        assert GRID not in answer.get_data(as_text=True), path



def test_an_older_problem_is_listed_by_the_district_once_and_counts_apart_from_then_on(world: World) -> None:
    case_id, _ = world.case_in("handling")
    path = f"/cases/{case_id}/legacy"
    for name in ("member", "station", "station_head", "dispatcher", "department", "assessor"):
        assert send(world.sign_in(name), path, {"reason": WHY}).status_code == 403, name
    assert send(hire(world, "other_coordinator"), path, {"reason": WHY}).status_code in (403, 404)
    district = world.sign_in("coordinator")
    short = send(district, path, {"reason": "老问题"})
    assert (short.status_code, short.json["errors"][0]["field"]) == (422, "reason")
    assert not district.case(case_id)["legacy"]["since"]

    listed = send(district, path, {"reason": WHY})
    assert listed.status_code == 200, listed.json
    assert listed.json["legacy"]["since"]
    assert (listed.json["legacy"]["may_list"], listed.json["legacy"]["may_end"]) == (False, True)
    assert [note["text"] for note in world.sign_in("department").case(case_id)["notes"]][-1] == WHY
    assert WHY not in all_text()["events"]
    take(world, "department", case_id, "handle", note="已清运", photos=[jpeg(3)])
    assert _inherited(case_id) == {"sign": False, "handle": True}

    assert send(district, f"{path}/end", {"reason": WHY}).status_code == 200
    for again in (path, f"{path}/end"):
        assert send(district, again, {"reason": WHY}).status_code == 409


def test_nobody_lowers_the_risk_of_a_source_or_dates_a_visit_back_once_the_look_is_late(world: World) -> None:
    lon, lat = world.point_in()
    station, since = world.sign_in("station"), (city_day(datetime.now(UTC)) - timedelta(days=60)).isoformat()
    entered = {"name": "望溪涂装厂（虚构）", "kind": "industry", "risk": "high", "lon": lon, "lat": lat,
               "active_from": since}
    number = station.post("/sources", json=entered).json["id"]
    before = _windows(number)
    assert len(before) >= 3
    back = (datetime.now(UTC) - timedelta(days=20)).isoformat()
    visit = {"kind": "normal", "source": number, "done_at": back, "sent_at": datetime.now(UTC).isoformat()}
    assert send(world.sign_in("member"), "/visits", visit).status_code == 201
    assert station.post(f"/sources/{number}", json={**entered, "risk": "low"}).status_code == 200
    assert _windows(number) == before
    for field, day in (("active_to", back[:10]), ("active_from", f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}")):
        refused = station.post(f"/sources/{number}", json={**entered, field: day})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)


def _windows(source: int) -> dict[str, bool]:
    """Windows of a source that are over, and whether anybody had looked; the same from the ledger alone."""
    now = datetime.now(UTC)
    first = city_day(now) - timedelta(days=59)
    with db.reading() as session:
        kept = read_facts(session, first, city_day(now), now, kinds=frozenset({Kind.TURN}),
                          scheme_parameters=PARAMETERS)
    _, told = rebuild([json.loads(event.content) for event in ledger()], midnight(first),
                      midnight(city_day(now) + timedelta(days=1)), now, Roster(), PARAMETERS, {}, lambda case: None)
    found = [{fact.ref: fact.seen_at is not None for fact in facts  # type: ignore[attr-defined]
              if fact.kind is Kind.TURN and fact.source == source and not fact.for_member}  # type: ignore[attr-defined]
             for facts in (kept, told)]
    assert found[0] == found[1]
    return found[0]


def _inherited(case_id: int) -> dict[str, bool]:
    """Whether the department's stages count as inherited: by the tables, and the same from the ledger alone."""
    now = datetime.now(UTC) + timedelta(minutes=1)
    first, last = city_day(now) - timedelta(days=1), city_day(now) + timedelta(days=60)
    with db.reading() as session:
        kept = [to_content(fact) for fact in read_facts(session, first, last, now, kinds=frozenset({Kind.STAGE}),
                                                        scheme_parameters=PARAMETERS) if fact.case_id == case_id]
    _, told = rebuild([json.loads(event.content) for event in ledger()], now - timedelta(days=1),
                      now + timedelta(days=60), now, Roster(), PARAMETERS, {}, lambda case: None)
    again = [to_content(fact) for fact in told if fact.kind is Kind.STAGE and fact.case_id == case_id]
    assert sorted(kept, key=lambda one: one["ref"]) == sorted(again, key=lambda one: one["ref"])
    return {one["stage"]: one["inherited"] for one in kept if one["department"] is not None}


def test_what_is_listed_after_it_fell_due_stays_where_it_was(world: World) -> None:
    case_id, _ = world.case_in("handling")
    overdue = datetime.now(UTC) - timedelta(hours=2)
    run_sql("UPDATE case_stages SET due_at = :at WHERE case_id = :id AND stage = 'handle'", at=overdue, id=case_id)
    assert send(world.sign_in("coordinator"), f"/cases/{case_id}/legacy", {"reason": WHY}).status_code == 200
    now = datetime.now(UTC)
    with db.reading() as session:
        late = [fact for fact in read_facts(session, city_day(overdue), city_day(now), now,
                                            kinds=frozenset({Kind.STAGE}), scheme_parameters=PARAMETERS)
                if fact.case_id == case_id and fact.stage == "handle"]  # type: ignore[attr-defined]
    assert [fact.inherited for fact in late] == [False]  # type: ignore[attr-defined]


def test_a_colleagues_reminder_is_not_read_behind_the_grids_figure(world: World, scores: dict[str, int]) -> None:
    """A colleague's reminder counts in the grid's line; the member sees that there is one, and no more."""
    due, me = datetime.now(UTC) - timedelta(minutes=1), world.sign_in("member").get("/me").json["person"]["id"]
    with transaction() as tx:
        colleague = tx.session.scalars(select(PersonPost.person_id).where(
            PersonPost.division.startswith(GRID), PersonPost.role == "grid_member",
            PersonPost.person_id != me)).first()
        row = WorkReminder(rule="late_again", once="audit", person_id=colleague, district=DISTRICT, town=TOWN,
                           street_grid=GRID, facts="[]", raised_at=due - timedelta(hours=1), due_at=due)
        tx.session.add(row)
        tx.session.flush()
        ref = f"reminder:{row.id}"
    grid = f"/assessments/live/explain?level=grid&owner={GRID}&line=instruments"
    mine, of_head = (world.sign_in(name).get(grid).json for name in ("member", "station_head"))
    assert ref in [item["ref"] for item in of_head["items"]]
    assert ref not in [item["ref"] for item in mine["items"]]
    assert (mine["tally"], mine["unseen"], of_head["unseen"]) == (of_head["tally"], 1, 0)
    fact = f"/assessments/live/fact?level=grid&owner={GRID}&line=instruments&ref={ref}"
    assert [world.sign_in(name).get(fact).status_code for name in ("member", "station_head")] == [404, 200]


def test_a_case_handed_on_in_time_is_no_merit_of_whoever_had_it(world: World) -> None:
    """The same on the board and in the score: the department that gave it away neither handled nor missed it."""
    case_id, _ = world.case_in("handling")
    days = f"first={city_day(datetime.now(UTC))}&last={city_day(datetime.now(UTC)) + timedelta(days=60)}"
    path = f"/stats/stages?department={UNIT}&stage=handle&{days}"
    before = world.sign_in("department").get(path).json["whole"]
    take(world, "dispatcher", case_id, "transfer", department="350211-ST", reason="派错了单位")
    after = world.sign_in("department").get(path).json["whole"]
    assert (after["n"], after["kept"], after["exempt"]) == (before["n"], before["kept"], before["exempt"] + 1)
    now = datetime.now(UTC)
    with db.reading() as session:
        facts = read_facts(session, city_day(now), city_day(now) + timedelta(days=60), now, level=Level.DEPARTMENT,
                           owner=UNIT, kinds=frozenset({Kind.STAGE}), scheme_parameters=PARAMETERS)
    handles = [fact for fact in facts if fact.stage == "handle"]  # type: ignore[attr-defined]
    found = tally(INDICATORS["on_time"], handles, Level.DEPARTMENT, UNIT)
    assert (found.n, int(found.part), found.out) == (after["n"], after["kept"], after["exempt"])
