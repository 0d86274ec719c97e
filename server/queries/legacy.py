"""What a case says about being listed as 历史遗留: since when, and whether the reader may list it or end that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from server.models import Case
from server.queries.people import Actor
from workflows.legacy import lists_legacy, why_not_end, why_not_list


def legacy_of(case: Case, actor: Actor, now: datetime) -> dict[str, Any]:
    """The field `legacy`; no query of its own."""
    may = lists_legacy(actor.posts, case.district, now)
    return {"legacy": {"since": case.legacy_from, "until": case.legacy_to,
                       "may_list": may and why_not_list(case.state, case.legacy_from) is None,
                       "may_end": may and why_not_end(case.legacy_from, case.legacy_to) is None}}
