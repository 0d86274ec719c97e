"""Today: reports come in and cases move on, all over HTTP, until somebody stops it."""

from __future__ import annotations

import heapq
import logging
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from server.actions.codes import query_code_of
from server.actions.demo_accounts import HOME_TOWN
from server.queries.catalogue import working_calendar
from server.queries.city import city_index, locate
from server.queries.simulation import Sight, count_events, list_moving, list_touched, read_sight
from server.simulation.album import draw_fresh
from server.simulation.arrivals import SAME_AGAIN, Arrival, draw_arrival, same_again
from server.simulation.client import Client, Refused, Unreachable
from server.simulation.diary import Diary
from server.simulation.history import ATTEMPTS
from server.simulation.pace import Pace, live_pace, office_pace
from server.simulation.places import Places
from server.simulation.plan import Planned, Planner
from server.simulation.plan_outside import OUTSIDE
from server.simulation.plan_whistles import WHISTLE, whistle_act
from server.simulation.releases import is_shown
from server.simulation.reporting import body_of, sender_of
from server.simulation.roster import read_roster
from server.simulation.rounds import choose_visit
from workflows.states import Action

log = logging.getLogger(__name__)
AT_REST = 15.0  # seconds after which somebody looks up even when nothing is due
AT_ONCE = timedelta(minutes=1)
LEFT_LYING, CATCH_UP = timedelta(minutes=10), timedelta(minutes=30)
LIVELY = 0.08
BETWEEN_STEPS = 0.3
NOTE_EVERY = timedelta(minutes=1)
PATIENCE = (1, 2, 4, 8, 15, 30, 60)  # seconds to wait for a server that is away
HOME_IS_SLOW = 6.0  # in the town of the demo accounts visitors get their chance
CALM_AFTER, CALMEST = 120, 8.0  # reports after which they come half as often; never rarer than an eighth


class Live:
    """A queue of steps to come and the next report."""

    def __init__(self, planner: Planner, client: Client, diary: Diary, clock: Callable[[], datetime],
                 pace_seconds: float, fast: Pace | None = None) -> None:
        self._planner, self._client, self._diary, self._clock = planner, client, diary, clock
        self._seconds, self._places = pace_seconds, Places(city_index())
        self._fast = fast or live_pace(lambda sight: HOME_IS_SLOW if sight.town == HOME_TOWN else 1.0)
        self._calm = office_pace(working_calendar())
        self._queue: list[tuple[datetime, int, Planned]] = []
        self._order, self._made, self._failed = count(), 0, 0
        self._recent: deque[Arrival] = deque(maxlen=20)
        self._touched: set[int] = set()
        self._read_until = 0
        self._attempts: Counter[tuple[int, int]] = Counter()
        self._since = diary.page.live_since or clock()
        self._next_report = self._noted = clock()
        self._begun = False

    def pick_up(self) -> None:
        """Go on with every simulated case that is still moving and that no visitor has touched."""
        self._look_around()
        for case_id in list_moving(self._clock()):
            self.watch(case_id)

    def run(self) -> None:
        """Never returns; whoever stops it does so by an exception from a signal."""
        self._diary.note(until=self._clock(), live_since=self._since)
        while True:
            try:
                self._turn()
                self._failed = 0
            except Unreachable as error:
                self._wait_for_server(error)
            except Exception:  # a city does not stop because one thing in it went wrong
                log.exception("simulation: one step failed")
                time.sleep(PATIENCE[2])

    def _turn(self) -> None:
        if not self._begun:
            self.pick_up()
            self._begun = True
        now = self._clock()
        if now - self._noted > NOTE_EVERY:
            self._diary.note(until=now)
            self._planner = replace(self._planner, roster=read_roster(now))
            self._noted = now
        if now >= self._next_report:
            self._next_report = now + timedelta(seconds=self._interval())
            self.report_something()
        elif not self.step_once():
            due = min(self._next_report, self._queue[0][0]) if self._queue else self._next_report
            time.sleep(max(0.05, min((due - now).total_seconds(), AT_REST)))

    def _interval(self) -> float:
        """Reports get rarer in a city that nobody may be watching any more, and its disk fills more slowly."""
        calm = min(1 + self._made / CALM_AFTER, CALMEST)
        return self._seconds * calm * Random(f"{self._planner.seed}/{self._made}").uniform(0.65, 1.35)

    def _wait_for_server(self, error: Exception) -> None:
        pause = PATIENCE[min(self._failed, len(PATIENCE) - 1)]
        self._failed += 1
        log.debug("simulation waits %s s: %s", pause, error)
        time.sleep(pause)

    def report_something(self, report_id: str | None = None) -> int | None:
        """Send one report, drawn anew; the case's id, or None when it was not taken."""
        now = self._clock()
        chosen = report_id or str(uuid.uuid4())
        rng = Random(f"live/{chosen}")
        if self._recent and report_id is None and rng.random() < SAME_AGAIN:
            arrival = same_again(rng.choice(self._recent), chosen, rng, now)
        else:
            arrival = draw_arrival(chosen, now, rng, self._places, now)
        case_id = self._submit(arrival)
        if case_id is not None:
            self._made += 1
            self._recent.append(arrival)
            self.watch(case_id)
            self._visit(chosen)
        return case_id

    def _visit(self, name: str) -> None:
        """As often as something is reported, somebody looks at a source."""
        chosen = choose_visit(name, self._planner.roster, self._clock())
        if chosen is not None and chosen[0].person_id is not None:
            self._client.visit({key: value for key, value in vars(chosen[1]).items() if value}, chosen[0].person_id)

    def _submit(self, arrival: Arrival) -> int | None:
        located = locate(arrival.lon, arrival.lat)
        sender = sender_of(arrival, located, self._planner.roster) if located else None
        if sender is None:
            return None
        actor, source = sender
        pictures = [draw_fresh(arrival.category, "report", f"{arrival.id}/{number}" if number else arrival.id,
                               arrival.at, arrival.lon, arrival.lat) for number in range(arrival.photos)]
        try:
            receipt = self._client.report(to_json(body_of(arrival, source)), pictures, actor.person_id)
        except Refused as refused:  # most likely too many reports from one address
            log.debug("report not taken: %s", refused)
            return None
        return int(receipt["case_id"])

    def step_once(self) -> bool:
        """Take the first step that is due; False when none is."""
        if not self._queue or self._queue[0][0] > self._clock():
            return False
        planned = heapq.heappop(self._queue)[2]
        sight = planned.sight
        self._look_around()
        if sight.id in self._touched:
            return True
        if count_events(sight.id) != sight.event_count:
            self.watch(sight.id)
            return True
        try:
            self._take(planned)
        except Refused as refused:
            self._rest_or_retry(sight, refused)
            return True
        except Unreachable:
            self._put(self._clock(), planned)
            raise
        time.sleep(BETWEEN_STEPS)
        self.watch(sight.id)
        return True

    def _rest_or_retry(self, sight: Sight, refused: Refused) -> None:
        """Somebody was faster: think again; what is refused again and again rests."""
        log.debug("case %s: %s", sight.id, refused)
        point = sight.id, sight.event_count
        self._attempts[point] += 1
        if self._attempts[point] <= ATTEMPTS:
            self.watch(sight.id, self._attempts[point])

    def _take(self, planned: Planned) -> None:
        step, sight = planned.step, planned.sight
        if step.who == "system":
            return  # the jobs of the server do that; it is looked at again
        if step.who == "reporter":
            voice = sight.voices[step.voice]
            self._client.say(voice.ticket, query_code_of(voice.id), step.action, step.fields)
            return
        actor = self._planner.roster.pick(step.who, sight, self._planner.dice(sight))
        if actor is None or actor.person_id is None:
            raise Refused(403, f"nobody simulated can act as {step.who}")
        if step.action.startswith(WHISTLE):
            whistle, act = whistle_act(step)
            self._client.whistle(whistle, act.act.value, {**act.fields, "call": act.call_id}, actor.person_id)
            return
        if step.action.startswith(OUTSIDE):
            self._client.outside(sight.id, step.action, step.fields, actor.person_id)
            return
        files = [("before" if purpose == "before" else "photos", self._picture(sight, purpose, number))
                 for number, purpose in enumerate(step.photos)]
        self._client.step(sight.id, Action(step.action).value, step.fields, files, actor.person_id)
        if step.action == Action.CLOSE and is_shown(sight.id):
            self._client.release(sight.id, actor.person_id)

    def _picture(self, sight: Sight, purpose: str, number: int) -> bytes:
        place = sight.voices[0].id if number == 0 else f"{sight.voices[0].id}/{number}"
        return draw_fresh(sight.category, purpose, place, self._clock(), sight.lon or 0.0, sight.lat or 0.0)

    def watch(self, case_id: int, attempt: int = 0) -> None:
        """Plan the next step of a case, unless it is not ours to act on."""
        sight = read_sight(case_id, self._clock())
        if sight is None or sight.id in self._touched:
            return
        planned = self._planner.plan(sight, self._pace_of(sight), attempt)
        if planned is not None:
            self._put(max(planned.at, self._soonest(planned)), planned)

    def _pace_of(self, sight: Sight) -> Pace:
        """Today's reports move within minutes, and with them some older cases, so that every phase moves at once."""
        today = sight.reported_at >= self._since or Random(f"lively/{sight.number}").random() < LIVELY
        return self._fast if today else self._calm

    def _soonest(self, planned: Planned) -> datetime:
        """Now, or a little later: what was left lying during a pause is not done all at once."""
        now = self._clock()
        if planned.step.who == "system":
            return now + AT_ONCE
        left_lying = planned.at < now - LEFT_LYING and planned.sight.reported_at < self._since
        return now + CATCH_UP * Random(f"later/{planned.sight.number}").random() if left_lying else now

    def _put(self, at: datetime, planned: Planned) -> None:
        heapq.heappush(self._queue, (at, next(self._order), planned))

    def _look_around(self) -> None:
        touched, self._read_until = list_touched(self._read_until, self._diary.page.opened)
        self._touched |= touched


def to_json(body: dict[str, Any]) -> dict[str, Any]:
    """The body as it goes over the wire: without empty fields, contact in one object, times with their zone."""
    given = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in body.items()
             if value is not None}
    name, phone = given.pop("contact_name"), given.pop("contact_phone")
    return {**given, "contact": {"name": name, "phone": phone}} if name else given


