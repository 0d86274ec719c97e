"""A simulated month of one town: cases that dawdle, whistles, a scheduler that is away twice, a typhoon. Fixed dice."""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select, update

from server.actions.calendar import WantedCalendar, WantedStop, save_calendar
from server.actions.cases import StepRequest, take_step
from server.actions.ladder import replace_ladder
from server.actions.photos import take_in
from server.actions.reports import Submission, submit_report
from server.actions.schedule import keep_calendar, keep_calls, keep_reminders, run_due_today
from server.actions.whistle_acts import WhistleAct, act_on_whistle
from server.actions.whistles import blow_whistle
from server.extensions import db
from server.models import Case, Person, PersonPost, RuleSet
from server.queries.city import city_index
from server.queries.closing import standard_of
from server.queries.ladder import ladder
from server.queries.people import REPORTER, Actor, find_actor
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, PATH, UNIT, jpeg
from workflows.escalation import Rung
from workflows.states import Action, State
from workflows.whistle import Act
from workflows.working_calendar import ZONE

BEGIN = datetime(2026, 10, 12, 8, 0, tzinfo=ZONE).astimezone(UTC)
END = BEGIN + timedelta(days=30)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LOOK = timedelta(seconds=30)  # between whole minutes, so that no step and no look share a moment
OUTAGES = ((BEGIN + timedelta(days=5, hours=2), BEGIN + timedelta(days=8, hours=1)),
           (BEGIN + timedelta(days=22, hours=1), BEGIN + timedelta(days=22, hours=9)))
DECLARED = BEGIN + timedelta(days=15, hours=1)
TYPHOON = (BEGIN + timedelta(days=16), BEGIN + timedelta(days=17, hours=4))
CASES, WHISTLE_EVERY = 36, 2
EXTRA = Rung("any-later", "any", "after", 48, "natural_hours", "leader", "久拖报领导", "{stage}拖了两天", True)


@dataclass
class Month:
    """The clock, what is still to happen, and when the scheduler looked."""

    dice: Random = field(default_factory=lambda: Random("month"))
    looks: list[datetime] = field(default_factory=list)
    _plan: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    _count: int = 0
    _whistling: set[int] = field(default_factory=set)

    def at(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        self._count += 1
        heapq.heappush(self._plan, (moment, self._count, act))

    def run(self) -> None:
        """Everything in the order of its moment; the scheduler every two hours, twice over as after a restart."""
        _prepare()
        look = BEGIN + LOOK
        while look < END:
            if not any(begin <= look < end for begin, end in OUTAGES):
                self.at(look, self._look)
            look += 2 * HOUR
        self.at(DECLARED, _declare)
        for number in range(CASES):
            begins = BEGIN + timedelta(minutes=self.dice.randrange(22 * 24 * 60))
            self.at(begins, lambda now, number=number: self._report(now, number))  # type: ignore[misc]
        while self._plan:
            moment, _, act = heapq.heappop(self._plan)
            if moment < END:
                act(moment)

    def _look(self, now: datetime) -> None:
        self.looks.append(now)
        for job in (run_due_today, keep_calendar, keep_reminders, keep_reminders, keep_calls, keep_calls):
            job(now)

    def _report(self, now: datetime, number: int) -> None:
        lon, lat = city_index().division(GRID).centre
        shift = number * 0.0007  # far enough from each other that nobody joins them
        given = Submission(str(uuid.UUID(int=number + 1)), "complaint", "A05", "有人烧垃圾", lon + shift % 0.004, lat)
        case_id = submit_report(given, (), REPORTER, now)["case_id"]
        self._next(case_id, 0, now)
        if number % WHISTLE_EVERY == 0:
            self._whistling.add(case_id)

    def _next(self, case_id: int, position: int, now: datetime) -> None:
        """The next step of the path: mostly soon, now and then much too late."""
        slow = self.dice.random()
        wait = self.dice.randrange(5, 80) if slow < 0.6 else self.dice.randrange(120, 700)
        if slow > 0.88:
            wait = self.dice.randrange(1_500, 7_000)
        self.at(_by_day(now + wait * MINUTE), lambda then: self._step(case_id, position, then))

    def _step(self, case_id: int, position: int, now: datetime) -> None:
        name, action, fields, with_photo = PATH[position]
        photos = take_in([("after", jpeg(case_id))]) if with_photo else ()
        if action == Action.CHECK_PASS:
            fields = {**fields, "seen": [code for code, _ in standard_of("A05")]}
        take_step(case_id, StepRequest(Action(action), fields, photos), person(name, now), now)
        if action == Action.DISPATCH and case_id in self._whistling:
            self.at(_by_day(now + 25 * MINUTE), lambda then: self._whistle(case_id, then))
        if position + 1 < len(PATH):
            self._next(case_id, position + 1, now)
        else:
            self.at(_by_day(now + timedelta(days=3, minutes=self.dice.randrange(60, 3_000))),
                    lambda then: self._close(case_id, then))

    def _close(self, case_id: int, now: datetime) -> None:
        """Three days of silence must be over, and the scheduler must have seen it."""
        with db.reading() as session:
            state = session.scalar(select(Case.state).where(Case.id == case_id))
        if state != State.EVALUATED:
            return self.at(now + 5 * HOUR, lambda then: self._close(case_id, then))
        step = StepRequest(Action.CLOSE, {"feedback": "谢谢反映"})
        take_step(case_id, step, person("station", now), now)
        return None

    def _whistle(self, case_id: int, now: datetime) -> None:
        with db.reading() as session:
            state = session.scalar(select(Case.state).where(Case.id == case_id))
        near = DECLARED - timedelta(days=2) < now < TYPHOON[1] + timedelta(days=1)
        if near or state not in (State.REGISTERED, State.DISPATCHED, State.HANDLING):
            return
        blown = blow_whistle(case_id, {"kind": "key_work", "lead": UNIT, "text": "请牵头"}, None,
                             person("station", now), now)
        late = self.dice.choice((20, 45, 300, 2_000, 9_999))
        if late != 9_999:
            self.at(now + late * MINUTE, lambda then: self._answer(blown["id"], then))

    def _answer(self, whistle_id: int, now: datetime) -> None:
        act_on_whistle(whistle_id, WhistleAct(Act.ANSWER), person("department", now), now)


def person(name: str, now: datetime) -> Actor:
    """The demo account with the posts that it holds then."""
    with db.reading() as session:
        person_id = session.scalar(select(Person.id).where(Person.username == name))
        actor = find_actor(session, person_id or 0, now)
    assert actor is not None, name
    return actor


def _by_day(moment: datetime) -> datetime:
    """People work by day; who would be due at night does it in the morning."""
    local = moment.astimezone(ZONE)
    if local.hour < 7:
        return (local.replace(hour=7)).astimezone(UTC)
    return (local + timedelta(hours=12)).astimezone(UTC) if local.hour >= 21 else moment


def _prepare() -> None:
    """Everybody has been in office for long; the leader hears two days after the due time."""
    with transaction() as tx:
        tx.session.execute(update(PersonPost).values(starts_at=BEGIN - timedelta(days=100)))
    kept = [rung for rung in ladder() if rung.code != EXTRA.code]
    replace_ladder([*kept, EXTRA], 0, person("admin", BEGIN), None, BEGIN)


def _declare(now: datetime) -> None:
    """The day before, the district says that work stands still while the typhoon passes."""
    with db.reading() as session:
        version: Any = session.scalar(select(RuleSet.version).where(RuleSet.name == "calendar")) or 0
    stop = WantedStop(DISTRICT, "台风停工", *TYPHOON)
    save_calendar(WantedCalendar(version, stops=(stop,)), person("admin", now), None, now)
