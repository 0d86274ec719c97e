"""What a person may know of the own work: facts about days on duty, no rank, nobody else's figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from server.errors import Problem
from server.extensions import db
from server.models import Absence, Assignment, Case, Person
from server.queries.moments import city_day, day_start
from server.queries.people import Actor
from server.queries.post_rows import person_card
from workflows.assessment.runs import stands_in_time
from workflows.posts import term_of_days
from workflows.roster import AWAY_NAMES

DEFINITION = ("期内在岗日到期、由本人承担的核实和处置：按本人期限办完为按时，过期办完或至今未办为超期，"
              "未到期或暂停计时的为在办。不在岗期间到期的、到期前移交他人的不计入，移交的另列并写明原因。只供本人查看，不排名、不与他人比较。")
REASONS = {"absence": "本人不在岗，由代岗人承担或返还", "hand-over": "岗位交接", "post-ended": "岗位结束",
           "emergency": "应急调度", "other": "他人先行办理或改由他人承担"}


def read_own_figures(actor: Actor, first: date, last: date, now: datetime) -> dict[str, Any]:
    """Figures of the days from `first` to `last` in Asia/Shanghai."""
    with db.reading() as session:
        person = session.get(Person, actor.person_id)
        if person is None:
            raise Problem("sign-in-required")
        return {"person": person_card(person, True), "from": first, "to": last, "definition": DEFINITION,
                **own_figures(session, person.id, first, last, now)}


def own_figures(session: Session, person_id: int, first: date, last: date, now: datetime) -> dict[str, Any]:
    """`{tasks, moved, days_away}` of one person."""
    moved = _moved(session, person_id, first, last)
    return {"tasks": _tasks(session, person_id, first, last, now),
            "moved": {"n": len(moved), "items": moved}, "days_away": _days_away(session, person_id, first, last)}


def _tasks(session: Session, person_id: int, first: date, last: date, now: datetime) -> dict[str, int]:
    rows = session.execute(select(Assignment.due_at, Assignment.ended_at, Case.paused_at).join(
        Case, Case.id == Assignment.case_id).where(
        Assignment.person_id == person_id, _within(Assignment.due_at, first, last),
        or_(Assignment.ended_at.is_(None), Assignment.ending == "done", _moved_too_late()), ~_fell_due_while_away()))
    found = {"n": 0, "on_time": 0, "late": 0, "open": 0}
    for due_at, ended_at, paused_at in rows:
        found["n"] += 1
        if ended_at is None:
            found["open" if due_at >= now or stands_in_time(paused_at, due_at) else "late"] += 1
        else:
            found["on_time" if ended_at <= due_at else "late"] += 1
    return found


def _within(column: Any, first: date, last: date) -> ColumnElement[bool]:
    return and_(column >= day_start(first), column < day_start(last + timedelta(days=1)))


def _moved_too_late() -> ColumnElement[bool]:
    """It was late before it went to somebody else, or before nobody had to do it any more."""
    return and_(Assignment.ending.in_(("moved", "dropped")), Assignment.ended_at > Assignment.due_at)


def _fell_due_while_away() -> ColumnElement[bool]:
    return exists().where(Absence.person_id == Assignment.person_id, Absence.starts_at <= Assignment.due_at,
                          or_(Absence.ends_at.is_(None), Absence.ends_at > Assignment.due_at))


def _moved(session: Session, person_id: int, first: date, last: date) -> list[dict[str, Any]]:
    """What was taken from the person in these days, with the reason and whoever is or was asked next."""
    follower, whom = aliased(Assignment), aliased(Person)
    next_one = (select(follower.id).where(
        follower.case_id == Assignment.case_id, follower.stage == Assignment.stage, follower.id > Assignment.id)
        .order_by(follower.id).limit(1).correlate(Assignment).scalar_subquery())
    taken = aliased(Assignment)
    rows = session.execute(
        select(Assignment, Case.number, whom.name).join(Case, Case.id == Assignment.case_id)
        .outerjoin(taken, taken.id == next_one).outerjoin(whom, whom.id == taken.person_id)
        .where(Assignment.person_id == person_id, Assignment.ending == "moved",
               _within(Assignment.ended_at, first, last)).order_by(Assignment.ended_at, Assignment.id))
    return [{"case_id": row.case_id, "number": number, "reason": row.reason, "reason_name": REASONS[row.reason],
             "at": row.ended_at, "to": name} for row, number, name in rows]


def _days_away(session: Session, person_id: int, first: date, last: date) -> list[dict[str, Any]]:
    """Every day of which some moment was or will be away."""
    term = term_of_days(first, last)
    rows = session.scalars(select(Absence).where(
        Absence.person_id == person_id, Absence.starts_at < term.ends_at,
        or_(Absence.ends_at.is_(None), and_(Absence.ends_at > term.starts_at, Absence.ends_at > Absence.starts_at)),
    ).order_by(Absence.starts_at))
    found: dict[date, Absence] = {}
    for row in rows:
        day = max(first, city_day(row.starts_at))
        while day <= last and (row.ends_at is None or day_start(day) < row.ends_at):
            found.setdefault(day, row)
            day += timedelta(days=1)
    return [{"on": day, "kind": row.kind, "kind_name": AWAY_NAMES[row.kind]} for day, row in sorted(found.items())]
