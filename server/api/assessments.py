"""Scores over HTTP: lists, one score, its lines, its facts, down to the photos."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint

from server.api.assessments_shapes import (
    EXPLAINED,
    FACT_PAGE,
    PEERS,
    PERIODS,
    SCORE_PAGE,
    SCORES,
    SHOWN,
    ExplainQuery,
    FactQuery,
    LiveExplainQuery,
    LiveFactQuery,
    LiveQuery,
    ScoresQuery,
)
from server.api.edge import Query, endpoint
from server.auth import now
from server.queries.people import Actor
from server.queries.score_list import read_scores
from server.queries.score_periods import read_periods
from server.queries.score_reading import (
    Stored,
    read_beside_peers,
    read_line,
    read_one_fact,
    read_score,
    read_shown,
)

assessments = Blueprint("assessments", __name__, url_prefix="/api/v1")


def _with_next(answer: dict[str, Any], path: str, query: Query, cursor: str | None) -> dict[str, Any]:
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {**answer, "next": f"/api/v1{path}?{urlencode(given)}" if cursor else None}


@endpoint(assessments, "GET", "/assessment-periods", answers={200: PERIODS})
def list_periods(actor: Actor) -> dict[str, Any]:
    """The periods, the levels that the person may look at, and which scores are the own ones"""
    return read_periods(actor, now())


@endpoint(assessments, "GET", "/assessments", query=ScoresQuery, answers={200: SCORES})
def list_scores(actor: Actor, query: ScoresQuery) -> dict[str, Any]:
    """Scores of a level in a period: units from the best down with their ranks, persons unranked"""
    answer, cursor = read_scores(actor, query.wanted(), now(), query.limit, query.cursor)
    return _with_next(answer, "/assessments", query, cursor)


@endpoint(assessments, "GET", "/assessments/live", query=LiveQuery, answers={200: SCORE_PAGE})
def get_live_score(actor: Actor, query: LiveQuery) -> dict[str, Any]:
    """An owner's score of the running period, computed now"""
    return read_score(actor, query.way(), now())


@endpoint(assessments, "GET", "/assessments/live/explain", query=LiveExplainQuery, answers={200: EXPLAINED})
def explain_live_line(actor: Actor, query: LiveExplainQuery) -> dict[str, Any]:
    """The facts behind a line of the running period, and how each counts"""
    answer = read_line(actor, query.way(), query.line, query.counted, query.limit, query.cursor, now())
    return _with_next(answer, "/assessments/live/explain", query, answer.pop("cursor"))


@endpoint(assessments, "GET", "/assessments/live/fact", query=LiveFactQuery, answers={200: FACT_PAGE})
def get_live_fact(actor: Actor, query: LiveFactQuery) -> dict[str, Any]:
    """A fact of the running period: every condition of the line on it, its case and photos"""
    return read_one_fact(actor, query.way(), query.line, query.ref, now())


@endpoint(assessments, "GET", "/assessments/live/shown", query=LiveQuery, answers={200: SHOWN})
def list_live_shown(actor: Actor, query: LiveQuery) -> dict[str, Any]:
    """Figures of the running period that are shown and never scored"""
    return read_shown(actor, query.way(), now())


@endpoint(assessments, "GET", "/assessments/<int:score_id>", answers={200: SCORE_PAGE})
def get_score(score_id: int, actor: Actor) -> dict[str, Any]:
    """A score with its lines, deductions, changes after appeals, and the periods before"""
    return read_score(actor, Stored(score_id), now())


@endpoint(assessments, "GET", "/assessments/<int:score_id>/explain", query=ExplainQuery, answers={200: EXPLAINED})
def explain_line(score_id: int, actor: Actor, query: ExplainQuery) -> dict[str, Any]:
    """The facts behind a line, and how each counted"""
    answer = read_line(actor, Stored(score_id), query.line, query.counted, query.limit, query.cursor, now())
    return _with_next(answer, f"/assessments/{score_id}/explain", query, answer.pop("cursor"))


@endpoint(assessments, "GET", "/assessments/<int:score_id>/fact", query=FactQuery, answers={200: FACT_PAGE})
def get_fact(score_id: int, actor: Actor, query: FactQuery) -> dict[str, Any]:
    """A fact behind a line: every condition of the line on it, its case and photos"""
    return read_one_fact(actor, Stored(score_id), query.line, query.ref, now())


@endpoint(assessments, "GET", "/assessments/<int:score_id>/shown", answers={200: SHOWN})
def list_shown(score_id: int, actor: Actor) -> dict[str, Any]:
    """Figures of a score's period that are shown and never scored"""
    return read_shown(actor, Stored(score_id), now())


@endpoint(assessments, "GET", "/assessments/<int:score_id>/peers", answers={200: PEERS})
def get_peers(score_id: int, actor: Actor) -> dict[str, Any]:
    """A unit's score beside those of its peer group; of persons no comparison is made"""
    return read_beside_peers(actor, Stored(score_id), now())
