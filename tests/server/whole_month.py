"""A month in which everything happens that scores are counted by, told by people over HTTP."""

from __future__ import annotations

import io
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from server.actions import lots
from server.actions.assessment_verify import verify_assessment
from server.actions.work_reminders import raise_reminders
from server.extensions import db
from server.models import AssessmentFact, AssessmentScore, Event, PollutionSource, Recheck
from server.transaction import transaction
from tests.builders import DISTRICT, TOWN, Someone, World, jpeg
from tests.server.duty import city_today
from tests.server.people import hire, sign_in_as, take
from tests.server.published import life, send
from workflows.assessment.facts import Kind

PROOF = "废油桶堆在门口，照片里已有锈迹，当天到访时看得见。"
ITEM = {"code": "purifier", "text": "净化设施开着", "kind": "yes_no", "points": 60, "photo": "never", "category": "A02"}


def done(who: Someone, path: str, body: dict[str, Any] | None = None) -> Any:
    """A write that is expected to succeed; its answer."""
    answer = send(who, path, body)
    assert answer.status_code in (200, 201), (path, answer.json)
    return answer.json


def live(world: World) -> dict[str, Any]:
    """A month with something of everything; the receipt of a citizen who has rated an answer."""
    first = life(world)
    by_staff, _ = world.case_in("checked", who=hire(world, "colleague"), source="department")
    take(world, "station_head", by_staff, "rate", solved="yes", satisfaction="4")
    _whistles(world)
    _judged_above(world)
    _in_the_field(world)
    _instruments(world)
    _decisions(world)
    return first


def _whistles(world: World) -> None:
    """One answered, reported and rated both ways; one that nobody has answered."""
    station, unit = world.sign_in("station"), hire(world, "ecology")
    called = {"kind": "key_work", "lead": "350211-ST", "text": "请到场会商"}
    paths = [f"/whistles/{done(station, f'/cases/{world.case_in(state)[0]}/whistles', called)['id']}"
             for state in ("registered", "registered")]
    done(unit, f"{paths[0]}/answer")
    done(unit, f"{paths[0]}/report", {"result": "solved", "text": "已会商，责任到人"})
    done(unit, f"{paths[0]}/rate", {"judgement": "reasonable"})
    done(station, f"{paths[0]}/rate", {"attitude": 5, "outcome": 4})


def _judged_above(world: World) -> None:
    """What the town's own unit handled and its station settled: the district judges both. And a member's own."""
    case_id, _ = world.case_in("registered")
    take(world, "station", case_id, "dispatch", department=f"{TOWN}-ZZ")
    take(world, "town_unit", case_id, "sign")
    take(world, "town_unit", case_id, "handle", note="已清理", photos=[jpeg(3)])
    take(world, "dispatcher", case_id, "check-pass", answer="已清理。")
    for who, judge in (("station", "dispatcher"), ("member", "station")):
        settled = world.receipt(photos=[jpeg(4)])["case_id"]
        take(world, who, settled, "self-handle", note="当场清走", photos=[jpeg(5)])
        take(world, judge, settled, "check-pass", answer="已清走。")


def _in_the_field(world: World) -> None:
    """A visit, what it missed, a second miss that is taken back, and a second look at a settled case."""
    member, station, assessor = (world.sign_in(name) for name in ("member", "station", "assessor"))
    lon, lat = world.point_in()
    source = done(station, "/sources", {
        "name": "望溪汽修（虚构）", "kind": "industry", "risk": "high", "lon": lon, "lat": lat,
        "active_from": (city_today() - timedelta(days=60)).isoformat()})
    visit = done(member, "/visits", {"kind": "normal", "source": source["id"]})
    for taken_back in (False, True):
        case_id, _ = world.case_in("registered", category="G02")
        stated = done(assessor, "/missed-finds", {"case_id": case_id, "visit_id": visit["id"], "words": PROOF})
        if taken_back:
            done(assessor, f"/missed-finds/{stated['id']}/withdraw", {"reason": "油桶是后来才搬来的"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lots, "is_drawn", lambda ticket, percent: True)
        looked, receipt = world.case_in("checked")
        assert world.rate(receipt).status_code == 200
        take(world, "station", looked, "close", feedback="谢谢")
    with db.reading() as session:
        drawn = session.scalars(select(Recheck).where(Recheck.case_id == looked)).one()
    said = {"step": json.dumps({"result": "unsolved", "note": "垃圾还在"}), "photos": (io.BytesIO(jpeg(7)), "1.jpg")}
    looker = sign_in_as(world, drawn.person_id)
    assert looker.post(f"/rechecks/{drawn.id}", data=said, content_type="multipart/form-data").status_code == 200


def _instruments(world: World) -> None:
    """A reminder answered and one taken back, samples with a second opinion, an inspection whose finding is a case."""
    with transaction() as tx:
        tx.session.execute(update(PollutionSource).where(PollutionSource.town == TOWN, PollutionSource.risk == "high")
                           .values(due_on=city_today() - timedelta(days=30)))
    raise_reminders(datetime.now(UTC), TOWN)
    head, assessor, city = (world.sign_in(name) for name in ("station_head", "assessor", "city_assessor"))
    rows = head.get("/work-reminders?state=open&rule=source_unseen").json["items"]
    done(head, f"/work-reminders/{rows[0]['id']}/withdraw", {"reason": "台风停工，没人能去"})
    for row in rows[1:]:
        if row["may_answer"]:
            done(head, f"/work-reminders/{row['id']}/answer", {"text": "本周内看完"})
    monday = city_today() - timedelta(days=city_today().weekday())
    done(assessor, "/check-plans", {"division": DISTRICT, "first": monday.isoformat(), "weeks": 1, "items": 30})
    drawn = [row["id"] for row in assessor.get("/samples?mine=true&state=open").json["items"]]
    for place, number in enumerate(drawn):
        yes = {item["code"]: "yes" for item in assessor.get(f"/samples/{number}").json["items"]}
        done(assessor, f"/samples/{number}/check", {"answers": yes, "second": place == 0})
    no = {item["code"]: "no" for item in city.get(f"/samples/{drawn[0]}").json["items"]}
    done(city, f"/samples/{drawn[0]}/check", {"answers": no, "note": "不是同一个地方"})
    _inspection(world)


def _inspection(world: World) -> None:
    assessor, inspector, today = world.sign_in("assessor"), hire(world, "next_station"), city_today()
    lon, lat = world.point_in()
    planned = done(assessor, "/inspections", {
        "title": "餐饮油烟专项", "division": DISTRICT, "first": today.isoformat(),
        "last": (today + timedelta(days=14)).isoformat(), "items": [ITEM],
        "inspectors": [inspector.get("/me").json["person"]["id"]]})
    path = f"/inspections/{planned['id']}"
    done(assessor, f"{path}/places", {"spots": [{"name": "夜市一条街", "lon": lon, "lat": lat}]})
    here = f"{path}/places/{done(assessor, f'{path}/start')['shown'][0]['id']}"
    answers = {"answers": [{"code": "purifier", "value": "no", "note": "没有开"}], "photos": []}
    record = inspector.post(f"{here}/record", data={"record": json.dumps(answers)}, headers={
        "Idempotency-Key": str(uuid.uuid4())}, content_type="multipart/form-data")
    assert record.status_code == 200, record.json
    done(inspector, f"{here}/items/purifier/case")


def _decisions(world: World) -> None:
    """A deduction that holds, a case set aside, somebody on leave from tomorrow."""
    assessor, city, member = (world.sign_in(name) for name in ("assessor", "city_assessor", "member"))
    person = member.get("/me").json["person"]["id"]
    code = assessor.get("/assessment-marks").json["codes"][0]["code"]
    mark = done(assessor, "/assessment-marks", {"code": code, "level": "member", "owner": str(person),
                                                "reason": "核实照片不是当天拍的"})
    done(city, f"/assessment-marks/{mark['id']}/decide", {"holds": True})
    aside, _ = world.case_in("registered")
    asked = done(world.sign_in("station"), "/exclusions", {"case_id": aside, "kind": "malicious",
                                                           "words": "同一人当天第三次虚报，现场什么也没有。"})
    done(world.sign_in("coordinator"), f"/appeals/{asked['id']}/decide", {"outcome": "granted", "reason": "查实恶意"})
    tomorrow = (city_today() + timedelta(days=1)).isoformat()
    done(world.sign_in("admin"), f"/people/{person}/absences", {"kind": "training", "from": tomorrow, "to": tomorrow})



def proved(number: int) -> None:
    """A frozen month of this life holds facts of every kind, and the ledger tells every one of them."""
    found = verify_assessment(number, lambda _line: None)
    assert found is not None
    assert found.differences == []
    facts, entered = _kept(number)
    assert set(facts) == {kind.value for kind in Kind}
    assert sum(one["missed"] for one in facts[Kind.REPORT]) == 1, "the other one was taken back"
    assert any(one["by_district"] for one in facts[Kind.STAGE])
    assert any(one["revised"] for one in facts[Kind.SAMPLE])
    assert any(not one["citizen"] for one in facts[Kind.RATING]), "the head of the station rates what staff found"
    assert any(one["withdrawn"] for one in facts[Kind.REMINDER])
    assert any(one["case_id"] for one in facts[Kind.FINDING])
    silent = [one for one in facts[Kind.TURN] if one["source"] not in entered]
    assert 0 < len(silent) < len(facts[Kind.TURN])
    assert found.unclear == len(silent), "only the sources of the first register stand in no event"


def _kept(number: int) -> tuple[dict[str, list[dict[str, Any]]], set[int]]:
    """The frozen facts of a period by their kinds, and the sources that somebody has entered."""
    facts: dict[str, list[dict[str, Any]]] = {}
    with db.reading() as session:
        for text in session.scalars(select(AssessmentFact.content).where(AssessmentFact.assessment_id == number)):
            facts.setdefault(json.loads(text)["kind"], []).append(json.loads(text))
        entered = session.scalars(select(Event.subject_id).where(Event.name == "source.added"))
        return facts, {int(source) for source in entered}


def the_miss_may_be_appealed(people: World, number: int) -> None:
    """A find that was missed is only shown; whoever made the visit may appeal it all the same."""
    member = people.sign_in("member")
    with db.reading() as session:
        score = session.scalars(select(AssessmentScore.id).where(
            AssessmentScore.assessment_id == number,
            AssessmentScore.person_id == member.get("/me").json["person"]["id"])).one()
        ref = session.scalars(select(AssessmentFact.ref).where(
            AssessmentFact.assessment_id == number, AssessmentFact.ref.like("report:missed:%"))).one()
    form = member.get("/appeals/form", query_string={"score_id": score, "line": "missed", "ref": ref})
    assert (form.status_code, form.json.get("may"), form.json.get("line_name")) == (200, True, "漏报率"), form.json
    whole = member.get("/appeals/form", query_string={"score_id": score, "line": "missed"})
    assert whole.json["errors"][0]["field"] == "line", "nothing rests on the figure itself"
