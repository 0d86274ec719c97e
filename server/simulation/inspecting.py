"""专项检查 in the home district: one is over, its findings became cases; one runs, and visitors can go on with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from server.actions.demo_accounts import HOME_DISTRICT
from server.actions.inspection_cases import GivenCase, open_case
from server.actions.inspection_places import Rule, Wanted, add_places
from server.actions.inspection_records import GivenAnswer, GivenRecord, Picture, record_place, skip_place
from server.actions.inspections import GivenInspection, close_inspection, plan_inspection, start_inspection
from server.queries.inspection_forms import read_templates
from server.queries.people import Actor
from server.queries.simulation_duties import OpenPlace, campaigns, open_places, visitor_ids
from server.simulation.album import Album
from server.simulation.duties import Duty
from server.simulation.pace import local_day
from server.simulation.roster import Roster
from server.simulation.terms import Terms, at
from server.simulation.words import phrases
from workflows.inspection import Item, Kind, judge_answer, to_items, wants_photo
from workflows.roles import Role

FORM, CATEGORY, UNIT = "fume", "A02", f"{HOME_DISTRICT}-CG"
PLACES, DAYS = 10, 12
RUNNING_FOR, STILL_TO_GO = 5, 14  # days since the running one began, and until it ends
RIGHT, SKIPPED, LEFT = 0.82, 0.1, 0.6  # of the running one's places so many are left for visitors
GOING_ON = ("assessor", "coordinator", "department")


@dataclass(frozen=True)
class Campaign:
    """When one begins and ends, and what it is called."""

    first: date
    last: date
    title: str
    theme: str


def duties(days: Iterable[date], terms: Terms) -> list[Duty]:
    """Both campaigns: planned and begun on one morning, looked at day by day, the first one closed."""
    words, album, known = phrases()["inspections"], Album(), set(days)
    first = terms.shown.first + timedelta(days=4)
    over = Campaign(first, first + timedelta(days=DAYS), words["title"], words["theme"])
    now_on = Campaign(terms.opened - timedelta(days=RUNNING_FOR), terms.opened + timedelta(days=STILL_TO_GO),
                      words["running-title"], words["running-theme"])
    found = [Duty(at(one.first, 9.4), "inspection", lambda roster, now, one=one: _begin(roster, one, now))
             for one in (over, now_on) if one.first in known]
    for day in known:
        if any(one.first < day <= one.last for one in (over, now_on)):
            found.append(Duty(at(day, 10.8), "inspecting", lambda roster, now: _go(roster, album, now)))
    if over.last in known:
        found.append(Duty(at(over.last, 16.9), "inspection", _close))
    return found


def _coordinator(roster: Roster) -> Actor:
    return roster.of(Role.COORDINATOR, HOME_DISTRICT)[-1]


def _begin(roster: Roster, one: Campaign, now: datetime) -> None:
    """The visitors go on the one that is still running at the opening."""
    form = next(form for form in read_templates()["items"] if form["code"] == FORM)
    names = [item.name for item in Item.__dataclass_fields__.values()]
    items = to_items({name: row[name] for name in names} for row in form["items"])
    who = _coordinator(roster)
    going = [who.person_id, *(officer.person_id for officer in roster.of(Role.DEPARTMENT_OFFICER, UNIT))]
    if one.title == phrases()["inspections"]["running-title"]:
        visitors = visitor_ids()
        going += [visitors[name] for name in GOING_ON if name in visitors]
    given = GivenInspection(one.title, one.theme, HOME_DISTRICT, one.first, one.last, items,
                            tuple(person for person in going if person is not None))
    made = plan_inspection(given, who, None, now, simulated=True)
    add_places(made["id"], Wanted(Rule(PLACES, None, tuple(kind["code"] for kind in form["kinds"]))), who, None, now)
    start_inspection(made["id"], who, None, now)


def _go(roster: Roster, album: Album, now: datetime) -> None:
    """Some places a day; of the campaign that visitors go on, most are left to them."""
    officers = roster.of(Role.DEPARTMENT_OFFICER, UNIT)
    for place in open_places(HOME_DISTRICT):
        rng = Random(f"inspected/{place.id}")
        if not officers or (rng.random() < LEFT and place.last - local_day(now) > timedelta(days=DAYS)):
            continue
        if Random(f"{place.id}/{local_day(now)}").random() < 0.35 or place.last == local_day(now):
            _inspect(place, rng.choice(officers), album, rng, now)


def _inspect(place: OpenPlace, officer: Actor, album: Album, rng: Random, now: datetime) -> None:
    words = phrases()["inspections"]
    if rng.random() < SKIPPED:
        skip_place(place.inspection_id, place.id, "closed_down", words["skipped"], officer, None, now)
        return
    answers, pictures, findings = [], [], []
    for item in place.items:
        value = _value(item, rng)
        judged = judge_answer(item, value)
        assert judged is not None
        answers.append(GivenAnswer(item.code, value, rng.choice(words["notes"]) if judged.finding else ""))
        if wants_photo(item, judged):
            shot = album.take(CATEGORY, "report", place.id, now, place.lon, place.lat, rng)
            pictures.append(Picture(item.code, shot))
        if judged.finding and item.category is not None:
            findings.append(item.code)
    record_place(place.inspection_id, place.id, GivenRecord(tuple(answers)), pictures, officer, None, now)
    for code in findings[:1]:
        open_case(place.inspection_id, place.id, code, GivenCase(), officer, now)


def _value(item: Item, rng: Random) -> str:
    right = rng.random() < RIGHT
    if item.kind is Kind.YES_NO:
        return item.good if right else "no" if item.good == "yes" else "yes"
    if item.kind is Kind.NUMBER:
        bound = int(item.at_most or item.at_least or 0)
        return str(bound // 2 if right == (item.at_most is not None) else bound * 2)
    choices = sorted(item.choices, key=lambda choice: -choice.points)
    return choices[0].code if right else choices[-1].code


def _close(roster: Roster, now: datetime) -> None:
    for one in campaigns(HOME_DISTRICT, "running")[:1]:
        close_inspection(one, phrases()["inspections"]["summary"], _coordinator(roster), None, now)
