"""Numbers of the citizen's page: how long a sound may be, how far a private place is moved on the public map."""

from __future__ import annotations

from functools import cache

from config.citizen import CitizenData, read_citizen


@cache
def citizen_rules() -> CitizenData:
    """What the operator's catalogue says."""
    return read_citizen()
