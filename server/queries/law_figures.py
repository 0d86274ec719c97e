"""How many clues are with law enforcement, how long already, and what came back: figures, each with its list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select

from server.extensions import db
from server.models import Case
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.reading import check_watch, home_of
from server.queries.scope import case_condition, division_condition
from workflows.law import SENT, STATUS_NAMES

DEFINITIONS = {SENT: "已移送执法、执法机关还没有任何回传的案件", "filed": "执法机关已立案、还没有决定的案件",
               "not-filed": "执法机关决定不立案的案件", "penalty": "已有处罚决定、还没有执行完毕的案件",
               "enforced": "处罚已执行完毕的案件"}


def read_law_figures(actor: Actor, division: str | None, department: str | None, now: datetime) -> dict[str, Any]:
    """Figures of a division or department, of the person's own when none is named.

    Raises not-found, territory-forbidden.
    """
    if division is None and department is None:
        division, department = home_of(actor, now)
    check_watch(actor, division, department, now)
    inside = division_condition(Case, division) if division else Case.department == department
    with db.reading() as session:
        rows = session.execute(
            select(Case.law_status, func.count(), func.min(Case.law_sent_at))
            .where(Case.law_status.is_not(None), inside, case_condition(actor, now)).group_by(Case.law_status)).all()
    found = {status: (count, oldest) for status, count, oldest in rows}
    scope = {"division": division} if division else {"department": department}
    items = [{"status": status, "name": name, "value": found.get(status, (0, None))[0],
              "definition": DEFINITIONS[status], "link": f"/api/v1/cases?{urlencode({**scope, 'law': status})}"}
             for status, name in STATUS_NAMES.items()]
    oldest = found.get(SENT, (0, None))[1]
    return {"items": items, "n": sum(item["value"] for item in items), "as_of": now,
            "longest_days": (city_day(now) - city_day(oldest)).days if oldest else None}
