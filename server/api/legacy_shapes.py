"""Body of 历史遗留."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.api.edge import Body, Text


class LegacyBody(Body):
    """POST /cases/{id}/legacy and /legacy/end: why, in words."""

    reason: Annotated[Text, Field(min_length=10, max_length=500, pattern=r"\S")]
