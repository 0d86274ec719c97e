"""Count tries in windows: wrong passwords, wrong query codes, reports per address. Limits are settings, 0 = off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from server.errors import Problem
from server.extensions import db
from server.models import Attempts
from server.transaction import transaction


def _parse(rate: str) -> tuple[int, int]:
    most, _, seconds = rate.partition("/")
    return int(most), int(seconds or 3600)


def _limited(wait: int) -> Problem:
    return Problem("rate-limited", f"尝试次数太多，请 {max(1, wait // 60)} 分钟后再试", retry_after=wait)


def _left(seconds: int, now: datetime) -> int:
    """Seconds until the current window ends."""
    return seconds - int(now.timestamp()) % seconds


def check_rate(what: str, rate: str, now: datetime) -> None:
    """Raises rate-limited when `what` has used up its tries in the current window. `rate` = "10/3600"."""
    most, seconds = _parse(rate)
    if not most:
        return
    window = int(now.timestamp()) // seconds
    with db.reading() as session:
        used = session.scalar(select(Attempts.count).where(Attempts.what == what, Attempts.window == window)) or 0
    if used >= most:
        raise _limited(_left(seconds, now))


def count_attempt(what: str, rate: str, now: datetime) -> None:
    """Add one try to the current window."""
    most, seconds = _parse(rate)
    if most:
        _count(what, seconds, now)


def spend_attempt(what: str, rate: str, now: datetime) -> None:
    """Count a try that is allowed only so often, good or bad, in one statement. Raises rate-limited."""
    most, seconds = _parse(rate)
    if most and _count(what, seconds, now) > most:
        raise _limited(_left(seconds, now))


def find_spent(rates: Mapping[str, str], now: datetime) -> tuple[str, int] | None:
    """Count one try for each of `{what: rate}` in one statement; (what, seconds to wait) of one that is used up."""
    limits = {what: _parse(rate) for what, rate in rates.items()}
    rows = [{"what": what, "window": int(now.timestamp()) // seconds, "count": 1}
            for what, (most, seconds) in sorted(limits.items()) if most]
    if not rows:
        return None
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    with transaction() as tx:
        counts = tx.session.execute(insert(Attempts).values(rows).on_conflict_do_update(
            index_elements=[Attempts.what, Attempts.window], set_={"count": Attempts.count + 1})
            .returning(Attempts.what, Attempts.count)).all()
    return next(((what, _left(limits[what][1], now)) for what, count in counts if count > limits[what][0]), None)


def _count(what: str, seconds: int, now: datetime) -> int:
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    statement = insert(Attempts).values(what=what, window=int(now.timestamp()) // seconds, count=1)
    with transaction() as tx:
        return tx.session.execute(statement.on_conflict_do_update(
            index_elements=[Attempts.what, Attempts.window], set_={"count": Attempts.count + 1})
            .returning(Attempts.count)).scalar_one()


def forget_attempts(now: datetime) -> None:
    """Delete the counts of windows that have passed (a job)."""
    kept = db.settings
    rates = {"login:": kept.login_rate, "code:": kept.query_code_rate, "report:": kept.report_rate,
             "near:": kept.report_rate, "device:": kept.device_rate, "contact-code:": kept.contact_code_rate}
    with transaction() as tx:
        for prefix, rate in rates.items():
            _, seconds = _parse(rate)
            tx.session.execute(delete(Attempts).where(
                Attempts.what.startswith(prefix), Attempts.window < int(now.timestamp()) // seconds))
