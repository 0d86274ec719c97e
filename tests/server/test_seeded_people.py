"""The figures of the article as acceptance tests of the invented people, and the rules that every post keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

import pytest
from sqlalchemy import select

from server.extensions import db
from server.models import Absence, Person, PersonPost
from server.queries.city import all_departments, city_index
from server.simulation.roster import read_past_roster, read_roster
from tests.builders import DISTRICT, GRID, TOWN, World
from workflows.posts import LEVELS
from workflows.roles import EMERGENCY_TEAM, SINGLE_SEATS, Role, is_city
from workflows.working_calendar import ZONE

EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)
COMMUNITY = "350211103901"
ACCOUNTS = {
    "assistant": (Role.ASSISTANT, COMMUNITY), "member": (Role.GRID_MEMBER, GRID),
    "community": (Role.COMMUNITY_HEAD, COMMUNITY), "station": (Role.STATION_OFFICER, TOWN),
    "station_head": (Role.STATION_HEAD, TOWN), "dispatcher": (Role.DISTRICT_DISPATCHER, DISTRICT),
    "city_dispatcher": (Role.CITY_DISPATCHER, "350200"), "coordinator": (Role.COORDINATOR, DISTRICT),
    "city_coordinator": (Role.COORDINATOR, "350200"), "department": (Role.DEPARTMENT_OFFICER, DISTRICT),
    "leader": (Role.LEADER, DISTRICT), "city_leader": (Role.LEADER, "350200"), "assessor": (Role.ASSESSOR, DISTRICT),
    "auditor": (Role.AUDITOR, "350200"), "admin": (Role.ADMINISTRATOR, "350200"), "grid_head": (Role.GRID_HEAD, GRID),
    "deputy_member": (Role.GRID_MEMBER, GRID), "cadre": (Role.AREA_CADRE, COMMUNITY),
    "volunteer": (Role.VOLUNTEER, COMMUNITY), "city_assessor": (Role.ASSESSOR, "350200"),
}


@dataclass
class Seeded:
    """Everybody, every post, every absence, and the posts by role and place."""

    people: dict[int, Person]
    posts: list[PersonPost]
    absences: list[Absence]

    def holders(self, role: Role) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for post in self.posts:
            if post.role == role:
                found[post.division].append(post.person_id)
        return found

    def homes(self, person_id: int) -> set[str]:
        """Districts in which somebody has posts; the city is none."""
        return {post.division[:6] for post in self.posts_of[person_id] if not is_city(post.division)}

    @cached_property
    def posts_of(self) -> dict[int, list[PersonPost]]:
        found: dict[int, list[PersonPost]] = defaultdict(list)
        for post in self.posts:
            found[post.person_id].append(post)
        return found


@pytest.fixture(scope="module")
def seeded(world: World) -> Iterator[Seeded]:
    with db.reading() as session:
        yield Seeded({person.id: person for person in session.scalars(select(Person))},
                     list(session.scalars(select(PersonPost).order_by(PersonPost.id))),
                     list(session.scalars(select(Absence))))


def codes(level: str) -> list[str]:
    return city_index().within(EVERYWHERE, level)


def test_45_stations_with_200_to_230_officers(seeded: Seeded) -> None:
    heads, officers = seeded.holders(Role.STATION_HEAD), seeded.holders(Role.STATION_OFFICER)
    assert set(heads) == set(officers) == set(codes("town"))
    assert len(heads) == 45
    assert 200 <= sum(map(len, heads.values())) + sum(map(len, officers.values())) <= 230


def test_1000_to_1300_members_in_600_street_grids_and_at_sea(seeded: Seeded) -> None:
    members = seeded.holders(Role.GRID_MEMBER)
    assert 1000 <= sum(map(len, members.values())) <= 1300
    street, sea = set(codes("street_grid")), {code for code in codes("sub_grid") if len(members.get(code, ())) > 0}
    assert len(street) == 600
    assert all(city_index().division(code).kind == "sea" and len(members[code]) == 1 for code in sea)
    assert len(sea) == sum(1 for code in codes("sub_grid") if city_index().division(code).kind == "sea")
    assert set(members) <= street | sea
    substitutes = {post.person_id: post.substitute_id for post in seeded.posts if post.role == Role.GRID_MEMBER}
    for grid in street & set(members):
        for person in members[grid]:
            assert substitutes[person] in members[grid]
            assert substitutes[substitutes[person]] == person


def test_one_head_per_seat_but_where_it_is_missing_on_purpose(seeded: Seeded) -> None:
    heads, members = seeded.holders(Role.GRID_HEAD), seeded.holders(Role.GRID_MEMBER)
    wanted = {code for level in ("city", "district", "town", "street_grid") for code in codes(level)}
    no_head = wanted - set(heads)
    no_member = set(codes("street_grid")) - set(members)
    assert {len(people) for people in heads.values()} == {1}
    assert set(heads) <= wanted
    assert 0 < len(no_head | no_member) <= 9, "about 1 % of the street-level grids"
    assert not no_head & no_member
    assert {len(code) for code in no_head | no_member} == {12}
    assert not [code for code in no_head | no_member if code.startswith(DISTRICT)]


def test_the_heads_of_city_and_districts_are_leaders_too(seeded: Seeded) -> None:
    heads, leaders = seeded.holders(Role.GRID_HEAD), seeded.holders(Role.LEADER)
    for place in (*codes("city"), *codes("district")):
        assert heads[place][0] in leaders[place]
        assert len(leaders[place]) == 2


def test_489_communities_with_a_head_and_five_roles(seeded: Seeded) -> None:
    communities = set(codes("community"))
    assert len(communities) == 489
    for role in (Role.COMMUNITY_HEAD, *EMERGENCY_TEAM):
        assert {code: len(people) for code, people in seeded.holders(role).items()} == dict.fromkeys(
            communities, 2 if role is Role.WASTE_GUIDE else 1), role
    assert set(seeded.holders(Role.ASSISTANT)) == communities


def test_the_team_is_made_of_those_who_work_there(seeded: Seeded) -> None:
    by_person = seeded.posts_of
    first = {Role.AREA_CADRE: Role.GRID_HEAD, Role.ENVIRONMENT_SUPERVISOR: Role.STATION_OFFICER,
             Role.COMMUNITY_WORKER: Role.GRID_MEMBER, Role.VOLUNTEER: Role.ASSISTANT}
    for role, other in first.items():
        for community, people in seeded.holders(role).items():
            if seeded.people[people[0]].username is None:
                homes = [post.division for post in by_person[people[0]] if post.role == other]
                assert homes, (role, community)
                assert homes[0][:9] == community[:9]
    police = Counter(person for people in seeded.holders(Role.POLICE_OFFICER).values() for person in people)
    assert set(police.values()) == {1, 2}


def test_departments_and_offices_have_somebody_to_stand_in(seeded: Seeded) -> None:
    officers: dict[str | None, set[int]] = defaultdict(set)
    for post in seeded.posts:
        if post.role == Role.DEPARTMENT_OFFICER:
            officers[post.department].add(post.person_id)
    assert set(officers) == set(all_departments())
    assert min(map(len, officers.values())) == 2
    for role in (Role.DISTRICT_DISPATCHER, Role.COORDINATOR):
        assert all(len(seeded.holders(role)[place]) == 2 for place in codes("district"))
    assert {len(people) for people in seeded.holders(Role.ASSESSOR).values()} == {2}
    alone = {post.role for post in seeded.posts if post.substitute_id is None}
    assert alone == {Role.ASSISTANT, Role.AUDITOR, Role.ADMINISTRATOR}


def test_every_post_fits_the_rules(seeded: Seeded) -> None:
    begun = datetime.combine(datetime.now(ZONE).date() - timedelta(days=120), time(), ZONE)
    seats: set[tuple[object, ...]] = set()
    for post in seeded.posts:
        seat = (post.role, post.division, post.department, None if post.role in SINGLE_SEATS else post.person_id)
        assert seat not in seats
        seats.add(seat)
        if post.role == Role.DEPARTMENT_OFFICER:
            assert all_departments()[post.department or ""].division == post.division
        else:
            assert post.department is None
        assert city_index().division(post.division).level in LEVELS[Role(post.role)]
        assert post.ends_at is None
        assert abs(post.starts_at - begun) <= timedelta(days=1)
        assert post.starts_at.astimezone(ZONE).time() == time()
    for person_id, posts in seeded.posts_of.items():
        assert len(seeded.homes(person_id)) <= 1
        for substitute in {post.substitute_id for post in posts} - {None}:
            assert substitute != person_id
            assert len(seeded.homes(person_id) | seeded.homes(substitute)) <= 1


def test_everybody_is_invented_and_can_be_told_apart(seeded: Seeded) -> None:
    people = seeded.people.values()
    assert all(person.simulated and person.active for person in people)
    for values in ([person.staff_no for person in people], [person.phone for person in people]):
        assert None not in values
        assert len(set(values)) == len(people)
    assert all(str(person.phone).startswith("1000000") and len(str(person.phone)) == 11 for person in people)
    heads = {post.person_id for post in seeded.posts if post.role in (*SINGLE_SEATS, Role.STATION_HEAD)}
    assert {person.id for person in people if person.office_phone} == heads
    assert all(str(seeded.people[head].office_phone).startswith("0592-000") for head in heads)


def test_one_account_per_role_with_one_post_each(seeded: Seeded, world: World) -> None:
    by_person = seeded.posts_of
    found = {person.username: [(post.role, post.division) for post in by_person[person.id]]
             for person in seeded.people.values() if person.username}
    assert found == {name: [post] for name, post in ACCOUNTS.items()}
    assert set(world.passwords) == set(ACCOUNTS)
    assert {role for role, _ in ACCOUNTS.values()} >= set(LEVELS) - set(EMERGENCY_TEAM)
    ids = {person.username: person.id for person in seeded.people.values()}
    assert by_person[ids["member"]][0].substitute_id == ids["deputy_member"]
    assert by_person[ids["deputy_member"]][0].substitute_id == ids["member"]


def test_some_are_away_and_somebody_stands_in_for_each(seeded: Seeded) -> None:
    now = datetime.now(UTC)
    away = {absence.person_id for absence in seeded.absences}
    assert 0.02 <= len(away) / len(seeded.people) <= 0.04
    assert len(away) == len(seeded.absences)
    running = [absence for absence in seeded.absences if absence.starts_at <= now]
    assert 0 < len(running) < len(away)
    assert all(absence.ends_at and absence.ends_at > now and absence.begun_at for absence in running)
    for person_id in away:
        assert seeded.people[person_id].username is None
        substitutes = {post.substitute_id for post in seeded.posts_of[person_id]}
        assert None not in substitutes
        assert not substitutes & away


def test_the_simulation_lets_only_those_act_who_are_at_work(seeded: Seeded) -> None:
    now = datetime.now(UTC)
    absence = next(absence for absence in seeded.absences if absence.starts_at <= now)
    post = seeded.posts_of[absence.person_id][0]
    accounts = {person.id for person in seeded.people.values() if person.username}

    def at_work(moment: datetime) -> set[int]:
        roster = read_roster(moment)
        found = {actor.person_id for actor in roster.of(Role(post.role), post.department or post.division)}
        assert not roster.people.keys() & accounts
        assert found <= roster.people.keys()
        return {person_id for person_id in found if person_id is not None}

    assert absence.person_id not in at_work(now)
    assert absence.ends_at is not None
    assert absence.person_id in at_work(absence.ends_at)
    assert not at_work(post.starts_at - timedelta(seconds=1))
    assert read_roster(now).home_grid == GRID


def test_in_the_first_past_the_members_with_accounts_did_their_own_work(seeded: Seeded) -> None:
    roster = read_past_roster(datetime.now(UTC))
    members = {actor.person_id for actor in roster.of(Role.GRID_MEMBER, GRID)}
    accounts = {person.username: person.id for person in seeded.people.values() if person.username}
    assert accounts["member"] in members
    assert roster.home_grid is None
    assert accounts["station_head"] not in roster.people
