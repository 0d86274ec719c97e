"""What a quarter's events say beside the cases: what came back, looks, calls, instruments, sources, decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.journeys.reference_facts import DAY, Row, Told, read, whose
from workflows.working_calendar import ZONE

MONDAY = date(2000, 1, 3)
STARS = ("attendance", "attitude", "outcome")
Away = dict[int, tuple[tuple[datetime, datetime | None], ...]]


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
            found.append({"kind": "recurred", "ref": None, "at": at, **whose(
                closed[-1], earlier, department=closed[-1]["department"]), "case": data["case"]})
    return found


def rows_of_looks(cases: Mapping[int, Told], results: Mapping[int, str]) -> list[Row]:
    """Blind second looks: one row for each whose work was looked at, who passed the check and who self-handled."""
    found = []
    for case in cases.values():
        drawn = [read(one["at"]) for one in case.events if one["name"] == "case.recheck_drawn"]
        for event in (one for one in case.events if one["name"] == "case.rechecked"):
            for work, name in (("check", "check-pass"), ("self_handle", "self-handle")):
                done = [one for one in case.acts(name) if read(one["at"]) <= drawn[0]]
                if done:
                    number = event["data"]["recheck"]
                    found.append({"kind": "look", "ref": f"recheck:{number}:{work}", "at": read(event["at"]),
                                  "work": work, "result": results[number],
                                  **whose(event, case, person=done[-1]["actor"]["id"])})
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
            case, to_town = cases[data["case"]], data["part"] == "town"
            place = whose(event, case, department=None if to_town else data["unit"], town=data["town"])
            calls[data["call"]] = {
                "kind": "call", "ref": f"call:{data['call']}", "at": at, **place, "to_town": to_town, "state": "called",
                "contests": {}, **{name: read(data[name]) if data.get(name) else None
                                   for name in ("answer_by", "arrive_by", "report_by")}}
            whistle = whistles.setdefault(event["subject"]["id"], {
                "kind": "whistle", "ref": f"whistle:{event['subject']['id']}", "at": at, **whose(
                    event, case, town=data["town"]), "to_town": to_town, "calls": []})
            whistle["calls"].append(calls[data["call"]])
        elif event["name"] != "whistle.reminded":
            _acted(calls[data["call"]], data, at)
    return [*calls.values(), *whistles.values()]


def _acted(call: Row, data: Mapping[str, Any], at: datetime) -> None:
    """What one act says: how the call stands, what was done when, what both sides say, what was contested."""
    call["state"] = data.get("state", call["state"])
    call |= {name: at for name, late in (("answered", "answer_late"), ("arrived", "arrive_late"),
                                         ("reported", "report_late")) if late in data}
    call |= {name: data[name] for name in ("result", "judgement", "stars") if name in data}
    if "topic" in data:
        call["contests"][data["topic"]] = data.get("ruling", "open")
    if "report_by" in data:  # a refusal that was overturned: the clocks begin with the ruling
        call |= {"arrive_by": read(data["arrive_by"]) if data["arrive_by"] else None,
                 "report_by": read(data["report_by"])}


def rows_of_instruments(events: Iterable[Row]) -> list[Row]:
    """Reminders that wanted an answer, samples that were looked at, what an inspection found, what visits missed."""
    rows: dict[str, Row] = {}
    for event in events:
        data, name, number = event["data"], event["name"], f"{event['subject']['kind']}:{event['subject']['id']}"
        if name == "reminder.raised":
            rows[number] = {"kind": "reminder", "ref": number, "at": read(data["due_at"]), "end": None,
                            "withdrawn": False, **whose(event, None, person=data["person"])}
        elif name == "reminder.answered":
            rows[number]["end"] = read(event["at"])
        elif name == "reminder.withdrawn":
            rows[number]["withdrawn"] = True
        elif name in ("sample.checked", "sample.rechecked") and data["done"]:
            rows[number] = {"kind": "sample", "ref": number, "at": read(event["at"]), "got": data["part"],
                            "of": data["whole"], **whose(
                                event, None, person=data["person"], department=event["department"]),
                            "case": data["case"]}
        elif name == "inspection.place_inspected":
            rows |= {f"finding:{data['place']}:{item['item']}": {
                "kind": "finding", "ref": f"finding:{data['place']}:{item['item']}", "at": read(data["done_at"]),
                "got": item["got"], "of": item["of"], **whose(event, None)} for item in data["items"]}
        elif name == "visit.missed":
            district, town, grid, _, community = data["place"]
            rows[f"missed:{data['missed']}"] = {
                "kind": "missed", "ref": f"missed:{data['missed']}", "at": read(data["found_at"]), **whose(
                    event, None, person=data["person"]), "district": district, "town": town, "grid": grid,
                "community": community, "case": data["case"]}
        elif name == "visit.miss_withdrawn":
            rows.pop(f"missed:{data['missed']}")
        elif name == "inspection.case_opened":
            rows[f"finding:{data['place']}:{data['item']}"]["case"] = data["case"]
    return list(rows.values())


@dataclass(frozen=True)
class Post:
    """Who is a member of which place, in which street-level grid, from when to when."""

    person: int
    place: str
    grid: str
    begins: datetime
    ends: datetime | None

    def runs_at(self, moment: datetime) -> bool:
        return self.begins <= moment and (self.ends is None or moment < self.ends)


def rows_of_sources(sources: Iterable[Row], events: Iterable[Row], first: date, last: date, days: int,
                    posts: Iterable[Post]) -> list[Row]:
    """Each source that was of high risk when a window of days began that ends between two days: was anybody there? For
    the grid, and once more for everybody who is on duty in it at the window's end. Windows follow each other from a
    Monday. What came in more than 72 hours after the visit counts when it came in."""
    seen: dict[int, list[date]] = defaultdict(list)
    risks: dict[int, list[tuple[datetime, str]]] = defaultdict(list)  # when it changed, what it had been
    for event in events:
        if event["name"] == "source.changed" and "risk_before" in event["data"]:
            risks[int(event["subject"]["id"])].append((read(event["at"]), event["data"]["risk_before"]))
        if event["name"] == "visit.made" and event["data"].get("source"):
            done, came = read(event["data"]["done_at"]), read(event["at"])
            at = done if came - done <= timedelta(hours=72) else came
            seen[event["data"]["source"]].append(at.astimezone(ZONE).date())
    on_duty: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        on_duty[post.place].append(post)
    found = []
    for end in (first + timedelta(days=day) for day in range((last - first).days + 1)):
        begin = end - timedelta(days=days - 1)
        if (begin - MONDAY).days % days:
            continue
        at = datetime.combine(end, datetime.min.time(), ZONE) + DAY - timedelta(seconds=1)
        started = datetime.combine(begin, datetime.min.time(), ZONE)
        for source in sources:
            risk = next((before for when, before in risks[source["id"]] if when > started), source["risk"])
            if risk != "high" or source["from"] > begin or (source["until"] is not None and source["until"] < end):
                continue
            row = {"kind": "turn", "ref": f"turn:{source['id']}:{end}", "at": at, **source, "person": None,
                   "seen": any(begin <= day <= end for day in seen[source["id"]]), "case": None, "department": None}
            here = {post.person for place in source["watched"] for post in on_duty.get(place, ()) if post.runs_at(at)}
            found += [row, *({**row, "kind": "own_turn", "ref": f"{row['ref']}:{one}", "person": one} for one in here)]
    return found


def absences(events: Iterable[Row]) -> Away:
    """Who was away from when to when: the last word of each absence holds."""
    told = {event["data"]["absence"]: event for event in events
            if event["subject"]["kind"] == "person" and "absence" in event["data"]}
    found: Away = {}
    for event in told.values():
        data, person = event["data"], int(event["subject"]["id"])
        ends = read(data["to"]) if data["to"] else None
        found[person] = (*found.get(person, ()), (read(data["from"]), ends))
    return found


def exemptions(events: Iterable[Row]) -> list[Row]:
    """What granted appeals and settings aside take out: a fact or all of a case, for everybody or for one owner's
    line. What was revoked counts again."""
    found: dict[str, list[Row]] = {}
    for event in events:
        if event["name"] == "appeal.decided":
            found[event["subject"]["id"]] = event["data"]["exempts"]
        elif event["name"] == "appeal.revoked":
            found[event["subject"]["id"]] = []
    return [one for rows in found.values() for one in rows]


def charges(events: Iterable[Row], deductions: Iterable[Row]) -> list[Row]:
    """What people established: a doubt about evidence that was found to hold, and what two assessors agreed on."""
    codes = {flag: one["code"] for one in deductions for flag in one["flags"]}
    found = []
    for event in events:
        data = event["data"]
        if event["name"] == "case.doubt_decided" and data["verdict"] == "accepted" and data["code"] in codes:
            found.append({"code": codes[data["code"]], "level": "member", "owner": str(data["person"]),
                          "at": read(event["at"])})
        elif event["name"] == "scheme.mark_decided" and data["holds"]:
            found.append({**{name: data[name] for name in ("code", "level", "owner")}, "at": read(event["at"])})
    return found
