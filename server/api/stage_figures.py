"""On-time rates of stages, and the stages behind them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint

from server.api.edge import endpoint
from server.api.stage_figures_shapes import STAGE_FIGURES, STAGE_LIST, StagesQuery, StageStatsQuery
from server.auth import now
from server.queries.people import Actor
from server.queries.stage_counts import stage_scope
from server.queries.stage_figures import read_stage_figures, read_stage_list

stage_figures = Blueprint("stage_figures", __name__, url_prefix="/api/v1")


@endpoint(stage_figures, "GET", "/stats/stages", query=StageStatsQuery, answers={200: STAGE_FIGURES})
def get_stage_figures(actor: Actor, query: StageStatsQuery) -> dict[str, Any]:
    """How many stages were finished in time: by stage, by the divisions below or by department"""
    at = now()
    scope = stage_scope(actor, query.division, query.department, query.first, query.last, query.stage, at)
    return read_stage_figures(scope, query.by, at)


@endpoint(stage_figures, "GET", "/stages", query=StagesQuery, answers={200: STAGE_LIST})
def list_stages(actor: Actor, query: StagesQuery) -> dict[str, Any]:
    """The stages behind a rate, the latest due time first"""
    at, flags = now(), {"true": True, "false": False, None: None}
    scope = stage_scope(actor, query.division, query.department, query.first, query.last, query.stage, at)
    items, cursor = read_stage_list(scope, flags[query.late], query.exempt == "true", at, query.limit,
                                    query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {"items": items, "next": f"/api/v1/stages?{urlencode(given)}" if cursor else None, "as_of": at}
