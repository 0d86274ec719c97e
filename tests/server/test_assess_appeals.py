"""Appeals as those who file and decide them meet them: two instances by other units, and scores that follow."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import func, select

from server.actions.assess import compute_draft
from server.actions.ledger import verify_ledger
from server.actions.rescoring import keep_rescored
from server.extensions import db
from server.models import AssessmentFact, AssessmentScore, Assignment
from server.queries.moments import city_day
from tests.builders import GRID, TOWN, Someone, World, jpeg
from tests.server.people import hire, set_clock
from tests.server.tables import row_counts, run_sql
from workflows.assessment.scheme import PeriodKind


def send(who: Someone, path: str, body: dict[str, Any], key: str | None = None) -> Any:
    return who.post(path, json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})


def file(who: Someone, body: dict[str, Any]) -> Any:
    return who.post("/appeals", data={"appeal": json.dumps(body), "photos": [(io.BytesIO(jpeg(7)), "1.jpg")]},
                    headers={"Idempotency-Key": str(uuid.uuid4())}, content_type="multipart/form-data")


def followed(who: Someone, path: str, act: str, body: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The appeal after a decision, when the job has let the scores follow."""
    answer = send(who, f"{path}/{act}", body)
    assert answer.status_code == 200, answer.json
    assert answer.json["changes"]["pending"]
    keep_rescored(now)
    return who.get(path).json  # type: ignore[no-any-return]


def _six_tasks(world: World) -> int:
    """A member was asked for one look, six times, and was late once; the case."""
    case_id, _ = world.case_in("registered")
    with db.reading() as session:
        task = session.scalars(select(Assignment).where(Assignment.case_id == case_id)).one()
    columns = "case_id, district, stage, person_id, post_id, began_at, due_at, ended_at, ending"
    for _ in range(5):
        run_sql(f"INSERT INTO assignments ({columns}) SELECT {columns} FROM assignments WHERE id = :id", id=task.id)
    run_sql("UPDATE assignments SET due_at = began_at, ended_at = :late WHERE id = :id", id=task.id,
            late=(task.began_at + timedelta(hours=1)).replace(tzinfo=None if db.is_sqlite else UTC))
    return case_id


@pytest.fixture(scope="module")
def month(world: World) -> tuple[int, int, datetime]:
    """The case, the member's score of this month, and a moment after the month has ended."""
    case_id, now = _six_tasks(world), datetime.now(UTC)
    after = (now.replace(day=1) + timedelta(days=33)).replace(day=3)
    return case_id, compute_draft(PeriodKind.MONTH, city_day(now), now), after


def _wait_until(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Every call happens then."""
    set_clock(monkeypatch, moment)
    for name in ("appeals", "assessments", "publishing"):
        monkeypatch.setattr(import_module(f"server.api.{name}"), "now", lambda: moment)


@pytest.fixture(scope="module")
def form_before(world: World, month: tuple[int, int, datetime]) -> dict[str, Any]:
    """The month is frozen and displayed; what the member was told about appeals before."""
    _, assessment, after = month
    member, city = world.sign_in("member"), world.sign_in("city_assessor")
    with pytest.MonkeyPatch.context() as monkeypatch:
        _wait_until(monkeypatch, after)
        form = member.get("/appeals/form", query_string=_target(member, assessment)).json
        for path, body in (("freeze", {}), ("display", {"days": 7})):
            assert send(city, f"/publishing/periods/{assessment}/{path}", body).status_code == 200, path
    return form  # type: ignore[no-any-return]


@pytest.fixture
def later(form_before: dict[str, Any], month: tuple[int, int, datetime], monkeypatch: pytest.MonkeyPatch) -> datetime:
    """This test happens while the month is displayed."""
    _wait_until(monkeypatch, month[2])
    return month[2]


def score_of(assessment_id: int, level: str, owner: str) -> int:
    with db.reading() as session:
        return session.scalars(select(AssessmentScore.id).where(
            AssessmentScore.assessment_id == assessment_id, AssessmentScore.level == level,
            AssessmentScore.owner == owner)).one()


def late_fact(who: Someone, score_id: int) -> dict[str, Any]:
    answer = who.get(f"/assessments/{score_id}/explain?line=member_on_time&counted=miss")
    assert answer.status_code == 200, answer.json
    [fact] = answer.json["items"]
    return fact  # type: ignore[no-any-return]


def _target(member: Someone, assessment_id: int) -> dict[str, Any]:
    """The one late task of the member's score, as an appeal names it."""
    score = score_of(assessment_id, "member", str(member.get("/me").json["person"]["id"]))
    return {"score_id": score, "line": "member_on_time", "ref": late_fact(member, score)["ref"]}


def test_a_member_who_doubts_the_score_is_heard_twice_and_the_score_follows(
        world: World, form_before: dict[str, Any], month: tuple[int, int, datetime], later: datetime) -> None:
    _, assessment, _ = month
    member, assessor, city = (world.sign_in(name) for name in ("member", "assessor", "city_assessor"))
    assert not form_before["may"]
    assert "公示开始后" in form_before["why_not"]
    target = _target(member, assessment)
    score = target["score_id"]
    before = member.get(f"/assessments/{score}").json
    wrong = file(member, {**target, "ref": "task:999999", "ground": "no_influence", "words": "当天系统故障"})
    assert wrong.status_code == 422
    assert wrong.json["errors"][0]["field"] == "ref"
    assert file(world.sign_in("deputy_member"), {**target, "words": "不是我的"}).status_code in (403, 404)

    filed = file(member, {**target, "ground": "no_influence", "words": "当天台风，道路封闭，无法到场"})
    assert filed.status_code == 201, filed.json
    appeal = f"/appeals/{filed.json['id']}"
    assert filed.json["photos"]
    assert filed.json["may"]["withdraw"]
    assert file(member, {**target, "words": "再申诉一次"}).json["type"].endswith("invalid-transition")
    assert hire(world, "other_assessor").get(appeal).status_code == 404
    assert send(world.sign_in("coordinator"), f"{appeal}/decide", {"outcome": "granted", "reason": "同意申诉"}
                ).status_code == 404
    assert send(city, f"/publishing/periods/{assessment}/final", {}).status_code == 409

    refused = send(assessor, f"{appeal}/decide", {"outcome": "refused", "reason": "没有道路封闭的记录"}).json
    assert refused["state"] == "answered"
    assert refused["second_until"]
    assert send(member, f"{appeal}/second", {"words": "附上交警的封路通告"}).json["state"] == "second"
    assert send(assessor, f"{appeal}/decide", {"outcome": "granted", "reason": "再看一次"}).status_code in (403, 409)
    kept = row_counts()["assessment_facts"]
    granted = followed(city, appeal, "decide", {"outcome": "granted", "reason": "封路属实，不计入"}, later)
    assert granted["outcome"] == "granted"
    assert granted["changes"]["count"] >= 1
    assert row_counts()["assessment_facts"] == kept

    after = member.get(f"/assessments/{score}").json
    assert after["score"]["points"] > before["score"]["points"]
    explained = member.get(f"/assessments/{score}/explain?line=member_on_time&counted=out").json["items"]
    assert [(one["ref"], one["why"]) for one in explained] == [(target["ref"], "申诉成立：不是该对象能左右的原因")]
    change = next(one for one in member.get(appeal).json["changes"]["items"] if one["score_id"] == score)
    assert change["points"] == [before["score"]["points"], after["score"]["points"]]
    assert [line["n"] for line in change["lines"] if line["code"] == "member_on_time"] == [[6, 5]]
    assert verify_ledger()[1] == []


def test_a_malicious_case_leaves_every_score_until_the_city_takes_that_back(
        world: World, month: tuple[int, int, datetime], later: datetime) -> None:
    case_id, assessment, _ = month
    station, coordinator = world.sign_in("station"), world.sign_in("coordinator")
    number = station.case(case_id)["number"]
    found = station.get("/exclusions/form", query_string={"number": number}).json
    assert found["may"]
    assert found["case"]["id"] == case_id
    wanted = {"case_id": case_id, "kind": "malicious", "words": "同一人反复虚构同一件事"}
    assert send(coordinator, "/exclusions", wanted).status_code == 403
    asked = send(station, "/exclusions", wanted)
    assert asked.status_code == 201, asked.json
    path = f"/appeals/{asked.json['id']}"
    assert send(station, "/exclusions", wanted).json["type"].endswith("invalid-transition")
    assert send(station, f"{path}/decide", {"outcome": "granted", "reason": "自己裁定"}).status_code == 403
    public = world.citizen().get("/public/appeals").json
    member = world.sign_in("member")
    score = score_of(assessment, "member", str(member.get("/me").json["person"]["id"]))
    tasks = member.get(f"/assessments/{score}/explain?line=member_on_time").json["tally"]["n"]
    assert tasks >= 5
    done = followed(world.sign_in("assessor"), path, "decide", {"outcome": "granted", "reason": "三次均属虚构"}, later)
    assert done["outcome"] == "granted", done
    assert done["changes"]["count"] >= 1, done
    now = world.citizen().get("/public/appeals").json
    assert now["excluded"]["malicious"] == public["excluded"]["malicious"] + 1
    gone = member.get(f"/assessments/{score}/explain?line=member_on_time").json
    assert gone["tally"]["n"] == 0
    assert all(one["counted"] == "out" for one in gone["items"])

    taken_back = followed(world.sign_in("city_coordinator"), path, "revoke", {"reason": "反映属实，撤销剔除"}, later)
    assert taken_back["outcome"] == "revoked"
    assert member.get(f"/assessments/{score}/explain?line=member_on_time").json["tally"]["n"] == tasks
    assert world.citizen().get("/public/appeals").json["excluded"] == public["excluded"]
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(AssessmentFact).where(
            AssessmentFact.assessment_id == assessment, AssessmentFact.case_id == case_id))


@pytest.mark.usefixtures("form_before")  # the open task that it leaves behind belongs to no frozen month
def test_what_is_asked_of_a_town_is_counted_with_the_list_behind_each_figure(world: World) -> None:
    head, month = world.sign_in("station_head"), city_day(datetime.now(UTC)).isoformat()[:7]

    def value(code: str) -> int:
        row = next(row for row in head.get(f"/burden?month={month}").json["items"] if row["town"]["code"] == TOWN)
        items = head.get(f"/burden/items?measure={code}&town={TOWN}&month={month}").json
        assert items["total"] == row["values"][code]["value"]
        return row["values"][code]["value"]  # type: ignore[no-any-return]

    outside, fields, photos = value("outside"), value("fields"), value("photos")
    task = {"division": GRID, "item": "迎检期间每天报一次台账", "times": 1, "period": "day"}
    refused = head.post("/grid-tasks", json=task)
    assert refused.json["errors"][0]["field"] == "justification"
    assert head.post("/grid-tasks", json={**task, "justification": "上级检查要求，检查结束即停"}).status_code == 201
    world.case_in("confirming")
    assert value("outside") == outside + 1
    assert value("fields") == fields + 1, "a look on site asks for its result"
    assert value("photos") == photos
    assert world.sign_in("assistant").get("/burden").status_code == 403
    assert hire(world, "next_head").get(f"/burden/items?measure=fields&town={TOWN}").status_code == 403
    assert head.get("/burden?month=2999-01").status_code == 422
