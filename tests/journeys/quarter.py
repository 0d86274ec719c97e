"""A simulated quarter of one town: leave, returns, extensions, rework, ratings, whistles, visits, an inspection.

Everything goes through the actions that people use, each at its own moment; the dice are fixed. The quarter lies in the
year of the installation's first scheme.
"""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select, update

from server.actions.absences import NewAbsence, register_absence
from server.actions.cases import StepRequest, take_step
from server.actions.inspection_places import Spot, Wanted, add_places
from server.actions.inspection_records import GivenAnswer, GivenRecord, record_place
from server.actions.inspections import GivenInspection, plan_inspection, start_inspection
from server.actions.photos import take_in
from server.actions.reporter import act_as_reporter
from server.actions.reports import Submission, submit_report
from server.actions.schedule import keep_calendar, run_due_today
from server.actions.visits import GivenVisit, make_visit
from server.actions.whistle_acts import WhistleAct, act_on_whistle
from server.actions.whistles import blow_whistle
from server.actions.work_reminders import answer_reminder, raise_reminders
from server.errors import Problem
from server.extensions import db
from server.models import AssessmentScheme, Case, PersonPost, PollutionSource, WorkReminder
from server.queries.city import city_index
from server.queries.closing import standard_of
from server.queries.people import REPORTER, Actor, find_actor
from server.transaction import transaction
from tests.builders import DISTRICT, GRID, TOWN, UNIT, jpeg
from tests.journeys.month import person
from workflows.inspection import Item, Kind, PhotoWish
from workflows.states import Action, State
from workflows.whistle import Act
from workflows.working_calendar import ZONE

DAYS, CASES = 91, 130
MINUTE = timedelta(minutes=1)
NEXT_GRID = f"{TOWN}G02"
Step = tuple[str, str, dict[str, Any], bool]  # who, action, fields, with a photo
ASK: tuple[Step, ...] = (("station", "ask-confirmation", {}, False),
                         ("confirmer", "confirm", {"result": "true", "note": "属实"}, False),
                         ("station", "register", {}, False))
SENT: tuple[Step, ...] = (("dispatcher", "dispatch", {"department": UNIT}, False),)
SIGN: tuple[Step, ...] = (("department", "sign", {}, False),)
DONE: tuple[Step, ...] = (("department", "handle", {"note": "已清理"}, True),)
PASS: tuple[Step, ...] = (("station", "check-pass", {"answer": "已办理"}, False),)
BACK: tuple[Step, ...] = (("department", "return", {"reason": "不属本局"}, False),)
RULED: tuple[Step, ...] = (("coordinator", "rule", {"department": UNIT, "responsible": "return", "reason": "属本局"},
                            False),)
MORE: tuple[Step, ...] = (("department", "extend", {"limit": {"amount": 2, "unit": "working_days"}, "reason": "等设备"},
                           False), ("city_coordinator", "approve-extension",
                                   {"granted": True, "limit": {"amount": 2, "unit": "working_days"}}, False))
FAIL: tuple[Step, ...] = (("station", "check-fail", {"reason": "有残留"}, True),)
CALL: tuple[Step, ...] = (("station", "contact", {"reached": True, "note": "已联系"}, False),)
MISSED_CALL: tuple[Step, ...] = (("station", "contact", {"reached": False, "note": "没有接"}, False),)
LIVES: tuple[tuple[int, tuple[Step, ...]], ...] = (
    (7, (*ASK, *SENT, *SIGN, *DONE, *PASS)), (3, (*CALL, *ASK, *SENT, *SIGN, *DONE, *PASS)),
    (2, (*ASK, *SENT, *BACK, *SENT, *SIGN, *DONE, *PASS)), (1, (*MISSED_CALL, *ASK, *SENT, *SIGN, *DONE, *PASS)),
    (1, (*ASK, *SENT, *BACK, *SENT, *BACK, *RULED, *SIGN, *DONE, *PASS)),
    (3, (*ASK, *SENT, *SIGN, *MORE, *DONE, *PASS)), (3, (*ASK, *SENT, *SIGN, *DONE, *FAIL, *DONE, *PASS)),
    (1, (("station", "decline", {"reason_code": "not-competent", "note": "不归我们管"}, False),)))
SELF: tuple[Step, ...] = (("member", "self-handle", {"note": "顺手清了"}, True),
                          ("station", "check-pass", {"answer": "已核定"}, False))
FORM = (Item("purifier", "净化设施开着", Kind.YES_NO, 60, PhotoWish.NEVER),
        Item("cleaned", "距上次清洗天数", Kind.NUMBER, 40, PhotoWish.NEVER, at_most="90"))


@dataclass
class Quarter:
    """The clock and what is still to happen."""

    first: date = field(default_factory=lambda: _first_day())
    dice: Random = field(default_factory=lambda: Random("quarter"))
    refused: list[str] = field(default_factory=list)
    _plan: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    _count: int = 0

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.first, datetime.min.time(), ZONE).astimezone(UTC)

    @property
    def end(self) -> datetime:
        return self.begin + timedelta(days=DAYS)

    def at(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        self._count += 1
        heapq.heappush(self._plan, (moment, self._count, act))

    def run(self) -> None:
        """Everything in the order of its moment."""
        _prepare(self.begin)
        for day in range(DAYS):
            self.at(self.begin + timedelta(days=day, hours=7, seconds=30), self._look)
        for number in range(CASES):
            begins = self.begin + timedelta(minutes=self.dice.randrange(84 * 1440))
            self.at(_by_day(begins), lambda now, number=number: self._report(now, number))  # type: ignore[misc]
        self.at(self.begin + timedelta(days=30, hours=2), self._leave)
        self._rounds()
        self.at(self.begin + timedelta(days=40, hours=3), self._inspect)
        while self._plan:
            moment, _, act = heapq.heappop(self._plan)
            if moment < self.end:
                self._try(act, moment)

    def _try(self, act: Callable[[datetime], None], moment: datetime) -> None:
        """Somebody may come too late for a step: then it is not taken, as in life."""
        try:
            act(moment)
        except Problem as problem:
            self.refused.append(f"{moment:%m-%d %H:%M} {problem}")

    def _look(self, now: datetime) -> None:
        for job in (run_due_today, keep_calendar, raise_reminders):
            job(now)
        self.at(now + timedelta(hours=5), self._answer_reminders)

    def _answer_reminders(self, now: datetime) -> None:
        with db.reading() as session:
            rows = session.execute(select(WorkReminder.id, WorkReminder.person_id).where(
                WorkReminder.answered_at.is_(None), WorkReminder.person_id.is_not(None))).all()
        for row in rows:
            if self.dice.random() < 0.4:
                self._try(lambda then, row=row: _drop(answer_reminder(  # type: ignore[misc]
                    row.id, "已去看过", _actor(row.person_id, then), None, then)), now)

    def _report(self, now: datetime, number: int) -> None:
        by_member = number % 5 == 0
        lon, lat = city_index().division(GRID if number % 3 else NEXT_GRID).centre
        given = Submission(str(uuid.UUID(int=number + 1)), "complaint", "A05" if number % 2 else "D01", "有垃圾",
                           lon + number % 7 * 0.0006, lat + number % 5 * 0.0006,
                           contact_phone="" if by_member or number % 4 == 0 else f"1390000{number:04d}",
                           source="grid_member" if by_member else "citizen")
        receipt = submit_report(given, (), person("member", now) if by_member else REPORTER, now)
        weights, lives = [weight for weight, _ in LIVES], [life for _, life in LIVES]
        life = SELF if by_member and number % 2 == 0 else self.dice.choices(lives, weights)[0]
        self._next(receipt, life, 0, now)

    def _next(self, receipt: dict[str, Any], life: tuple[Step, ...], place: int, now: datetime) -> None:
        """Mostly soon, now and then much too late."""
        slow = self.dice.random()
        wait = self.dice.randrange(5, 90) if slow < 0.55 else self.dice.randrange(120, 900)
        if slow > 0.9:
            wait = self.dice.randrange(1_500, 9_000)
        self.at(_by_day(now + wait * MINUTE), lambda then: self._step(receipt, life, place, then))

    def _step(self, receipt: dict[str, Any], life: tuple[Step, ...], place: int, now: datetime) -> None:
        who, name, fields, with_photo = life[place]
        action, case_id = Action(name), receipt["case_id"]
        photos = take_in([("after", jpeg(case_id * 7 + place)), ("before", jpeg(case_id * 7 + place + 3))]
                         if action is Action.SELF_HANDLE else [("after", jpeg(case_id + place))]) if with_photo else ()
        if action is Action.CHECK_PASS:
            fields = {**fields, "seen": [code for code, _ in standard_of(_category(case_id))]}
        take_step(case_id, StepRequest(action, fields, photos), self._who(who, case_id, now), now)
        if action is Action.DISPATCH and case_id % 4 == 0:
            self.at(_by_day(now + 20 * MINUTE), lambda then: self._whistle(case_id, then))
        if place + 1 < len(life):
            self._next(receipt, life, place + 1, now)
        else:
            self._after(receipt, now)

    def _after(self, receipt: dict[str, Any], now: datetime) -> None:
        if self.dice.random() < 0.75:
            self.at(_by_day(now + timedelta(hours=self.dice.randrange(2, 50))), lambda then: self._rate(receipt, then))
        self.at(_by_day(now + timedelta(days=3, hours=self.dice.randrange(2, 60))),
                lambda then: self._close(receipt["case_id"], then))

    def _rate(self, receipt: dict[str, Any], now: datetime) -> None:
        """What members found themselves is rated by the head of the station."""
        solved = self.dice.choice(("yes", "yes", "yes", "partly", "no"))
        said = {"solved": solved, "satisfaction": self.dice.randrange(1, 6), "comment": ""}
        if _source(receipt["case_id"]) == "grid_member":
            step = StepRequest(Action.RATE, {**said, "satisfaction": str(said["satisfaction"])})
            take_step(receipt["case_id"], step, person("station_head", now), now)
        else:
            act_as_reporter(receipt["ticket"], receipt["query_code"], "rate", said, (), None, now)
        if solved == "no":
            self._next(receipt, (*DONE, *PASS), 0, now)

    def _close(self, case_id: int, now: datetime) -> None:
        take_step(case_id, StepRequest(Action.CLOSE, {"feedback": "谢谢反映"}), person("station", now), now)

    def _who(self, who: str, case_id: int, now: datetime) -> Actor:
        if who != "confirmer":
            return person(who, now)
        with db.reading() as session:
            return _actor(session.scalar(select(Case.confirmer_id).where(Case.id == case_id)), now)

    def _whistle(self, case_id: int, now: datetime) -> None:
        with db.reading() as session:
            state = session.scalar(select(Case.state).where(Case.id == case_id))
        if state not in (State.DISPATCHED, State.HANDLING):
            return
        called = {"kind": self.dice.choice(("key_work", "enforcement")), "lead": UNIT, "text": "请牵头"}
        blown = blow_whistle(case_id, called, None, person("station", now), now)["id"]
        stars = {"attendance": 4, "attitude": 5, "outcome": self.dice.randrange(1, 6)}
        late = self.dice.choice((20, 45, 300, 2_000))
        for wait, who, act, fields in (
                (late, "department", Act.ANSWER, {}), (late + 90, "department", Act.ARRIVE, {}),
                (late + 400, "department", Act.REPORT, {"result": "solved", "text": "已处理"}),
                (late + 900, "station", Act.RATE, stars)):
            self.at(now + wait * MINUTE, lambda then, who=who, act=act, fields=fields: _drop(  # type: ignore[misc]
                act_on_whistle(blown, WhistleAct(act, fields), person(who, then), then)))

    def _leave(self, now: datetime) -> None:
        """The member is away for nine days; somebody stands in."""
        absent, deputy = person("member", now), person("deputy_member", now)
        register_absence(absent.person_id or 0, NewAbsence("leave", now, now + timedelta(days=9), deputy.person_id),
                         person("station_head", now), None, now)

    def _rounds(self) -> None:
        with db.reading() as session:
            sources = session.scalars(select(PollutionSource.id).where(PollutionSource.street_grid == GRID)).all()
        for source in sources:
            for day in range(3, DAYS, self.dice.randrange(9, 25)):
                self.at(self.begin + timedelta(days=day, hours=2, minutes=self.dice.randrange(300)),
                        lambda now, source=source: _drop(make_visit(  # type: ignore[misc]
                            GivenVisit("normal", source), None, person("member", now), None, now)))

    def _inspect(self, now: datetime) -> None:
        assessor = person("assessor", now)
        given = GivenInspection("专项", "", DISTRICT, now.date(), now.date() + timedelta(days=20), FORM,
                                (assessor.person_id or 0,))
        row = plan_inspection(given, assessor, None, now)
        lon, lat = city_index().division(GRID).centre
        spots = tuple(Spot(f"点 {number}", lon + number * 0.0002, lat) for number in range(3))
        row = start_inspection(add_places(row["id"], Wanted(spots=spots), assessor, None, now)["id"], assessor, None,
                               now)
        for place, (purifier, cleaned) in zip(row["shown"], (("yes", "30"), ("no", "na"), ("yes", "120")), strict=True):
            answers = (GivenAnswer("purifier", purifier), GivenAnswer("cleaned", cleaned))
            record_place(row["id"], place["id"], GivenRecord(answers), (), assessor, None, now + timedelta(hours=1))


def _drop(_answer: object) -> None:
    """What an action answers is of no use to the simulation."""


def _actor(person_id: int | None, now: datetime) -> Actor:
    with db.reading() as session:
        actor = find_actor(session, person_id or 0, now)
    assert actor is not None
    return actor


def _source(case_id: int) -> str:
    with db.reading() as session:
        return str(session.scalar(select(Case.source).where(Case.id == case_id)))


def _category(case_id: int) -> str:
    with db.reading() as session:
        return str(session.scalar(select(Case.category).where(Case.id == case_id)))


def _by_day(moment: datetime) -> datetime:
    """People work by day; who would be due at night does it in the morning."""
    local = moment.astimezone(ZONE)
    if local.hour < 7:
        return local.replace(hour=7).astimezone(UTC)
    return (local + timedelta(hours=12)).astimezone(UTC) if local.hour >= 21 else moment


def _first_day() -> date:
    """The second quarter of the year that the first scheme begins in."""
    with db.reading() as session:
        begins = session.scalars(select(AssessmentScheme.starts_on).order_by(AssessmentScheme.version)).first()
    assert begins is not None
    return date(begins.year, 4, 1)


def _prepare(begin: datetime) -> None:
    """People and sources of the seeded city are older than the quarter."""
    with transaction() as tx:
        tx.session.execute(update(PersonPost).values(starts_at=begin - timedelta(days=400)))
        tx.session.execute(update(PollutionSource).values(active_from=begin.date() - timedelta(days=60)))
