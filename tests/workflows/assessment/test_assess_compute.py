"""Scores from facts: exact, blind to order, fair to whoever was away, and adding up to what is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import strategies as st

from config.assessment import read_first_scheme
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import compute, lines_of
from workflows.assessment.facts import Fact, Kind, Level
from workflows.assessment.facts_cases import MomentFact, StageFact, TaskFact
from workflows.assessment.facts_instruments import ReminderFact, SampleFact
from workflows.assessment.indicator import NOTHING_EXEMPT
from workflows.assessment.marks import Mark
from workflows.assessment.periods import cut, longer_window, period_around, period_before
from workflows.assessment.preview import preview
from workflows.assessment.result import LineState, Score
from workflows.assessment.roster import Away, Roster, Seat, roster_from_json, roster_to_json
from workflows.assessment.scheme import Period, PeriodKind, Scheme
from workflows.assessment.scheme_body import parse_scheme, scheme_body
from workflows.assessment.scheme_checks import flaws

DATA = read_first_scheme()
STRICT = parse_scheme(1, DATA.title, DATA.body)
SCHEME = replace(STRICT, parameters={"coverage_days": 14})  # a total may rest on a single line
MONTH = Period(PeriodKind.MONTH, date(2026, 10, 1), date(2026, 10, 31))
QUARTER = Period(PeriodKind.QUARTER, date(2026, 10, 1), date(2026, 12, 31))
TOWN, GRIDS = "350211103", ("350211103G01", "350211103G02")
START = datetime(2026, 1, 1, tzinfo=UTC)
ROSTER = Roster(
    tuple(Seat(person, grid, grid, TOWN, "350211", START, None)
          for person, grid in ((1, GRIDS[0]), (2, GRIDS[0]), (3, GRIDS[1]), (4, GRIDS[1]))),
    (), {GRIDS[0]: TOWN, GRIDS[1]: TOWN, TOWN: "350211", "350211103901": TOWN}, {"350211103901": GRIDS},
    ("350211",), {"350211-CG": "district"})
PEOPLE = {1: GRIDS[0], 2: GRIDS[0], 3: GRIDS[1], 4: GRIDS[1]}


def task(case: int, person: int, at: datetime, kept: bool = True, away: str | None = None) -> TaskFact:
    return TaskFact(Kind.TASK, f"task:{case}:{person}", case, at, "350211", TOWN, PEOPLE[person], None, None, None,
                    person, "confirm", at - timedelta(hours=8), at if kept else at + timedelta(hours=3), "done", None,
                    away, False)


def stage(case: int, grid: str, at: datetime, kept: bool = True) -> StageFact:
    return StageFact(Kind.STAGE, f"stage:{case}:1", case, at, "350211", TOWN, grid, None, "350211103901", None, None,
                     "confirm", at - timedelta(hours=8), at, at if kept else at + timedelta(hours=3), "confirm", None,
                     False, False, False, True, False, False)


def sample(case: int, person: int, at: datetime, got: int) -> SampleFact:
    return SampleFact(Kind.SAMPLE, f"sample:{case}", case, at, "350211", TOWN, PEOPLE[person], None, None, None, person,
                      "closed", "closed", got, 7)


def reminder(n: int, person: int, at: datetime) -> ReminderFact:
    return ReminderFact(Kind.REMINDER, f"reminder:{n}", None, at, "350211", TOWN, PEOPLE[person], None, None, None,
                        person, "late", at - timedelta(days=2), at - timedelta(hours=n % 3))


FROM = datetime(2026, 7, 1, tzinfo=UTC)
moments = st.integers(0, 183 * 24 * 60).map(lambda minutes: FROM + timedelta(minutes=minutes))


@st.composite
def cities(draw: st.DrawFn) -> list[Fact]:
    """A few months of plausible facts of one town."""
    facts: list[Fact] = []
    for case in range(draw(st.integers(5, 60))):
        person, at, kept = draw(st.sampled_from(sorted(PEOPLE))), draw(moments), draw(st.booleans())
        facts += [task(case, person, at, kept), stage(case, PEOPLE[person], at, kept)]
        if case % 4 == 0:
            facts.append(sample(case, person, at, draw(st.integers(0, 7))))
        if case % 5 == 0:
            facts.append(reminder(case, person, at))
    return facts


def score_of(scores: tuple[Score, ...], level: Level, owner: str) -> Score:
    return next(score for score in scores if (score.level, score.owner) == (level, owner))


def test_a_line_short_of_facts_is_counted_over_12_weeks_and_says_so() -> None:
    old = [task(n, 1, datetime(2026, 8, 20, n, tzinfo=UTC), kept=n > 0) for n in range(5)]
    line = score_of(compute(SCHEME, MONTH, old, ROSTER, NOTHING_EXEMPT, ()), Level.MEMBER, "1").lines[0]
    assert (line.state, line.first, line.last, line.n, line.part) == (
        LineState.LENGTHENED, date(2026, 8, 9), date(2026, 10, 31), 5, 4)
    few = score_of(compute(SCHEME, MONTH, old[:4], ROSTER, NOTHING_EXEMPT, ()), Level.MEMBER, "1")
    assert few.lines[0].state is LineState.FEW
    assert (few.total, few.grade, few.n) == (None, None, 0)


def test_a_total_rests_on_enough_of_the_card_or_is_not_given() -> None:
    """One line of 25 or two of 35 say nothing of a person; 45 do. The lines keep their points, nobody has a grade."""
    facts: list[Fact] = [task(n, 1, datetime(2026, 10, 1 + n, 3, tzinfo=UTC)) for n in range(6)]
    facts += [reminder(n, 1, datetime(2026, 10, 9, tzinfo=UTC)) for n in range(3)]
    thin = score_of(compute(STRICT, MONTH, facts, ROSTER, NOTHING_EXEMPT, ()), Level.MEMBER, "1")
    assert sum(line.weight for line in thin.lines if line.points) == 35
    assert (thin.total, thin.lines_total, thin.grade, thin.rank) == (None, None, None, None)
    facts += [sample(100 + n, 1, datetime(2026, 10, 9, tzinfo=UTC), 7) for n in range(2)]
    assert score_of(compute(STRICT, MONTH, facts, ROSTER, NOTHING_EXEMPT, ()), Level.MEMBER, "1").total == 100
    marked = [Mark("leak", Level.MEMBER, "1", "mark:1", datetime(2026, 10, 20, tzinfo=UTC))]
    assert score_of(compute(STRICT, MONTH, [], ROSTER, NOTHING_EXEMPT, marked), Level.MEMBER, "1").grade == "fail"


def test_no_score_of_a_person_can_be_worked_out_from_the_mean_of_their_grid() -> None:
    facts = [task(n, person, datetime(2026, 10, 1 + n, 3, tzinfo=UTC)) for n in range(6) for person in PEOPLE]
    for grid in GRIDS:
        line = next(one for one in score_of(compute(SCHEME, MONTH, facts, ROSTER, NOTHING_EXEMPT, ()), Level.GRID,
                                            grid).lines if one.code == "members_mean")
        assert (line.state, line.points, line.n) == (LineState.FEW, 0, 2)


def test_whoever_was_away_all_month_has_no_score_and_is_in_no_mean() -> None:
    third = (Seat(5, GRIDS[0], GRIDS[0], TOWN, "350211", START, None),
             Seat(6, GRIDS[1], GRIDS[1], TOWN, "350211", START, None))
    facts = [replace(task(n, 1, datetime(2026, 10, 1 + n, 3, tzinfo=UTC)), person=person,
                     ref=f"task:{n}:{person}") for n in range(6) for person in (*PEOPLE, 5, 6)]
    away = replace(ROSTER, seats=(*ROSTER.seats, *third),
                   aways=(Away(2, "leave", datetime(2026, 9, 1, tzinfo=UTC), None),))
    scores = compute(SCHEME, MONTH, facts, away, NOTHING_EXEMPT, ())
    assert "2" not in [score.owner for score in scores if score.level is Level.MEMBER]
    means = {grid: next(line for line in score_of(scores, Level.GRID, grid).lines if line.code == "members_mean")
             for grid in GRIDS}
    assert means[GRIDS[0]].state is LineState.FEW  # two persons' scores are not to be read from the grid's
    assert (means[GRIDS[1]].state, means[GRIDS[1]].n, means[GRIDS[1]].part) == (LineState.SCORED, 3, 3)


def test_what_people_have_established_takes_points_off_and_caps_the_grade() -> None:
    facts = [task(n, 1, datetime(2026, 10, 1 + n, 3, tzinfo=UTC)) for n in range(6)]
    at = datetime(2026, 10, 20, tzinfo=UTC)
    scores = {}
    for name, codes in (("none", ()), ("one", ("fabrication",)), ("both", ("fabrication", "leak"))):
        marks = [Mark(code, Level.MEMBER, "1", f"flag:{code}", at) for code in codes]
        scores[name] = score_of(compute(SCHEME, MONTH, facts, ROSTER, NOTHING_EXEMPT, marks), Level.MEMBER, "1")
    assert (scores["none"].total, scores["none"].grade) == (100, "excellent")
    assert (scores["one"].total, scores["one"].deducted, scores["one"].grade) == (90, 10, "pass")
    assert (scores["both"].grade, scores["both"].cap) == ("fail", "leak")
    later = [Mark("leak", Level.MEMBER, "1", "mark:1", datetime(2026, 11, 2, tzinfo=UTC))]
    assert score_of(compute(SCHEME, MONTH, facts, ROSTER, NOTHING_EXEMPT, later), Level.MEMBER, "1").cap is None


def many_cases(counts: dict[str, int]) -> list[Fact]:
    return [stage(1000 * (1 + GRIDS.index(grid)) + n, grid, datetime(2026, 10, 2 + n % 25, 3, tzinfo=UTC), n % 10 > 0)
            for grid, count in counts.items() for n in range(count)]


def test_ranks_are_for_grids_by_the_quarter_with_30_cases_and_never_for_persons() -> None:
    facts = many_cases({GRIDS[0]: 30, GRIDS[1]: 29})
    facts += [task(n, 1, datetime(2026, 10, 5, 3, tzinfo=UTC)) for n in range(40)]
    quarter = compute(SCHEME, QUARTER, facts, ROSTER, NOTHING_EXEMPT, ())
    ranked, unranked = (score_of(quarter, Level.GRID, grid) for grid in GRIDS)
    assert (ranked.n, ranked.rank, ranked.rank_of, ranked.group_rank, ranked.peer_group) == (30, 1, 1, 1, "农村")
    assert (unranked.n, unranked.rank, unranked.group_rank) == (29, None, None)
    month = compute(SCHEME, MONTH, facts, ROSTER, NOTHING_EXEMPT, ())
    assert {score.level for score in month if score.rank} <= {Level.TOWN}
    people = [score for score in (*quarter, *month) if score.level is Level.MEMBER]
    assert not [score for score in people if score.rank or score.group_rank or score.peer_group]


def test_equal_totals_share_a_rank() -> None:
    scores = compute(SCHEME, QUARTER, many_cases({GRIDS[0]: 40, GRIDS[1]: 40}), ROSTER, NOTHING_EXEMPT, ())
    assert [(score.rank, score.rank_of) for score in scores if score.level is Level.GRID] == [(1, 2), (1, 2)]


def test_a_preview_by_the_same_scheme_is_what_was_kept() -> None:
    facts = many_cases({GRIDS[0]: 40, GRIDS[1]: 35})
    facts += [task(5000 + n, 1 + n % 4, datetime(2026, 11, 1 + n % 20, 3, tzinfo=UTC), n % 3 > 0) for n in range(60)]
    facts += [MomentFact(Kind.MOMENT, f"moment:{n}", n, datetime(2026, 11, 3, tzinfo=UTC), "350211", TOWN, GRIDS[0],
                         None, None, None, None, "handled", "rework" if n == 1 else "", "citizen", True)
              for n in range(9)]
    kept = compute(SCHEME, QUARTER, facts, ROSTER, NOTHING_EXEMPT, ())
    for level in (Level.GRID, Level.TOWN):
        found = preview(SCHEME, QUARTER, kept, ROSTER, level)
        assert found.unknown == ()
        assert list(found.scores.values()) == [score for score in kept if score.level is level]


@pytest.mark.parametrize(("kind", "day", "first", "last", "before"), [
    (PeriodKind.MONTH, date(2026, 3, 5), date(2026, 3, 1), date(2026, 3, 31), date(2026, 2, 1)),
    (PeriodKind.QUARTER, date(2026, 2, 5), date(2026, 1, 1), date(2026, 3, 31), date(2025, 10, 1)),
    (PeriodKind.YEAR, date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2025, 1, 1))])
def test_periods_of_a_day(kind: PeriodKind, day: date, first: date, last: date, before: date) -> None:
    period = period_around(kind, day)
    assert (period.first, period.last, period_before(period).first) == (first, last, before)


def test_a_scheme_that_begins_inside_a_period_cuts_it_in_two_without_gap() -> None:
    old, new = cut(MONTH, date(2026, 1, 1), date(2026, 10, 15)), cut(MONTH, date(2026, 10, 16), None)
    assert old is not None
    assert new is not None
    assert (old.first, old.last, new.first, new.last) == (
        MONTH.first, date(2026, 10, 15), date(2026, 10, 16), MONTH.last)
    assert cut(MONTH, date(2026, 11, 1), None) is None
    assert longer_window(SCHEME, QUARTER) == date(2026, 7, 3)
    assert longer_window(SCHEME, Period(PeriodKind.YEAR, date(2026, 1, 1), date(2026, 12, 31))) is None


def test_a_roster_and_a_scheme_survive_being_written() -> None:
    away = replace(ROSTER, aways=(Away(1, "leave", START, None), Away(2, "training", START, START + timedelta(days=2))))
    assert roster_from_json(roster_to_json(away)) == away
    assert parse_scheme(1, DATA.title, scheme_body(SCHEME)) == SCHEME
    assert [sum(line.weight for line in lines_of(SCHEME, level)) for level in Level] == [100] * 6


def with_line(scheme: Scheme, card: str, position: int, **values: object) -> Scheme:
    lines = list(scheme.cards[card])  # type: ignore[index]
    lines[position] = replace(lines[position], **values)  # type: ignore[arg-type]
    return replace(scheme, cards={**scheme.cards, card: tuple(lines)})  # type: ignore[dict-item]


def with_doubts(*flags: str) -> Scheme:
    """The scheme with these doubts behind its second deduction."""
    first, second, *others = SCHEME.deductions
    return replace(SCHEME, deductions=(first, replace(second, flags=flags), *others))


@pytest.mark.parametrize(("scheme", "field", "words"), [
    (with_doubts("rumour"), "deductions.1.flags", "没有「rumour」"),
    (with_doubts("reused"), "deductions.1.flags", "一件事只扣一次"),
    (with_line(SCHEME, "member", 0, weight=26), "cards.member", "合计应为 100，现在是 101"),
    (with_line(SCHEME, "unit", 0, weight=45), "cards.unit", "低于下限 50"),
    (with_line(SCHEME, "grid", 1, code="whistle_rate"), "cards.grid.1.code", "只展示，不计分"),
    (with_line(SCHEME, "grid", 1, code="penalties"), "cards.grid.1.code", "处罚"),
    (with_line(SCHEME, "grid", 1, full=Fraction(1, 2), none=Fraction(1, 10)), "cards.grid.1.full", "颠倒"),
    (with_line(SCHEME, "grid", 1, full=Fraction(1, 5)), "cards.grid.1.full", "不能相同"),
    (with_line(SCHEME, "member", 1, minimum=0), "cards.member.1.minimum", "至少为 1"),
    (with_line(SCHEME, "grid", 4, minimum=2), "cards.grid.4.minimum", "至少 3 人"),
    (replace(SCHEME, parameters={"coverage_days": 14, "least_weight": 101}), "parameters.least_weight", "0 到 100"),
    (replace(SCHEME, parameters={"coverage_days": 14, "photos": 1}), "parameters.photos", "没有这个参数"),
    (with_line(SCHEME, "member", 1, code="responded"), "cards.member.1.levels", "左右不了"),
    (replace(SCHEME, grades=SCHEME.grades[::-1]), "grades", "从高到低"),
    (replace(SCHEME, lengthen=(182, 84)), "lengthen", "从短到长"),
    (replace(SCHEME, parameters={}), "parameters.coverage_days", "缺少")])
def test_a_scheme_that_cannot_be_names_the_field(scheme: Scheme, field: str, words: str) -> None:
    found = flaws(scheme, INDICATORS)
    assert [flaw for flaw in found if flaw.field == field and words in flaw.reason], found


def test_nothing_that_may_be_scored_counts_penalties_quantity_mileage_minutes_log_ins_or_photos() -> None:
    for code in ("reports", "whistle_rate", "self_found", "missed", "extended", "on_hold"):
        assert not INDICATORS[code].levels, code
    words = ("处罚", "罚款", "里程", "时长", "在线", "登录", "打卡", "照片张数", "次数")
    scored = [indicator for indicator in INDICATORS.values() if indicator.levels]
    assert not [(indicator.code, word) for indicator, word in ((i, w) for i in scored for w in words)
                if word in indicator.name]
