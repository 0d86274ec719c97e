"""Thresholds in force: the catalogue's, unless an administrator has changed one."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.evidence import Threshold, read_thresholds
from server.extensions import db
from server.models import EvidenceRule
from server.queries.people import Actor
from server.queries.rule_cache import rules
from workflows.roles import Role, is_city, is_current

SET = "evidence"


@cache
def default_thresholds() -> dict[str, Threshold]:
    """What the operator's catalogue says."""
    return read_thresholds()


def _load(session: Session) -> dict[str, int]:
    changed = dict(session.execute(select(EvidenceRule.name, EvidenceRule.value)).all())
    return {name: changed.get(name, item.value) for name, item in default_thresholds().items()}


def thresholds() -> dict[str, int]:
    """Numbers by name."""
    return rules(SET, _load)


def may_change(actor: Actor, now: datetime) -> bool:
    """Administrators of the city edit rules; everybody of staff reads them."""
    return any(post.role is Role.ADMINISTRATOR and is_city(post.division) and is_current(post, now)
               for post in actor.posts)


def read_rules(actor: Actor, now: datetime) -> dict[str, Any]:
    """Every threshold with its bounds and the catalogue's own value."""
    with db.reading() as session:
        return rules_shape(session, actor, now)


def rules_shape(session: Session, actor: Actor, now: datetime) -> dict[str, Any]:
    """The thresholds as the tables have them."""
    values = _load(session)
    return {"items": [{"name": item.name, "group": item.group, "least": item.least, "most": item.most,
                       "default": item.value, "value": values[item.name]} for item in default_thresholds().values()],
            "may_change": may_change(actor, now)}
