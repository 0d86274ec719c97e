"""What the documents promise is there: links lead somewhere, the reading path is the one in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
READING_PATH = re.compile(r"^\d\. `([a-z_/]+\.py)`", re.MULTILINE)
STORY = "tests/journeys/test_report_to_close.py"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_a_file(document: Path) -> None:
    links = LINK.findall(document.read_text("utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def _reading_path() -> list[str]:
    return READING_PATH.findall((ROOT / "README.md").read_text("utf-8"))


def test_the_reading_path_has_eight_files_and_a_story() -> None:
    assert len(_reading_path()) == 8
    assert STORY in (ROOT / "README.md").read_text("utf-8")
    assert not [path for path in [*_reading_path(), STORY] if not (ROOT / path).is_file()]


@pytest.mark.parametrize(("path", "following"), list(zip(_reading_path(), _reading_path()[1:], strict=False)))
def test_each_file_of_the_reading_path_names_the_next(path: str, following: str) -> None:
    charter = (ROOT / path).read_text("utf-8")[:1500]
    assert charter.startswith('"""')
    assert f"Next: {following}" in charter
