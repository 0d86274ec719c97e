"""Schemes as answers: versions with their terms, cards with the names and formulas of their lines."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.extensions import db
from server.models import AssessmentScheme, Person
from server.queries.moments import city_day
from server.queries.people import Actor
from server.queries.schemes import scheme_of
from workflows.assessment.catalogue import INDICATORS
from workflows.assessment.compute import MEANS
from workflows.assessment.facts import LEVEL_NAMES, Level
from workflows.assessment.indicator import formula
from workflows.assessment.scheme import CARD_OF, GRIDS_MEAN, MEMBERS_MEAN, CardKey, Line, Scheme
from workflows.assessment.scheme_body import decimal
from workflows.assessment.scheme_checks import CARD_NAMES, MEAN_LEVELS, grassroots, levels_of
from workflows.assessment.scheme_rights import adopts_schemes, edits_scheme, previews, writes_schemes

STATE_NAMES = {"draft": "草稿", "adopted": "已批准"}
MEAN_NAMES = {MEMBERS_MEAN: ("网格员平均分", "Mean of members"),
              GRIDS_MEAN: ("基层网格板块（所辖网格平均分）", "Grassroots grids (mean of the grids)")}
MEAN_WORDS = {MEMBERS_MEAN: "本网格网格员本期总分的简单平均；只有一人有总分时不列，免得从网格的分数读出个人的分数",
              GRIDS_MEAN: "所辖网格本期总分的简单平均；没有总分的网格不参加平均"}


def list_schemes(actor: Actor, now: datetime) -> dict[str, Any]:
    """All versions, the newest first."""
    with db.reading() as session:
        rows = session.scalars(select(AssessmentScheme).order_by(AssessmentScheme.version.desc())).all()
        names = _names(session, {row.author_id for row in rows} | {row.adopted_by for row in rows})
        return {"items": [_head(row, names, actor, now) for row in rows], "as_of": now,
                "may_write": writes_schemes(actor.posts, now), "may_preview": previews(actor.posts, now)}


def read_scheme(scheme_id: int, actor: Actor, now: datetime) -> dict[str, Any]:
    """One version with its cards. Raises not-found."""
    with db.reading() as session:
        row = session.get(AssessmentScheme, scheme_id) if scheme_id < 2**53 else None
        if row is None:
            raise Problem("not-found", "没有这一版方案")
        return shape_scheme(session, row, actor, now)


def shape_scheme(session: Session, row: AssessmentScheme, actor: Actor, now: datetime) -> dict[str, Any]:
    """A version with its body as it is kept, and its cards as people read them."""
    scheme = scheme_of(row)
    return {**_head(row, _names(session, {row.author_id, row.adopted_by}), actor, now),
            "body": json.loads(row.body), "cards": [_card(scheme, level) for level in Level],
            "choices": _choices(), "grassroots": [
                {"level": level.value, "level_name": LEVEL_NAMES[level], "weight": grassroots(scheme, level)}
                for level in (Level.TOWN, Level.DISTRICT)]}


def _head(row: AssessmentScheme, names: dict[int, str], actor: Actor, now: datetime) -> dict[str, Any]:
    today = city_day(now)
    in_force = row.state == "adopted" and row.starts_on <= today and (row.ends_on is None or today <= row.ends_on)
    is_draft = row.state == "draft"
    return {"id": row.id, "version": row.version, "title": row.title, "state": row.state,
            "state_name": STATE_NAMES[row.state], "in_force": in_force, "starts_on": row.starts_on,
            "ends_on": row.ends_on, "reason": row.reason, "hash": row.hash, "simulated": row.simulated,
            "author": names.get(row.author_id or 0), "created_at": row.created_at,
            "adopted_by": names.get(row.adopted_by or 0), "adopted_at": row.adopted_at,
            "may_edit": is_draft and edits_scheme(actor.posts, actor.person_id, row.author_id, now),
            "may_adopt": is_draft and adopts_schemes(actor.posts, now) and row.author_id != actor.person_id}


def _names(session: Session, people: set[int | None]) -> dict[int, str]:
    known = {person for person in people if person is not None}
    if not known:
        return {}
    return {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(known)))}


def _card(scheme: Scheme, level: Level) -> dict[str, Any]:
    card = CARD_OF[level]
    lines = [line for line in scheme.cards[card] if not line.levels or level in line.levels]
    return {"card": card.value, "card_name": CARD_NAMES[card], "level": level.value,
            "level_name": LEVEL_NAMES[level], "lines": [_line(line) for line in lines]}


def _line(line: Line) -> dict[str, Any]:
    return {**describe_line(line.code), "weight": line.weight, "full": decimal(line.full * 100),
            "none": decimal(line.none * 100), "minimum": line.minimum}


def describe_line(code: str) -> dict[str, Any]:
    """Name and formula of a line: of its indicator, or of the mean that it is."""
    if code in MEANS:
        name, name_en = MEAN_NAMES[code]
        return {"code": code, "name": name, "name_en": name_en, "better": "high", "words": MEAN_WORDS[code]}
    indicator = INDICATORS[code]
    words = formula(indicator)
    return {"code": code, "name": indicator.name, "name_en": indicator.name_en, "better": indicator.better,
            "words": f"{words['numerator']} ÷ {words['denominator']}"}


def _choices() -> list[dict[str, Any]]:
    """What a card of each level may hold."""
    return [{"level": level.value, "lines": [describe_line(code) for code in (
        *(code for code, levels in MEAN_LEVELS.items() if level in levels),
        *(code for code, indicator in INDICATORS.items() if level in indicator.levels))]}
        for card in CardKey for level in levels_of(card)]
