"""A short past with assessment: people freeze a month, show it, draw, look, meet, inspect; visitors find their part."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import (
    Assessment,
    Inspection,
    InspectionInspector,
    MeetingPack,
    Person,
    PlatformSample,
    SampleLook,
)
from server.queries.simulation import connect
from server.simulation import album, home, meetings
from server.simulation.diary import Diary
from server.simulation.inspecting import GOING_ON
from server.simulation.past import Home, write_past
from server.simulation.pictures import draw_scene
from server.simulation.plan import Planner
from server.simulation.roster import read_past_roster
from server.simulation.terms import at, terms_of
from tests.conftest import _sqlite_template, settings_for

BEFORE, CASES = 7, 2  # days of the month that are told, cases a day


def test_assessment_is_gone_through_by_people_who_may(
        templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    shutil.copytree(_sqlite_template(templates), tmp_path, dirs_exist_ok=True)
    connect(settings_for(tmp_path))
    shown = terms_of(datetime.now(UTC).date()).shown
    monday = shown.last + timedelta(days=8 + (7 - (shown.last + timedelta(days=8)).weekday()) % 7)
    terms, end = terms_of(monday), at(monday, 17.9)
    assert terms.shown == shown
    for name in ("SHOWN", "SINCE"):
        monkeypatch.setattr(home, name, CASES)
    monkeypatch.setattr(home, "NEIGHBOURS", 0)
    monkeypatch.setattr(meetings, "WEEKS", 0)  # of the demo community alone
    picture = draw_scene("full_bins", "album/0", size=(640, 480))
    monkeypatch.setattr(album, "draw_scene", lambda *_where, **_how: picture)  # one drawing for all
    with caplog.at_level(logging.WARNING):
        write_past(Planner(read_past_roster(datetime.now(UTC)), 7, 0.6), Diary(tmp_path),
                   at(shown.last - timedelta(days=BEFORE), 0), 0, lambda: end, lambda *_: None, breath=0,
                   home=Home(terms, monday + timedelta(days=2)))
    assert not caplog.records, caplog.text
    assert verify_ledger()[1] == []
    with db.reading() as session:
        assert session.execute(select(Assessment.first, Assessment.state)).all() == [
            (shown.first, "displayed")]
        visitors = {name: person for person, name in session.execute(
            select(Person.id, Person.username).where(Person.username.is_not(None)))}
        packs = Counter(session.scalars(select(MeetingPack.state)))
        assert (packs["draft"], packs["signed"] > 0) == (1, True)
        assert session.scalar(select(func.count()).select_from(SampleLook))
        left = set(session.scalars(select(PlatformSample.assessor_id).where(PlatformSample.due_on >= monday,
                                                                           PlatformSample.state != "done")))
        assert visitors["assessor"] in left
        going = set(session.scalars(select(InspectionInspector.person_id).join(
            Inspection, Inspection.id == InspectionInspector.inspection_id).where(Inspection.state == "running")))
        assert {visitors[name] for name in GOING_ON} <= going
