"""What a quarter's events say of cases, read without the system's own rules: clocks, tasks, checks, steps, voices.

A row is a plain dict: `kind`, `at` (when it counts), `ref` (its name), whose it is (`town`, `grid` …), and what it is
about. Next: reference_side.py
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

Row = dict[str, Any]
DAY = timedelta(days=1)
# Actions after which nobody at the first desk files the case any more.
LEFT = ("declined", "merged", "withdrawn")


def read(stamp: str) -> datetime:
    """A moment of the ledger."""
    return datetime.fromisoformat(stamp.replace("Z", "+00:00"))


@dataclass
class Told:
    """One case as its events tell it."""

    id: int
    reported: datetime
    source: str
    reachable: bool
    report: str
    community: str | None
    events: list[Row] = field(default_factory=list)
    runs: dict[int, Row] = field(default_factory=dict)
    tasks: list[Row] = field(default_factory=list)
    old: list[tuple[datetime, datetime | None]] = field(default_factory=list)  # listed as an old problem, from and to
    paused: datetime | None = None

    @property
    def citizen(self) -> bool:
        return self.source == "citizen"

    @property
    def ended(self) -> str:
        """The state that it is in at last."""
        return str([one["data"]["to"] for one in self.events if "to" in one["data"]][-1])

    @property
    def names(self) -> list[str | None]:
        """What was done to it, one after the other."""
        return [event["data"].get("action") for event in self.events]

    @property
    def filed(self) -> bool:
        return any((one["data"].get("now") or {}).get("filed") for one in self.events)

    def acts(self, *names: str) -> list[Row]:
        return [event for event in self.events if event["data"].get("action") in names]


def whose(event: Mapping[str, Any], case: Told | None, **more: Any) -> Row:
    """The place that an event names."""
    return {"district": event["district"], "town": event["town"], "grid": event["street_grid"],
            "community": case.community if case else event["data"].get("community"), "department": None,
            "person": None, "case": case.id if case else None, **more}


def read_cases(events: Iterable[Row]) -> dict[int, Told]:
    """Every case with its clocks and tasks."""
    cases: dict[int, Told] = {}
    for event in events:
        if event["subject"]["kind"] != "case":
            continue
        number, data = int(event["subject"]["id"]), event["data"]
        if event["name"] == "case.reported":
            cases[number] = Told(number, read(event["at"]), data["source"], bool(data.get("reachable")),
                                 data["report"], data.get("community"))
        case = cases[number]
        case.events.append(event)
        _clocks(case, event)
        _tasks(case, event)
        _beside(case, event)
    return cases


def _clocks(case: Told, event: Row) -> None:
    at, data = read(event["at"]), event["data"]
    clock = data.get("clock") or {}
    ended = clock.get("ended")
    if ended:
        run = case.runs[ended["run"]]
        run |= whose(event, case, department=ended.get("department"))
        run |= {"end": at, "at": read(ended["due"]), "by": event["actor"]["id"], "action": data.get("action"),
                "extended": run["extended"] or bool(ended.get("extended"))}
    if "since" in clock:
        due = read(clock["due"])
        case.runs[clock["run"]] = {
            "kind": "stage", "ref": f"stage:{case.id}:{clock['run']}", "stage": clock["stage"],
            "begin": read(clock["since"]), "begun_by": data.get("action"), "first": due, "at": due, "end": None,
            "action": None, "extended": False, "exempt": "exempt" in data, "citizen": case.citizen,
            "reported": case.reported, "above": _judged_above(case, clock["stage"], event, ended),
            **whose(event, case, department=clock.get("department"))}
    elif "due" in clock:
        case.runs[clock["run"]] |= {"at": read(clock["due"]), "extended": bool(clock.get("extended"))}


def _judged_above(case: Told, stage: str, event: Row, ended: Row | None) -> bool:
    """What the town's own unit handled or its station settled is judged by the district."""
    if stage == "judge":
        return str(event["actor"].get("role")).startswith("station")
    return stage == "check" and str((ended or {}).get("department")).startswith(f"{event['town']}-")


def _tasks(case: Told, event: Row) -> None:
    for told in event["data"].get("tasks") or ():
        if "began" in told:
            case.tasks.append({"kind": "task", "ref": f"task:{told['id']}", "stage": told["began"],
                               "at": read(told["due"]), "end": None, "ending": None,
                               **whose(event, case, person=told["person"])})
        elif "before" in told:  # the clock moved, and the open task's with it
            next(one for one in reversed(case.tasks) if one["end"] is None)["at"] = read(told["due"])
        else:
            task = next(one for one in reversed(case.tasks) if one["stage"] == told["ended"])
            task |= {"end": read(event["at"]), "ending": told["ending"]}


def _beside(case: Told, event: Row) -> None:
    at, data = read(event["at"]), event["data"]
    if "paused" in data:
        case.paused = read(data["paused"]) if data["paused"] else None
    if event["name"] == "case.legacy_listed":
        case.old.append((at, None))
    elif event["name"] == "case.legacy_ended":
        case.old[-1] = (case.old[-1][0], at)


def rows_of_case(case: Told) -> list[Row]:
    """Clocks, tasks, checks, and every countable step of a case."""
    found = [*case.runs.values(), *case.tasks]
    closings, ended = case.acts("close"), case.ended
    for number, run in case.runs.items():
        stands = case.paused is not None and number == max(case.runs) and run["end"] is None
        run |= {"closed": ended in ("closed", "archived"), "closed_at": read(closings[-1]["at"]) if closings else None,
                "stands": stands and case.paused is not None and case.paused <= run["at"],
                "old": any(begin <= run["at"] and (end is None or run["at"] < end) for begin, end in case.old)}
    for number, run in case.runs.items():
        if run["action"] in ("check-pass", "check-fail"):
            found.append({**run, "kind": "check", "ref": f"check:{case.id}:{number}", "department": None,
                          "person": run["by"]})
    return found + _moments(case) + _endings(case) + _voices(case)


def _row(case: Told, name: str, event: Row, **more: Any) -> Row:
    return {"kind": name, "ref": None, "at": read(event["at"]), **whose(event, case), "source": case.source, **more}


def _moments(case: Told) -> list[Row]:
    found, names = [], case.names
    for run in case.runs.values():
        if run["stage"] == "sign" and run["begun_by"] != "rule" and run["action"] != "undo":
            corrected = run["action"] == "transfer" and run["end"] <= run["at"]
            found.append({**run, "kind": "dispatched", "ref": None, "at": run["begin"],
                          "wrong": run["action"] == "return" or corrected})
    for place, event in enumerate(case.events):
        if names[place] == "register" or (names[place] == "check-fail" and event["data"]["to"] == "registered"):
            found.append(_row(case, "registered", event, stands=case.ended not in LEFT))
        if names[place] == "rule":
            before = {one["department"] for one in case.events[:place] if one["data"].get("action") == "return"}
            found.append(_row(case, "ruled", event, department=event["data"]["department"],
                              back=event["data"]["department"] in before))
        if names[place] == "approve-suspension" and event["data"]["to"] == "suspended":
            found.append(_row(case, "suspended", event, department=event["department"]))
    for event in case.acts("handle")[:1]:
        failed = any(run["stage"] == "check" and run["action"] == "check-fail" for run in case.runs.values())
        found.append(_row(case, "handled", event, department=event["department"], failed=failed))
    for event in case.acts("self-handle"):
        found.append(_row(case, "self_handled", event, person=event["actor"]["id"], judged=next(
            (name for name in names if name in ("check-pass", "check-fail")), None)))
    return found + _beginnings(case)


def _beginnings(case: Told) -> list[Row]:
    """What was taken in, and what a member reported: with what became of it."""
    found, first = [], case.runs[1]
    fate = {"names": case.names, "ended": case.ended, "filed": case.filed}
    if first["end"] is not None:
        found.append({**_row(case, "accepted", case.events[0], **fate), "at": first["end"]})
    if case.source == "grid_member":
        found.append(_row(case, "report", case.events[0], person=case.events[0]["actor"]["id"], **fate))
    return found


def _endings(case: Told) -> list[Row]:
    """Closings that were not taken back, and what was opened again within thirty days of one."""
    found: list[Row] = []
    closed: datetime | None = None
    checker = None
    for place, event in enumerate(case.events):
        action = event["data"].get("action")
        if action == "check-pass":
            checker = event["actor"]["id"]
        if action == "close":
            later = next((name for name in case.names[place + 1:] if name is not None), None)
            closed = read(event["at"])
            if later != "undo":
                found.append(_row(case, "closed", event, department=event["department"]))
        if action == "reopen" and closed is not None and read(event["at"]) - closed <= 30 * DAY:
            found.append(_row(case, "recurred", event, department=event["department"]))
            found.append(_row(case, "reopened", event, person=checker))
    return found


def _voices(case: Told) -> list[Row]:
    found: list[Row] = []
    rated = [event for event in case.acts("rate") if "rated" in event["data"]]
    for place, event in enumerate(rated):
        data = event["data"]
        later = any(one["data"]["rated"]["report"] == data["rated"]["report"] for one in rated[place + 1:])
        found.append({"kind": "rating", "ref": f"rating:{data['rated']['id']}", "at": read(event["at"]),
                      "solved": data["solved"], "replaced": later, "citizen": case.citizen,
                      "satisfaction": int(data["satisfaction"]) if data.get("satisfaction") else None,
                      **whose(event, case, department=event["department"])})
    if case.reachable and case.citizen:
        until = case.reported + DAY
        calls = [(read(event["at"]), event["data"]["reached"]) for event in case.acts("contact")]
        found.append({"kind": "contact", "ref": f"contact:{case.id}", "at": until, **whose(case.events[0], case),
                      "reached": any(at <= until and reached for at, reached in calls), "calls": calls,
                      "tried": any(at <= until for at, reached in calls if not reached)})
    return found
