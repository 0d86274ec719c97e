"""An assessor looks at a drawn case or visit by its checklist; who is unsure asks somebody else to look too."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record
from server.errors import Problem, invalid
from server.models import PlatformSample, SampleLook
from server.queries.check_lots import check_data, read_assessors
from server.queries.city import city_code
from server.queries.people import Actor
from server.queries.samples import may_check, place_of, sample_of, sees
from server.transaction import Transaction, transaction
from workflows.assessment.checklist import Answer, missing, score, unknown
from workflows.assessment.sampling import SampleState
from workflows.ledger import canonical, seal


@dataclass(frozen=True)
class Look:
    """What an assessor found; `second`: unsure, somebody else should look too."""

    answers: Mapping[str, str]
    note: str = ""
    second: bool = False


def check_sample(sample_id: int, look: Look, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Keep a look; it cannot be changed afterwards. Raises not-found, role-forbidden, invalid-transition, validation
    naming the item."""
    content = ["check-sample", sample_id, sorted(look.answers.items()), look.note, look.second]
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = tx.session.get(PlatformSample, sample_id, with_for_update=True) if sample_id < 2**53 else None
        if row is None or not sees(actor, row, now):
            raise Problem("not-found", "没有这件抽查")
        if row.state == SampleState.DONE:
            raise Problem("invalid-transition", "这件抽查已经有了结果，结果不能改")
        if not may_check(tx.session, actor, row, now):
            raise Problem("role-forbidden", "这件抽查分给了别的考核员；本单位的、自己经手的，谁也不抽查")
        _keep(tx, row, look, actor, now)
        return keep_answer(tx, key, actor.key, lambda: sample_of(tx.session, row, actor, now))


def _keep(tx: Transaction, row: PlatformSample, look: Look, actor: Actor, now: datetime) -> None:
    answers, part, whole = _scored(row, look)
    n = 2 if row.state == SampleState.SECOND else 1
    if n == 2 and look.second:
        raise invalid("second", "复看的结果就是最后结果")
    salt = secrets.token_bytes(16)
    tx.session.add(SampleLook(
        sample_id=row.id, n=n, person_id=actor.person_id, at=now, checklist=_hash_of(row.kind),
        answers=canonical(dict(answers)), part=part, whole=whole, note=look.note.strip(), salt=salt.hex()))
    if look.second:
        row.state, row.second_id = SampleState.SECOND, _second_for(tx, row, actor, now)
    else:
        row.state, row.checked_at, row.part, row.whole = SampleState.DONE, now, part, whole
        row.second_id = actor.person_id if n == 2 else None
    seals = {"seals": {"note": seal(look.note.strip(), salt)}} if look.note.strip() else {}
    record(tx, Entry("sample", str(row.id), row, "sample.rechecked" if n == 2 else "sample.checked", actor,
                     None, None, place_of(row), row.department, now, {
                         "plan": row.plan_id, "kind": row.kind, "case": row.case_id, "visit": row.visit_id,
                         "person": row.person_id, "why": row.why, "checklist": _hash_of(row.kind),
                         "answers": dict(answers), "part": part, "whole": whole, "done": not look.second,
                         "sub_grid": row.sub_grid, "community": row.community, **seals}))
    if look.second:
        _ask_second(tx, row, now)


def _scored(row: PlatformSample, look: Look) -> tuple[dict[str, str], int, int]:
    points = {item.code: item.points for item in check_data().checklists[row.kind].items}
    answers = {code: Answer(answer) for code, answer in look.answers.items()}
    if strange := unknown(points, answers):
        raise invalid(f"answers.{strange}", "检查表里没有这一项")
    if left := missing(points, answers):
        raise invalid(f"answers.{left}", "这一项还没有选")
    if Answer.NO in answers.values() and not look.note.strip():
        raise invalid("note", "有不符合的项，请写明看到了什么")
    part, whole = score(points, answers)
    return {code: answer.value for code, answer in answers.items()}, part, whole


def _hash_of(kind: str) -> str:
    return hashlib.sha256(canonical(asdict(check_data().checklists[kind])).encode()).hexdigest()


def _second_for(tx: Transaction, row: PlatformSample, actor: Actor, now: datetime) -> int | None:
    """Another assessor of the district or the city, the one with the least waiting; None when there is nobody."""
    everybody = {**read_assessors(tx.session, row.district, now), **read_assessors(tx.session, city_code(), now)}
    others = [person for person in everybody if person not in (actor.person_id, row.person_id)]
    if not others:
        raise invalid("second", "没有别的考核员可以复看，请直接给出结果")
    waiting = dict(tx.session.execute(select(PlatformSample.assessor_id, func.count()).where(
        PlatformSample.assessor_id.in_(others), PlatformSample.state != SampleState.DONE)
        .group_by(PlatformSample.assessor_id)).all())
    return min(others, key=lambda person: (waiting.get(person, 0), person))


def _ask_second(tx: Transaction, row: PlatformSample, now: datetime) -> None:
    send(tx.session, Addressee(person_id=row.second_id), Told(
        f"sample:{row.id}:second", "work.checks", "平台巡查：有一件抽查请您复看。", row.district), now)
