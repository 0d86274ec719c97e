"""Indicators: what counts, what is left out and why, and that the formula shown is the formula that runs."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.coverage import risk_at, seen_at, windows
from workflows.assessment.fact_classes import CLASSES, from_content
from workflows.assessment.facts import Fact, Kind, Level, to_content
from workflows.assessment.facts_cases import CheckFact, MomentFact, StageFact, TaskFact
from workflows.assessment.facts_instruments import ReminderFact, SampleFact
from workflows.assessment.indicator import Counted, Exemption, exemptions_of, formula, judge, tally

DUE = datetime(2026, 10, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOWN, GRID, PERSON = "350211103", "350211103G01", 7
SAMPLES: dict[str, Any] = {"str": "x", "int": 3, "bool": False, "datetime": DUE, "Kind": None}


def make(kind: Kind, **given: Any) -> Any:
    """A fact of a kind with plain values where none are given."""
    values = {field.name: None if "None" in str(field.type) else SAMPLES[str(field.type)]
              for field in fields(CLASSES[kind])}
    values |= {"kind": kind, "at": DUE, "ref": f"{kind.value}:1", "district": "350211", "town": TOWN,
               "street_grid": GRID, "person": PERSON, "case_id": 1}
    return CLASSES[kind](**{**values, **given})


def stage(number: int, ended: datetime | None, **given: Any) -> StageFact:
    return make(Kind.STAGE, ref=f"stage:{number}:1", case_id=number, stage="handle",  # type: ignore[no-any-return]
                ended_at=ended, due_first=DUE, **given)


def moment(number: int, name: str, outcome: str = "x") -> MomentFact:
    return make(Kind.MOMENT, ref=f"moment:{number}:{name}", case_id=number, name=name,  # type: ignore[no-any-return]
                outcome=outcome)


def rate(code: str, facts: list[Any], level: Level = Level.TOWN, owner: str = TOWN) -> tuple[int, Fraction | None, int]:
    found = tally(INDICATORS[code], facts, level, owner)
    return found.n, found.value, found.out


def test_a_stage_counts_once_in_the_period_of_its_due_time_and_late_stays_late() -> None:
    facts = [stage(1, DUE), stage(2, DUE + HOUR), stage(3, None), stage(4, DUE, exempt="returned"),
             stage(5, None, paused=True)]
    assert rate("on_time", facts) == (3, Fraction(1, 3), 2)
    assert rate("handled", facts) == (3, Fraction(2, 3), 2)
    assert rate("on_time_first", [replace(facts[0], due_first=DUE - HOUR)]) == (1, 0, 0)


def test_what_was_handed_on_in_time_is_no_merit_and_handed_on_late_stays_late() -> None:
    """Whoever moves a case on before it falls due has not handled it; whoever does so afterwards was late."""
    for gone in ("transfer", "merge", "withdraw"):
        assert rate("department_on_time", [stage(1, DUE, ended_by=gone)]) == (0, None, 1)
        assert rate("department_on_time", [stage(1, DUE + HOUR, ended_by=gone)]) == (1, 0, 0)
    assert rate("department_on_time", [stage(1, DUE, ended_by="handle")]) == (1, 1, 0)
    returned = make(Kind.STAGE, stage="sign", ended_at=DUE, due_first=DUE, ended_by="return")
    assert rate("department_on_time", [returned]) == (1, 1, 0)  # giving back is an answer; passing on has its own rate


def test_a_task_that_was_dropped_after_it_fell_due_stays_late() -> None:
    def dropped(at: datetime) -> Any:
        return make(Kind.TASK, stage="confirm", ended_at=at, ending="dropped")
    assert rate("member_on_time", [dropped(DUE)], Level.MEMBER, str(PERSON)) == (0, None, 1)
    assert rate("member_on_time", [dropped(DUE + HOUR)], Level.MEMBER, str(PERSON)) == (1, 0, 0)


def test_inherited_problems_have_a_line_of_their_own_and_stay_in_the_one_rate_of_all() -> None:
    facts = [stage(1, DUE + HOUR, inherited=True), stage(2, DUE)]
    assert rate("department_on_time", facts) == (1, 1, 1)
    assert rate("inherited_on_time", facts) == (1, 0, 0)
    assert rate("on_time", facts) == (2, Fraction(1, 2), 0)


MINUTES = st.one_of(st.none(), st.integers(-300, 300))


@given(st.lists(MINUTES, max_size=20), st.integers(-300, 0), st.randoms())
def test_order_changes_nothing_and_a_stage_in_time_never_lowers_a_rate(
        minutes: list[int | None], early: int, dice: Any) -> None:
    facts: list[Any] = [stage(n, None if late is None else DUE + timedelta(minutes=late))
                        for n, late in enumerate(minutes)]
    before = rate("on_time", facts)
    shuffled = list(facts)
    dice.shuffle(shuffled)
    assert rate("on_time", shuffled) == before
    after = rate("on_time", [*facts, stage(99, DUE + timedelta(minutes=early))])
    assert after[1] is not None
    assert (before[1] is None or after[1] >= before[1])


def task(**given: Any) -> TaskFact:
    return make(Kind.TASK, stage="confirm", ended_at=DUE - HOUR, ending="done", **given)  # type: ignore[no-any-return]


@pytest.mark.parametrize(("given_fact", "counted"), [
    (task(), Counted.HIT), (task(away="leave"), Counted.OUT),
    (replace(task(), ending="moved", reason="absence"), Counted.OUT),
    (replace(task(), ending="moved", ended_at=DUE + HOUR), Counted.MISS),  # it was late before it moved
    (replace(task(), ending="dropped"), Counted.OUT), (replace(task(), ended_at=None, ending=None), Counted.MISS),
    (replace(task(), ended_at=None, ending=None, paused=True), Counted.OUT),
    (replace(task(), stage="handle"), Counted.FOREIGN)])
def test_a_member_answers_for_what_fell_due_on_days_on_duty(given_fact: TaskFact, counted: Counted) -> None:
    found = judge(INDICATORS["member_on_time"], given_fact, Level.MEMBER, str(PERSON))
    assert found.counted is counted
    assert found.why or counted is Counted.HIT


def test_what_came_back_adds_to_the_numerator_and_is_no_n() -> None:
    facts = [moment(1, "closed", "closed"), moment(2, "closed", "closed"), moment(3, "closed", "undone"),
             moment(1, "came_back", "again")]
    assert rate("recurrence", facts) == (2, Fraction(1, 2), 1)
    assert rate("recurrence", facts[3:]) == (0, None, 0)
    returned = [moment(n, "dispatched", "signed") for n in range(4)]
    assert rate("passed_on", [*returned, moment(1, "ruled", "stays"), moment(2, "ruled", "other")])[1] == Fraction(1, 4)


def test_a_sample_is_worth_its_points_and_each_instrument_counts_one() -> None:
    facts = [make(Kind.SAMPLE, got=3, of=4), make(Kind.SAMPLE, ref="sample:2", got=0, of=0),
             make(Kind.REMINDER, ref="reminder:1", answered_at=DUE), make(Kind.REMINDER, ref="reminder:2"),
             make(Kind.REMINDER, ref="reminder:3", withdrawn=True), make(Kind.FINDING, got=1, of=2)]
    assert rate("sampled", facts) == (1, Fraction(3, 4), 0)
    assert rate("instruments", facts) == (4, (Fraction(3, 4) + 1 + 0 + Fraction(1, 2)) / 4, 1)
    assert isinstance(facts[0], SampleFact)
    assert isinstance(facts[2], ReminderFact)


def test_an_exempted_case_changes_exactly_the_lines_that_it_touches() -> None:
    facts: list[Any] = [stage(1, DUE + HOUR), stage(2, DUE), moment(1, "closed"), moment(2, "closed"),
                        make(Kind.RATING, case_id=2, citizen=True, solved="yes")]
    exempt = exemptions_of([Exemption("申诉成立", case_id=1)])
    changed = {code for code, one in INDICATORS.items()
               if tally(one, facts, Level.TOWN, TOWN) != tally(one, facts, Level.TOWN, TOWN, exempt)}
    touched = {code for code, one in INDICATORS.items()
               if any(judge(one, fact, Level.TOWN, TOWN).counted is not Counted.FOREIGN
                      for fact in facts if fact.case_id == 1)}
    assert changed == touched
    assert "on_time" in changed
    assert "solved" not in changed
    alone = exemptions_of([Exemption("只这一行", ref="stage:1:1", indicator="on_time")])
    assert judge(INDICATORS["on_time"], facts[0], Level.TOWN, TOWN, alone).why == "只这一行"
    assert judge(INDICATORS["handled"], facts[0], Level.TOWN, TOWN, alone).counted is Counted.HIT


@pytest.mark.parametrize("code", sorted(INDICATORS))
def test_every_formula_is_made_of_the_tests_that_run(code: str) -> None:
    one, said = INDICATORS[code], formula(INDICATORS[code])
    tests = (*one.counts, *one.leaves_out, *one.hits, *one.adds)
    written = f"{said['numerator']}{said['denominator']}{said['leaves_out']}"
    assert one.code == code
    assert all(test.words in written and test.words_en for test in tests)
    assert said["source"]
    assert said["count_by"]
    assert one.name_en
    assert set(one.beside) <= set(INDICATORS)
    forbidden = ("罚款", "处罚", "里程", "时长", "登录", "照片数", "积分", "打卡")
    assert not any(word in written + one.name for word in forbidden)


def test_volumes_and_the_whistle_rate_are_shown_and_never_scored() -> None:
    assert not any(INDICATORS[code].levels for code in ("reports", "whistle_rate", "self_found", "missed"))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_fact_survives_being_kept(kind: Kind) -> None:
    fact: Fact = make(kind)
    assert from_content(to_content(fact)) == fact


@given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(1, 100), st.integers(7, 92))
def test_windows_follow_one_another_and_do_not_move_with_the_reading(first: date, length: int, days: int) -> None:
    last = first + timedelta(days=length)
    found = list(windows(first, last, days))
    assert all((ends - begins).days == days - 1 and first <= ends <= last for begins, ends in found)
    assert all(after[0] - before[1] == timedelta(days=1) for before, after in itertools.pairwise(found))
    assert found == [one for one in windows(first - timedelta(days=40), last, days) if one[1] >= first]
    assert len(found) in (length // days, length // days + 1)


def test_a_check_is_its_makers_and_an_overturned_one_is_an_error() -> None:
    check: CheckFact = make(Kind.CHECK, stage="check", passed=True)
    look = make(Kind.RECHECK, work="check", result="unsolved")
    assert rate("check_errors", [check, look], Level.MEMBER, str(PERSON)) == (1, 1, 0)
    assert rate("member_correct", [look], Level.MEMBER, str(PERSON)) == (1, 0, 0)


def test_a_decline_that_the_district_overturned_is_no_answer() -> None:
    def call(contest: str | None) -> Any:
        return make(Kind.CALL, department="350211-CG", to_town=False, answer="kept", decline_contest=contest)
    told = {contest: rate("whistle_answered", [call(contest)]) for contest in (None, "open", "upheld", "overturned")}
    assert told == {None: (1, 1, 0), "open": (1, 1, 0), "upheld": (1, 1, 0), "overturned": (1, 0, 0)}


def test_a_window_asks_for_the_risk_with_which_it_began() -> None:
    lowered = [(DUE, "high"), (DUE + 2 * HOUR, "medium")]
    assert [risk_at(DUE + shift * HOUR, "high", lowered) for shift in (-1, 0, 1, 2)] == [
        "high", "medium", "medium", "high"]


def test_a_visit_that_is_dated_back_counts_when_it_came_in() -> None:
    assert seen_at(DUE, DUE + 72 * HOUR) == DUE  # a phone without a network
    assert seen_at(DUE, DUE + 73 * HOUR) == DUE + 73 * HOUR


def test_an_answer_is_worth_its_stars_unless_the_rating_was_overturned_or_waits_for_a_ruling() -> None:
    def call(stars: int, of: int, rating: str | None = None, judgement: str | None = None) -> Any:
        return make(Kind.CALL, department="350211-CG", to_town=False, stars=stars, stars_of=of, rating_contest=rating,
                    judgement="unreasonable", judgement_contest=judgement)
    calls = [call(9, 15), call(4, 10), call(3, 15, rating="overturned"), call(3, 15, rating="open"),
             call(15, 15, judgement="open")]
    assert rate("answer_quality", calls) == (3, Fraction(2, 3), 2)  # 9/15, 4/10, 15/15
    # Who contests the stars says nothing about the whistle, and the other way round.
    assert rate("whistle_unreasonable", [call(9, 15, rating="open"), call(9, 15, judgement="open"),
                                         call(9, 15, judgement="overturned")]) == (2, Fraction(1, 2), 1)


def test_an_overturned_judgement_of_what_was_settled_on_the_spot_is_one_of_the_checks() -> None:
    judged: CheckFact = make(Kind.CHECK, stage="judge", passed=True)
    look = make(Kind.RECHECK, work="check", result="unsolved")
    assert rate("check_errors", [judged, look], Level.MEMBER, str(PERSON)) == (1, 1, 0)
