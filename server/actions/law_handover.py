"""Hand a case's package to law enforcement and take in what comes back."""

from __future__ import annotations

import hashlib
import logging
import uuid
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from server.actions.cases import StepRequest, lock_case, take_step
from server.actions.law_exchange import law_exchange, set_aside
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.photos import photo_store
from server.actions.record import Entry, record
from server.errors import Problem
from server.extensions import db
from server.media_store import Store, served_name
from server.models import Case
from server.queries.law_package import law_package
from server.queries.people import SYSTEM, Actor
from server.queries.reading import readable_case
from server.queries.scope import place_of_case
from server.transaction import Transaction, transaction
from workflows.roles import Role, covers
from workflows.states import Action

log = logging.getLogger(__name__)
RETURNS = uuid.UUID("0b7c8f5e-5d0b-5f1e-9c55-84f3a2f0f6de")
LARGE = 1600
HANDERS = frozenset({Role.DEPARTMENT_OFFICER, Role.COORDINATOR, Role.STATION_HEAD})


def take_package(case_id: int, actor: Actor, now: datetime) -> tuple[bytes, str]:
    """The package and the case's number; who took it stands in the ledger.

    Raises not-found, territory-forbidden, role-forbidden, invalid-transition.
    """
    package, number = _packed(case_id, actor, now)
    with transaction() as tx:
        _tell(tx, case_id, "case.law_package_taken", {"sha256": hashlib.sha256(package).hexdigest()}, actor, now)
    return package, number


def send_package(case_id: int, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Hand the package over on the line to law enforcement; answers {receipt, sha256, exchange, simulated}.

    Raises what `take_package` raises.
    """
    package, number = _packed(case_id, actor, now)
    line = law_exchange()
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(["law-package", case_id]), now)
        if stored is not None:
            return stored
        answer = {"receipt": line.send(number, package), "sha256": hashlib.sha256(package).hexdigest(),
                  "exchange": line.name, "simulated": line.simulated}
        _tell(tx, case_id, "case.law_package_sent", answer, actor, now)
        return keep_answer(tx, key, actor.key, lambda: answer)


def collect_law_returns(now: datetime) -> int:
    """Take in what law enforcement has answered; returns how many steps that made. An answer that does not fit is
    set aside and logged, so that the others are not held up."""
    taken = 0
    for answer in law_exchange().collect():
        with db.reading() as session:
            case_id = session.scalar(select(Case.id).where(Case.number == answer.number))
        try:
            if case_id is None:
                raise Problem("not-found", f"没有案件 {answer.number}")
            take_step(case_id, StepRequest(Action.LAW_RETURN, answer.fields, key=return_key(case_id, answer.fields)),
                      SYSTEM, now, unread=True)
            taken += 1
            set_aside(answer.file, "done")
        except Problem as problem:
            log.warning("%s: %s", answer.file.name, problem.detail)
            set_aside(answer.file, "refused")
    return taken


def return_key(case_id: int, fields: dict[str, Any]) -> str:
    """The same answer of the authority is taken once, however often it comes."""
    return str(uuid.uuid5(RETURNS, content_hash([case_id, fields])))


def _packed(case_id: int, actor: Actor, now: datetime) -> tuple[bytes, str]:
    """The package, made before anything is locked."""
    with db.reading() as session:
        case = readable_case(session, case_id, actor, now)
        place = place_of_case(case)
        if not any(post.role in HANDERS and covers(post, place, case.department, now) for post in actor.posts):
            raise Problem("role-forbidden", "移送包由责任部门、工作站站长或协调员取用")
        if case.law_sent_at is None:
            raise Problem("invalid-transition", "请先移送执法，再取移送包")
        return law_package(session, case, partial(_picture, photo_store()), now), case.number


def _picture(store: Store, sha256: str) -> bytes:
    return store.get(served_name(sha256, LARGE))


def _tell(tx: Transaction, case_id: int, name: str, data: dict[str, Any], actor: Actor, now: datetime) -> None:
    case = lock_case(tx.session, case_id)
    unit = actor.posts[0].department or actor.posts[0].division if actor.posts else None
    record(tx, Entry("case", str(case.id), case, name, actor, unit, None, place_of_case(case), case.department, now,
                     data, case.version))
