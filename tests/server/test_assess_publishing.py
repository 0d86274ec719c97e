"""A period on its way: frozen with one hash, proved from the ledger alone, shown, objected to, final, rewarded."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from server.actions.assess import compute_draft
from server.actions.assessment_verify import verify_assessment
from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Assessment, AssessmentFact, AssessmentRevision, AssessmentScore, Person
from server.queries.events import last_seq
from server.queries.moments import city_day
from server.schema import create_guards
from tests.builders import DISTRICT, GRID, World
from tests.server.people import hire
from tests.server.published import an_outsider_checks, clock, people_of, period, send, told
from tests.server.tables import total_from_anything
from tests.server.whole_month import live, proved, the_miss_may_be_appealed
from workflows.assessment.facts import Kind
from workflows.assessment.periods import period_around
from workflows.assessment.scheme import PeriodKind


@pytest.fixture(scope="module")
def month(world: World) -> tuple[int, dict[str, Any], datetime]:
    """The draft of this month, somebody who rated in it, and a moment after its end."""
    total_from_anything()
    receipt, now = live(world), datetime.now(UTC)
    after = (now.replace(day=1) + timedelta(days=33)).replace(day=3)
    return compute_draft(PeriodKind.MONTH, city_day(now), now), receipt, after


@pytest.fixture
def final(world: World, month: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[int, datetime]:
    """The quarter of the same life, made final by whoever asks first, and the day after that."""
    now = datetime.now(UTC)
    number = _drafts(now)
    ended = (period_around(PeriodKind.QUARTER, city_day(now)).last - city_day(now)).days + 3
    for days, act, body in ((ended, "freeze", None), (ended, "display", {"days": 7}), (ended + 40, "final", None)):
        clock(monkeypatch, now + timedelta(days=days))
        city = people_of(world).sign_in("city_assessor")
        if period(city, number)["state"] == BEFORE[act]:
            assert send(city, f"/publishing/periods/{number}/{act}", body).status_code == 200, act
    return number, now + timedelta(days=ended + 41)


BEFORE = {"freeze": "draft", "display": "frozen", "final": "displayed"}


def _drafts(now: datetime) -> int:
    """The quarter's assessment, as a draft when nobody has frozen it yet."""
    with db.reading() as session:
        kept = session.scalar(select(Assessment.id).where(
            Assessment.kind == PeriodKind.QUARTER, Assessment.state != "draft"))
    return kept if kept is not None else compute_draft(PeriodKind.QUARTER, city_day(now), now)


def test_a_running_period_and_a_district_assessor_freeze_nothing(world: World, month: Any) -> None:
    now = datetime.now(UTC)
    number = compute_draft(PeriodKind.YEAR, city_day(now), now)
    running = send(world.sign_in("city_assessor"), f"/publishing/periods/{number}/freeze")
    assert running.status_code == 409
    assert "结束以后" in running.json["detail"]
    assert send(world.sign_in("assessor"), f"/publishing/periods/{number}/freeze").status_code == 403
    assert send(world.sign_in("city_assessor"), "/publishing/periods/987654/freeze").status_code == 404


def test_frozen_shown_objected_to_and_final(world: World, month: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    number, receipt, after = month
    clock(monkeypatch, after)
    people = people_of(world)
    city = people.sign_in("city_assessor")
    frozen = send(city, f"/publishing/periods/{number}/freeze")
    assert frozen.status_code == 200, frozen.json
    assert frozen.json["state"] == "frozen"
    assert told("assessment.frozen", number)[-1]["hash"] == frozen.json["hash"]
    assert send(city, f"/publishing/periods/{number}/freeze").status_code == 409, "once only"

    proved(number)

    assert send(city, f"/publishing/periods/{number}/display", {"days": 2}).status_code == 422
    shown = send(city, f"/publishing/periods/{number}/display", {"days": 7})
    assert shown.json["state"] == "displayed", shown.json
    the_miss_may_be_appealed(people, number)
    public = people.citizen()
    page = public.get(f"/public/assessments/{number}?level=grid").json
    assert page["open"]
    assert [row["owner"] for row in public.get(f"/public/assessments/{number}?division={GRID}").json["items"]] == [GRID]
    assert public.get(f"/public/assessments/{number}?level=member").status_code == 422, "no persons in public"

    body = {"id": str(uuid.uuid4()), "about": GRID, "words": "这一项算错了，请核对。"}
    taken = public.post(f"/public/assessments/{number}/objections", json=body)
    assert taken.status_code == 201, taken.json
    twice = public.post(f"/public/assessments/{number}/objections", json=body)
    assert twice.json == taken.json, "sent twice, kept once"
    objected = json.dumps(told("assessment.objected", number), ensure_ascii=False)
    assert "算错" not in objected, "words stay out of the ledger"

    _rating_is_closed(people, number, receipt)
    late = after + timedelta(days=40)
    clock(monkeypatch, late)
    people = people_of(world)
    city = people.sign_in("city_assessor")
    waits = send(city, f"/publishing/periods/{number}/final")
    assert waits.status_code == 409
    assert "异议" in waits.json["detail"]
    objection = people.sign_in("assessor").get("/objections").json["items"][0]
    assert objection["late"]
    answered = send(people.sign_in("assessor"), f"/objections/{objection['id']}/answer", {"text": "已核对，数字无误。"})
    assert answered.status_code == 200, answered.json
    own = people.citizen().get(f"/public/objections/{taken.json['ticket']}",
                               headers={"X-Query-Code": taken.json["query_code"]})
    assert own.json["answer"] == "已核对，数字无误。"
    final = send(city, f"/publishing/periods/{number}/final")
    assert final.json["state"] == "final", final.json
    assert [one["kind"] for one in final.json["revisions"]] == ["frozen", "final"]
    an_outsider_checks(people.citizen(), number, frozen.json["hash"])


def _rating_is_closed(people: World, number: int, receipt: dict[str, Any]) -> None:
    """A rating that was published cannot be changed; the attempt is told, once."""
    for _ in range(2):
        answer = people.rate(receipt, "no", 1)
        assert answer.status_code == 409, answer.json
    assert [row["what"] for row in told("assessment.change_refused", number)] == ["rating"]
    assert people.sign_in("city_assessor").get("/publishing/periods").status_code == 200


def test_nobody_edits_what_was_frozen(world: World, final: Any) -> None:
    number = final[0]
    for statement in ("UPDATE assessment_facts SET content = '{}' WHERE assessment_id = :n",
                      "DELETE FROM assessment_facts WHERE assessment_id = :n",
                      "UPDATE assessment_revisions SET hash = 'x' WHERE assessment_id = :n",
                      "UPDATE assessment_scores SET points = 99999 WHERE assessment_id = :n"):
        with db.writing() as session, pytest.raises(DBAPIError):
            session.execute(text(statement), {"n": number})
    with pytest.raises(Exception, match="冻结"):
        compute_draft(PeriodKind.QUARTER, city_day(datetime.now(UTC)), datetime.now(UTC))


def test_a_reward_takes_three_people_and_a_score_moves_it_by_one_tier(world: World, final: Any,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    number, after = final
    clock(monkeypatch, after)
    people = people_of(world)
    assessor, coordinator, leader = (people.sign_in(name) for name in ("assessor", "coordinator", "leader"))
    created = send(assessor, "/rewards/by-rule", {"period": number, "level": "grid"})
    assert created.status_code == 200, created.json
    rows = assessor.get(f"/rewards?period={number}&level=grid").json["items"]
    assert created.json["created"] == len(rows) > 0
    assert {row["tier_before_name"] for row in rows} == {"三等"}
    assert {row["tier_name"] for row in rows} <= {"二等", "三等", "不予奖励"}, "one tier at most"
    row = rows[0]["id"]
    words = {"words": "依据得分和事实，同意。"}
    assert send(assessor, f"/rewards/{row}/review", words).status_code == 403, "not who proposed"
    assert send(leader, f"/rewards/{row}/approve", words).status_code == 409, "reviewed first"
    assert send(coordinator, f"/rewards/{row}/review", {"words": "好"}).status_code == 422
    assert send(coordinator, f"/rewards/{row}/review", words).json["state"] == "reviewed"
    assert send(leader, f"/rewards/{row}/approve", words).json["state"] == "approved"
    assert send(assessor, f"/rewards/{row}/display", words).json["state"] == "displayed"
    assert send(assessor, f"/rewards/{row}/carry_out", words).status_code == 409, "the window runs"
    assert [one["id"] for one in people.citizen().get("/public/assessments").json["rewards"]] == [row]
    clock(monkeypatch, after + timedelta(days=19))
    people = people_of(world)
    done = send(people.sign_in("assessor"), f"/rewards/{row}/carry_out", {"words": "凭证 2026-118 号，已发放。"})
    assert done.json["state"] == "carried_out", done.json
    assert [one["act"] for one in done.json["history"]] == ["propose", "review", "approve", "display", "carry_out"]
    _many_at_once(people, [one["id"] for one in rows[1:4]])


def _many_at_once(people: World, ids: list[int]) -> None:
    """The same step with one reason on many lines: all of them or none."""
    body = {"act": "review", "ids": ids, "words": "逐条核对过，同意。"}
    refused = send(people.sign_in("assessor"), "/rewards/decide", body)
    assert refused.status_code == 403, "not who proposed"
    assert "三个不同的人" in refused.json["detail"]
    coordinator = people.sign_in("coordinator")
    assert send(coordinator, "/rewards/decide", body).json == {"done": len(ids)}
    assert send(coordinator, "/rewards/decide", body).status_code == 409
    states = {one["id"]: one["state"] for one in coordinator.get("/rewards?limit=200").json["items"]}
    assert {states[one] for one in ids} == {"reviewed"}


def test_what_touches_employment_wants_a_person_and_a_long_reason(world: World, final: Any,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    number, after = final
    clock(monkeypatch, after)
    people = people_of(world)
    with db.reading() as session:
        member = session.scalars(select(AssessmentScore).join(Person, Person.id == AssessmentScore.person_id).where(
            AssessmentScore.assessment_id == number, Person.username == "member")).one()
    body = {"score": member.id, "measure": "employment", "words": "多次违规"}
    assessor = people.sign_in("assessor")
    assert send(assessor, "/rewards", body).status_code == 422
    long = "经核实本季度三次弄虚作假，有照片和核查记录为证，建议调离岗位。"
    made = send(assessor, "/rewards", {**body, "words": long})
    assert made.status_code == 201, made.json
    assert send(assessor, "/rewards", {**body, "words": long}).status_code == 409
    first = {"score": member.id, "measure": "reward", "tier": "first", "words": "表现突出，群众反映好。"}
    assert send(people.sign_in("member"), "/rewards", first).status_code == 403
    outsider = hire(people, "other_assessor")
    assert outsider.get(f"/rewards?period={number}").json["items"] == []
    _shown_to_the_person_alone(people, made.json["id"], long, str(member.person_id))


def _shown_to_the_person_alone(people: World, row: int, long: str, owner: str) -> None:
    """Whoever is meant hears of it, objects and is answered before anything happens; nobody else hears whose it is."""
    together = {"act": "review", "ids": [row], "words": long}
    assert send(people.sign_in("coordinator"), "/rewards/decide", together).status_code == 422, "one by one"
    for who, act in (("coordinator", "review"), ("leader", "approve"), ("assessor", "display")):
        answer = send(people.sign_in(who), f"/rewards/{row}/{act}", {"words": long})
        assert answer.status_code == 200, answer.json
    member = people.sign_in("member")
    assert "reward.told" in [one["name"] for one in member.get("/messages").json["items"]]
    assert row not in [one["id"] for one in people.citizen().get("/public/assessments").json["rewards"]]
    words = {"words": "三张照片是同一天补拍的，有派工单。"}
    assert send(people.sign_in("deputy_member"), f"/rewards/{row}/objection", words).status_code == 403
    assert send(member, f"/rewards/{row}/objection", words).status_code == 201
    assert send(member, f"/rewards/{row}/objection", words).status_code == 409, "one at a time"
    objection = next(one for one in people.sign_in("assessor").get("/objections").json["items"]
                     if one["words"] == words["words"])
    answer = {"text": "已核对派工单，维持。"}
    assert send(people.sign_in("assessor"), f"/objections/{objection['id']}/answer", answer).status_code == 200
    shown = next(one for one in member.get("/rewards").json["items"] if one["id"] == row)
    assert [one["answer"] for one in shown["own"]] == [answer["text"]]
    events = people.sign_in("station").get(f"/events?after={max(0, last_seq() - 60)}").json["events"]
    told = [one["data"] for one in events if one["subject"] == {"kind": "reward", "id": str(row)}]
    assert told, "that something happened is heard"
    assert all(owner not in one.values() and "measure" not in one for one in told)


def test_an_annual_sheet_says_what_it_counts(world: World, month: Any) -> None:
    leader = world.sign_in("leader")
    year = datetime.now(UTC).year
    sheet = leader.get(f"/annual-sheets/duty?year={year}&division={DISTRICT}")
    assert sheet.status_code == 200, sheet.json
    on_time = next(row for row in sheet.json["items"] if row["code"] == "on_time")
    assert on_time["n"] > 0
    assert on_time["denominator"]
    for kind, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        file = leader.get(f"/annual-sheets/safety/file?year={year}&division={DISTRICT}&format={kind}")
        assert file.data.startswith(begins), kind
    assert leader.get(f"/annual-sheets/duty?year={year}&division=350206").status_code == 403


def test_a_changed_fact_is_found_and_named(world: World, final: Any) -> None:
    """Somebody with the owner's rights over the database still cannot hide it."""
    number = final[0]
    with db.reading() as session:
        stage = session.scalars(select(AssessmentFact).where(
            AssessmentFact.assessment_id == number, AssessmentFact.kind == Kind.STAGE)).first()
        assert stage is not None
    changed = stage.content.replace('"extended":false', '"extended":true')
    assert changed != stage.content
    _without_guard("UPDATE assessment_facts SET content = :value WHERE id = :id", value=changed, id=stage.id)
    score = _change_the_scores(number)
    found = verify_assessment(number, lambda _line: None)
    assert found is not None
    named = found.differences
    for what in (f"{stage.ref}.extended", "指纹不符", f"页面所示：{score} total", "第 1 次：grid 350299999"):
        assert any(what in line for line in named), (what, named[:5])
    assert verify_ledger()[1] == []


def _change_the_scores(number: int) -> str:
    """Of one grid on the page, of another in what was kept when they were frozen; whose is changed on the page."""
    with db.reading() as session:
        one, other = session.scalars(select(AssessmentScore).where(
            AssessmentScore.assessment_id == number, AssessmentScore.level == "grid").limit(2)).all()
        record = session.scalars(select(AssessmentRevision).where(
            AssessmentRevision.assessment_id == number).order_by(AssessmentRevision.number)).first()
        assert record is not None
    _without_guard("UPDATE assessment_scores SET total = :value WHERE id = :id", "assessment_scores", "final",
                   value="99", id=one.id)
    _without_guard("UPDATE assessment_revisions SET scores = :value WHERE id = :id", "assessment_revisions",
                   value=record.scores.replace(f'"owner":"{other.owner}"', '"owner":"350299999"'), id=record.id)
    return f"{one.level} {one.owner}"


def _without_guard(statement: str, table: str = "assessment_facts", guard: str = "no", **values: object) -> None:
    assert db.engine is not None
    with db.engine.begin() as connection:
        drop = f"DROP TRIGGER {table}_{guard}_update" + ("" if db.is_sqlite else f" ON {table}")
        connection.execute(text(drop))
        connection.execute(text(statement), values)
        create_guards(connection)
