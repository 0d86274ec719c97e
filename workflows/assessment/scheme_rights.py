"""Who writes schemes and who adopts them: never the same person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from workflows.roles import Post, Role, is_city, is_current


def writes_schemes(posts: Iterable[Post], now: datetime) -> bool:
    """Assessors draft schemes."""
    return any(post.role is Role.ASSESSOR and is_current(post, now) for post in posts)


def edits_scheme(posts: Iterable[Post], person: int | None, author: int | None, now: datetime) -> bool:
    """A draft is changed by whoever wrote it, or by an assessor of the city."""
    held = tuple(posts)
    of_city = any(post.role is Role.ASSESSOR and is_current(post, now) and is_city(post.division) for post in held)
    return of_city or (writes_schemes(held, now) and person is not None and person == author)


def adopts_schemes(posts: Iterable[Post], now: datetime) -> bool:
    """A leader of the city adopts: scores of the whole city follow from it."""
    return any(post.role is Role.LEADER and is_current(post, now) and is_city(post.division) for post in posts)


def previews(posts: Iterable[Post], now: datetime) -> bool:
    """Assessors and leaders see what a changed weight would have done."""
    return any(post.role in (Role.ASSESSOR, Role.LEADER) and is_current(post, now) for post in posts)


def decides_marks(posts: Iterable[Post], person: int | None, proposer: int, district: str, now: datetime) -> bool:
    """Assessors and leaders of the district or of the city, and never whoever proposed it."""
    return person is not None and person != proposer and _judges(posts, district, now)


def _judges(posts: Iterable[Post], district: str, now: datetime) -> bool:
    return any(post.role in (Role.ASSESSOR, Role.LEADER) and is_current(post, now) and post.division is not None
               and (is_city(post.division) or post.division == district) for post in posts)


def mark_districts(posts: Iterable[Post], now: datetime) -> list[str]:
    """Districts (or the city) whose assessors and leaders a person is among."""
    return sorted({post.division for post in posts if post.role in (Role.ASSESSOR, Role.LEADER)
                   and is_current(post, now) and post.division is not None})


def why_not_from(starts_on: date, today: date, last_begun: date | None, settled_to: date | None) -> str | None:
    """Why a scheme may not begin on a day: it is fixed before its term, after the last one's beginning, and outside
    of every period that is frozen already."""
    if starts_on <= today:
        return "方案须在生效之前批准：起始日最早为明天"
    if last_begun is not None and starts_on <= last_begun:
        return f"上一版方案自 {last_begun} 起，新的一版须在其后"
    if settled_to is not None and starts_on <= settled_to:
        return f"截至 {settled_to} 的考核已经冻结，方案不能在其中生效"
    return None
