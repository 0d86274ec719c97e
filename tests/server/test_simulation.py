"""The simulated past is an ordinary one: a valid ledger in the order of time, cases at every stage, all labelled."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from server.actions.cases import StepRequest, take_step
from server.actions.ledger import verify_ledger
from server.actions.schedule import PAST_LEASE, hold_lease, is_held, run_due_today
from server.extensions import db
from server.models import Case, Event, Photo, PhotoEvidence, Report
from server.queries.catalogue import working_calendar
from server.queries.people import find_actor
from server.queries.simulation import list_moving, list_touched, read_sight
from server.simulation.diary import Diary
from server.simulation.pace import office_pace
from server.simulation.past import Written, gap_begins, write_past
from server.simulation.plan import Planner
from server.simulation.roster import read_roster
from tests.builders import World
from workflows.states import OPEN, Action
from workflows.working_calendar import ZONE

DAYS, PER_DAY = 2, 14


def an_evening() -> datetime:
    """Half past five on the last working day that two working days come before; it lies in the past."""
    calendar = working_calendar()
    day = datetime.now(ZONE).date() - timedelta(days=1)
    while not all(calendar.is_working_day(day - timedelta(days=back)) for back in range(3)):
        day -= timedelta(days=1)
    return datetime.combine(day, time(17, 30), ZONE).astimezone(UTC)


def a_planner() -> Planner:
    return Planner(read_roster(datetime.now(UTC)), 7, 0.6)


def write(folder: Path, end: datetime, begin: datetime | None = None) -> Written:
    diary = Diary(folder)
    start = begin or gap_begins(diary, end, DAYS)
    assert start is not None
    return write_past(a_planner(), diary, start, PER_DAY, lambda: end, lambda *_: None, breath=0)


@pytest.fixture(scope="module")
def evening() -> datetime:
    return an_evening()


@pytest.fixture(scope="module")
def past(world: World, evening: datetime) -> Written:
    return write(world.settings.data_dir, evening)


def test_nothing_was_refused_but_what_somebody_else_settled_first(past: Written) -> None:
    assert {words.split(":")[0] for words in past.refused} <= {"withdraw", "merge"}
    assert past.reports > DAYS * PER_DAY // 2
    assert past.steps > past.reports


def test_the_ledger_is_whole_and_in_the_order_of_time(past: Written, evening: datetime) -> None:
    count, findings = verify_ledger()
    assert findings == []
    with db.reading() as session:
        moments = list(session.scalars(select(Event.at).order_by(Event.seq)))
    assert len(moments) == count
    assert moments == sorted(moments)
    assert moments[-1] <= evening


def test_cases_stand_at_many_stages_and_all_are_labelled(past: Written) -> None:
    with db.reading() as session:
        states = Counter(session.scalars(select(Case.state)))
        labels = set(session.scalars(select(Case.simulated))) | set(session.scalars(select(Report.simulated)))
    assert len(states) >= 4, states
    assert labels == {True}


def test_pictures_are_shared_and_their_places_are_not(past: Written) -> None:
    with db.reading() as session:
        files = list(session.scalars(select(Photo.sha256)))
        places = list(session.execute(select(PhotoEvidence.lon, PhotoEvidence.lat, PhotoEvidence.taken_at)))
    assert len(set(files)) < len(files) == len(places)
    assert len(set(places)) == len(files)


def test_the_past_is_written_once(past: Written, world: World, evening: datetime) -> None:
    diary = Diary(world.settings.data_dir)
    assert gap_begins(diary, evening, DAYS) is None
    assert diary.page.until == evening
    later = evening + timedelta(days=40)
    assert gap_begins(diary, later, DAYS) == datetime.combine(
        later.astimezone(ZONE).date() - timedelta(days=DAYS), time(), ZONE)


def test_writing_the_same_hours_again_adds_no_report(past: Written, world: World, evening: datetime) -> None:
    with db.reading() as session:
        before = set(session.scalars(select(Report.id)))
    write(world.settings.data_dir, evening, evening - timedelta(hours=30))
    with db.reading() as session:
        after = set(session.scalars(select(Report.id)))
    assert after == before
    assert verify_ledger()[1] == []


def test_a_case_at_the_same_point_decides_the_same_again(past: Written, evening: datetime) -> None:
    pace = office_pace(working_calendar())
    moving = list_moving(evening)
    for case_id in moving[:: max(1, len(moving) // 12)]:  # a dozen: each plan paints its pictures twice
        sight = read_sight(case_id, evening)
        assert sight is not None
        assert a_planner().plan(sight, pace) == a_planner().plan(sight, pace)


def test_the_jobs_of_today_wait_while_the_past_is_written(past: Written, evening: datetime) -> None:
    late = evening + timedelta(days=9)
    hold_lease(PAST_LEASE, late)
    assert run_due_today(late) == 0
    assert not is_held(PAST_LEASE, late + timedelta(days=1))
    assert run_due_today(late + timedelta(days=1)) > 0


def test_what_a_visitor_touched_or_reported_is_left_alone(past: Written, world: World, evening: datetime) -> None:
    receipt = world.receipt()
    assert receipt["case_id"] not in list_moving(datetime.now(UTC))
    touched, newest = list_touched(0)
    assert touched == set()
    leader = world.sign_in("city_leader").get("/me").json["person"]["id"]
    sights = [read_sight(case_id, evening) for case_id in list_moving(evening)]
    chosen = next(sight.id for sight in sights if sight is not None and sight.state in OPEN)
    with db.reading() as session:
        actor = find_actor(session, leader, evening)
    assert actor is not None
    take_step(chosen, StepRequest(Action.INSTRUCT, {"text": "请尽快办理"}), actor, evening, unread=True)
    assert list_touched(newest)[0] == {chosen}
    assert list_touched(0)[0] == {chosen}


def test_after_a_pause_the_city_goes_on(past: Written, world: World, evening: datetime) -> None:
    later = evening + timedelta(hours=5)
    written = write(world.settings.data_dir, later)
    assert written.reports + written.steps > 0
    assert Diary(world.settings.data_dir).page.until == later
    assert verify_ledger()[1] == []
