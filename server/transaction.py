"""One write = one transaction: lock, decide, write, record, commit, then tell. Nothing is told before the commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy.orm import Session

from server import realtime
from server.extensions import db, sqlite_writers

LastWrite = Callable[[Session], list[realtime.Announcement]]


class Transaction:
    """An open write. `last` registers what must be the last statements before the commit (the ledger)."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.notes: dict[str, object] = {}
        self._last: list[LastWrite] = []

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
    realtime.tell(told)
