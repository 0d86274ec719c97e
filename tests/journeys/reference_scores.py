"""Every indicator and every card counted once more, from the field's definitions and from the text of the scheme.

Nothing of the product's assessment is used here. A line of `COUNTED` reads a row and answers None (it is not counted),
or (part, whole): 1 of 1 is a hit, 0 of 1 a miss; a whole of 0 adds to the numerator alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    """Stages whose due time lies in the period and that ended by it ÷ all of them; what is exempt leaves both."""
    def count(row: Row, world: World) -> Worth:
        counts = row["kind"] == "stage" and not row["exempt"] and row["stage"] != "answer" and fits(row)
        return _yes(hit(row)) if counts else None
    return count


def _of_town(row: Row) -> bool:
    if row["stage"] in STATION:
        return row["town"] is not None
    return row["stage"] in OWN_WORK and row["town"] is not None and (row["department"] or "").startswith(row["town"])


def _of_district(row: Row) -> bool:
    own = row["department"] is not None and row["department"].split("-")[0] == row["district"]
    return row["stage"] in ("dispatch", "rule") or own or (row["town"] is None and row["department"] is None)


def _quarter_begins(at: datetime) -> tuple[int, int]:
    local = at + timedelta(hours=8)
    return local.year, (local.month - 1) // 3


def _inherited(row: Row) -> bool:
    return row["stage"] in ("handle", "rework") and _quarter_begins(row["reported"]) < _quarter_begins(row["at"])


def _member_on_time(row: Row, world: World) -> Worth:
    """A member's denominators hold only tasks that fell due on days on duty and were still this person's."""
    if row["kind"] == "check":
        return None if world.is_away(row) else _yes(_in_time(row))
    if row["kind"] != "task" or row["stage"] != "confirm" or world.is_away(row) or row["ending"] == "dropped":
        return None
    return None if row["ending"] == "moved" and _in_time(row) else _yes(_in_time(row))


def _checked(row: Row, world: World) -> Worth:
    return _member_on_time(row, world) if row["kind"] == "check" else None


def _confirmed(row: Row, world: World) -> Worth:
    return _member_on_time(row, world) if row["kind"] == "task" else None


def _is(kind: str, hit: Callable[[Row], bool]) -> Callable[[Row, World], Worth]:
    return lambda row, world: _yes(hit(row)) if row["kind"] == kind else None


def _beside(below: str, above: str, adds: Callable[[Row], bool]) -> Callable[[Row, World], Worth]:
    """A rate whose numerator happens at another time than its denominator."""
    def count(row: Row, world: World) -> Worth:
        if row["kind"] == below:
            return Fraction(0), 1
        return (ONE, 0) if row["kind"] == above and adds(row) else None
    return count


def _registration(row: Row, world: World) -> Worth:
    """What was taken in, without what was declined, merged or withdrawn in the end, or settled on the spot."""
    if row["kind"] != "accepted" or row["ended"] in ("declined", "merged", "withdrawn"):
        return None
    return _yes(row["filed"]) if row["filed"] or "self-handle" not in row["names"] else None


def _valid(row: Row, world: World) -> Worth:
    if row["kind"] != "report":
        return None
    names = row["names"]
    if "register" in names or ("self-handle" in names and "check-pass" in names):
        return _yes(True)
    return _yes(False) if "decline" in names else None


def _rated(hit: Callable[[Row], bool], asks: Callable[[Row], bool] = lambda row: True,
           ) -> Callable[[Row, World], Worth]:
    return lambda row, world: (_yes(hit(row)) if row["kind"] == "rating" and row["citizen"] and not row["replaced"]
                               and asks(row) else None)


def _responded(row: Row, world: World) -> Worth:
    if row["kind"] != "contact" or (row["at"] > world.now and not row["reached"]):
        return None
    return _yes(True) if row["reached"] else None if row["tried"] else _yes(False)


def _call(done: str, by: str, needs: tuple[str, ...] = ()) -> Callable[[Row, World], Worth]:
    def count(row: Row, world: World) -> Worth:
        if row["kind"] != "call" or row[by] is None or any(name not in row for name in needs):
            return None
        at = row.get(done)
        return _yes(at is not None and (by == "report_by" or at <= row[by])) if at or row[by] < world.now else None
    return count


def _stars(row: Row, world: World) -> Worth:
    """Of an answer that was rated in all three: coming, manner, result."""
    return (Fraction(sum(row["stars"]), 15), 1) if row["kind"] == "call" and len(row.get("stars", ())) == 3 else None


def _reminded(row: Row, world: World) -> Worth:
    if row["kind"] != "reminder" or row["withdrawn"] or world.is_away(row):
        return None
    return _yes(_in_time(row)) if row["end"] or row["at"] < world.now else None


def _found(row: Row, world: World) -> Worth:
    """Each item is one thing: what it got over what it could get."""
    return (Fraction(row["got"], row["of"]), 1) if row["kind"] == "finding" and row["of"] else None


def _instruments(row: Row, world: World) -> Worth:
    """A reminder that was answered in time got everything."""
    return _found(row, world) or _reminded(row, world)


def _within_a_day(row: Row) -> bool:
    return row["closed_at"] is not None and row["closed_at"] <= row["begin"] + timedelta(hours=24)


COUNTED: dict[str, Callable[[Row, World], Worth]] = {
    "on_time": _clock(lambda row: True),
    "on_time_first": _clock(lambda row: True, lambda row: row["end"] is not None and row["end"] <= row["first"]),
    "town_on_time": _clock(_of_town), "district_on_time": _clock(_of_district),
    "department_on_time": _clock(lambda row: row["stage"] in OWN_WORK),
    "grid_on_time": _clock(lambda row: row["stage"] == "confirm"), "inherited_on_time": _clock(_inherited),
    "dispatch_on_time": _clock(lambda row: row["stage"] == "dispatch"),
    "handled": _clock(lambda row: row["stage"] == "handle", lambda row: row["end"] is not None),
    "handled_on_time": _clock(lambda row: row["stage"] == "handle"),
    "closed": _clock(lambda row: row["stage"] == "handle", lambda row: row["closed"]),
    "closed_on_time": _clock(lambda row: row["stage"] == "handle", lambda row: _in_time(row) and row["closed"]),
    "extended": _clock(lambda row: row["stage"] == "handle", lambda row: row["extended"]),
    "fed_back": _clock(lambda row: row["stage"] == "feedback" and row["citizen"], _within_a_day),
    "member_on_time": _member_on_time, "confirm_on_time": _confirmed, "check_on_time": _checked,
    "coverage": _is("turn", lambda row: row["seen"]),
    "member_coverage": lambda row, world: (_yes(row["seen"]) if row["kind"] == "own_turn" and not world.is_away(row)
                                           else None),
    "reports": _is("report", lambda row: True), "valid_reports": _valid, "registration": _registration,
    "registration_accuracy": _is("registered", lambda row: True),
    # What a unit gets by a ruling was dispatched by nobody.
    "dispatch_accuracy": _is("dispatched", lambda row: not row["returned"]),
    "passed_on": _beside("dispatched", "ruled", lambda row: row["back"]),
    "rework": _is("handled", lambda row: row["failed"]),
    "recurrence": _beside("closed", "recurred", lambda row: True),
    "self_judged": lambda row, world: (_yes(row["judged"] == "check-pass")
                                       if row["kind"] == "self_handled" and row["judged"] else None),
    "self_found": _is("registered", lambda row: row["source"] == "grid_member"),
    "solved": _rated(lambda row: row["solved"] == "yes"),
    "satisfied": _rated(lambda row: row["satisfaction"] >= 4, lambda row: row["satisfaction"] is not None),
    "responded": _responded, "whistle_answered": _call("answered", "answer_by"),
    "whistle_arrived": _call("arrived", "arrive_by", ("answered",)),
    "whistle_done": _call("reported", "report_by", ("answered",)), "answer_quality": _stars,
    "whistle_rate": _beside("registered", "whistle", lambda row: True),
    "reminders_answered": _reminded, "findings": _found, "instruments": _instruments,
}


def _nothing(row: Row, world: World) -> Worth:
    """What this quarter does not hold."""
    return None


@dataclass(frozen=True)
class Count:
    """n things counted, parts over wholes."""

    n: int = 0
    part: Fraction = Fraction(0)
    whole: int = 0


def count(code: str, level: str, rows: Iterable[Row], world: World, begin: datetime,
          end: datetime) -> dict[str, Count]:
    """An indicator of everybody on a level, over rows whose moment lies in the period."""
    found: dict[str, Count] = {}
    reading = COUNTED.get(code, _nothing)
    for row in rows:
        owner = row[FIELD[level]]
        worth = reading(row, world) if owner is not None and begin <= row["at"] < end else None
        if worth is not None:
            old = found.get(str(owner), Count())
            found[str(owner)] = Count(old.n + bool(worth[1]), old.part + worth[0], old.whole + worth[1])
    return found


def share(value: Fraction, full: Fraction, none: Fraction) -> Fraction:
    """All of a line's weight from `full` on, nothing at `none`, a straight line between."""
    return max(Fraction(0), min(ONE, (value - none) / (full - none)))


def thousandths(points: Fraction) -> Fraction:
    """Rounded half up to a thousandth of a point."""
    return Fraction((points * 2000 + 1) // 2, 1000)


def card(lines: Iterable[Mapping[str, Any]], counted: Callable[[Mapping[str, Any]], Count],
         ) -> tuple[dict[str, Fraction], Fraction | None]:
    """Points of the lines that have enough, the weights of the others spread over them in proportion; the total."""
    enough = {line["code"]: (line, found) for line in lines if (found := counted(line)).n >= line["minimum"]}
    weights = sum(line["weight"] for line, _ in enough.values())
    points = {code: thousandths(Fraction(100 * line["weight"], weights) * share(
        found.part / found.whole, Fraction(line["full"]) / 100, Fraction(line["none"]) / 100))
        for code, (line, found) in enough.items()}
    return points, sum(points.values(), Fraction(0)) if points else None
