"""Indicators: what is counted, by what, and from where the definition comes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.api.edge import endpoint
from server.api.indicators_shapes import INDICATORS, IndicatorsQuery
from server.queries.indicators import read_indicators
from server.queries.people import Actor

indicators = Blueprint("indicators", __name__, url_prefix="/api/v1")


@endpoint(indicators, "GET", "/indicators", query=IndicatorsQuery, answers={200: INDICATORS})
def list_indicators(actor: Actor, query: IndicatorsQuery) -> dict[str, Any]:
    """Every indicator with its formula in words, its source, whether it may be scored, and what stands beside it"""
    return {"items": read_indicators(query.level)}
