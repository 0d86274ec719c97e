"""How far the city's history is written: a small file in the data folder, so that a restart goes on from there."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Page:
    """`until`: everything before it is written; `live_since`: from when on today is played at the pace of minutes.

    `opened`: from when on visitors could act; what their accounts did before was written by the simulation.
    """

    until: datetime | None = None
    live_since: datetime | None = None
    opened: datetime | None = None


class Diary:
    """The file and what it says."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "simulation.json"
        self.page = self._read()

    def _read(self) -> Page:
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            return Page(**{name: datetime.fromisoformat(text) if text else None for name, text in kept.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return Page()

    def note(self, **changes: datetime | None) -> None:
        """Keep new values; the file is whole at every moment."""
        self.page = replace(self.page, **changes)
        text = json.dumps({name: value.isoformat() if value else None for name, value in vars(self.page).items()})
        beside = self._path.with_suffix(".new")
        beside.write_text(text, "utf-8")
        os.replace(beside, self._path)
