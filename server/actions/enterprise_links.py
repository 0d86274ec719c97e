"""One-time links for an enterprise without an account: made and revoked by whoever handles, answered once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.actions.case_rows import Upload
from server.actions.cases import StepRequest, lock_case, step_in, unit_of
from server.actions.codes import link_token
from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.errors import Problem
from server.extensions import db
from server.models import Case, EnterpriseLink
from server.queries.closing import after, closing
from server.queries.enterprise import case_of_link, enterprise_view, find_link, link_state
from server.queries.facts import actor_facts, case_facts
from server.queries.people import Actor, hash_secret
from server.queries.scope import may_read_case, place_of_case
from server.transaction import Transaction, transaction
from workflows.case_flow import ActorFacts
from workflows.ledger import seal
from workflows.people import OFFICERS, SENDERS, STAND_IN
from workflows.roles import Role
from workflows.states import Action, State
from workflows.table_answers import ANSWERED_IN

ENTERPRISE = Actor("enterprise", name="被反映单位")
MAKERS = SENDERS | OFFICERS | STAND_IN
CLOSED = {"answered": "这条链接已经答复过", "revoked": "这条链接已被收回", "expired": "这条链接已过期",
          "over": "这件事已经办结，不再需要答复"}


def make_link(case_id: int, name: str, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """A link for an enterprise; its secret is worked out, never stored. Raises not-found, territory-forbidden,
    role-forbidden, invalid-transition."""
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash([case_id, "enterprise-link", name]), now)
        if stored is not None:
            return _with_url(tx.session, stored)
        case, acting = _lock_for(tx.session, case_id, actor, now)
        if State(case.state) not in ANSWERED_IN:
            raise Problem("invalid-transition", "案件已办结，不再请被反映单位答复")
        salt, unit = secrets.token_hex(16), unit_of(actor, case, acting)
        link = EnterpriseLink(
            case_id=case.id, district=case.district, name=name, salt=salt, token_hash=hash_secret(link_token(salt)),
            created_by=actor.person_id, unit=unit, created_at=now, expires_at=after(now, closing().link))
        tx.session.add(link)
        tx.session.flush()
        data = {"link": link.id, "expires_at": stamp(link.expires_at),
                "seals": {"name": seal(name, bytes.fromhex(salt))}}
        _record(tx, case, "case.enterprise_asked", actor, unit, data, now)
        kept = keep_answer(tx, key, actor.key, lambda: {"id": link.id, "name": name, "expires_at": link.expires_at})
        return _with_url(tx.session, kept)


def revoke_link(case_id: int, link_id: int, actor: Actor, now: datetime) -> None:
    """Close a link that has not been answered. Raises not-found, territory-forbidden, role-forbidden, window-closed."""
    with transaction() as tx:
        case, acting = _lock_for(tx.session, case_id, actor, now)
        link = tx.session.get(EnterpriseLink, link_id) if link_id < 2**53 else None
        if link is None or link.case_id != case.id:
            raise Problem("not-found", "没有这条链接")
        if link.answered_at is not None:
            raise Problem("window-closed", CLOSED["answered"])
        if link.revoked_at is None:
            link.revoked_at = now
            _record(tx, case, "case.link_revoked", actor, unit_of(actor, case, acting), {"link": link.id}, now)


def read_link(token: str, now: datetime) -> dict[str, Any]:
    """What the holder of the link sees. Raises not-found."""
    with db.reading() as session:
        return enterprise_view(session, _link(session, token), now)


def check_link(token: str, now: datetime) -> None:
    """Nobody without an open link makes us decode pictures. Raises not-found, window-closed."""
    state = read_link(token, now)["state"]
    if state != "open":
        raise Problem("window-closed", CLOSED[state])


def answer_link(token: str, reply: str, text: str, uploads: Sequence[Upload], key: str | None,
                now: datetime) -> dict[str, Any]:
    """The enterprise's one answer. Raises not-found, window-closed, idempotency-conflict."""
    wanted = content_hash([reply, text, [upload.photo.sha256 for upload in uploads]])
    with transaction() as tx:
        link = _link(tx.session, token)
        stored = find_answer(tx, key, f"link:{link.id}", wanted, now)
        if stored is not None:
            return stored
        case = lock_case(tx.session, case_of_link(tx.session, link).id)
        tx.session.refresh(link)
        state = link_state(link, case, now)
        if state != "open":
            raise Problem("window-closed", CLOSED[state])
        link.answered_at, link.reply, link.event_n = now, reply, (case.event_count or 0) + 1
        step_in(tx, case, case_facts(tx.session, case), ActorFacts(roles=frozenset({Role.SYSTEM})),
                StepRequest(Action.ENTERPRISE_ANSWER, {"reply": reply, "text": text}, uploads), ENTERPRISE, now)
        said = "属实，已整改。" if reply == "done" else "不属实；须有监测结果或第二人到场。"
        send(tx.session, Addressee(person_id=link.created_by),
             Told(f"enterprise.answered:{link.id}", "enterprise.answered", f"被反映单位答复：{said}", case.district,
                  case.id), now)
        return keep_answer(tx, key, f"link:{link.id}", lambda: enterprise_view(tx.session, link, now))


def _link(session: Session, token: str) -> EnterpriseLink:
    link = find_link(session, token)
    if link is None:
        raise Problem("not-found", "链接无效，请核对地址是否完整")
    return link


def _lock_for(session: Session, case_id: int, actor: Actor, now: datetime) -> tuple[Case, ActorFacts]:
    case = lock_case(session, case_id)
    acting = actor_facts(actor, case, now)
    if not acting.roles and not may_read_case(actor, case, now):
        raise Problem("territory-forbidden")
    if not MAKERS & acting.roles:
        raise Problem("role-forbidden", "由受理单位或责任部门请被反映单位答复")
    return case, acting


def _with_url(session: Session, kept: dict[str, Any]) -> dict[str, Any]:
    """The secret stands behind #, so that no server on the way writes it into a log."""
    return {**kept, "url": f"/answer#{link_token(session.get_one(EnterpriseLink, kept['id']).salt)}"}


def _record(tx: Transaction, case: Case, name: str, actor: Actor, unit: str | None, data: dict[str, Any],
            now: datetime) -> None:
    record(tx, Entry("case", str(case.id), case, name, actor, unit, None, place_of_case(case), case.department, now,
                     data, case.version))
