"""工作提醒: how a reminder stands, and by which of these a list is narrowed."""

from __future__ import annotations

from enum import StrEnum


class ReminderState(StrEnum):
    """Waiting, answered, or taken back. `LATE` names those that wait past their time and is no state of its own."""

    OPEN = "open"
    LATE = "late"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
