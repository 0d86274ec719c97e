"""Figures of the board: each is the count of a list, with its definition, its moment and the list's address."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import case as when
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.extensions import db
from server.models import Case, Event
from server.queries.cases import HIGH, is_late, is_warned
from server.queries.city import city_index, named_unit
from server.queries.counters import DayCounts, count_directly, counts_by_day, is_counted
from server.queries.moments import city_day, past_days
from server.queries.people import Actor
from server.queries.restrictions import is_low
from server.queries.scope import case_condition, division_condition
from workflows.roles import column_of
from workflows.states import OPEN, PHASE_NAMES, PHASE_OF, STATE_NAMES, Phase, State

TREND_DAYS = 14
TODAY = {Phase.DISCOVER: ("reported_on", "今天新上报"), Phase.HANDLE: ("dispatched_on", "今天派遣"),
         Phase.EVALUATE: ("handled_on", "今天处置完成"), Phase.FEEDBACK: ("closed_on", "今天结案")}
# Beside the stock: what is watched, by its definition and its list.
WATCHED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("warning", "时限已用八成、尚未超期的案件", {"warning": "true", "order": "due"}),
    ("supervised", "有督办的未办结案件", {"supervised": "true", "open": "true"}),
    ("escalated", "催办已报到协调员或领导的未办结案件", {"escalated": "true"}),
    ("recurring", "同一地点、同一类别再次发生的未办结案件", {"recurring": "true", "open": "true"}),
    ("low", "受理限制之中上报、还没有人读过的案件", {"low": "true"}))


class Board:
    """Counts of one division or department for one person; all from two statements."""

    def __init__(self, session: Session, actor: Actor, division: str | None, department: str | None,
                 now: datetime) -> None:
        self.now, self.today = now, city_day(now)
        self._place = {"division": division} if division else {"department": department or ""}
        self._session = session
        self._scope = [case_condition(actor, now)]
        if division:
            self._scope.append(division_condition(Case, division))
        if department:
            self._scope.append(Case.department == department)
        self._stock, self._late, self._watched = self._by_state()
        dimension = "department" if department else column_of(division or "")
        self._days = self._by_day(dimension, department or division or "")

    def _by_state(self) -> tuple[dict[str, int], dict[str, int], list[int]]:
        """Open cases by state, late ones by state, and those of WATCHED: reads the open cases, not the history."""
        conditions = (is_late(self.now), is_warned(self.now), Case.supervised, Case.escalated.in_(HIGH),
                      Case.recurrence > 0, is_low())
        rows = self._session.execute(
            select(Case.state, func.count(), *(func.sum(when((one, 1), else_=0)) for one in conditions))
            .where(*self._scope, Case.state.in_(sorted(OPEN))).group_by(Case.state)).all()
        return ({row[0]: int(row[1]) for row in rows}, {row[0]: int(row[2] or 0) for row in rows},
                [sum(int(row[3 + place] or 0) for row in rows) for place in range(len(WATCHED))])

    def _by_day(self, dimension: str, code: str) -> DayCounts:
        """Counts by measure and day over 14 days. Whoever may watch a place or unit reads all of its cases, so that
        its counters are this person's figures too."""
        days = past_days(self.today, TREND_DAYS)
        if is_counted(dimension):
            return counts_by_day(self._session, dimension, code, days[0], days[-1])
        return count_directly(self._session, self._scope, days[0], days[-1])

    def link(self, **filters: Any) -> str:
        """Address of the list that a figure counts."""
        return "/api/v1/cases?" + urlencode({**self._place, **filters})

    def figure(self, value: int, definition: str, **filters: Any) -> dict[str, Any]:
        return {"value": value, "definition": definition, "link": self.link(**filters)}

    def on_day(self, column: str, day: date) -> int:
        """Cases whose day column is this one of the 14 days."""
        return self._days.get((column.removesuffix("_on"), day), 0)

    def phase(self, phase: Phase) -> dict[str, Any]:
        states = [state for state in State if PHASE_OF[state] is phase and state in OPEN]
        column, words = TODAY[phase]
        name = PHASE_NAMES[phase]
        return {
            "phase": phase.value, "name": name,
            "stock": self.figure(sum(self._stock.get(state, 0) for state in states),
                                 f"{name}阶段未办结的案件", phase=phase.value, open="true"),
            "today": self.figure(self.on_day(column, self.today), f"{words}的案件", **{column: self.today}),
            "late": self.figure(sum(self._late.get(state, 0) for state in states),
                                f"{name}阶段已过时限、尚未完成的案件（等待反映人评价的不算）",
                                phase=phase.value, open="true", late="true", order="due"),
            "states": [{"state": state.value, "name": STATE_NAMES[state], "value": self._stock.get(state, 0),
                        "late": self._late.get(state, 0),
                        "link": self.link(state=state.value, order="due")} for state in states],
        }

    def trend(self) -> list[dict[str, Any]]:
        """Reported and closed per day over 14 days."""
        return [{"date": day, "reported": self.on_day("reported_on", day),
                 "closed": self.on_day("closed_on", day)} for day in past_days(self.today, TREND_DAYS)]

    def watched(self) -> dict[str, dict[str, Any]]:
        """Figures of open cases that somebody keeps an eye on."""
        return {name: self.figure(value, definition, **filters)
                for (name, definition, filters), value in zip(WATCHED, self._watched, strict=True)}

    def total(self, late: bool) -> int:
        return sum((self._late if late else self._stock).values())


def overview(session: Session, actor: Actor, division: str | None, department: str | None,
             now: datetime) -> dict[str, Any]:
    """The board's figures for a division or a department."""
    board = Board(session, actor, division, department, now)
    return {
        "division": _division(division, department), "as_of": now,
        "seq": session.scalar(select(func.max(Event.seq))) or 0, "simulated": db.settings.simulated,
        "phases": [board.phase(phase) for phase in Phase],
        "stock": board.figure(board.total(late=False), "已上报、尚未结案的全部案件", open="true"),
        "late": board.figure(board.total(late=True), "已过时限、尚未完成的案件（等待反映人评价的不算）", late="true",
                             order="due"),
        **board.watched(),
        "today": {"reported": board.figure(board.on_day("reported_on", board.today), "今天新上报的案件",
                                           reported_on=board.today),
                  "closed": board.figure(board.on_day("closed_on", board.today), "今天结案的案件",
                                         closed_on=board.today)},
        "trend": board.trend(),
    }


def _division(division: str | None, department: str | None) -> dict[str, Any]:
    if division:
        found = city_index().division(division)
        return {"code": found.code, "name": found.name, "level": found.level}
    return {**(named_unit(department) or {"code": department or "", "name": ""}), "level": "department"}


def grid_figures(session: Session, actor: Actor, division: str, level: str, now: datetime) -> dict[str, Any]:
    """Open and late cases per grid for the map; reads the open cases of the division."""
    column = getattr(Case, column_of_level(level))
    late = func.sum(when((is_late(now), 1), else_=0))
    rows = session.execute(
        select(column, func.count(), late)
        .where(case_condition(actor, now), division_condition(Case, division), Case.state.in_(sorted(OPEN)),
               column.is_not(None)).group_by(column))
    items = []
    for code, count, overdue in rows:
        area = city_index().division(code).area_km2
        items.append({"code": code, "open": int(count), "late": int(overdue or 0),
                      "per_km2": round(int(count) / area, 3) if area else 0.0})
    return {"as_of": now, "level": level, "items": items,
            "definition": "未办结案件数；late 为其中已过时限的；per_km2 为每平方公里未办结件数（示意边界的面积）"}


def column_of_level(level: str) -> str:
    """The case column that holds codes of a level."""
    return {"district": "district", "town": "town", "street_grid": "street_grid"}[level]



