"""Facts from the tables: one definition with the figures that people read elsewhere, whole or for one owner alone."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from server.extensions import db
from server.queries.assessment_facts import each_fact, read_facts
from server.queries.facts_of_steps import NARROWED
from server.queries.moments import city_day
from tests.builders import DISTRICT, GRID, TOWN, UNIT, Someone, World, jpeg
from tests.server.people import hire, take
from tests.server.tables import run_sql
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.facts import OWNER_FIELD, Fact, Kind, Level, owner_of
from workflows.assessment.facts_cases import MomentFact
from workflows.assessment.indicator import Tally, judge, tally

PARAMETERS = {"coverage_days": 7}
DAYS = timedelta(days=20)


def span() -> tuple[date, date]:
    """Days in which everything of this module fell due, or will."""
    today = city_day(datetime.now(UTC))
    return today - DAYS, today + DAYS


def facts(level: Level | None = None, owner: str | None = None, *kinds: Kind) -> list[Fact]:
    first, last = span()
    with db.reading() as session:
        return read_facts(session, first, last, datetime.now(UTC), level=level, owner=owner,
                          kinds=frozenset(kinds) or None, scheme_parameters=PARAMETERS)


def count(code: str, level: Level = Level.TOWN, owner: str = TOWN) -> Tally:
    return tally(INDICATORS[code], facts(level, owner, *INDICATORS[code].kinds), level, owner)


def good(who: Someone, path: str) -> Any:
    answer = who.get(path)
    assert answer.status_code == 200, (path, answer.json)
    return answer.json


def send(who: Someone, path: str, body: dict[str, Any]) -> Any:
    return who.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})


@pytest.fixture(scope="module")
def lives(world: World) -> dict[str, int]:
    """A case that was returned, done again, closed and came back to work; one that a member settled; one under way."""
    first, receipt = world.case_in("dispatched", contact={"name": "陈女士", "phone": "13800000011"})
    take(world, "station", first, "contact", reached=True)
    take(world, "department", first, "return", reason="不在本单位职责内")
    take(world, "dispatcher", first, "dispatch", department=UNIT)
    take(world, "department", first, "sign")
    take(world, "department", first, "handle", note="已清理", photos=[jpeg(1)])
    take(world, "station", first, "check-fail", reason="还有一半没有清")
    take(world, "department", first, "handle", note="全部清理", photos=[jpeg(2)])
    take(world, "station", first, "check-pass", answer="已全部清运。")
    assert world.rate(receipt, satisfaction=4).status_code == 200
    take(world, "station", first, "close", feedback="感谢反映")
    second, _ = world.case_in("handled")
    third, _ = world.case_in("confirming")
    return {"first": first, "second": second, "third": third}


def test_a_life_is_counted_step_by_step(lives: dict[str, int]) -> None:
    told = {(fact.name, fact.outcome) for fact in facts(None, None, Kind.MOMENT)  # type: ignore[attr-defined]
            if fact.case_id == lives["first"]}
    assert told == {("accepted", "registered"), ("registered", "stands"), ("dispatched", "returned"),
                    ("dispatched", "signed"), ("handled", "reworked"), ("closed", "closed")}
    dispatched = count("dispatch_accuracy")
    assert dispatched.whole - dispatched.part == 1
    assert count("rework").part == 1
    assert (count("solved").n, count("satisfied").value, count("responded").value) == (1, 1, 1)
    assert count("rework", Level.DEPARTMENT, UNIT).n == 2


def test_the_on_time_rate_is_the_one_that_people_read_elsewhere(world: World, lives: dict[str, int]) -> None:
    run_sql(f"UPDATE case_stages SET due_at = started_at WHERE case_id = {lives['second']} AND stage = 'accept'")
    run_sql(f"UPDATE case_stages SET exempt = 'returned' WHERE case_id = {lives['first']} AND stage = 'dispatch'")
    first, last = span()
    for level, who, place in ((Level.TOWN, "station", f"division={TOWN}"),
                              (Level.DEPARTMENT, "department", f"department={UNIT}")):
        shown = good(world.sign_in(who), f"/stats/stages?{place}&first={first}&last={last}")["whole"]
        owner = TOWN if level is Level.TOWN else UNIT
        found, early = count("on_time", level, owner), count("on_time_first", level, owner)
        assert (found.n, found.part, found.out) == (shown["n"], shown["kept"], shown["exempt"])
        assert early.part == shown["kept_first"]


def test_a_members_tasks_are_those_that_the_member_reads(world: World, lives: dict[str, int]) -> None:
    member = world.sign_in("member")
    person = str(good(member, "/me")["person"]["id"])
    first, last = span()
    shown = good(member, f"/me/figures?from={first}&to={last}")["tasks"]
    found = count("confirm_on_time", Level.MEMBER, person)
    assert (found.n, found.part) == (shown["n"] - shown["open"], shown["on_time"])
    # Away on the day on which it fell due: nobody's score counts it, and it says why.
    run_sql("INSERT INTO absences (id, person_id, kind, starts_at, ends_at, registered_at)"
            f" SELECT 900001, person_id, 'leave', due_at, NULL, began_at FROM assignments WHERE person_id = {person}"
            " ORDER BY due_at LIMIT 1")
    try:
        left = count("confirm_on_time", Level.MEMBER, person)
        assert left.n == good(member, f"/me/figures?from={first}&to={last}")["tasks"]["on_time"]
        assert left.out >= 1
    finally:
        run_sql("DELETE FROM absences WHERE id = 900001")


def test_what_the_district_judges_is_the_districts_and_not_the_towns(world: World, lives: dict[str, int]) -> None:
    """The town's own unit handled it, so nobody of the town checks it: the clock of the check is the district's."""
    case_id, _ = world.case_in("registered")
    take(world, "station", case_id, "dispatch", department=f"{TOWN}-ZZ")
    take(world, "town_unit", case_id, "sign")
    take(world, "town_unit", case_id, "handle", note="已清理", photos=[jpeg(7)])
    assert world.sign_in("station").step(case_id, "check-pass", {"answer": "已清理。"}).status_code == 409
    take(world, "dispatcher", case_id, "check-pass", answer="已清理。")

    def judged(level: Level, owner: str) -> set[str]:
        line = INDICATORS["town_on_time" if level is Level.TOWN else "district_on_time"]
        return {fact.stage for fact in facts(level, owner, Kind.STAGE)  # type: ignore[attr-defined]
                if fact.case_id == case_id and judge(line, fact, level, owner).n}
    assert judged(Level.TOWN, TOWN) == {"accept", "sign", "handle"}
    assert judged(Level.DISTRICT, DISTRICT) == {"dispatch", "check"}


def test_a_miss_is_stated_for_a_visit_told_to_its_maker_and_taken_back(world: World) -> None:
    """漏报: somebody else's report, at a place where the member had been and had seen nothing."""
    assessor, member, station = (world.sign_in(name) for name in ("assessor", "member", "station"))
    lon, lat = world.point_in(GRID)
    source = send(station, "/sources", {"name": "望溪汽修（虚构）", "kind": "industry", "risk": "high", "lon": lon,
                                        "lat": lat})
    visit = send(member, "/visits", {"kind": "normal", "source": source.json["id"]}).json
    own, _ = world.case_in("reported", who=member, source="grid_member", category="G02")
    case_id, _ = world.case_in("registered", category="G02")
    early, _ = world.case_in("reported", category="G02")

    assert member.get(f"/cases/{case_id}/missed-find").status_code == 403
    assert "网格员自己" in good(assessor, f"/cases/{own}/missed-find")["why_not"]
    assert "立案" in good(assessor, f"/cases/{early}/missed-find")["why_not"]
    form = good(assessor, f"/cases/{case_id}/missed-find")
    assert form["may"]
    assert visit["id"] in [one["id"] for one in form["visits"]]

    body = {"case_id": case_id, "visit_id": visit["id"], "words": "废油桶堆在门口，照片里已有锈迹，当天到访时看得见。"}
    assert send(assessor, "/missed-finds", {**body, "words": "看得见的"}).json["errors"][0]["field"] == "words"
    assert send(assessor, "/missed-finds", {**body, "visit_id": 9_999}).json["errors"][0]["field"] == "visit_id"
    assert send(station, "/missed-finds", body).status_code == 403
    made = send(assessor, "/missed-finds", body)
    assert made.status_code == 201, made.json
    assert send(assessor, "/missed-finds", body).status_code == 409, "one for a case"
    assert count("missed", Level.GRID, GRID).part == 1
    assert any("漏报" in one["text"] for one in good(member, "/messages")["items"])
    theirs = good(member, "/missed-finds")["items"][0]
    assert (theirs["words"], theirs["stated_by"]) == (body["words"], None), "read without a name"
    assert good(hire(world, "other_assessor"), "/missed-finds")["items"] == []

    path = f"/missed-finds/{made.json['id']}/withdraw"
    assert send(member, path, {"reason": "我没有看见"}).status_code == 403
    assert send(assessor, path, {"reason": "油桶是第二天才搬来的"}).json["may_withdraw"] is False
    assert count("missed", Level.GRID, GRID).part == 0


def test_one_owners_facts_are_everybodys_narrowed(world: World, lives: dict[str, int]) -> None:
    everything = facts()
    assert len({fact.ref for fact in everything}) == len(everything)
    person = good(world.sign_in("member"), "/me")["person"]["id"]
    for level, owner in ((Level.GRID, GRID), (Level.TOWN, TOWN), (Level.DISTRICT, DISTRICT),
                         (Level.DEPARTMENT, UNIT), (Level.MEMBER, str(person))):
        theirs = {fact.ref for fact in everything if owner_of(fact, level) == owner}
        assert {fact.ref for fact in facts(level, owner)} == theirs
        assert theirs, OWNER_FIELD[level]


def test_steps_that_are_asked_for_alone_are_those_of_all_steps(world: World, lives: dict[str, int]) -> None:
    first, last = span()
    with db.reading() as session:
        everything = {fact.ref: fact for fact in facts(None, None, Kind.MOMENT) if isinstance(fact, MomentFact)}
        assert len({fact.name for fact in everything.values()}) >= 6
        for level, owner in ((None, None), (Level.TOWN, TOWN), (Level.DEPARTMENT, UNIT)):
            for wanted in [frozenset({name}) for name in NARROWED] + [frozenset({"handled", "ruled", "dispatched"})]:
                found = {fact.ref: fact for fact in each_fact(
                    session, first, last, datetime.now(UTC), level=level, owner=owner, steps=wanted,
                    kinds=frozenset({Kind.MOMENT}), scheme_parameters=PARAMETERS)}
                assert found == {ref: fact for ref, fact in everything.items() if fact.name in wanted and (
                    level is None or owner_of(fact, level) == owner)}, (level, wanted)


def test_indicators_are_read_with_the_formula_that_runs(world: World) -> None:
    assert world.citizen().get("/indicators").status_code == 401
    listed = good(world.sign_in("member"), "/indicators")["items"]
    assert [one["code"] for one in listed] == list(INDICATORS)
    rate = next(one for one in listed if one["code"] == "whistle_rate")
    assert not rate["scored"]
    assert "只展示" in rate["formula"]["note"]
    cards = good(world.sign_in("member"), "/indicators?level=member")["items"]
    assert {"member_on_time", "member_correct", "member_coverage"} <= {one["code"] for one in cards} < {
        one["code"] for one in listed}
