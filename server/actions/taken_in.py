"""What follows a new report in its own transaction: each line is one concern with a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.actions.likeness import look_around
from server.actions.search_words import keep_words
from server.actions.visits_beside import visit_by_report
from server.models import Case, Photo, Report
from server.queries.people import Actor
from server.queries.restrictions import slowed_words
from server.transaction import Transaction


@dataclass(frozen=True)
class TakenIn:
    """A report as it was stored: its rows, the words and exact place beside it, its pictures."""

    report: Report
    case: Case | None
    detail: dict[str, Any]
    photos: list[Photo]
    # It came with the wish to join this case, so nothing else has to be looked for.
    joined: bool = False


def follow_report(tx: Transaction, taken: TakenIn, actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything that a new report sets off; returns what the receipt and the ledger's event add to theirs."""
    keep_words(tx.session, taken.report, taken.case, taken.detail)
    visit_by_report(tx, taken.report, taken.case, taken.detail["lon"], taken.detail["lat"], actor, now)
    told = {"restricted": slowed_words(tx.session, taken.report, now)}
    if taken.joined:
        return {"possible_duplicates": [], "declined_nearby": [], **told}
    return {**look_around(tx, taken.report, taken.case, taken.detail, taken.photos, now), **told}
