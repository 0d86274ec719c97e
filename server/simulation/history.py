"""One simulated past: reports and steps through the same actions as everybody's, in the order of time."""

from __future__ import annotations

import heapq
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count
from random import Random

from server.actions.cases import StepRequest, take_step
from server.actions.codes import query_code_of
from server.actions.ledger import write_root
from server.actions.reporter import act_as_reporter
from server.actions.reports import Submission, submit_report
from server.actions.schedule import run_due
from server.actions.visits import make_visit
from server.actions.whistle_acts import act_on_whistle
from server.errors import Problem
from server.queries.city import locate
from server.queries.simulation import Sight, count_events, list_moving, read_sight
from server.simulation.album import Album
from server.simulation.arrivals import Arrival
from server.simulation.duties import Duty
from server.simulation.opinions import Opinion, Reply, answer, give
from server.simulation.pace import Pace
from server.simulation.plan import Planned, Planner
from server.simulation.plan_outside import OUTSIDE, act_outside
from server.simulation.plan_whistles import WHISTLE, whistle_act
from server.simulation.releases import release_some
from server.simulation.reporting import body_of, sender_of
from server.simulation.rounds import Round, choose_visit
from workflows.states import Action

log = logging.getLogger(__name__)
SOON = timedelta(minutes=2)
Event = Arrival | Planned | Round | Opinion | Reply | Duty | None
ATTEMPTS = 3


class History:
    """A queue of what happens when; each thing done may put the next one into it."""

    def __init__(self, planner: Planner, pace: Pace, begin: datetime) -> None:
        self.now = begin
        self.reports = self.steps = self._newest = 0  # of the cases the newest that was taken up
        self.refused: Counter[str] = Counter()
        self._planner, self._pace, self._album = planner, pace, Album()
        self._queue: list[tuple[datetime, int, Event]] = []
        self._order = count()
        self._attempts: Counter[tuple[int, int]] = Counter()

    def expect(self, arrivals: Iterable[Arrival | Round | Opinion | Duty]) -> None:
        """Reports, visits, opinions and duties that will come; those before the present moment have been."""
        for arrival in arrivals:
            if arrival.at > self.now:
                self._put(arrival.at, arrival)

    def expect_midnights(self, midnights: Iterable[datetime]) -> None:
        """The ledger's root is written at each."""
        for moment in midnights:
            if moment > self.now:
                self._put(moment, None)

    def count_reports(self, until: datetime) -> int:
        """How many reports are expected up to a moment."""
        return sum(isinstance(what, Arrival) and moment <= until for moment, _, what in self._queue)

    def pick_up(self) -> None:
        """Go on with every simulated case that is still moving."""
        for case_id in list_moving(self.now):
            self._newest = max(self._newest, case_id)
            self._plan(case_id)

    def run(self, end: Callable[[], datetime]) -> Iterator[datetime]:
        """Do everything until `end` (asked again and again, because it may be the present); yields each moment."""
        while self._queue and self._queue[0][0] <= end():
            moment, _, what = heapq.heappop(self._queue)
            self.now = max(self.now, moment)
            try:
                self._do(what)
            except Problem as problem:
                self._refused(what, problem)
            except Exception:  # a past with a gap is better than a city that does not start
                log.exception("simulation: one step of the past failed")
            yield self.now

    def _refused(self, what: Event, problem: Problem) -> None:
        """Somebody was faster: think again; what is refused again and again rests."""
        name = (what.step.action if isinstance(what, Planned) else what.name if isinstance(what, Duty)
                else type(what).__name__.lower())
        log.debug("%s: %s", what, problem)
        self.refused[f"{name}: {problem.detail}"] += 1
        if isinstance(what, Planned):
            point = what.sight.id, what.sight.event_count
            self._attempts[point] += 1
            if self._attempts[point] <= ATTEMPTS:
                self._plan(what.sight.id, self._attempts[point])

    def _put(self, at: datetime, what: Event) -> None:
        heapq.heappush(self._queue, (at, next(self._order), what))

    def _do(self, what: Event) -> None:
        if what is None:
            write_root(self.now)
        elif isinstance(what, Arrival):
            self._submit(what)
        elif isinstance(what, Round):
            chosen = choose_visit(what.name, self._planner.roster, self.now, what.town, what.spared)
            if chosen is not None:
                make_visit(chosen[1], None, chosen[0], None, self.now, simulated=True)
        elif isinstance(what, Duty):
            what.do(self._planner.roster, self.now)
            self._take_up_new()
        elif isinstance(what, Opinion):
            reply = give(what, self.now)
            if reply is not None:
                self._put(reply.at, reply)
        elif isinstance(what, Reply):
            answer(what, self._planner.roster, self.now)
        else:
            self._step(what)

    def _plan(self, case_id: int, attempt: int = 0) -> None:
        sight = read_sight(case_id, self.now)
        planned = self._planner.plan(sight, self._pace, attempt) if sight is not None else None
        if planned is not None:
            self._put(max(planned.at, self.now + SOON), planned)

    def _take_up_new(self) -> None:
        """What an act made a case of goes its way like any other."""
        for case_id in list_moving(self.now):
            if case_id > self._newest:
                self._plan(case_id)
                self._newest = case_id

    def _submit(self, arrival: Arrival) -> None:
        located = locate(arrival.lon, arrival.lat)
        sender = sender_of(arrival, located, self._planner.roster) if located else None
        if sender is None:
            return
        actor, source = sender
        rng = Random(f"pictures/{arrival.id}")
        pictures = [self._album.take(arrival.category, "report", rng.randrange(99) if number else _place(arrival.id),
                                     arrival.at, arrival.lon, arrival.lat, rng) for number in range(arrival.photos)]
        receipt = submit_report(Submission(**body_of(arrival, source)), pictures, actor, self.now, simulated=True)
        self.reports += 1
        self._newest = max(self._newest, int(receipt["case_id"]))
        if arrival.again and rng.random() < 0.4 and self._join(arrival, receipt):
            return
        self._plan(receipt["case_id"])

    def _join(self, arrival: Arrival, receipt: dict[str, object]) -> bool:
        """A reporter who sees that it is known already says so."""
        sight = read_sight(int(receipt["case_id"]), self.now)  # type: ignore[call-overload]
        if sight is None or sight.twin is None:
            return False
        act_as_reporter(str(receipt["ticket"]), str(receipt["query_code"]), "join", {"case_id": sight.twin}, (), None,
                        self.now)
        return True

    def _step(self, planned: Planned) -> None:
        if count_events(planned.sight.id) == planned.sight.event_count:
            self._take(planned.sight, planned)
            self.steps += 1
        self._plan(planned.sight.id)  # also when something else came first

    def _take(self, sight: Sight, planned: Planned) -> None:
        step, rng = planned.step, self._planner.dice(sight)
        if step.who == "system":
            run_due(self.now)
            return
        if step.who == "reporter":
            voice = sight.voices[step.voice]
            act_as_reporter(voice.ticket, query_code_of(voice.id), step.action, dict(step.fields), (), None, self.now)
            return
        actor = self._planner.roster.pick(step.who, sight, rng)
        if actor is None:
            raise Problem("role-forbidden", f"nobody simulated can act as {step.who}")
        pictures = [self._album.take(sight.category, purpose, _place(sight.voices[0].id) + number, self.now, sight.lon,
                                     sight.lat, rng) for number, purpose in enumerate(step.photos)]
        if step.action.startswith(WHISTLE):
            act_on_whistle(*whistle_act(step), actor, self.now)
            return
        if step.action.startswith(OUTSIDE):
            act_outside(sight, step, actor, self.now)
            return
        take_step(sight.id, StepRequest(Action(step.action), step.fields, pictures), actor, self.now, unread=True)
        if step.action == Action.CLOSE:
            release_some(sight.id, actor, self.now)


def _place(report_id: str) -> int:
    """Which of the drawn places a case shows."""
    return Random(report_id).randrange(97)


