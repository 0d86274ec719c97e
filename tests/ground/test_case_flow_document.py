"""The page about the flow says what the table says."""

from __future__ import annotations

from tests.architecture.tree import ROOT
from tests.ground.case_flow_document import document


def test_the_page_about_the_flow_equals_the_table() -> None:
    written = (ROOT / "docs" / "case-flow.md").read_text("utf-8")
    assert written == document(), (
        "run: .venv/bin/python -m tests.ground.case_flow_document > docs/case-flow.md"
    )
