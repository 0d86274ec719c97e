"""What people look at in the simulated quarter: sources, second looks, reminders, platform checks, an inspection."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from server.actions.check_plans import WantedPlan, make_plan
from server.actions.inspection_cases import GivenCase, open_case
from server.actions.inspection_places import Spot, Wanted, add_places
from server.actions.inspection_records import GivenAnswer, GivenRecord, record_place
from server.actions.inspections import GivenInspection, plan_inspection, start_inspection
from server.actions.missed_finds import Stated, state_missed, withdraw_missed
from server.actions.rechecks import Finding, answer_recheck
from server.actions.samples import Look, check_sample
from server.actions.sources import GivenSource, change_source
from server.actions.visits import GivenVisit, make_visit
from server.actions.work_reminders import answer_reminder, raise_reminders, withdraw_reminder
from server.extensions import db
from server.models import Case, MissedFind, PlatformSample, PollutionSource, Recheck, WorkReminder
from server.queries.check_lots import check_data
from server.queries.city import city_index
from server.queries.missed_finds import candidates
from tests.builders import DISTRICT, GRID
from tests.journeys.month import person
from tests.journeys.quarter_clock import BEFORE, DAY, DAYS, HOUR, MINUTE, Clock, actor_of
from workflows.inspection import Item, Kind, PhotoWish
from workflows.working_calendar import ZONE

FORM = (Item("purifier", "净化设施开着", Kind.YES_NO, 60, PhotoWish.NEVER, category="A05"),
        Item("cleaned", "距上次清洗天数", Kind.NUMBER, 40, PhotoWish.NEVER, at_most="90"))
CHECKED_EVERY, ITEMS = 21, 14  # days between plans of platform checks, and what is drawn for each


def field_work(quarter: Clock) -> None:
    """Plan all of it."""
    _rounds(quarter)
    for day in range(-BEFORE, DAYS, 4):
        quarter.on(day, raise_reminders, hours=7.5)
        quarter.on(day, partial(_answer_reminders, quarter), hours=9)
        quarter.on(day + 1, partial(_look_again, quarter))
    for day in range(DAYS):
        if (quarter.first + timedelta(days=day)).weekday() == 0 and day // 7 % 3 == 1:
            quarter.on(day, partial(_check, quarter))
    quarter.on(40, partial(_inspect, quarter))
    quarter.on(33, partial(_regrade, "high", "low"))
    quarter.on(52, partial(_regrade, "medium", "high"))
    for day, withdrawn in ((27, False), (48, True), (66, False)):
        quarter.on(day, partial(_state_missed, withdrawn))


def watched_source() -> PollutionSource:
    """The high-risk source near which much is reported; a member of its own looks after the piece of ground."""
    with db.reading() as session:
        return session.scalars(select(PollutionSource).where(
            PollutionSource.street_grid == GRID, PollutionSource.risk == "high").order_by(PollutionSource.id)
            .limit(1)).one()


def _rounds(quarter: Clock) -> None:
    with db.reading() as session:
        sources = session.scalars(select(PollutionSource.id).where(
            PollutionSource.street_grid == GRID).order_by(PollutionSource.id)).all()
    for source in sources:
        for day in range(3 - BEFORE, DAYS, quarter.dice.randrange(11, 29)):
            quarter.on(day, partial(_visit, source, quarter.turn("visitor", ("member", "ground_member"))),
                       10 + quarter.dice.randrange(300) / 60)


def _regrade(before: str, after: str, now: datetime) -> None:
    """A source of the grid gets another risk; windows that have begun keep the one with which they began."""
    with db.reading() as session:
        row = session.scalars(select(PollutionSource).where(
            PollutionSource.street_grid == GRID, PollutionSource.risk == before).order_by(PollutionSource.id.desc())
            .limit(1)).one()
    given = GivenSource(**{field.name: getattr(row, field.name) for field in fields(GivenSource)
                           if field.name not in ("risk", "datum")}, risk=after)
    change_source(row.id, given, person("station", now), None, now)


def _visit(source: int, who: str, now: datetime) -> None:
    with db.reading() as session:
        own = session.scalar(select(PollutionSource.sub_grid).where(PollutionSource.id == source))
    who = who if own == watched_source().sub_grid else "member"
    make_visit(GivenVisit("normal", source), None, person(who, now), None, now)


def _answer_reminders(quarter: Clock, now: datetime) -> None:
    """Answered the same day, much too late or never; now and then taken back."""
    with db.reading() as session:
        rows = session.execute(select(WorkReminder.id, WorkReminder.person_id).where(
            WorkReminder.answered_at.is_(None), WorkReminder.withdrawn_at.is_(None),
            WorkReminder.raised_at > now - DAY).order_by(WorkReminder.id)).all()
    for row in rows:
        way = quarter.turn("reminder", ("soon", "soon", "late", "soon", "never", "withdrawn"))
        if way == "withdrawn":
            quarter.attempt(lambda then, row=row: withdraw_reminder(  # type: ignore[misc]
                row.id, "台风停工", person("station_head" if row.person_id else "coordinator", then), None, then), now)
        elif way != "never":
            quarter.at(now + (5 * DAY if way == "late" else HOUR), partial(_answer, row.id, row.person_id))


def _answer(reminder: int, asked: int | None, now: datetime) -> None:
    who = actor_of(asked, now) if asked is not None else person("station", now)
    answer_reminder(reminder, "已去看过", who, None, now)


def _look_again(quarter: Clock, now: datetime) -> None:
    """Members of other grids look at what was drawn by lot."""
    with db.reading() as session:
        rows = session.execute(select(Recheck.id, Recheck.person_id).where(
            Recheck.done_at.is_(None)).order_by(Recheck.id)).all()
    for row in rows:
        result = quarter.turn("look", ("solved", "partly", "solved", "solved", "unsolved", "solved", "no_access"))
        quarter.attempt(lambda then, row=row, result=result: answer_recheck(  # type: ignore[misc]
            row.id, Finding(result, "看过现场"), actor_of(row.person_id, then), None, then), now)


def _check(quarter: Clock, now: datetime) -> None:
    """A plan for this week; what was drawn is looked at in the days after it."""
    make_plan(WantedPlan(DISTRICT, now.astimezone(ZONE).date(), 1, ITEMS), person("assessor", now), None, now)
    for wait in (DAY, 2 * DAY):
        quarter.at(now + wait, partial(_look_at_samples, quarter))


def _look_at_samples(quarter: Clock, now: datetime) -> None:
    with db.reading() as session:
        rows = session.execute(select(PlatformSample.id, PlatformSample.kind, PlatformSample.state,
                                      PlatformSample.assessor_id, PlatformSample.second_id).where(
            PlatformSample.state != "done").order_by(PlatformSample.id)).all()
    for row in rows:
        second = row.state == "second"
        answers = {item.code: quarter.dice.choice(("yes", "yes", "yes", "no", "na"))
                   for item in check_data().checklists[row.kind].items}
        look = Look(answers, "看过照片与现场", not second and row.id % 4 == 0)
        quarter.attempt(lambda then, row=row, look=look, second=second: check_sample(  # type: ignore[misc]
            row.id, look, actor_of(row.second_id if second else row.assessor_id, then), None, then), now)


def _state_missed(withdrawn: bool, now: datetime) -> None:
    """Of a problem that somebody else found, an earlier visit near it missed what was visible; once that is taken
    back."""
    assessor = person("second_assessor", now)
    with db.reading() as session:
        known = select(MissedFind.case_id)
        cases = session.scalars(select(Case).where(
            Case.street_grid == GRID, Case.source == "citizen", Case.registered_at.is_not(None), Case.id.not_in(known),
            Case.reported_at > now - 29 * DAY, Case.state.not_in(("merged", "withdrawn"))).order_by(Case.id)).all()
        missed = [(case.id, found[0].visit.id) for case in cases if (found := candidates(session, case))]
    words = "现场堆放的垃圾有陈旧痕迹，到访时的照片里已经看得见。"
    stated = state_missed(Stated(*missed[0], None, words), assessor, None, now)
    if withdrawn:
        withdraw_missed(stated["id"], "再看照片，不是同一处。", assessor, None, now + DAY)


def _inspect(quarter: Clock, now: datetime) -> None:
    """Three places by one form; the finding at one of them becomes a case."""
    assessor = person("assessor", now)
    given = GivenInspection("专项", "", DISTRICT, now.date(), now.date() + timedelta(days=20), FORM,
                            (assessor.person_id or 0,))
    row = plan_inspection(given, assessor, None, now)
    lon, lat = city_index().division(GRID).centre
    spots = tuple(Spot(f"点 {number}", lon + number * 0.0002, lat) for number in range(3))
    row = start_inspection(add_places(row["id"], Wanted(spots=spots), assessor, None, now)["id"], assessor, None, now)
    for place, (purifier, cleaned) in zip(row["shown"], (("yes", "30"), ("no", "na"), ("yes", "120")), strict=True):
        answers = (GivenAnswer("purifier", purifier), GivenAnswer("cleaned", cleaned))
        record_place(row["id"], place["id"], GivenRecord(answers), (), assessor, None, now + HOUR)
        if purifier == "no":
            open_case(row["id"], place["id"], "purifier", GivenCase(), assessor, now + HOUR + 5 * MINUTE)
