"""A simulated quarter of one town: leave, returns, extensions, rework, ratings, and all that scores are counted from.

Everything goes through the actions that people use, each at its own moment. Next: quarter_whistles.py,
quarter_field.py, quarter_decisions.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from server.actions.absences import NewAbsence, register_absence
from server.actions.case_rows import Upload
from server.actions.cases import StepRequest, take_step
from server.actions.evidence_rules import change_threshold
from server.actions.people import create_user
from server.actions.photos import take_in
from server.actions.reporter import act_as_reporter
from server.actions.reports import Submission, submit_report
from server.actions.schedule import keep_calendar, run_due_today
from server.extensions import db
from server.models import Case, PersonPost, PollutionSource
from server.queries.city import city_index
from server.queries.closing import standard_of
from server.queries.people import REPORTER, Actor
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, jpeg
from tests.journeys.month import person
from tests.journeys.quarter_clock import BEFORE, DAY, DAYS, HOUR, MINUTE, Clock, actor_of
from tests.journeys.quarter_decisions import decisions, list_now_and_then
from tests.journeys.quarter_field import field_work, watched_source
from tests.journeys.quarter_lives import (
    DECLINED,
    DISTRICT_PASS,
    LIVES,
    OF_TOWN,
    OTHER_UNIT,
    PASS,
    PLAIN,
    SELF,
    SELF_FAILED,
    TOWN_UNIT,
    Life,
    done,
    sent,
    worked,
)
from tests.journeys.quarter_whistles import whistle_now_and_then
from workflows.roles import Role
from workflows.states import Action

CASES = 155
NEXT_GRID, TWINS = f"{TOWN}G02", (f"{TOWN}G07", f"{TOWN}G08")  # the twins have no sources of high risk
PASSWORD = "a password of the tests"


@dataclass
class Quarter(Clock):
    """The days of one town."""

    receipts: dict[int, dict[str, Any]] = field(default_factory=dict)  # by case
    _lives: list[Life] = field(default_factory=list)

    def run(self) -> None:
        """Everything in the order of its moment."""
        self._lives = [life for times, life in LIVES for _ in range(times)]
        self.dice.shuffle(self._lives)
        _prepare(self.since)
        for day in range(-BEFORE, DAYS):
            self.on(day, self._look, hours=7.01)
        for number in range(CASES):
            self.soon(self.since, self.dice.randrange((BEFORE + 84) * 1440) * MINUTE,
                      lambda now, number=number: self._report(now, number))  # type: ignore[misc]
        for day in (2, 78):
            for twin in TWINS:  # the same in two grids: their scores are equal
                self.on(day, lambda now, twin=twin: self._tell(  # type: ignore[misc]
                    now, CASES + len(self.receipts), twin, PLAIN, pace="steady"))
        for hour in range(7, 19, 2):
            self.on(-1, lambda now: self._tell(now, CASES + len(self.receipts), GRID, OF_TOWN,
                                               pace=self.turn("pace", ("steady", "slow"))), hours=hour)
        self.on(30, lambda now: _leave("member", "leave", now, now + 9 * DAY), hours=10)
        self.on(70, lambda now: _leave("deputy_member", "training", now, now + 3 * DAY), hours=10)
        self.on(-1, self._whole_quarter_away)
        field_work(self)
        decisions(self)
        self.run_out()

    def _look(self, now: datetime) -> None:
        run_due_today(now)
        keep_calendar(now)

    def _report(self, now: datetime, number: int) -> None:
        by_member = number % 5 == 0
        life = self.turn("life", self._lives)
        if by_member:
            life = self.turn("own", (PLAIN, SELF, SELF, SELF_FAILED, SELF, SELF, DECLINED))
        self._tell(now, number, NEXT_GRID if number % 3 == 0 and not by_member else GRID, life, by_member=by_member)

    def _tell(self, now: datetime, number: int, grid: str, life: Life, *, by_member: bool = False,
              pace: str = "") -> None:
        lon, lat = _place_of(grid, number)
        given = Submission(str(uuid.UUID(int=number + 1)), "complaint", "A05" if number % 2 else "D01", "有垃圾",
                           lon, lat,
                           contact_phone="" if by_member or number % 4 == 0 else f"1390000{number:04d}",
                           source="grid_member" if by_member else "citizen")
        receipt = submit_report(given, (), person("member", now) if by_member else REPORTER, now)
        self.receipts[receipt["case_id"]] = receipt
        self._next(receipt["case_id"], life, 0, now, pace)

    def _next(self, case_id: int, life: Life, place: int, now: datetime, pace: str = "") -> None:
        """Mostly soon, now and then much too late; in steady hands always soon, in slow ones handled after weeks."""
        slow = self.dice.random()
        wait = self.dice.randrange(5, 90) if slow < 0.75 else self.dice.randrange(120, 900)
        if slow > 0.93 or (life[place][1] == "confirm" and case_id % 9 == 0):
            wait = self.dice.randrange(1_500, 9_000)
        if life[place][1] == "undo" or pace:
            wait = 20_000 if pace == "slow" and life[place][1] == "handle" else 5
        self.soon(now, wait * MINUTE, lambda then: self._step(case_id, life, place, then, pace))

    def _step(self, case_id: int, life: Life, place: int, now: datetime, pace: str) -> None:
        who, name, wanted, with_photo = life[place]
        fields = dict(wanted(now) if callable(wanted) else wanted)
        if who == "reporter":
            receipt = self.receipts[case_id]
            act_as_reporter(receipt["ticket"], receipt["query_code"], name, fields, (), None, now)
            return
        action = Action(name)
        if action is Action.CHECK_PASS:
            fields["seen"] = [code for code, _ in standard_of(case_value(case_id, Case.category))]
        if action is Action.MERGE:
            main = self._main_case(case_id)
            if main is None:
                self._next(case_id, PLAIN[place:], 0, now)
                return
            fields["main_case"] = main
        step(case_id, action, fields, _who(who, case_id, now), now, _pictures(action) if with_photo else ())
        if action is Action.DISPATCH:
            whistle_now_and_then(self, case_id, now)
            list_now_and_then(self, case_id, now)
        if place + 1 < len(life):
            self._next(case_id, life, place + 1, now, pace)
        elif action in (Action.CHECK_PASS, Action.SELF_HANDLE):
            self._after(case_id, now, pace)

    def _main_case(self, case_id: int) -> int | None:
        """The newest case before it that is still worked on."""
        with db.reading() as session:
            return session.scalar(select(func.max(Case.id)).where(Case.id < case_id, Case.town == TOWN, Case.state.in_(
                ("reported", "confirming", "registered", "dispatched", "handling"))))

    def _after(self, case_id: int, now: datetime, pace: str) -> None:
        if pace == "steady":
            self.soon(now, 2 * HOUR, lambda then: self._rate(case_id, then, "yes", 5))
        elif self.dice.random() < 0.75:
            self.soon(now, timedelta(hours=self.dice.randrange(2, 50)), lambda then: self._rate(case_id, then))
        self.soon(now, timedelta(days=3, hours=self.dice.randrange(2, 60)), lambda then: self._close(case_id, then))

    def _rate(self, case_id: int, now: datetime, solved: str = "", satisfaction: int = 0) -> None:
        """What members found themselves is rated by the head of the station."""
        solved = solved or self.dice.choice(("yes", "yes", "yes", "partly", "no"))
        said = {"solved": solved, "satisfaction": satisfaction or self.dice.randrange(1, 6), "comment": ""}
        if case_value(case_id, Case.source) == "grid_member":
            step(case_id, Action.RATE, {**said, "satisfaction": str(said["satisfaction"])},
                 person("station_head", now), now)
        else:
            receipt = self.receipts[case_id]
            act_as_reporter(receipt["ticket"], receipt["query_code"], "rate", said, (), None, now)
        if solved == "no":
            self._next(case_id, _again(case_value(case_id, Case.department)), 0, now)

    def _close(self, case_id: int, now: datetime) -> None:
        if case_value(case_id, Case.state) == "checked":  # somebody may still rate it
            self.soon(now, timedelta(hours=22), lambda then: self._close(case_id, then))
            return
        step(case_id, Action.CLOSE, {"feedback": "谢谢反映"}, person("station", now), now)
        if case_id % 13 == 0:
            self.soon(now, timedelta(days=2), lambda then: self._reopen(case_id, then))

    def _reopen(self, case_id: int, now: datetime) -> None:
        step(case_id, Action.REOPEN, {"reason": "又有人说没有清"}, person("station_head", now), now,
             _pictures(Action.REOPEN))
        self._next(case_id, (*done(), *PASS), 0, now)

    def _whole_quarter_away(self, now: datetime) -> None:
        """A member of a quiet grid is on leave from before the quarter until after it."""
        with db.reading() as session:
            away = session.scalars(select(PersonPost.person_id).where(
                PersonPost.role == Role.GRID_MEMBER, PersonPost.division == f"{TOWN}G05")).first()
        register_absence(away or 0, NewAbsence("leave", now, self.end + 5 * DAY, None), person("station_head", now),
                         None, now)


def step(case_id: int, action: Action, fields: dict[str, Any], actor: Actor, now: datetime,
         photos: Sequence[Upload] = ()) -> None:
    """One step of a person; nobody reads the page of the case afterwards."""
    take_step(case_id, StepRequest(action, fields, photos), actor, now, unread=True)


def case_value(case_id: int, column: Any) -> Any:
    """What a column of a case holds now."""
    with db.reading() as session:
        return session.scalar(select(column).where(Case.id == case_id))


def _again(unit: str | None) -> Life:
    """Whoever handled it does so again; what was settled on the spot goes to a department."""
    who = {OTHER_UNIT: "ecology", TOWN_UNIT: "town_unit"}.get(unit or "", "department")
    work = done(who) if unit else (*sent(), *worked())
    return (*work, *(DISTRICT_PASS if who == "town_unit" else PASS))


def _pictures(action: Action) -> Sequence[Upload]:
    return _stored(db.settings.data_dir)[:2 if action is Action.SELF_HANDLE else 1]


@cache
def _stored(_installation: Path) -> Sequence[Upload]:
    """Two pictures, stored once: nobody judges them here."""
    return tuple(take_in([(kind, jpeg(place, (320, 240))) for place, kind in enumerate(("after", "before"))]))


def _who(who: str, case_id: int, now: datetime) -> Actor:
    if who == "station" and case_value(case_id, Case.not_triaged_by) is not None:
        return person("station_head", now)  # the officer had declined something like it near by
    if who != "confirmer":
        return person(who, now)
    return actor_of(case_value(case_id, Case.confirmer_id), now)


def _place_of(grid: str, number: int) -> tuple[float, float]:
    """About the grid's middle, so that some lie near one another; now and then at a place that is visited."""
    lon, lat = city_index().division(grid).centre
    if grid in TWINS:
        return lon, lat
    if grid == GRID and number % 4 == 0:
        source = watched_source()
        return source.lon + number % 5 * 0.0003, source.lat
    return lon + number % 7 * 0.0006, lat + number % 5 * 0.0006


def _leave(who: str, kind: str, begin: datetime, end: datetime) -> None:
    """A member is away for some days; whoever the rules name stands in."""
    deputy = person("deputy_member" if who == "member" else "member", begin)
    register_absence(person(who, begin).person_id or 0, NewAbsence(kind, begin, end, deputy.person_id),
                     person("station_head", begin), None, begin)


def _prepare(since: datetime) -> None:
    """People and sources of the seeded city are older than the quarter; two more units have officers, one
    piece of the grid a member of its own, the district a second assessor."""
    for name, division, unit in (("ecology", DISTRICT, OTHER_UNIT), ("town_unit", TOWN, TOWN_UNIT)):
        create_user(name, name, PASSWORD, "department_officer", division, unit, since)
    ground = watched_source().sub_grid or GRID
    create_user("ground_member", "ground_member", PASSWORD, "grid_member", ground, None, since)
    create_user("second_assessor", "second_assessor", PASSWORD, "assessor", DISTRICT, None, since)
    with transaction() as tx:
        tx.session.execute(update(PersonPost).values(starts_at=since - 400 * DAY))
        tx.session.execute(update(PollutionSource).values(active_from=_day(since) - timedelta(days=60)))
    change_threshold("recheck_percent", 50, person("admin", since), None, since)


def _day(moment: datetime) -> date:
    return moment.date()
