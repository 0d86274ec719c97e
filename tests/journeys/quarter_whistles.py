"""Whistles of the simulated quarter: of the town to departments, of the grid to the town; early, late, never answered,
rated both ways, contested and ruled on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from server.actions.whistle_acts import WhistleAct, act_on_whistle
from server.actions.whistles import blow_whistle
from server.extensions import db
from server.models import Case, WhistleCall
from tests.builders import GRID, UNIT
from tests.journeys.month import person
from tests.journeys.quarter_clock import MINUTE, Clock
from workflows.states import State
from workflows.whistle import Act

Plan = tuple[timedelta, str, Act, dict[str, Any]]


def whistle_now_and_then(quarter: Clock, case_id: int, now: datetime) -> None:
    """After a dispatch: in every third case the town whistles, in every seventh the grid does."""
    if case_id % 3 == 0:
        quarter.soon(now, 20 * MINUTE, lambda then: _to_department(quarter, case_id, then))
    if case_id % 7 == 0:
        quarter.soon(now, 30 * MINUTE, lambda then: _to_town(quarter, case_id, then))


def _is_open(case_id: int, grid: str = "") -> bool:
    with db.reading() as session:
        state, where = session.execute(select(Case.state, Case.street_grid).where(Case.id == case_id)).one()
        return state in (State.DISPATCHED, State.HANDLING) and grid in ("", where)


def _to_department(quarter: Clock, case_id: int, now: datetime) -> None:
    if not _is_open(case_id):
        return
    kind = quarter.turn("kind", ("enforcement", "enforcement", "key_work"))
    whistle = blow_whistle(case_id, {"kind": kind, "lead": UNIT, "text": "请牵头"}, None, person("station", now),
                           now)["id"]
    late = quarter.turn("late", (20, 300, 45, 20, 2_000)) * MINUTE
    way = quarter.turn("way", ("taken", "taken", "declined", "taken", "silent", "taken", "taken", "withdrawn"))
    comes = [(late + 90 * MINUTE, "department", Act.ARRIVE, {})] if kind == "enforcement" else []
    if way == "declined":
        _carry_out(quarter, whistle, now, [*_declined(quarter, late), *[
            (wait + 60 * MINUTE, who, act, fields) for wait, who, act, fields in comes]])
    elif way == "withdrawn":
        _carry_out(quarter, whistle, now, [(10 * MINUTE, "station", Act.WITHDRAW, {"text": "吹错了"})])
    elif way == "taken":
        _carry_out(quarter, whistle, now, [*comes, *_taken(quarter, late), *_judged(quarter, late)])


def _declined(quarter: Clock, late: timedelta) -> list[Plan]:
    ruling = {"topic": "decline", "ruling": quarter.turn("decline", ("overturned", "upheld")), "text": "已查"}
    return [(late, "department", Act.DECLINE, {"reason_code": "not-ours", "text": "不属本局"}),
            (late + 60 * MINUTE, "station", Act.CONTEST, {"topic": "decline", "text": "属该局"}),
            (late + 120 * MINUTE, "coordinator", Act.RULE, ruling)]


def _taken(quarter: Clock, late: timedelta) -> list[Plan]:
    """Answered and reported; the answer rated, now and then contested and ruled on."""
    result = quarter.turn("result", ("solved", "partly", "solved", "unsolved"))
    stars = {"attendance": 4, "attitude": 5, "outcome": quarter.dice.randrange(1, 6)}
    found: list[Plan] = [
        (late, "department", Act.ANSWER, {}),
        (late + 400 * MINUTE, "department", Act.REPORT, {"result": result, "text": "已处理"}),
        (late + 900 * MINUTE, "station", Act.RATE, stars)]
    after = quarter.turn("rating", ("", "overturned", "", "upheld", "", "open"))
    if after:
        found.append((late + 1_000 * MINUTE, "department", Act.CONTEST, {"topic": "rating", "text": "当时已处理"}))
    if after in ("overturned", "upheld"):
        found.append((late + 1_100 * MINUTE, "coordinator", Act.RULE, {"topic": "rating", "ruling": after,
                                                                       "text": "看过现场"}))
    return found


def _judged(quarter: Clock, late: timedelta) -> list[Plan]:
    """What the department says of the whistle, now and then contested by the town and ruled on."""
    after = quarter.turn("judgement", ("reasonable", "", "overturned", "reasonable", "upheld", "reasonable", "open"))
    judgement = "reasonable" if after == "reasonable" else "unreasonable"
    found: list[Plan] = [(late + 30 * MINUTE, "department", Act.RATE, {"judgement": judgement, "text": "日常机制可办"})]
    if after in ("overturned", "upheld", "open"):
        found.append((late + 200 * MINUTE, "station", Act.CONTEST, {"topic": "judgement", "text": "多次派遣无果"}))
    if after in ("overturned", "upheld"):
        found.append((late + 300 * MINUTE, "coordinator", Act.RULE, {"topic": "judgement", "ruling": after,
                                                                     "text": "已查"}))
    return found


def _to_town(quarter: Clock, case_id: int, now: datetime) -> None:
    """Of the grid to its town: answered in time, too late, passed on to a department, or never."""
    if not _is_open(case_id, GRID):
        return
    said = {"kind": "key_work", "text": "网格解决不了"}
    whistle = blow_whistle(case_id, said, None, person("member", now), now)["id"]
    way = quarter.turn("up", ("soon", "late", "soon", "passed", "soon", "never"))
    if way == "passed":
        _carry_out(quarter, whistle, now, [
            (30 * MINUTE, "station", Act.PASS_ON, {"lead": "350211-ST", "text": "请生态环境局牵头"})])
    elif way != "never":
        wait = 20 * MINUTE if way == "soon" else 2_000 * MINUTE
        _carry_out(quarter, whistle, now, [
            (wait, "station", Act.ANSWER, {}),
            (wait + 300 * MINUTE, "station", Act.REPORT, {"result": "solved", "text": "已协调"})])


def _carry_out(quarter: Clock, whistle: int, now: datetime, plans: list[Plan]) -> None:
    for wait, who, act, fields in plans:
        quarter.at(now + wait, lambda then, who=who, act=act, fields=fields: act_on_whistle(  # type: ignore[misc]
            whistle, WhistleAct(act, fields, _call_of(whistle)), person(who, then), then))


def _call_of(whistle: int) -> int | None:
    with db.reading() as session:
        return session.scalar(select(WhistleCall.id).where(WhistleCall.whistle_id == whistle))
