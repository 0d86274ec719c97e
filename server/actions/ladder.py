"""The reminder ladder is written once for a new installation and edited as a whole: one version follows another."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from config.ladder import read_ladder
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rule_sets import changed
from server.errors import FieldError, Problem
from server.models import Case, Order, RuleSet, RungRow
from server.queries.ladder import NAME
from server.queries.ladder_sheet import edits_ladder, ladder_sheet
from server.queries.people import Actor
from server.transaction import transaction
from workflows.escalation import Rung, mistake
from workflows.states import OPEN


def write_first_ladder(session: Session) -> None:
    """The ladder of the catalogue, where there is none yet."""
    if session.scalar(select(RungRow.code).limit(1)) is None:
        session.execute(insert(RungRow), [asdict(rung) for rung in read_ladder()])


def replace_ladder(rungs: list[Rung], version: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Put these rungs in the place of all others; running clocks are looked at anew.

    Raises role-forbidden, stale-version (somebody else was faster), validation naming the rung and its field.
    """
    if not edits_ladder(actor, now):
        raise Problem("role-forbidden", "催办阶梯由系统管理员更改")
    _check(rungs)
    with transaction() as tx:
        wanted = content_hash(["ladder", version, [asdict(rung) for rung in rungs]])
        stored = find_answer(tx, key, actor.key, wanted, now)
        if stored is not None:
            return stored
        in_force = tx.session.scalar(select(RuleSet.version).where(RuleSet.name == NAME).with_for_update()) or 0
        if in_force != version:
            raise Problem("stale-version", f"催办阶梯已是第 {in_force} 版，请看过最新的再改", version=in_force)
        before = {row.code: row for row in tx.session.scalars(select(RungRow))}
        kept = {rung.code for rung in rungs}
        data = {"added": sorted(kept - before.keys()), "removed": sorted(before.keys() - kept), "rungs": [
            {name: value for name, value in asdict(rung).items() if name not in ("name", "text")} for rung in rungs]}
        tx.session.execute(delete(RungRow))
        tx.session.execute(insert(RungRow), [asdict(rung) for rung in rungs])
        _look_anew(tx.session, now)
        changed(tx, NAME, actor, now, data)
        return keep_answer(tx, key, actor.key, lambda: ladder_sheet(tx.session, actor, now))


def _look_anew(session: Session, now: datetime) -> None:
    """Every running clock is looked at by the next job: an earlier rung must not wait for the old one's time."""
    session.execute(update(Case).where(Case.state.in_(sorted(OPEN)), Case.due_at.is_not(None))
                    .values(remind_at=now).execution_options(synchronize_session=False))
    session.execute(update(Order).where(Order.state == "open").values(remind_at=now)
                    .execution_options(synchronize_session=False))


def _check(rungs: list[Rung]) -> None:
    codes = [rung.code for rung in rungs]
    for number, rung in enumerate(rungs):
        found = ("code", "编号重复") if codes.count(rung.code) > 1 else mistake(rung)
        if found is not None:
            field, words = f"rungs.{number}.{found[0]}", found[1]
            raise Problem("validation", f"第 {number + 1} 级：{words}", errors=(FieldError(field, words),))
