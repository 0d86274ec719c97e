"""Whistle and answer (吹哨/应哨) over HTTP: blow, list, read, act, the figures and the rules behind them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request

from server.actions.whistle_acts import WhistleAct, act_on_whistle
from server.actions.whistles import blow_whistle
from server.api.edge import endpoint, idempotency_key
from server.api.whistles_shapes import (
    FIGURES,
    RULES,
    WHISTLE,
    WHISTLES,
    ActBody,
    BlowBody,
    WhistlesQuery,
    WhistleStatsQuery,
)
from server.auth import now
from server.errors import Problem, invalid
from server.queries.people import Actor
from server.queries.whistle_figures import read_whistle_figures
from server.queries.whistle_list import WhistleFilter, read_whistles
from server.queries.whistle_rules import describe_rules
from server.queries.whistles import read_whistle
from workflows.roles import column_of
from workflows.whistle import Act

whistles = Blueprint("whistles", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this step"}
ACTS = {act.value: act for act in Act}
FLAGS = {"true": True, "false": False, None: None}


@endpoint(whistles, "POST", "/cases/<int:case_id>/whistles", body=BlowBody, answers={201: WHISTLE}, headers=KEY)
def blow(case_id: int, actor: Actor, body: BlowBody) -> tuple[dict[str, Any], int]:
    """Whistle: members and communities to the town, the town to one leading and several assisting departments"""
    fields = {name: value for name, value in body.model_dump().items() if value not in (None, [])}
    return blow_whistle(case_id, fields, idempotency_key(), actor, now()), 201


@endpoint(whistles, "GET", "/whistles", query=WhistlesQuery, answers={200: WHISTLES})
def list_whistles(actor: Actor, query: WhistlesQuery) -> dict[str, Any]:
    """Whistles of the own territory and departments, the newest first"""
    check_division(query.division)
    at = now()
    wanted = WhistleFilter(
        query.case, query.division, query.department, query.state, query.kind, FLAGS[query.late],
        query.waiting is not None, query.first, query.last, query.counted, FLAGS[query.kept])
    items, cursor = read_whistles(actor, wanted, at, query.limit, query.cursor)
    given = query.model_dump(exclude_unset=True, mode="json") | {"cursor": cursor}
    return {"items": items, "next": f"{request.path}?{urlencode(given)}" if cursor else None, "as_of": at}


def check_division(division: str | None) -> None:
    """Raises validation for what is no code of a division."""
    try:
        column_of(division or "350200")
    except KeyError:
        raise invalid("division", "没有这个区划") from None


@endpoint(whistles, "GET", "/whistles/rules", answers={200: RULES})
def get_whistle_rules(actor: Actor) -> dict[str, Any]:
    """Kinds with their limits, reasons for declining, the ladder of reminders: this system's defaults"""
    return describe_rules()


@endpoint(whistles, "GET", "/whistles/<int:whistle_id>", answers={200: WHISTLE})
def get_whistle(whistle_id: int, actor: Actor) -> dict[str, Any]:
    """One whistle with every called unit, and what the person may do"""
    return read_whistle(whistle_id, actor, now())


@endpoint(whistles, "POST", "/whistles/<int:whistle_id>/<act>", body=ActBody, answers={200: WHISTLE}, headers=KEY)
def act_on(whistle_id: int, act: str, actor: Actor, body: ActBody) -> dict[str, Any]:
    """Answer, arrive, report, rate, decline, pass on, call further units, contest, rule or withdraw"""
    if act not in ACTS:
        raise Problem("not-found", "没有这一步")
    fields = {name: value for name, value in body.model_dump(exclude={"call"}).items() if value is not None}
    return act_on_whistle(whistle_id, WhistleAct(ACTS[act], fields, body.call, idempotency_key()), actor, now())


@endpoint(whistles, "GET", "/stats/whistles", query=WhistleStatsQuery, answers={200: FIGURES})
def get_whistle_stats(actor: Actor, query: WhistleStatsQuery) -> dict[str, Any]:
    """Rates of answering, coming, finishing; the whistle rate with its usual band, shown and never scored"""
    return read_whistle_figures(actor, query.division, query.department, query.first, query.last, now())
