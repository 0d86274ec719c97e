"""漏报: an assessor states that a problem was visible at a dated visit before somebody else reported it, or takes it
back. The statement stands in the chain of the visit."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.cases import lock_case
from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.errors import Problem, invalid
from server.models import Case, MissedFind, Photo, Visit
from server.queries.missed_finds import bounds, candidates, find_case, missed_find_of, why_not_state
from server.queries.people import Actor
from server.queries.scope import place_of_case
from server.transaction import Transaction, transaction
from workflows.assessment.rights import assesses
from workflows.ledger import seal
from workflows.roles import Place


@dataclass(frozen=True)
class Stated:
    """Of this case this visit missed what was visible; `photo_id` is a picture of the case."""

    case_id: int
    visit_id: int
    photo_id: int | None
    words: str


def state_missed(wanted: Stated, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """State it. Raises not-found, role-forbidden, validation naming the field, invalid-transition with the reason."""
    def write(tx: Transaction) -> MissedFind:
        find_case(tx.session, wanted.case_id, actor, now)
        case = lock_case(tx.session, wanted.case_id)
        why_not = why_not_state(tx.session, case, actor, now)
        if why_not is not None:
            raise Problem("invalid-transition", why_not)
        visit = _visit(tx, case, wanted.visit_id, actor)
        if len(wanted.words) < bounds().words:
            raise invalid("words", f"依据至少写 {bounds().words} 个字：凭什么说那次到访时已经看得见")
        photo = _photo(tx, case, wanted.photo_id)
        return _write(tx, case, visit, photo, wanted.words, actor, now)
    return _once(["state-missed", repr(wanted)], write, actor, key, now)


def _visit(tx: Transaction, case: Case, visit_id: int, actor: Actor) -> Visit:
    if visit_id not in {one.visit.id for one in candidates(tx.session, case)}:
        raise invalid("visit_id", f"只能是本网格的网格员在上报前 {bounds().days} 天里、{bounds().metres} 米以内的到访")
    visit = tx.session.scalars(select(Visit).where(Visit.id == visit_id).with_for_update()
                               .execution_options(populate_existing=True)).one()
    if visit.person_id == actor.person_id:
        raise invalid("visit_id", "不能认定自己的到访")
    return visit


def _photo(tx: Transaction, case: Case, photo_id: int | None) -> Photo | None:
    if photo_id is None:
        return None
    photo = tx.session.get(Photo, photo_id)
    if photo is None or photo.case_id != case.id or photo.private:
        raise invalid("photo_id", "这件案件没有这张照片")
    return photo


def _write(tx: Transaction, case: Case, visit: Visit, photo: Photo | None, words: str, actor: Actor,
           now: datetime) -> MissedFind:
    salt, place = secrets.token_bytes(16), place_of_case(case)
    row = MissedFind(
        case_id=case.id, visit_id=visit.id, person_id=visit.person_id, visited_at=visit.done_at,
        found_at=case.reported_at, district=place.district, town=place.town, street_grid=place.street_grid,
        sub_grid=place.sub_grid, community=place.community, photo_id=photo.id if photo else None, words=words,
        salt=salt.hex(), stated_by=actor.person_id, stated_at=now, withdrawn_words="")
    tx.session.add(row)
    tx.session.flush()
    _tell(tx, row, visit, "visit.missed", actor, now, {
        "case": case.id, "person": row.person_id, "visited_at": stamp(row.visited_at), "found_at": stamp(row.found_at),
        "place": [row.district, row.town, row.street_grid, row.sub_grid, row.community],
        "seals": {"words": seal(words, salt)}, **({"photo": photo.sha256} if photo else {})})
    send(tx.session, Addressee(person_id=row.person_id), Told(
        f"missed:{row.id}", "work.missed", "考核员认定您的一次到访漏报了问题，依据见「考核 · 得分」；公示时可以申诉。",
        row.district), now)
    return row


def withdraw_missed(missed_id: int, reason: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take it back. Raises not-found, role-forbidden, invalid-transition."""
    def write(tx: Transaction) -> MissedFind:
        row = tx.session.scalars(select(MissedFind).where(MissedFind.id == missed_id).with_for_update()).one_or_none() \
            if missed_id < 2**53 else None
        if row is None:
            raise Problem("not-found", "没有这条认定")
        missed_find_of(tx.session, row, actor, now)
        if not assesses(actor.posts, row.district, now) or row.person_id == actor.person_id:
            raise Problem("role-forbidden", "由本区或市级考核员撤回")
        if row.withdrawn_at is not None:
            raise Problem("invalid-transition", "这条认定已经撤回")
        visit = tx.session.scalars(select(Visit).where(Visit.id == row.visit_id).with_for_update()).one()
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_words = now, actor.person_id, reason
        _tell(tx, row, visit, "visit.miss_withdrawn", actor, now,
              {"seals": {"words": seal(reason, bytes.fromhex(row.salt))}})
        send(tx.session, Addressee(person_id=row.person_id), Told(
            f"missed:{row.id}:withdrawn", "work.missed", "考核员撤回了对您一次到访的漏报认定。", row.district), now)
        return row
    return _once(["withdraw-missed", missed_id, reason], write, actor, key, now)


def _tell(tx: Transaction, row: MissedFind, visit: Visit, name: str, actor: Actor, now: datetime,
          data: dict[str, Any]) -> None:
    """One event of the visit; the district hears of it, not the neighbourhood of whoever made the visit."""
    record(tx, Entry("visit", str(visit.id), visit, name, actor, None, None, Place(row.district), None, now,
                     {"missed": row.id, **data}))


def _once(content: list[Any], write: Callable[[Transaction], MissedFind], actor: Actor, key: str | None,
          now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = write(tx)
        return keep_answer(tx, key, actor.key, lambda: missed_find_of(tx.session, row, actor, now))
