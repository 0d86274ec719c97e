"""Work reminders and platform checks as people meet them: raised once, answered, drawn by lot, looked at, counted."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from server.actions.ledger import verify_ledger
from server.actions.work_reminders import raise_reminders
from server.extensions import db
from server.models import Assignment, PollutionSource, WorkReminder
from server.queries.facts_of_reminders import rows as reminder_facts
from server.queries.facts_of_samples import rows as sample_facts
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, Someone, World
from tests.server.duty import city_today
from tests.server.people import hire, take
from tests.server.terms import accounts_only
from workflows.assessment.facts import Level

NOW = datetime.now(UTC)
MONDAY = city_today() - timedelta(days=city_today().weekday())


def write(who: Someone, path: str, body: dict[str, Any], key: str | None = None) -> TestResponse:
    return who.post(path, json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def reminders_of(who: Someone, rule: str, state: str = "") -> list[dict[str, Any]]:
    answer = who.get(f"/work-reminders?rule={rule}{state}")
    assert answer.status_code == 200, answer.json
    return answer.json["items"]  # type: ignore[no-any-return,index]


def open_ones(who: Someone, rule: str) -> list[dict[str, Any]]:
    return reminders_of(who, rule, "&state=open")


@pytest.fixture(scope="module")
def reminded(world: World) -> World:
    """The member let two tasks of this month fall late, and a high-risk source of the town waits unseen."""
    person = world.sign_in("member").get("/me").json["person"]["id"]
    for _ in range(2):
        case_id = world.case_in("reported")[0]
        take(world, "station", case_id, "ask-confirmation")
        with transaction() as tx:
            tx.session.execute(update(Assignment).where(Assignment.case_id == case_id).values(
                person_id=person, due_at=NOW - timedelta(minutes=1), began_at=NOW - timedelta(hours=1)))
    with transaction() as tx:
        tx.session.execute(update(PollutionSource).where(PollutionSource.town == TOWN, PollutionSource.risk == "high")
                           .values(due_on=city_today() - timedelta(days=30)))
    raise_reminders(NOW)
    return world


def test_a_matter_is_reminded_of_once_with_what_it_is_about(reminded: World) -> None:
    member = reminded.sign_in("member")
    found = reminders_of(member, "late_again")
    assert [(row["to"]["kind"], len(row["facts"]), row["mine"], row["may_answer"]) for row in found] == [
        ("member", 2, True, found[0]["state"] == "open")]
    assert found[0]["facts"][0]["label"].startswith("HB")
    assert raise_reminders(NOW + timedelta(minutes=10)) == 0
    assert any(row["name"] == "work.reminder" for row in member.get("/messages?limit=50").json["items"])
    assert reminders_of(reminded.sign_in("assessor"), "source_unseen")
    for stranger in (hire(reminded, "other_member"), hire(reminded, "next_head"), reminded.sign_in("leader"),
                     reminded.sign_in("station")):
        assert not reminders_of(stranger, "late_again"), stranger.name
        assert write(stranger, f"/work-reminders/{found[0]['id']}/answer", {"text": "不是我的"}).status_code == 404


def test_an_answer_is_given_once_and_is_a_fact_in_time(reminded: World) -> None:
    member = reminded.sign_in("member")
    row, key = open_ones(member, "late_again")[0], str(uuid.uuid4())
    path = f"/work-reminders/{row['id']}/answer"
    assert write(member, path, {"text": "  "}).json["errors"][0]["field"] == "text"
    assert write(reminded.sign_in("station_head"), path, {"text": "代答"}).status_code == 403
    first = write(member, path, {"text": "两件都在核实，路上堵了"}, key)
    assert (first.status_code, first.json["state"], first.json["late"]) == (200, "answered", False)
    assert write(member, path, {"text": "两件都在核实，路上堵了"}, key).json == first.json
    assert write(member, path, {"text": "再答一次"}).status_code == 409
    due = datetime.fromisoformat(row["due_at"])
    person = str(member.get("/me").json["person"]["id"])
    with db.reading() as session:
        facts = reminder_facts(session, due, due + timedelta(seconds=1), (Level.MEMBER, person))
    assert [(fact.rule, fact.withdrawn, fact.answered_at is not None and fact.answered_at <= fact.at)
            for fact in facts if fact.ref == f"reminder:{row['id']}"] == [("late_again", False, True)]


def test_the_head_takes_a_reminder_back_and_it_says_why(reminded: World) -> None:
    head = reminded.sign_in("station_head")
    row = next(row for row in open_ones(head, "source_unseen") if row["to"]["kind"] == "member")
    path = f"/work-reminders/{row['id']}/withdraw"
    assert write(hire(reminded, "next_head"), path, {"reason": "别站"}).status_code == 404
    assert write(reminded.sign_in("assessor"), path, {"reason": "考核员不能撤"}).status_code == 403
    taken = write(head, path, {"reason": "台风停工，没人能去"}).json
    assert (taken["state"], taken["reason"], taken["late"]) == ("withdrawn", "台风停工，没人能去", False)
    with db.reading() as session:
        stored = session.get_one(WorkReminder, row["id"])
        facts = reminder_facts(session, stored.due_at, stored.due_at + timedelta(seconds=1))
    assert {fact.ref: fact.withdrawn for fact in facts}[f"reminder:{row['id']}"]


@pytest.fixture(scope="module")
def drawn(reminded: World) -> tuple[World, dict[str, Any]]:
    """Closed cases and visits of the district, and a plan over them for this week."""
    accounts_only("assessor")
    for _ in range(3):
        _, receipt = reminded.case_in("checked")
        assert reminded.rate(receipt).status_code in (200, 201)
        take(reminded, "station", receipt["case_id"], "close", feedback="已办结，谢谢反映")
    member = reminded.sign_in("member")
    with db.reading() as session:
        source = session.scalar(select(PollutionSource.id).where(PollutionSource.street_grid == GRID).limit(1))
    assert write(member, "/visits", {"kind": "normal", "source": source}).status_code == 201
    assessor = reminded.sign_in("assessor")
    body = {"division": DISTRICT, "first": MONDAY.isoformat(), "weeks": 1, "items": 50}
    before = assessor.post("/check-plans/preview", json=body).json
    plan = write(assessor, "/check-plans", body)
    assert plan.status_code == 201, plan.json
    assert (plan.json["items"], plan.json["minutes"]) == (before["items"], before["minutes"])
    return reminded, plan.json


def test_a_plan_costs_hours_and_is_drawn_once_a_week(drawn: tuple[World, dict[str, Any]]) -> None:
    world, plan = drawn
    assessor = world.sign_in("assessor")
    body = {"division": DISTRICT, "first": MONDAY.isoformat(), "weeks": 1}
    for change, field in (({"first": (MONDAY + timedelta(days=1)).isoformat()}, "first"), ({}, "first"),
                          ({"division": GRID}, "division"), ({"weeks": 9}, "weeks"), ({"items": 0}, "items"),
                          ({"first": (MONDAY + timedelta(days=28)).isoformat()}, "first")):
        answer = write(assessor, "/check-plans", {**body, **change})
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field), change
    for stranger in ("leader", "station_head", "member", "coordinator"):
        assert write(world.sign_in(stranger), "/check-plans", body).status_code == 403
    assert write(hire(world, "other_assessor"), "/check-plans", body).status_code == 403
    shown = assessor.get("/check-plans").json
    assert shown["items"][0]["seed"] == plan["seed"]
    assert shown["coverage"]["seen"] >= 1
    assert shown["limits"]["hours"] == 30


def test_a_sample_is_looked_at_by_its_checklist_and_never_again(drawn: tuple[World, dict[str, Any]]) -> None:
    world, _ = drawn
    assessor = world.sign_in("assessor")
    row = next(row for row in assessor.get("/samples?mine=true&state=open").json["items"] if row["kind"] == "visit")
    sample, path = assessor.get(f"/samples/{row['id']}").json, f"/samples/{row['id']}/check"
    assert (sample["may_check"], sample["visit_record"]["kind_name"]) == (True, "看过，正常")
    member = world.sign_in("member")
    assert member.get(f"/samples/{row['id']}").status_code == 404  # until it is settled
    yes = {item["code"]: "yes" for item in sample["items"]}
    first, *others = yes
    assert write(assessor, path, {"answers": {}}).json["errors"][0]["field"] == f"answers.{first}"
    assert write(assessor, path, {"answers": {**yes, "moon": "yes"}}).json["errors"][0]["field"] == "answers.moon"
    assert write(assessor, path, {"answers": {**yes, first: "no"}}).json["errors"][0]["field"] == "note"
    assert write(hire(world, "other_assessor"), path, {"answers": yes}).status_code == 404
    answers = {**yes, first: "no", others[0]: "na"}
    done = write(assessor, path, {"answers": answers, "note": "写的是劝导，内容像普通查看"}).json
    assert (done["state"], done["part"], done["whole"]) == ("done", 30, 70)
    assert write(assessor, path, {"answers": yes}).status_code == 409
    seen = member.get(f"/samples/{row['id']}").json
    assert (seen["looks"][0]["note"], seen["looks"][0]["who"]) == ("写的是劝导，内容像普通查看", None)
    checked = datetime.fromisoformat(done["checked_at"])
    with db.reading() as session:
        fact = sample_facts(session, checked, checked + timedelta(seconds=1),
                            (Level.MEMBER, str(member.get("/me").json["person"]["id"])))[0]
    assert (fact.got, fact.of, fact.checklist, fact.street_grid) == (30, 70, "visit", GRID)


def checked_in_grid(world: World) -> tuple[int, float | None]:
    """How many samples of the home grid were looked at, and the rate that is told of them."""
    results = world.sign_in("station_head").get(f"/check-results?division={TOWN}").json
    return next(((item["n"], item["rate"]) for item in results["items"] if item["unit"]["code"] == GRID), (0, None))


def test_a_second_opinion_is_blind_and_stands(drawn: tuple[World, dict[str, Any]]) -> None:
    world, _ = drawn
    assessor, before = world.sign_in("assessor"), checked_in_grid(world)[0]
    row = next(row for row in assessor.get("/samples?mine=true&state=open").json["items"] if row["kind"] != "visit")
    path = f"/samples/{row['id']}/check"
    of_case = assessor.get(f"/samples?case={row['case']['id']}").json["items"]
    assert {one["case"]["id"] for one in of_case} == {row["case"]["id"]}
    assert row["id"] in [one["id"] for one in of_case]
    yes = {item["code"]: "yes" for item in assessor.get(f"/samples/{row['id']}").json["items"]}
    asked = write(assessor, path, {"answers": yes, "second": True}).json
    assert (asked["state"], asked["may_check"]) == ("second", False)
    other = world.sign_in("city_assessor")
    assert [one["id"] for one in other.get("/samples?mine=true&state=second").json["items"]] == [row["id"]]
    assert other.get(f"/samples/{row['id']}").json["looks"] == []
    no = {**yes, next(iter(yes)): "no"}
    done = write(other, path, {"answers": no, "note": "不是同一个地方"}).json
    assert (done["state"], done["part"] < done["whole"], len(done["looks"])) == ("done", True, 2)
    assert checked_in_grid(world) == (before + 1, None)  # two are too few for a rate
    assert world.sign_in("station_head").get(f"/check-results?division={DISTRICT}").status_code == 403


def test_a_proposed_grid_is_wanted_once_and_the_ledger_holds(drawn: tuple[World, dict[str, Any]]) -> None:
    world, _ = drawn
    assessor = world.sign_in("assessor")
    assert assessor.get(f"/check-outliers?division={DISTRICT}").status_code == 200
    for _ in range(2):
        answer = write(assessor, f"/check-outliers/{GRID}/propose", {})
        assert (answer.status_code, answer.json["proposed"]) == (200, True)
    assert write(assessor, "/check-outliers/350211/propose", {}).status_code == 404
    assert write(hire(world, "other_assessor"), f"/check-outliers/{GRID}/propose", {}).status_code == 403
    assert verify_ledger()[1] == []
