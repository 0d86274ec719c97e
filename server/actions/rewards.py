"""奖惩台账: proposed from a final score, reviewed and approved by two other people, shown, carried out with proof."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from config.publishing import read_publishing
from server.actions.case_rows import Upload, add_photos
from server.actions.messages import Addressee, Told, send
from server.actions.once import content_hash, find_answer, keep_answer
from server.actions.record import Entry, record, stamp
from server.errors import Problem, invalid
from server.models import Photo, Reward, RewardDecision
from server.queries.catalogue import working_calendar
from server.queries.moments import city_day, day_start
from server.queries.people import Actor
from server.queries.rewards import lock_reward, owner_name, reward_place, reward_shape, standing_of
from server.transaction import Transaction, transaction
from workflows.assessment.rewarding import (
    GRAVE,
    MEASURE_NAMES,
    STEPS,
    DecisionKind,
    Measure,
    RewardState,
    reason_wanted,
    why_not,
)
from workflows.deadlines import Limit, due_at
from workflows.ledger import seal

# Which clock runs in a state; none in the others.
CLOCKS = {RewardState.PROPOSED: "review", RewardState.REVIEWED: "approve", RewardState.APPROVED: "show",
          RewardState.DISPLAYED: "carry_out"}


@dataclass(frozen=True)
class Decided:
    """What a named person decides on a line and why; the picture of the proof when it is carried out."""

    kind: DecisionKind
    words: str
    uploads: Sequence[Upload] = ()


def decide_reward(reward_id: int, given: Decided, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """Take one step on a line. Raises not-found, role-forbidden, invalid-transition, validation."""
    content = ["reward", reward_id, given.kind.value, given.words, [one.photo.sha256 for one in given.uploads]]
    with transaction() as tx:
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        row = lock_reward(tx.session, reward_id)
        _step(tx, row, given, actor, now)
        return keep_answer(tx, key, actor.key, lambda: reward_shape(tx.session, row, actor, now))


def decide_rewards(ids: Sequence[int], given: Decided, actor: Actor, key: str | None, now: datetime) -> dict[str, Any]:
    """The same step with the same reason on many lines, all or none of them. Raises as above, naming the line; what
    touches somebody's standing or post is decided one by one."""
    with transaction() as tx:
        content = ["rewards", list(ids), given.kind.value, given.words]
        stored = find_answer(tx, key, actor.key, content_hash(content), now)
        if stored is not None:
            return stored
        for reward_id in sorted(set(ids)):
            row = lock_reward(tx.session, reward_id)
            if Measure(row.measure) in GRAVE:
                raise invalid("ids", f"“{MEASURE_NAMES[Measure(row.measure)]}”逐条办理")
            try:
                _step(tx, row, given, actor, now)
            except Problem as problem:
                raise Problem(problem.slug, f"{owner_name(tx.session, row)}：{problem.detail}") from None
        keep = {"done": len(set(ids))}
        keep_answer(tx, key, actor.key, lambda: keep)
    return keep


def _step(tx: Transaction, row: Reward, given: Decided, actor: Actor, now: datetime) -> None:
    standing = standing_of(tx.session, row)
    reason = why_not(given.kind, standing, actor.posts, actor.person_id, now)
    if reason is not None:
        foreign = standing.state in STEPS[given.kind][0] and "期满" not in reason and "异议" not in reason
        raise Problem("role-forbidden" if foreign else "invalid-transition", reason)
    check_words(Measure(row.measure), given.words)
    row.state = STEPS[given.kind][1].value
    _follow(row, given.kind, actor, now)
    set_clock(row, now)
    photos = _proof(tx, row, given, actor, now)
    tell_decision(tx, row, given.kind, given.words, actor, now, photos)
    _tell_person(tx, row, given.kind, now)


def _tell_person(tx: Transaction, row: Reward, kind: DecisionKind, now: datetime) -> None:
    """Whoever is meant hears of it while objecting is still possible, and of its end."""
    said = {DecisionKind.DISPLAY: "有一条与您有关的奖惩开始公示，不同意的可以提出异议。",
            DecisionKind.CARRY_OUT: "一条与您有关的奖惩已经兑现。"}.get(kind)
    if said is not None and row.person_id is not None:
        send(tx.session, Addressee(person_id=row.person_id), Told(
            f"reward:{row.id}:{row.event_count}", "reward.told", f"{said}请在「考核 · 公示与奖惩」里看。",
            row.district), now)


def check_words(measure: Measure, words: str, *, departs: bool = False) -> None:
    """Raises validation for a reason that is too short: the graver the measure, the longer."""
    least = reason_wanted(measure, departs=departs)
    if len(words.strip()) < least:
        raise invalid("words", f"请写明理由，至少 {least} 个字")


def _follow(row: Reward, kind: DecisionKind, actor: Actor, now: datetime) -> None:
    """Who did it and when stands in the line itself."""
    if kind is DecisionKind.REVIEW:
        row.reviewed_by, row.reviewed_at = actor.person_id, now
    elif kind is DecisionKind.APPROVE:
        row.approved_by, row.approved_at = actor.person_id, now
    elif kind is DecisionKind.DISPLAY:
        row.displayed_at = now
        row.display_until = day_start(city_day(now) + timedelta(days=read_publishing().rewards_days))
    elif kind is DecisionKind.CARRY_OUT:
        row.carried_out_at = now


def set_clock(row: Reward, now: datetime) -> None:
    """Until when the next step is due; what is on display is carried out after the display."""
    name = CLOCKS.get(RewardState(row.state))
    if name is None:
        row.due_at = None
        return
    limit = read_publishing().limits[name]
    row.due_at = due_at(row.display_until or now, Limit(limit.amount, limit.unit), working_calendar(row.district))


def _proof(tx: Transaction, row: Reward, given: Decided, actor: Actor, now: datetime) -> list[str]:
    if given.kind is not DecisionKind.CARRY_OUT:
        return []
    photos: list[Photo] = add_photos(tx.session, given.uploads[:1], case_id=None, report_id=None, event_n=None,
                                     person_id=actor.person_id, private=True, now=now)
    tx.session.flush()
    for photo in photos:
        photo.judged_at = now
        row.proof_photo_id = photo.id
    return [photo.sha256 for photo in photos]


def tell_decision(tx: Transaction, row: Reward, kind: DecisionKind, words: str, actor: Actor, now: datetime,
                  photos: Sequence[str] = ()) -> None:
    """The decision with its words, sealed, and an event in the line's chain."""
    salt = secrets.token_bytes(16)
    tx.session.add(RewardDecision(reward_id=row.id, kind=kind.value, person_id=actor.person_id, at=now,
                                  words=words.strip(), salt=salt.hex()))
    unit = actor.posts[0].department or actor.posts[0].division if actor.posts else None
    data: dict[str, Any] = {
        "to": row.state, "assessment": row.assessment_id, "level": row.level, "owner": row.owner,
        "measure": row.measure, "tier": row.tier, "by_rule": row.by_rule, "seals": {"words": seal(words.strip(), salt)}}
    if row.due_at is not None:
        data["due"] = stamp(row.due_at)
    if photos:
        data["photos"] = list(photos)
    record(tx, Entry("reward", str(row.id), row, f"reward.{kind.value}", actor, unit, None, reward_place(row), None,
                     now, data))


def flush_rows(session: Session, rows: Sequence[Reward]) -> None:
    """Give new lines their numbers before the ledger names them."""
    session.add_all(rows)
    session.flush()
