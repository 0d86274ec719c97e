"""Reminders: each rung once, to whoever holds the seat, higher when nobody does.

Orders live until their issuer is content.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from server.actions.carry_out import carry_out
from server.actions.people import create_user
from server.actions.reminders import remind_due
from server.extensions import db
from server.models import Case, Message, PersonPost, Reminder
from server.queries.catalogue import working_calendar
from server.transaction import transaction
from tests.builders import DISTRICT, Someone, World
from tests.server.people import PASSWORD, at_once, begin_post, end_posts, hire, take
from workflows.working_calendar import is_night

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def morning() -> datetime:
    """A moment to come at which nobody sleeps, so that messages can be read as they are written."""
    at = datetime.now(UTC) + timedelta(minutes=1)
    while is_night(at, working_calendar().night):
        at += timedelta(hours=1)
    return at


def dated(case_id: int, due: datetime) -> None:
    """Let the running clock be due at this moment, with its warning an hour before."""
    with transaction() as tx:
        tx.session.execute(update(Case).where(Case.id == case_id).values(
            due_at=due, warn_at=due - timedelta(hours=1), due_limit="5 natural_hours", remind_at=due - DAY))


def texts(world: World, name: str, case_id: int) -> list[str]:
    """What this person reads of the case, at a moment at which everything was delivered."""
    with transaction() as tx:
        tx.session.execute(update(Message).values(deliver_at=datetime.now(UTC) - timedelta(minutes=1)))
    answer = someone(world, name).get("/messages?limit=200")
    assert answer.status_code == 200, answer.json
    return [row["text"] for row in answer.json["items"] if row["case"] and row["case"]["id"] == case_id]


def someone(world: World, name: str) -> Someone:
    return world.sign_in(name) if name in world.passwords else hire(world, name)


def reminded(case_id: int) -> dict[str, str]:
    with db.reading() as session:
        return dict(session.execute(select(Reminder.rung, Reminder.outcome).where(
            Reminder.case_id == case_id).order_by(Reminder.due_at, Reminder.rung)).all())


def test_a_late_case_climbs_rung_by_rung_and_each_is_sent_once(world: World, morning: datetime) -> None:
    case_id = world.case_in("registered")[0]
    dated(case_id, morning)
    for hours in (-2, -1, -1, 0, 2.5, 2.5, 5, 5, 24 * 9):
        remind_due(morning + timedelta(hours=hours))
    assert reminded(case_id) == dict.fromkeys(("any-80", "any-100", "any-150", "any-200", "any-later"), "sent")
    assert [text.split("：")[0] for text in texts(world, "dispatcher", case_id)] == ["到期提醒", "到期前提醒"]
    assert len(texts(world, "coordinator", case_id)) == 2
    assert len(texts(world, "leader", case_id)) == 1
    assert texts(world, "other_dispatcher", case_id) == texts(world, "department", case_id) == []
    told = [event for event in world.sign_in("dispatcher").get(f"/cases/{case_id}/events").json["events"]
            if event["name"] == "case.reminded"]
    assert [(event["title"], event["data"]["rung"], event["data"]["to"]) for event in told][:2] == [
        ("催办", "any-80", "assignee"), ("催办", "any-100", "unit")]
    assert case_id in {row["id"] for row in world.sign_in("coordinator").get("/cases?escalated=true").json["items"]}
    take(world, "dispatcher", case_id, "dispatch", department="350211-CG")
    assert case_id not in {row["id"] for row in world.sign_in("coordinator").get("/cases?escalated=true").json["items"]}


def test_after_an_outage_one_message_for_each_seat(world: World, morning: datetime) -> None:
    case_id = world.case_in("dispatched")[0]
    dated(case_id, morning)
    at_once([lambda: remind_due(morning + 12 * DAY)] * 2)  # two schedulers that came back together
    assert reminded(case_id) == {"sign-80": "skipped", "sign-100": "sent", "sign-150": "sent", "sign-200": "sent"}
    assert len(texts(world, "department", case_id)) == 1
    assert "不签收也不退回" in texts(world, "coordinator", case_id)[0]
    moved = take(world, "coordinator", case_id, "transfer", department="350211-ST", reason="原部门不回应")
    assert moved["department"]["code"] == "350211-ST"
    again = world.sign_in("coordinator").step(case_id, "transfer", {"department": "350211-CG", "reason": "再移"})
    assert again.status_code == 409


def test_a_seat_that_nobody_holds_passes_the_reminder_on_and_says_so(world: World, morning: datetime) -> None:
    case_id = world.case_in("registered")[0]
    take(world, "dispatcher", case_id, "dispatch", department="350211-SL")
    with transaction() as tx:
        tx.session.execute(update(PersonPost).where(PersonPost.department == "350211-SL")
                           .values(ends_at=datetime.now(UTC)))
    dated(case_id, morning)
    remind_due(morning)
    found = texts(world, "dispatcher", case_id)
    assert len(found) == 1
    assert "此刻无人在岗，改送到这里" in found[0]


def test_a_paused_clock_and_a_finished_stage_remind_nobody(world: World, morning: datetime) -> None:
    paused, finished = world.case_in("handling")[0], world.case_in("dispatched")[0]
    for case_id in (paused, finished):
        dated(case_id, morning)
    until = (datetime.now(UTC) + 30 * DAY).date().isoformat()
    take(world, "department", paused, "suspend", until=until, reason="等设备")
    take(world, "city_coordinator", paused, "approve-suspension", granted=True)
    take(world, "department", finished, "sign")
    dated(finished, morning + 60 * DAY)
    remind_due(morning + 10 * DAY)
    assert reminded(paused) == reminded(finished) == {}


def test_an_order_lives_until_its_issuer_is_content(world: World, morning: datetime) -> None:
    case_id = world.case_in("handling")[0]
    due = (morning + 2 * DAY).isoformat()
    issued = take(world, "leader", case_id, "supervise", text="两天内清完", due_at=due)["orders"][0]
    assert (issued["state"], issued["words"]) == ("open", [])
    assert any("收到督办" in text for text in texts(world, "department", case_id))
    refused = world.sign_in("coordinator").step(case_id, "accept-order")
    assert (refused.status_code, "签发人" in refused.json["detail"]) == (409, True)
    early = world.sign_in("leader").step(case_id, "reject-order", {"reason": "还没回复"})
    assert early.status_code == 409
    take(world, "department", case_id, "reply-order", text="已清一半")
    rejected = take(world, "leader", case_id, "reject-order", reason="另一半呢",
                    due_at=(morning + 3 * DAY).isoformat())["orders"][0]
    assert (rejected["round"], rejected["replied_at"]) == (1, None)
    take(world, "department", case_id, "reply-order", text="全部清完", order=issued["id"])
    after = take(world, "leader", case_id, "accept-order", note="认可")["orders"][0]
    assert after["state"] == "accepted"
    assert [(word["kind"], word["text"]) for word in after["words"]] == [
        ("reply", "已清一半"), ("reject", "另一半呢"), ("reply", "全部清完"), ("accept", "认可")]


def test_an_order_reminds_on_its_own_clock_and_no_longer_once_replied(world: World, morning: datetime) -> None:
    due = (morning + DAY).isoformat()
    silent, answered = (world.case_in("handling")[0] for _ in range(2))
    for case_id in (silent, answered):
        dated(case_id, morning + 60 * DAY)
        take(world, "leader", case_id, "supervise", text="限期", due_at=due)
    take(world, "department", answered, "reply-order", text="办好了")
    remind_due(morning + DAY)
    assert set(reminded(silent)) == {"order-80", "order-100", "order-100-issuer"}
    assert set(reminded(answered)) == {"order-100-issuer"}
    listed = {row["id"] for row in world.sign_in("station").get("/cases?supervised=true&limit=200").json["items"]}
    assert {silent, answered} <= listed


def test_another_overseer_settles_the_order_of_somebody_who_has_left(world: World) -> None:
    case_id, now = world.case_in("handling")[0], datetime.now(UTC)
    begin_post(create_user("parting", "parting", PASSWORD, "leader", DISTRICT, None, now), now - DAY)
    world.passwords["parting"] = PASSWORD
    take(world, "parting", case_id, "supervise", text="限期", due_at=(now + DAY).isoformat())
    assert world.sign_in("coordinator").step(case_id, "accept-order").status_code == 409
    end_posts("parting", world)
    carry_out(datetime.now(UTC))
    assert take(world, "coordinator", case_id, "accept-order")["orders"][0]["state"] == "accepted"


def test_messages_are_read_by_each_person_for_themselves(world: World, morning: datetime) -> None:
    case_id = world.case_in("dispatched")[0]
    dated(case_id, morning)
    remind_due(morning)
    assert texts(world, "department", case_id) == texts(world, "colleague", case_id) != []
    department, colleague = world.sign_in("department"), someone(world, "colleague")
    theirs = colleague.get("/messages").json["unread"]
    waiting = department.get("/messages?unread=true&limit=1").json
    first = waiting["items"][0]
    left = department.post(f"/messages/{first['id']}/read").json["unread"]
    assert left == waiting["unread"] - 1
    assert department.post(f"/messages/{first['id']}/read").json["unread"] == left
    assert colleague.get("/messages").json["unread"] == theirs
    assert world.sign_in("station").post(f"/messages/{first['id']}/read").status_code == 404
    assert department.post("/messages/read-all").json == {"unread": 0}
    assert department.get("/messages?unread=true").json["items"] == []


def test_the_ladder_is_changed_by_administrators_and_running_clocks_follow(world: World, morning: datetime) -> None:
    admin, case_id = world.sign_in("admin"), world.case_in("registered")[0]
    dated(case_id, morning)
    remind_due(morning)
    sheet = admin.get("/ladder").json
    rungs = [{name: value for name, value in row.items() if name != "when"} for row in sheet["rungs"]]
    given = {"version": sheet["version"], "rungs": rungs}
    assert world.sign_in("leader").post("/ladder", json=given).status_code == 403
    broken = [*rungs[:-1], {**rungs[-1], "text": "{name}，请办理"}]
    answer = admin.post("/ladder", json={"version": sheet["version"], "rungs": broken})
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, f"rungs.{len(rungs) - 1}.text")
    added = {"code": "early", "stage": "dispatch", "relation": "before", "amount": 3, "unit": "natural_hours",
             "addressee": "coordinator", "name": "提前报", "text": "{stage}快到期", "active": True}
    changed = admin.post("/ladder", json={"version": sheet["version"], "rungs": [*rungs, added]})
    assert changed.status_code == 200, changed.json
    assert changed.json["version"] == sheet["version"] + 1
    stale = admin.post("/ladder", json={"version": sheet["version"], "rungs": rungs})
    assert stale.status_code == 412
    remind_due(morning + timedelta(minutes=1))
    assert reminded(case_id) == {"any-80": "skipped", "any-100": "sent", "early": "sent"}
    restored = admin.post("/ladder", json={"version": changed.json["version"], "rungs": rungs})
    assert restored.status_code == 200
