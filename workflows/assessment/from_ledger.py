"""Facts rebuilt from the ledger's events alone: what `flask assess --verify` compares a frozen period with.

Nothing is read from the tables. What the ledger seals (the result of a blind second look) and what follows from the
catalogue (until when a reporter has to be contacted) is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflows.assessment.coverage import seen_at
from workflows.assessment.facts import Fact
from workflows.assessment.facts_units import ReportFact
from workflows.assessment.ledger_cases import CaseTold, Event, ReportTold, at_of
from workflows.assessment.ledger_facts import Span, case_facts
from workflows.assessment.ledger_side_facts import side_facts
from workflows.assessment.ledger_units import (
    AbsenceTold,
    PlaceTold,
    ReminderTold,
    SourceTold,
    WhistleTold,
    new_absence,
    new_place,
    new_reminder,
    new_whistle,
)
from workflows.assessment.roster import Roster
from workflows.assessment.runs import missed_fact

ContactDue = Callable[[CaseTold], datetime | None]


@dataclass
class Ledger:
    """Everything that the events told, read in the order of their numbers."""

    cases: dict[int, CaseTold] = field(default_factory=dict)
    reports: dict[str, ReportTold] = field(default_factory=dict)
    whistles: dict[int, WhistleTold] = field(default_factory=dict)
    sources: dict[int, SourceTold] = field(default_factory=dict)
    visits: dict[int, list[datetime]] = field(default_factory=dict)
    absences: dict[int, AbsenceTold] = field(default_factory=dict)
    samples: dict[int, tuple[Event, bool]] = field(default_factory=dict)
    reminders: dict[int, ReminderTold] = field(default_factory=dict)
    places: dict[int, PlaceTold] = field(default_factory=dict)
    misses: dict[int, ReportFact] = field(default_factory=dict)

    def read(self, event: Event) -> None:
        """Take over one event."""
        kind = event["subject"]["kind"]
        reader = _READERS.get(kind)
        if reader is not None:
            reader(self, event)

    def _case(self, event: Event) -> None:
        case_id, data = int(event["subject"]["id"]), event["data"]
        case = self.cases.get(case_id)
        if case is None:
            case = self.cases[case_id] = CaseTold(case_id, at_of(event))
        if event["name"] in ("case.reported", "report.joined"):
            self._report(event, case_id, data)
        case.read(event)

    def _report(self, event: Event, case_id: int, data: Mapping[str, Any]) -> None:
        known = self.reports.get(data["report"])
        if known is not None:  # it has moved to another case
            known.case_id = case_id
            return
        self.reports[data["report"]] = ReportTold(data["report"], case_id, at_of(event), data.get("source", ""),
                                                  event["actor"]["id"], bool(data.get("reachable")))

    def _whistle(self, event: Event) -> None:
        whistle_id = int(event["subject"]["id"])
        if event["name"] == "whistle.called" and whistle_id not in self.whistles:
            self.whistles[whistle_id] = new_whistle(event)
        if whistle_id in self.whistles:
            self.whistles[whistle_id].read(event)

    def _source(self, event: Event) -> None:
        source_id = int(event["subject"]["id"])
        self.sources.setdefault(source_id, SourceTold(source_id)).read(event)

    def _visit(self, event: Event) -> None:
        data = event["data"]
        if event["name"] == "visit.made" and "source" in data:
            looked = seen_at(datetime.fromisoformat(data["done_at"]), at_of(event))
            self.visits.setdefault(data["source"], []).append(looked)
        elif event["name"] == "visit.missed":
            found_at, visited_at = (datetime.fromisoformat(data[name]) for name in ("found_at", "visited_at"))
            self.misses[data["missed"]] = missed_fact(data["missed"], data["case"], data["person"], found_at,
                                                      visited_at, data["place"])
        elif event["name"] == "visit.miss_withdrawn":
            del self.misses[data["missed"]]

    def _person(self, event: Event) -> None:
        if "absence" in event["data"]:
            absence = new_absence(event)
            self.absences[absence.id] = absence

    def _division(self, event: Event) -> None:
        data = event["data"]
        if event["name"] == "emergency.began":
            for case_id in data.get("held", ()):
                case = self.cases.get(case_id)
                if case is not None:
                    case.paused_at = case.paused_at or datetime.fromisoformat(data["begun"])
        elif event["name"] in ("emergency.clocks_held", "emergency.clocks_released"):
            for told in data["cases"]:
                if told["case"] in self.cases:
                    self.cases[told["case"]].move_clock(told)

    def _sample(self, event: Event) -> None:
        if event["name"] in ("sample.checked", "sample.rechecked") and event["data"]["done"]:
            sample_id = int(event["subject"]["id"])
            self.samples[sample_id] = event, event["name"] == "sample.rechecked"

    def _reminder(self, event: Event) -> None:
        reminder_id = int(event["subject"]["id"])
        if event["name"] == "reminder.raised":
            self.reminders[reminder_id] = new_reminder(event)
        elif event["name"] == "reminder.answered":
            self.reminders[reminder_id].answered_at = at_of(event)
        elif event["name"] == "reminder.withdrawn":
            self.reminders[reminder_id].withdrawn = True

    def _inspection(self, event: Event) -> None:
        data = event["data"]
        if event["name"] == "inspection.place_inspected":
            self.places[data["place"]] = new_place(event)
        elif event["name"] == "inspection.case_opened" and data["place"] in self.places:
            self.places[data["place"]].cases[data["item"]] = data["case"]

    def unclear_cases(self) -> set[int]:
        """Cases that came in before the events told enough: their facts cannot be rebuilt."""
        return {case.id for case in self.cases.values() if not case.complete}

    def vague_ratings(self) -> set[int]:
        """Cases with a rating of which an older event did not tell enough: it cannot be rebuilt."""
        return {case.id for case in self.cases.values() if case.vague}

    def clear_sources(self) -> set[int]:
        """Sources whose entry told enough."""
        return {source.id for source in self.sources.values() if source.complete}


_READERS: dict[str, Callable[[Ledger, Event], None]] = {
    "case": Ledger._case, "whistle": Ledger._whistle, "source": Ledger._source, "visit": Ledger._visit,
    "person": Ledger._person, "division": Ledger._division, "sample": Ledger._sample, "reminder": Ledger._reminder,
    "inspection": Ledger._inspection}


def rebuild(events: Iterable[Event], start: datetime, end: datetime, now: datetime, roster: Roster,
            parameters: Mapping[str, int], looks: Mapping[int, str], contact_due: ContactDue,
            invented: Iterable[AbsenceTold] = ()) -> tuple[Ledger, Iterator[Fact]]:
    """The facts from `start` up to `end` as they were known at `now`, and the ledger as it was read.

    `looks` are the results of second looks whose seals were checked, by their numbers; `invented` the absences that a
    demonstration begins with, for those that no event tells.
    """
    ledger = Ledger()
    for event in events:
        ledger.read(event)
    for absence in invented:
        ledger.absences.setdefault(absence.id, absence)
    return ledger, facts_of(ledger, Span(start, end, now), roster, parameters, looks, contact_due)


def facts_of(ledger: Ledger, span: Span, roster: Roster, parameters: Mapping[str, int], looks: Mapping[int, str],
             contact_due: ContactDue) -> Iterator[Fact]:
    """All facts of a span from a ledger that was read."""
    away: dict[int, list[tuple[datetime, datetime | None, str]]] = {}
    for one in sorted(ledger.absences.values(), key=lambda one: (one.starts_at, one.id)):
        away.setdefault(one.person, []).append((one.starts_at, one.ends_at, one.kind))
    yield from case_facts(ledger.cases, ledger.reports, span, away, looks, contact_due)
    yield from side_facts(ledger.whistles, ledger.cases, ledger.sources, ledger.visits, ledger.samples,
                          ledger.reminders, ledger.places, span, away, roster, parameters)
    yield from (fact for fact in ledger.misses.values() if span.holds(fact.at))
