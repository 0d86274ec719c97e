"""Who sees whose score, and who assesses whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workflows.roles import Place, Post, Role, covers, is_city, is_current


def assesses(posts: Iterable[Post], district: str | None, now: datetime) -> bool:
    """An assessor of the district or of the city; with no district named, of the city alone."""
    return any(
        post.role is Role.ASSESSOR
        and is_current(post, now)
        and post.division is not None
        and (is_city(post.division) or post.division == district)
        for post in posts
    )


def sees_person(posts: Iterable[Post], own_id: int | None, person_id: int, place: Place, now: datetime) -> bool:
    """A person's score is seen by that person, by the head of the station there and by the assessors: nobody else."""
    held = tuple(posts)
    heads = any(
        post.role is Role.STATION_HEAD and is_current(post, now) and post.division == place.town for post in held
    )
    return own_id == person_id or heads or assesses(held, place.district, now)


def sees_unit(posts: Iterable[Post], place: Place, department: str | None, now: datetime) -> bool:
    """The score of a grid, a place or a department is seen by whoever works in its territory, above it or in it."""
    return any(covers(post, place, department, now) for post in posts)
