"""基层负担 per town and month, for those who lead there: each figure with n, its definition and the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from server.errors import Problem, invalid
from server.extensions import db
from server.models import (
    Assignment,
    Case,
    CaseStage,
    GridTask,
    InspectionPlace,
    MeetingPack,
    PlatformSample,
    Reminder,
    WorkReminder,
)
from server.queries.catalogue import category_of
from server.queries.city import city_index, district_codes, named
from server.queries.closing import standard_of
from server.queries.moments import city_day, day_start
from server.queries.people import Actor
from workflows.assessment.burden import MEASURES, OWN_UNIT_ONLY, STEPS, Asked, asked
from workflows.roles import BLIND, is_city, is_current
from workflows.states import Stage

Counts = dict[str, int]  # by town


class Month:
    """One month of the city: its days and the moments at which it begins and ends."""

    def __init__(self, text: str) -> None:
        self.key = text
        self.first = date.fromisoformat(f"{text}-01")
        self.following = _next_month(self.first)
        self.start, self.end = day_start(self.first), day_start(self.following)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def month_of(text: str | None, now: datetime) -> Month:
    """The month that is asked for, or the running one. Raises validation for one that has not begun."""
    try:
        month = Month(text or city_day(now).isoformat()[:7])
    except ValueError:
        raise invalid("month", "应为 2026-11 这样的月份") from None
    if month.first > city_day(now) or month.first.year < 2000:
        raise invalid("month", "这个月还没有开始" if month.first.year >= 2000 else "没有这个月的数据")
    return month


def towns_of(actor: Actor, division: str | None, now: datetime) -> list[str]:
    """Towns whose burden the person may read, inside a division if one is named. Raises role-forbidden, not-found."""
    index = city_index()
    towns = [code for district in district_codes() for code in index.children(district)
             if index.division(code).level == "town"]
    mine: set[str] = set()
    for post in actor.posts:
        if post.division is None or post.role in BLIND or not is_current(post, now):
            continue
        if is_city(post.division):
            mine |= set(towns)
        elif len(post.division) == 6:
            mine |= {code for code in towns if code.startswith(post.division)}
        else:
            mine.add(post.division[:9])
    if not mine:
        raise Problem("role-forbidden", "基层负担由镇街、区、市的负责人查看")
    if division is not None and not is_city(division):
        if division not in towns and not any(code.startswith(division) for code in towns):
            raise Problem("not-found", "没有这个区或镇街")
        mine = {code for code in mine if code.startswith(division)}
    return [code for code in towns if code in mine]


def read_burden(actor: Actor, month: str | None, division: str | None, now: datetime) -> dict[str, Any]:
    """Every measure of each town, with the month before beside it. Raises role-forbidden, validation, not-found."""
    wanted, towns = month_of(month, now), towns_of(actor, division, now)
    before = Month(date.fromordinal(wanted.first.toordinal() - 1).isoformat()[:7])
    with db.reading() as session:
        current, earlier = _all(session, wanted, towns), _all(session, before, towns)
        cases = _by_town(session, select(Case.town, func.count()).where(
            Case.reported_at >= wanted.start, Case.reported_at < wanted.end), Case.town, towns)
    return {
        "month": wanted.key, "as_of": now, "running": wanted.end > now,
        "measures": [{"code": one.code, "name": one.name, "definition": one.definition, "unit": one.unit}
                     for one in MEASURES],
        "items": [{"town": named(town), "district": named(town[:6]), "cases": cases.get(town, 0),
                   "values": {one.code: {"value": current[one.code].get(town, 0),
                                         "before": earlier[one.code].get(town, 0)} for one in MEASURES}}
                  for town in towns]}


def _all(session: Session, month: Month, towns: list[str]) -> dict[str, Counts]:
    fields, photos = asked_of_towns(session, month, towns)
    return {"fields": fields, "photos": photos, "repeated": _repeated(session, month, towns),
            "outside": _outside(session, month, towns), "reminders": _reminders(session, month, towns),
            "forms": _forms(session, month, towns), "inspected": _inspected(session, month, towns)}


def _by_town(session: Session, query: Select[Any], column: Any, towns: Iterable[str]) -> Counts:
    held = set(towns)
    return {town: count for town, count in session.execute(query.group_by(column)) if town in held}


def _add(*parts: Counts) -> Counts:
    found: Counter[str] = Counter()
    for part in parts:
        found.update(part)
    return dict(found)


def stage_runs(session: Session, month: Month, town: str | None = None) -> list[tuple[str, str, str, int]]:
    """(town, stage, category, how often) of the stages that were given to the towns' people in a month."""
    own_unit = CaseStage.department.startswith(CaseStage.town)
    query = select(CaseStage.town, CaseStage.stage, CaseStage.category, func.count()).where(
        CaseStage.started_at >= month.start, CaseStage.started_at < month.end, CaseStage.town.is_not(None),
        CaseStage.stage.in_([stage.value for stage in STEPS]),
        or_(CaseStage.stage.not_in([stage.value for stage in OWN_UNIT_ONLY]), own_unit))
    if town is not None:
        query = query.where(CaseStage.town == town)
    return [(town_code, stage, category, count) for town_code, stage, category, count in session.execute(
        query.group_by(CaseStage.town, CaseStage.stage, CaseStage.category))]


def asked_by(stage: str, category: str) -> Asked:
    """What one run of a stage of a category asks for."""
    return asked(Stage(stage), tuple(category_of(category).evidence), len(standard_of(category)))


def asked_of_towns(session: Session, month: Month, towns: Iterable[str]) -> tuple[Counts, Counts]:
    """Fields and photos that the flow's rules asked of each town."""
    held, fields, photos = set(towns), Counter[str](), Counter[str]()
    for town, stage, category, count in stage_runs(session, month):
        if town in held:
            each = asked_by(stage, category)
            fields[town] += each.fields * count
            photos[town] += each.photos * count
    return dict(fields), dict(photos)


def again_query(month: Month) -> Select[Any]:
    """(case, stage, person, how often asked) where one person was asked again for the same stage of a case."""
    return (select(Assignment.case_id, Assignment.stage, Assignment.person_id, func.count().label("times"))
            .where(Assignment.began_at >= month.start, Assignment.began_at < month.end)
            .group_by(Assignment.case_id, Assignment.stage, Assignment.person_id).having(func.count() > 1))


def merged_query(month: Month) -> Select[Any]:
    """Cases that were merged into another after somebody had been sent to look at them in this month."""
    sent = select(Assignment.id).where(
        Assignment.case_id == Case.id, Assignment.stage == "confirm", Assignment.began_at >= month.start,
        Assignment.began_at < month.end).exists()
    return select(Case).where(Case.main_case_id.is_not(None), sent)


def _repeated(session: Session, month: Month, towns: Iterable[str]) -> Counts:
    again = again_query(month).subquery()
    asked_again = _by_town(session, select(Case.town, func.sum(again.c.times - 1)).join(
        again, again.c.case_id == Case.id), Case.town, towns)
    merged = merged_query(month).subquery()
    twice = _by_town(session, select(merged.c.town, func.count()), merged.c.town, towns)
    return _add({town: int(count) for town, count in asked_again.items()}, twice)


def outside_query(month: Month) -> Select[Any]:
    """Standing tasks outside the duty list that ran in a month."""
    return select(GridTask).where(GridTask.justification.is_not(None), GridTask.starts_on < month.following,
                                  or_(GridTask.ends_on.is_(None), GridTask.ends_on >= month.first))


def _outside(session: Session, month: Month, towns: Iterable[str]) -> Counts:
    held = set(towns)
    return dict(Counter(row.division[:9] for row in session.scalars(outside_query(month))
                        if row.division[:9] in held))


def _reminders(session: Session, month: Month, towns: Iterable[str]) -> Counts:
    urged = _by_town(session, select(Case.town, func.count()).select_from(Reminder).join(
        Case, Case.id == Reminder.case_id).where(
        Reminder.outcome == "sent", Reminder.at >= month.start, Reminder.at < month.end), Case.town, towns)
    reminded = _by_town(session, select(WorkReminder.town, func.count()).where(
        WorkReminder.raised_at >= month.start, WorkReminder.raised_at < month.end), WorkReminder.town, towns)
    return _add(urged, reminded)


def _forms(session: Session, month: Month, towns: Iterable[str]) -> Counts:
    return _by_town(session, select(MeetingPack.town, func.count()).where(
        MeetingPack.last >= month.first, MeetingPack.last < month.following), MeetingPack.town, towns)


def _inspected(session: Session, month: Month, towns: Iterable[str]) -> Counts:
    def in_month(row: Any, at: Any) -> Counts:
        return _by_town(session, select(row.town, func.count()).where(at >= month.start, at < month.end),
                        row.town, towns)
    return _add(in_month(InspectionPlace, InspectionPlace.done_at), in_month(PlatformSample, PlatformSample.checked_at))
