"""Write, change and publish editions. What is published never changes: a new version follows it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.actions.edition_checks import check_text, check_whole
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem
from server.models import DivisionRow, Edition
from server.queries.editions import (
    DRAFT,
    PUBLISHED,
    WRITERS,
    edition_level,
    edition_shape,
    holds_over,
    place_in,
)
from server.queries.people import Actor
from server.transaction import Transaction, transaction


def draft_edition(kind: str, division: str, title: str, body: dict[str, Any], actor: Actor, key: str | None,
                  now: datetime) -> dict[str, Any]:
    """A draft of the next version. Raises not-found, territory-forbidden, validation, and invalid-transition while
    another draft of this text is open."""
    level = edition_level(division)
    _may_write(actor, division, now)
    rows = check_text(kind, level, body)
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["draft", kind, division, title, rows]), now)
        if stored is not None:
            return stored
        # The division's row stands for its texts: two drafts do not get the same version.
        tx.session.execute(select(DivisionRow.code).where(DivisionRow.code == division)
                           .with_for_update(key_share=True))
        newest = tx.session.execute(select(Edition.version, Edition.state).where(
            Edition.kind == kind, Edition.division == division).order_by(Edition.version.desc()).limit(1)).first()
        if newest and newest.state == DRAFT:
            raise Problem("invalid-transition", f"第 {newest.version} 版还是草稿，请修改它或先发布它")
        row = Edition(kind=kind, division=division, version=newest.version + 1 if newest else 1, state=DRAFT,
                      title=title.strip(), body=_text(rows), author_id=actor.person_id, created_at=now)
        tx.session.add(row)
        tx.session.flush()
        _record(tx, row, "division.edition_drafted", actor, now)
        return keep_answer(tx, key, actor.key, lambda: edition_shape(tx.session, row, actor, now))


def change_draft(edition_id: int, title: str, body: dict[str, Any], actor: Actor, key: str | None,
                 now: datetime) -> dict[str, Any]:
    """New words of a draft. Raises not-found, validation, and invalid-transition when it has been published."""
    def change(row: Edition) -> str:
        row.title, row.body = title.strip(), _text(check_text(row.kind, edition_level(row.division), body))
        return "division.edition_drafted"
    return _work_on(edition_id, ["change", edition_id, title, body], change, actor, key, now)


def publish_edition(edition_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """From now on this version holds. Raises not-found, validation, invalid-transition."""
    def publish(row: Edition) -> str:
        check_whole(row.kind, edition_level(row.division), json.loads(row.body))
        row.state, row.published_at, row.published_by = PUBLISHED, now, actor.person_id
        return "division.edition_published"
    return _work_on(edition_id, ["publish", edition_id], publish, actor, key, now)


def _work_on(edition_id: int, content: list[Any], work: Callable[[Edition], str], actor: Actor, key: str | None,
             now: datetime) -> dict[str, Any]:
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = tx.session.get(Edition, edition_id, with_for_update=True) if edition_id < 2**53 else None
        if row is None or (row.state == DRAFT and not holds_over(actor, WRITERS, row.division, now)):
            raise Problem("not-found", "没有这份文本")
        _may_write(actor, row.division, now)
        if row.state != DRAFT:
            raise Problem("invalid-transition", f"第 {row.version} 版已经发布，不能再改；请起草下一版")
        _record(tx, row, work(row), actor, now)
        return keep_answer(tx, key, actor.key, lambda: edition_shape(tx.session, row, actor, now))


def _may_write(actor: Actor, division: str, now: datetime) -> None:
    if not holds_over(actor, WRITERS, division, now):
        raise Problem("role-forbidden", "由市、区协调员或系统管理员编写")


def _text(rows: dict[str, Any]) -> str:
    return json.dumps(rows, ensure_ascii=False)


def _record(tx: Transaction, row: Edition, event: str, actor: Actor, now: datetime) -> None:
    record(tx, Entry("division", row.division, None, event, actor, row.division, None, place_in(row.division), None,
                     now, {"edition": row.id, "kind": row.kind, "version": row.version,
                           "text": hashlib.sha256(row.body.encode()).hexdigest()}))
