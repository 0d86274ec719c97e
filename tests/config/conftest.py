"""A copy of the catalogue in which one thing is wrong, and what the reader says of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.reader import FOLDER, CatalogueError

Complaint = Callable[[Callable[[Path], object], str, str, str], str]


@pytest.fixture
def complaint(tmp_path: Path) -> Complaint:
    """complaint(read, file, old, new): replace a text in one file of a copy, read it, and return what is refused."""
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)

    def change(read: Callable[[Path], object], name: str, old: str, new: str) -> str:
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogueError) as caught:
            read(folder)
        return str(caught.value)

    return change
