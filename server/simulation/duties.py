"""What somebody of the city has to see to at a moment: it looks at what is open then and does what is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from server.simulation.roster import Roster


@dataclass(frozen=True)
class Duty:
    """`do` is asked at the moment and decides by what it finds, so that a past that was stopped goes on from there."""

    at: datetime
    name: str
    do: Callable[[Roster, datetime], None]
