"""A seeded installation in a folder, for measurements outside pytest."""

from __future__ import annotations

from pathlib import Path

from config.settings import Settings
from server import cli
from tests.conftest import settings_for


def fresh_installation(folder: Path, **more: object) -> Settings:
    """Settings of a new embedded installation below `folder`, with the city and its demo people in it."""
    data = folder / "data"
    data.mkdir(parents=True)
    settings = settings_for(data, **more)
    cli.migrate(settings)
    cli.seed(settings)
    return settings
