"""受理限制: what it may slow, for how long, who decides and who looks at it again. It never refuses a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.roles import Post, Role, is_city, is_current

SUBJECTS = ("device", "contact", "address")
SUBJECT_NAMES = {"device": "设备", "contact": "联系方式", "address": "网络地址"}
OUTCOMES = ("upheld", "lifted")
NEVER_SLOWED = 1  # severity: what may hurt somebody is read at once, whoever reports it


@dataclass(frozen=True)
class Held:
    """A restriction as intake asks for it."""

    id: int
    subject: str
    subject_hash: str
    starts_at: datetime
    ends_at: datetime

    def holds(self, hashes: Iterable[str | None], moment: datetime) -> bool:
        """Whether what comes with one of these hashes is slowed now."""
        return self.starts_at <= moment < self.ends_at and self.subject_hash in set(hashes)


def slowing(held: Iterable[Held], hashes: Iterable[str | None], severity: int, moment: datetime) -> Held | None:
    """The restriction that puts a report into the low queue, or None: severity 1 is never held back."""
    if severity == NEVER_SLOWED:
        return None
    known = [one for one in hashes if one]
    return next((one for one in held if one.holds(known, moment)), None)


def end_of(days: int, longest: int, now: datetime) -> datetime | None:
    """When a restriction of so many days ends; None when that is longer than its kind allows."""
    return now + timedelta(days=days) if 0 < days <= longest else None


def may_restrict(posts: Iterable[Post], district: str, town: str | None, now: datetime) -> bool:
    """The head of the station that takes the report in; at sea, where no station is, the district's coordinator."""
    role, home = (Role.STATION_HEAD, town) if town else (Role.COORDINATOR, district)
    return any(post.role is role and post.division == home and post.department is None and is_current(post, now)
               for post in posts)


def may_review(posts: Iterable[Post], person_id: int | None, made_by: int, district: str, unit: str,
               now: datetime) -> bool:
    """Another head of the district, its coordinator or the city's: never the person or the unit that restricted."""
    if person_id == made_by:
        return False
    return any(_is_above_or_beside(post, district, unit) and is_current(post, now) for post in posts)


def _is_above_or_beside(post: Post, district: str, unit: str) -> bool:
    if post.division is None or post.division == unit or post.department is not None:
        return False
    if is_city(post.division):
        return post.role is Role.COORDINATOR
    return post.role in (Role.STATION_HEAD, Role.COORDINATOR) and post.division[:6] == district
