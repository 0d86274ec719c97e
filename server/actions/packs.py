"""The weekly meeting pack: prepared from the facts, edited by the community's head, signed off as it is shown."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.pack_telling import tell_owner
from server.actions.record import Entry, record, stamp
from server.errors import Problem, invalid
from server.extensions import db
from server.models import Case, MeetingPack, PackSupplement
from server.queries.city import city_index
from server.queries.moments import city_day
from server.queries.pack_body import read_body
from server.queries.pack_cases import Week, talked_about
from server.queries.packs import document, get_pack, items_in, shape_pack
from server.queries.people import SYSTEM, Actor
from server.transaction import Transaction, transaction
from workflows.assessment.packs import (
    ItemState,
    Layout,
    LayoutError,
    PackState,
    leads,
    read_layout,
    refs_of,
    week_before,
)
from workflows.ledger import canonical, seal
from workflows.roles import Place, Role

Write = Callable[[Transaction, MeetingPack], None]
WORDS = ("review", "good_note", "bad_note")
CHOSEN = ("good_case_id", "bad_case_id")


@dataclass(frozen=True)
class Edit:
    """What the head changes; None leaves it as it is. `order`, `hidden` and `notes` come together."""

    layout: tuple[list[str], list[str], dict[str, str]] | None
    fields: Mapping[str, Any]


def open_pack(community: str, actor: Actor, now: datetime) -> tuple[dict[str, Any], bool]:
    """The pack of the week that has ended, prepared now unless it is there; whether it was. Raises role-forbidden,
    validation."""
    if not leads(actor.posts, community, now):
        raise Problem("role-forbidden", "例会材料由本社区的总网格长打开和编辑")
    row_id, made = prepare(community, actor, now)
    with db.reading() as session:
        return shape_pack(session, get_pack(session, row_id, actor, now), actor, now), made


def prepare(community: str, actor: Actor, now: datetime) -> tuple[int, bool]:
    """Number of the community's pack for the week before, and whether it had to be made."""
    first, last = week_before(city_day(now))
    wanted = select(MeetingPack.id).where(MeetingPack.community == community, MeetingPack.first == first)
    with db.reading() as session:
        known = session.scalar(wanted)
    if known is not None:
        return known, False
    week = Week(community, first, last, now)
    values = _values(week, canonical(read_body(week)))
    insert = sqlite.insert if db.is_sqlite else postgresql.insert
    with transaction() as tx:
        made = tx.session.scalar(insert(MeetingPack.__table__).values(values).on_conflict_do_nothing(
            index_elements=["community", "first"]).returning(MeetingPack.__table__.c.id))
        if made is None:  # somebody was faster
            return tx.session.scalars(wanted).one(), False
        row = tx.session.get_one(MeetingPack, made)
        tell_ledger(tx, row, "pack.made", actor, now, {"first": first.isoformat()})
        send(tx.session, Addressee(role=Role.COMMUNITY_HEAD, division=community), Told(
            f"pack.made:{row.id}", "pack.made", f"{first.month}月{first.day}日那一周的例会材料已备好，"
            "请在「考核 · 周例会」里看过、讲评、签发。", row.district), now)
        return row.id, True


def _values(week: Week, body: str) -> dict[str, Any]:
    town = city_index().division(week.community).parent or ""
    return {"community": week.community, "town": town, "district": week.community[:6], "first": week.first,
            "last": week.last, "state": PackState.DRAFT.value, "version": 1, "as_of": week.now, "body": body,
            "layout": canonical(Layout().to_json()), "review": "", "good_note": "", "bad_note": "",
            "salt": secrets.token_hex(16), "simulated": db.settings.simulated, "created_at": week.now,
            "event_count": 0}


def refresh_pack(pack_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """Read the facts anew; what the head has written and chosen stays. Raises not-found, invalid-transition."""
    with db.reading() as session:
        pack = get_pack(session, pack_id, actor, now)
        week = Week(pack.community, pack.first, pack.last, now)
    body = read_body(week)

    def write(tx: Transaction, row: MeetingPack) -> None:
        layout = json.loads(row.layout)
        kept = {**layout, "hidden": [one for one in layout["hidden"] if one in refs_of(body) or ":" not in one]}
        row.body, row.as_of, row.layout = canonical(body), now, canonical(kept)
        row.version += 1
        tell_ledger(tx, row, "pack.refreshed", actor, now, {"as_of": stamp(now)})
    return _change(pack_id, None, ["refresh-pack", pack_id, stamp(now)], write, actor, None, now)


def edit_pack(pack_id: int, edit: Edit, version: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Change what is shown, the chosen cases or the words. Raises not-found, validation, stale-version."""
    def write(tx: Transaction, row: MeetingPack) -> None:
        data: dict[str, Any] = {}
        if edit.layout is not None:
            row.layout = canonical(_layout(row, edit.layout).to_json())
            data["layout"] = _sealed(row, row.layout)
        for name in CHOSEN:
            if name in edit.fields:
                _check_case(tx.session, row, name, edit.fields[name])
                data[name] = edit.fields[name]
        data |= {name: _sealed(row, edit.fields[name]) for name in WORDS if name in edit.fields}
        for name, value in edit.fields.items():
            setattr(row, name, value)
        row.version += 1
        tell_ledger(tx, row, "pack.edited", actor, now, data)
    return _change(pack_id, version, ["edit-pack", pack_id, version, repr(edit)], write, actor, key, now)


def _layout(row: MeetingPack, given: tuple[list[str], list[str], dict[str, str]]) -> Layout:
    try:
        return read_layout(*given, refs=refs_of(json.loads(row.body)))
    except LayoutError as error:
        raise invalid(error.field, str(error)) from None


def _check_case(session: Session, row: MeetingPack, name: str, case_id: int | None) -> None:
    """A chosen case lies in the community and may be talked about."""
    if case_id is not None and not session.scalar(select(Case.id).where(
            Case.id == case_id, talked_about(row.community))):
        raise invalid(name.removesuffix("_case_id"), "本社区没有这个可以在会上说的案件")


def sign_pack(pack_id: int, version: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Freeze the pack as it is shown; what was agreed becomes open work and its owners are told.

    Raises not-found, role-forbidden, stale-version, invalid-transition.
    """
    def write(tx: Transaction, row: MeetingPack) -> None:
        items = [item for item in items_in(tx.session, row) if item.state == ItemState.PLANNED]
        row.frozen = canonical(document(tx.session, row, actor.name))
        row.hash, row.state, row.signed_at, row.signed_by = (
            _sealed(row, row.frozen), PackState.SIGNED, now, actor.person_id)
        row.version += 1
        for item in items:
            item.state, item.given_at = ItemState.OPEN, now
            tell_owner(tx.session, item, row, "pack.item_given", now)
        tell_ledger(tx, row, "pack.signed", actor, now, {
            "hash": row.hash, "as_of": stamp(row.as_of), "items": [item.id for item in items]})
    return _change(pack_id, version, ["sign-pack", pack_id, version], write, actor, key, now)


def supplement_pack(pack_id: int, text: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Add words to a signed pack, which itself stays as it was shown. Raises not-found, invalid-transition."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["supplement-pack", pack_id, text]), now)
        if stored is not None:
            return stored
        row = _own(tx.session, pack_id, actor, now)
        if row.state != PackState.SIGNED:
            raise Problem("invalid-transition", "还没有签发，请直接修改")
        added = PackSupplement(pack_id=row.id, words=text, salt=secrets.token_hex(16), person_id=actor.person_id,
                               at=now)
        tx.session.add(added)
        tx.session.flush()
        tell_ledger(tx, row, "pack.supplemented", actor, now, {
            "supplement": added.id, "seal": seal(text, bytes.fromhex(added.salt))})
        return keep_answer(tx, key, actor.key, lambda: shape_pack(tx.session, row, actor, now))


def _change(pack_id: int, version: int | None, content: list[Any], write: Write, actor: Actor, key: str | None,
            now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = draft_of(tx.session, pack_id, actor, now)
        if version is not None and row.version != version:
            raise Problem("stale-version", "材料刚被改过，请先看过最新的再继续", current=row.version)
        write(tx, row)
        tx.session.flush()
        return keep_answer(tx, key, actor.key, lambda: shape_pack(tx.session, row, actor, now))


def draft_of(session: Session, pack_id: int, actor: Actor, now: datetime) -> MeetingPack:
    """The head's own pack, locked, while it can still be changed."""
    row = _own(session, pack_id, actor, now)
    if row.state != PackState.DRAFT:
        raise Problem("invalid-transition", "已经签发，材料保持当时的样子；有要补的，请写补充说明")
    return row


def _own(session: Session, pack_id: int, actor: Actor, now: datetime) -> MeetingPack:
    row = get_pack(session, pack_id, actor, now, lock=True)
    if not leads(actor.posts, row.community, now):
        raise Problem("role-forbidden", "例会材料由本社区的总网格长编辑和签发")
    return row


def _sealed(row: MeetingPack, text: str) -> str:
    return seal(text, bytes.fromhex(row.salt))


def tell_ledger(tx: Transaction, row: MeetingPack, name: str, actor: Actor, now: datetime,
                data: dict[str, Any]) -> None:
    """One more event of the pack's own chain."""
    record(tx, Entry("pack", str(row.id), row, name, actor, row.community if actor is not SYSTEM else None, None,
                     Place(row.district, row.town, None, None, row.community), None, now, data))
