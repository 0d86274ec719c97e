"""The two assessed months fit on every day on which somebody may start the city."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from server.actions.demo_people import BEGUN
from server.actions.first_scheme import LOOKS_BACK
from server.simulation import history
from server.simulation.assessed import FINAL_AFTER, SHOWN_DAYS
from server.simulation.assessed import duties as assessed
from server.simulation.duties import Duty
from server.simulation.history import History
from server.simulation.inspecting import duties as inspecting
from server.simulation.rewarded import duties as rewarded
from server.simulation.terms import Terms, terms_of
from workflows.assessment.periods import DAY

FIRST = date(2027, 1, 1)
NOON = datetime(2026, 10, 1, 4, tzinfo=UTC)
DAYS = [FIRST + timedelta(days=number) for number in range(366 + 60)]


@pytest.fixture(scope="module")
def every_day() -> list[Terms]:
    return [terms_of(day) for day in DAYS]


def test_the_months_follow_each_other_and_are_over(every_day: list[Terms]) -> None:
    for terms in every_day:
        assert terms.final.last + DAY == terms.shown.first
        assert terms.shown.last < terms.opened
        assert terms.final.first.day == terms.shown.first.day == 1


def test_posts_and_scheme_are_older_than_what_is_told(every_day: list[Terms]) -> None:
    for terms in every_day:
        assert terms.begins > terms.opened - BEGUN
        assert terms.begins >= date((terms.opened - LOOKS_BACK).year, 1, 1)


def test_one_month_is_on_display_and_the_one_before_can_be_final_with_time_for_rewards(every_day: list[Terms]) -> None:
    for terms in every_day:
        shown, final = terms.frozen_on(terms.shown), terms.frozen_on(terms.final)
        assert terms.shown.last < shown < terms.opened <= shown + timedelta(days=SHOWN_DAYS)
        assert terms.final.last < final
        assert final + timedelta(days=FINAL_AFTER + 12) <= terms.opened


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 2, 28), date(2027, 3, 7), date(2028, 2, 29),
                                 date(2027, 10, 31)])
def test_what_belongs_to_the_past_comes_before_the_opening(day: date) -> None:
    terms = terms_of(day)
    days = [terms.begins + timedelta(days=number) for number in range((day - terms.begins).days + 1)]
    for part in (assessed, inspecting, rewarded):
        duties = part(days, terms)
        assert all(terms.begins <= duty.at.date() <= day for duty in duties)
        assert len({(duty.at, duty.name) for duty in duties}) == len(duties)
    assert sum(duty.name == "freeze" for duty in assessed(days, terms)) == 2


def test_a_case_that_an_act_opened_goes_its_way_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    planner: Any = SimpleNamespace(roster=None)
    past, moving, taken_up = History(planner, None, NOON), [1, 2], []  # type: ignore[arg-type]
    monkeypatch.setattr(history, "list_moving", lambda _now: list(moving))
    monkeypatch.setattr(History, "_plan", lambda _self, case_id, _attempt=0: taken_up.append(case_id))
    past.pick_up()
    past.expect([Duty(NOON + DAY, "inspecting", lambda _roster, _now: moving.append(3)),
                 Duty(NOON + 2 * DAY, "nothing", lambda _roster, _now: None)])
    list(past.run(lambda: NOON + 3 * DAY))
    assert taken_up == [1, 2, 3]
