"""Commands of an operator: migrate, seed, verify the ledger, run the jobs, make accounts."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from config.settings import Settings
from server import schema
from server.actions.counters import recount
from server.actions.ledger import verify_ledger
from server.actions.people import create_user
from server.actions.schedule import PAST_LEASE, hold_lease
from server.actions.seed import fill
from server.cli_assess import register_assess
from server.errors import Problem
from server.extensions import db
from server.jobs import LEASE, start_jobs, stop_jobs
from workflows.diagram import mermaid


def now() -> datetime:
    """The clock of the command line."""
    return datetime.now(UTC)


def migrate(settings: Settings) -> None:
    """Connect to the database of these settings and bring it to the newest schema."""
    db.configure(settings)
    schema.migrate()


def seed(settings: Settings) -> None:
    """Write what an installation lacks; in a simulated one also demo people and the file with their passwords."""
    accounts = Path(settings.data_dir) / "demo-accounts.json"
    fill(now(), click.echo, partial(write_accounts, accounts) if settings.simulated else None)


def hold_jobs_back() -> None:
    """The jobs wait for a simulation that is about to start: it writes days that lie before theirs."""
    hold_lease(PAST_LEASE, now())


def write_accounts(path: Path, passwords: dict[str, str]) -> None:
    """{username: password} for the owner's eyes only."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(passwords, file, ensure_ascii=False, indent=1)


def register_commands(app: Flask) -> None:
    """Attach the commands to the application."""
    register_assess(app)

    @app.cli.command("migrate")
    def migrate_command() -> None:
        """Bring the database to the newest schema."""
        migrate(db.settings)

    @app.cli.command("seed")
    def seed_command() -> None:
        """Migrate, then write city, catalogue and (GRID_SIMULATED=true) demo people where they are missing."""
        migrate(db.settings)
        seed(db.settings)

    @app.cli.command("verify-ledger")
    def verify_command() -> None:
        """Read the whole ledger and say what in it cannot be; exit code 1 when something was found."""
        count, findings = verify_ledger()
        for finding in findings:
            click.echo(f"{finding.kind}: {finding.where}: {finding.detail}")
        click.echo(f"{count} events read, {len(findings)} findings")
        sys.exit(1 if findings else 0)

    @app.cli.command("recount")
    @click.option("--anew", is_flag=True, help="throw the counters away first and count every case")
    def recount_command(anew: bool) -> None:
        """Compare the counters of the board with the cases; exit code 1 when one differs."""
        count, wrong = recount(anew=anew)
        for cell, kept, counted in wrong:
            click.echo(f"{' '.join(map(str, cell))}: {kept} kept, {counted} counted")
        click.echo(f"{count} counters, {len(wrong)} differ")
        sys.exit(1 if wrong else 0)

    @app.cli.command("jobs")
    def jobs_command() -> None:
        """Run the jobs in a process of their own; a second one stands by."""
        told = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_how: told.set())
        scheduler = start_jobs(BackgroundScheduler, now)
        click.echo(f"jobs: {'running' if hold_lease(LEASE, now()) else 'standing by'}")
        told.wait()
        stop_jobs(scheduler, now)

    @app.cli.command("create-user")
    @click.argument("username")
    @click.option("--name", required=True)
    @click.option("--role", required=True)
    @click.option("--division", required=True)
    @click.option("--department")
    @click.password_option()
    def user_command(username: str, name: str, role: str, division: str, department: str | None,
                     password: str) -> None:
        """Make an account with one post."""
        try:
            click.echo(create_user(username, name, password, role, division, department, now()))
        except Problem as problem:
            raise click.ClickException(problem.detail) from problem

    @app.cli.command("diagram")
    def diagram_command() -> None:
        """Print the flow of a case as a Mermaid diagram."""
        click.echo(mermaid())
