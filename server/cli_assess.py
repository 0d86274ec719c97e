"""`flask assess`: compute scores on the terminal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click
from flask import Flask

from server.actions.assess import RUNNING, compute_draft, drafts_within
from server.actions.assessment_verify import frozen_ids, verify_assessment
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
    @click.option("--verify", is_flag=True, help="count frozen periods again, from their facts and from the ledger")
    @click.option("--id", "number", type=int, help="with --verify: only this assessment")
    def assess_command(period: str | None, levels: tuple[str, ...], verify: bool, number: int | None) -> None:
        """Compute drafts of scores from the facts; a frozen period is left as it is. With --verify nothing is
        written: exit code 1 when a frozen period and the ledger differ."""
        if verify:
            sys.exit(_verify([number] if number is not None else frozen_ids()))
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


def _verify(ids: list[int]) -> int:
    """Prove these frozen periods; 1 when anything differs."""
    wrong = 0
    for number in ids:
        found = verify_assessment(number, click.echo)
        if found is None:
            raise click.ClickException(f"{number} is no frozen assessment")
        for line in found.differences:
            click.echo(f"不符：{line}")
        click.echo(f"{found.name}：{found.facts} 条事实与账本核对，{len(found.differences)} 处不符"
                   + (f"；另有 {found.unclear} 条早于账本记全之时，只按冻结的内容核对" if found.unclear else ""))
        wrong += len(found.differences)
    if not ids:
        click.echo("还没有冻结的考核期")
    return 1 if wrong else 0


def _periods(text: str | None, now: datetime) -> list[Period]:
    if text is None:
        return [period_around(kind, city_day(now)) for kind in RUNNING]
    period = period_of(text)
    if period is None:
        raise click.ClickException(f"{text!r} is no period: write 2026-10, 2026-Q4 or 2026")
    return [period]
