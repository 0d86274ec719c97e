"""What stands beside the cases as events tell it: whistles and calls, sources and visits, absences, instruments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from workflows.assessment.ledger_cases import Event, at_of, moment


@dataclass(slots=True)
class CallTold:
    """A unit that was called, with its clocks and what both sides said."""

    id: int
    department: str | None
    called_at: datetime
    answer_by: datetime | None
    arrive_by: datetime | None
    report_by: datetime | None
    state: str = "called"
    answered_at: datetime | None = None
    arrived_at: datetime | None = None
    reported_at: datetime | None = None
    result: str | None = None
    judgement: str | None = None
    stars: dict[str, int | None] = field(default_factory=dict)
    contests: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class WhistleTold:
    """A whistle with its calls; it lies where its case lay when it was blown."""

    id: int
    case_id: int
    kind: str
    to_town: bool
    district: str
    town: str | None
    called_at: datetime
    calls: dict[int, CallTold] = field(default_factory=dict)

    def read(self, event: Event) -> None:
        """Take over what an act on one call tells."""
        name, data, at = event["name"], event["data"], at_of(event)
        if name == "whistle.called":
            self.calls[data["call"]] = CallTold(
                data["call"], None if data["part"] == "town" else data["unit"], at, moment(data["answer_by"]),
                moment(data.get("arrive_by")), moment(data["report_by"]))
            return
        call = self.calls.get(data.get("call", 0))
        if call is None or name == "whistle.reminded":
            return
        call.state = data.get("state", call.state)
        if "answer_late" in data:
            call.answered_at = at
        if "arrive_late" in data:
            call.arrived_at = at
        if "report_late" in data:
            call.reported_at, call.result = at, data["result"]
        _said(call, data)


def _said(call: CallTold, data: Mapping[str, Any]) -> None:
    call.judgement = data.get("judgement", call.judgement)
    call.stars = data.get("stars", call.stars)
    if "topic" in data:
        call.contests[data["topic"]] = data.get("ruling", "open")
    if "report_by" in data:  # a decline that was overturned: clocks from the ruling on
        call.arrive_by, call.report_by = moment(data.get("arrive_by")), moment(data["report_by"])


def new_whistle(event: Event) -> WhistleTold:
    """A whistle at its first call."""
    data = event["data"]
    return WhistleTold(int(event["subject"]["id"]), data["case"], data["kind"], data["part"] == "town",
                       event["district"], data.get("town", event["town"]), at_of(event))


@dataclass(slots=True)
class SourceTold:
    """A pollution source in the register. `complete` is False when its entry did not tell enough yet."""

    id: int
    risk: str = ""
    district: str = ""
    town: str | None = None
    street_grid: str | None = None
    sub_grid: str | None = None
    community: str | None = None
    active_from: date | None = None
    active_to: date | None = None
    changes: list[tuple[datetime, str]] = field(default_factory=list)  # of the risk: when, what it had been

    @property
    def complete(self) -> bool:
        """Whether the events told since when it is in the register."""
        return self.active_from is not None

    def read(self, event: Event) -> None:
        """Take over an entry or a change."""
        data = event["data"]
        self.district, self.town, self.street_grid = event["district"], event["town"], event["street_grid"]
        if "risk_before" in data:
            self.changes.append((at_of(event), data["risk_before"]))
        self.risk = data.get("risk", self.risk)
        if "community" in data:
            self.sub_grid, self.community = data.get("sub_grid"), data["community"]
        if "from" in data:
            self.active_from = date.fromisoformat(data["from"])
        if "until" in data:
            self.active_to = date.fromisoformat(data["until"]) if data["until"] else None


@dataclass(slots=True)
class ReminderTold:
    """A work reminder."""

    id: int
    rule: str
    person: int | None
    place: tuple[str | None, ...]
    sent_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    withdrawn: bool = False


def new_reminder(event: Event) -> ReminderTold:
    """A reminder at its raising."""
    data = event["data"]
    place = (event["district"], event["town"], event["street_grid"], data["sub_grid"], data["community"])
    return ReminderTold(int(event["subject"]["id"]), data["rule"], data["person"], place, at_of(event),
                        datetime.fromisoformat(data["due_at"]))


@dataclass(slots=True)
class PlaceTold:
    """A place of a special inspection that was looked at."""

    id: int
    campaign: int
    at: datetime
    place: tuple[str | None, ...]
    items: list[tuple[str, int, int]]
    cases: dict[str, int] = field(default_factory=dict)


def new_place(event: Event) -> PlaceTold:
    """An inspected place with the points of its items."""
    data = event["data"]
    place = (event["district"], event["town"], event["street_grid"], data["sub_grid"], data["community"])
    return PlaceTold(data["place"], int(event["subject"]["id"]), datetime.fromisoformat(data["done_at"]), place,
                     [(item["item"], item["got"], item["of"]) for item in data["items"]])


@dataclass(slots=True)
class AbsenceTold:
    """Somebody was away."""

    id: int
    person: int
    kind: str
    starts_at: datetime
    ends_at: datetime | None


def new_absence(event: Event) -> AbsenceTold:
    """An absence as an event tells it last."""
    data = event["data"]
    return AbsenceTold(data["absence"], int(event["subject"]["id"]), data["kind"],
                       datetime.fromisoformat(data["from"]), moment(data["to"]))
