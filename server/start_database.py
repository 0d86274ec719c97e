"""Bring the database to the newest schema and fill an empty one: a process of its own, over when done."""

from __future__ import annotations

import sys

from config.settings import load_settings
from server import cli


def main() -> int:
    """Migrate, then write what is missing. Settings come from the environment. Returns the exit code."""
    # Whoever types ./run gets demo accounts, also in a city that is left quiet.
    settings = load_settings(simulated=True)
    cli.migrate(settings)
    cli.seed(settings)
    if load_settings().simulated:
        cli.hold_jobs_back()
    return 0


if __name__ == "__main__":
    sys.exit(main())
