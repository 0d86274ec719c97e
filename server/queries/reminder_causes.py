"""What work reminders are raised about, rule by rule: one statement each, and to whom it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from config.work_reminders import ReminderData, ReminderRule, read_work_reminders
from server.models import Absence, Assignment, Case, CaseStage, PackItem, PersonPost, PollutionSource, Report
from server.queries.city import city_index
from server.queries.editions import place_in
from server.queries.moments import city_day, day_start
from server.queries.seats import find_seats
from server.queries.sources import in_use
from workflows.assessment.packs import ItemState, OwnerKind
from workflows.roles import Place, Role


@dataclass(frozen=True)
class Cause:
    """One reminder to be raised. `once` names it for ever; `facts` are kinds and ids of what was seen."""

    rule: str
    once: str
    person_id: int | None
    place: Place
    facts: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Members:
    """Members at work now: where each belongs, and who is in a division, in the order of their posts."""

    places: dict[int, Place]
    by_division: dict[str, tuple[int, ...]]

    def of(self, codes: Iterable[str | None], turn: int) -> int | None:
        """Whoever is in the first of the divisions that has somebody; several take turns."""
        for code in codes:
            here = self.by_division.get(code or "", ())
            if here:
                return here[turn % len(here)]
        return None


@cache
def reminder_data() -> ReminderData:
    """The operator's rules as read from config/catalogue."""
    return read_work_reminders()


def read_causes(session: Session, now: datetime) -> list[Cause]:
    """Everything that the rules in force find now, reminded of before or not."""
    members = _members(session, now)
    return [cause for rule in reminder_data().rules if rule.active
            for cause in RULES[rule.code](session, rule, members, now)]


def _members(session: Session, now: datetime) -> Members:
    places: dict[int, Place] = {}
    found: dict[str, list[int]] = defaultdict(list)
    for held in find_seats(session, PersonPost.role == Role.GRID_MEMBER, now):
        if held.seat.away:
            continue
        community = city_index().division(held.division).community
        places.setdefault(held.seat.person_id, replace(place_in(held.division), community=community))
        codes = {held.division, city_index().division(held.division).parent or held.division}
        for code in codes if len(held.division) == 15 else {held.division}:
            found[code].append(held.seat.person_id)
    return Members(places, {code: tuple(people) for code, people in found.items()})


def _week(now: datetime) -> str:
    year, week, _ = city_day(now).isocalendar()
    return f"{year}-W{week:02d}"


def _late_again(session: Session, rule: ReminderRule, members: Members, now: datetime) -> Iterator[Cause]:
    first = city_day(now).replace(day=1)
    task, away = Assignment, Absence
    rows = session.execute(
        select(task.person_id, task.case_id, task.due_at).join(Case, Case.id == task.case_id)
        .outerjoin(away, and_(away.person_id == task.person_id, away.starts_at <= task.due_at,
                              or_(away.ends_at.is_(None), away.ends_at > task.due_at)))
        .where(task.due_at >= day_start(first), task.due_at < now, away.id.is_(None),
               or_(and_(task.ended_at.is_(None), Case.paused_at.is_(None)),
                   and_(task.ended_at > task.due_at, task.ending.in_(("done", "moved")))))
        .order_by(task.person_id, task.due_at, task.id))
    late: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for person_id, case_id, due_at in rows:
        late[person_id].append({"kind": "case", "id": case_id, "at": due_at})
    for person_id, facts in late.items():
        if len(facts) >= rule.times and person_id in members.places:
            yield Cause(rule.code, f"{rule.code}:{person_id}:{first:%Y-%m}", person_id, members.places[person_id],
                        tuple(facts))


def _source_unseen(session: Session, rule: ReminderRule, members: Members, now: datetime) -> Iterator[Cause]:
    today, source = city_day(now), PollutionSource
    rows = session.execute(
        select(source.id, source.due_on, source.district, source.town, source.street_grid, source.sub_grid)
        .where(source.risk == "high", in_use(today), source.due_on < today - timedelta(days=rule.days))
        .order_by(source.due_on, source.id))
    grouped: dict[tuple[int | None, Place], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        person_id = members.of((row.sub_grid, row.street_grid), row.id)
        if person_id is None and row.town is None:
            continue  # at sea, with nobody on duty
        place = members.places[person_id] if person_id else Place(row.district, row.town)
        grouped[person_id, place].append({"kind": "source", "id": row.id, "at": day_start(row.due_on)})
    for (person_id, place), facts in grouped.items():
        yield Cause(rule.code, f"{rule.code}:{person_id or place.town}:{_week(now)}", person_id, place, tuple(facts))


def _acceptance_late(session: Session, rule: ReminderRule, members: Members, now: datetime) -> Iterator[Cause]:
    stage = CaseStage
    rows = session.execute(
        select(stage.district, stage.town, stage.case_id, stage.due_at)
        .where(stage.stage == "accept", stage.town.is_not(None), stage.exempt.is_(None),
               stage.due_at >= now - timedelta(days=rule.days), stage.due_at < now,
               or_(stage.ended_at.is_(None), stage.ended_at > stage.due_at)).order_by(stage.due_at, stage.id))
    late: dict[Place, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        late[Place(row.district, row.town)].append({"kind": "case", "id": row.case_id, "at": row.due_at})
    for place, facts in late.items():
        if len(facts) >= rule.times:
            yield Cause(rule.code, f"{rule.code}:{place.town}:{_week(now)}", None, place, tuple(facts))


def _opinion_unanswered(session: Session, rule: ReminderRule, members: Members, now: datetime) -> Iterator[Cause]:
    rows = session.execute(
        select(Report.district, Report.town, Report.ticket, Report.received_at)
        .where(Report.intent != "complaint", Report.case_id.is_(None), Report.state == "received",
               Report.town.is_not(None), Report.received_at < now - timedelta(days=rule.days))
        .order_by(Report.received_at, Report.id))
    waiting: dict[Place, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        waiting[Place(row.district, row.town)].append({"kind": "opinion", "id": row.ticket, "at": row.received_at})
    for place, facts in waiting.items():
        if len(facts) >= rule.times:
            yield Cause(rule.code, f"{rule.code}:{place.town}:{_week(now)}", None, place, tuple(facts))


def _promise_open(session: Session, rule: ReminderRule, members: Members, now: datetime) -> Iterator[Cause]:
    rows = session.execute(
        select(PackItem.id, PackItem.owner_kind, PackItem.owner, PackItem.person_id, PackItem.due_on)
        .where(PackItem.state == ItemState.OPEN, PackItem.due_on <= city_day(now) - timedelta(days=rule.days))
        .order_by(PackItem.id))
    for row in rows:
        facts = ({"kind": "promise", "id": row.id, "at": day_start(row.due_on)},)
        once = f"{rule.code}:{row.id}"
        person_id = row.person_id if row.owner_kind == OwnerKind.PERSON else members.of((row.owner,), row.id)
        if person_id in members.places:
            yield Cause(rule.code, once, person_id, members.places[person_id], facts)
        elif row.owner_kind == OwnerKind.UNIT and len(row.owner or "") == 9:
            yield Cause(rule.code, once, None, place_in(row.owner), facts)


RULES: dict[str, Callable[[Session, ReminderRule, Members, datetime], Iterator[Cause]]] = {
    "late_again": _late_again, "source_unseen": _source_unseen, "acceptance_late": _acceptance_late,
    "opinion_unanswered": _opinion_unanswered, "promise_open": _promise_open}
