"""Duty rosters: every hour is held or listed, the one who answers is known with a reason, the rotation is fair."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.roster import (
    ALONE,
    AWAY,
    LEAD,
    NOBODY,
    SECOND,
    Away,
    Shift,
    Unit,
    gaps,
    on_duty,
    present_at,
    say_gap,
)
from workflows.rotation import Candidate, day_turn, plan
from workflows.working_calendar import ZONE, WorkingCalendar, is_night

CALENDAR = WorkingCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)), makeup_days=frozenset({date(2026, 10, 10)})
)
MONDAY = datetime(2026, 9, 28, tzinfo=ZONE)
NAMES = {1: "陈一", 2: "林二", 3: "王三", 4: "李四", 5: "苏五", 6: "许六"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

moments = st.integers(0, 14 * 48).map(lambda halves: MONDAY + halves * HOUR / 2)
shifts = st.builds(
    lambda who, place, begin, hours: Shift(who, place, begin, begin + hours * HOUR),
    st.integers(1, 4),
    st.sampled_from((LEAD, SECOND)),
    moments,
    st.integers(1, 30),
)
absences = st.builds(
    lambda who, kind, begin, hours: Away(who, kind, begin, begin + hours * HOUR if hours else None),
    st.integers(1, 4),
    st.sampled_from(("leave", "training", "emergency_duty")),
    moments,
    st.integers(0, 80),
)
teams = st.integers(1, 6).flatmap(
    lambda size: st.tuples(
        *(
            st.builds(
                lambda begin, days, who=number: Candidate(who, ((begin, begin + days * DAY),) if days else ()),
                moments,
                st.sampled_from((0, 0, 1, 3)),
            )
            for number in range(1, size + 1)
        )
    )
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A local moment of the week of 28 September (day 0)."""
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def probes(begin: datetime, end: datetime) -> list[datetime]:
    """A moment in every half hour, off the full and half hours at which things change."""
    return [begin + half * HOUR / 2 + timedelta(minutes=7) for half in range(int((end - begin) / HOUR * 2))]


# Coverage


@settings(max_examples=60, deadline=None)
@given(st.lists(shifts, max_size=8), st.lists(absences, max_size=4), st.integers(1, 10))
def test_every_hour_is_held_or_listed(planned: list[Shift], away: list[Away], days: int) -> None:
    end = MONDAY + days * DAY
    found = gaps(MONDAY, end, planned, CALENDAR, away)
    assert all(MONDAY <= gap.starts_at < gap.ends_at <= end for gap in found)
    for moment in probes(MONDAY, end):
        gone = {item.person_id for item in away if item.at(moment)}
        there = [row for row in planned if row.starts_at <= moment < row.ends_at and row.person_id not in gone]
        listed = {gap.place for gap in found if gap.starts_at <= moment < gap.ends_at}
        held = CALENDAR.is_open(moment) or any(row.place == LEAD for row in there)
        assert (LEAD in listed) != held, moment
        alone = is_night(moment, CALENDAR.night) and len({row.person_id for row in there}) < 2
        assert (SECOND in listed) == alone, moment


@given(st.lists(shifts, max_size=8), st.lists(absences, max_size=4))
def test_gaps_of_one_kind_do_not_touch(planned: list[Shift], away: list[Away]) -> None:
    found = gaps(MONDAY, MONDAY + 7 * DAY, planned, CALENDAR, away)
    for place in (LEAD, SECOND):
        for one, other in pairwise([gap for gap in found if gap.place == place]):
            assert one.ends_at <= other.starts_at
            if one.ends_at == other.starts_at:
                assert (one.why, one.person_id, one.instead_id) != (other.why, other.person_id, other.instead_id)


def test_working_hours_need_no_roster_and_lunch_does() -> None:
    found = gaps(at(0, 8, 30), at(0, 18), (), CALENDAR, ())
    assert [(gap.starts_at, gap.ends_at) for gap in found] == [
        (at(0, 12), at(0, 15)),
    ], "in September the summer hours hold"


def test_a_lead_who_is_away_is_listed_with_who_does_it_instead() -> None:
    planned = [Shift(1, LEAD, at(0, 18), at(1, 8, 30)), Shift(2, SECOND, at(0, 18), at(1, 8, 30))]
    away = [Away(1, "leave", at(0, 20), at(1, 7))]
    found = gaps(at(0, 18), at(1, 8, 30), planned, CALENDAR, away)
    assert [(gap.place, gap.starts_at, gap.ends_at, gap.why) for gap in found] == [
        (LEAD, at(0, 20), at(1, 7), AWAY),
        (SECOND, at(0, 22), at(1, 6), ALONE),
    ]
    assert say_gap(found[0], NAMES, {1: "leave"}) == "带班 陈一 休假，由 林二 接替"
    assert say_gap(found[1], NAMES, {}) == "林二 一人值班，夜间缺同行人"


def test_a_night_without_a_second_says_so() -> None:
    planned = [Shift(1, LEAD, at(0, 18), at(1, 8, 30))]
    found = gaps(at(0, 18), at(1, 8, 30), planned, CALENDAR, ())
    assert [(gap.place, gap.starts_at, gap.ends_at, gap.why) for gap in found] == [
        (SECOND, at(0, 22), at(1, 6), ALONE)
    ]
    nobody = gaps(at(0, 22), at(0, 23), (), CALENDAR, ())
    assert {(gap.place, gap.why) for gap in nobody} == {(LEAD, NOBODY), (SECOND, NOBODY)}
    assert say_gap(nobody[0], NAMES, {}) == "未安排带班"


# Who is on duty

NIGHT_SHIFTS = (Shift(1, LEAD, at(0, 18), at(1, 8, 30)), Shift(2, SECOND, at(0, 18), at(1, 8, 30)))
STATION = Unit("后溪镇环保工作站", NIGHT_SHIFTS, officers=(1, 2, 3), heads=(3,))
DISTRICT = Unit("集美区", (Shift(4, LEAD, at(0, 8, 30), at(1, 8, 30)),), officers=(4,), heads=(5,))
CITY = Unit("厦门市", (), officers=(6,), heads=(6,))
CHAIN = (STATION, DISTRICT, CITY)


def gone(*people: int) -> list[Away]:
    return [Away(person, "leave", at(0, 0), None) for person in people]


def test_in_working_hours_the_officers_who_are_there_answer() -> None:
    found = on_duty(CHAIN, gone(1), NAMES, at(0, 9), CALENDAR)
    assert (found.person_id, found.working_hours, found.unit) == (2, True, 0)
    assert found.reason == "工作时间，后溪镇环保工作站在岗人员办理"
    away = on_duty(CHAIN, gone(1, 2, 3), NAMES, at(0, 9), CALENDAR)
    assert (away.person_id, away.unit) == (4, 1)
    assert away.reason.startswith("后溪镇环保工作站无人在岗，转上级；工作时间，集美区")


def test_outside_working_hours_it_goes_down_the_line() -> None:
    midnight = at(1, 0)
    for person, unit in ((1, 0), (2, 0), (3, 0), (4, 1), (5, 1), (6, 2)):
        people = range(1, person)
        found = on_duty(CHAIN, gone(*people), NAMES, midnight, CALENDAR)
        assert (found.person_id, found.unit, found.working_hours) == (person, unit, False), people
        assert NAMES[person] in found.reason
    nobody = on_duty(CHAIN, gone(*NAMES), NAMES, midnight, CALENDAR)
    assert (nobody.person_id, nobody.unit) == (None, None)
    assert nobody.reason.endswith("各级均无人值班")


def test_the_second_is_somebody_else_who_is_there() -> None:
    assert on_duty(CHAIN, (), NAMES, at(1, 0), CALENDAR).second_id == 2
    assert on_duty(CHAIN, gone(2), NAMES, at(1, 0), CALENDAR).second_id is None
    assert on_duty(CHAIN, gone(1), NAMES, at(1, 0), CALENDAR).second_id is None


def test_the_second_goes_along_before_the_lead_does() -> None:
    assert present_at(NIGHT_SHIFTS, (), at(1, 0)) == [2, 1]
    assert present_at(NIGHT_SHIFTS, gone(2), at(1, 0)) == [1]
    assert present_at(NIGHT_SHIFTS, (), at(1, 8, 30)) == []


# Rotation


def is_free(person: Candidate, begin: datetime, end: datetime) -> bool:
    return not any(start < end and (stop is None or begin < stop) for start, stop in person.not_free)


def duty_days(days: int) -> list[tuple[datetime, datetime]]:
    return [
        (day_turn(CALENDAR, MONDAY.date() + number * DAY), day_turn(CALENDAR, MONDAY.date() + (number + 1) * DAY))
        for number in range(days)
    ]


@settings(max_examples=80, deadline=None)
@given(teams, st.integers(1, 14))
def test_the_rotation_is_fair_and_leaves_people_out_while_they_are_away(
    people: tuple[Candidate, ...], days: int
) -> None:
    blocks = duty_days(days)
    written = plan(people, blocks[0][0], blocks[-1][1], CALENDAR)
    assert written == plan(people, blocks[0][0], blocks[-1][1], CALENDAR), "the same answer every time"
    by_id = {person.person_id: person for person in people}
    assert all(is_free(by_id[shift.person_id], shift.starts_at, shift.ends_at) for shift in written)
    for one in written:
        for other in written:
            same = one is not other and one.person_id == other.person_id
            assert not (same and one.starts_at < other.ends_at and other.starts_at < one.ends_at)
    team_of = {
        block: {row.person_id for row in written if (row.starts_at, row.ends_at) == block} for block in blocks
    }
    for begin, end in blocks:
        able = [person for person in people if is_free(person, begin, end)]
        assert len(team_of[begin, end]) == min(2, len(able)), "a lead and, every night, a second where there are two"
    for before, after in pairwise(blocks):
        rested = {person.person_id for person in people if is_free(person, *after)} - team_of[before]
        if team_of[before] & team_of[after]:
            assert rested <= team_of[after], "nobody goes on while others are there"
    counts = Counter({person.person_id: 0 for person in people if not person.not_free})
    counts.update(shift.person_id for shift in written if shift.person_id in counts)
    assert not counts or max(counts.values()) - min(counts.values()) <= 1


@settings(max_examples=60, deadline=None)
@given(teams, st.lists(shifts, max_size=6), st.integers(1, 8))
def test_what_is_planned_already_stays_and_is_filled_up(
    people: tuple[Candidate, ...], already: list[Shift], days: int
) -> None:
    begin, end = MONDAY, MONDAY + days * DAY
    written = plan(people, begin, end, CALENDAR, already)
    together = [*already, *written]
    for new in written:
        assert begin <= new.starts_at < new.ends_at <= end
        for other in together:
            overlap = new is not other and new.starts_at < other.ends_at and other.starts_at < new.ends_at
            assert not (overlap and (new.person_id == other.person_id or new.place == other.place))
    assert plan(people, begin, end, CALENDAR, together) == (), "a filled roster is left alone"


@given(st.integers(4, 6))
def test_a_filled_roster_has_no_gaps(size: int) -> None:
    begin, end = MONDAY, MONDAY + 20 * DAY
    written = plan([Candidate(number) for number in range(1, size + 1)], begin, end, CALENDAR)
    assert gaps(begin, end, written, CALENDAR, ()) == ()
    leads = Counter(shift.person_id for shift in written if shift.place == LEAD)
    assert max(leads.values()) - min(leads.values()) <= 2


def test_one_person_alone_leads_and_the_nights_are_listed() -> None:
    written = plan([Candidate(1)], at(0, 8, 30), at(2, 8, 30), CALENDAR)
    assert [shift.place for shift in written] == [LEAD, LEAD]
    assert {gap.place for gap in gaps(at(0, 8, 30), at(2, 8, 30), written, CALENDAR, ())} == {SECOND}


def test_times_of_other_zones_are_the_same_moments() -> None:
    planned = [Shift(1, LEAD, at(0, 0).astimezone(UTC), at(3, 0).astimezone(UTC))]
    assert gaps(at(0, 7).astimezone(UTC), at(0, 20).astimezone(UTC), planned, CALENDAR, ()) == ()
