"""The next step of a case and when it happens: the same case at the same point of its ledger decides the same again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from server.queries.simulation import Sight
from server.simulation import plan_discover, plan_evaluate, plan_handle, plan_outside, plan_whistles
from server.simulation.pace import Pace
from server.simulation.roster import Roster
from server.simulation.steps import Next, Scene
from workflows.states import Action, State

CLEARLY_LATE = timedelta(hours=5)
_BY_STATE: dict[State, Callable[[Scene], Next | None]] = {
    State.REPORTED: plan_discover.reported,
    State.CONFIRMING: plan_discover.confirming,
    State.DECLINED: plan_discover.declined,
    State.REGISTERED: plan_discover.registered,
    State.DISPATCHED: plan_handle.dispatched,
    State.HANDLING: plan_handle.handling,
    State.SUSPENDED: plan_handle.suspended,
    State.HANDLED: plan_evaluate.handled,
    State.CHECKED: plan_evaluate.checked,
    State.EVALUATED: plan_evaluate.evaluated,
    State.CLOSED: plan_evaluate.closed,
}


@dataclass(frozen=True)
class Planned:
    """A step with its moment, and the case as it was when it was planned."""

    at: datetime
    step: Next
    sight: Sight


@dataclass(frozen=True)
class Planner:
    """How this city behaves: its people, its pace, how often citizens answer, and the seed of all chance."""

    roster: Roster
    seed: int
    answering: float

    def dice(self, sight: Sight, attempt: int = 0) -> Random:
        """The dice of a case at this point of its ledger; another try throws them again."""
        first = sight.voices[0].id if sight.voices else sight.number
        return Random(f"{self.seed}/{first}/{sight.event_count}/{attempt}")

    def plan(self, sight: Sight, pace: Pace, attempt: int = 0) -> Planned | None:
        """What happens next, or None when nothing will. Cases that are not ours alone are left alone."""
        decide = _BY_STATE.get(State(sight.state))
        if decide is None or not sight.simulated:
            return None
        rng = self.dice(sight, attempt)
        scene = Scene(sight, self.roster, rng, self.answering)
        step = plan_whistles.waiting(scene) or plan_outside.outside(scene) or decide(scene)
        if step is None:
            return None
        at = pace(sight, step, rng)
        if step.action == Action.HANDLE and sight.due_at is not None and at > sight.due_at + CLEARLY_LATE:
            order = plan_handle.supervised(scene)
            if order is not None:
                step, at = order, sight.due_at + CLEARLY_LATE * rng.uniform(0.2, 0.9)
        return Planned(at, step, sight)
