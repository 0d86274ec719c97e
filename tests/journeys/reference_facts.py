"""What a quarter's events say, read without the system's own rules: clocks, tasks, steps, calls, answers, looks.

A row is a plain dict: `kind`, `at` (when it counts), whose it is (`town`, `grid` …), and what it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from workflows.working_calendar import ZONE

Row = dict[str, Any]
DAY = timedelta(days=1)
MONDAY = date(2000, 1, 3)
DEPARTMENT_STAGES = ("sign", "handle", "rework")


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

    @property
    def citizen(self) -> bool:
        return self.source == "citizen"

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
            "kind": "stage", "stage": clock["stage"], "begin": read(clock["since"]), "first": due, "at": due,
            "end": None, "extended": False, "exempt": "exempt" in data, "citizen": case.citizen,
            "reported": case.reported, **whose(event, case, department=clock.get("department"))}
    elif "due" in clock:
        case.runs[clock["run"]] |= {"at": read(clock["due"]), "extended": bool(clock.get("extended"))}


def _tasks(case: Told, event: Row) -> None:
    for told in event["data"].get("tasks") or ():
        if "began" in told:
            case.tasks.append({"kind": "task", "stage": told["began"], "at": read(told["due"]), "end": None,
                               "ending": None, **whose(event, case, person=told["person"])})
        elif "before" in told:  # the clock moved, and the open task's with it
            next(one for one in reversed(case.tasks) if one["end"] is None)["at"] = read(told["due"])
        else:
            task = next(one for one in reversed(case.tasks) if one["stage"] == told["ended"])
            task |= {"end": read(event["at"]), "ending": told["ending"]}


def rows_of_case(case: Told) -> list[Row]:
    """Clocks, tasks, checks, and every countable step of a case."""
    found = [*case.runs.values(), *case.tasks]
    closings = case.acts("close")
    for run in case.runs.values():
        run["closed"] = [one["data"]["to"] for one in case.events if "to" in one["data"]][-1] in ("closed", "archived")
        run["closed_at"] = read(closings[-1]["at"]) if closings else None
    for event in case.acts("check-pass", "check-fail"):
        ended = event["data"]["clock"]["ended"]
        found.append({"kind": "check", "stage": ended["stage"], "at": read(ended["due"]), "end": read(event["at"]),
                      **whose(event, case, person=event["actor"]["id"])})
    return found + _moments(case) + _voices(case)


def _moments(case: Told) -> list[Row]:
    def row(name: str, event: Row, **more: Any) -> Row:
        return {"kind": name, "at": read(event["at"]), **whose(event, case), "source": case.source, **more}

    found, names = [], [event["data"].get("action") for event in case.events]
    for event in case.acts("register"):
        found.append(row("registered", event))
    for place, event in enumerate(case.events):
        if names[place] == "dispatch":
            later = next((name for name in names[place + 1:] if name in ("return", "sign", "dispatch")), None)
            found.append(row("dispatched", event, department=event["data"]["department"], returned=later == "return"))
        if names[place] == "rule":
            before = {one["department"] for one in case.events[:place] if one["data"].get("action") == "return"}
            found.append(row("ruled", event, department=event["data"]["department"],
                             back=event["data"]["department"] in before))
    for event in case.acts("handle")[:1]:
        found.append(row("handled", event, department=event["department"], failed="check-fail" in names))
    for event in case.acts("close"):
        found.append(row("closed", event, department=event["department"]))
    for event in case.acts("self-handle"):
        found.append(row("self_handled", event, person=event["actor"]["id"], judged=next(
            (name for name in names if name in ("check-pass", "check-fail")), None)))
    first = case.runs[1]
    if first["end"] is not None:
        ended = [one["data"]["to"] for one in case.events if "to" in one["data"]][-1]
        found.append({**row("accepted", case.events[0]), "at": first["end"], "names": names, "ended": ended,
                      "filed": any((one["data"].get("now") or {}).get("filed") for one in case.events)})
    if case.source == "grid_member":
        opened = case.events[0]
        found.append(row("report", opened, person=opened["actor"]["id"], names=names))
    return found


def _voices(case: Told) -> list[Row]:
    found: list[Row] = []
    rated = [event for event in case.acts("rate") if "rated" in event["data"]]
    for place, event in enumerate(rated):
        data = event["data"]
        later = any(one["data"]["rated"]["report"] == data["rated"]["report"] for one in rated[place + 1:])
        found.append({"kind": "rating", "at": read(event["at"]), "solved": data["solved"], "replaced": later,
                      "satisfaction": int(data["satisfaction"]) if data.get("satisfaction") else None,
                      "citizen": case.citizen, **whose(event, case, department=event["department"])})
    if case.reachable and case.citizen:
        until = case.reported + DAY
        calls = [(read(event["at"]), event["data"]["reached"]) for event in case.acts("contact")]
        found.append({"kind": "contact", "at": until, **whose(case.events[0], case),
                      "reached": any(at <= until and reached for at, reached in calls),
                      "tried": any(at <= until for at, reached in calls if not reached), "calls": calls})
    return found


def rows_of_recurrence(events: Iterable[Row], cases: Mapping[int, Told]) -> list[Row]:
    """A matter of the same kind within 50 m of one that was closed within thirty days before."""
    found = []
    for event in events:
        data = event["data"]  # both cases tell of it; the later one is counted
        if event["name"] != "case.linked" or data["kind"] != "recurs" or event["subject"]["id"] != str(data["case"]):
            continue
        earlier, at = cases[data["other"]], read(event["at"])
        closed = [one for one in earlier.acts("close") if read(one["at"]) <= at <= read(one["at"]) + 30 * DAY]
        if closed:
            found.append({"kind": "recurred", "at": at, **whose(closed[-1], earlier,
                                                                department=closed[-1]["department"])})
    return found


def rows_of_whistles(events: Iterable[Row], cases: Mapping[int, Told]) -> list[Row]:
    """One row a call, with what the unit did and what was said of it; and one row a whistle."""
    calls: dict[int, Row] = {}
    whistles: dict[str, Row] = {}
    for event in events:
        if event["subject"]["kind"] != "whistle":
            continue
        data, at = event["data"], read(event["at"])
        if event["name"] == "whistle.called":
            case = cases[data["case"]]
            place = whose(event, case, department=data["unit"], town=data["town"])
            calls[data["call"]] = {"kind": "call", "at": at, **place, **{
                name: read(data[name]) if data.get(name) else None for name in ("answer_by", "arrive_by", "report_by")}}
            whistles[event["subject"]["id"]] = {"kind": "whistle", "at": at, **whose(event, case)}
            continue
        call = calls[data["call"]]
        if event["name"] in ("whistle.answered", "whistle.arrived", "whistle.reported"):
            call[event["name"].removeprefix("whistle.")] = at
        if event["name"] == "whistle.answer_rated":
            call["stars"] = list(data["stars"].values())
    return [*calls.values(), *whistles.values()]


def rows_of_instruments(events: Iterable[Row]) -> list[Row]:
    """Reminders that wanted an answer, and items that a special inspection found."""
    reminders: dict[str, Row] = {}
    found = []
    for event in events:
        data, subject = event["data"], event["subject"]
        if event["name"] == "reminder.raised":
            reminders[subject["id"]] = {"kind": "reminder", "at": read(data["due_at"]), "end": None, "withdrawn": False,
                                        **whose(event, None, person=data["person"], department=event["department"])}
        elif event["name"] == "reminder.answered":
            reminders[subject["id"]]["end"] = read(event["at"])
        elif event["name"] == "reminder.withdrawn":
            reminders[subject["id"]]["withdrawn"] = True
        elif event["name"] == "inspection.place_inspected":
            found += [{"kind": "finding", "at": read(data["done_at"]), "got": item["got"], "of": item["of"],
                       **whose(event, None)} for item in data["items"]]
    return [*reminders.values(), *found]


def rows_of_sources(sources: Iterable[Row], events: Iterable[Row], first: date, last: date, days: int,
                    on_duty: Mapping[str, Iterable[int]]) -> list[Row]:
    """Each high-risk source and window of days that ends in the period: was anybody there? For the grid, and once
    more for everybody who is on duty in it on the window's last day. Windows follow each other from a Monday."""
    seen: dict[int, list[date]] = defaultdict(list)
    for event in events:
        if event["name"] == "visit.made" and event["data"].get("source"):
            seen[event["data"]["source"]].append(read(event["data"]["done_at"]).astimezone(ZONE).date())
    found = []
    for end in (first + timedelta(days=day) for day in range((last - first).days + 1)):
        begin = end - timedelta(days=days - 1)
        if (begin - MONDAY).days % days:
            continue
        for source in sources:
            there = any(begin <= day <= end for day in seen[source["id"]])
            row = {"kind": "turn", "at": datetime.combine(end, datetime.min.time(), ZONE) + DAY - timedelta(seconds=1),
                   "seen": there, **source, "person": None, "case": None, "department": None}
            found += [row, *({**row, "kind": "own_turn", "person": one} for one in on_duty.get(source["watched"], ()))]
    return found
