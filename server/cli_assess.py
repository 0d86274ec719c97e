"""`flask assess`: compute scores on the terminal."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask import Flask

from server.actions.assess import RUNNING, compute_draft, drafts_within
from server.errors import Problem
from server.queries.moments import city_day
from workflows.assessment.facts import Level
from workflows.assessment.periods import period_around
from workflows.assessment.scheme import Period
from workflows.assessment.written import period_of

LEVELS = [level.value for level in Level]


def register_assess(app: Flask) -> None:
    """Attach the command to the application."""

    @app.cli.command("assess")
    @click.option("--period", help="2026-10, 2026-Q4 or 2026; without it the running month and quarter")
    @click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="only the scores of this level")
    def assess_command(period: str | None, levels: tuple[str, ...]) -> None:
        """Compute drafts of scores from the facts; a frozen period is left as it is."""
        now = datetime.now(UTC)
        chosen = frozenset(Level(level) for level in levels) or None
        wanted = [draft for one in _periods(period, now) for draft in drafts_within(one)]
        if not wanted:
            raise click.ClickException("no scheme was in force in this period")
        for kind, first in wanted:
            try:
                compute_draft(kind, first, now, levels=chosen, say=click.echo)
            except Problem as problem:
                raise click.ClickException(problem.detail) from problem


def _periods(text: str | None, now: datetime) -> list[Period]:
    if text is None:
        return [period_around(kind, city_day(now)) for kind in RUNNING]
    period = period_of(text)
    if period is None:
        raise click.ClickException(f"{text!r} is no period: write 2026-10, 2026-Q4 or 2026")
    return [period]
