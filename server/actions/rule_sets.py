"""Say that a set of rules has changed: every process reads it anew, and the ledger tells who changed what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.record import Entry, record
from server.models import RuleSet
from server.queries.city import city_code
from server.queries.people import Actor
from server.queries.rule_cache import forget
from server.transaction import Transaction
from workflows.roles import Place


def changed(tx: Transaction, name: str, actor: Actor, now: datetime, data: dict[str, Any], *,
            division: str | None = None) -> None:
    """Raise the set's version and record `rule.changed` (codes and numbers only); memory forgets after the commit."""
    raise_version(tx, name, now)
    place = Place((division or city_code())[:6])
    record(tx, Entry("rule", name, None, "rule.changed", actor, division, None, place, None, now,
                     {"set": name, **data}))


def raise_version(tx: Transaction, name: str, now: datetime) -> None:
    """The same without a word in the ledger, for sets whose rows have chains of their own."""
    row = tx.session.scalar(select(RuleSet).where(RuleSet.name == name).with_for_update())
    if row is None:
        tx.session.add(RuleSet(name=name, version=1, changed_at=now))
    else:
        row.version, row.changed_at = row.version + 1, now
    tx.after.append(lambda: forget(name))
