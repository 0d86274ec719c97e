"""Grids that an assessor wants in the next plan of platform checks, with what stood out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem
from server.models import CheckProposal, DivisionRow
from server.queries.check_outliers import odd_grids
from server.queries.city import city_index
from server.queries.editions import place_in
from server.queries.people import Actor
from server.transaction import transaction
from workflows.assessment.rights import assesses


def propose_check(grid: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Want a grid in the next plan; said again, it stays. Raises not-found, role-forbidden."""
    try:
        known = city_index().division(grid).level == "street_grid"
    except KeyError:
        known = False
    if not known:
        raise Problem("not-found", "没有这个网格")
    if not assesses(actor.posts, grid[:6], now):
        raise Problem("role-forbidden", "由本区或市级考核员提请")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["propose-check", grid]), now)
        if stored is not None:
            return stored
        tx.session.execute(select(DivisionRow.code).where(DivisionRow.code == grid).with_for_update(key_share=True))
        open_one = select(CheckProposal).where(CheckProposal.division == grid, CheckProposal.plan_id.is_(None))
        if tx.session.scalar(open_one) is None:
            reasons = [one.oddity.value for one in odd_grids(tx.session, grid[:6], now).get(grid, ())]
            tx.session.add(CheckProposal(division=grid, reasons=" ".join(reasons), proposed_by=actor.person_id, at=now))
            record(tx, Entry("division", grid, None, "division.check_proposed", actor, grid[:6], None, place_in(grid),
                             None, now, {"reasons": reasons}))
        return keep_answer(tx, key, actor.key, lambda: {"grid": grid, "proposed": True})
