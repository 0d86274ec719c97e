"""A simulated month: every reminder and escalation exactly once, every figure equal to a recount from the ledger."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Event, Message
from server.queries.moments import city_day
from server.queries.stage_counts import stage_scope
from server.queries.stage_figures import read_stage_figures, read_stage_list
from server.queries.whistle_figures import read_whistle_figures
from tests.builders import DISTRICT, World
from tests.journeys.month import BEGIN, DECLARED, END, TYPHOON, Month, person
from tests.journeys.recount import WorkingMinutes, on_time, reminders_of, runs_of, whistle_answers
from workflows.working_calendar import ZONE

# The rules are the same on both engines, and every one of their parts is tested on both.
pytestmark = pytest.mark.parametrize("installation", ["sqlite"], indirect=True, scope="module")


@pytest.fixture(scope="module")
def month(world: World) -> Month:
    found = Month()
    found.run()
    return found


@pytest.fixture(scope="module")
def events(month: Month) -> list[dict[str, Any]]:
    with db.reading() as session:
        return [json.loads(content) for content in session.scalars(select(Event.content).order_by(Event.seq))]


def test_each_reminder_and_escalation_was_sent_exactly_once(month: Month, events: list[dict[str, Any]]) -> None:
    begin = BEGIN - timedelta(days=2)
    before, after = WorkingMinutes(begin, 60), WorkingMinutes(begin, 60, TYPHOON)
    expected = {(run.case, run.number, code): outcome for run in runs_of(events)
                for code, outcome in reminders_of(run, month.looks, before, after, DECLARED).items()}
    told: dict[tuple[str, int, str], tuple[str, Any]] = {}
    for event in events:
        if event["name"] == "case.reminded":
            case, data = event["subject"]["id"], event["data"]
            for code in (data["rung"], *data.get("skipped", ())):
                key = (case, data["run"], code)
                assert key not in told, "twice"
                told[key] = "sent" if code == data["rung"] else "skipped", event["at"]
    assert {key: outcome for key, (outcome, _) in told.items()} == {key: kind for key, (kind, _) in expected.items()}
    late = [key for key, (_, at) in told.items() if not at.startswith(f"{expected[key][1]:%Y-%m-%dT%H:%M}")]
    assert late == []
    outcomes = Counter(outcome for outcome, _ in told.values())
    assert outcomes["sent"] > 60, "the month must have something to tell of"
    assert outcomes["skipped"] > 5, "and outages to catch up on"


def test_a_message_for_each_reminder_and_none_at_night(month: Month, events: list[dict[str, Any]]) -> None:
    with db.reading() as session:
        rows = list(session.scalars(select(Message).where(Message.name.in_(("stage.warned", "stage.late")))))
    sent = sum(event["name"] == "case.reminded" and event["data"]["outcome"] == "sent" for event in events)
    assert len(rows) == sent
    assert all(6 <= row.deliver_at.astimezone(ZONE).hour < 22 for row in rows if not row.urgent)


def test_the_typhoon_moved_running_clocks_and_nothing_was_due_in_it(events: list[dict[str, Any]]) -> None:
    moved = [event for event in events if event["name"] == "case.retimed"]
    assert moved
    assert all(event["data"]["after"] > event["data"]["before"] for event in moved)
    working = [run for run in runs_of(events) if run.stage not in ("confirm", "answer")]
    assert not [run for run in working if run.dues[-1][0] > DECLARED and TYPHOON[0] < run.dues[-1][1] < TYPHOON[1]]


def test_on_time_rates_equal_the_recount(month: Month, events: list[dict[str, Any]]) -> None:
    scope = stage_scope(person("leader", END), DISTRICT, None, city_day(BEGIN), city_day(END), None, END)
    figures = read_stage_figures(scope, "stage", END)
    recounted = on_time(runs_of(events), BEGIN, END)
    assert {item["code"]: (item["n"], item["kept"]) for item in figures["items"]} == recounted
    assert figures["whole"]["n"] == sum(n for n, _ in recounted.values())
    listed = read_stage_list(scope, True, False, END, 200, None)[0]
    assert len(listed) == figures["whole"]["late"] > 10
    for by in ("division", "department"):
        assert sum(item["n"] for item in read_stage_figures(scope, by, END)["items"]) == sum(
            n for stage, (n, _) in recounted.items() if by == "division" or stage in ("sign", "handle"))


def test_whistles_equal_the_recount_and_remind_once(month: Month, events: list[dict[str, Any]]) -> None:
    figures = read_whistle_figures(person("leader", END), DISTRICT, None, city_day(BEGIN), city_day(END), END)
    answer = next(item for item in figures["figures"] if item["code"] == "answer")
    assert (answer["n"], answer["kept"]) == whistle_answers(events, END)
    assert answer["n"] > answer["kept"] > 0
    told = Counter((event["data"]["call"], event["data"]["state"], rung) for event in events
                   if event["name"] == "whistle.reminded"
                   for rung in (event["data"]["rung"], *event["data"]["skipped"]))
    assert told
    assert max(told.values()) == 1


def test_the_ledger_of_the_month_holds(month: Month) -> None:
    read, findings = verify_ledger()
    assert findings == []
    assert read > 500
