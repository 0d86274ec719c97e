"""How honestly it is closed: what stands closed without a reporter's yes, what is denied, what waits for an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import case as when
from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import aliased

from server.extensions import db
from server.models import Case, Report
from server.queries.city import named
from server.queries.closing import ASKED, CONTESTED, WITHOUT_YES, closing_condition
from server.queries.facts import CITIZEN_SOURCES
from server.queries.people import Actor
from server.queries.reading import check_watch, home_of
from server.queries.scope import case_condition, division_condition
from workflows.states import OPEN, State


def read_closing_figures(actor: Actor, division: str | None, department: str | None, now: datetime) -> dict[str, Any]:
    """Figures of a division or department, of the person's own when none is named. Raises territory-forbidden."""
    if division is None and department is None:
        division, department = home_of(actor, now)
    check_watch(actor, division, department, now)
    scope = [case_condition(actor, now), division_condition(Case, division) if division
             else Case.department == department]
    own = aliased(Case)  # the case itself and those merged into it
    by_citizens = exists().where(
        Report.case_id == own.id, or_(own.id == Case.id, own.main_case_id == Case.id), Report.state == "joined",
        Report.source.in_(CITIZEN_SOURCES))
    with db.reading() as session:
        closed, lacking = session.execute(
            select(func.count(), func.sum(when((Case.closed_without_yes, 1), else_=0)))
            .where(*scope, Case.state == State.CLOSED, by_citizens)).one()
        going, denied, waiting = session.execute(
            select(func.count(), func.sum(when((closing_condition(CONTESTED), 1), else_=0)),
                   func.sum(when((closing_condition(ASKED), 1), else_=0)))
            .where(*scope, Case.state.in_(sorted(OPEN)))).one()
    place = {"division": division} if division else {"department": department or ""}

    def figure(key: str, name: str, value: int | None, n: int, definition: str, **filters: str) -> dict[str, Any]:
        return {"key": key, "name": name, "value": int(value or 0), "n": n, "definition": definition,
                "link": "/api/v1/cases?" + urlencode({**place, **filters, "closing": key})}

    return {"as_of": now, "place": named(division) if division else None, "figures": [
        figure(WITHOUT_YES, "未获认可结案", lacking, closed,
               "已结案、重新办理期限未过、有市民反映的案件中，没有人答“已解决”或仍有人答“未解决”的；沉默不算认可",
               state=State.CLOSED.value),
        figure(CONTESTED, "被反映单位否认", denied, going, "未办结案件中，被反映单位凭链接答复“不属实”的", open="true"),
        figure(ASKED, "等反映人补充", waiting, going, "未办结案件中，正在等反映人补充、时限暂停的", open="true")]}
