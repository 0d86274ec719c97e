"""Platform checks over HTTP: plans by lot, samples with their checklists, what stands out, results by grid."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from server.actions.check_plans import make_plan, preview_plan
from server.actions.check_proposals import propose_check
from server.actions.samples import check_sample
from server.api.checks_shapes import (
    OUTLIERS,
    PLAN,
    PLANS,
    PREVIEW,
    PROPOSED,
    RESULTS,
    SAMPLE,
    SAMPLES,
    CheckBody,
    DivisionQuery,
    PlanBody,
    PlansQuery,
    ResultsQuery,
    SamplesQuery,
)
from server.api.edge import endpoint, idempotency_key
from server.auth import now
from server.queries.check_outliers import read_outliers
from server.queries.check_plans import read_plans
from server.queries.check_results import read_results
from server.queries.people import Actor
from server.queries.samples import SampleFilter, read_sample, read_samples

checks = Blueprint("checks", __name__, url_prefix="/api/v1")
KEY = {"Idempotency-Key": "UUID of this write"}


@endpoint(checks, "GET", "/check-plans", query=PlansQuery, answers={200: PLANS})
def list_check_plans(actor: Actor, query: PlansQuery) -> dict[str, Any]:
    """Plans of platform checks with their cost and progress, and how many grids were looked at"""
    return read_plans(actor, query.division, now())


@endpoint(checks, "POST", "/check-plans/preview", body=PlanBody, answers={200: PREVIEW})
def preview_check_plan(actor: Actor, body: PlanBody) -> dict[str, Any]:
    """What a plan would hold and how many hours it costs, without drawing it"""
    return preview_plan(body.given(), actor, now())


@endpoint(checks, "POST", "/check-plans", body=PlanBody, answers={201: PLAN}, headers=KEY)
def post_check_plan(actor: Actor, body: PlanBody) -> tuple[dict[str, Any], int]:
    """Draw a plan from the ledger's seed and hand the samples out"""
    return make_plan(body.given(), actor, idempotency_key(), now()), 201


@endpoint(checks, "GET", "/samples", query=SamplesQuery, answers={200: SAMPLES})
def list_samples(actor: Actor, query: SamplesQuery) -> dict[str, Any]:
    """Samples of the assessor's territory"""
    wanted = SampleFilter(query.mine == "true", query.state, query.plan, query.grid, query.case)
    return read_samples(actor, wanted, now(), query.limit, query.cursor)


@endpoint(checks, "GET", "/samples/<int:sample_id>", answers={200: SAMPLE})
def get_sample(sample_id: int, actor: Actor) -> dict[str, Any]:
    """One sample with its checklist and what was found; once settled also for whoever's work it was"""
    return read_sample(sample_id, actor, now())


@endpoint(checks, "POST", "/samples/<int:sample_id>/check", body=CheckBody, answers={200: SAMPLE}, headers=KEY)
def post_sample_check(sample_id: int, actor: Actor, body: CheckBody) -> dict[str, Any]:
    """Say what the checklist asks; a result is never changed, whoever is unsure asks for a second opinion"""
    return check_sample(sample_id, body.given(), actor, idempotency_key(), now())


@endpoint(checks, "GET", "/check-outliers", query=DivisionQuery, answers={200: OUTLIERS})
def list_check_outliers(actor: Actor, query: DivisionQuery) -> dict[str, Any]:
    """Grids whose figures stand out, and why"""
    return read_outliers(actor, query.division, now())


@endpoint(checks, "POST", "/check-outliers/<grid>/propose", answers={200: PROPOSED}, headers=KEY)
def post_check_proposal(grid: str, actor: Actor) -> dict[str, Any]:
    """Want a grid in the next plan"""
    return propose_check(grid, actor, idempotency_key(), now())


@endpoint(checks, "GET", "/check-results", query=ResultsQuery, answers={200: RESULTS})
def get_check_results(actor: Actor, query: ResultsQuery) -> dict[str, Any]:
    """Results by grid with n, for whoever may see the figures of the division"""
    return read_results(actor, query.division, query.first, query.last, now())
