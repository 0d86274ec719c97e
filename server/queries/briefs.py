"""A case in one line, for pages that name it beside something else."""

from __future__ import annotations

from typing import Any

from server.models import Case
from server.queries.catalogue import category_name
from workflows.states import STATE_NAMES, State


def brief(case: Case) -> dict[str, Any]:
    """Number, state, kind and the times that tell whether it is still open."""
    return {"id": case.id, "number": case.number, "state": case.state, "state_name": STATE_NAMES[State(case.state)],
            "category": {"code": case.category, "name": category_name(case.category)},
            "reported_at": case.reported_at, "closed_at": case.closed_at, "reports": case.reports}
