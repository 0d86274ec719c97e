"""Where a report came from, as HMACs only: enough to count and to slow, nothing to trace anybody by."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update

from server.actions.attempts import find_spent
from server.errors import Problem
from server.extensions import db
from server.models import Report
from server.queries.catalogue import find_category
from server.queries.moments import CITY_ZONE
from server.queries.restrictions import limits
from server.transaction import transaction
from workflows.restrictions import NEVER_SLOWED


@dataclass(frozen=True)
class Origin:
    """HMACs of the page's random device name and of the network address; None where it is not known."""

    device: str | None = None
    address: str | None = None


NOWHERE = Origin()
_HOME_PREFIX = re.compile(r"^(\+?86|0086)(?=1\d{10}$)")


def fingerprint(kind: str, text: str) -> str:
    """HMAC of an identifying text under the installation's key."""
    return hmac.new(db.settings.secret_key.encode(), f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()


def origin_of(device: str | None, address: str | None) -> Origin:
    """The origin of a request. Of an IPv6 address the household's half counts: a phone changes the rest daily."""
    return Origin(fingerprint("device", device) if device else None,
                  fingerprint("address", _network(address)) if address else None)


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network((int(found), 64), strict=False))


def contact_hash(text: str) -> str | None:
    """HMAC of a phone number or e-mail address however it was typed; None for nothing."""
    plain = text.strip().lower() if "@" in text else _HOME_PREFIX.sub("", re.sub(r"[^\d+]", "", text))
    return fingerprint("contact", plain) if plain else None


def spend_report(origin: Origin, category: str, now: datetime) -> None:
    """Count a report against its device and its address. Raises rate-limited, saying when it goes on.

    The device's limit is the tight one: an address may be a whole estate. What may hurt somebody is held to the
    address's limit alone.
    """
    kinds = find_category(category)
    urgent = kinds is not None and kinds["severity"] == NEVER_SLOWED
    wanted = {f"report:{origin.address}": db.settings.report_rate} if origin.address else {}
    if origin.device and not urgent:
        wanted[f"device:{origin.device}"] = db.settings.device_rate
    spent = find_spent(wanted, now)
    if spent is not None:
        what, wait = spent
        whose = "这台设备" if what.startswith("device:") else "这个网络地址（可能是整个小区共用）"
        again = f"{(now + timedelta(seconds=wait)).astimezone(CITY_ZONE):%H:%M}"
        raise Problem("rate-limited", f"{whose}短时间内上报太多，{again} 之后可以再报。"
                      "火情、泄漏、有人受伤请拨 119、110、120，急事请拨 12345。", retry_after=wait)


def forget_origins(now: datetime) -> None:
    """After some weeks a report no longer says where it came from (a job)."""
    with transaction() as tx:
        tx.session.execute(update(Report).where(
            Report.received_at < now - timedelta(days=limits().origin_days),
            or_(Report.device_hash.is_not(None), Report.address_hash.is_not(None)))
            .values(device_hash=None, address_hash=None))
