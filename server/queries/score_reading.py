"""The ways into a score, stored or of this moment: its page, a line, a fact, the figures beside it, its peers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.extensions import db
from server.queries.people import Actor
from server.queries.score_explain import explain, shown_beside, with_shown
from server.queries.score_fact import read_fact
from server.queries.score_live import open_live
from server.queries.score_page import Opened, open_score, shape_page
from server.queries.score_peers import read_peers
from workflows.assessment.facts import Level
from workflows.assessment.scheme import PeriodKind


@dataclass(frozen=True)
class Stored:
    """A score by its id."""

    score_id: int


@dataclass(frozen=True)
class Running:
    """An owner's score of the running period, computed now."""

    level: Level
    owner: str
    kind: PeriodKind


Way = Stored | Running
Ask = Callable[[Session, Opened], dict[str, Any]]


def _opened(session: Session, actor: Actor, way: Way, now: datetime, *, facts: bool) -> Opened:
    if isinstance(way, Stored):
        return open_score(session, actor, way.score_id, now, facts=facts)
    return open_live(session, actor, way.level, way.owner, way.kind, now)


def _read(actor: Actor, way: Way, now: datetime, ask: Ask, *, facts: bool = True) -> dict[str, Any]:
    with db.reading() as session:
        return ask(session, _opened(session, actor, way, now, facts=facts))


def read_score(actor: Actor, way: Way, now: datetime) -> dict[str, Any]:
    """The page of a score. Raises not-found, territory-forbidden, as all of these do."""
    return _read(actor, way, now, lambda session, opened: shape_page(session, actor, opened, now), facts=False)


def read_line(actor: Actor, way: Way, code: str, counted: str | None, limit: int, cursor: str | None,
              now: datetime) -> dict[str, Any]:
    """A line with a page of its facts, and the next page's cursor."""
    return _read(actor, way, now, lambda session, opened: explain(
        session, actor, with_shown(opened, code), code, counted, limit, cursor))


def read_one_fact(actor: Actor, way: Way, code: str, ref: str, now: datetime) -> dict[str, Any]:
    """A fact of a line, down to the photos."""
    return _read(actor, way, now, lambda session, opened: read_fact(
        session, actor, with_shown(opened, code), code, ref))


def read_shown(actor: Actor, way: Way, now: datetime) -> dict[str, Any]:
    """Figures that are shown and never scored."""
    return _read(actor, way, now, lambda session, opened: {
        "items": shown_beside(session, opened), "as_of": now if opened.whose.is_draft else opened.assessment.as_of})


def read_beside_peers(actor: Actor, way: Way, now: datetime) -> dict[str, Any]:
    """The comparison within the peer group."""
    return _read(actor, way, now, lambda session, opened: read_peers(session, actor, opened), facts=False)
