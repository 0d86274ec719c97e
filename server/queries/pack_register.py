"""What a weekly meeting hears besides cases: sources nobody has seen, promises still open, what the grids lack."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.models import MeetingPack, PackItem, PollutionSource
from server.queries.city import city_index
from server.queries.five_fix_lists import read_five_fixes
from server.queries.moments import city_day
from server.queries.pack_cases import Week, day_words, part_of, row
from server.queries.pack_owners import owner_names
from server.queries.patrol_rules import kind_name
from server.queries.people import SYSTEM
from server.queries.sources import covered, in_use
from workflows.assessment.packs import ItemState, PackState, Part, is_late
from workflows.five_fixes import DEFINITION as FIVE

UNSEEN = "在册在用的高风险污染源中，从来没有人看过，或距上次到访已超过巡查间隔的"
PROMISES = "以前的例会上交办、到现在还没有完成的；会后每开一次例会带入一次"


def unseen_part(session: Session, week: Week) -> dict[str, Any]:
    """High-risk sources that nobody has seen in time."""
    today = city_day(week.now)
    sources = session.scalars(select(PollutionSource).where(
        PollutionSource.community == week.community, PollutionSource.risk == "high", in_use(today), ~covered(today),
    ).order_by(PollutionSource.due_on, PollutionSource.id))
    return part_of(Part.UNSEEN, [_source_row(source, today) for source in sources], UNSEEN)


def _source_row(source: PollutionSource, today: date) -> dict[str, Any]:
    seen = f"上次看过是 {day_words(city_day(source.seen_at))}" if source.seen_at else "从来没有看过"
    days = (today - source.due_on).days
    return row(Part.UNSEEN, str(source.id), source.name,
               grid=city_index().name(source.street_grid) if source.street_grid else "",
               text=" · ".join(filter(None, (kind_name(source.kind), source.address, seen))),
               value=f"晚 {days} 天" if days > 0 else "还没看", late=days > 0, source_id=source.id)


def promises_part(session: Session, week: Week) -> dict[str, Any]:
    """What was agreed in earlier meetings and is still open."""
    since = (select(func.count()).select_from(MeetingPack).where(
        MeetingPack.community == week.community, MeetingPack.state == PackState.SIGNED,
        MeetingPack.signed_at > PackItem.given_at).correlate(PackItem).scalar_subquery())
    rows = session.execute(select(PackItem, since).where(
        PackItem.community == week.community, PackItem.state == ItemState.OPEN)
        .order_by(PackItem.due_on, PackItem.id)).all()
    names = owner_names(session, [item for item, _ in rows])
    return part_of(Part.PROMISES, [_promise_row(item, carried, names[item.id], week.now) for item, carried in rows],
                   PROMISES)


def _promise_row(item: PackItem, carried: int, owner: str, now: datetime) -> dict[str, Any]:
    today = city_day(now)
    late = is_late(item.state, item.due_on, today)
    told = [f"{day_words(item.due_on)}到期", f"第 {carried + 1} 次带入" if carried else ""]
    return row(Part.PROMISES, str(item.id), item.words, who=owner, text=" · ".join(filter(None, told)),
               value=f"晚 {(today - item.due_on).days} 天" if late else "还在办", late=late)


def gaps_part(week: Week) -> dict[str, Any]:
    """What the community's grids lack of the five fixes, and whose turn it is."""
    found = read_five_fixes(week.community, "street_grid", False, SYSTEM, week.now)
    rows = []
    for item in found["items"]:
        for number, missing in enumerate(item["missing"]):
            turn = missing["turn"] or {}
            who = " ".join(filter(None, (turn.get("unit"), turn.get("role_name"), turn.get("name"))))
            rows.append(row(Part.GAPS, f"{item['code']}.{number}", missing["text"], grid=item["name"], who=who,
                            value=missing["what_name"]))
    return part_of(Part.GAPS, rows, f"只列本社区涉及的网格。{FIVE}")
