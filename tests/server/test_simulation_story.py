"""The same seed tells the same story; words and hours of simulated people."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from server.app import create_app
from server.extensions import db
from server.models import Event
from server.queries.catalogue import catalogue, working_calendar
from server.queries.city import city_index
from server.simulation.arrivals import KINDS, day_arrivals, draw_arrival, same_again
from server.simulation.diary import Diary
from server.simulation.pace import Shift, into_shift
from server.simulation.past import write_past
from server.simulation.places import Places
from server.simulation.plan import Planner
from server.simulation.roster import read_roster
from server.simulation.words import phrases
from tests.conftest import _sqlite_template, settings_for
from workflows.guards import UNCLEAR
from workflows.working_calendar import NIGHT, ZONE, is_night

HOURS, PER_DAY = 40, 8
SATURDAY_NIGHT = datetime(2026, 3, 7, 3, 0, tzinfo=ZONE)


@pytest.fixture(scope="module")
def city(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded folder to be copied; the process is connected to it."""
    folder = tmp_path_factory.mktemp("story")
    shutil.copytree(_sqlite_template(templates), folder, dirs_exist_ok=True)
    create_app(settings_for(folder))
    return folder


def told_in(folder: Path, end: datetime) -> list[tuple[object, ...]]:
    """What happens in a fresh city until `end`; seals hang on random salts and are left out."""
    create_app(settings_for(folder))
    planner = Planner(read_roster(datetime.now(UTC)), 7, 0.6)
    write_past(planner, Diary(folder), end - timedelta(hours=HOURS), PER_DAY, lambda: end, lambda *_: None, breath=0)
    with db.reading() as session:
        rows = [(row, json.loads(row.content)["data"]) for row in session.scalars(select(Event).order_by(Event.seq))]
    return [(row.subject_id, row.name, row.at, row.town, row.department, sorted(data.keys() - {"root"}),
             data.get("result"), data.get("photos")) for row, data in rows]


def test_the_same_seed_tells_the_same_story(city: Path, tmp_path: Path) -> None:
    end = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    stories = []
    for name in "ab":
        shutil.copytree(city, tmp_path / name)
        stories.append(told_in(tmp_path / name, end))
    assert stories[0] == stories[1]
    assert len(stories[0]) > PER_DAY
    asked = [(at, keys) for _, name, at, *_, keys, _, _ in stories[0] if name == "case.confirmation_asked"]
    assert all("companion" in keys for at, keys in asked if is_night(at, NIGHT)), "nobody is sent alone at night"  # type: ignore[operator, arg-type]
    create_app(settings_for(city))


def test_every_category_has_words(city: Path) -> None:
    public = {item.code for item in catalogue().categories if item.public}
    assert public <= set(KINDS)
    for code in KINDS:
        section = phrases()[code]
        for name in ("spots", "reports", "confirmed", "done", "answers"):
            assert section[name], (code, name)
        assert section["found"] or code == UNCLEAR
    assert set(phrases()["decline"]) <= {reason.code for reason in catalogue().decline_reasons} - {"outside"}
    assert len(phrases()[UNCLEAR]["really"]) == len(phrases()[UNCLEAR]["reports"])


def test_a_day_is_the_same_for_its_seed_and_another_for_another(city: Path) -> None:
    places, day = Places(city_index()), date(2026, 3, 4)
    assert day_arrivals(1, day, 30, places) == day_arrivals(1, day, 30, places)
    assert day_arrivals(1, day, 30, places) != day_arrivals(2, day, 30, places)


def test_reports_lie_in_the_city_and_are_written_in_whole_sentences(city: Path) -> None:
    places, rng = Places(city_index()), Random(3)
    for number in range(300):
        arrival = draw_arrival(f"{number:036d}", SATURDAY_NIGHT, rng, places)
        again = same_again(arrival, f"{number:036d}", rng)
        for each in (arrival, again):
            assert city_index().locate(each.lon, each.lat) is not None
            assert len(each.description) > 5
            assert "{" not in each.description + each.place_text


@pytest.mark.parametrize(("shift", "day"), [
    (Shift.ALWAYS, date(2026, 3, 7)), (Shift.FIELD, date(2026, 3, 7)), (Shift.HOME, date(2026, 3, 7)),
    (Shift.DUTY, date(2026, 3, 7)), (Shift.OFFICE, date(2026, 3, 9))])
def test_people_work_in_their_hours(shift: Shift, day: date) -> None:
    moment = into_shift(SATURDAY_NIGHT, shift, working_calendar(), Random(1))
    assert moment.astimezone(ZONE).date() == day
    assert (moment == SATURDAY_NIGHT) == (shift is Shift.ALWAYS)
