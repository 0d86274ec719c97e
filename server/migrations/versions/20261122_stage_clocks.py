"""Stage clocks: the calendar, stops and restricted periods as data, staged limits, reasons of pauses."""

from __future__ import annotations

revision = "20261122_stage_clocks"
down_revision = "20261122_the_whole_loop"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""
