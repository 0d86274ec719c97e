"""The browser of the tests: which program, how it starts, and one for all modules of a worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

# The shell draws no window for nobody: the same pages cost it a third of the processor time of the whole program.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-gpu-rasterization", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync")
PATIENCE_MS = 30_000  # until a test gives up on a page: a busy machine is slow, and nothing here measures time


def program() -> str | None:
    """Path of the browser of this machine."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@pytest.fixture(scope="session")
def tools() -> Iterator[Playwright]:
    """Playwright, once per worker: a second one beside it could not start."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as tools:
        yield tools


@pytest.fixture(scope="session")
def browser(tools: Playwright) -> Iterator[Browser]:
    """One browser; what a test opens is a context of its own, with nothing of the others in it."""
    browser = tools.chromium.launch(executable_path=program(), args=FLAGS)
    yield browser
    browser.close()
