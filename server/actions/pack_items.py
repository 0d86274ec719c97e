"""Agreed actions: written down while the pack is prepared, tracked from its sign-off until they are done."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, exists, literal, select
from sqlalchemy.orm import Session

from server.actions.case_rows import Upload, add_photos
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.pack_telling import tell_head, tell_owner
from server.actions.packs import draft_of, tell_ledger
from server.actions.photos import take_in
from server.errors import Problem, invalid
from server.extensions import db
from server.models import MeetingPack, Message, PackItem
from server.queries.moments import city_day
from server.queries.pack_items import get_item, shape_items
from server.queries.pack_owners import choices
from server.queries.packs import items_in, shape_pack
from server.queries.people import Actor
from server.transaction import Transaction, transaction
from workflows.assessment.packs import ItemState, OwnerKind, leads
from workflows.ledger import seal

MOST_ITEMS = 20
LONGEST = timedelta(days=366)
SOON = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What is agreed: words, whose it is (a code, or a person), until which day."""

    words: str
    kind: OwnerKind
    code: str | None
    person_id: int | None
    due_on: date


def plan_item(pack_id: int, wanted: Wanted, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Write an action down; it becomes open work with the sign-off. Raises not-found, validation."""
    def write(tx: Transaction, pack: MeetingPack) -> None:
        _check(tx.session, pack, wanted, now)
        item = PackItem(pack_id=pack.id, community=pack.community, words=wanted.words, salt=secrets.token_hex(16),
                        owner_kind=wanted.kind, owner=wanted.code, person_id=wanted.person_id, due_on=wanted.due_on,
                        state=ItemState.PLANNED, proof="", reason="")
        tx.session.add(item)
        tx.session.flush()
        tell_ledger(tx, pack, "pack.item_planned", actor, now, {
            "item": item.id, "kind": item.owner_kind, "owner": item.owner, "person": item.person_id,
            "due_on": item.due_on.isoformat(), "seal": _sealed(item, item.words)})
    return _in_draft(pack_id, ["plan-item", pack_id, repr(wanted)], write, actor, key, now)


def _check(session: Session, pack: MeetingPack, wanted: Wanted, now: datetime) -> None:
    today = city_day(now)
    if not today <= wanted.due_on <= today + LONGEST:
        raise invalid("due_on", "到期日应在今天以后、一年以内")
    known = {(one["kind"], one["code"], one["person_id"]) for one in choices(session, pack.community, now)}
    if (wanted.kind.value, wanted.code, wanted.person_id) not in known:
        raise invalid("owner", "请从本社区的网格、人员、工作站和部门里选")
    if len(items_in(session, pack)) >= MOST_ITEMS:
        raise invalid("words", f"一次例会最多交办 {MOST_ITEMS} 件事")


def drop_item(pack_id: int, item_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take a planned action back before the sign-off. Raises not-found, invalid-transition."""
    def write(tx: Transaction, pack: MeetingPack) -> None:
        item = next((one for one in items_in(tx.session, pack) if one.id == item_id), None)
        if item is None:
            raise Problem("not-found", "没有这件交办事项")
        item.state, item.ended_at = ItemState.WITHDRAWN, now
        tell_ledger(tx, pack, "pack.item_dropped", actor, now, {"item": item.id})
    return _in_draft(pack_id, ["drop-item", pack_id, item_id], write, actor, key, now)


def _in_draft(pack_id: int, content: list[Any], write: Callable[[Transaction, MeetingPack], None], actor: Actor,
              key: str | None, now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        pack = draft_of(tx.session, pack_id, actor, now)
        write(tx, pack)
        pack.version += 1
        tx.session.flush()
        return keep_answer(tx, key, actor.key, lambda: shape_pack(tx.session, pack, actor, now))


def finish_item(item_id: int, proof: str, pictures: Sequence[bytes], actor: Actor, key: str | None,
                now: datetime) -> dict[str, Any]:
    """Done, with words and perhaps one photo that show it. Raises not-found, invalid-transition, photo-rejected."""
    if len(pictures) > 1:
        raise Problem("photo-rejected", "证明材料附一张照片", code="too-many")
    with db.reading() as session:
        get_item(session, item_id, actor, now)  # nobody else makes us decode pictures
    taken = take_in([("document", picture) for picture in pictures])

    def write(tx: Transaction, item: PackItem, pack: MeetingPack) -> None:
        _expect(item, ItemState.OPEN, "这件事已经不在办理中")
        item.state, item.proof, item.done_at, item.done_by = ItemState.DONE, proof, now, actor.person_id
        item.photo_id = _keep_photo(tx.session, taken[0], actor, now) if taken else None
        late = city_day(now) > item.due_on
        tell_ledger(tx, pack, "pack.item_done", actor, now, {
            "item": item.id, "late": late, "seal": _sealed(item, proof),
            "photo": taken[0].photo.sha256 if taken else None})
        if not leads(actor.posts, item.community, now):
            tell_head(tx.session, item, pack, "pack.item_done",
                      "例会交办的一件事已报完成，请在「考核 · 周例会」里看结果。", now)
    return _on_item(item_id, ["finish-item", item_id, proof, [one.photo.sha256 for one in taken]], write, actor, key,
                    now)


def _keep_photo(session: Session, upload: Upload, actor: Actor, now: datetime) -> int:
    """A proof belongs to no case: it is neither published nor judged like the photos of cases."""
    row, = add_photos(session, [upload], case_id=None, report_id=None, event_n=None, person_id=actor.person_id,
                      private=True, now=now)
    row.judged_at = now
    session.flush()
    return row.id


def withdraw_item(item_id: int, reason: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The head takes an open action back, with the reason. Raises not-found, role-forbidden, invalid-transition."""
    def write(tx: Transaction, item: PackItem, pack: MeetingPack) -> None:
        _heads(actor, item, now)
        _expect(item, ItemState.OPEN, "这件事已经不在办理中")
        item.state, item.reason, item.ended_at = ItemState.WITHDRAWN, reason, now
        tell_ledger(tx, pack, "pack.item_withdrawn", actor, now, {"item": item.id, "seal": _sealed(item, reason)})
    return _on_item(item_id, ["withdraw-item", item_id, reason], write, actor, key, now)


def return_item(item_id: int, reason: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The head does not accept what was reported as done: it is open again, its day stays. Raises as above."""
    def write(tx: Transaction, item: PackItem, pack: MeetingPack) -> None:
        _heads(actor, item, now)
        _expect(item, ItemState.DONE, "这件事还没有报完成")
        item.state, item.reason, item.done_at, item.done_by = ItemState.OPEN, reason, None, None
        tell_ledger(tx, pack, "pack.item_returned", actor, now, {"item": item.id, "seal": _sealed(item, reason)})
        tell_owner(tx.session, item, pack, "pack.item_returned", now)
    return _on_item(item_id, ["return-item", item_id, reason], write, actor, key, now)


def _heads(actor: Actor, item: PackItem, now: datetime) -> None:
    if not leads(actor.posts, item.community, now):
        raise Problem("role-forbidden", "只有本社区的总网格长可以这样做")


def _expect(item: PackItem, state: ItemState, otherwise: str) -> None:
    if item.state != state:
        raise Problem("invalid-transition", otherwise)


def _on_item(item_id: int, content: list[Any], write: Callable[[Transaction, PackItem, MeetingPack], None],
             actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        item = get_item(tx.session, item_id, actor, now)
        pack = tx.session.get_one(MeetingPack, item.pack_id, with_for_update=True)  # the pack first: its chain grows
        tx.session.refresh(item, with_for_update=True)
        write(tx, item, pack)
        tx.session.flush()
        return keep_answer(tx, key, actor.key, lambda: shape_items(tx.session, [item], actor, now)[0])


def _sealed(item: PackItem, text: str) -> str:
    return seal(text, bytes.fromhex(item.salt))


def remind_of_items(now: datetime) -> int:
    """Tell owners the day before, and once the day has passed; how many were told. Cheap when nothing is due."""
    today = city_day(now)
    return sum(_remind(item_id, name, now) for name, days in (
        ("pack.item_due", PackItem.due_on.between(today, today + SOON)), ("pack.item_late", PackItem.due_on < today))
        for item_id in _untold(name, days))


def _untold(name: str, days: ColumnElement[bool]) -> list[int]:
    told = exists().where(Message.once == literal(f"{name}:") + cast(PackItem.id, String) + literal(":0"))
    with db.reading() as session:
        return list(session.scalars(select(PackItem.id).where(
            PackItem.state == ItemState.OPEN, days, ~told).order_by(PackItem.id)))


def _remind(item_id: int, name: str, now: datetime) -> bool:
    with transaction() as tx:
        item = tx.session.get_one(PackItem, item_id)
        if item.state == ItemState.OPEN:
            tell_owner(tx.session, item, tx.session.get_one(MeetingPack, item.pack_id), name, now)
        return item.state == ItemState.OPEN
