"""The quarter as its exported events tell it, with the posts, sources and sealed results that no event holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from server.extensions import db
from server.models import AssessmentScheme, DivisionRow, Event, PersonPost, PollutionSource, Recheck
from server.queries.city import all_departments
from tests.journeys import reference_facts as told
from tests.journeys import reference_side as beside
from tests.journeys.reference_cards import Card, Owner, People, Period, Tallies, cards
from tests.journeys.reference_scores import Row, World

LONGEST = timedelta(days=182)  # how far longer windows reach back
LEVEL_OF = {"street_grid": "grid", "community": "community", "town": "town", "district": "district"}


@dataclass
class Told:
    """Everything that was read, as it was known at one moment."""

    now: datetime
    events: list[Row]
    sources: list[Row]
    posts: list[beside.Post]
    looks: dict[int, str]
    ground: dict[str, set[str]]
    owners: dict[str, set[str]]
    schemes: dict[int, dict[str, Any]]

    def tallies(self, version: int, first: date, last: date) -> Tallies:
        """Counts over the rows that matter for periods between two days under a scheme."""
        events, world = self.events, World(self.now, beside.absences(self.events))
        cases = told.read_cases(events)
        days = self.schemes[version]["parameters"]["coverage_days"]
        rows = [*(row for case in cases.values() for row in told.rows_of_case(case)),
                *beside.rows_of_recurrence(events, cases), *beside.rows_of_looks(cases, self.looks),
                *beside.rows_of_whistles(events, cases), *beside.rows_of_instruments(events),
                *beside.rows_of_sources(self.sources, events, first, last, days, self.posts)]
        return Tallies(rows, world, beside.exemptions(events))

    def cards(self, version: int, period: Period, tallies: Tallies) -> dict[Owner, Card]:
        """Everybody's card of a period under a scheme."""
        scheme = self.schemes[version]
        charges = beside.charges(self.events, scheme["deductions"])
        people = People(self.posts, tallies.world, self.ground, self.owners, charges)
        return cards(scheme, period, tallies, people)


def read_told(now: datetime, until: datetime | None = None) -> Told:
    """The installation's events up to a moment, counted as of `now`; decisions about scores are read to the end."""
    with db.reading() as session:
        events = [json.loads(content) for content in session.scalars(select(Event.content).order_by(Event.seq))]
        divisions = session.execute(select(DivisionRow.code, DivisionRow.level, DivisionRow.community,
                                           DivisionRow.parent)).all()
        above = {row.code: row.parent for row in divisions if row.level == "sub_grid"}
        posts = [beside.Post(row.person_id, row.division, above.get(row.division, row.division), row.starts_at,
                             row.ends_at)
                 for row in session.scalars(select(PersonPost).where(PersonPost.role == "grid_member"))]
        sources = [{"id": row.id, "district": row.district, "town": row.town, "grid": row.street_grid,
                    "community": row.community, "watched": {row.street_grid, row.sub_grid} - {None},
                    "from": row.active_from, "until": row.active_to, "risk": row.risk}
                   for row in session.scalars(select(PollutionSource))]
        looks = {row.id: row.result or "" for row in session.scalars(select(Recheck))}
        schemes = {row.version: json.loads(row.body) for row in session.scalars(select(AssessmentScheme))}
    ground: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {level: set() for level in LEVEL_OF.values()}
    for row in divisions:
        if row.level in LEVEL_OF:
            owners[LEVEL_OF[row.level]].add(row.code)
        if row.level == "sub_grid" and row.community is not None:
            ground.setdefault(row.community, set()).add(row.parent)
    owners |= {"department": set(all_departments()), "community": set(ground)}
    known = [event for event in events if until is None or event["subject"]["kind"] == "appeal"
             or told.read(event["at"]) <= until]
    register = {str(one["id"]): one for one in sources}
    for event in reversed(events):
        if until is not None and told.read(event["at"]) > until and "risk_before" in event["data"]:
            register[event["subject"]["id"]]["risk"] = event["data"]["risk_before"]  # as the register stood then
    return Told(now, known, sources, posts, looks, ground, owners, schemes)
