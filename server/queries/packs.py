"""Weekly meeting packs as they are read: a draft with everything that may be shown, a signed one as it was shown."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import MeetingPack, PackItem, PackSupplement, Person
from server.queries.city import city_index, named
from server.queries.pack_cases import Week, grids_of
from server.queries.pack_choices import chosen_case, picture_links, suggestions
from server.queries.pack_items import shape_items
from server.queries.pack_owners import choices, owner_names
from server.queries.people import Actor
from server.queries.scope import may_watch
from workflows.assessment.packs import GRID_ROLES, ItemState, PackState, layout_of, leads, shown
from workflows.roles import is_current


def week_of(pack: MeetingPack, now: datetime | None = None) -> Week:
    """The pack's week; seen from the moment of its facts unless another is given."""
    return Week(pack.community, pack.first, pack.last, now or pack.as_of)


def sees(actor: Actor, community: str, now: datetime) -> bool:
    """The head, whoever works above it, and the people of its grids, who sit in the meeting."""
    parts = {code for grid, parts in grids_of(community).items() for code in (grid, *parts)}
    return may_watch(actor, community, None, now) or any(
        post.role in GRID_ROLES and post.division in parts and is_current(post, now) for post in actor.posts)


def get_pack(session: Session, pack_id: int, actor: Actor, now: datetime, *, lock: bool = False) -> MeetingPack:
    """A pack that the person may read. Raises not-found, also for one of another territory.

    A draft is read by whoever prepares it and by those above; the others see it when it is signed.
    """
    row = session.get(MeetingPack, pack_id, with_for_update=lock or None) if pack_id < 2**53 else None
    if row is not None and (may_watch(actor, row.community, None, now)
                            or (row.state == PackState.SIGNED and sees(actor, row.community, now))):
        return row
    raise Problem("not-found", "没有这份例会材料")


def read_pack(pack_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One pack. Raises not-found."""
    with db.reading() as session:
        return shape_pack(session, get_pack(session, pack_id, actor, now), actor, now)


def shape_pack(session: Session, pack: MeetingPack, actor: Actor, now: datetime) -> dict[str, Any]:
    """The pack with what may be done to it; a signed one shows the document as it was frozen."""
    edits = pack.state == PackState.DRAFT and leads(actor.posts, pack.community, now)
    signed = json.loads(pack.frozen) if pack.frozen else None
    told = signed or document(session, pack)
    chosen = [told["good"], told["bad"]]
    picture_links(session, chosen)
    parts = _all_parts(pack) if edits else told["parts"]
    return {
        "id": pack.id, "version": pack.version, "state": pack.state, "community": named(pack.community),
        "town": named(pack.town), "district": named(pack.district), "first": pack.first, "last": pack.last,
        "as_of": pack.as_of, "simulated": pack.simulated, "parts": parts, "layout": json.loads(pack.layout),
        "review": told["review"], "good": told["good"], "bad": told["bad"],
        "items": shape_items(session, items_in(session, pack), actor, now), "supplements": _supplements(session, pack),
        "signed_at": pack.signed_at, "signed_by": told["signed_by"], "hash": pack.hash, "may_edit": edits,
        "may_add": pack.state == PackState.SIGNED and leads(actor.posts, pack.community, now),
        "suggestions": suggestions(session, week_of(pack)) if edits else {"good": [], "bad": []},
        "owners": choices(session, pack.community, now) if edits else [], "read_at": now}


def _all_parts(pack: MeetingPack) -> list[dict[str, Any]]:
    """Every part in the head's order, also what is left out."""
    body = json.loads(pack.body)
    return [body[part] for part in layout_of(json.loads(pack.layout)).order if part in body]


def document(session: Session, pack: MeetingPack, signer: str = "") -> dict[str, Any]:
    """What is shown: the parts in their order without what is left out, chosen cases, review and agreed actions."""
    week, index = week_of(pack), city_index()
    items = items_in(session, pack)
    names = owner_names(session, items)
    return {
        "community": index.name(pack.community), "code": pack.community, "town": index.name(pack.town),
        "first": pack.first.isoformat(), "last": pack.last.isoformat(), "as_of": _stamp(pack.as_of),
        "parts": shown(json.loads(pack.body), layout_of(json.loads(pack.layout))),
        "good": chosen_case(session, pack.good_case_id, pack.good_note, week),
        "bad": chosen_case(session, pack.bad_case_id, pack.bad_note, week), "review": pack.review,
        "items": [{"id": item.id, "words": item.words, "owner": names[item.id], "due_on": item.due_on.isoformat()}
                  for item in items],
        "signed_by": signer, "simulated": pack.simulated}


def _stamp(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _supplements(session: Session, pack: MeetingPack) -> list[dict[str, Any]]:
    rows = session.execute(select(PackSupplement, Person.name).outerjoin(
        Person, Person.id == PackSupplement.person_id).where(PackSupplement.pack_id == pack.id)
        .order_by(PackSupplement.id)).all()
    return [{"id": row.id, "text": row.words, "who": name or "", "at": row.at} for row, name in rows]


def items_in(session: Session, pack: MeetingPack) -> list[PackItem]:
    """What was agreed in this meeting, in the order in which it was written down; nothing that was withdrawn."""
    return list(session.scalars(select(PackItem).where(
        PackItem.pack_id == pack.id, PackItem.state != ItemState.WITHDRAWN).order_by(PackItem.id)))
