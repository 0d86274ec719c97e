"""What a test of pages needs besides the browser: a page opened as somebody, and the rules of accessibility."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.architecture.tree import ROOT

AXE = ROOT / "dashboard" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OFFICE = {"width": 1440, "height": 900}

# (path, account or None for a citizen, size of the window) → the page, signed in.
Open = Callable[..., Page]


def violations(page: Page) -> list[str]:
    """Broken rules of WCAG A and AA on what the page shows now, each with the first element."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"]]
