"""Thresholds in force: the catalogue's, unless an administrator has changed one."""

from __future__ import annotations

from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.evidence import Threshold, read_thresholds
from server.models import EvidenceRule
from server.queries.rule_cache import rules

SET = "evidence"


@cache
def default_thresholds() -> dict[str, Threshold]:
    """What the operator's catalogue says."""
    return read_thresholds()


def _load(session: Session) -> dict[str, int]:
    changed = dict(session.execute(select(EvidenceRule.name, EvidenceRule.value)).tuples())
    return {name: changed.get(name, item.value) for name, item in default_thresholds().items()}


def thresholds() -> dict[str, int]:
    """Numbers by name."""
    return rules(SET, _load)
