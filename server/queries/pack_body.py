"""The facts of a weekly meeting pack, read once and kept: everything in it is text, whole numbers and yes or no."""

from __future__ import annotations

from typing import Any

from server.extensions import db
from server.queries.pack_cases import Week, case_parts, grid_rows, part_of
from server.queries.pack_rates import ranks_part, rates_part
from server.queries.pack_register import gaps_part, promises_part, unseen_part
from workflows.assessment.packs import Part

GRIDS = "本社区涉及的每个街镇级网格，按名称列出，不排名；只数本社区内的"


def read_body(week: Week) -> dict[str, dict[str, Any]]:
    """All parts but the chosen cases, by key."""
    with db.reading() as session:
        parts = case_parts(session, week)
        parts |= {Part.UNSEEN: unseen_part(session, week), Part.PROMISES: promises_part(session, week),
                  Part.RATES: rates_part(session, week), Part.RANKS: ranks_part(session, week)}
    parts[Part.GAPS] = gaps_part(week)
    parts[Part.GRIDS] = part_of(Part.GRIDS, grid_rows(week, parts), GRIDS)
    return {part.value: parts[part] for part in Part if part in parts}
