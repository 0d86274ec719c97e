"""What a figure of 基层负担 is made of: rules that asked, cases asked twice, tasks, reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import Case, InspectionPlace, MeetingPack, PlatformSample, Reminder, WorkReminder
from server.queries.burden import (
    Month,
    again_query,
    asked_by,
    merged_query,
    month_of,
    outside_query,
    stage_runs,
    towns_of,
)
from server.queries.catalogue import category_name
from server.queries.city import city_index
from server.queries.grid_tasks import PERIODS
from server.queries.people import Actor
from workflows.assessment.burden import MEASURES
from workflows.states import STAGE_NAMES, Stage

MOST = 200
Item = dict[str, Any]


def read_burden_items(actor: Actor, measure: str, town: str, month: str | None, now: datetime) -> Item:
    """The list behind one figure of a town. Raises role-forbidden, territory-forbidden, validation, not-found."""
    wanted = month_of(month, now)
    if town not in towns_of(actor, town, now):
        raise Problem("territory-forbidden")
    with db.reading() as session:
        items = _LISTS[measure](session, wanted, town)
    one = next(one for one in MEASURES if one.code == measure)
    return {"measure": {"code": one.code, "name": one.name, "definition": one.definition, "unit": one.unit},
            "town": {"code": town, "name": city_index().name(town)}, "month": wanted.key,
            "total": sum(item["count"] for item in items), "items": items[:MOST], "as_of": now}


def _item(title: str, detail: str, count: int, link: str | None = None, at: datetime | None = None) -> Item:
    return {"title": title, "detail": detail, "count": count, "link": link, "at": at}


def _asked(session: Session, month: Month, town: str, part: str) -> list[Item]:
    found = []
    for _, stage, category, runs in stage_runs(session, month, town):
        each = getattr(asked_by(stage, category), part)
        if each:
            found.append(_item(f"{category_name(category)} · {STAGE_NAMES[Stage(stage)]}",
                               f"{runs} 次，每次 {each}", runs * each))
    return sorted(found, key=lambda item: (-item["count"], item["title"]))


def _fields(session: Session, month: Month, town: str) -> list[Item]:
    return _asked(session, month, town, "fields")


def _photos(session: Session, month: Month, town: str) -> list[Item]:
    return _asked(session, month, town, "photos")


def _repeated(session: Session, month: Month, town: str) -> list[Item]:
    again = again_query(month).subquery()
    rows = session.execute(select(Case, again.c.stage, again.c.times).join(again, again.c.case_id == Case.id).where(
        Case.town == town).order_by(Case.id.desc()))
    found = [_case(case, f"{STAGE_NAMES[Stage(stage)]}：向同一人交办 {times} 次", int(times) - 1)
             for case, stage, times in rows]
    return found + [_case(case, "派人核实后并入另一案件", 1)
                    for case in session.scalars(merged_query(month).where(Case.town == town).order_by(Case.id.desc()))]


def _case(case: Case, detail: str, count: int) -> Item:
    return _item(f"{category_name(case.category)} {case.number}", detail, count, f"/desk?case={case.id}",
                 case.reported_at)


def _outside(session: Session, month: Month, town: str) -> list[Item]:
    return [_item(f"{city_index().name(row.division)}：{PERIODS[row.period]} {row.times} 次 {row.item}",
                  row.justification or "", 1, f"/people#division={row.division}")
            for row in session.scalars(outside_query(month)) if row.division.startswith(town)]


def _reminders(session: Session, month: Month, town: str) -> list[Item]:
    urged = session.execute(select(Case, func.count().label("times")).join(Reminder, Reminder.case_id == Case.id).where(
        Case.town == town, Reminder.outcome == "sent", Reminder.at >= month.start, Reminder.at < month.end)
        .group_by(Case.id).order_by(func.count().desc(), Case.id.desc()))
    found = [_case(case, f"催办 {times} 条", int(times)) for case, times in urged]
    reminded = session.scalar(select(func.count()).select_from(WorkReminder).where(
        WorkReminder.town == town, WorkReminder.raised_at >= month.start, WorkReminder.raised_at < month.end)) or 0
    if reminded:
        found.insert(0, _item("工作提醒", "按规则发给人员和工作站", reminded, "/assess#tab=reminders"))
    return found


def _forms(session: Session, month: Month, town: str) -> list[Item]:
    return [_item(f"{city_index().name(row.community)} 周例会材料", f"{row.first} 至 {row.last}", 1,
                  f"/assess#tab=meeting&pack={row.id}") for row in session.scalars(select(MeetingPack).where(
                      MeetingPack.town == town, MeetingPack.last >= month.first, MeetingPack.last < month.following)
                      .order_by(MeetingPack.first.desc(), MeetingPack.community))]


def _inspected(session: Session, month: Month, town: str) -> list[Item]:
    places = session.scalars(select(InspectionPlace).where(
        InspectionPlace.town == town, InspectionPlace.done_at >= month.start, InspectionPlace.done_at < month.end)
        .order_by(InspectionPlace.done_at.desc()))
    found = [_item(row.name, "专项检查", 1, f"/assess#tab=inspections&id={row.inspection_id}", row.done_at)
             for row in places]
    samples = session.scalar(select(func.count()).select_from(PlatformSample).where(
        PlatformSample.town == town, PlatformSample.checked_at >= month.start,
        PlatformSample.checked_at < month.end)) or 0
    return [*found, *([_item("平台巡查样本", "考核员在屏幕上看，不到现场", samples, "/assess#tab=checks")]
                      if samples else [])]


_LISTS: dict[str, Callable[[Session, Month, str], list[Item]]] = {
    "fields": _fields, "photos": _photos, "repeated": _repeated, "outside": _outside, "reminders": _reminders,
    "forms": _forms, "inspected": _inspected}
