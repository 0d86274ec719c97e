"""One write = one transaction: lock, decide, write, record, commit, then tell. Nothing is told before the commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server import realtime
from server.extensions import db, sqlite_writers

P = ParamSpec("P")
T = TypeVar("T")
DEADLOCK = "40P01"  # SQLSTATE
LastWrite = Callable[[Session], list[realtime.Announcement]]


class Transaction:
    """An open write. `last` registers what must be the last statements before the commit (the ledger)."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.notes: dict[str, object] = {}
        self._last: list[LastWrite] = []
        self.after: list[Callable[[], None]] = []  # run once what was written is committed; must not raise

    def last(self, write: LastWrite) -> None:
        self._last.append(write)

    def finish(self) -> list[realtime.Announcement]:
        """Run the last writes in order; returns what is to be told after the commit."""
        told: list[realtime.Announcement] = []
        for write in self._last:
            told.extend(write(self.session))
        return told


@contextmanager
def transaction() -> Iterator[Transaction]:
    """Open a write transaction; commit at the end of the block, roll back when it raises, tell afterwards."""
    with sqlite_writers if db.is_sqlite else nullcontext(), db.writing() as session:
        open_write = Transaction(session)
        try:
            yield open_write
            told = open_write.finish()
            session.commit()
        except BaseException:
            session.rollback()
            raise
    for follow in open_write.after:
        follow()
    realtime.tell(told)


def again_after_deadlock(write: Callable[P, T]) -> Callable[P, T]:
    """Repeat a whole write, twice at most, when the database ended it to break a deadlock: nothing of it was kept.

    For writes that lock several cases: two merges may meet each other's cases in another order.
    """
    @wraps(write)
    def run(*args: P.args, **kw: P.kwargs) -> T:
        for _ in range(2):
            try:
                return write(*args, **kw)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) != DEADLOCK:
                    raise
        return write(*args, **kw)
    return run
