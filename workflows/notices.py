"""告知上报人: which event tells which reporter what, when a failed notice is tried again, when it is too late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

CHANNELS = ("sms", "wechat", "email")
CHANNEL_NAMES = {"sms": "短信", "wechat": "微信消息", "email": "电子邮件"}
STATES = ("waiting", "sending", "sent", "failed", "dropped")
STATE_NAMES = {"waiting": "待发", "sending": "正在发", "sent": "已发", "failed": "未能发出", "dropped": "不再需要"}


class Kind(StrEnum):
    """What a notice is about."""

    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    ANSWERED = "answered"
    CLOSED = "closed"
    QUESTION = "question"
    DECLINED = "declined"
    REOPENED = "reopened"
    REPLIED = "replied"
    CODE = "code"


# Event of the ledger → kind of notice.
KIND_OF = {
    "case.registered": Kind.ACCEPTED,
    "case.dispatched": Kind.DISPATCHED,
    "case.check_passed": Kind.ANSWERED,
    "case.closed": Kind.CLOSED,
    "case.declined": Kind.DECLINED,
    "case.reporter_asked": Kind.QUESTION,
    "case.reopened": Kind.REOPENED,
    "report.answered": Kind.REPLIED,
}
# What the same person may take back for a while: the notice waits as long, and goes with the step.
UNDOABLE = frozenset({Kind.DISPATCHED, Kind.DECLINED, Kind.CLOSED})
UNDONE = "case.undone"

# After the first try, minutes until the next one.
PAUSES = (1, 5, 30, 120, 720)
STUCK = timedelta(minutes=10)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after so many tries; None: given up."""
    return now + timedelta(minutes=PAUSES[tries - 1]) if tries <= len(PAUSES) else None


def send_at(kind: str, happened_at: datetime, undo_minutes: int) -> datetime:
    """When a notice may leave: what can be undone waits until it cannot."""
    return happened_at + timedelta(minutes=undo_minutes if kind in UNDOABLE else 0)


def channel_for(by: str | None, phone: str, email: str, offered: Mapping[str, bool]) -> str | None:
    """By which way somebody hears: as they wished, else by what they left; None when no way is open."""
    usable = [one for one in CHANNELS if offered.get(one) and (email if one == "email" else phone)]
    if by in usable:
        return by
    return usable[0] if usable else None
