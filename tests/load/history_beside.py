"""What happens beside a case's steps: reporters are contacted, settled cases are drawn by lot and looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.load.bulk import Stream
from tests.load.history_lives import Turn
from tests.load.history_places import Crew
from tests.load.history_rows import Life
from workflows.case_flow import EVENTS
from workflows.ledger import seal
from workflows.recheck import DUE, differs
from workflows.roles import Role
from workflows.states import OPEN, Action, State

Act = Callable[[Life, datetime, int], str | None]
REACHABLE, REACHED, DRAWN = 0.6, 0.93, 0.05  # shares, this generator's own
RESULTS, WEIGHTS = ("solved", "partly", "unsolved", "no_access"), (90, 4, 3, 3)
LATEST = timedelta(days=4)


class Beside:
    """Writes what stands beside cases and tells the ledger of it in each case's own chain."""

    def __init__(self, rng: Random, crew: Crew, to: Mapping[str, Stream]) -> None:
        self._rng, self._crew, self._to = rng, crew, to

    def after(self, life: Life, turn: Turn, at: datetime) -> Iterator[tuple[datetime, Act]]:
        """What follows a turn, and when."""
        if turn.action is Action.SUBMIT and life.source == "citizen" and self._rng.random() < REACHABLE:
            self._to["reporter_identities"].add((life.report_id, "simulated"))
            yield at + timedelta(hours=self._rng.expovariate(1 / 7)), self._contact
        judged = turn.action is Action.CHECK_PASS and life.row["self_handled"]
        if (judged or turn.action is Action.CLOSE) and life.look is None and self._rng.random() < DRAWN:
            yield at, self._draw
            yield at + LATEST * self._rng.random(), self._look

    def _contact(self, life: Life, at: datetime, seq: int) -> str | None:
        state = life.row["state"]
        if State(state) not in OPEN:
            return None
        person, unit = self._crew.who(Role.STATION_OFFICER, life.site, None, self._rng)
        data = {"action": Action.CONTACT.value, "from": state, "to": state, "reached": self._rng.random() < REACHED}
        return self._tell(life, EVENTS[Action.CONTACT], (Role.STATION_OFFICER, person, unit), at, seq, data)

    def _draw(self, life: Life, at: datetime, seq: int) -> str:
        judged = life.row["self_handled"] and life.row["closed_at"] is None
        life.look = {
            "id": self._crew.next_id("rechecks"), "case_id": life.id, "kind": "self_handled" if judged else "settled",
            "district": life.site.district, "person_id": self._somebody_else(life, at), "drawn_at": at,
            "due_at": at + DUE, "result": None, "note": None, "salt": None, "done_at": None, "differs": None}
        return self._tell(life, "case.recheck_drawn", (Role.SYSTEM, None, None), at, seq, {})

    def _look(self, life: Life, at: datetime, seq: int) -> str | None:
        if life.look is None:
            return None
        result, salt = self._rng.choices(RESULTS, WEIGHTS)[0], f"{self._rng.getrandbits(128):032x}"
        life.look |= {"result": result, "note": "", "salt": salt, "done_at": at, "differs": differs(result)}
        seals = {"note": seal("", bytes.fromhex(salt)), "result": seal(result, bytes.fromhex(salt))}
        return self._tell(life, "case.rechecked", (None, life.look["person_id"], None), at, seq,
                          {"recheck": life.look["id"], "seals": seals})

    def _somebody_else(self, life: Life, at: datetime) -> int:
        took_part = {life.row[name] for name in ("confirmer_id", "handled_by", "checked_by")}
        for person in self._crew.district_members(life.site, self._rng, 8):
            if person not in took_part and not self._crew.is_away(person, at):
                return person
        return person

    def _tell(self, life: Life, name: str, who: Any, at: datetime, seq: int, data: dict[str, Any]) -> str:
        life.n += 1
        return life.tell(name, who, at, seq, data, self._to)
