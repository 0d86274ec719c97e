"""What reporters are told by which way, and the notices that wait, left or failed, for whoever looks after them."""

from __future__ import annotations

from functools import cache

from config.notices_out import NoticesOut, read_notices_out
from server.extensions import db


@cache
def notices_out() -> NoticesOut:
    """The operator's notices_out.toml."""
    return read_notices_out()


def channels() -> dict[str, bool]:
    """Way → whether it is simulated, of those that this installation offers.

    SMS and WeChat have no provider here: a simulated installation plays them, another one does not offer them.
    """
    played = {"sms": True, "wechat": True} if db.settings.simulated else {}
    return {**played, **({"email": False} if db.settings.smtp_url else {})}


def checked_ways() -> tuple[str, ...]:
    """Ways by which a contact is proved with a code, where the operator has switched it on."""
    wanted = {way.strip() for way in db.settings.contact_check.split(",")}
    return tuple(way for way in ("sms", "email") if way in wanted and way in channels())
