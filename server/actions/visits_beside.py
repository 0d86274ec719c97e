"""A report or a look made at a source counts as a visit by itself: nobody types the same thing twice."""

from __future__ import annotations

from datetime import datetime

from server.actions.visits import write_visit
from server.models import Case, PollutionSource, Report, Visit
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.source_points import source_at
from server.queries.sources import place_of_source
from server.transaction import Transaction
from workflows.patrol import VisitKind, may_visit
from workflows.roles import COLUMNS
from workflows.states import Action

LOOKS = frozenset({Action.CONFIRM, Action.CHECK_PASS, Action.CHECK_FAIL, Action.SELF_HANDLE})


def visit_by_report(tx: Transaction, report: Report, case: Case | None, lon: float | None, lat: float | None,
                    actor: Actor, now: datetime) -> None:
    """Somebody who patrols has reported something at a source. Costs others nothing."""
    if actor.kind == "person" and case is not None and report.source == "grid_member":
        _visit(tx, VisitKind.FINDING, source_at(lon, lat), case, report, None, report.occurred_at, actor, now)


def visit_by_step(tx: Transaction, case: Case, action: Action, done_at: datetime, actor: Actor,
                  now: datetime) -> None:
    """Somebody who patrols has looked at a case at a source. Costs others nothing."""
    if actor.kind == "person" and action in LOOKS:
        _visit(tx, VisitKind.LOOK, source_at(case.lon, case.lat), case, None, action, done_at, actor, now)


def _visit(tx: Transaction, kind: VisitKind, source_id: int | None, case: Case, report: Report | None,
           action: Action | None, done_at: datetime, actor: Actor, now: datetime) -> None:
    if source_id is None:
        return
    source = tx.session.get(PollutionSource, source_id, with_for_update=True)
    if source is None or not may_visit(actor.posts, place_of_source(source), now):
        return
    if source.active_from > city_day(now) or (source.active_to is not None and source.active_to < city_day(now)):
        return
    visit = Visit(
        kind=kind.value, source_id=source.id, person_id=actor.person_id, case_id=case.id,
        unit=actor.posts[0].division if actor.posts else None, report_id=report.id if report else None,
        action=action.value if action else None, done_at=done_at, done_at_stated=done_at, received_at=now,
        sent_at=report.sent_at if report else None, simulated=case.simulated,
        **{level: getattr(source, level) for level in COLUMNS})
    write_visit(tx, visit, source, {}, actor, now)
