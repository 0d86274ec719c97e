"""`python -m server.simulation` as a process: it shows progress, can be stopped at any time and goes on from there."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from config.settings import Settings
from server.actions.ledger import verify_ledger
from server.extensions import db
from server.models import Report
from server.queries.simulation import connect, last_simulated_report
from tests.architecture.tree import ROOT
from tests.ground.running import PATIENCE_S, clean_environment

SMALL = ("--past-only", "--days", "2", "--per-day", "6", "--no-assessment")


def start(settings: Settings, *options: str, **more: str) -> subprocess.Popen[str]:
    environment = {**clean_environment(), "GRID_DATA_DIR": str(settings.data_dir), "GRID_SIMULATED": "true",
                   "GRID_SECRET_KEY": settings.secret_key, "GRID_DATABASE_URL": settings.database_url, **more}
    return subprocess.Popen([sys.executable, "-m", "server.simulation", *options], cwd=ROOT, env=environment,
                            text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    words, _ = process.communicate(timeout=PATIENCE_S)
    return process.returncode, words


def count_reports() -> int:
    with db.reading() as session:
        return session.scalar(select(func.count()).select_from(Report)) or 0


@pytest.fixture(scope="module")
def connected(installation: Settings) -> Iterator[Settings]:
    connect(installation)
    yield installation
    if db.engine is not None:
        db.engine.dispose()


def test_a_stopped_past_is_gone_on_with_and_written_once(connected: Settings) -> None:
    process = start(connected, *SMALL)
    assert process.stdout is not None
    assert "0%" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert finish(process)[0] == 0
    stopped_with = count_reports()
    assert verify_ledger()[1] == []

    code, words = finish(start(connected, *SMALL))
    assert code == 0, words
    assert "步" in words.splitlines()[-1]
    written = count_reports()
    assert written > stopped_with
    assert verify_ledger()[1] == []
    newest = last_simulated_report()
    assert newest is not None
    assert newest > datetime.now(UTC) - timedelta(days=1)

    assert finish(start(connected, *SMALL)) == (0, "")
    assert count_reports() == written


def test_it_runs_only_where_data_is_labelled(connected: Settings) -> None:
    code, words = finish(start(connected, *SMALL, GRID_SIMULATED="false"))
    assert code == 1
    assert "GRID_SIMULATED" in words
