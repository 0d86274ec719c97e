"""Facts beside the cases from what events told: whistles and calls, looks at sources, the three instruments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from workflows.assessment.coverage import risk_at, windows
from workflows.assessment.facts import Fact, Kind
from workflows.assessment.facts_instruments import FindingFact, ReminderFact, SampleFact
from workflows.assessment.facts_units import CallFact, TurnFact, WhistleFact
from workflows.assessment.ledger_cases import CaseTold, Event, at_of
from workflows.assessment.ledger_facts import Away, Span, away_at
from workflows.assessment.ledger_units import PlaceTold, ReminderTold, SourceTold, WhistleTold
from workflows.assessment.roster import Roster
from workflows.assessment.sampling import Why
from workflows.posts import midnight
from workflows.whistle import MOST_STARS, STARS, CallState, state_of
from workflows.working_calendar import ZONE

HIGH = "high"
TAKEN = frozenset({CallState.TAKEN, CallState.ARRIVED, CallState.REPORTED})
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def side_facts(whistles: Mapping[int, WhistleTold], cases: Mapping[int, CaseTold], sources: Mapping[int, SourceTold],
               visits: Mapping[int, list[datetime]], samples: Mapping[int, tuple[Event, bool]],
               reminders: Mapping[int, ReminderTold], places: Mapping[int, PlaceTold], span: Span, away: Away,
               roster: Roster, parameters: Mapping[str, int]) -> Iterator[Fact]:
    """Everything that is no fact of a case's own clocks and people."""
    for whistle in whistles.values():
        if span.holds(whistle.called_at) and whistle.case_id in cases:
            yield from _whistle(whistle, cases[whistle.case_id], span.now)
    yield from _turns(sources, visits, span, away, roster, parameters["coverage_days"])
    for event, revised in samples.values():
        if span.holds(at_of(event)):
            yield _sample(event, revised)
    for reminder in reminders.values():
        if span.holds(reminder.due_at):
            yield _reminder(reminder, away)
    for place in places.values():
        if span.holds(place.at):
            yield from _findings(place)


def _whistle(whistle: WhistleTold, case: CaseTold, now: datetime) -> Iterator[Fact]:
    grids = (case.street_grid, case.sub_grid, case.community)
    state = state_of([CallState(call.state) for call in whistle.calls.values()])
    yield WhistleFact(Kind.WHISTLE, f"whistle:{whistle.id}", whistle.case_id, whistle.called_at, whistle.district,
                      whistle.town, *grids, None, None, whistle.kind, state.value, whistle.to_town)
    for call in whistle.calls.values():
        taken = call.state in TAKEN
        rated = [star for name in STARS if (star := call.stars.get(name)) is not None]
        yield CallFact(
            Kind.CALL, f"call:{call.id}", whistle.case_id, call.called_at, whistle.district, whistle.town, *grids,
            call.department, None, call.department is None, call.state, _clock(call.answered_at, call.answer_by, now),
            _clock(call.arrived_at, call.arrive_by, now) if taken and call.arrive_by is not None else "none",
            _clock(call.reported_at, call.report_by, now) if taken else "none", call.result, call.judgement,
            call.contests.get("judgement"), sum(rated) if rated else None, call.contests.get("rating"),
            call.contests.get("decline"), MOST_STARS * len(rated))


def _clock(done_at: datetime | None, until: datetime | None, now: datetime) -> str:
    if done_at is None or until is None:
        return "late" if until is not None and until < now else "open"
    return "kept" if done_at <= until else "late"


def _turns(sources: Mapping[int, SourceTold], visits: Mapping[int, list[datetime]], span: Span, away: Away,
           roster: Roster, days: int) -> Iterator[TurnFact]:
    ended = windows(_day(span.start), _day(span.end - SECOND), days)
    spans = [(first, last, midnight(last + DAY) - SECOND) for first, last in ended
             if midnight(last + DAY) <= span.now]
    for source in sources.values():
        if source.active_from is None:
            continue
        seen = sorted(visits.get(source.id, ()))
        for first, last, at in spans:
            high = risk_at(midnight(first), source.risk, source.changes) == HIGH
            if high and source.active_from <= first and (source.active_to is None or source.active_to >= last):
                yield from _turn(source, midnight(first), last, at, seen, away, roster)


def _turn(source: SourceTold, begins: datetime, last: date, at: datetime, seen: list[datetime], away: Away,
          roster: Roster) -> Iterator[TurnFact]:
    looked = next((moment for moment in seen if begins <= moment <= at), None)
    where = (source.district, source.town, source.street_grid, source.sub_grid, source.community, None)
    name = f"turn:{source.id}:{last.isoformat()}"
    yield TurnFact(Kind.TURN, name, None, at, *where, None, source.id, begins, looked, HIGH, False, None)
    on_duty = {seat.person for seat in roster.seats if seat.place in (source.sub_grid, source.street_grid)
               and seat.starts_at <= at and (seat.ends_at is None or at < seat.ends_at)}
    for person in sorted(on_duty):
        yield TurnFact(Kind.TURN, f"{name}:{person}", None, at, *where, person, source.id, begins, looked, HIGH, True,
                       away_at(away, person, at))


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _sample(event: Event, revised: bool) -> SampleFact:
    data = event["data"]
    return SampleFact(
        kind=Kind.SAMPLE, ref=f"sample:{event['subject']['id']}", case_id=data["case"], at=at_of(event),
        district=event["district"], town=event["town"], street_grid=event["street_grid"], sub_grid=data["sub_grid"],
        community=data["community"], department=event["department"], person=data["person"], checklist=data["kind"],
        stratum=f"{event['street_grid'] or event['district']}:{data['kind']}", got=data["part"], of=data["whole"],
        outlier=data["why"] == Why.OUTLIER, revised=revised)


def _reminder(row: ReminderTold, away: Away) -> ReminderFact:
    district, town, street_grid, sub_grid, community = row.place
    return ReminderFact(
        kind=Kind.REMINDER, ref=f"reminder:{row.id}", case_id=None, at=row.due_at, district=district, town=town,
        street_grid=street_grid, sub_grid=sub_grid, community=community, department=None, person=row.person,
        rule=row.rule, sent_at=row.sent_at, answered_at=row.answered_at, withdrawn=row.withdrawn,
        away=away_at(away, row.person, row.due_at))


def _findings(place: PlaceTold) -> Iterator[FindingFact]:
    district, town, street_grid, sub_grid, community = place.place
    for item, got, of in place.items:
        yield FindingFact(Kind.FINDING, f"finding:{place.id}:{item}", place.cases.get(item), place.at, district, town,
                          street_grid, sub_grid, community, None, None, place.campaign, item, got, of)
