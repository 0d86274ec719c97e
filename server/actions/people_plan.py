"""What the rows of a file would do to people and posts, and everything that stands against it; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.actions.arranging import holding_of
from server.actions.people_rows import WantedRow
from server.actions.sheet_rows import Findings
from server.models import DivisionRow, Person, PersonPost
from server.queries.city import all_departments, city_index, codes_above
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.people_columns import COLUMN
from server.queries.people_export import last_day
from workflows.managing import may_manage
from workflows.posts import (
    Conflict,
    Holding,
    Place,
    Substitute,
    Term,
    conflicts,
    substitute_conflicts,
    term_of_days,
)
from workflows.roles import SINGLE_SEATS, Role

COLUMN_OF = {"role": COLUMN.role, "division": COLUMN.division, "department": COLUMN.department, "from": COLUMN.first,
             "to": COLUMN.last, "substitute": COLUMN.substitute}
Seat = tuple[Role, str]


@dataclass
class Planned:
    """A row with what is there already: the person, and the post that began on the same day in the same place.

    `person_id` of somebody who is not in the register yet is negative. `numbers` are the phones that change.
    """

    row: WantedRow
    person_id: int
    post: PersonPost | None
    holding: Holding
    substitute_id: int | None
    new_end: bool = False
    new_substitute: bool = False
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def moves(self) -> bool:
        """Whether the post begins, or changes."""
        return self.post is None or self.new_end or self.new_substitute


class Register:
    """The people and posts that the rows speak of; with `lock` nobody else changes them until the commit."""

    def __init__(self, session: Session, rows: list[WantedRow], now: datetime, lock: bool) -> None:
        numbers = {row.staff_no for row in rows} | {row.substitute for row in rows if row.substitute}
        people = select(Person).where(Person.staff_no.in_(numbers)).order_by(Person.id)
        found = session.scalars(people.with_for_update(key_share=True) if lock else people)
        self.people = {str(person.staff_no): person for person in found}
        self.ids = {number: person.id for number, person in self.people.items()}
        self.names = {number: person.name for number, person in self.people.items()}
        for row in rows:
            self.ids.setdefault(row.staff_no, -row.number)
            self.names.setdefault(row.staff_no, row.name)
        seats = {row.division for row in rows if row.role in SINGLE_SEATS}
        if lock:
            divisions = select(DivisionRow.code).where(DivisionRow.code.in_(seats)).order_by(DivisionRow.code)
            session.scalars(divisions.with_for_update(key_share=True)).all()
        posts = session.scalars(select(PersonPost).where(
            or_(PersonPost.ends_at.is_(None), PersonPost.ends_at > now),
            or_(PersonPost.person_id.in_([person.id for person in self.people.values()]),
                PersonPost.role.in_(SINGLE_SEATS) & PersonPost.division.in_(seats))).order_by(PersonPost.id))
        self.posts = list(posts)
        # A file cannot name them, so an empty cell does not dismiss them.
        self.unnumbered = set(session.scalars(select(Person.id).where(Person.staff_no.is_(None))))
        self.posts_of: dict[int, list[PersonPost]] = defaultdict(list)
        for post in self.posts:
            self.posts_of[post.person_id].append(post)


class Plan:
    """All rows against the register and against each other. `planned` counts only while `findings` is empty."""

    def __init__(self, register: Register, rows: list[WantedRow], findings: Findings, actor: Actor, now: datetime,
                 ) -> None:
        self.register, self.findings = register, findings
        self._actor, self._now = actor, now
        self.planned = [self._prepare(row) for row in rows]
        self._taken = {each.post.id: each for each in reversed(self.planned) if each.post}
        self._told: dict[str, WantedRow] = {}
        self._beside = self._holdings()
        for each in self.planned:
            if findings.are_many:
                break
            self._check(each)

    def _prepare(self, row: WantedRow) -> Planned:
        person_id = self.register.ids[row.staff_no]
        post = next((post for post in self.register.posts_of.get(person_id, ())
                     if (post.role, post.division, post.department) == (row.role, row.division, row.department)
                     and city_day(post.starts_at) == row.first), None)
        substitute = self.register.ids.get(row.substitute) if row.substitute else None
        term = term_of_days(row.first, row.last)
        if post is None:
            # Today's post begins now: what was done this morning was done without it.
            term = Term(max(term.starts_at, self._now), term.ends_at)
            holding = Holding(person_id, row.role, row.division, row.department, term)
            return Planned(row, person_id, None, holding, substitute)
        new_end = COLUMN.last in row.cells and last_day(post.ends_at) != row.last
        term = Term(post.starts_at, term.ends_at if new_end else post.ends_at)
        holding = Holding(person_id, row.role, row.division, row.department, term)
        if row.substitute is None or (row.substitute == "" and post.substitute_id in self.register.unnumbered):
            substitute = post.substitute_id
        return Planned(row, person_id, post, holding, substitute, new_end, substitute != post.substitute_id)

    def _holdings(self) -> dict[int | Seat, list[tuple[Holding, Planned | None]]]:
        """By person and by single seat: posts as they will be, with the row that wants them so."""
        found: dict[int | Seat, list[tuple[Holding, Planned | None]]] = defaultdict(list)
        stored = [(holding_of(post), None) for post in self.register.posts if post.id not in self._taken]
        for holding, planned in (*stored, *((each.holding, each) for each in self.planned)):
            found[holding.person_id].append((holding, planned))
            if holding.role in SINGLE_SEATS:
                found[holding.role, holding.division].append((holding, planned))
        return found

    def _check(self, each: Planned) -> None:
        self._check_person(each)
        if each.post is not None and self._taken[each.post.id] is not each:
            self._refuse(each, COLUMN.first, f"与第 {self._taken[each.post.id].row.number} 行是同一任期")
        elif each.moves:
            self._check_rights(each)
            self._check_days(each)
            for conflict, beside in self._conflicts(each):
                self._refuse(each, COLUMN_OF[conflict.field], conflict.reason_zh + beside)
        self._check_substitute(each)

    def _refuse(self, each: Planned, column: str, reason: str) -> None:
        self.findings.add(each.row.number, column, each.row.cells.get(column, ""), reason)

    def _check_person(self, each: Planned) -> None:
        row, person = each.row, self.register.people.get(each.row.staff_no)
        first = self._told.setdefault(row.staff_no, row)
        if row.name != first.name:
            self._refuse(each, COLUMN.name, f"第 {first.number} 行的同一工号是另一个姓名")
        elif person is not None and person.name != row.name:
            self._refuse(each, COLUMN.name, "这个工号已登记为另一个姓名；改名请在人员卡片上办理")
        if person is not None and not person.active:
            self._refuse(each, COLUMN.staff_no, "这个人已停用")
        for column, name in ((COLUMN.phone, "phone"), (COLUMN.office_phone, "office_phone")):
            wanted, before = getattr(row, name), getattr(first, name)
            if wanted and before and wanted != before:
                self._refuse(each, column, f"第 {first.number} 行的同一工号是另一个号码")
            elif wanted and (person is None or getattr(person, name) != wanted):
                each.numbers[name] = wanted
        if each.numbers and person is not None and not self._arranges_all(each):
            self._refuse(each, COLUMN.phone if "phone" in each.numbers else COLUMN.office_phone,
                         "这个人还有不由您安排的岗位，号码由别人更改")

    def _arranges_all(self, each: Planned) -> bool:
        posts = self.register.posts_of.get(each.person_id, ())
        return each.person_id == self._actor.person_id or all(
            self._arranges(Role(post.role), post.division) for post in posts)

    def _arranges(self, role: Role, division: str) -> bool:
        return may_manage(self._actor.posts, role, (division, *codes_above(division)), self._now)

    def _check_rights(self, each: Planned) -> None:
        if each.person_id == self._actor.person_id:
            self._refuse(each, COLUMN.staff_no, "自己的岗位由别人安排")
        elif not self._arranges(each.row.role, each.row.division):
            self._refuse(each, COLUMN.role, "这个岗位不由您安排")

    def _check_days(self, each: Planned) -> None:
        today = city_day(self._now)
        if each.post is None and each.row.first < today:
            self._refuse(each, COLUMN.first, "不能倒填岗位的起日，最早为今天")
        if each.new_end and each.row.last is not None and each.row.last < today:
            self._refuse(each, COLUMN.last, "不能倒填岗位的止日，最早为今天")

    def _conflicts(self, each: Planned) -> Iterator[tuple[Conflict, str]]:
        """Each conflict with the words for what it is in conflict with."""
        index, units, wanted = city_index(), all_departments(), each.holding
        place = Place(index.division(wanted.division).level,
                      units[wanted.department].division if wanted.department else None)
        shape = conflicts(wanted, place, (), ())
        yield from ((conflict, "") for conflict in shape)
        for own, key in ((True, wanted.person_id), (False, (wanted.role, wanted.division))):
            for other, planned in self._before(each, key):
                found = conflicts(wanted, place, [other] if own else (), () if own else [other])
                words = f"（第 {planned.row.number} 行）" if planned else "（已登记的任期）"
                yield from ((conflict, words) for conflict in found if conflict not in shape)

    def _before(self, each: Planned, key: int | Seat) -> Iterable[tuple[Holding, Planned | None]]:
        """Stored posts, and rows above this one or left as they are: of two new rows only the lower one is wrong."""
        return [(holding, planned) for holding, planned in self._beside.get(key, ()) if planned is not each and (
            planned is None or not planned.moves or planned.row.number < each.row.number)]

    def _check_substitute(self, each: Planned) -> None:
        row = each.row
        if not row.substitute:
            return
        number = self.register.ids.get(row.substitute)
        if number is None:
            self._refuse(each, COLUMN.substitute, "没有这个工号：既没有登记，也不在文件里")
        elif each.moves:
            person = self.register.people.get(row.substitute)
            districts = frozenset(holding.district for holding, _ in self._beside.get(number, ())
                                  if holding.district and holding.term.overlaps(each.holding.term))
            stand_in = Substitute(number, person is None or person.active, districts)
            for conflict in substitute_conflicts(each.person_id, [each.holding.district], stand_in):
                self._refuse(each, COLUMN.substitute, conflict.reason_zh)
