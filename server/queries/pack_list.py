"""Who has prepared and signed off the weekly meeting of which week, for the head, the station and those above."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from server.errors import invalid
from server.extensions import db
from server.models import MeetingPack, PackItem, Person, PersonPost
from server.queries.city import city_index, named
from server.queries.moments import city_day
from server.queries.packs import sees
from server.queries.people import Actor, runs
from server.queries.scope import may_watch
from workflows.assessment.packs import ItemState, PackState, leads, week_before
from workflows.roles import Role, is_city, is_current

DEFINITION = "本周已签发 = 社区总网格长已签发上一周材料的社区数 ÷ 辖区内社区数"
MISSING = "none"  # the state of a community without a pack


def read_packs(actor: Actor, division: str | None, week: date | None, now: datetime, limit: int,
               cursor: str | None) -> dict[str, Any]:
    """Communities of a division (of the person's own when none is named) with their packs of a week.

    Raises validation for what is no division and no Monday.
    """
    first = week or week_before(city_day(now))[0]
    if first.weekday() != 0:
        raise invalid("week", "请给出那一周的星期一")
    communities = [code for code in _communities(actor, division, now) if sees(actor, code, now)]
    page = [code for code in communities if code > (cursor or "")][:limit]
    with db.reading() as session:
        packs = _packs(session, first, communities)
        heads, items = _heads(session, page, now), _open_items(session, page, now)
    lines = [_line(code, packs.get(code), heads.get(code), items.get(code, (0, 0)), actor, now) for code in page]
    signed = sum(pack.state == PackState.SIGNED for pack in packs.values())
    return {"week": {"first": first, "last": first + timedelta(days=6)}, "n": len(communities), "signed": signed,
            "definition": DEFINITION, "items": lines, "as_of": now,
            "next": page[-1] if page and page[-1] != communities[-1] else None}


def _communities(actor: Actor, division: str | None, now: datetime) -> list[str]:
    """Codes of the communities in a division, or around the person's posts, in their order."""
    places = [division] if division else [post.division for post in actor.posts
                                          if post.division and is_current(post, now)]
    try:
        return sorted({code for place in places for code in _communities_in(place)})
    except KeyError:
        raise invalid("division", "没有这个区划") from None


def _communities_in(code: str) -> list[str]:
    index = city_index()
    item = index.division(code)
    if item.level == "community":
        return [code]
    if item.level == "sub_grid":
        return [item.community] if item.community else []
    if item.level == "street_grid":
        return [part.community for part in map(index.division, index.children(code)) if part.community]
    below = index.within((-180, -90, 180, 90), "community")
    return [one for one in below if is_city(code) or one.startswith(code)]


def _packs(session: Session, first: date, communities: list[str]) -> dict[str, Any]:
    held = set(communities)
    towns = {code[:9] for code in communities}
    rows = session.execute(select(
        MeetingPack.id, MeetingPack.community, MeetingPack.state, MeetingPack.signed_at).where(
        MeetingPack.first == first, MeetingPack.town.in_(towns)))
    return {row.community: row for row in rows if row.community in held}


def _heads(session: Session, communities: list[str], now: datetime) -> dict[str, str]:
    return dict(session.execute(select(PersonPost.division, Person.name).join(
        Person, and_(Person.id == PersonPost.person_id, Person.active)).where(
        PersonPost.role == Role.COMMUNITY_HEAD, PersonPost.division.in_(communities), runs(PersonPost, now))).all())


def _open_items(session: Session, communities: list[str], now: datetime) -> dict[str, tuple[int, int]]:
    """{community: (agreed actions that are open, those past their day)}."""
    late = func.sum(case((PackItem.due_on < city_day(now), 1), else_=0))
    rows = session.execute(select(PackItem.community, func.count(), late).where(
        PackItem.community.in_(communities), PackItem.state == ItemState.OPEN).group_by(PackItem.community))
    return {community: (count, int(over)) for community, count, over in rows}


def _line(code: str, pack: Any, head: str | None, items: tuple[int, int], actor: Actor,
          now: datetime) -> dict[str, Any]:
    own = leads(actor.posts, code, now)
    readable = pack is not None and (pack.state == PackState.SIGNED or may_watch(actor, code, None, now))
    return {"community": named(code), "town": named(code[:9]), "head": head,
            "pack_id": pack.id if readable else None, "signed_at": pack.signed_at if pack else None,
            "state": pack.state if pack else MISSING, "open": items[0], "late": items[1], "own": own}
