"""Every indicator counted once more, from the field's definitions.

Nothing of the product's assessment is used here. A line of `COUNTED` reads a row and answers None (it is not counted),
or (part, whole): 1 of 1 is a hit, 0 of 1 a miss; a whole of 0 adds to the numerator alone. Next: reference_cards.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, Any]
Worth = tuple[Fraction, int] | None
FIELD = {"member": "person", "grid": "grid", "community": "community", "town": "town", "district": "district",
         "department": "department"}
STATION = ("accept", "check", "judge", "feedback")
OWN_WORK = ("sign", "handle", "rework")
# By which step the work of a stage is done; whatever else ends it in time was nobody's merit and nobody's fault.
WORK_DONE = {"sign": ("sign", "return"), "handle": ("handle",), "rework": ("handle",),
             "confirm": ("confirm", "self-handle")}
ONE = Fraction(1)


@dataclass(frozen=True)
class World:
    """What a count needs besides its row: the moment of counting, and who was away when."""

    now: datetime
    away: Mapping[int, tuple[tuple[datetime, datetime | None], ...]]

    def is_away(self, row: Row) -> bool:
        return any(begin <= row["at"] and (end is None or row["at"] < end)
                   for begin, end in self.away.get(row["person"] or 0, ()))


def _yes(hit: bool) -> Worth:
    return Fraction(int(hit)), 1


def _in_time(row: Row) -> bool:
    return row["end"] is not None and row["end"] <= row["at"]


def _clock(fits: Callable[[Row], bool], hit: Callable[[Row], bool] = _in_time) -> Callable[[Row, World], Worth]:
    """Stages whose due time lies in the period and that ended by it ÷ all of them; what is exempt, stands still or
    went elsewhere in time leaves both."""
    def count(row: Row, world: World) -> Worth:
        if row["kind"] != "stage" or row["stage"] == "answer" or row["exempt"] or row["stands"] or not fits(row):
            return None
        if row["end"] is None and row["at"] >= world.now:
            return None  # not due yet
        gone = row["action"] not in (None, *WORK_DONE.get(row["stage"], (row["action"],)))
        return None if gone and _in_time(row) else _yes(hit(row))
    return count


def _of_town(row: Row) -> bool:
    if row["stage"] in STATION:
        return row["town"] is not None and not row["above"]
    return row["stage"] in OWN_WORK and row["town"] is not None and (row["department"] or "").startswith(row["town"])


def _of_district(row: Row) -> bool:
    own = row["department"] is not None and row["department"].split("-")[0] == row["district"]
    return (row["stage"] in ("dispatch", "rule") or own or row["above"]
            or (row["town"] is None and row["department"] is None))


def _quarter_begins(at: datetime) -> tuple[int, int]:
    local = at + timedelta(hours=8)
    return local.year, (local.month - 1) // 3


def _inherited(row: Row) -> bool:
    """Handling of what had been reported before the quarter in which it fell due, or was listed as old by then."""
    return row["stage"] in ("handle", "rework") and (
        row["old"] or _quarter_begins(row["reported"]) < _quarter_begins(row["at"]))


def _parted(fits: Callable[[Row], bool], inherited: bool) -> Callable[[Row, World], Worth]:
    return _clock(lambda row: fits(row) and _inherited(row) == inherited)


def _member_on_time(row: Row, world: World) -> Worth:
    """A member's denominators hold only tasks that fell due on days on duty and were still this person's."""
    if row["kind"] == "check":
        return None if world.is_away(row) else _yes(_in_time(row))
    if row["kind"] != "task" or row["stage"] != "confirm" or world.is_away(row):
        return None
    if row["end"] is None and row["at"] >= world.now:
        return None
    return None if row["ending"] in ("moved", "dropped") and _in_time(row) else _yes(_in_time(row))


def _checked(row: Row, world: World) -> Worth:
    return _member_on_time(row, world) if row["kind"] == "check" else None


def _confirmed(row: Row, world: World) -> Worth:
    return _member_on_time(row, world) if row["kind"] == "task" else None


def _is(kind: str, hit: Callable[[Row], bool]) -> Callable[[Row, World], Worth]:
    return lambda row, world: _yes(hit(row)) if row["kind"] == kind else None


def _turn(row: Row, world: World) -> Worth:
    """Was anybody there in a window that is over?"""
    return _yes(row["seen"]) if row["at"] < world.now else None


def _beside(below: str, above: str, adds: Callable[[Row], bool]) -> Callable[[Row, World], Worth]:
    """A rate whose numerator happens at another time than its denominator."""
    def count(row: Row, world: World) -> Worth:
        if row["kind"] == below:
            return Fraction(0), 1
        return (ONE, 0) if row["kind"] == above and adds(row) else None
    return count


def _overturned(row: Row, world: World) -> Worth:
    """Checks that were overturned later: by a second look, or by a decision to work on it again."""
    if row["kind"] == "check":
        return Fraction(0), 1
    other = row["kind"] == "look" and row["work"] == "check" and row["result"] in ("partly", "unsolved")
    return (ONE, 0) if other or row["kind"] == "reopened" else None


def _look(*works: str) -> Callable[[Row, World], Worth]:
    return lambda row, world: (_yes(row["result"] == "solved") if row["kind"] == "look" and row["work"] in works
                               and row["result"] != "no_access" else None)


def _registration(row: Row, world: World) -> Worth:
    """What was taken in, without what was declined, merged or withdrawn in the end, or settled on the spot."""
    if row["kind"] != "accepted" or row["ended"] in ("declined", "merged", "withdrawn"):
        return None
    return _yes(row["filed"]) if row["filed"] or "self-handle" not in row["names"] else None


def _valid(row: Row, world: World) -> Worth:
    if row["kind"] != "report" or row["ended"] in ("merged", "withdrawn"):
        return None
    if row["ended"] == "declined":
        return _yes(False)
    judged = "self-handle" in row["names"] and row["ended"] != "handled"
    return _yes(True) if row["filed"] or judged else None


def _missed(row: Row, world: World) -> Worth:
    """Proved misses ÷ (those and what was validly reported)."""
    if row["kind"] == "missed":
        return _yes(True)
    worth = _valid(row, world)
    return _yes(False) if worth == (ONE, 1) else None


def _rated(hit: Callable[[Row], bool], asks: Callable[[Row], bool] = lambda row: True,
           ) -> Callable[[Row, World], Worth]:
    return lambda row, world: (_yes(hit(row)) if row["kind"] == "rating" and row["citizen"] and not row["replaced"]
                               and asks(row) else None)


def _responded(row: Row, world: World) -> Worth:
    if row["kind"] != "contact" or (row["at"] >= world.now and not row["calls"]):
        return None
    return _yes(True) if row["reached"] else None if row["tried"] else _yes(False)


def _call(done: str, by: str, *, to_town: bool = False, needs_taking: bool = True,
          hit: Callable[[Row], bool] | None = None) -> Callable[[Row, World], Worth]:
    """Calls whose answer (arrival, result) is there or whose time is over; withdrawn ones leave the count."""
    def count(row: Row, world: World) -> Worth:
        if row["kind"] != "call" or row["to_town"] != to_town or row[by] is None or row["state"] == "withdrawn":
            return None
        if needs_taking and row["state"] not in ("taken", "arrived", "reported"):
            return None
        at = row.get(done)
        if at is None and row[by] >= world.now:
            return None
        return _yes(hit(row) if hit is not None else at is not None and at <= row[by] and not _refused(row, done))
    return count


def _refused(row: Row, done: str) -> bool:
    """An answer that was a refusal, which the district overturned, was no answer."""
    return done == "answered" and row["contests"].get("decline") == "overturned"


def _unreasonable(row: Row, world: World) -> Worth:
    if row["kind"] != "call" or row["to_town"] or "judgement" not in row or row["contests"].get("judgement") == "open":
        return None
    return _yes(row["judgement"] == "unreasonable" and row["contests"].get("judgement") != "overturned")


def _stars(row: Row, world: World) -> Worth:
    """Stars over those that there were: coming (where somebody had to), manner, result. A rating that was overturned
    counts no more."""
    if row["kind"] != "call" or row["to_town"] or row["contests"].get("rating") in ("open", "overturned"):
        return None
    given = [star for star in (row.get("stars") or {}).values() if star is not None]
    return (Fraction(sum(given), 5 * len(given)), 1) if given else None


def _whistled(row: Row, world: World) -> Worth:
    if row["kind"] == "registered":
        return Fraction(0), 1
    counts = (row["kind"] == "whistle" and not row["to_town"]
              and any(call["state"] != "withdrawn" for call in row["calls"]))
    return (ONE, 0) if counts else None


def _reminded(row: Row, world: World) -> Worth:
    if row["kind"] != "reminder" or row["withdrawn"] or world.is_away(row) or row["at"] >= world.now:
        return None
    return _yes(_in_time(row))


def _points(*kinds: str) -> Callable[[Row, World], Worth]:
    """Each item is one thing: what it got over what it could get."""
    return lambda row, world: (Fraction(row["got"], row["of"]), 1) if row["kind"] in kinds and row["of"] else None


def _instruments(row: Row, world: World) -> Worth:
    """A reminder that was answered in time got everything."""
    return _points("sample", "finding")(row, world) or _reminded(row, world)


def _within_a_day(row: Row) -> bool:
    return row["end"] is not None and row["end"] <= row["begin"] + timedelta(hours=24)


COUNTED: dict[str, Callable[[Row, World], Worth]] = {
    "on_time": _clock(lambda row: True),
    "on_time_first": _clock(lambda row: True, lambda row: row["end"] is not None and row["end"] <= row["first"]),
    "town_on_time": _parted(_of_town, inherited=False), "town_inherited": _parted(_of_town, inherited=True),
    "district_on_time": _parted(_of_district, inherited=False),
    "district_inherited": _parted(_of_district, inherited=True),
    "department_on_time": _parted(lambda row: row["stage"] in OWN_WORK, inherited=False),
    "inherited_on_time": _parted(lambda row: True, inherited=True),
    "grid_on_time": _clock(lambda row: row["stage"] == "confirm"),
    "dispatch_on_time": _clock(lambda row: row["stage"] == "dispatch"),
    "handled": _clock(lambda row: row["stage"] == "handle", lambda row: row["end"] is not None),
    "handled_on_time": _clock(lambda row: row["stage"] == "handle"),
    "closed": _clock(lambda row: row["stage"] == "handle", lambda row: row["closed"]),
    "closed_on_time": _clock(lambda row: row["stage"] == "handle", lambda row: _in_time(row) and row["closed"]),
    "extended": _clock(lambda row: row["stage"] == "handle", lambda row: row["extended"]),
    "fed_back": _clock(lambda row: row["stage"] == "feedback" and row["citizen"], _within_a_day),
    "member_on_time": _member_on_time, "confirm_on_time": _confirmed, "check_on_time": _checked,
    "coverage": lambda row, world: _turn(row, world) if row["kind"] == "turn" else None,
    "member_coverage": lambda row, world: (_turn(row, world) if row["kind"] == "own_turn" and not world.is_away(row)
                                           else None),
    "reports": _is("report", lambda row: True), "valid_reports": _valid, "missed": _missed,
    "check_errors": _overturned, "member_correct": _look("check", "self_handle"), "recheck": _look("check"),
    "registration": _registration, "registration_accuracy": _is("registered", lambda row: row["stands"]),
    # What a unit gets by a ruling was dispatched by nobody.
    "dispatch_accuracy": _is("dispatched", lambda row: not row["wrong"]),
    "passed_on": _beside("dispatched", "ruled", lambda row: row["back"]),
    "on_hold": _beside("registered", "suspended", lambda row: True),
    "rework": _is("handled", lambda row: row["failed"]),
    "recurrence": _beside("closed", "recurred", lambda row: True),
    "self_judged": lambda row, world: (_yes(row["judged"] == "check-pass")
                                       if row["kind"] == "self_handled" and row["judged"] else None),
    "self_found": _is("registered", lambda row: row["source"] == "grid_member"),
    "solved": _rated(lambda row: row["solved"] == "yes"),
    "satisfied": _rated(lambda row: row["satisfaction"] >= 4, lambda row: row["satisfaction"] is not None),
    "responded": _responded, "whistle_answered": _call("answered", "answer_by", needs_taking=False),
    "town_answered": _call("answered", "answer_by", to_town=True, needs_taking=False),
    "whistle_arrived": _call("arrived", "arrive_by"),
    "whistle_done": _call("reported", "report_by", hit=lambda row: row.get("result") in ("solved", "partly")),
    "whistle_unreasonable": _unreasonable, "answer_quality": _stars, "whistle_rate": _whistled,
    "sampled": _points("sample"), "reminders_answered": _reminded, "findings": _points("finding"),
    "instruments": _instruments,
}
