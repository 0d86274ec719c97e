"""Numbers of the citizen's page: how long a sound may be, how far a private place is moved on the public map."""

from __future__ import annotations

from functools import cache
from typing import Any

from config.citizen import CitizenData, read_citizen


@cache
def citizen_rules() -> CitizenData:
    """What the operator's catalogue says."""
    return read_citizen()


def sound_settings() -> dict[str, Any]:
    """What the citizen's page must know before it records anything."""
    rules = citizen_rules()
    return {"seconds": rules.sound_seconds, "kilobytes": rules.sound_kilobytes, "files": rules.sound_files,
            "categories": list(rules.sound_categories)}
