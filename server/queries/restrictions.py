"""受理限制 as intake asks for them, and as heads and operators read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.notices_out import RestrictionLimits, read_restriction_limits
from server.models import Restriction
from server.queries.rule_cache import rules
from workflows.restrictions import Held, slowing

SET = "restrictions"


@cache
def limits() -> RestrictionLimits:
    """The operator's restrictions.toml."""
    return read_restriction_limits()


def slowed_by(hashes: Iterable[str | None], severity: int, now: datetime) -> int | None:
    """The restriction under which a report with these hashes is read later; from memory."""
    found = slowing(rules(SET, _load), hashes, severity, now)
    return found.id if found is not None else None


def _load(session: Session) -> tuple[Held, ...]:
    rows = session.scalars(select(Restriction).where(Restriction.ended_at.is_(None)).order_by(Restriction.id))
    return tuple(Held(row.id, row.subject, row.subject_hash, row.starts_at, row.ends_at) for row in rows)
