"""The reminder ladder: when its rungs come due, which are sent after an outage, and whose seat is tried next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.ladder import read_ladder
from workflows.addressees import ADDRESSEES, Desk, Standing, candidates
from workflows.deadlines import Limit, WorkingCalendar, due_at, warn_at, working_time
from workflows.escalation import (
    STAGES,
    Rung,
    Ticking,
    due_now,
    first_look,
    highest,
    mistake,
    moments,
    next_at,
)
from workflows.roles import Role
from workflows.working_calendar import ZONE

CALENDAR = WorkingCalendar()
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE).astimezone(UTC)
LADDER = tuple(Rung(**vars(row)) for row in read_ladder())
LIMITS = st.builds(Limit, st.integers(1, 40), st.sampled_from(
    ("natural_hours", "working_hours", "working_days", "natural_days")))  # fmt: skip


def running(limit: Limit, stage: str = "dispatch", start: datetime = MONDAY) -> Ticking:
    due = due_at(start, limit, CALENDAR)
    return Ticking(stage, start, warn_at(start, due, CALENDAR, limit), due, limit)


def at(clock: Ticking, code: str) -> str:
    found = next(row.at for row in moments(clock, LADDER, CALENDAR) if row.rung.code == code)
    return f"{found.astimezone(ZONE):%m-%d %H:%M}"


def test_a_ladder_on_working_time_skips_the_night() -> None:
    clock = running(Limit(2, "working_hours"), start=datetime(2026, 11, 23, 16, 0, tzinfo=ZONE))
    assert f"{clock.due_at.astimezone(ZONE):%m-%d %H:%M}" == "11-24 09:00"
    assert [at(clock, code) for code in ("any-80", "any-100", "any-150", "any-200", "any-later")] == [
        "11-24 08:36", "11-24 09:00", "11-24 10:00", "11-24 11:00", "12-01 09:00"]  # fmt: skip


def test_an_urgent_ladder_runs_through_the_night() -> None:
    clock = running(Limit(1, "natural_hours"), start=datetime(2026, 11, 23, 23, 0, tzinfo=ZONE))
    assert [at(clock, code) for code in ("any-80", "any-150", "any-200")] == [
        "11-23 23:48", "11-24 00:30", "11-24 01:00"]  # fmt: skip


def test_a_stage_with_rungs_of_its_own_does_not_use_the_general_ones() -> None:
    codes = {row.rung.code for row in moments(running(Limit(4, "working_hours"), "sign"), LADDER, CALENDAR)}
    assert codes == {"sign-80", "sign-100", "sign-150", "sign-200"}
    switched_off = tuple(replace(rung, active=rung.stage != "sign") for rung in LADDER)
    codes = {row.rung.code for row in moments(running(Limit(4, "working_hours"), "sign"), switched_off, CALENDAR)}
    assert codes == {rung.code for rung in LADDER if rung.stage == "any"}


def test_nobody_is_reminded_of_waiting_for_a_reporter() -> None:
    assert first_look(running(Limit(3, "natural_days"), "answer"), LADDER, CALENDAR) is None


@given(LIMITS, st.integers(1, 300), st.integers(0, 7 * 24 * 60))
def test_rungs_come_in_the_order_of_their_shares(limit: Limit, percent: int, minutes: int) -> None:
    clock = running(limit, start=MONDAY + timedelta(minutes=minutes))
    rung = replace(LADDER[0], amount=percent)
    found = moments(clock, (rung,), CALENDAR)[0].at
    if percent < 100:
        assert clock.started_at - timedelta(seconds=2) <= found <= clock.due_at
    else:
        assert found >= clock.due_at
    later = moments(clock, (replace(rung, amount=percent + 1),), CALENDAR)[0].at
    assert later >= found or {percent, percent + 1} & {80, 100}  # those two are the clock's own to the microsecond


@given(LIMITS, st.integers(1, 40), st.sampled_from(("before", "after")))
def test_a_span_before_the_due_time_leads_to_it(limit: Limit, amount: int, relation: str) -> None:
    clock = running(limit)
    rung = replace(LADDER[0], relation=relation, amount=amount, unit="working_hours")
    found = moments(clock, (rung,), CALENDAR)[0].at
    between = sorted((found, clock.due_at))
    assert abs(working_time(*between, CALENDAR) - timedelta(hours=amount)) <= timedelta(seconds=2)


@given(st.lists(st.integers(0, 400), max_size=12), st.integers(1, 30))
def test_looking_often_or_seldom_nothing_is_sent_twice_and_nothing_is_forgotten(looks: list[int], hours: int) -> None:
    clock = running(Limit(hours, "working_hours"))
    rows, done, sent = moments(clock, LADDER, CALENDAR), frozenset[str](), []
    for hour in sorted(looks):
        now = clock.started_at + timedelta(hours=hour)
        due = due_now(rows, done, now)
        chosen = highest(due, {row.rung.code: row.rung.addressee for row in due})
        sent += [row.rung.code for row in chosen]
        done |= {row.rung.code for row in due}
        assert len({row.rung.addressee for row in chosen}) == len(chosen)
        assert {row.rung.code for row in rows if row.at <= now} == done
        assert next_at(rows, now) == min((row.at for row in rows if row.at > now), default=None)
    assert len(sent) == len(set(sent))


def test_an_empty_seat_passes_the_reminder_on_upwards() -> None:
    case = Standing("dispatch", "350211", "350211103")
    assert candidates("unit", case)[:3] == (
        Desk(Role.DISTRICT_DISPATCHER, "350211"), Desk(Role.COORDINATOR, "350211"),
        Desk(Role.LEADER, "350211"))  # fmt: skip
    with_unit = Standing("handle", "350211", "350211103", "350200-JT", "city", assignee_id=7)
    assert candidates("assignee", with_unit)[:2] == (
        Desk(person_id=7), Desk(Role.DEPARTMENT_OFFICER, None, "350200-JT"))  # fmt: skip
    assert candidates("coordinator", with_unit)[0] == Desk(Role.COORDINATOR, "350200")
    sea = Standing("accept", "350211")
    assert candidates("unit", sea)[0] == Desk(Role.DISTRICT_DISPATCHER, "350211")
    nowhere = Standing("accept", "350200")
    assert candidates("unit", nowhere)[0] == Desk(Role.CITY_DISPATCHER, "350200")


@pytest.mark.parametrize("addressee", ADDRESSEES)
@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage not in ("any", "order")])
def test_everybody_has_somebody_above(addressee: str, stage: str) -> None:
    for town in (None, "350211103"):
        found = candidates(addressee, Standing(stage, "350211", town, "350211-CG", "district", 7, 8, issuer_id=9))
        assert found[-1] == Desk(Role.ADMINISTRATOR, "350200")
        assert len(found) == len(set(found)) > 2


def test_a_rung_that_could_not_work_is_named_by_its_field() -> None:
    good = LADDER[0]
    assert all(mistake(rung) is None for rung in LADDER)
    for field, change in (("stage", {"stage": "answer"}), ("unit", {"unit": "working_days"}),
                          ("unit", {"relation": "before"}), ("amount", {"amount": 0}),
                          ("addressee", {"addressee": "mayor"}), ("addressee", {"addressee": "issuer"}),
                          ("name", {"name": " "}), ("text", {"text": "{who}，请办理"})):  # fmt: skip
        found = mistake(replace(good, **change))  # type: ignore[arg-type]
        assert found is not None, change
        assert found[0] == field


def test_a_calendar_that_never_opens_is_a_mistake_and_not_an_endless_search() -> None:
    closed = WorkingCalendar(hours=(), summer=None)
    clock = running(Limit(2, "natural_hours"))
    with pytest.raises(ValueError, match="no opening hours"):
        moments(clock, (replace(LADDER[0], relation="after", unit="working_hours"),), closed)


def test_a_ladder_file_with_two_offsets_is_refused(tmp_path: Path) -> None:
    (tmp_path / "escalation.toml").write_text(
        '[[rungs]]\ncode = "x"\nstage = "any"\npercent = 80\nafter = { amount = 1, unit = "working_days" }\n'
        'to = "unit"\nname = "x"\ntext = "x"\n', "utf-8")  # fmt: skip
    with pytest.raises(Exception, match="exactly one of"):
        read_ladder(tmp_path)
