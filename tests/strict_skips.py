"""pytest plugin (`-p tests.strict_skips`): says what this machine lacks; `--strict-skips` fails on skips."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest


def _has_variable(name: str) -> Callable[[], bool]:
    return lambda: bool(os.environ.get(name))


def _has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(map(shutil.which, names))


# marker → what the tests under it need, and whether this machine has it.
NEEDS = {
    "postgres": ("PostgreSQL + PostGIS (GRID_TEST_POSTGRES)", _has_variable("GRID_TEST_POSTGRES")),
    "redis": ("Redis (GRID_TEST_REDIS)", _has_variable("GRID_TEST_REDIS")),
    "browser": ("Chromium", _has_program("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")),
    "exiftool": ("exiftool", _has_program("exiftool")),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--strict-skips", action="store_true", help="count every skipped test as a failure")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what the machine cannot run, by marker, with one reason for all of it."""
    for marker, (need, present) in NEEDS.items():
        if not present():
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(pytest.mark.skip(reason=f"没有 {need} · not on this machine"))


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run when --strict-skips is set and anything was skipped."""
    if session.config.getoption("--strict-skips") and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say plainly what was not tested on this machine."""
    missing = [need for need, present in NEEDS.values() if not present()]
    if missing:
        terminalreporter.section("没有测试的部分 · not tested here")
        terminalreporter.write_line("缺少 · missing: " + " · ".join(missing))
    if config.getoption("--strict-skips") and _skipped(config):
        terminalreporter.write_line("--strict-skips: 跳过算不通过 · skipped counts as failed", red=True)
