"""Only what is short of facts looks before the period; the scores are those of whoever reads everything at once."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.assessment.test_assess_compute import MONTH, QUARTER, ROSTER, SCHEME, cities
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import ORDER, compute, counting_for, scores_of
from workflows.assessment.facts import Fact, Kind, Level, owner_of
from workflows.assessment.facts_cases import MomentFact, Step
from workflows.assessment.indicator import Counted, Exemption, exemptions_of, judge
from workflows.assessment.lengthening import short_of_facts
from workflows.assessment.periods import moments
from workflows.assessment.scheme import Period


@settings(max_examples=40, deadline=None)
@given(cities(), st.sampled_from([MONTH, QUARTER]), st.integers(1, 7), st.integers(0, 20))
def test_helpings_and_windows_read_on_demand_give_the_same_scores(
        facts: list[Fact], period: Period, weeks: int, exempted: int) -> None:
    exempt = exemptions_of([Exemption("申诉成立", case_id=exempted, indicator="grid_on_time")])
    start = moments(period.first, period.last)[0]
    inside, before = ([one for one in facts if (one.at >= start) is wanted] for wanted in (True, False))
    counting = counting_for(SCHEME, period, exempt)
    for helping in range(weeks):
        counting.add(inside[helping::weeks])
    for kind, owners in short_of_facts(counting, SCHEME, period, ROSTER, ORDER).items():
        for level, owner in owners:
            counting.add([one for one in before if one.kind is kind and owner_of(one, level) == owner], level, owner)
    assert scores_of(counting, SCHEME, period, ROSTER, ()) == compute(SCHEME, period, facts, ROSTER, exempt, ())


OUTCOMES = ("registered", "stands", "wrong", "settled", "reworked", "stays", "other", "closed", "undone", "granted",
            "signed", "returned", "transferred", "open", "passed", "failed", "reopened", "again", "declined", "merged")


def test_no_indicator_counts_a_step_that_it_does_not_ask_for() -> None:
    at = datetime(2026, 10, 5, tzinfo=UTC)
    asked = {code: one.steps for code, one in INDICATORS.items() if Kind.MOMENT in one.kinds and one.steps is not None}
    assert asked["passed_on"] == {"dispatched", "ruled"}
    for (code, steps), name, outcome, source in product(asked.items(), Step, OUTCOMES, ("citizen", "grid_member")):
        fact = MomentFact(Kind.MOMENT, "moment:1:1", 1, at, "350211", None, None, None, None, "350211-CG", 1,
                          name.value, outcome, source, source == "citizen")
        counted = judge(INDICATORS[code], fact, Level.DISTRICT, "350211").counted
        assert name in steps or counted is Counted.FOREIGN, (code, name, outcome)
