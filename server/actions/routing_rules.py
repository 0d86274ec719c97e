"""Change the routing rules: checked as a whole before they are written, switched off by the system when they break."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config.routing_data import FirstRule, read_first_rules
from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.rule_sets import changed
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Department, RoutingRule
from server.queries.catalogue import categories, find_source
from server.queries.city import city_code, city_index, city_is_empty
from server.queries.people import SYSTEM, Actor
from server.queries.routing import SET, premises, read_book, read_when, to_rule, units_now
from server.queries.routing_sheet import may_edit_rules, rules_sheet
from server.transaction import Transaction, transaction
from workflows.roles import Role
from workflows.routing import Unit
from workflows.routing_rules import Rule, When, find_fault

STEP = 10  # between two positions


@dataclass(frozen=True)
class GivenRule:
    """A rule as it came over the edge; `when` and `target` in the form in which the table keeps them."""

    name: str
    active: bool
    when: dict[str, Any]
    target: dict[str, Any]
    reason: str

    @property
    def content(self) -> str:
        """The JSON text of the row."""
        return json.dumps({"when": self.when, "target": self.target, "reason": self.reason}, ensure_ascii=False)


def add_rule(given: GivenRule, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """A new rule at the end; answers all rules. Raises role-forbidden, validation."""
    def write(tx: Transaction) -> dict[str, Any]:
        last = tx.session.scalar(select(func.max(RoutingRule.position))) or 0
        row = RoutingRule(position=last + STEP, changed_at=now, name="", active=False, content="")
        _fill(tx.session, row, given, actor, now)
        tx.session.add(row)
        tx.session.flush()
        return {"rule": row.id, "what": "added"}

    return _edit(["add", vars(given)], write, actor, key, now)


def change_rule(rule_id: int, given: GivenRule, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """New words, conditions or target of a rule; mended, it is no longer broken. Raises not-found too."""
    def write(tx: Transaction) -> dict[str, Any]:
        row = _row(tx.session, rule_id)
        _fill(tx.session, row, given, actor, now)
        return {"rule": rule_id, "what": "changed", "active": given.active}

    return _edit(["change", rule_id, vars(given)], write, actor, key, now)


def order_rules(ids: list[int], actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The order in which rules are tried: every rule once. Raises validation when somebody has added one meanwhile."""
    def write(tx: Transaction) -> dict[str, Any]:
        rows = {row.id: row for row in tx.session.scalars(select(RoutingRule).with_for_update())}
        if sorted(rows) != sorted(ids):
            raise invalid("ids", "规则已有增减，请刷新后再排")
        for place, rule_id in enumerate(ids, 1):
            rows[rule_id].position = place * STEP
        return {"what": "ordered"}

    return _edit(["order", ids], write, actor, key, now)


def remove_rule(rule_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take a rule away for good. Raises validation while another one refers to it."""
    def write(tx: Transaction) -> dict[str, Any]:
        row = _row(tx.session, rule_id)
        others = [rule for rule in _rules(tx.session) if rule.target.same_as == rule_id]
        if others:
            raise invalid("rule", f"规则“{others[0].name}”参照本规则，请先改它")
        tx.session.delete(row)
        return {"rule": rule_id, "what": "removed"}

    return _edit(["remove", rule_id], write, actor, key, now)


def _edit(wanted: list[Any], write: Callable[[Transaction], dict[str, Any]], actor: Actor, key: str | None,
          now: datetime) -> dict[str, Any]:
    if not may_edit_rules(actor, now):
        raise Problem("role-forbidden", "派遣规则由市系统管理员维护")
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(wanted), now)
        if stored is not None:
            return stored
        changed(tx, SET, actor, now, write(tx))
        return keep_answer(tx, key, actor.key, lambda: rules_sheet(tx.session, actor, now))


def _row(session: Session, rule_id: int) -> RoutingRule:
    row = session.get(RoutingRule, rule_id, with_for_update=True) if rule_id < 2**53 else None
    if row is None:
        raise Problem("not-found", "没有这条规则")
    return row


def _rules(session: Session) -> list[Rule]:
    return list(read_book(session, units_now()).rules)


def _fill(session: Session, row: RoutingRule, given: GivenRule, actor: Actor, now: datetime) -> None:
    try:
        when = read_when(given.when)
    except ValueError:
        raise invalid("when", "时间应为 22:00、日期应为 06-07 这样的写法") from None
    _check_codes(when)
    row.name, row.active, row.content, row.broken = given.name.strip(), given.active, given.content, None
    row.changed_at, row.changed_by = now, actor.person_id
    mine = replace(to_rule(row), id=row.id or 0)
    others = [rule for rule in _rules(session) if rule.id != mine.id]
    fault = find_fault(mine, [*others, mine], units_now())
    if fault is not None:
        raise invalid("target.same_as" if mine.target.same_as else "target", fault)
    for other in others:  # somebody may refer to this one
        said = find_fault(other, [*others, mine], units_now())
        if said is not None and other.target.same_as == mine.id:
            raise invalid("target.same_as", f"规则“{other.name}”：{said}")


def _check_codes(when: When) -> None:
    for code in when.categories:
        if code not in categories():
            raise invalid("when.categories", f"没有类别 {code}")
    for code in when.premises:
        if code not in {one.code for one in premises()}:
            raise invalid("when.premises", f"没有场所 {code}")
    for code in when.sources:
        if find_source(code) is None:
            raise invalid("when.sources", f"没有来源 {code}")
    for code in when.divisions:
        try:
            city_index().division(code)
        except KeyError:
            raise invalid("when.divisions", f"没有区划 {code}") from None


def switch_off_broken(now: datetime) -> int:
    """The job: rules that cannot work any more are switched off, with the reason, and the administrators are told.

    Departments are read anew: another process may have removed one.
    """
    with db.reading() as session:
        if city_is_empty(session) or not _broken(session):
            return 0
    with transaction() as tx:
        found = _broken(tx.session)
        for rule_id, fault in found.items():
            row = _row(tx.session, rule_id)
            row.active, row.broken, row.changed_at, row.changed_by = False, fault, now, None
            changed(tx, SET, SYSTEM, now, {"rule": rule_id, "what": "broken"})
            told = Told(f"routing:{rule_id}:{now.isoformat()}", "routing.broken",
                        f"派遣规则“{row.name}”已自动停用：{fault}", city_code())
            send(tx.session, Addressee(role=Role.ADMINISTRATOR, division=city_code()), told, now)
    return len(found)


def _broken(session: Session) -> dict[int, str]:
    rows = session.scalars(select(Department))
    book = read_book(session, [Unit(row.code, row.kind, row.level, row.division, row.name) for row in rows])
    return {rule.id: book.faults[rule.id] for rule in book.rules if rule.active and rule.id in book.faults}


def write_first_rules(session: Session, now: datetime) -> None:
    """The catalogue's rules, into an empty table only: afterwards the table is the truth."""
    if session.scalar(select(RoutingRule.id).limit(1)) is not None:
        return
    ids: dict[str, int] = {}
    for place, rule in enumerate(read_first_rules(), 1):
        row = RoutingRule(position=place * STEP, name=rule.name, active=True, changed_at=now,
                          content=_first_content(rule, ids))
        session.add(row)
        session.flush()
        ids[rule.name] = row.id


def _first_content(rule: FirstRule, ids: dict[str, int]) -> str:
    target = dict(rule.target)
    if "same_as" in target:
        target["same_as"] = ids[str(target["same_as"])]
    return GivenRule(rule.name, True, rule.when, target, rule.reason).content
