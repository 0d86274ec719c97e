"""Progress in the terminal: one line that changes in place; where there is none, a line for every tenth."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TextIO

from workflows.working_calendar import ZONE

EVERY_SECONDS = 0.5


class Progress:
    """Shows how far something is; `title` says what."""

    def __init__(self, title: str, stream: TextIO) -> None:
        self._title, self._stream = title, stream
        self._in_place = stream.isatty()
        self._shown_at, self._tenth = float("-inf"), -1

    def show(self, share: float, moment: datetime, reports: int) -> None:
        """`share` of everything is done; the past has reached `moment` with so many reports."""
        words = f"{self._title} {min(share, 1):4.0%}  {moment.astimezone(ZONE):%m-%d %H:%M}  {reports} 件"
        if self._in_place and time.monotonic() - self._shown_at > EVERY_SECONDS:
            self._shown_at = time.monotonic()
            print(f"\r{words}", end="", file=self._stream, flush=True)
        elif not self._in_place and int(share * 10) > self._tenth:
            self._tenth = int(share * 10)
            print(words, file=self._stream, flush=True)

    def end(self, words: str) -> None:
        """Replace the line by the result."""
        print(f"\r\033[K{words}" if self._in_place else words, file=self._stream, flush=True)
