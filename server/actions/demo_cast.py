"""Invented people while they are thought up: persons, their posts, and who stands in for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random

from server.queries.city import city_index
from workflows.roles import Role

WHOLE_EARTH = (-180.0, -90.0, 180.0, 90.0)
# Given names are made of hills, waters and weather: nobody takes these people for real ones.
FAMILY = "林陈黄张吴李郑王刘苏蔡杨许叶庄曾洪谢邱柯"
FIRST, SECOND = "清碧澄沐晓映嘉海云松青禾晴岚望听知鹭榕汐", "川泉洲溪汀屿澜舟帆荷苇霖峰原岩枫竹桐潮渔"
HEADS = frozenset({Role.GRID_HEAD, Role.COMMUNITY_HEAD, Role.STATION_HEAD})


@dataclass(eq=False)
class DemoPost:
    """A post to be written; `where` is the department or else the division."""

    holder: DemoPerson
    role: Role
    division: str
    department: str | None = None
    substitute: DemoPerson | None = None

    @property
    def where(self) -> str:
        return self.department or self.division


@dataclass(eq=False)
class DemoPerson:
    """Somebody to be written; `username` when they may sign in. `number` makes staff and phone numbers."""

    number: int
    name: str
    username: str | None = None
    posts: list[DemoPost] = field(default_factory=list)

    @property
    def staff_no(self) -> str:
        return f"XM{self.number:06d}"

    @property
    def phone(self) -> str:
        """No operator in China gives out numbers that begin with 100."""
        return f"1000000{self.number:04d}"

    @property
    def office_phone(self) -> str | None:
        """Heads have an office; no exchange has numbers that begin with 0."""
        return f"0592-000{self.number:04d}" if any(post.role in HEADS for post in self.posts) else None


class Cast:
    """Everybody of the demonstration, in the order in which they are written."""

    def __init__(self) -> None:
        self.people: list[DemoPerson] = []
        self.posts: list[DemoPost] = []
        self._seats: dict[tuple[Role, str], list[DemoPost]] = defaultdict(list)
        self._names = _names()

    def hire(self, role: Role, division: str, department: str | None = None, *, name: str | None = None,
             username: str | None = None) -> DemoPost:
        """A new person with this post."""
        person = DemoPerson(len(self.people) + 1, name or next(self._names), username)
        self.people.append(person)
        return self.give(person, role, division, department)

    def give(self, person: DemoPerson, role: Role, division: str, department: str | None = None) -> DemoPost:
        """A further post for somebody."""
        post = DemoPost(person, role, division, department)
        person.posts.append(post)
        self.posts.append(post)
        self._seats[role, post.where].append(post)
        return post

    def fill(self, role: Role, division: str, seats: int, department: str | None = None) -> None:
        """Hire as many people as a division lacks: seats that accounts hold are taken."""
        for _ in range(seats - len(self.of(role, department or division))):
            self.hire(role, division, department)

    def of(self, role: Role, *places: str) -> list[DemoPost]:
        """Posts of a role in these divisions or departments."""
        return [post for place in places for post in self._seats.get((role, place), ())]

    def invented(self, role: Role, *places: str) -> list[DemoPerson]:
        """Holders who have no account: an account keeps the one post that visitors expect of it."""
        return [post.holder for post in self.of(role, *places) if post.holder.username is None]


def stand_in_by_turns(posts: Sequence[DemoPost]) -> None:
    """Each holder is stood in for by the next other person in the row, the last by the first."""
    for position, post in enumerate(posts):
        others = (other.holder for other in (*posts[position + 1:], *posts[:position]))
        post.substitute = next((person for person in others if person is not post.holder), None)


def codes_of(level: str, parent: str | None = None) -> list[str]:
    """Codes of a level, in the whole city or directly below one division."""
    index = city_index()
    if parent is None:
        return index.within(WHOLE_EARTH, level)
    return [code for code in index.children(parent) if index.division(code).level == level]


def _names() -> Iterator[str]:
    names = ["".join(parts) for parts in product(FAMILY, FIRST, SECOND)]
    Random("people").shuffle(names)
    return iter(names)
